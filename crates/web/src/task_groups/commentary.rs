//! A commentary as those read it who look after the groups: accepted, sent back, or reopened.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::assessment::gathered;
use partnership::membership::may::Deed;
use partnership::task_groups::commentary::Commentary;
use partnership::task_groups::commentary::Deed as CommentaryDeed;
use partnership::task_groups::commentary::Part;
use partnership::task_groups::commentary::Standing;
use partnership::task_groups::commentary::Words;
use partnership::task_groups::judgement::Rag;
use partnership::terms::period::Period;
use records::Held;
use records::Once;
use records::TaskGroupsRefused;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::paragraphs;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::page::unsaved::Written;
use crate::task_groups::asking;
use crate::task_groups::figures::Measures;
use crate::task_groups::figures::measures;
use crate::task_groups::quarter;
use crate::task_groups::refused;
use crate::task_groups::which::Known;
use crate::task_groups::which::Tag;
use crate::task_groups::which::around;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct CommentaryPage {
    form: Shown,
    path: String,
    version: String,
    group: String,
    state: Tag,
    reason: Option<String>,
    judgement: Option<Tag>,
    said: Vec<Written>,
    before: Option<Before>,
    measures: Measures,
    /// Whether it is to be read by whoever sees this, and can be reopened by them.
    to_be_read: bool,
    reopen: bool,
    write: Option<String>,
    write_words: &'static str,
    /// How a draft of the assessment refers to it, once it is accepted.
    reference: Option<String>,
}

/// What was said of the quarter before.
#[derive(Debug, serde::Serialize)]
struct Before {
    quarter: String,
    said: Vec<Written>,
}

/// The parts that say something.
pub(super) fn said(words: &Words) -> Vec<Written> {
    let all = Part::ALL.into_iter().map(|part| (part, paragraphs(words.of(part))));
    all.filter(|(_, lines)| !lines.is_empty())
        .map(|(part, paragraphs)| Written { heading: part.heading(), paragraphs })
        .collect()
}

/// A commentary of a group that a visitor may see.
async fn found(visitor: &Visitor, number: i64) -> Result<(Known, Held<Commentary>), PageError> {
    if !visitor.can(Deed::ChangeTaskGroups) {
        visitor.may(Deed::ChangeTaskGroups)?;
    }
    let known = Known::of(&visitor.book, visitor.today).await?;
    let held = known.commentaries.iter().find(|(one, _)| *one == number);
    let held = held.map(|(_, held)| held.clone()).ok_or(PageError::NotFound)?;
    visitor.may_for(Deed::ChangeTaskGroups, &held.value.group)?;
    Ok((known, held))
}

/// Shows the page.
pub(super) async fn show(
    visitor: Visitor,
    Path((_, number)): Path<(String, i64)>,
) -> Result<Response, PageError> {
    let (known, held) = found(&visitor, number).await?;
    draw(&visitor, (&known, number), &held, &Form::default())
}

/// Accepts what was sent.
pub(super) async fn accept(
    visitor: Visitor,
    session: Session,
    Path((_, number)): Path<(String, i64)>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let told = "was accepted. It stands in the report.";
    change(&visitor, &session, (number, pairs), CommentaryDeed::Accept, told).await
}

/// Undoes the accepting.
pub(super) async fn reopen(
    visitor: Visitor,
    session: Session,
    Path((_, number)): Path<(String, i64)>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    change(&visitor, &session, (number, pairs), CommentaryDeed::Reopen, "is open again.").await
}

/// Does what takes no more than pressing a button, and tells what became of the commentary.
async fn change(
    visitor: &Visitor,
    session: &Session,
    (number, pairs): (i64, Vec<(String, String)>),
    deed: CommentaryDeed,
    told: &str,
) -> Result<Response, PageError> {
    visitor.may(Deed::AskTaskGroups)?;
    let (_, held) = found(visitor, number).await?;
    let (seen, on) = (Form::of(pairs).seen()?, visitor.today);
    let changed = visitor.book.change_commentary(&visitor.signed(), (number, seen), deed, on).await;
    changed.map_err(refused::told)?;
    let told = format!("The commentary of the {} {told}", held.value.group);
    lead_on(visitor, session, &held.value, &told).await
}

/// Sends it back to be mended, with a letter that says why.
pub(super) async fn send_back(
    visitor: Visitor,
    session: Session,
    Path((_, number)): Path<(String, i64)>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::AskTaskGroups)?;
    let (known, held) = found(&visitor, number).await?;
    let mut form = Form::of(pairs);
    let seen = (number, form.seen()?);
    let deed = CommentaryDeed::SendBack { reason: form.text("reason").to_owned() };
    let signed = visitor.signed();
    match visitor.book.change_commentary(&signed, seen, deed, visitor.today).await {
        Ok(_) => {}
        Err(refused @ TaskGroupsRefused::Commentary(_)) => {
            form.fault("reason", &refused.to_string());
            return draw(&visitor, (&known, number), &held, &form);
        }
        Err(other) => return Err(refused::told(other)),
    }
    let letter = visitor.book.remind_of_commentary(number).await?;
    asking::begin(&visitor);
    let told = match letter {
        Once::Now => "It was sent back. A letter says why.",
        Once::Already => "It was sent back.",
    };
    lead_on(&visitor, &session, &held.value, told).await
}

async fn lead_on(
    visitor: &Visitor,
    session: &Session,
    commentary: &Commentary,
    told: &str,
) -> Result<Response, PageError> {
    visitor.tell(session, told).await?;
    Ok(Redirect::to(&asking::quarter_path(visitor, commentary.quarter)).into_response())
}

fn draw(
    visitor: &Visitor,
    (known, number): (&Known, i64),
    held: &Held<Commentary>,
    form: &Form,
) -> Result<Response, PageError> {
    let commentary = &held.value;
    let may_ask = visitor.can(Deed::AskTaskGroups);
    let before = known.commentary(&commentary.group, commentary.quarter.plus_quarters(-1));
    let path = visitor.path(&format!("/task-groups/commentaries/{number}"));
    let it = CommentaryPage {
        version: held.version.0.to_string(),
        group: commentary.group.clone(),
        state: quarter::state(commentary, visitor.today),
        reason: match &commentary.standing {
            Standing::SentBack { reason, .. } => Some(reason.clone()),
            _ => None,
        },
        judgement: commentary.words.judgement.map(Rag::in_words).map(Tag::of),
        said: said(&commentary.words),
        before: before.map(|(_, held)| Before {
            quarter: Period::Quarter(held.value.quarter).in_words(),
            said: said(&held.value.words),
        }),
        to_be_read: may_ask && matches!(commentary.standing, Standing::Sent { .. }),
        reopen: may_ask && matches!(commentary.standing, Standing::Accepted { .. }),
        measures: measures(known, commentary),
        write: (!matches!(commentary.standing, Standing::Accepted { .. }))
            .then(|| format!("{path}/write")),
        write_words: match commentary.standing {
            Standing::Sent { .. } => "Take it back to change it",
            _ => "Write it here",
        },
        reference: gathered::commentary(commentary)
            .pop()
            .map(|((_, name), _)| format!("{{commentary:{name}}}")),
        form: form.shown(),
        path,
    };
    let words = Period::Quarter(commentary.quarter).in_words();
    let around = around(visitor, &format!("Commentary of the {}", commentary.group))
        .below(&words, asking::quarter_path(visitor, commentary.quarter))
        .with(form);
    Ok(page::draw(&visitor.app, "task_groups/commentary.html", around, &it)?.into_response())
}
