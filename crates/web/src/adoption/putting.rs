//! Puts a version of a document forward: a circulated draft of the assessment, or a text that was written elsewhere.
//!
//! In comes a form; out goes a version whose text stays as it is, or the form again.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::approval::deed::DeedKind;
use partnership::approval::document::DocumentKind;
use partnership::approval::document::Version;
use partnership::approval::from_draft;
use partnership::approval::from_plan;
use partnership::approval::text::Text;
use partnership::approval::text::TextError;
use partnership::approval::typed;
use partnership::terms::day::Day;
use partnership::terms::wording::sentence;
use partnership::timetable::spoken::Spoken;
use tower_sessions::Session;

use crate::adoption::at;
use crate::adoption::at::At;
use crate::adoption::at::Opened;
use crate::adoption::refused;
use crate::app::App;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::CONFLICT;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// What is told where the plan changed since it was looked at.
const CHANGED: &str = "The plan was changed since you looked at it. Read it as it is written now, then put it forward.";

/// How the form has that the plan is put forward as it is written here.
const WRITTEN_HERE: &str = "plan";

/// The form.
#[derive(Debug, serde::Serialize)]
struct PutPage {
    form: form::Shown,
    path: String,
    back: String,
    seen: usize,
    number: u32,
    why_not: Option<String>,
    drafts: Vec<(u32, String)>,
    /// The plan that is written here; none where there is none.
    plan: Option<WrittenHere>,
}

/// The plan that is written here.
#[derive(Debug, serde::Serialize)]
struct WrittenHere {
    /// What it is called.
    called: String,
    /// The hash of its text as it was looked at; empty where it has none.
    seen: String,
    /// Where it is read as it would be put forward.
    read: String,
}

/// Asks for the version.
pub(super) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let mut form = Form::default();
    form.put("on", &visitor.today.in_words());
    show(&app, &visitor, &opened, &form).await
}

/// Puts the version forward.
pub(super) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let seen = at::seen(&form)?;
    let text = text(&visitor, &opened, &mut form).await?;
    let missing = "Write the day on which it was put forward";
    let on = form.value::<Spoken<Day>>("on", missing);
    if let (Some((text, drawn_from)), Some(Spoken(on)), false) = (text, on, form.has_faults()) {
        let (document, number) = (opened.document(), opened.history.stage().next_version());
        let version = Version { document, number, on, drawn_from, text };
        match visitor.book.put_forward(&visitor.signed(), seen, version, visitor.today).await {
            Ok(()) => {
                return opened.lead_on(&visitor, &session, "The version was put forward.").await;
            }
            Err(why) => refused::note(&mut form, "on", why)?,
        }
    }
    let opened = Opened::of(&visitor, at.document).await?;
    show(&app, &visitor, &opened, &form).await
}

/// From where the text comes.
enum From {
    /// A draft of the assessment that was circulated, by its number.
    Draft(u32),
    /// The plan as it is written here.
    Plan,
    /// It was typed.
    Typed,
}

/// From where the form says that the text comes; none where it says so twice or not at all, and the form then tells.
fn from(opened: &Opened, form: &mut Form) -> Option<From> {
    let is_typed = !form.text("text").is_empty();
    let kind = opened.document().kind;
    let is_plan = kind == DocumentKind::Plan && form.text("draft") == WRITTEN_HERE;
    let draft = if is_plan { None } else { form.optional_number::<u32>("draft") };
    match (draft, is_plan, is_typed) {
        (Some(_), _, true) => {
            form.fault("draft", "A draft is chosen and a text is written; keep one of the two");
            None
        }
        (None, true, true) => {
            form.fault("draft", "The plan is chosen and a text is written; keep one of the two");
            None
        }
        (Some(number), _, false) if kind == DocumentKind::Assessment => Some(From::Draft(number)),
        (Some(_), _, false) => {
            form.fault(
                "draft",
                "A plan is not drawn from a draft; choose the plan as it is written",
            );
            None
        }
        (None, true, false) => Some(From::Plan),
        (None, false, true) => Some(From::Typed),
        (None, false, false) => {
            let told = match kind {
                DocumentKind::Assessment => "Choose a circulated draft, or write the text",
                DocumentKind::Plan => "Choose the plan as it is written, or write the text",
            };
            form.fault("text", told);
            None
        }
    }
}

