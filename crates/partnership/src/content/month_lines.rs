//! Lines over months, and a band to set them beside: what was recorded, and what was to be expected.
//!
//! In come values for each month; out goes a drawing in which every line has a style of its own, so that none is told
//! apart by colour alone.

/// Lines over the same months.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct MonthLines {
    /// The unit up the side, such as "Recorded".
    pub up: String,
    /// The months along the foot, such as "Apr 2014".
    pub months: Vec<String>,
    /// The lines; months of the first that lie outside the band are marked.
    pub lines: Vec<MonthLine>,
    /// For each month the low and the high end of the band, where there is one; empty where there is no band.
    pub band: Vec<Option<(f64, f64)>>,
    /// What the marks and the band mean, a line each.
    pub key: Vec<String>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct MonthLine {
    /// Its name, in a word or two.
    pub name: String,
    /// How it is drawn.
    pub style: LineStyle,
    /// Its value in each month, where there is one.
    pub values: Vec<Option<f64>>,
}

/// How a line is drawn; each style differs from the others in more than colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum LineStyle {
    /// Solid and dark, with full dots.
    Dots,
    /// Solid and dark, with open dots.
    Rings,
    /// Dashed, without dots.
    Dashes,
    /// Thin and lighter, without dots.
    Thin,
}
