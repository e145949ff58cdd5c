//! Loads what is held of a district's neighbourhoods besides counts: residents, deprivation, wards and their outlines.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use anyhow::Context;
use anyhow::Result;
use archive::Archive;
use partnership::evidence::held::Held;
use partnership::evidence::rows::Boundary;
use partnership::evidence::small_areas::SmallAreas;
use partnership::terms::area::AreaCode;
use partnership::terms::area::AreaKind;

use crate::load::sourced;

/// What is held of the neighbourhoods (LSOAs) of a district besides counts.
pub(crate) fn small_areas(archive: &Archive, held: &Held, area: AreaCode) -> Result<SmallAreas> {
    let districts = [held.geography.merged_into(area), vec![area]].concat();
    let residents = sourced(archive.households(&districts).context("reading residents of areas")?);
    let mut lsoas = held.counts.areas(|area| area.kind() == AreaKind::Lsoa);
    lsoas.extend(residents.rows.iter().map(|row| row.lsoa));
    if lsoas.is_empty() {
        return Ok(SmallAreas::default());
    }
    let lsoas: Vec<AreaCode> = lsoas.into_iter().collect();
    let wards = sourced(archive.best_fits(&lsoas).context("reading which ward areas fit")?);
    let fitted: BTreeSet<AreaCode> = wards.rows.iter().map(|link| link.to).collect();
    Ok(SmallAreas {
        deprivation: sourced(archive.deprivation(&lsoas).context("reading deprivation")?),
        ward_outlines: outlines(archive, &fitted.into_iter().collect::<Vec<_>>())?,
        residents,
        wards,
    })
}

/// The outlines of these areas, each once; none where they were not imported.
pub(crate) fn outlines(archive: &Archive, areas: &[AreaCode]) -> Result<Vec<Boundary>> {
    if areas.is_empty() {
        return Ok(Vec::new());
    }
    let rows = archive.boundaries(areas).context("reading the outlines of areas")?;
    // Two files may have the same area; one outline is enough.
    let by_area: BTreeMap<AreaCode, Boundary> =
        rows.into_iter().map(|(boundary, _)| (boundary.area, boundary)).collect();
    Ok(by_area.into_values().collect())
}
