//! The list of a partnership's cycles, with which a room begins that has something of each.
//!
//! In come a table with a row for each cycle and the words of the room; out goes the page, or where to enter a cycle first.

use axum::response::Html;
use partnership::membership::may::Deed;

use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::panels::table::Table;
use crate::who::visitor::Visitor;

/// The words of a room.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    /// What it is called.
    pub(crate) title: &'static str,
    /// What happens in it, in a sentence or two.
    pub(crate) about: &'static str,
    /// Why nothing is there without a cycle: "A plan is of a cycle."
    pub(crate) of_a_cycle: &'static str,
}

/// The page.
#[derive(Debug, serde::Serialize)]
struct CyclesPage {
    about: &'static str,
    of_a_cycle: &'static str,
    table: Option<Table>,
    timetable: String,
    may_change_timetable: bool,
}

/// Shows the list.
///
/// # Errors
/// When the page cannot be drawn.
pub(crate) fn show(
    visitor: &Visitor,
    room: Room,
    table: Option<Table>,
) -> Result<Html<String>, PageError> {
    let it = CyclesPage {
        about: room.about,
        of_a_cycle: room.of_a_cycle,
        table,
        timetable: visitor.path("/timetable"),
        may_change_timetable: visitor.can(Deed::ChangeTimetable),
    };
    page::draw(&visitor.app, "ours/cycles.html", Page::of(visitor, room.title), &it)
}
