//! Cover reports and notices of key decisions, for the example's Cabinet of 14 April 2015.

use super::a_year::document;
use super::a_year::meetings;
use super::a_year::year;
use super::made::id;
use super::made::version;
use crate::approval::cover_report::CoverReport;
use crate::approval::cover_report::Field;
use crate::approval::cover_report::LONGEST_TEXT;
use crate::approval::cover_report::composed::Commission;
use crate::approval::cover_report::composed::Composed;
use crate::approval::cover_report::composed::compose;
use crate::approval::cover_report::house::HouseTemplate;
use crate::approval::cover_report::implication::Implication;
use crate::approval::cover_report::notice::notice;
use crate::approval::document::DocumentKind;
use crate::approval::document::Version;
use crate::approval::sitting::Matter;
use crate::approval::text::Text;
use crate::assessment::reference::Exemption;
use crate::content::Block;
use crate::content::Document;
use crate::content::Inline;
use crate::timetable::tests::maidstone;

/// Does something with the items of the year's meetings on the plan, Cabinet's last.
fn with_matters<T>(then: impl FnOnce(&[Matter<'_>]) -> T) -> T {
    let (year, meetings) = (year(), meetings());
    then(&document(DocumentKind::Plan).matters(&year, &meetings))
}

/// The plan with passage 2 exempt.
fn exempt() -> Version {
    let mut version = version(DocumentKind::Plan, 1, "2015-02-24");
    let mut passages = version.text.passages().to_vec();
    let second = passages.iter_mut().find(|one| one.id == id("2")).unwrap();
    second.exempt = Some(Exemption { paragraph: 7, reason: "A raid is planned".to_owned() });
    version.text = Text::of(passages).unwrap();
    version
}

fn report(written: &CoverReport, version: &Version) -> Composed {
    in_house(written, version, &HouseTemplate::default())
}

fn in_house(written: &CoverReport, version: &Version, house: &HouseTemplate) -> Composed {
    let background = ["Strategic Assessment 2015–16".to_owned()];
    with_matters(|matters| {
        compose(&Commission {
            known_as: "smp",
            partnership: &maidstone::partnership(),
            matter: matters.last().unwrap(),
            matters,
            version,
            now: &version.text,
            withheld: 0,
            further: &["Strategic Assessment: summary".to_owned()],
            written,
            background: &background,
            house,
            today: "2015-04-02".parse().unwrap(),
        })
    })
}

fn words(document: &Document, anchor: &str) -> Vec<String> {
    let section = document.sections.iter().find(|one| one.anchor == anchor).unwrap();
    let one = |line: &Vec<Inline>| -> String {
        let words = line.iter().map(|inline| match inline {
            Inline::Text(words) | Inline::Strong(words) => words.as_str(),
            Inline::Figure { text, .. } | Inline::Link { text, .. } => text.as_str(),
        });
        words.collect()
    };
    let lines = section.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(line) => vec![one(line)],
        Block::List(lines) => lines.iter().map(one).collect(),
        Block::Table(table) => table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.printed()).collect::<Vec<_>>().join(" | "))
            .collect(),
        Block::Lead(_)
        | Block::Heading { .. }
        | Block::KeyFigures(_)
        | Block::Caution { .. }
        | Block::Chart(_) => Vec::new(),
    });
    lines.collect()
}

#[test]
fn a_report_that_is_not_written_says_so_in_every_place_and_knows_the_rest() {
    let bare = CoverReport::default();
    let plan = version(DocumentKind::Plan, 1, "2015-02-24");
    let document = report(&bare, &plan).document;
    assert_eq!(document.subtitle, "Report to Cabinet, 14 April 2015");
    assert_eq!(
        words(&document, "at-a-glance"),
        [
            "Meeting | Cabinet, 14 April 2015",
            "Final decision-maker | Council",
            "Lead head of service | [To be written]",
            "Lead officer and report author | [To be written]",
            "Contact | [To be written]",
            "Classification | Public",
            "Key decision | Yes",
            "Wards affected | All",
        ]
    );
    let recommended =
        "1. That Council be recommended to adopt the Rolling Plan 2015–16, as in Appendix A.";
    assert_eq!(words(&document, "recommendations"), [recommended]);
    assert_eq!(
        words(&document, "meetings"),
        [
            "The Safer Maidstone Partnership | 5 March 2015 | Agrees | Agreed, minute 135",
            "Cabinet | 14 April 2015 | Recommends | This report",
        ]
    );
    assert_eq!(words(&document, "background"), ["Strategic Assessment 2015–16"]);
    let gaps = document.sections.iter().flat_map(|section| words(&document, &section.anchor));
    let gaps = gaps.filter(|line| line.contains("[To be written]")).count();
    assert_eq!(gaps, bare.missing().len(), "each thing that is missing is told once");
}

