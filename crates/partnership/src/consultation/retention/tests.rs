//! What goes on its day, and that what replies come to stays.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::consultation::answer::QuestionId;
use crate::consultation::language::Language;
use crate::consultation::questionnaire::tests::questionnaire;
use crate::consultation::reply::Channel;
use crate::consultation::results::coding::Coded;
use crate::consultation::xlsform::tests::any_questionnaire;
use crate::consultation::xlsform::tests::any_replies;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn reply(answers: BTreeMap<QuestionId, Given>) -> Reply {
    Reply { channel: Channel::Paper, language: Language::English, answers }
}

#[test]
fn nothing_goes_before_the_consultation_closes_or_before_its_day() {
    let closes = day("2015-02-28");
    let usual = RetentionTimetable::usual(closes);
    assert_eq!(usual.day(Field::FreeText), Some(day("2016-02-28")));
    assert_eq!(usual.due(day("2015-03-27")), [].into());
    assert_eq!(usual.due(day("2015-03-28")), [Field::Invitations].into());
    assert_eq!(usual.due(day("2016-02-27")), [Field::Invitations].into());
    assert_eq!(usual.due(day("2016-02-28")), Field::ALL.into());
    let early = RetentionTimetable::of([(Field::AboutYou, closes)].into(), closes);
    assert!(early.unwrap_err().to_string().contains("not after the consultation closes"));
}

#[test]
fn a_form_on_paper_goes_at_the_latest_with_what_its_reply_loses_first() {
    let days = |days: &[(Field, &str)]| {
        let days = days.iter().map(|(field, on)| (*field, day(on))).collect();
        RetentionTimetable::of(days, day("2015-02-28")).unwrap()
    };
    let first = days(&[(Field::FreeText, "2015-09-01"), (Field::AboutYou, "2016-02-28")]);
    assert_eq!(first.day(Field::Paper), Some(day("2015-09-01")));
    assert_eq!(first.due(day("2015-09-01")), [Field::Paper, Field::FreeText].into());
    let own = days(&[(Field::FreeText, "2015-09-01"), (Field::Paper, "2015-06-01")]);
    assert_eq!(own.day(Field::Paper), Some(day("2015-06-01")));
    assert_eq!(days(&[(Field::Invitations, "2015-03-05")]).day(Field::Paper), None);
}

#[test]
fn words_go_and_that_there_were_some_stays() {
    let id = |name: &str| QuestionId(name.parse().unwrap());
    let text = Given::Text("My neighbour Mrs Jones".to_owned());
    let before = reply([(id("safer"), text)].into());
    let after = without(Field::FreeText, &questionnaire(), &before).unwrap();
    assert_eq!(after.answers[&id("safer")], Given::Text(DELETED.to_owned()));
    assert_eq!(without(Field::FreeText, &questionnaire(), &after), None);
}

/// Half of the questions become ones about the person, and some answers get words.
fn with_about_you(questionnaire: &Questionnaire) -> Questionnaire {
    let mut typed = questionnaire.typed().clone();
    let sections = typed.sections.len();
    for section in typed.sections.iter_mut().skip(sections / 2) {
        section.about = About::You;
    }
    Questionnaire::of(typed).unwrap_or_else(|_| questionnaire.clone())
}

proptest! {
    #[test]
    fn what_replies_come_to_is_the_same_after_anything_is_deleted_at_any_time(
        (asked, replies) in any_questionnaire().prop_map(|one| with_about_you(&one)).prop_flat_map(any_replies),
        cut in 0_usize..12, field in prop::sample::select(Field::ALL.to_vec()), wordy in any::<bool>(),
    ) {
        let mut replies: Vec<Reply> = replies.into_iter().map(reply).collect();
        if wordy {
            for given in replies.iter_mut().flat_map(|one| one.answers.values_mut()) {
                if let Given::Chosen { other, .. } = given {
                    *other = Some("so it is".to_owned());
                }
            }
        }
        let before = Totals::of(&asked, &replies);
        // Those up to the cut were there on the day; the others came later and still have everything.
        let kept = Totals::of(&asked, &replies[..cut]);
        let stone = Tombstone {
            field,
            on: day("2016-02-28"),
            replies: 0,
            up_to: i64::try_from(cut).unwrap(),
            sha256: "0".repeat(64),
            totals: if field == Field::AboutYou { [(1, kept)].into() } else { [].into() },
        };
        let left: Vec<Reply> = replies
            .iter()
            .enumerate()
            .map(|(at, one)| {
                let less = (at < cut).then(|| without(field, &asked, one)).flatten();
                less.unwrap_or_else(|| one.clone())
            })
            .collect();
        let numbered: Vec<(i64, &Reply)> = (1..).zip(&left).collect();
        prop_assert_eq!(totals_after(&[stone], (1, &asked), &numbered), before);
    }

    #[test]
    fn without_words_every_reply_is_counted_where_it_was(
        (asked, replies) in any_questionnaire().prop_flat_map(any_replies),
    ) {
        let mut replies: Vec<Reply> = replies.into_iter().map(reply).collect();
        for given in replies.iter_mut().flat_map(|one| one.answers.values_mut()) {
            if let Given::Chosen { other, .. } = given {
                *other = Some("so it is".to_owned());
            }
        }
        let left: Vec<Reply> =
            replies.iter().filter_map(|one| without(Field::FreeText, &asked, one)).collect();
        prop_assert_eq!(left.len(), replies.iter().filter(|one| !one.answers.is_empty()).count());
        for (one, other) in replies.iter().filter(|one| !one.answers.is_empty()).zip(&left) {
            let codes = |reply: &Reply| {
                let coded = Coded::of(&asked, std::slice::from_ref(reply));
                (0..coded.dimensions().len()).map(|at| coded.codes(at)[0]).collect::<Vec<_>>()
            };
            prop_assert_eq!(codes(one), codes(other));
        }
    }
}
