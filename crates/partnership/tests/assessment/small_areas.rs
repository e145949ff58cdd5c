//! Neighbourhoods by deprivation and wards by best fit in a draft: what is told, flagged and drawn, and what the public sees.

use std::collections::BTreeMap;

use partnership::assessment::answer::Answer;
use partnership::assessment::answer::Row;
use partnership::assessment::answer::Value;
use partnership::assessment::answering::answer;
use partnership::assessment::clearing::ClearedDraft;
use partnership::assessment::clearing::Why;
use partnership::assessment::editions::PublicEdition;
use partnership::assessment::material::Supplied;
use partnership::assessment::one_judged::one_judged;
use partnership::assessment::one_judged::references;
use partnership::assessment::one_shown::one_shown;
use partnership::content::Block;
use partnership::content::chart::Drawing;
use partnership::content::map::MapShade;
use partnership::content::map::Shaded;
use partnership::content::table::Cell;
use partnership::content::table::RowWeight;
use partnership::evidence::enquiry::judging::Judging;
use partnership::evidence::figure::Figure;
use partnership::evidence::held::Held;
use partnership::evidence::rows::AreaLink;
use partnership::evidence::rows::Boundary;
use partnership::evidence::rows::Deprivation;
use partnership::evidence::rows::Households;
use partnership::evidence::rows::LinkMeaning;
use partnership::evidence::small_areas::SmallAreas;
use partnership::terms::area::AreaCode;
use partnership::terms::area::AreaKind;
use partnership::terms::extract::ExtractId;

use crate::commission;
use crate::held;
use crate::material;
use crate::sections;

fn lsoas(held: &Held) -> Vec<AreaCode> {
    held.counts.areas(|area| area.kind() == AreaKind::Lsoa).into_iter().collect()
}

fn ward(number: usize) -> AreaCode {
    format!("E05{:06}", number + 1).parse().unwrap()
}

/// A square of its own for the place of this number.
fn square(area: AreaCode, name: String, place: usize) -> Boundary {
    let place = u8::try_from(place).unwrap();
    let (west, south) = (0.4 + f64::from(place % 12) / 100.0, 51.1 + f64::from(place / 12) / 100.0);
    let (east, north) = (west + 0.01, south + 0.01);
    let ring = vec![(west, south), (east, south), (east, north), (west, north), (west, south)];
    Boundary { area, name, polygons: vec![vec![ring]] }
}

/// The example's neighbourhoods, each with 1,500 residents, deprived in the order of their codes, four to a ward.
fn supplied(held: &Held) -> Supplied {
    let mut small = SmallAreas::default();
    for (at, lsoa) in lsoas(held).into_iter().enumerate() {
        small.residents.rows.push(Households {
            lsoa,
            name: String::new(),
            district: (held::maidstone(), "Maidstone".to_owned()),
            year: 2011,
            residents: 1_500,
            households: 600,
            hectares: 50.0,
        });
        let rank = u32::try_from(at + 1).unwrap() * 300;
        small.deprivation.rows.push(Deprivation { lsoa, edition: 2015, rank, ranked: 32_844 });
        small.wards.rows.push(AreaLink {
            from: lsoa,
            from_name: String::new(),
            to: ward(at / 4),
            to_name: format!("Ward {}", at / 4 + 1),
            meaning: LinkMeaning::BestFit,
            year: 2017,
        });
    }
    small.deprivation.from.insert(ExtractId::of([7; 32]));
    let outlines = lsoas(held).into_iter().enumerate();
    let outlines = outlines.map(|(at, lsoa)| square(lsoa, held.geography.name(lsoa), at));
    let wards = lsoas(held).len().div_ceil(4);
    small.ward_outlines =
        (0..wards).map(|at| square(ward(at), format!("Ward {}", at + 1), at)).collect();
    Supplied { outlines: outlines.collect(), small_areas: small, ..held::supplied() }
}

fn answered(reference: &str, held: &Held, supplied: &Supplied) -> Answer {
    answer(&reference.parse().unwrap(), &material(held, supplied)).unwrap()
}

fn rows(answer: &Answer) -> &[Row] {
    &answer.shown.as_ref().unwrap().rows
}

fn figure(value: &Value) -> &Figure {
    let figure = match value {
        Value::Figure(figure) => Some(&**figure),
        Value::Words(_) => None,
    };
    figure.unwrap()
}

