//! A publication is kept with its files' hashes, withdrawn once with a reason, and never changed otherwise.

use std::collections::BTreeSet;

use partnership::approval::adopted::Adopted;
use partnership::approval::deed::Deed;
use partnership::approval::document::DocumentId;
use partnership::approval::document::DocumentKind;
use partnership::approval::document::Version;
use partnership::approval::history::History;
use partnership::approval::history::Minutes;
use partnership::approval::sitting::Papers;
use partnership::approval::sitting::Sitting;
use partnership::approval::sitting::Taken;
use partnership::approval::text::Text;
use partnership::approval::turn::Turn;
use partnership::approval::typed::text_of;
use partnership::publication::kept::NotWithdrawn;
use partnership::publication::kept::PublishedFile;
use partnership::publication::left_out::LeftOut;
use partnership::publication::licence::DataLicence;
use partnership::publication::site::Gathered;
use partnership::publication::site::Site;
use partnership::publication::site::WouldPublish;
use partnership::publication::site::adopted;
use partnership::publication::whose::Whose;
use partnership::thread::everything::Everything;
use partnership::thread::everything::OfCycle;
use partnership::timetable::so_far::YearSoFar;
use records::Book;
use records::EasyReadRefused;
use records::Fingerprint;
use records::Kind;
use records::PublicationRefused;
use records::PublishedStore;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

/// The assessment as the partnership approved it on 5 March 2015.
fn approved() -> History {
    let document = DocumentId { kind: DocumentKind::Assessment, cycle: cycle() };
    let put_forward = Version {
        document,
        number: 1,
        on: day("2015-02-20"),
        drawn_from: "the final draft".to_owned(),
        text: text_of("# Violence\n\nMore patrols.\n").unwrap(),
    };
    let due = day("2015-02-25");
    let sitting = Sitting {
        turn: Turn::Partnership,
        body: "the partnership".to_owned(),
        on: day("2015-03-05"),
        papers: Papers { published: Some(due), due },
        decision: agreed(),
        taken: Taken::bare(meeting_id("partnership-march"), step("assessment-approved")),
    };
    let history = History::new(document).after(Deed::PutForward(put_forward)).unwrap();
    history.after(Deed::Decide(Box::new(sitting))).unwrap()
}

/// The text that was approved.
pub(crate) fn adopted_text() -> Adopted<Text> {
    adopted(&approved(), day("2015-03-20")).unwrap().clone()
}

/// The same in easy-read.
pub(crate) const EASY: &str = "# Our plan\n\n## Violence\n\n![Two police officers](police)\nMore police will walk in the town. {1}\n";

/// The year's site with that.
pub(crate) async fn site(book: &Book) -> Site {
    let held = year(book).await.year;
    let so_far = YearSoFar::of(held.timetable, &[], day("2015-03-20")).unwrap();
    let minutes = Minutes { year: &so_far, meetings: &[] };
    let whose = Whose {
        known_as: book.id().to_string().parse().unwrap(),
        publisher: "Safer Maidstone Partnership".to_owned(),
        cycle: cycle(),
        today: day("2015-03-20"),
        licence: DataLicence::default(),
    };
    let histories = [approved()];
    let of = OfCycle { documents: histories.into(), ..OfCycle::bare(whose.cycle) };
    let everything = Everything { cycles: &[of], ..Everything::default() };
    let (besides, left_out) = (Vec::new(), LeftOut::default());
    let gathered = Gathered { whose, minutes, everything, besides, left_out };
    WouldPublish::of(gathered).unwrap().publish(None).unwrap()
}

/// The files that were kept of it.
pub(crate) fn files() -> Vec<PublishedFile> {
    let file = |path: &str, bytes: &[u8]| PublishedFile {
        path: path.to_owned(),
        sha256: Fingerprint::of(bytes).to_string().parse().unwrap(),
        bytes: bytes.len() as u64,
    };
    vec![file("index.html", b"<!DOCTYPE html>"), file("feed.atom", b"<feed/>")]
}

pub(crate) async fn with_a_publication(book: &Book) {
    book.publish(&signed(150), &site(book).await, files()).await.unwrap();
}

/// A change of the table past the records.
pub(crate) const TAMPERINGS: [(&str, &str); 1] =
    [("publication", "update publication set publication = replace(publication, 'feed', 'seed')")];

