//! Tests of the charts: well formed whatever the values, and never a number that is not one.

use partnership::content::Reference;
use partnership::content::chart::Basis;
use partnership::content::chart::Comparison;
use partnership::content::chart::ComparisonRow;
use partnership::content::chart::Control;
use partnership::content::chart::ControlPoint;
use partnership::content::chart::Emphasis;
use partnership::content::chart::Funnel;
use partnership::content::chart::FunnelLimit;
use partnership::content::chart::FunnelPoint;
use partnership::content::chart::Lorenz;
use partnership::content::chart::PointPlace;
use partnership::content::chart::Series;
use partnership::content::chart::SeriesPoint;
use partnership::content::map::Map;
use partnership::content::map::MapArea;
use partnership::content::map::MapClass;
use partnership::content::map::MapShade;
use partnership::content::map::Shaded;
use partnership::content::month_lines::LineStyle;
use partnership::content::month_lines::MonthLine;
use partnership::content::month_lines::MonthLines;
use partnership::content::timeline::Mark;
use partnership::content::timeline::Pattern;
use partnership::content::timeline::Shade;
use partnership::content::timeline::ShadeKind;
use partnership::content::timeline::Timeline;
use partnership::content::timeline::TimelineRow;
use partnership::statistics::national_grid::GridPosition;
use partnership::terms::day::Day;
use partnership::terms::span::Span;
use proptest::prelude::*;

use super::*;

fn a_chart(drawing: Drawing) -> Chart {
    Chart {
        name: "any".into(),
        title: "<Title> & more".into(),
        subtitle: String::new(),
        alternative: "Words \u{1} for \"all\"".into(),
        source: String::new(),
        table: 1,
        drawing,
    }
}

fn check(drawing: Drawing) -> Result<(), TestCaseError> {
    let svg = chart(&a_chart(drawing));
    let read = roxmltree::Document::parse(&svg).expect("well-formed SVG");
    let root = read.root_element();
    prop_assert_eq!(root.attribute("role"), Some("img"));
    for element in root.descendants().filter(|node| node.is_element()) {
        for attribute in element.attributes() {
            if element.tag_name().name() != "svg" {
                let written = attribute.value();
                prop_assert!(!written.contains("NaN") && !written.contains("inf"), "{written}");
            }
        }
    }
    Ok(())
}

fn any_value() -> impl Strategy<Value = f64> {
    prop_oneof![any::<f64>(), -1e6..1e6f64, 0.0..1.0f64, Just(0.0)]
}

prop_compose! {
    fn any_row()(
        label: String, verdict: String,
        area in any_value(), mean in any_value(), low in any_value(), high in any_value(),
    ) -> ComparisonRow {
        let reference = Reference { table: 1, row: 1 };
        ComparisonRow { label, area, mean, range: (low, high), verdict, reference }
    }
}

prop_compose! {
    fn any_limit()(
        across in any_value(),
        a in any_value(), b in any_value(), c in any_value(), d in any_value(),
    ) -> FunnelLimit {
        FunnelLimit { across, inner: (a, b), outer: (c, d) }
    }
}

prop_compose! {
    fn any_point()(label: String, across in any_value(), up in any_value(), own: bool) -> FunnelPoint {
        let place = if own { PointPlace::Own } else { PointPlace::Peer };
        FunnelPoint { label, across, up, place }
    }
}

prop_compose! {
    fn any_month()(label: String, held in prop::option::of(any_value()), inside: bool) -> SeriesPoint {
        let emphasis = if inside { Emphasis::InPeriod } else { Emphasis::Context };
        SeriesPoint { label, value: held, emphasis }
    }
}

fn day(ahead: i32) -> Day {
    let first: Day = "2014-01-01".parse().unwrap();
    first.plus_days(ahead)
}

fn any_span() -> impl Strategy<Value = Span<Day>> {
    (-400_i32..9_000, 0_i32..900)
        .prop_map(|(from, long)| Span::spanning(day(from), day(from + long)))
}

prop_compose! {
    fn any_step()(
        label: String, stands: String, days in any_span(), mark in 0_usize..4, pattern in 0_usize..4,
    ) -> TimelineRow {
        let marks =
            [Mark::Bar(days), Mark::Diamond(days.first()), Mark::Dashed(days), Mark::Onwards(days.last())];
        let patterns = [Pattern::Outline, Pattern::HalfFilled, Pattern::Hatched, Pattern::Filled];
        let reference = Reference { table: 1, row: 1 };
        TimelineRow { label, mark: marks[mark], pattern: patterns[pattern], stands, reference }
    }
}

prop_compose! {
    fn any_shade()(label: String, days in any_span(), poll: bool) -> Shade {
        let kind = if poll { ShadeKind::PreElection } else { ShadeKind::SchoolHoliday };
        Shade { days, label, kind }
    }
}

prop_compose! {
    fn any_place()(east in any_value(), north in any_value()) -> GridPosition {
        GridPosition { east, north }
    }
}

prop_compose! {
    fn any_area()(
        name: String, ring in prop::collection::vec(any_place(), 0..9), shade in 0_usize..7,
    ) -> MapArea {
        let shade = match shade {
            5 => MapShade::Withheld,
            6 => MapShade::NotHeld,
            class => MapShade::Class(class),
        };
        MapArea { name, polygons: vec![vec![ring]], shade }
    }
}

