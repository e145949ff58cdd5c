//! Beginning an assessment, by headings alone or from the last one, which is then its baseline; and changing what it is about.
//!
//! What it is about is a district, a period, and what that is compared with.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::assessment::about::About;
use partnership::assessment::skeleton::from_the_last;
use partnership::assessment::skeleton::skeleton;
use partnership::assessment::text::Source;
use partnership::membership::may::Deed;
use partnership::terms::area::AreaCode;
use partnership::terms::period::Period;
use partnership::timetable::cycle::Cycle;
use records::AssessmentRefused;
use records::Saving;
use tower_sessions::Session;

use crate::assessment::at::At;
use crate::assessment::ready::ready;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;
use crate::year::refused::changed;

/// The form.
#[derive(Debug, serde::Serialize)]
struct AboutPage {
    form: Shown,
    path: String,
    back: String,
    /// The cycles to choose from; none where it was begun.
    cycles: Option<Vec<Choice>>,
    timetable: String,
    areas: Vec<Choice>,
    /// With what it may begin.
    begin: Vec<Choice>,
}

/// What is chosen where it goes on from the last.
const FROM_THE_LAST: &str = "last";
/// What is chosen where its text says what the figures say.
const READY: &str = "ready";
/// What is chosen where it begins with headings alone.
const HEADINGS: &str = "headings";

/// Figures are published some months late, so a draft tells at first of the twelve months up to so many months ago.
const MONTHS_LATE: i32 = 3;

/// Asks what a new assessment is to be about.
pub(super) async fn ask_new(visitor: Visitor) -> Result<Response, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let mut form = Form::default();
    if let Some((_, last)) = visitor.book.assessments().await?.first() {
        let next = last.value.a_year_later();
        form.put("area", &next.area.to_string());
        form.put("period", &next.period.to_string());
        form.put("against", &next.against.to_string());
        form.put("begin", FROM_THE_LAST);
        return draw(&visitor, None, &form).await;
    }
    let last = visitor.today.month().plus_months(-MONTHS_LATE);
    let period = Period::TwelveMonthsTo(last);
    let partnership = visitor.book.partnership().await?.value;
    if let Some(first) = partnership.districts_on(visitor.today).next() {
        form.put("area", &first.code.to_string());
    }
    form.put("period", &period.to_string());
    form.put("against", &period.year_before().to_string());
    form.put("begin", READY);
    draw(&visitor, None, &form).await
}

/// Begins an assessment.
pub(super) async fn begin(
    visitor: Visitor,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let mut form = Form::of(pairs);
    let cycle: Option<Cycle> = form.value("cycle", "Choose the year of the assessment");
    let about = read(&mut form);
    let Some((cycle, about)) = cycle.zip(about) else { return draw(&visitor, None, &form).await };
    let (by, on, note) = (visitor.person.id.clone(), visitor.today, "Begun".to_owned());
    let sources = match form.text("begin") {
        FROM_THE_LAST => last_text(&visitor, cycle).await?.unwrap_or_else(skeleton),
        READY => ready(&visitor, cycle, about).await?,
        _ => skeleton(),
    };
    let told = match form.text("begin") {
        _ if sources == skeleton() => "The assessment was begun: write its sections.",
        READY => {
            "The assessment was begun with what the figures say: read its sections, and write what they cannot say."
        }
        _ => {
            "The assessment was begun with the text of the last: read its sections, and write what has changed."
        }
    };
    let first = Saving { seen: 0, sources, by, on, note, numbered_elsewhere: false };
    match visitor.book.begin_assessment(&visitor.signed(), cycle, about, first).await {
        Ok(_) => {}
        Err(refused @ (AssessmentRefused::NoSuchCycle(_) | AssessmentRefused::Conflict(_))) => {
            form.fault("cycle", &refused.to_string());
            return draw(&visitor, None, &form).await;
        }
        Err(other) => return Err(other.into()),
    }
    visitor.tell(&session, told).await?;
    Ok(Redirect::to(&At::of(cycle).path(&visitor, "")).into_response())
}

/// The text with which an assessment goes on from the last one before its cycle; none where there is none before.
async fn last_text(visitor: &Visitor, cycle: Cycle) -> Result<Option<Vec<Source>>, PageError> {
    let before = visitor.book.assessments().await?.into_iter().map(|(one, _)| one);
    let Some(before) = before.filter(|one| *one < cycle).max() else { return Ok(None) };
    let versions = visitor.book.assessment_versions(before).await?;
    Ok(versions.last().map(|kept| from_the_last(&kept.version.sources)))
}

