//! Tests of the report on a few replies whose counts are known by hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Commission;
use super::Heard;
use super::Label;
use super::ReadByMachine;
use super::Report;
use super::Weighing;
use super::compose;
use super::results;
use super::themes::Answered;
use super::themes::Quotation;
use super::themes::Theme;
use super::themes::ThemesOfQuestion;
use super::themes::YouSaid;
use crate::consultation::answer::AnswerId;
use crate::consultation::exercise::Arrival;
use crate::consultation::exercise::Consultation;
use crate::consultation::exercise::tests::typed as consultation_typed;
use crate::consultation::language::Language;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::questionnaire::tests::id;
use crate::consultation::questionnaire::tests::questionnaire;
use crate::consultation::reply::Channel;
use crate::consultation::reply::Given;
use crate::consultation::reply::Reply;
use crate::consultation::results::shares::Found;
use crate::consultation::retention::Field;
use crate::consultation::retention::Tombstone;
use crate::consultation::retention::totals::Totals;
use crate::consultation::retention::without;
use crate::consultation::version::Deed;
use crate::consultation::version::Version;
use crate::content::Block;
use crate::content::Inline;
use crate::content::table::Table;
use crate::statistics::suppression::Profile;
use crate::timetable::tests::maidstone::bodies;

mod sampled;
mod weighted;

fn answer(text: &str) -> AnswerId {
    AnswerId(text.parse().unwrap())
}

fn chosen(answers: &[&str]) -> Given {
    Given::Chosen { answers: answers.iter().map(|text| answer(text)).collect(), other: None }
}

fn of(count: usize, channel: Channel, answers: &[(&str, Given)]) -> Vec<Reply> {
    let answers: BTreeMap<_, _> =
        answers.iter().map(|(question, given)| (id(question), given.clone())).collect();
    vec![Reply { channel, language: Language::English, answers }; count]
}

/// 130 replies, of which 100 on paper.
fn replies() -> Vec<Reply> {
    use Channel::{Online, Paper};
    let carer = |said| ("carer", chosen(&[said]));
    let victim = |said: &[&str]| ("victim", chosen(said));
    let years = |number| ("years", Given::Number(number));
    let words = ("better", Given::Text("Lamps.".to_owned()));
    [
        of(40, Paper, &[victim(&["yes"]), carer("yes"), years(10), words]),
        of(30, Online, &[victim(&["no"]), carer("no"), years(20)]),
        of(20, Paper, &[victim(&["do-not-know"]), carer("no"), years(30)]),
        of(15, Paper, &[victim(&["yes", "no"]), carer("yes")]),
        of(25, Paper, &[("order", Given::Ranked(vec![id("first-b"), id("first-a")]))]),
    ]
    .concat()
}

fn opened(questionnaire: Questionnaire) -> Version {
    let opened = Deed::Open("2015-01-01".parse().unwrap());
    Version::first(questionnaire).after(opened).unwrap()
}

/// What the report says with a change to its commission.
pub(super) fn with(change: impl for<'a> FnOnce(&mut Commission<'a>)) -> Report {
    let (replies, version) = (replies(), opened(questionnaire()));
    let mut typed = consultation_typed();
    for words in [&mut typed.already_decided, &mut typed.enquiries, &mut typed.becomes_of_answers] {
        *words = words.clone().and(Language::Welsh, "Yn Gymraeg.");
    }
    let consultation = Consultation::of(typed, version.questionnaire(), &bodies()).unwrap();
    let arrival = |at: usize| if at < 12 { Arrival::Late } else { Arrival::InTime };
    let heard = |(at, reply): (usize, _)| Heard {
        reference: i64::try_from(at).unwrap(),
        reply,
        version: 1,
        arrival: arrival(at),
        flagged: at < 4,
    };
    let heard: Vec<Heard<'_>> = replies.iter().enumerate().map(heard).collect();
    let mut commission = Commission {
        known_as: "smp",
        publisher: "Safer Maidstone Partnership",
        cycle: "2015-16".parse().unwrap(),
        consultation: &consultation,
        versions: &[&version],
        replies: &heard,
        found: &Found::SelfSelected(None),
        margins: &[],
        weighing: Weighing::No,
        read_by_machine: ReadByMachine::None,
        deleted: &[],
        themes: &[],
        you_said: &[],
        areas: &BTreeMap::new(),
        label: Label::Real,
        profile: Profile::UNDER_TEN,
        today: "2015-03-03".parse().unwrap(),
    };
    change(&mut commission);
    compose(&commission)
}

