//! The consultation report on made-up replies to the worked example: as a whole, sum by sum, and under attack.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads the environment to find the reference; the core does not"
)]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "the helpers of a test may fail it")]

#[path = "../statistics_verified/asking.rs"]
#[expect(dead_code, reason = "the tests of the statistics use the rest of it")]
mod asking;
mod made;
mod plainly;
mod replies;

use partnership::consultation::reply::Reply;
use partnership::consultation::report::Report;
use partnership::consultation::report::compose;
use partnership::consultation::report::published;
use partnership::consultation::results::coding::Coded;
use partnership::consultation::results::tables::Published;
use partnership::content::chart::Drawing;
use partnership::content::table::Cell;
use partnership::content::table::Table;
use partnership::statistics::suppression::Profile;
use partnership::statistics::suppression::Showing;
use proptest::prelude::*;
use serde_json::json;

use asking::reference;
use made::with_commission;
use replies::replies;

fn report(seed: u64, on_paper: usize, online: usize) -> Report {
    with_commission(&replies(seed, on_paper, online), |commission| compose(&commission))
}

#[test]
fn the_report_on_772_replies_is_as_it_was_read() {
    insta::assert_snapshot!(plainly::told(&report(2015, 736, 36).document));
}

#[test]
fn every_title_table_and_chart_says_that_it_is_illustrative() {
    let document = report(2015, 736, 36).document;
    assert!(
        document.title.contains("illustrative") && document.subtitle.starts_with("Illustrative")
    );
    for table in document.tables() {
        assert!(table.caption.starts_with("Illustrative: "), "{}", table.caption);
    }
    for chart in plainly::charts(&document) {
        assert!(chart.title.starts_with("Illustrative: "), "{}", chart.title);
        assert!(chart.alternative.starts_with("Illustrative: "), "{}", chart.alternative);
    }
}

#[test]
fn every_count_can_be_followed_to_its_question_and_its_replies() {
    let report = report(2015, 736, 36);
    let rows: usize = report.document.tables().map(|table| table.rows.len()).sum();
    assert_eq!(report.traced.len(), rows);
    for row in &report.traced {
        assert!(row.reference.starts_with("safer-maidstone/2015-16/smp-2015-v1/2015-03-03/"));
        let told = row.rests_on.join(" ");
        assert!(told.contains("“smp-2015”") && told.contains("version 1"), "{row:?}");
    }
}

/// The tables of a few pairs whose answers are not put together.
#[test]
fn of_many_areas_those_with_most_replies_are_drawn_and_all_stand_in_the_table() {
    let document = report(2015, 736, 36).document;
    let table = document.tables().find(|table| table.name == "question-postcode").unwrap();
    let mut charts = plainly::charts(&document).into_iter();
    let chart = charts.find(|chart| chart.table == table.number).unwrap();
    let Drawing::Shares(shares) = &chart.drawing else { panic!("{chart:?}") };
    assert!(
        chart.subtitle.ends_with("the 15 areas with most replies of 26, the others in the table")
    );
    let drawn: Vec<f64> = shares.rows.iter().map(|row| row.per_cent[0].unwrap()).collect();
    assert!(drawn.len() == 15 && drawn.is_sorted_by(|more, less| more >= less), "{drawn:?}");
    let mut counts = Vec::new();
    for row in &table.rows {
        let (heading, count) = (row.cells[0].printed(), row.cells[1].printed());
        let Some(bar) = shares.rows.iter().find(|bar| bar.label == heading) else {
            counts.extend(heading.starts_with("E0").then(|| count.parse::<f64>().unwrap()));
            continue;
        };
        assert_eq!(bar.said, count, "{heading}");
        assert_eq!(table.rows[usize::from(bar.reference.row) - 1].cells[0].printed(), heading);
    }
    let least: f64 = shares.rows[14].said.parse().unwrap();
    assert!(counts.len() == 11 && counts.iter().all(|count| *count <= least), "{counts:?}");
}

fn every_answer_apart(replies: &[Reply]) -> Published {
    let coded = Coded::of(replies::version().questionnaire(), replies);
    let dimension = |wanted: &str| {
        let id = |one: &partnership::consultation::results::coding::Dimension| {
            format!("{:?}", one.counted).contains(wanted)
        };
        coded.dimensions().iter().position(id).unwrap()
    };
    let (age, disability) = (dimension("\"age\""), dimension("\"disability\""));
    let views = ["safe-home", "safe-after-dark", "change", "victim"].map(dimension);
    let pairs: Vec<_> = views.iter().flat_map(|view| [(age, *view), (disability, *view)]).collect();
    Published::of(&coded, &pairs, Profile::UNDER_TEN).unwrap()
}

