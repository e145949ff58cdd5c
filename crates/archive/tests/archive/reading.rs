//! Typed reads: what went in comes out, and districts are those of today.

use archive::RowsWanted;
use partnership::evidence::rows::AreaLink;
use partnership::evidence::rows::Boundary;
use partnership::evidence::rows::CrimeCount;
use partnership::evidence::rows::Deprivation;
use partnership::evidence::rows::Households;
use partnership::evidence::rows::LinkMeaning;
use partnership::evidence::rows::Neighbour;
use partnership::evidence::rows::PostcodeArea;
use partnership::evidence::rows::RecordedCrime;
use partnership::evidence::rows::RecordedPlace;
use partnership::evidence::rows::SeverityWeight;
use partnership::terms::offence::OffenceClass;
use tempfile::tempdir;

use crate::rows::*;

fn households_of_an_lsoa() -> Households {
    Households {
        lsoa: area("E01024356"),
        name: "Maidstone 001A".to_owned(),
        district: (area("E07000110"), "Maidstone".to_owned()),
        year: 2011,
        residents: 1500,
        households: 600,
        hectares: 35.25,
    }
}

#[test]
fn an_area_is_called_as_its_outline_does_or_else_as_the_latest_lookup_does() {
    let folder = tempdir().unwrap();
    let boundaries =
        [Boundary { area: area("E05004994"), name: "Fant".to_owned(), polygons: Vec::new() }];
    let fit = |to: &str, name: &str, year| {
        let link = link("E01024356", to, name, LinkMeaning::BestFit, year);
        AreaLink { from_name: "Maidstone 013A".to_owned(), ..link }
    };
    let links = [
        fit("E05004994", "Fant ward", 2017),
        fit("E05015555", "Fant and Oakwood", 2024),
        fit("E05015555", "Fant with Oakwood", 2022),
        fit("E05015556", "", 2024),
    ];
    import(folder.path(), |import| {
        import.add_boundaries(extract(1), &boundaries)?;
        import.add_links(extract(2), &links)
    });
    let archive = open(folder.path()).unwrap();
    let asked = ["E05004994", "E05015555", "E01024356", "E05015556", "E05000001"].map(area).into();
    let named = [("E05004994", "Fant"), ("E05015555", "Fant and Oakwood")];
    let named = named.into_iter().chain([("E01024356", "Maidstone 013A")]);
    let named = named.map(|(code, name)| (area(code), name.to_owned())).collect();
    assert_eq!(archive.area_names(&asked).unwrap(), named);
    assert!(archive.area_names(&[].into()).unwrap().is_empty());
}

#[test]
fn small_tables_come_out_as_they_went_in() {
    let folder = tempdir().unwrap();
    let households = [households_of_an_lsoa()];
    let neighbours = [1, 2].map(|rank| Neighbour {
        area: area("E07000110"),
        neighbour: area(&format!("E0700000{rank}")),
        rank,
        variant: "global".to_owned(),
    });
    let weights = [SeverityWeight {
        offence_code: "34B".to_owned(),
        offence: "Robbery of personal property".to_owned(),
        weight: 746.25,
        class: Some(OffenceClass::Robbery),
    }];
    let ring = vec![(0.5, 51.25), (0.625, 51.25), (0.5, 51.5), (0.5, 51.25)];
    let boundaries = [Boundary {
        area: area("E07000110"),
        name: "Maidstone".to_owned(),
        polygons: vec![vec![ring.clone(), ring.clone()], vec![ring]],
    }];
    let links = [link("E07000110", "E22000142", "Maidstone CSP", LinkMeaning::Within, 2017)];
    import(folder.path(), |import| {
        import.add_households(extract(1), &households)?;
        import.add_neighbours(extract(2), &neighbours)?;
        import.add_severity_weights(extract(3), &weights)?;
        import.add_boundaries(extract(4), &boundaries)?;
        import.add_links(extract(5), &links)
    });
    let archive = open(folder.path()).unwrap();
    let maidstone = area("E07000110");
    assert_eq!(archive.households(&[maidstone]).unwrap(), [(households[0].clone(), id(1))]);
    let held = archive.neighbours(maidstone).unwrap();
    assert_eq!(held, neighbours.map(|neighbour| (neighbour, id(2))));
    assert_eq!(archive.severity_weights().unwrap(), [(weights[0].clone(), id(3))]);
    assert_eq!(archive.boundaries(&[]).unwrap(), [(boundaries[0].clone(), id(4))]);
    assert_eq!(archive.links().unwrap(), [(links[0].clone(), id(5))]);
    assert_eq!(archive.residents(&[maidstone]).unwrap(), []);
}

