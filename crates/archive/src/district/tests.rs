//! What the archive promises of districts.

use super::*;

fn link(from: &str, to: &str, meaning: LinkMeaning, year: i16) -> AreaLink {
    AreaLink {
        from: from.parse().unwrap(),
        from_name: String::new(),
        to: to.parse().unwrap(),
        to_name: format!("named {to}"),
        meaning,
        year,
    }
}

fn district_of(links: &[AreaLink], area: &str) -> Option<String> {
    let districts = PresentDistricts::of(links);
    districts.district(Some(area.parse().unwrap()), "").code.map(|code| code.to_string())
}

#[test]
fn an_lsoa_of_a_merged_district_lies_in_the_district_that_it_became() {
    let links = [
        link("E01026954", "E07000151", LinkMeaning::Within, 2017),
        link("E07000151", "E06000062", LinkMeaning::Became, 2021),
    ];
    assert_eq!(district_of(&links, "E01026954").as_deref(), Some("E06000062"));
    assert_eq!(district_of(&links, "E07000151").as_deref(), Some("E06000062"));
    let named = PresentDistricts::of(&links).district("E01026954".parse().ok(), "");
    assert_eq!(named.name, "named E06000062");
}

#[test]
fn the_link_of_the_latest_year_tells_the_district() {
    let links = [
        link("E01000001", "E07000002", LinkMeaning::Within, 2022),
        link("E01000001", "E07000001", LinkMeaning::Within, 2011),
    ];
    assert_eq!(district_of(&links, "E01000001").as_deref(), Some("E07000002"));
}

#[test]
fn a_former_lsoa_lies_where_the_one_lies_that_it_became() {
    let links = [
        link("E01000001", "E01033333", LinkMeaning::Became, 2021),
        link("E01033333", "E07000110", LinkMeaning::Within, 2022),
    ];
    assert_eq!(district_of(&links, "E01000001").as_deref(), Some("E07000110"));
}

#[test]
fn a_district_that_was_split_keeps_its_own_code() {
    let links = [
        link("E07000001", "E07000002", LinkMeaning::Became, 2019),
        link("E07000001", "E07000003", LinkMeaning::Became, 2019),
    ];
    assert_eq!(district_of(&links, "E07000001").as_deref(), Some("E07000001"));
}

#[test]
fn districts_that_become_one_another_in_a_ring_still_end() {
    let links = [
        link("E07000001", "E07000002", LinkMeaning::Became, 2019),
        link("E07000002", "E07000001", LinkMeaning::Became, 2020),
    ];
    assert_eq!(district_of(&links, "E07000001").as_deref(), Some("E07000002"));
}

#[test]
fn an_lsoa_without_links_is_known_by_the_district_in_its_name() {
    let unknown = PresentDistricts::default().district(None, "Maidstone 001A");
    assert_eq!(unknown, District { code: None, name: "Maidstone".to_owned() });
}
