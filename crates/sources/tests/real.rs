//! The real open data of the data pack, read whole and checked against what is known of it.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use std::collections::BTreeMap;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use partnership::evidence::rows::Boundary;
use partnership::evidence::rows::LinkMeaning;
use partnership::evidence::rows::RecordedPlace;
use partnership::statistics::national_grid::NationalGrid;
use partnership::terms::area::district_in_lsoa_name;
use partnership::terms::extract::SourceKind;
use sources::fault::ReadError;
use sources::item::Item;
use sources::item::find;
use sources::report::FileReport;
use sources::report::Trap;

/// The files of `kind` in a part of the data pack; `None`, and a note, where the pack is not at hand.
fn held(test: &str, kind: SourceKind, part: &str) -> Option<Vec<Item>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let pack = std::env::var_os("SAFERPLAN_SHARED_DATA").map_or(beside, PathBuf::from);
    if pack.is_dir() {
        return Some(find(Some(kind), &[pack.join(part)]).unwrap().items);
    }
    eprintln!("{test} — the data pack is not at hand");
    if let Some(list) = std::env::var_os("SAFERPLAN_SKIPPED") {
        let mut list = std::fs::OpenOptions::new().append(true).create(true).open(list).unwrap();
        writeln!(list, "{test} — the data pack is not at hand").unwrap();
    }
    None
}

/// A reader of a small kind.
type Reads<T> = fn(&str, &mut dyn Read) -> Result<(Vec<T>, FileReport), ReadError>;

/// Reads one file of a small kind, of which no row may be refused.
fn all<T>(reads: Reads<T>, item: &Item) -> (Vec<T>, FileReport) {
    let (rows, report) = reads(item.name(), &mut *item.reader().unwrap()).unwrap();
    assert_eq!(report.refusals, [], "{}", item.name());
    (rows, report)
}

fn named<'a>(items: &'a [Item], ending: &str) -> &'a Item {
    items.iter().find(|item| item.name().ends_with(ending)).unwrap()
}

#[test]
fn every_row_of_three_national_months_is_kept() {
    let test = "every_row_of_three_national_months_is_kept";
    let (mut rows, mut files) = (0, 0);
    let mut maidstone: BTreeMap<String, u64> = BTreeMap::new();
    for month in ["2014-04.zip", "2014-05.zip", "2014-06.zip"] {
        let part = format!("police-street/{month}");
        let Some(items) = held(test, SourceKind::PoliceStreet, &part) else { return };
        for item in &items {
            let bytes = &mut *item.reader().unwrap();
            let report = sources::police_street::read(item.name(), bytes, &mut |crime| {
                let district = crime.lsoa.and_then(|(_, name)| district_in_lsoa_name(name));
                if district == Some("Maidstone") && crime.class.is_crime() {
                    *maidstone.entry(crime.reported_by.to_owned()).or_default() += 1;
                }
            });
            let report = report.unwrap();
            assert_eq!(report.refused, 0, "{}", item.name());
            assert!(!report.traps.contains_key(&Trap::UnknownForce), "{}", item.name());
            assert_eq!(report.extract, item.identity().unwrap());
            (rows, files) = (rows + report.kept, files + 1);
        }
    }
    assert_eq!((rows, files), (1_031_058, 124));
    // The data pack's README: 2,327 by LSOA name, and British Transport Police's 33.
    assert_eq!(maidstone["Kent Police"], 2_327);
    assert_eq!(maidstone["British Transport Police"], 33);
}

#[test]
fn kent_crimes_of_2021_22_come_with_their_outcomes() {
    let test = "kent_crimes_of_2021_22_come_with_their_outcomes";
    let Some(items) = held(test, SourceKind::PoliceStreet, "police-street") else { return };
    let year = items.iter().filter(|item| item.name().contains("/202"));
    let (mut crimes, mut outcomes) = (0, 0);
    for item in year {
        let bytes = &mut *item.reader().unwrap();
        if *item.layout() == sources::police_street::LAYOUT {
            let report = sources::police_street::read(item.name(), bytes, &mut |_| crimes += 1);
            assert_eq!(report.unwrap().refused, 0);
        } else {
            let report = sources::police_outcomes::read(item.name(), bytes, &mut |_| outcomes += 1);
            assert_eq!(report.unwrap().refused, 0);
        }
    }
    assert_eq!((crimes, outcomes), (228_272, 194_143));
}

