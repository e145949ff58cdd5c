//! Outlines of areas: GeoJSON and TopoJSON.

use crate::readers::Reader;
use crate::readers::read_or_refuse;

read_or_refuse! {
    hostile_outlines_are_read_or_refused: outlines;
}

const GEOJSON: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"LSOA11CD":"E01024320",
    "LSOA11NM":"Maidstone 003A","LAD11CD":"E07000110"},"geometry":{"type":"Polygon","coordinates":[[[0.5,51],[0.6,51],
    [0.6,51.1,7],[0.5,51]]]}}]}"#;
const TOPOJSON: &str = r#"{"type":"Topology","transform":{"scale":[0.1,0.1],"translate":[0,51]},
    "objects":{"x":{"type":"GeometryCollection","geometries":[
      {"type":"Polygon","properties":{"AREACD":"E07000110","AREANM":"West"},"arcs":[[0,1]]},
      {"type":"MultiPolygon","properties":{"AREACD":"E07000111","AREANM":"East"},"arcs":[[[-1,2]],[[3]]]}]}},
    "arcs":[[[1,0],[0,1]],[[1,1],[-1,0],[0,-1],[1,0]],[[1,0],[1,0],[0,1],[-1,0]],[[5,5],[1,0],[-1,0]]]}"#;

fn outlines() -> Reader {
    let words = &[
        "\"arcs\":[[-1]]",
        "\"type\":\"Topology\"",
        "\"GeometryCollection\"",
        "\"MultiPolygon\"",
        "null",
        "1e308",
        "-99999",
        "[[[[[]]]]]",
        "\"transform\":{}",
        "\"\\ud800\"",
    ];
    Reader::of(vec![GEOJSON.into(), TOPOJSON.into()], words, |mut bytes| {
        let read = sources::boundaries::read("outlines.json", &mut bytes);
        let (_, report) = read.map_err(|fault| fault.to_string())?;
        Ok(format!("{} {:?}", report.layout, report.refusals.first().map(ToString::to_string)))
    })
}
