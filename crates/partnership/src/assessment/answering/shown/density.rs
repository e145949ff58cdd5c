//! How dense crime is, as a smooth surface read off at squares of the district, with its peaks as a table.
//!
//! In comes `{map:density burglary 12m-2022-03}`; out go the map and the densest squares. Where fewer than five crimes could
//! have made a density, the square is not shaded.

use crate::assessment::answer::Answer;
use crate::assessment::answer::Drawn;
use crate::assessment::answer::Picture;
use crate::assessment::answer::Row;
use crate::assessment::answer::Shown;
use crate::assessment::answer::Squares;
use crate::assessment::answer::Unanswered;
use crate::assessment::answer::Value;
use crate::assessment::answering::lines;
use crate::assessment::answering::shown::Asked;
use crate::assessment::answering::shown::points;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::area_map::OUTLINES_LICENCE;
use crate::evidence::density_map;
use crate::evidence::density_map::Peak;
use crate::evidence::density_map::Surface;
use crate::evidence::figure::Figure;
use crate::evidence::place_phrases;
use crate::statistics::kernel_density::kernel_density;
use crate::terms::wording::sentence;

/// The side of a square, and over how far each crime is spread, in metres.
const SIDE: u32 = 500;
const BANDWIDTH: u32 = 1_000;

const READ_OFF: &str = "Quartic kernel of 1,000 m (Silverman, 1986, equation 4.5), read off at the middle of each square of \
    500 m.";

/// The peaks as a table, the surface on a map.
pub(super) fn map(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let asked = Asked::of(reference, material)?;
    super::outlines(reference, material)?;
    let positions = points::positions(reference, material, &asked)?;
    points::enough(reference, positions.len() as u64)?;
    let grid = points::squares(reference, material, SIDE)?;
    let refused = |why: String| Unanswered::told_for(reference, "no density", why);
    let densities = kernel_density(&grid, &positions, BANDWIDTH);
    let densities = densities.map_err(|why| refused(why.to_string()))?;
    let surface = Surface { grid: &grid, densities: &densities, bandwidth: BANDWIDTH };
    let (line, span) = (asked.line.name(), asked.period.span());
    let unit = format!("{line} per square kilometre, {span}");
    let map = surface.drawn(&unit).map_err(|why| refused(why.to_string()))?;
    let caption = format!("{line} in {}, {span}: where it is dense", material.area_name());
    let peaks = surface.peaks();
    let picture = Squares::of(&map).map(|squares| Picture {
        subtitle: format!("{unit}, each crime spread over 1,000 m"),
        alternative: density_map::in_words(&peaks),
        source: format!("{} {OUTLINES_LICENCE}.", super::SOURCE),
        drawn: Drawn::Squares(squares),
    });
    let shown = Shown {
        name: format!("density-map-{}", asked.name),
        columns: vec![
            Column::words("Peak (its square’s south-western corner)"),
            Column::figures("Crimes per square kilometre"),
        ],
        rows: peaks.iter().map(|peak| row(material, &asked, peak)).collect(),
        notes: [
            vec![sentence(&density_map::densest(&peaks))],
            place_phrases::density_cautions(BANDWIDTH),
        ]
        .concat(),
        picture,
    };
    Ok(super::of(caption, shown, Vec::new()))
}

fn row(material: &Material<'_>, asked: &Asked, peak: &Peak) -> Row {
    let measure = format!("{} per square kilometre, square {}", asked.line.name(), peak.name);
    let value = Cell::Number { value: peak.per_square_kilometre, decimals: 1 };
    let figure = lines::figure(material, &measure, READ_OFF, value, asked.period);
    let figure = Figure { sources: asked.sources.clone(), ..figure };
    super::row(peak.name.clone(), vec![Value::from(figure)], RowWeight::Ordinary)
}
