//! A Lorenz curve and a control chart: what is told without colour; `SAFERPLAN_PICTURES` names a folder to keep pictures in.

use partnership::content::chart::Basis;
use partnership::content::chart::Chart;
use partnership::content::chart::Control;
use partnership::content::chart::ControlPoint;
use partnership::content::chart::Drawing;
use partnership::content::chart::Lorenz;

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
