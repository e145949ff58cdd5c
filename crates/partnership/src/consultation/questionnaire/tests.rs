//! Tests of the questionnaire: what it refuses, all at once, and where its routes lead.

use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;
use crate::consultation::language::Language;
use crate::consultation::on_paper;
use crate::consultation::question::Goes;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::questionnaire::TypedQuestionnaire;
use crate::consultation::questionnaire::fault::Wrong;

fn words(en: &str, cy: &str) -> Value {
    json!({ "en": en, "cy": cy })
}

fn answer(id: &str, role: &str) -> Value {
    json!({ "id": id, "label": words(id, id), "role": role })
}

/// A short questionnaire of every kind, in English and Welsh.
fn written() -> Value {
    json!({
        "id": "smp-2015",
        "languages": ["en", "cy"],
        "title": words("Safer Maidstone", "Maidstone Diogelach"),
        "introduction": words("Tell us.", "Dywedwch wrthym."),
        "section": [
            { "title": words("Your area", "Eich ardal"), "question": your_area() },
            { "title": words("About you", "Amdanoch chi"), "about": "you", "question": about_you() },
        ],
    })
}

fn your_area() -> Value {
    json!([
        { "id": "after-dark", "kind": "scale", "scale": "safety",
          "ask": words("How safe after dark?", "Pa mor ddiogel wedi iddi nosi?") },
        { "id": "victim", "kind": "one-of", "scale": "yes-no",
          "ask": words("A victim?", "Dioddefwr?"),
          "route": [{ "when": "no", "to": "worries" }, { "when": "do-not-know", "to": "worries" }] },
        { "id": "reported", "kind": "one-of", "scale": "yes-no",
          "ask": words("Reported?", "Adroddwyd?") },
        { "id": "worries", "kind": "any-of", "at_most": 2,
          "ask": words("What worries you?", "Beth sy’n eich poeni?"),
          "answer": [answer("burglary", "ordinary"), answer("drugs", "ordinary"),
                     answer("something", "other"), answer("nothing", "none-of-these")] },
        { "id": "problems", "kind": "grid", "scale": "problem",
          "ask": words("How much of a problem?", "Faint o broblem?"),
          "row": [{ "id": "litter", "label": words("Litter", "Sbwriel") },
                  { "id": "noise", "label": words("Noise", "Sŵn") }] },
        { "id": "order", "kind": "ranking", "at_most": 2,
          "ask": words("What first?", "Beth yn gyntaf?"),
          "row": [{ "id": "first-a", "label": words("A", "A") },
                  { "id": "first-b", "label": words("B", "B") },
                  { "id": "first-c", "label": words("C", "C") }] },
        { "id": "better", "kind": "long-text", "longest": 500,
          "ask": words("What would help?", "Beth fyddai’n helpu?") },
    ])
}

fn about_you() -> Value {
    json!([
        { "id": "years", "kind": "number", "lowest": 0, "highest": 110,
          "ask": words("Years here?", "Blynyddoedd yma?") },
        { "id": "carer", "kind": "one-of", "scale": "yes-no-about-you",
          "ask": words("A carer?", "Gofalwr?") },
        { "id": "group", "kind": "short-text", "ask": words("Which group?", "Pa grŵp?") },
        { "id": "where", "kind": "postcode", "kept_as": "ward",
          "ask": words("Your postcode?", "Eich cod post?") },
    ])
}

fn typed(written: Value) -> TypedQuestionnaire {
    serde_json::from_value(written).unwrap()
}

/// The short questionnaire, without fault.
pub(crate) fn questionnaire() -> Questionnaire {
    Questionnaire::of(typed(written())).unwrap()
}

/// A question's short name as written.
pub(crate) fn id(text: &str) -> QuestionId {
    QuestionId(text.parse().unwrap())
}

/// The faults of the short questionnaire after a change to it, as they are told.
fn told(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut written = written();
    change(&mut written);
    match Questionnaire::of(typed(written)) {
        Ok(_) => Vec::new(),
        Err(error) => error.to_string().lines().skip(1).map(str::to_owned).collect(),
    }
}

#[test]
fn questions_of_every_kind_are_numbered_through_all_sections() {
    let questionnaire = questionnaire();
    let numbers: Vec<usize> = questionnaire.questions().map(|question| question.number).collect();
    assert_eq!(numbers, (1..=11).collect::<Vec<_>>());
    let victim = questionnaire.question(&id("victim")).unwrap();
    assert_eq!((victim.routes[0].1, victim.then), (Goes::To(4), Goes::To(3)));
    assert_eq!(questionnaire.questions().last().unwrap().then, Goes::ToTheEnd);
}

#[test]
fn a_missing_translation_is_told_with_its_place() {
    let told =
        told(|it| it["section"][0]["question"][3]["answer"][1]["label"] = json!({ "en": "Drugs" }));
    assert_eq!(
        told,
        [
            "question `worries`: the answer `drugs` is missing in Welsh; translate it, or take the language out"
        ]
    );
}

