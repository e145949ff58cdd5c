//! Where the crimes of a line were recorded in a period, for what is told of squares and street points.
//!
//! In come a reference and material; out go positions and the district's squares, or which month's positions are not held.

use crate::assessment::answer::Unanswered;
use crate::assessment::answering::shown::Asked;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::content::table::with_commas;
use crate::evidence::area_map;
use crate::evidence::place_phrases::FEWEST_FOR_PLACES;
use crate::evidence::rows::CrimePoint;
use crate::statistics::national_grid::GridPosition;
use crate::statistics::national_grid::NationalGrid;
use crate::statistics::square_grid::SquareGrid;
use crate::terms::month::Month;

/// All crimes and incidents of the period with a position, where every month of it is held so.
pub(super) fn of_period<'a>(
    reference: &Reference,
    material: &Material<'a>,
    asked: &Asked,
) -> Result<Vec<&'a CrimePoint>, Unanswered> {
    let (points, period) = (&material.supplied.points, asked.period);
    let none = |month: Month| !points.iter().any(|point| point.month == month);
    if let Some(month) = period.months().find(|month| none(*month)) {
        return Err(Unanswered::told_in(
            reference,
            format!("no positions of crimes are held for {}", month.in_words()),
            "street-level crimes of every month as rows, from `saferplan import police-street PATH`",
        ));
    }
    Ok(points.iter().filter(|point| period.covers(point.month)).collect())
}

/// The positions of the line's crimes on the National Grid.
pub(super) fn positions(
    reference: &Reference,
    material: &Material<'_>,
    asked: &Asked,
) -> Result<Vec<GridPosition>, Unanswered> {
    let grid = NationalGrid::new();
    let of_line = of_period(reference, material, asked)?;
    let of_line = of_line.into_iter().filter(|point| asked.line.counts(point.class));
    let at = |point: &CrimePoint| grid.position(point.position.0, point.position.1).ok();
    Ok(of_line.filter_map(at).collect())
}

/// The district's squares of that side.
pub(super) fn squares(
    reference: &Reference,
    material: &Material<'_>,
    side: u32,
) -> Result<SquareGrid, Unanswered> {
    let refused = |why: String| Unanswered::told_for(reference, "no squares", why);
    let rings = area_map::rings(&material.supplied.outlines);
    let rings = rings.map_err(|why| refused(why.to_string()))?;
    SquareGrid::over(&rings, side).map_err(|why| refused(why.to_string()))
}

/// Goes on only where there are enough crimes for places to be told of.
pub(super) fn enough(reference: &Reference, crimes: u64) -> Result<(), Unanswered> {
    if crimes >= FEWEST_FOR_PLACES {
        return Ok(());
    }
    Err(Unanswered::told_for(
        reference,
        format!("{} crimes with a position", with_commas(crimes)),
        format!(
            "{FEWEST_FOR_PLACES} at least: single crimes would decide which places stand out; take a longer period"
        ),
    ))
}
