//! Charts: what is drawn, and the words that say the same.
//!
//! In come values with their labels; out goes a chart that the document writers draw as vector
//! graphics. Every chart names the table that holds its figures, so nobody needs the picture.

use crate::content::Reference;
use crate::content::map::Map;
use crate::content::month_lines::MonthLines;
use crate::content::timeline::Timeline;

/// A chart in a document.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Chart {
    /// File and link name: small letters and hyphens, such as `monthly-crime`.
    pub name: String,
    /// What the chart shows, as a sentence that says the finding.
    pub title: String,
    /// What is drawn, where, when and in which unit, such as "Crimes per 1,000 residents, …".
    pub subtitle: String,
    /// The chart in words for those who do not see it: shape, extremes, the area's place.
    pub alternative: String,
    /// Where the figures come from, in one line.
    pub source: String,
    /// Number of the table that holds the figures drawn.
    pub table: u16,
    /// What is drawn.
    pub drawing: Drawing,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Drawing {
    /// For each category a bar for the area and a mark for its group's mean.
    Comparison(Comparison),
    /// Rates against size of denominator with limits for chance.
    Funnel(Funnel),
    /// One value for each month.
    Series(Series),
    /// The steps of a year against the calendar.
    Timeline(Timeline),
    /// For each row its answers end to end, as shares.
    Shares(Shares),
    /// Areas or squares shaded by class.
    Map(Map),
    /// Shares of crimes at shares of places.
    Lorenz(Lorenz),
    /// Months with the range that usual ones keep to.
    Control(Control),
    /// Lines over months, and a band to set them beside.
    MonthLines(MonthLines),
}

/// Shares as bars, a row each; where there are several answers they stand end to end, in order.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Shares {
    /// The unit along the foot, such as "Per cent of those who answered".
    pub unit: String,
    /// The answers from left to right, each with its name; one where a row has a single bar.
    pub answers: Vec<String>,
    /// The rows from top to bottom.
    pub rows: Vec<ShareRow>,
}

/// One row of shares.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ShareRow {
    /// What the row is.
    pub label: String,
    /// For each answer its share in per cent, from 0 to 100; none where it is withheld or there is none.
    pub per_cent: Vec<Option<f64>>,
    /// A few words at the row's end, such as "of 735" or "withheld".
    pub said: String,
    /// Where the figures can be followed.
    pub reference: Reference,
}

/// Bars for the area and marks for its group, a category a row.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Comparison {
    /// What the bar is, such as "Maidstone".
    pub area: String,
    /// What the mark is, such as "Mean of its group of 21".
    pub group: String,
    /// What the thin line is: [`Comparison::OF_GROUP`], or what else the range is of.
    pub range: String,
    /// What stands over the words at the rows' ends, such as "Against its group".
    pub verdicts: String,
    /// The unit along the foot, such as "Crimes per 1,000 residents in the quarter".
    pub unit: String,
    /// The rows from top to bottom.
    pub rows: Vec<ComparisonRow>,
}

impl Comparison {
    /// What the thin line is where the mark is a group's.
    pub const OF_GROUP: &str = "Lowest to highest of group";
    /// What stands over the words where the mark is a group's.
    pub const AGAINST_GROUP: &str = "Against its group";
}

/// One category of a comparison.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ComparisonRow {
    /// The category's name.
    pub label: String,
    /// The area's value.
    pub area: f64,
    /// The mark, such as the group's mean.
    pub mean: f64,
    /// From where to where the thin line goes, such as the group's lowest and highest value.
    pub range: (f64, f64),
    /// A few words at the row's end, such as "lower than its group".
    pub verdict: String,
    /// Where the figures can be followed.
    pub reference: Reference,
}

/// A funnel: rate against denominator, the group's mean and limits.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Funnel {
    /// The unit along the foot, such as "Residents (thousands)".
    pub across: String,
    /// The unit up the side, such as "Crimes per 1,000 residents".
    pub up: String,
    /// The group's mean, drawn as a level line.
    pub mean: f64,
    /// The areas.
    pub points: Vec<FunnelPoint>,
    /// The limits, from narrow to wide denominators, in the unit of `points`.
    pub limits: Vec<FunnelLimit>,
}

/// One area of a funnel.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct FunnelPoint {
    /// The area's name.
    pub label: String,
    /// Its denominator, in the unit of `across`.
    pub across: f64,
    /// Its rate.
    pub up: f64,
    /// Whether it is the area that the document is about.
    pub place: PointPlace,
}

/// Whether a point is the area itself or one of its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum PointPlace {
    /// The area that the document is about: drawn large and named.
    Own,
    /// Another member of the group: drawn small; named when outside the outer limits.
    Peer,
}

/// The funnel's limits at one denominator.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct FunnelLimit {
    /// The denominator, in the unit of `across`.
    pub across: f64,
    /// Lower and upper 95% limit.
    pub inner: (f64, f64),
    /// Lower and upper 99.8% limit.
    pub outer: (f64, f64),
}

/// A value for each month, with gaps where a month is not held.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Series {
    /// The unit up the side, such as "Recorded crimes".
    pub up: String,
    /// The months in order: label such as "Apr 2014", and the value where held.
    pub points: Vec<SeriesPoint>,
}

/// One month of a series.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct SeriesPoint {
    /// The month as printed along the foot, such as "Apr 2014".
    pub label: String,
    /// The value, where held.
    pub value: Option<f64>,
    /// Whether the month belongs to the period that the document is about.
    pub emphasis: Emphasis,
}

/// Whether a month belongs to the period that the document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Emphasis {
    /// In the period: drawn dark.
    InPeriod,
    /// Before or after it: drawn light.
    Context,
}

/// How far crime gathers: shares of crimes at shares of places, the places with most first.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Lorenz {
    /// The unit along the foot, such as "Street points, those with most crime first (%)".
    pub across: String,
    /// The unit up the side, such as "Crimes at them (%)".
    pub up: String,
    /// The curve from (0, 0) to (100, 100): per cent of places, per cent of crimes.
    pub curve: Vec<(f64, f64)>,
    /// The point to be named, and its words, such as "half of the crimes at 3.1% of the points".
    pub named: Option<((f64, f64), String)>,
}

/// A control chart: months with the range that usual ones keep to.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Control {
    /// The unit up the side, such as "Recorded crimes".
    pub up: String,
    /// The mean of the months that the limits were taken from.
    pub centre: f64,
    /// The low and the high limit.
    pub limits: (f64, f64),
    /// The months in order.
    pub points: Vec<ControlPoint>,
    /// What the signals mean, a line for each number used, such as "1 beyond a limit".
    pub key: Vec<String>,
}

/// One month of a control chart.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ControlPoint {
    /// The month as printed along the foot, such as "Apr 2014".
    pub label: String,
    /// The value.
    pub value: f64,
    /// The number of the first rule that it meets; none for a usual month.
    pub signal: Option<u8>,
    /// Whether the limits were taken from it.
    pub basis: Basis,
}

/// Whether limits were taken from a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Basis {
    /// The limits were taken from it.
    Within,
    /// It came after, and is judged by them.
    After,
}
