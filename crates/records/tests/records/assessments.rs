//! The draft of an assessment is kept version by version: numbers stay, nobody overwrites another, and what was circulated
//! is the same for ever.

use std::fs::read_to_string;
use std::path::Path;

use partnership::assessment::about::About;
use partnership::assessment::circulated::Circulated;
use partnership::assessment::comment::Comment;
use partnership::assessment::comment::CommentRefused;
use partnership::assessment::comment::SeenBy;
use partnership::assessment::passage::Given;
use partnership::assessment::passage::Number;
use partnership::assessment::text::Source;
use partnership::membership::person::PersonId;
use records::AssessmentRefused;
use records::Book;
use records::CommentDeed;
use records::KeptDraft;
use records::Saving;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

pub(crate) fn about() -> About {
    let period = |text: &str| text.parse().unwrap();
    About::of("E07000110".parse().unwrap(), period("2014-Q2"), period("2014-Q1")).unwrap()
}

fn somebody(name: &str) -> PersonId {
    PersonId(name.parse().unwrap())
}

fn source(text: &str) -> Vec<Source> {
    vec![Source { file: "1-about.md".to_owned(), text: text.to_owned() }]
}

pub(crate) fn saving(seen: u32, by: &str, text: &str) -> Saving {
    let (sources, note) = (source(text), "A first go".to_owned());
    let (on, numbered_elsewhere) = (day("2014-11-20"), false);
    Saving { seen, sources, by: somebody(by), on, note, numbered_elsewhere }
}

pub(crate) fn comment(passage: u32, version: u32) -> Comment {
    let passage = Number::of(passage).unwrap();
    let words = "Mrs Jones would ask which wards";
    Comment::of((passage, version), SeenBy::Readers, words, (somebody("ann"), day("2014-12-05")))
        .unwrap()
}

/// A version frozen without any figure.
pub(crate) fn frozen(kept: &KeptDraft) -> Circulated {
    let (on, about, answers) = (day("2014-12-04"), about(), [].into());
    Circulated { version: kept.version.clone(), on, about, answers }
}

/// A draft with two passages, a comment, and circulated.
pub(crate) async fn with_a_draft(book: &Book) -> KeptDraft {
    let first = saving(0, "ann", "# About\n\nThe first words.\n\nMore words.\n");
    let kept = book.begin_assessment(&signed(50), cycle(), about(), first).await.unwrap();
    book.comment_on_assessment(&signed(51), cycle(), comment(2, 1)).await.unwrap();
    book.circulate_assessment(&signed(52), cycle(), &frozen(&kept)).await.unwrap();
    kept
}

/// A change of each of these tables past the records.
pub(crate) const TAMPERINGS: [(&str, &str); 4] = [
    ("assessment", "update assessment set about = replace(about, 'E07000110', 'E07000105')"),
    (
        "assessment_version",
        "update assessment_version set sources = replace(sources, 'first', 'last')",
    ),
    (
        "assessment_comment",
        "update assessment_comment set comment = replace(comment, 'Jones', 'Smith')",
    ),
    ("circulated_draft", "update circulated_draft set draft = replace(draft, 'first', 'last')"),
];

on_both_engines! {
    a_version_is_numbered_kept_whole_and_never_changed;
    whoever_saves_second_is_told_and_nothing_is_lost;
    what_cannot_be_read_yet_is_kept_and_numbered_once_it_is_mended;
    a_comment_is_settled_by_whoever_saw_it_last;
    what_was_circulated_is_the_same_for_ever;
    the_worked_example_is_kept_as_it_is;
}

