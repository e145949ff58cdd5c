//! Drawing shares: for each row its answers end to end, each with its letter and its per cent.
//!
//! In come shares in per cent; out goes a row for each: its name, its bars on a scale from 0 to 100, and a few words.
//! Answers are told apart by their order and by letters, so that the picture says the same in black and white.

use partnership::content::chart::ShareRow;
use partnership::content::chart::Shares;
use partnership::content::table::decimal;

use crate::colours::ACCENT;
use crate::colours::CONTEXT;
use crate::colours::INK;
use crate::colours::QUIET;
use crate::colours::RULE;
use crate::colours::TINT;
use crate::lettering::Weight;
use crate::svg::canvas::Anchor;
use crate::svg::canvas::Canvas;
use crate::svg::canvas::PLAIN;
use crate::svg::canvas::WIDTH;
use crate::svg::canvas::at;
use crate::svg::canvas::solid;
use crate::svg::drawable;
use crate::svg::lettering::LEADING;
use crate::svg::lettering::broken;
use crate::svg::lettering::cut;
use crate::svg::lettering::width;
use crate::wording::NO_ROWS;

const ROW: f64 = 34.0;
const BAR: f64 = 22.0;
const LEFT: f64 = 220.0;
const RIGHT: f64 = 610.0;
/// What is left free at the edge, since some programs set the letters a little wider than we measure them.
const SPARE: f64 = 8.0;
/// Fills from left to right, and the words on each.
const FILLS: [(&str, &str); 3] = [(ACCENT, "#ffffff"), (TINT, INK), (CONTEXT, INK)];

/// The shares, drawn.
pub(super) fn drawn(shares: &Shares) -> Canvas {
    let several = shares.answers.len() > 1;
    let key = if several { key_lines(shares) } else { Vec::new() };
    let lines = f64::from(u16::try_from(key.len()).unwrap_or(u16::MAX));
    let top = if several { lines * (LEADING + 4.0) + 16.0 } else { 8.0 };
    let rows = f64::from(u16::try_from(shares.rows.len().max(1)).unwrap_or(u16::MAX));
    let foot = top + rows * ROW;
    let mut canvas = Canvas::of_height(foot + 44.0);
    draw_key(&mut canvas, &key);
    axis(&mut canvas, shares, top, foot);
    for (row, down) in shares.rows.iter().zip((0..u16::MAX).map(f64::from)) {
        let y = top + down * ROW;
        name(&mut canvas, row, y);
        bars(&mut canvas, row, y, several);
    }
    if shares.rows.is_empty() {
        canvas.words(at(LEFT + 8.0, top + 20.0), PLAIN.in_colour(QUIET), NO_ROWS);
    }
    canvas
}

/// The letter of an answer: a, b, c and so on.
fn letter(place: usize) -> String {
    let letters = "abcdefghijklmnopqrstuvwxyz";
    letters.chars().nth(place % 26).map(String::from).unwrap_or_default()
}

/// The key in lines that fit: place from the left, place of the answer, and its words.
fn key_lines(shares: &Shares) -> Vec<Vec<(f64, usize, String)>> {
    let mut lines: Vec<Vec<(f64, usize, String)>> = vec![Vec::new()];
    let mut x = 0.0;
    for (place, answer) in shares.answers.iter().enumerate() {
        let words = cut(&format!("{} {answer}", letter(place)), WIDTH - 40.0, Weight::Regular);
        let wide = 26.0 + width(&words, Weight::Regular) + 18.0;
        if x > 0.0 && x + wide > WIDTH {
            lines.push(Vec::new());
            x = 0.0;
        }
        if let Some(line) = lines.last_mut() {
            line.push((x, place, words));
        }
        x += wide;
    }
    lines
}

fn draw_key(canvas: &mut Canvas, lines: &[Vec<(f64, usize, String)>]) {
    for (line, down) in lines.iter().zip((0..u16::MAX).map(f64::from)) {
        let y = 2.0 + down * (LEADING + 4.0);
        for (x, place, words) in line {
            patch(canvas, (*x, *x + 20.0), y, 14.0, *place);
            canvas.words(at(x + 26.0, y + 12.0), PLAIN, words);
        }
    }
}

