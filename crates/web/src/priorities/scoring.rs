//! One's own score of an issue: a level for each factor with what it means, what is cited, and why. Nobody sees here what
//! others gave.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::priorities::factor::Factor;
use partnership::priorities::factor::Level;
use partnership::priorities::method::Levels;
use partnership::priorities::score::Given;
use partnership::terms::day::Day;
use partnership::terms::wording::listed;
use records::KeptCandidate;
use records::KeptScore;
use records::Version;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::priorities::at::At;
use crate::priorities::at::Opened;
use crate::priorities::drawn_from;
use crate::priorities::drawn_from::Kept;
use crate::priorities::drawn_from::ticked;
use crate::priorities::refused;
use crate::priorities::table::Table;
use crate::priorities::table::words;
use crate::priorities::told;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct ScoringPage {
    form: Shown,
    path: String,
    back: String,
    /// Of one's own score, once it was given.
    version: Option<String>,
    title: String,
    about: String,
    evidence: Vec<drawn_from::Shown>,
    factors: Vec<Asked>,
    cites: Vec<Choice>,
    progress: String,
    method: &'static str,
    choose_method: String,
    may_choose: bool,
    has_round: bool,
    /// When scoring was closed, if it was.
    closed: Option<String>,
}

/// A factor that is asked about.
#[derive(Debug, serde::Serialize)]
struct Asked {
    name: &'static str,
    heading: &'static str,
    asks: &'static str,
    levels: Vec<Choice>,
}

/// Asks for a score; where one was given, it is filled in.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ScoreIssues).await?;
    let (kept, mut form) = (opened.issue(&at)?, Form::default());
    if let Some(own) = opened.own(&visitor, kept.number) {
        let last = own.score.last();
        for (factor, level) in &last.levels {
            form.put(factor.name(), &level.to_string());
        }
        for cited in &last.cites {
            form.put("cites", &cited.to_string());
        }
        form.put("note", &last.note);
    }
    draw(&visitor, &opened, kept, &form).await
}

/// Keeps a score, and goes on to the next issue that one has not scored.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ScoreIssues).await?;
    let (kept, mut form) = (opened.issue(&at)?, Form::of(pairs));
    let Some(given) = typed(&opened, &mut form, &visitor) else {
        return draw(&visitor, &opened, kept, &form).await;
    };
    let seen = form.optional_value("version").map(Version);
    let (book, which) = (&visitor.book, (at.cycle, kept.number, seen));
    if let Err(why) = book.give_score(&visitor.signed(), which, &visitor.person.id, given).await {
        refused::note(&mut form, "note", why)?;
        let now = Opened::to(&visitor, &at, Deed::ScoreIssues).await?;
        return draw(&visitor, &now, now.issue(&at)?, &form).await;
    }
    let now = Opened::to(&visitor, &at, Deed::ScoreIssues).await?;
    match now.next_to_score(&visitor) {
        Some(next) => {
            let below = format!("/issues/{}/score", next.number);
            now.lead_on(
                &visitor,
                &session,
                (&below, "Your score was kept. This is the next issue."),
            )
            .await
        }
        None => {
            let done = "Your score was kept. You have scored every issue.";
            now.lead_on(&visitor, &session, ("", done)).await
        }
    }
}

/// What was typed, unless a level is none, which the form then says. What is missing, the core says.
fn typed(opened: &Opened, form: &mut Form, visitor: &Visitor) -> Option<Given> {
    let factors = opened.round().map(|held| held.value.method.factors()).unwrap_or_default();
    let mut levels = Levels::new();
    for factor in factors {
        if let Some(level) = form.optional_value::<Level>(factor.name()) {
            levels.insert(factor, level);
        }
    }
    let (cites, note) = (ticked(form, "cites"), form.text("note").to_owned());
    (!form.has_faults()).then_some(Given { levels, cites, note, on: visitor.today })
}

/// Takes one's own score back.
pub(super) async fn take_back(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ScoreIssues).await?;
    let (kept, mut form) = (opened.issue(&at)?, Form::of(pairs));
    let which = (at.cycle, kept.number, form.seen()?);
    let (book, own) = (&visitor.book, &visitor.person.id);
    if let Err(why) = book.take_back_score(&visitor.signed(), which, own).await {
        refused::note(&mut form, "note", why)?;
        return draw(&visitor, &opened, kept, &form).await;
    }
    opened.lead_on(&visitor, &session, ("", "Your score was taken back.")).await
}