/// The text that was chosen or typed, and what it is.
async fn text(
    visitor: &Visitor,
    opened: &Opened,
    form: &mut Form,
) -> Result<Option<(Text, String)>, PageError> {
    let Some(from) = from(opened, form) else { return Ok(None) };
    let cycle = opened.document().cycle;
    let (read, drawn_from) = match from {
        From::Draft(number) => {
            let circulated = visitor.book.circulated_draft(cycle, number).await?;
            let circulated = circulated.ok_or(PageError::NotFound)?;
            (from_draft::text_of(&circulated), Some(from_draft::drawn_from(&circulated)))
        }
        From::Plan => {
            let written = plan_text(visitor, opened).await?.ok_or(PageError::NotFound)?;
            if written.as_ref().is_ok_and(|text| text.hash().to_string() != form.text("plan_seen"))
            {
                form.fault(CONFLICT, CHANGED);
                return Ok(None);
            }
            (written, Some(from_plan::drawn_from(visitor.today)))
        }
        From::Typed => {
            let missing = "Write what the text is, such as “final draft of 24 February 2015”";
            (typed::text_of(form.text("text")), form.needed("drawn_from", missing))
        }
    };
    match read {
        Ok(text) => Ok(drawn_from.map(|drawn_from| (text, drawn_from))),
        Err(why) => {
            form.fault("text", &why.to_string());
            Ok(None)
        }
    }
}

/// The text of the plan as it is written here; none where it is not begun.
async fn plan_text(
    visitor: &Visitor,
    opened: &Opened,
) -> Result<Option<Result<Text, TextError>>, PageError> {
    let plan = visitor.book.plan_in_full(opened.document().cycle).await?;
    let before = opened.held.versions.last().map(|last| &last.text);
    Ok(plan.map(|plan| from_plan::text_of(plan.full(), before)))
}

async fn show(
    app: &App,
    visitor: &Visitor,
    opened: &Opened,
    form: &Form,
) -> Result<Response, PageError> {
    let drafts = match opened.document().kind {
        DocumentKind::Assessment => visitor.book.circulated_drafts(opened.document().cycle).await?,
        DocumentKind::Plan => Vec::new(),
    };
    let drafts = drafts.into_iter().rev().map(|(number, on)| {
        (number, format!("Draft version {number}, circulated on {}", on.in_words()))
    });
    let plan = written_here(visitor, opened, form).await?;
    let stage = opened.history.stage();
    let why_not = stage.allows(DeedKind::PutForward, visitor.today).err();
    let it = PutPage {
        form: form.shown(),
        path: opened.path(visitor, "/put-forward"),
        back: opened.path(visitor, ""),
        seen: at::seen_next(form, opened),
        number: stage.next_version(),
        why_not: why_not.map(|why| sentence(&why.to_string())),
        drafts: drafts.collect(),
        plan,
    };
    let around = opened.page(visitor, "Put a version forward").with(form);
    Ok(page::draw(app, "adoption/putting.html", around, &it)?.into_response())
}

/// The plan that is written here; none where it is not begun. What was looked at stays so, unless the form tells that it changed.
async fn written_here(
    visitor: &Visitor,
    opened: &Opened,
    form: &Form,
) -> Result<Option<WrittenHere>, PageError> {
    let cycle = opened.document().cycle;
    if opened.document().kind == DocumentKind::Assessment {
        return Ok(None);
    }
    let Some(held) = visitor.book.plan(cycle).await? else { return Ok(None) };
    let text = plan_text(visitor, opened).await?.and_then(Result::ok);
    let now = text.map(|text| text.hash().to_string()).unwrap_or_default();
    let has_changed = form.has_conflict();
    let seen = form.optional("plan_seen").filter(|_| !has_changed);
    Ok(Some(WrittenHere {
        called: format!("The plan {} as it stands now", held.value.years()),
        seen: seen.unwrap_or(now),
        read: visitor.path(&format!("/plan/{cycle}/document")),
    }))
}