#[test]
fn no_table_of_groups_in_a_report_is_mostly_withheld() {
    for (seed, on_paper, online) in [(2015, 736, 36), (2, 300, 200), (3, 150, 30), (4, 40, 20)] {
        let document = report(seed, on_paper, online).document;
        let groups = document.tables().filter(|table| table.columns[0].heading == "Group");
        for table in groups.filter(|table| table.caption.contains(" By: ")) {
            let rows = &table.rows[..table.rows.len() - 1];
            let cells = rows.iter().flat_map(|row| &row.cells[1..row.cells.len() - 1]);
            let (withheld, shown): (Vec<_>, Vec<_>) =
                cells.partition(|cell| matches!(cell, Cell::Withheld(_)));
            assert!(withheld.len() <= shown.len(), "{}", table.caption);
        }
    }
}

#[test]
fn ages_and_scales_are_put_together_where_replies_are_few() {
    let document = report(2015, 736, 36).document;
    let age = document.tables().find(|table| {
        table.caption.contains("in daylight? By: ") && table.caption.contains("How old")
    });
    let (rows, columns) = age.map(|table| (&table.rows, &table.columns)).unwrap();
    let headings: Vec<String> = columns.iter().map(|column| column.heading.clone()).collect();
    assert_eq!(
        headings[1..4],
        ["Very safe or fairly safe", "Neither safe nor unsafe", "Fairly unsafe or very unsafe"]
    );
    let groups: Vec<String> = rows.iter().map(|row| row.cells[0].printed()).collect();
    assert_eq!(groups[..3], ["24 or under", "25 to 64", "65 or over"]);
}

#[test]
fn no_withheld_count_of_a_report_can_be_worked_out() {
    let mut cases = Vec::new();
    for (seed, on_paper, online) in [(1, 736, 36), (2, 300, 200), (3, 150, 30)] {
        let replies = replies(seed, on_paper, online);
        cases.push(with_commission(&replies, |commission| published(&commission)).unwrap());
        cases.push(every_answer_apart(&replies));
    }
    let smallest = Profile::UNDER_TEN.smallest_shown();
    let known = cases.iter().map(|published| {
        let (linked, showing) = published.linked();
        let bounds = linked.counts().iter().zip(showing).map(|(count, showing)| match showing {
            Showing::Shown => json!([count, count]),
            Showing::TooSmall => json!([1, smallest - 1]),
            Showing::WouldReveal => json!([smallest, null]),
        });
        json!({ "bounds": bounds.collect::<Vec<_>>(), "sums": linked.sums() })
    });
    let known = json!(known.collect::<Vec<_>>());
    let test = "no_withheld_count_of_a_report_can_be_worked_out";
    let Some(found) = reference("suppression", test, known) else { return };
    let widths = found.iter().flat_map(|widths| widths.as_array().unwrap());
    let mut withheld = 0;
    for width in widths {
        let width = width.as_f64().unwrap_or(f64::INFINITY);
        assert!(width >= Profile::UNDER_TEN.least_width() as f64 - 1e-6, "{width}");
        withheld += 1;
    }
    assert!(withheld > 500, "{withheld} withheld counts are too few to tell anything");
}

/// The counts of the second column down to the base, and the base; nothing where one is withheld.
fn parts_and_base(table: &Table) -> Option<(u64, u64)> {
    let mut sum = 0;
    for row in &table.rows {
        let Cell::Count(count) = row.cells[1] else { return None };
        if row.cells[0] == Cell::Words("Answered (base)".to_owned()) {
            return Some((sum, count));
        }
        sum += count;
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn answers_make_up_their_base_and_nobody_is_spoken_for(
        seed: u64, on_paper in 0_usize..250, online in 0_usize..120,
    ) {
        let document = report(seed, on_paper, online).document;
        for table in document.tables() {
            // Where one could tick several the answers make up more than their base.
            let one_answer = table.columns[0].heading == "Answer" && table.notes.is_empty();
            if let Some((sum, base)) = parts_and_base(table).filter(|_| one_answer) {
                prop_assert_eq!(sum, base, "{}", table.caption);
            }
            for column in &table.columns {
                prop_assert!(!column.heading.contains("interval"), "{}", column.heading);
                prop_assert!(!column.heading.contains("Estimate"), "{}", column.heading);
            }
            for row in &table.rows {
                let small = |cell: &Cell| matches!(cell, Cell::Count(count) if (1..10).contains(count));
                prop_assert!(!row.cells.iter().any(small), "{}: {row:?}", table.caption);
            }
        }
        let words = plainly::told(&document).to_lowercase();
        for claim in ["residents think", "people in maidstone", "95%", "confidence", "interval"] {
            prop_assert!(!words.contains(claim), "{claim}");
        }
    }
}
