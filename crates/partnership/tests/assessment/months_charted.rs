//! Months judged and drawn: beside earlier years, those ahead beside a guess, and with their season left out.

use partnership::assessment::answer::Answer;
use partnership::assessment::answer::Drawn;
use partnership::assessment::answer::Row;
use partnership::assessment::answer::Shown;
use partnership::assessment::answer::Value;
use partnership::assessment::one_shown::one_shown;
use partnership::content::Block;
use partnership::content::chart::Chart;
use partnership::content::chart::Drawing;
use partnership::content::month_lines::MonthLines;
use partnership::evidence::held::Held;

use crate::held;
use crate::material;
use crate::months_judged::answered;
use crate::months_judged::held_from;

fn shown(held: &Held, reference: &str) -> (Answer, Shown) {
    let answer = answered(held, reference).unwrap();
    let shown = answer.shown.clone().unwrap();
    (answer, shown)
}

/// What stands in a row, as it is printed.
fn printed(row: &Row) -> Vec<String> {
    let printed = row.entries.iter().map(|value| match value {
        Value::Words(words) => words.clone(),
        Value::Figure(figure) => figure.value.printed(),
    });
    printed.collect()
}

fn drawn(held: &Held, reference: &str) -> (Chart, MonthLines) {
    let supplied = held::supplied();
    let material = material(held, &supplied);
    let one = one_shown(&reference.parse().unwrap(), &material).unwrap();
    let chart = one.blocks.into_iter().find_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    });
    let chart = chart.unwrap();
    let lines = match &chart.drawing {
        Drawing::MonthLines(lines) => Some(lines.clone()),
        _ => None,
    };
    (chart, lines.unwrap())
}

#[test]
fn each_month_stands_beside_what_earlier_years_lead_one_to_expect_of_it() {
    let held = held_from("2009-01");
    let (answer, shown) = shown(&held, "{chart:expected drugs}");
    assert_eq!(shown.rows.len(), 24);
    let last = printed(&shown.rows[23]);
    assert_eq!((last[0].as_str(), last[4].as_str()), ("77", "above"), "{last:?}");
    let wanted =
        "The series was above what earlier years lead one to expect in September 2014, at 77";
    assert!(shown.notes[0].starts_with(wanted), "{}", shown.notes[0]);
    assert!(answer.cautions[0].contains("recording changed in"), "{:?}", answer.cautions);
    assert!(!answer.sources().is_empty());
    let (chart, lines) = drawn(&held, "{chart:expected drugs}");
    assert_eq!((lines.months.len(), lines.band.len()), (24, 24));
    let (low, high) = lines.band[23].unwrap();
    let value = lines.lines[0].values[23].unwrap();
    assert!(low < high && value > high, "{low} {high} {value}");
    assert!(chart.alternative.contains("Above the band: September 2014"), "{}", chart.alternative);
}

#[test]
fn months_for_which_earlier_years_are_too_few_are_not_shown() {
    let (_, shown) = shown(&held_from("2010-10"), "{chart:expected drugs}");
    assert_eq!(shown.rows.first().unwrap().heading, "October 2013");
    let refused = answered(&held_from("2013-01"), "{chart:expected drugs}").unwrap_err();
    assert!(refused.contains("three earlier years at least"), "{refused}");
}

#[test]
fn a_forecast_is_drawn_with_its_band_and_a_guess_beside_it() {
    let held = held_from("2009-01");
    let (_, shown) = shown(&held, "{chart:forecast drugs}");
    assert_eq!(shown.rows.len(), 27);
    assert_eq!(shown.rows[24].heading, "October 2014");
    assert_eq!(printed(&shown.rows[24])[0], "to come");
    assert!(shown.notes[0].contains("off by"), "{}", shown.notes[0]);
    assert!(shown.notes[1].contains("lay within their limits"), "{}", shown.notes[1]);
    let (chart, lines) = drawn(&held, "{chart:forecast drugs}");
    let [recorded, forecast, guess] = lines.lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!(recorded.values.iter().flatten().count(), 24);
    assert_eq!(forecast.values.iter().flatten().count(), 3);
    assert_eq!(guess.values.iter().flatten().count(), 3);
    assert_eq!(lines.band.iter().flatten().count(), 3);
    let styles = [recorded.style, forecast.style, guess.style];
    assert!(
        styles[0] != styles[1] && styles[1] != styles[2] && styles[0] != styles[2],
        "{styles:?}"
    );
    assert!(lines.key[1].starts_with("Dashed: the guess that"), "{:?}", lines.key);
    assert!(chart.alternative.contains("3 months ahead"), "{}", chart.alternative);
}

#[test]
fn a_season_is_left_out_and_told_by_its_highest_and_lowest_month() {
    let held = held_from("2009-01");
    let (_, shown) = shown(&held, "{chart:seasonal drugs}");
    assert_eq!(shown.rows.len(), 36);
    assert_eq!(printed(&shown.rows[35])[2], "[x]", "the last half year has no year around it");
    let told = answered(&held, "{phrase:seasonal drugs}").unwrap();
    assert!(told.says.starts_with("was 77 in September 2014, and "), "{}", told.says);
    // The season was made with most in December and least in July.
    assert!(told.says.contains("December is usually highest"), "{}", told.says);
    assert!(told.says.contains("and July lowest"), "{}", told.says);
    let refused = answered(&held_from("2012-10"), "{chart:seasonal drugs}").unwrap_err();
    assert!(refused.contains("at least 36 months"), "{refused}");
}

#[test]
fn what_is_drawn_is_kept_with_a_circulated_draft() {
    let held = held_from("2009-01");
    for reference in ["{chart:expected drugs}", "{chart:forecast drugs}", "{chart:seasonal drugs}"]
    {
        let (answer, shown) = shown(&held, reference);
        assert!(matches!(shown.picture.unwrap().drawn, Drawn::Lines { .. }), "{reference}");
        let kept = serde_json::to_string(&answer).unwrap();
        let read = serde_json::from_str::<Answer>(&kept).unwrap().shown.unwrap();
        let cells = |shown: &Shown| shown.rows.iter().map(printed).collect::<Vec<_>>();
        assert_eq!(cells(&read), cells(&answer.shown.unwrap()), "{reference}");
    }
}
