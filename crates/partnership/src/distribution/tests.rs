//! What goes to whom, and what does not.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::distribution::announcing::Announcement;
use crate::distribution::covering_letter::CoveringLetter;
use crate::distribution::covering_letter::Enclosing;
use crate::distribution::dispatch::Dispatch;
use crate::distribution::dispatch::Listed;
use crate::distribution::dispatch::Planned;
use crate::distribution::dispatch::Progress;
use crate::distribution::dispatch::Standing;
use crate::distribution::dispatch::Way;
use crate::distribution::dispatch::planned;
use crate::distribution::file::FileFault;
use crate::distribution::file::read;
use crate::distribution::labels::LabelSheet;
use crate::distribution::list::ListId;
use crate::distribution::list::Readership;
use crate::distribution::recipient::COLUMNS;
use crate::distribution::recipient::Recipient;
use crate::distribution::recipient::RecipientFault;
use crate::distribution::recipient::typed;
use crate::distribution::sending::Asked;
use crate::distribution::sending::Enclosed;
use crate::distribution::sending::NotSent;
use crate::distribution::sending::Published;
use crate::distribution::sending::Sending;
use crate::publication::kept::Publication;
use crate::publication::site::PreElection;
use crate::terms::day::Day;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today() -> Day {
    day("2015-05-12")
}

fn cells<'a>(given: &[(&'a str, &str)]) -> BTreeMap<&'a str, String> {
    let usual = [("held_because", "office"), ("keep_until", "2016-05-31")];
    let all = usual.iter().chain(given);
    all.map(|(column, cell)| (*column, (*cell).to_owned())).collect()
}

fn recipient(given: &[(&str, &str)]) -> Recipient {
    typed(&cells(given), Readership::Libraries, today()).unwrap()
}

fn library() -> Recipient {
    let address = "The Library, James Whatman Way, Maidstone, ME14 1LQ";
    recipient(&[
        ("body", "Maidstone Library"),
        ("email", "library@example.org"),
        ("address", address),
        ("copies", "2"),
    ])
}

fn publication() -> Publication {
    let text = r#"{"on":"2015-05-08","documents":["Rolling Plan: 2015–16"],"files":[]}"#;
    serde_json::from_str(text).unwrap()
}

fn published(publication: &Publication) -> Published<'_> {
    Published { cycle: "2015-16".parse().unwrap(), number: 1, publication }
}

fn list() -> ListId {
    ListId("libraries".parse().unwrap())
}

fn asked(despite: Option<&str>) -> Asked {
    let despite = despite.map(str::to_owned);
    Asked { lists: vec![list()], despite, ..Asked::default() }
}

fn caution() -> PreElection {
    let poll = day("2015-05-07");
    PreElection::on(day("2015-05-01"), [poll]).unwrap()
}

#[test]
fn a_recipient_is_reached_somehow_and_held_for_a_reason_and_not_for_good() {
    let faults = |given: &[(&str, &str)], of| {
        let faults = typed(&cells(given), of, today()).unwrap_err();
        faults.iter().map(RecipientFault::column).collect::<Vec<_>>()
    };
    let libraries = Readership::Libraries;
    assert_eq!(faults(&[("email", "a@b")], libraries), ["name", "email"]);
    assert_eq!(faults(&[("name", "Ann")], libraries), ["email"]);
    let copies = [("name", "Ann"), ("copies", "1")];
    assert_eq!(faults(&copies, libraries), ["address"]);
    let ann = [("name", "Ann"), ("email", "ann@example.org")];
    assert_eq!(faults(&ann, Readership::Asked), ["held_because"]);
    let over = [ann[0], ann[1], ("keep_until", "2015-05-11")];
    assert_eq!(faults(&over, libraries), ["keep_until"]);
    let long = [ann[0], ann[1], ("keep_until", "2025-05-11")];
    assert_eq!(faults(&long, libraries), ["keep_until"]);
    assert!(typed(&cells(&ann), libraries, today()).is_ok());
}

#[test]
fn a_file_is_taken_whole_or_every_faulty_row_is_told() {
    let text = "Name;E-mail;Email;Held because;Keep until;Address;Copies\n\
        Ann;x;ann@example.org;consent;2016-05-31;;\n;;;;;;\n\
        Bob;x;bob@;office;2016-05-31;;\n\
        Cat;x;ann@example.org;perhaps;soon;;\n\
        Ann;x;ANN@example.org;consent;2016-05-31;;\n";
    let faults = read(text, Readership::Partners, &[], today()).unwrap_err();
    let rows: Vec<usize> = faults
        .iter()
        .map(|fault| match fault {
            FileFault::Cell { row, .. } | FileFault::Twice { row, .. } => *row,
            other => panic!("{other}"),
        })
        .collect();
    assert_eq!(rows, [4, 5, 5, 6], "{faults:?}");
    let good: String = text.lines().take(3).map(|line| format!("{line}\n")).collect();
    let taken = read(&good, Readership::Partners, &[], today()).unwrap();
    assert_eq!(taken.len(), 1);
    let again = read(&good, Readership::Partners, &taken, today()).unwrap_err();
    assert!(matches!(again[..], [FileFault::There { row: 2, .. }]), "{again:?}");
    let lacks = read("name,email\nAnn,a@example.org", Readership::Partners, &[], today());
    assert_eq!(lacks, Err(vec![FileFault::Lacks(vec!["held_because", "keep_until"])]));
}

