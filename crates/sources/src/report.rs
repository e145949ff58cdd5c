//! What became of a file's rows: how many kept, which refused and why, and which traps were met.
//!
//! In comes what a reader notes row by row; out goes a report in which every row is accounted for.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt;

use partnership::terms::extract::ExtractId;
use partnership::terms::month::Month;

/// Refusals held one by one; further ones are only counted, by reason.
const MOST_REFUSALS: usize = 1_000;
/// Names of forces or other areas held; a file with more has a column out of place.
const MOST_AREAS: usize = 1_000;

/// What became of a file's rows.
///
/// `kept + refused` is the number of rows of data in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// The layout recognised.
    pub layout: &'static str,
    /// The content's identity: the SHA-256 of its bytes, unpacked where it came packed.
    pub extract: ExtractId,
    /// Rows kept.
    pub kept: u64,
    /// Rows refused.
    pub refused: u64,
    /// The first thousand rows refused, in the file's order.
    pub refusals: Vec<Refusal>,
    /// How many rows were refused for which reason.
    pub reasons: BTreeMap<Reason, u64>,
    /// What was noticed about rows that were kept.
    pub traps: BTreeMap<Trap, Met>,
    /// The months that kept rows are for, where the layout has months.
    pub months: BTreeSet<Month>,
    /// The forces, or the variant of a list, that kept rows are from.
    pub sets: BTreeSet<String>,
    /// The sheet being read, in workbooks.
    pub(crate) sheet: Option<String>,
}

/// A row that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The sheet, in workbooks.
    pub sheet: Option<String>,
    /// The line in the file, the header being line 1.
    pub line: u64,
    /// What is wrong.
    pub fault: RowFault,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// Where and what was wanted.
    pub reason: Reason,
    /// What was found, shortened.
    pub found: String,
}

/// Why rows are refused: what is wanted in which column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    /// The column, in words.
    pub column: &'static str,
    /// What is wanted there.
    pub wanted: &'static str,
}

/// How often a trap was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Met {
    /// In how many rows; 1 for what concerns the whole file.
    pub times: u64,
    /// The first of the lines.
    pub first_line: u64,
}

/// Something that misleads whoever does not know of it; the row is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trap {
    /// The file begins with a byte-order mark.
    ByteOrderMark,
    /// Lines end in a carriage return and a line feed.
    CarriageReturnLineFeed,
    /// Lines end in a carriage return alone.
    CarriageReturnOnly,
    /// A field in quotation marks holds a comma.
    QuotedComma,
    /// Text was read as Windows-1252 because it is not UTF-8.
    Windows1252,
    /// The file has a header and no rows.
    NoRows,
    /// No LSOA is given.
    NoLsoa,
    /// No coordinates are given.
    NoPosition,
    /// An incident of anti-social behaviour without identifier.
    IncidentWithoutId,
    /// A crime without identifier.
    CrimeWithoutId,
    /// A crime identifier that came before in the file.
    RepeatedId,
    /// A row that came before in the file, alike in everything.
    RepeatedRow,
    /// The file has more crimes than repeats are sought among.
    RepeatsNotSought,
    /// The force that provided the row is not the force in whose area it lies.
    OtherForcesArea,
    /// The force is not one that is known.
    UnknownForce,
    /// A force other than the one in the file's name.
    ForceUnlikeFileName,
    /// A month other than the one in the file's name.
    MonthUnlikeFileName,
    /// A crime type that ended in April 2013.
    TypeBeforeMay2013,
    /// A crime type of before May 2013 after that month.
    TypeOutOfTime,
    /// The layout gives no year.
    NoYear,
    /// One row for a whole year.
    WholeYear,
    /// Offences that the force could not assign to a partnership.
    Unassigned,
    /// A negative number of offences.
    Negative,
    /// A dash read as zero.
    DashForZero,
    /// An offence code that came before with another offence or weight.
    RepeatedCode,
    /// An area and period that came before.
    RepeatedArea,
    /// An area that lies in two others of one kind.
    TwoParents,
    /// A link of which one end is not given.
    HalfLink,
    /// An area with fewer neighbours than the rest.
    FewNeighbours,
    /// A ring with too few points to enclose anything.
    EmptyRing,
}

impl FileReport {
    pub(crate) fn new(layout: &'static str) -> FileReport {
        FileReport {
            layout,
            extract: ExtractId::of([0; 32]),
            kept: 0,
            refused: 0,
            refusals: Vec::new(),
            reasons: BTreeMap::new(),
            traps: BTreeMap::new(),
            months: BTreeSet::new(),
            sets: BTreeSet::new(),
            sheet: None,
        }
    }

    /// Rows of data in the file.
    pub fn rows(&self) -> u64 {
        self.kept + self.refused
    }

    /// The first and the last month, where the layout has months.
    pub fn covers(&self) -> Option<(Month, Month)> {
        self.months.first().copied().zip(self.months.last().copied())
    }

