//! The long list of a cycle: what is on it, what was set aside and why, what is next, and the priorities once decided.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::priorities::decided::DecidedPriorities;
use partnership::priorities::export;
use partnership::priorities::round::Round;
use records::KeptCandidate;

use crate::page;
use crate::page::csv;
use crate::page::csv::Download;
use crate::page::fault::PageError;
use crate::priorities::at::At;
use crate::priorities::at::Opened;
use crate::priorities::ranking::USUAL_TOP;
use crate::priorities::table::Cell;
use crate::priorities::table::Table;
use crate::priorities::table::link;
use crate::priorities::table::number;
use crate::priorities::table::words;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct OverviewPage {
    path: String,
    notice: Option<&'static str>,
    decided: Option<Decided>,
    next: Next,
    may_propose: bool,
    may_decide: bool,
    has_round: bool,
    shows_scores: bool,
    /// Whether scores are in and scoring is open, so that it can be closed; or closed, so that it can be opened.
    scoring: Option<Scoring>,
    list: Option<Table>,
    gone: Option<Table>,
    earlier: Vec<(String, String)>,
}

/// What was decided.
#[derive(Debug, serde::Serialize)]
pub(super) struct Decided {
    /// By whom, when, and where the minutes have it.
    by: String,
    priorities: Vec<(String, String)>,
}

/// What is to be done next, and where.
#[derive(Debug, serde::Serialize)]
struct Next {
    told: String,
    action: Option<(&'static str, String)>,
}

/// The round as the button to close or open it needs it.
#[derive(Debug, serde::Serialize)]
struct Scoring {
    is_open: bool,
    round: u32,
    version: i64,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ReadDrafts).await?;
    let may_decide = visitor.can(Deed::DecidePriorities);
    let it = OverviewPage {
        path: opened.path(&visitor, ""),
        notice: opened.notice(),
        decided: opened.in_force().map(|held| decided(&visitor, &opened, &held.value)),
        next: next(&visitor, &opened),
        may_propose: visitor.can(Deed::ProposeIssues),
        may_decide,
        has_round: opened.round().is_some(),
        shows_scores: opened.shows_scores(&visitor) && !opened.scores.is_empty(),
        scoring: opened.round().filter(|_| may_decide && !opened.scores.is_empty()).map(|held| {
            let (round, version) = (held.value.number, held.version.0);
            Scoring { is_open: held.value.closed.is_none(), round, version }
        }),
        list: list(&visitor, &opened),
        gone: gone(&visitor, &opened),
        earlier: earlier(&visitor, &opened),
    };
    let title = format!("Priorities {}", opened.cycle.in_words());
    let around = page::Page::of(&visitor, title).below("Priorities", visitor.path("/priorities"));
    page::draw(&visitor.app, "priorities/overview.html", around, &it)
}

/// The long list as a file.
pub(super) async fn download(visitor: Visitor, at: At) -> Result<Download, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ReadDrafts).await?;
    let ranking = opened.ranking(USUAL_TOP).filter(|_| opened.shows_scores(&visitor));
    let decided = opened.in_force().map(|held| &held.value);
    let lines = export::lines(&opened.by_number(), ranking.as_ref(), decided);
    Ok(csv::download(&format!("long-list-{}.csv", opened.cycle), &lines))
}

/// What was decided, as several pages tell it.
pub(super) fn decided(visitor: &Visitor, opened: &Opened, decided: &DecidedPriorities) -> Decided {
    let minuted = decided.minuted();
    let body = opened.year.timetable.body(minuted.body());
    let body = body.map_or_else(|| minuted.body().to_string(), |body| body.name.clone());
    let priorities = decided
        .priorities()
        .iter()
        .map(|one| (one.wording().to_owned(), opened.issue_path(visitor, one.issue(), "")));
    Decided {
        by: format!("{body}, {}, {}", minuted.on().in_words(), minuted.minute()),
        priorities: priorities.collect(),
    }
}

