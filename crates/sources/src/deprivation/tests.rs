//! What `deprivation` promises, as tests.

use proptest::prelude::*;

use crate::testing::accounts_for_all;
use crate::testing::any_rows;
use crate::testing::read;
use crate::testing::refusals;

const OF_2015: &str = "lsoa11_code,lsoa11_name,lad13_code,lad13_name,IMD_score,IMD_rank,IMD_decile";
const OF_2019: &str = "lsoa11_code,IMD_decile,Income_decile,Employment_decile,Education_decile,Health_decile,\
                       Crime_decile,Housing_and_Access_decile,Environment_decile,IMD_rank,Income_rank,Employment_rank,\
                       Education_rank,Health_rank,Crime_rank,Housing_and_Access_rank,Environment_rank";
const TIDY: &str = "lsoa_code,edition,rank,ranked,decile";

#[test]
fn the_edition_of_2015_names_districts_and_is_no_lookup() {
    let text = format!("{OF_2015}\nE01031350,Adur 001B,E07000223,Adur,28.619,8864,3\n");
    let (all, report) = read(super::read, &text);
    assert_eq!((report.refused, report.layout), (0, super::EDITION_2015.name));
    assert_eq!((all[0].edition, all[0].rank, all[0].decile()), (2015, 8_864, 3));
    let header: Vec<String> = OF_2015.split(',').map(crate::header::plain).collect();
    assert_eq!(crate::header::Layout::of(&header, None).unwrap().name, super::EDITION_2015.name);
}

#[test]
fn the_rank_of_the_whole_is_not_that_of_a_part() {
    let row = "E01000003,5,6,5,9,6,9,1,2,14915,18510,15103,26386,17600,29363,2157,4092";
    let (all, _) = read(super::read, &format!("{OF_2019}\n{row}\n"));
    assert_eq!((all[0].edition, all[0].rank, all[0].ranked), (2019, 14_915, 32_844));
}

#[test]
fn two_lsoas_may_share_a_rank() {
    let rows = "E01000003,2019,14915,32844,5\nE01000005,2019,14915,32844,5\n";
    assert_eq!(read(super::read, &format!("{TIDY}\n{rows}")).0.len(), 2);
}

#[test]
fn a_decile_that_the_rank_does_not_lie_in_is_refused_as_is_one_counted_the_other_way() {
    let rows =
        "E01000003,2019,3284,32844,1\nE01000005,2019,3285,32844,1\nE01000006,2019,1,32844,10\n";
    let refused = refusals(super::read, &format!("{TIDY}\n{rows}"));
    assert_eq!(
        refused,
        [
            "line 3: decile is `1`; expected the tenth that the rank lies in, 1 being the most deprived",
            "line 4: decile is `10`; expected the tenth that the rank lies in, 1 being the most deprived",
        ]
    );
}

#[test]
fn an_lsoa_of_wales_or_given_twice_or_out_of_range_is_refused() {
    let rows = "W01000003,2019,1,1909,1\nE01000003,2019,1,32844,1\nE01000003,2019,2,32844,1\n\
                E01000005,2019,32845,32844,10\nE01000005,2019,0,32844,1\n";
    let refused = refusals(super::read, &format!("{TIDY}\n{rows}"));
    assert_eq!(refused.len(), 4);
    assert!(refused[0].contains("an LSOA of England"), "{refused:?}");
    assert!(refused[1].contains("only once in an edition"), "{refused:?}");
    assert!(refused[2].contains("rank is `32845`") && refused[3].contains("rank is `0`"));
}

proptest! {
    #[test]
    fn every_row_is_kept_or_refused(text in any_rows(OF_2015)) {
        accounts_for_all(super::read, &text)?;
    }

    #[test]
    fn every_typed_row_is_kept_or_refused(text in any_rows(TIDY)) {
        accounts_for_all(super::read, &text)?;
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for header in [OF_2015, OF_2019, TIDY] {
            let _ = super::read("any.csv", &mut &*[header.as_bytes(), b"\n", &*bytes].concat());
        }
    }

    #[test]
    fn written_ranks_are_read_again(rank in 1_u32..=32_844) {
        let decile = (u64::from(rank) * 10).div_ceil(32_844);
        let row = format!("E01024356,2019,{rank},\"32,844\",{decile}");
        let (all, report) = read(super::read, &format!("{TIDY}\n{row}\n"));
        prop_assert_eq!((report.refused, all[0].rank, u64::from(all[0].decile())), (0, rank, decile));
    }
}
