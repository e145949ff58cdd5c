//! The year in a calendar of one's own: an address that a calendar program asks again and again (RFC 5545).
//!
//! In comes what is written in a link; out go all days of all cycles that concern its person, with alarms. Whatever
//! is wrong with a link, the program that asks is told that there is no such page.

mod writing;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::HeaderValue;
use axum::http::StatusCode;
use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;
use axum::routing::get;
use jiff::Timestamp;
use partnership::membership::person::Person;
use partnership::terms::day::Day;
use partnership::timetable::so_far::YearSoFar;
use records::AccessLinkRefused;
use records::Book;
use records::ForWhom;
use records::Kind;
use records::Purpose;
use records::RecordsError;
use records::Sought;
use sha2::Digest;
use sha2::Sha256;

use crate::app::App;
use crate::page::fault::PageError;
use crate::page::taken::Path;
use crate::people::links;
use crate::who;
use crate::who::Address;
use crate::who::token::Token;

/// What a calendar's file is, to browsers and calendar programs.
pub(crate) const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

/// The kinds of things on which a calendar rests.
const RESTS_ON: [Kind; 6] =
    [Kind::Partnership, Kind::Cycle, Kind::Step, Kind::Event, Kind::Meeting, Kind::AgendaItem];

/// The address of a calendar.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/calendar/{token}", get(feed))
}

/// The calendar of the person for whom the link was made, unless the program that asks has it already.
async fn feed(
    State(app): State<App>,
    Path((partnership, token)): Path<(String, String)>,
    address: Address,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    app.limits.count_feed(&address.0)?;
    let book = who::book(&app, &partnership).await?;
    let token = Token::shown(token.strip_suffix(".ics").unwrap_or(&token));
    let person = whose(&book, &token, app.settings.clock.now()).await?;
    let text = written(&book, &person, app.settings.clock.today()?).await?;
    let tag = format!("\"{}\"", data_encoding::HEXLOWER.encode(&Sha256::digest(&text)));
    let mut response = if is_known(&headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, MEDIA_TYPE)], text).into_response()
    };
    let tag = HeaderValue::from_str(&tag).map_err(|why| PageError::Broken(why.to_string()))?;
    response.headers_mut().insert(header::ETAG, tag);
    // To be kept by whoever asked, and asked for anew each time: the tag says whether it changed.
    let ask_again = HeaderValue::from_static("private, no-cache");
    response.headers_mut().insert(header::CACHE_CONTROL, ask_again);
    Ok(response)
}

/// The person for whom the link was made, if it may be followed.
async fn whose(book: &Book, token: &Token, now: Timestamp) -> Result<Person, PageError> {
    let link = match book.access_link(&token.fingerprint(), Purpose::Calendar, now).await {
        Ok(link) => link,
        Err(AccessLinkRefused::Unknown | AccessLinkRefused::Over(_)) => {
            return Err(PageError::NotFound);
        }
        Err(other) => return Err(links::told(other)),
    };
    let ForWhom::Person(id) = link.for_whom else { return Err(PageError::NotFound) };
    book.person(&id).await?.map(|held| held.value).ok_or(PageError::NotFound)
}

/// A person's calendar as a file.
pub(crate) async fn written(book: &Book, person: &Person, today: Day) -> Result<String, PageError> {
    let partnership = book.partnership().await?.value;
    let changed = last_changed(book).await?;
    let mut entries = Vec::new();
    for cycle in book.cycles().await? {
        let Some(held) = book.year(cycle).await? else { continue };
        let year = YearSoFar::of(held.year.timetable, &held.year.events, today);
        let year = year.map_err(|error| PageError::Refused(error.to_string()))?;
        entries.extend(year.calendar_of(person, changed));
    }
    Ok(writing::calendar(book.id(), partnership.name(), &entries))
}

/// When anything was last changed on which a calendar rests.
async fn last_changed(book: &Book) -> Result<Timestamp, RecordsError> {
    let mut last = Timestamp::UNIX_EPOCH;
    for kind in RESTS_ON {
        let sought = Sought { kind: Some(kind), ..Sought::default() };
        let latest = book.entries_sought(&sought, i64::MAX, 1).await?;
        last = latest.iter().map(|entry| entry.at).fold(last, Timestamp::max);
    }
    Ok(last)
}

/// Whether the program that asks has the calendar of that tag.
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let asked = headers.get_all(header::IF_NONE_MATCH).iter();
    let mut tags = asked.filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(','));
    tags.any(|known| matches!(known.trim(), "*") || known.trim().trim_start_matches("W/") == tag)
}