    pub(crate) fn refuse(&mut self, line: u64, fault: RowFault) {
        self.refused += 1;
        *self.reasons.entry(fault.reason).or_insert(0) += 1;
        if self.refusals.len() < MOST_REFUSALS {
            self.refusals.push(Refusal { sheet: self.sheet.clone(), line, fault });
        }
    }

    pub(crate) fn meet(&mut self, trap: Trap, line: u64) {
        self.meet_times(trap, line, 1);
    }

    /// Notes a trap met in `times` rows, if any.
    pub(crate) fn meet_times(&mut self, trap: Trap, first_line: u64, times: u64) {
        if times > 0 {
            self.traps.entry(trap).or_insert(Met { times: 0, first_line }).times += times;
        }
    }

    pub(crate) fn note_set(&mut self, name: &str) {
        if self.sets.len() < MOST_AREAS && !self.sets.contains(name) {
            self.sets.insert(name.to_owned());
        }
    }
}

impl RowFault {
    pub(crate) fn new(column: &'static str, found: &str, wanted: &'static str) -> RowFault {
        let found = found.chars().take(40).collect();
        RowFault { reason: Reason { column, wanted }, found }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}", self.column, self.wanted)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RowFault { reason, found } = &self.fault;
        if let Some(sheet) = &self.sheet {
            write!(f, "sheet `{sheet}`, ")?;
        }
        write!(f, "line {}: {} is `{found}`; expected {}", self.line, reason.column, reason.wanted)
    }
}

impl Trap {
    /// What was met, and what it means for figures, as one line of a report.
    pub fn in_words(self) -> &'static str {
        match self {
            Trap::ByteOrderMark => "the file begins with a byte-order mark, which was passed over",
            Trap::CarriageReturnLineFeed => "lines end in CR LF, as Windows writes them",
            Trap::CarriageReturnOnly => "lines end in CR alone, as old Macs wrote them",
            Trap::QuotedComma => "quoted fields hold commas, which do not separate fields",
            Trap::Windows1252 => "the text is not UTF-8 and was read as Windows-1252",
            Trap::NoRows => "the file has column names and no rows",
            Trap::NoLsoa => {
                "no LSOA is given: the row counts for its force and for no smaller area"
            }
            Trap::NoPosition => "no coordinates are given: the row is on no map",
            Trap::IncidentWithoutId => {
                "anti-social behaviour has no identifier: rows alike are several incidents"
            }
            Trap::CrimeWithoutId => "a crime has no identifier: no outcome can be joined to it",
            Trap::RepeatedId => "a crime identifier occurs again in the file",
            Trap::RepeatedRow => "a row occurs again in the file, alike in everything",
            Trap::RepeatsNotSought => {
                "the file is so long that repeated identifiers were sought in its first part only"
            }
            Trap::OtherForcesArea => {
                "the row lies in the area of another force than the one reporting"
            }
            Trap::UnknownForce => "the force is not one of those known",
            Trap::ForceUnlikeFileName => "the force is another than the file's name says",
            Trap::MonthUnlikeFileName => "the month is another than the file's name says",
            Trap::TypeBeforeMay2013 => "a crime type that ended in April 2013: unlike later types",
            Trap::TypeOutOfTime => "the crime type ended in April 2013 but the month is later",
            Trap::NoYear => "THE LAYOUT GIVES NO YEAR: these rows belong to no period",
            Trap::WholeYear => "one row stands for a whole year and cannot be split into quarters",
            Trap::Unassigned => "offences that the force has assigned to no partnership",
            Trap::Negative => "a negative number: offences transferred or cancelled",
            Trap::DashForZero => "a dash, read as zero",
            Trap::RepeatedCode => "an offence code occurs again with another offence",
            Trap::RepeatedArea => "the same area and period occur again with the same numbers",
            Trap::TwoParents => "an area lies in two others of the same kind",
            Trap::HalfLink => "one end of a link is not given; the row's other links were kept",
            Trap::FewNeighbours => "the area has fewer neighbours than the list has places for",
            Trap::EmptyRing => "an outline has rings that enclose nothing, which were left out",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_line_found_and_wanted() {
        let fault = RowFault::new("month", "2025-13", "YYYY-MM, such as 2014-06");
        let text = Refusal { sheet: None, line: 812, fault }.to_string();
        assert_eq!(text, "line 812: month is `2025-13`; expected YYYY-MM, such as 2014-06");
    }

    #[test]
    fn refusals_past_a_thousand_are_counted_by_reason() {
        let mut report = FileReport::new("any");
        for line in 0..5_000 {
            report.refuse(line, RowFault::new("month", "x", "a month"));
        }
        assert_eq!((report.refused, report.refusals.len()), (5_000, MOST_REFUSALS));
        assert_eq!(report.reasons.values().sum::<u64>(), 5_000);
    }
}
