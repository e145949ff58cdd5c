//! All panels: what each covers, when it met last, and what of it is still to be done.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::panels::issue::life::State;
use partnership::panels::panel::Panel;
use partnership::terms::day::Day;
use partnership::terms::wording::listed;
use records::KeptIssue;

use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::panels::at::All;
use crate::panels::at::path;
use crate::panels::table::Table;
use crate::panels::table::link;
use crate::panels::table::number;
use crate::panels::table::words;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct RegisterPage {
    path: String,
    may_change: bool,
    notice: Option<String>,
    standing: Option<Table>,
    ended: Option<Table>,
    has_issues: bool,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor) -> Result<Html<String>, PageError> {
    let all = All::of(&visitor).await?;
    let (mut standing, mut ended) = (Vec::new(), Vec::new());
    for held in &all.panels {
        let panel = &held.value;
        let last = visitor.book.panel_meetings(&panel.id).await?.pop().map(|held| held.value.on);
        let issues = all.issues.iter().filter(|kept| kept.panel == panel.id);
        let row = row(&visitor, panel, last, issues.collect());
        if panel.until.is_none_or(|until| visitor.today <= until) {
            standing.push(row);
        } else {
            ended.push(row);
        }
    }
    const HEADS: [&str; 6] =
        ["Panel", "Areas", "Led by", "Met last", "#Open issues", "#Closed, panel not told"];
    let it = RegisterPage {
        path: visitor.path("/panels"),
        may_change: visitor.can(Deed::ChangePanels),
        notice: all.notice(),
        standing: Table::of("panels", "Panels that meet", &HEADS).with(standing),
        ended: Table::of("ended", "Panels that ended", &HEADS).with(ended),
        has_issues: !all.issues.is_empty(),
    };
    page::draw(&visitor.app, "panels/register.html", Page::of(&visitor, "Panels"), &it)
}

fn row(
    visitor: &Visitor,
    panel: &Panel,
    last: Option<Day>,
    issues: Vec<&KeptIssue>,
) -> Vec<crate::panels::table::Cell> {
    let areas: Vec<&str> = panel.areas.iter().map(|area| area.name.as_str()).collect();
    let open = issues.iter().filter(|kept| kept.issue.state().is_open()).count();
    let untold =
        |kept: &&&KeptIssue| matches!(kept.issue.state(), State::Done | State::CannotBeDone);
    vec![
        link(&panel.name, path(visitor, &panel.id, "")),
        words(listed(&areas)),
        words(&panel.lead),
        words(last.map_or_else(|| "Not yet".to_owned(), Day::in_words)),
        number(open),
        number(issues.iter().filter(untold).count()),
    ]
}
