//! What was found in an XLSForm and not taken as it stands: where, what, and what to do.
//!
//! In come the places as the reader meets them; out go plain sentences. Nothing is left out without one.

use std::fmt;

/// One thing in an XLSForm that was not taken as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The sheet.
    pub sheet: String,
    /// The number of the row; 1 is that of the columns' names.
    pub line: u32,
    /// The column, as far as it is about one.
    pub column: String,
    /// What stands there, shortened.
    pub found: String,
    /// Why it is not taken, and what to do.
    pub why: NotTaken,
}

/// Why something is not taken as it stands, and what to do.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum NotTaken {
    /// A sheet is missing.
    #[error(
        "there is no such sheet, or nothing in it; an XLSForm has sheets `survey` and `choices`"
    )]
    NoSheet,
    /// A sheet that is not known.
    #[error("Saferplan has no use for this sheet; what stands in it is left out")]
    UnknownSheet,
    /// A column that is not known.
    #[error("Saferplan has no use for this column; what stands here is left out")]
    UnknownColumn,
    /// Something in a known column that means nothing in this row.
    #[error("Saferplan has no use for this here; it is left out")]
    NoUse,
    /// A list of which nobody makes use.
    #[error("no question has this list; it is left out")]
    UnusedList,
    /// A column of words in a language that forms are not asked in.
    #[error("Saferplan asks in English and Welsh; the words in this language are left out")]
    OtherLanguage,
    /// Words without a language.
    #[error("no language is named, and English is taken; name it, such as `label::English (en)`")]
    NoLanguage,
    /// A type that is asked for by nobody here.
    #[error("Saferplan asks for no {0}; the row is left out; ask in words or by answers to choose")]
    NotAsked(&'static str),
    /// A type that is not known.
    #[error("this is no type of question that is known; the row is left out; mend the type")]
    UnknownType,
    /// A row in a repeat, or in groups too deep.
    #[error(
        "it stands in a repeat or in too many groups; Saferplan asks each question once; the row is left out"
    )]
    Repeated,
    /// A list of answers that is not there.
    #[error("the sheet `choices` has no such list; add it or mend its name")]
    NoList,
    /// A name that is no short name.
    #[error("short names are small letters, digits and hyphens; it is called `{0}` here")]
    Renamed(String),
    /// Without any name.
    #[error("it has no name that a short name could be made of; the row is left out; name it")]
    NoName,
    /// Words that call for an answer.
    #[error("the words call for an earlier answer, which Saferplan does not fill in; reword them")]
    CallsForAnswer,
    /// A condition that is not understood.
    #[error(
        "from `{0}` on this is no condition on answers to earlier questions that take one answer; the question is \
         asked of everybody; set its routes by hand"
    )]
    NotACondition(String),
    /// A condition that routes cannot say.
    #[error(
        "no routes ask the question just then; it is asked of everybody; set its routes by hand"
    )]
    NotARoute,
    /// A limit on answers that is not understood.
    #[error("Saferplan does not know this limit on answers; it is left out")]
    Constraint,
    /// A look that is not kept.
    #[error("how a question looks is not kept; nothing need be done")]
    Look,
    /// A note between questions.
    #[error(
        "a note stands only before the first question of a section; it is left out; put it there, or into a hint"
    )]
    Note,
    /// A group within a section.
    #[error(
        "a group in a section is taken only as a grid or a ranking; its questions are asked one by one"
    )]
    Group,
    /// A row that does not fit into its grid.
    #[error(
        "a grid has rows of type `select_one` with one list and no conditions of their own; this is left out"
    )]
    NotARow,
    /// Some rows of a grid are required and others not.
    #[error("some rows must be answered and others not; the grid as a whole may be left out")]
    UnevenNeed,
    /// A group that is ended and was not begun, or the other way round.
    #[error("the group is not both begun and ended; add the row that is missing")]
    Unpaired,
    /// The words beside "other".
    #[error(
        "the line beside \"other\" has no words, hints or limits of its own; they are left out"
    )]
    BesideOther,
    /// Neither yes nor no.
    #[error("this is neither yes nor no; it is taken for no")]
    YesOrNo,
    /// Our own column with something that we never wrote.
    #[error(
        "Saferplan does not know this; expected what it writes, such as `role=other` or `kept_as=ward`"
    )]
    Ours,
    /// A title in one language only.
    #[error("the title stands in one language and is taken for all; translate it")]
    OneTitle,
}

impl Remark {
    pub(super) fn new(place: (&str, u32), column: &str, found: &str, why: NotTaken) -> Remark {
        let (sheet, line) = (place.0.to_owned(), place.1);
        let found = found.chars().take(60).collect();
        Remark { sheet, line, column: column.to_owned(), found, why }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sheet `{}`, row {}", self.sheet, self.line)?;
        if !self.column.is_empty() {
            write!(f, ", column `{}`", self.column)?;
        }
        if !self.found.is_empty() {
            write!(f, ", `{}`", self.found)?;
        }
        write!(f, ": {}", self.why)
    }
}
