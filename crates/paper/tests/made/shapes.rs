//! What people draw at a box: ticks, crosses, slashes, rings, fills, scribbles.

use partnership::consultation::layout::Place;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::canvas::Canvas;
use super::pen::Pen;

/// A point of a box: 0, 0 is its top left corner and 1, 1 its bottom right.
pub(super) fn within(at: &Place, x: f64, y: f64) -> (f64, f64) {
    (at.left + x * at.width, at.top + y * at.height)
}

/// A curve through the points with the shake of a hand.
pub(super) fn shaky(points: &[(f64, f64)], chance: &mut ChaCha8Rng) -> Vec<(f64, f64)> {
    let mut curve = vec![points[0]];
    for pair in points.windows(2) {
        let bow = chance.random_range(-0.06..0.06);
        let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        for step in 1..=5 {
            let part = f64::from(step) / 5.0;
            let out = bow * 4.0 * part * (1.0 - part);
            let shake = chance.random_range(-0.04..0.04);
            curve
                .push((pair[0].0 + part * dx - out * dy + shake, pair[0].1 + part * dy + out * dx));
        }
    }
    curve
}

/// A pen on paper, with the chance that moves the hand.
pub(super) struct Drawing<'a> {
    pub(super) paper: &'a mut Canvas,
    pub(super) chance: &'a mut ChaCha8Rng,
    /// How far the hand strays from what it means, from 0 to 1.
    pub(super) loose: f64,
    /// How far words reach at most to the right of a box of this question, in millimetres from its left edge.
    pub(super) room: f64,
}

