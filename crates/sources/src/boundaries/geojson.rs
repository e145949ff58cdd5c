//! GeoJSON (RFC 7946).
//!
//! In comes a document; out go its shapes.

use serde::Deserialize;
use serde_json::Map;
use serde_json::Value;

use crate::boundaries::geometry::Point;
use crate::boundaries::geometry::Polygons;
use crate::boundaries::geometry::Shape;
use crate::boundaries::geometry::parsed;
use crate::fault::FileFault;

/// A collection of features, or one feature by itself.
#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    features: Vec<Feature>,
    #[serde(flatten)]
    single: Feature,
}

#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    properties: Option<Map<String, Value>>,
    #[serde(default)]
    geometry: Option<Geometry>,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Vec<Point>>),
    MultiPolygon(Vec<Vec<Vec<Point>>>),
    #[serde(untagged)]
    Other(serde::de::IgnoredAny),
}

/// The shapes of a document, in its order.
pub(super) fn shapes(text: &[u8]) -> Result<Vec<Shape>, FileFault> {
    let document: Document = parsed(text)?;
    let single = document.single.geometry.is_some().then_some(document.single);
    Ok(document.features.into_iter().chain(single).map(Feature::shape).collect())
}

impl Feature {
    fn shape(self) -> Shape {
        let polygons = match self.geometry {
            Some(Geometry::Polygon(rings)) => points(vec![rings]),
            Some(Geometry::MultiPolygon(polygons)) => points(polygons),
            Some(Geometry::Other(_)) | None => Polygons::new(),
        };
        Shape { properties: self.properties.unwrap_or_default(), polygons }
    }
}

fn points(polygons: Vec<Vec<Vec<Point>>>) -> Polygons {
    let ring = |ring: Vec<Point>| ring.into_iter().map(|Point(x, y)| (x, y)).collect();
    polygons.into_iter().map(|rings| rings.into_iter().map(ring).collect()).collect()
}