#[test]
fn deprivation_of_one_edition_leaves_another_and_takes_the_place_of_the_same() {
    let folder = tempdir().unwrap();
    let one =
        |lsoa: &str, edition, rank| Deprivation { lsoa: area(lsoa), edition, rank, ranked: 32_844 };
    let earlier = [one("E01024356", 2015, 8_864), one("E01024357", 2015, 8_864)];
    import(folder.path(), |import| import.add_deprivation(extract(1), &earlier));
    let later = [one("E01024356", 2019, 9_000), one("E01024357", 2015, 8_865)];
    import(folder.path(), |import| import.add_deprivation(extract(2), &later));
    let archive = open(folder.path()).unwrap();
    let of_both = archive.deprivation(&[area("E01024356"), area("E01024357")]).unwrap();
    assert_eq!(of_both, [(earlier[0], id(1)), (later[1], id(2)), (later[0], id(2))]);
    assert_eq!(archive.deprivation(&[area("E01000001")]).unwrap(), []);
    // Of 32,844, the 9,000th lies in the third tenth.
    assert_eq!(number(&archive, "select decile from deprivation where edition = 2019"), 3);
}

#[test]
fn the_wards_that_neighbourhoods_fit_best_are_told_apart_from_what_they_lie_in() {
    let folder = tempdir().unwrap();
    let links = [
        link("E01024356", "E05004985", "Boxley", LinkMeaning::BestFit, 2017),
        link("E01024356", "E07000110", "Maidstone", LinkMeaning::Within, 2017),
        link("E01024357", "E05004986", "Bridge", LinkMeaning::BestFit, 2017),
    ];
    import(folder.path(), |import| import.add_links(extract(1), &links));
    let archive = open(folder.path()).unwrap();
    assert_eq!(archive.best_fits(&[area("E01024356")]).unwrap(), [(links[0].clone(), id(1))]);
    assert_eq!(archive.best_fits(&[]).unwrap().len(), 2);
}

#[test]
fn a_postcode_has_the_areas_of_the_latest_list_that_has_it() {
    let folder = tempdir().unwrap();
    let one = |postcode: &str, ward: Option<&str>| PostcodeArea {
        postcode: postcode.to_owned(),
        ward: ward.map(area),
        lsoa: Some(area("E01024356")),
    };
    let earlier = [one("ME156JQ", Some("E05004993")), one("ME156JR", None)];
    import(folder.path(), |import| import.add_postcodes(extract(1), &earlier));
    let later = [one("ME156JQ", Some("E05004994"))];
    import(folder.path(), |import| import.add_postcodes(extract(2), &later));
    let archive = open(folder.path()).unwrap();
    assert_eq!(archive.postcode("ME156JQ").unwrap(), Some((later[0].clone(), id(2))));
    assert_eq!(archive.postcode("ME156JR").unwrap(), Some((earlier[1].clone(), id(1))));
    assert_eq!(archive.postcode("ME1' or 'a' = 'a").unwrap(), None);
}

