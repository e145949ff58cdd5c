//! What was kept by name for a draft, in a file beside its sections: what it is about, and what people found and said.
//!
//! In comes the file as it was typed; out go the things that references find by their names.

use crate::assessment::material::Noted;
use crate::assessment::material::Supplied;
use crate::assessment::passage::Given;
use crate::assessment::reference::Kind;
use crate::content::table::Cell;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Status;
use crate::terms::area::AreaCode;
use crate::terms::period::Period;

/// The file beside a draft's sections.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// What kind of text it is, such as "First draft".
    pub stage: String,
    /// The period that is told of where a reference names none.
    pub period: Period,
    /// The period that it is compared with where a reference names none; of the same length.
    pub against: Period,
    /// How many passages were numbered so far.
    #[serde(default)]
    given: u32,
    #[serde(default)]
    noted: Vec<KeptNote>,
    #[serde(default)]
    figure: Vec<KeptFigure>,
}

/// A finding, theme, panel issue or commentary under its name.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
struct KeptNote {
    kind: Kind,
    name: String,
    #[serde(flatten)]
    noted: Noted,
}

/// A partner's figure of the district under its name.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptFigure {
    name: String,
    measure: String,
    count: u64,
    period: Period,
    method: String,
    status: Status,
}

impl Kept {
    /// How many passages were numbered so far.
    pub fn given(&self) -> Given {
        Given::so_far(self.given)
    }

    /// The things by their names, in the district that the draft is about.
    pub fn supplied(self, area: AreaCode) -> Supplied {
        let noted = self.noted.into_iter().map(|one| ((one.kind, one.name), one.noted));
        let figures = self.figure.into_iter().map(|one| {
            let figure = Figure {
                measure: one.measure,
                method: one.method,
                value: Cell::Count(one.count),
                area,
                period: one.period,
                against: None,
                sources: Default::default(),
                counted: Vec::new(),
                status: one.status,
                breaks: Vec::new(),
            };
            (one.name, figure)
        });
        Supplied { noted: noted.collect(), figures: figures.collect(), ..Supplied::default() }
    }
}
