//! What each authority undertakes in a plan: its steps, its resources, and how it measures its success.

use std::collections::BTreeMap;

use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::plan::rolling::Undertaking;
use partnership::terms::slug::Slug;
use partnership::terms::slug::free;
use partnership::terms::wording::capitalised;
use records::PlanChange;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::paragraphs;
use crate::page::taken::Sent;
use crate::plan::at::At;
use crate::plan::at::Opened;
use crate::plan::at::lead_on;
use crate::plan::refused;
use crate::who::visitor::Visitor;

/// The page of all.
#[derive(Debug, serde::Serialize)]
struct AuthoritiesPage {
    may_write: bool,
    authorities: Vec<Line>,
    partnership: Option<String>,
}

/// An authority.
#[derive(Debug, serde::Serialize)]
struct Line {
    name: String,
    href: String,
    is_bound: bool,
    steps: Vec<String>,
    resources: Vec<String>,
    success: Vec<String>,
}

/// The form of one.
#[derive(Debug, serde::Serialize)]
struct AuthorityPage {
    form: Shown,
    path: String,
    back: String,
    version: String,
}

/// The short name of each member in addresses, with its name.
pub(super) fn short_names(opened: &Opened, visitor: &Visitor) -> BTreeMap<String, String> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for member in opened.members(visitor) {
        let is_taken = |slug: &Slug| names.contains_key(slug.as_str());
        if let Some(slug) = free(&member, "authority", is_taken) {
            names.insert(slug.as_str().to_owned(), member);
        }
    }
    names
}

/// Shows all.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ReadDrafts).await?;
    let bound = opened.authorities(&visitor);
    let line = |(slug, name): (String, String)| {
        let own = opened.plan.held.value.undertakings().get(&name).cloned().unwrap_or_default();
        Line {
            href: opened.path(&visitor, &format!("/authorities/{slug}")),
            is_bound: bound.contains(&name),
            steps: paragraphs(&own.steps),
            resources: paragraphs(&own.resources),
            success: paragraphs(&own.success),
            name: capitalised(&name),
        }
    };
    let may_change = visitor.can(Deed::ChangePartnership);
    let it = AuthoritiesPage {
        may_write: visitor.can(Deed::WritePlan),
        authorities: short_names(&opened, &visitor).into_iter().map(line).collect(),
        partnership: may_change.then(|| visitor.path("/partnership")),
    };
    let around = opened.page(&visitor, "What each authority undertakes");
    page::draw(&visitor.app, "plan/authorities.html", around, &it)
}

fn named(opened: &Opened, visitor: &Visitor, at: &At) -> Result<String, PageError> {
    let slug = at.authority.as_deref().unwrap_or_default();
    short_names(opened, visitor).remove(slug).ok_or(PageError::NotFound)
}

/// Asks what one undertakes.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let name = named(&opened, &visitor, &at)?;
    let mut form = Form::default();
    if let Some(own) = opened.plan.held.value.undertakings().get(&name) {
        form.put("steps", &own.steps);
        form.put("resources", &own.resources);
        form.put("success", &own.success);
    }
    draw(&visitor, &opened, (&at, &name), &form)
}

/// Changes it.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let authority = named(&opened, &visitor, &at)?;
    let mut form = Form::of(pairs);
    let seen = (at.cycle, form.seen()?);
    let text = |field: &str| form.text(field).to_owned();
    let undertaking = Undertaking {
        steps: text("steps"),
        resources: text("resources"),
        success: text("success"),
    };
    let what = PlanChange::Undertake { authority: authority.clone(), undertaking };
    let (book, signed) = (&visitor.book, visitor.signed());
    if let Err(why) = book.change_plan(&signed, seen, what, visitor.today).await {
        refused::note(&mut form, "steps", why)?;
        let now = Opened::to(&visitor, &at, Deed::WritePlan).await?;
        return draw(&visitor, &now, (&at, &authority), &form);
    }
    let done = format!("What {authority} undertakes was saved.");
    lead_on(&visitor, &session, at.cycle, ("/authorities", &done)).await
}

fn draw(
    visitor: &Visitor,
    opened: &Opened,
    (at, name): (&At, &str),
    form: &Form,
) -> Result<Response, PageError> {
    let slug = at.authority.as_deref().unwrap_or_default();
    let it = AuthorityPage {
        form: form.shown(),
        path: opened.path(visitor, &format!("/authorities/{slug}")),
        back: opened.path(visitor, "/authorities"),
        version: form.seen_next(opened.plan.held.version),
    };
    let around =
        opened.page(visitor, &capitalised(name)).below("Authorities", it.back.clone()).with(form);
    Ok(page::draw(&visitor.app, "plan/authority.html", around, &it)?.into_response())
}
