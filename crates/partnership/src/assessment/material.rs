//! What a draft may refer to: what is held, and what was kept: findings, themes, panel issues, commentaries, partner data.
//!
//! In come holdings and kept things by their names; out goes one value from which every reference is answered.

use std::collections::BTreeMap;

use crate::assessment::answer::Row;
use crate::assessment::reference::Kind;
use crate::content::chart::Drawing;
use crate::content::table::Column;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Status;
use crate::evidence::geography::AreaRefused;
use crate::evidence::held::Held;
use crate::evidence::rows::Boundary;
use crate::evidence::rows::CrimePoint;
use crate::evidence::small_areas::SmallAreas;
use crate::terms::area::AreaCode;
use crate::terms::force::Force;
use crate::terms::period::NotComparable;
use crate::terms::period::Period;

/// What a draft is about and may refer to.
#[derive(Debug, Clone)]
pub struct Material<'a> {
    /// What is held of recorded crime and residents.
    pub held: &'a Held,
    /// What was kept by name.
    pub supplied: &'a Supplied,
    area: AreaCode,
    force: &'static Force,
    period: Period,
    against: Period,
}

/// What was kept by name, each under the short name that a reference gives.
#[derive(Debug, Clone, Default)]
pub struct Supplied {
    /// Figures that stand in a file beside the text: `{figure:hospital-admissions}`.
    pub figures: BTreeMap<String, Figure>,
    /// Figures of partner data: `{partner:assault-attendances/2014-q2}`.
    pub partner: BTreeMap<String, PartnerFigure>,
    /// Findings, themes, panel issues and commentaries.
    pub noted: BTreeMap<(Kind, String), Noted>,
    /// Charts, tables and maps.
    pub shown: BTreeMap<(Kind, String), Supply>,
    /// Outlines of the district's neighbourhoods (LSOAs); none where they were not imported.
    pub outlines: Vec<Boundary>,
    /// Residents, deprivation and wards of its neighbourhoods.
    pub small_areas: SmallAreas,
    /// Where crimes of the district were recorded; none of a month whose crimes are held as counts alone.
    pub points: Vec<CrimePoint>,
}

/// Something that was said or found, in words.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Noted {
    /// The words that stand in the sentence.
    pub words: String,
    /// How many said it, and out of how many, where that was counted.
    pub counted: Option<(u64, u64)>,
    /// How sure it is; what is confidential stays out of the public edition.
    pub status: Status,
    /// What it rests on, a sentence each.
    pub rests_on: Vec<String>,
}

/// A figure that a partner supplied.
#[derive(Debug, Clone, PartialEq)]
pub struct PartnerFigure {
    /// The figure; its method says who supplied it, when, and by which file.
    pub figure: Figure,
    /// What it is a number of, to stand behind it in a sentence; may be empty.
    pub unit: String,
}

/// A table that was kept, with what is drawn of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Supply {
    /// What it shows, where and when.
    pub caption: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What must be said under it.
    pub notes: Vec<String>,
    /// Where its figures come from, in one line.
    pub source: String,
    /// The drawing, of a chart or map, and the same in words.
    pub drawing: Option<(Drawing, String)>,
}

/// Why a draft cannot be about this.
#[derive(Debug, thiserror::Error)]
pub enum MaterialRefused {
    /// The area cannot be reported on.
    #[error(transparent)]
    Area(#[from] AreaRefused),
    /// The two periods are not alike.
    #[error(transparent)]
    Periods(#[from] NotComparable),
}

impl<'a> Material<'a> {
    /// Material on a district, for a period and the one that it is compared with unless a reference says otherwise.
    ///
    /// # Errors
    /// When the area cannot be reported on, or the periods cannot be compared.
    pub fn of(
        held: &'a Held,
        supplied: &'a Supplied,
        area: AreaCode,
        period: Period,
        against: Period,
    ) -> Result<Material<'a>, MaterialRefused> {
        let area = held.geography.district(area)?;
        let force = held.geography.force(area)?;
        period.compared_with(against)?;
        Ok(Material { held, supplied, area, force, period, against })
    }

    /// The district.
    pub fn area(&self) -> AreaCode {
        self.area
    }

    /// The district's name.
    pub fn area_name(&self) -> String {
        self.held.geography.name(self.area)
    }

    /// The force whose rows are counted.
    pub fn force(&self) -> &'static Force {
        self.force
    }

    /// The period that is told of where a reference names none.
    pub fn period(&self) -> Period {
        self.period
    }

    /// The period that it is compared with where a reference names none.
    pub fn against(&self) -> Period {
        self.against
    }
}
