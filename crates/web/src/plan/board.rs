//! The board of a plan, and the same as a table and a file.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::plan::board;
use partnership::plan::export;
use partnership::terms::period::Period;

use crate::page;
use crate::page::csv;
use crate::page::csv::Download;
use crate::page::fault::PageError;
use crate::panels::table::Table;
use crate::panels::table::link;
use crate::panels::table::words;
use crate::plan::at::At;
use crate::plan::at::Opened;
use crate::plan::overview::Line;
use crate::plan::overview::line;
use crate::plan::told;
use crate::plan::told::Tag;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct BoardPage {
    path: String,
    may_write: bool,
    columns: Vec<Column>,
    table: Option<Table>,
}

/// A column.
#[derive(Debug, serde::Serialize)]
struct Column {
    state: Tag,
    /// How many are in it, in words.
    told: String,
    actions: Vec<Line>,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ReadDrafts).await?;
    let columns = board::board(&opened.plan.actions).into_iter().map(|(column, numbers)| Column {
        state: Tag::of_column(column),
        told: match numbers.len() {
            1 => "1 action".to_owned(),
            many => format!("{many} actions"),
        },
        actions: numbers.into_iter().map(|number| line(&visitor, &opened, number)).collect(),
    });
    let it = BoardPage {
        path: opened.path(&visitor, ""),
        may_write: visitor.can(Deed::WritePlan),
        columns: columns.collect(),
        table: table(&visitor, &opened),
    };
    page::draw(&visitor.app, "plan/board.html", opened.page(&visitor, "Board"), &it)
}

fn table(visitor: &Visitor, opened: &Opened) -> Option<Table> {
    let full = opened.full();
    let rows = opened.plan.actions.iter().map(|(number, action)| {
        let priority = full.priority_of(action).map_or("None", |one| one.wording());
        let latest = action.latest();
        let quarter = latest.map(|said| Period::Quarter(said.quarter).in_words());
        let said = latest.map_or_else(|| "–".to_owned(), |said| said.words.clone());
        vec![
            link(told::title(*number, action), opened.action_path(visitor, *number, "")),
            words(priority),
            words(action.described().lead.clone()),
            words(action.due().in_words()),
            words(Tag::of(action).text()),
            words(quarter.unwrap_or_else(|| "–".to_owned())),
            words(said),
        ]
    });
    let heads =
        ["Action", "Priority", "Lead authority", "Due", "How it does", "Last noted of", "In words"];
    Table::of("actions", "All actions", &heads).with(rows.collect())
}

/// All actions as a file.
pub(super) async fn download(visitor: Visitor, at: At) -> Result<Download, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ReadDrafts).await?;
    let lines = export::lines(opened.full());
    Ok(csv::download(&format!("plan-actions-{}.csv", opened.cycle), &lines))
}
