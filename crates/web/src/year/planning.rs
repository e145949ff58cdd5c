//! Planning a year: the standard year, the last year rolled forward, or a file; shown before it is entered.
//!
//! In comes a way to plan, and what it asks for; out goes a timetable with its concerns, then in the records.

mod proposal;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::Partnership;
use partnership::membership::may::Deed;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::so_far::YearSoFar;
use tower_sessions::Session;

use crate::app::App;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown as ShownForm;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;
use crate::year::Asked;
use crate::year::Opened;
use crate::year::planning::proposal::Proposal;
use crate::year::planning::proposal::Proposed;
use crate::year::refused;
use crate::year::timetable::address;

/// The page.
#[derive(Debug, serde::Serialize)]
struct PlanningPage {
    action: String,
    back: String,
    form: ShownForm,
    /// The last year that there is a timetable for.
    last: Option<String>,
    next: Option<String>,
    organisations: Vec<String>,
    proposal: Option<Proposal>,
}

/// What there is to plan from.
#[derive(Debug)]
struct Ground {
    partnership: Partnership,
    cycles: Vec<Cycle>,
    /// The last year so far.
    last: Option<YearSoFar>,
}

/// A way to plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Standard,
    Next,
    File,
}

impl Way {
    fn of(form: &Form) -> Option<Way> {
        match form.text("way") {
            "standard" => Some(Way::Standard),
            "next" => Some(Way::Next),
            "file" => Some(Way::File),
            _ => None,
        }
    }
}

impl Ground {
    async fn of(visitor: &Visitor) -> Result<Ground, PageError> {
        let opened = Opened::of(visitor, &Asked::default()).await?;
        Ok(Ground {
            partnership: visitor.book.partnership().await?.value,
            cycles: opened.as_ref().map_or_else(Vec::new, |opened| opened.cycles.clone()),
            last: opened.map(|opened| opened.so_far),
        })
    }
}

/// Asks how to plan, and shows what would be entered.
pub(super) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeTimetable)?;
    let ground = Ground::of(&visitor).await?;
    let mut form = Form::of(asked);
    let proposed = match Way::of(&form) {
        None => {
            fill(&visitor, &ground, &mut form);
            None
        }
        Some(way) => proposal::of(way, &ground, &mut form),
    };
    show(&app, &visitor, &ground, &form, proposed)
}

/// Shows what a file holds, or enters what was shown.
pub(super) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeTimetable)?;
    let ground = Ground::of(&visitor).await?;
    let mut form = Form::of(pairs);
    let proposed = match Way::of(&form) {
        None => {
            form.fault("way", "choose how to plan the year");
            None
        }
        Some(way) => proposal::of(way, &ground, &mut form),
    };
    let proposed = match proposed {
        Some(proposed) if form.text("deed") == "enter" => proposed,
        proposed => return show(&app, &visitor, &ground, &form, proposed),
    };
    let cycle = proposed.typed.cycle;
    match visitor.book.enter_timetable(&visitor.signed(), proposed.typed).await {
        Ok(()) => {
            let done = format!("The timetable for {} was entered.", cycle.in_words());
            visitor.tell(&session, &done).await?;
            Ok(Redirect::to(&address(&visitor, cycle)).into_response())
        }
        Err(error) => {
            refused::note(&visitor, &mut form, "cycle", error).await?;
            show(&app, &visitor, &ground, &form, None)
        }
    }
}

/// Fills in what is most likely meant.
fn fill(visitor: &Visitor, ground: &Ground, form: &mut Form) {
    form.put("way", if ground.last.is_some() { "next" } else { "standard" });
    form.put("cycle", &likely_cycle(visitor).map_or_else(String::new, |cycle| cycle.to_string()));
    let mut organisations = ground.partnership.members_on(visitor.today);
    let council = organisations.find(|one| one.name.ends_with("Council"));
    form.put("council", council.map_or("", |one| &one.name));
}

/// The year whose work begins this autumn, or has begun.
fn likely_cycle(visitor: &Visitor) -> Option<Cycle> {
    let today = visitor.today.date();
    Cycle::beginning(if today.month() < 4 { today.year() } else { today.year() + 1 })
}

fn show(
    app: &App,
    visitor: &Visitor,
    ground: &Ground,
    form: &Form,
    proposed: Option<Proposed>,
) -> Result<Response, PageError> {
    let mut form = form.clone();
    let proposal = proposed.and_then(|one| Proposal::of(visitor, ground, &mut form, one));
    let last = ground.last.as_ref().map(|year| year.timetable().cycle());
    let organisations = ground.partnership.organisations_on(visitor.today);
    let it = PlanningPage {
        action: visitor.path("/timetable/new"),
        back: visitor.path("/timetable"),
        last: last.map(Cycle::in_words),
        next: last.and_then(Cycle::next).map(Cycle::in_words),
        organisations: organisations.map(|one| one.name.clone()).collect(),
        form: form.shown(),
        proposal,
    };
    let title = match &it.proposal {
        None => "Plan a year".to_owned(),
        Some(proposal) => format!("Plan {}: read it before it is entered", proposal.name),
    };
    let around = Page::of(visitor, title).below("Timetable", visitor.path("/timetable"));
    Ok(page::draw(app, "year/planning.html", around.with(&form), &it)?.into_response())
}
