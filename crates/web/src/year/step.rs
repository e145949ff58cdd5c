//! One step: when, who, what must come before, what happened, and what can be recorded next.
//!
//! In come a cycle and a step's short name; out goes the step's page.

pub(super) mod changing;
pub(super) mod entering;
mod fields;
pub(super) mod happened;
mod history;
pub(super) mod leaving;
mod worked_back;

use axum::extract::State;
use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::sentence;
use partnership::timetable::course::Course;
use partnership::timetable::step::StepId;
use records::Version;

use crate::app::App;
use crate::page;
use crate::page::Page;
use crate::page::PageLink;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown as ShownForm;
use crate::page::taken::Path;
use crate::page::taken::Query;
use crate::who::visitor::Visitor;
use crate::year::Asked;
use crate::year::Opened;
use crate::year::choosing::Chooser;
use crate::year::step::happened::Offer;
use crate::year::step::happened::offers;
use crate::year::step::history::HistoryLine;
use crate::year::step::history::history;
use crate::year::step::worked_back::Deadline;
use crate::year::this_year::StepLine;
use crate::year::this_year::step_line;
use crate::year::this_year::step_path;
use crate::year::timetable::address;
use crate::year::timetable::row::beside;

/// A step that was asked for, in its year.
#[derive(Debug)]
pub(super) struct Found {
    opened: Opened,
    course: Course,
    version: Version,
}

/// What an address names: partnership, cycle and step.
pub(super) type Named = (String, String, String);

/// The page.
#[derive(Debug, serde::Serialize)]
struct StepPage {
    href: String,
    meetings: String,
    chooser: Chooser,
    line: StepLine,
    kind: String,
    meeting: Option<PageLink>,
    needs: Vec<StepLine>,
    needed_by: Vec<StepLine>,
    overlapping: Vec<StepLine>,
    worked_back: String,
    deadlines: Vec<Deadline>,
    beside: Vec<String>,
    concerns: Vec<String>,
    history: Vec<HistoryLine>,
    offers: Vec<Offer>,
    may_record: bool,
    may_change: bool,
    form: ShownForm,
}

impl Found {
    /// The step that an address names, in the year as it is asked for.
    pub(super) async fn at(
        visitor: &Visitor,
        (_, cycle, step): Named,
        on: &str,
    ) -> Result<Found, PageError> {
        let asked = Asked { cycle, on: on.to_owned() };
        let opened = Opened::of(visitor, &asked).await?.ok_or(PageError::NotFound)?;
        let id = StepId(step.parse().map_err(|_| PageError::NotFound)?);
        let course = opened.so_far.course(&id).ok_or(PageError::NotFound)?.clone();
        let version = *opened.held.steps.get(&id).ok_or(PageError::NotFound)?;
        Ok(Found { opened, course, version })
    }

    fn id(&self) -> &StepId {
        &self.course.step.id
    }

    /// Where its page is.
    fn href(&self, visitor: &Visitor) -> String {
        step_path(visitor, &self.opened.so_far, self.id())
    }

    /// The meeting whose agenda lists it.
    fn meeting(&self, visitor: &Visitor) -> Option<PageLink> {
        let meeting = self.opened.held.year.meetings.iter().find(|one| one.lists(self.id()))?;
        let when = partnership::timetable::when::When::from(meeting.when).in_words();
        let body = self.course.body.as_ref().map_or("", |body| &body.name);
        let path = format!("/meetings/{}/{}", self.opened.cycle(), meeting.id);
        Some(PageLink::to(visitor.path(&path), &format!("{body} {when}")))
    }

    /// Around one of its pages.
    fn around(&self, visitor: &Visitor, title: impl Into<String>) -> Page {
        let cycle = self.opened.cycle();
        Page::of(visitor, title)
            .below(&format!("Timetable {}", cycle.in_words()), address(visitor, cycle))
    }
}

/// Shows the page.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(named): Path<Named>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let mut form = Form::of(asked);
    form.optional_value::<partnership::timetable::spoken::Spoken<partnership::terms::day::Day>>(
        "on",
    );
    let on = if form.has_faults() { String::new() } else { form.text("on").to_owned() };
    let found = Found::at(&visitor, named, &on).await?;
    if !form.has_faults() {
        form = happened::empty(&visitor);
    }
    drawn(&app, &visitor, &found, &form).await
}

/// The page with a form of what happened.
async fn drawn(
    app: &App,
    visitor: &Visitor,
    found: &Found,
    form: &Form,
) -> Result<Html<String>, PageError> {
    let it = step_page(visitor, found, form).await?;
    let around = found.around(visitor, &found.course.step.title).with(form);
    page::draw(app, "year/step.html", around, &it)
}

async fn step_page(visitor: &Visitor, found: &Found, form: &Form) -> Result<StepPage, PageError> {
    let (course, year) = (&found.course, &found.opened.so_far);
    let (worked_back, deadlines) = worked_back::told(year, course);
    let line = |course: &Course| step_line(visitor, year, course);
    let step = &course.step;
    let concerns = year.concerns().into_iter().filter(|one| one.steps.contains(&step.id));
    let is_today = year.today() == visitor.today;
    Ok(StepPage {
        href: found.href(visitor),
        meetings: visitor.path("/meetings"),
        chooser: found.opened.chooser(visitor, found.href(visitor)),
        line: line(course),
        kind: capitalised(&format!("{} of {}", step.kind.as_noun(), step.subject.in_words())),
        meeting: found.meeting(visitor),
        needs: year.needed_by(course).map(line).collect(),
        needed_by: year.waiting_for(course).map(line).collect(),
        overlapping: year.overlapping(course).map(line).collect(),
        worked_back,
        deadlines,
        beside: beside(year, course),
        concerns: concerns.map(|one| sentence(&one.in_words())).collect(),
        history: history(visitor, found).await?,
        offers: offers(visitor, found),
        may_record: is_today && visitor.may_for(Deed::RecordEvent, &step.owner).is_ok(),
        may_change: is_today && visitor.can(Deed::ChangeTimetable),
        form: form.shown(),
    })
}
