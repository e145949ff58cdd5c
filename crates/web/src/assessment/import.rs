//! Files that come back: compared with the draft before anything is saved.
//!
//! In comes a zip or a Markdown file; out goes what it would change, and the version that the records made of it once
//! somebody says so.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::assessment::passage::numbered;
use partnership::assessment::reading::read;
use partnership::assessment::text::Source;
use partnership::membership::may::Deed;
use records::AssessmentRefused;
use tower_sessions::Session;

use crate::assessment::at::At;
use crate::assessment::changed::Changed;
use crate::assessment::changed::differences;
use crate::assessment::draft;
use crate::assessment::draft::Draft;
use crate::assessment::files;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Coming;
use crate::page::taken::Sent;
use crate::page::taken::SentWithFile;
use crate::page::taken::Unreadable;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ImportPage {
    form: Shown,
    path: String,
    back: String,
    export: String,
    seen: u32,
    stands: String,
    /// What came, once it did.
    came: Option<Came>,
}

/// Files that came, to be saved.
#[derive(Debug, serde::Serialize)]
struct Came {
    files: Vec<Source>,
    added: Vec<String>,
    gone: Vec<String>,
    differences: Vec<Changed>,
    unread: Option<String>,
    same: bool,
}

/// Asks for files.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let draft = Draft::of(&visitor, &at).await?;
    draw(&visitor, &at, (&draft, None), &Form::default())
}

/// Compares files that came with the draft.
pub(super) async fn compare(
    visitor: Visitor,
    at: At,
    coming: Coming,
) -> Result<Response, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let draft = Draft::of(&visitor, &at).await?;
    let SentWithFile { pairs, file, name } = coming.read().await?;
    let mut form = Form::of(pairs);
    if file.is_empty() {
        form.fault("file", "Choose a file that is not empty");
        return draw(&visitor, &at, (&draft, None), &form);
    }
    match files::read(&name, &file) {
        Ok(files) => {
            let files = match files.as_slice() {
                // One Markdown file takes the place of the one of its name; a zip is the whole draft.
                [only] if name.ends_with(".md") => {
                    form.put("only", &only.file);
                    completed(&draft, only)?
                }
                _ => files,
            };
            draw(&visitor, &at, (&draft, Some(files)), &form)
        }
        Err(why) => {
            form.fault("file", &why);
            draw(&visitor, &at, (&draft, None), &form)
        }
    }
}

/// The draft as it stands, with one file in the place of the one of its name.
fn completed(draft: &Draft, only: &Source) -> Result<Vec<Source>, PageError> {
    let mut all = draft.last()?.version.sources.clone();
    match all.iter_mut().find(|source| source.file == only.file) {
        Some(source) => source.text.clone_from(&only.text),
        None => all.push(only.clone()),
    }
    Ok(all)
}

/// Saves files that were compared.
pub(super) async fn save(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let draft = Draft::of(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let seen: u32 = form.text("seen").parse().map_err(|_| PageError::from(Unreadable::Form))?;
    let names = form.texts("name").enumerate();
    let each =
        names.map(|(at, name)| (name.to_owned(), form.secret(&format!("text-{at}")).to_owned()));
    let files = match files::again(each.collect::<Vec<_>>()) {
        Ok(files) => files,
        Err(why) => {
            form.fault("file", &why);
            return draw(&visitor, &at, (&draft, None), &form);
        }
    };
    // A file that came alone is set into the draft as it stands by now, so that nobody else's section goes back.
    let files = match files.iter().find(|source| source.file == form.text("only")) {
        Some(only) => completed(&draft, only)?,
        None => files,
    };
    let note = form.text("note").to_owned();
    let note = if note.is_empty() { "Imported from files".to_owned() } else { note };
    match draft::save_files(&visitor, &at, (seen, files.clone(), &note)).await {
        Ok(kept) => {
            let done = format!("Version {} was saved.", kept.version.number);
            visitor.tell(&session, &done).await?;
            Ok(Redirect::to(&at.path(&visitor, "")).into_response())
        }
        Err(AssessmentRefused::Overtaken { now, by, .. }) => {
            let told = format!(
                "{} saved version {now} after you chose your files. What differs from it is listed below: saved, your files \
                 take its place",
                draft.names.name(&by)
            );
            form.fault("file", &told);
            draw(&visitor, &at, (&draft, Some(files)), &form)
        }
        Err(other) => Err(other.into()),
    }
}

fn draw(
    visitor: &Visitor,
    at: &At,
    (draft, files): (&Draft, Option<Vec<Source>>),
    form: &Form,
) -> Result<Response, PageError> {
    let last = draft.last()?;
    let it = ImportPage {
        form: form.shown(),
        path: at.path(visitor, "/import"),
        back: at.path(visitor, ""),
        export: at.path(visitor, "/draft.zip"),
        seen: last.version.number,
        stands: draft.told(last),
        came: files.map(|files| came(last, files)),
    };
    let around = at.page(visitor, "Bring files back").with(form);
    Ok(page::draw(&visitor.app, "assessment/import.html", around, &it)?.into_response())
}

fn came(last: &records::KeptDraft, files: Vec<Source>) -> Came {
    let now = &last.version.sources;
    let only = |these: &[Source], those: &[Source]| -> Vec<String> {
        let other = |one: &&Source| !those.iter().any(|another| another.file == one.file);
        these.iter().filter(other).map(|one| one.file.clone()).collect()
    };
    // Passages that are new have no number yet: they get the numbers that saving would give them.
    let (after, unread) = match numbered(&files, last.given.and_those_of(&read(&files).sections)) {
        Ok((numbered, _)) => (numbered, None),
        Err(faults) => {
            let first = faults.first().map(ToString::to_string).unwrap_or_default();
            let told = format!(
                "New passages have no number yet, since something cannot be read: {first}."
            );
            (files.clone(), Some(told))
        }
    };
    Came {
        added: only(&files, now),
        gone: only(now, &files),
        differences: differences(now, &after),
        unread,
        same: *now == files,
        files,
    }
}