/// The first table of the public edition of a text with this reference, and why it differs.
fn public(reference: &str, held: &Held, supplied: &Supplied) -> (Vec<Block>, Vec<Why>) {
    let sections = sections(&format!("# A\n\n{reference}\n"));
    let reference = reference.parse().unwrap();
    let answers =
        BTreeMap::from([(reference, answered(&sections_reference(&sections), held, supplied))]);
    let cleared = ClearedDraft::of(&sections, &answers, &BTreeMap::new());
    let whys = cleared.register().iter().map(|one| one.why.clone()).collect();
    let edition = PublicEdition::of(&commission(), &cleared, &held.extracts, supplied);
    let sections = edition.composed().document.sections.iter();
    (sections.flat_map(|section| section.blocks.clone()).collect(), whys)
}

fn sections_reference(sections: &[partnership::assessment::text::Section]) -> String {
    sections[0].passages[0].body.references().next().unwrap().to_string()
}

/// Whether the sum of these counts tells a small one, tried by every way of filling in what is withheld.
fn tells(counts: &[u64]) -> bool {
    let small: Vec<u64> = counts.iter().copied().filter(|count| (1..5).contains(count)).collect();
    let sum: u64 = small.iter().sum();
    let mut ways: Vec<Vec<u64>> = vec![Vec::new()];
    for _ in &small {
        ways = ways
            .iter()
            .flat_map(|way| (1..5).map(move |one| [&way[..], &[one]].concat()))
            .collect();
    }
    ways.retain(|way| way.iter().sum::<u64>() == sum);
    (0..small.len()).any(|at| ways.iter().all(|way| way[at] == small[at]))
}

#[test]
fn tenths_by_deprivation_add_up_to_the_district_and_name_their_sources() {
    let held = held::example();
    let supplied = supplied(&held);
    let answer = answered("{table:by-deprivation all-crime}", &held, &supplied);
    let rows = rows(&answer);
    assert_eq!(rows.len(), 11);
    let count = |row: &Row| match figure(&row.entries[1]).value {
        Cell::Count(count) => count,
        ref other => panic!("{other:?}"),
    };
    assert_eq!(rows[..10].iter().map(count).sum::<u64>(), count(&rows[10]));
    let counted =
        |row: &Row| figure(&row.entries[1]).counted.iter().map(|one| one.count).sum::<u64>();
    assert!(rows[..10].iter().all(|row| counted(row) == count(row)));
    assert!(answer.sources().contains(&ExtractId::of([7; 32])));
    assert!(answer.cautions[0].contains("ecological fallacy"));
    assert_eq!(
        (rows[0].heading.as_str(), rows[9].heading.as_str()),
        ("1, most deprived", "10, least deprived")
    );
}

#[test]
fn a_tenth_whose_sum_would_tell_of_one_neighbourhood_is_withheld_in_public_with_its_rate() {
    let held = held::example();
    let supplied = supplied(&held);
    let answer = answered("{chart:by-deprivation burglary}", &held, &supplied);
    let telling: Vec<&str> = rows(&answer)[..rows(&answer).len() - 1]
        .iter()
        .filter(|row| {
            let counted = figure(&row.entries[1]).counted.iter();
            tells(&counted.map(|one| one.count).collect::<Vec<_>>())
        })
        .map(|row| row.heading.as_str())
        .collect();
    let (blocks, whys) = public("{chart:by-deprivation burglary}", &held, &supplied);
    let table = blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let withheld = |row: &partnership::content::table::Row| {
        matches!(row.cells[1], Cell::Withheld(_)) && matches!(row.cells[2], Cell::Withheld(_))
    };
    let hidden: Vec<String> = table
        .unwrap()
        .rows
        .iter()
        .filter(|row| withheld(row))
        .map(|row| row.cells[0].printed())
        .collect();
    assert!(
        telling.iter().all(|one| hidden.iter().any(|other| other == one)),
        "{telling:?} {hidden:?}"
    );
    assert_eq!(whys.is_empty(), hidden.is_empty());
    // One alone could be worked out from the total.
    assert_ne!(hidden.len(), 1);
    let bars = blocks.iter().find_map(|block| match block {
        Block::Chart(chart) => match &chart.drawing {
            Drawing::Comparison(comparison) => Some(comparison.rows.len()),
            _ => None,
        },
        _ => None,
    });
    assert_eq!(bars, Some(rows(&answer).len() - 1 - hidden.len()));
}

