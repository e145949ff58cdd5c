//! The cycles, each with how far its plan has come.

use axum::response::Html;
use partnership::membership::may::Deed;

use crate::cycles;
use crate::cycles::Room;
use crate::page::fault::PageError;
use crate::panels::table::Table;
use crate::panels::table::link;
use crate::panels::table::number;
use crate::panels::table::words;
use crate::plan::at::name;
use crate::plan::at::path;
use crate::who::visitor::Visitor;

/// The words of the room.
const ROOM: Room = Room {
    title: "Plan",
    about: "A plan sets out a strategy, objectives under the priorities, and actions. It may cover several years, and is refreshed in each; what is not finished is carried over with its reason.",
    of_a_cycle: "A plan is of a cycle.",
};

/// Shows the page.
pub(super) async fn show(visitor: Visitor) -> Result<Html<String>, PageError> {
    visitor.may(Deed::ReadDrafts)?;
    let book = &visitor.book;
    let mut rows = Vec::new();
    for cycle in book.cycles().await?.into_iter().rev() {
        let (plan, actions) = (book.plan(cycle).await?, book.plan_actions(cycle).await?);
        let open = actions.iter().filter(|kept| kept.action.standing().is_open()).count();
        let covers = plan.map_or_else(|| "Not begun".to_owned(), |held| held.value.years());
        let first = link(name(cycle), path(&visitor, cycle, ""));
        rows.push(vec![first, words(covers), number(actions.len()), number(open)]);
    }
    let heads = ["Cycle", "Covers", "#Actions", "#Still to be done"];
    cycles::show(&visitor, ROOM, Table::of("cycles", "Plans by cycle", &heads).with(rows))
}
