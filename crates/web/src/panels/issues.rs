//! The issues of all panels, by how they stand, panel and kind.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::panels::issue::life::State;
use partnership::terms::day::Day;
use partnership::terms::wording::capitalised;
use records::KeptIssue;

use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Query;
use crate::panels::at::All;
use crate::panels::at::issue_path;
use crate::panels::at::register_above;
use crate::panels::at::title;
use crate::panels::choosing;
use crate::panels::table::Cell;
use crate::panels::table::Table;
use crate::panels::table::link;
use crate::panels::table::number;
use crate::panels::table::words;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct IssuesPage {
    path: String,
    stands: Vec<Choice>,
    panels: Vec<Choice>,
    kinds: Vec<Choice>,
    count: String,
    table: Option<Table>,
    any: bool,
    may_change: bool,
    notice: Option<String>,
}

/// How issues may be chosen by how they stand: what is sent, and what is shown.
const STANDS: [(&str, &str); 4] = [
    ("open", "Open"),
    ("untold", "Closed, and the panel not told"),
    ("told", "Closed, and the panel told"),
    ("all", "However they stand"),
];

/// Shows the page.
pub(super) async fn show(
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Html<String>, PageError> {
    let (all, mut form) = (All::of(&visitor).await?, Form::of(asked));
    if form.text("stands").is_empty() {
        form = Form::of(vec![
            ("stands".to_owned(), "open".to_owned()),
            ("panel".to_owned(), form.text("panel").to_owned()),
            ("kind".to_owned(), form.text("kind").to_owned()),
        ]);
    }
    let chosen: Vec<&KeptIssue> = all.issues.iter().filter(|kept| is_chosen(&form, kept)).collect();
    let mut panels = vec![Choice::of(&form, "panel", "", "All panels")];
    panels.extend(
        all.panels
            .iter()
            .map(|held| Choice::of(&form, "panel", &held.value.id.to_string(), &held.value.name)),
    );
    let mut kinds = choosing::kinds(&form, all.issues.iter().map(|kept| &kept.issue));
    kinds.retain(|kind| {
        all.issues.iter().any(|kept| kept.issue.raised().kind.to_string() == kind.value)
    });
    kinds.insert(0, Choice::of(&form, "kind", "", "All kinds"));
    let it = IssuesPage {
        path: visitor.path("/panels"),
        stands: STANDS.map(|(value, text)| Choice::of(&form, "stands", value, text)).into(),
        panels,
        kinds,
        count: format!("{} of {} issues", chosen.len(), all.issues.len()),
        table: table(&visitor, "issues", "Issues", &chosen),
        any: !all.issues.is_empty(),
        may_change: visitor.can(Deed::ChangePanels),
        notice: all.notice(),
    };
    let around = register_above(Page::of(&visitor, "Issues of all panels"), &visitor);
    page::draw(&visitor.app, "panels/issues.html", around, &it)
}

fn is_chosen(form: &Form, kept: &KeptIssue) -> bool {
    let state = kept.issue.state();
    let stands = match form.text("stands") {
        "open" => state.is_open(),
        "untold" => matches!(state, State::Done | State::CannotBeDone),
        "told" => state == State::FedBack,
        _ => true,
    };
    let (panel, kind) = (form.text("panel"), form.text("kind"));
    let of_panel = panel.is_empty() || kept.panel.to_string() == panel;
    let of_kind = kind.is_empty() || kept.issue.raised().kind.to_string() == kind;
    stands && of_panel && of_kind
}

/// Issues in a table, as they stand.
pub(super) fn table(
    visitor: &Visitor,
    id: &'static str,
    caption: &str,
    issues: &[&KeptIssue],
) -> Option<Table> {
    let heads = ["Issue", "#Number", "First raised", "Last raised", "Owner", "Stands"];
    let rows = issues.iter().map(|kept| row(visitor, kept)).collect();
    Table::of(id, caption, &heads).with(rows)
}

fn row(visitor: &Visitor, kept: &KeptIssue) -> Vec<Cell> {
    let issue = &kept.issue;
    let times = issue.days_raised().count();
    let again = match times {
        1 => "–".to_owned(),
        times => format!("{} ({times} times)", issue.last_raised().in_words()),
    };
    let closed = issue.closed().map(Day::in_words);
    let stands = capitalised(issue.state().in_words());
    vec![
        link(title(visitor, issue), issue_path(visitor, kept)),
        number(usize::try_from(kept.number).unwrap_or_default()),
        words(issue.raised().on.in_words()),
        words(again),
        words(issue.owner().unwrap_or("Nobody yet")),
        words(match closed {
            Some(on) => format!("{stands} (closed on {on})"),
            None => stands,
        }),
    ]
}
