//! What a form about a question says: a verdict, or a fault beside its field. What was typed is never lost.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::question::Manner;
use partnership::consultation::question::Question;
use partnership::consultation::reading::decision::Verdict;
use partnership::consultation::reply::Given;
use partnership::terms::area::AreaCode;

use crate::consultations::paper::asking::IS_NOTHING;
use crate::consultations::paper::asking::IS_UNCLEAR;
use crate::consultations::paper::asking::other_name;
use crate::consultations::paper::asking::state_name;
use crate::page::form::Form;

/// The verdict that a form gives on a question, with the area of the postcode that it has, where that is looked for; none where it has a fault, which is noted.
pub(super) fn verdict(
    form: &mut Form,
    question: &Question,
    area: Option<Result<AreaCode, String>>,
) -> Option<Verdict> {
    let name = question.id.to_string();
    match of(form, question, area) {
        Ok(verdict) => Some(verdict),
        Err(fault) => {
            form.fault(&name, &fault);
            None
        }
    }
}

fn of(
    form: &Form,
    question: &Question,
    area: Option<Result<AreaCode, String>>,
) -> Result<Verdict, String> {
    let name = question.id.to_string();
    let chosen: Vec<String> = match question.manner {
        Manner::OneOf(_) | Manner::Scale(_) => form.texts(&name).map(str::to_owned).collect(),
        Manner::AnyOf(..)
        | Manner::Grid(..)
        | Manner::Ranking(..)
        | Manner::Number(..)
        | Manner::ShortText(_)
        | Manner::LongText(_)
        | Manner::Postcode(_) => form.texts(&state_name(question)).map(str::to_owned).collect(),
    };
    let given = match area {
        Some(area) => Some(Given::Area(area?)),
        None => given(form, question)?,
    };
    let is = |what: &str| chosen.iter().any(|one| one == what);
    match (given, is(IS_NOTHING), is(IS_UNCLEAR)) {
        (Some(Given::Rows(rows)), false, false) if rows.is_empty() => Ok(Verdict::Is(None)),
        (Some(given), false, false) => Ok(Verdict::Is(Some(given))),
        (None, true, false) => Ok(Verdict::Is(None)),
        (None, false, true) => Ok(Verdict::CannotTell),
        (None, false, false) => {
            Err("Say what the paper says, that nothing is answered, or that you cannot tell"
                .to_owned())
        }
        (Some(_), ..) | (None, true, true) => {
            Err("Choose an answer, or nothing, or cannot tell: not two of these".to_owned())
        }
    }
}

fn given(form: &Form, question: &Question) -> Result<Option<Given>, String> {
    let text = form.text(&question.id.to_string()).to_owned();
    let words = Some(text.clone()).filter(|text| !text.is_empty());
    match &question.manner {
        Manner::OneOf(_) | Manner::Scale(_) | Manner::AnyOf(..) => Ok(chosen(form, question)),
        Manner::Grid(..) => grid(form, question),
        Manner::Ranking(_, places) => ranked(form, question, *places),
        Manner::Number(..) => words
            .map(|text| text.parse().map(Given::Number))
            .transpose()
            .map_err(|_| format!("“{text}” is not a whole number; write it in figures")),
        Manner::ShortText(_) | Manner::LongText(_) => Ok(words.map(Given::Text)),
        Manner::Postcode(_) => words
            .map(|text| text.to_ascii_uppercase().parse().map(Given::Area))
            .transpose()
            .map_err(|_| "This is not the code of an area, such as E05004994".to_owned()),
    }
}

fn chosen(form: &Form, question: &Question) -> Option<Given> {
    let answers: BTreeSet<AnswerId> = form
        .texts(&question.id.to_string())
        .filter(|text| ![IS_NOTHING, IS_UNCLEAR].contains(text))
        .filter_map(|text| text.parse().ok().map(AnswerId))
        .collect();
    let other = form.optional(&other_name(question));
    (!answers.is_empty() || other.is_some()).then_some(Given::Chosen { answers, other })
}

/// The rows of a grid: none where no row is touched, and a fault where some are and some are not.
fn grid(form: &Form, question: &Question) -> Result<Option<Given>, String> {
    let mut rows: BTreeMap<QuestionId, AnswerId> = BTreeMap::new();
    let (mut touched, mut untouched) = (0, Vec::new());
    for row in question.rows() {
        match form.text(&row.id.to_string()) {
            "" => untouched.push(row.id.to_string()),
            IS_NOTHING => touched += 1,
            text => {
                touched += 1;
                rows.extend(text.parse().ok().map(|answer| (row.id.clone(), AnswerId(answer))));
            }
        }
    }
    if touched > 0 && !untouched.is_empty() {
        return Err("Say of each row what it says, or that nothing is answered there".to_owned());
    }
    // Every row looked at and nothing in any of them: nothing is answered.
    Ok((touched > 0).then_some(Given::Rows(rows)))
}

fn ranked(form: &Form, question: &Question, places: usize) -> Result<Option<Given>, String> {
    let mut items: BTreeMap<usize, QuestionId> = BTreeMap::new();
    for row in question.rows() {
        let place = match form.text(&row.id.to_string()).parse::<usize>() {
            Ok(place) if (1..=places).contains(&place) => place,
            Ok(_) | Err(_) => continue,
        };
        if items.insert(place, row.id.clone()).is_some() {
            return Err(format!(
                "Two items have place {place}; if the paper says so, you cannot tell"
            ));
        }
    }
    Ok((!items.is_empty()).then_some(Given::Ranked(items.into_values().collect())))
}