async fn draw(
    visitor: &Visitor,
    opened: &Opened,
    kept: &KeptCandidate,
    form: &Form,
) -> Result<Response, PageError> {
    let sources = Kept::behind(visitor, opened.cycle, &kept.issue).await?;
    let evidence = kept.issue.evidence();
    let round = opened.round().map(|held| &held.value);
    let all = opened.on_the_list().count();
    let given = opened.on_the_list().filter(|one| opened.own(visitor, one.number).is_some());
    let it = ScoringPage {
        form: form.shown(),
        path: opened.issue_path(visitor, kept.number, "/score"),
        back: opened.path(visitor, ""),
        version: own_version(opened.own(visitor, kept.number), form),
        title: kept.issue.title().to_owned(),
        about: kept.issue.about().to_owned(),
        evidence: evidence.iter().map(|cited| sources.shown(cited)).collect(),
        factors: round
            .map(|round| round.method.factors())
            .unwrap_or_default()
            .into_iter()
            .map(|factor| asked(form, factor))
            .collect(),
        cites: evidence.iter().map(|cited| sources.choice(form, "cites", cited)).collect(),
        progress: format!("You have scored {} of {all} issues.", given.count()),
        method: round.map_or("", |round| round.method.formula()),
        choose_method: opened.path(visitor, "/method"),
        has_round: round.is_some(),
        closed: round.and_then(|round| round.closed).map(Day::in_words),
        may_choose: visitor.can(Deed::DecidePriorities),
    };
    let title = format!("Score: {}", kept.issue.title());
    let around = opened.page(visitor, &title).with(form);
    Ok(page::draw(&visitor.app, "priorities/scoring.html", around, &it)?.into_response())
}

/// The version of one's own score that the form carries on.
fn own_version(own: Option<&KeptScore>, form: &Form) -> Option<String> {
    let conflict = form.has_conflict();
    let seen: Option<String> = form.optional("version").filter(|_| !conflict);
    seen.or_else(|| own.map(|own| own.version.0.to_string()))
}

fn asked(form: &Form, factor: Factor) -> Asked {
    let levels = Level::ALL.map(|level| {
        let text = format!("{level}: {}", factor.anchor(level));
        Choice::of(form, factor.name(), &level.to_string(), &text)
    });
    Asked {
        name: factor.name(),
        heading: factor.in_words(),
        asks: factor.asks(),
        levels: levels.to_vec(),
    }
}

/// What each scorer gave an issue, for those who may see it: members once scoring is closed, and whoever leads before.
pub(super) async fn table(
    visitor: &Visitor,
    opened: &Opened,
    issue: i64,
) -> Result<Option<Table>, PageError> {
    let Some(round) = seen_round(visitor, opened) else { return Ok(None) };
    let factors = round.method.factors();
    let mut heads = vec!["Scorer"];
    heads.extend(factors.iter().map(|factor| factor.in_words()));
    heads.extend(["#Score", "Cites", "Says"]);
    let weighting = round.method.weighting();
    let mut rows = Vec::new();
    for kept in opened.scores.iter().filter(|kept| kept.issue == issue) {
        let last = kept.score.last();
        let mut cells = vec![words(name(visitor, kept).await?)];
        let level =
            |factor: &Factor| last.levels.get(factor).map(ToString::to_string).unwrap_or_default();
        cells.extend(factors.iter().map(|factor| words(level(factor))));
        let cites: Vec<String> = last.cites.iter().map(ToString::to_string).collect();
        cells.extend([
            words(told::score(round.method.score(&last.levels, &weighting))),
            words(if cites.is_empty() { "–".to_owned() } else { listed(&cites) }),
            words(if last.note.is_empty() { "–" } else { last.note.as_str() }),
        ]);
        rows.push(cells);
    }
    Ok(Table::of("scores", "What each scorer gave", &heads).with(rows))
}

/// What scorers changed about an issue.
pub(super) async fn changes(
    visitor: &Visitor,
    opened: &Opened,
    issue: i64,
) -> Result<Option<Table>, PageError> {
    let Some(round) = seen_round(visitor, opened) else { return Ok(None) };
    let mut rows = Vec::new();
    for kept in opened.scores.iter().filter(|kept| kept.issue == issue) {
        let who = name(visitor, kept).await?;
        for before in kept.score.before() {
            let gave = round.method.factors().into_iter().filter_map(|factor| {
                let level = before.levels.get(&factor)?;
                Some(format!("{} {level}", factor.in_words().to_lowercase()))
            });
            let gave: Vec<String> = gave.collect();
            rows.push(vec![words(&who), words(before.on.in_words()), words(listed(&gave))]);
        }
    }
    Ok(Table::of("changes", "Scores that were changed since", &["Scorer", "Given", "What"])
        .with(rows))
}

/// The round, for those who may see who scored what.
fn seen_round<'o>(
    visitor: &Visitor,
    opened: &'o Opened,
) -> Option<&'o partnership::priorities::round::Round> {
    let sees = visitor.can(Deed::ScoreIssues) && opened.shows_scores(visitor);
    opened.round().filter(|_| sees).map(|held| &held.value)
}

/// What a scorer is called; their short name once they were taken away.
async fn name(visitor: &Visitor, kept: &KeptScore) -> Result<String, PageError> {
    let person = visitor.book.person(kept.score.by()).await?;
    Ok(person.map_or_else(|| kept.score.by().to_string(), |held| held.value.name))
}
