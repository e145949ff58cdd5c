//! A site is published: set, kept file by file, recorded with the hash of each.
//!
//! In comes a form with the year and, in a pre-election period, why it cannot wait; out goes a publication, or the form
//! with what stands against it.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::consulted_on::TextHash;
use partnership::membership::may::Deed;
use partnership::publication::kept::PublishedFile;
use partnership::publication::site::Refused;
use records::PublicationRefused;
use records::PublishedStore;
use tower_sessions::Session;

use crate::app::SiteFile;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::publication::overview;
use crate::who::apart;
use crate::who::visitor::Visitor;
use crate::year::Asked;
use crate::year::Opened as Year;

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
    let would_be = overview::would_publish(&visitor, &year).await?;
    let (sites, store) = visitor.app.sites.clone().ok_or(PageError::NotFound)?;
    let would_be = would_be.ok_or(PageError::NotFound)?;
    let site = match would_be.publish(form.optional("despite").as_deref()) {
        Ok(site) => site,
        Err(why @ Refused::NothingAdopted(_)) => return Err(PageError::Refused(why.to_string())),
        Err(why @ Refused::PreElection(_)) => {
            form.fault("despite", &why.to_string());
            return Ok(overview::show(&visitor, &asked, &form).await?.into_response());
        }
    };
    let files = sites.set(site.clone()).await.map_err(PageError::Refused)?;
    let files = apart(move || keep(&store, files)).await??;
    let kept = visitor.book.publish(&visitor.signed(), &site, files).await;
    kept.map_err(broken)?;
    visitor.tell(&session, "It was published: everybody can read it.").await?;
    let to = visitor.path(&format!("/publish?cycle={}", year.cycle()));
    Ok(Redirect::to(&to).into_response())
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
