//! TopoJSON 1.0: outlines as chains of arcs that neighbours share.
//!
//! In comes a document; out go its shapes with their arcs put together.
//!
//! Source: "The TopoJSON Format Specification", sections 2.1.3 to 2.1.4. Arc `-1` is arc `0`
//! backwards; in a quantised document each point is the difference from the one before.

use serde::Deserialize;
use serde_json::Map;
use serde_json::Value;

use crate::boundaries::geometry::Point;
use crate::boundaries::geometry::Polygons;
use crate::boundaries::geometry::Ring;
use crate::boundaries::geometry::Shape;
use crate::boundaries::geometry::parsed;
use crate::fault::FileFault;

/// The most points put together: a few bytes can name a long arc again and again.
const MOST_POINTS: usize = 20_000_000;

#[derive(Deserialize)]
struct Topology {
    objects: std::collections::BTreeMap<String, Object>,
    arcs: Vec<Vec<Point>>,
    #[serde(default)]
    transform: Option<Transform>,
}

#[derive(Deserialize)]
struct Transform {
    scale: Point,
    translate: Point,
}

/// A shape or a collection of such; the format gives "arcs" a depth by the type.
#[derive(Deserialize)]
struct Object {
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    properties: Option<Map<String, Value>>,
    #[serde(default)]
    geometries: Vec<Object>,
    #[serde(default)]
    arcs: Option<Value>,
}

/// The shapes of a document, object by object in the order of their names.
pub(super) fn shapes(text: &[u8]) -> Result<Vec<Shape>, FileFault> {
    let mut topology: Topology = parsed(text)?;
    let transform = topology.transform.take();
    let arcs = topology.arcs.into_iter().map(|arc| placed(arc, transform.as_ref())).collect();
    let mut chain = Chain { arcs, points: 0 };
    let mut shapes = Vec::new();
    for object in topology.objects.into_values() {
        chain.collect(object, &mut shapes)?;
    }
    Ok(shapes)
}

/// The points of an arc in degrees.
fn placed(arc: Vec<Point>, transform: Option<&Transform>) -> Ring {
    let Some(Transform { scale, translate }) = transform else {
        return arc.into_iter().map(|Point(x, y)| (x, y)).collect();
    };
    let mut at = (0.0, 0.0);
    let place = |Point(dx, dy)| {
        at = (at.0 + dx, at.1 + dy);
        (at.0 * scale.0 + translate.0, at.1 * scale.1 + translate.1)
    };
    arc.into_iter().map(place).collect()
}

struct Chain {
    arcs: Vec<Ring>,
    points: usize,
}

impl Chain {
    fn collect(&mut self, object: Object, shapes: &mut Vec<Shape>) -> Result<(), FileFault> {
        let arcs = object.arcs.unwrap_or_default();
        let polygons = match object.kind.as_deref() {
            Some("GeometryCollection") => {
                for inner in object.geometries {
                    self.collect(inner, shapes)?;
                }
                return Ok(());
            }
            Some("Polygon") => {
                let rings: Vec<Vec<i64>> = arc_numbers(arcs)?;
                vec![self.polygon(&rings)?]
            }
            Some("MultiPolygon") => {
                let polygons: Vec<Vec<Vec<i64>>> = arc_numbers(arcs)?;
                polygons.iter().map(|rings| self.polygon(rings)).collect::<Result<_, _>>()?
            }
            Some(_) | None => Polygons::new(),
        };
        shapes.push(Shape { properties: object.properties.unwrap_or_default(), polygons });
        Ok(())
    }

    fn polygon(&mut self, rings: &[Vec<i64>]) -> Result<Vec<Ring>, FileFault> {
        rings.iter().map(|arcs| self.ring(arcs)).collect()
    }

    fn ring(&mut self, arcs: &[i64]) -> Result<Ring, FileFault> {
        let mut ring = Ring::new();
        for number in arcs {
            let place = usize::try_from(if *number < 0 { !number } else { *number });
            let arc = place.ok().and_then(|place| self.arcs.get(place));
            let arc = arc.ok_or_else(|| FileFault::Json(format!("there is no arc {number}")))?;
            self.points += arc.len();
            if self.points > MOST_POINTS {
                let found = format!("its outlines have more than {MOST_POINTS} points");
                return Err(FileFault::Json(found));
            }
            // The first point of an arc is the last of the arc before it.
            let again = usize::from(!ring.is_empty());
            if *number < 0 {
                ring.extend(arc.iter().rev().skip(again));
            } else {
                ring.extend(arc.iter().skip(again));
            }
        }
        Ok(ring)
    }
}

fn arc_numbers<T: serde::de::DeserializeOwned>(arcs: Value) -> Result<T, FileFault> {
    serde_json::from_value(arcs).map_err(|error| FileFault::Json(format!("arcs: {error}")))
}
