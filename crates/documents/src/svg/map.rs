//! Drawing a map: shades that differ in lightness and in texture, a letter where there is room, a
//! legend in words and a scale.
//!
//! In comes a map on the National Grid; out go its places fitted to the canvas, north upwards.

mod fitted;
mod legend;
mod looks;

use partnership::content::map::Map;
use partnership::content::map::MapArea;
use partnership::content::map::MapShade;
use partnership::content::map::Shaded;
use partnership::content::map::class_letter;

use crate::colours::INK;
use crate::colours::QUIET;
use crate::lettering::Weight;
use crate::svg::canvas::Anchor;
use crate::svg::canvas::Canvas;
use crate::svg::canvas::PLAIN;
use crate::svg::canvas::Place;
use crate::svg::canvas::WIDTH;
use crate::svg::canvas::at;
use crate::svg::canvas::solid;
use crate::svg::lettering::LEADING;
use crate::svg::lettering::cut;
use crate::svg::map::fitted::Fitted;
use crate::svg::map::looks::Look;
use crate::wording::NO_ROWS;

/// From the top to the map.
const TOP: f64 = 26.0;
/// The largest map that leaves room for its legend at the side.
const BESIDE: Place = Place { x: 430.0, y: 500.0 };
/// The largest map above its legend.
const ABOVE: Place = Place { x: WIDTH - 4.0, y: 470.0 };
/// A map wider than so many times its height is set across, with its legend below.
const WIDE: f64 = 1.4;
/// From the map's foot to the words under its scale.
const SCALE: f64 = 44.0;

/// The map, drawn.
pub(super) fn drawn(map: &Map) -> Canvas {
    let Some(mut fitted) = Fitted::to(map, BESIDE) else { return nothing(map) };
    let entries = legend::entries(map);
    let beside = fitted.size.x <= fitted.size.y * WIDE;
    let (corner, room, columns) = if beside {
        (at(BESIDE.x + 26.0, TOP), WIDTH - BESIDE.x - 26.0, 1)
    } else {
        fitted = Fitted::to(map, ABOVE).unwrap_or(fitted);
        (at(0.0, TOP + fitted.size.y + SCALE + 12.0), WIDTH / 2.0 - 10.0, 2)
    };
    let legend = legend::height(&entries, room, columns);
    let foot = TOP + fitted.size.y + SCALE;
    let height = if beside { foot.max(TOP + legend) } else { corner.y + legend };
    let mut canvas = Canvas::of_height(height + 6.0);
    canvas.words(at(0.0, 14.0), PLAIN.in_colour(QUIET), &cut(&map.unit, WIDTH, Weight::Regular));
    match &map.shaded {
        Shaded::Areas(all) => areas(&mut canvas, map, all, &fitted),
        Shaded::Squares { side, corners } => {
            for class in 0..map.classes.len() {
                let shaded = corners.iter().filter(|(_, found)| *found == class);
                let rings = fitted.squares(*side, shaded.map(|(corner, _)| *corner));
                let look = looks::of_class(class, map);
                look.drawn(&mut canvas, &rings, solid(look.fill, 0.5));
            }
        }
    }
    for line in &map.lines {
        canvas.path(&fitted.ring(line), solid(INK, 1.0));
    }
    scale(&mut canvas, &fitted);
    legend::drawn(&mut canvas, map, &entries, corner, room, columns);
    canvas
}

fn nothing(map: &Map) -> Canvas {
    let mut canvas = Canvas::of_height(60.0);
    canvas.words(at(0.0, 14.0), PLAIN.in_colour(QUIET), &cut(&map.unit, WIDTH, Weight::Regular));
    canvas.words(at(0.0, 40.0), PLAIN.in_colour(QUIET), NO_ROWS);
    canvas
}

fn areas(canvas: &mut Canvas, map: &Map, all: &[MapArea], fitted: &Fitted) {
    let drawn: Vec<(&MapArea, Vec<Vec<Place>>)> =
        all.iter().map(|area| (area, fitted.area(area))).collect();
    for (area, rings) in &drawn {
        look(area.shade, map).drawn(canvas, rings, solid(QUIET, 0.8));
    }
    for (area, rings) in &drawn {
        let MapShade::Class(class) = area.shade else { continue };
        if let Some(place) = fitted::room_for_a_letter(rings) {
            let middle = PLAIN.anchored(Anchor::Middle);
            canvas.words_on_white(at(place.x, place.y + 4.5), middle, class_letter(class));
        }
    }
}

fn look(shade: MapShade, map: &Map) -> Look {
    match shade {
        MapShade::Class(class) => looks::of_class(class, map),
        MapShade::Withheld => looks::WITHHELD,
        MapShade::NotHeld => looks::NOT_HELD,
    }
}

/// A bar of a round number of kilometres or metres under the map.
fn scale(canvas: &mut Canvas, fitted: &Fitted) {
    let y = TOP + fitted.size.y + 16.0;
    let round =
        [50_000.0, 20_000.0, 10_000.0, 5_000.0, 2_000.0, 1_000.0, 500.0, 200.0, 100.0, 50.0];
    let metres =
        round.into_iter().find(|metres| metres * fitted.per_metre <= 150.0).unwrap_or(20.0);
    let long = metres * fitted.per_metre;
    canvas.path(
        &[at(1.0, y - 5.0), at(1.0, y), at(1.0 + long, y), at(1.0 + long, y - 5.0)],
        solid(INK, 1.4),
    );
    let words = if metres >= 1_000.0 {
        format!("{:.0} km", metres / 1_000.0)
    } else {
        format!("{metres:.0} m")
    };
    canvas.words(at(1.0, y + LEADING), PLAIN.in_colour(QUIET), &words);
}

#[cfg(test)]
mod tests;
