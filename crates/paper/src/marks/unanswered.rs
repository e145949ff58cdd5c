//! Questions without a mark, and pages with so many of them that the scanner may have dropped a pale pen.
//!
//! In come the boxes of a page and what each says; out come the questions, each as its stretch of the boxes.

use std::ops::Range;

use partnership::consultation::layout::TickBox;

use crate::marks::judge::Doubt;
use crate::marks::judge::Mark;

/// With a trace instead of a mark in one of so many questions that have something, a page's pen is too pale for the scan.
const TRACES_OF: usize = 5;

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
fn is_unanswered(question: &Range<usize>, marks: &[Mark]) -> bool {
    marks[question.clone()].iter().all(|mark| *mark == Mark::Unmarked)
}

/// The boxes of all questions in which nothing is.
pub(super) fn unanswered(boxes: &[TickBox], marks: &[Mark]) -> Vec<usize> {
    questions(boxes).into_iter().filter(|own| is_unanswered(own, marks)).flatten().collect()
}

/// Boxes of which nobody can be sure where a scan has lost its shades, so that a pale pen leaves nothing in it, or only what
/// was gone over twice: all of a page most of whose questions have no mark or no more than a trace of one, and on a page
/// that has traces among its marks those of the questions without any.
pub(super) fn lost(boxes: &[TickBox], marks: &[Mark]) -> Vec<usize> {
    let is_trace = |mark: &Mark| {
        matches!(mark, Mark::Unmarked | Mark::Doubtful(Doubt::Faint | Doubt::Small | Doubt::Near))
    };
    let questions = questions(boxes);
    let bare = questions.iter().filter(|own| is_unanswered(own, marks)).count();
    let traced = questions.iter().filter(|own| marks[(*own).clone()].iter().all(is_trace)).count();
    if 2 * traced > questions.len() {
        return (0..marks.len()).collect();
    }
    let traces = traced - bare;
    if traces < 2 || traces * TRACES_OF < questions.len() - bare {
        return Vec::new();
    }
    questions.into_iter().filter(|own| is_unanswered(own, marks)).flatten().collect()
}
