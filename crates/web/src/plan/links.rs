//! Links by which whoever answers for an authority notes the progress of its actions, without an account.

use std::collections::BTreeSet;

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;
use records::Once;
use records::ProgressLink;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::plan::at::At;
use crate::plan::at::Opened;
use crate::plan::at::lead_on;
use crate::plan::by_link;
use crate::plan::told;
use crate::who::token::Token;
use crate::who::visitor::Visitor;

/// For so many days a link can be followed at first: a quarter.
const USUAL_DAYS: i32 = 91;

/// The page, with the form for one more.
#[derive(Debug, serde::Serialize)]
struct LinksPage {
    form: Shown,
    path: String,
    back: String,
    leads: Vec<Choice>,
    links: Vec<Made>,
}

/// A link that was made. What is written in it is known to its receiver alone.
#[derive(Debug, serde::Serialize)]
struct Made {
    lead: String,
    name: String,
    until: String,
    is_over: bool,
}

/// A link, shown once.
#[derive(Debug, serde::Serialize)]
struct MadePage {
    address: String,
    name: String,
    lead: String,
    until: String,
    next: String,
}

/// Lists them, and asks for whom one more is.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let mut form = Form::default();
    form.put("until", &visitor.today.plus_days(USUAL_DAYS).in_words());
    draw(&visitor, &opened, &form).await
}

/// Makes one, and shows it once.
pub(super) async fn make(
    visitor: Visitor,
    at: At,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::WritePlan).await?;
    let mut form = Form::of(pairs);
    let Some(link) = read(&mut form, &opened, visitor.today) else {
        return draw(&visitor, &opened, &form).await;
    };
    let token = Token::random().map_err(|error| PageError::Broken(error.to_string()))?;
    visitor.book.make_progress_link(&link, &token.fingerprint()).await?;
    let it = MadePage {
        address: visitor.app.settings.origin.page(&by_link::path(&visitor.book, &token)),
        until: link.until.in_words(),
        name: link.name,
        lead: link.lead,
        next: opened.path(&visitor, "/links"),
    };
    let around = opened.page(&visitor, "A link to hand over").below("Links", it.next.clone());
    Ok(page::draw(&visitor.app, "plan/link_made.html", around, &it)?.into_response())
}

/// For whom it is; what is wrong stands in the form.
fn read(form: &mut Form, opened: &Opened, today: Day) -> Option<ProgressLink> {
    let lead = form.needed("lead", "Choose the authority whose actions it is for");
    let lead = lead.filter(|lead| {
        let leads = leads(opened).contains(lead);
        if !leads {
            form.fault("lead", "That authority leads no action of this plan; choose one that does");
        }
        leads
    });
    let name = form.needed("name", "Write for whom it is");
    let until: Option<Spoken<Day>> =
        form.value("until", "Enter the last day on which it can be followed");
    let until = until.map(|until| until.0);
    if until.is_some_and(|until| until < today) {
        form.fault("until", "That day is over; enter today’s or a later one");
    }
    if form.has_faults() {
        return None;
    }
    Some(ProgressLink { cycle: opened.cycle, lead: lead?, name: name?, until: until? })
}

/// Takes one away.
pub(super) async fn take_away(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::WritePlan)?;
    let form = Form::of(pairs);
    // Where somebody else took it away just now, it is gone all the same.
    let (Once::Now | Once::Already) =
        visitor.book.take_progress_link_away(at.cycle, form.text("lead")).await?;
    let done = "The link was taken away. It can be followed no longer.";
    lead_on(&visitor, &session, at.cycle, ("/links", done)).await
}

/// The authorities that lead an action.
fn leads(opened: &Opened) -> BTreeSet<String> {
    opened.actions.values().map(|action| action.described().lead.clone()).collect()
}

async fn draw(visitor: &Visitor, opened: &Opened, form: &Form) -> Result<Response, PageError> {
    let made = |link: ProgressLink| Made {
        lead: link.lead,
        name: link.name,
        until: link.until.in_words(),
        is_over: link.until < visitor.today,
    };
    let it = LinksPage {
        form: form.shown(),
        path: opened.path(visitor, "/links"),
        back: opened.path(visitor, ""),
        leads: told::bodies(form, "lead", leads(opened)),
        links: visitor.book.progress_links(opened.cycle).await?.into_iter().map(made).collect(),
    };
    let around = opened.page(visitor, "Links to note progress by").with(form);
    Ok(page::draw(&visitor.app, "plan/links.html", around, &it)?.into_response())
}
