//! One finding: what it said, whether it still holds, what it would now say, and what a draft calls it.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::assessment::enquired;
use partnership::evidence::finding::Finding;
use partnership::evidence::finding::Now;
use partnership::membership::may::Deed;
use partnership::thread::reference::NodeRef;
use records::Held;
use tower_sessions::Session;

use crate::clock;
use crate::evidence::asking::Asking;
use crate::evidence::asking::where_asked;
use crate::evidence::findings;
use crate::evidence::findings::Stands;
use crate::evidence::keeping::note;
use crate::evidence::shown::RowTraced;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::thread::Follows;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct FindingPage {
    form: Shown,
    path: String,
    name: String,
    note: Option<String>,
    title: String,
    says: Vec<String>,
    cautions: Vec<String>,
    rows: Vec<RowTraced>,
    on: String,
    kept: String,
    stands: Stands,
    /// What it would now say, where that is other.
    would_say: Vec<String>,
    why_none: Option<String>,
    other_figures: bool,
    reference: String,
    /// Where drafts are, for those who write them.
    drafts: Option<String>,
    enquiry: String,
    /// The version that was seen, for those who may change it.
    seen: Option<i64>,
    /// Where the golden thread has it, for those who may follow it.
    thread: Option<String>,
}

/// Shows it.
pub(super) async fn ask(
    visitor: Visitor,
    Path((_, finding)): Path<(String, String)>,
) -> Result<Response, PageError> {
    visitor.may(Deed::SeeYear)?;
    let held = held(&visitor, &finding).await?;
    let mut form = Form::default();
    form.put("name", &held.value.name);
    form.put("note", &held.value.note);
    show(&visitor, &held, &form).await
}

/// The finding of a short name.
pub(super) async fn held(visitor: &Visitor, id: &str) -> Result<Held<Finding>, PageError> {
    let findings = visitor.book.findings().await?;
    findings.into_iter().find(|held| held.value.id.as_str() == id).ok_or(PageError::NotFound)
}

/// Changes its name and note, or has it say what it now says.
pub(super) async fn take(
    visitor: Visitor,
    session: Session,
    Path((_, id)): Path<(String, String)>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::KeepFindings)?;
    let before = held(&visitor, &id).await?;
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let renew = form.text("deed") == "renew";
    let (changed, done) = if renew {
        (renewed(&visitor, &before.value).await?, "The finding says what is held now.")
    } else {
        let (name, note) = (form.text("name").to_owned(), form.text("note").to_owned());
        (Finding { name, note, ..before.value.clone() }, "The finding was changed.")
    };
    if let Err(refused) = visitor.book.change_finding(&visitor.signed(), seen, &changed).await {
        note(&mut form, refused)?;
        let now = held(&visitor, &id).await?;
        return show(&visitor, &now, &form).await;
    }
    visitor.tell(&session, done).await?;
    Ok(Redirect::to(&visitor.path(&format!("/evidence/findings/{id}"))).into_response())
}

/// The finding with the answer of today.
async fn renewed(visitor: &Visitor, finding: &Finding) -> Result<Finding, PageError> {
    let asking = Asking::of(visitor).await?.ok_or(PageError::NotFound)?;
    let stood = asking.one_stood(finding.enquiry, visitor.today).await?;
    Ok(Finding { stood: stood.map_err(PageError::Refused)?, ..finding.clone() })
}

async fn show(visitor: &Visitor, held: &Held<Finding>, form: &Form) -> Result<Response, PageError> {
    let Finding { id, name, note, enquiry, stood } = &held.value;
    let now = findings::now(visitor, std::slice::from_ref(held)).await?.pop().flatten();
    let (would_say, why_none) = match &now {
        Some(Now::Says(says)) => (says.clone(), None),
        Some(Now::NoAnswer(why)) => (Vec::new(), Some(why.clone())),
        Some(Now::Holds | Now::OtherFigures) | None => (Vec::new(), None),
    };
    let may = visitor.can(Deed::KeepFindings);
    let conflict = form.has_conflict();
    let seen = form.seen().ok().filter(|_| !conflict).unwrap_or(held.version);
    let it = FindingPage {
        form: form.shown(),
        path: visitor.path(&format!("/evidence/findings/{id}")),
        name: name.clone(),
        note: Some(note.clone()).filter(|note| !note.is_empty()),
        title: stood.title.clone(),
        says: stood.says.clone(),
        cautions: stood.cautions.clone(),
        rows: stood.answer().map(RowTraced::of).collect(),
        on: stood.on.in_words(),
        kept: last_change(visitor, held).await?,
        stands: Stands::of(now.as_ref()),
        would_say,
        why_none,
        other_figures: now == Some(Now::OtherFigures),
        reference: enquired::reference(&held.value),
        drafts: visitor.can(Deed::DraftAssessment).then(|| visitor.path("/assessment")),
        enquiry: where_asked(visitor, *enquiry),
        seen: may.then_some(seen.0),
        thread: Follows::by(visitor).await.path(visitor, &NodeRef::finding(id)),
    };
    let around = Page::of(visitor, name.clone()).below("Evidence", visitor.path("/evidence"));
    let around = around.below("Findings", visitor.path("/evidence/findings")).with(form);
    Ok(page::draw(&visitor.app, "evidence/finding.html", around, &it)?.into_response())
}

/// Who kept or last changed it, and when.
async fn last_change(visitor: &Visitor, held: &Held<Finding>) -> Result<String, PageError> {
    let entry = visitor.book.entries(held.version.0 - 1, 1).await?.pop();
    let Some(entry) = entry else { return Ok(String::new()) };
    let who = visitor.book.names().await?.remove(&entry.who).unwrap_or(entry.who);
    Ok(format!("{who}, {}", clock::in_words(entry.at)?))
}
