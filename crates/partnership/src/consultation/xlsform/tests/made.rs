//! Questionnaires and replies made at random, within what a questionnaire may be.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

use crate::consultation::answer::AnswerId;
use crate::consultation::answer::QuestionId;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::questionnaire::TypedQuestionnaire;
use crate::consultation::reply::Given;

/// What decides how one question looks.
#[derive(Debug, Clone)]
struct Seed {
    kind: usize,
    words: String,
    roles: Vec<usize>,
    number: usize,
    routes: Vec<(usize, usize)>,
    then: Option<usize>,
    help: bool,
    required: bool,
    new_section: usize,
}

/// Words as people write them, and some that an XLSForm has a meaning for.
fn any_words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z0-9 ,.?’é<&>\"'*_#-]{0,20}",
        2 => "\\PC{0,10}",
        1 => Just("Is ${q1} right?\nOr not".to_owned()),
    ]
    .prop_map(|words| format!("w{words}"))
}

fn any_seed() -> impl Strategy<Value = Seed> {
    let routes = prop::collection::vec((0_usize..5, 1_usize..6), 0..4);
    let roles = prop::collection::vec(0_usize..6, 2..5);
    let then = prop::option::weighted(0.2, 1_usize..5);
    let first = (0_usize..9, any_words(), roles, 1_usize..60);
    let second = (routes, then, any::<bool>(), any::<bool>(), 0_usize..5);
    (first, second).prop_map(|(first, (routes, then, help, required, new_section))| {
        let (kind, words, roles, number) = first;
        Seed { kind, words, roles, number, routes, then, help, required, new_section }
    })
}

const KINDS: [&str; 9] = [
    "one-of",
    "scale",
    "any-of",
    "grid",
    "ranking",
    "number",
    "short-text",
    "long-text",
    "postcode",
];
const ROLES: [&str; 6] =
    ["ordinary", "other", "none-of-these", "do-not-know", "does-not-apply", "prefer-not-to-say"];
const SCALES: [&str; 3] = ["safety", "yes-no-about-you", "change"];
/// Short names, among them some that programs keep for themselves.
const NAMES: [&str; 12] = [
    "q1", "meta", "data", "section", "form", "change", "name", "safety", "q-10", "label", "other",
    "root",
];

fn said(words: &str) -> Value {
    json!({ "en": words, "cy": format!("{words} yn Gymraeg") })
}

fn answers(seed: &Seed, grid: bool) -> Vec<Value> {
    let mut other = grid;
    let roles = seed.roles.iter().map(|role| {
        let ordinary = *role == 1 && std::mem::replace(&mut other, true);
        ROLES[if ordinary { 0 } else { *role }]
    });
    let answers = roles.enumerate().map(|(at, role)| {
        let label = said(&format!("{}{at}", seed.words));
        json!({ "id": format!("a{at}"), "label": label, "role": role })
    });
    answers.collect()
}

fn question(at: usize, seed: &Seed, all: usize) -> Value {
    let kind = KINDS[seed.kind];
    let mut question = json!({
        "id": NAMES[at], "kind": kind, "ask": said(&seed.words),
        "need": if seed.required { "required" } else { "optional" },
    });
    if seed.help {
        question["help"] = said(&format!("{} help", seed.words));
    }
    let with_answers = matches!(kind, "one-of" | "scale" | "any-of" | "grid");
    let own_answers = seed.number.is_multiple_of(2) || kind == "any-of";
    if with_answers && own_answers {
        question["answer"] = json!(answers(seed, kind == "grid"));
    } else if with_answers {
        question["scale"] = json!(SCALES[seed.number % 3]);
    }
    if matches!(kind, "grid" | "ranking") {
        let id = |row: usize| format!("{}-r{row}", NAMES[at]);
        let row = |row: usize| json!({ "id": id(row), "label": said(&seed.words) });
        question["row"] = (0..seed.roles.len()).map(row).collect();
    }
    match kind {
        "any-of" | "ranking" if seed.number > 20 => {
            question["at_most"] = json!(1 + seed.number % 2);
        }
        "number" => question["highest"] = json!(seed.number),
        "short-text" | "long-text" => question["longest"] = json!(seed.number),
        "postcode" => question["kept_as"] = json!(["ward", "lsoa"][seed.number % 2]),
        _ => {}
    }
    lead(&mut question, at, seed, all);
    question
}

