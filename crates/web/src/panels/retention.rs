//! For how long what people said at panels is kept after an issue was closed.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::panels::words_kept::WordsKept;
use partnership::terms::day::Day;
use records::Version;
use tower_sessions::Session;

use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::panels::at::register_above;
use crate::panels::refused;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct RetentionPage {
    form: Shown,
    path: String,
    is_set: bool,
    version: Option<String>,
    /// How many issues have words, and when the first go.
    stands: String,
}

/// Shows for how long; where nothing is set, the usual time to begin with.
pub(super) async fn ask(visitor: Visitor) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePanels)?;
    let set = visitor.book.panel_words_kept().await?;
    let mut form = Form::default();
    form.put("days", &set.map_or(WordsKept::USUAL, |held| held.value).to_string());
    draw(&visitor, &form).await
}

/// Sets it, or that they are kept for good.
pub(super) async fn take(
    visitor: Visitor,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePanels)?;
    let mut form = Form::of(pairs);
    let kept: Option<WordsKept> = form.optional_value("days");
    let seen = form.optional_value("version").map(Version);
    if form.has_faults() {
        return draw(&visitor, &form).await;
    }
    if let Err(error) = visitor.book.set_panel_words_kept(&visitor.signed(), seen, kept).await {
        refused::note_change(&mut form, error)?;
        return draw(&visitor, &form).await;
    }
    let done = match kept {
        Some(_) => "The time is set. What is due is deleted on its day by itself.",
        None => "What people said is kept for good.",
    };
    visitor.tell(&session, done).await?;
    Ok(Redirect::to(&visitor.path("/panels/retention")).into_response())
}

async fn draw(visitor: &Visitor, form: &Form) -> Result<Response, PageError> {
    let set = visitor.book.panel_words_kept().await?;
    let issues = visitor.book.panel_issues().await?;
    let with_words = issues.iter().filter(|kept| kept.issue.has_words()).count();
    let first = set
        .as_ref()
        .and_then(|held| issues.iter().filter_map(|kept| held.value.due(&kept.issue)).min());
    let of = if issues.len() == 1 { "issue" } else { "issues" };
    let stands = format!("What people said is kept of {with_words} of {} {of}.", issues.len());
    let next = match first.map(Day::in_words) {
        Some(day) => format!(" The next goes on {day} if nothing more happens."),
        None => String::new(),
    };
    let conflict = form.has_conflict();
    let seen: Option<String> = form.optional("version").filter(|_| !conflict);
    let it = RetentionPage {
        form: form.shown(),
        path: visitor.path("/panels/retention"),
        is_set: set.is_some(),
        version: seen.or_else(|| set.map(|held| held.version.0.to_string())),
        stands: stands + &next,
    };
    let around = register_above(Page::of(visitor, "How long words are kept"), visitor).with(form);
    Ok(page::draw(&visitor.app, "panels/retention.html", around, &it)?.into_response())
}
