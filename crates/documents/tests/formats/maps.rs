//! Maps of the real outlines of Maidstone in every format; `SAFERPLAN_PICTURES` names a folder to keep pictures in.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use partnership::content::Block;
use partnership::content::Document;
use partnership::content::Section;
use partnership::content::chart::Chart;
use partnership::content::table::Table;
use partnership::evidence::area_map::MapValue;
use partnership::evidence::area_map::MapWords;
use partnership::evidence::area_map::area_map;
use partnership::evidence::disclosure::Reason;
use partnership::evidence::rows::Boundary;
use partnership::statistics::classes::ClassRule;
use serde_json::Value;

use crate::fixture;

/// A file of the data pack; `None`, and a note, where the pack is not at hand.
fn held(test: &str, file: &str) -> Option<Value> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let pack = std::env::var_os("SAFERPLAN_SHARED_DATA").map_or(beside, PathBuf::from);
    if let Ok(bytes) = fs::read(pack.join(file)) {
        return Some(serde_json::from_slice(&bytes).unwrap());
    }
    eprintln!("{test} — the data pack is not at hand");
    if let Some(list) = std::env::var_os("SAFERPLAN_SKIPPED") {
        let mut list = fs::OpenOptions::new().append(true).create(true).open(list).unwrap();
        writeln!(list, "{test} — the data pack is not at hand").unwrap();
    }
    None
}

/// The outlines of a collection whose shapes are polygons or several.
fn outlines(collection: &Value, code: &str, name: &str) -> Vec<Boundary> {
    let text = |feature: &Value, key: &str| feature["properties"][key].as_str().unwrap().to_owned();
    let each = collection["features"].as_array().unwrap().iter().map(|feature| {
        let shape = &feature["geometry"];
        let polygons = if shape["type"] == "Polygon" {
            serde_json::json!([shape["coordinates"]])
        } else {
            shape["coordinates"].clone()
        };
        Boundary {
            area: text(feature, code).parse().unwrap(),
            name: text(feature, name),
            polygons: serde_json::from_value(polygons).unwrap(),
        }
    });
    each.collect()
}

/// A map with made-up values, some withheld and one missing.
fn made_up(name: &str, boundaries: &[Boundary], table: u16) -> (Chart, Table) {
    let values: BTreeMap<_, _> = boundaries
        .iter()
        .enumerate()
        .skip(1)
        .map(|(place, one)| {
            let value = match place % 17 {
                3 => MapValue::Withheld(Reason::Small),
                _ => MapValue::Shown(f64::from(u16::try_from(place * 7_919 % 613).unwrap()) / 4.0),
            };
            (one.area, value)
        })
        .collect();
    let words = MapWords {
        name: name.into(),
        title: "Made-up figures: nothing here was recorded".into(),
        subtitle: "Made-up rates by area, Maidstone".into(),
        unit: "Made-up crimes per 1,000 residents".into(),
        source: "nobody; the figures try the drawing.".into(),
        table,
    };
    area_map(&words, boundaries, &values, &ClassRule::Fifths, 1).unwrap()
}

pub(crate) fn kept(name: &str, chart: &Chart) {
    let Some(folder) = std::env::var_os("SAFERPLAN_PICTURES").map(PathBuf::from) else { return };
    let svg = documents::svg::chart(chart);
    fs::write(folder.join(format!("{name}.svg")), &svg).unwrap();
    fs::write(folder.join(format!("{name}.png")), documents::png::picture(&svg).unwrap().bytes)
        .unwrap();
}

#[test]
fn maps_of_maidstone_are_set_in_every_format_with_their_tables() {
    let test = "maps_of_maidstone_are_set_in_every_format_with_their_tables";
    let Some(lsoas) = held(test, "boundaries/maidstone-lsoa-2011.geojson") else { return };
    let Some(wards) = held(test, "boundaries/maidstone-wards-2013.geojson") else { return };
    let (lsoas, wards) =
        (outlines(&lsoas, "LSOA11CD", "LSOA11NM"), outlines(&wards, "WD13CD", "WD13NM"));
    assert_eq!((lsoas.len(), wards.len()), (95, 26));
    let mut blocks = Vec::new();
    for (name, boundaries, table) in [("map-lsoas", &lsoas, 1), ("map-wards", &wards, 2)] {
        let (chart, table) = made_up(name, boundaries, table);
        kept(name, &chart);
        let svg = documents::svg::chart(&chart);
        assert!(svg.len() < 400_000, "{name}: {} bytes", svg.len());
        blocks.extend([Block::Chart(chart), Block::Table(table)]);
    }
    let sections = vec![Section { anchor: "maps".into(), heading: "Maps".into(), blocks }];
    let document = Document { sections, ..fixture::briefing() };
    let page = documents::html::page(&document);
    assert!(page.contains("Hatched: withheld") && page.contains("© Crown copyright"));
    let pdf = documents::pdf::file(&document).unwrap();
    let docx = documents::docx::file(&document).unwrap();
    assert!(pdf.len() > 10_000 && docx.len() > 10_000);
    if let Some(folder) = std::env::var_os("SAFERPLAN_PICTURES").map(PathBuf::from) {
        fs::write(folder.join("maps.html"), page).unwrap();
        fs::write(folder.join("maps.pdf"), pdf).unwrap();
        fs::write(folder.join("maps.docx"), docx).unwrap();
    }
}
