//! What happened to a step, the newest last.
//!
//! In comes a step in its year; out go lines with who says so and, for decisions, the meeting.

use partnership::terms::wording::capitalised;
use partnership::terms::wording::sentence;

use crate::page::PageLink;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;
use crate::year::refused::name_of;
use crate::year::step::Found;

/// One thing that happened.
#[derive(Debug, serde::Serialize)]
pub(super) struct HistoryLine {
    on: String,
    words: String,
    by: String,
    meeting: Option<PageLink>,
}

/// What happened up to the day as of which the year is shown.
pub(super) async fn history(
    visitor: &Visitor,
    found: &Found,
) -> Result<Vec<HistoryLine>, PageError> {
    let (step, year) = (&found.course.step, &found.opened.so_far);
    let mut lines = vec![HistoryLine {
        on: String::new(),
        words: sentence(&format!("planned {}", step.when.in_words())),
        by: String::new(),
        meeting: None,
    }];
    let told = step.told(&found.opened.held.year.events);
    for told in told.into_iter().filter(|told| told.on <= year.today()) {
        let at = |id| visitor.path(&format!("/meetings/{}/{id}", found.opened.cycle()));
        lines.push(HistoryLine {
            on: capitalised(&told.on.in_words()),
            words: sentence(&told.words),
            by: name_of(visitor, &told.by).await?,
            meeting: told.meeting.map(|id| PageLink::to(at(id), "The meeting")),
        });
    }
    Ok(lines)
}
