//! Tests of changing a questionnaire: what is kept, and where routes lead afterwards.

use proptest::prelude::*;

use super::*;
use crate::consultation::answer::AnswerRole;
use crate::consultation::editing::lines::side_by_side;
use crate::consultation::editing::lines::written;
use crate::consultation::language::Language;
use crate::consultation::language::Words;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::questionnaire::tests::questionnaire;
use crate::consultation::ready_questions::ready_sections;

fn typed() -> TypedQuestionnaire {
    questionnaire().typed().clone()
}

fn id(text: &str) -> QuestionId {
    QuestionId(text.parse().unwrap())
}

fn order(typed: &TypedQuestionnaire) -> Vec<String> {
    typed.typed_questions().map(|question| question.id.to_string()).collect()
}

#[test]
fn routes_to_a_question_that_is_taken_out_lead_to_the_next() {
    let changed = typed().without(&id("worries"));
    let victim = changed.typed_question(&id("victim")).unwrap();
    assert!(victim.routes.iter().all(|route| route.to.0 == id("problems")), "{victim:?}");
    Questionnaire::of(changed).unwrap();
}

#[test]
fn routes_to_the_last_question_lead_to_the_end_without_it() {
    let mut typed = typed();
    let last = typed.typed_questions().last().unwrap().id.clone();
    typed.sections[0].questions[1].routes[0].to = Target(last.clone());
    let changed = typed.without(&last);
    assert!(changed.sections[0].questions[1].routes[0].to.is_end());
}

#[test]
fn a_question_moves_over_the_edge_of_its_section() {
    let first_about_you = typed().sections[1].questions[0].id.clone();
    let up = typed().moved(&first_about_you, Way::Up);
    assert_eq!(up.place_of(&first_about_you), Some((0, typed().sections[0].questions.len())));
    assert_eq!(up.moved(&first_about_you, Way::Down), typed());
    let first = typed().sections[0].questions[0].id.clone();
    assert_eq!(typed().moved(&first, Way::Up), typed(), "there is no further place");
}

#[test]
fn a_doubled_question_has_short_names_of_its_own_and_stands_behind_itself() {
    let doubled = typed().doubled(&id("problems"));
    let at = order(&doubled).iter().position(|one| one == "problems").unwrap();
    assert_eq!(order(&doubled)[at + 1], "problems-2");
    Questionnaire::of(doubled).unwrap();
}

#[test]
fn a_question_goes_to_the_end_of_another_section() {
    let question = typed().typed_question(&id("after-dark")).unwrap().clone();
    let changed = typed().with_question(1, question.clone());
    assert_eq!(order(&changed).last().unwrap(), "after-dark");
    assert_eq!(order(&changed).len(), order(&typed()).len());
    assert_eq!(typed().with_question(0, question), typed());
}

#[test]
fn ready_sections_are_added_once() {
    let once = typed().with_sections(ready_sections());
    assert_eq!(once.clone().with_sections(ready_sections()), once);
    Questionnaire::of(once).unwrap();
}

#[test]
fn a_section_is_taken_out_with_its_questions() {
    let changed = typed().without_section(0);
    assert_eq!(changed.sections.len(), 1);
    Questionnaire::of(changed).unwrap();
    let moved = typed().section_moved(0, Way::Down);
    assert_eq!(moved.sections[1], typed().sections[0]);
    assert_eq!(typed().section_moved(1, Way::Down), typed());
}

#[test]
fn a_line_that_stays_or_is_reworded_in_its_place_is_the_same_answer() {
    let words = |text: &str| Words::of([(Language::English, text)]);
    let before = lines::answers(["Police", "Council", "Wardens"].map(words).to_vec(), &[]);
    let ids = |answers: &[crate::consultation::answer::Answer]| -> Vec<String> {
        answers.iter().map(|answer| answer.id.to_string()).collect()
    };
    assert_eq!(ids(&before), ["police", "council", "wardens"]);
    let moved = lines::answers(["Wardens", "Police", "Council"].map(words).to_vec(), &before);
    assert_eq!(ids(&moved), ["wardens", "police", "council"]);
    let reworded =
        lines::answers(["Police", "The council", "Wardens"].map(words).to_vec(), &before);
    assert_eq!(ids(&reworded), ["police", "council", "wardens"]);
    let with_new =
        lines::answers(["Police", "Council", "Wardens", "Police"].map(words).to_vec(), &before);
    assert_eq!(ids(&with_new), ["police", "council", "wardens", "police-2"]);
}

#[test]
fn a_translation_that_is_not_written_stays() {
    let both = Words::of([(Language::English, "Police"), (Language::Welsh, "Heddlu")]);
    let before = lines::answers(vec![both], &[]);
    let english = Words::of([(Language::English, "The police")]);
    let after = lines::answers(vec![english], &before);
    assert_eq!(after[0].label.only_in(Language::Welsh), Some("Heddlu"));
    assert_eq!(after[0].role, AnswerRole::Ordinary);
}

#[test]
fn lines_of_two_languages_must_be_as_many() {
    let refused = side_by_side(&[(Language::English, "a\nb\n"), (Language::Welsh, "a\n\n")]);
    assert_eq!(
        refused.unwrap_err().to_string(),
        "there are 2 in English and 1 in Welsh; write each on the same line in both"
    );
}

#[test]
fn texts_that_are_put_back_change_nothing() {
    let words = typed().texts().into_iter().map(|text| text.words);
    assert_eq!(typed().with_texts(words), typed());
}

proptest! {
    #[test]
    fn no_question_is_lost_by_moving(which in 0_usize..9, ways in prop::collection::vec(any::<bool>(), 0..20)) {
        let mut changed = typed();
        let one = changed.typed_questions().nth(which).unwrap().id.clone();
        for up in ways {
            changed = changed.moved(&one, if up { Way::Up } else { Way::Down });
        }
        let (mut before, mut after) = (order(&typed()), order(&changed));
        before.sort();
        after.sort();
        prop_assert_eq!(before, after);
    }

    #[test]
    fn what_is_written_in_lines_is_read_the_same(lines in prop::collection::vec("[a-z]{1,8}", 1..9)) {
        let all: Vec<Words> = lines.iter().map(|line| Words::of([(Language::English, line)])).collect();
        let text = written(all.iter(), Language::English);
        prop_assert_eq!(side_by_side(&[(Language::English, &text)]).unwrap(), all.clone());
        let answers = lines::answers(all, &[]);
        prop_assert_eq!(answers.len(), lines.len());
        let names: BTreeSet<_> = answers.iter().map(|answer| answer.id.clone()).collect();
        prop_assert_eq!(names.len(), lines.len());
    }
}