/// A filled box with an edge, so that the lightest fill can be told from the page.
fn patch(canvas: &mut Canvas, (from, to): (f64, f64), y: f64, high: f64, place: usize) {
    let (fill, _) = FILLS[place % FILLS.len()];
    canvas.bar(at(from, y), at(to - from, high), fill);
    let corners = [at(from, y), at(to, y), at(to, y + high), at(from, y + high), at(from, y)];
    canvas.path(&corners, solid(QUIET, 1.0));
}

fn axis(canvas: &mut Canvas, shares: &Shares, top: f64, foot: f64) {
    for tick in [0.0, 25.0, 50.0, 75.0, 100.0] {
        let x = place_of(tick);
        canvas.line(at(x, top - 4.0), at(x, foot), solid(RULE, 1.0));
        let middle = PLAIN.in_colour(QUIET).anchored(Anchor::Middle);
        canvas.words(at(x, foot + 16.0), middle, &decimal(tick, 0));
    }
    let unit = cut(&shares.unit, WIDTH - LEFT, Weight::Regular);
    canvas.words(at(LEFT, foot + 36.0), PLAIN.in_colour(QUIET), &unit);
}

fn place_of(per_cent: f64) -> f64 {
    LEFT + (RIGHT - LEFT) * per_cent.clamp(0.0, 100.0) / 100.0
}

fn name(canvas: &mut Canvas, row: &ShareRow, y: f64) {
    let lines = broken(&row.label, LEFT - 14.0, 2, Weight::Regular);
    let first = if lines.len() > 1 { 11.0 } else { 17.0 };
    for (line, down) in lines.iter().zip([0.0, LEADING - 2.0]) {
        canvas.words(at(0.0, y + first + down), PLAIN, line);
    }
    let said = cut(&row.said, WIDTH - SPARE - RIGHT - 8.0, Weight::Regular);
    let edge = at(WIDTH - SPARE, y + 17.0);
    canvas.words(edge, PLAIN.in_colour(QUIET).anchored(Anchor::End), &said);
}

/// The bars of a row, as far as its shares are known; after one that is not, no place is known.
fn bars(canvas: &mut Canvas, row: &ShareRow, y: f64, several: bool) {
    if !several {
        return single(canvas, row, y);
    }
    let shares: Vec<Option<f64>> =
        row.per_cent.iter().map(|share| share.and_then(drawable)).collect();
    if shares.iter().any(Option::is_none) {
        let words = "Not drawn: a count is withheld, or too few answered";
        canvas.words_on_white(at(LEFT + 6.0, y + 17.0), PLAIN.in_colour(QUIET), words);
        return;
    }
    let mut before = 0.0;
    for (place, share) in shares.into_iter().flatten().enumerate() {
        let (from, to) = (place_of(before), place_of(before + share.max(0.0)));
        before += share.max(0.0);
        if to - from < 0.5 {
            continue;
        }
        patch(canvas, (from, to), y + 2.0, BAR, place);
        let (_, words) = FILLS[place % FILLS.len()];
        let (letter, full) = (letter(place), format!("{} {}", letter(place), decimal(share, 0)));
        let middle = PLAIN.in_colour(words).anchored(Anchor::Middle);
        let room = to - from - 6.0;
        let fits = |text: &str| width(text, Weight::Regular) <= room;
        let text = if fits(&full) { Some(full) } else { Some(letter).filter(|one| fits(one)) };
        if let Some(text) = text {
            canvas.words(at(f64::midpoint(from, to), y + 18.0), middle, &text);
        }
    }
}

fn single(canvas: &mut Canvas, row: &ShareRow, y: f64) {
    match row.per_cent.first().copied().flatten().and_then(drawable) {
        Some(share) => {
            let to = place_of(share);
            canvas.bar(at(LEFT, y + 2.0), at((to - LEFT).max(0.0), BAR), ACCENT);
            let words = format!("{}%", decimal(share, 1));
            if to - LEFT > 60.0 {
                let inside = PLAIN.in_colour("#ffffff").bold().anchored(Anchor::End);
                canvas.words(at(to - 6.0, y + 18.0), inside, &words);
            } else {
                canvas.words_on_white(at(to + 6.0, y + 18.0), PLAIN.bold(), &words);
            }
        }
        None => {
            let words = "Not drawn: withheld, or too few answered";
            canvas.words_on_white(at(LEFT + 6.0, y + 17.0), PLAIN.in_colour(QUIET), words);
        }
    }
}