/// Sets where a question leads.
fn lead(question: &mut Value, at: usize, seed: &Seed, all: usize) {
    let target = |ahead: usize| if at + ahead < all { NAMES[at + ahead] } else { "end" };
    if let Some(ahead) = seed.then {
        question["then"] = json!(target(ahead));
    }
    if matches!(KINDS[seed.kind], "one-of" | "scale") && question.get("answer").is_some() {
        let mut routes: BTreeMap<usize, &str> = BTreeMap::new();
        for (answer, ahead) in seed.routes.iter().filter(|(answer, _)| *answer < seed.roles.len()) {
            routes.entry(*answer).or_insert_with(|| target(*ahead));
        }
        let route = |(when, to): (usize, &str)| json!({ "when": format!("a{when}"), "to": to });
        question["route"] = routes.into_iter().map(route).collect();
    }
}

fn typed(seeds: &[Seed], languages: &Value) -> Value {
    let mut sections: Vec<Value> = Vec::new();
    for (at, seed) in seeds.iter().enumerate() {
        if sections.is_empty() || seed.new_section == 0 {
            let mut section = json!({ "title": said(&seed.words), "question": [] });
            if seed.number.is_multiple_of(2) {
                section["introduction"] = said(&format!("{} to begin with", seed.words));
            }
            sections.push(section);
        }
        let questions = sections.last_mut().unwrap()["question"].as_array_mut().unwrap();
        questions.push(question(at, seed, seeds.len()));
    }
    sections.push(json!({ "title": said("Nothing here"), "question": [] }));
    json!({
        "id": "made-up", "languages": languages, "title": said("Made up"),
        "introduction": said("Only to try it."), "section": sections,
    })
}

/// The questionnaire of these seeds; the routes of the last question that has some go until all can be come to.
fn of(mut seeds: Vec<Seed>, languages: &Value) -> Questionnaire {
    loop {
        let typed: TypedQuestionnaire = serde_json::from_value(typed(&seeds, languages)).unwrap();
        match Questionnaire::of(typed) {
            Ok(questionnaire) => return questionnaire,
            Err(error) => {
                let routed = |seed: &&mut Seed| !seed.routes.is_empty() || seed.then.is_some();
                let last = seeds.iter_mut().rev().find(routed);
                let last = last.unwrap_or_else(|| panic!("{error}"));
                (last.routes, last.then) = (Vec::new(), None);
            }
        }
    }
}

/// Any questionnaire.
pub(crate) fn any_questionnaire() -> impl Strategy<Value = Questionnaire> {
    let languages = vec![json!(["en"]), json!(["en", "cy"]), json!(["cy", "en"])];
    let seeds = prop::collection::vec(any_seed(), 2..NAMES.len());
    (seeds, prop::sample::select(languages)).prop_map(|(seeds, languages)| of(seeds, &languages))
}

type Answers = BTreeMap<QuestionId, Given>;

/// A questionnaire with replies to it, sound and unsound.
pub(crate) fn any_replies(
    questionnaire: Questionnaire,
) -> impl Strategy<Value = (Questionnaire, Vec<Answers>)> {
    let one = prop::collection::vec(0_usize..9, questionnaire.questions().count());
    prop::collection::vec(one, 12).prop_map(move |replies| {
        let replies = replies.iter().map(|reply| answered(&questionnaire, reply)).collect();
        (questionnaire.clone(), replies)
    })
}

fn answered(questionnaire: &Questionnaire, reply: &[usize]) -> Answers {
    let mut answers = Answers::new();
    for (question, choice) in questionnaire.questions().zip(reply) {
        let all = question.answers();
        let one = |at: usize| all.get(at).map(|answer| answer.id.clone());
        let given = match choice {
            0..5 => one(*choice).into_iter().collect(),
            5 => all.iter().map(|answer| answer.id.clone()).collect(),
            6 => [AnswerId("no-such".parse().unwrap())].into(),
            _ => continue,
        };
        answers.insert(question.id.clone(), Given::Chosen { answers: given, other: None });
    }
    answers
}

/// The answer to a question to which one was given.
pub(crate) fn the_one_answer<'a>(
    answers: &'a Answers,
    question: &QuestionId,
) -> Option<&'a AnswerId> {
    match answers.get(question) {
        Some(Given::Chosen { answers, .. }) if answers.len() == 1 => answers.first(),
        _ => None,
    }
}