fn table<'a>(report: &'a Report, name: &str) -> &'a Table {
    report.document.tables().find(|table| table.name == name).unwrap()
}

/// The printed cells of the row of that heading.
fn row(table: &Table, heading: &str) -> Vec<String> {
    let cells = |row: &crate::content::table::Row| -> Vec<String> {
        row.cells.iter().map(|cell| cell.printed()).collect()
    };
    let found = table.rows.iter().map(cells).find(|cells| cells[0] == heading);
    found.unwrap_or_else(|| panic!("no row `{heading}` in {table:?}"))[1..].to_vec()
}

fn words(report: &Report) -> String {
    format!("{:?}", report.document)
}

#[test]
fn what_was_deleted_is_counted_as_before_and_the_day_is_told() {
    let (all, asked) = (replies(), questionnaire());
    let left = all
        .iter()
        .map(|one| without(Field::AboutYou, &asked, one).unwrap_or_else(|| one.clone()))
        .collect::<Vec<Reply>>()
        .leak();
    assert_ne!(left, all.as_slice());
    let stone = Tombstone {
        field: Field::AboutYou,
        on: "2016-03-01".parse().unwrap(),
        replies: 105,
        up_to: 1_000,
        sha256: "0".repeat(64),
        totals: BTreeMap::from([(1, Totals::of(&asked, &all))]),
    };
    let before = with(|_| {});
    let after = with(|commission| {
        let heard = commission.replies.iter().zip(&*left);
        let heard: Vec<Heard<'_>> = heard.map(|(one, reply)| Heard { reply, ..*one }).collect();
        commission.replies = heard.leak();
        commission.deleted = std::slice::from_ref(Box::leak(Box::new(stone.clone())));
    });
    let counts = |report: &Report| {
        let of = table(report, "question-carer").rows.iter();
        of.map(|row| [row.cells[0].printed(), row.cells[1].printed()]).collect::<Vec<_>>()
    };
    assert_eq!(counts(&before), counts(&after));
    assert!(words(&after).contains("deleted on 1 March 2016"), "{}", words(&after));
    assert!(!words(&before).contains("deleted"));
    assert!(!words(&after).contains(" By: "), "who said what is not known any more");
}

#[test]
fn a_question_tells_its_base_what_is_missing_and_the_ways() {
    let report = with(|_| {});
    let victim = table(&report, "question-victim");
    let headings: Vec<&str> = victim.columns.iter().map(|one| one.heading.as_str()).collect();
    assert_eq!(headings, ["Answer", "Replies", "Per cent", "On-line", "On paper"]);
    assert_eq!(row(victim, "Yes"), ["40", "57.1", "0", "40"]);
    assert_eq!(row(victim, "No"), ["30", "42.9", "30", "0"]);
    assert_eq!(row(victim, "Answered (base)"), ["70", "", "30", "40"]);
    assert_eq!(row(victim, "Don’t know")[0], "20");
    assert_eq!(row(victim, "Left it out")[0], "25");
    assert_eq!(row(victim, "Unclear")[0], "15");
    assert_eq!(row(victim, "All replies"), ["130", "", "30", "100"]);
}