/// What is to be done next.
fn next(visitor: &Visitor, opened: &Opened) -> Next {
    let told = |told: &str| Next { told: told.to_owned(), action: None };
    let leads = visitor.can(Deed::DecidePriorities);
    let round = opened.round().map(|held| &held.value);
    match round {
        _ if opened.on_the_list().next().is_none() => told(if visitor.can(Deed::ProposeIssues) {
            "No issue is on the list. Propose one, from a finding, a panel’s issue or a theme, or take one up again."
        } else {
            "No issue is on the list."
        }),
        None if leads => Next {
            told: "Issues are on the list. Choose by which method they are scored.".to_owned(),
            action: Some(("Choose the method", opened.path(visitor, "/method"))),
        },
        None => told(
            "Issues are on the list. The partnership manager chooses by which method they are scored.",
        ),
        Some(Round { closed: None, .. }) => to_score(visitor, opened),
        Some(Round { closed: Some(_), .. }) if opened.in_force().is_some() => told(
            "The priorities are decided. The long list stays, with why each issue is where it is.",
        ),
        Some(Round { closed: Some(on), .. }) if leads => Next {
            told: format!(
                "Scoring was closed on {}. Look at the ranking, hold the workshop, and record which issues the meeting made priorities.",
                on.in_words()
            ),
            action: Some(("Record the decision", opened.path(visitor, "/decision"))),
        },
        Some(Round { closed: Some(on), .. }) => {
            told(&format!("Scoring was closed on {}. The meeting decides next.", on.in_words()))
        }
    }
}

fn to_score(visitor: &Visitor, opened: &Opened) -> Next {
    let all = opened.on_the_list().count();
    let own =
        opened.on_the_list().filter(|kept| opened.own(visitor, kept.number).is_some()).count();
    if !visitor.can(Deed::ScoreIssues) {
        return Next { told: "The issues are being scored.".to_owned(), action: None };
    }
    let told = format!(
        "You scored {own} of {all} issues. Each scores alone; what others gave is shown once scoring is closed."
    );
    let action = opened
        .next_to_score(visitor)
        .map(|kept| ("Score the next issue", opened.issue_path(visitor, kept.number, "/score")));
    Next { told, action }
}

fn list(visitor: &Visitor, opened: &Opened) -> Option<Table> {
    let is_open = opened.round().is_some_and(|held| held.value.closed.is_none());
    let scores = visitor.can(Deed::ScoreIssues) && is_open;
    let mut heads = vec!["Issue", "#Rests on", "#Scorers"];
    heads.extend(scores.then_some("Your score"));
    let rows = opened.on_the_list().map(|kept| {
        let scorers = opened.scores.iter().filter(|score| score.issue == kept.number).count();
        let mut cells = vec![
            title(visitor, opened, kept),
            number(kept.issue.evidence().len()),
            number(scorers),
        ];
        let given = opened.own(visitor, kept.number).is_some();
        let path = opened.issue_path(visitor, kept.number, "/score");
        cells.extend(scores.then(|| link(if given { "Given" } else { "Not yet" }, path)));
        cells
    });
    Table::of("long-list", "On the long list", &heads).with(rows.collect())
}

fn gone(visitor: &Visitor, opened: &Opened) -> Option<Table> {
    let is_gone =
        |kept: &&KeptCandidate| opened.on_the_list().all(|listed| listed.number != kept.number);
    let rows = opened.issues.iter().filter(is_gone).map(|kept| {
        let state = partnership::terms::wording::capitalised(&kept.issue.state().in_words());
        let because = kept.issue.because().unwrap_or_default();
        vec![title(visitor, opened, kept), words(state), words(because)]
    });
    let heads = ["Issue", "Stands", "Why"];
    Table::of("gone", "Set aside or merged: kept, and can be taken up again", &heads)
        .with(rows.collect())
}

fn title(visitor: &Visitor, opened: &Opened, kept: &KeptCandidate) -> Cell {
    let name = format!("{}. {}", kept.number, kept.issue.title());
    link(name, opened.issue_path(visitor, kept.number, ""))
}

/// Rounds and decisions before the last.
fn earlier(visitor: &Visitor, opened: &Opened) -> Vec<(String, String)> {
    let before = opened.rounds.len().saturating_sub(1);
    let rounds = opened.rounds.iter().take(before).map(|held| {
        let round = &held.value;
        let told = format!("Round {}: {}", round.number, round.method.in_words());
        (told, opened.path(visitor, &format!("/ranking?round={}", round.number)))
    });
    rounds.collect()
}
