//! Polygons of either format: read, closed, and within the United Kingdom.
//!
//! In come points as published; out go rings that enclose something, or a fault.

use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde::de::IgnoredAny;
use serde::de::SeqAccess;
use serde::de::Visitor;
use serde_json::Map;
use serde_json::Value;

use crate::fault::FileFault;
use crate::report::RowFault;

/// Points of a ring.
pub(super) type Ring = Vec<(f64, f64)>;
/// Polygons, of each its rings.
pub(super) type Polygons = Vec<Vec<Ring>>;

/// A shape as either format gives it.
pub(super) struct Shape {
    pub(super) properties: Map<String, Value>,
    pub(super) polygons: Polygons,
}

/// What a document says that it is.
#[derive(Deserialize)]
pub(super) struct Kind {
    #[serde(rename = "type")]
    pub(super) name: String,
}

/// A point, of which a height is passed over.
#[derive(Clone, Copy)]
pub(super) struct Point(pub(super) f64, pub(super) f64);

/// Whether rings were left out.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Left {
    Nothing,
    EmptyRings,
}

/// JSON as the type wanted; nested no deeper than 128.
pub(super) fn parsed<T: DeserializeOwned>(text: &[u8]) -> Result<T, FileFault> {
    serde_json::from_slice(text).map_err(|error| FileFault::Json(error.to_string()))
}

/// Refuses coordinates that cannot be degrees.
pub(super) fn check_degrees(polygons: &Polygons) -> Result<(), FileFault> {
    let points = polygons.iter().flatten().flatten();
    match points.copied().find(|(x, y)| !(x.abs() <= 180.0 && y.abs() <= 90.0)) {
        Some((x, y)) => Err(FileFault::NotDegrees { x, y }),
        None => Ok(()),
    }
}

/// The polygons without rings that enclose nothing.
pub(super) fn closed_rings(polygons: Polygons) -> Result<(Polygons, Left), RowFault> {
    let mut left = Left::Nothing;
    let mut kept = Polygons::new();
    for rings in polygons {
        // Without its outer ring a polygon is nothing; a hole may fall away by itself.
        let outer_encloses = rings.first().is_some_and(encloses);
        let all = rings.len();
        let rings: Vec<Ring> =
            rings.into_iter().filter(|ring| outer_encloses && encloses(ring)).collect();
        if rings.len() < all || all == 0 {
            left = Left::EmptyRings;
        }
        for ring in &rings {
            check_ring(ring)?;
        }
        if !rings.is_empty() {
            kept.push(rings);
        }
    }
    if kept.is_empty() {
        return Err(RowFault::new("the shape", "nothing", "a polygon with an outline"));
    }
    Ok((kept, left))
}

fn encloses(ring: &Ring) -> bool {
    ring.len() >= 4
}

fn check_ring(ring: &Ring) -> Result<(), RowFault> {
    if ring.first() != ring.last() {
        let wanted = "a closed ring, the last point being the first";
        return Err(RowFault::new("the outline", &format!("{:?}", ring.last()), wanted));
    }
    // Wide enough for every island and its waters, narrow enough to notice swapped coordinates.
    let outside =
        ring.iter().find(|(x, y)| !(-14.0..=3.0).contains(x) || !(48.0..=62.0).contains(y));
    match outside {
        None => Ok(()),
        Some((x, y)) => {
            let wanted = "longitude, then latitude, in the United Kingdom";
            Err(RowFault::new("a point", &format!("{x}, {y}"), wanted))
        }
    }
}

impl<'de> Deserialize<'de> for Point {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Point, D::Error> {
        from.deserialize_seq(PointVisitor)
    }
}

struct PointVisitor;

impl<'de> Visitor<'de> for PointVisitor {
    type Value = Point;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a point of two or more numbers")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<Point, A::Error> {
        let too_short = |have| serde::de::Error::invalid_length(have, &self);
        let x = numbers.next_element()?.ok_or_else(|| too_short(0))?;
        let y = numbers.next_element()?.ok_or_else(|| too_short(1))?;
        while numbers.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Point(x, y))
    }
}
