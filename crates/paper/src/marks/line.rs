//! Lines that a pen drew under words, told from the words.
//!
//! In comes what is inked around a question's answers; out come the level lines in it. A line goes on from column to column
//! at one breadth. Words never do for long, not even bold ones that blur into one another: their letters' stems are as
//! high as the words.

use crate::ink::Ink;

/// What a column loses in which a line does not go on evenly: letters may touch it, but for less than a third of its length.
const UNEVEN: f64 = 2.0;

/// A pen skips so many columns.
const SKIPPED: usize = 2;

/// A level line, in pixels of the ink.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) middle: usize,
}

/// Ink that hangs together in one column, with the best line that ends there.
#[derive(Debug, Clone, Copy)]
struct Run {
    top: usize,
    /// One past the last row.
    end: usize,
    /// How many rows broad it would be, were it all as dark as its darkest: blur makes it no broader.
    broad: f64,
    /// Where that line began.
    first: usize,
    /// How many columns it has gone on evenly, less what was lost.
    score: f64,
}

impl Run {
    fn meets(&self, other: &Run) -> bool {
        self.top < other.end && other.top < self.end
    }

    /// Whether a line goes on from one column to this: both its edges move by a pixel at most.
    fn goes_on(&self, before: &Run) -> bool {
        self.top.abs_diff(before.top) <= 1 && self.end.abs_diff(before.end) <= 1
    }
}

/// Lines that go on for `shortest` pixels or more and are no broader than `broadest`. A pencil's line is pale in places; a dark
/// one may blur into the letters above it, and only what is as dark as print tells it from them.
pub(super) fn lines(ink: &Ink, shortest: f64, broadest: f64) -> Vec<Line> {
    let limits = [ink.pale(), ink.strong];
    limits.into_iter().flat_map(|limit| darker(ink, limit, shortest, broadest)).collect()
}

/// Such lines of what is darker than a limit.
fn darker(ink: &Ink, limit: f32, shortest: f64, broadest: f64) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let mut before: [Vec<Run>; SKIPPED + 1] = Default::default();
    for x in 0..ink.width {
        let mut here = runs(ink, x, limit);
        for run in &mut here {
            continued(run, &before, broadest);
            if run.score >= shortest {
                add(&mut found, run, x);
            }
        }
        before.rotate_right(1);
        before[0] = here;
    }
    found
}

/// Goes on with the best of the lines that end in the columns before, the nearest first.
fn continued(run: &mut Run, before: &[Vec<Run>], broadest: f64) {
    let is_thin = run.broad <= broadest;
    let mut best = (if is_thin { 1.0 } else { 0.0 }, run.first);
    for (skipped, column) in before.iter().enumerate() {
        for other in column.iter().filter(|other| other.meets(run)) {
            let by = if is_thin && run.goes_on(other) { 1.0 } else { -UNEVEN };
            let score = other.score + by - UNEVEN * skipped as f64;
            if score > best.0 {
                best = (score, other.first);
            }
        }
    }
    (run.score, run.first) = best;
}

/// Adds a line, or lengthens the one that it is the end of.
fn add(found: &mut Vec<Line>, run: &Run, x: usize) {
    let line = Line { left: run.first, right: x, middle: usize::midpoint(run.top, run.end) };
    match found.iter_mut().find(|other| other.left == line.left && other.right + 1 + SKIPPED >= x) {
        Some(other) => other.right = other.right.max(x),
        None => found.push(line),
    }
}

/// What is darker than a limit in a column, from the top.
fn runs(ink: &Ink, x: usize, limit: f32) -> Vec<Run> {
    let dark = |y: usize| ink.dark[y * ink.width + x];
    let mut found: Vec<Run> = Vec::new();
    let mut y = 0;
    while y < ink.height {
        let top = y;
        while y < ink.height && dark(y) > limit {
            y += 1;
        }
        if y > top {
            let most = (top..y).map(dark).fold(0.0, f32::max);
            let all: f32 = (top..y).map(dark).sum();
            let broad = f64::from(all / most);
            found.push(Run { top, end: y, broad, first: x, score: 0.0 });
        }
        y += 1;
    }
    found
}
