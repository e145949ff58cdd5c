//! How the issues rank, how far that hangs on the weights, and where scorers differ.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::priorities::ranking::Ranked;
use partnership::priorities::ranking::Ranking;
use partnership::priorities::round::Round;
use partnership::priorities::sensitivity::DRAWS;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::priorities::at::At;
use crate::priorities::at::Opened;
use crate::priorities::table::Cell;
use crate::priorities::table::Table;
use crate::priorities::table::link;
use crate::priorities::table::number;
use crate::priorities::table::words;
use crate::priorities::told;
use crate::who::visitor::Visitor;

/// How many places count as the top unless somebody says otherwise: about as many priorities as partnerships choose.
pub(super) const USUAL_TOP: usize = 5;

/// The page.
#[derive(Debug, serde::Serialize)]
struct RankingPage {
    form: Shown,
    path: String,
    back: String,
    notice: Option<&'static str>,
    /// What stands in the place of ranks while none are shown.
    not_yet: Option<String>,
    about: String,
    round: Option<u32>,
    formula: &'static str,
    draws: String,
    top: usize,
    ranks: Option<Table>,
    factors: Option<Table>,
    apart: Vec<(String, String)>,
    unscored: Option<Table>,
}

/// Shows the page.
pub(super) async fn show(
    visitor: Visitor,
    at: At,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Html<String>, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ReadDrafts).await?;
    let mut form = Form::of(asked);
    let top = form.optional_number::<usize>("top").filter(|top| *top > 0).unwrap_or(USUAL_TOP);
    let form = form.replaced("top", &top.to_string());
    let asked: Option<u32> = form.text("round").parse().ok();
    let last = opened.round().map(|held| held.value.number);
    let round = opened.rounds.iter().find(|held| Some(held.value.number) == asked.or(last));
    let round = round.map(|held| &held.value);
    let is_earlier = round.is_some_and(|round| Some(round.number) != last);
    let ranking = match round {
        Some(round) if is_earlier => {
            let scores = visitor.book.issue_scores(at.cycle, round.number).await?;
            opened.ranking_of(round, &scores, top)
        }
        Some(_) if opened.shows_scores(&visitor) => opened.ranking(top),
        Some(_) | None => None,
    };
    let it = drawn(
        &visitor,
        &opened,
        (&form, top),
        (round.filter(|_| ranking.is_some()), ranking.as_ref()),
        is_earlier,
    );
    let around = opened.page(&visitor, "How the issues rank").with(&form);
    page::draw(&visitor.app, "priorities/ranking.html", around, &it)
}

fn drawn(
    visitor: &Visitor,
    opened: &Opened,
    (form, top): (&Form, usize),
    (round, ranking): (Option<&Round>, Option<&Ranking>),
    is_earlier: bool,
) -> RankingPage {
    let rows = ranking.map(|ranking| ranking.rows.as_slice()).unwrap_or_default();
    let not_yet = ranking.is_none().then(|| match opened.round() {
        None => "No method was chosen yet, so nothing is scored.",
        Some(_) if opened.scores.is_empty() => "Nobody has scored yet.",
        Some(held) if held.value.closed.is_some() => "No issue that was scored is on the list.",
        Some(_) => "Each scores alone: the ranks are shown once scoring is closed.",
    });
    let apart = rows.iter().filter_map(|row| Some((name(opened, row.issue), told::apart(row)?)));
    RankingPage {
        form: form.shown(),
        path: opened.path(visitor, "/ranking"),
        back: opened.path(visitor, ""),
        notice: opened.notice(),
        not_yet: not_yet.map(str::to_owned),
        about: round.map(|round| about(round, is_earlier)).unwrap_or_default(),
        round: round.map(|round| round.number),
        formula: round.map_or("", |round| round.method.formula()),
        draws: partnership::content::table::with_commas(DRAWS.into()),
        top,
        ranks: ranks(visitor, opened, rows),
        factors: round.and_then(|round| factors(visitor, opened, round, rows)),
        apart: apart.collect(),
        unscored: round.and_then(|_| unscored(visitor, opened, rows)),
    }
}

/// Which round it is, and how it stands.
fn about(round: &Round, is_earlier: bool) -> String {
    let since = round.since.in_words();
    let stands = match round.closed {
        Some(on) => format!("closed on {}", on.in_words()),
        None if is_earlier => "ended when another method was chosen".to_owned(),
        None => "not closed: the ranks are provisional".to_owned(),
    };
    let why = if round.why.is_empty() {
        String::new()
    } else {
        format!(" Begun anew: {}.", round.why.trim_end_matches('.'))
    };
    format!("Round {}, {}, since {since}, {stands}.{why}", round.number, round.method.in_words())
}

fn ranks(visitor: &Visitor, opened: &Opened, rows: &[Ranked]) -> Option<Table> {
    let became = |issue: i64| {
        let decided = opened.in_force()?.value.of_issue(issue)?;
        Some(decided.wording().to_owned())
    };
    let cells = rows.iter().map(|row| {
        vec![
            issue(visitor, opened, row.issue),
            words(row.printed()),
            words(told::score(row.score)),
            number(row.scorers),
            words(told::spread(row.spread)),
            words(told::sway(row)),
            words(format!("{}%", row.swayed.per_cent())),
            words(became(row.issue).unwrap_or_else(|| "–".to_owned())),
        ]
    });
    let heads = [
        "Issue",
        "#Rank",
        "#Score",
        "#Scorers",
        "#Lowest to highest scorer",
        "#Ranks with other weights",
        "#In the top, of the draws",
        "Priority",
    ];
    let caption = "By score, the highest first; = where several share a rank";
    Table::of("ranks", caption, &heads).with(cells.collect())
}

fn factors(visitor: &Visitor, opened: &Opened, round: &Round, rows: &[Ranked]) -> Option<Table> {
    let asked = round.method.factors();
    let mut heads = vec!["Issue"];
    let named: Vec<&'static str> = asked.iter().map(|factor| factor.in_words()).collect();
    heads.extend(named);
    let cells = rows.iter().map(|row| {
        let levels = asked.iter().filter_map(|factor| row.factors.get(factor));
        let levels = levels.map(|spread| words(told::levels(spread)));
        std::iter::once(issue(visitor, opened, row.issue)).chain(levels).collect()
    });
    let caption = "Levels by factor: the mean, with the lowest and highest where scorers differ";
    Table::of("factors", caption, &heads).with(cells.collect())
}

fn unscored(visitor: &Visitor, opened: &Opened, rows: &[Ranked]) -> Option<Table> {
    let is_unscored = |issue: i64| rows.iter().all(|row| row.issue != issue);
    let left = opened.on_the_list().filter(|kept| is_unscored(kept.number));
    let cells = left.map(|kept| vec![issue(visitor, opened, kept.number)]);
    Table::of("unscored", "On the list, and scored by nobody", &["Issue"]).with(cells.collect())
}

fn name(opened: &Opened, issue: i64) -> String {
    let title = opened.numbered(issue).map_or("", |kept| kept.issue.title());
    format!("{issue}. {title}")
}

fn issue(visitor: &Visitor, opened: &Opened, issue: i64) -> Cell {
    link(name(opened, issue), opened.issue_path(visitor, issue, ""))
}
