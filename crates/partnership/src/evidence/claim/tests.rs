//! The claims of October 2014 and what may be said of them.

use super::*;
use crate::evidence::geography::Geography;
use crate::evidence::rows::AreaLink;
use crate::evidence::rows::LinkMeaning;
use crate::evidence::rows::PublishedFigure;
use crate::terms::extract::ExtractId;
use crate::terms::month::Month;

fn maidstone() -> AreaCode {
    "E07000110".parse().unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

/// The published figures of the Quarter 1 Crime Briefing of 14 October 2014 (Appendix 2), and the
/// 11 robberies of the street-level data for April to June 2014.
fn october_2014() -> Held {
    let geography = Geography::of(&[AreaLink {
        from: maidstone(),
        from_name: "Maidstone".to_owned(),
        to: "E23000032".parse().unwrap(),
        to_name: "Kent".to_owned(),
        meaning: LinkMeaning::Within,
        year: 2024,
    }]);
    let mut held = Held { geography, ..Held::default() };
    let months: [(&str, u64); 3] = [("2014-04", 1), ("2014-05", 6), ("2014-06", 4)];
    for (month, count) in months {
        let month: Month = month.parse().unwrap();
        held.coverage.note("Kent Police", month, ExtractId::of([1; 32]));
        held.counts.note(maidstone(), "Kent Police", month, OffenceClass::Robbery, count);
    }
    let published = [
        ("All recorded crime", "2013-Q1", 2_172),
        ("All recorded crime", "2014-Q1", 2_357),
        ("Sexual offences", "2013-Q1", 32),
        ("Sexual offences", "2014-Q1", 57),
    ];
    held.published.rows = published
        .map(|(counted, at, count)| PublishedFigure {
            area: maidstone(),
            area_name: "Maidstone".to_owned(),
            period: period(at),
            counted: counted.to_owned(),
            count,
            published_in: "Quarter 1 Crime Briefing, 14 October 2014".to_owned(),
        })
        .to_vec();
    held
}

fn claim(asserts: Assertion) -> Claim {
    Claim {
        says: "said".to_owned(),
        area: maidstone(),
        period: period("2014-Q1"),
        against: Some(period("2013-Q1")),
        asserts,
    }
}

fn total_rose_by(percent: f64) -> Checked {
    let counted = "All recorded crime".to_owned();
    check(&october_2014(), &claim(Assertion::Change { counted, percent }))
}

#[test]
fn the_published_rise_of_8_5_per_cent_is_borne_out() {
    let checked = total_rose_by(8.5);
    assert_eq!(checked.verdict, Verdict::BorneOut);
    assert!(checked.findings[0].because.contains("2,172"), "{}", checked.findings[0].because);
}

#[test]
fn a_rise_of_9_5_per_cent_would_not_be() {
    assert_eq!(total_rose_by(9.5).verdict, Verdict::NotBorneOut);
}

#[test]
fn eleven_robberies_drove_nothing() {
    let categories = ["Violence against the person", "Sexual offences", "Robbery"];
    let categories = categories.map(str::to_owned).to_vec();
    let checked = check(&october_2014(), &claim(Assertion::Drivers { categories }));
    let verdicts: Vec<Verdict> = checked.findings.iter().map(|one| one.verdict).collect();
    assert_eq!(verdicts, [Verdict::CannotBeTold, Verdict::BorneOut, Verdict::NotBorneOut]);
    assert!(checked.findings[2].because.starts_with("11 offences in the period; even from none"));
    assert_eq!(checked.verdict, Verdict::NotBorneOut);
}

#[test]
fn a_group_that_is_not_open_settles_nothing() {
    let group = GroupNamed::MostSimilarGroup;
    let checked = check(&october_2014(), &claim(Assertion::MostlyInLine { group }));
    assert_eq!(checked.verdict, Verdict::CannotBeTold);
}

#[test]
fn what_is_not_held_cannot_be_told() {
    let mut claim =
        claim(Assertion::Change { counted: "All recorded crime".to_owned(), percent: 1.0 });
    claim.period = period("2019-Q1");
    claim.against = None;
    assert_eq!(check(&october_2014(), &claim).verdict, Verdict::CannotBeTold);
}