#[test]
fn numbers_have_mean_and_quartiles_and_words_a_count() {
    let report = with(|_| {});
    let years = table(&report, "question-years");
    // 40 tens, 30 twenties and 20 thirties.
    assert_eq!(row(years, "Mean")[0], "17.8");
    assert_eq!(row(years, "A quarter at or below")[0], "10.0");
    assert_eq!(row(years, "Median")[0], "20.0");
    assert_eq!(row(years, "Answered (base)")[0], "90");
    assert_eq!(row(table(&report, "question-better"), "Wrote something (base)")[0], "40");
}

#[test]
fn groups_are_set_against_each_other_by_what_they_answered() {
    let report = with(|_| {});
    let caption = "2. A victim? By: 9. A carer?";
    let table = report.document.tables().find(|table| table.caption == caption).unwrap();
    assert_eq!(row(table, "Yes"), ["40", "0", "40"]);
    assert_eq!(row(table, "No"), ["0", "30", "30"]);
    assert_eq!(row(table, "All of these groups"), ["40", "30", "70"]);
}

#[test]
fn late_replies_are_counted_and_told() {
    let report = with(|_| {});
    let ways = table(&report, "ways");
    assert_eq!(row(ways, "On paper"), ["100", "88", "0", "12"]);
    assert_eq!(row(ways, "All replies"), ["130", "118", "0", "12"]);
    assert!(words(&report).contains("A few of the replies were flagged"));
    assert!(words(&report).contains("A reply is flagged where it has the words of an earlier one"));
}

/// Themes of the question in one's own words, by those coded.
fn themes_of(themes: Vec<Theme>, coded: std::ops::Range<i64>) -> ThemesOfQuestion {
    ThemesOfQuestion { question: id("better"), themes, coded: coded.collect(), of: 40 }
}

#[test]
fn how_few_comments_are_not_coded_cannot_be_worked_out_from_those_that_were_written() {
    // 40 wrote something and 37 of these are coded, so that 37 would tell the other three.
    let theme =
        Theme { title: "Lighting".to_owned(), replies: (0..25).collect(), quotations: Vec::new() };
    let report = with(|commission| {
        commission.themes = Box::leak(vec![themes_of(vec![theme], 0..37)].into_boxed_slice());
    });
    assert_eq!(row(table(&report, "question-better"), "Wrote something (base)")[0], "40");
    let themes = table(&report, "themes-better");
    assert_eq!(row(themes, "Coded answers (base)")[0], "[c]");
}

#[test]
fn a_theme_of_few_is_withheld_and_only_consenting_people_are_quoted() {
    let quoted = Some(Quotation::of_a_test("More lamps by the river."));
    let theme = |title: &str, replies: std::ops::Range<i64>, quotations| Theme {
        title: title.to_owned(),
        replies: replies.collect(),
        quotations,
    };
    let themes = vec![
        theme("Lighting", 0..25, quoted.into_iter().collect()),
        theme("Dogs", 0..3, Vec::new()),
    ];
    let themes = vec![themes_of(themes, 0..40)];
    let we_did = Answered::WeDid {
        what: "Lamps are put up.".to_owned(),
        who: "Borough council".to_owned(),
        by_when: "June 2015".to_owned(),
    };
    let counted = |title: &str| Some((id("better"), title.to_owned()));
    let counted_as = counted("Lighting");
    let said = YouSaid { theme: "Lighting".to_owned(), counted: counted_as, answer: we_did };
    let because = Answered::WeDidNot { because: "it is not ours to do.".to_owned() };
    let not = YouSaid { theme: "Dogs".to_owned(), counted: counted("Dogs"), answer: because };
    let report = with(|commission| {
        commission.themes = Box::leak(themes.into_boxed_slice());
        commission.you_said = Box::leak(vec![said, not].into_boxed_slice());
    });
    let themes = table(&report, "themes-better");
    assert_eq!(row(themes, "Lighting")[0], "25");
    assert_eq!(row(themes, "Dogs")[0], "[c]");
    assert_eq!(row(themes, "Coded answers (base)")[0], "40");
    assert!(words(&report).contains("“More lamps by the river.”"));
    let told = row(table(&report, "you-said"), "Lighting");
    assert_eq!(told, ["25", "We did: Lamps are put up.", "Borough council", "June 2015"]);
    let told = row(table(&report, "you-said"), "Dogs");
    assert_eq!(told[..2], ["[c]", "We did not, because it is not ours to do."]);
}