#[test]
fn recorded_crime_comes_out_by_force_and_quarter() {
    let folder = tempdir().unwrap();
    let row = |line, quarter: &str, place: RecordedPlace, count| RecordedCrime {
        line,
        year: Some("2014/15".parse().unwrap()),
        quarter: Some(quarter.parse().unwrap()),
        force: "Kent".to_owned(),
        place,
        offence: "Robbery of personal property".to_owned(),
        offence_code: "34B".to_owned(),
        subgroup: "Robbery".to_owned(),
        group: "Robbery".to_owned(),
        count,
    };
    let rows = [
        row(2, "2014-Q1", RecordedPlace::Force, 120),
        row(3, "2014-Q1", RecordedPlace::Partnership("Maidstone".to_owned()), 11),
        row(4, "2014-Q2", RecordedPlace::Unassigned("Unassigned Kent".to_owned()), -1),
    ];
    import(folder.path(), |import| import.add_recorded_crime(extract(1), &rows));
    let archive = open(folder.path()).unwrap();
    let read = |first: &str, last: &str| {
        archive.recorded_crime("Kent", first.parse().unwrap(), last.parse().unwrap()).unwrap()
    };
    assert_eq!(read("2014-Q1", "2014-Q4"), rows.clone().map(|row| (row, id(1))));
    assert_eq!(read("2014-Q2", "2014-Q2").len(), 1);
    assert_eq!(
        archive
            .recorded_crime("Ke'nt", rows[0].quarter.unwrap(), rows[2].quarter.unwrap())
            .unwrap(),
        []
    );
}

#[test]
fn counts_follow_a_district_that_merged_whether_links_or_rows_come_first() {
    let links = [
        link("E01024356", "E07000110", "Maidstone", LinkMeaning::Within, 2017),
        link("E01024357", "E07000110", "Maidstone", LinkMeaning::Within, 2017),
        link("E01023980", "E07000105", "Ashford", LinkMeaning::Within, 2017),
        link("E07000105", "E06000099", "Mid Kent", LinkMeaning::Became, 2030),
    ];
    let june = month("2014-06");
    for links_first in [true, false] {
        let folder = tempdir().unwrap();
        if links_first {
            import(folder.path(), |import| import.add_links(extract(1), &links));
        }
        import(folder.path(), |import| import.add_street(extract(2), street(2, KENT, june, 400)));
        if !links_first {
            import(folder.path(), |import| import.add_links(extract(1), &links));
        }
        let archive = open(folder.path()).unwrap();
        let counts = archive.crime_counts_by_district(june, june).unwrap();
        let total = |code: Option<&str>| -> u64 {
            let code = code.map(area);
            let of = counts.iter().filter(|held| held.count.area == code);
            of.map(|held| held.count.count).sum()
        };
        assert_eq!(total(Some("E07000110")), 200);
        assert_eq!(total(Some("E06000099")), 100);
        assert_eq!(total(None), 100);
        assert!(counts.iter().all(|held| held.extract == id(2)));
        let by_lsoa = archive.crime_counts_by_lsoa(area("E07000110"), june, june).unwrap();
        assert_eq!(by_lsoa.iter().map(|held| held.count.count).sum::<u64>(), 200);
        assert_eq!(archive.crime_counts_by_lsoa(area("E07000105"), june, june).unwrap(), []);
    }
}

#[test]
fn changed_links_bring_all_counts_by_district_in_step() {
    let folder = tempdir().unwrap();
    let june = month("2014-06");
    import(folder.path(), |import| {
        import.add_street(extract(1), street(1, KENT, june, 400))?;
        let lsoa = link("E01024356", "E07000110", "Maidstone", LinkMeaning::Within, 2017);
        import.add_links(extract(2), &[lsoa])
    });
    import(folder.path(), |import| {
        let lsoa = link("E01024356", "E07000111", "Sevenoaks", LinkMeaning::Within, 2017);
        import.add_links(extract(3), &[lsoa])
    });
    let archive = open(folder.path()).unwrap();
    let sum = |code: &str| {
        let sum = "select coalesce(sum(count), 0) from district_count where district_code";
        number(&archive, &format!("{sum} = '{code}'"))
    };
    assert_eq!((sum("E07000110"), sum("E07000111")), (0, 100));
}

