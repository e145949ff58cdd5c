//! One panel: what it covers, its meetings, and the issues that are open or of which it was not told.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::panels::issue::life::State;
use partnership::panels::meeting::PanelMeeting;
use partnership::terms::day::Day;
use partnership::terms::wording::listed;
use records::KeptIssue;

use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::panels::at::At;
use crate::panels::at::Opened;
use crate::panels::at::register_above;
use crate::panels::issues;
use crate::panels::table::Cell;
use crate::panels::table::Table;
use crate::panels::table::link;
use crate::panels::table::number;
use crate::panels::table::words;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct OnePage {
    path: String,
    list: String,
    may_change: bool,
    illustrative: bool,
    facts: Vec<Fact>,
    meetings: Option<Table>,
    open: Option<Table>,
    untold: Option<Table>,
    /// Whether anything was raised at all.
    has_issues: bool,
    never_met: bool,
}

/// What is known of it.
#[derive(Debug, serde::Serialize)]
pub(super) struct Fact {
    pub(super) what: &'static str,
    pub(super) told: String,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    let opened = Opened::of(&visitor, &at).await?;
    let may_change = visitor.can(Deed::ChangePanels);
    let panel = &opened.panel.value;
    let areas = panel.areas.iter().map(|area| format!("{} ({})", area.name, area.code));
    let days = match panel.until {
        Some(until) => format!("{} to {}", panel.from.in_words(), until.in_words()),
        None => format!("Since {}", panel.from.in_words()),
    };
    let facts = vec![
        Fact { what: "Areas", told: listed(&areas.collect::<Vec<_>>()) },
        Fact { what: "Led by", told: panel.lead.clone() },
        Fact { what: "Meets", told: days },
    ];
    let of = |wanted: &dyn Fn(State) -> bool| {
        opened.issues.iter().filter(|kept| wanted(kept.issue.state())).collect::<Vec<_>>()
    };
    let (open, untold) =
        (of(&State::is_open), of(&|state| matches!(state, State::Done | State::CannotBeDone)));
    let list = visitor.path(&format!("/panels/issues?panel={}&stands=all", panel.id));
    let it = OnePage {
        path: opened.path(&visitor, ""),
        list,
        may_change,
        illustrative: panel.illustrative,
        facts,
        meetings: meetings(&visitor, &opened),
        open: issues::table(&visitor, "open", "Open issues", &open),
        untold: issues::table(&visitor, "untold", "Closed, and the panel not told yet", &untold),
        has_issues: !opened.issues.is_empty(),
        never_met: opened.meetings.is_empty(),
    };
    let around = register_above(Page::of(&visitor, &panel.name), &visitor);
    page::draw(&visitor.app, "panels/one.html", around, &it)
}

fn meetings(visitor: &Visitor, opened: &Opened) -> Option<Table> {
    let may_change = visitor.can(Deed::ChangePanels);
    let row = |meeting: &PanelMeeting| -> Vec<Cell> {
        let raised = opened.issues.iter().filter(|kept| was_raised(kept, meeting.on)).count();
        let path = opened.path(visitor, &format!("/meetings/{}", meeting.on));
        let day = meeting.on.in_words();
        let from: Vec<String> =
            meeting.from.iter().map(|from| format!("{} from {}", from.came, from.body)).collect();
        let came = meeting.came.map_or_else(|| "Not counted".to_owned(), |came| came.to_string());
        vec![
            if may_change { link(day, path) } else { words(day) },
            words(&meeting.place),
            words(came),
            words(if from.is_empty() { "–".to_owned() } else { listed(&from) }),
            number(raised),
        ]
    };
    let rows = opened.meetings.iter().rev().map(|held| row(&held.value)).collect();
    let heads = ["Meeting", "Where", "#Came", "Of these", "#Issues raised"];
    Table::of("meetings", "Meetings, the last one first", &heads).with(rows)
}

fn was_raised(kept: &KeptIssue, on: Day) -> bool {
    kept.issue.days_raised().any(|day| day == on)
}
