//! The versions of a draft: what was changed by whom, what differs between any two, and who wrote each passage.

use axum::response::Html;
use partnership::assessment::passage::passages;
use partnership::assessment::reading::read;
use partnership::assessment::versions::Stamp;
use partnership::assessment::versions::written_by;
use partnership::membership::may::Deed;
use records::KeptDraft;

use crate::assessment::at::At;
use crate::assessment::changed::Changed;
use crate::assessment::changed::differences;
use crate::assessment::draft::Draft;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Query;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct VersionsPage {
    path: String,
    versions: Vec<Line>,
    before: Vec<Choice>,
    after: Vec<Choice>,
    compared: Option<Compared>,
    writers: Vec<Writer>,
}

/// A version.
#[derive(Debug, serde::Serialize)]
struct Line {
    number: u32,
    by: String,
    on: String,
    note: String,
    file: String,
    circulated: Option<String>,
}

/// Two versions compared.
#[derive(Debug, serde::Serialize)]
struct Compared {
    heading: String,
    differences: Vec<Changed>,
}

/// Who wrote a passage.
#[derive(Debug, serde::Serialize)]
struct Writer {
    passage: String,
    heading: String,
    first: String,
    last: String,
    exempt: String,
}

/// Which two are to be compared.
#[derive(Debug, Clone, Copy, Default, serde::Deserialize)]
pub(super) struct Wanted {
    before: Option<u32>,
    after: Option<u32>,
}

/// Shows the page.
pub(super) async fn show(
    visitor: Visitor,
    at: At,
    Query(wanted): Query<Wanted>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let draft = Draft::of(&visitor, &at).await?;
    let circulated = visitor.book.circulated_drafts(at.cycle).await?;
    let line = |kept: &KeptDraft| {
        let number = kept.version.number;
        let circulated = circulated.iter().find(|(one, _)| *one == number);
        Line {
            number,
            by: draft.names.name(&kept.version.by),
            on: kept.version.on.in_words(),
            note: kept.note.clone(),
            file: at.path(&visitor, &format!("/draft.zip?version={number}")),
            circulated: circulated.map(|(_, day)| format!("Circulated on {}", day.in_words())),
        }
    };
    let last = draft.last()?.version.number;
    let before = wanted.before.unwrap_or_else(|| last.saturating_sub(1).max(1));
    let after = wanted.after.unwrap_or(last);
    let it = VersionsPage {
        path: at.path(&visitor, "/versions"),
        versions: draft.versions.iter().rev().map(line).collect(),
        before: choices(&draft, "before", before),
        after: choices(&draft, "after", after),
        compared: compared(&draft, wanted)?,
        writers: writers(&draft)?,
    };
    let around = at.page(&visitor, "Versions");
    page::draw(&visitor.app, "assessment/versions.html", around, &it)
}

fn choices(draft: &Draft, field: &str, chosen: u32) -> Vec<Choice> {
    let mut form = Form::default();
    form.put(field, &chosen.to_string());
    let each = draft.versions.iter().rev().map(|kept| {
        let number = kept.version.number.to_string();
        Choice::of(&form, field, &number, &draft.told(kept))
    });
    each.collect()
}

fn compared(draft: &Draft, wanted: Wanted) -> Result<Option<Compared>, PageError> {
    let Some((before, after)) = wanted.before.zip(wanted.after) else { return Ok(None) };
    let of = |number| draft.version(number).ok_or(PageError::NotFound);
    let sources = (&of(before)?.version.sources, &of(after)?.version.sources);
    Ok(Some(Compared {
        heading: format!("From version {before} to version {after}"),
        differences: differences(sources.0, sources.1),
    }))
}

fn writers(draft: &Draft) -> Result<Vec<Writer>, PageError> {
    let written = written_by(&draft.named_versions());
    let told = |stamp: &Stamp| {
        format!("{}, {} (version {})", stamp.by, stamp.on.in_words(), stamp.version)
    };
    let sections = read(&draft.last()?.version.sources).sections;
    let each = passages(&sections).filter_map(|(section, passage)| {
        let by = written.get(&passage.number?)?;
        Some(Writer {
            passage: format!("Passage {}", passage.number?),
            heading: section.heading.clone(),
            first: told(&by.first),
            last: match by.last.version == by.first.version {
                true => "Not changed since".to_owned(),
                false => told(&by.last),
            },
            exempt: by.exempt.as_ref().map(told).unwrap_or_default(),
        })
    });
    Ok(each.collect())
}
