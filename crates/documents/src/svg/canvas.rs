//! The canvas: lines, shapes and letters at places in pixels.
//!
//! In come places and words; out goes the inside of an SVG element. Anything that only repeats what
//! the description says is hidden from screen readers by the role of the whole.

use crate::colours::INK;
use crate::fonts;
use crate::lettering::Weight;
use crate::markup::Attribute;
use crate::markup::Markup;
use crate::svg::lettering::SIZE;
use crate::svg::lettering::width;

/// Width of every chart.
pub(super) const WIDTH: f64 = 680.0;

/// A place on the canvas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// From the left.
    pub(super) x: f64,
    /// From the top.
    pub(super) y: f64,
}

/// The place at `x` and `y`.
pub(super) fn at(x: f64, y: f64) -> Place {
    Place { x, y }
}

/// Which end of the words stands at the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// The words begin there.
    Start,
    /// The words have their middle there.
    Middle,
    /// The words end there.
    End,
}

/// How words are set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letters {
    /// Their colour.
    pub(super) colour: &'static str,
    /// Whether they are bold.
    pub(super) weight: Weight,
    /// Which end stands at the place.
    pub(super) anchor: Anchor,
}

/// Ordinary letters that begin at their place.
pub(super) const PLAIN: Letters =
    Letters { colour: INK, weight: Weight::Regular, anchor: Anchor::Start };

impl Letters {
    /// The same in another colour.
    pub(super) fn in_colour(self, colour: &'static str) -> Letters {
        Letters { colour, ..self }
    }

    /// The same, bold.
    pub(super) fn bold(self) -> Letters {
        Letters { weight: Weight::Bold, ..self }
    }

