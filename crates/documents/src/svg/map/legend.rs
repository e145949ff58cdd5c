//! The legend of a map: for each class its look, its letter and its words.
//!
//! In comes a map; out go entries that are set in one column beside it or two below.

use partnership::content::map::Map;
use partnership::content::map::MapShade;
use partnership::content::map::Shaded;
use partnership::content::map::class_letter;

use crate::colours::QUIET;
use crate::lettering::Weight;
use crate::svg::canvas::Canvas;
use crate::svg::canvas::PLAIN;
use crate::svg::canvas::Place;
use crate::svg::canvas::at;
use crate::svg::canvas::solid;
use crate::svg::lettering::LEADING;
use crate::svg::lettering::broken;
use crate::svg::map::looks;
use crate::svg::map::looks::Look;

/// Width and height of a patch.
const PATCH: Place = Place { x: 34.0, y: 20.0 };
/// From a patch's left to its words.
const WORDS: f64 = PATCH.x + 10.0;
const ENTRY: f64 = 2.0 * LEADING + 8.0;

/// One line of a legend.
pub(super) struct Entry {
    look: Option<Look>,
    words: String,
    held: String,
}

/// What a map's legend says, the highest class first, as on a ladder.
pub(super) fn entries(map: &Map) -> Vec<Entry> {
    let classes = map.classes.iter().enumerate().rev().map(|(place, class)| Entry {
        look: Some(looks::of_class(place, map)),
        words: format!("{}: {}", class_letter(place), class.words),
        held: class.held.clone(),
    });
    let mut entries: Vec<Entry> = classes.collect();
    let Shaded::Areas(areas) = &map.shaded else {
        if !map.unshaded.is_empty() {
            entries.push(Entry { look: None, words: map.unshaded.clone(), held: String::new() });
        }
        return entries;
    };
    let other = [
        (MapShade::Withheld, looks::WITHHELD, "Hatched: withheld"),
        (MapShade::NotHeld, looks::NOT_HELD, "White: not held"),
    ];
    for (shade, look, words) in other {
        let many = areas.iter().filter(|area| area.shade == shade).count();
        if many > 0 {
            let held = if many == 1 { "1 area".to_owned() } else { format!("{many} areas") };
            entries.push(Entry { look: Some(look), words: words.to_owned(), held });
        }
    }
    entries
}

/// How high the legend is.
pub(super) fn height(entries: &[Entry], room: f64, columns: u16) -> f64 {
    let rows = entries.len().div_ceil(usize::from(columns.max(1)));
    let rule = if room < 300.0 { 4.0 } else { 2.0 };
    f64::from(u16::try_from(rows).unwrap_or(u16::MAX)) * ENTRY + rule * LEADING + 12.0
}

/// Draws the legend with its upper left corner there, column after column.
pub(super) fn drawn(
    canvas: &mut Canvas,
    map: &Map,
    entries: &[Entry],
    corner: Place,
    room: f64,
    columns: u16,
) {
    let rows = entries.len().div_ceil(usize::from(columns.max(1))).max(1);
    let mut foot = corner.y;
    for (column, entries) in entries.chunks(rows).enumerate() {
        let left = corner.x + if column == 0 { 0.0 } else { room + 20.0 };
        let mut y = corner.y;
        for entry in entries {
            one(canvas, entry, at(left, y), room);
            y += ENTRY;
        }
        foot = foot.max(y);
    }
    let wide = if columns > 1 { room * 2.0 } else { room };
    let mut y = foot + LEADING - 2.0;
    for line in broken(&map.rule, wide, 4, Weight::Regular) {
        canvas.words(at(corner.x, y), PLAIN.in_colour(QUIET), &line);
        y += LEADING;
    }
}

fn one(canvas: &mut Canvas, entry: &Entry, corner: Place, room: f64) {
    if let Some(look) = entry.look {
        let (x, y) = (corner.x + 1.0, corner.y + 1.0);
        let (right, foot) = (x + PATCH.x, y + PATCH.y);
        let ring = vec![at(x, y), at(right, y), at(right, foot), at(x, foot), at(x, y)];
        look.drawn(canvas, &[ring], solid(QUIET, 1.0));
    }
    let left = corner.x + if entry.look.is_some() { WORDS } else { 0.0 };
    let room = room - (left - corner.x);
    let held = Some(&entry.held).filter(|held| !held.is_empty());
    let words = broken(&entry.words, room, if held.is_some() { 1 } else { 2 }, Weight::Regular);
    let mut y = corner.y + if words.len() > 1 || held.is_some() { 11.0 } else { 15.0 };
    for line in words {
        canvas.words(at(left, y), PLAIN, &line);
        y += LEADING;
    }
    for line in held.iter().flat_map(|held| broken(held, room, 1, Weight::Regular)) {
        canvas.words(at(left, y), PLAIN.in_colour(QUIET), &line);
    }
}