prop_compose! {
    fn any_control_point()(
        label: String, value in any_value(), signal in prop::option::of(any::<u8>()), within: bool,
    ) -> ControlPoint {
        let basis = if within { Basis::Within } else { Basis::After };
        ControlPoint { label, value, signal, basis }
    }
}

proptest! {
    #[test]
    fn a_map_is_well_formed_whatever_its_places(
        unit: String, rule: String, words: String, classes in 0_usize..6,
        areas in prop::collection::vec(any_area(), 0..6),
        corners in prop::collection::vec((any_place(), 0_usize..6), 0..12),
        side in any_value(), squares: bool, line in prop::collection::vec(any_place(), 0..5),
    ) {
        let class = MapClass { words: words.clone(), held: words.clone() };
        let shaded = if squares { Shaded::Squares { side, corners } } else { Shaded::Areas(areas) };
        let classes = vec![class; classes];
        check(Drawing::Map(Map { unit, rule, classes, shaded, unshaded: words, lines: vec![line] }))?;
    }

    #[test]
    fn a_lorenz_curve_is_well_formed_whatever_its_points(
        across: String, up: String, words: String,
        curve in prop::collection::vec((any_value(), any_value()), 0..40), named in any_value(),
    ) {
        let named = Some(((named, named), words));
        check(Drawing::Lorenz(Lorenz { across, up, curve, named }))?;
    }

    #[test]
    fn a_control_chart_is_well_formed_whatever_its_months(
        up: String, centre in any_value(), low in any_value(), high in any_value(),
        points in prop::collection::vec(any_control_point(), 0..40), key: Vec<String>,
    ) {
        check(Drawing::Control(Control { up, centre, limits: (low, high), points, key }))?;
    }
}

proptest! {
    #[test]
    fn month_lines_are_well_formed_whatever_their_months(
        up: String, months: Vec<String>, key: Vec<String>, name: String,
        values in prop::collection::vec(prop::option::of(any_value()), 0..40),
        band in prop::collection::vec(prop::option::of((any_value(), any_value())), 0..40),
    ) {
        let styles = [LineStyle::Dots, LineStyle::Rings, LineStyle::Dashes, LineStyle::Thin];
        let line = |style| MonthLine { name: name.clone(), style, values: values.clone() };
        let lines = styles.map(line).to_vec();
        check(Drawing::MonthLines(MonthLines { up, months, lines, band, key }))?;
    }
}

proptest! {
    #[test]
    fn a_timeline_is_well_formed_whatever_its_days(
        days in any_span(), today in prop::option::of(-400_i32..9_000),
        shades in prop::collection::vec(any_shade(), 0..4),
        rows in prop::collection::vec(any_step(), 0..12),
    ) {
        let today = today.map(day);
        check(Drawing::Timeline(Timeline { days, today, shades, rows }))?;
    }

    #[test]
    fn a_comparison_is_well_formed_whatever_its_values(
        area: String, group: String, unit: String, rows in prop::collection::vec(any_row(), 0..6),
    ) {
        let (range, verdicts) = (group.clone(), unit.clone());
        check(Drawing::Comparison(Comparison { area, group, range, verdicts, unit, rows }))?;
    }

    #[test]
    fn a_funnel_is_well_formed_whatever_its_values(
        across: String, up: String, mean in any_value(),
        points in prop::collection::vec(any_point(), 0..8),
        limits in prop::collection::vec(any_limit(), 0..6),
    ) {
        check(Drawing::Funnel(Funnel { across, up, mean, points, limits }))?;
    }

    #[test]
    fn a_series_is_well_formed_whatever_its_values(
        up: String, points in prop::collection::vec(any_month(), 0..40),
    ) {
        check(Drawing::Series(Series { up, points }))?;
    }
}

#[test]
fn a_month_that_is_not_held_is_named_so() {
    let month =
        |value| SeriesPoint { label: "Apr 2014".into(), value, emphasis: Emphasis::InPeriod };
    let points = vec![month(Some(7.0)), month(None)];
    let svg = chart(&a_chart(Drawing::Series(Series { up: "Crimes".into(), points })));
    assert!(svg.contains("not held"));
}

#[test]
fn where_a_step_stands_is_told_without_colour() {
    let row = |pattern| TimelineRow {
        label: "Rolling Plan written".into(),
        mark: Mark::Bar(Span::spanning(day(20), day(40))),
        pattern,
        stands: "late: it was due".into(),
        reference: Reference { table: 1, row: 1 },
    };
    let drawn = |pattern| {
        let rows = vec![row(pattern)];
        let days = Span::spanning(day(0), day(90));
        let svg = chart(&a_chart(Drawing::Timeline(Timeline {
            days,
            today: Some(day(30)),
            shades: Vec::new(),
            rows,
        })));
        assert!(svg.contains("late: it was due") && svg.contains("Today, 31 January 2014"));
        svg
    };
    let all = [Pattern::Outline, Pattern::HalfFilled, Pattern::Hatched, Pattern::Filled];
    for (place, pattern) in all.into_iter().enumerate() {
        let svg = drawn(pattern);
        assert!(svg.contains(pattern.in_words()), "the key names {}", pattern.in_words());
        for other in &all[..place] {
            // Take the words away: the shapes alone must differ.
            let shapes = |svg: &str| svg.split("<text").map(|part| part.len()).sum::<usize>();
            assert_ne!(shapes(&svg), shapes(&drawn(*other)), "{pattern:?} and {other:?}");
        }
    }
}