impl Drawing<'_> {
    pub(super) fn line(&mut self, pen: &Pen, points: &[(f64, f64)]) {
        let curve = shaky(points, self.chance);
        pen.draw(self.paper, &curve, self.chance);
    }

    fn near(&mut self, at: &Place, x: f64, y: f64, by: f64) -> (f64, f64) {
        let by = by * self.loose;
        let mut off = || self.chance.random_range(-by..by);
        within(at, x + off(), y + off())
    }

    pub(super) fn tick(&mut self, at: &Place, size: f64, pen: &Pen) {
        // A larger tick grows from its foot to the right and upwards, as hands do.
        let points = [(0.18, 0.5), (0.42, 0.82), (0.9, 0.12)].map(|(x, y)| {
            let off = self.near(at, x, y, 0.13);
            let (x, y) = ((off.0 - at.left) / at.width, (off.1 - at.top) / at.height);
            within(at, 0.45 + (x - 0.45) * size, 0.8 + (y - 0.8) * size)
        });
        self.line(pen, &points);
    }

    pub(super) fn cross(&mut self, at: &Place, pen: &Pen) {
        for [(a, b), (c, d)] in [[(0.15, 0.15), (0.85, 0.85)], [(0.85, 0.15), (0.15, 0.85)]] {
            let line = [self.near(at, a, b, 0.15), self.near(at, c, d, 0.15)];
            self.line(pen, &line);
        }
    }

    /// One stroke from the lower left to the upper right.
    pub(super) fn slash(&mut self, at: &Place, pen: &Pen) {
        let line = [self.near(at, 0.1, 0.92, 0.12), self.near(at, 0.92, 0.08, 0.12)];
        self.line(pen, &line);
    }

    /// A small ring in the box.
    pub(super) fn circle(&mut self, at: &Place, pen: &Pen) {
        let reach = self.chance.random_range(1.0..1.7);
        self.ring(within(at, 0.5, 0.5), (reach, reach * 0.95), pen);
    }

    /// A ring around the whole box.
    pub(super) fn ring_around(&mut self, at: &Place, pen: &Pen) {
        let reach = self.chance.random_range(3.5..4.4);
        self.ring(within(at, 0.5, 0.5), (reach, reach * 0.9), pen);
    }

    /// A ring around words of that length, right of the box.
    pub(super) fn ring_around_words(&mut self, at: &Place, length: f64, pen: &Pen) {
        let length = length.min((self.room - 11.0).max(2.0));
        let middle = (at.left + at.width + 3.0 + length / 2.0, at.top + at.height / 2.0);
        let high = self.chance.random_range(3.0..3.8);
        self.ring(middle, (length / 2.0 + 1.5, high), pen);
    }

    /// A line under words of that length, right of the box.
    pub(super) fn under_words(&mut self, at: &Place, length: f64, pen: &Pen) {
        let length = length.min((self.room - 9.0).max(2.0));
        let (left, low) = (
            at.left + at.width + 3.0,
            at.top + at.height - 5.0 + self.chance.random_range(4.4..5.6),
        );
        let lean = self.chance.random_range(-0.5..0.5);
        self.line(pen, &[(left, low), (left + length, low + lean)]);
    }

    fn ring(&mut self, middle: (f64, f64), (across, down): (f64, f64), pen: &Pen) {
        let start = self.chance.random_range(0.0..6.3);
        let turn = std::f64::consts::TAU * self.chance.random_range(0.96..1.12);
        let steps = 26;
        let points: Vec<(f64, f64)> = (0..=steps)
            .map(|step| {
                let angle = start + turn * f64::from(step) / f64::from(steps);
                let shake = 1.0 + self.chance.random_range(-0.05..0.05);
                (middle.0 + across * shake * angle.cos(), middle.1 + down * shake * angle.sin())
            })
            .collect();
        pen.draw(self.paper, &points, self.chance);
    }

    /// A wave from left to right.
    pub(super) fn squiggle(&mut self, at: &Place, pen: &Pen) {
        let waves = self.chance.random_range(7.0..10.0);
        let points: Vec<(f64, f64)> = (0..=20)
            .map(|step| f64::from(step) / 20.0)
            .map(|part| within(at, 0.14 + 0.72 * part, 0.5 + 0.24 * (part * waves).sin()))
            .collect();
        pen.draw(self.paper, &points, self.chance);
    }

    /// Where a pen rested.
    pub(super) fn dot(&mut self, at: &Place, pen: &Pen) {
        let mut place = || self.chance.random_range(0.2..0.8);
        let point = within(at, place(), place());
        let drag = self.chance.random_range(0.0..0.5);
        self.paper.stroke(&[point, (point.0 + drag, point.1 + drag / 2.0)], pen.breadth, pen.dark);
    }

    /// A tick on one side of the box instead of in it.
    pub(super) fn beside(&mut self, at: &Place, pen: &Pen) {
        let sides = [(1.0, 0.1), (-1.0, 0.1), (0.1, 1.0), (0.0, -1.0)];
        let (x, y) = sides[self.chance.random_range(0..4)];
        let off = at.width + 0.2;
        let moved = Place { left: at.left + off * x, top: at.top + off * y, ..*at };
        self.loose = 0.3;
        self.tick(&moved, 0.9, pen);
    }

    /// A zigzag over the box: inset as a share of its side, `spacing` in millimetres.
    pub(super) fn hatch(&mut self, at: &Place, inset: f64, spacing: f64, pen: &Pen) {
        // A wide pen fills with fewer strokes.
        let step = spacing.max(pen.breadth * 0.8) / at.height;
        let mut points = Vec::new();
        let mut y = inset;
        let mut side = false;
        while y <= 1.0 - inset {
            let x = if side { 1.0 - inset } else { inset };
            let by = self.chance.random_range(-0.06..0.06);
            points.push(within(at, x + by, y + by / 2.0));
            side = !side;
            y += step;
        }
        self.line(pen, &points);
    }

    /// To and fro in all directions: `strokes` of them, within `reach` boxes of the box's middle.
    pub(super) fn scribble(&mut self, at: &Place, strokes: usize, reach: f64, pen: &Pen) {
        let mut off = || 0.5 + self.chance.random_range(-reach..reach);
        let points: Vec<(f64, f64)> = (0..=strokes).map(|_| within(at, off(), off())).collect();
        self.line(pen, &points);
    }

    /// One or two lines through the box and beyond.
    pub(super) fn struck(&mut self, at: &Place, pen: &Pen) {
        let y = self.chance.random_range(0.35..0.65);
        let lean = self.chance.random_range(-0.08..0.08);
        self.line(pen, &[within(at, -0.4, y + lean), within(at, 1.4, y - lean)]);
        if self.chance.random_bool(0.5) {
            let second = [within(at, -0.35, y + lean + 0.2), within(at, 1.35, y - lean + 0.2)];
            self.line(pen, &second);
        }
    }

    /// A tick whose tail runs on to the edge of the next box, or a little into it.
    pub(super) fn tail(&mut self, from: &Place, to: &Place, pen: &Pen) {
        let into = self.chance.random_range(-0.1..0.25);
        let end = if to.left > from.left + 1.0 {
            within(to, into, self.chance.random_range(0.0..0.6))
        } else {
            within(to, self.chance.random_range(0.6..1.0), into)
        };
        self.line(pen, &[within(from, 0.2, 0.4), within(from, 0.45, 0.7), end]);
    }

    /// A line from somewhere that comes near a box or clips its corner.
    pub(super) fn stray(&mut self, at: &Place, pen: &Pen) {
        let clip = self.chance.random_range(-0.3..0.2);
        self.line(pen, &[within(at, -0.8, 0.5 + clip), within(at, 0.5 + clip, -0.8)]);
    }

    /// Writing in a space.
    pub(super) fn letters(&mut self, at: &Place, pen: &Pen) {
        let high = at.height.min(12.0);
        for letter in 0..self.chance.random_range(4..40) {
            let left = at.left + 4.0 + f64::from(letter) * 3.0;
            if left + 3.0 > at.left + at.width {
                break;
            }
            let mut near = || {
                let (x, y) = (
                    self.chance.random_range(0.0..2.5),
                    self.chance.random_range(high / 3.0..high * 0.75),
                );
                (left + x, at.top + y)
            };
            let points = [near(), near(), near(), near()];
            self.line(pen, &points);
        }
    }
}
