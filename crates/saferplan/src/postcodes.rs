//! The areas of postcodes, from the lists that the home's archive holds.
//!
//! In comes a postcode; out go its ward and its LSOA. Nothing of it is kept or logged.

use std::path::PathBuf;

use archive::Archive;
use archive::Table;
use partnership::terms::area::AreaCode;
use web::Postcodes;

use crate::home::Home;

/// The lists of postcodes of a home.
pub(crate) struct HeldPostcodes {
    archive: PathBuf,
}

impl HeldPostcodes {
    /// Those of a home.
    pub(crate) fn of(home: &Home) -> HeldPostcodes {
        HeldPostcodes { archive: home.archive() }
    }
}

impl Postcodes for HeldPostcodes {
    /// Whether the table has a file; asked with every page, so the archive is not opened for it.
    fn are_held(&self) -> bool {
        let files = std::fs::read_dir(self.archive.join(Table::Postcode.name()));
        files.is_ok_and(|mut files| files.next().is_some())
    }

    fn areas_of(&self, postcode: &str) -> Result<Vec<AreaCode>, String> {
        let archive = Archive::open(&self.archive).map_err(|error| error.to_string())?;
        let found = archive.postcode(postcode).map_err(|error| error.to_string())?;
        Ok(found.map_or_else(Vec::new, |(areas, _)| {
            [areas.ward, areas.lsoa].into_iter().flatten().collect()
        }))
    }
}
