//! What a machine's reading says of each question of a return: an answer, or why a person must look.
//!
//! In come a questionnaire and the sides of a return; out goes what each question's boxes and spaces say together.
//! Exactly what is clear is accepted. All else waits with its reasons, and what may be meant is only a suggestion.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::consultation::answer::Answer;
use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;
use crate::consultation::answer::Row;
use crate::consultation::on_paper::boxes;
use crate::consultation::on_paper::ranked;
use crate::consultation::on_paper::spaces;
use crate::consultation::on_paper::standing_alone;
use crate::consultation::on_paper::taking_one_tick;
use crate::consultation::question::Manner;
use crate::consultation::question::Question;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::reading::reason::Reason;
use crate::consultation::reading::side::BoxMark;
use crate::consultation::reading::side::ReadSide;
use crate::consultation::reading::side::Writing;
use crate::consultation::reply::Given;

/// What the machine says of one question.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MachineSays {
    /// What is answered, or may be where there are reasons to doubt; none where nothing is.
    pub given: Option<Given>,
    /// Why a person must look; none where it is clear.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

impl MachineSays {
    /// Whether no person needs to look.
    pub fn is_clear(&self) -> bool {
        self.reasons.is_empty()
    }
}

/// All that was seen of a return.
#[derive(Debug, Default)]
struct Seen<'a> {
    boxes: BTreeMap<(&'a QuestionId, &'a AnswerId), &'a BoxMark>,
    spaces: BTreeMap<(&'a QuestionId, Option<&'a AnswerId>), Writing>,
    /// Questions and rows that two scans of a page show differently.
    differing: BTreeSet<&'a QuestionId>,
}

/// What the machine says of every question, in order, by the sides of one return.
pub fn machine_says(
    questionnaire: &Questionnaire,
    sides: &[&ReadSide],
) -> BTreeMap<QuestionId, MachineSays> {
    let seen = Seen::on(sides);
    questionnaire.questions().map(|question| (question.id.clone(), of(question, &seen))).collect()
}

