//! Tests of replies: which questions were asked, and what is wrong with each answer.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::consultation::answer::AnswerId;
use crate::consultation::language::Language;
use crate::consultation::questionnaire::tests::id;
use crate::consultation::questionnaire::tests::questionnaire;
use crate::consultation::reply::Channel;
use crate::consultation::reply::CheckedAnswer;
use crate::consultation::reply::Given;
use crate::consultation::reply::Reply;
use crate::consultation::reply::ReplyFault;
use crate::consultation::reply::State;
use crate::consultation::reply::asked;

fn answer(text: &str) -> AnswerId {
    AnswerId(text.parse().unwrap())
}

fn chosen(answers: &[&str]) -> Given {
    Given::Chosen { answers: answers.iter().map(|text| answer(text)).collect(), other: None }
}

fn reply<const N: usize>(channel: Channel, answers: [(&str, Given); N]) -> Reply {
    let answers = answers.into_iter().map(|(question, given)| (id(question), given)).collect();
    Reply { channel, language: Language::English, answers }
}

fn checked(reply: &Reply, question: &str) -> CheckedAnswer {
    let checked = reply.checked(&questionnaire());
    checked.questions.into_iter().find(|one| one.question == id(question)).unwrap()
}

/// What is told of one answer to one question.
fn told(question: &str, given: Given) -> Vec<String> {
    let reply = reply(Channel::Paper, [(question, given)]);
    checked(&reply, question).faults.iter().map(ToString::to_string).collect()
}

#[test]
fn a_question_that_the_answers_lead_past_is_not_missing() {
    let reply = reply(Channel::Online, [("victim", chosen(&["no"]))]);
    assert_eq!(checked(&reply, "reported").state, State::NotAsked);
    assert_eq!(checked(&reply, "worries").state, State::Unanswered);
    assert_eq!(checked(&reply, "victim").state, State::Answered);
}

#[test]
fn an_answer_to_a_question_led_past_is_told_and_kept() {
    let answers = [("victim", chosen(&["no"])), ("reported", chosen(&["yes"]))];
    let reply = reply(Channel::Paper, answers);
    let reported = checked(&reply, "reported");
    assert_eq!((reported.state, reported.faults), (State::NotAsked, vec![ReplyFault::NotAsked]));
}

#[test]
fn two_answers_where_one_may_be_lead_past_nothing() {
    let reply = reply(Channel::Paper, [("victim", chosen(&["yes", "no"]))]);
    assert_eq!(checked(&reply, "victim").faults, [ReplyFault::TooMany { found: 2, most: 1 }]);
    assert_eq!(checked(&reply, "reported").state, State::Unanswered);
}

#[test]
fn a_required_question_is_insisted_on_only_where_somebody_can_be_asked_again() {
    let mut typed = questionnaire().typed().clone();
    typed.sections[0].questions[0].need = crate::consultation::question::Need::Required;
    let questionnaire = crate::consultation::questionnaire::Questionnaire::of(typed).unwrap();
    let sound = |channel| reply(channel, []).checked(&questionnaire).is_sound();
    assert!(!sound(Channel::Online) && !sound(Channel::Phone));
    assert!(sound(Channel::Paper) && sound(Channel::Letter));
}

#[test]
fn each_kind_of_answer_is_held_to_its_question() {
    let other = Given::Chosen { answers: [answer("drugs")].into(), other: Some("dogs".to_owned()) };
    assert!(told("worries", other)[0].starts_with("something is written beside \"other\""));
    assert_eq!(
        told("worries", chosen(&["drugs", "nothing"])),
        ["`nothing` cannot be chosen together with another answer; keep one"]
    );
    assert_eq!(
        told("worries", chosen(&["murder"])),
        ["`murder` is not among the answers; choose one of them"]
    );
    assert_eq!(
        told("years", Given::Number(140)),
        ["140 is not from 0 to 110; enter a number between them"]
    );
    assert!(told("better", Given::Text("x".repeat(501)))[0].starts_with("it has 501 characters"));
    assert_eq!(
        told("where", Given::Area("E01024356".parse().unwrap())),
        ["E01024356 is not the code of a ward; keep the ward of the postcode"]
    );
    let rows = BTreeMap::from([(id("litter"), answer("very-big")), (id("dogs"), answer("huge"))]);
    assert_eq!(told("problems", Given::Rows(rows)).len(), 2);
    assert_eq!(
        told("order", Given::Ranked(vec![id("first-a"), id("first-a")])),
        ["`first-a` has two places; keep one"]
    );
    assert!(told("after-dark", Given::Number(3))[0].contains("not one to a question with a scale"));
}

#[test]
fn answers_to_questions_that_are_not_asked_at_all_are_told() {
    let reply = reply(Channel::Paper, [("dogs", chosen(&["yes"]))]);
    let checked = reply.checked(&questionnaire());
    assert_eq!(checked.unknown, [id("dogs")]);
    assert!(!checked.is_sound());
}

fn any_given() -> impl Strategy<Value = Given> {
    const NAMES: &[&str] =
        &["yes", "no", "do-not-know", "very-safe", "burglary", "nothing", "something"];
    let choice = prop::collection::btree_set(prop::sample::select(NAMES), 0..4);
    let choice = (choice, prop::option::of("\\PC{0,9}")).prop_map(|(names, other)| Given::Chosen {
        answers: names.into_iter().map(answer).collect(),
        other,
    });
    let items = prop::sample::select(&["first-a", "first-b", "litter"][..]);
    prop_oneof![
        choice,
        any::<i64>().prop_map(Given::Number),
        "\\PC{0,30}".prop_map(Given::Text),
        prop::collection::vec(items.prop_map(id), 0..4).prop_map(Given::Ranked),
    ]
}

fn any_answers() -> impl Strategy<Value = BTreeMap<crate::consultation::answer::QuestionId, Given>>
{
    let names = questionnaire().questions().map(|one| one.id.clone()).collect::<Vec<_>>();
    prop::collection::btree_map(prop::sample::select(names), any_given(), 0..12)
}

proptest! {
    #[test]
    fn every_question_is_told_of_once_whatever_was_answered(answers in any_answers()) {
        let questionnaire = questionnaire();
        let reply = Reply { channel: Channel::Online, language: Language::Welsh, answers };
        let checked = reply.checked(&questionnaire);
        let told: Vec<_> = checked.questions.iter().map(|one| &one.question).collect();
        let all: Vec<_> = questionnaire.questions().map(|one| &one.id).collect();
        prop_assert_eq!(told, all);
        for one in &checked.questions {
            let told_of = one.faults.contains(&ReplyFault::NotAsked);
            prop_assert!(!told_of || one.state == State::NotAsked);
        }
    }

    #[test]
    fn the_way_begins_at_the_first_question_and_answers_beside_it_do_not_change_it(answers in any_answers()) {
        let questionnaire = questionnaire();
        let way = asked(&questionnaire, &answers);
        prop_assert!(way.contains(&1));
        let on_the_way = |id: &_| {
            questionnaire.question(id).is_some_and(|question| way.contains(&question.number))
        };
        let kept = answers.into_iter().filter(|(id, _)| on_the_way(id)).collect();
        prop_assert_eq!(asked(&questionnaire, &kept), way);
    }
}
