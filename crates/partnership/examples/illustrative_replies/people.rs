//! One person who answers: their age, ward and fears, and what they answer to each question.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::consultation::answer::Answer;
use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::AnswerRole;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::language::Language;
use partnership::consultation::question::Manner;
use partnership::consultation::question::Question;
use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::DatedReply;
use partnership::consultation::reply::Given;
use partnership::consultation::reply::Reply;
use partnership::consultation::reply::asked;
use partnership::terms::day::Day;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::comments;

/// The wards of Maidstone in 2017 with how many lower layer super output areas each has (ONS lookup, Open Government
/// Licence): wards with more residents have more replies.
const WARDS: [(&str, u32); 26] = [
    ("E05004982", 5),
    ("E05004983", 1),
    ("E05004984", 5),
    ("E05004985", 2),
    ("E05004986", 6),
    ("E05004987", 3),
    ("E05004989", 2),
    ("E05004990", 2),
    ("E05004991", 5),
    ("E05004992", 6),
    ("E05004993", 3),
    ("E05004994", 3),
    ("E05004995", 4),
    ("E05004996", 6),
    ("E05004997", 1),
    ("E05004999", 5),
    ("E05005000", 5),
    ("E05005001", 1),
    ("E05005002", 3),
    ("E05005003", 6),
    ("E05005004", 4),
    ("E05005006", 4),
    ("E05005007", 2),
    ("E05008553", 5),
    ("E05008554", 1),
    ("E05008555", 5),
];

/// Ages as the example asks them, with how many of a hundred on paper and on-line are so old.
const AGES: [(&str, u32, u32); 7] = [
    ("aged-under-18", 1, 3),
    ("aged-18-24", 3, 12),
    ("aged-25-44", 16, 44),
    ("aged-45-64", 35, 30),
    ("aged-65-74", 26, 7),
    ("aged-75-over", 16, 2),
    ("prefer-not-to-say", 3, 2),
];

/// Somebody who answers.
struct Person {
    channel: Channel,
    /// Which of [`AGES`].
    age: usize,
    ward: usize,
    /// From about -2, who fears nothing, to 2.
    fear: f64,
    /// How likely a question is left out.
    leaves_out: f64,
}

/// What somebody answers, and when it came.
pub(crate) fn reply(
    questionnaire: &Questionnaire,
    channel: Channel,
    chance: &mut ChaCha8Rng,
) -> DatedReply {
    let person = Person::of(channel, chance);
    let mut answers = BTreeMap::new();
    let questions: Vec<&Question> = questionnaire.questions().collect();
    for question in questions {
        if asked(questionnaire, &answers).contains(&question.number)
            && !chance.random_bool(person.leaves_out)
            && let Some(given) = person.answer(question, chance)
        {
            answers.insert(question.id.clone(), given);
        }
    }
    let reply = Reply { channel: person.channel, language: Language::English, answers };
    DatedReply { day: came(person.channel, chance), reply }
}

/// On which day it came: paper in waves after the forms went out, and nine in a thousand late.
fn came(channel: Channel, chance: &mut ChaCha8Rng) -> Day {
    let first: Day = "2015-01-01".parse().expect("a day");
    let after = match channel {
        Channel::Paper if chance.random_bool(0.009) => chance.random_range(60..64),
        Channel::Paper if chance.random_bool(0.4) => chance.random_range(38..59),
        Channel::Paper => chance.random_range(8..38),
        _ => chance.random_range(0..59),
    };
    let day = first.plus_days(after);
    // No post on Sundays.
    let is_sunday = day.date().weekday() == jiff::civil::Weekday::Sunday;
    if channel == Channel::Paper && is_sunday { day.plus_days(1) } else { day }
}

/// One of several, by their weights.
fn weighed(weights: &[f64], chance: &mut ChaCha8Rng) -> usize {
    let mut rest = chance.random_range(0.0..weights.iter().sum::<f64>());
    for (at, weight) in weights.iter().enumerate() {
        rest -= weight;
        if rest < 0.0 {
            return at;
        }
    }
    weights.len() - 1
}