on_both_engines! {
    a_publication_is_kept_with_its_files_and_numbered_anew_when_it_is_made_again;
    a_publication_is_withdrawn_once_by_whoever_saw_it_as_it_stands;
    an_easy_read_text_is_cleared_once_nothing_stands_against_it_and_writing_on_takes_that_back;
}

async fn a_publication_is_kept_with_its_files_and_numbered_anew_when_it_is_made_again(
    database: &Database,
) {
    let records = database.records().await;
    let book = with_its_year(&records, "maidstone").await;
    with_a_publication(&book).await;
    with_a_publication(&book).await;
    let kept = book.publications().await.unwrap();
    assert_eq!(kept.iter().map(|one| one.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!((kept[0].cycle, kept[0].publication.on()), (cycle(), day("2015-03-20")));
    assert_eq!(kept[0].publication.files(), files());
    assert!(kept[0].publication.documents()[1].starts_with("Strategic Assessment: 2015–16"));
    let entry = book.entries(kept[0].version.0 - 1, 1).await.unwrap().remove(0);
    assert_eq!((entry.kind, entry.key.as_str()), (Kind::Publication, "2015-16/1"));
    assert!(entry.after.unwrap().contains(&files()[0].sha256.to_string()));
    let named: BTreeSet<String> =
        records.published_named().await.unwrap().into_iter().map(String::from).collect();
    assert_eq!(named, files().iter().map(|file| file.sha256.to_string()).collect());
    book.verify().await.unwrap();
}

async fn a_publication_is_withdrawn_once_by_whoever_saw_it_as_it_stands(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_publication(&book).await;
    let seen = book.publications().await.unwrap().remove(0);
    let which = (seen.cycle, seen.number, seen.version);
    let on = day("2015-03-21");
    let refused = book.withdraw_publication(&signed(151), which, on, " ").await.unwrap_err();
    assert!(matches!(refused, PublicationRefused::NotWithdrawn(NotWithdrawn::NoReason)));
    book.withdraw_publication(&signed(152), which, on, "a figure was wrong").await.unwrap();
    let late = book.withdraw_publication(&signed(153), which, on, "again").await;
    assert!(matches!(late, Err(PublicationRefused::Conflict(_))), "{late:?}");
    let now = book.publications().await.unwrap().remove(0);
    assert_eq!(now.publication.withdrawn().unwrap().why, "a figure was wrong");
    assert_eq!(now.publication.file("index.html"), None);
    book.verify().await.unwrap();
}

#[test]
fn what_was_published_is_kept_once_under_its_sha_256_and_told_where_it_was_altered() {
    let home = tempfile::tempdir().unwrap();
    let store = PublishedStore::in_home(home.path());
    let sha256 = store.keep(b"<feed/>").unwrap();
    assert_eq!(store.keep(b"<feed/>").unwrap(), sha256);
    assert_eq!(store.read(&sha256).unwrap(), b"<feed/>");
    let name = sha256.to_string();
    std::fs::write(home.path().join("published").join(&name[..2]).join(&name), "x").unwrap();
    let mut checked = 0;
    let faults = store.faults(&[sha256].into(), || checked += 1);
    assert_eq!((faults.len(), checked), (1, 1));
}

async fn an_easy_read_text_is_cleared_once_nothing_stands_against_it_and_writing_on_takes_that_back(
    database: &Database,
) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let write =
        async |seen, source| book.write_easy_read(&signed(152), (cycle(), seen), source).await;
    let by = (day("2015-03-21"), "a group");
    let clear = async |seen| {
        book.clear_easy_read(&signed(153), (cycle(), seen), (&adopted_text(), &[]), by).await
    };
    let first = write(None, "# Our plan\n").await.unwrap();
    assert!(matches!(clear(first).await, Err(EasyReadRefused::NotCleared(_))));
    let second = write(Some(first), EASY).await.unwrap();
    assert!(matches!(write(Some(first), EASY).await, Err(EasyReadRefused::Conflict(_))));
    let third = clear(second).await.unwrap();
    let kept = book.easy_read(cycle()).await.unwrap().unwrap();
    assert_eq!(kept.value.cleared().unwrap().of, adopted_text().hash());
    write(Some(third), &format!("{EASY}\n")).await.unwrap();
    assert!(book.easy_read(cycle()).await.unwrap().unwrap().value.cleared().is_none());
    book.verify().await.unwrap();
}
