//! What `by_deprivation` promises, as tests.

use super::*;

use crate::evidence::rows::Households;
use crate::terms::force::Force;
use crate::terms::offence::OffenceClass;

fn lsoa(number: u32) -> AreaCode {
    format!("E01{number:06}").parse().unwrap()
}

fn subject() -> Subject {
    Subject {
        area: "E07000110".parse().unwrap(),
        force: Force::named("Kent Police").unwrap(),
        period: "2014-06".parse().unwrap(),
    }
}

/// Neighbourhoods of 1,000 residents, the first the most deprived, with these counts of burglary.
fn holding(counts: &[u64]) -> (Held, SmallAreas) {
    let (mut held, mut small) = (Held::default(), SmallAreas::default());
    for (number, count) in (1..).zip(counts) {
        let month = "2014-06".parse().unwrap();
        held.counts.note(lsoa(number), "Kent Police", month, OffenceClass::Burglary, *count);
        small.residents.rows.push(Households {
            lsoa: lsoa(number),
            name: String::new(),
            district: (subject().area, "Maidstone".to_owned()),
            year: 2011,
            residents: 1_000,
            households: 400,
            hectares: 50.0,
        });
        for edition in [2015, 2019] {
            let rank = if edition == 2015 { number * 300 } else { 32_844 - number * 300 };
            let lsoa = lsoa(number);
            small.deprivation.rows.push(Deprivation { lsoa, edition, rank, ranked: 32_844 });
        }
    }
    (held, small)
}

fn told(counts: &[u64]) -> Result<ByDeprivation, NoInequality> {
    let (held, small) = holding(counts);
    by_deprivation(&held, &small, subject(), Line::AllCrime)
}

#[test]
fn the_edition_and_the_census_nearest_to_the_period_are_taken() {
    let found = told(&[50; 40]).unwrap();
    assert_eq!((found.edition, found.census), (2015, 2011));
    assert_eq!(found.members[0][0].deprivation.lsoa, lsoa(1));
}

#[test]
fn forty_neighbourhoods_make_tenths_and_a_tenth_with_few_crimes_makes_fifths() {
    let found = told(&[50; 40]).unwrap();
    assert_eq!((found.groups, found.members.len()), (Groups::Tenths, 10));
    let mut few = [50; 40];
    few[36..].fill(1);
    assert_eq!(told(&few).unwrap().groups, Groups::Fifths);
    assert_eq!(told(&[50; 39]).unwrap().groups, Groups::Fifths);
    let refused = told(&[50; 19]).unwrap_err().to_string();
    assert!(refused.contains("19 small areas are too few for 5 groups"), "{refused}");
}

#[test]
fn words_say_higher_or_lower_only_where_both_limits_do() {
    let falling: Vec<u64> = (0..40).map(|at| 100 - at).collect();
    let words = told(&falling).unwrap().in_words();
    // 39 of 40 steps of one crime per thousand lie between the two middles; the line is straight.
    assert!(
        words.starts_with("was higher the more deprived the neighbourhood, by 40.0 more"),
        "{words}"
    );
    let rising: Vec<u64> = falling.into_iter().rev().collect();
    assert!(told(&rising).unwrap().in_words().starts_with("was lower"));
    let wavering: Vec<u64> = (0..40).map(|at| 50 + at % 2).collect();
    assert!(told(&wavering).unwrap().in_words().starts_with("neither rose nor fell"));
}

#[test]
fn a_neighbourhood_that_the_index_lacks_is_left_out_and_told() {
    let (mut held, small) = holding(&[50; 40]);
    let month = "2014-06".parse().unwrap();
    held.counts.note(lsoa(99), "Kent Police", month, OffenceClass::Burglary, 7);
    let found = by_deprivation(&held, &small, subject(), Line::AllCrime).unwrap();
    assert_eq!(found.left_out, 1);
    assert!(found.notes()[2].starts_with("One neighbourhood is left out"), "{:?}", found.notes());
}

#[test]
fn a_neighbourhood_that_was_split_since_is_left_out_and_not_counted_as_without_crime() {
    let (_, small) = holding(&[50; 40]);
    let mut held = Held::default();
    let month = "2014-06".parse().unwrap();
    for number in (2..=40).chain([98, 99]) {
        held.counts.note(lsoa(number), "Kent Police", month, OffenceClass::Burglary, 50);
    }
    let found = by_deprivation(&held, &small, subject(), Line::AllCrime).unwrap();
    let members: Vec<&Ranked> = found.members.iter().flatten().collect();
    assert!(members.iter().all(|one| one.count == 50 && one.deprivation.lsoa != lsoa(1)));
    assert_eq!((members.len(), found.left_out), (39, 3));
}

#[test]
fn what_is_not_held_is_named_with_the_import_that_brings_it() {
    let (held, mut small) = holding(&[50; 40]);
    small.residents.rows.clear();
    let refused = by_deprivation(&held, &small, subject(), Line::AllCrime).unwrap_err();
    assert!(refused.to_string().contains("saferplan import households"));
    small.deprivation.rows.clear();
    let refused = by_deprivation(&held, &small, subject(), Line::AllCrime).unwrap_err();
    assert!(refused.to_string().contains("saferplan import imd"));
}
