//! One's own calendar: addresses to subscribe to, shown once and revoked here, and a file to take along.

use axum::http::header;
use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use jiff::SignedDuration;
use partnership::membership::may::Deed;
use records::AccessLink;
use records::ForWhom;
use records::Once;
use records::Purpose;
use tower_sessions::Session;

use crate::calendar;
use crate::clock;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::taken::Path;
use crate::people::links;
use crate::people::links::LinkLine;
use crate::who::visitor::Visitor;

/// For so long an address stands: a year, and time to notice that it has ended.
const STANDS: SignedDuration = SignedDuration::from_hours(400 * 24);

#[derive(Debug, serde::Serialize)]
struct MyCalendar {
    path: String,
    links: Vec<LinkLine>,
    file: String,
}

#[derive(Debug, serde::Serialize)]
struct Made {
    address: String,
    expires: String,
    next: String,
}

/// Shows the addresses that were made, and offers the file.
pub(super) async fn show(visitor: Visitor) -> Result<Html<String>, PageError> {
    visitor.may(Deed::KeepOwnAccount)?;
    let path = visitor.path("/me/calendar");
    let it = MyCalendar {
        links: links::lines(&visitor, own(&visitor).await?, &path)?,
        file: visitor.path("/me/calendar.ics"),
        path,
    };
    let around = Page::of(&visitor, "Your calendar").below("my list", visitor.path("/me"));
    page::draw(&visitor.app, "me/calendar.html", around, &it)
}

/// Makes an address and shows it.
pub(super) async fn make(visitor: Visitor) -> Result<Html<String>, PageError> {
    visitor.may(Deed::KeepOwnAccount)?;
    let whose = ForWhom::Person(visitor.person.id.clone());
    let (token, link) = links::made(&visitor, Purpose::Calendar, whose, STANDS).await?;
    let path = visitor.path(&format!("/calendar/{}.ics", token.as_str()));
    let it = Made {
        address: visitor.app.settings.origin.page(&path),
        expires: clock::in_words(link.expires)?,
        next: visitor.path("/me/calendar"),
    };
    let around = Page::of(&visitor, "The address of your calendar")
        .below("your calendar", visitor.path("/me/calendar"));
    page::draw(&visitor.app, "me/calendar_made.html", around, &it)
}

/// Revokes one of one's own addresses.
pub(super) async fn revoke(
    visitor: Visitor,
    Path((_, number)): Path<(String, i64)>,
    session: Session,
) -> Result<Redirect, PageError> {
    visitor.may(Deed::KeepOwnAccount)?;
    if own(&visitor).await?.iter().all(|link| link.number != number) {
        return Err(PageError::NotFound);
    }
    let revoked = visitor.book.revoke_access_link(&visitor.signed(), number).await;
    let (Once::Now | Once::Already) = revoked.map_err(links::told)?;
    visitor.tell(&session, links::REVOKED).await?;
    Ok(Redirect::to(&visitor.path("/me/calendar")))
}

/// The calendar as a file.
pub(super) async fn download(visitor: Visitor) -> Result<Response, PageError> {
    visitor.may(Deed::KeepOwnAccount)?;
    let text = calendar::written(&visitor.book, &visitor.person, visitor.today).await?;
    let kind = [
        (header::CONTENT_TYPE, calendar::MEDIA_TYPE),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"saferplan.ics\""),
    ];
    Ok((kind, text).into_response())
}

/// One's own addresses, the latest first.
async fn own(visitor: &Visitor) -> Result<Vec<AccessLink>, PageError> {
    let mut links = visitor.book.access_links_of(&visitor.person.id).await?;
    links.retain(|link| link.purpose == Purpose::Calendar);
    Ok(links)
}
