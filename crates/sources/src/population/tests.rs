//! What `population` promises, as tests.

use proptest::prelude::*;

use crate::report::Trap;
use crate::testing::accounts_for_all;
use crate::testing::any_rows;
use crate::testing::read;
use crate::testing::refusals;

const HEADER: &str = "code,name,geography,area_sqkm,year,population";
const TIDY: &str = "area_code,area_name,year,residents";

#[test]
fn both_layouts_give_the_same_residents() {
    let published = format!("{HEADER}\nE07000110,Maidstone,District,393.0,2013,159230\n");
    let tidy = format!("{TIDY}\nE07000110,Maidstone,2013,\"159,230\"\n");
    assert_eq!(read(super::read, &published).0, read(super::read, &tidy).0);
}

#[test]
fn an_area_and_year_given_again_is_noted_when_alike_and_refused_when_not() {
    let row = "E07000110,Maidstone,2013,159230\n";
    let (residents, report) = read(super::read, &format!("{TIDY}\n{row}{row}"));
    assert_eq!((residents.len(), report.kept), (1, 2));
    assert_eq!(report.traps[&Trap::RepeatedArea].first_line, 3);
    let other = "E07000110,Maidstone,2013,159231\n";
    let refused = refusals(super::read, &format!("{TIDY}\n{row}{other}{other}"));
    assert_eq!(refused.len(), 2);
    assert!(refused[0].contains("expected the number given before"));
}

#[test]
fn names_in_windows_1252_are_read_and_noted() {
    let mut bytes = format!("{TIDY}\nW06000002,Gwynedd ").into_bytes();
    bytes.extend(b"\xE9,2013,121900\n");
    let (residents, report) = super::read("any.csv", &mut &*bytes).unwrap();
    assert_eq!(residents[0].name, "Gwynedd é");
    assert!(report.traps.contains_key(&Trap::Windows1252));
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
    fn written_residents_are_read_again(residents in any::<u32>(), year in 1981_i16..2050) {
        let (all, _) = read(super::read, &format!("{TIDY}\nE07000110,Maidstone,{year},{residents}\n"));
        prop_assert_eq!((all[0].year, all[0].residents), (year, u64::from(residents)));
    }
}
