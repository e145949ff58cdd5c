//! A publication is withdrawn: its files are read no more, and everybody is told why.
//!
//! In comes a form; out goes a publication that is withdrawn, which stays on record.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use records::KeptPublication;
use records::PublicationRefused;
use tower_sessions::Session;

use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::CONFLICT;
use crate::page::form::Form;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::publication::overview::Shown;
use crate::publication::publishing::broken;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct WithdrawPage {
    form: form::Shown,
    path: String,
    back: String,
    version: i64,
    publication: Shown,
}

/// Which publication an address names.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Named {
    number: String,
}

/// Asks why.
pub(super) async fn ask(visitor: Visitor, Path(named): Path<Named>) -> Result<Response, PageError> {
    visitor.may(Deed::Publish)?;
    let kept = found(&visitor, &named).await?;
    show(&visitor, &kept, &Form::default())
}

/// Withdraws it, unless somebody did.
pub(super) async fn take(
    visitor: Visitor,
    Path(named): Path<Named>,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::Publish)?;
    let kept = found(&visitor, &named).await?;
    if kept.publication.withdrawn().is_some() {
        return show(&visitor, &kept, &Form::default());
    }
    let mut form = Form::of(pairs);
    let which = (kept.cycle, kept.number, form.seen()?);
    let (signed, why) = (visitor.signed(), form.text("why").to_owned());
    let done = visitor.book.withdraw_publication(&signed, which, visitor.today, &why).await;
    match done {
        Ok(_) => {
            visitor.tell(&session, "It was withdrawn: nobody can read it any more.").await?;
            let to = visitor.path(&format!("/publish?cycle={}", kept.cycle));
            return Ok(Redirect::to(&to).into_response());
        }
        Err(PublicationRefused::NotWithdrawn(why)) => form.fault("why", &why.to_string()),
        Err(PublicationRefused::Conflict(why)) => form.fault(CONFLICT, &why.to_string()),
        Err(why @ PublicationRefused::Records(_)) => return Err(broken(why)),
    }
    show(&visitor, &found(&visitor, &named).await?, &form)
}

async fn found(visitor: &Visitor, named: &Named) -> Result<KeptPublication, PageError> {
    let kept = visitor.book.publications().await?.into_iter();
    let mut of_it = kept.filter(|one| one.number.to_string() == named.number);
    of_it.next().ok_or(PageError::NotFound)
}

fn show(visitor: &Visitor, kept: &KeptPublication, form: &Form) -> Result<Response, PageError> {
    let back = visitor.path(&format!("/publish?cycle={}", kept.cycle));
    let it = WithdrawPage {
        form: form.shown(),
        path: visitor.path(&format!("/publish/{}/withdraw", kept.number)),
        back: back.clone(),
        version: kept.version.0,
        publication: Shown::of(kept, |below| visitor.path(below)),
    };
    let around = Page::of(visitor, "Withdraw a publication").below("Publication", back).with(form);
    Ok(page::draw(&visitor.app, "publication/withdrawing.html", around, &it)?.into_response())
}
