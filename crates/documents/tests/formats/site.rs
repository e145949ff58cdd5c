//! The public site: files that lead to one another, descriptions of tables that agree with them, the same bytes again.

use std::collections::BTreeMap;

use documents::site::SiteFile;
use partnership::approval::deed::Deed;
use partnership::approval::document::DocumentId;
use partnership::approval::document::DocumentKind;
use partnership::approval::document::Version;
use partnership::approval::history::History;
use partnership::approval::history::Minutes;
use partnership::approval::sitting::Papers;
use partnership::approval::sitting::Sitting;
use partnership::approval::sitting::Taken;
use partnership::approval::turn::Turn;
use partnership::approval::typed::text_of;
use partnership::membership::Partnership;
use partnership::publication::easy_read::clearing::KeptEasyRead;
use partnership::publication::left_out::LeftOut;
use partnership::publication::part::Part;
use partnership::publication::site::Gathered;
use partnership::publication::site::Site;
use partnership::publication::site::WouldPublish;
use partnership::publication::site::adopted;
use partnership::publication::whose::Whose;
use partnership::terms::day::Day;
use partnership::thread::everything::Everything;
use partnership::thread::everything::OfCycle;
use partnership::timetable::Timetable;
use partnership::timetable::decision::Decision;
use partnership::timetable::decision::Outcome;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::so_far::YearSoFar;
use partnership::timetable::step::StepId;
use roxmltree::Document as Xml;
use roxmltree::ParsingOptions;

use crate::independent::is_accessible;

/// A name that means harm, and that everybody may read.
const PUBLISHER: &str = "Safer <script>alert(1)</script> & \"Maidstone\"";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The assessment as the partnership approved it on 5 March 2015.
fn approved(document: DocumentId) -> History {
    let text = "# Violence\n\nMore <b>patrols</b> & lights.\n\n# Knives\n\nFewer knives.\n";
    let (on, drawn_from) = (day("2015-02-20"), "the final draft".to_owned());
    let text = text_of(text).unwrap();
    let version = Version { document, number: 1, on, drawn_from, text };
    let due = day("2015-02-25");
    let (mover, minute) = ("the Chairman".to_owned(), "minute 9".to_owned());
    let meeting = MeetingId("partnership-march".parse().unwrap());
    let sitting = Sitting {
        turn: Turn::Partnership,
        body: "the partnership".to_owned(),
        on: day("2015-03-05"),
        papers: Papers { published: Some(due), due },
        decision: Decision { outcome: Outcome::Agreed, mover, seconder: None, minute },
        taken: Taken::bare(meeting, StepId("assessment-approved".parse().unwrap())),
    };
    let history = History::new(document).after(Deed::PutForward(version)).unwrap();
    history.after(Deed::Decide(Box::new(sitting))).unwrap()
}

/// The same in easy-read, with what means harm.
const EASY: &str = "# Our <i>plan</i>\n\n## Violence & knives\n\n![\"Two\" <police> officers](police)\n\
    More police & lights. {1}\n\n![A cross](no)\nFewer knives. {2}\n";

