//! The looks of a map's classes: each next one differs from the last in texture or at least three
//! times in lightness, so that a copy in black and white tells the same.
//!
//! In come a class and its map; out goes its look.

use partnership::content::map::Map;
use partnership::content::map::Shaded;

use crate::svg::canvas::Canvas;
use crate::svg::canvas::Place;
use crate::svg::canvas::Stroke;
use crate::svg::canvas::solid;
use crate::svg::hatching;
use crate::svg::hatching::Slope;

/// How an area is filled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    /// The fill.
    pub(super) fill: &'static str,
    /// What is drawn on it.
    pub(super) texture: Texture,
}

/// What is drawn on a fill.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Texture {
    /// Nothing.
    Plain,
    /// Dots of a colour.
    Dots(&'static str),
    /// Lines of a colour, rising.
    Lines(&'static str),
    /// Lines of a colour, falling, wide apart: withheld.
    Hatched(&'static str),
}

/// From the lightest to the darkest.
pub(super) const LOOKS: [Look; 5] = [
    Look { fill: "#f4f8f9", texture: Texture::Plain },
    Look { fill: "#d3e3e8", texture: Texture::Dots("#2c6274") },
    Look { fill: "#6a96a6", texture: Texture::Plain },
    Look { fill: "#3f7586", texture: Texture::Lines("#e8f0f2") },
    Look { fill: "#083442", texture: Texture::Plain },
];
/// A figure that is withheld.
pub(super) const WITHHELD: Look = Look { fill: "#ffffff", texture: Texture::Hatched("#4c555d") };
/// No figure.
pub(super) const NOT_HELD: Look = Look { fill: "#ffffff", texture: Texture::Plain };

/// The look of a class of a map: few classes take looks that are far apart, and squares none that is nearly white, since
/// they lie on white.
pub(super) fn of_class(class: usize, map: &Map) -> Look {
    let taken: &[usize] = match (map.classes.len(), &map.shaded) {
        (0 | 1, _) => &[4],
        (2, _) => &[1, 4],
        (3, Shaded::Areas(_)) => &[0, 2, 4],
        (3, Shaded::Squares { .. }) => &[1, 2, 4],
        (4, Shaded::Areas(_)) => &[0, 1, 2, 4],
        (4, Shaded::Squares { .. }) => &[1, 2, 3, 4],
        (_, _) => &[0, 1, 2, 3, 4],
    };
    LOOKS[taken.get(class).copied().unwrap_or(LOOKS.len() - 1)]
}

impl Look {
    /// Fills rings with the look.
    pub(super) fn drawn(self, canvas: &mut Canvas, rings: &[Vec<Place>], edge: Stroke) {
        if rings.is_empty() {
            return;
        }
        canvas.shape(rings, self.fill, edge);
        match self.texture {
            Texture::Plain => {}
            Texture::Dots(colour) => {
                canvas.strokes(&hatching::dots(rings, 4.5), solid(colour, 1.3));
            }
            Texture::Lines(colour) => {
                canvas.strokes(&hatching::lines(rings, Slope::Rising, 6.0), solid(colour, 1.1));
            }
            Texture::Hatched(colour) => {
                canvas.strokes(&hatching::lines(rings, Slope::Falling, 8.0), solid(colour, 0.9));
            }
        }
    }
}