#[test]
fn recorded_crime_is_read_in_every_layout() {
    let test = "recorded_crime_is_read_in_every_layout";
    let Some(items) = held(test, SourceKind::Prc, "prc") else { return };
    let (kent, _) = all(sources::prc::read, named(&items, "prc-pfa-kent-2012-2023.csv"));
    let (every, report) = all(sources::prc::read, named(&items, ".csv.gz"));
    assert_eq!((kent.len(), every.len()), (5_397, 237_596));
    assert_eq!(report.covers().map(|(first, _)| first.to_string()).as_deref(), Some("2012-04"));
    let quarter = |rows: &[partnership::evidence::rows::RecordedCrime]| -> i64 {
        let wanted = Some("2014-Q1".parse().unwrap());
        let rows = rows.iter().filter(|row| row.force == "Kent" && row.quarter == wanted);
        rows.map(|row| row.count).sum()
    };
    assert_eq!((quarter(&kent), quarter(&every)), (28_712, 28_712));
    let (_, report) = all(sources::prc::read, named(&items, "tables201718.csv"));
    assert_eq!((report.kept, report.traps[&Trap::DashForZero].times), (23_068, 5_792));
}

#[test]
fn offences_not_assigned_to_a_partnership_are_told_apart() {
    let test = "offences_not_assigned_to_a_partnership_are_told_apart";
    let Some(items) = held(test, SourceKind::Prc, "csp-partial") else { return };
    let (kent, _) = all(sources::prc::read, named(&items, "kent_unassigned_2025-26.csv"));
    let unassigned = kent.iter().filter(|row| matches!(row.place, RecordedPlace::Unassigned(_)));
    assert_eq!(unassigned.map(|row| row.count).sum::<i64>(), 68_563);
    let (_, report) = all(sources::prc::read, named(&items, "crime_data_by_csp.csv"));
    assert_eq!(report.traps[&Trap::NoYear].times, 15_577);
}

#[test]
fn maidstone_had_159_230_residents_in_2013() {
    let test = "maidstone_had_159_230_residents_in_2013";
    let Some(items) = held(test, SourceKind::Population, "population") else { return };
    let (residents, _) = all(sources::population::read, &items[0]);
    let maidstone =
        residents.iter().find(|one| one.area.as_str() == "E07000110" && one.year == 2013);
    assert_eq!(maidstone.map(|one| one.residents), Some(159_230));
}

#[test]
fn the_census_of_2011_counted_56_075_912_residents() {
    // ONS, "2011 Census: Population Estimates for the United Kingdom": England and Wales.
    let test = "the_census_of_2011_counted_56_075_912_residents";
    let Some(items) = held(test, SourceKind::Households, "population") else { return };
    let (lsoas, _) = all(sources::households::read, &items[0]);
    assert_eq!(lsoas.len(), 34_753);
    assert_eq!(lsoas.iter().map(|one| one.residents).sum::<u64>(), 56_075_912);
}

#[test]
fn maidstone_is_a_partnership_of_its_own_and_dartford_shares_one() {
    let test = "maidstone_is_a_partnership_of_its_own_and_dartford_shares_one";
    let Some(items) = held(test, SourceKind::Lookups, "lookups") else { return };
    assert_eq!(items.len(), 8);
    for item in &items {
        all(sources::lookups::read, item);
    }
    let (links, _) = all(sources::lookups::read, named(&items, "lookup_ltla24_csp24_pfa24.csv"));
    let parents = |from: &str| -> Vec<String> {
        let links = links.iter().filter(|link| link.from.as_str() == from);
        links.map(|link| format!("{} {}", link.to, link.to_name)).collect()
    };
    assert_eq!(parents("E07000110"), ["E22000142 Maidstone", "E23000032 Kent"]);
    assert_eq!(parents("E07000107"), parents("E07000109"));
    let (links, _) = all(sources::lookups::read, named(&items, "lookup_ltla_ltla.csv"));
    assert!(links.iter().all(|link| link.meaning == LinkMeaning::Became && link.from != link.to));
    let (links, _) = all(sources::lookups::read, named(&items, "Exact_Fit_EW_V3.csv"));
    let became = links.iter().filter(|link| link.meaning == LinkMeaning::Became);
    assert_eq!(became.count(), 35_796);
}

#[test]
fn both_formats_of_outlines_say_the_same_of_maidstone() {
    let test = "both_formats_of_outlines_say_the_same_of_maidstone";
    let Some(items) = held(test, SourceKind::Boundaries, "boundaries") else { return };
    let (geojson, _) = all(sources::boundaries::read, named(&items, "maidstone-lsoa-2011.geojson"));
    let (topojson, _) = all(sources::boundaries::read, named(&items, "E07000110.topojson"));
    assert_eq!((geojson.len(), topojson.len()), (95, 95));
    let codes = |all: &[Boundary]| -> Vec<_> {
        all.iter().map(|one| (one.area, one.name.clone())).collect()
    };
    assert_eq!(codes(&geojson), codes(&topojson));
    for (one, other) in geojson.iter().zip(&topojson) {
        let difference = (square_degrees(one) / square_degrees(other) - 1.0).abs();
        assert!(difference < 0.02, "{}: {difference}", one.name);
    }
    for item in &items {
        all(sources::boundaries::read, item);
    }
}

