//! Undoing the last change of a draft: the audit record has the questionnaire as it was before.
//!
//! In comes a version of the draft that somebody saw; out goes the questionnaire before it, unless it was changed since.
//! Undoing is a change like any other, so it can be undone in turn.

use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::consultation::version::Stage;
use records::Entry;
use records::Kind;
use records::Version;

use crate::clock;
use crate::consultations::saving::Found;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// What the audit record keeps of a version of a questionnaire.
#[derive(Debug, serde::Deserialize)]
struct Kept {
    questionnaire: TypedQuestionnaire,
    opened: Option<String>,
}

/// When the last change of the draft was made, if it can be undone.
pub(super) async fn offered(visitor: &Visitor, found: &Found) -> Result<Option<String>, PageError> {
    if found.held.latest.value.stage() != Stage::Draft {
        return Ok(None);
    }
    let entry = entry(visitor, found.held.latest.version).await?;
    let entry = entry.filter(|entry| questionnaire_before(found, entry).is_some());
    entry.map(|entry| clock::in_words(entry.at)).transpose().map_err(PageError::from)
}

/// The questionnaire before version `seen` of the draft, and what is told when it is put back.
pub(super) async fn before(
    visitor: &Visitor,
    found: &Found,
    seen: Version,
) -> Result<(TypedQuestionnaire, String), PageError> {
    let nothing = || PageError::Refused("there is no change of this draft to undo".to_owned());
    let entry = entry(visitor, seen).await?.filter(|entry| entry.key == key(found));
    let before = entry.and_then(|entry| questionnaire_before(found, &entry)).ok_or_else(nothing)?;
    Ok((before, "The last change was undone.".to_owned()))
}

/// The draft before an entry, or where that made the draft, the version that it was made from. None for a first draft.
fn questionnaire_before(found: &Found, entry: &Entry) -> Option<TypedQuestionnaire> {
    if entry.before.is_some() {
        return kept(entry).map(|kept| kept.questionnaire);
    }
    let version = found.held.earlier.last()?;
    Some(version.value.questionnaire().typed().clone())
}

fn key(found: &Found) -> String {
    let number = found.held.latest.value.number();
    format!("{}/{}/{number}", found.at.cycle, found.at.questionnaire)
}

/// The draft that an entry changed.
fn kept(entry: &Entry) -> Option<Kept> {
    let before = entry.before.as_deref().filter(|_| entry.kind == Kind::QuestionnaireVersion)?;
    serde_json::from_str(before).ok().filter(|kept: &Kept| kept.opened.is_none())
}

async fn entry(visitor: &Visitor, version: Version) -> Result<Option<Entry>, PageError> {
    let found = visitor.book.entries(version.0.saturating_sub(1), 1).await?.pop();
    Ok(found.filter(|entry| entry.number == version.0))
}
