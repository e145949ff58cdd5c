//! Any enquiry at all: it reads as it is written, and has an answer that can be followed or a reason.

use std::sync::LazyLock;

use crate::held::example;
use partnership::content::table::Cell;
use partnership::evidence::enquiry::Against;
use partnership::evidence::enquiry::Enquiry;
use partnership::evidence::enquiry::Measure;
use partnership::evidence::enquiry::answered::answered;
use partnership::evidence::figure::Line;
use partnership::evidence::held::Held;
use proptest::prelude::*;

fn any_enquiry() -> impl Strategy<Value = Enquiry> {
    let areas = [
        "E07000110",
        "E07000105",
        "E23000032",
        "E01024320",
        "E22000142",
        "E07000999",
        "E05004990",
        "E12000008",
    ];
    let periods = [
        "2014-Q1",
        "2014-Q2",
        "2013-Q4",
        "2014-06",
        "12m-2014-09",
        "ytd-2014-09",
        "2014/15",
        "2014",
        "1900",
        "1900-01",
        "2199",
    ];
    let lines: Vec<Line> = Line::all().collect();
    let of = (
        prop::sample::select(areas.map(|area| area.parse().unwrap()).to_vec()),
        prop::sample::select(lines),
        prop::sample::select(periods.map(|period| period.parse().unwrap()).to_vec()),
        prop::sample::select(Measure::ALL.to_vec()),
        prop::sample::select(Against::ALL.to_vec()),
    );
    of.prop_map(|(area, line, period, measure, against)| Enquiry {
        area,
        line,
        period,
        measure,
        against,
    })
}

proptest! {
    #[test]
    fn printed_and_read_an_enquiry_is_the_same(enquiry in any_enquiry()) {
        prop_assert_eq!(enquiry.to_string().parse::<Enquiry>(), Ok(enquiry));
    }

    #[test]
    fn any_text_is_an_enquiry_or_is_refused_in_words(text in ".{0,80}") {
        if let Err(why) = text.parse::<Enquiry>() {
            prop_assert!(!why.to_string().is_empty());
        }
    }
}

/// Read once for all cases.
static EXAMPLE: LazyLock<Held> = LazyLock::new(example);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is asked, there is an answer whose table holds the count and whose figures can all be followed, or a reason.
    #[test]
    fn every_enquiry_has_an_answer_that_can_be_followed_or_a_reason(enquiry in any_enquiry()) {
        let held = &*EXAMPLE;
        match answered(held, enquiry) {
            Err(why) => prop_assert!(why.to_string().len() > 20),
            Ok(found) => {
                let own = held.counts.sum(enquiry.area, "Kent Police", enquiry.told(), enquiry.line);
                let small = enquiry.area.as_str().starts_with("E01") && (1..5).contains(&own);
                let cell = &found.tables[0].rows[0].cells[1];
                prop_assert!(small || enquiry.area.as_str().starts_with("E22") || *cell == Cell::Count(own));
                prop_assert!(!small || matches!(cell, Cell::Withheld(_)));
                let cells: usize = found.tables.iter().map(|table| table.rows.len()).sum();
                prop_assert_eq!(found.traced.len(), cells);
                for table in &found.tables {
                    for row in &table.rows {
                        prop_assert_eq!(row.cells.len(), table.columns.len());
                    }
                }
                for chart in &found.charts {
                    prop_assert!(found.tables.iter().any(|table| table.number == chart.table));
                }
            }
        }
    }
}
