//! What `published` promises, as tests.

use proptest::prelude::*;

use crate::testing::accounts_for_all;
use crate::testing::any_rows;
use crate::testing::read;
use crate::testing::refusals;

const HEADER: &str = "area_code,area_name,period,counted,count,published_in";

#[test]
fn a_period_is_one_of_ours() {
    let row = "E07000110,Maidstone,April to June,All recorded crime,2357,Briefing";
    let refused = refusals(super::read, &format!("{HEADER}\n{row}\n"));
    assert_eq!(
        refused,
        [
            "line 2: period is `April to June`; expected a period, such as 2014-Q1 for April to June 2014"
        ]
    );
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
    fn a_written_figure_is_read_again(count in any::<u32>(), quarter in 1_u8..=4) {
        let row = format!("E07000110,Maidstone,2014-Q{quarter},\"Crime, all\",{count},Briefing");
        let (figures, report) = read(super::read, &format!("{HEADER}\n{row}\n"));
        prop_assert_eq!((report.refused, figures.len()), (0, 1));
        prop_assert_eq!(figures[0].count, u64::from(count));
        prop_assert_eq!(&figures[0].counted, "Crime, all");
        prop_assert_eq!(figures[0].period.to_string(), format!("2014-Q{quarter}"));
    }
}