/// The example's year with that, published on 20 April, in the weeks before the poll of 7 May.
fn site() -> Site {
    const EXAMPLE: [&str; 2] = [
        include_str!("../../../../examples/maidstone-2014/partnership.toml"),
        include_str!("../../../../examples/maidstone-2014/timetable.toml"),
    ];
    let partnership = Partnership::of(toml::from_str(EXAMPLE[0]).unwrap()).unwrap();
    let timetable = Timetable::of(toml::from_str(EXAMPLE[1]).unwrap(), partnership.bodies());
    let cycle = "2015-16".parse().unwrap();
    let document = DocumentId { kind: DocumentKind::Assessment, cycle };
    let plan = History::new(DocumentId { kind: DocumentKind::Plan, cycle });
    let histories = [approved(document), plan];
    let today = day("2015-04-20");
    let year = YearSoFar::of(timetable.unwrap(), &[], today).unwrap();
    let minutes = Minutes { year: &year, meetings: &[] };
    let (known_as, publisher) = ("safer-maidstone".parse().unwrap(), PUBLISHER.to_owned());
    let licence = "CC BY 4.0 <https://creativecommons.org/licenses/by/4.0/>".parse().unwrap();
    let whose = Whose { known_as, publisher, cycle, today, licence };
    let text = adopted(&histories[0], today).unwrap();
    let easy = KeptEasyRead::written(EASY).clear(text, &[], (today, "a group")).unwrap();
    let besides = vec![Part::easy_read(Some(&easy), text, &whose, &[])];
    let of = OfCycle { documents: histories.to_vec(), ..OfCycle::bare(whose.cycle) };
    let everything = Everything { cycles: &[of], ..Everything::default() };
    let left_out = LeftOut::default();
    let gathered = Gathered { whose, minutes, everything, besides, left_out };
    WouldPublish::of(gathered).unwrap().publish(Some("a <law> asks for it")).unwrap()
}

fn files() -> BTreeMap<String, Vec<u8>> {
    let mut told = Vec::new();
    let files = documents::site::files(&site(), |title| told.push(title.to_owned())).unwrap();
    assert_eq!(told, ["Summary", "Our <i>plan</i>", "Strategic Assessment", "Timetable"]);
    assert_eq!(files[0].path, documents::site::FIRST);
    files.into_iter().map(|SiteFile { path, bytes }| (path, bytes)).collect()
}

fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

fn parsed(page: &str) -> Xml<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Xml::parse_with_options(page, options).expect("well-formed markup")
}

#[test]
fn every_link_is_relative_and_leads_to_a_file_of_the_site_and_every_file_is_reached() {
    let files = files();
    let mut reached = vec!["index.html".to_owned()];
    for (name, _) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = text(&files, name);
        let page = parsed(&page);
        let links = page.descendants().filter_map(|node| node.attribute("href"));
        for link in links.filter(|link| !link.starts_with('#')) {
            let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
            let to = match link.strip_prefix("../") {
                Some(above) => above.to_owned(),
                None if folder.is_empty() => link.to_owned(),
                None => format!("{folder}/{link}"),
            };
            assert!(files.contains_key(&to), "{name} leads to {link}");
            reached.push(to);
        }
    }
    let lost: Vec<&String> = files
        .keys()
        .filter(|name| !reached.contains(name) && !name.ends_with("-metadata.json"))
        .collect();
    assert!(lost.is_empty(), "nothing leads to {lost:?}");
}

#[test]
fn the_first_page_says_what_is_missing_and_that_it_is_a_pre_election_period() {
    let files = files();
    let page = text(&files, "index.html");
    assert!(
        page.contains(
            "It is the pre-election period from 30 March 2015 to the poll on 7 May 2015."
        )
    );
    assert!(page.contains("It was published all the same: a &lt;law&gt; asks for it"), "{page}");
    assert!(page.contains("The Rolling Plan 2015–16: it is not adopted yet;"), "{page}");
    assert!(page.contains("<h1>Strategic Assessment 2015–16</h1>"), "{page}");
    let of_it = text(&files, "assessment/index.html");
    assert!(of_it.contains("<strong>1.</strong> More &lt;b&gt;patrols&lt;/b&gt; &amp; lights."));
    assert!(of_it.contains("<nav class=\"above\" aria-label=\"Breadcrumb\">"), "{of_it}");
    for name in files.keys().filter(|name| name.ends_with(".html") || name.ends_with(".atom")) {
        assert!(!text(&files, name).contains("<script"), "{name}");
    }
}