#[test]
fn words_on_deprivation_stand_in_a_sentence_with_their_caution() {
    let held = held::example();
    let supplied = supplied(&held);
    let answer = answered("{phrase:by-deprivation all-crime}", &held, &supplied);
    let starts = ["was higher", "was lower", "neither rose nor fell"];
    assert!(starts.iter().any(|start| answer.says.starts_with(start)), "{}", answer.says);
    assert_eq!((answer.figures.len(), answer.cautions.len()), (3, 1));
}

#[test]
fn wards_are_flagged_by_letters_in_words_and_those_with_most_flags_stand_first() {
    let held = held::example();
    let supplied = supplied(&held);
    let answer = answered("{table:ward-flags burglary vehicle-crime}", &held, &supplied);
    let shown = answer.shown.as_ref().unwrap();
    let heads: Vec<&str> = shown.columns.iter().map(|column| column.heading.as_str()).collect();
    assert_eq!(heads[1], "a. Burglary, per 1,000");
    assert_eq!(heads[3], "c. Residents in England’s most deprived fifth, %");
    let flags = |row: &Row| match row.entries.last().unwrap() {
        Value::Words(words) => words.clone(),
        Value::Figure(_) => panic!("a figure"),
    };
    let each: Vec<usize> = shown
        .rows
        .iter()
        .map(|row| match flags(row).as_str() {
            "none" => 0,
            words => words.matches(',').count() + 1,
        })
        .collect();
    assert!(each.is_sorted_by(|one, other| one >= other), "{each:?}");
    // 24 wards: the highest fifth is four, if none ties. The deciles fall with the order of codes: the first wards are flagged.
    let deprived: Vec<&str> = shown
        .rows
        .iter()
        .filter(|row| flags(row).contains('c'))
        .map(|row| row.heading.as_str())
        .collect();
    assert_eq!(deprived.len(), 5, "{deprived:?}");
    let finds = &shown.notes[0];
    assert!(finds.starts_with("Of three indicators, ") && finds.contains("flagged on"), "{finds}");
    assert!(shown.notes.iter().any(|note| note.contains("highest fifth")));
    assert!(shown.notes.iter().any(|note| note.contains("Of less than a year")));
    assert!(shown.notes.iter().any(|note| note.contains("by best fit")));
}

#[test]
fn wards_that_are_flagged_are_a_finding_beside_the_line_that_is_asked_about() {
    let held = held::example();
    let supplied = supplied(&held);
    for (offence, number) in [("burglary", "six"), ("all-crime", "six"), ("drugs", "seven")] {
        let asked = format!("area=E07000110&offence={offence}&period=2014-Q1&kind=ward-flags");
        let asked: Judging = asked.parse().unwrap();
        let found = one_judged(asked, &material(&held, &supplied)).unwrap();
        let begins = format!("Wards of Maidstone, April to June 2014: of {number} indicators, ");
        assert!(found.says.starts_with(&begins), "{}", found.says);
        let stood = found.stood("2014-10-14".parse().unwrap());
        assert_eq!(stood.says, [found.says.as_str()]);
        assert_eq!(stood.rows.len(), 24, "each ward with its figures");
        let named = references(asked).pop().unwrap().to_string();
        assert_eq!(named.contains("drugs"), offence == "drugs", "{named}");
    }
}

#[test]
fn a_map_of_wards_hatches_what_would_tell_a_small_count() {
    let held = held::example();
    let supplied = supplied(&held);
    let answer = answered("{map:wards burglary}", &held, &supplied);
    let wards: Vec<&Row> = rows(&answer).iter().collect();
    assert_eq!(wards.len(), 24);
    let unsafe_ones = wards.iter().filter(|row| {
        let counts: Vec<u64> =
            figure(&row.entries[0]).counted.iter().map(|one| one.count).collect();
        tells(&counts) || (1..5).contains(&counts.iter().sum::<u64>())
    });
    let unsafe_ones = unsafe_ones.count();
    assert!(unsafe_ones > 0, "the test needs one");
    let blocks = one_shown(&"{map:wards burglary}".parse().unwrap(), &material(&held, &supplied))
        .unwrap()
        .blocks;
    let map = blocks.iter().find_map(|block| match block {
        Block::Chart(chart) => match &chart.drawing {
            Drawing::Map(map) => Some(map),
            _ => None,
        },
        _ => None,
    });
    let Shaded::Areas(areas) = &map.unwrap().shaded else { panic!("squares") };
    let hatched = areas.iter().filter(|area| area.shade == MapShade::Withheld).count();
    assert!(hatched >= unsafe_ones && hatched != 1, "{hatched} {unsafe_ones}");
    assert_eq!(areas.len(), 24);
}

