//! One scanned side as a machine read it, whatever machine that was.
//!
//! In comes what a reader of scans found; it is kept as it is, since what people decide stands beside it and never in
//! its place.

use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;
use crate::consultation::page_code::PageCode;

/// What a scanned side turned out to be.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReadSide {
    /// A page of one of our forms, read.
    Page(Box<ReadPage>),
    /// A page of ours whose boxes cannot be found, and why: it is keyed by hand.
    Unreadable {
        /// Which page.
        code: PageCode,
        /// Why, in plain words.
        why: String,
    },
    /// Nothing is on it.
    Blank,
    /// It is another paper; what its code says.
    Foreign(String),
    /// No code could be read, so nobody knows which page it is.
    Unknown,
}

/// A page as it was read.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ReadPage {
    /// Which page of which form, and which copy.
    pub code: PageCode,
    /// How far the page's marks lie from where they were printed (root mean square), in millimetres.
    pub residual_mm: f64,
    /// By how many degrees the page is turned clockwise in the scan, from -180 to 180.
    pub turned: f64,
    /// Its boxes, in the layout's order.
    pub boxes: Vec<ReadBox>,
    /// Its spaces to write in, in the layout's order.
    pub spaces: Vec<ReadSpace>,
}

/// A box as it was read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ReadBox {
    /// The question, or the row of a grid or ranking.
    pub question: QuestionId,
    /// The answer that a tick gives.
    pub answer: AnswerId,
    /// What the box says.
    pub mark: BoxMark,
    /// Which of the box's 64 fields have ink, a bit for each: by this the same sheet is known again.
    pub shape: u64,
}

/// What a box says.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BoxMark {
    /// Nothing is in it.
    Unmarked,
    /// It is ticked.
    Marked,
    /// There is something, and it is not clear what is meant; why, in plain words.
    Doubtful(String),
    /// It looks as if a mark was taken back; why, in plain words.
    CancelledLooking(String),
}

/// A space to write in as it was read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ReadSpace {
    /// The question.
    pub question: QuestionId,
    /// The answer that the line belongs to, where it belongs to one.
    pub answer: Option<AnswerId>,
    /// What is in it.
    pub writing: Writing,
}

/// What is in a space to write in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Writing {
    /// Nothing.
    Blank,
    /// Writing, for a person to read.
    Written,
    /// A dot or a faint stroke, for a person to look at.
    Doubtful,
}

impl ReadSide {
    /// Which page of ours it is, if it is one.
    pub fn code(&self) -> Option<&PageCode> {
        match self {
            ReadSide::Page(page) => Some(&page.code),
            ReadSide::Unreadable { code, .. } => Some(code),
            ReadSide::Blank | ReadSide::Foreign(_) | ReadSide::Unknown => None,
        }
    }

    /// What was read on it, if it was read.
    pub fn page(&self) -> Option<&ReadPage> {
        match self {
            ReadSide::Page(page) => Some(page),
            ReadSide::Unreadable { .. }
            | ReadSide::Blank
            | ReadSide::Foreign(_)
            | ReadSide::Unknown => None,
        }
    }

    /// What it is, in plain words.
    pub fn in_words(&self) -> String {
        match self {
            ReadSide::Page(page) => format!("page {} of {}", page.code.page(), page.code.pages()),
            ReadSide::Unreadable { code, why } => {
                format!("page {} of {}, which cannot be read: {why}", code.page(), code.pages())
            }
            ReadSide::Blank => "blank".to_owned(),
            ReadSide::Foreign(says) => format!("another paper, whose code says “{says}”"),
            ReadSide::Unknown => "without a code that can be read".to_owned(),
        }
    }
}

impl BoxMark {
    /// What the box says, in plain words.
    pub fn in_words(&self) -> String {
        match self {
            BoxMark::Unmarked => "not ticked".to_owned(),
            BoxMark::Marked => "ticked".to_owned(),
            BoxMark::Doubtful(why) => format!("doubtful: {why}"),
            BoxMark::CancelledLooking(why) => format!("perhaps taken back: {why}"),
        }
    }
}

impl Writing {
    /// What is in the space, in plain words.
    pub fn in_words(self) -> &'static str {
        match self {
            Writing::Blank => "nothing written",
            Writing::Written => "something written",
            Writing::Doubtful => "perhaps something written",
        }
    }
}
