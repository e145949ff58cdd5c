//! Which documents are left out of a publication by choice; none unless somebody says so.
//!
//! In come short names of documents; out goes whether one of them is left out, with what tells of it alone.

use std::collections::BTreeSet;

use crate::approval::document::DocumentKind;
use crate::publication::part::Part;
use crate::publication::part::PartKind;
use crate::terms::wording::listed;

/// The documents that are left out, by their short names, which are those of their folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut(BTreeSet<String>);

/// A document that would be published if nobody had left it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithoutIt {
    /// Its short name.
    pub name: String,
    /// Its title, with what it is of.
    pub title: String,
}

/// A name is that of no document.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("`{name}` is no document that would be published; those are {}", listed(.known))]
pub struct NoSuchDocument {
    /// The name.
    pub name: String,
    /// The documents, by their short names.
    pub known: Vec<String>,
}

impl LeftOut {
    /// Those of these short names.
    pub fn of(names: impl IntoIterator<Item = String>) -> LeftOut {
        LeftOut(names.into_iter().collect())
    }

    /// The short names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether a document is left out: by its own name, or since it tells of one alone that is.
    pub fn has(&self, kind: &PartKind) -> bool {
        let of = match kind {
            PartKind::Figures => Some(PartKind::Adopted(DocumentKind::Assessment)),
            PartKind::EasyRead => Some(PartKind::Adopted(DocumentKind::Plan)),
            PartKind::Summary
            | PartKind::Adopted(_)
            | PartKind::Consultation(_)
            | PartKind::Timetable => None,
        };
        [Some(kind.clone()), of].into_iter().flatten().any(|one| self.0.contains(&one.folder()))
    }

    /// Parts that stay, and those that are left out.
    pub(super) fn split(&self, parts: Vec<Part>) -> (Vec<Part>, Vec<Part>) {
        parts.into_iter().partition(|part| !self.has(part.kind()))
    }
}

impl WithoutIt {
    pub(super) fn of(part: &Part) -> WithoutIt {
        WithoutIt { name: part.kind().folder(), title: part.title() }
    }
}
