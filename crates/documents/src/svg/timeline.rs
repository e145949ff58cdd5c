//! Drawing a timeline: a row for each step, its mark against the months, and where it stands in words.
//!
//! In come days; out go bars, diamonds and dashed bars over shaded periods, with a line for today.

mod key;
mod mark;

use partnership::content::timeline::Shade;
use partnership::content::timeline::ShadeKind;
use partnership::content::timeline::Timeline;
use partnership::content::timeline::TimelineRow;
use partnership::terms::day::Day;
use partnership::terms::month::Month;
use partnership::terms::span::Span;

use crate::colours::CONTEXT;
use crate::colours::INK;
use crate::colours::QUIET;
use crate::colours::RULE;
use crate::colours::TINT;
use crate::lettering::Weight;
use crate::svg::canvas::Anchor;
use crate::svg::canvas::Canvas;
use crate::svg::canvas::PLAIN;
use crate::svg::canvas::Place;
use crate::svg::canvas::WIDTH;
use crate::svg::canvas::at;
use crate::svg::canvas::solid;
use crate::svg::lettering::LEADING;
use crate::svg::lettering::broken;
use crate::svg::lettering::width;
use crate::wording::NO_ROWS;

const ROW: f64 = 38.0;
const LEFT: f64 = 214.0;
const RIGHT: f64 = 530.0;
const STANDS: f64 = 540.0;
/// How wide the words may be that say where a step stands. A browser without our letters takes its own, which are up to an
/// eighth wider, as `DejaVu` Sans is; they end at the drawing's edge, and wider ones would be cut there.
const STANDS_ROOM: f64 = (WIDTH - STANDS) / 1.12;

/// The timeline, drawn.
pub(super) fn drawn(timeline: &Timeline) -> Canvas {
    let key = key::placed(timeline);
    // Below the key, room for the date of today.
    let top = key.height + 24.0;
    let rows = f64::from(u16::try_from(timeline.rows.len().max(1)).unwrap_or(u16::MAX));
    let foot = top + rows * ROW;
    let mut canvas = Canvas::of_height(foot + 44.0);
    let calendar = Calendar { days: timeline.days, top, foot };
    key.draw(&mut canvas);
    for shade in &timeline.shades {
        shaded(&mut canvas, shade, &calendar);
    }
    months(&mut canvas, &calendar);
    for (row, upper) in timeline.rows.iter().zip(calendar.rows()) {
        step(&mut canvas, row, &calendar, upper);
    }
    if timeline.rows.is_empty() {
        canvas.words(at(0.0, top + 20.0), PLAIN.in_colour(QUIET), NO_ROWS);
    }
    if let Some(today) = timeline.today {
        line_of(&mut canvas, today, &calendar);
    }
    canvas
}

/// From days to pixels.
struct Calendar {
    days: Span<Day>,
    top: f64,
    foot: f64,
}

impl Calendar {
    /// Where a day begins; days off the calendar stay at its edge.
    fn begins(&self, day: Day) -> f64 {
        let all = self.days.last().days_since(self.days.first()) + 1;
        let share = f64::from(day.days_since(self.days.first())) / f64::from(all);
        LEFT + share.clamp(0.0, 1.0) * (RIGHT - LEFT)
    }

    /// Where a day ends, which is not where the next one begins on the calendar's very last day.
    fn ends(&self, day: Day) -> f64 {
        let all = self.days.last().days_since(self.days.first()) + 1;
        let share = f64::from(day.days_since(self.days.first()) + 1) / f64::from(all);
        LEFT + share.clamp(0.0, 1.0) * (RIGHT - LEFT)
    }

    /// The middle of a day.
    fn middle(&self, day: Day) -> f64 {
        f64::midpoint(self.begins(day), self.ends(day))
    }

    /// The upper edge of each row.
    fn rows(&self) -> impl Iterator<Item = f64> + use<> {
        let top = self.top;
        (0..u16::MAX).map(move |row| top + f64::from(row) * ROW)
    }
}

/// Days that lie behind all rows: tinted before a poll, striped in school holidays.
fn shaded(canvas: &mut Canvas, shade: &Shade, calendar: &Calendar) {
    let (from, to) = (calendar.begins(shade.days.first()), calendar.ends(shade.days.last()));
    ground(canvas, shade.kind, at(from, calendar.top), at(to - from, calendar.foot - calendar.top));
}

