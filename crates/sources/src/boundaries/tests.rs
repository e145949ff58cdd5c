//! What `boundaries` promises, as tests.

use proptest::prelude::*;

use super::*;
use crate::testing::read;

fn geojson(coordinates: &str) -> String {
    format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":\
         {{\"LSOA11CD\":\"E01024320\",\"LSOA11NM\":\"Maidstone 003A\",\"LAD11CD\":\"E07000110\"}},\
         \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":{coordinates}}}}}]}}"
    )
}

/// Two unit squares that share the arc 0, quantised; the second runs it backwards.
const TOPOJSON: &str = r#"{"type":"Topology","transform":{"scale":[0.1,0.1],"translate":[0,51]},
    "objects":{"x":{"type":"GeometryCollection","geometries":[
      {"type":"Polygon","properties":{"AREACD":"E07000110","AREANM":"West"},"arcs":[[0,1]]},
      {"type":"MultiPolygon","properties":{"AREACD":"E07000111","AREANM":"East"},"arcs":[[[-1,2]],[[3]]]}
    ]}},
    "arcs":[[[1,0],[0,1]],[[1,1],[-1,0],[0,-1],[1,0]],[[1,0],[1,0],[0,1],[-1,0]],[[5,5],[1,0],[-1,0]]]}"#;

fn error_of(text: &str) -> String {
    super::read("any.json", &mut text.as_bytes()).unwrap_err().to_string()
}

fn refusal_of(text: &str) -> String {
    read(super::read, text).1.refusals[0].to_string()
}

#[test]
fn a_shape_is_known_by_its_smallest_area() {
    let (all, report) = read(super::read, &geojson("[[[0.5,51],[0.6,51],[0.6,51.1,7],[0.5,51]]]"));
    assert_eq!((all[0].area.as_str(), all[0].name.as_str()), ("E01024320", "Maidstone 003A"));
    assert_eq!(all[0].polygons, [[[(0.5, 51.0), (0.6, 51.0), (0.6, 51.1), (0.5, 51.0)]]]);
    assert_eq!(report.layout, "outlines of areas (GeoJSON)");
}

#[test]
fn arcs_are_joined_and_run_backwards() {
    let (all, report) = read(super::read, TOPOJSON);
    let near = |(x, y): &(f64, f64)| ((x * 10.0).round(), ((y - 51.0) * 10.0).round());
    let ring = |area: usize| all[area].polygons[0][0].iter().map(near).collect::<Vec<_>>();
    assert_eq!(ring(0), [(1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0), (1.0, 0.0)]);
    assert_eq!(ring(1), [(1.0, 1.0), (1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0)]);
    assert_eq!(report.traps[&Trap::EmptyRing].first_line, 2);
    assert_eq!(all[1].polygons.len(), 1);
}

#[test]
fn national_grid_metres_are_refused_with_what_to_take_instead() {
    let error =
        error_of(&geojson("[[[576000,155000],[577000,155000],[577000,156000],[576000,155000]]]"));
    assert!(error.contains("British National Grid"), "{error}");
}

#[test]
fn a_shape_that_encloses_nothing_is_refused() {
    assert!(
        refusal_of(&geojson("[[[0.5,51],[0.6,51],[0.5,51]]]"))
            .contains("a polygon with an outline")
    );
    assert!(refusal_of(&geojson("[]")).contains("a polygon with an outline"));
    assert!(
        refusal_of(&geojson("[[[0.5,51],[0.6,51],[0.6,51.1],[0.5,51.2]]]"))
            .contains("a closed ring")
    );
    let point = geojson("[0.5,51]").replace("Polygon", "Point");
    assert!(refusal_of(&point).contains("a polygon with an outline"));
}

#[test]
fn latitude_before_longitude_is_refused() {
    let refused = refusal_of(&geojson("[[[51,0.5],[51,0.6],[51.1,0.6],[51,0.5]]]"));
    assert!(refused.contains("longitude, then latitude"), "{refused}");
}

#[test]
fn a_shape_without_code_and_an_area_met_twice_are_refused() {
    let square = "[[[0.5,51],[0.6,51],[0.6,51.1],[0.5,51]]]";
    let nameless = geojson(square).replace("LSOA11CD", "id").replace("LAD11CD", "in");
    assert!(refusal_of(&nameless).contains("a property such as LSOA11CD"));
    let twice = TOPOJSON.replace("E07000111", "E07000110");
    assert!(refusal_of(&twice).contains("each area only once"));
}

#[test]
fn json_that_is_cut_off_deep_or_something_else_is_refused() {
    assert!(error_of("{\"type\":\"FeatureCollection\",\"features\":[").contains("EOF"));
    assert!(error_of("{\"type\":\"Point\"}").contains("its type is `Point`"));
    assert!(error_of("{}").contains("type"));
    let deep = format!("{{\"type\":\"FeatureCollection\",\"features\":{}", "[".repeat(100_000));
    assert!(error_of(&deep).contains("JSON cannot be read"));
    let inner = "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(10_000);
    let deep = format!("{{\"type\":\"Topology\",\"arcs\":[],\"objects\":{{\"x\":{inner}");
    assert!(error_of(&deep).contains("JSON cannot be read"));
}

#[test]
fn an_arc_named_again_and_again_is_refused_before_memory_is_full() {
    let arc = format!("[[1,1]{}]", ",[0,0]".repeat(9_999));
    let arcs = vec!["0"; 10_000].join(",");
    let bomb = format!(
        "{{\"type\":\"Topology\",\"arcs\":[{arc}],\"objects\":{{\"x\":{{\"type\":\"Polygon\",\
         \"properties\":{{\"AREACD\":\"E07000110\"}},\"arcs\":[[{arcs}]]}}}}}}"
    );
    assert!(error_of(&bomb).contains("more than 20000000 points"));
    assert!(error_of(&TOPOJSON.replace("[[0,1]]", "[[0,9]]")).contains("there is no arc 9"));
    assert!(error_of(&TOPOJSON.replace("[[0,1]]", "[[-9223372036854775808]]")).contains("no arc"));
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = super::read("any.json", &mut &*bytes);
        let _ = super::read("any.json", &mut &*[b"{\"type\":\"Topology\",", &*bytes].concat());
    }

    #[test]
    fn any_change_of_a_letter_never_panics(place in any::<prop::sample::Index>(), letter in "[0-9\\[\\]{},\":-]") {
        let mut text = TOPOJSON.as_bytes().to_vec();
        let place = place.index(text.len());
        text[place] = letter.as_bytes()[0];
        let _ = super::read("any.json", &mut &*text);
    }

    #[test]
    fn a_written_outline_is_read_again(points in prop::collection::vec((0.0_f64..1.0, 51.0_f64..52.0), 3..30)) {
        let mut ring = points;
        ring.push(ring[0]);
        let texts: Vec<String> = ring.iter().map(|(x, y)| format!("[{x},{y}]")).collect();
        let (all, report) = read(super::read, &geojson(&format!("[[{}]]", texts.join(","))));
        prop_assert_eq!(report.rows(), 1);
        prop_assert_eq!((all[0].polygons.len(), all[0].polygons[0][0].len()), (1, ring.len()));
        for (ours, (x, y)) in all[0].polygons[0][0].iter().zip(ring) {
            prop_assert!((ours.0 - x).abs() < 1e-12 && (ours.1 - y).abs() < 1e-12);
        }
    }
}
