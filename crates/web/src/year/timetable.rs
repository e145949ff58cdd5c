//! The timetable: all steps by date, as a page and as a file.
//!
//! In comes a cycle, a day, and whose steps or which are asked for; out go the steps with what each asks before
//! it and what lies beside it.

pub(super) mod row;

use axum::extract::State;
use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::terms::wording::sentence;
use partnership::timetable::cycle::Cycle;

use crate::app::App;
use crate::page;
use crate::page::Page;
use crate::page::csv;
use crate::page::csv::Download;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown as ShownForm;
use crate::page::taken::Query;
use crate::who::visitor::Visitor;
use crate::year::Opened;
use crate::year::choosing::Chooser;
use crate::year::this_year::Tag;
use crate::year::timetable::row::Row;
use crate::year::timetable::row::rows;

/// The page.
#[derive(Debug, serde::Serialize)]
struct TimetablePage {
    path: String,
    form: ShownForm,
    may_plan: bool,
    year: Option<Shown>,
}

/// A year's timetable.
#[derive(Debug, serde::Serialize)]
struct Shown {
    chooser: Chooser,
    owners: Vec<Choice>,
    states: Vec<Choice>,
    count: String,
    is_filtered: bool,
    rows: Vec<Row>,
    polls: Vec<String>,
    school_holidays: Vec<String>,
    concerns: Vec<String>,
}

/// Something to choose from a list.
#[derive(Debug, serde::Serialize)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) selected: bool,
}

/// Shows the page.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let mut form = Form::of(asked);
    let opened = Opened::asked(&visitor, &mut form).await?;
    let title = opened.as_ref().map_or("Timetable".to_owned(), |opened| {
        format!("Timetable {}", opened.cycle().in_words())
    });
    let it = TimetablePage {
        path: visitor.path(""),
        may_plan: visitor.can(Deed::ChangeTimetable),
        year: opened.map(|opened| shown(&visitor, &opened, &form)),
        form: form.shown(),
    };
    page::draw(&app, "year/timetable.html", Page::of(&visitor, title).with(&form), &it)
}

/// The same steps as a file.
pub(super) async fn download(
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Download, PageError> {
    visitor.may(Deed::SeeYear)?;
    let mut form = Form::of(asked);
    let opened = Opened::asked(&visitor, &mut form).await?.ok_or(PageError::NotFound)?;
    if let Some(fault) = form.faults().first() {
        return Err(PageError::Refused(fault.text.clone()));
    }
    let rows = chosen(&visitor, &opened, &form);
    let lines: Vec<Vec<String>> =
        [row::headings()].into_iter().chain(rows.iter().map(Row::cells)).collect();
    Ok(csv::download(&format!("timetable-{}.csv", opened.cycle()), &lines))
}

/// The rows that a form asks for.
fn chosen(visitor: &Visitor, opened: &Opened, form: &Form) -> Vec<Row> {
    let (owner, state) = (form.text("owner"), form.text("state"));
    let asked_for = |row: &Row| {
        (owner.is_empty() || row.line.owner == owner)
            && (state.is_empty() || row.line.tag.name() == state)
    };
    rows(visitor, &opened.so_far).into_iter().filter(asked_for).collect()
}

fn shown(visitor: &Visitor, opened: &Opened, form: &Form) -> Shown {
    let year = &opened.so_far;
    let (owner, state) = (form.text("owner"), form.text("state"));
    let owners = year.timetable().owners().into_iter().map(|one| (one, one.to_owned()));
    let states = Tag::ALL.into_iter().map(|tag| (tag.name(), tag.in_words().to_owned()));
    let rows = chosen(visitor, opened, form);
    let typed = year.timetable().typed();
    let holidays = typed.school_holidays.iter();
    Shown {
        chooser: opened.chooser(visitor, visitor.path("/timetable")),
        owners: choices("Everybody", owners, owner),
        states: choices("All", states, state),
        count: count(rows.len(), year.courses().count()),
        is_filtered: !owner.is_empty() || !state.is_empty(),
        rows,
        polls: typed.polls.iter().map(|poll| poll.in_full()).collect(),
        school_holidays: holidays
            .map(|one| format!("{}: {}", one.name, one.days.in_words()))
            .collect(),
        concerns: year.concerns().iter().map(|one| sentence(&one.in_words())).collect(),
    }
}

/// All, or one of a list.
fn choices<'a>(
    all: &str,
    list: impl Iterator<Item = (&'a str, String)>,
    chosen: &str,
) -> Vec<Choice> {
    let list = [("", all.to_owned())].into_iter().chain(list);
    let choice = |(value, text): (&str, String)| Choice {
        value: value.to_owned(),
        text,
        selected: value == chosen,
    };
    list.map(choice).collect()
}

fn count(shown: usize, all: usize) -> String {
    match (shown, all) {
        (0, _) => "No step is so. Choose others above.".to_owned(),
        (shown, all) if shown == all => format!("All {all} steps, by date."),
        (shown, all) => format!("{shown} of {all} steps, by date."),
    }
}

/// Where a cycle's timetable is.
pub(super) fn address(visitor: &Visitor, cycle: Cycle) -> String {
    visitor.path(&format!("/timetable?cycle={cycle}"))
}
