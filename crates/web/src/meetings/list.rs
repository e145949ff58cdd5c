//! All meetings of a cycle by date and body, what no meeting lists yet, and the same as a file.
//!
//! In comes which year is asked for; out goes a page or a CSV file.

use axum::extract::State;
use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::sentence;
use partnership::timetable::agenda::AgendaItem;
use partnership::timetable::agenda::ItemLife;
use partnership::timetable::agenda::Paper;
use partnership::timetable::course::Course;
use partnership::timetable::decision::Settled;
use partnership::timetable::meeting::Meeting;
use partnership::timetable::meeting::MeetingDate;
use partnership::timetable::step::StepId;
use partnership::timetable::when::When;

use crate::app::App;
use crate::meetings::at::path_of;
use crate::meetings::at::step_title;
use crate::meetings::foreseeing::By;
use crate::page;
use crate::page::Page;
use crate::page::PageLink;
use crate::page::csv;
use crate::page::csv::Download;
use crate::page::fault::PageError;
use crate::page::taken::Query;
use crate::who::visitor::Visitor;
use crate::year::Asked;
use crate::year::Opened;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ListPage {
    path: String,
    year: Option<Shown>,
    may_change: bool,
    may_plan: bool,
}

/// A year's meetings, in words.
#[derive(Debug, serde::Serialize)]
struct Shown {
    cycle: String,
    on: String,
    others: Vec<PageLink>,
    meetings: Vec<MeetingLine>,
    unlisted: Vec<UnlistedLine>,
    concerns: Vec<String>,
}

/// A meeting.
#[derive(Debug, serde::Serialize)]
struct MeetingLine {
    href: String,
    body: String,
    when: String,
    papers: Option<By>,
    papers_say: &'static str,
    items: Vec<ItemLine>,
}

/// An item of its agenda.
#[derive(Debug, serde::Serialize)]
struct ItemLine {
    title: String,
    stands: String,
    colour: &'static str,
}

/// A step that a body has still to decide and that no meeting lists.
#[derive(Debug, serde::Serialize)]
struct UnlistedLine {
    title: String,
    href: String,
    body: String,
    when: String,
    step: String,
    meetings: Vec<PageLink>,
    enter: PageLink,
}

/// Shows the page.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let opened = Opened::of(&visitor, &asked).await?;
    let title = opened
        .as_ref()
        .map_or("Meetings".to_owned(), |opened| format!("Meetings {}", opened.cycle().in_words()));
    let it = ListPage {
        path: visitor.path(""),
        year: opened.map(|opened| shown(&visitor, &opened)),
        may_change: visitor.can(Deed::ChangeMeetings),
        may_plan: visitor.can(Deed::ChangeTimetable),
    };
    page::draw(&app, "meetings/list.html", Page::of(&visitor, title), &it)
}

