//! The plan in easy-read: written, looked at beside the adopted text, and cleared.
//!
//! In comes a form with the source; out goes it again with all that stands against it, and once nothing does, a clearing.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::approval::adopted::Adopted;
use partnership::approval::document::DocumentId;
use partnership::approval::document::DocumentKind;
use partnership::approval::history::Minutes;
use partnership::approval::text::Text;
use partnership::assessment::circulated::Circulated;
use partnership::membership::may::Deed;
use partnership::publication::easy_read::EasyRead;
use partnership::publication::easy_read::clearing::KeptEasyRead;
use partnership::publication::easy_read::clearing::against;
use partnership::publication::easy_read::plain::HIGHEST_LIX;
use partnership::publication::easy_read::plain::LONGEST_SENTENCE;
use partnership::publication::easy_read::plain::index;
use partnership::publication::easy_read::symbol::all_named;
use partnership::publication::site::adopted;
use partnership::terms::wording::sentence;
use records::EasyReadRefused;
use records::Held;
use tower_sessions::Session;

use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;
use crate::year::Asked;
use crate::year::Opened as Year;

/// What stands for a field where somebody else was there first.
const CONFLICT: &str = "conflict";

/// The page.
#[derive(Debug, serde::Serialize)]
struct EasyReadPage {
    form: Shown,
    path: String,
    cycle: String,
    version: Option<i64>,
    source: String,
    symbols: String,
    longest: usize,
    /// The readability index and the highest that is plain.
    index: String,
    highest: String,
    /// What stands against what was saved, a line each.
    against: Vec<String>,
    /// The adopted text's passages with their numbers; none where it is not adopted.
    passages: Vec<(String, String, String)>,
    cleared: String,
}

/// What the page is about.
struct About {
    year: Year,
    adopted: Option<Adopted<Text>>,
    drafts: Vec<Circulated>,
    held: Option<Held<KeptEasyRead>>,
}

async fn about(visitor: &Visitor, asked: &Asked) -> Result<About, PageError> {
    visitor.may(Deed::Publish)?;
    let year = Year::of(visitor, asked).await?.ok_or(PageError::NotFound)?;
    let cycle = year.cycle();
    let minutes = Minutes { year: &year.so_far, meetings: &year.held.year.meetings };
    let held = visitor.book.document(DocumentId { kind: DocumentKind::Plan, cycle }).await?;
    let history = held.history(minutes).map_err(|why| PageError::Refused(why.to_string()))?;
    let adopted = adopted(&history, visitor.today).cloned();
    let mut drafts = Vec::new();
    for (number, _) in visitor.book.circulated_drafts(cycle).await? {
        drafts.extend(visitor.book.circulated_draft(cycle, number).await?);
    }
    let held = visitor.book.easy_read(cycle).await?;
    Ok(About { year, adopted, drafts, held })
}

/// Shows the text.
pub(super) async fn ask(
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let about = about(&visitor, &asked).await?;
    draw(&visitor, &about, &Form::default())
}

/// Keeps it, or clears what is kept.
pub(super) async fn take(
    visitor: Visitor,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let mut form = Form::of(pairs);
    let asked = Asked { cycle: form.text("cycle").to_owned(), ..Asked::default() };
    let before = about(&visitor, &asked).await?;
    let cycle = before.year.cycle();
    let done = if form.text("press") == "clear" {
        clear(&visitor, &before, &mut form).await?
    } else {
        write(&visitor, &before, &mut form).await?
    };
    let Some(done) = done else {
        let now = about(&visitor, &asked).await?;
        return draw(&visitor, &now, &form);
    };
    visitor.tell(&session, done).await?;
    Ok(Redirect::to(&visitor.path(&format!("/publish/easy-read?cycle={cycle}"))).into_response())
}

async fn write(
    visitor: &Visitor,
    about: &About,
    form: &mut Form,
) -> Result<Option<&'static str>, PageError> {
    let seen = if form.text("version").is_empty() { None } else { Some(form.seen()?) };
    let Some(source) = form.needed("source", "write the text") else { return Ok(None) };
    let which = (about.year.cycle(), seen);
    let written = visitor.book.write_easy_read(&visitor.signed(), which, &source).await;
    told(written.map(|_| ()), "It was saved. What stands against it is listed below.", form)
}

async fn clear(
    visitor: &Visitor,
    about: &About,
    form: &mut Form,
) -> Result<Option<&'static str>, PageError> {
    let Some(adopted) = &about.adopted else {
        form.fault(
            "tried_with",
            "the plan is not adopted yet, so there is nothing to clear it against",
        );
        return Ok(None);
    };
    let (which, tried_with) =
        ((about.year.cycle(), form.seen()?), form.text("tried_with").to_owned());
    let (text, by) = ((adopted, &about.drafts[..]), (visitor.today, tried_with.as_str()));
    let cleared = visitor.book.clear_easy_read(&visitor.signed(), which, text, by).await;
    told(cleared.map(|_| ()), "It was cleared: the next publication has it.", form)
}

fn told(
    done: Result<(), EasyReadRefused>,
    words: &'static str,
    form: &mut Form,
) -> Result<Option<&'static str>, PageError> {
    match done {
        Ok(()) => return Ok(Some(words)),
        Err(EasyReadRefused::NotCleared(why)) => form.fault("tried_with", &why.to_string()),
        Err(EasyReadRefused::Conflict(why)) => form.fault(CONFLICT, &why.to_string()),
        Err(EasyReadRefused::Records(error)) => return Err(error.into()),
    }
    Ok(None)
}

fn draw(visitor: &Visitor, about: &About, form: &Form) -> Result<Response, PageError> {
    let cycle = about.year.cycle();
    let kept = about.held.as_ref().map(|held| &held.value);
    let saved = kept.map_or("", KeptEasyRead::source);
    let against = match (&about.adopted, kept) {
        (Some(adopted), Some(kept)) => against(kept.source(), adopted, &about.drafts),
        (Some(_) | None, Some(_) | None) => Vec::new(),
    };
    let index = EasyRead::of(saved).ok().as_ref().and_then(index);
    let typed = form.text("source");
    let passages = about.adopted.iter().flat_map(|adopted| adopted.text().passages());
    let cleared = kept.and_then(KeptEasyRead::cleared).map(|cleared| {
        let (on, by) = (cleared.on.in_words(), &cleared.tried_with);
        format!("It was cleared on {on}. Who read it to see whether it is understood: {by}.")
    });
    let it = EasyReadPage {
        form: form.shown(),
        path: visitor.path("/publish/easy-read"),
        cycle: cycle.to_string(),
        version: about.held.as_ref().map(|held| held.version.0),
        source: if typed.is_empty() { saved.to_owned() } else { typed.to_owned() },
        symbols: all_named(),
        longest: LONGEST_SENTENCE,
        index: index.map(|index| format!("{index:.0}")).unwrap_or_default(),
        highest: format!("{HIGHEST_LIX:.0}"),
        against: against.iter().map(|one| sentence(&one.to_string())).collect(),
        passages: passages
            .map(|one| (one.id.to_string(), one.under.clone(), one.words.clone()))
            .collect(),
        cleared: cleared.unwrap_or_default(),
    };
    let around = Page::of(visitor, format!("The plan {} in easy-read", cycle.in_words()));
    let around = around.below("Publication", visitor.path(&format!("/publish?cycle={cycle}")));
    let drawn = page::draw(&visitor.app, "publication/easy_read.html", around.with(form), &it)?;
    Ok(drawn.into_response())
}
