//! What `prc` promises, as tests.

use proptest::prelude::*;

use super::*;
use crate::testing::accounts_for_all;
use crate::testing::any_rows;
use crate::testing::read;
use crate::testing::refusals;

mod workbooks;

const HEADER: &str = "Financial Year,Financial Quarter,Force Name,CSP Name,Offence Description,\
                      Offence Group,Offence Subgroup,Offence Code,Number of Offences";

fn one(row: &str) -> RecordedCrime {
    let (mut cells, report) = read(super::read, &format!("{HEADER}\n{row}\n"));
    assert_eq!(report.refusals, []);
    cells.remove(0)
}

#[test]
fn a_cell_is_read_as_published() {
    let cell = one("2014/15,1,Kent,Maidstone,Robbery of personal property,Robbery,Robbery,34B,11");
    assert_eq!(cell.quarter.map(|quarter| quarter.to_string()).as_deref(), Some("2014-Q1"));
    assert_eq!(cell.place, RecordedPlace::Partnership("Maidstone".to_owned()));
    assert_eq!((cell.force.as_str(), cell.offence_code.as_str(), cell.count), ("Kent", "34B", 11));
}

#[test]
fn financial_years_are_read_in_every_spelling() {
    for year in ["2012/13", "2012-13", "2012/2013", "2012–13"] {
        let cell = one(&format!("{year},1,Kent,,R,Robbery,R,34B,1"));
        assert_eq!(cell.year.map(|year| year.to_string()).as_deref(), Some("2012/13"));
        assert_eq!(cell.place, RecordedPlace::Force);
    }
    for wrong in ["2012/14", "2012", "12/13", "2012/1913x"] {
        let refused = refusals(super::read, &format!("{HEADER}\n{wrong},1,Kent,,R,R,R,34B,1\n"));
        assert!(refused[0].contains("expected a financial year"), "{refused:?}");
    }
}

#[test]
fn numbers_are_read_in_every_spelling() {
    for (text, number) in
        [(" 66776 ", 66_776), ("\"1,234\"", 1_234), (" -00 ", 0), ("-", 0), ("-12", -12), ("0", 0)]
    {
        assert_eq!(one(&format!("2014/15,1,Kent,,R,R,R,34B,{text}")).count, number, "{text}");
    }
    for wrong in ["[x]", "..", "", "1.5", "\"1,2\""] {
        let refused =
            refusals(super::read, &format!("{HEADER}\n2014/15,1,Kent,,R,R,R,34B,{wrong}\n"));
        assert!(refused[0].contains("number of offences"), "{refused:?}");
    }
}

#[test]
fn what_misleads_is_kept_and_noted() {
    let (_, report) = read(
        super::read,
        "financial_year,police_force,csp_name,offence_group,offences,quarters\n\
         2025/26,Kent,Unassigned Kent,Robbery,666,\"1,2,3,4\"\n\
         2025/26,Action Fraud,Medway,Robbery,-5,\"1,2,3,4\"\n\
         2025/26,Action Fraud,Medway,Robbery,-5,\"1,2,3,4\"\n",
    );
    let met: Vec<_> = report.traps.iter().map(|(trap, met)| (*trap, met.times)).collect();
    assert_eq!(
        met,
        [
            (Trap::QuotedComma, 3),
            (Trap::RepeatedRow, 1),
            (Trap::UnknownForce, 2),
            (Trap::WholeYear, 3),
            (Trap::Unassigned, 1),
            (Trap::Negative, 2),
        ]
    );
    assert_eq!(report.covers().map(|(_, last)| last.to_string()).as_deref(), Some("2026-03"));
}

#[test]
fn a_layout_without_year_dates_nothing_and_says_so_in_capitals() {
    let (cells, report) = read(
        super::read,
        "CSP Name,Offence Description,Offence Group,Offence Subgroup,Offence Code,Number of Offences\n\
         Northumberland,Robbery of business property,Robbery,Robbery,34A,0\n",
    );
    assert_eq!((cells[0].year, cells[0].quarter), (None, None));
    assert_eq!(report.covers(), None);
    assert!(
        report.traps.keys().any(|trap| trap.in_words().starts_with("THE LAYOUT GIVES NO YEAR"))
    );
}

#[test]
fn some_quarters_of_a_year_are_neither_a_quarter_nor_a_year() {
    let refused = refusals(
        super::read,
        "financial_year,police_force,csp_name,offence_group,offences,quarters\n\
         2025/26,Kent,Medway,Robbery,5,\"1,2\"\n",
    );
    assert!(refused[0].contains("financial quarter is `1,2`"), "{refused:?}");
}

#[test]
fn the_tree_of_offences_is_known_and_passed_over() {
    let header = "Offence Code,Offence Description,Offence Subgroup,Offence Group,first,last";
    let header: Vec<String> = header.split(',').map(crate::header::plain).collect();
    let layout = Layout::of(&header, Some(SourceKind::Prc)).unwrap();
    assert_eq!(layout.kind, None);
}

proptest! {
    #[test]
    fn every_row_is_kept_or_refused(text in any_rows(HEADER)) {
        accounts_for_all(super::read, &text)?;
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = super::read("any.csv", &mut &*[HEADER.as_bytes(), b"\n", &*bytes].concat());
        let _ = super::read("any.xlsx", &mut &*[b"PK", &*bytes].concat());
    }

    #[test]
    fn a_written_cell_is_read_again(count in any::<i32>(), quarter in 1_u8..=4, place in "[A-Z][a-z ,]{0,9}") {
        let cell = one(&format!("2014/15,{quarter},Kent,\"{place}\",R,Robbery,R,34B,{count}"));
        prop_assert_eq!(cell.count, i64::from(count));
        prop_assert_eq!(cell.quarter.map(Quarter::number), Some(quarter));
        prop_assert_eq!(cell.place, RecordedPlace::Partnership(place.trim().to_owned()));
    }
}
