//! Maps of squares with their tables: counts by class, and hot spots.
//!
//! In come counts or hot spots on a square grid; out go a chart and its table. A count from 1 to 4
//! is never told: such squares are not told apart from those without crime.

use crate::content::chart::Chart;
use crate::content::chart::Drawing;
use crate::content::map::Map;
use crate::content::map::MapClass;
use crate::content::map::Shaded;
use crate::content::map::class_letter;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::Row;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::content::table::with_commas;
use crate::content::text;
use crate::evidence::area_map;
use crate::evidence::area_map::MapRefused;
use crate::evidence::area_map::MapWords;
use crate::evidence::area_map::OUTLINES_LICENCE;
use crate::evidence::disclosure;
use crate::evidence::disclosure::SMALLEST_SHOWN;
use crate::evidence::disclosure::Shown;
use crate::evidence::place_phrases;
use crate::evidence::rows::Boundary;
use crate::statistics::classes::ClassRule;
use crate::statistics::classes::Classes;
use crate::statistics::hotspots::HotSpots;
use crate::statistics::hotspots::Scored;
use crate::statistics::hotspots::Spot;
use crate::statistics::national_grid::GridPosition;
use crate::statistics::square_grid::Square;
use crate::statistics::square_grid::SquareCounts;
use crate::statistics::square_grid::SquareGrid;
use crate::terms::wording::sentence;

/// How many hot spots a table lists.
pub const LISTED: usize = 20;

/// The most crimes in a square of each class but the last: the same on every map, so that maps can be compared.
pub const CLASS_BOUNDS: [u64; 3] = [9, 24, 99];

/// A map of the crimes in each square that has at least five, by [`CLASS_BOUNDS`], and its table of classes.
///
/// The lines are those of `outlines`, such as the district's.
///
/// # Errors
/// When no square has five, or an outline lies outside Great Britain.
pub fn count_map(
    words: &MapWords,
    counted: &SquareCounts,
    outlines: &[Boundary],
) -> Result<(Chart, Table), MapRefused> {
    let (shown, few): (Vec<_>, Vec<_>) =
        counted.each().partition(|(_, count)| *count >= SMALLEST_SHOWN);
    let values: Vec<f64> = shown.iter().map(|(_, count)| *count as f64).collect();
    let bounds = CLASS_BOUNDS.map(|bound| bound as f64);
    let classes = Classes::of(&values, &ClassRule::UpTo(bounds.into()))?;
    let grid = counted.grid();
    let corner =
        |(square, count): &(Square, u64)| (grid.corner(*square), classes.class(*count as f64));
    let map = Map {
        unit: words.unit.clone(),
        rule: "Classes: bounds that are the same on every map of squares.".to_owned(),
        classes: told(&classes),
        shaded: Shaded::Squares { side: grid.side(), corners: shown.iter().map(corner).collect() },
        unshaded: format!("Not shaded: fewer than {SMALLEST_SHOWN}, or none"),
        lines: area_map::rings(outlines)?,
    };
    let each = map.classes.iter().zip(&classes.held).enumerate().rev();
    let each =
        each.map(|(class, (told, held))| (class_letter(class), told.words.as_str(), held.values));
    let rest = ("not shaded", "fewer than 5, or none", few.len());
    let rows = each.chain([rest]).map(class_row).collect();
    let columns = ["Class", "Crimes in a square"].map(Column::words);
    let columns = columns.into_iter().chain([Column::figures("Squares")]).collect();
    let notes = vec![vec![text(place_phrases::POINTS_ARE_NOT_ADDRESSES)]];
    let alternative = counts_in_words(grid, &shown, few.len());
    Ok((chart(words, alternative, map), table(words, columns, rows, notes)))
}

/// A map of counts for those who do not see it.
fn counts_in_words(grid: &SquareGrid, shown: &[(Square, u64)], few: usize) -> String {
    let highest = shown.iter().max_by_key(|(_, count)| *count);
    let highest = highest.map_or_else(String::new, |(square, count)| {
        format!(" Most: {} crimes in square {}.", with_commas(*count), named(grid.corner(*square)))
    });
    format!(
        "A map of {} squares of {} m, north upwards, shaded from lighter to darker by their crimes.{highest} {} squares have \
         fewer than five or none. The table gives the squares of each class.",
        with_commas(grid.squares() as u64),
        with_commas(metres(grid)),
        with_commas(few as u64),
    )
}

