//! Keeps an answer as a finding, under a name and with a note.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::evidence::finding::Asked;
use partnership::evidence::finding::Finding;
use partnership::evidence::finding::FindingFault;
use partnership::evidence::finding::Stood;
use partnership::membership::may::Deed;
use partnership::terms::slug;
use records::FindingRefused;
use records::RecordsError;
use tower_sessions::Session;

use crate::evidence::asking::Asking;
use crate::evidence::asking::where_asked;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::CONFLICT;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::page::taken::Unreadable;
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
    Query(sent): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (asked, stood) = answer(&visitor, sent).await?;
    let mut form = Form::default();
    form.put("name", &stood.title);
    show(&visitor, (asked, &stood), &form)
}

/// Keeps it.
pub(super) async fn take(
    visitor: Visitor,
    session: Session,
    Query(sent): Query<Vec<(String, String)>>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let (asked, stood) = answer(&visitor, sent).await?;
    let mut form = Form::of(pairs);
    let kept = visitor.book.findings().await?;
    let taken = |id: &slug::Slug| kept.iter().any(|held| held.value.id == *id);
    let id = slug::free(form.text("name"), "finding", taken);
    let id = id.ok_or_else(|| PageError::Broken("no short name is left".to_owned()))?;
    let (name, note) = (form.text("name").to_owned(), form.text("note").to_owned());
    let finding = Finding { id, name, note, enquiry: asked, stood };
    if let Err(refused) = visitor.book.keep_finding(&visitor.signed(), &finding).await {
        self::note(&mut form, refused)?;
        return show(&visitor, (asked, &finding.stood), &form);
    }
    visitor.tell(&session, &format!("The finding “{}” was kept.", finding.name)).await?;
    let path = visitor.path(&format!("/evidence/findings/{}", finding.id));
    Ok(Redirect::to(&path).into_response())
}

/// What an address of our own pages asks, and its answer.
async fn answer(
    visitor: &Visitor,
    sent: Vec<(String, String)>,
) -> Result<(Asked, Stood), PageError> {
    visitor.may(Deed::KeepFindings)?;
    let asking = Asking::of(visitor).await?.ok_or(PageError::NotFound)?;
    let pairs: Vec<String> =
        sent.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    let asked: Asked = pairs.join("&").parse().map_err(|_| Unreadable::Address)?;
    let stood = asking.one_stood(asked, visitor.today).await?;
    Ok((asked, stood.map_err(PageError::Refused)?))
}

fn show(
    visitor: &Visitor,
    (asked, stood): (Asked, &Stood),
    form: &Form,
) -> Result<Response, PageError> {
    let it = KeepPage {
        form: form.shown(),
        path: visitor.path(&format!("/evidence/findings/new?{asked}")),
        back: where_asked(visitor, asked),
        says: stood.says.clone(),
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
