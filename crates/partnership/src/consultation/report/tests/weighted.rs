//! Tests of weighted shares: what they come to, what is said of the weights, and that neither tells of a few of a group.

use crate::consultation::reply::Channel;
use crate::consultation::reply::Reply;
use crate::consultation::report::Commission;
use crate::consultation::report::Heard;
use crate::consultation::report::Report;
use crate::consultation::report::Weighing;
use crate::consultation::report::tests::answer;
use crate::consultation::report::tests::chosen;
use crate::consultation::report::tests::id;
use crate::consultation::report::tests::of;
use crate::consultation::report::tests::row;
use crate::consultation::report::tests::table;
use crate::consultation::report::tests::with;
use crate::consultation::report::tests::words;
use crate::consultation::results::shares::Found;
use crate::consultation::sample::tests::sample;
use crate::consultation::weighting::KnownMargin;
use crate::statistics::raking::Trimming;

/// What is known of the population by the answers to a question.
fn margin(question: &str, numbers: &[(&str, u64)]) -> KnownMargin {
    let population = numbers.iter().map(|(name, number)| (answer(name), *number)).collect();
    let source = "A count of people, made up".to_owned();
    KnownMargin { question: id(question), population, source }
}

fn carers() -> KnownMargin {
    margin("carer", &[("yes", 300), ("no", 700)])
}

fn weigh(commission: &mut Commission<'_>, margins: Vec<KnownMargin>) {
    commission.margins = Box::leak(margins.into_boxed_slice());
    commission.weighing = Weighing::ToMargins(Trimming::None);
}

/// So many replies of each kind, by the answers to questions with one answer.
fn of_kinds(kinds: &[(usize, &[(&str, &str)])]) -> Vec<Reply> {
    let said = |(count, answers): &(usize, &[(&str, &str)])| {
        let answers: Vec<_> =
            answers.iter().map(|(question, said)| (*question, chosen(&[said]))).collect();
        of(*count, Channel::Paper, &answers)
    };
    kinds.iter().flat_map(said).collect()
}

/// The report on these replies, weighted to these margins.
fn weighted(replies: Vec<Reply>, margins: Vec<KnownMargin>) -> Report {
    let replies = replies.leak();
    with(|commission| {
        weigh(commission, margins);
        let heard = replies.iter().zip(0..).map(|(reply, reference)| Heard {
            reply,
            reference,
            flagged: false,
            ..commission.replies[0]
        });
        commission.replies = heard.collect::<Vec<_>>().leak();
    })
}

#[test]
fn margins_give_the_gap_and_weights_what_they_cost() {
    let report = with(|commission| weigh(commission, vec![carers()]));
    let profile = table(&report, "profile-carer");
    // 55 of the 105 who said whether they are carers are.
    assert_eq!(row(profile, "Yes"), ["52.4", "30.0", "22.4"]);
    assert!(words(&report).contains("the 105 replies that tell where they belong"));
    let victim = table(&report, "question-victim");
    // Yes: 40 of weight 0.3/55; no: 30 of weight 0.7/50.
    assert_eq!(row(victim, "Yes")[2], "34.2");
}

/// 200 replies, of them 30 of carers. 60 say that they were victims, and of the carers so many.
fn victims_among_carers(few: usize) -> Vec<Reply> {
    of_kinds(&[
        (few, &[("carer", "yes"), ("victim", "yes")]),
        (30 - few, &[("carer", "yes"), ("victim", "no")]),
        (60 - few, &[("carer", "no"), ("victim", "yes")]),
        (110 + few, &[("carer", "no"), ("victim", "no")]),
    ])
}

#[test]
fn a_weighted_share_does_not_tell_how_few_of_a_group_said_a_thing() {
    // Weighted the share would be 25.9, 26.5 or 27.1 per cent.
    let told = |few| words(&weighted(victims_among_carers(few), vec![carers()]));
    assert_eq!(told(2), told(3));
    assert_eq!(told(3), told(4));
    let report = weighted(victims_among_carers(3), vec![carers()]);
    let yes = row(table(&report, "question-victim"), "Yes");
    assert_eq!(yes[..2], ["60", "30.0"]);
    assert!(!yes[2].contains('.'), "{yes:?}");
    assert!(told(3).contains("the largest weight is 2.0 times"), "30 and 170 are no few");
    let enough = weighted(victims_among_carers(12), vec![carers()]);
    assert_eq!(row(table(&enough, "question-victim"), "Yes")[2], "31.8");
}

