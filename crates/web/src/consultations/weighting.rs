//! Weighting: how many the population has of each answer, typed or from a file, so that weighted shares stand beside the
//! unweighted ones.
//!
//! In come numbers with their sources; out goes the consultation with its weighting, or every number that is none. Once
//! it has closed, a change says why.

mod fields;

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::exercise::TypedConsultation;
use partnership::consultation::sample::lines::People;
use partnership::consultation::version::Version;
use partnership::consultation::version::lets_weighting_be;
use partnership::consultation::weighting::TypedWeighting;
use partnership::consultation::weighting::USUAL;
use partnership::consultation::weighting::WeightingFault;
use partnership::consultation::weighting::file;
use partnership::membership::may::Deed;
use records::HeldConsultation;
use records::NewConsultation;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::describing;
use crate::consultations::saving::Found;
use crate::consultations::saving::WHOLE;
use crate::consultations::saving::text_of;
use crate::consultations::weighting::fields::Asked;
use crate::page;
use crate::page::csv;
use crate::page::fault::PageError;
use crate::page::form::Fault;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Coming;
use crate::page::taken::SentWithFile;
use crate::who::visitor::Visitor;

/// The field in which a change after closing is explained.
const WHY: &str = "corrected";

/// The page.
#[derive(Debug, serde::Serialize)]
struct WeightingPage {
    form: Shown,
    path: String,
    back: String,
    version: String,
    description: String,
    questions: Vec<Asked>,
    /// Whether a weighting is kept already.
    is_weighted: bool,
    /// Whether a change must say why.
    asks_why: bool,
    /// Where the results are.
    results: String,
    /// What stood in the way of it as a whole.
    whole: Vec<Fault>,
}

/// Asks for the numbers.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let mut form = Form::default();
    let kept = held.consultation.typed().weighting.as_ref();
    form.put("at_most", &kept.map_or(USUAL, |kept| kept.at_most_times_the_mean).to_string());
    form.put(WHY, kept.and_then(|kept| kept.corrected.as_deref()).unwrap_or_default());
    fields::put(&mut form, kept.map_or(&[], |kept| &kept.margins));
    show(&visitor, &Found { at, held }, &form)
}

/// Keeps the numbers: those of a file, where one came, and else those that were typed.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    coming: Coming,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let found = Found { at, held };
    let SentWithFile { pairs, file, .. } = coming.read().await?;
    let mut form = Form::of(pairs);
    let seen = describing::seen(&form, &found.held)?;
    let weighting = read(&mut form, &found.held, &file);
    if form.has_faults() {
        return show(&visitor, &found, &form);
    }
    let is_weighted = weighting.is_some();
    let description = TypedConsultation { weighting, ..found.held.consultation.typed().clone() };
    let text = text_of(&visitor, &description).await?;
    let new = NewConsultation { questionnaire: found.typed(), description, text };
    found.put(&visitor, &seen, new, &mut form, &|_| None).await?;
    if form.has_faults() {
        return show(&visitor, &found, &form);
    }
    let done = if is_weighted {
        "The weighting was saved. Weighted shares stand beside the unweighted ones in the results."
    } else {
        "The weighting was taken away. No share is weighted."
    };
    found.done(&visitor, &session, "/weighting", done).await
}

/// The weighting that came; none where every number was left out. What is wrong stands in the form.
fn read(form: &mut Form, held: &HeldConsultation, bytes: &[u8]) -> Option<TypedWeighting> {
    let questionnaire = held.latest.value.questionnaire();
    let margins = if bytes.is_empty() {
        fields::read(form, questionnaire)
    } else {
        match file::read(bytes, questionnaire) {
            Ok(margins) => margins,
            Err(faults) => {
                faults.iter().for_each(|fault| form.fault("file", &fault.to_string()));
                return None;
            }
        }
    };
    let limit: Option<People> =
        form.value("at_most", "Write how many times the mean a weight may be at most");
    let limit = limit.map_or(USUAL, |limit| u32::try_from(limit.0).unwrap_or(u32::MAX));
    let corrected = form.optional(WHY);
    let is_given = !margins.is_empty();
    let typed = TypedWeighting { at_most_times_the_mean: limit, corrected, margins };
    let found = is_given.then_some(typed);
    let faults = found.iter().flat_map(|found| found.faults(questionnaire));
    for fault in faults.collect::<Vec<_>>() {
        let field = field_of(&fault, held, !bytes.is_empty());
        form.fault(&field, &fault.to_string());
    }
    let versions: Vec<&Version> = held.versions().map(|version| &version.value).collect();
    let kept = held.consultation.typed().weighting.as_ref();
    if let Err(refused) = lets_weighting_be(&versions, kept, found.as_ref()) {
        form.fault(WHY, &refused.to_string());
    }
    found
}

/// The field that a fault is told beside.
fn field_of(fault: &WeightingFault, held: &HeldConsultation, came_by_file: bool) -> String {
    match (fault, fault.question()) {
        (WeightingFault::Limit(_), _) => "at_most".to_owned(),
        _ if came_by_file => "file".to_owned(),
        (WeightingFault::NoSource(question), _) => fields::source(question),
        (_, Some(question)) => {
            fields::first(held.latest.value.questionnaire(), question).unwrap_or(WHOLE.to_owned())
        }
        (_, None) => WHOLE.to_owned(),
    }
}

fn show(visitor: &Visitor, found: &Found, form: &Form) -> Result<Response, PageError> {
    let held = &found.held;
    let versions: Vec<&Version> = held.versions().map(|version| &version.value).collect();
    let kept = held.consultation.typed().weighting.as_ref();
    let it = WeightingPage {
        questions: fields::asked(form, held.latest.value.questionnaire()),
        form: form.shown(),
        path: found.at.path(visitor, "/weighting"),
        back: found.at.path(visitor, ""),
        version: found.version(),
        description: held.description.0.to_string(),
        is_weighted: kept.is_some(),
        asks_why: lets_weighting_be(&versions, kept, None).is_err(),
        results: found.at.path(visitor, "/results"),
        whole: form.faults().iter().filter(|fault| fault.field == WHOLE).cloned().collect(),
    };
    let around = found.at.page(visitor, held, "Weighting").with(form);
    Ok(page::draw(&visitor.app, "consultations/weighting.html", around, &it)?.into_response())
}

/// Gives the table of margins as it stands, a row for each answer, to be filled in and sent back.
pub(super) async fn download(visitor: Visitor, at: At) -> Result<csv::Download, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let held = at.found(&visitor).await?;
    let kept = held.consultation.typed().weighting.as_ref();
    let margins = kept.map_or(&[][..], |kept| &kept.margins);
    let lines = fields::lines(held.latest.value.questionnaire(), margins);
    Ok(csv::download(&format!("{}-margins.csv", held.questionnaire()), &lines))
}
