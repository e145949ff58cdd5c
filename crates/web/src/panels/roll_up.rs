//! What all panels' issues come to over some days: by kind and by area, what came back, what was not fed back.
//!
//! In come two days; out go sentences, charts, tables and a file. What counts as returned or told in time, the core says.

mod counting;

use axum::response::Html;
use partnership::consultation::report::Label;
use partnership::content::chart::Chart;
use partnership::membership::may::Deed;
use partnership::panels::drawn::chart;
use partnership::panels::issue::life::State;
use partnership::panels::recurrence::RETURNS_WITHIN;
use partnership::panels::recurrence::may_be_one;
use partnership::panels::recurrence::returned;
use partnership::panels::roll_up::Asked;
use partnership::panels::roll_up::Counts;
use partnership::panels::roll_up::RollUp;
use partnership::panels::roll_up::roll_up;
use partnership::panels::told::sentences;
use partnership::terms::day::Day;
use partnership::terms::span::Span;
use partnership::timetable::spoken::Spoken;
use records::KeptIssue;

use crate::page;
use crate::page::Page;
use crate::page::csv;
use crate::page::csv::Download;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::panels::at::All;
use crate::panels::at::as_kept;
use crate::panels::at::issue_path;
use crate::panels::at::register_above;
use crate::panels::at::title;
use crate::panels::table::Table;
use crate::panels::table::link;
use crate::panels::table::words;
use crate::who::visitor::Visitor;

/// Within so many days after it was closed the panel is to be told: four weeks, in which most panels meet or write.
const FED_BACK_WITHIN: i32 = 28;

/// The page.
#[derive(Debug, serde::Serialize)]
struct RollUpPage {
    form: Shown,
    path: String,
    file: String,
    has_panels: bool,
    notice: Option<String>,
    sentences: Vec<String>,
    kinds: Option<Drawn>,
    areas: Option<Drawn>,
    both: Option<Table>,
    quarters: Option<Table>,
    came_back: Option<Table>,
    may_be: Option<Table>,
    untold: Option<Table>,
}

/// A chart with its table.
#[derive(Debug, serde::Serialize)]
struct Drawn {
    svg: String,
    words: String,
    table: Table,
}

