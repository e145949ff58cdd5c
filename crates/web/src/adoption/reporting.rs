//! What an officer writes in the cover report to a meeting.
//!
//! In comes a form; out goes a report as far as it is written, or the form again. Nothing is needed before it is kept: what is
//! still to be written the document tells in its place.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::approval::cover_report::CoverReport;
use partnership::approval::cover_report::Field;
use partnership::approval::sitting::Matter;
use partnership::membership::body::KeyDecisions;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::counted;
use partnership::terms::wording::sentence;
use records::CoverReportRefused;
use tower_sessions::Session;

use crate::adoption::at::At;
use crate::adoption::at::Opened;
use crate::adoption::report;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::CONFLICT;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// What is told then.
const OVERTAKEN: &str = "The report was saved by somebody else since you opened it. Yours is below, and where theirs says something else, that stands above the field. Once you save, yours takes its place.";

/// The form.
#[derive(Debug, serde::Serialize)]
struct ReportPage {
    form: form::Shown,
    path: String,
    back: String,
    /// The version that was seen; empty where nothing was written yet.
    version: String,
    item: String,
    fields: Vec<Shown>,
    /// How much is still to be written.
    missing: String,
    /// Whether the body gives notice of its key decisions.
    gives_notice: bool,
}

/// A field of it.
#[derive(Debug, serde::Serialize)]
struct Shown {
    name: &'static str,
    label: &'static str,
    hint: Option<String>,
    /// Whether it has room for one line alone.
    is_short: bool,
    value: String,
    fault: Option<form::Message>,
}

/// Asks for the report; once the meeting has decided, it is only read.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let matter = opened.matter(&at)?;
    if matter.decided_on().is_some() {
        let to = report::path(&visitor, &opened, &matter, "/document");
        return Ok(Redirect::to(&to).into_response());
    }
    draw(&visitor, &opened, &at, None).await
}

/// Keeps what was written.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let matter = opened.matter(&at)?;
    report::text_of(&opened)?;
    let mut form = Form::of(pairs);
    let written = Field::all()
        .fold(CoverReport::default(), |report, field| report.with(field, form.text(field.code())));
    let seen = match form.text("version") {
        "" => None,
        _ => Some(form.seen()?),
    };
    let which = (at.document, &matter.meeting.id, seen);
    match visitor.book.write_cover_report(&visitor.signed(), which, &written).await {
        Ok(_) => {
            visitor.tell(&session, "The report was saved.").await?;
            let to = report::path(&visitor, &opened, &matter, "/document");
            Ok(Redirect::to(&to).into_response())
        }
        Err(CoverReportRefused::TooLong(faults)) => {
            for fault in faults {
                form.fault(fault.field.code(), &fault.to_string());
            }
            draw(&visitor, &opened, &at, Some(form)).await
        }
        Err(CoverReportRefused::Conflict(_)) => {
            form.fault(CONFLICT, OVERTAKEN);
            draw(&visitor, &opened, &at, Some(form)).await
        }
        Err(why @ CoverReportRefused::Decided(_)) => {
            form.fault(CONFLICT, &sentence(&why.to_string()));
            draw(&visitor, &opened, &at, Some(form)).await
        }
        Err(CoverReportRefused::Records(error)) => Err(error.into()),
    }
}

async fn draw(
    visitor: &Visitor,
    opened: &Opened,
    at: &At,
    sent: Option<Form>,
) -> Result<Response, PageError> {
    let matter = opened.matter(at)?;
    report::text_of(opened)?;
    let held = visitor.book.cover_report(at.document, &matter.meeting.id).await?;
    let now = held.as_ref().map(|held| held.value.clone()).unwrap_or_default();
    let form = sent.unwrap_or_else(|| {
        let mut form = Form::default();
        for field in Field::all() {
            form.put(field.code(), now.text(field));
        }
        form
    });
    // What was seen stays so, unless the form tells what somebody else wrote meanwhile.
    let is_fresh = form.faults().iter().all(|fault| fault.field == CONFLICT);
    let latest = held.as_ref().map(|held| held.version.0.to_string()).unwrap_or_default();
    let version = if is_fresh { latest } else { form.text("version").to_owned() };
    let it = ReportPage {
        path: report::path(visitor, opened, &matter, ""),
        back: opened.path(visitor, ""),
        version,
        item: format!("{}, {}", capitalised(matter.body), matter.date_in_words()),
        fields: Field::all().map(|field| shown(&form, field, &now)).collect(),
        missing: missing(&now),
        gives_notice: gives_notice(visitor, &matter).await?,
        form: form.shown(),
    };
    let around = opened.page(visitor, "Report to a meeting").with(&form);
    Ok(page::draw(&visitor.app, "adoption/reporting.html", around, &it)?.into_response())
}

fn shown(form: &Form, field: Field, now: &CoverReport) -> Shown {
    let name = field.code();
    let is_overtaken = form.has_conflict();
    let saved = Some(now.text(field)).filter(|saved| is_overtaken && *saved != form.text(name));
    let saved = saved.map(|saved| match saved {
        "" => "As it is saved now, nothing stands here.".to_owned(),
        saved => format!("As it is saved now: {saved}"),
    });
    let fault = form.faults().iter().find(|fault| fault.field == name);
    Shown {
        name,
        label: field.in_words(),
        hint: saved.or_else(|| hint(field)),
        is_short: matches!(
            field,
            Field::LeadOfficer | Field::Author | Field::Contact | Field::Wards
        ),
        value: form.text(name).to_owned(),
        fault: fault.map(|fault| form::Message { text: fault.text.clone() }),
    }
}

fn hint(field: Field) -> Option<String> {
    let hint = match field {
        Field::Contact => "As the public may read it, such as a team’s telephone number",
        Field::Wards => "Leave it empty for all wards",
        Field::Recommendations => {
            "One a line. The first is made from the document and the body, and need not be written"
        }
        Field::Background => "One a line. What the document was drawn from is there already",
        Field::Implication(implication) => return implication.duty().map(str::to_owned),
        Field::LeadOfficer
        | Field::Author
        | Field::Summary
        | Field::Reasons
        | Field::Options
        | Field::Risk
        | Field::Consultation
        | Field::NextSteps => return None,
    };
    Some(hint.to_owned())
}

fn missing(now: &CoverReport) -> String {
    match now.missing().len() {
        0 => "Nothing is missing.".to_owned(),
        1 => "One thing is still to be written; the report says which.".to_owned(),
        many => format!(
            "{} things are still to be written; the report says which.",
            capitalised(&counted(many))
        ),
    }
}

async fn gives_notice(visitor: &Visitor, matter: &Matter<'_>) -> Result<bool, PageError> {
    let partnership = visitor.book.partnership().await?.value;
    let body = partnership.body(&matter.meeting.body);
    Ok(body.is_some_and(|body| body.kind.key_decisions() == KeyDecisions::Announced))
}
