//! What `lookups` promises, as tests.

use proptest::prelude::*;

use super::AreaLink;
use super::LinkMeaning;
use crate::report::Trap;
use crate::testing::accounts_for_all;
use crate::testing::any_rows;
use crate::testing::read;
use crate::testing::refusals;

const HEADER: &str = "ltla24_code,ltla24_name,csp24_code,csp24_name,pfa24_code,pfa24_name";
const TIDY: &str = "from_code,from_name,to_code,to_name,meaning,year";

fn said(links: &[AreaLink]) -> Vec<String> {
    let say =
        |link: &AreaLink| format!("{} {:?} {} {}", link.from, link.meaning, link.to, link.year);
    links.iter().map(say).collect()
}

fn links_of(text: &str) -> Vec<String> {
    let (links, report) = read(super::read, text);
    assert_eq!(report.refused, 0);
    said(&links)
}

#[test]
fn a_district_lies_in_its_partnership_and_both_in_the_force_area() {
    let links = links_of(&format!(
        "{HEADER}\nE07000107,Dartford,E22000139,Dartford and Gravesham,E23000032,Kent\n\
         E07000109,Gravesham,E22000139,Dartford and Gravesham,E23000032,Kent\n"
    ));
    assert_eq!(
        links,
        [
            "E07000107 Within E22000139 2024",
            "E07000107 Within E23000032 2024",
            "E07000109 Within E22000139 2024",
            "E07000109 Within E23000032 2024",
            "E22000139 Within E23000032 2024",
        ]
    );
}

#[test]
fn an_lsoa_is_best_fitted_to_a_ward_and_lies_in_a_district() {
    let links = links_of(
        "lsoa21_name,lsoa21_code,ward24_name,ward24_code,ltla24_name,ltla24_code\n\
         Maidstone 001A,E01024356,Boxley,E05004985,Maidstone,E07000110\n",
    );
    assert_eq!(
        links,
        [
            "E01024356 BestFit E05004985 2024",
            "E01024356 Within E07000110 2024",
            "E05004985 Within E07000110 2024",
        ]
    );
}

#[test]
fn an_lsoa_became_one_or_several_of_the_next_census() {
    let links = links_of(
        "LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHGIND,LAD22CD,LAD22NM,LAD22NMW,ObjectId\r\n\
         E01024356,A,E01024356,A,U,E07000110,Maidstone,,1\r\n\
         E01024357,B,E01035001,B,S,E07000110,Maidstone,,2\r\n\
         E01024357,B,E01035002,C,S,E07000110,Maidstone,,3\r\n",
    );
    let became: Vec<_> = links.iter().filter(|link| link.contains("Became")).collect();
    assert_eq!(
        became,
        [
            "E01024356 Became E01024356 2021",
            "E01024357 Became E01035001 2021",
            "E01024357 Became E01035002 2021",
        ]
    );
    assert!(links.contains(&"E01024357 Within E07000110 2022".to_owned()));
}

#[test]
fn a_district_became_another_in_the_year_its_code_changed() {
    let links = links_of(
        "ltla18_code,ltla18_name,ltla19_code,ltla19_name,ltla20_code,ltla20_name\n\
         E07000053,Weymouth,E06000059,Dorset,E06000059,Dorset\n\
         E07000110,Maidstone,E07000110,Maidstone,E07000110,Maidstone\n",
    );
    assert_eq!(links, ["E07000053 Became E06000059 2019"]);
}

#[test]
fn a_force_given_by_name_only_is_found_and_its_lack_is_noted() {
    let (links, report) = read(
        super::read,
        "Region code,Local authority code,Local authority name,LSOA Code,LSOA Name,Police_force\n\
         E12000008,E07000110,Maidstone,E01024356,Maidstone 001A,Kent\n\
         E12000001,E06000048,Northumberland UA,E01027376,Northumberland 001A,\n\
         E12000008,E07000110,Maidstone,E01024357,Maidstone 001B,Ruritania\n",
    );
    assert_eq!(
        said(&links),
        [
            "E01024356 Within E07000110 2011",
            "E01027376 Within E06000048 2011",
            "E07000110 Within E23000032 2011",
        ]
    );
    assert_eq!(report.traps[&Trap::HalfLink].first_line, 3);
    assert!(report.refusals[0].to_string().contains("police force is `Ruritania`"));
}

#[test]
fn an_area_in_two_of_one_kind_is_noted() {
    let (links, report) = read(
        super::read,
        &format!(
            "{HEADER}\nE06000060,Bucks,E22000001,A,E23000029,Thames Valley\n\
             E06000060,Bucks,E22000002,B,E23000029,Thames Valley\n"
        ),
    );
    assert_eq!(links.len(), 5);
    assert_eq!(report.traps[&Trap::TwoParents].first_line, 3);
}

#[test]
fn a_code_of_another_kind_than_its_column_is_refused() {
    let refused =
        refusals(super::read, &format!("{HEADER}\nE05004985,Boxley,E22000142,M,E23000032,Kent\n"));
    assert!(refused[0].contains("district is `E05004985`"), "{refused:?}");
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
    fn any_typed_rows_are_kept_or_refused(text in any_rows(TIDY)) {
        accounts_for_all(super::read, &text)?;
    }

    #[test]
    fn written_links_are_read_again(places in prop::collection::btree_set(1_u32..999_999, 1..9)) {
        let link = |place: &u32| AreaLink {
            from: format!("E01{place:06}").parse().unwrap(),
            from_name: "a, b".to_owned(),
            to: "E05004985".parse().unwrap(),
            to_name: "Boxley".to_owned(),
            meaning: LinkMeaning::BestFit,
            year: 2013,
        };
        let wanted: Vec<_> = places.iter().map(link).collect();
        let line = |one: &AreaLink| format!("{},\"a, b\",{},Boxley,best-fit,2013", one.from, one.to);
        let lines: Vec<_> = wanted.iter().map(line).collect();
        let (links, _) = read(super::read, &format!("{TIDY}\n{}", lines.join("\n")));
        prop_assert_eq!(links, wanted);
    }
}
