//! Tests of the way through a reply: it ends, back undoes next, and nothing that was answered is lost on it.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::consultation::answer::AnswerId;
use crate::consultation::language::Language;
use crate::consultation::on_line::Answers;
use crate::consultation::on_line::Stop;
use crate::consultation::on_line::Way;
use crate::consultation::on_line::to_send;
use crate::consultation::on_line::typed::Fields;
use crate::consultation::on_line::typed::NotRead;
use crate::consultation::question::Need;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::questionnaire::tests::id;
use crate::consultation::questionnaire::tests::questionnaire;
use crate::consultation::reply::Channel;
use crate::consultation::reply::Given;
use crate::consultation::reply::Reply;
use crate::consultation::reply::ReplyFault;

/// The fields of a form in a test.
struct Sent(Vec<(&'static str, String)>);

impl Fields for Sent {
    fn texts(&self, name: &str) -> Vec<&str> {
        let these = self.0.iter().filter(|(field, _)| *field == name);
        these.map(|(_, text)| text.as_str()).collect()
    }
}

fn sent<const N: usize>(fields: [(&'static str, &str); N]) -> Sent {
    Sent(fields.into_iter().map(|(name, text)| (name, text.to_owned())).collect())
}

fn chosen(answer: &str) -> Given {
    let answers = [AnswerId(answer.parse().unwrap())].into();
    Given::Chosen { answers, other: None }
}

fn online(answers: Answers) -> Reply {
    Reply { channel: Channel::Online, language: Language::English, answers }
}

fn names(way: &Way<'_>) -> Vec<String> {
    way.stops().iter().map(|stop| stop.name().to_string()).collect()
}

#[test]
fn a_grid_is_asked_row_by_row() {
    let questionnaire = questionnaire();
    let answers = [(id("victim"), chosen("no"))].into();
    let way = Way::of(&questionnaire, &answers);
    let wanted = ["after-dark", "victim", "worries", "litter", "noise", "order", "better"];
    assert_eq!(names(&way)[..7], wanted);
    assert_eq!(way.after(&id("litter")).unwrap().name(), &id("noise"));
    assert_eq!(way.at(&id("reported")), None);
}

#[test]
fn one_goes_on_after_the_last_answer() {
    let questionnaire = questionnaire();
    let mut answers = Answers::new();
    let way = |answers: &Answers| {
        Way::of(&questionnaire, answers).onwards(answers).map(|stop| stop.name().to_string())
    };
    assert_eq!(way(&answers).unwrap(), "after-dark");
    answers.insert(id("victim"), chosen("no"));
    assert_eq!(way(&answers).unwrap(), "worries");
    answers.insert(id("group"), Given::Text("None".to_owned()));
    assert_eq!(way(&answers).unwrap(), "where");
}

#[test]
fn each_row_of_a_grid_that_must_be_answered_is_insisted_on() {
    let mut typed = questionnaire().typed().clone();
    let grid = typed.sections[0].questions.iter_mut().find(|one| one.id == id("problems"));
    grid.unwrap().need = Need::Required;
    let questionnaire = Questionnaire::of(typed).unwrap();
    let mut answers = Answers::new();
    let way = Way::of(&questionnaire, &answers);
    let (_, litter) = way.at(&id("litter")).unwrap();
    let (_, noise) = way.at(&id("noise")).unwrap();
    let given = litter.typed(&sent([("answer", "very-big")]), |_| None).unwrap();
    litter.put(&mut answers, given);
    assert_eq!(noise.faults(&online(answers.clone()), &questionnaire), [ReplyFault::Missing]);
    assert_eq!(way.first_fault(&online(answers), &questionnaire).unwrap().name(), &id("noise"));
}

#[test]
fn an_answer_that_was_led_past_stays_behind_when_it_is_sent() {
    let questionnaire = questionnaire();
    let answers: Answers = [(id("victim"), chosen("no")), (id("reported"), chosen("yes"))].into();
    let kept = to_send(&questionnaire, &answers);
    assert_eq!(kept.keys().collect::<Vec<_>>(), [&id("victim")]);
    assert!(online(kept).checked(&questionnaire).is_sound());
}

#[test]
fn a_postcode_becomes_its_area_and_is_not_told_again() {
    let questionnaire = questionnaire();
    let way = Way::of(&questionnaire, &Answers::new());
    let (_, place) = way.at(&id("where")).unwrap();
    let ward = |postcode: &str| (postcode == "ME156JQ").then(|| "E05004994".parse().ok())?;
    let given = place.typed(&sent([("answer", "me15 6jq")]), ward);
    assert_eq!(given, Ok(Some(Given::Area("E05004994".parse().unwrap()))));
    assert_eq!(place.typed(&sent([("answer", "ME16 6JQ")]), ward), Err(NotRead::UnknownPostcode));
    assert_eq!(place.typed(&sent([("answer", "Tenterden")]), ward), Err(NotRead::NoPostcode));
}

#[test]
fn what_is_wrong_is_kept_all_the_same() {
    let questionnaire = questionnaire();
    let way = Way::of(&questionnaire, &Answers::new());
    let (_, order) = way.at(&id("order")).unwrap();
    let twice = sent([("place-1", "first-a"), ("place-2", "first-a")]);
    let mut answers = Answers::new();
    order.put(&mut answers, order.typed(&twice, |_| None).unwrap());
    assert_eq!(order.given(&answers), Some(Given::Ranked(vec![id("first-a"), id("first-a")])));
    let faults = order.faults(&online(answers), &questionnaire);
    assert_eq!(faults, [ReplyFault::RankedTwice(id("first-a"))]);
}

/// Answers of any kind to any of the questions.
fn any_answers() -> impl Strategy<Value = Answers> {
    let questionnaire = questionnaire();
    let questions: Vec<_> = questionnaire.questions().cloned().collect();
    let answers = prop::collection::vec(any::<Option<u8>>(), questions.len());
    answers.prop_map(move |picked| {
        let given = questions.iter().zip(picked).filter_map(|(question, pick)| {
            let pick = usize::from(pick?);
            let (all, rows) = (question.answers(), question.rows());
            let answer = (!all.is_empty()).then(|| all[pick % all.len()].id.clone());
            let given = match (answer, rows.first()) {
                (Some(answer), None) => Given::Chosen { answers: [answer].into(), other: None },
                (Some(answer), Some(row)) => Given::Rows([(row.id.clone(), answer)].into()),
                (None, Some(row)) => Given::Ranked(vec![row.id.clone()]),
                (None, None) => Given::Text("words".repeat(pick)),
            };
            Some((question.id.clone(), given))
        });
        given.collect::<BTreeMap<_, _>>()
    })
}

proptest! {
    #[test]
    fn any_answers_lead_to_the_end_and_back_undoes_next(answers in any_answers()) {
        let questionnaire = questionnaire();
        let way = Way::of(&questionnaire, &answers);
        let mut stop: Option<Stop<'_>> = way.stops().first().copied();
        let mut steps = 0;
        while let Some(here) = stop {
            steps += 1;
            prop_assert!(steps <= way.stops().len());
            let next = way.after(here.name());
            if let Some(next) = next {
                prop_assert_eq!(way.before(next.name()), Some(here));
            }
            stop = next;
        }
        prop_assert_eq!(steps, way.stops().len());
    }

    #[test]
    fn what_is_put_at_a_stop_is_given_there_and_changes_no_other(
        answers in any_answers(), at: usize, pick: u8,
    ) {
        let questionnaire = questionnaire();
        let way = Way::of(&questionnaire, &answers);
        let stop = way.stops()[at % way.stops().len()];
        let text = stop.question.answers().get(usize::from(pick) % 5);
        let fields = sent([("answer", text.map_or("7", |answer| answer.id.0.as_str()))]);
        let given = stop.typed(&fields, |_| None).unwrap_or(None);
        let mut after = answers.clone();
        stop.put(&mut after, given.clone());
        prop_assert_eq!(stop.given(&after), given);
        for other in way.stops().iter().filter(|other| other.name() != stop.name()) {
            prop_assert_eq!(other.given(&after), other.given(&answers));
        }
    }

    #[test]
    fn what_is_sent_has_nothing_that_was_not_asked(answers in any_answers()) {
        let questionnaire = questionnaire();
        let sent = to_send(&questionnaire, &answers);
        let checked = online(sent.clone()).checked(&questionnaire);
        for one in &checked.questions {
            prop_assert!(!one.faults.contains(&ReplyFault::NotAsked));
        }
        prop_assert_eq!(to_send(&questionnaire, &sent), sent);
    }
}
