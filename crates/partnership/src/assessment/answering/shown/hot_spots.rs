//! Hot spots of the district on squares: where crimes of a line gather beyond what chance would bring.
//!
//! In comes `{map:hot-spots burglary 12m-2022-03}`; out go the hottest squares as a table and all of them on a map. Counts
//! from 1 to 4 are withheld in both editions.

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
use crate::content::table::with_commas;
use crate::evidence::area_map::OUTLINES_LICENCE;
use crate::evidence::figure::Figure;
use crate::evidence::place_phrases;
use crate::evidence::square_map;
use crate::evidence::square_map::HotSquare;
use crate::statistics::hotspots::HotSpots;
use crate::statistics::hotspots::hot_spots;
use crate::statistics::probability::Proportion;
use crate::statistics::square_grid::SquareCounts;
use crate::statistics::square_grid::SquareGrid;
use crate::terms::wording::sentence;

/// The side of a square, and how far off another one counts as near, in metres.
const SIDE: u32 = 500;
const WITHIN: u32 = 1_000;

/// How the score of a square is made.
const SCORED: &str = "Gi* of Getis and Ord on squares of 500 m, those within 1,000 m near it; all squares judged together \
    with control of false discoveries at 1 in 20.";
/// How the crimes of a square are counted.
const COUNTED: &str = "Count of rows in `crime` whose published point lies in the square.";

/// The hottest as a table, all on a map.
pub(super) fn map(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let asked = Asked::of(reference, material)?;
    super::outlines(reference, material)?;
    let counted = counted(reference, material, &asked)?;
    let found = hot_spots(&counted, WITHIN, Proportion::ONE_IN_TWENTY);
    let found = found.map_err(|why| refused(reference, why.to_string()))?;
    let (line, span) = (asked.line.name(), asked.period.span());
    let caption = format!("{line} in {}, {span}: hot spots", material.area_name());
    let shown = Shown {
        name: format!("hot-spots-map-{}", asked.name),
        columns: vec![
            Column::words("Square (its south-western corner)"),
            Column::figures("Crimes in it"),
            Column::figures("Gi*"),
        ],
        rows: square_map::hottest(counted.grid(), &found)
            .iter()
            .map(|hot| row(material, &asked, hot))
            .collect(),
        notes: notes(&counted, &found),
        picture: picture(&asked, &caption, counted.grid(), &found),
    };
    Ok(super::of(caption, shown, Vec::new()))
}

fn refused(reference: &Reference, why: String) -> Unanswered {
    Unanswered::told_for(reference, "no hot spots", why)
}

fn row(material: &Material<'_>, asked: &Asked, hot: &HotSquare) -> Row {
    let figure = |measure: String, method: &str, value: &Cell| {
        let figure = lines::figure(material, &measure, method, value.clone(), asked.period);
        Value::from(Figure { sources: asked.sources.clone(), ..figure })
    };
    let crimes = format!("{}, {}, square {}", asked.line.name(), asked.period.span(), hot.name);
    Row {
        place: None,
        heading: hot.name.clone(),
        entries: vec![
            figure(crimes, COUNTED, &hot.count),
            figure(format!("Gi* of square {}", hot.name), SCORED, &hot.z),
        ],
        weight: RowWeight::Ordinary,
    }
}

fn picture(asked: &Asked, caption: &str, grid: &SquareGrid, found: &HotSpots) -> Option<Picture> {
    let unit = format!("{}, {}", asked.line.name(), asked.period.span());
    // The outlines are drawn over the squares when they are set.
    let map = square_map::hot_spots_drawn(&unit, grid, found, &[]).ok()?;
    Some(Picture {
        subtitle: caption.to_owned(),
        alternative: square_map::spots_in_words(grid, found),
        source: format!("{} {OUTLINES_LICENCE}.", super::SOURCE),
        drawn: Drawn::Squares(Squares::of(&map)?),
    })
}

/// The crimes of a line in a period, counted by square of the district.
fn counted(
    reference: &Reference,
    material: &Material<'_>,
    asked: &Asked,
) -> Result<SquareCounts, Unanswered> {
    let positions = points::positions(reference, material, asked)?;
    let counted = points::squares(reference, material, SIDE)?.counted(positions);
    points::enough(reference, counted.crimes())?;
    Ok(counted)
}

fn notes(counted: &SquareCounts, found: &HotSpots) -> Vec<String> {
    let said = place_phrases::hot_spots(found).map(|said| sentence(&said));
    let beyond = counted.beyond();
    let beyond = (beyond > 0).then(|| {
        format!("{} crimes lie beyond the squares and are not in them.", with_commas(beyond))
    });
    said.into_iter().chain(place_phrases::hot_spot_cautions(found)).chain(beyond).collect()
}
