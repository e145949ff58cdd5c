//! People who look at what the machine is not sure of, and who err: how much is wrong once nothing waits any more.
//!
//! In come a page with known truth and what was read of it; out goes how many boxes and questions are wrong after review.
//! Who is asked, how often, and whose word counts, is as the program has it (`partnership::consultation::reading`), the share
//! for a second person with it. Only the people are made up: they see what was meant, and now and then say another thing.

use std::collections::{BTreeMap, BTreeSet};

use paper::marks::Mark;
use paper::page::PageReading;
use partnership::consultation::answer::{AnswerId, QuestionId};
use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::reading::decision::{Act, Decision, How, Verdict};
use partnership::consultation::reading::machine::machine_says;
use partnership::consultation::reading::sample::{SecondLook, USUAL};
use partnership::consultation::reading::settled::{ReadReturn, Standing, states};
use partnership::consultation::reading::side::{BoxMark, ReadBox, ReadPage, ReadSide};
use partnership::consultation::reply::Given;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::json;

use super::Made;
use super::hand::Must;

/// How often a person errs in a question that they look at. The first is the error of single keying a field, pooled over 93
/// papers (PMC13078370); whoever is tired or in a hurry errs more.
pub(crate) const ERRING: [f64; 3] = [0.0029, 0.01, 0.05];

/// Those who look, one after another, until nothing waits.
const PEOPLE: [&str; 8] = ["ann", "bob", "cat", "dan", "eve", "fay", "gus", "hal"];

/// What is right and wrong after review.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Reviewed {
    pub(crate) boxes: usize,
    pub(crate) wrong_boxes: usize,
    pub(crate) questions: usize,
    pub(crate) wrong_questions: usize,
    /// At how many questions somebody looked, and how often in all.
    pub(crate) looked_at: usize,
    pub(crate) looks: usize,
}

impl Reviewed {
    pub(crate) fn and(self, other: Reviewed) -> Reviewed {
        Reviewed {
            boxes: self.boxes + other.boxes,
            wrong_boxes: self.wrong_boxes + other.wrong_boxes,
            questions: self.questions + other.questions,
            wrong_questions: self.wrong_questions + other.wrong_questions,
            looked_at: self.looked_at + other.looked_at,
            looks: self.looks + other.looks,
        }
    }
}

/// A question of a page: what its boxes are, and which of them are meant.
struct Truth {
    boxes: Vec<AnswerId>,
    meant: BTreeSet<AnswerId>,
    /// Boxes whose mark the scanner dropped: of these nobody can say anything.
    lost: BTreeSet<AnswerId>,
}

/// What is wrong of a page once people who err as often as `erring` says have looked; nothing read of it is keyed by two.
pub(crate) fn reviewed(
    (seed, made): (u64, &Made),
    read: Option<&PageReading>,
    erring: f64,
) -> Reviewed {
    let truths = truths(made);
    let questionnaire = questionnaire(&truths);
    let machine = read.map(|read| machine_says(&questionnaire, &[&side(read)]));
    let read = ReadReturn { number: 1, machine: machine.unwrap_or_default() };
    let look = SecondLook { seed, one_in: USUAL };
    let mut chance = ChaCha8Rng::seed_from_u64(seed ^ erring.to_bits());
    let (mut decisions, mut looks) = (Vec::new(), 0);
    for (by, number) in PEOPLE.into_iter().zip(1..) {
        let states = states(&questionnaire, &read, &decisions, look);
        let theirs = states.iter().filter(|state| state.waits_for(by));
        let said = |id: &QuestionId| (id.clone(), said(&truths[id], erring, &mut chance));
        let said: BTreeMap<_, _> = theirs.map(|state| &state.question).map(said).collect();
        if said.is_empty() {
            break;
        }
        looks += said.len();
        decisions.push(decision(number, by, said));
    }
    let mut all = Reviewed { looks, ..Reviewed::default() };
    for state in states(&questionnaire, &read, &decisions, look) {
        all.looked_at += usize::from(!state.voices.is_empty());
        count(&mut all, &truths[&state.question], &state.standing);
    }
    all
}

fn decision(number: i64, by: &str, said: BTreeMap<QuestionId, Verdict>) -> Decision {
    Decision {
        number,
        place: number,
        by: by.to_owned(),
        at: jiff::Timestamp::UNIX_EPOCH,
        how: How::Snippet,
        act: Act::Gives(said),
    }
}

