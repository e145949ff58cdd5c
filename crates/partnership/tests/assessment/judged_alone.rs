//! Months and places judged by themselves: a sentence beside what is drawn, kept as a finding, and named as a draft names it.

use partnership::assessment::answer::Unanswered;
use partnership::assessment::answering::answer;
use partnership::assessment::one_judged::OneJudged;
use partnership::assessment::one_judged::one_judged;
use partnership::assessment::one_judged::references;
use partnership::assessment::reference::Reference;
use partnership::content::Block;
use partnership::evidence::enquiry::judging::Judging;
use partnership::evidence::enquiry::judging::Method;
use partnership::evidence::finding::Asked;
use partnership::evidence::finding::Finding;
use partnership::evidence::finding::Now;
use partnership::evidence::held::Held;
use partnership::terms::month::Month;
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

/// The same beside made-up burglaries in every month, so that drugs are a share of something.
fn beside_burglary(mut held: Held) -> Held {
    let (first, last): (Month, Month) = ("2008-10".parse().unwrap(), "2014-09".parse().unwrap());
    for (at, month) in (0_u64..).zip(first.up_to(last)) {
        let class = OffenceClass::Burglary;
        held.counts.note(held::maidstone(), "Kent Police", month, class, 400 + at * 13 % 40);
    }
    held
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
    let six_years = beside_burglary(held_from("2008-10"));
    for (method, begins) in [
        (Method::UsualRange, "Drugs in Maidstone rose out of its usual range in September 2014; "),
        (Method::UsualShare, "Drugs in Maidstone, as a share of all recorded crime, "),
        (
            Method::UsualRate,
            "Drugs in Maidstone, reckoned for 30 days, rose out of its usual range in September 2014; ",
        ),
        (
            Method::Expected,
            "Drugs in Maidstone was above what earlier years lead one to expect in ",
        ),
        (Method::Forecast, "Drugs in Maidstone: if things go on as they have, about "),
        (Method::Seasonal, "Drugs in Maidstone was 77 in September 2014, and "),
    ] {
        let found = judged(&six_years, judging(method, "drugs", "2014-Q2")).unwrap();
        assert!(found.says.starts_with(begins) && found.says.ends_with('.'), "{}", found.says);
        assert!(found.cautions.iter().any(|one| one.contains("recording changed in")));
        assert!(!found.sources.is_empty() && !found.shown.traced.is_empty());
        let said = found.says.trim_end_matches('.').chars().rev().take(40).collect::<Vec<_>>();
        let said: String = said.into_iter().rev().collect();
        let under_it = found.shown.blocks.iter().flat_map(|block| match block {
            Block::Table(table) => table.notes.concat(),
            _ => Vec::new(),
        });
        let again = under_it.filter(|note| note.words().contains(&said)).count();
        assert_eq!(again, 0, "told again under the table: {said}");
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
fn a_refusal_says_why_without_a_reference_which_only_writers_of_drafts_know() {
    let supplied = supplied(&MONTHS, 20);
    for method in Method::ALL {
        let asked = judging(method, "drugs", "2009-Q1");
        let why = one_judged(asked, &material(&held::example(), &supplied)).unwrap_err();
        assert!(!why.found.contains('{') && !why.found.trim().is_empty(), "{}", why.found);
    }
}

#[test]
fn hot_spots_say_how_many_squares_stand_out_and_what_to_bear_in_mind() {
    let found = judged(&held::example(), judging(Method::HotSpots, "burglary", "2014-Q2")).unwrap();
    let begins = "Burglary in Maidstone, July to September 2014: ";
    assert!(found.says.starts_with(begins), "{}", found.says);
    assert!(found.says.contains("as hot spots; ") || found.says.contains("as a hot spot; "));
    assert!(found.shown.caption.ends_with("hot spots"), "{}", found.shown.caption);
    let found = judged(&held::example(), judging(Method::Density, "burglary", "2014-Q2")).unwrap();
    assert!(found.says.starts_with(&format!("{begins}densest, at ")), "{}", found.says);
    assert!(found.says.contains("per square kilometre, in the square with its corner at "));
    let kept = finding(judging(Method::Density, "burglary", "2014-Q2"), &found);
    assert_eq!(kept.stood.says, [found.says]);
}

#[test]
fn a_share_is_judged_of_a_part_of_crime_alone_and_a_rate_by_the_days_of_the_month() {
    let (held, supplied) = (beside_burglary(held_from("2012-10")), supplied(&MONTHS, 20));
    let material = material(&held, &supplied);
    let answered = |typed: &str| answer(&typed.parse().unwrap(), &material);
    for line in ["all-crime", "anti-social-behaviour"] {
        let refused = answered(&format!("{{phrase:usual-share {line}}}")).unwrap_err();
        assert!(refused.wanted.contains("a share is one of all recorded crime"), "{refused:?}");
    }
    let shown = answered("{chart:usual-rate drugs}").unwrap().shown.unwrap();
    assert_eq!(shown.rows.len(), 24);
    let september = shown.rows.last().unwrap();
    assert_eq!(september.entries[0].number(), september.entries[1].number(), "30 days");
    let august = &shown.rows[22];
    let [count, rate] = [0, 1].map(|at| august.entries[at].number().unwrap());
    assert!((rate - count * 30.0 / 31.0).abs() < 1e-9, "{rate}");
    assert!(shown.notes[0].starts_with("The series rose out of its usual range"));
    assert!(shown.notes.iter().any(|note| note.contains("times as far as chance alone")));
    let shares = answered("{chart:usual-share drugs}").unwrap().shown.unwrap();
    let high = |row: usize| shares.rows[row].entries[4].number().unwrap();
    assert!(shares.rows.iter().all(|row| row.entries[1].number().unwrap() <= 100.0));
    assert!((0..24).any(|row| (high(row) - high(0)).abs() > 1e-9), "each month has its own limits");
    assert_eq!(answered("{phrase:usual-share drugs}").unwrap().figures.len(), 27);
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
    let (held, supplied) = (beside_burglary(held_from("2008-10")), supplied(&MONTHS, 20));
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
        let is_alone = matches!(
            method,
            Method::Funnel | Method::HotSpots | Method::Density | Method::WardFlags
        );
        assert_eq!(told.len(), if is_alone { 1 } else { 2 });
        if is_alone {
            continue;
        }
        let Ok(found) = one_judged(asked, &material) else { continue };
        let said = answer(told.last().unwrap(), &material).unwrap().says.to_lowercase();
        let stands_in = found.says.to_lowercase().contains(said.trim_end_matches('.'));
        assert!(stands_in, "{said}: {}", found.says);
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

#[test]
fn what_was_found_is_told_with_the_reference_to_whoever_wrote_it_and_without_to_a_reader() {
    let named = "{table:wards burglary}";
    let reference: Reference = named.parse().unwrap();
    for (why, told, to_a_reader) in [
        (Unanswered::named(&reference, "a line"), named.to_owned(), named),
        (
            Unanswered::told_after(&reference, "too few", "more"),
            format!("{named}: too few"),
            "too few",
        ),
        (
            Unanswered::told_for(&reference, "no wards", "some"),
            format!("no wards for {named}"),
            "no wards",
        ),
        (Unanswered::told_in(&reference, "`x`", "one"), format!("`x` in {named}"), "`x`"),
        (Unanswered::of("no rate", "residents"), "no rate".to_owned(), "no rate"),
    ] {
        assert_eq!((why.told(), why.told_to_a_reader().as_str()), (told, to_a_reader));
    }
}