#[test]
fn the_rows_behind_a_count_lead_to_lines_of_files() {
    let folder = tempdir().unwrap();
    let june = month("2014-06");
    import(folder.path(), |import| {
        import.add_street(extract(1), street(1, KENT, june, 400))?;
        import.add_street(extract(2), street(2, BTP, june, 12))?;
        let lsoa = link("E01024356", "E07000110", "Maidstone", LinkMeaning::Within, 2017);
        import.add_links(extract(3), &[lsoa])
    });
    let archive = open(folder.path()).unwrap();
    let wanted = RowsWanted {
        first: june,
        last: june,
        areas: vec![area("E07000110")],
        classes: vec![OffenceClass::Robbery, OffenceClass::Burglary],
        forces: vec![KENT.to_owned()],
        at_most: 3,
    };
    let found = archive.rows_behind(&wanted).unwrap();
    let counts = archive.crime_counts_by_district(june, june).unwrap();
    let counted = counts.iter().map(|held| &held.count).filter(|count| {
        count.area == Some(wanted.areas[0])
            && wanted.classes.contains(&count.class)
            && count.reported_by == KENT
    });
    assert_eq!(found.total, counted.map(|count| count.count).sum::<u64>());
    assert_eq!(found.rows.len(), 3);
    assert_eq!(found.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 6, 14]);
    assert_eq!(found.rows[0].extract, id(1));
    assert_eq!(number(&archive, &found.query), found.total);
    let all = RowsWanted { areas: vec![], classes: vec![], forces: vec![], ..wanted };
    assert_eq!(archive.rows_behind(&all).unwrap().total, 412);
    // Of each 20 rows one force has 5 in the district, 1 of them without a position.
    let points = archive.crime_points(area("E07000110"), KENT, (june, june)).unwrap();
    assert_eq!(points.len(), 80);
    assert!(points.iter().all(|point| point.month == june && point.position == (0.52, 51.27)));
    assert_eq!(archive.crime_points(area("E07000106"), KENT, (june, june)).unwrap(), []);
}

#[test]
fn a_count_computed_elsewhere_has_a_query_that_gives_it() {
    let folder = tempdir().unwrap();
    let (may, june) = (month("2014-05"), month("2014-06"));
    let counts = [CrimeCount {
        month: may,
        reported_by: KENT.to_owned(),
        area: Some(area("E01024356")),
        area_name: "Maidstone 001A".to_owned(),
        class: OffenceClass::Robbery,
        count: 11,
    }];
    import(folder.path(), |import| {
        import.add_counts(extract(1), &counts)?;
        import.add_street(extract(2), street(2, KENT, june, 400))
    });
    let archive = open(folder.path()).unwrap();
    let wanted = RowsWanted {
        first: may,
        last: june,
        areas: vec![area("E01024356")],
        classes: vec![OffenceClass::Robbery],
        forces: vec![KENT.to_owned()],
        at_most: 1,
    };
    let both = archive.rows_behind(&wanted).unwrap();
    assert_eq!(number(&archive, &both.query), both.total);
    assert_eq!(both.rows.len(), 1, "those of June are held as rows");
    let elsewhere = archive.rows_behind(&RowsWanted { last: may, ..wanted }).unwrap();
    assert_eq!((elsewhere.total, elsewhere.rows.len()), (11, 0));
    assert_eq!(number(&archive, &elsewhere.query), 11);
}

#[test]
fn a_force_with_an_apostrophe_is_a_name_and_not_a_query() {
    let folder = tempdir().unwrap();
    let june = month("2014-06");
    import(folder.path(), |import| {
        import.add_street(extract(1), street(1, "King's Own Police", june, 7))
    });
    let archive = open(folder.path()).unwrap();
    let wanted = RowsWanted {
        first: june,
        last: june,
        areas: vec![],
        classes: vec![],
        forces: vec!["King's Own Police".to_owned()],
        at_most: 10,
    };
    assert_eq!(archive.rows_behind(&wanted).unwrap().total, 7);
}
