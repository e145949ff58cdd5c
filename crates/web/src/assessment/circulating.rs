//! Circulating the draft: its figures are frozen, or everything is listed that must be mended first.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::assessment::circulated::circulate;
use partnership::assessment::completeness::Answered;
use partnership::assessment::completeness::completeness;
use partnership::assessment::fault::Fault;
use partnership::assessment::reading::read;
use partnership::membership::may::Deed;
use records::AssessmentRefused;
use records::KeptDraft;
use tower_sessions::Session;

use crate::assessment::at::At;
use crate::assessment::draft::Draft;
use crate::assessment::material::Stock;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::who::apart;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct CirculatePage {
    form: Shown,
    path: String,
    back: String,
    stands: String,
    version: u32,
    why_not: Option<String>,
    faults: Vec<FaultLine>,
    lacking: Vec<String>,
    circulated: bool,
}

/// Something that must be mended first.
#[derive(Debug, serde::Serialize)]
struct FaultLine {
    place: String,
    href: String,
    text: String,
}

/// Asks whether to circulate the draft, or lists what is to be mended.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let draft = Draft::of(&visitor, &at).await?;
    draw(&visitor, &at, &draft, &Form::default()).await
}

/// What stands against circulating a version, or the draft to keep.
async fn tried(
    visitor: &Visitor,
    at: &At,
    draft: &Draft,
    last: &KeptDraft,
) -> Result<Result<partnership::assessment::circulated::Circulated, Vec<Fault>>, PageError> {
    let (version, today) = (last.version.clone(), visitor.today);
    let stock = Stock::of(visitor, at.cycle, draft.about.value, &version.sources).await;
    apart(move || match stock.material() {
        Ok(material) => Ok(circulate(&version, &material, today)),
        Err(why) => Err(PageError::Refused(why)),
    })
    .await?
}

/// Circulates the draft.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let draft = Draft::of(&visitor, &at).await?;
    let last = draft.last()?;
    let mut form = Form::of(pairs);
    let number = last.version.number;
    if form.text("version") != number.to_string() {
        let told = format!(
            "The last version is {number}, saved by {}: look at it first",
            draft.names.name(&last.version.by)
        );
        form.fault("circulate", &told);
        return draw(&visitor, &at, &draft, &form).await;
    }
    if let Err(why) = circulated(&visitor, &at, (&draft, last)).await? {
        form.fault("circulate", &why);
        return draw(&visitor, &at, &draft, &form).await;
    }
    let done = format!("Version {number} is circulated. Its figures stay what they are.");
    visitor.tell(&session, &done).await?;
    Ok(Redirect::to(&at.path(&visitor, &format!("/circulated/{number}"))).into_response())
}

/// Circulates a version, or says why not.
async fn circulated(
    visitor: &Visitor,
    at: &At,
    (draft, last): (&Draft, &KeptDraft),
) -> Result<Result<(), String>, PageError> {
    let frozen = match tried(visitor, at, draft, last).await {
        Ok(Ok(frozen)) => frozen,
        Ok(Err(faults)) => {
            return Ok(Err(match faults.len() {
                1 => "one thing must be mended first".to_owned(),
                many => format!("{many} things must be mended first"),
            }));
        }
        Err(PageError::Refused(why)) => return Ok(Err(why)),
        Err(other) => return Err(other),
    };
    match visitor.book.circulate_assessment(&visitor.signed(), at.cycle, &frozen).await {
        Ok(()) => Ok(Ok(())),
        Err(AssessmentRefused::Conflict(_)) => {
            Ok(Err("this version was circulated already".to_owned()))
        }
        Err(other) => Err(other.into()),
    }
}

async fn draw(
    visitor: &Visitor,
    at: &At,
    draft: &Draft,
    form: &Form,
) -> Result<Response, PageError> {
    let last = draft.last()?;
    let number = last.version.number;
    let (faults, why_not) = match tried(visitor, at, draft, last).await {
        Ok(tried) => (tried.err().unwrap_or_default(), None),
        Err(PageError::Refused(why)) => {
            let told =
                format!("The draft cannot be circulated, since its figures cannot be had: {why}.");
            (Vec::new(), Some(told))
        }
        Err(other) => return Err(other),
    };
    let circulated = visitor.book.circulated_drafts(at.cycle).await?;
    let it = CirculatePage {
        form: form.shown(),
        path: at.path(visitor, "/circulate"),
        back: at.path(visitor, ""),
        stands: draft.told(last),
        version: number,
        why_not,
        faults: faults.iter().map(|fault| fault_line(visitor, at, fault)).collect(),
        lacking: lacking(last),
        circulated: circulated.iter().any(|(one, _)| *one == number),
    };
    let around = at.page(visitor, "Circulate the draft").with(form);
    Ok(page::draw(&visitor.app, "assessment/circulate.html", around, &it)?.into_response())
}

/// A fault as it is listed before circulating, or before an edition is made.
fn fault_line(visitor: &Visitor, at: &At, fault: &Fault) -> FaultLine {
    let nearest = fault.nearest.as_ref().map(|name| format!(" Did you mean `{name}`?"));
    let (place, page) = match fault.place.file.as_str() {
        "" => ("The draft".to_owned(), "/new-section".to_owned()),
        file => (fault.place.to_string(), format!("/sections/{file}")),
    };
    FaultLine {
        place,
        href: at.path(visitor, &page),
        text: format!(
            "Found {}; wanted {}.{}",
            fault.found,
            fault.wanted.trim_end_matches('.'),
            nearest.unwrap_or_default()
        ),
    }
}

/// The statutory items that are not answered whole. A first draft may lack some; a final one may not.
fn lacking(kept: &KeptDraft) -> Vec<String> {
    let items = completeness(&read(&kept.version.sources).sections).into_iter();
    let lacking = items.filter_map(|(item, answered)| match answered {
        Answered::Whole => None,
        Answered::Missing => Some(format!("{}: missing", item.in_words())),
        Answered::Thin(_) => Some(format!("{}: thin", item.in_words())),
    });
    lacking.collect()
}