fn ground(canvas: &mut Canvas, kind: ShadeKind, corner: Place, size: Place) {
    match kind {
        ShadeKind::PreElection => canvas.bar(corner, size, TINT),
        ShadeKind::SchoolHoliday => {
            let mut x = corner.x;
            while x <= corner.x + size.x {
                canvas.line(at(x, corner.y), at(x, corner.y + size.y), solid(RULE, 1.0));
                x += 3.0;
            }
        }
    }
}

/// A line at the beginning of each month, with the months' names thinned until they can be read and
/// each year once.
fn months(canvas: &mut Canvas, calendar: &Calendar) {
    let Calendar { days, top, foot } = *calendar;
    let all: Vec<Month> = days.first().month().up_to(days.last().month()).collect();
    let slot = (RIGHT - LEFT) / f64::from(u16::try_from(all.len().max(1)).unwrap_or(u16::MAX));
    let each = [1_usize, 2, 3, 6, 12, 24, 60, 120].into_iter().find(|each| {
        f64::from(u16::try_from(*each).unwrap_or(u16::MAX)) * slot >= width("Mar", Weight::Bold)
    });
    let each = each.unwrap_or(600);
    let mut year_before = None;
    for (index, month) in all.into_iter().enumerate().filter(|(at, _)| at.is_multiple_of(each)) {
        let x = calendar.begins(Day::first_of(month));
        canvas.line(at(x, top), at(x, foot + 4.0), solid(RULE, 1.0));
        let quiet = PLAIN.in_colour(QUIET);
        canvas.words(at(x + 1.0, foot + 18.0), quiet, &month.in_short()[..3]);
        let room = index == 0 || (LEFT + 34.0 < x && x < RIGHT - 30.0);
        if year_before != Some(month.year()) && room {
            canvas.words(at(x + 1.0, foot + 36.0), quiet, &month.year().to_string());
            year_before = Some(month.year());
        }
    }
    canvas.line(at(RIGHT, top), at(RIGHT, foot + 4.0), solid(RULE, 1.0));
    canvas.line(at(0.0, foot), at(WIDTH, foot), solid(CONTEXT, 1.0));
}

fn step(canvas: &mut Canvas, row: &TimelineRow, calendar: &Calendar, upper: f64) {
    canvas.line(at(0.0, upper), at(WIDTH, upper), solid(RULE, 1.0));
    stacked(canvas, at(0.0, upper), &broken(&row.label, LEFT - 14.0, 2, Weight::Regular));
    mark::drawn(canvas, row, calendar, upper + ROW / 2.0);
    stacked(canvas, at(STANDS, upper), &broken(&row.stands, STANDS_ROOM, 2, Weight::Regular));
}

/// One or two lines of words, in the middle of a row's height.
fn stacked(canvas: &mut Canvas, corner: Place, lines: &[String]) {
    let first = if lines.len() > 1 { 15.0 } else { 23.0 };
    for (line, down) in lines.iter().zip([0.0, LEADING]) {
        canvas.words(at(corner.x, corner.y + first + down), PLAIN, line);
    }
}

/// Today, as a line through all rows with its date above.
fn line_of(canvas: &mut Canvas, today: Day, calendar: &Calendar) {
    let x = calendar.middle(today);
    canvas.line(at(x, calendar.top - 4.0), at(x, calendar.foot), solid(INK, 1.6));
    let words = format!("Today, {}", today.in_words());
    let half = width(&words, Weight::Bold) / 2.0;
    let place = at(x.clamp(half, WIDTH - half), calendar.top - 8.0);
    canvas.words(place, PLAIN.bold().anchored(Anchor::Middle), &words);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_step_stands_is_neither_cut_nor_at_the_edge_on_any_day() {
        let mut day: Day = "2014-01-01".parse().unwrap();
        while day.in_words() != "1 January 2015" {
            let on = day.in_words();
            for words in [
                format!("done on {on}"),
                format!("late: it was due by {on}"),
                format!("under way since {on}"),
            ] {
                let lines = broken(&words, STANDS_ROOM, 2, Weight::Regular);
                assert_eq!(lines.join(" "), words);
                for line in lines {
                    assert!(STANDS + 1.12 * width(&line, Weight::Regular) <= WIDTH, "{line}");
                }
            }
            day = day.plus_days(1);
        }
    }
}