/// Asks what an assessment is to be about instead.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let held = visitor.book.assessment(at.cycle).await?.ok_or(PageError::NotFound)?;
    let mut form = Form::default();
    form.put("area", &held.value.area.to_string());
    form.put("period", &held.value.period.to_string());
    form.put("against", &held.value.against.to_string());
    form.put("version", &held.version.0.to_string());
    draw(&visitor, Some(&at), &form).await
}

/// Changes what it is about.
pub(super) async fn change(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    visitor.book.assessment(at.cycle).await?.ok_or(PageError::NotFound)?;
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let Some(about) = read(&mut form) else { return draw(&visitor, Some(&at), &form).await };
    match visitor.book.change_assessment(&visitor.signed(), at.cycle, seen, about).await {
        Ok(_) => {}
        Err(AssessmentRefused::Conflict(conflict)) => {
            form.fault("period", &changed(&visitor, &conflict).await?);
            let now = visitor.book.assessment(at.cycle).await?.ok_or(PageError::NotFound)?;
            let form = form.replaced("version", &now.version.0.to_string());
            return draw(&visitor, Some(&at), &form).await;
        }
        Err(other) => return Err(other.into()),
    }
    visitor.tell(&session, "What the assessment is about was changed.").await?;
    Ok(Redirect::to(&at.path(&visitor, "")).into_response())
}

fn read(form: &mut Form) -> Option<About> {
    let area: Option<AreaCode> = form.value("area", "Choose the district");
    let period: Option<Period> = form.value("period", "Enter the period that it tells of");
    let against: Option<Period> = form.value("against", "Enter the period to compare it with");
    let ((area, period), against) = area.zip(period).zip(against)?;
    match About::of(area, period, against) {
        Ok(about) => Some(about),
        Err(refused) => {
            form.fault("against", &refused.to_string());
            None
        }
    }
}

/// With what a new one may begin.
fn beginnings(form: &Form, last: Option<Cycle>) -> Vec<Choice> {
    let from_the_last = last.map(|last| {
        let text = format!("The text of the assessment {}", last.in_words());
        let hint =
            "Its references tell of the new period against the one before; read every sentence anew";
        Choice::of(form, "begin", FROM_THE_LAST, &text).with_hint(hint.to_owned())
    });
    let others = [
        (READY, "Text that says what the figures say, to be read and added to"),
        (HEADINGS, "A heading for each statutory item, and no words"),
    ];
    let others = others.map(|(name, words)| Choice::of(form, "begin", name, words));
    from_the_last.into_iter().chain(others).collect()
}

async fn draw(visitor: &Visitor, at: Option<&At>, form: &Form) -> Result<Response, PageError> {
    let partnership = visitor.book.partnership().await?.value;
    let districts = partnership.districts_on(visitor.today);
    let areas = districts.map(|one| Choice::of(form, "area", &one.code.to_string(), &one.name));
    let begun = visitor.book.assessments().await?;
    let cycles = visitor.book.cycles().await?.into_iter().rev();
    let cycles = cycles.filter(|cycle| !begun.iter().any(|(one, _)| one == cycle));
    let cycles =
        cycles.map(|cycle| Choice::of(form, "cycle", &cycle.to_string(), &cycle.in_words()));
    let (path, back) = match at {
        Some(at) => (at.path(visitor, "/about"), at.path(visitor, "")),
        None => (visitor.path("/assessment/new"), visitor.path("/assessment")),
    };
    let it = AboutPage {
        form: form.shown(),
        path,
        back,
        cycles: at.is_none().then(|| cycles.collect()),
        timetable: visitor.path("/timetable"),
        areas: areas.collect(),
        begin: beginnings(form, begun.first().map(|(cycle, _)| *cycle)),
    };
    let around = match at {
        Some(at) => at.page(visitor, "What the assessment is about"),
        None => Page::of(visitor, "Begin an assessment")
            .below("Assessment", visitor.path("/assessment")),
    };
    Ok(page::draw(&visitor.app, "assessment/about.html", around.with(form), &it)?.into_response())
}