#[test]
fn whoever_is_on_two_lists_gets_one_and_whoever_has_one_gets_nothing_more() {
    let (library, others) = (library(), ListId("others".parse().unwrap()));
    let same = Recipient { name: "The Librarian".to_owned(), copies: 0, ..library.clone() };
    let ann = recipient(&[("name", "Ann"), ("email", "ann@example.org")]);
    let list = list();
    let listed = [
        Listed { list: &list, number: 1, recipient: &library },
        Listed { list: &others, number: 1, recipient: &same },
        Listed { list: &others, number: 2, recipient: &ann },
    ];
    let to = |planned: &[Planned]| -> Vec<(String, i64, Way)> {
        planned.iter().map(|one| (one.list.to_string(), one.recipient, one.way)).collect()
    };
    let first = planned(&listed, []);
    let wanted =
        [("libraries", 1, Way::Email), ("libraries", 1, Way::Post), ("others", 2, Way::Email)];
    assert_eq!(to(&first), wanted.map(|(list, number, way)| (list.to_owned(), number, way)));
    let already = [(Way::Email, &library), (Way::Post, &library), (Way::Email, &ann)];
    assert_eq!(planned(&listed, already), []);
}

#[test]
fn nothing_goes_of_what_was_withdrawn_nor_before_it_was_published() {
    let (publication, before) = (publication(), day("2015-05-07"));
    let begin = |publication: &Publication, on| {
        Sending::begin(published(publication), asked(None), on, None)
    };
    assert_eq!(begin(&publication, before), Err(NotSent::TooEarly(publication.on())));
    assert!(begin(&publication, today()).is_ok());
    let none = Asked { lists: Vec::new(), ..asked(None) };
    assert_eq!(Sending::begin(published(&publication), none, today(), None), Err(NotSent::NoList));
    let sending = begin(&publication, today()).unwrap();
    let withdrawn = publication.withdraw(today(), "a fault").unwrap();
    assert_eq!(begin(&withdrawn, today()), Err(NotSent::Withdrawn(today())));
    assert_eq!(sending.may_go_on(&withdrawn, None), Err(NotSent::Withdrawn(today())));
}

#[test]
fn in_a_pre_election_period_it_goes_only_with_a_reason_and_one_that_was_begun_before_waits() {
    let publication = publication();
    let begin = |despite, caution| {
        Sending::begin(published(&publication), asked(despite), today(), caution)
    };
    let refused = Err(NotSent::PreElection(caution()));
    assert_eq!(begin(None, Some(caution())), refused);
    assert_eq!(begin(Some(" "), Some(caution())), refused);
    let said = begin(Some("the law asks for it"), Some(caution())).unwrap();
    assert_eq!(said.despite(), Some("the law asks for it"));
    let before = begin(Some("no need"), None).unwrap();
    assert_eq!(before.despite(), None);
    assert_eq!(
        before.may_go_on(&publication, Some(caution())),
        Err(NotSent::PreElection(caution()))
    );
    assert_eq!(before.may_go_on(&publication, None), Ok(()));
}

#[test]
fn nothing_that_went_or_may_have_gone_is_sent_again() {
    let said = Some("250 OK".to_owned());
    let failed = Standing::Failed { on: today(), said: "550 unknown".to_owned() };
    let all = [
        (Standing::Waiting, true),
        (Standing::UnderWay, false),
        (Standing::InDoubt, false),
        (Standing::Went { on: today(), said }, false),
        (failed, true),
    ];
    for (standing, may) in &all {
        assert_eq!(standing.may_go(), *may, "{standing:?}");
    }
    let dispatches = all.map(|(standing, _)| Dispatch {
        planned: Planned { list: list(), recipient: 1, way: Way::Email },
        standing,
        received: None,
    });
    let progress = Progress::of(&dispatches);
    assert_eq!(
        progress.in_words(),
        "Of 5: 1 went, 1 did not go, 1 in doubt, 1 being sent and 1 still to go. Known to have arrived: 0."
    );
}

#[test]
fn a_letter_is_in_the_language_of_its_recipient_and_fetches_nothing() {
    let documents = ["Rolling Plan: 2015–16".to_owned()];
    let letter = |to: &Recipient| {
        let announcement = Announcement {
            to,
            partnership: "Safer Maidstone Partnership",
            documents: &documents,
            words: "With thanks to all who took part.",
            address: "https://plan.example.org/smp/published/1/index.html",
            formats: "https://plan.example.org/smp/published/formats",
            receipt: "https://plan.example.org/smp/received/secret",
            list: "Libraries",
            contact: Some("the community safety team"),
        };
        announcement.letter("sending/1/1")
    };
    let english = letter(&library()).unwrap();
    assert_eq!(english.subject, "Published by the Safer Maidstone Partnership");
    let told = format!("{english:?}");
    for said in ["With thanks", "because of your office", "received/secret", "printed copies"] {
        assert!(told.contains(said), "{said}: {told}");
    }
    let welsh = recipient(&[("name", "Siân"), ("email", "s@example.org"), ("language", "cy")]);
    let welsh = letter(&welsh).unwrap();
    assert_eq!((welsh.language, welsh.subject.starts_with("Cyhoeddwyd")), ("cy", true));
    assert_eq!(letter(&Recipient { email: None, ..library() }), None);
}

