//! One passage: what it says, who wrote it, and the comments on it.
//!
//! In come comments; out goes the page. Those who write see the last version, those who read the draft that was circulated.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::assessment::comment::Comment;
use partnership::assessment::comment::SeenBy;
use partnership::assessment::looked_over::LookedOver;
use partnership::assessment::looked_over::LookedPassage;
use partnership::assessment::looked_over::look_over;
use partnership::assessment::passage::Number;
use partnership::assessment::passage::passages;
use partnership::assessment::reading::read;
use partnership::assessment::versions::written_by;
use partnership::membership::may::Deed;
use records::AssessmentRefused;
use records::CommentDeed;
use records::KeptComment;
use tower_sessions::Session;

use crate::assessment::at::At;
use crate::assessment::circulated::as_circulated;
use crate::assessment::draft::Draft;
use crate::assessment::material::Stock;
use crate::assessment::shown;
use crate::assessment::shown::ShownPassage;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::who::apart;
use crate::who::visitor::Visitor;
use crate::year::refused::changed;

/// The page.
#[derive(Debug, serde::Serialize)]
struct PassagePage {
    form: Shown,
    path: String,
    comments_path: String,
    back: (String, &'static str),
    version: u32,
    heading: String,
    passage: ShownPassage,
    written: Option<String>,
    open: Vec<Said>,
    settled: Vec<Said>,
    may_settle: bool,
    /// Who will see a comment, as a sentence.
    seen_by: &'static str,
}

/// A comment.
#[derive(Debug, serde::Serialize)]
struct Said {
    number: i64,
    version: i64,
    words: String,
    by: String,
    on: String,
    of: u32,
    settled: Option<String>,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, Default, serde::Deserialize)]
pub(super) struct Wanted {
    version: Option<u32>,
}

/// Where a passage is read: in which version, and whether as it was circulated.
struct Place {
    number: Number,
    version: u32,
    circulated: bool,
}

impl Place {
    /// Those who write read the last version unless they ask for a circulated one; the others what was circulated alone.
    async fn of(
        visitor: &Visitor,
        at: &At,
        draft: &Draft,
        wanted: Option<u32>,
    ) -> Result<Place, PageError> {
        let number = Number::of(at.part("passage")?).ok_or(PageError::NotFound)?;
        let circulated = visitor.book.circulated_drafts(at.cycle).await?;
        let is_circulated = |version: u32| circulated.iter().any(|(one, _)| *one == version);
        let (drafts, last) = (visitor.can(Deed::DraftAssessment), draft.last()?.version.number);
        let version = match wanted {
            Some(version) => version,
            None if drafts => last,
            None => circulated.last().map(|(version, _)| *version).ok_or(PageError::NotFound)?,
        };
        let circulated = is_circulated(version) && (!drafts || wanted.is_some());
        if !circulated && !drafts {
            return Err(PageError::NotFound);
        }
        Ok(Place { number, version, circulated })
    }

    fn seen_by(&self) -> SeenBy {
        if self.circulated { SeenBy::Readers } else { SeenBy::Writers }
    }

    fn asked(&self) -> String {
        if self.circulated { format!("?version={}", self.version) } else { String::new() }
    }
}

/// Shows a passage.
pub(super) async fn show(
    visitor: Visitor,
    at: At,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    visitor.may(Deed::ReadDrafts)?;
    let draft = Draft::of(&visitor, &at).await?;
    let place = Place::of(&visitor, &at, &draft, wanted.version).await?;
    draw(&visitor, &at, (&draft, &place), &Form::default()).await
}

