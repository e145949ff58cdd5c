//! A pack's papers: the cover report, and the appendices with who may read them.
//!
//! In come documents; out goes a pack that can be kept as it is, and its public part, or the one that is not.

use crate::approval::cover_report::house::paragraphs_in_words;
use crate::content::Document;
use crate::terms::slug;

/// Everything that is laid before a body.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitteePack {
    /// The cover report.
    pub cover: Document,
    /// What stands behind it, in order.
    pub appendices: Vec<Paper>,
}

/// An appendix.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Its letter: "Appendix A".
    pub letter: String,
    /// What it is called.
    pub title: String,
    /// Who may read it.
    pub access: Access,
    /// What it says.
    pub document: Document,
}

/// Who may read a paper.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// Everybody.
    Public,
    /// Those who read drafts: it is exempt under these paragraphs of Schedule 12A to the Local Government Act 1972, or where
    /// there is none, it rests on small counts or on what was given in confidence.
    NotPublic(Vec<u8>),
}

/// One of the two parts of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PackPart {
    /// The cover report, with the appendices that everybody may read.
    Public,
    /// The appendices that not everybody may read.
    Exempt,
}

impl Access {
    /// Who may read it, in words.
    pub fn in_words(&self) -> String {
        match self {
            Access::Public => "Public".to_owned(),
            Access::NotPublic(paragraphs) if paragraphs.is_empty() => {
                "Not for the public: it rests on small counts, or on what was given in confidence"
                    .to_owned()
            }
            Access::NotPublic(paragraphs) => format!(
                "Not for the public: exempt under {} of Schedule 12A to the Local Government Act 1972",
                paragraphs_in_words(paragraphs)
            ),
        }
    }
}

impl PackPart {
    /// The word for it in names of files and addresses.
    pub fn code(self) -> &'static str {
        match self {
            PackPart::Public => "public",
            PackPart::Exempt => "exempt",
        }
    }
}

impl Paper {
    /// The name of its file, without an ending: `appendix-a-rolling-plan-2015-16`.
    pub fn file_name(&self) -> String {
        slug::plain(&format!("{} {}", self.letter, self.title), "appendix")
    }

    /// Letter and title: "Appendix A: Rolling Plan 2015–16".
    pub fn heading(&self) -> String {
        format!("{}: {}", self.letter, self.title)
    }
}

impl CommitteePack {
    /// The appendices of a part, in order.
    pub fn appendices_of(&self, part: PackPart) -> Vec<&Paper> {
        let is_of_it = |paper: &&Paper| match (&paper.access, part) {
            (Access::Public, PackPart::Public) | (Access::NotPublic(_), PackPart::Exempt) => true,
            (Access::Public, PackPart::Exempt) | (Access::NotPublic(_), PackPart::Public) => false,
        };
        self.appendices.iter().filter(is_of_it).collect()
    }

    /// Whether there is anything in a part. The public part has the cover report at least.
    pub fn has(&self, part: PackPart) -> bool {
        match part {
            PackPart::Public => true,
            PackPart::Exempt => !self.appendices_of(part).is_empty(),
        }
    }

    /// The name of the files of a part, without an ending: `safer-maidstone-report-plan-cabinet-april-2015-public`.
    pub fn file_name(&self, part: PackPart) -> String {
        let prefix = self.cover.reference_prefix.replace('/', "-");
        format!("{prefix}-{}", part.code())
    }
}