#[test]
fn what_is_said_of_a_table_s_columns_agrees_with_the_table() {
    let files = files();
    let described = "tables/timetable-table-1-timetable.csv-metadata.json";
    let described: serde_json::Value = serde_json::from_slice(&files[described]).unwrap();
    let table = text(&files, "tables/timetable-table-1-timetable.csv");
    let columns = described["tableSchema"]["columns"].as_array().unwrap();
    let titles: Vec<&str> = columns.iter().map(|one| one["titles"].as_str().unwrap()).collect();
    assert_eq!(titles.join(","), table.lines().next().unwrap());
    assert_eq!(described["url"], "timetable-table-1-timetable.csv");
    assert_eq!(described["tableSchema"]["primaryKey"], "reference");
    let rights = format!("Recorded by the {PUBLISHER}. To be used under: CC BY 4.0.");
    assert_eq!(described["dc:rights"][0], rights);
    let licence = "https://creativecommons.org/licenses/by/4.0/";
    assert_eq!(described["dc:license"]["@id"], licence);
}

#[test]
fn the_feed_names_each_document_for_good() {
    let files = files();
    let feed = text(&files, "feed.atom");
    let feed = parsed(&feed);
    let all = |name: &'static str| feed.descendants().filter(move |node| node.has_tag_name(name));
    assert_eq!(all("entry").count(), 4);
    let ids: Vec<&str> = all("id").filter_map(|id| id.text()).collect();
    let is_uuid = |id: &&str| {
        let uuid = id.strip_prefix("urn:uuid:").unwrap();
        uuid.len() == 36 && uuid.as_bytes()[14] == b'8' && b"89ab".contains(&uuid.as_bytes()[19])
    };
    assert!(ids.len() == 5 && ids.iter().all(is_uuid), "{ids:?}");
    let updated: Vec<&str> = all("updated").filter_map(|one| one.text()).collect();
    assert_eq!(updated[..2], ["2015-04-20T00:00:00Z", "2015-03-05T00:00:00Z"]);
}

#[test]
fn the_same_site_gives_the_same_bytes_and_its_list_names_every_file() {
    let files = files();
    assert!(files == self::files(), "the same site has other bytes");
    let list: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed = list["files"].as_array().unwrap();
    assert_eq!(listed.len() + 1, files.len());
    for one in listed {
        let bytes = &files[one["path"].as_str().unwrap()];
        assert_eq!(one["bytes"], bytes.len());
        assert_eq!(one["sha256"].as_str().unwrap().len(), 64);
    }
}

#[test]
fn in_easy_read_each_passage_has_its_picture_before_it_and_what_it_is_from_behind_all() {
    let files = files();
    let page = text(&files, "easy-read/index.html");
    let page = parsed(&page);
    let passages = page.descendants().filter(|node| node.attribute("class") == Some("easy"));
    let told = passages.map(|passage| {
        let mut inside = passage.children().filter(|node| node.is_element());
        let (picture, words) = (inside.next().unwrap(), inside.next().unwrap());
        (picture.attribute("aria-label").unwrap().to_owned(), words.text().unwrap().to_owned())
    });
    let wanted =
        [("\"Two\" <police> officers", "More police & lights."), ("A cross", "Fewer knives.")];
    let wanted = wanted.map(|(shows, words)| (shows.to_owned(), words.to_owned()));
    assert_eq!(told.collect::<Vec<_>>(), wanted);
    let whole = page.root_element().descendants().filter_map(|node| node.text());
    let whole: String = whole.collect();
    assert!(whole.contains("“Fewer knives.” is from passage 2 of the plan."), "{whole}");
    is_accessible(&files["easy-read/easy-read-2015-16.pdf"]);
}

#[test]
fn what_was_adopted_is_there_in_large_print_as_a_page_and_to_print() {
    let files = files();
    for folder in ["assessment", "summary"] {
        let page = text(&files, &format!("{folder}/large-print.html"));
        assert!(page.contains("in large print") && page.contains("font-size: 1.5rem"), "{page}");
        is_accessible(&files[&format!("{folder}/{folder}-2015-16-large-print.pdf")]);
    }
    assert!(!files.contains_key("timetable/large-print.html"));
}
