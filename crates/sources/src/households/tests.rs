//! What `households` promises, as tests.

use proptest::prelude::*;

use crate::testing::accounts_for_all;
use crate::testing::any_rows;
use crate::testing::read;
use crate::testing::refusals;

const HEADER: &str = "Region code,Region name,Local authority code,Local authority name,MSOA Code,\
                      MSOA Name,LSOA Code,LSOA Name,,Persons,Persons,Persons,Hectares,Persons per \
                      hectare,Households,Persons per household";
const TIDY: &str =
    "lsoa_code,lsoa_name,district_code,district_name,year,residents,households,hectares";

#[test]
fn the_first_of_three_columns_of_persons_is_all_persons() {
    let row = "E12000001,NORTH EAST,E06000047,County Durham UA,E02004297,County Durham 001,E01020634,\
               County Durham 001A,,\"1,563\",\"1,517\",46,650,2.4,666,2.3";
    let (all, report) = read(super::read, &format!("{HEADER}\n{row}\n"));
    assert_eq!(report.refused, 0);
    let one = &all[0];
    assert_eq!((one.residents, one.households, one.hectares, one.year), (1_563, 666, 650.0, 2011));
    assert_eq!(one.district.1, "County Durham UA");
}

#[test]
fn an_lsoa_given_twice_for_one_year_is_refused() {
    let row = "E01024356,Maidstone 001A,E07000110,Maidstone,2021,1500,600,40.5\n";
    let refused =
        refusals(super::read, &format!("{TIDY}\n{row}{row}{}", row.replace("2021", "2011")));
    assert_eq!(refused, ["line 3: lsoa code is `E01024356`; expected each LSOA only once a year"]);
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
    fn written_households_are_read_again(residents in any::<u32>(), hectares in 0.0_f64..1e6) {
        let row = format!("E01024356,N,E07000110,Maidstone,2021,{residents},600,{hectares}");
        let (all, _) = read(super::read, &format!("{TIDY}\n{row}\n"));
        prop_assert_eq!((all[0].residents, all[0].hectares), (u64::from(residents), hectares));
    }
}
