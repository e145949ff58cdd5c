//! The link in a letter by which somebody says that it was they who asked to be told.
//!
//! In comes what is written in the link; out goes a page that asks, and a recipient on the list of those who asked. Only the
//! button says it: a program that looks at links before people do says nothing.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::distribution::asking_to_be_told::AsksToBeTold;
use partnership::distribution::list::DistributionList;
use partnership::distribution::list::ListId;
use partnership::distribution::list::Readership;
use partnership::terms::day::Day;
use partnership::terms::slug;
use records::Book;
use records::DistributionRefused;
use records::Signed;

use crate::app::App;
use crate::distribution::told;
use crate::page;
use crate::page::fault::PageError;
use crate::who::by_link::ByLink;
use crate::who::by_link::opened;

/// What is told of a link that cannot be followed.
const OVER: &str = "This link is not, or no more, one by which you can be told. It may have been cut off in the letter; if so, \
    copy all of it. Or ask again under what was published";

/// Who signs.
pub(super) const SIGNED: &str = "somebody who asked to be told";

/// What the list is called where there is none yet of those who asked.
const CALLED: &str = "People who asked to be told";

/// Whoever follows a link.
pub(super) struct Confirming {
    app: App,
    book: Book,
    today: Day,
    path: String,
    asks: AsksToBeTold,
}

/// The page.
#[derive(Debug, serde::Serialize)]
struct ConfirmingPage {
    path: String,
    email: String,
    /// The last day on which the address is held, once it is; empty before.
    until: String,
    published: String,
}

impl FromRequestParts<App> for Confirming {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Confirming, PageError> {
        let ByLink { book, today, token } = ByLink::from_request_parts(parts, app).await?;
        let asks = told::opened(app, &book, token.as_str())?;
        let asks = opened(parts, app, asks.filter(|asks| asks.is_open(today)), OVER).await?;
        let path = told::path(&book, token.as_str());
        Ok(Confirming { app: app.clone(), book, today, path, asks })
    }
}

/// Asks.
pub(super) async fn ask(confirming: Confirming) -> Result<Response, PageError> {
    draw(&confirming, String::new()).await
}

/// Puts them on the list; whoever is on it already stays.
pub(super) async fn take(confirming: Confirming) -> Result<Response, PageError> {
    let Confirming { app, book, today, asks, .. } = &confirming;
    let signed = Signed { who: SIGNED.to_owned(), at: app.settings.clock.now() };
    let list = list(book, &signed).await?;
    let recipient = asks.confirmed(*today);
    let until = recipient.until.in_words();
    match book.enter_recipients(&signed, &list, vec![recipient]).await {
        Ok(_) | Err(DistributionRefused::There(_)) => draw(&confirming, until).await,
        Err(why) => Err(broken(why)),
    }
}

/// The list of those who asked, which is made where there is none.
async fn list(book: &Book, signed: &Signed) -> Result<ListId, PageError> {
    let lists = book.distribution_lists().await?;
    let of_them = lists.iter().find(|held| held.value.of == Readership::Asked);
    if let Some(held) = of_them {
        return Ok(held.value.id.clone());
    }
    let taken = |slug: &slug::Slug| lists.iter().any(|held| held.value.id.0 == *slug);
    let id = slug::free(CALLED, "list", taken);
    let id = ListId(id.ok_or_else(|| PageError::Broken("no short name is left".to_owned()))?);
    let list = DistributionList { id, name: CALLED.to_owned(), of: Readership::Asked };
    book.enter_distribution_list(signed, &list).await.map_err(broken)?;
    Ok(list.id)
}

/// Nobody who only presses a button is at fault.
pub(super) fn broken(why: DistributionRefused) -> PageError {
    match why {
        DistributionRefused::Records(error) => error.into(),
        other => PageError::Refused(other.to_string()),
    }
}

async fn draw(confirming: &Confirming, until: String) -> Result<Response, PageError> {
    let Confirming { app, book, path, asks, .. } = confirming;
    let title = if until.is_empty() { "Are we to tell you?" } else { "We tell you" };
    let it = ConfirmingPage {
        path: path.clone(),
        email: asks.email.as_str().to_owned(),
        until,
        published: format!("/{}/published", book.id()),
    };
    let around = told::outside(app, book, title).await?;
    Ok(page::draw(app, "distribution/confirming.html", around, &it)?.into_response())
}