    /// The same, anchored otherwise.
    pub(super) fn anchored(self, anchor: Anchor) -> Letters {
        Letters { anchor, ..self }
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke {
    /// Its colour.
    pub(super) colour: &'static str,
    /// Its width.
    pub(super) width: f64,
    /// Lengths of dashes and gaps, empty for a solid line.
    pub(super) dashes: &'static str,
}

/// A solid line.
pub(super) fn solid(colour: &'static str, width: f64) -> Stroke {
    Stroke { colour, width, dashes: "" }
}

/// What is drawn so far.
pub(super) struct Canvas {
    markup: Markup,
    height: f64,
}

/// A length as written: a tenth of a pixel is finer than any eye.
fn px(length: f64) -> String {
    let written = format!("{length:.1}");
    written.strip_suffix(".0").map_or_else(|| written.clone(), str::to_owned)
}

impl Canvas {
    /// An empty canvas of the width of all charts.
    pub(super) fn of_height(height: f64) -> Canvas {
        Canvas { markup: Markup::default(), height }
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: Place, to: Place, stroke: Stroke) {
        self.path(&[from, to], stroke);
    }

    /// A line through several places.
    pub(super) fn path(&mut self, places: &[Place], stroke: Stroke) {
        let points: Vec<String> =
            places.iter().map(|place| format!("{},{}", px(place.x), px(place.y))).collect();
        let (points, width) = (points.join(" "), px(stroke.width));
        let mut attributes: Vec<Attribute<'_>> = vec![
            ("points", &points),
            ("fill", "none"),
            ("stroke", stroke.colour),
            ("stroke-width", &width),
        ];
        if !stroke.dashes.is_empty() {
            attributes.push(("stroke-dasharray", stroke.dashes));
        }
        self.markup.empty("polyline", &attributes);
    }

    /// A shape of one or more rings, filled and edged; a ring within another is a hole.
    pub(super) fn shape(&mut self, rings: &[Vec<Place>], fill: &'static str, edge: Stroke) {
        let mut path = String::new();
        for ring in rings {
            for (place, start) in ring.iter().zip(["M"].into_iter().chain(std::iter::repeat("L"))) {
                path.push_str(&format!("{start}{} {}", px(place.x), px(place.y)));
            }
            path.push('Z');
        }
        let width = px(edge.width);
        let attributes = [
            ("d", path.as_str()),
            ("fill", fill),
            ("fill-rule", "evenodd"),
            ("stroke", edge.colour),
            ("stroke-width", &width),
            ("stroke-linejoin", "round"),
        ];
        self.markup.empty("path", &attributes);
    }

    /// Many short lines of one look, with round ends.
    pub(super) fn strokes(&mut self, lines: &[(Place, Place)], stroke: Stroke) {
        if lines.is_empty() {
            return;
        }
        let path: String = lines
            .iter()
            .map(|(from, to)| format!("M{} {}L{} {}", px(from.x), px(from.y), px(to.x), px(to.y)))
            .collect();
        let width = px(stroke.width);
        let attributes = [
            ("d", path.as_str()),
            ("fill", "none"),
            ("stroke", stroke.colour),
            ("stroke-width", &width),
            ("stroke-linecap", "round"),
        ];
        self.markup.empty("path", &attributes);
    }

    /// A filled rectangle from its upper left corner.
    pub(super) fn bar(&mut self, corner: Place, size: Place, fill: &'static str) {
        let (x, y) = (px(corner.x), px(corner.y));
        let (width, height) = (px(size.x.max(0.0)), px(size.y.max(0.0)));
        self.markup.empty(
            "rect",
            &[("x", &x), ("y", &y), ("width", &width), ("height", &height), ("fill", fill)],
        );
    }

    /// A circle, filled and outlined.
    pub(super) fn circle(&mut self, centre: Place, radius: f64, fill: &'static str, edge: Stroke) {
        let (x, y, radius, width) = (px(centre.x), px(centre.y), px(radius), px(edge.width));
        let attributes = [
            ("cx", x.as_str()),
            ("cy", &y),
            ("r", &radius),
            ("fill", fill),
            ("stroke", edge.colour),
            ("stroke-width", &width),
        ];
        self.markup.empty("circle", &attributes);
    }

    /// A square standing on its corner, with a white edge that sets it off.
    pub(super) fn diamond(&mut self, centre: Place, reach: f64, fill: &'static str) {
        let Place { x, y } = centre;
        let corners = [at(x, y - reach), at(x + reach, y), at(x, y + reach), at(x - reach, y)];
        let points: Vec<String> =
            corners.iter().map(|place| format!("{},{}", px(place.x), px(place.y))).collect();
        self.markup.empty(
            "polygon",
            &[
                ("points", &points.join(" ")),
                ("fill", fill),
                ("stroke", "#ffffff"),
                ("stroke-width", "1.5"),
            ],
        );
    }

    /// Words on one line.
    pub(super) fn words(&mut self, place: Place, letters: Letters, words: &str) {
        let (x, y) = (px(place.x), px(place.y));
        let mut attributes: Vec<Attribute<'_>> =
            vec![("x", &x), ("y", &y), ("fill", letters.colour)];
        match letters.anchor {
            Anchor::Start => {}
            Anchor::Middle => attributes.push(("text-anchor", "middle")),
            Anchor::End => attributes.push(("text-anchor", "end")),
        }
        if letters.weight == Weight::Bold {
            attributes.push(("font-weight", "700"));
        }
        self.markup.leaf("text", &attributes, &fonts::drawable(words));
    }

    /// Words on one line with white behind them, to be read over lines.
    pub(super) fn words_on_white(&mut self, place: Place, letters: Letters, words: &str) {
        let wide = width(words, letters.weight);
        let left = match letters.anchor {
            Anchor::Start => place.x,
            Anchor::Middle => place.x - wide / 2.0,
            Anchor::End => place.x - wide,
        };
        self.bar(at(left - 2.0, place.y - SIZE), at(wide + 4.0, SIZE + 4.0), "#ffffff");
        self.words(place, letters, words);
    }

    /// The whole as an SVG element with its title and description.
    pub(super) fn framed(
        self,
        title_id: &str,
        title: &str,
        description_id: &str,
        description: &str,
    ) -> String {
        let mut whole = Markup::default();
        let view = format!("0 0 {} {}", px(WIDTH), px(self.height));
        let labelled = format!("{title_id} {description_id}");
        let family = format!("{}, Segoe UI, Helvetica, Arial, sans-serif", fonts::FAMILY);
        let size = px(SIZE);
        whole.open(
            "svg",
            &[
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("viewBox", &view),
                ("width", &px(WIDTH)),
                ("height", &px(self.height)),
                ("role", "img"),
                ("aria-labelledby", &labelled),
                ("font-family", &family),
                ("font-size", &size),
            ],
        );
        whole.leaf("title", &[("id", title_id)], title);
        whole.leaf("desc", &[("id", description_id)], description);
        whole.raw(&self.markup.finish());
        whole.finish()
    }
}
