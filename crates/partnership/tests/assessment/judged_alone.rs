//! Months and places judged by themselves: a sentence beside what is drawn, kept as a finding, and named as a draft names it.

use partnership::assessment::answering::answer;
use partnership::assessment::one_judged::OneJudged;
use partnership::assessment::one_judged::one_judged;
use partnership::assessment::one_judged::references;
use partnership::evidence::enquiry::judging::Judging;
use partnership::evidence::enquiry::judging::Method;
use partnership::evidence::finding::Asked;
use partnership::evidence::finding::Finding;
use partnership::evidence::finding::Now;
use partnership::evidence::held::Held;
use partnership::terms::offence::OffenceClass;

use crate::held;
use crate::hot_spots::supplied;
use crate::material;
use crate::months_judged::held_from;

const MONTHS: [&str; 3] = ["2014-07", "2014-08", "2014-09"];

fn judging(method: Method, offence: &str, period: &str) -> Judging {
    let name = method.name();
    format!("area=E07000110&offence={offence}&period={period}&kind={name}").parse().unwrap()
}

fn judged(held: &Held, judging: Judging) -> Result<OneJudged, String> {
    let supplied = supplied(&MONTHS, 20);
    one_judged(judging, &material(held, &supplied)).map_err(|why| why.wanted)
}

fn finding(judging: Judging, of: &OneJudged) -> Finding {
    Finding {
        id: "kept".parse().unwrap(),
        name: "Kept".to_owned(),
        note: String::new(),
        enquiry: Asked::Judging(judging),
        stood: of.stood("2014-10-14".parse().unwrap()),
    }
}

#[test]
fn each_method_says_in_a_sentence_of_its_own_what_its_picture_shows() {
    let six_years = held_from("2008-10");
    for (method, begins) in [
        (Method::UsualRange, "Drugs in Maidstone rose out of its usual range in September 2014; "),
        (
            Method::Expected,
            "Drugs in Maidstone was above what earlier years lead one to expect in ",
        ),
        (Method::Forecast, "Drugs in Maidstone: If things go on as they have, about "),
        (Method::Seasonal, "Drugs in Maidstone was 77 in September 2014, and "),
    ] {
        let found = judged(&six_years, judging(method, "drugs", "2014-Q2")).unwrap();
        assert!(found.says.starts_with(begins) && found.says.ends_with('.'), "{}", found.says);
        assert!(found.cautions.iter().any(|one| one.contains("recording changed in")));
        assert!(!found.sources.is_empty() && !found.shown.traced.is_empty());
    }
    let example = held::example();
    let found = judged(&example, judging(Method::RepeatPlaces, "burglary", "2014-Q2")).unwrap();
    let begins = "Burglary in Maidstone, July to September 2014: ";
    assert!(
        found.says.starts_with(begins) && found.says.contains("street points"),
        "{}",
        found.says
    );
    let found = judged(&example, judging(Method::Concentration, "burglary", "2014-Q1")).unwrap();
    assert!(found.says.contains("April to June 2014: half of the "), "{}", found.says);
}

#[test]
fn hot_spots_say_how_many_squares_stand_out_and_what_to_bear_in_mind() {
    let found = judged(&held::example(), judging(Method::HotSpots, "burglary", "2014-Q2")).unwrap();
    let begins = "Burglary in Maidstone, July to September 2014: ";
    assert!(found.says.starts_with(begins), "{}", found.says);
    assert!(found.says.contains("as hot spots; ") || found.says.contains("as a hot spot; "));
    assert!(found.shown.caption.ends_with("hot spots"), "{}", found.shown.caption);
}

#[test]
fn a_funnel_says_where_the_districts_own_row_lies() {
    let found = judged(&held::example(), judging(Method::Funnel, "all-crime", "2014-Q1")).unwrap();
    let begins = "All recorded crime in Maidstone, April to June 2014, per 1,000 residents, lay ";
    assert!(found.says.starts_with(begins), "{}", found.says);
    assert!(found.says.ends_with(" limits of its group’s funnel."), "{}", found.says);
}

#[test]
fn a_draft_has_the_same_under_the_references_that_are_given() {
    let (held, supplied) = (held_from("2008-10"), supplied(&MONTHS, 20));
    let material = material(&held, &supplied);
    for method in Method::ALL {
        let asked = judging(method, "drugs", "2014-Q2");
        let told = references(asked);
        for reference in &told {
            let typed = reference.to_string();
            assert_eq!(
                typed.parse::<partnership::assessment::reference::Reference>().unwrap(),
                *reference
            );
        }
        let is_alone = matches!(method, Method::Funnel | Method::HotSpots);
        assert_eq!(told.len(), if is_alone { 1 } else { 2 });
        if is_alone {
            continue;
        }
        let Ok(found) = one_judged(asked, &material) else { continue };
        let said = answer(told.last().unwrap(), &material).unwrap().says;
        assert!(found.says.contains(said.trim_end_matches('.')), "{said}: {}", found.says);
    }
}

#[test]
fn what_is_judged_is_kept_as_it_stood_and_says_what_it_would_now_say() {
    let mut held = held_from("2012-10");
    let asked = judging(Method::UsualRange, "drugs", "2014-Q2");
    let kept = finding(asked, &judged(&held, asked).unwrap());
    let json = serde_json::to_string(&kept).unwrap();
    assert!(json.contains("&kind=usual-range\""), "{json}");
    assert_eq!(serde_json::from_str::<Finding>(&json).unwrap(), kept);
    let now = |held: &Held| {
        kept.now(&judged(held, asked).map(|now| now.stood("2014-12-04".parse().unwrap())))
    };
    assert_eq!(now(&held), Now::Holds);
    let month = "2013-05".parse().unwrap();
    held.counts.note(held::maidstone(), "Kent Police", month, OffenceClass::Drugs, 300);
    assert!(matches!(now(&held), Now::Says(_)), "a month on which the limits rest has changed");
    let few = now(&held::example());
    assert!(matches!(&few, Now::NoAnswer(why) if why.contains("at least 12 months")), "{few:?}");
}