/// The size of an outline, holes taken off, by the shoelace formula.
fn square_degrees(boundary: &Boundary) -> f64 {
    let ring = |ring: &Vec<(f64, f64)>| {
        let pairs = ring.windows(2);
        pairs.map(|pair| pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1).sum::<f64>().abs() / 2.0
    };
    let polygon =
        |rings: &Vec<Vec<(f64, f64)>>| ring(&rings[0]) - rings[1..].iter().map(ring).sum::<f64>();
    boundary.polygons.iter().map(polygon).sum()
}

#[test]
fn every_lsoa_of_england_is_ranked_in_both_editions_and_two_of_maidstones_are_in_the_first_tenth() {
    let test = "every_lsoa_of_england_is_ranked_in_both_editions_and_two_of_maidstones_are_in_the_first_tenth";
    let Some(items) = held(test, SourceKind::Deprivation, "imd") else { return };
    let Some(census) = held(test, SourceKind::Households, "population") else { return };
    let (census, _) = all(sources::households::read, named(&census, "households.csv"));
    let lies_in_maidstone =
        |lsoa| census.iter().any(|one| one.lsoa == lsoa && one.district.0.as_str() == "E07000110");
    for (item, edition) in items.iter().zip([2015, 2019]) {
        let (rows, report) = all(sources::deprivation::read, item);
        assert_eq!((rows.len(), report.kept), (32_844, 32_844));
        assert!(rows.iter().all(|row| row.edition == edition));
        let first: Vec<_> = rows.iter().filter(|row| row.decile() == 1).collect();
        assert_eq!(first.len(), 3_284);
        assert_eq!(first.iter().filter(|row| lies_in_maidstone(row.lsoa)).count(), 2);
    }
    assert_eq!(items.len(), 2);
}

#[test]
fn each_variant_gives_maidstone_twenty_neighbours() {
    let test = "each_variant_gives_maidstone_twenty_neighbours";
    let Some(items) = held(test, SourceKind::Neighbours, "similar-areas") else { return };
    let mut variants = Vec::new();
    for item in &items {
        let (neighbours, report) = all(sources::neighbours::read, item);
        let maidstone = neighbours.iter().filter(|one| one.area.as_str() == "E07000110");
        assert_eq!(
            maidstone.map(|one| one.rank).collect::<Vec<_>>(),
            (1..=20).collect::<Vec<u16>>()
        );
        variants.extend(report.sets);
    }
    assert_eq!(variants, ["demographic", "economic", "global"]);
}

#[test]
fn the_join_gives_each_severity_weight_its_street_level_type() {
    let test = "the_join_gives_each_severity_weight_its_street_level_type";
    let Some(items) = held(test, SourceKind::Severity, "severity") else { return };
    let (weights, _) = all(sources::severity::read, named(&items, "weights.csv"));
    let (join, _) = all(sources::severity::read, named(&items, "join.csv"));
    assert_eq!((weights.len(), join.len()), (134, 134));
    assert!(weights.iter().all(|one| one.class.is_none()));
    assert!(join.iter().all(|one| one.class.is_some()));
}

#[test]
fn outlines_on_the_national_grid_have_the_hectares_of_the_census() {
    let test = "outlines_on_the_national_grid_have_the_hectares_of_the_census";
    let Some(items) = held(test, SourceKind::Boundaries, "boundaries") else { return };
    let Some(census) = held(test, SourceKind::Households, "population") else { return };
    let (outlines, _) =
        all(sources::boundaries::read, named(&items, "maidstone-lsoa-2011.geojson"));
    let (census, _) = all(sources::households::read, named(&census, "households.csv"));
    let census: f64 = census
        .iter()
        .filter(|one| outlines.iter().any(|outline| outline.area == one.lsoa))
        .map(|one| one.hectares)
        .sum();
    let grid = NationalGrid::new();
    let square_metres = |ring: &Vec<(f64, f64)>| {
        let ring = grid.positions(ring).unwrap();
        let pairs = ring.windows(2);
        pairs
            .map(|pair| pair[0].east * pair[1].north - pair[1].east * pair[0].north)
            .sum::<f64>()
            .abs()
            / 2.0
    };
    let polygons = outlines.iter().flat_map(|outline| &outline.polygons);
    let without_holes = polygons
        .map(|rings| square_metres(&rings[0]) - rings[1..].iter().map(square_metres).sum::<f64>());
    let drawn = without_holes.sum::<f64>() / 10_000.0;
    // Outlines are generalised, and the census rounds to hectares.
    assert!((drawn / census - 1.0).abs() < 0.001, "{drawn} {census}");
}