#[test]
fn a_map_of_deprivation_shows_every_rank_however_small() {
    let held = held::example();
    let mut supplied = supplied(&held);
    supplied.small_areas.deprivation.rows[0].rank = 3;
    let (blocks, whys) = public("{map:deprivation}", &held, &supplied);
    assert_eq!(whys, []);
    let table = blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    assert_eq!(table.unwrap().rows[0].cells[3].printed(), "3");
    assert_eq!(table.unwrap().rows[0].cells[2].printed(), "1");
}

#[test]
fn what_is_not_held_is_told_with_the_import_that_brings_it() {
    let held = held::example();
    let refused = |reference: &str, supplied: &Supplied| {
        answer(&reference.parse().unwrap(), &material(&held, supplied)).unwrap_err().wanted
    };
    let nothing = held::supplied();
    assert!(refused("{table:by-deprivation}", &nothing).contains("saferplan import imd"));
    assert!(refused("{table:ward-flags}", &nothing).contains("saferplan import lookups"));
    let mut part = supplied(&held);
    part.small_areas.residents.rows.clear();
    assert!(refused("{table:by-deprivation}", &part).contains("saferplan import households"));
    assert!(refused("{map:wards burglary}", &part).contains("saferplan import households"));
    part.small_areas.ward_outlines.clear();
    assert!(refused("{map:wards burglary}", &part).contains("saferplan import boundaries"));
    let lines =
        "burglary robbery drugs shoplifting vehicle-crime other-theft bicycle-theft public-order";
    assert!(refused(&format!("{{table:ward-flags {lines}}}"), &part).contains("at most seven"));
}

#[test]
fn the_comparison_group_stands_on_a_funnel_with_the_district_marked() {
    let (held, supplied) = (held::example(), held::supplied());
    let answer = answered("{chart:funnel all-crime 2014-Q1}", &held, &supplied);
    let own: Vec<&str> = rows(&answer)
        .iter()
        .filter(|row| row.weight == RowWeight::Strong)
        .map(|row| row.heading.as_str())
        .collect();
    assert_eq!(own, ["Maidstone"]);
    let rates: Vec<f64> = rows(&answer).iter().filter_map(|row| row.entries[0].number()).collect();
    assert!(rates.len() > 5 && rates.is_sorted_by(|one, other| one >= other), "{rates:?}");
    let (blocks, whys) = public("{chart:funnel all-crime 2014-Q1}", &held, &supplied);
    assert_eq!(whys, []);
    let funnel = blocks.iter().find_map(|block| match block {
        Block::Chart(chart) => match &chart.drawing {
            Drawing::Funnel(funnel) => Some(funnel),
            _ => None,
        },
        _ => None,
    });
    let funnel = funnel.unwrap();
    assert_eq!((funnel.points.len(), funnel.limits.len()), (rates.len(), 61));
    let mean = rates.iter().sum::<f64>() / f64::from(u32::try_from(rates.len()).unwrap());
    assert!((funnel.mean - mean).abs() < 1e-9, "the mean of the group is unweighted");
}

#[test]
fn a_ward_of_which_one_class_is_withheld_keeps_the_others_unless_all_crime_would_tell_it() {
    let held = held::example();
    let supplied = supplied(&held);
    let partly = |reference: &str| {
        let shown = one_shown(&reference.parse().unwrap(), &material(&held, &supplied)).unwrap();
        let rows = shown.blocks.into_iter().flat_map(|block| match block {
            Block::Table(table) => table.rows,
            _ => Vec::new(),
        });
        let hides = |row: &partnership::content::table::Row| {
            row.cells.iter().any(|cell| matches!(cell, Cell::Withheld(_)))
        };
        let rows: Vec<_> = rows.filter(hides).collect();
        assert!(!rows.is_empty(), "the test needs one");
        let shows = |cell: &Cell| matches!(cell, Cell::Number { .. } | Cell::Count(_));
        rows.iter().filter(|row| row.cells.iter().any(shows)).count()
    };
    assert!(partly("{table:ward-flags burglary violence-and-sexual-offences 2014-Q1}") > 0);
    assert_eq!(partly("{table:ward-flags all-crime burglary 2014-Q1}"), 0);
}
