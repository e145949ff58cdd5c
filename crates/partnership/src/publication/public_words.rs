//! What everybody may read of an adopted text: no exempt passage, nothing confidential, no small count.
//!
//! In come an adopted text and the circulated drafts of its year; out goes each passage with what may be read of it. The
//! bodies saw a draft's figures as they were; where the public may not, it reads what the draft's public edition says.

use std::collections::BTreeMap;

use crate::approval::adopted::Adopted;
use crate::approval::document::Version;
use crate::approval::from_draft::text_of;
use crate::approval::from_draft::words_of;
use crate::approval::text::Passage;
use crate::approval::text::PassageId;
use crate::approval::text::Text;
use crate::assessment::circulated::Circulated;
use crate::assessment::clearing::ClearedDraft;
use crate::assessment::passage::passages;

/// What everybody may read of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Public {
    /// These words.
    Words(String),
    /// Nothing: it is exempt under this paragraph, which is about this.
    Exempt(u8, &'static str),
    /// Nothing: it was amended, and what it rests on is confidential or a small count in part.
    Withheld,
}

/// The circulated draft that a text was put forward from; none where it was written elsewhere.
pub(super) fn draft_of<'a>(
    adopted: &Adopted<Text>,
    drafts: &'a [Circulated],
) -> Option<&'a Circulated> {
    draft_of_version(adopted.version(), drafts)
}

fn draft_of_version<'a>(version: &Version, drafts: &'a [Circulated]) -> Option<&'a Circulated> {
    drafts.iter().find(|draft| text_of(draft).as_ref() == Ok(&version.text))
}

/// Each passage of an adopted text with what everybody may read of it.
pub(super) fn public<'a>(
    adopted: &'a Adopted<Text>,
    drafts: &[Circulated],
) -> Vec<(&'a Passage, Public)> {
    public_of(adopted.version(), adopted.text(), drafts)
}

/// The same of a text that is on its way: what a version became by now.
pub(crate) fn public_of<'a>(
    version: &Version,
    now: &'a Text,
    drafts: &[Circulated],
) -> Vec<(&'a Passage, Public)> {
    let cleared = draft_of_version(version, drafts).map(cleared).unwrap_or_default();
    now.passages().iter().map(|passage| (passage, of(passage, version, &cleared))).collect()
}

fn of(passage: &Passage, version: &Version, cleared: &BTreeMap<PassageId, String>) -> Public {
    if let Some(why) = &passage.exempt {
        return Public::Exempt(why.paragraph, why.ground());
    }
    let before = version.text.passage(passage.id).map(|before| &before.words);
    match (before, cleared.get(&passage.id)) {
        // It stands as it was put forward, so what the public edition says of it holds.
        (Some(before), Some(cleared)) if *before == passage.words => Public::Words(cleared.clone()),
        // It was reworded, and nobody can tell whether a figure that is withheld is still in it.
        (Some(before), Some(cleared)) if before != cleared => Public::Withheld,
        (Some(_) | None, Some(_) | None) => Public::Words(passage.words.clone()),
    }
}

/// What the public edition of a draft says, passage by passage.
fn cleared(draft: &Circulated) -> BTreeMap<PassageId, String> {
    let cleared = ClearedDraft::of(&draft.sections(), &draft.answers, &BTreeMap::new());
    let each = passages(cleared.sections()).filter_map(|(_, passage)| {
        let id = PassageId::numbered(passage.number?.value())?;
        Some((id, words_of(&passage.body, cleared.answers())))
    });
    each.collect()
}