/// Keeps a comment.
pub(super) async fn comment(
    visitor: Visitor,
    at: At,
    Query(wanted): Query<Wanted>,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ReadDrafts)?;
    let draft = Draft::of(&visitor, &at).await?;
    let place = Place::of(&visitor, &at, &draft, wanted.version).await?;
    // What was taken out since is commented on as it last stood.
    let mut form = Form::of(pairs);
    let place = if place.circulated {
        place
    } else {
        // The version that was read, which need not be the last one any more.
        let read = form.text("version").parse().unwrap_or(place.version).min(place.version);
        still(&draft, &Place { version: read, ..place })
    };
    let (of, signed) = ((place.number, place.version), (visitor.person.id.clone(), visitor.today));
    let comment = match Comment::of(of, place.seen_by(), form.text("words"), signed) {
        Ok(comment) => comment,
        Err(refused) => {
            form.fault("words", &refused.to_string());
            return draw(&visitor, &at, (&draft, &place), &form).await;
        }
    };
    visitor.book.comment_on_assessment(&visitor.signed(), at.cycle, comment).await?;
    visitor.tell(&session, "The comment was kept.").await?;
    let below = format!("/passages/{}{}", place.number, place.asked());
    Ok(Redirect::to(&at.path(&visitor, &below)).into_response())
}

/// Settles a comment, or opens it again.
pub(super) async fn change(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let number: i64 = at.part("comment")?;
    let all = visitor.book.assessment_comments(at.cycle).await?;
    let kept = all.iter().find(|kept| kept.number == number).ok_or(PageError::NotFound)?;
    let form = Form::of(pairs);
    let seen = form.seen()?;
    let deed = match form.text("deed") {
        "reopen" => CommentDeed::Reopen,
        _ => CommentDeed::Settle(form.text("how").to_owned()),
    };
    let who = (visitor.person.id.clone(), visitor.today);
    let signed = visitor.signed();
    let done = visitor.book.change_assessment_comment(&signed, at.cycle, (number, seen), deed, who);
    let passage = kept.comment.passage();
    match done.await {
        Ok(_) => {}
        Err(AssessmentRefused::Comment(refused)) => {
            return again(&visitor, &at, (kept, form), &refused.to_string()).await;
        }
        Err(AssessmentRefused::Conflict(conflict)) => {
            let told = changed(&visitor, &conflict).await?;
            return again(&visitor, &at, (kept, form), &told).await;
        }
        Err(other) => return Err(other.into()),
    }
    visitor.tell(&session, "The comment was changed.").await?;
    let below = format!("/passages/{passage}");
    Ok(Redirect::to(&at.path(&visitor, &below)).into_response())
}

/// Shows the passage of a comment again, with what was wrong and typed.
async fn again(
    visitor: &Visitor,
    at: &At,
    (kept, mut form): (&KeptComment, Form),
    told: &str,
) -> Result<Response, PageError> {
    let draft = Draft::of(visitor, at).await?;
    let (number, version) = (kept.comment.passage(), draft.last()?.version.number);
    let how = form.text("how").to_owned();
    form.put(&format!("how-{}", kept.number), &how);
    form.fault(&format!("how-{}", kept.number), told);
    let place = Place { number, version, circulated: false };
    draw(visitor, at, (&draft, &place), &form).await
}

/// The passage as it reads in its version, with the heading that it stands under.
async fn passage(
    visitor: &Visitor,
    at: &At,
    (draft, place): (&Draft, &Place),
) -> Result<(String, LookedPassage), PageError> {
    let looked = if place.circulated {
        as_circulated(visitor, at, place.version).await?.looked
    } else {
        let kept = draft.version(place.version).ok_or(PageError::NotFound)?;
        let sources = kept.version.sources.clone();
        let stock = Stock::of(visitor, at.cycle, draft.about.value, &sources).await;
        apart(move || look_over(&sources, stock.material().ok().as_ref())).await?
    };
    found(looked, place.number).ok_or(PageError::NotFound)
}

fn found(looked: LookedOver, number: Number) -> Option<(String, LookedPassage)> {
    let each = looked.sections.into_iter().flat_map(|section| {
        let heading = section.section.heading;
        section.passages.into_iter().map(move |passage| (heading.clone(), passage))
    });
    let mut each = each;
    each.find(|(_, passage)| passage.passage.number == Some(number))
}

