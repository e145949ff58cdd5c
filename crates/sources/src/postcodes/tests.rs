//! What `postcodes` promises, as tests.

use proptest::prelude::*;

use crate::report::Trap;
use crate::testing::accounts_for_all;
use crate::testing::any_rows;
use crate::testing::read;

const HEADER: &str = "pcd,pcd2,pcds,dointr,doterm,usertype,oa11,cty,laua,ward,ctry,lsoa11";

#[test]
fn a_postcode_gets_its_ward_and_its_lsoa() {
    let text = format!(
        "{HEADER}\n\"ME156JQ\",\"ME15 6JQ\",\"ME15 6JQ\",\"199001\",\"\",0,E00124001,E10000016,E07000110,E05004994,\
         E92000001,E01024356\n"
    );
    let (all, report) = read(super::read, &text);
    assert_eq!((all[0].postcode.as_str(), report.kept), ("ME156JQ", 1));
    assert_eq!(all[0].ward, "E05004994".parse().ok());
    assert_eq!(all[0].lsoa, "E01024356".parse().ok());
}

#[test]
fn the_columns_of_later_lists_are_known_too() {
    let (all, _) = read(super::read, "PCDS,LSOA21CD,WD24CD\nME15 6JQ,E01024356,E05004994\n");
    assert_eq!(all[0].ward, "E05004994".parse().ok());
    let (all, _) = read(super::read, "Postcode,LSOA code\nme15 6jq,E01024356\n");
    assert_eq!((all[0].postcode.as_str(), all[0].ward), ("ME156JQ", None));
}

#[test]
fn what_lies_elsewhere_is_kept_without_an_area_and_counted() {
    let text =
        "pcds,lsoa11,ward\nAB1 0AA,S01006514,S13002843\nJE2 3XP,L99999999,L99999999\nBT1 1AA,,\n";
    let (all, report) = read(super::read, text);
    assert!(all.iter().all(|one| one.ward.is_none() && one.lsoa.is_none()), "{all:?}");
    assert_eq!(report.traps[&Trap::NoLsoa].times, 3);
}

#[test]
fn a_row_that_is_wrong_is_refused_with_its_line() {
    let text = "pcds,lsoa11,ward\nnowhere,E01024356,E05004994\nME15 6JQ,E05004994,E05004994\nME15 6JR,x,\n";
    let (all, report) = read(super::read, text);
    assert_eq!((all.len(), report.refused), (0, 3));
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
}
