//! The other partnerships that somebody was let into: how the year of each stands, and where its evidence is.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use partnership::timetable::so_far::YearSoFar;
use records::Book;
use records::SignedIn;

use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;
use crate::who::visitor::ended;
use crate::year::this_year::summary;

#[derive(Debug, serde::Serialize)]
struct Partnerships {
    partnerships: Vec<Line>,
}

/// One of them.
#[derive(Debug, serde::Serialize)]
struct Line {
    name: String,
    path: String,
    stands: String,
    given: String,
}

/// Lists them.
pub(super) async fn show(visitor: Visitor) -> Result<Html<String>, PageError> {
    visitor.may(Deed::KeepOwnAccount)?;
    let mut partnerships = Vec::new();
    for book in let_into(&visitor).await? {
        partnerships.extend(line(&visitor, &book).await?);
    }
    partnerships.sort_by_cached_key(|line| line.name.to_lowercase());
    let around = Page::of(&visitor, "Other partnerships").below("my list", visitor.path("/me"));
    page::draw(&visitor.app, "me/partnerships.html", around, &Partnerships { partnerships })
}

/// Whether there is any.
///
/// # Errors
/// When the records cannot be read.
pub(super) async fn are_some(visitor: &Visitor) -> Result<bool, PageError> {
    Ok(!visitor.app.records.letting_in(&whose(visitor)).await?.is_empty())
}

fn whose(visitor: &Visitor) -> SignedIn {
    SignedIn::of(visitor.book.id().clone(), visitor.person.id.clone())
}

async fn let_into(visitor: &Visitor) -> Result<Vec<Book>, PageError> {
    let mut books = Vec::new();
    for id in visitor.app.records.letting_in(&whose(visitor)).await? {
        books.extend(visitor.app.records.book(&id).await?);
    }
    Ok(books)
}

/// A partnership as it stands today; none where it lets in whoever had another address.
async fn line(visitor: &Visitor, book: &Book) -> Result<Option<Line>, PageError> {
    let analyst = book.county_analyst_signed_in(&whose(visitor)).await?;
    let Some(analyst) = analyst.filter(|one| one.email == visitor.person.email) else {
        return Ok(None);
    };
    Ok(Some(Line {
        name: book.partnership().await?.value.name().to_owned(),
        path: format!("/{}", book.id()),
        stands: how_it_stands(visitor, book).await?,
        given: capitalised(analyst.given.in_words()),
    }))
}

/// How a partnership's latest year stands, in a sentence or two; or that it ended.
async fn how_it_stands(visitor: &Visitor, book: &Book) -> Result<String, PageError> {
    if let Some(ending) = ended(book, visitor.today).await? {
        return Ok(ending.in_words());
    }
    let latest = match book.cycles().await?.last() {
        Some(cycle) => book.year(*cycle).await?,
        None => None,
    };
    let Some(held) = latest else { return Ok("No timetable was entered yet.".to_owned()) };
    let so_far = YearSoFar::of(held.year.timetable, &held.year.events, visitor.today);
    let so_far = so_far.map_err(|error| PageError::Refused(error.to_string()))?;
    let year = so_far.timetable().cycle().in_words();
    Ok(format!("{year}: {}", summary(&so_far, &so_far.due())))
}
