//! Pens: how broad and dark they draw, how a hand presses, where a ball is dry and what paper does to a pencil.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::canvas::Canvas;

/// A pen in a hand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pen {
    /// In millimetres.
    pub(crate) breadth: f64,
    /// How dark it is on paper: 1 is black.
    pub(crate) dark: f32,
    /// By what share breadth and darkness follow the pressure.
    pub(crate) pressure: f64,
    /// How often it leaves a gap: a dry ball.
    pub(crate) gaps: f64,
}

impl Pen {
    /// Ball pens, fine liners, felt pens and pencils: from 0.25 to 1.6 mm.
    pub(crate) fn any(chance: &mut ChaCha8Rng) -> Pen {
        // Black, blue, red and green pens in their darkest channel.
        let colour = [0.95, 0.85, 0.8, 0.75][chance.random_range(0..4)];
        let dark = colour * chance.random_range(0.78..1.0);
        let (breadth, dark, pressure, gaps) = match chance.random_range(0..12) {
            0..5 => (chance.random_range(0.3..0.6), dark, 0.15, 0.0),
            5 => (chance.random_range(0.25..0.35), dark, 0.2, 0.0),
            6 => (chance.random_range(0.3..0.5), dark, 0.3, 0.15),
            7 => (chance.random_range(0.6..0.9), dark, 0.1, 0.0),
            8 => (chance.random_range(0.9..1.2), dark, 0.05, 0.0),
            // A broad felt pen, and a coloured pencil.
            9 => (chance.random_range(1.2..1.6), dark, 0.05, 0.0),
            10 => (chance.random_range(0.6..1.1), chance.random_range(0.26..0.4), 0.2, 0.0),
            _ => (chance.random_range(0.4..0.8), chance.random_range(0.4..0.65), 0.3, 0.0),
        };
        Pen { breadth, dark, pressure, gaps }
    }

    /// The same pen, so many times as dark.
    pub(crate) fn paler(self, dark: f32) -> Pen {
        Pen { dark, ..self }
    }

    /// A felt pen.
    pub(crate) fn felt(chance: &mut ChaCha8Rng) -> Pen {
        Pen { breadth: chance.random_range(0.8..1.2), dark: 0.95, pressure: 0.0, gaps: 0.0 }
    }

    /// Draws through the points. Pressed harder, a stretch is broader and darker; a dry ball leaves some out.
    pub(crate) fn draw(&self, paper: &mut Canvas, points: &[(f64, f64)], chance: &mut ChaCha8Rng) {
        if self.pressure < 0.02 && self.gaps == 0.0 {
            return paper.stroke(points, self.breadth, self.dark);
        }
        let mut stretch: Vec<(f64, f64)> = vec![points[0]];
        let mut wanted = chance.random_range(2..6);
        for point in &points[1..] {
            stretch.push(*point);
            if stretch.len() > wanted {
                self.stretch(paper, &stretch, chance);
                stretch = vec![*point];
                wanted = chance.random_range(2..6);
            }
        }
        if stretch.len() > 1 {
            self.stretch(paper, &stretch, chance);
        }
    }

    fn stretch(&self, paper: &mut Canvas, points: &[(f64, f64)], chance: &mut ChaCha8Rng) {
        // A gap is a fifth of a line at most: a pen that leaves more is shaken.
        let is_gap = self.gaps > 0.0 && points.len() > 2 && chance.random_bool(self.gaps);
        let points = &points[usize::from(is_gap)..];
        let pressed = chance.random_range(-self.pressure..self.pressure);
        let dark = (self.dark * (1.0 + 0.4 * pressed as f32)).min(0.98);
        // Stretches overlap where they meet, and ink on ink there is darker, as a pen's is.
        paper.stroke(points, self.breadth * (1.0 + pressed), dark);
    }
}
