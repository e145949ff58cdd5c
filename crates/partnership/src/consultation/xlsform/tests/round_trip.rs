//! What Saferplan writes as an XLSForm, it reads back the same.

use proptest::prelude::*;

use crate::consultation::condition::asked_when;
use crate::consultation::condition::signposts;
use crate::consultation::question::Question;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::questionnaire::Section;
use crate::consultation::questionnaire::tests::questionnaire;
use crate::consultation::reply::asked;
use crate::consultation::report::Label;
use crate::consultation::version::Version;
use crate::consultation::xlsform::Sheets;
use crate::consultation::xlsform::expression;
use crate::consultation::xlsform::names;
use crate::consultation::xlsform::read;
use crate::consultation::xlsform::sheets;
use crate::consultation::xlsform::tests::any_questionnaire;
use crate::consultation::xlsform::tests::any_replies;
use crate::consultation::xlsform::tests::the_one_answer;

/// The questions as they are asked: of the routes those that lead elsewhere than onwards, in the order of the answers.
fn as_asked(questionnaire: &Questionnaire) -> Vec<Section> {
    let mut sections = questionnaire.sections().to_vec();
    for question in sections.iter_mut().flat_map(|section| &mut section.questions) {
        let then = question.then;
        question.routes.retain(|(_, goes)| *goes != then);
        let order: Vec<_> = question.answers().iter().map(|answer| answer.id.clone()).collect();
        question.routes.sort_by_key(|(when, _)| order.iter().position(|id| id == when));
    }
    sections
}

/// The same questionnaire with no words but in its own languages.
fn in_own_languages(questionnaire: &Questionnaire) -> Questionnaire {
    let typed = questionnaire.typed();
    let mut written = serde_json::to_value(typed).unwrap();
    let own: Vec<&str> = typed.languages.iter().map(|language| language.code()).collect();
    strip(&mut written, &own);
    Questionnaire::of(serde_json::from_value(written).unwrap()).unwrap()
}

