//! What `by_ward` promises, as tests.

use super::*;

use crate::evidence::rows::AreaLink;
use crate::evidence::rows::Deprivation;
use crate::evidence::rows::Households;
use crate::evidence::rows::LinkMeaning;
use crate::terms::force::Force;
use crate::terms::offence::OffenceClass;

fn area(text: &str) -> AreaCode {
    text.parse().unwrap()
}

fn subject() -> Subject {
    Subject {
        area: area("E07000110"),
        force: Force::named("Kent Police").unwrap(),
        period: "2021-06".parse().unwrap(),
    }
}

fn fit(lsoa: &str, ward: &str, name: &str, year: i16) -> AreaLink {
    AreaLink {
        from: area(lsoa),
        from_name: String::new(),
        to: area(ward),
        to_name: name.to_owned(),
        meaning: LinkMeaning::BestFit,
        year,
    }
}

/// Three neighbourhoods, two in one ward, with two lookups, of which the later lacks the third.
fn holding() -> (Held, SmallAreas) {
    let (mut held, mut small) = (Held::default(), SmallAreas::default());
    for (lsoa, count, rank) in
        [("E01000001", 5, 6_568), ("E01000002", 7, 6_569), ("E01000003", 9, 1)]
    {
        let month = "2021-06".parse().unwrap();
        held.counts.note(area(lsoa), "Kent Police", month, OffenceClass::Burglary, count);
        small.residents.rows.push(Households {
            lsoa: area(lsoa),
            name: String::new(),
            district: (area("E07000110"), "Maidstone".to_owned()),
            year: 2011,
            residents: 1_000,
            households: 400,
            hectares: 50.0,
        });
        small.deprivation.rows.push(Deprivation {
            lsoa: area(lsoa),
            edition: 2019,
            rank,
            ranked: 32_844,
        });
    }
    small.wards.rows = vec![
        fit("E01000001", "E05000001", "", 2017),
        fit("E01000002", "E05000001", "", 2017),
        fit("E01000003", "E05000002", "", 2017),
        fit("E01000001", "E05000009", "New", 2024),
        fit("E01000002", "E05000009", "New", 2024),
    ];
    (held, small)
}

#[test]
fn the_lookup_that_loses_fewest_crimes_is_taken_before_the_nearer_one() {
    let (held, mut small) = holding();
    let found = wards(&held, &small, subject()).unwrap();
    assert_eq!((found.year, found.wards.len(), found.without_ward), (2017, 2, 0));
    small.wards.rows.push(fit("E01000003", "E05000009", "New", 2024));
    let found = wards(&held, &small, subject()).unwrap();
    assert_eq!((found.year, found.wards.len()), (2024, 1));
    assert_eq!(found.wards[0].name, "New");
}

#[test]
fn a_ward_adds_up_its_neighbourhoods_and_is_called_by_its_code_where_no_name_is_held() {
    let (held, small) = holding();
    let found = wards(&held, &small, subject()).unwrap();
    let first = &found.wards[0];
    assert_eq!((first.name.as_str(), first.residents), ("E05000001", Some(2_000)));
    // Rank 6,568 is the last of the second decile.
    assert_eq!(first.in_most_deprived_fifth, Some(1_000));
    let counts = first.counted(&held, subject(), Line::AllCrime);
    assert_eq!(counts.iter().map(|one| one.count).sum::<u64>(), 12);
}

#[test]
fn a_ward_of_which_one_neighbourhoods_residents_are_not_held_has_none() {
    let (held, mut small) = holding();
    small.residents.rows.remove(0);
    let found = wards(&held, &small, subject()).unwrap();
    assert_eq!((found.wards[0].residents, found.wards[1].residents), (None, Some(1_000)));
    assert_eq!(found.wards[0].in_most_deprived_fifth, None);
}

#[test]
fn neighbourhoods_that_fit_no_ward_are_told_and_without_a_lookup_its_import_is() {
    let (held, mut small) = holding();
    small.wards.rows.retain(|link| link.year == 2024);
    let found = wards(&held, &small, subject()).unwrap();
    assert!(found.notes()[1].starts_with("One neighbourhood is in no ward"), "{:?}", found.notes());
    small.wards.rows.clear();
    let refused = wards(&held, &small, subject()).unwrap_err().to_string();
    assert!(refused.contains("saferplan import lookups"), "{refused}");
}
