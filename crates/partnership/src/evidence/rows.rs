//! One row of each kind of extract, as readers hand it to the archive.
//!
//! Rows of street-level data borrow from the reader's buffer, because there are millions; the
//! smaller kinds own what they hold.

use crate::terms::area::AreaCode;
use crate::terms::month::Month;
use crate::terms::offence::OffenceClass;
use crate::terms::period::FinancialYear;
use crate::terms::period::Period;
use crate::terms::period::Quarter;

/// One street-level crime or incident of data.police.uk.
#[derive(Debug, Clone, PartialEq)]
pub struct StreetCrime<'a> {
    /// The line in its file, the header being line 1.
    pub line: u64,
    /// The publisher's identifier, 32 bytes; anti-social behaviour has none. Never published.
    pub crime_id: Option<[u8; 32]>,
    /// The month of the crime.
    pub month: Month,
    /// The force that provided the row.
    pub reported_by: &'a str,
    /// The force in whose area it lies.
    pub falls_within: &'a str,
    /// Longitude and latitude in degrees (WGS 84), snapped to an anonymous point, where given.
    pub position: Option<(f64, f64)>,
    /// Words for the place, such as "On or near The Street".
    pub location: &'a str,
    /// Code and name of the LSOA, where given.
    pub lsoa: Option<(AreaCode, &'a str)>,
    /// The crime type.
    pub class: OffenceClass,
    /// The last outcome, where given.
    pub last_outcome: Option<&'a str>,
}

/// One outcome of a crime of data.police.uk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome<'a> {
    /// The line in its file, the header being line 1.
    pub line: u64,
    /// The crime's identifier.
    pub crime_id: Option<[u8; 32]>,
    /// The month of the outcome.
    pub month: Month,
    /// The force that provided the row.
    pub reported_by: &'a str,
    /// The code of the LSOA, where given.
    pub lsoa_code: Option<AreaCode>,
    /// The outcome, such as "Unable to prosecute suspect".
    pub outcome_type: &'a str,
}

/// A count of crimes already added up: by the archive itself, or by another Saferplan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CrimeCount {
    /// The month.
    pub month: Month,
    /// The force that provided the rows counted.
    pub reported_by: String,
    /// The LSOA or district counted; `None` where the rows give no place.
    pub area: Option<AreaCode>,
    /// The area's name.
    pub area_name: String,
    /// The crime type.
    pub class: OffenceClass,
    /// How many rows.
    pub count: u64,
}

/// A crime and the published point where it was recorded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CrimePoint {
    /// The month.
    pub month: Month,
    /// The crime type.
    pub class: OffenceClass,
    /// Longitude and latitude in degrees (WGS 84).
    pub position: (f64, f64),
}

/// One cell of Home Office police recorded crime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedCrime {
    /// The line or sheet row, the header being its own.
    pub line: u64,
    /// The financial year, where the layout has one; without it the row dates nothing.
    pub year: Option<FinancialYear>,
    /// The quarter, where the layout has one.
    pub quarter: Option<Quarter>,
    /// The force's name as the Home Office writes it; empty where the layout has none.
    pub force: String,
    /// Which area within the force.
    pub place: RecordedPlace,
    /// The offence's description.
    pub offence: String,
    /// The offence code, such as `8N`; empty where the layout has none.
    pub offence_code: String,
    /// The subgroup, such as "Violence with injury"; empty where the layout has none.
    pub subgroup: String,
    /// The group, such as "Violence against the person".
    pub group: String,
    /// The number of offences; negative where the Home Office transferred or cancelled some.
    pub count: i64,
}

/// Where within a force a row of police recorded crime lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordedPlace {
    /// The whole force.
    Force,
    /// A community safety partnership, by name.
    Partnership(String),
    /// Offences that the force could not assign to a partnership, under the name printed.
    Unassigned(String),
}

/// Residents of an area in the middle of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Residents {
    /// The area.
    pub area: AreaCode,
    /// Its name.
    pub name: String,
    /// The year of the mid-year estimate.
    pub year: i16,
    /// How many residents.
    pub residents: u64,
}