#[test]
fn a_covering_letter_goes_only_with_copies_and_says_how_many() {
    let documents = ["Rolling Plan: 2015–16".to_owned()];
    let with = Enclosing {
        partnership: "Safer Maidstone Partnership",
        cycle: "2015–16",
        enclosed: &documents,
        words: "",
        address: "https://plan.example.org/smp/published/1/index.html",
        formats: "https://plan.example.org/smp/published/formats",
        on: today(),
        contact: None,
    };
    let letter = CoveringLetter::to(&library(), &with).unwrap();
    assert_eq!(letter.before, ["2 printed copies of each of the following are enclosed:"]);
    assert_eq!(letter.to[0], "Maidstone Library");
    let office = Recipient { name: "The Librarian".to_owned(), ..library() };
    assert_eq!(CoveringLetter::to(&office, &with).unwrap().greeting, "Dear Librarian");
    assert_eq!(CoveringLetter::to(&Recipient { copies: 0, ..library() }, &with), None);
    assert_eq!(CoveringLetter::to(&library(), &Enclosing { enclosed: &[], ..with }), None);
}

#[test]
fn printed_copies_go_only_where_it_is_said_what_is_enclosed_and_of_what_was_published() {
    let (publication, library, list) = (publication(), library(), list());
    let plan = publication.documents()[0].clone();
    let listed = [Listed { list: &list, number: 1, recipient: &library }];
    let begun = |enclosed| {
        let asked = Asked { enclosed, ..asked(None) };
        let sending = Sending::begin(published(&publication), asked, today(), None)?;
        let planned = sending.planned(&listed, []);
        sending.going_to(&planned).map(|sending| (sending, planned))
    };
    assert_eq!(begun(None).unwrap_err(), NotSent::NothingSaid(1));
    let other = Some(Enclosed::These(vec!["The budget".to_owned()]));
    assert_eq!(begun(other).unwrap_err(), NotSent::NotOfIt("The budget".to_owned()));
    let (sending, planned) = begun(Some(Enclosed::These(vec![plan.clone()]))).unwrap();
    assert_eq!((sending.enclosed(&publication), planned.len()), (&[plan][..], 2));
    let (sending, planned) = begun(Some(Enclosed::Nothing)).unwrap();
    assert_eq!((sending.enclosed(&publication), planned[0].way), (&[][..], Way::Email));
    assert_eq!(planned.len(), 1, "nothing goes by post");
    // One that was kept before that could be chosen encloses all of it.
    let before = Sending::begin(published(&publication), asked(None), today(), None).unwrap();
    assert_eq!(before.enclosed(&publication), publication.documents());
}

#[test]
fn labels_fit_on_a_sheet_of_a4_and_a_begun_sheet_is_used_up() {
    for sheet in LabelSheet::ALL {
        let one = sheet.geometry();
        let (across, down) = (u32::try_from(one.across).unwrap(), u32::try_from(one.down).unwrap());
        let width = 2 * one.left + across * one.width + (across - 1) * one.gap;
        let height = 2 * one.top + down * one.height;
        assert!(width.abs_diff(2100) <= 2 && height.abs_diff(2970) <= 2, "{width} × {height}");
        assert!(sheet.beginning_at(0, Vec::new()).is_err());
        assert!(sheet.beginning_at(one.across * one.down + 1, Vec::new()).is_err());
    }
    let label = library().on_a_label().unwrap();
    let sheets = LabelSheet::ThreeBySeven.beginning_at(5, vec![label.clone(); 18]).unwrap();
    assert_eq!((sheets.len(), sheets[1].len()), (2, 1));
    assert_eq!((&sheets[0][3], &sheets[0][4]), (&None, &Some(label)));
}

proptest! {
    #[test]
    fn what_is_exported_comes_back_the_same(
        name in "[A-Z][a-z]{1,20}", body in "[A-Z][a-z ,\"]{0,20}", copies in 0_u32..9, welsh: bool,
    ) {
        let copies = copies.to_string();
        let language = if welsh { "cy" } else { "en" };
        let given = [
            ("name", name.as_str()), ("body", body.as_str()), ("copies", copies.as_str()),
            ("language", language), ("email", "a@example.org"), ("address", "1 High Street\nMaidstone"),
        ];
        let before = recipient(&given);
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(COLUMNS).unwrap();
        writer.write_record(before.cells()).unwrap();
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        prop_assert_eq!(read(&text, Readership::Libraries, &[], today()), Ok(vec![before]));
    }

    #[test]
    fn no_text_stops_the_reader(text in "(name,held_because,keep_until\n)?[a-z,;\"\n' =@]{0,80}") {
        let _ = read(&text, Readership::Others, &[], today());
    }
}
