//! A Lorenz curve and a control chart: what is told without colour; `SAFERPLAN_PICTURES` names a folder to keep pictures in.

use partnership::content::chart::Basis;
use partnership::content::chart::Chart;
use partnership::content::chart::Control;
use partnership::content::chart::ControlPoint;
use partnership::content::chart::Drawing;
use partnership::content::chart::Lorenz;
use partnership::content::month_lines::LineStyle;
use partnership::content::month_lines::MonthLine;
use partnership::content::month_lines::MonthLines;

use crate::maps::kept;

fn chart(name: &str, drawing: Drawing) -> Chart {
    Chart {
        name: name.into(),
        title: "Made-up figures: nothing here was recorded".into(),
        subtitle: "Made-up crimes".into(),
        alternative: "A curve of made-up figures.".into(),
        source: "nobody".into(),
        table: 1,
        drawing,
    }
}

#[test]
fn a_lorenz_curve_names_half_and_the_even_spread() {
    let curve = (0..=400_u16).map(|step| {
        let share = f64::from(step) / 400.0;
        (share * 100.0, 100.0 * (1.0 - (1.0 - share).powi(6)))
    });
    let lorenz = chart(
        "lorenz",
        Drawing::Lorenz(Lorenz {
            across: "Street points, those with most crime first (%)".into(),
            up: "Crimes at them (%)".into(),
            curve: curve.collect(),
            named: Some(((10.9, 50.0), "half of the crimes at 10.9% of the points".into())),
        }),
    );
    kept("lorenz", &lorenz);
    let svg = documents::svg::chart(&lorenz);
    assert!(svg.contains("half of the crimes") && svg.contains("Dashed: as many at every place"));
    assert!(svg.contains("stroke-dasharray"), "the even spread is told without colour");
}

#[test]
fn a_signal_is_a_square_with_the_number_of_its_rule() {
    let values = [52, 48, 50, 51, 47, 53, 50, 49, 51, 50, 48, 52, 50, 49, 71, 52, 51, 48];
    let names =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let points = values.iter().enumerate().map(|(place, &value)| ControlPoint {
        label: format!("{} {}", names[place % 12], 2014 + place / 12),
        value: f64::from(value),
        signal: (value == 71).then_some(1),
        basis: if place < 12 { Basis::Within } else { Basis::After },
    });
    let control = chart(
        "control",
        Drawing::Control(Control {
            up: "Recorded crimes each month".into(),
            centre: 50.1,
            limits: (42.3, 57.8),
            points: points.collect(),
            key: vec![
                "Open: months that the limits were taken from. Full: months judged by them.".into(),
                "1  beyond a limit".into(),
            ],
        }),
    );
    kept("control", &control);
    let svg = documents::svg::chart(&control);
    let read = roxmltree::Document::parse(&svg).unwrap();
    let texts: Vec<&str> = read
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter_map(|node| node.text())
        .collect();
    assert!(
        texts.contains(&"1")
            && texts.contains(&"High limit 57.8")
            && texts.contains(&"1  beyond a limit"),
        "{texts:?}"
    );
}

/// Four lines over 27 months, one month of the first far above a band with a gap.
fn month_lines() -> Chart {
    let months =
        (0..27).map(|place| format!("{} {}", ["Jan", "Apr", "Jul", "Oct"][place % 4], 2012));
    let recorded = (0..24_u32).map(|month| Some(f64::from(50 + month * 7 % 11)));
    let mut recorded: Vec<Option<f64>> = recorded.chain([None; 3]).collect();
    recorded[20] = Some(90.0);
    let expected = (0..27_u32).map(|month| Some(f64::from(52 + month % 3)));
    let line = |name: &str, style, values: Vec<Option<f64>>| MonthLine {
        name: name.into(),
        style,
        values,
    };
    chart(
        "month-lines",
        Drawing::MonthLines(MonthLines {
            up: "Recorded".into(),
            months: months.collect(),
            lines: vec![
                line("Recorded", LineStyle::Dots, recorded.clone()),
                line(
                    "Forecast",
                    LineStyle::Rings,
                    vec![None; 24].into_iter().chain([Some(60.0); 3]).collect(),
                ),
                line("Expected", LineStyle::Dashes, expected.collect()),
                line(
                    "Thin",
                    LineStyle::Thin,
                    recorded.iter().map(|value| value.map(|it| it / 2.0)).collect(),
                ),
            ],
            band: (0..27).map(|month| (month != 9).then_some((40.0, 66.0))).collect(),
            key: vec!["Shaded: where 95 in 100 would lie. Square: a month outside it.".into()],
        }),
    )
}

#[test]
fn each_line_has_its_name_and_a_style_of_its_own_and_a_month_outside_the_band_is_a_square() {
    let lines = month_lines();
    kept("month-lines", &lines);
    let svg = documents::svg::chart(&lines);
    let read = roxmltree::Document::parse(&svg).unwrap();
    let of = |name: &str| read.descendants().filter(|node| node.has_tag_name(name)).count();
    let texts: Vec<&str> = read.descendants().filter_map(|node| node.text()).collect();
    for name in ["Recorded", "Forecast", "Expected", "Thin"] {
        assert!(texts.contains(&name), "{name}: {texts:?}");
    }
    assert_eq!(of("rect"), 1, "one month lies outside");
    assert_eq!(of("path"), 2, "the band has a gap");
    // Dots of 24 months and of the sample beside the name, rings of three and of theirs.
    assert_eq!(of("circle"), 25 + 4);
    assert_eq!(svg.matches("stroke-dasharray").count(), 2, "the expected line and its sample");
}
