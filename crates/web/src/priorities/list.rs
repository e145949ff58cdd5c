//! The cycles for which priorities are set, each with how far it has come.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::terms::wording::counted;

use crate::cycles;
use crate::cycles::Room;
use crate::page::fault::PageError;
use crate::priorities::at::path;
use crate::priorities::table::Table;
use crate::priorities::table::link;
use crate::priorities::table::words;
use crate::who::visitor::Visitor;

/// The words of the room.
const ROOM: Room = Room {
    title: "Priorities",
    about: "Issues are proposed for a long list, scored by several people each alone, and ranked. Only a meeting’s decision makes them priorities.",
    of_a_cycle: "Priorities are set for a cycle.",
};

/// Shows the page.
pub(super) async fn show(visitor: Visitor) -> Result<Html<String>, PageError> {
    visitor.may(Deed::ReadDrafts)?;
    let book = &visitor.book;
    let mut rows = Vec::new();
    for cycle in book.cycles().await?.into_iter().rev() {
        let issues = book.candidate_issues(cycle).await?.len();
        let decided = book.decided_priorities(cycle).await?.pop();
        let stands = match decided.map(|held| held.value.priorities().len()) {
            Some(1) => "One priority decided".to_owned(),
            Some(many) => {
                partnership::terms::wording::capitalised(&counted(many)) + " priorities decided"
            }
            None if issues == 0 => "No candidate issue yet".to_owned(),
            None => "Not decided yet".to_owned(),
        };
        let name = format!("Priorities {}", cycle.in_words());
        let cells =
            [link(name, path(&visitor, cycle, "")), words(stands), words(issues.to_string())];
        rows.push(cells.into());
    }
    let heads = ["Cycle", "Stands", "#Candidate issues"];
    cycles::show(&visitor, ROOM, Table::of("cycles", "Priorities by cycle", &heads).with(rows))
}
