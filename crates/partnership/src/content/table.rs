//! Tables: columns with a kind, rows with a reference, cells that know what they hold.
//!
//! In come values; out goes the one form that page, print, sheet and CSV all render, each cell with
//! both its printed words and, for a sheet, its number.

use crate::content::Inline;
use crate::content::Reference;

/// A table with its caption, in a document.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Table {
    /// Number of the table in its document, from 1; the first part of its rows' references.
    pub number: u16,
    /// File and link name: small letters and hyphens, such as `offence-classes`.
    pub name: String,
    /// What the table shows, where and when.
    pub caption: String,
    /// The columns; the first one heads the rows.
    pub columns: Vec<Column>,
    /// The rows, each as wide as `columns`.
    pub rows: Vec<Row>,
    /// What must be said under the table: method, what is withheld and why; may be empty.
    pub notes: Vec<Vec<Inline>>,
}

impl Table {
    /// The reference of the row at `position` (from 0).
    pub fn reference(&self, position: usize) -> Reference {
        let row = u16::try_from(position + 1).unwrap_or(u16::MAX);
        Reference { table: self.number, row }
    }
}

/// A column: its heading and how its cells are set.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Column {
    /// The heading as printed.
    pub heading: String,
    /// Whether cells are words or figures.
    pub kind: ColumnKind,
}

impl Column {
    /// A column of words.
    pub fn words(heading: impl Into<String>) -> Column {
        Column { heading: heading.into(), kind: ColumnKind::Words }
    }

    /// A column of figures.
    pub fn figures(heading: impl Into<String>) -> Column {
        Column { heading: heading.into(), kind: ColumnKind::Figures }
    }
}

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum ColumnKind {
    /// Words, set from the left.
    Words,
    /// Figures, set to the right.
    Figures,
}

/// A row; its first cell is its heading.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Row {
    /// The cells, one for each column.
    pub cells: Vec<Cell>,
    /// Whether the row sums or stands apart from the others.
    pub weight: RowWeight,
}

/// Whether a row stands apart from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum RowWeight {
    /// One of many.
    Ordinary,
    /// A total, or the area that the document is about: set in bold.
    Strong,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Cell {
    /// Words.
    Words(String),
    /// A whole number, printed with thousands separated by commas.
    Count(u64),
    /// A difference of whole numbers, printed with its sign.
    Difference(i64),
    /// A number printed to `decimals` places.
    Number {
        /// The value, unrounded.
        value: f64,
        /// Decimal places printed.
        decimals: u8,
    },
    /// A change as a share, printed with sign and per cent sign: 0.085 is "+8.5%".
    Change {
        /// The change as a share of the earlier value, unrounded.
        share: f64,
    },
    /// Not shown, and why in a few words, such as "fewer than 5"; printed as `[c]` with a note.
    Withheld(String),
    /// Not there, and why in a few words, such as "not held"; printed as `[x]` with a note.
    Missing(String),
}

impl Cell {
    /// The cell as it is printed, in figures as the Government Analysis Function's table guidance
    /// has them: `[c]` for confidential, `[x]` for not available.
    ///
    /// ```
    /// use partnership::content::table::Cell;
    /// assert_eq!(Cell::Count(23852).printed(), "23,852");
    /// assert_eq!(Cell::Difference(-1200).printed(), "−1,200");
    /// assert_eq!(Cell::Change { share: 0.0852 }.printed(), "+8.5%");
    /// assert_eq!(Cell::Withheld("fewer than 5".into()).printed(), "[c]");
    /// ```
    pub fn printed(&self) -> String {
        match self {
            Cell::Words(words) => words.clone(),
            Cell::Count(count) => with_commas(*count),
            Cell::Difference(difference) => signed(*difference),
            Cell::Number { value, decimals } => decimal(*value, *decimals),
            Cell::Change { share } => percent_change(*share),
            Cell::Withheld(_) => "[c]".to_owned(),
            Cell::Missing(_) => "[x]".to_owned(),
        }
    }
}

/// A whole number with its thousands separated by commas.
///
/// ```
/// assert_eq!(partnership::content::table::with_commas(1031058), "1,031,058");
/// ```
pub fn with_commas(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A difference with its sign: a plus, or a true minus.
pub fn signed(difference: i64) -> String {
    let size = with_commas(difference.unsigned_abs());
    match difference {
        0 => size,
        1.. => format!("+{size}"),
        _ => format!("−{size}"),
    }
}

/// A number to `decimals` places, thousands separated, with a true minus.
pub fn decimal(value: f64, decimals: u8) -> String {
    let plain = format!("{:.*}", usize::from(decimals), value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), with_commas);
    let sign =
        if value < 0.0 && plain.contains(|c: char| ('1'..='9').contains(&c)) { "−" } else { "" };
    match fraction {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

/// A share as a change in per cent to one place, with its sign.
pub fn percent_change(share: f64) -> String {
    let printed = decimal(share * 100.0, 1);
    if share > 0.0 && printed != "0.0" { format!("+{printed}%") } else { format!("{printed}%") }
}
