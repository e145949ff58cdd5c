//! A publication as it is kept: what was published on which day, and whether it was withdrawn.
//!
//! In come a site and its files; out goes a record that can be withdrawn once, with a reason. What was published is never
//! changed: whoever publishes again makes another.

use crate::consultation::consulted_on::TextHash;
use crate::publication::part::Part;
use crate::publication::site::Site;
use crate::terms::day::Day;

/// A publication.
///
/// It is made of a site alone:
/// ```compile_fail
/// use partnership::publication::kept::Publication;
/// fn by_hand(on: partnership::terms::day::Day) -> Publication {
///     Publication { on, documents: vec![], files: vec![], despite: None, withdrawn: None }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    on: Day,
    documents: Vec<String>,
    files: Vec<PublishedFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    despite: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    withdrawn: Option<Withdrawn>,
}

/// A file that was published.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedFile {
    /// Where it lies in the site, such as `plan/index.html`.
    pub path: String,
    /// The SHA-256 of its bytes.
    pub sha256: TextHash,
    /// How many bytes it has.
    pub bytes: u64,
}

/// That a publication was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// The day.
    pub on: Day,
    /// Why, for everybody to read.
    pub why: String,
}

/// Why a publication cannot be withdrawn.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum NotWithdrawn {
    /// It was already.
    #[error("it was withdrawn on {}; nothing is left to do", .0.in_words())]
    Already(Day),
    /// Nobody says why.
    #[error("nobody says why it is withdrawn; write it, for everybody to read")]
    NoReason,
    /// The day is before it was published.
    #[error("it was published on {}, after that day", .0.in_words())]
    TooEarly(Day),
}

impl Publication {
    /// That a site was published, in these files.
    pub fn of(site: &Site, files: Vec<PublishedFile>) -> Publication {
        let documents = site.parts().iter().map(Part::title);
        let despite = site.despite().map(|(_, why)| why.clone());
        let (on, documents) = (site.whose().today, documents.collect());
        Publication { on, documents, files, despite, withdrawn: None }
    }

    /// The day on which it was published.
    pub fn on(&self) -> Day {
        self.on
    }

    /// What was published, a line each.
    pub fn documents(&self) -> &[String] {
        &self.documents
    }

    /// The files.
    pub fn files(&self) -> &[PublishedFile] {
        &self.files
    }

    /// The file at a place of the site, as long as everybody may read it.
    pub fn file(&self, path: &str) -> Option<&PublishedFile> {
        let stands = self.withdrawn.is_none();
        self.files.iter().find(|file| stands && file.path == path)
    }

    /// Why it was published in a pre-election period, if it was.
    pub fn despite(&self) -> Option<&str> {
        self.despite.as_deref()
    }

    /// That it was withdrawn, if it was.
    pub fn withdrawn(&self) -> Option<&Withdrawn> {
        self.withdrawn.as_ref()
    }

    /// The publication once it is withdrawn.
    ///
    /// # Errors
    /// When it was withdrawn already, nobody says why, or it was published later.
    pub fn withdraw(mut self, on: Day, why: &str) -> Result<Publication, NotWithdrawn> {
        if let Some(before) = &self.withdrawn {
            return Err(NotWithdrawn::Already(before.on));
        }
        if why.trim().is_empty() {
            return Err(NotWithdrawn::NoReason);
        }
        if on < self.on {
            return Err(NotWithdrawn::TooEarly(self.on));
        }
        self.withdrawn = Some(Withdrawn { on, why: why.trim().to_owned() });
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publication() -> Publication {
        let path = "index.html".to_owned();
        let file = PublishedFile { path, sha256: TextHash::of([7; 32]), bytes: 9 };
        let (on, documents, files) = ("2015-05-08".parse().unwrap(), Vec::new(), vec![file]);
        Publication { on, documents, files, despite: None, withdrawn: None }
    }

    #[test]
    fn a_publication_is_withdrawn_once_with_a_reason_and_its_files_are_read_no_more() {
        let (day, early): (Day, Day) =
            ("2015-05-09".parse().unwrap(), "2015-05-07".parse().unwrap());
        assert!(publication().file("index.html").is_some());
        assert_eq!(publication().file("plan/index.html"), None);
        assert_eq!(publication().withdraw(day, " "), Err(NotWithdrawn::NoReason));
        let too_early = NotWithdrawn::TooEarly(publication().on());
        assert_eq!(publication().withdraw(early, "a fault"), Err(too_early));
        let withdrawn = publication().withdraw(day, "a figure was wrong").unwrap();
        assert_eq!(withdrawn.file("index.html"), None);
        assert_eq!(withdrawn.files().len(), 1, "what was published stays on record");
        assert_eq!(withdrawn.withdraw(day, "again"), Err(NotWithdrawn::Already(day)));
    }
}
