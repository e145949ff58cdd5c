//! The link by which whoever supplies a return sends its files without an account: made, shown once, and taken away.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::partner_data::supplier::Supplier;
use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;
use records::Once;
use records::ReturnLink;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::partner_data::at::All;
use crate::partner_data::at::At;
use crate::partner_data::at::page as page_below;
use crate::partner_data::by_link;
use crate::who::token::Token;
use crate::who::visitor::Visitor;

/// For so many days a link can be followed at first: a year, in which four returns fall due.
const USUAL_DAYS: i32 = 365;

/// The page, with the form for a new one.
#[derive(Debug, serde::Serialize)]
struct LinkPage {
    form: Shown,
    path: String,
    back: String,
    organisation: String,
    /// The one that was made. What is written in it is known to its receiver alone.
    made: Option<Made>,
}

#[derive(Debug, serde::Serialize)]
struct Made {
    name: String,
    until: String,
    is_over: bool,
}

/// A link, shown once.
#[derive(Debug, serde::Serialize)]
struct MadePage {
    address: String,
    name: String,
    organisation: String,
    until: String,
    next: String,
}

/// Shows whose link there is, and asks for whom a new one is.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let supplier = supplier(&visitor, &at).await?;
    let mut form = Form::default();
    form.put("until", &visitor.today.plus_days(USUAL_DAYS).in_words());
    draw(&visitor, &supplier, &form).await
}

/// Makes one, and shows it once.
pub(super) async fn make(
    visitor: Visitor,
    at: At,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let supplier = supplier(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let Some((name, until)) = read(&mut form, visitor.today) else {
        return draw(&visitor, &supplier, &form).await;
    };
    let token = Token::random().map_err(|error| PageError::Broken(error.to_string()))?;
    let link = ReturnLink { supplier: supplier.id.clone(), name: name.clone(), until };
    visitor.book.make_return_link(&link, &token.fingerprint()).await?;
    let it = MadePage {
        address: visitor.app.settings.origin.page(&by_link::path(&visitor.book, &token)),
        name,
        organisation: supplier.organisation.clone(),
        until: until.in_words(),
        next: path(&visitor, &supplier),
    };
    let around = page_below(&visitor, "A link to hand over");
    Ok(page::draw(&visitor.app, "partner_data/link_made.html", around, &it)?.into_response())
}

/// Takes it away.
pub(super) async fn take_away(
    visitor: Visitor,
    at: At,
    session: Session,
) -> Result<Response, PageError> {
    let supplier = supplier(&visitor, &at).await?;
    // Where somebody else took it away just now, it is gone all the same.
    let (Once::Now | Once::Already) = visitor.book.take_return_link_away(&supplier.id).await?;
    visitor.tell(&session, "The link was taken away. It can be followed no longer.").await?;
    Ok(Redirect::to(&path(&visitor, &supplier)).into_response())
}

async fn supplier(visitor: &Visitor, at: &At) -> Result<Supplier, PageError> {
    visitor.may(Deed::ChangePartnerData)?;
    let all = All::of(visitor).await?;
    Ok(all.supplier(at)?.value.clone())
}

fn path(visitor: &Visitor, supplier: &Supplier) -> String {
    visitor.path(&format!("/partner-data/suppliers/{}/link", supplier.id))
}

/// For whom it is and until when; what is wrong stands in the form.
fn read(form: &mut Form, today: Day) -> Option<(String, Day)> {
    let name = form.needed("name", "Write for whom it is");
    let until: Option<Spoken<Day>> =
        form.value("until", "Enter the last day on which it can be followed");
    let until = until.map(|until| until.0);
    if until.is_some_and(|until| until < today) {
        form.fault("until", "That day is over; enter today’s or a later one");
    }
    name.zip(until).filter(|_| !form.has_faults())
}

async fn draw(visitor: &Visitor, supplier: &Supplier, form: &Form) -> Result<Response, PageError> {
    let links = visitor.book.return_links().await?;
    let made = links.into_iter().find(|link| link.supplier == supplier.id);
    let it = LinkPage {
        form: form.shown(),
        path: path(visitor, supplier),
        back: visitor.path(&format!("/partner-data/suppliers/{}", supplier.id)),
        organisation: supplier.organisation.clone(),
        made: made.map(|link| Made {
            name: link.name,
            until: link.until.in_words(),
            is_over: link.until < visitor.today,
        }),
    };
    let title = format!("Send by a link: {}", supplier.of.in_words());
    let around = page_below(visitor, &title).with(form);
    Ok(page::draw(&visitor.app, "partner_data/links.html", around, &it)?.into_response())
}
