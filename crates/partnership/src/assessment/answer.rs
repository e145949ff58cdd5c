//! What a reference stands for: words, the figures behind them, a table, what is drawn.
//!
//! In come figures and words; out go values that a circulated draft keeps, so that it reads the same for ever.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::assessment::fault::Fault;
use crate::assessment::fault::Place;
use crate::assessment::reference::Reference;
use crate::content::map::Map;
use crate::content::map::MapClass;
use crate::content::map::Shaded;
use crate::content::month_lines::LineStyle;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Status;
use crate::evidence::tables::Entry;
use crate::statistics::national_grid::GridPosition;
use crate::statistics::square_grid::Ring;
use crate::terms::area::AreaCode;
use crate::terms::extract::ExtractId;

/// The answers to all references of a draft.
pub type Answers = BTreeMap<Reference, Answer>;

/// What one reference stands for.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Answer {
    /// What it is, such as "Burglary in Maidstone, April to June 2014".
    pub what: String,
    /// The words that stand in the sentence; of a table or chart, its caption.
    pub says: String,
    /// The words in the public edition, where they are others because a count is small.
    pub says_in_public: Option<String>,
    /// The figures behind the words.
    pub figures: Vec<Figure>,
    /// What else it rests on, a sentence each.
    pub rests_on: Vec<String>,
    /// How sure it is.
    pub status: Status,
    /// The cautions that it carries.
    pub cautions: Vec<String>,
    /// Of a chart, table or map: what is set.
    pub shown: Option<Shown>,
}

/// A table, and what is drawn of it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Shown {
    /// File and link name.
    pub name: String,
    /// The columns; the first one heads the rows.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What must be said under the table.
    pub notes: Vec<String>,
    /// What is drawn.
    pub picture: Option<Picture>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Row {
    /// The place that the row tells of, where it is smaller than a district: its small counts are withheld in public.
    pub place: Option<AreaCode>,
    /// The first cell.
    pub heading: String,
    /// The other cells.
    pub entries: Vec<Value>,
    /// Whether it stands apart.
    pub weight: RowWeight,
}

/// A cell that knows what it rests on.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Value {
    /// Words that state no figure of their own.
    Words(String),
    /// A figure.
    Figure(Box<Figure>),
}

/// What is drawn of a table, and the words that say the same.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Picture {
    /// What is drawn, where and in which unit.
    pub subtitle: String,
    /// The picture in words.
    pub alternative: String,
    /// Where the figures come from.
    pub source: String,
    /// How it is drawn from the table's rows.
    pub drawn: Drawn,
}

/// The limits of a funnel at some thousands of residents: the inner pair, then the outer.
pub type Limits = (f64, (f64, f64), (f64, f64));

/// How a picture is drawn from the rows of its table.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Drawn {
    /// A column for each row, of the row's first figure.
    Series {
        /// The unit up the side.
        up: String,
        /// How many rows at the end are of the period told of.
        emphasised: usize,
    },
    /// For each row a bar and a mark: rate, group's mean, lowest, highest stand in this order.
    Comparison {
        /// What the bar is.
        area: String,
        /// What the mark is.
        group: String,
        /// The unit along the foot.
        unit: String,
    },
    /// For each row a bar of its first figure, with the limits that stand in the third and fourth; the mark is the first
    /// figure of the row that stands apart.
    Rates {
        /// What the bar is.
        bar: String,
        /// What the mark is.
        mark: String,
        /// What stands over the words at the rows' ends.
        verdicts: String,
        /// The unit along the foot.
        unit: String,
    },
    /// A point for each row: its third figure across, in thousands, its first up; the row that stands apart is the area's own.
    Funnel {
        /// The unit along the foot.
        across: String,
        /// The unit up the side.
        up: String,
        /// The mean of the group.
        mean: f64,
        /// The limits: thousands of residents, the inner pair, the outer pair.
        limits: Vec<Limits>,
    },
    /// A month for each row with the range of usual ones: count, low limit, mean, high limit stand in this order.
    Control {
        /// The unit up the side.
        up: String,
        /// From how many rows, from the first on, the limits were taken.
        basis: usize,
        /// For each row the number of the first rule that it meets, as the key has it.
        signals: Vec<Option<u8>>,
        /// What the signals mean.
        key: Vec<String>,
    },
    /// A month for each row: lines of the figures in some of its cells, beside a band between two others.
    Lines {
        /// The unit up the side.
        up: String,
        /// For each line the place of its figure in a row, from 0, its name, and how it is drawn.
        lines: Vec<(usize, String, LineStyle)>,
        /// The places of the band's low and high end.
        band: Option<(usize, usize)>,
        /// What the marks and the band mean.
        key: Vec<String>,
    },
    /// How far crime gathers, kept whole since the table has a few points of the curve alone.
    Lorenz {
        /// The unit along the foot.
        across: String,
        /// The unit up the side.
        up: String,
        /// The curve: per cent of places, per cent of crimes.
        curve: Vec<(f64, f64)>,
        /// The point that is named.
        named: Option<((f64, f64), String)>,
    },
    /// Each row's place shaded by its first figure, on the outlines that are held.
    Areas {
        /// What the figures are of.
        unit: String,
    },
    /// Squares shaded as they were found, within the outlines that are held.
    Squares(Squares),
    /// As it was supplied; drawn only while the rows are those that it was drawn from.
    Supplied,
}