#[test]
fn what_is_said_of_weights_does_not_tell_how_few_of_a_group_replied() {
    let told = |few| {
        let replies = of_kinds(&[(few, &[("carer", "yes")]), (200 - few, &[("carer", "no")])]);
        words(&weighted(replies, vec![carers()]))
    };
    assert_eq!(told(4), told(6));
    assert!(told(6).contains("it would tell how few of a group replied"));
    assert!(!told(6).contains("replies of equal weight would;"));
}

#[test]
fn a_share_weighted_to_two_margins_does_not_tell_of_a_few_who_are_of_a_group_in_each() {
    let ages = margin("after-dark", &[("very-safe", 500), ("fairly-safe", 500)]);
    // Of each group of one margin ten or more give each answer; of those who are of a group in both only so many.
    let told = |few| {
        let replies = of_kinds(&[
            (few, &[("carer", "yes"), ("after-dark", "very-safe"), ("victim", "yes")]),
            (40 - few, &[("carer", "yes"), ("after-dark", "fairly-safe"), ("victim", "yes")]),
            (60 - few, &[("carer", "no"), ("after-dark", "very-safe"), ("victim", "yes")]),
            (20 + few, &[("carer", "no"), ("after-dark", "fairly-safe"), ("victim", "yes")]),
            (60, &[("carer", "yes"), ("after-dark", "very-safe"), ("victim", "no")]),
            (30, &[("carer", "yes"), ("after-dark", "fairly-safe"), ("victim", "no")]),
            (40, &[("carer", "no"), ("after-dark", "very-safe"), ("victim", "no")]),
            (70, &[("carer", "no"), ("after-dark", "fairly-safe"), ("victim", "no")]),
        ]);
        weighted(replies, vec![carers(), ages.clone()])
    };
    let share = |few| row(table(&told(few), "question-victim"), "Yes")[2].clone();
    assert!(share(20).contains('.'), "{}", share(20));
    assert_eq!(share(3), share(5));
    assert!(!share(3).contains('.'), "{}", share(3));
}

#[test]
fn why_there_are_no_weights_is_told_by_question_and_answer_and_with_what_to_do() {
    let replies = of_kinds(&[
        (60, &[("carer", "no"), ("after-dark", "very-safe")]),
        (60, &[("carer", "no"), ("after-dark", "fairly-safe")]),
    ]);
    let told = words(&weighted(replies.clone(), vec![carers()]));
    let why = "nobody who tells where they belong answered “Yes” to “A carer?”, so that no reply can stand for those \
               who would; leave the number of that answer out, or the question";
    assert!(told.contains(why), "{told}");
    let none = margin("after-dark", &[("very-safe", 0), ("fairly-safe", 500)]);
    let told = words(&weighted(replies.clone(), vec![none]));
    let why = "the number given for “Very safe” to “How safe after dark?” is 0, and somebody answered that";
    assert!(told.contains(why), "{told}");
    let told = words(&weighted(of_kinds(&[(60, &[("victim", "no")])]), vec![carers()]));
    assert!(told.contains("nobody tells where they belong in all of these questions"), "{told}");
}

#[test]
fn where_people_were_drawn_by_chance_it_is_told_that_no_weights_are_made() {
    let design = sample(&[("", 1_000_000, 200)]);
    let found = Found::of(Some(&design), &[Some(1); 130]);
    let report = with(|commission| {
        weigh(commission, vec![carers()]);
        commission.found = Box::leak(Box::new(found));
    });
    let told = words(&report);
    assert!(
        told.contains("people were drawn by chance, and what is estimated goes by how"),
        "{told}"
    );
    assert!(!told.contains("Weighted per cent"), "{told}");
}
