//! Writing a commentary: saved as one goes, checked, sent, and taken back until it is accepted.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::task_groups::commentary::CommentaryRefused;
use partnership::task_groups::commentary::Deed;
use partnership::task_groups::commentary::LONGEST;
use partnership::task_groups::commentary::Part;
use partnership::task_groups::commentary::Standing;
use partnership::task_groups::commentary::Words;
use partnership::task_groups::commentary::WordsFault;
use partnership::task_groups::due;
use partnership::task_groups::judgement::Rag;
use partnership::terms::period::Period;
use partnership::terms::wording::sentence;
use records::ChangeError;
use records::TaskGroupsRefused;

use crate::app::App;
use crate::page;
use crate::page::Page;
use crate::page::PageLink;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::paragraphs;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::page::unsaved;
use crate::page::unsaved::Written;
use crate::people::choices::Choice;
use crate::task_groups::commentary::said;
use crate::task_groups::desk::Desk;
use crate::task_groups::figures::Measures;
use crate::task_groups::figures::measures;
use crate::task_groups::refused;
use crate::task_groups::which::Known;
use crate::task_groups::which::Tag;

/// What stands behind the question mark of the address.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    /// What was just done.
    #[serde(default)]
    done: String,
}

/// The form.
#[derive(Debug, serde::Serialize)]
struct WritingPage {
    form: Shown,
    path: String,
    version: String,
    quarter: String,
    due: String,
    /// Whom the link is for, and until when.
    greeting: Option<String>,
    reason: Option<String>,
    judgements: Vec<Choice>,
    judged_before: Option<String>,
    fields: Vec<Field>,
    measures: Measures,
    longest: String,
}

/// A part to be written, with what was said of the quarter before.
#[derive(Debug, serde::Serialize)]
struct Field {
    name: &'static str,
    heading: &'static str,
    hint: &'static str,
    before: Vec<String>,
}

/// What is written, to be checked or as it was sent.
#[derive(Debug, serde::Serialize)]
struct CheckPage {
    path: String,
    version: String,
    group: String,
    /// What was done with it, as a heading.
    title: &'static str,
    quarter: String,
    judgement: Option<Tag>,
    said: Vec<Written>,
    /// What is missing before it can be sent, each with where it is mended.
    against: Vec<PageLink>,
    due: String,
    /// Of what was sent: when, and whether it can be taken back.
    sent: String,
    take_back: bool,
    until: String,
}

/// Shows the form, or what was sent.
pub(super) async fn ask(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    if !desk.held.value.is_with_lead() {
        return draw_sent(&desk).await;
    }
    let words = &desk.held.value.words;
    let mut form = Form::default();
    form.put("judgement", words.judgement.map_or("", Rag::code));
    for part in Part::ALL {
        form.put(part.name(), words.of(part));
    }
    let done = match asked.done.as_str() {
        "saved" => {
            Some("What you wrote is saved. You can close this page and come back to it.".to_owned())
        }
        "taken-back" => {
            Some("It was taken back. Send it again when you have changed it.".to_owned())
        }
        _ => None,
    };
    draw(&desk, &form, done).await
}

/// Saves what is written, and goes on to check it where that was asked for. Where the link ended meanwhile, what was
/// written comes back to be copied.
pub(super) async fn save(
    State(app): State<App>,
    desk: Result<Desk, PageError>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let mut form = Form::of(pairs);
    let desk = match desk {
        Ok(desk) => desk,
        Err(PageError::Refused(why)) => return unsaved(&app, &why, &form),
        Err(other) => return Err(other),
    };
    let seen = (desk.number, form.seen()?);
    let deed = Deed::Write(words(&form));
    match desk.book.change_commentary(&desk.signed(), seen, deed, desk.today).await {
        Ok(_) => {}
        Err(TaskGroupsRefused::Change(ChangeError::Conflict(conflict))) => {
            form.fault("done", &format!(
                "{conflict}; what you typed is still here, and saving it again puts it in the place of the other"
            ));
            return draw(&desk, &form, None).await;
        }
        Err(TaskGroupsRefused::Commentary(refused)) => {
            form.fault(
                "done",
                &format!("{refused}; what you typed is still here, and is not saved"),
            );
            return draw(&desk, &form, None).await;
        }
        Err(other) => return Err(refused::told(other)),
    }
    let next = match form.text("then") {
        "check" => format!("{}/check", desk.path),
        _ => format!("{}?done=saved", desk.path),
    };
    Ok(Redirect::to(&next).into_response())
}

/// Shows what was written and could not be saved.
fn unsaved(app: &App, why: &str, form: &Form) -> Result<Response, PageError> {
    let around = Page::outside(app, unsaved::TITLE);
    unsaved::show(app, around, (why, unsaved::BY_NEW_LINK), said(&words(form)))
}

fn words(form: &Form) -> Words {
    // Browsers end lines in their own way; one is kept.
    let text = |part: Part| form.text(part.name()).replace("\r\n", "\n");
    Words {
        judgement: Rag::of_code(form.text("judgement")),
        done: text(Part::Done),
        helped: text(Part::Helped),
        hindered: text(Part::Hindered),
        asked: text(Part::Asked),
    }
}

/// Shows what is written, to be checked.
pub(super) async fn check(desk: Desk) -> Result<Response, PageError> {
    if !desk.held.value.is_with_lead() {
        return draw_sent(&desk).await;
    }
    draw_check(&desk).await
}