/// Shaded squares of the National Grid, kept whole since no row of a table says which they were.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Squares {
    /// What was told of.
    pub unit: String,
    /// How the squares were judged.
    pub rule: String,
    /// What a square means that is not shaded.
    pub unshaded: String,
    /// What each shade means, and how many squares have it.
    pub classes: Vec<(String, String)>,
    /// The side of a square, in metres.
    pub side: f64,
    /// The south-western corner of each, in metres east and north on the National Grid, and its class, from 0.
    pub corners: Vec<(f64, f64, usize)>,
}

/// Why a reference has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unanswered {
    /// What was found; empty where the reference itself is all that can be told.
    pub found: String,
    /// The reference that asked, where what was found is told with it, and how.
    pub asked: Option<(Joined, Reference)>,
    /// What would be right.
    pub wanted: String,
    /// The known name spelt most like it.
    pub nearest: Option<String>,
}

/// How a reference is told with what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    /// Before it, with a colon; alone where nothing else was found.
    Before,
    /// "no wards for {table:wards burglary}".
    For,
    /// "`burglry` in {figure:count burglry}".
    In,
}

impl Unanswered {
    /// Why, of no one reference, and without a nearest name.
    pub fn of(found: impl Into<String>, wanted: impl Into<String>) -> Unanswered {
        let (found, wanted) = (found.into(), wanted.into());
        Unanswered { found, asked: None, wanted, nearest: None }
    }

    /// Why, where the reference itself is what was found.
    pub fn named(reference: &Reference, wanted: impl Into<String>) -> Unanswered {
        Unanswered::of("", wanted).joined(Joined::Before, reference)
    }

    /// Why something was found that is told after the reference.
    pub fn told_after(
        reference: &Reference,
        found: impl Into<String>,
        wanted: impl Into<String>,
    ) -> Unanswered {
        Unanswered::of(found, wanted).joined(Joined::Before, reference)
    }

    /// Why something was found for the reference.
    pub fn told_for(
        reference: &Reference,
        found: impl Into<String>,
        wanted: impl Into<String>,
    ) -> Unanswered {
        Unanswered::of(found, wanted).joined(Joined::For, reference)
    }

    /// Why something was found in the reference.
    pub fn told_in(
        reference: &Reference,
        found: impl Into<String>,
        wanted: impl Into<String>,
    ) -> Unanswered {
        Unanswered::of(found, wanted).joined(Joined::In, reference)
    }

    fn joined(self, joined: Joined, reference: &Reference) -> Unanswered {
        Unanswered { asked: Some((joined, reference.clone())), ..self }
    }

