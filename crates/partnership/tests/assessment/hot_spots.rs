//! Hot spots of a district in a draft: what is listed, what is shaded, and when nothing can be told.

use partnership::assessment::answer::Answer;
use partnership::assessment::answer::Drawn;
use partnership::assessment::answer::Value;
use partnership::assessment::answering::answers;
use partnership::assessment::material::Supplied;
use partnership::content::table::Cell;
use partnership::evidence::rows::Boundary;
use partnership::evidence::rows::CrimePoint;
use partnership::terms::offence::OffenceClass;

use crate::held;
use crate::material;
use crate::sections;

const TEXT: &str = "# A\n\n{map:hot-spots burglary}\n";

/// A square of some 10 km in which a line of burglaries runs, 60 of them at one place in the middle.
pub(crate) fn supplied(months: &[&str], heap: usize) -> Supplied {
    let (west, south, east, north) = (0.45, 51.2, 0.6, 51.3);
    let ring = vec![(west, south), (east, south), (east, north), (west, north), (west, south)];
    let outline =
        Boundary { area: held::maidstone(), name: "Maidstone".into(), polygons: vec![vec![ring]] };
    let at = |month: &str, position| CrimePoint {
        month: month.parse().unwrap(),
        class: OffenceClass::Burglary,
        position,
    };
    let mut points = Vec::new();
    for month in months {
        points.extend((0..12_u8).map(|place| at(month, (0.46 + f64::from(place) / 100.0, 51.22))));
        points.extend(std::iter::repeat_n(at(month, (0.525, 51.25)), heap));
    }
    // Neither another crime nor another month is counted.
    let robbery = CrimePoint { class: OffenceClass::Robbery, ..at("2014-08", (0.47, 51.28)) };
    points.extend(std::iter::repeat_n(robbery, 500));
    points.extend(std::iter::repeat_n(at("2014-03", (0.47, 51.28)), 500));
    Supplied { outlines: vec![outline], points, ..held::supplied() }
}

#[test]
fn the_hottest_squares_are_listed_and_all_are_kept_with_the_answer() {
    let held = held::example();
    let supplied = supplied(&["2014-07", "2014-08", "2014-09"], 20);
    let answers = answers(&sections(TEXT), &material(&held, &supplied)).unwrap();
    let answer = answers.values().next().unwrap();
    assert_eq!(answer.says, "Burglary in Maidstone, July to September 2014: hot spots");
    let shown = answer.shown.as_ref().unwrap();
    let counts = shown.rows.iter().map(|row| match &row.entries[0] {
        Value::Figure(figure) => figure.value.clone(),
        Value::Words(words) => panic!("{words}"),
    });
    let counts: Vec<Cell> = counts.collect();
    let heaps = counts.iter().filter(|count| **count == Cell::Count(60)).count();
    assert_eq!(heaps, 1, "{counts:?}");
    let small = |count: &&Cell| matches!(count, Cell::Count(1..5));
    assert_eq!(counts.iter().find(small), None);
    assert!(shown.notes.iter().any(|note| note.contains("anonymous points")), "{:?}", shown.notes);
    assert!(shown.notes.iter().all(|note| !note.ends_with("..")), "{:?}", shown.notes);
    let Some(Drawn::Squares(squares)) = shown.picture.as_ref().map(|picture| &picture.drawn) else {
        panic!("another picture");
    };
    assert_eq!(squares.corners.len(), shown.rows.len());
    let kept = serde_json::to_string(answer).unwrap();
    assert_eq!(&serde_json::from_str::<Answer>(&kept).unwrap(), answer);
    assert!(!answer.sources().is_empty());
}

/// Points of every month of the period but one.
fn without_august() -> Supplied {
    let mut supplied = supplied(&["2014-07", "2014-09"], 20);
    supplied.points.retain(|point| point.month != "2014-08".parse().unwrap());
    supplied
}

#[test]
fn a_month_without_positions_and_too_few_crimes_are_refused_in_words() {
    let held = held::example();
    for (supplied, wanted) in [
        (without_august(), "August 2014"),
        (supplied(&["2014-07", "2014-08", "2014-09"], 0), "36 crimes with a position"),
        (Supplied { outlines: Vec::new(), ..supplied(&["2014-07"], 20) }, "no outlines"),
    ] {
        let faults = answers(&sections(TEXT), &material(&held, &supplied)).unwrap_err();
        assert!(faults[0].found.contains(wanted), "{}", faults[0]);
    }
}
