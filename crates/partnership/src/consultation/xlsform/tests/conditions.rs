//! Conditions that others wrote: where they become routes, these ask the same.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;
use crate::consultation::condition::Condition;
use crate::consultation::language::Language;
use crate::consultation::language::Words;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::reply::Given;
use crate::consultation::reply::asked;
use crate::consultation::xlsform::Sheet;
use crate::consultation::xlsform::SheetRow;
use crate::consultation::xlsform::Sheets;
use crate::consultation::xlsform::expression::written;
use crate::consultation::xlsform::read;

const ALL: usize = 5;

fn question(number: usize) -> QuestionId {
    QuestionId(format!("q{number}").parse().unwrap())
}

fn answer(name: &str) -> AnswerId {
    AnswerId(name.parse().unwrap())
}

/// Any condition on questions before that of this number.
fn any_condition(number: usize) -> impl Strategy<Value = Condition> {
    let one = (0..number.max(1), prop::sample::select(vec!["yes", "no"])).prop_map(
        move |(before, text)| {
            if number == 0 {
                Condition::Always
            } else {
                Condition::Chosen(question(before), answer(text))
            }
        },
    );
    let parts = one.clone().prop_recursive(2, 5, 2, |part| {
        prop_oneof![
            part.clone().prop_map(Condition::denied),
            (part.clone(), part.clone()).prop_map(|(one, other)| Condition::all([one, other])),
            (part.clone(), part).prop_map(|(one, other)| Condition::any([one, other])),
        ]
    });
    prop_oneof![2 => Just(Condition::Always), 2 => one, 3 => parts]
}

fn sheet<const N: usize>(columns: [&str; N], rows: Vec<[String; N]>) -> Sheet {
    let rows = (2..).zip(rows).map(|(line, cells)| SheetRow { line, cells: cells.to_vec() });
    Sheet { columns: columns.map(str::to_owned).to_vec(), rows: rows.collect() }
}

fn form(conditions: &[Condition]) -> Sheets {
    let label = "label::English (en)";
    let asks = conditions.iter().enumerate().map(|(number, when)| {
        [
            "select_one yn".to_owned(),
            question(number).to_string(),
            "Is it?".to_owned(),
            written(when),
        ]
    });
    let answers = ["yes", "no"].map(|name| ["yn", name, name].map(str::to_owned));
    Sheets {
        survey: sheet(["type", "name", label, "relevant"], asks.collect()),
        choices: sheet(["list_name", "name", label], answers.to_vec()),
        settings: sheet(["form_title", "form_id"], vec![["T".to_owned(), "t".to_owned()]]),
        others: Vec::new(),
    }
}

/// The numbers of the questions that the conditions ask, where what is not asked has no answer.
fn asked_by(conditions: &[Condition], reply: &BTreeMap<QuestionId, AnswerId>) -> Vec<usize> {
    let mut given: BTreeMap<QuestionId, AnswerId> = BTreeMap::new();
    let mut numbers = Vec::new();
    for (number, when) in conditions.iter().enumerate() {
        if when.holds(&|id| given.get(id)) {
            numbers.push(number + 1);
            let answer = reply.get(&question(number));
            given.extend(answer.map(|answer| (question(number), answer.clone())));
        }
    }
    numbers
}

/// Every reply with yes, no or nothing to each question.
fn replies() -> impl Iterator<Item = BTreeMap<QuestionId, AnswerId>> {
    (0..3_usize.pow(u32::try_from(ALL).unwrap())).map(|mut code| {
        let mut reply = BTreeMap::new();
        for number in 0..ALL {
            let given = [None, Some("yes"), Some("no")][code % 3];
            reply.extend(given.map(|name| (question(number), answer(name))));
            code /= 3;
        }
        reply
    })
}

#[test]
fn a_long_form_of_many_conditions_is_read_at_once() {
    // Each second question is asked of those who say yes to the one before: more ways than could be walked one by one.
    let asked = |number: usize| match number % 2 {
        0 => Condition::Always,
        _ => Condition::Chosen(question(number - 1), answer("yes")),
    };
    let conditions: Vec<Condition> = (0..120).map(asked).collect();
    let form = read(&form(&conditions));
    assert_eq!(form.remarks, []);
    let routed =
        form.questionnaire.sections[0].questions.iter().filter(|one| !one.routes.is_empty());
    assert_eq!(routed.count(), 60);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn conditions_become_routes_that_ask_the_same_or_are_told(
        conditions in (0..ALL).map(any_condition).collect::<Vec<_>>(),
    ) {
        let mut form = read(&form(&conditions));
        form.questionnaire.introduction = Words::of([(Language::English, "Hello.")]);
        let Ok(questionnaire) = Questionnaire::of(form.questionnaire) else { return Ok(()) };
        if form.remarks.is_empty() {
            for reply in replies() {
                let given = reply.iter().map(|(id, answer)| {
                    let answers = [answer.clone()].into();
                    (id.clone(), Given::Chosen { answers, other: None })
                });
                let way = asked(&questionnaire, &given.collect());
                prop_assert_eq!(way.into_iter().collect::<Vec<_>>(), asked_by(&conditions, &reply));
            }
        }
    }
}
