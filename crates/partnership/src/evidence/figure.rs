//! A figure: a value that knows what it measures, where, when, and what it rests on.
//!
//! In come a value and its provenance; out go the cell that documents print and the record that a
//! reader can follow back to extracts and rows.

use std::collections::BTreeSet;

use crate::content::table::Cell;
use crate::terms::area::AreaCode;
use crate::terms::extract::ExtractId;
use crate::terms::month::Month;
use crate::terms::offence::OffenceClass;
use crate::terms::period::Period;
use crate::terms::slug;

/// What is counted: all crime, or one class.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum Line {
    /// All recorded crime; anti-social behaviour is not in it.
    AllCrime,
    /// One class.
    Class(OffenceClass),
}

impl Line {
    /// All recorded crime, then every class that is published today.
    pub fn all() -> impl Iterator<Item = Line> {
        let classes = OffenceClass::all().filter(|class| !class.ended_in_2013()).map(Line::Class);
        [Line::AllCrime].into_iter().chain(classes)
    }

    /// The name by which references and addresses speak of it, such as `theft-from-the-person`.
    pub fn short_name(self) -> String {
        match self {
            Line::AllCrime => "all-crime".to_owned(),
            Line::Class(class) => slug::plain(class.name(), "class"),
        }
    }

    /// The line's name at the head of a row.
    pub fn name(self) -> &'static str {
        match self {
            Line::AllCrime => "All recorded crime",
            Line::Class(class) => class.name(),
        }
    }

    /// The line inside a sentence.
    pub fn in_sentence(self) -> String {
        match self {
            Line::AllCrime => "recorded crime".to_owned(),
            Line::Class(class) => class.in_sentence(),
        }
    }

    /// Whether rows of `class` are counted in it.
    pub fn counts(self, class: OffenceClass) -> bool {
        match self {
            Line::AllCrime => class.is_crime(),
            Line::Class(own) => own == class,
        }
    }
}

/// How sure a figure is of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The publisher may still revise it.
    Provisional,
    /// The publisher has said that it stands.
    Final,
    /// Not for publication.
    Confidential,
}

/// The rows that were counted: enough to find them again.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Counted {
    /// What the count is for, such as "this period".
    #[serde(alias = "role")]
    pub purpose: String,
    /// The district or LSOA.
    pub area: AreaCode,
    /// Its name.
    pub area_name: String,
    /// The force whose rows are counted.
    pub reported_by: String,
    /// The first and the last month.
    pub months: (Month, Month),
    /// What is counted.
    pub line: Line,
    /// How many there were.
    pub count: u64,
}

/// A value with what it measures and what it rests on.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Figure {
    /// What it is, such as "crimes per 1,000 residents": the heading of its column.
    pub measure: String,
    /// How it was computed, in one sentence with the method's name.
    pub method: String,
    /// The value as it stands in a table.
    pub value: Cell,
    /// The area.
    pub area: AreaCode,
    /// The period.
    pub period: Period,
    /// The period that it is compared with, if any.
    pub against: Option<Period>,
    /// The extracts that it rests on.
    pub sources: BTreeSet<ExtractId>,
    /// The rows counted for it.
    pub counted: Vec<Counted>,
    /// How sure it is.
    pub status: Status,
    /// The recording breaks that it crosses, each with its caution.
    pub breaks: Vec<String>,
}

/// The record of one table row of a document: what `trace` follows.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct TracedRow {
    /// The full reference, such as `E07000110/2014-Q1/1.3`.
    pub reference: String,
    /// The caption of its table.
    pub table: String,
    /// The row's heading.
    pub heading: String,
    /// Its figures.
    pub figures: Vec<TracedFigure>,
    /// What else it rests on: what was decided or recorded, a sentence each.
    #[serde(default)]
    pub rests_on: Vec<String>,
}

/// The record of one figure.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct TracedFigure {
    /// What it is.
    pub measure: String,
    /// The figure as printed.
    pub printed: String,
    /// How it was computed.
    pub method: String,
    /// The area.
    pub area: AreaCode,
    /// The period.
    pub period: Period,
    /// The period that it is compared with.
    pub against: Option<Period>,
    /// The extracts that it rests on.
    pub sources: Vec<ExtractId>,
    /// The rows counted for it.
    pub counted: Vec<Counted>,
    /// How sure it is.
    pub status: Status,
    /// The cautions that it carries.
    pub breaks: Vec<String>,
}

impl Figure {
    /// The record of this figure. The counts behind a withheld value are withheld with it.
    pub fn traced(&self) -> TracedFigure {
        let withheld = matches!(self.value, Cell::Withheld(_));
        TracedFigure {
            measure: self.measure.clone(),
            printed: self.value.printed(),
            method: self.method.clone(),
            area: self.area,
            period: self.period,
            against: self.against,
            sources: self.sources.iter().copied().collect(),
            counted: if withheld { Vec::new() } else { self.counted.clone() },
            status: self.status,
            breaks: self.breaks.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_in_a_ledger_of_before_is_still_read() {
        let counted = Counted {
            purpose: "this quarter".to_owned(),
            area: "E07000110".parse().unwrap(),
            area_name: "Maidstone".to_owned(),
            reported_by: "Kent Police".to_owned(),
            months: ("2014-04".parse().unwrap(), "2014-06".parse().unwrap()),
            line: Line::AllCrime,
            count: 2_327,
        };
        let ledger = serde_json::to_string(&counted).unwrap().replace("\"purpose\"", "\"role\"");
        assert!(ledger.starts_with("{\"role\":\"this quarter\""), "{ledger}");
        assert_eq!(serde_json::from_str::<Counted>(&ledger).unwrap(), counted);
    }
}
