//! What is promised of maps of areas, as tests.

use super::*;

fn code(place: usize) -> AreaCode {
    format!("E0102{place:04}").parse().unwrap()
}

fn boundary(place: usize) -> Boundary {
    let west = 0.5 + 0.01 * f64::from(u8::try_from(place).unwrap());
    let ring = vec![(west, 51.0), (west + 0.01, 51.0), (west + 0.01, 51.01), (west, 51.0)];
    Boundary {
        area: code(place),
        name: format!("Maidstone 00{place}A"),
        polygons: vec![vec![ring]],
    }
}

fn words() -> MapWords {
    MapWords {
        name: "burglary-map".into(),
        title: "Burglary is highest in the north".into(),
        subtitle: "Burglaries per 1,000 households by neighbourhood, 2014".into(),
        unit: "Per 1,000 households".into(),
        source: "data.police.uk.".into(),
        table: 3,
    }
}

fn drawn(rule: &ClassRule) -> (Chart, Table) {
    let boundaries: Vec<Boundary> = (0..7).map(boundary).collect();
    let mut values: BTreeMap<AreaCode, MapValue> = (0..5_u8)
        .map(|place| (code(place.into()), MapValue::Shown(f64::from(place) * 10.0)))
        .collect();
    values.insert(code(5), MapValue::Withheld(Reason::Small));
    values.insert(code(9), MapValue::Shown(4.0));
    area_map(&words(), &boundaries, &values, rule, 1).unwrap()
}

fn map(chart: Chart) -> Map {
    let Drawing::Map(map) = chart.drawing else { panic!("another drawing") };
    map
}

#[test]
fn a_withheld_area_is_hatched_and_its_figure_is_nowhere() {
    let (chart, table) = drawn(&ClassRule::Fifths);
    let row = table.rows.iter().find(|row| row.cells[0].printed() == "Maidstone 005A").unwrap();
    assert_eq!(
        (row.cells[1].printed().as_str(), row.cells[2].printed().as_str()),
        ("[c]", "hatched")
    );
    assert!(chart.alternative.contains("One is withheld and hatched"), "{}", chart.alternative);
    let Shaded::Areas(areas) = map(chart).shaded else { panic!("squares") };
    assert_eq!((areas[5].shade, areas[6].shade), (MapShade::Withheld, MapShade::NotHeld));
}

#[test]
fn the_table_has_every_figure_with_its_class_and_says_what_is_not_on_the_map() {
    let (chart, table) = drawn(&ClassRule::Fifths);
    let printed: Vec<String> = table
        .rows
        .iter()
        .map(|row| format!("{} {}", row.cells[1].printed(), row.cells[2].printed()))
        .collect();
    assert_eq!(printed[..3], ["40.0 e", "30.0 d", "20.0 c"]);
    assert_eq!(table.rows.len(), 8, "six areas with a figure or none, and one without outline");
    let [crate::content::Inline::Text(note)] = table.notes[0].as_slice() else { panic!("no note") };
    assert!(note.starts_with("1 of these have no outline"), "{note}");
    assert!(
        chart.source.contains("© Crown copyright"),
        "the licence asks for it: {}",
        chart.source
    );
    assert!(
        chart.alternative.contains("Highest: Maidstone 004A (40.0), Maidstone 003A (30.0)"),
        "{}",
        chart.alternative
    );
}

#[test]
fn classes_are_told_by_what_they_hold_or_by_their_stated_bounds() {
    let told =
        |rule| map(drawn(&rule).0).classes.into_iter().map(|class| class.words).collect::<Vec<_>>();
    assert_eq!(told(ClassRule::Fifths), ["0.0 to 4.0", "10.0", "20.0", "30.0", "40.0"]);
    assert_eq!(
        told(ClassRule::UpTo(vec![5.0, 25.0])),
        ["up to 5.0", "over 5.0, up to 25.0", "over 25.0"]
    );
}

#[test]
fn without_outlines_it_is_said_how_to_get_them() {
    let refused = area_map(&words(), &[], &BTreeMap::new(), &ClassRule::Fifths, 0).unwrap_err();
    assert!(refused.to_string().contains("saferplan import boundaries"), "{refused}");
    let none = area_map(&words(), &[boundary(1)], &BTreeMap::new(), &ClassRule::Fifths, 0);
    assert_eq!(none, Err(MapRefused::Classes(ClassError::NoValue)));
}
