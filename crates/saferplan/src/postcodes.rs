//! The areas of postcodes, and what areas are called, from what the home's archive holds.
//!
//! In comes a postcode; out go its ward and its LSOA. Nothing of it is kept or logged. In come codes of areas; out go their
//! names, for results of a consultation in words that a reader knows.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use anyhow::Context;
use anyhow::Result;
use archive::Table;
use partnership::terms::area::AreaCode;
use records::HeardReplies;
use web::Postcodes;

use crate::home::Home;
use crate::load;

/// The lists of postcodes of a home.
pub(crate) struct HeldPostcodes {
    home: Home,
}

impl HeldPostcodes {
    /// Those of a home.
    pub(crate) fn of(home: &Home) -> HeldPostcodes {
        HeldPostcodes { home: home.clone() }
    }
}

impl Postcodes for HeldPostcodes {
    /// Whether the table has a file; asked with every page, so the archive is not opened for it.
    fn are_held(&self) -> bool {
        let files = std::fs::read_dir(self.home.archive().join(Table::Postcode.name()));
        files.is_ok_and(|mut files| files.next().is_some())
    }

    fn areas_of(&self, postcode: &str) -> Result<Vec<AreaCode>, String> {
        let archive = load::open(&self.home).map_err(|error| format!("{error:#}"))?;
        let found = archive.postcode(postcode).map_err(|error| error.to_string())?;
        Ok(found.map_or_else(Vec::new, |(areas, _)| {
            [areas.ward, areas.lsoa].into_iter().flatten().collect()
        }))
    }

    fn names_of(&self, areas: &BTreeSet<AreaCode>) -> Result<BTreeMap<AreaCode, String>, String> {
        let archive = load::open(&self.home).map_err(|error| format!("{error:#}"))?;
        archive.area_names(areas).map_err(|error| error.to_string())
    }
}

/// What was heard, with the names of areas that the archive holds.
pub(crate) fn named(home: &Home, heard: HeardReplies) -> Result<HeardReplies> {
    let unnamed = heard.areas_without_name();
    if unnamed.is_empty() {
        return Ok(heard);
    }
    let names = load::open(home)?.area_names(&unnamed).context("reading the names of areas")?;
    Ok(heard.naming(names))
}