fn strip(written: &mut serde_json::Value, own: &[&str]) {
    match written {
        serde_json::Value::Object(fields) => {
            fields.retain(|name, _| !["en", "cy"].contains(&&**name) || own.contains(&&**name));
            fields.values_mut().for_each(|value| strip(value, own));
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(|value| strip(value, own)),
        _ => {}
    }
}

fn example() -> Questionnaire {
    let typed = include_str!("../../../../../../examples/maidstone-2014/questionnaire.toml");
    Questionnaire::of(toml::from_str(typed).unwrap()).unwrap()
}

fn written(questionnaire: &Questionnaire) -> Sheets {
    sheets(&Version::first(questionnaire.clone()), Label::Real).unwrap()
}

fn read_back(sheets: &Sheets) -> Questionnaire {
    let read = read(sheets);
    assert_eq!(read.remarks, [], "{sheets:#?}");
    Questionnaire::of(read.questionnaire).unwrap_or_else(|error| panic!("{error}"))
}

fn assert_same(questionnaire: &Questionnaire) {
    let questionnaire = in_own_languages(questionnaire);
    let back = read_back(&written(&questionnaire));
    let (was, is) = (questionnaire.typed(), back.typed());
    assert_eq!((&is.id, &is.languages), (&was.id, &was.languages));
    assert_eq!((&is.title, &is.introduction), (&was.title, &was.introduction));
    assert_eq!(is.quoted_if, was.quoted_if);
    assert_eq!(as_asked(&back), as_asked(&questionnaire));
}

#[test]
fn the_worked_example_comes_back_the_same() {
    assert_same(&example());
    let back = read_back(&written(&example()));
    let victim = back.questions().find(|one| one.id.to_string() == "victim");
    assert_eq!(victim.unwrap().routes.len(), 2);
}

#[test]
fn who_may_be_quoted_comes_back_the_same() {
    let asking = crate::consultation::quotation::tests::asking();
    assert!(asking.quoted_if.is_some());
    assert_same(&Questionnaire::of(asking).unwrap());
}

#[test]
fn every_kind_of_question_comes_back_the_same() {
    assert_same(&questionnaire());
}

#[test]
fn conditions_and_limits_are_written_as_people_would_write_them() {
    let survey = written(&example()).survey;
    let at = |name: &str| survey.columns.iter().position(|column| column == name).unwrap();
    let of = |name: &str| survey.rows.iter().find(|row| row.cells[at("name")] == name).unwrap();
    let cell = |name: &str, column: &str| of(name).cells[at(column)].clone();
    assert_eq!(cell("organisation", "relevant"), "not(${answering-as} = 'myself')");
    let not_a_victim = "not(${victim} = 'no' or ${victim} = 'do-not-know')";
    assert_eq!(cell("times", "relevant"), not_a_victim);
    assert_eq!(cell("worries_other", "relevant"), "selected(${worries}, 'other')");
    let most = "count-selected(.) <= 3 and not(selected(., 'none') and count-selected(.) > 1)";
    assert_eq!(cell("worries", "constraint"), most);
    assert_eq!(cell("section_1", "relevant"), "");
}

/// Every change of one cell, none of which may pass in silence.
#[test]
fn a_changed_cell_changes_the_questionnaire_or_is_told() {
    let sheets = written(&questionnaire());
    let before = read(&sheets).questionnaire;
    let (mut tried, mut silent) = (0, Vec::new());
    for of in ["survey", "choices"] {
        let whole = if of == "survey" { &sheets.survey } else { &sheets.choices };
        for row in 0..whole.rows.len() {
            for column in 0..whole.columns.len() {
                let mut changed = sheets.clone();
                let sheet = if of == "survey" { &mut changed.survey } else { &mut changed.choices };
                // The names of notes, sections and lines beside "other" say nothing.
                let named = &sheet.rows[row].cells[1];
                if sheet.columns[column] == "name" && (named.is_empty() || named.contains('_')) {
                    continue;
                }
                sheet.rows[row].cells[column] = "zzz".to_owned();
                tried += 1;
                let read = read(&changed);
                if read.questionnaire == before && read.remarks.is_empty() {
                    silent.push((of, row + 2, column));
                }
            }
        }
    }
    assert!(tried > 300, "{tried}");
    assert_eq!(silent, []);
}

#[test]
fn without_our_column_a_form_is_still_a_form() {
    let mut sheets = written(&questionnaire());
    for row in &mut sheets.choices.rows {
        row.cells.pop();
    }
    assert!(read(&sheets).remarks.is_empty());
    let roles =
        |sheets: &Sheets| format!("{:?}", read(sheets).questionnaire).contains("NoneOfThese");
    assert!(roles(&sheets), "the limit says that it stands alone");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_questionnaire_comes_back_the_same(questionnaire in any_questionnaire()) {
        assert_same(&questionnaire);
    }

    #[test]
    fn what_is_written_as_relevant_asks_what_the_routes_ask(
        (questionnaire, replies) in any_questionnaire().prop_flat_map(any_replies),
    ) {
        let signposts = signposts(&questionnaire);
        let named = |question: &str, answer: &str| {
            let by_name = |one: &&Question| names::name(&one.id) == question;
            let question = questionnaire.questions().find(by_name)?;
            let answer = question.answers().iter().find(|one| one.id.0.as_str() == answer)?;
            Some((question.id.clone(), answer.id.clone()))
        };
        for question in questionnaire.questions() {
            let Ok(condition) = asked_when(&signposts, question.number) else { continue };
            let text = expression::written(&condition);
            let parsed = expression::parsed(&text, &named);
            prop_assert_eq!(parsed.as_ref(), Ok(&condition), "{}", text);
            for answers in &replies {
                let chosen = |id: &_| the_one_answer(answers, id);
                let holds = parsed.as_ref().is_ok_and(|one| one.holds(&chosen));
                let asked = asked(&questionnaire, answers).contains(&question.number);
                prop_assert_eq!(holds, asked, "{}", text);
            }
        }
    }
}