impl<'a> Seen<'a> {
    fn on(sides: &[&'a ReadSide]) -> Seen<'a> {
        let mut seen = Seen::default();
        for page in sides.iter().filter_map(|side| side.page()) {
            for tick in &page.boxes {
                let before = seen.boxes.insert((&tick.question, &tick.answer), &tick.mark);
                if before.is_some_and(|before| *before != tick.mark) {
                    seen.differing.insert(&tick.question);
                }
            }
            for space in &page.spaces {
                let place = (&space.question, space.answer.as_ref());
                let before = seen.spaces.insert(place, space.writing);
                if before.is_some_and(|before| before != space.writing) {
                    seen.differing.insert(&space.question);
                }
            }
        }
        seen
    }
}

fn of(question: &Question, seen: &Seen<'_>) -> MachineSays {
    let (boxes, spaces) = (boxes(question), spaces(question));
    let has_box = |(row, answer): &(QuestionId, AnswerId)| seen.boxes.contains_key(&(row, answer));
    let has_space = |(of, answer): &(QuestionId, Option<AnswerId>)| {
        seen.spaces.contains_key(&(of, answer.as_ref()))
    };
    if !boxes.iter().all(has_box) || !spaces.iter().all(has_space) {
        return MachineSays { given: None, reasons: vec![Reason::NotSeen] };
    }
    let differ = boxes.iter().map(|(row, _)| row).chain([&question.id]);
    let mut reasons: Vec<Reason> = Vec::new();
    if differ.into_iter().any(|row| seen.differing.contains(row)) {
        reasons.push(Reason::ReadTwiceDifferently);
    }
    let mut ticked: Vec<(QuestionId, AnswerId)> = Vec::new();
    for (row, answer) in boxes {
        match seen.boxes.get(&(&row, &answer)) {
            Some(BoxMark::Marked) => ticked.push((row, answer)),
            Some(BoxMark::Doubtful(why)) => {
                reasons.push(Reason::Doubtful { row, answer, why: why.clone() });
            }
            Some(BoxMark::CancelledLooking(why)) => {
                reasons.push(Reason::CancelledLooking { row, answer, why: why.clone() });
            }
            Some(BoxMark::Unmarked) | None => {}
        }
    }
    reasons.extend(several(question, &ticked));
    reasons.extend(written(question, seen, &ticked));
    MachineSays { given: given(question, &ticked, &mut reasons), reasons }
}

/// Ticks that cannot all be meant.
fn several(question: &Question, ticked: &[(QuestionId, AnswerId)]) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for row in taking_one_tick(question) {
        if ticked.iter().filter(|(of, _)| *of == row).count() > 1 {
            reasons.push(Reason::SeveralTicks(row));
        }
    }
    let alone = standing_alone(question).into_iter();
    let alone = alone.filter(|one| ticked.len() > 1 && ticked.contains(one));
    reasons.extend(alone.map(|(_, answer)| Reason::NotTogether(answer)));
    if let Manner::AnyOf(_, Some(most)) = question.manner
        && ticked.len() > most
    {
        reasons.push(Reason::TooMany { found: ticked.len(), most });
    }
    reasons
}

/// What is written, which only a person reads.
fn written(question: &Question, seen: &Seen<'_>, ticked: &[(QuestionId, AnswerId)]) -> Vec<Reason> {
    let reason = |(of, answer): (QuestionId, Option<AnswerId>)| {
        let writing = seen.spaces.get(&(&of, answer.as_ref())).copied()?;
        let is_ticked = answer.map(|answer| ticked.iter().any(|(_, other)| *other == answer));
        match (writing, is_ticked) {
            (Writing::Written, None | Some(true)) => Some(Reason::Written),
            (Writing::Written, Some(false)) => Some(Reason::WritingWithoutTick),
            (Writing::Blank, Some(true)) => Some(Reason::TickWithoutWriting),
            (Writing::Doubtful, _) => Some(Reason::PerhapsWritten),
            (Writing::Blank, None | Some(false)) => None,
        }
    };
    spaces(question).into_iter().filter_map(reason).collect()
}

/// What the ticks give, as far as they give one answer.
fn given(
    question: &Question,
    ticked: &[(QuestionId, AnswerId)],
    reasons: &mut Vec<Reason>,
) -> Option<Given> {
    if ticked.is_empty() {
        return None;
    }
    match &question.manner {
        Manner::OneOf(answers) | Manner::Scale(answers) | Manner::AnyOf(answers, _) => {
            Some(chosen(answers, ticked))
        }
        Manner::Grid(..) => {
            let alone = |of: &QuestionId| ticked.iter().filter(|(row, _)| row == of).count() == 1;
            let rows: BTreeMap<_, _> =
                ticked.iter().filter(|(row, _)| alone(row)).cloned().collect();
            (!rows.is_empty()).then_some(Given::Rows(rows))
        }
        Manner::Ranking(rows, places) => in_order(rows, *places, ticked, reasons),
        Manner::Number(..) | Manner::ShortText(_) | Manner::LongText(_) | Manner::Postcode(_) => {
            None
        }
    }
}

fn chosen(answers: &[Answer], ticked: &[(QuestionId, AnswerId)]) -> Given {
    let known = |id: &AnswerId| answers.iter().any(|answer| answer.id == *id);
    let ids = ticked.iter().map(|(_, answer)| answer).filter(|id| known(id));
    Given::Chosen { answers: ids.cloned().collect(), other: None }
}

/// The items of a ranking in their places.
fn in_order(
    rows: &[Row],
    places: usize,
    ticked: &[(QuestionId, AnswerId)],
    reasons: &mut Vec<Reason>,
) -> Option<Given> {
    let mut items: Vec<QuestionId> = Vec::new();
    let mut is_left_out = false;
    for place in (1..=places).filter_map(ranked) {
        let here = ticked.iter().filter(|(_, answer)| *answer == place).map(|(row, _)| row);
        let here: Vec<_> = here.filter(|row| rows.iter().any(|known| known.id == **row)).collect();
        if here.len() > 1 {
            reasons.push(Reason::SamePlace(place));
        }
        if is_left_out && !here.is_empty() {
            reasons.push(Reason::PlaceLeftOut);
        }
        is_left_out |= here.is_empty();
        let new: Vec<_> = here.into_iter().filter(|row| !items.contains(row)).cloned().collect();
        items.extend(new);
    }
    (!items.is_empty()).then_some(Given::Ranked(items))
}

#[cfg(test)]
mod tests;
