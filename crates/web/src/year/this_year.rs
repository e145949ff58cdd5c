//! "This year": the timeline, what is due next, what is late, what clashes.

use axum::extract::State;
use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::sentence;
use partnership::timetable::course::Course;
use partnership::timetable::course::State as Stands;
use partnership::timetable::due::Distance;
use partnership::timetable::due::Due;
use partnership::timetable::so_far::YearSoFar;
use partnership::timetable::step::StepId;

use crate::app::App;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown as ShownForm;
use crate::page::taken::Query;
use crate::who::visitor::Visitor;
use crate::year::Opened;
use crate::year::choosing::Chooser;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ThisYear {
    path: String,
    form: ShownForm,
    year: Option<Shown>,
    may_plan: bool,
}

/// A year, in words.
#[derive(Debug, serde::Serialize)]
struct Shown {
    cycle: String,
    name: String,
    chooser: Chooser,
    summary: String,
    steps: Vec<StepLine>,
    late: Vec<DueLine>,
    due: Vec<DueLine>,
    more_due: usize,
    concerns: Vec<String>,
    may_make_documents: bool,
    /// The timeline as SVG.
    timeline: String,
}

/// A step in a line of a table.
#[derive(Debug, serde::Serialize)]
pub(crate) struct StepLine {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) when: String,
    pub(crate) owner: String,
    pub(crate) body: String,
    pub(crate) state: String,
    pub(crate) tag: Tag,
}

/// How a state is marked, beside its words.
#[derive(Debug, Clone, Copy, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Tag {
    Planned,
    Moved,
    UnderWay,
    Late,
    Done,
}

/// Something due, in a line of a table.
#[derive(Debug, serde::Serialize)]
pub(crate) struct DueLine {
    pub(crate) by: String,
    pub(crate) distance: String,
    pub(crate) task: String,
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) owner: String,
    pub(crate) is_late: bool,
}

/// How many things due the page shows.
const SHOWN: usize = 8;

/// Shows the page.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let mut form = Form::of(asked);
    let opened = Opened::asked(&visitor, &mut form).await?;
    let page = ThisYear {
        path: visitor.path(""),
        form: form.shown(),
        year: opened.map(|opened| shown(&visitor, &opened)),
        may_plan: visitor.can(Deed::ChangeTimetable),
    };
    let title =
        page.year.as_ref().map_or("This year".to_owned(), |year| format!("The year {}", year.name));
    page::draw(&app, "year/this_year.html", Page::of(&visitor, title).with(&form), &page)
}

fn shown(visitor: &Visitor, opened: &Opened) -> Shown {
    let year = &opened.so_far;
    let all = year.due();
    let (late, ahead): (Vec<&Due>, Vec<&Due>) =
        all.iter().partition(|due| matches!(due.distance, Distance::Late(_)));
    let line = |due: &&Due| due_line(visitor, opened, due);
    Shown {
        cycle: opened.cycle().to_string(),
        name: opened.cycle().in_words(),
        chooser: opened.chooser(visitor, visitor.path("")),
        summary: summary(year, &all),
        steps: year.by_date().into_iter().map(|course| step_line(visitor, year, course)).collect(),
        late: late.iter().map(line).collect(),
        due: ahead.iter().take(SHOWN).map(line).collect(),
        more_due: ahead.len().saturating_sub(SHOWN),
        concerns: year.concerns().iter().map(|one| sentence(&one.in_words())).collect(),
        may_make_documents: visitor.can(Deed::MakeDocuments),
        timeline: (visitor.app.draw_chart)(&year.timeline(1).chart),
    }
}

/// A year in a sentence or two: how many steps are done, how many late, what comes next.
pub(crate) fn summary(year: &YearSoFar, due: &[Due]) -> String {
    let states = || year.courses().map(|course| year.state(course));
    let done = states().filter(|state| matches!(state, Stands::Done { .. })).count();
    let late = states().filter(|state| matches!(state, Stands::Late { .. })).count();
    let late = match late {
        0 => "none is late".to_owned(),
        1 => "1 is late".to_owned(),
        several => format!("{several} are late"),
    };
    let next = due.iter().find(|due| !matches!(due.distance, Distance::Late(_)));
    let next = next.map_or_else(String::new, |due| {
        let (title, task) = (&due.title, due.task.in_words());
        format!(" Next: {task}, {title}, by {} ({}).", due.by.in_words(), due.distance.in_words())
    });
    format!("{done} of {} steps are done and {late}.{next}", states().count())
}

/// Where a step's page is.
pub(crate) fn step_path(visitor: &Visitor, year: &YearSoFar, step: &StepId) -> String {
    visitor.path(&format!("/steps/{}/{step}", year.timetable().cycle()))
}

/// A step as a line.
pub(crate) fn step_line(visitor: &Visitor, year: &YearSoFar, course: &Course) -> StepLine {
    let state = year.state(course);
    StepLine {
        title: course.step.title.clone(),
        href: step_path(visitor, year, &course.step.id),
        when: capitalised(&course.when.in_words()),
        owner: course.step.owner.clone(),
        body: course.body.as_ref().map_or_else(String::new, |body| body.name.clone()),
        state: capitalised(&state.in_words()),
        tag: Tag::of(&state),
    }
}

impl Tag {
    /// All of them, in the order of a step's life.
    pub(crate) const ALL: [Tag; 5] =
        [Tag::Planned, Tag::Moved, Tag::UnderWay, Tag::Late, Tag::Done];

    /// Its name in addresses and templates.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Tag::Planned => "planned",
            Tag::Moved => "moved",
            Tag::UnderWay => "under-way",
            Tag::Late => "late",
            Tag::Done => "done",
        }
    }

    /// What it says.
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Tag::Planned => "Planned",
            Tag::Moved => "Moved",
            Tag::UnderWay => "Under way",
            Tag::Late => "Late",
            Tag::Done => "Done",
        }
    }

    pub(crate) fn of(state: &Stands) -> Tag {
        match state {
            Stands::Planned => Tag::Planned,
            Stands::Moved => Tag::Moved,
            Stands::UnderWay { .. } => Tag::UnderWay,
            Stands::Late { .. } => Tag::Late,
            Stands::Done { .. } => Tag::Done,
        }
    }
}

/// Something due as a line.
pub(crate) fn due_line(visitor: &Visitor, opened: &Opened, due: &Due) -> DueLine {
    DueLine {
        by: due.by.in_full(),
        distance: due.distance.in_words(),
        task: capitalised(due.task.in_words()),
        title: due.title.clone(),
        href: step_path(visitor, &opened.so_far, &due.step),
        owner: due.owner.clone(),
        is_late: matches!(due.distance, Distance::Late(_)),
    }
}
