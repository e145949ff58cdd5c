//! Layouts, recognised by their column names.
//!
//! In comes the first line of a file; out goes the layout it belongs to and where its columns are.

use partnership::terms::extract::SourceKind;

use crate::boundaries;
use crate::counts;
use crate::deprivation;
use crate::fault::FileFault;
use crate::households;
use crate::lookups;
use crate::neighbours;
use crate::police_outcomes;
use crate::police_street;
use crate::population;
use crate::postcodes;
use crate::prc;
use crate::published;
use crate::severity;

/// A publisher's layout.
#[derive(Debug)]
pub struct Layout {
    /// Its name in reports.
    pub name: &'static str,
    /// The kind of data; `None` for what is known and passed over.
    pub kind: Option<SourceKind>,
    /// The columns it must have, each with the spellings seen, the first of them for messages.
    pub(crate) columns: &'static [Column],
    /// The columns it may have.
    pub(crate) optional: &'static [Column],
}

/// The spellings of a column's name, all in the form that [`plain`] gives.
pub(crate) type Column = &'static [&'static str];

/// Where a layout's columns are in a file: first those it must have, then those it may have.
pub(crate) type Places = Vec<Option<usize>>;

/// All layouts with fixed column names, those with most columns before those with fewer.
static LAYOUTS: [&Layout; 25] = [
    &police_street::LAYOUT,
    &police_outcomes::LAYOUT,
    &police_outcomes::STOP_AND_SEARCH,
    &prc::CELLS,
    &prc::OFFENCE_TREE,
    &counts::LAYOUT,
    &published::LAYOUT,
    &households::CENSUS_2011,
    &deprivation::EDITION_2019,
    &deprivation::EDITION_2015,
    &deprivation::TIDY,
    &households::TIDY,
    &population::MID_YEAR_ESTIMATES,
    &population::TIDY,
    &postcodes::LAYOUT,
    &lookups::CENSUS_2011_AREAS,
    &lookups::TIDY,
    &lookups::ONS,
    &neighbours::NEAREST,
    &neighbours::TIDY,
    &severity::JOIN,
    &severity::WEIGHTS,
    &severity::TIDY,
    &boundaries::OUTLINES,
    &prc::sheets::WORKBOOK,
];

impl PartialEq for Layout {
    /// Layouts are told apart by name.
    fn eq(&self, other: &Layout) -> bool {
        self.name == other.name
    }
}

impl Layout {
    /// The layout that a header belongs to.
    ///
    /// # Errors
    /// When it belongs to none, or to one of another kind than `asked`.
    pub(crate) fn of(
        header: &[String],
        asked: Option<SourceKind>,
    ) -> Result<&'static Layout, FileFault> {
        let found = LAYOUTS.iter().find(|layout| layout.fits(header));
        let Some(layout) = found else { return Err(unknown(header, asked)) };
        layout.asked_for(asked)
    }

    /// This layout, when it is passed over or of the kind `asked`, if one was.
    pub(crate) fn asked_for(
        &'static self,
        asked: Option<SourceKind>,
    ) -> Result<&'static Layout, FileFault> {
        match (self.kind, asked) {
            (Some(kind), Some(asked)) if kind != asked => {
                Err(FileFault::OtherKind { found: self, asked: asked.name() })
            }
            (Some(_) | None, _) => Ok(self),
        }
    }

    /// This layout, when it is the one that a reader reads.
    pub(crate) fn expected(&'static self, wanted: &Layout) -> Result<&'static Layout, FileFault> {
        if self == wanted {
            Ok(self)
        } else {
            Err(FileFault::OtherLayout { found: self.name, wanted: wanted.in_words() })
        }
    }

    /// Where its columns are.
    pub(crate) fn places(&self, header: &[String]) -> Places {
        let columns = self.columns.iter().chain(self.optional);
        columns.map(|column| place(header, column)).collect()
    }

    /// Whether a header has all columns of this layout.
    pub(crate) fn fits(&self, header: &[String]) -> bool {
        if *self == lookups::ONS {
            return lookups::links_areas(header);
        }
        !self.columns.is_empty() && self.shared(header) == self.columns.len()
    }

    fn shared(&self, header: &[String]) -> usize {
        self.columns.iter().filter(|column| place(header, column).is_some()).count()
    }

    fn in_words(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|column| column[0]).collect();
        if names.is_empty() {
            return format!("\"{}\"", self.name);
        }
        format!("\"{}\" with the columns {}", self.name, names.join(", "))
    }
}

/// The layouts of one kind, or of all that are used, in words.
pub(crate) fn wanted(kind: Option<SourceKind>) -> String {
    let layouts = LAYOUTS.iter().filter(|layout| match kind {
        Some(_) => layout.kind == kind,
        None => layout.kind.is_some(),
    });
    layouts.map(|layout| layout.in_words()).collect::<Vec<_>>().join("; or ")
}

fn unknown(header: &[String], asked: Option<SourceKind>) -> FileFault {
    let tables = LAYOUTS.iter().filter(|layout| !layout.columns.is_empty());
    let nearest = tables.max_by_key(|layout| {
        // Among equals the kind asked for comes first, then the shorter list.
        let asked = layout.kind == asked;
        (layout.shared(header), asked, std::cmp::Reverse(layout.columns.len()))
    });
    let columns = nearest.map_or(&[][..], |layout| layout.columns);
    let missing = columns.iter().filter(|column| place(header, column).is_none());
    let missing: Vec<&str> = missing.map(|column| column[0]).collect();
    let names: Vec<String> = header.iter().take(20).map(|name| short(name)).collect();
    FileFault::UnknownHeader {
        found: names.join(", "),
        wanted: wanted(asked),
        nearest: nearest.map_or("", |layout| layout.name),
        missing: missing.join(", "),
    }
}

fn short(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_control()).take(40).collect()
}

fn place(header: &[String], column: Column) -> Option<usize> {
    header.iter().position(|name| is_called(name, column))
}

/// Whether a plain name is one of the spellings, a footnote's number at its end apart.
fn is_called(name: &str, column: Column) -> bool {
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',').trim_end();
    column.iter().any(|spelling| *spelling == name || *spelling == bare)
}

/// A column name without capitals, underscores, notes in brackets, footnote marks or double spaces.
///
/// `"Number_of Offences [note 3]*"` gives `"number of offences"`.
pub(crate) fn plain(name: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            '_' | '*' | '\u{FEFF}' | '\u{A0}' => kept.push(' '),
            _ if depth == 0 => kept.extend(letter.to_lowercase()),
            _ => {}
        }
    }
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}