/// Shows the page.
pub(super) async fn show(
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Html<String>, PageError> {
    let (all, mut form) = (All::of(&visitor).await?, Form::of(asked));
    let asked = asked_of(&visitor, &mut form);
    let kept = as_kept(&all.issues);
    let rolled_up = roll_up(&kept, asked);
    let label = all.panels.iter().all(|held| held.value.illustrative) && !all.panels.is_empty();
    let label = if label { Label::Illustrative } else { Label::Real };
    let quarters = counting::quarters(&rolled_up);
    let span = asked.raised;
    let it = RollUpPage {
        path: visitor.path("/panels/roll-up"),
        file: visitor.path(&format!(
            "/panels/roll-up.csv?from={}&until={}",
            span.first(),
            span.last()
        )),
        has_panels: !all.panels.is_empty(),
        notice: all.notice(),
        sentences: sentences(&rolled_up, asked, label),
        kinds: kinds(&visitor, &rolled_up, label),
        areas: areas(&visitor, &all, &rolled_up, label),
        both: counting::by_area_and_kind(&all, &rolled_up),
        quarters: (rolled_up.all.issues > 0).then_some(quarters).flatten(),
        came_back: came_back(&visitor, &all, asked),
        may_be: may_be(&visitor, &all),
        untold: untold(&visitor, &all, asked),
        form: form.shown(),
    };
    let around = register_above(Page::of(&visitor, "What panels raised"), &visitor).with(&form);
    page::draw(&visitor.app, "panels/roll_up.html", around, &it)
}

/// The same as a file.
pub(super) async fn download(
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Download, PageError> {
    let (all, mut form) = (All::of(&visitor).await?, Form::of(asked));
    let asked = asked_of(&visitor, &mut form);
    let rolled_up = roll_up(&as_kept(&all.issues), asked);
    let name = format!("panels-{}-{}.csv", asked.raised.first(), asked.raised.last());
    Ok(csv::download(&name, &counting::lines(&all, &rolled_up, asked)))
}

/// What is asked: the days of the form, or else the last twelve months.
fn asked_of(visitor: &Visitor, form: &mut Form) -> Asked {
    let today = visitor.today;
    let usual = Span::spanning(today.plus_days(-364), today);
    let from: Option<Spoken<Day>> = form.optional_value("from");
    let until: Option<Spoken<Day>> = form.optional_value("until");
    let ends = (from.map_or(usual.first(), |day| day.0), until.map_or(usual.last(), |day| day.0));
    let raised = Span::of(ends.0, ends.1).unwrap_or_else(|_| {
        form.fault("until", "The last day is before the first; exchange the two");
        usual
    });
    for (field, day) in [("from", raised.first()), ("until", raised.last())] {
        if form.text(field).is_empty() {
            form.put(field, &day.in_words());
        }
    }
    Asked { raised, fed_back_within: FED_BACK_WITHIN, returns_within: RETURNS_WITHIN, today }
}

fn kinds(visitor: &Visitor, rolled_up: &RollUp, label: Label) -> Option<Drawn> {
    let rows: Vec<(String, &Counts)> = rolled_up
        .by_kind
        .iter()
        .map(|(kind, counts)| (kind.in_words().to_owned(), counts))
        .collect();
    let title = label.on("What was raised, by kind");
    let chart = chart("panel-kinds", &title, rolled_up.all.issues, &rows);
    drawn(visitor, chart?, counting::table("kinds", &title, "Kind", &rows, &rolled_up.all)?)
}

fn areas(visitor: &Visitor, all: &All, rolled_up: &RollUp, label: Label) -> Option<Drawn> {
    let names = all.areas();
    let rows: Vec<(String, &Counts)> = rolled_up
        .by_area
        .iter()
        .map(|(area, counts)| (counting::area_name(&names, *area), counts))
        .collect();
    let title = label.on("Where it was raised, by area");
    let chart = chart("panel-areas", &title, rolled_up.all.issues, &rows);
    drawn(visitor, chart?, counting::table("areas", &title, "Area", &rows, &rolled_up.all)?)
}

fn drawn(visitor: &Visitor, chart: Chart, table: Table) -> Option<Drawn> {
    let words = format!("{}: the table below says the same", chart.title);
    Some(Drawn { svg: (visitor.app.draw_chart)(&chart), words, table })
}

fn came_back(visitor: &Visitor, all: &All, asked: Asked) -> Option<Table> {
    let kept = as_kept(&all.issues);
    let found = kept.iter().zip(&all.issues).flat_map(|(one, issue)| {
        let back = returned(*one, asked.returns_within).into_iter();
        back.filter(|one| asked.raised.covers(one.again)).map(move |one| (issue, one))
    });
    let rows = found.map(|(issue, one)| {
        let days = one.again.days_since(one.closed);
        vec![
            issue_cell(visitor, issue),
            words(one.closed.in_words()),
            words(one.again.in_words()),
            words(days.to_string()),
        ]
    });
    let caption = "Came back: raised again within half a year of being closed";
    Table::of("came-back", caption, &["Issue", "Closed", "Raised again", "#Days between"])
        .with(rows.collect())
}

fn may_be(visitor: &Visitor, all: &All) -> Option<Table> {
    if !visitor.can(Deed::ChangePanels) {
        return None;
    }
    let of = |number: i64| all.issues.iter().find(|kept| kept.number == number);
    let pairs = may_be_one(&as_kept(&all.issues), RETURNS_WITHIN);
    let rows = pairs.iter().filter_map(|pair| {
        let (earlier, later) = (of(pair.earlier)?, of(pair.later)?);
        let on = |kept: &KeptIssue| words(kept.issue.raised().on.in_words());
        Some(vec![issue_cell(visitor, later), on(later), issue_cell(visitor, earlier), on(earlier)])
    });
    let caption = "Perhaps raised before under other words: look, and say whether both are one";
    Table::of("may-be", caption, &["Issue", "Raised", "Reads like", "Raised first"])
        .with(rows.collect())
}

fn untold(visitor: &Visitor, all: &All, asked: Asked) -> Option<Table> {
    let closed = all.issues.iter().filter_map(|kept| {
        let state = kept.issue.state();
        let untold = matches!(state, State::Done | State::CannotBeDone);
        kept.issue.closed().filter(|_| untold).map(|on| (kept, on))
    });
    let mut rows: Vec<(&KeptIssue, Day)> = closed.collect();
    rows.sort_by_key(|(_, on)| *on);
    let rows = rows.into_iter().map(|(kept, on)| {
        let days = asked.today.days_since(on);
        vec![
            issue_cell(visitor, kept),
            words(all.panel(&kept.panel).map_or("", |panel| panel.name.as_str())),
            words(on.in_words()),
            words(days.to_string()),
        ]
    });
    let caption = "Closed, and not fed back to the panel since";
    Table::of("untold", caption, &["Issue", "Panel", "Closed", "#Days since"]).with(rows.collect())
}

fn issue_cell(visitor: &Visitor, kept: &KeptIssue) -> crate::panels::table::Cell {
    link(title(visitor, &kept.issue), issue_path(visitor, kept))
}
