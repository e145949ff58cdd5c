//! The year on pages: loaded once for each page, shown as it stands or stood.

pub(crate) mod choosing;
pub(crate) mod this_year;
mod timetable;
pub(crate) mod refused;
mod step;
mod cycle_days;
mod planning;

use axum::routing::get;
use axum::routing::post;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::so_far::YearSoFar;
use partnership::timetable::spoken::Spoken;
use partnership::timetable::step::Step;
use partnership::timetable::step::StepKind;
use records::HeldYear;

use crate::app::App;
use crate::page::PageLink;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::who::visitor::Visitor;

/// Which year is asked for, and as of when.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    /// The cycle, such as `2015-16`; the latest where none is named.
    #[serde(default)]
    pub cycle: String,
    /// The day as of which the year is shown; today where none is named.
    #[serde(default)]
    pub on: String,
}

/// A year as a page shows it.
#[derive(Debug)]
pub struct Opened {
    /// As it is held, with the versions seen.
    pub held: HeldYear,
    /// As its events have made it.
    pub so_far: YearSoFar,
    /// The cycles that there are.
    pub cycles: Vec<Cycle>,
}

impl Opened {
    /// The year that is asked for; none where the partnership has no timetable yet.
    ///
    /// # Errors
    /// When what is asked for makes no sense or the records cannot be read.
    pub async fn of(visitor: &Visitor, asked: &Asked) -> Result<Option<Opened>, PageError> {
        let cycles = visitor.book.cycles().await?;
        let cycle = match asked.cycle.as_str() {
            "" => cycles.last().copied(),
            named => Some(named.parse().map_err(|_| PageError::NotFound)?),
        };
        let Some(cycle) = cycle else { return Ok(None) };
        let on = as_of(visitor, &asked.on)?;
        let held = visitor.book.year(cycle).await?.ok_or(PageError::NotFound)?;
        let so_far = YearSoFar::of(held.year.timetable.clone(), &held.year.events, on);
        let so_far = so_far.map_err(|error| PageError::Refused(error.to_string()))?;
        Ok(Some(Opened { held, so_far, cycles }))
    }

    /// The year that a form asks for in its fields `cycle` and `on`. Where it asks for no day that there is,
    /// the form has a fault, and the year is shown as of today.
    ///
    /// # Errors
    /// When there is no such cycle or the records cannot be read.
    pub(crate) async fn asked(
        visitor: &Visitor,
        form: &mut Form,
    ) -> Result<Option<Opened>, PageError> {
        let on = form.optional_value::<Spoken<Day>>("on");
        let asked = Asked {
            cycle: form.text("cycle").to_owned(),
            on: on.map_or_else(String::new, |day| day.0.to_string()),
        };
        Opened::of(visitor, &asked).await
    }

    /// Its cycle.
    pub fn cycle(&self) -> Cycle {
        self.so_far.timetable().cycle()
    }

    /// A step of a kind to which nothing has happened yet.
    pub(crate) fn waiting(&self, kind: StepKind) -> Option<&Step> {
        let mut waiting = self.so_far.courses().filter(|course| course.last_event().is_none());
        waiting.find(|course| course.step.kind == kind).map(|course| &course.step)
    }

    /// Links to the other cycles of the same page.
    pub fn others(&self, page: &str) -> Vec<PageLink> {
        let others = self.cycles.iter().rev().filter(|cycle| **cycle != self.cycle());
        others
            .map(|cycle| PageLink::to(format!("{page}?cycle={cycle}"), &cycle.in_words()))
            .collect()
    }
}

/// The day as of which a page is shown.
fn as_of(visitor: &Visitor, typed: &str) -> Result<Day, PageError> {
    match typed.trim() {
        "" => Ok(visitor.today),
        day => {
            let day: Result<Spoken<Day>, _> = day.parse();
            day.map(|day| day.0).map_err(|error| PageError::Refused(error.to_string()))
        }
    }
}

/// The pages of the year.
pub(crate) fn routes() -> axum::Router<App> {
    const STEP: &str = "/steps/{cycle}/{step}";
    let below = |page: &str| format!("{STEP}/{page}");
    axum::Router::new()
        .route("/timetable", get(timetable::show))
        .route("/timetable.csv", get(timetable::download))
        .route("/timetable/new", get(planning::ask).post(planning::take))
        .route("/timetable/{cycle}/days", get(cycle_days::ask).post(cycle_days::take))
        .route("/timetable/{cycle}/new-step", get(step::entering::ask).post(step::entering::take))
        .route(STEP, get(step::show))
        .route(&below("happened"), post(step::happened::take))
        .route(&below("change"), get(step::changing::ask).post(step::changing::take))
        .route(&below("take-away"), get(step::leaving::ask).post(step::leaving::take))
}
