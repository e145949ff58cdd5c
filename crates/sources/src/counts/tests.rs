//! What `counts` promises, as tests.

use proptest::prelude::*;

use super::CrimeCount;
use crate::testing::accounts_for_all;
use crate::testing::any_rows;
use crate::testing::read;
use crate::testing::refusals;

const HEADER: &str = "month,reported_by,area_code,area_name,crime_type,count";

#[test]
fn a_count_may_lack_its_area() {
    let (counts, report) =
        read(super::read, &format!("{HEADER}\n2014-06,Kent Police,,,Robbery,7\n"));
    assert_eq!((counts[0].area, counts[0].count), (None, 7));
    assert!(report.sets.contains("Kent Police"));
}

#[test]
fn the_same_count_twice_is_refused_rather_than_added() {
    let row = "2014-06,Kent Police,E07000110,Maidstone,Robbery,7\n";
    let refused = refusals(super::read, &format!("{HEADER}\n{row}{row}"));
    assert_eq!(refused, ["line 3: the row is `Maidstone`; expected each count only once"]);
}

proptest! {
    #[test]
    fn every_row_is_kept_or_refused(text in any_rows(HEADER)) {
        accounts_for_all(super::read, &text)?;
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = super::read("any.csv", &mut &*[HEADER.as_bytes(), b"\n", &*bytes].concat());
    }

    #[test]
    fn written_counts_are_read_again(numbers in prop::collection::vec(any::<u32>(), 1..12)) {
        let count = |(month, count): (i8, &u32)| CrimeCount {
            month: partnership::terms::month::Month::new(2014, month).unwrap(),
            reported_by: "Kent Police".to_owned(),
            area: "E07000110".parse().ok(),
            area_name: "Maidstone".to_owned(),
            class: partnership::terms::offence::OffenceClass::Burglary,
            count: u64::from(*count),
        };
        let wanted: Vec<_> = (1..).zip(&numbers).map(count).collect();
        let line = |one: &CrimeCount| {
            format!("{},Kent Police,E07000110,Maidstone,{},{}", one.month, one.class, one.count)
        };
        let lines: Vec<_> = wanted.iter().map(line).collect();
        let (counts, report) = read(super::read, &format!("{HEADER}\n{}", lines.join("\n")));
        prop_assert_eq!(report.refused, 0);
        prop_assert_eq!(counts, wanted);
    }
}