/// Households, residents and hectares of an LSOA at a census.
#[derive(Debug, Clone, PartialEq)]
pub struct Households {
    /// The LSOA.
    pub lsoa: AreaCode,
    /// Its name.
    pub name: String,
    /// The district it lay in, with its name.
    pub district: (AreaCode, String),
    /// The year of the census.
    pub year: i16,
    /// Residents.
    pub residents: u64,
    /// Households.
    pub households: u64,
    /// Hectares.
    pub hectares: f64,
}

/// Where an LSOA stands in England's order of deprivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deprivation {
    /// The LSOA.
    pub lsoa: AreaCode,
    /// The edition of the index, such as 2015.
    pub edition: i16,
    /// Its rank; 1 is the most deprived, and two may share one.
    pub rank: u32,
    /// How many LSOAs were ranked.
    pub ranked: u32,
}

impl Deprivation {
    /// The tenth of England's LSOAs that it lies in; 1 is the most deprived.
    pub fn decile(self) -> u8 {
        let tenth = (u64::from(self.rank) * 10).div_ceil(u64::from(self.ranked.max(1)));
        u8::try_from(tenth).unwrap_or(u8::MAX)
    }

    /// Than how many per cent of England's LSOAs it is more deprived.
    pub fn more_deprived_than(self) -> f64 {
        let after = self.ranked.saturating_sub(self.rank);
        f64::from(after) / f64::from(self.ranked.max(1)) * 100.0
    }
}

/// The areas in which the addresses of a postcode lie, by best fit of all of them to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostcodeArea {
    /// The postcode in capitals without a blank, such as ME156JQ.
    pub postcode: String,
    /// The ward; none outside England and Wales, or where the list gives none.
    pub ward: Option<AreaCode>,
    /// The LSOA; none outside England and Wales.
    pub lsoa: Option<AreaCode>,
}

/// One area lies in another, or became another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AreaLink {
    /// The smaller or earlier area.
    pub from: AreaCode,
    /// Its name, where the lookup gives it.
    pub from_name: String,
    /// The larger or later area.
    pub to: AreaCode,
    /// Its name, where the lookup gives it.
    pub to_name: String,
    /// What the link says.
    pub meaning: LinkMeaning,
    /// The year for which the larger or later area is right.
    pub year: i16,
}

/// What a link between two areas says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkMeaning {
    /// The first lies within the second.
    Within,
    /// The first is best fitted to the second, as an LSOA to a ward: some of it may lie elsewhere.
    BestFit,
    /// The first became (all or part of) the second.
    Became,
}

/// The outline of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct Boundary {
    /// The area.
    pub area: AreaCode,
    /// Its name.
    pub name: String,
    /// Polygons; of each the outer ring first, then its holes; of each ring longitude and latitude
    /// in degrees (WGS 84), the last point the same as the first.
    pub polygons: Vec<Vec<Vec<(f64, f64)>>>,
}

/// One statistical neighbour of an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// The area.
    pub area: AreaCode,
    /// Its neighbour.
    pub neighbour: AreaCode,
    /// 1 for the nearest.
    pub rank: u16,
    /// Which set of neighbours, such as "global".
    pub variant: String,
}

/// The weight of an offence in the Crime Severity Score.
#[derive(Debug, Clone, PartialEq)]
pub struct SeverityWeight {
    /// The Home Office offence code, such as `8N`.
    pub offence_code: String,
    /// The offence.
    pub offence: String,
    /// The weight.
    pub weight: f64,
    /// The street-level crime type that the offence is published under, where known.
    pub class: Option<OffenceClass>,
}

/// A figure that a partnership or council itself has published: a fact to check results against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedFigure {
    /// The area.
    pub area: AreaCode,
    /// The area's name as published, such as "Kent (twelve districts)".
    pub area_name: String,
    /// The period.
    pub period: Period,
    /// What was counted, as published, such as "All recorded crime".
    pub counted: String,
    /// How many.
    pub count: u64,
    /// Where it was published.
    pub published_in: String,
}
