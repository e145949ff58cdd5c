//! Writing a section: Markdown with references, how it reads now beneath, and what is wrong beside its lines.
//!
//! In comes a form; out goes the page again with what was typed, or a new version. Where somebody else saved the same
//! section meanwhile, both texts stand on the page and nothing is lost; where they saved another one, both are kept.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::assessment::passage::moved_marks;
use partnership::assessment::reading::read;
use partnership::assessment::text::Source;
use partnership::membership::may::Deed;
use records::AssessmentRefused;
use records::KeptDraft;
use tower_sessions::Session;

use crate::assessment::at::At;
use crate::assessment::changed::Changed;
use crate::assessment::changed::differences;
use crate::assessment::draft;
use crate::assessment::draft::Draft;
use crate::assessment::ready::ready;
use crate::assessment::section::SectionPage;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::page::taken::Unreadable;
use crate::who::visitor::Visitor;

/// Shows a section, to be written; with `with=ready`, filled with what the figures say, which is not saved yet.
pub(super) async fn ask(
    visitor: Visitor,
    at: At,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let draft = Draft::of(&visitor, &at).await?;
    let last = draft.last()?;
    let file: String = at.part("file")?;
    let source = of_file(last, &file).ok_or(PageError::NotFound)?;
    let mut form = Form::default();
    let wanted = Form::of(asked).text("with") == "ready";
    let files = match wanted {
        true => ready(&visitor, at.cycle, draft.about.value).await?,
        false => Vec::new(),
    };
    let filled = files.iter().find(|one| one.file == file);
    form.put("text", filled.map_or(&source.text, |one| &one.text));
    form.put("seen", &last.version.number.to_string());
    SectionPage::of(&visitor, &at, &draft, &form).await?.drawn(&visitor, &at, &form)
}

/// Looks at what was typed, or saves it.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let draft = Draft::of(&visitor, &at).await?;
    let file: String = at.part("file")?;
    let mut form = Form::of(pairs);
    let seen: u32 = form.text("seen").parse().map_err(|_| PageError::from(Unreadable::Form))?;
    let seen = draft.version(seen).ok_or(PageError::NotFound)?;
    let before = of_file(seen, &file).ok_or(PageError::NotFound)?;
    let typed = typed(form.secret("text"));
    if form.text("deed") == "look" {
        return SectionPage::of(&visitor, &at, &draft, &form).await?.drawn(&visitor, &at, &form);
    }
    if typed.trim().is_empty() {
        form.fault("text", "Write the section; to do without it, take it out below");
        return SectionPage::of(&visitor, &at, &draft, &form).await?.drawn(&visitor, &at, &form);
    }
    let last = draft.last()?;
    let meanwhile = of_file(last, &file);
    if meanwhile.is_none_or(|now| now.text != before.text) {
        return overtaken(&visitor, &at, &draft, form).await;
    }
    let text = if typed == before.text { before.text.clone() } else { typed };
    let sources = replaced(last, &file, &text);
    let note = form.text("note").to_owned();
    let number = last.version.number;
    match draft::save(&visitor, &at, (number, sources, &note)).await {
        Ok(kept) => saved(&visitor, &at, &session, (last, &kept)).await,
        Err(AssessmentRefused::Overtaken { .. }) => {
            let draft = Draft::of(&visitor, &at).await?;
            overtaken(&visitor, &at, &draft, form).await
        }
        Err(other) => Err(other.into()),
    }
}

/// What was typed, with the ends of lines that files have.
fn typed(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    if text.ends_with('\n') || text.is_empty() { text } else { format!("{text}\n") }
}

/// A file of a version.
pub(super) fn of_file<'k>(kept: &'k KeptDraft, file: &str) -> Option<&'k Source> {
    kept.version.sources.iter().find(|source| source.file == file)
}

/// The files of a version with another text in one.
fn replaced(kept: &KeptDraft, file: &str, text: &str) -> Vec<Source> {
    let each = kept.version.sources.iter().map(|source| {
        let text = if source.file == file { text } else { &source.text };
        Source { file: source.file.clone(), text: text.to_owned() }
    });
    each.collect()
}

/// Leads back to the section, with what is to be known of the new version.
async fn saved(
    visitor: &Visitor,
    at: &At,
    session: &Session,
    (before, kept): (&KeptDraft, &KeptDraft),
) -> Result<Response, PageError> {
    let number = kept.version.number;
    let done = if number == before.version.number {
        "Nothing was changed, so no version was saved.".to_owned()
    } else {
        let (earlier, now) = (read(&before.version.sources), read(&kept.version.sources));
        let moved = moved_marks(&earlier.sections, &now.sections);
        let moved = moved.iter().map(|one| format!(" Look again: {one}."));
        let unnumbered = if now.faults.is_empty() {
            ""
        } else {
            " New passages get their numbers once what is marked is mended."
        };
        format!("Version {number} was saved.{unnumbered}{}", moved.collect::<String>())
    };
    visitor.tell(session, &done).await?;
    let file: String = at.part("file")?;
    Ok(Redirect::to(&at.path(visitor, &format!("/sections/{file}"))).into_response())
}

/// Shows both texts where somebody else saved the section meanwhile. Sent again, one's own takes the other's place.
async fn overtaken(
    visitor: &Visitor,
    at: &At,
    draft: &Draft,
    mut form: Form,
) -> Result<Response, PageError> {
    let (last, file) = (draft.last()?, at.part::<String>("file")?);
    let Some(now) = of_file(last, &file) else {
        let told = format!(
            "{} took the section out in version {}. Copy your text, add the section again and put it there",
            draft.names.name(&last.version.by),
            last.version.number
        );
        form.fault("text", &told);
        return SectionPage::of(visitor, at, draft, &form).await?.drawn(visitor, at, &form);
    };
    let told = format!(
        "{} saved this section in version {} while you wrote. Your text is still below. Compare the two, then save yours \
         to put it in its place",
        draft.names.name(&last.version.by),
        last.version.number
    );
    form.fault("text", &told);
    let yours = Source { file, text: typed(form.secret("text")) };
    let compared: Vec<Changed> = differences(std::slice::from_ref(now), &[yours]);
    let form = form.replaced("seen", &last.version.number.to_string());
    let page = SectionPage::of(visitor, at, draft, &form).await?;
    let page = page.beside(&now.text, compared, draft.told(last));
    page.drawn(visitor, at, &form)
}