/// Counts a question. One that still waits is wrong in one box.
fn count(all: &mut Reviewed, truth: &Truth, standing: &Standing) {
    let seen = truth.boxes.iter().filter(|id| !truth.lost.contains(*id));
    all.boxes += seen.clone().count();
    let wrong = match standing {
        Standing::Settled(verdict) => {
            let given = match verdict.given() {
                Some(Given::Chosen { answers, .. }) => answers.clone(),
                _ => BTreeSet::new(),
            };
            seen.filter(|id| given.contains(*id) != truth.meant.contains(*id)).count()
        }
        Standing::Waits(_) => 1,
    };
    all.wrong_boxes += wrong;
    if truth.lost.is_empty() {
        all.questions += 1;
        all.wrong_questions += usize::from(wrong > 0);
    }
}

/// What a person says of a question: what was meant or, if they err, the same but for one box.
fn said(truth: &Truth, erring: f64, chance: &mut ChaCha8Rng) -> Verdict {
    let mut answers = truth.meant.clone();
    if chance.random_bool(erring) {
        let other = &truth.boxes[chance.random_range(0..truth.boxes.len())];
        if !answers.remove(other) {
            answers.insert(other.clone());
        }
    }
    let is_answered = !answers.is_empty();
    Verdict::Is(is_answered.then_some(Given::Chosen { answers, other: None }))
}

fn truths(made: &Made) -> BTreeMap<QuestionId, Truth> {
    let page = &made.form.pages[usize::from(made.code.page()) - 1];
    let mut truths: BTreeMap<QuestionId, Truth> = BTreeMap::new();
    for (tick, field) in page.boxes.iter().zip(&made.fields) {
        let none = Truth { boxes: Vec::new(), meant: BTreeSet::new(), lost: BTreeSet::new() };
        let truth = truths.entry(question(&tick.question)).or_insert(none);
        let id = answer(&tick.answer);
        match field.must {
            Must::Marked => {
                truth.meant.insert(id.clone());
            }
            Must::Lost => {
                truth.lost.insert(id.clone());
            }
            // A mark that was taken back is not meant.
            Must::Unmarked | Must::Queued => {}
        }
        truth.boxes.push(id);
    }
    truths
}

/// The page as a questionnaire: each question asks for one of its answers.
fn questionnaire(truths: &BTreeMap<QuestionId, Truth>) -> Questionnaire {
    let words = |text: &str| json!({ "en": text });
    let answer = |id: &AnswerId| json!({ "id": id, "label": words(&id.to_string()) });
    let questions = truths.iter().map(|(id, truth)| {
        let answers: Vec<_> = truth.boxes.iter().map(answer).collect();
        json!({ "id": id, "kind": "one-of", "ask": words(&id.to_string()), "answer": answers })
    });
    let section = json!({ "title": words("Page"), "question": questions.collect::<Vec<_>>() });
    let typed = json!({
        "id": "smp-2015",
        "languages": ["en"],
        "title": words("A form"),
        "introduction": words("Tell us."),
        "section": [section],
    });
    Questionnaire::of(serde_json::from_value(typed).unwrap()).unwrap()
}

/// A page as the program keeps what was read of it.
fn side(read: &PageReading) -> ReadSide {
    let boxes = read.boxes.iter().map(|one| ReadBox {
        question: question(&one.question),
        answer: answer(&one.answer),
        mark: match one.mark {
            Mark::Unmarked => BoxMark::Unmarked,
            Mark::Marked => BoxMark::Marked,
            Mark::Doubtful(_) => BoxMark::Doubtful(String::new()),
            Mark::CancelledLooking(_) => BoxMark::CancelledLooking(String::new()),
        },
        shape: 0,
    });
    ReadSide::Page(Box::new(ReadPage {
        code: read.code.clone(),
        residual_mm: 0.0,
        turned: 0.0,
        boxes: boxes.collect(),
        spaces: Vec::new(),
    }))
}

fn question(id: &str) -> QuestionId {
    QuestionId(id.parse().unwrap())
}

fn answer(id: &str) -> AnswerId {
    AnswerId(id.parse().unwrap())
}