    /// What was found, in words for whoever wrote the reference.
    pub fn told(&self) -> String {
        let found = &self.found;
        match &self.asked {
            None => found.clone(),
            Some((Joined::Before, reference)) if found.is_empty() => reference.to_string(),
            Some((Joined::Before, reference)) => format!("{reference}: {found}"),
            Some((Joined::For, reference)) => format!("{found} for {reference}"),
            Some((Joined::In, reference)) => format!("{found} in {reference}"),
        }
    }

    /// The same for a reader who does not know the reference, unless there is nothing else to tell.
    pub fn told_to_a_reader(&self) -> String {
        if self.found.is_empty() { self.told() } else { self.found.clone() }
    }

    /// As a fault where the reference stands.
    pub fn at(self, place: &Place) -> Fault {
        Fault {
            place: place.clone(),
            found: self.told(),
            wanted: self.wanted,
            nearest: self.nearest,
        }
    }
}

impl Squares {
    /// Those of a map; none where it shades areas.
    pub fn of(map: &Map) -> Option<Squares> {
        let Shaded::Squares { side, corners } = &map.shaded else { return None };
        let classes = map.classes.iter().map(|class| (class.words.clone(), class.held.clone()));
        Some(Squares {
            unit: map.unit.clone(),
            rule: map.rule.clone(),
            unshaded: map.unshaded.clone(),
            classes: classes.collect(),
            side: *side,
            corners: corners.iter().map(|(at, class)| (at.east, at.north, *class)).collect(),
        })
    }

    /// The map again, with lines over the shades.
    pub fn map(&self, lines: Vec<Ring>) -> Map {
        let corner = |(east, north, class): &(f64, f64, usize)| {
            (GridPosition { east: *east, north: *north }, *class)
        };
        let classes = self.classes.iter();
        let classes =
            classes.map(|(words, held)| MapClass { words: words.clone(), held: held.clone() });
        Map {
            unit: self.unit.clone(),
            rule: self.rule.clone(),
            classes: classes.collect(),
            shaded: Shaded::Squares {
                side: self.side,
                corners: self.corners.iter().map(corner).collect(),
            },
            unshaded: self.unshaded.clone(),
            lines,
        }
    }
}

impl Answer {
    /// Whether anything of it is confidential.
    pub fn holds_confidential(&self) -> bool {
        let confidential = |figure: &Figure| figure.status == Status::Confidential;
        let rows = self.shown.iter().flat_map(|shown| &shown.rows).flat_map(|row| &row.entries);
        let mut cells = rows.filter_map(|value| match value {
            Value::Words(_) => None,
            Value::Figure(figure) => Some(&**figure),
        });
        self.status == Status::Confidential
            || self.figures.iter().any(confidential)
            || cells.any(confidential)
    }

    /// The extracts that it rests on.
    pub fn sources(&self) -> BTreeSet<ExtractId> {
        let rows = self.shown.iter().flat_map(|shown| &shown.rows).flat_map(|row| &row.entries);
        let cells = rows.filter_map(|value| match value {
            Value::Words(_) => None,
            Value::Figure(figure) => Some(&**figure),
        });
        self.figures.iter().chain(cells).flat_map(|figure| &figure.sources).copied().collect()
    }
}

impl Value {
    /// As a cell of a document's table.
    pub fn entry(&self) -> Entry {
        match self {
            Value::Words(words) => Entry::Words(words.clone()),
            Value::Figure(figure) => Entry::Figure(figure.clone()),
        }
    }

    /// The number in the cell, where it is one and shown.
    pub fn number(&self) -> Option<f64> {
        match self {
            Value::Words(_) => None,
            Value::Figure(figure) => match figure.value {
                #[expect(clippy::cast_precision_loss, reason = "counts lie far below 2^53")]
                Cell::Count(count) => Some(count as f64),
                Cell::Number { value, .. } => Some(value),
                Cell::Words(_)
                | Cell::Difference(_)
                | Cell::Change { .. }
                | Cell::Withheld(_)
                | Cell::Missing(_) => None,
            },
        }
    }
}

impl From<Figure> for Value {
    fn from(figure: Figure) -> Value {
        Value::Figure(Box::new(figure))
    }
}