async fn a_version_is_numbered_kept_whole_and_never_changed(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let kept = with_a_draft(&book).await;
    let text = kept.version.sources[0].text.clone();
    assert_eq!(text, "# About\n\n{#1} The first words.\n\n{#2} More words.\n");
    // The first passage is taken out, another comes: it gets a number that none ever had.
    let next = saving(1, "bob", "# About\n\n{#2} More words.\n\nNew words.\n");
    let next = book.save_assessment(&signed(53), cycle(), next).await.unwrap();
    assert_eq!(next.version.sources[0].text, "# About\n\n{#2} More words.\n\n{#3} New words.\n");
    let last = saving(2, "bob", "# About\n\n{#2} More words.\n");
    let last = book.save_assessment(&signed(54), cycle(), last).await.unwrap();
    assert_eq!((last.version.number, last.given), (3, Given::so_far(3)));
    let again = saving(3, "ann", "# About\n\n{#2} More words.\n\nAgain new.\n");
    let again = book.save_assessment(&signed(55), cycle(), again).await.unwrap();
    assert!(again.version.sources[0].text.contains("{#4} Again new."));
    let all = book.assessment_versions(cycle()).await.unwrap();
    assert_eq!(all, [kept, next, last.clone(), again.clone()]);
    let same = Saving { sources: again.version.sources.clone(), ..saving(4, "bob", "") };
    let same = book.save_assessment(&signed(56), cycle(), same).await.unwrap();
    assert_eq!(same, again, "nothing was changed, so nothing is kept");
    book.verify().await.unwrap();
}

async fn whoever_saves_second_is_told_and_nothing_is_lost(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let before = book.save_assessment(&signed(49), cycle(), saving(0, "ann", "# A\n\nB\n")).await;
    assert!(before.is_err(), "nothing was begun");
    with_a_draft(&book).await;
    let twice = saving(0, "bob", "# Other\n\nText\n");
    let twice = book.begin_assessment(&signed(53), cycle(), about(), twice).await;
    assert!(matches!(twice, Err(AssessmentRefused::Conflict(_))), "{twice:?}");
    let quick = saving(1, "bob", "# About\n\n{#1} Bob's words.\n");
    book.save_assessment(&signed(54), cycle(), quick).await.unwrap();
    let slow = saving(1, "ann", "# About\n\n{#1} Ann's words.\n");
    match book.save_assessment(&signed(55), cycle(), slow).await {
        Err(AssessmentRefused::Overtaken { seen: 1, now: 2, by }) => assert_eq!(by, "bob"),
        other => panic!("{other:?}"),
    }
    let seen = book.assessment(cycle()).await.unwrap().unwrap().version;
    let other = About { period: "2014-Q1".parse().unwrap(), ..about() };
    let changed = book.change_assessment(&signed(56), cycle(), seen, other).await.unwrap();
    let late = book.change_assessment(&signed(57), cycle(), seen, about()).await;
    assert!(matches!(late, Err(AssessmentRefused::Conflict(_))), "{late:?}");
    let held = book.assessments().await.unwrap();
    assert_eq!((held[0].0, held[0].1.value, held[0].1.version), (cycle(), other, changed));
    book.verify().await.unwrap();
}

async fn what_cannot_be_read_yet_is_kept_and_numbered_once_it_is_mended(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_draft(&book).await;
    let text = "# About\n\n{#1} The first words.\n\nUnfinished {figure:\n";
    let kept = book.save_assessment(&signed(53), cycle(), saving(1, "ann", text)).await.unwrap();
    assert_eq!((kept.version.sources[0].text.as_str(), kept.given), (text, Given::so_far(2)));
    let text = "# About\n\n{#1} The first words.\n\nFinished {figure:burglary.count}\n";
    let kept = book.save_assessment(&signed(54), cycle(), saving(2, "ann", text)).await.unwrap();
    assert!(kept.version.sources[0].text.contains("{#3} Finished"), "{kept:?}");
    book.verify().await.unwrap();
}