/// A map of the hot and cold spots of a square grid, for a table that is made elsewhere.
///
/// # Errors
/// When an outline lies outside Great Britain.
pub fn hot_spots_drawn(
    unit: &str,
    grid: &SquareGrid,
    found: &HotSpots,
    outlines: &[Boundary],
) -> Result<Map, MapRefused> {
    let of = |spot: Spot| found.squares.iter().filter(|one| one.found == spot).collect::<Vec<_>>();
    let (hot, cold) = (of(Spot::Hot), of(Spot::Cold));
    let mut kinds = vec![("Hot spots", hot)];
    if !cold.is_empty() {
        kinds.insert(0, ("Cold spots", cold));
    }
    let corners = kinds.iter().enumerate().flat_map(|(place, (_, squares))| {
        squares.iter().map(move |one| (grid.corner(one.square), place))
    });
    let class = |(words, found): &(&str, Vec<&Scored>)| MapClass {
        words: (*words).to_owned(),
        held: squares(found.len()),
    };
    Ok(Map {
        unit: unit.to_owned(),
        rule: judged_in_words(found),
        shaded: Shaded::Squares { side: grid.side(), corners: corners.collect() },
        classes: kinds.iter().map(class).collect(),
        unshaded: "Not shaded: neither".to_owned(),
        lines: area_map::rings(outlines)?,
    })
}

/// How hot spots were judged.
fn judged_in_words(found: &HotSpots) -> String {
    format!(
        "Gi* with squares within {} m; all squares judged together, so that about {:.0} in 100 of those shaded may be chance.",
        with_commas(u64::from(found.within)),
        found.share.value() * 100.0
    )
}

/// A map of hot spots for those who do not see it.
pub fn spots_in_words(grid: &SquareGrid, found: &HotSpots) -> String {
    let said = place_phrases::hot_spots(found)
        .unwrap_or_else(|| "there are too few crimes to tell of hot spots".to_owned());
    format!(
        "A map of {} squares of {} m, north upwards. {} The table lists the hottest.",
        with_commas(grid.squares() as u64),
        with_commas(metres(grid)),
        sentence(&said)
    )
}

/// A hot spot as a table lists it.
#[derive(Debug, Clone, PartialEq)]
pub struct HotSquare {
    /// Its south-western corner, in letters and figures of the National Grid.
    pub name: String,
    /// The crimes in it; withheld from 1 to 4.
    pub count: Cell,
    /// Its Gi*.
    pub z: Cell,
}

/// The hottest spots, at most [`LISTED`] of them, the hottest first.
pub fn hottest(grid: &SquareGrid, found: &HotSpots) -> Vec<HotSquare> {
    let mut hot: Vec<&Scored> = found.squares.iter().filter(|one| one.found == Spot::Hot).collect();
    hot.sort_by(|one, other| other.z.total_cmp(&one.z));
    hot.truncate(LISTED);
    let counts: Vec<u64> = hot.iter().map(|one| one.count).collect();
    let cleared = disclosure::without_total(&counts);
    let squares = hot.iter().zip(cleared.get()).map(|(one, shown)| HotSquare {
        name: named(grid.corner(one.square)),
        count: match shown {
            Shown::Count(count) => Cell::Count(*count),
            Shown::Withheld(reason) => Cell::Withheld(reason.in_words().to_owned()),
        },
        z: Cell::Number { value: one.z, decimals: 1 },
    });
    squares.collect()
}

/// The classes by their bounds, with how many squares each has.
fn told(classes: &Classes) -> Vec<MapClass> {
    let from = [SMALLEST_SHOWN].into_iter().chain(CLASS_BOUNDS.map(|bound| bound + 1));
    let to = CLASS_BOUNDS.into_iter().map(Some).chain([None]);
    let each = from.zip(to).zip(&classes.held).map(|((from, to), held)| MapClass {
        words: to.map_or_else(|| format!("{from} or more"), |to| format!("{from} to {to}")),
        held: squares(held.values),
    });
    each.collect()
}

fn squares(many: usize) -> String {
    if many == 1 { "1 square".to_owned() } else { format!("{} squares", with_commas(many as u64)) }
}

fn class_row((class, words, squares): (&str, &str, usize)) -> Row {
    let (class, words) = (Cell::Words(class.to_owned()), Cell::Words(words.to_owned()));
    Row { cells: vec![class, words, Cell::Count(squares as u64)], weight: RowWeight::Ordinary }
}

