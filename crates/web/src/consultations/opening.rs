//! Opening and closing a questionnaire: what to look at first, what freezes, and what is asked now.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::form::Edition;
use partnership::consultation::form::FormName;
use partnership::consultation::readiness;
use partnership::consultation::readiness::Printed;
use partnership::consultation::readiness::Stands;
use partnership::consultation::version::Stage;
use partnership::consultation::version::Version;
use partnership::membership::may::Deed;
use partnership::terms::day::Day;
use partnership::terms::wording::capitalised;
use partnership::timetable::spoken::Spoken;
use records::ConsultationRefused;
use records::Form as PrintedForm;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::saving;
use crate::consultations::saving::Found;
use crate::consultations::saving::WHOLE;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Fault;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::page::taken::Unreadable;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct OpeningPage {
    form: Shown,
    path: String,
    preview: String,
    /// The draft, if the latest version is one.
    draft: Option<Draft>,
    /// The version that is asked now.
    open: Option<Open>,
    /// How far it has come, where nothing can be done.
    stands: String,
    whole: Vec<Fault>,
}

/// A draft to be opened.
#[derive(Debug, serde::Serialize)]
struct Draft {
    number: u32,
    version: String,
    points: Vec<PointLine>,
    /// Whether nothing stands against opening it.
    can: bool,
    today: String,
    print: String,
}

/// Something to look at.
#[derive(Debug, serde::Serialize)]
struct PointLine {
    told: String,
    stands: &'static str,
    colour: &'static str,
}

/// A version to be closed.
#[derive(Debug, serde::Serialize)]
struct Open {
    number: u32,
    version: String,
    told: String,
    last_day: String,
}

/// Shows how far it has come.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let mut form = Form::default();
    form.put("on", &visitor.today.in_words());
    show(&visitor, &Found { at, held }, &form).await
}

/// Opens or closes.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let done = match form.text("press") {
        "open" => open(&visitor, &found, seen).await,
        "close" => {
            let Some(on) = closing_day(&visitor, &mut form) else {
                return show(&visitor, &found, &form).await;
            };
            close(&visitor, &found, seen, on).await
        }
        _ => return Err(Unreadable::Form.into()),
    };
    match done {
        Ok(done) => found.done(&visitor, &session, "", &done).await,
        Err(refused) => {
            saving::note(&visitor, &mut form, refused, &|_| None).await?;
            show(&visitor, &found, &form).await
        }
    }
}

async fn open(
    visitor: &Visitor,
    found: &Found,
    seen: records::Version,
) -> Result<String, ConsultationRefused> {
    let (signed, today) = (visitor.signed(), visitor.today);
    let draft = records::Held { value: found.held.latest.value.clone(), version: seen };
    visitor.book.open_questionnaire(&signed, found.at.cycle, &draft, today).await?;
    let last = found.held.consultation.closes().in_words();
    Ok(format!("Version {} is open. Its last day is {last}.", draft.value.number()))
}

async fn close(
    visitor: &Visitor,
    found: &Found,
    seen: records::Version,
    on: Day,
) -> Result<String, ConsultationRefused> {
    let asked = found.held.open().unwrap_or(&found.held.latest);
    let asked = records::Held { value: asked.value.clone(), version: seen };
    visitor.book.close_questionnaire(&visitor.signed(), found.at.cycle, &asked, on).await?;
    let told = "Replies that come from now on are kept as late";
    Ok(format!("Version {} was closed on {}. {told}.", asked.value.number(), on.in_words()))
}

/// The day on which it closes: today, or one before.
fn closing_day(visitor: &Visitor, form: &mut Form) -> Option<Day> {
    let on: Spoken<Day> = form.value("on", "Enter the last day on which it was open")?;
    if on.0 > visitor.today {
        let told = format!("{} is still to come; enter today or a day before", on.0.in_words());
        form.fault("on", &told);
        return None;
    }
    Some(on.0)
}

async fn show(visitor: &Visitor, found: &Found, form: &Form) -> Result<Response, PageError> {
    let held = &found.held;
    let latest = &held.latest.value;
    let is_draft = latest.stage() == Stage::Draft;
    let it = OpeningPage {
        form: form.shown(),
        path: found.at.path(visitor, "/opening"),
        preview: found.at.path(visitor, "/questionnaire/preview"),
        draft: if is_draft { Some(draft(visitor, found).await?) } else { None },
        open: held.open().map(|asked| Open {
            number: asked.value.number(),
            version: asked.version.0.to_string(),
            told: capitalised(&asked.value.stage().in_words()),
            last_day: held.consultation.closes().in_words(),
        }),
        stands: capitalised(&latest.stage().in_words()),
        whole: form.faults().iter().filter(|fault| fault.field == WHOLE).cloned().collect(),
    };
    let around = found.at.page(visitor, held, "Open and close").with(form);
    Ok(page::draw(&visitor.app, "consultations/opening.html", around, &it)?.into_response())
}

async fn draft(visitor: &Visitor, found: &Found) -> Result<Draft, PageError> {
    let (held, today) = (&found.held, visitor.today);
    let version = &held.latest.value;
    let year = visitor.book.year(found.at.cycle).await?;
    let polls: Vec<Day> =
        year.iter().flat_map(|held| held.year.timetable.typed().polls.clone()).collect();
    let printed = printed(visitor, found, version).await?;
    let points = readiness::points(&held.consultation, version, printed, &polls, today);
    let can = points.iter().all(|point| point.stands != Stands::Against);
    let line = |point: readiness::Point| {
        let (stands, colour) = match point.stands {
            Stands::Right => ("Right", "green"),
            Stands::LookAt => ("Look at this", "yellow"),
            Stands::Against => ("Stands against it", "red"),
        };
        PointLine { told: point.told, stands, colour }
    };
    Ok(Draft {
        number: version.number(),
        version: held.latest.version.0.to_string(),
        points: points.into_iter().map(line).collect(),
        can,
        today: today.in_words(),
        print: found.at.path(visitor, "/form"),
    })
}

/// Whether a form of the draft was printed in any of its languages.
async fn printed(
    visitor: &Visitor,
    found: &Found,
    version: &Version,
) -> Result<Printed, PageError> {
    for language in &version.questionnaire().typed().languages {
        for edition in [Edition::Ordinary, Edition::LargePrint] {
            let name = FormName::of(version, *language, edition);
            let form = PrintedForm { version: version.number(), name };
            let (cycle, questionnaire) = (found.at.cycle, &found.at.questionnaire);
            if visitor.book.form_layout(cycle, questionnaire, &form).await?.is_some() {
                return Ok(Printed::Yes);
            }
        }
    }
    Ok(Printed::No)
}
