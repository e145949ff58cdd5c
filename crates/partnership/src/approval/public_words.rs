//! What everybody may read of an adopted text: no exempt passage, nothing confidential, no small count.
//!
//! In come an adopted text and the circulated drafts of its year; out goes each passage with what may be read of it, and what
//! those passages quote. The bodies saw a draft's figures as they were; where the public may not, it reads what the draft's
//! public edition says. Whatever is public of an adopted text, its document or the thread behind it, is read here.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::approval::adopted::Adopted;
use crate::approval::from_draft::text_of;
use crate::approval::from_draft::words_of;
use crate::approval::text::Passage;
use crate::approval::text::PassageId;
use crate::approval::text::Text;
use crate::assessment::answer::Answer;
use crate::assessment::circulated::Circulated;
use crate::assessment::clearing::ClearedDraft;
use crate::assessment::clearing::Redaction;
use crate::assessment::passage::passages;
use crate::assessment::reference::Reference;

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

/// An adopted text as everybody may read it.
pub(crate) struct PublicWords<'a> {
    adopted: &'a Adopted<Text>,
    cleared: Option<ClearedDraft>,
    /// What the public edition of the draft says, passage by passage.
    words: BTreeMap<PassageId, String>,
}

/// The circulated draft that a text was put forward from, which is the one of the same words; none where it was written
/// elsewhere.
pub(crate) fn draft_of<'a>(put_forward: &Text, drafts: &'a [Circulated]) -> Option<&'a Circulated> {
    drafts.iter().find(|draft| text_of(draft).as_ref() == Ok(put_forward))
}

impl<'a> PublicWords<'a> {
    /// What everybody may read of an adopted text; `drafts` are all that were circulated in its year.
    pub(crate) fn of(adopted: &'a Adopted<Text>, drafts: &[Circulated]) -> PublicWords<'a> {
        let draft = draft_of(&adopted.version().text, drafts);
        let cleared =
            draft.map(|one| ClearedDraft::of(&one.sections(), &one.answers, &BTreeMap::new()));
        let words = cleared.as_ref().map(words).unwrap_or_default();
        PublicWords { adopted, cleared, words }
    }

    /// Each passage with what may be read of it.
    pub(crate) fn passages(&self) -> impl Iterator<Item = (&'a Passage, Public)> {
        self.adopted.text().passages().iter().map(|passage| (passage, self.read(passage)))
    }

    /// What the passages that can be read quote, where they stand as they were put forward and the public edition shows it
    /// whole: each with its answer there.
    pub(crate) fn quoted(&self) -> impl Iterator<Item = (PassageId, &Reference, &Answer)> {
        let taken_out: BTreeSet<&str> =
            self.register().map(|redaction| redaction.what.as_str()).collect();
        let of_passages = self.cleared.iter().flat_map(|cleared| {
            let each = passages(cleared.sections());
            each.filter_map(move |(_, passage)| {
                let id = PassageId::numbered(passage.number?.value())?;
                Some((id, passage, cleared.answers()))
            })
        });
        of_passages.filter(|(id, ..)| self.stands(*id)).flat_map(move |(id, passage, answers)| {
            let shown = passage.body.references();
            let shown: Vec<&Reference> =
                shown.filter(|one| !taken_out.contains(one.to_string().as_str())).collect();
            shown.into_iter().filter_map(move |one| Some((id, one, answers.get(one)?)))
        })
    }

    fn register(&self) -> impl Iterator<Item = &Redaction> {
        self.cleared.iter().flat_map(ClearedDraft::register)
    }

    /// Whether a passage can be read and has the words in which it was put forward.
    fn stands(&self, id: PassageId) -> bool {
        let after = self.adopted.text().passage(id).filter(|passage| passage.exempt.is_none());
        after.is_some_and(|after| self.before(id) == Some(after.words.as_str()))
    }

    fn before(&self, id: PassageId) -> Option<&'a str> {
        let put_forward = &self.adopted.version().text;
        put_forward.passage(id).map(|before| before.words.as_str())
    }

    fn read(&self, passage: &Passage) -> Public {
        if let Some(why) = &passage.exempt {
            return Public::Exempt(why.paragraph, why.ground());
        }
        match (self.before(passage.id), self.words.get(&passage.id)) {
            // It stands as it was put forward, so what the public edition says of it holds.
            (Some(before), Some(words)) if before == passage.words => Public::Words(words.clone()),
            // It was reworded, and nobody can tell whether a figure that is withheld is still in it.
            (Some(before), Some(words)) if before != words => Public::Withheld,
            (Some(_) | None, Some(_) | None) => Public::Words(passage.words.clone()),
        }
    }
}

fn words(cleared: &ClearedDraft) -> BTreeMap<PassageId, String> {
    let each = passages(cleared.sections()).filter_map(|(_, passage)| {
        let id = PassageId::numbered(passage.number?.value())?;
        Some((id, words_of(&passage.body, cleared.answers())))
    });
    each.collect()
}
