//! Tests of conditions: they say the same as the routes for any reply.

use proptest::prelude::*;

use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;
use crate::consultation::condition::Condition;
use crate::consultation::condition::Signpost;
use crate::consultation::condition::Tangled;
use crate::consultation::condition::asked_when;
use crate::consultation::condition::reached_when;
use crate::consultation::condition::signposts;
use crate::consultation::question::Goes;
use crate::consultation::questionnaire::tests::id;
use crate::consultation::questionnaire::tests::questionnaire;
use crate::consultation::reply::asked;
use crate::consultation::xlsform::tests::any_questionnaire;
use crate::consultation::xlsform::tests::any_replies;
use crate::consultation::xlsform::tests::the_one_answer;

fn answer(text: &str) -> AnswerId {
    AnswerId(text.parse().unwrap())
}

fn chosen(question: &str, text: &str) -> Condition {
    Condition::Chosen(id(question), answer(text))
}

#[test]
fn a_question_is_asked_unless_an_earlier_answer_leads_past_it() {
    let signposts = signposts(&questionnaire());
    let led_past = Condition::any([chosen("victim", "no"), chosen("victim", "do-not-know")]);
    assert_eq!(asked_when(&signposts, 3), Ok(led_past.denied()));
    assert_eq!(asked_when(&signposts, 2), Ok(Condition::Always));
    assert_eq!(asked_when(&signposts, 4), Ok(Condition::Always));
}

#[test]
fn an_earlier_question_counts_only_if_it_was_asked_itself() {
    let signpost = |name: &str, routes: &[(&str, usize)], then: usize| Signpost {
        question: id(name),
        routes: routes.iter().map(|(when, to)| (answer(when), Goes::To(*to))).collect(),
        then: Goes::To(then),
    };
    // After `a` one goes to `b` or to `c`; after `b` never to `c`.
    let signposts = [signpost("a", &[("no", 3)], 2), signpost("b", &[], 4), signpost("c", &[], 4)];
    assert_eq!(asked_when(&signposts, 2), Ok(chosen("a", "no").denied()));
    assert_eq!(asked_when(&signposts, 3), Ok(chosen("a", "no")));
}

#[test]
fn what_an_earlier_part_says_is_not_said_again() {
    let signpost = |name: &str, to: usize, then: usize| Signpost {
        question: id(name),
        routes: vec![(answer("no"), Goes::To(to))],
        then: Goes::To(then),
    };
    // Who says no to `a` goes past all; who says no to `b`, past `c` alone.
    let signposts = [signpost("a", 4, 2), signpost("b", 4, 3), signpost("c", 4, 4)];
    let neither = [chosen("a", "no").denied(), chosen("b", "no").denied()];
    assert_eq!(asked_when(&signposts, 3), Ok(Condition::all(neither)));
}

#[test]
fn routes_that_cross_too_often_are_refused_by_the_question() {
    let signpost = |number: usize| Signpost {
        question: id(&format!("q{number}")),
        routes: vec![
            (answer("two"), Goes::To(number + 2)),
            (answer("three"), Goes::To(number + 3)),
        ],
        then: Goes::To(number + 1),
    };
    let signposts: Vec<Signpost> = (1..=30).map(signpost).collect();
    assert!(asked_when(&signposts, 4).is_ok());
    let refused = asked_when(&signposts, 30);
    assert_eq!(refused, Err(Tangled { question: id("q30") }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_conditions_ask_what_the_routes_ask_for_any_reply(
        (questionnaire, replies) in any_questionnaire().prop_flat_map(any_replies),
    ) {
        let signposts = signposts(&questionnaire);
        for answers in &replies {
            let way = asked(&questionnaire, answers);
            let chosen = |question: &QuestionId| the_one_answer(answers, question);
            for number in 1..=signposts.len() {
                let Ok(condition) = asked_when(&signposts, number) else { continue };
                prop_assert_eq!(condition.holds(&chosen), way.contains(&number), "{}", number);
                let last = signposts.len().min(number + 2);
                let any = way.iter().any(|one| (number..=last).contains(one));
                let Ok(condition) = reached_when(&signposts, number, last) else { continue };
                prop_assert_eq!(condition.holds(&chosen), any, "{} to {}", number, last);
            }
        }
    }
}