#[test]
fn all_faults_are_told_together() {
    let told = told(|it| {
        it["id"] = json!("a-name-that-is-far-too-long-for-a-code");
        it["section"][0]["question"][0]["row"] =
            json!([{ "id": "litter", "label": { "en": "x", "cy": "x" } }]);
        it["section"][0]["question"][1]["route"][0]["to"] = json!("nowhere");
        it["section"][0]["question"][3]["at_most"] = json!(9);
        it["section"][1]["question"][1]["scale"] = json!("yes-no");
        it["section"][1]["question"][3]["kept_as"] = Value::Null;
    });
    assert_eq!(
        told,
        [
            "questionnaire `a-name-that-is-far-too-long-for-a-code`: the short name has 38 characters; shorten it to \
             30 at most",
            "row `litter`: the short name is used before; give each question and row one of its own",
            "question `after-dark`: a question with a scale has no use for `row`; take it out or change the kind",
            "question `victim`: a route leads to `nowhere`, which is no question; name a later question or `end`",
            "question `worries`: a question with any of several answers needs `at_most` from 1 to as many as there \
             are; it is 9 of 4; mend it or take it out",
            "question `carer`: a question about the person must let them decline; add an answer with role \
             \"prefer-not-to-say\"",
            "question `where`: a question for a postcode needs the area that is kept of the postcode; none is named; \
             write kept_as = \"ward\" or \"lsoa\"",
        ]
    );
}

#[test]
fn a_route_leads_forwards_only() {
    let to = |target: &str| told(|it| it["section"][0]["question"][2]["then"] = json!(target));
    assert_eq!(
        to("after-dark"),
        ["question `reported`: a route leads back to `after-dark`; name a later question or `end`"]
    );
    assert!(to("reported")[0].contains("leads back"));
    assert!(to("problems").is_empty(), "who was not a victim still comes to `worries`");
}

#[test]
fn a_question_that_no_route_comes_to_is_refused() {
    let told = told(|it| {
        it["section"][0]["question"][1]["then"] = json!("worries");
    });
    assert_eq!(
        told,
        [
            "question `reported`: no route leads here; mend the routes before it, or take the question out"
        ]
    );
}

#[test]
fn answers_that_all_lead_elsewhere_reach_the_next_question_only_if_it_may_be_left_out() {
    let all_routed = |need: &str| {
        told(|it| {
            let victim = &mut it["section"][0]["question"][1];
            victim["need"] = json!(need);
            let routes = victim["route"].as_array_mut().unwrap();
            routes.push(json!({ "when": "yes", "to": "worries" }));
        })
    };
    assert!(all_routed("optional").is_empty());
    assert!(all_routed("required")[0].starts_with("question `reported`: no route leads here"));
}

#[test]
fn a_route_begins_at_an_answer_that_is_there_and_once() {
    let told = told(|it| {
        let victim = &mut it["section"][0]["question"][1];
        victim["route"] = json!([
            { "when": "no", "to": "worries" }, { "when": "no", "to": "end" }, { "when": "maybe", "to": "end" },
        ]);
    });
    assert_eq!(
        told,
        [
            "question `victim`: the answer `no` has two routes; keep one",
            "question `victim`: a route begins at the answer `maybe`, which the question has not; mend the name",
        ]
    );
}

#[test]
fn a_misspelt_field_is_refused_and_not_passed_over() {
    let mut written = written();
    written["section"][0]["question"][0]["scal"] = json!("safety");
    let refused = serde_json::from_value::<TypedQuestionnaire>(written).unwrap_err().to_string();
    assert!(refused.contains("unknown field `scal`"), "{refused}");
}

#[test]
fn each_box_on_paper_has_one_name() {
    let questionnaire = questionnaire();
    let count = |name: &str| on_paper::boxes(questionnaire.question(&id(name)).unwrap()).len();
    assert_eq!(
        ["after-dark", "worries", "problems", "order", "better"].map(count),
        [6, 4, 10, 6, 0]
    );
    let mut all: Vec<(QuestionId, AnswerId)> =
        questionnaire.questions().flat_map(on_paper::boxes).collect();
    let before = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), before);
    let spaces: Vec<_> = questionnaire.questions().flat_map(on_paper::spaces).collect();
    assert_eq!(spaces.len(), 5, "\"other\", a long text, a number, a short text, a postcode");
}

#[test]
fn the_worked_example_is_a_questionnaire() {
    let typed = include_str!("../../../../../examples/maidstone-2014/questionnaire.toml");
    let questionnaire = Questionnaire::of(toml::from_str(typed).unwrap()).unwrap();
    assert!((18..=22).contains(&questionnaire.questions().count()));
    assert!(questionnaire.is_in(Language::English));
}

proptest! {
    #[test]
    fn any_routes_give_a_questionnaire_or_faults_and_every_question_kept_can_be_come_to(
        targets in prop::collection::vec((0_usize..12, 0_usize..12), 11),
    ) {
        let mut written = written();
        let names: Vec<String> = questionnaire().questions().map(|one| one.id.to_string()).collect();
        let name = |place: usize| names.get(place).map_or("end", String::as_str).to_owned();
        let mut at = 0;
        for section in written["section"].as_array_mut().unwrap() {
            for question in section["question"].as_array_mut().unwrap() {
                let (then, route) = targets[at];
                question["then"] = json!(name(then.max(at + 1)));
                if question["kind"] == "scale" {
                    question["route"] = json!([{ "when": "very-safe", "to": name(route) }]);
                }
                at += 1;
            }
        }
        match Questionnaire::of(typed(written)) {
            Ok(kept) => for question in kept.questions() {
                let leads = question.routes.iter().map(|(_, goes)| *goes).chain([question.then]);
                for goes in leads {
                    prop_assert!(goes == Goes::ToTheEnd || matches!(goes, Goes::To(to) if to > question.number));
                }
            },
            Err(error) => {
                let routes_alone = error.0.iter().all(|fault| {
                    matches!(fault.wrong, Wrong::RouteBack(_) | Wrong::Unreachable)
                });
                prop_assert!(routes_alone, "{}", error);
            }
        }
    }
}