async fn a_comment_is_settled_by_whoever_saw_it_last(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_draft(&book).await;
    let nowhere = book.comment_on_assessment(&signed(53), cycle(), comment(9, 1)).await;
    assert!(matches!(nowhere, Err(AssessmentRefused::NoSuchPassage { .. })), "{nowhere:?}");
    let never = book.comment_on_assessment(&signed(53), cycle(), comment(2, 9)).await;
    assert!(matches!(never, Err(AssessmentRefused::NoSuchVersion(9))), "{never:?}");
    let kept = book.assessment_comments(cycle()).await.unwrap().remove(0);
    let change = async |seen, deed| {
        let by = (somebody("bob"), day("2014-12-08"));
        book.change_assessment_comment(&signed(54), cycle(), (kept.number, seen), deed, by).await
    };
    let settle = || CommentDeed::Settle("Named in version 2".to_owned());
    let settled = change(kept.version, settle()).await.unwrap();
    let late = change(kept.version, CommentDeed::Reopen).await;
    assert!(matches!(late, Err(AssessmentRefused::Conflict(_))), "{late:?}");
    let twice = change(settled, settle()).await;
    assert!(matches!(twice, Err(AssessmentRefused::Comment(CommentRefused::Settled))), "{twice:?}");
    change(settled, CommentDeed::Reopen).await.unwrap();
    assert_eq!(book.assessment_comments(cycle()).await.unwrap()[0].comment, kept.comment);
    let entries = format!("{:?}", book.entries(0, 1000).await.unwrap());
    assert!(!entries.contains("Mrs Jones"), "the audit record has the words of a comment");
    assert!(!entries.contains("The first words"), "the audit record has the text of a draft");
    book.verify().await.unwrap();
}

async fn what_was_circulated_is_the_same_for_ever(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let kept = with_a_draft(&book).await;
    let twice = book.circulate_assessment(&signed(53), cycle(), &frozen(&kept)).await;
    assert!(matches!(twice, Err(AssessmentRefused::Conflict(_))), "{twice:?}");
    let mut other = kept.clone();
    other.version.sources = source("# Another\n\n{#1} text\n");
    let another = book.circulate_assessment(&signed(53), cycle(), &frozen(&other)).await;
    assert!(matches!(another, Err(AssessmentRefused::AnotherText(1))), "{another:?}");
    let changed = saving(1, "bob", "# About\n\n{#1} Other words.\n");
    book.save_assessment(&signed(54), cycle(), changed).await.unwrap();
    assert_eq!(book.circulated_drafts(cycle()).await.unwrap(), [(1, day("2014-12-04"))]);
    let found = book.circulated_draft(cycle(), 1).await.unwrap();
    assert_eq!(found, Some(frozen(&kept)));
    assert_eq!(book.circulated_draft(cycle(), 2).await.unwrap(), None);
    book.verify().await.unwrap();
}

async fn the_worked_example_is_kept_as_it_is(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let folder = "../../examples/maidstone-2014/assessment";
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let names = ["1-about", "2-levels", "3-changes", "4-why", "5-people", "6-last-plan"];
    let sources = names.map(|name| {
        let text = read_to_string(folder.join(format!("{name}.md"))).unwrap();
        Source { file: format!("{name}.md"), text }
    });
    let first = saving(0, "ann", "# About\n\nThe first words.\n");
    book.begin_assessment(&signed(50), cycle(), about(), first).await.unwrap();
    // Numbered elsewhere: its numbers stay, and the next one is one that no passage of it has.
    let sources = sources.to_vec();
    let brought =
        Saving { sources: sources.clone(), numbered_elsewhere: true, ..saving(1, "ann", "") };
    let kept = book.save_assessment(&signed(51), cycle(), brought).await.unwrap();
    assert_eq!(kept.version.sources, sources);
    assert!(kept.given.count() > 20, "{:?}", kept.given);
    let more = format!("{}\nOne passage more.\n", sources[5].text);
    let mut next = Saving { sources, ..saving(2, "ann", "") };
    next.sources[5].text = more;
    let next = book.save_assessment(&signed(52), cycle(), next).await.unwrap();
    let wanted = format!("{{#{}}} One passage more.", kept.given.count() + 1);
    assert!(next.version.sources[5].text.contains(&wanted), "{}", next.version.sources[5].text);
    book.verify().await.unwrap();
}
