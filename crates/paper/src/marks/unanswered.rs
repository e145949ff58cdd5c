//! Questions without a mark, and pages with so many of them that the scanner may have dropped a pale pen.
//!
//! In come the boxes of a page and what each says; out come the questions, each as its stretch of the boxes.

use std::ops::Range;

use partnership::consultation::layout::TickBox;

use crate::marks::judge::Doubt;
use crate::marks::judge::Mark;

/// The boxes of each question, as stretches of the list.
pub(super) fn questions(boxes: &[TickBox]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, tick) in boxes.iter().enumerate() {
        match found.last_mut() {
            Some(last) if boxes[last.start].question == tick.question => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

/// Whether nothing is in any of a question's boxes.
pub(super) fn is_unanswered(question: &Range<usize>, marks: &[Mark]) -> bool {
    marks[question.clone()].iter().all(|mark| *mark == Mark::Unmarked)
}

/// Whether most questions of a page have no mark, or nothing that is more than a trace. In a scan of black and white alone a
/// pale pen leaves nothing, or only what was gone over twice: such a page nobody can be sure of.
pub(super) fn are_most(boxes: &[TickBox], marks: &[Mark]) -> bool {
    let is_trace = |mark: &Mark| {
        matches!(mark, Mark::Unmarked | Mark::Doubtful(Doubt::Faint | Doubt::Small | Doubt::Near))
    };
    let questions = questions(boxes);
    let empty = questions.iter().filter(|own| marks[(*own).clone()].iter().all(is_trace)).count();
    2 * empty > questions.len()
}
