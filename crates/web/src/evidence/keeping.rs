//! Keeps an answer as a finding, under a name and with a note.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::evidence::enquiry::answered::Answered;
use partnership::evidence::finding::Finding;
use partnership::evidence::finding::FindingFault;
use partnership::evidence::finding::Stood;
use partnership::membership::may::Deed;
use partnership::terms::slug;
use records::FindingRefused;
use records::RecordsError;
use tower_sessions::Session;

use crate::evidence::asking::Asking;
use crate::evidence::files::enquiry;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::CONFLICT;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct KeepPage {
    form: Shown,
    path: String,
    back: String,
    says: Vec<String>,
}

/// Asks for a name and a note.
pub(super) async fn ask(
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let answered = answer(&visitor, asked).await?;
    let mut form = Form::default();
    form.put("name", &answered.title);
    show(&visitor, &answered, &form)
}

/// Keeps it.
pub(super) async fn take(
    visitor: Visitor,
    session: Session,
    Query(asked): Query<Vec<(String, String)>>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let answered = answer(&visitor, asked).await?;
    let mut form = Form::of(pairs);
    let kept = visitor.book.findings().await?;
    let taken = |id: &slug::Slug| kept.iter().any(|held| held.value.id == *id);
    let id = slug::free(form.text("name"), "finding", taken);
    let id = id.ok_or_else(|| PageError::Broken("no short name is left".to_owned()))?;
    let finding = Finding {
        id,
        name: form.text("name").to_owned(),
        note: form.text("note").to_owned(),
        enquiry: answered.enquiry,
        stood: Stood::of(&answered, visitor.today),
    };
    if let Err(refused) = visitor.book.keep_finding(&visitor.signed(), &finding).await {
        note(&mut form, refused)?;
        return show(&visitor, &answered, &form);
    }
    visitor.tell(&session, &format!("The finding “{}” was kept.", finding.name)).await?;
    let path = visitor.path(&format!("/evidence/findings/{}", finding.id));
    Ok(Redirect::to(&path).into_response())
}

async fn answer(visitor: &Visitor, asked: Vec<(String, String)>) -> Result<Answered, PageError> {
    visitor.may(Deed::KeepFindings)?;
    let asking = Asking::of(visitor).await?.ok_or(PageError::NotFound)?;
    let told = asking.answer(enquiry(asked)?).await?;
    told.answer.map_err(|refused| PageError::Refused(refused.to_string()))
}

fn show(visitor: &Visitor, answered: &Answered, form: &Form) -> Result<Response, PageError> {
    let query = answered.enquiry.to_string();
    let it = KeepPage {
        form: form.shown(),
        path: visitor.path(&format!("/evidence/findings/new?{query}")),
        back: visitor.path(&format!("/evidence?{query}")),
        says: answered.says.clone(),
    };
    let around = Page::of(visitor, "Keep this answer as a finding");
    let around = around.below("The answer", it.back.clone()).with(form);
    Ok(page::draw(&visitor.app, "evidence/keeping.html", around, &it)?.into_response())
}

/// Notes beside its field why a finding is not kept.
///
/// # Errors
/// When the records could not be read or written.
pub(super) fn note(form: &mut Form, refused: FindingRefused) -> Result<(), PageError> {
    match refused {
        FindingRefused::Faults(faults) => {
            for fault in faults {
                let field = match fault {
                    FindingFault::NoName | FindingFault::LongName(_) => "name",
                    FindingFault::LongNote(_) => "note",
                };
                form.fault(field, &fault.to_string());
            }
        }
        FindingRefused::Conflict(conflict) => form.fault(CONFLICT, &conflict.to_string()),
        FindingRefused::Records(error @ RecordsError::Nul(_)) => {
            form.fault("note", &error.to_string());
        }
        FindingRefused::Records(error) => return Err(error.into()),
    }
    Ok(())
}
