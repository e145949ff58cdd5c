//! The draft of 4 December 2014 composed from the example's files: complete, traceable, and fit for the public.
#![expect(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

#[path = "../consultation_report/plainly.rs"]
#[expect(dead_code, reason = "the tests of the consultation report use the rest of it")]
mod plainly;
mod held;
mod editions;
mod edges;
mod enquiries;
mod hot_spots;
mod small_areas;
mod partner_data;
mod unwritten;
mod months_judged;
mod months_charted;
mod judged_alone;
mod places_told;

use partnership::assessment::answering::answers;
use partnership::assessment::answering::checked_claims;
use partnership::assessment::circulated::circulate;
use partnership::assessment::completeness::Answered;
use partnership::assessment::completeness::Item;
use partnership::assessment::completeness::Lack;
use partnership::assessment::completeness::completeness;
use partnership::assessment::completeness::unknown_items;
use partnership::assessment::composing::Commission;
use partnership::assessment::material::Material;
use partnership::assessment::material::Supplied;
use partnership::assessment::numeral::typed_by_hand;
use partnership::assessment::passage::numbered;
use partnership::assessment::reading::read;
use partnership::assessment::text::Section;
use partnership::assessment::text::Source;
use partnership::assessment::text::printed;
use partnership::assessment::versions::Version;
use partnership::evidence::claim::Verdict;
use partnership::evidence::figure::Line;
use partnership::evidence::held::Held;
use partnership::terms::offence::OffenceClass;

pub(crate) fn material<'a>(held: &'a Held, supplied: &'a Supplied) -> Material<'a> {
    let period = |text: &str| text.parse().unwrap();
    let (now, before) = (period("2014-Q2"), period("2014-Q1"));
    Material::of(held, supplied, held::maidstone(), now, before).unwrap()
}

pub(crate) fn commission() -> Commission {
    Commission {
        known_as: "safer-maidstone".parse().unwrap(),
        publisher: "Safer Maidstone Partnership".to_owned(),
        area: "Maidstone".to_owned(),
        cycle: "2015-16".parse().unwrap(),
        stage: "First draft (illustrative)".to_owned(),
        today: "2014-12-04".parse().unwrap(),
    }
}

fn version(sources: Vec<Source>) -> Version {
    Version {
        number: 1,
        by: "Partnership manager".to_owned(),
        on: "2014-12-01".parse().unwrap(),
        sources,
    }
}

pub(crate) fn sections(text: &str) -> Vec<Section> {
    let read = read(&[Source { file: "a.md".to_owned(), text: text.to_owned() }]);
    assert_eq!(read.faults, [], "{text}");
    read.sections
}

#[test]
fn the_draft_is_read_numbered_complete_and_without_a_typed_number() {
    let read = read(&held::draft());
    assert_eq!(read.faults, []);
    assert_eq!(typed_by_hand(&read.sections), []);
    assert_eq!(unknown_items(&read.sections), []);
    for (item, answered) in completeness(&read.sections) {
        // What people think is not known before the consultation, which begins after the meeting that considers the draft.
        let wanted = match item {
            Item::WhatPeopleThink => Answered::Thin(vec![Lack::Theme]),
            _ => Answered::Whole,
        };
        assert_eq!(answered, wanted, "{}", item.in_words());
    }
    let given = held::given();
    assert_eq!(numbered(&held::draft(), given).unwrap(), (held::draft(), given));
}

#[test]
fn the_draft_printed_is_read_as_the_same() {
    let draft = read(&held::draft()).sections;
    let text = printed(&draft);
    assert_eq!(printed(&sections(&text)), text);
}

#[test]
fn the_published_claim_is_checked_as_it_is_typed() {
    let (held, supplied) = (held::example(), held::supplied());
    let claims =
        checked_claims(&read(&held::draft()).sections, &material(&held, &supplied)).unwrap();
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0].checked.verdict, Verdict::BorneOut);
    let wrong = sections("# A\n\nIt {claim:changed all-crime 9.5% 2014-Q1 2013-Q1}.\n");
    let faults = answers(&wrong, &material(&held, &supplied)).unwrap_err();
    assert_eq!(faults[0].place.line, 3);
    assert!(faults[0].found.contains("rose by 9.5%"), "{}", faults[0]);
    assert!(faults[0].wanted.contains("+8.5%"), "{}", faults[0]);
}

#[test]
fn figures_and_phrases_say_what_the_counts_say() {
    let (held, supplied) = (held::example(), held::supplied());
    let text = "# A\n\n{figure:all-crime.count 2014-Q1} {figure:robbery.count 2014-Q1} \
                {phrase:changed robbery 2014-Q1 2014-Q1}\n";
    let found = answers(&sections(text), &material(&held, &supplied)).unwrap_err();
    assert!(found[0].found.contains("a month cannot be on both sides"), "{}", found[0]);
    let text = "# A\n\n{figure:all-crime.count 2014-Q1} {figure:robbery.count 2014-Q1}\n";
    let found = answers(&sections(text), &material(&held, &supplied)).unwrap();
    let says: Vec<&str> = found.values().map(|answer| answer.says.as_str()).collect();
    // 2,327 and 11: what README.md of the example says of April to June 2014.
    assert_eq!(says, ["2,327", "11"]);
}

#[test]
fn new_data_change_nothing_circulated_and_tell_what_they_would_say() {
    let (mut held, supplied) = (held::example(), held::supplied());
    let version = version(held::draft());
    let today = "2014-12-04".parse().unwrap();
    let circulated = circulate(&version, &material(&held, &supplied), today).unwrap();
    assert_eq!(circulated.would_now_say(&material(&held, &supplied)), []);
    let kept = serde_json::to_string(&circulated).unwrap();
    let month = "2014-08".parse().unwrap();
    held.counts.note(held::maidstone(), "Kent Police", month, OffenceClass::Shoplifting, 500);
    let again: partnership::assessment::circulated::Circulated =
        serde_json::from_str(&kept).unwrap();
    let changed = again.would_now_say(&material(&held, &supplied));
    let said = |name: &str| changed.iter().find(|one| one.reference.to_string() == name);
    let shoplifting = said("{phrase:changed shoplifting}").unwrap();
    assert!(shoplifting.passage.is_some());
    assert_ne!(shoplifting.now.as_ref().unwrap(), &shoplifting.then);
    assert!(said("{table:classes}").is_some_and(|one| !one.numbers.is_empty()));
    assert!(said("{phrase:changed burglary}").is_none());
    assert!(said("{figure:burglary.count}").is_none());
}

#[test]
fn data_taken_away_are_told_and_what_was_circulated_stands() {
    let (held, supplied) = (held::example(), held::supplied());
    let version = version(held::draft());
    let today = "2014-12-04".parse().unwrap();
    let circulated = circulate(&version, &material(&held, &supplied), today).unwrap();
    let less = Held { coverage: Default::default(), ..held.clone() };
    let changed = circulated.would_now_say(&material(&less, &supplied));
    let burglary =
        changed.iter().find(|one| one.reference.to_string() == "{figure:burglary.count}").unwrap();
    assert!(burglary.now.as_ref().unwrap_err().contains("import or fetch the missing months"));
    let line = Line::Class(OffenceClass::Burglary);
    let count = held.counts.sum(held::maidstone(), "Kent Police", "2014-Q2".parse().unwrap(), line);
    assert_eq!(burglary.then, count.to_string());
}