#[test]
fn what_the_officer_writes_stands_in_its_place_and_recommendations_are_numbered_on() {
    let written = Field::all().fold(CoverReport::default(), |report, field| {
        report.with(field, &format!("About {}", field.in_words()))
    });
    let written =
        written.with(Field::Recommendations, "That it be launched in May.\nThat it be thanked.");
    assert_eq!(written.missing(), []);
    let document = report(&written, &version(DocumentKind::Plan, 1, "2015-02-24")).document;
    let recommended = words(&document, "recommendations");
    assert_eq!(recommended[1..], ["2. That it be launched in May.", "3. That it be thanked."]);
    let of_crime = words(&document, "implications");
    let line =
        "Crime and disorder | About Crime and disorder | Crime and Disorder Act 1998, section 17";
    assert!(of_crime.contains(&line.to_owned()), "{of_crime:?}");
    let background = words(&document, "background");
    assert_eq!(background, ["Strategic Assessment 2015–16", "About Further background papers"]);
    let emptied = written.with(Field::Implication(Implication::Legal), " ");
    assert_eq!(emptied.missing(), [Field::Implication(Implication::Legal)]);
}

#[test]
fn an_exempt_passage_makes_a_second_appendix_and_tells_nothing_of_itself() {
    let version = exempt();
    let document = report(&CoverReport::default(), &version).document;
    let glance = words(&document, "at-a-glance").join("\n");
    assert!(
        glance.contains("a part of the appendix is exempt (paragraph 7 of Schedule 12A"),
        "{glance}"
    );
    let appendices = words(&document, "appendices");
    assert_eq!(appendices.len(), 3);
    let second = "Appendix B (not for the public): the one passage of Appendix A that is not for the public in full, with the \
                  reason for each.";
    assert_eq!(appendices[1..], [second, "Appendix C: Strategic Assessment: summary."]);
    let all: Vec<String> =
        document.sections.iter().flat_map(|one| words(&document, &one.anchor)).collect();
    let all = all.join("\n");
    assert!(!all.contains("A raid") && !all.contains("Fewer knives"), "{all}");
    assert!(!all.contains("SHA-256"), "by the hash somebody could try what it says: {all}");
    let whole =
        report(&CoverReport::default(), &self::version(DocumentKind::Plan, 1, "2015-02-24"));
    assert!(words(&whole.document, "appendices")[0].contains("SHA-256"));
}

#[test]
fn a_report_stands_in_the_order_and_words_of_the_house() {
    let mut lines: Vec<String> =
        HouseTemplate::default().to_string().lines().map(str::to_owned).collect();
    lines.swap(1, 2);
    lines[1] = "recommendations: This report makes the following recommendations".to_owned();
    lines[13] = "public: Open".to_owned();
    let house = lines.join("\n").parse().unwrap();
    let plan = version(DocumentKind::Plan, 1, "2015-02-24");
    let document = in_house(&CoverReport::default(), &plan, &house).document;
    let headings: Vec<&str> = document.sections.iter().map(|one| one.heading.as_str()).collect();
    let first = ["At a glance", "This report makes the following recommendations"];
    assert_eq!(headings[..2], first);
    assert_eq!(headings[2], "Executive summary");
    assert!(words(&document, "at-a-glance").contains(&"Classification | Open".to_owned()));
}

#[test]
fn the_notice_says_by_when_it_is_due_and_what_the_council_fills_in() {
    let version = exempt();
    let told = with_matters(|matters| {
        notice(matters.last().unwrap(), &version, &version.text, &CoverReport::default())
    });
    insta::assert_snapshot!(told);
}

#[test]
fn too_long_a_text_is_refused_with_its_field() {
    let long = "x".repeat(LONGEST_TEXT + 1);
    let faults = CoverReport::default().with(Field::Risk, &long).faults();
    assert_eq!(faults[0].to_string(), "“Risk” has 10001 characters; keep it to 10000");
    let whole = "x".repeat(LONGEST_TEXT);
    assert_eq!(CoverReport::default().with(Field::Risk, &whole).faults(), []);
}