/// Nearly normal: the sum of twelve even numbers, less six.
fn normal(chance: &mut ChaCha8Rng) -> f64 {
    (0..12).map(|_| chance.random_range(0.0..1.0)).sum::<f64>() - 6.0
}

impl Person {
    fn of(channel: Channel, chance: &mut ChaCha8Rng) -> Person {
        let online = channel == Channel::Online;
        let ages = AGES.map(|(_, paper, screen)| f64::from(if online { screen } else { paper }));
        let age = weighed(&ages, chance);
        let older = if (4..=5).contains(&age) { 0.35 } else { 0.0 };
        let ward = weighed(&WARDS.map(|(_, areas)| f64::from(areas)), chance);
        let of_ward = f64::from(u8::try_from(ward * 7 % 11).expect("small")) / 11.0 - 0.5;
        Person {
            channel,
            age,
            ward,
            fear: 0.8 * normal(chance) + older + 0.6 * of_ward,
            leaves_out: if online { 0.01 } else { chance.random_range(0.0..0.09) },
        }
    }

    fn answer(&self, question: &Question, chance: &mut ChaCha8Rng) -> Option<Given> {
        let one = |answer: &Answer| chosen([answer.id.clone()].into(), None);
        match &question.manner {
            Manner::OneOf(answers) => Some(one(self.one_of(question, answers, chance))),
            Manner::Scale(answers) => {
                Some(one(self.on_scale(question.id.0.as_str(), answers, chance)))
            }
            Manner::AnyOf(answers, most) => {
                Some(several(answers, most.unwrap_or(answers.len()), chance))
            }
            Manner::Grid(rows, answers) => {
                let given = rows.iter().filter_map(|row| {
                    let left_out = chance.random_bool(self.leaves_out);
                    let answer = self.on_scale(row.id.0.as_str(), answers, chance);
                    (!left_out).then(|| (row.id.clone(), answer.id.clone()))
                });
                Some(Given::Rows(given.collect()))
            }
            Manner::Ranking(rows, places) => {
                let mut left: Vec<&QuestionId> = rows.iter().map(|row| &row.id).collect();
                let mut ranked = Vec::new();
                while ranked.len() < *places && !left.is_empty() {
                    let weights: Vec<f64> =
                        left.iter().map(|id| 1.0 + leaning(id.0.as_str()).max(0.0) * 2.0).collect();
                    ranked.push(left.remove(weighed(&weights, chance)).clone());
                }
                Some(Given::Ranked(ranked))
            }
            Manner::Number(lowest, _) => Some(Given::Number(
                lowest + i64::from(chance.random_bool(0.3)) * chance.random_range(1..4),
            )),
            Manner::ShortText(_) => Some(Given::Text(comments::organisation(chance).to_owned())),
            Manner::LongText(longest) => comments::comment(question.id.0.as_str(), chance)
                .filter(|text| text.chars().count() <= *longest)
                .map(Given::Text),
            Manner::Postcode(_) => chance
                .random_bool(0.8)
                .then(|| Given::Area(WARDS[self.ward].0.parse().expect("a ward's code"))),
        }
    }