#[test]
fn a_handful_of_replies_is_counted_nowhere() {
    let report = with(|commission| commission.replies = &commission.replies[..3]);
    let said = words(&report);
    assert!(said.contains("Fewer than 10 replied") && said.contains("Too few replied"));
    assert!(report.document.tables().all(|table| table.name == "ways"));
    assert!(table(&report, "ways").rows.iter().all(|row| row.cells[1].printed() == "[c]"));
}

#[test]
fn whoever_answered_an_earlier_version_counts_where_it_asked_the_same() {
    let mut shorter = questionnaire().typed().clone();
    shorter.sections[0].questions.retain(|question| question.id != id("worries"));
    for question in &mut shorter.sections[0].questions {
        question.routes.clear();
    }
    let first = opened(Questionnaire::of(shorter).unwrap());
    let next = first.after(Deed::Change(Arc::new(questionnaire()))).unwrap();
    let next = next.after(Deed::Open("2015-01-09".parse().unwrap())).unwrap();
    let versions: &[&Version] =
        Box::leak(Box::new([&*Box::leak(Box::new(first)), Box::leak(Box::new(next))]));
    let report = with(|commission| commission.versions = versions);
    assert_eq!(row(table(&report, "question-victim"), "Yes")[0], "40");
    let worries = report.document.tables().find(|table| table.name == "question-worries").unwrap();
    assert_eq!(row(worries, "Not asked")[0], "130");
    assert!(words(&report).contains("The questions are those of version 2."));
}

#[test]
fn the_worked_example_says_itself_that_it_is_illustrative() {
    use crate::consultation::exercise::tests::{consultation, maidstone};
    assert_eq!(Label::of(&consultation()), Label::Illustrative);
    let mut typed = consultation().typed().clone();
    typed.illustrative = false;
    let real = Consultation::of(typed, &maidstone(), &bodies()).unwrap();
    assert_eq!(Label::of(&real), Label::Real);
}

#[test]
fn the_results_have_the_pair_that_was_chosen_and_no_other() {
    let (victim, carer) = (2, 15);
    let mut chosen = None;
    let whole = with(|commission| {
        let listed = super::crossable(commission);
        let at = |text: &str| listed.iter().position(|one| one.contains(text)).unwrap();
        assert_eq!((at("A victim?"), at("A carer?")), (victim, carer), "{listed:?}");
        chosen = Some(results(commission, Some((carer, victim))));
    });
    let chosen = chosen.unwrap();
    let sections: Vec<&str> =
        chosen.document.sections.iter().map(|one| one.anchor.as_str()).collect();
    assert_eq!(sections, ["who-replied", "chosen", "section-1", "section-2", "method"]);
    assert!(whole.document.sections.iter().any(|one| one.anchor == "groups"));
    let blocks = &chosen.document.sections[1].blocks;
    assert!(blocks.iter().any(|block| matches!(block, Block::Table(_))));
}

#[test]
fn findings_point_at_the_rows_that_hold_their_counts() {
    let report = with(|_| {});
    let brief = &report.document.sections[0].blocks;
    let lists = brief.iter().filter_map(|block| match block {
        Block::List(lines) => Some(lines),
        _ => None,
    });
    let mut found = 0;
    for line in lists.flatten() {
        let [Inline::Figure { text, reference }] = line.as_slice() else { panic!("{line:?}") };
        let table = report.document.tables().find(|table| table.number == reference.table);
        let row = &table.unwrap().rows[usize::from(reference.row) - 1];
        let heading = row.cells[0].printed();
        assert!(text.contains(&heading) || heading == "Median", "{text}: {heading}");
        found += 1;
    }
    assert!(found > 2, "{found} findings");
}
