//! What `severity` promises, as tests.

use partnership::terms::offence::OffenceClass;
use proptest::prelude::*;

use crate::report::Trap;
use crate::testing::accounts_for_all;
use crate::testing::any_rows;
use crate::testing::read;

const HEADER: &str = "ONS_COUNTS_category,ONS_COUNTS_description,ONS_SEVERITY_code,ONS_COUNTS_code,\
                      ONS_SEVERITY_category,ONS_SEVERITY_offence,ONS_SEVERITY_weight,\
                      POLICE_UK_CAT_MAP_code,POLICE_UK_CAT_MAP_sub_class,POLICE_UK_CAT_MAP_offence,\
                      POLICE_UK_CAT_MAP_category";

#[test]
fn the_join_gives_the_street_level_type() {
    let row = "criminal damage and arson,Arson endangering life,56A,56A,c,Arson endangering life,\
               826.1900614,56/1,Arson,Arson endangering life,Criminal Damage and Arson";
    let (all, _) = read(super::read, &format!("{HEADER}\n{row}\n"));
    assert_eq!((all[0].offence_code.as_str(), all[0].weight), ("56A", 826.190_061_4));
    assert_eq!(all[0].class, Some(OffenceClass::CriminalDamageAndArson));
}

#[test]
fn the_weights_alone_give_no_type_and_a_code_met_twice_is_noted() {
    let text = "category_counts,description,code_severity,code_original,category_severity,offence,\
                weight\nv,Homicide,1,4.1,x,Homicide,7973.39\nv,Other,1,4.1,x,Homicide,7973.39\n";
    let (all, report) = read(super::read, text);
    assert_eq!((all.len(), all[0].class), (2, None));
    assert_eq!(report.traps[&Trap::RepeatedCode].first_line, 3);
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
    fn a_written_weight_is_read_again(weight in 0.0_f64..1e5) {
        let text = format!("offence_code,offence,weight,crime_type\n8N,Assault,{weight},Robbery\n");
        let (all, _) = read(super::read, &text);
        prop_assert_eq!((all[0].weight, all[0].class), (weight, Some(OffenceClass::Robbery)));
    }
}
