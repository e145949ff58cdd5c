//! Tests of the published tables: bases, what is missing, by channel, and small counts over all tables.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::consultation::answer::AnswerId;
use crate::consultation::language::Language;
use crate::consultation::questionnaire::tests::id;
use crate::consultation::questionnaire::tests::questionnaire;
use crate::consultation::reply::Channel;
use crate::consultation::reply::Given;
use crate::consultation::reply::Reply;
use crate::consultation::results::coding::Category;
use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::consultation::results::tables::Published;
use crate::statistics::suppression::Profile;

fn answer(text: &str) -> AnswerId {
    AnswerId(text.parse().unwrap())
}

fn chosen(answers: &[&str]) -> Given {
    Given::Chosen { answers: answers.iter().map(|text| answer(text)).collect(), other: None }
}

fn replies(count: usize, channel: Channel, answers: &[(&str, Given)]) -> Vec<Reply> {
    let answers: BTreeMap<_, _> =
        answers.iter().map(|(question, given)| (id(question), given.clone())).collect();
    vec![Reply { channel, language: Language::English, answers }; count]
}

/// A consultation in which each group is large enough to be shown.
pub(crate) fn consultation() -> Coded {
    use Channel::{Online, Paper};
    let ticked = |answers: &[&str]| ("worries", chosen(answers));
    let all = [
        replies(40, Paper, &[("victim", chosen(&["yes"])), ticked(&["burglary", "drugs"])]),
        replies(30, Online, &[("victim", chosen(&["no"])), ticked(&["burglary"])]),
        replies(20, Paper, &[("victim", chosen(&["do-not-know"])), ticked(&["drugs"])]),
        replies(15, Paper, &[("victim", chosen(&["yes", "no"]))]),
        replies(25, Paper, &[("order", Given::Ranked(vec![id("first-b"), id("first-a")]))]),
    ];
    Coded::of(&questionnaire(), &all.concat())
}

fn part(coded: &Coded, dimension: usize, category: &Category) -> Part {
    let all = &coded.dimensions()[dimension].categories;
    Part::Category(all.iter().position(|(one, _)| one == category).unwrap())
}

fn alone(coded: &Coded, counted: &Counted, category: &Category) -> Option<Count> {
    let published = Published::of(coded, &[], Profile::UNDER_TEN).unwrap();
    let dimension = coded.find(counted).unwrap();
    published.alone(dimension, part(coded, dimension, category))
}

#[test]
fn who_cannot_say_left_it_out_or_ticked_two_is_not_in_the_base() {
    let coded = consultation();
    let published = Published::of(&coded, &[], Profile::UNDER_TEN).unwrap();
    let victim = Counted::Question(id("victim"));
    let dimension = coded.find(&victim).unwrap();
    assert_eq!(published.alone(dimension, Part::All), Some(Count::Shown(130)));
    assert_eq!(published.alone(dimension, Part::Base), Some(Count::Shown(70)));
    assert_eq!(alone(&coded, &victim, &Category::Unclear), Some(Count::Shown(15)));
    assert_eq!(alone(&coded, &victim, &Category::LeftOut), Some(Count::Shown(25)));
    let cannot_say = Category::Answer(answer("do-not-know"));
    assert_eq!(alone(&coded, &victim, &cannot_say), Some(Count::Shown(20)));
}

#[test]
fn who_was_led_past_a_question_is_told_from_who_left_it_out() {
    let (coded, reported) = (consultation(), Counted::Question(id("reported")));
    assert_eq!(alone(&coded, &reported, &Category::NotAsked), Some(Count::Shown(50)));
    assert_eq!(alone(&coded, &reported, &Category::LeftOut), Some(Count::Shown(80)));
}

#[test]
fn ticks_and_places_are_counted_each_by_itself() {
    let coded = consultation();
    let tick = |text| Counted::Tick(id("worries"), answer(text));
    assert_eq!(alone(&coded, &tick("burglary"), &Category::Ticked), Some(Count::Shown(70)));
    assert_eq!(alone(&coded, &tick("drugs"), &Category::NotTicked), Some(Count::Shown(30)));
    let place = |text| Counted::Place(id("order"), id(text));
    assert_eq!(alone(&coded, &place("first-b"), &Category::Place(1)), Some(Count::Shown(25)));
    assert_eq!(alone(&coded, &place("first-c"), &Category::NoPlace), Some(Count::Shown(25)));
}

#[test]
fn every_question_is_told_by_channel() {
    let coded = consultation();
    let published = Published::of(&coded, &[], Profile::UNDER_TEN).unwrap();
    let victim = coded.find(&Counted::Question(id("victim"))).unwrap();
    let paper = (0, part(&coded, 0, &Category::Channel(Channel::Paper)));
    assert_eq!(published.both((victim, Part::Base), paper), Some(Count::Shown(40)));
    assert_eq!(published.both(paper, (victim, Part::All)), Some(Count::Shown(100)));
}

#[test]
fn a_pair_that_was_not_asked_for_has_no_counts() {
    let coded = consultation();
    let published = Published::of(&coded, &[], Profile::UNDER_TEN).unwrap();
    let [victim, reported] =
        ["victim", "reported"].map(|text| coded.find(&Counted::Question(id(text))).unwrap());
    assert_eq!(published.both((victim, Part::All), (reported, Part::All)), None);
    let published = Published::of(&coded, &[(victim, reported)], Profile::UNDER_TEN).unwrap();
    assert!(published.both((victim, Part::All), (reported, Part::All)).is_some());
}

#[test]
fn a_channel_that_few_used_is_withheld_with_another() {
    let few = replies(3, Channel::Letter, &[("victim", chosen(&["yes"]))]);
    let more = replies(40, Channel::Paper, &[("victim", chosen(&["yes"]))]);
    let most = replies(90, Channel::Online, &[("victim", chosen(&["yes"]))]);
    let coded = Coded::of(&questionnaire(), &[few, more, most].concat());
    let published = Published::of(&coded, &[], Profile::UNDER_TEN).unwrap();
    let shown = |channel| published.alone(0, part(&coded, 0, &Category::Channel(channel)));
    assert_eq!(shown(Channel::Letter), Some(Count::Withheld));
    assert_eq!(shown(Channel::Paper), Some(Count::Withheld));
    assert_eq!(shown(Channel::Online), Some(Count::Shown(90)));
    assert_eq!(published.alone(0, Part::All), Some(Count::Shown(133)));
}

proptest! {
    #[test]
    fn no_count_below_ten_is_ever_shown(
        sizes in prop::collection::vec((0_usize..30, 0_usize..3, 0_usize..4), 1..12),
    ) {
        let channels = [Channel::Paper, Channel::Online, Channel::Letter];
        let victims = [&["yes"][..], &["no"], &["do-not-know"], &[]];
        let all: Vec<Reply> = sizes
            .iter()
            .flat_map(|&(size, channel, victim)| {
                replies(size, channels[channel], &[("victim", chosen(victims[victim]))])
            })
            .collect();
        let coded = Coded::of(&questionnaire(), &all);
        if let Ok(published) = Published::of(&coded, &[], Profile::UNDER_TEN) {
            for count in published.counts.values() {
                if let Count::Shown(count) = count {
                    prop_assert!(*count == 0 || *count >= 10);
                }
            }
        }
    }
}