/// The same meetings as a file, a line for each item.
pub(super) async fn download(
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Download, PageError> {
    visitor.may(Deed::SeeYear)?;
    let opened = Opened::of(&visitor, &asked).await?.ok_or(PageError::NotFound)?;
    let headings = ["Body", "When", "Papers due", "Item", "Stands", "Papers"].map(str::to_owned);
    let mut lines = vec![headings.to_vec()];
    for meeting in in_order(&opened) {
        lines.extend(cells(&opened, meeting));
    }
    Ok(csv::download(&format!("meetings-{}.csv", opened.cycle()), &lines))
}

fn shown(visitor: &Visitor, opened: &Opened) -> Shown {
    let meetings = in_order(opened);
    let unlisted = opened.so_far.unlisted(&opened.held.year.meetings).into_iter();
    let decided =
        |step: &StepId| opened.so_far.course(step).is_some_and(|one: &Course| one.body.is_some());
    let concerns = opened.so_far.concerns().into_iter();
    Shown {
        cycle: opened.cycle().to_string(),
        on: opened.so_far.today().in_words(),
        others: opened.others(&visitor.path("/meetings")),
        meetings: meetings.into_iter().map(|one| line(visitor, opened, one)).collect(),
        unlisted: unlisted.map(|course| unlisted_line(visitor, opened, course)).collect(),
        concerns: concerns
            .filter(|one| one.steps.iter().any(decided))
            .map(|one| sentence(&one.in_words()))
            .collect(),
    }
}

/// The meetings by date and, of one day, by body.
fn in_order(opened: &Opened) -> Vec<&Meeting> {
    let mut meetings: Vec<&Meeting> = opened.held.year.meetings.iter().collect();
    meetings.sort_by_key(|meeting| (When::from(meeting.when).last(), body(opened, meeting)));
    meetings
}

fn body(opened: &Opened, meeting: &Meeting) -> String {
    let body = opened.so_far.timetable().body(&meeting.body);
    body.map_or_else(String::new, |body| capitalised(&body.name))
}

fn line(visitor: &Visitor, opened: &Opened, meeting: &Meeting) -> MeetingLine {
    let items = meeting.agenda.iter().map(|item| ItemLine {
        title: step_title(opened, &item.step),
        stands: capitalised(&item.in_words()),
        colour: colour(item),
    });
    let awaited = meeting.awaits_papers() || meeting.agenda.is_empty();
    let due = meeting.papers_due();
    MeetingLine {
        href: path_of(visitor, opened, &meeting.id),
        body: body(opened, meeting),
        when: when(meeting),
        papers: due.filter(|_| awaited).map(|day| By::of(day, visitor)),
        papers_say: match (awaited, due) {
            (false, _) => "None awaited",
            (true, None) => "5 clear working days before, once the date is set",
            (true, Some(_)) => "",
        },
        items: items.collect(),
    }
}

/// The date in full, or that it is to be set.
pub(super) fn when(meeting: &Meeting) -> String {
    match meeting.when {
        MeetingDate::Set(day) => day.in_full(),
        MeetingDate::ToBeSet(month) => format!("{}, date to be set", month.in_words()),
    }
}

/// The colour beside how far an item has come.
pub(super) fn colour(item: &AgendaItem) -> &'static str {
    match &item.life {
        ItemLife::Listed if item.papers_published().is_some() => "blue",
        ItemLife::Listed | ItemLife::Withdrawn { .. } => "grey",
        ItemLife::Decided { decision, .. } => match decision.settles() {
            Settled::Agreed => "green",
            Settled::Open => "yellow",
        },
    }
}

fn unlisted_line(visitor: &Visitor, opened: &Opened, course: &Course) -> UnlistedLine {
    let (step, year) = (&course.step, &opened.so_far);
    let theirs = in_order(opened).into_iter().filter(|meeting| {
        let acted = |item: &AgendaItem| matches!(item.life, ItemLife::Decided { .. });
        Some(&meeting.body) == step.body.as_ref() && !meeting.agenda.iter().any(acted)
    });
    let cycle = opened.cycle();
    let meetings = theirs.map(|meeting| {
        let href = format!("{}/list", path_of(visitor, opened, &meeting.id));
        PageLink::to(href, &format!("List it on {}", when(meeting)))
    });
    let name = course.body.as_ref().map_or("", |body| &body.name);
    let body = step.body.as_ref().map(ToString::to_string).unwrap_or_default();
    let when = course.when.to_string().replace(' ', "+");
    // What the body is to decide at the same time can be entered with it.
    let theirs = step.body.as_ref().map(|body| year.unlisted_of(body, &opened.held.year.meetings));
    let with_it = theirs.into_iter().flatten().filter(|other| other.when == course.when);
    let steps: String = with_it.map(|other| format!("&step={}", other.step.id)).collect();
    let new = format!("/meetings/new?cycle={cycle}&body={body}&when={when}{steps}");
    UnlistedLine {
        title: step.title.clone(),
        href: visitor.path(&format!("/steps/{cycle}/{}", step.id)),
        body: capitalised(name),
        when: capitalised(&course.when.in_words()),
        step: step.id.to_string(),
        meetings: meetings.collect(),
        enter: PageLink::to(visitor.path(&new), &format!("Enter a meeting of {name}")),
    }
}

/// A meeting as lines of a file.
fn cells(opened: &Opened, meeting: &Meeting) -> Vec<Vec<String>> {
    let due = meeting.papers_due().map_or_else(String::new, |day| day.to_string());
    let first = [body(opened, meeting), When::from(meeting.when).to_string(), due];
    let item = |item: &AgendaItem| {
        let papers: Vec<String> = item.papers.iter().map(paper).collect();
        [step_title(opened, &item.step), item.in_words(), papers.join("; ")]
    };
    let mut items: Vec<[String; 3]> = meeting.agenda.iter().map(item).collect();
    if items.is_empty() {
        items.push([const { String::new() }; 3]);
    }
    items.into_iter().map(|item| first.iter().cloned().chain(item).collect()).collect()
}

fn paper(paper: &Paper) -> String {
    match paper.published {
        Some(on) => format!("{} (published {on})", paper.title),
        None => format!("{} (awaited)", paper.title),
    }
}
