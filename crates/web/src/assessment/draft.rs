//! The draft of a cycle as the pages have it: what it is about, its versions, and what people are called.

use std::collections::BTreeMap;

use partnership::assessment::about::About;
use partnership::assessment::text::Source;
use partnership::assessment::versions;
use records::AssessmentRefused;
use records::Held;
use records::KeptDraft;
use records::Saving;

use crate::assessment::at::At;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// A draft with all its versions.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) about: Held<About>,
    pub(super) versions: Vec<KeptDraft>,
    pub(super) names: Names,
}

/// What people are called, by their short names.
#[derive(Debug, Clone, Default)]
pub(super) struct Names(BTreeMap<String, String>);

impl Names {
    pub(super) async fn of(visitor: &Visitor) -> Result<Names, PageError> {
        Ok(Names(visitor.book.names().await?))
    }

    /// The name; of somebody who is no longer there, the short name.
    pub(super) fn name(&self, id: &str) -> String {
        self.0.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }
}

impl Draft {
    /// The draft of a cycle, if one was begun.
    pub(super) async fn of(visitor: &Visitor, at: &At) -> Result<Draft, PageError> {
        let about = visitor.book.assessment(at.cycle).await?.ok_or(PageError::NotFound)?;
        let versions = visitor.book.assessment_versions(at.cycle).await?;
        Ok(Draft { about, versions, names: Names::of(visitor).await? })
    }

    /// The last version.
    pub(super) fn last(&self) -> Result<&KeptDraft, PageError> {
        let none = || PageError::Broken("an assessment has no version".to_owned());
        self.versions.last().ok_or_else(none)
    }

    /// A version by its number.
    pub(super) fn version(&self, number: u32) -> Option<&KeptDraft> {
        self.versions.iter().find(|kept| kept.version.number == number)
    }

    /// The versions with their writers' names in place of short names.
    pub(super) fn named_versions(&self) -> Vec<versions::Version> {
        let named = self.versions.iter().map(|kept| versions::Version {
            by: self.names.name(&kept.version.by),
            ..kept.version.clone()
        });
        named.collect()
    }

    /// The same up to a version; all where none is named. Who marked a passage of it cannot have done so later.
    pub(super) fn named_versions_to(&self, last: Option<u32>) -> Vec<versions::Version> {
        let mut named = self.named_versions();
        named.retain(|version| last.is_none_or(|last| version.number <= last));
        named
    }

    /// "Version 4, saved by Jane Smith on 20 November 2014".
    pub(super) fn told(&self, kept: &KeptDraft) -> String {
        let versions::Version { number, by, on, .. } = &kept.version;
        format!("Version {number}, saved by {} on {}", self.names.name(by), on.in_words())
    }
}

/// Saves a version of what was written here.
pub(super) async fn save(
    visitor: &Visitor,
    at: &At,
    (seen, sources, note): (u32, Vec<Source>, &str),
) -> Result<KeptDraft, AssessmentRefused> {
    keep(visitor, at, (seen, sources, note), false).await
}

/// Saves a version of files that came, whose numbers may have been given elsewhere.
pub(super) async fn save_files(
    visitor: &Visitor,
    at: &At,
    (seen, sources, note): (u32, Vec<Source>, &str),
) -> Result<KeptDraft, AssessmentRefused> {
    keep(visitor, at, (seen, sources, note), true).await
}

async fn keep(
    visitor: &Visitor,
    at: &At,
    (seen, sources, note): (u32, Vec<Source>, &str),
    numbered_elsewhere: bool,
) -> Result<KeptDraft, AssessmentRefused> {
    let (by, on) = (visitor.person.id.clone(), visitor.today);
    let saving = Saving { seen, sources, by, on, note: note.to_owned(), numbered_elsewhere };
    visitor.book.save_assessment(&visitor.signed(), at.cycle, saving).await
}

impl From<AssessmentRefused> for PageError {
    fn from(refused: AssessmentRefused) -> PageError {
        match refused {
            AssessmentRefused::NotBegun(_)
            | AssessmentRefused::NoSuchCycle(_)
            | AssessmentRefused::NoSuchVersion(_)
            | AssessmentRefused::NoSuchPassage { .. } => PageError::NotFound,
            AssessmentRefused::Records(error) => PageError::Records(error),
            other => PageError::Refused(other.to_string()),
        }
    }
}
