//! Links by which somebody without an account reads the year: for whom, until when.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use jiff::Timestamp;
use partnership::membership::may::Deed;
use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;
use records::AccessLink;
use records::ForWhom;
use records::Once;
use records::Purpose;
use tower_sessions::Session;

use crate::clock;
use crate::notices::days_in_words;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::people::links;
use crate::who::visitor::Visitor;

/// For so many days at most a link stands: whoever reads for longer is better given an account.
const LONGEST: i32 = 366;

#[derive(Debug, serde::Serialize)]
struct ReaderPage {
    form: Shown,
    path: String,
    /// How long the name is kept once the link has ended.
    kept: String,
}

#[derive(Debug, serde::Serialize)]
struct Made {
    address: String,
    name: String,
    expires: String,
    next: String,
}

/// Asks for whom the link is, and until when.
pub(super) async fn ask(visitor: Visitor) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePeople)?;
    show(&visitor, &Form::default())
}

/// Makes the link, and shows it.
pub(super) async fn make(visitor: Visitor, Sent(pairs): Sent) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePeople)?;
    let mut form = Form::of(pairs);
    let name = form.needed("name", "Enter for whom the link is");
    let now = visitor.app.settings.clock.now();
    let expires = expires(&mut form, now)?;
    let (Some(name), Some(expires)) = (name, expires) else { return show(&visitor, &form) };
    let stands = expires.duration_since(now);
    let whom = ForWhom::Named(name.clone());
    let (token, link) = links::made(&visitor, Purpose::ReadYear, whom, stands).await?;
    let path = visitor.path(&format!("/read/{}", token.as_str()));
    let it = Made {
        address: visitor.app.settings.origin.page(&path),
        expires: clock::in_words(link.expires)?,
        next: visitor.path("/people"),
        name,
    };
    let around = Page::of(&visitor, format!("A link for {}", it.name))
        .below("people", visitor.path("/people"));
    Ok(page::draw(&visitor.app, "people/reader_made.html", around, &it)?.into_response())
}

/// The end of the last day that the form has; what is wrong stands in the form.
fn expires(form: &mut Form, now: Timestamp) -> Result<Option<Timestamp>, PageError> {
    let last: Option<Spoken<Day>> = form.value("until", "Enter the last day of reading");
    let Some(Spoken(last)) = last else { return Ok(None) };
    // Links go by the real clock, even where the example's date stands still.
    let ahead = last.days_since(clock::day_of(now)?);
    if ahead < 0 {
        form.fault("until", "The day is over; enter today or a later one");
    } else if LONGEST < ahead {
        form.fault("until", "The day is more than a year off; enter an earlier one");
    }
    let ends = clock::beginning_of(last.plus_days(1))?;
    Ok(Some(ends).filter(|_| !form.has_faults()))
}

/// Revokes a link.
pub(super) async fn revoke(
    visitor: Visitor,
    Path((_, number)): Path<(String, i64)>,
    session: Session,
) -> Result<Redirect, PageError> {
    visitor.may(Deed::ChangePeople)?;
    if all(&visitor).await?.iter().all(|link| link.number != number) {
        return Err(PageError::NotFound);
    }
    let revoked = visitor.book.revoke_access_link(&visitor.signed(), number).await;
    let (Once::Now | Once::Already) = revoked.map_err(links::told)?;
    visitor.tell(&session, links::REVOKED).await?;
    Ok(Redirect::to(&visitor.path("/people")))
}

/// The links that were made for people without an account, the latest first.
pub(super) async fn all(visitor: &Visitor) -> Result<Vec<AccessLink>, PageError> {
    let mut links = visitor.book.access_links().await?;
    links.retain(|link| {
        link.purpose == Purpose::ReadYear && matches!(link.for_whom, ForWhom::Named(_))
    });
    Ok(links)
}

fn show(visitor: &Visitor, form: &Form) -> Result<Response, PageError> {
    let it = ReaderPage {
        form: form.shown(),
        path: visitor.path("/readers/new"),
        kept: days_in_words(visitor.app.settings.forget_readers_after),
    };
    let around = Page::of(visitor, "Make a link to read the year")
        .below("people", visitor.path("/people"))
        .with(form);
    Ok(page::draw(&visitor.app, "people/reader.html", around, &it)?.into_response())
}
