//! Which plan and action an address names, with the priorities and what was answered to people.
//!
//! In comes an address; out goes what it names as it is held, or that there is no such page.

use std::collections::BTreeSet;

use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::Partnership;
use partnership::membership::may::Deed;
use partnership::membership::organisation::Capacity;
use partnership::plan::action::Action;
use partnership::plan::in_full::PlanInFull;
use partnership::plan::rolling::Plan;
use partnership::timetable::cycle::Cycle;
use records::Book;
use records::HeldPlan;
use records::KeptAction;
use records::RecordsError;
use tower_sessions::Session;

use crate::app::App;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::taken::Unreadable;
use crate::who::visitor::Visitor;

/// What an address names.
#[derive(Debug)]
pub(super) struct At {
    /// The cycle.
    pub(super) cycle: Cycle,
    number: Option<i64>,
    /// The objective, by its number.
    pub(super) objective: Option<u32>,
    /// The authority, by its short name.
    pub(super) authority: Option<String>,
}

/// A plan with all that belongs to it.
#[derive(Debug)]
pub(super) struct Opened {
    /// The cycle.
    pub(super) cycle: Cycle,
    /// The plan.
    pub(super) plan: HeldPlan,
    /// The partnership.
    pub(super) partnership: Partnership,
}

impl FromRequestParts<App> for At {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<At, PageError> {
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Unreadable::Address)?;
        let named =
            |part: &str| params.iter().find(|(name, _)| *name == part).map(|(_, text)| text);
        let cycle = named("cycle").and_then(|text| text.parse().ok());
        let number = named("number").map(|text| text.parse().map_err(|_| PageError::NotFound));
        let objective =
            named("objective").map(|text| text.parse().map_err(|_| PageError::NotFound));
        Ok(At {
            cycle: cycle.ok_or(PageError::NotFound)?,
            number: number.transpose()?,
            objective: objective.transpose()?,
            authority: named("authority").map(str::to_owned),
        })
    }
}

impl Opened {
    /// The plan that an address names, for whoever may do `deed`.
    ///
    /// # Errors
    /// When they may not, there is no such cycle or no plan, or the records cannot be read.
    pub(super) async fn to(visitor: &Visitor, at: &At, deed: Deed) -> Result<Opened, PageError> {
        visitor.may(deed)?;
        Opened::of(&visitor.book, at.cycle).await?.ok_or(PageError::NotFound)
    }

    /// The plan of a cycle, if it was begun.
    pub(super) async fn of(book: &Book, cycle: Cycle) -> Result<Option<Opened>, RecordsError> {
        let Some(plan) = book.plan_in_full(cycle).await? else { return Ok(None) };
        let partnership = book.partnership().await?.value;
        Ok(Some(Opened { cycle, plan, partnership }))
    }

    /// All of it, as the core looks at it.
    pub(super) fn full(&self) -> PlanInFull<'_> {
        self.plan.full()
    }

    /// The action that an address names.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn action(&self, at: &At) -> Result<KeptAction, PageError> {
        at.number.and_then(|number| self.plan.kept(number)).ok_or(PageError::NotFound)
    }

    /// The names of the members today, and of those who undertake something already.
    pub(super) fn members(&self, visitor: &Visitor) -> BTreeSet<String> {
        let members = self.partnership.members_on(visitor.today).map(|one| one.name.clone());
        let named = self.plan.held.value.undertakings().keys().cloned();
        members.chain(named).collect()
    }

    /// The names of the authorities that the law makes answer for the partnership today.
    pub(super) fn authorities(&self, visitor: &Visitor) -> Vec<String> {
        let members = self.partnership.members_on(visitor.today);
        let bound = members.filter(|one| one.capacity == Capacity::ResponsibleAuthority);
        bound.map(|one| one.name.clone()).collect()
    }

    /// Whether a visitor may note the progress of an action.
    pub(super) fn may_note(&self, visitor: &Visitor, action: &Action) -> bool {
        visitor.may_for(Deed::NoteProgress, &action.described().lead).is_ok()
    }

    /// Where a page of it is.
    pub(super) fn path(&self, visitor: &Visitor, below: &str) -> String {
        path(visitor, self.cycle, below)
    }

    /// Where the page of an action is, or one below it.
    pub(super) fn action_path(&self, visitor: &Visitor, number: i64, below: &str) -> String {
        self.path(visitor, &format!("/actions/{number}{below}"))
    }

    /// A page below that of the plan.
    pub(super) fn page(&self, visitor: &Visitor, title: &str) -> Page {
        let page = around(visitor, title).below(&name(self.cycle), self.path(visitor, ""));
        page.noting(notice(&self.plan.held.value))
    }

    /// A page below that of an action.
    pub(super) fn action_page(&self, visitor: &Visitor, kept: &KeptAction, title: &str) -> Page {
        let path = self.action_path(visitor, kept.number, "");
        self.page(visitor, title).below(&kept.action.described().title, path)
    }
}

/// What is told of a plan that was made up.
pub(super) fn notice(plan: &Plan) -> Option<&'static str> {
    plan.wording().illustrative.then_some("Illustrative: this plan was made up to show how.")
}

/// What the plan of a cycle is called.
pub(super) fn name(cycle: Cycle) -> String {
    format!("Plan {}", cycle.in_words())
}

/// A page below the list of plans.
pub(super) fn around(visitor: &Visitor, title: &str) -> Page {
    Page::of(visitor, title).below("Plan", visitor.path("/plan"))
}

/// Where a page of a cycle's plan is.
pub(super) fn path(visitor: &Visitor, cycle: Cycle, below: &str) -> String {
    visitor.path(&format!("/plan/{cycle}{below}"))
}

/// Leads on to a page of a cycle's plan, which tells what has been done.
///
/// # Errors
/// When the session cannot be kept.
pub(super) async fn lead_on(
    visitor: &Visitor,
    session: &Session,
    cycle: Cycle,
    (below, done): (&str, &str),
) -> Result<Response, PageError> {
    visitor.tell(session, done).await?;
    Ok(Redirect::to(&path(visitor, cycle, below)).into_response())
}