/// Sends it.
pub(super) async fn send(desk: Desk, Sent(pairs): Sent) -> Result<Response, PageError> {
    let seen = (desk.number, Form::of(pairs).seen()?);
    match desk.book.change_commentary(&desk.signed(), seen, Deed::Send, desk.today).await {
        Ok(_) => Ok(Redirect::to(&desk.path).into_response()),
        Err(TaskGroupsRefused::Commentary(CommentaryRefused::Words(_))) => draw_check(&desk).await,
        Err(other) => Err(refused::told(other)),
    }
}

/// Takes it back, to go on writing.
pub(super) async fn take_back(desk: Desk, Sent(pairs): Sent) -> Result<Response, PageError> {
    let seen = (desk.number, Form::of(pairs).seen()?);
    let taken = desk.book.change_commentary(&desk.signed(), seen, Deed::TakeBack, desk.today).await;
    taken.map_err(refused::told)?;
    Ok(Redirect::to(&format!("{}?done=taken-back", desk.path)).into_response())
}

async fn draw(desk: &Desk, form: &Form, done: Option<String>) -> Result<Response, PageError> {
    let commentary = &desk.held.value;
    let known = Known::of(&desk.book, desk.today).await?;
    let earlier = commentary.quarter.plus_quarters(-1);
    let before = known.commentary(&commentary.group, earlier).map(|(_, held)| &held.value.words);
    let it = WritingPage {
        version: desk.held.version.0.to_string(),
        quarter: Period::Quarter(commentary.quarter).in_words(),
        due: due_told(desk),
        greeting: desk.link().map(|(name, until)| {
            format!(
                "This page is for {name}. The link to it works until the end of {}.",
                until.in_words()
            )
        }),
        reason: match &commentary.standing {
            Standing::SentBack { reason, .. } => Some(reason.clone()),
            _ => None,
        },
        judgements: judgements(form),
        judged_before: before
            .and_then(|words| words.judgement)
            .map(|rag| rag.in_words().to_owned()),
        fields: Part::ALL.map(|part| field(part, before)).into(),
        measures: measures(&known, commentary),
        longest: LONGEST.to_string(),
        form: form.shown(),
        path: desk.path.clone(),
    };
    let title = format!("Commentary of the {}", commentary.group);
    let around = desk.page(&title).await?.with(form);
    let around = if done.is_some() { around.done(done) } else { around };
    Ok(page::draw(&desk.app, "task_groups/writing.html", around, &it)?.into_response())
}

fn due_told(desk: &Desk) -> String {
    let due = due::in_words(&desk.held.value, desk.today);
    due.map_or_else(|| desk.held.value.due.in_full(), |words| sentence(&format!("it is {words}")))
}

fn judgements(form: &Form) -> Vec<Choice> {
    let hint = |rag: Rag| match rag {
        Rag::OnTrack => "What was planned is done or going well.",
        Rag::AtRisk => "Something may not be done in time, or not work.",
        Rag::OffTrack => "Something important will not be done without help.",
    };
    let choice = |rag: Rag| {
        Choice::of(form, "judgement", rag.code(), rag.in_words()).with_hint(hint(rag).to_owned())
    };
    Rag::ALL.map(choice).to_vec()
}

fn field(part: Part, before: Option<&Words>) -> Field {
    let hint = match part {
        Part::Done => "In the quarter, with numbers where there are any.",
        Part::Helped => "Such as a partner, a place, money, a new way of working.",
        Part::Hindered => "Such as people who were missing, or something that came too late.",
        Part::Asked => "What another partner could do, or the partnership decide.",
    };
    let before = paragraphs(before.map(|words| words.of(part)).unwrap_or_default());
    Field { name: part.name(), heading: part.heading(), hint, before }
}

/// What is missing, with where it is mended.
fn against(desk: &Desk, fault: &WordsFault) -> PageLink {
    PageLink::to(format!("{}#{}", desk.path, fault.field()), &sentence(&fault.to_string()))
}

/// What was done with it as a heading and in words, and whether it can be taken back.
fn was_sent(standing: &Standing) -> (&'static str, String, bool) {
    match standing {
        Standing::Sent { on } => (
            "Commentary sent",
            format!("It was sent on {}. It can be changed until it is accepted.", on.in_words()),
            true,
        ),
        Standing::Accepted { on, .. } => (
            "Commentary accepted",
            format!(
                "It was accepted on {} and stands in the report. Ask the partnership to reopen it if something must be \
                changed.",
                on.in_words()
            ),
            false,
        ),
        Standing::Asked | Standing::Begun | Standing::SentBack { .. } => ("", String::new(), false),
    }
}

fn check_page(desk: &Desk) -> CheckPage {
    let commentary = &desk.held.value;
    let (title, sent, take_back) = was_sent(&commentary.standing);
    CheckPage {
        path: desk.path.clone(),
        version: desk.held.version.0.to_string(),
        group: commentary.group.clone(),
        title,
        quarter: Period::Quarter(commentary.quarter).in_words(),
        judgement: commentary.words.judgement.map(Rag::in_words).map(Tag::of),
        said: said(&commentary.words),
        against: commentary.words.faults().iter().map(|fault| against(desk, fault)).collect(),
        due: due_told(desk),
        sent,
        take_back,
        until: desk.link().map(|(_, until)| until.in_words()).unwrap_or_default(),
    }
}

async fn draw_check(desk: &Desk) -> Result<Response, PageError> {
    let around = desk.page("Check what you wrote").await?;
    Ok(page::draw(&desk.app, "task_groups/check.html", around, &check_page(desk))?.into_response())
}

async fn draw_sent(desk: &Desk) -> Result<Response, PageError> {
    let title = format!("Commentary of the {}", desk.held.value.group);
    let around = desk.page(&title).await?;
    Ok(page::draw(&desk.app, "task_groups/sent.html", around, &check_page(desk))?.into_response())
}
