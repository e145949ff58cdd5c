//! Ready text: what the figures and what was kept say by themselves, to begin a draft or an empty section with.

use partnership::assessment::about::About;
use partnership::assessment::ready_text::ready_text;
use partnership::assessment::ready_text::ready_text_tried;
use partnership::assessment::skeleton::skeleton;
use partnership::assessment::text::Source;
use partnership::timetable::cycle::Cycle;

use crate::assessment::material::Stock;
use crate::page::fault::PageError;
use crate::who::apart;
use crate::who::visitor::Visitor;

/// Whether there may be ready text for a file of this name.
pub(super) fn has_ready_text(file: &str) -> bool {
    ready_text_tried().iter().any(|source| source.file == file)
}

/// The files of a draft with what can be said now; headings alone where no figures can be had.
pub(super) async fn ready(
    visitor: &Visitor,
    cycle: Cycle,
    about: About,
) -> Result<Vec<Source>, PageError> {
    let stock = Stock::of(visitor, cycle, about, &ready_text_tried()).await;
    apart(move || stock.material().map_or_else(|_| skeleton(), |material| ready_text(&material)))
        .await
}
