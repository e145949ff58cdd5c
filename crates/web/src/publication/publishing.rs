//! A site is published: set, kept file by file, recorded with the hash of each.
//!
//! In comes a form with the year and, in a pre-election period, why it cannot wait; out goes a publication, or the form
//! with what stands against it.

use std::sync::Arc;
use std::time::Duration;

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::consulted_on::TextHash;
use partnership::membership::may::Deed;
use partnership::publication::kept::PublishedFile;
use partnership::publication::site::Refused;
use partnership::publication::site::Site;
use records::Book;
use records::PublicationRefused;
use records::PublishedStore;
use records::Signed;
use tokio::sync::oneshot::Receiver;
use tokio::sync::oneshot::channel;
use tower_sessions::Session;

use crate::app::SiteFile;
use crate::app::Sites;
use crate::page::fault::PageError;
use crate::page::form::CONFLICT;
use crate::page::form::Form;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::publication::overview;
use crate::who::aside;
use crate::who::visitor::Visitor;
use crate::year::Asked;
use crate::year::Opened as Year;

/// What is told then.
const CHANGED: &str = "What would be published is no more what you looked at: something was recorded since, or you chose other \
    documents. Look at it again.";
/// So long the page waits for a publication; what takes longer goes on, and the page tells how far it has come.
const AT_ONCE: Duration = Duration::from_secs(3);

/// Shows what would be published.
pub(super) async fn ask(
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    visitor.may(Deed::Publish)?;
    Ok(overview::show(&visitor, &asked, &Form::default()).await?.into_response())
}

/// Publishes it.
pub(super) async fn take(
    visitor: Visitor,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::Publish)?;
    let mut form = Form::of(pairs);
    let asked = Asked { cycle: form.text("cycle").to_owned(), ..Asked::default() };
    let year = Year::of(&visitor, &asked).await?.ok_or(PageError::NotFound)?;
    let (sites, store) = visitor.app.sites.clone().ok_or(PageError::NotFound)?;
    if form.text("press") == "choose" {
        return Ok(overview::show(&visitor, &asked, &form).await?.into_response());
    }
    let would_be = overview::would_publish(&visitor, &year, &form).await;
    let would_be = would_be.ok_or(PageError::NotFound)?.map_err(PageError::Refused)?;
    let is_as_seen = would_be.hash().to_string() == form.text("seen");
    let site = match would_be.publish(form.optional("despite").as_deref()) {
        Ok(site) => site,
        Err(why @ Refused::NothingAdopted(_)) => return Err(PageError::Refused(why.to_string())),
        Err(why @ (Refused::PreElection(_) | Refused::NothingLeft)) => {
            let field = if why == Refused::NothingLeft { "document" } else { "despite" };
            form.fault(field, &why.to_string());
            return Ok(overview::show(&visitor, &asked, &form).await?.into_response());
        }
    };
    if !is_as_seen {
        form.fault(CONFLICT, CHANGED);
        return Ok(overview::show(&visitor, &asked, &form).await?.into_response());
    }
    let done = begin(&visitor, site, (sites, store))?;
    let told = match tokio::time::timeout(AT_ONCE, done).await {
        Ok(Ok(Ok(()))) => "It was published: everybody can read it.",
        Ok(Ok(Err(why))) => return Err(PageError::Refused(why)),
        Ok(Err(_)) | Err(_) => {
            "It is being published. Load this page again to see how far it has come."
        }
    };
    visitor.tell(&session, told).await?;
    let to = visitor.path(&format!("/publish?cycle={}", year.cycle()));
    Ok(Redirect::to(&to).into_response())
}

/// Begins to publish a site, whoever waits for it; out goes how it ended.
fn begin(
    visitor: &Visitor,
    site: Site,
    (sites, store): (Arc<dyn Sites>, PublishedStore),
) -> Result<Receiver<Result<(), String>>, PageError> {
    let (book, signed) = (visitor.book.clone(), visitor.signed());
    let (partnership, all) = (book.id().to_string(), &visitor.app.being_published);
    let publishing = all.begin(&partnership, site.whose().cycle, site.parts().len());
    let busy =
        || PageError::Refused("it is being published already; wait until that is done".to_owned());
    let publishing = publishing.ok_or_else(busy)?;
    let (end, ended) = channel();
    visitor.app.errands.begin(async move {
        let how = match sites.set(site.clone(), publishing.hears()).await {
            Ok(files) => record(&book, &signed, &site, (store, files)).await,
            Err(why) => Err(why),
        };
        publishing.ended(&how);
        // Where nobody waits any more, the page tells it when it is loaded again.
        let _ = end.send(how);
    })?;
    Ok(ended)
}

/// Keeps the files of a site that was set, then records it.
async fn record(
    book: &Book,
    signed: &Signed,
    site: &Site,
    (store, files): (PublishedStore, Vec<SiteFile>),
) -> Result<(), String> {
    let kept = aside(move || keep(&store, files)).await.and_then(|kept| kept);
    let files = kept.map_err(|why| why.to_string())?;
    book.publish(signed, site, files).await.map(|_| ()).map_err(|why| why.to_string())
}

/// Keeps the files, before the records name them.
fn keep(store: &PublishedStore, files: Vec<SiteFile>) -> Result<Vec<PublishedFile>, PageError> {
    let each = files.into_iter().map(|SiteFile { path, bytes }| {
        let sha256 = store.keep(&bytes).map_err(|why| PageError::Refused(why.to_string()))?;
        let sha256 = sha256.to_string().parse::<TextHash>();
        let sha256 = sha256.map_err(|why| PageError::Broken(format!("a file’s hash: {why}")))?;
        Ok(PublishedFile { path, sha256, bytes: bytes.len() as u64 })
    });
    each.collect()
}

/// A publication that is new meets nobody else's.
pub(super) fn broken(why: PublicationRefused) -> PageError {
    match why {
        PublicationRefused::Records(error) => error.into(),
        PublicationRefused::NotWithdrawn(_) | PublicationRefused::Conflict(_) => {
            PageError::Refused(why.to_string())
        }
    }
}