fn chart(words: &MapWords, alternative: String, map: Map) -> Chart {
    Chart {
        name: words.name.clone(),
        title: words.title.clone(),
        subtitle: words.subtitle.clone(),
        alternative,
        source: format!("{}. {OUTLINES_LICENCE}", words.source.trim_end_matches('.')),
        table: words.table,
        drawing: Drawing::Map(map),
    }
}

fn table(
    words: &MapWords,
    columns: Vec<Column>,
    rows: Vec<Row>,
    notes: Vec<Vec<crate::content::Inline>>,
) -> Table {
    let (name, caption) = (words.name.clone(), words.subtitle.clone());
    Table { number: words.table, name, caption, columns, rows, notes }
}

/// A corner as maps name it, or in metres off the lettered squares.
pub(crate) fn named(corner: GridPosition) -> String {
    corner.in_letters().unwrap_or_else(|| format!("{:.0}, {:.0}", corner.east, corner.north))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a grid's side is small"
)]
fn metres(grid: &SquareGrid) -> u64 {
    grid.side().round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::hotspots::hot_spots;
    use crate::statistics::probability::Proportion;
    use crate::statistics::square_grid::Ring;

    fn at(east: f64, north: f64) -> GridPosition {
        GridPosition { east, north }
    }

    fn words() -> MapWords {
        let word = |text: &str| text.to_owned();
        MapWords {
            name: word("squares"),
            title: word("Crime gathers in the town"),
            subtitle: word("Recorded crimes by square of 500 m"),
            unit: word("Crimes"),
            source: word("data.police.uk"),
            table: 2,
        }
    }

    /// A field of 20 by 20 squares with 4 crimes each, and 100 in one of them.
    fn field() -> SquareCounts {
        let (west, south, wide) = (570_000.0, 150_000.0, 10_000.0);
        let corners = [
            (1.0, 1.0),
            (wide - 1.0, 1.0),
            (wide - 1.0, wide - 1.0),
            (1.0, wide - 1.0),
            (1.0, 1.0),
        ];
        let ring: Ring =
            corners.iter().map(|(east, north)| at(west + east, south + north)).collect();
        let grid = SquareGrid::over(&[ring], 500).unwrap();
        let middles: Vec<GridPosition> = grid.each().map(|square| grid.middle(square)).collect();
        let spread = middles.into_iter().flat_map(|middle| std::iter::repeat_n(middle, 4));
        let heap = std::iter::repeat_n(at(west + 5_100.0, south + 5_100.0), 96);
        grid.counted(spread.chain(heap))
    }

    #[test]
    fn squares_with_fewer_than_five_are_not_told_apart_from_none() {
        let (chart, table) = count_map(&words(), &field(), &[]).unwrap();
        let Drawing::Map(map) = chart.drawing else { panic!("another drawing") };
        let Shaded::Squares { corners, .. } = map.shaded else { panic!("areas") };
        assert_eq!(corners, [(at(575_000.0, 155_000.0), 3)]);
        assert_eq!(
            (map.classes[0].words.as_str(), map.classes[3].held.as_str()),
            ("5 to 9", "1 square")
        );
        let last: Vec<String> =
            table.rows.last().unwrap().cells.iter().map(Cell::printed).collect();
        assert_eq!(last, ["not shaded", "fewer than 5, or none", "399"]);
        assert!(
            chart.alternative.contains("Most: 100 crimes in square TQ 750 550"),
            "{}",
            chart.alternative
        );
    }

    #[test]
    fn hot_spots_are_listed_hottest_first_with_small_counts_withheld() {
        let counted = field();
        let found = hot_spots(&counted, 1_000, Proportion::ONE_IN_TWENTY).unwrap();
        let listed = hottest(counted.grid(), &found);
        let counts: Vec<String> = listed.iter().map(|one| one.count.printed()).collect();
        // All within 1 km of the heap have the same score.
        let small = counts.iter().filter(|count| *count == "[c]").count();
        assert_eq!((counts.len(), small), (13, 12), "{counts:?}");
        let heap = listed.iter().find(|one| one.name == "TQ 750 550").unwrap();
        assert_eq!(heap.count, Cell::Count(100));
        let said = spots_in_words(counted.grid(), &found);
        assert!(said.contains("13 of 400 squares stand out as hot spots"), "{said}");
        let map = hot_spots_drawn("Crimes", counted.grid(), &found, &[]).unwrap();
        let Shaded::Squares { corners, .. } = &map.shaded else { panic!("areas") };
        assert_eq!((corners.len(), map.classes[0].held.as_str()), (13, "13 squares"));
    }
}
