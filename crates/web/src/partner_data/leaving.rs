//! Suppliers and deliveries that were entered by mistake: asked about on a page of its own, then taken away.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use records::Version;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::partner_data::at::All;
use crate::partner_data::at::At;
use crate::partner_data::at::delivery_path;
use crate::partner_data::at::page as page_below;
use crate::partner_data::refused;
use crate::who::visitor::Visitor;

/// The question.
#[derive(Debug, serde::Serialize)]
struct LeavingPage {
    form: Shown,
    path: String,
    back: String,
    version: String,
    name: String,
    told: &'static str,
    button: &'static str,
}

/// What is asked about.
struct Leaving {
    title: &'static str,
    told: &'static str,
    name: String,
    back: String,
    version: Version,
}

impl Leaving {
    fn supplier(visitor: &Visitor, all: &All, at: &At) -> Result<Leaving, PageError> {
        let held = all.supplier(at)?;
        Ok(Leaving {
            title: "Take the supplier away",
            told: "Its returns are asked for no more and leave the list of quarters. What it sent stays in the records. If \
                   it only ends, give it a last quarter instead.",
            name: format!("{}: {}", held.value.organisation, held.value.of.in_words()),
            back: visitor.path(&format!("/partner-data/suppliers/{}", held.value.id)),
            version: held.version,
        })
    }

    fn delivery(visitor: &Visitor, all: &All, at: &At) -> Result<Leaving, PageError> {
        let kept = all.delivery(at)?;
        let of = &kept.delivery.of;
        let what = of.return_in_words().unwrap_or_else(|| "a series".to_owned());
        Ok(Leaving {
            title: "Take the delivery away",
            told: "Its counts or values go, and its report. The file before it counts again, where there is one. The audit \
                   record keeps that it was there. If it was only wrong, send the right file instead: both then stay.",
            name: format!(
                "{} from {}, received on {}",
                capitalised(&what),
                of.supplier(),
                kept.delivery.received.in_words()
            ),
            back: delivery_path(visitor, kept.number),
            version: kept.version,
        })
    }

    fn draw(&self, visitor: &Visitor, form: &Form) -> Result<Response, PageError> {
        let it = LeavingPage {
            form: form.shown(),
            path: format!("{}/take-away", self.back),
            back: self.back.clone(),
            version: form.seen_next(self.version),
            name: self.name.clone(),
            told: self.told,
            button: self.title,
        };
        let around = page_below(visitor, self.title).with(form);
        Ok(page::draw(&visitor.app, "ours/take_away.html", around, &it)?.into_response())
    }
}

/// Asks whether a supplier goes.
pub(super) async fn ask_supplier(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePartnerData)?;
    let all = All::of(&visitor).await?;
    Leaving::supplier(&visitor, &all, &at)?.draw(&visitor, &Form::default())
}

/// Takes a supplier away.
pub(super) async fn take_supplier(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePartnerData)?;
    let all = All::of(&visitor).await?;
    let mut form = Form::of(pairs);
    let (seen, id) = (form.seen()?, &all.supplier(&at)?.value.id);
    if let Err(why) = visitor.book.remove_return_supplier(&visitor.signed(), seen, id).await {
        refused::note(&mut form, "take-away", why)?;
        let all = All::of(&visitor).await?;
        return Leaving::supplier(&visitor, &all, &at)?.draw(&visitor, &form);
    }
    lead_on(&visitor, &session, "The supplier was taken away.").await
}

/// Asks whether a delivery goes.
pub(super) async fn ask_delivery(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePartnerData)?;
    let all = All::of(&visitor).await?;
    Leaving::delivery(&visitor, &all, &at)?.draw(&visitor, &Form::default())
}

/// Takes a delivery away.
pub(super) async fn take_delivery(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePartnerData)?;
    let all = All::of(&visitor).await?;
    let mut form = Form::of(pairs);
    let which = (all.delivery(&at)?.number, form.seen()?);
    if let Err(why) = visitor.book.remove_partner_delivery(&visitor.signed(), which).await {
        refused::note(&mut form, "take-away", why)?;
        let all = All::of(&visitor).await?;
        return Leaving::delivery(&visitor, &all, &at)?.draw(&visitor, &form);
    }
    lead_on(&visitor, &session, "The delivery was taken away.").await
}

async fn lead_on(visitor: &Visitor, session: &Session, done: &str) -> Result<Response, PageError> {
    visitor.tell(session, done).await?;
    Ok(Redirect::to(&visitor.path("/partner-data")).into_response())
}