async fn draw(
    visitor: &Visitor,
    at: &At,
    (draft, place): (&Draft, &Place),
    form: &Form,
) -> Result<Response, PageError> {
    let drafts = visitor.can(Deed::DraftAssessment);
    // A passage that was taken out since is shown in the last version that has it, for those who write.
    let place = if place.circulated { place } else { &still(draft, place) };
    let (heading, looked) = passage(visitor, at, (draft, place)).await?;
    let (open, settled) = comments(visitor, at, (draft, place)).await?;
    let written = if drafts { written(draft, place) } else { None };
    let back = match place.circulated {
        true => {
            (at.path(visitor, &format!("/circulated/{}", place.version)), "the circulated draft")
        }
        false => (at.path(visitor, "/preview"), "the draft"),
    };
    let it = PassagePage {
        form: form.shown(),
        path: at.path(visitor, &format!("/passages/{}{}", place.number, place.asked())),
        comments_path: at.path(visitor, "/comments"),
        version: place.version,
        heading,
        passage: shown::passage(&looked, visitor.app.draw_chart),
        written,
        open,
        settled,
        may_settle: drafts,
        seen_by: match place.seen_by() {
            SeenBy::Readers => "Everybody who may read this circulated draft sees it.",
            SeenBy::Writers => "Those who write the assessment see it.",
        },
        back: back.clone(),
    };
    let title = format!("Passage {}", place.number);
    let around = if drafts {
        at.page(visitor, &title)
    } else {
        page::Page::of(visitor, title).below("Assessment", visitor.path("/assessment"))
    };
    let around = around.below(&back.1.replace("the ", "The "), back.0).with(form);
    Ok(page::draw(&visitor.app, "assessment/passage.html", around, &it)?.into_response())
}

/// The comments on a passage that a visitor may see: the open ones, and those that were settled.
async fn comments(
    visitor: &Visitor,
    at: &At,
    (draft, place): (&Draft, &Place),
) -> Result<(Vec<Said>, Vec<Said>), PageError> {
    let drafts = visitor.can(Deed::DraftAssessment);
    let circulated = visitor.book.circulated_drafts(at.cycle).await?;
    let all = visitor.book.assessment_comments(at.cycle).await?;
    let own = all.iter().filter(|kept| kept.comment.passage() == place.number);
    let seen = own.filter(|kept| {
        let circulated = circulated.iter().any(|(version, _)| *version == kept.comment.version());
        drafts || (circulated && kept.comment.seen_by() == SeenBy::Readers)
    });
    let (open, settled): (Vec<_>, Vec<_>) = seen.partition(|kept| kept.comment.settled().is_none());
    let told = |these: Vec<&KeptComment>| these.into_iter().map(|kept| said(draft, kept)).collect();
    Ok((told(open), told(settled)))
}

/// Who wrote a passage, as a sentence.
fn written(draft: &Draft, place: &Place) -> Option<String> {
    let all = written_by(&draft.named_versions());
    let by = all.get(&place.number)?;
    Some(format!(
        "First written by {} in version {}, last changed by {} in version {}.",
        by.first.by, by.first.version, by.last.by, by.last.version
    ))
}

/// The last version up to that one which has the passage.
fn still(draft: &Draft, place: &Place) -> Place {
    let has = |sources: &[partnership::assessment::text::Source]| {
        passages(&read(sources).sections).any(|(_, one)| one.number == Some(place.number))
    };
    let up_to = draft.versions.iter().rev().filter(|kept| kept.version.number <= place.version);
    let mut with = up_to.filter(|kept| has(&kept.version.sources));
    let version = with.next().map_or(place.version, |kept| kept.version.number);
    Place { number: place.number, version, circulated: false }
}

fn said(draft: &Draft, kept: &KeptComment) -> Said {
    let comment = &kept.comment;
    let name = |id: &partnership::membership::person::PersonId| draft.names.name(&id.to_string());
    Said {
        number: kept.number,
        version: kept.version.0,
        words: comment.words().to_owned(),
        by: name(comment.by()),
        on: comment.on().in_words(),
        of: comment.version(),
        settled: comment.settled().map(|settled| {
            format!("{}: {}, {}", settled.how, name(&settled.by), settled.on.in_words())
        }),
    }
}