    /// Somebody's own answer to a question about them; else one by weights that lean as people's do.
    fn one_of<'a>(
        &self,
        question: &Question,
        answers: &'a [Answer],
        chance: &mut ChaCha8Rng,
    ) -> &'a Answer {
        let named = |id: &str| answers.iter().find(|answer| answer.id.0.as_str() == id);
        let mine = match question.id.0.as_str() {
            "age" => named(AGES[self.age].0),
            "answering-as" => {
                named(if chance.random_bool(0.97) { "myself" } else { "organisation" })
            }
            "victim" => {
                let share = (0.16 + 0.05 * self.fear).clamp(0.02, 0.6);
                named(if chance.random_bool(share) { "yes" } else { "no" })
            }
            "disability" => {
                let share = if self.age >= 4 { 0.3 } else { 0.14 };
                named(if chance.random_bool(share) { "yes" } else { "no" })
            }
            _ => None,
        };
        mine.unwrap_or_else(|| self.on_scale(question.id.0.as_str(), answers, chance))
    }

    /// A step of a scale from good to bad, or from much to little: the further along, the more it is feared.
    fn on_scale<'a>(
        &self,
        named: &str,
        answers: &'a [Answer],
        chance: &mut ChaCha8Rng,
    ) -> &'a Answer {
        let says = |answer: &&Answer| answer.role == AnswerRole::Ordinary;
        let (steps, others): (Vec<&Answer>, Vec<&Answer>) = answers.iter().partition(says);
        if let Some(other) = others.first().filter(|_| chance.random_bool(0.05)) {
            return other;
        }
        let fear = self.fear * if begins_bad(named) { -1.0 } else { 1.0 };
        let lean = leaning(named) * if begins_bad(named) { -1.0 } else { 1.0 };
        let middle = 0.5 + 0.16 * fear + 0.2 * lean + 0.13 * normal(chance);
        let last = steps.len() - 1;
        let place = (middle * f64::from(u8::try_from(steps.len()).expect("few"))).floor();
        let step = (0..last).find(|at| place <= f64::from(u8::try_from(*at).expect("few")));
        steps[step.unwrap_or(last)]
    }
}

/// Whether the first step of the question's scale is the one that the fearful choose.
fn begins_bad(named: &str) -> bool {
    ["problem", "change", "priority", "victim", "reported"]
        .iter()
        .any(|begin| named.starts_with(begin))
}

/// How much worse something is than most.
fn leaning(named: &str) -> f64 {
    match named {
        "safe-home" => -1.6,
        "safe-daylight" => -1.1,
        "safe-town-centre" | "problem-speeding" | "rank-behaviour" => 0.9,
        "safe-after-dark" | "problem-parking" | "problem-litter" => 0.5,
        "problem-noise" | "problem-burglary" => -0.6,
        "priority-violence" | "rank-violence" => 1.2,
        "priority-behaviour" => 1.0,
        "priority-substances" | "rank-burglary" => 0.7,
        "priority-roads" | "rank-roads" => 0.4,
        "change" => 0.3,
        _ => 0.0,
    }
}

fn chosen(answers: BTreeSet<AnswerId>, other: Option<String>) -> Given {
    Given::Chosen { answers, other }
}

/// Some of several answers, most often two or three; who says "none of these" says nothing else.
fn several(answers: &[Answer], most: usize, chance: &mut ChaCha8Rng) -> Given {
    if let Some(none) = answers.iter().find(|one| one.role.stands_alone())
        && chance.random_bool(0.07)
    {
        return chosen([none.id.clone()].into(), None);
    }
    let mut left: Vec<(usize, &Answer)> =
        answers.iter().enumerate().filter(|(_, one)| !one.role.stands_alone()).collect();
    let wanted = (1 + weighed(&[1.0, 2.0, 3.0], chance)).min(most);
    let mut taken = BTreeSet::new();
    let mut other = None;
    while taken.len() < wanted && !left.is_empty() {
        let weight = |(at, one): &(usize, &Answer)| match one.role {
            AnswerRole::Other => 0.15,
            _ => 1.0 / (1.0 + 0.25 * f64::from(u8::try_from(*at).expect("few"))),
        };
        let weights: Vec<f64> = left.iter().map(weight).collect();
        let (_, answer) = left.remove(weighed(&weights, chance));
        if answer.role == AnswerRole::Other {
            other = Some(comments::something_else(chance).to_owned());
        }
        taken.insert(answer.id.clone());
    }
    chosen(taken, other)
}
