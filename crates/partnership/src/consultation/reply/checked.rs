//! One answer against its question.
//!
//! In come a question and what was answered to it; out goes everything that is wrong.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::consultation::answer::Answer;
use crate::consultation::answer::AnswerId;
use crate::consultation::answer::AnswerRole;
use crate::consultation::answer::QuestionId;
use crate::consultation::answer::Row;
use crate::consultation::question::KeptAs;
use crate::consultation::question::Kind;
use crate::consultation::question::Manner;
use crate::consultation::question::Question;
use crate::consultation::reply::Given;
use crate::consultation::reply::ReplyFault;
use crate::terms::area::AreaCode;

/// What is wrong with an answer.
pub(super) fn faults(question: &Question, given: &Given) -> Vec<ReplyFault> {
    match (&question.manner, given) {
        (Manner::OneOf(all) | Manner::Scale(all), Given::Chosen { answers, other }) => {
            chosen(all, Some(1), answers, other.as_deref())
        }
        (Manner::AnyOf(all, most), Given::Chosen { answers, other }) => {
            chosen(all, *most, answers, other.as_deref())
        }
        (Manner::Grid(rows, all), Given::Rows(given)) => in_rows(rows, all, given),
        (Manner::Ranking(rows, places), Given::Ranked(items)) => ranked(rows, *places, items),
        (Manner::Number(lowest, highest), Given::Number(found)) => {
            number(*lowest, *highest, *found)
        }
        (Manner::ShortText(most) | Manner::LongText(most), Given::Text(words)) => {
            text(*most, words)
        }
        (Manner::Postcode(kept), Given::Area(found)) => area(*kept, *found),
        (manner, _) => vec![ReplyFault::OtherKind(kind(manner).in_words())],
    }
}

fn kind(manner: &Manner) -> Kind {
    match manner {
        Manner::OneOf(_) => Kind::OneOf,
        Manner::AnyOf(..) => Kind::AnyOf,
        Manner::Scale(_) => Kind::Scale,
        Manner::Grid(..) => Kind::Grid,
        Manner::Ranking(..) => Kind::Ranking,
        Manner::Number(..) => Kind::Number,
        Manner::ShortText(_) => Kind::ShortText,
        Manner::LongText(_) => Kind::LongText,
        Manner::Postcode(_) => Kind::Postcode,
    }
}

fn chosen(
    all: &[Answer],
    most: Option<usize>,
    answers: &BTreeSet<AnswerId>,
    other: Option<&str>,
) -> Vec<ReplyFault> {
    let known = |id: &AnswerId| all.iter().find(|answer| answer.id == *id);
    let mut faults: Vec<ReplyFault> = answers
        .iter()
        .filter(|id| known(id).is_none())
        .map(|id| ReplyFault::UnknownAnswer(id.clone()))
        .collect();
    if let Some(most) = most.filter(|most| answers.len() > *most) {
        faults.push(ReplyFault::TooMany { found: answers.len(), most });
    }
    if answers.len() > 1 {
        let alone = answers.iter().filter_map(known).filter(|answer| answer.role.stands_alone());
        faults.extend(alone.map(|answer| ReplyFault::NotTogether(answer.id.clone())));
    }
    let other_chosen = answers.iter().filter_map(known).any(|one| one.role == AnswerRole::Other);
    if other.is_some_and(|words| !words.trim().is_empty()) && !other_chosen {
        faults.push(ReplyFault::OtherNotChosen);
    }
    faults
}

fn in_rows(
    rows: &[Row],
    all: &[Answer],
    given: &BTreeMap<QuestionId, AnswerId>,
) -> Vec<ReplyFault> {
    let mut faults = Vec::new();
    for (row, answer) in given {
        if rows.iter().all(|known| known.id != *row) {
            faults.push(ReplyFault::UnknownRow(row.clone()));
        }
        if all.iter().all(|known| known.id != *answer) {
            faults.push(ReplyFault::UnknownAnswer(answer.clone()));
        }
    }
    faults
}

fn ranked(rows: &[Row], places: usize, items: &[QuestionId]) -> Vec<ReplyFault> {
    let mut faults = Vec::new();
    if items.len() > places {
        faults.push(ReplyFault::TooMany { found: items.len(), most: places });
    }
    for (at, item) in items.iter().enumerate() {
        if rows.iter().all(|known| known.id != *item) {
            faults.push(ReplyFault::UnknownRow(item.clone()));
        }
        if items[..at].contains(item) {
            faults.push(ReplyFault::RankedTwice(item.clone()));
        }
    }
    faults
}

fn number(lowest: i64, highest: i64, found: i64) -> Vec<ReplyFault> {
    let fits = (lowest..=highest).contains(&found);
    (!fits).then_some(ReplyFault::OutOfRange { found, lowest, highest }).into_iter().collect()
}

fn text(most: usize, words: &str) -> Vec<ReplyFault> {
    let found = words.chars().count();
    (found > most).then_some(ReplyFault::TooLong { found, most }).into_iter().collect()
}

fn area(kept: KeptAs, found: AreaCode) -> Vec<ReplyFault> {
    let wanted = kept.kind();
    let fault = ReplyFault::OtherArea { found, wanted: wanted.in_words() };
    (found.kind() != wanted).then_some(fault).into_iter().collect()
}
