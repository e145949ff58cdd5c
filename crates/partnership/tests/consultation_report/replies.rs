//! Made-up replies to the worked example's questionnaire, the same for the same seed.
//!
//! The 772 of the partnership's own consultation came 736 on paper and 36 on-line; so many of each are made by default.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::consultation::answer::Answer;
use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::AnswerRole;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::answer::Row;
use partnership::consultation::exercise::Consultation;
use partnership::consultation::exercise::TypedConsultation;
use partnership::consultation::language::Language;
use partnership::consultation::question::Manner;
use partnership::consultation::question::Question;
use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::Given;
use partnership::consultation::reply::Reply;
use partnership::consultation::reply::asked;
use partnership::consultation::version::Deed;
use partnership::consultation::version::Version;
use partnership::membership::body::Body;

/// A small repeatable generator (splitmix64; Steele, Lea and Flood 2014).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// A number from 0 up to 1.
    pub(crate) fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number below `end`, the lower ones more often.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to end")]
    pub(crate) fn leaning(&mut self, end: usize, lean: f64) -> usize {
        ((self.share().powf(lean) * end as f64) as usize).min(end.saturating_sub(1))
    }
}

/// The worked example's questionnaire, opened as version 1.
pub(crate) fn version() -> Version {
    let typed = include_str!("../../../../examples/maidstone-2014/questionnaire.toml");
    let questionnaire = Questionnaire::of(toml::from_str(typed).unwrap()).unwrap();
    Version::first(questionnaire).after(Deed::Open("2015-01-01".parse().unwrap())).unwrap()
}

/// The worked example's consultation.
pub(crate) fn consultation() -> Consultation {
    let typed = include_str!("../../../../examples/maidstone-2014/consultation.toml");
    let typed: TypedConsultation = toml::from_str(typed).unwrap();
    let body: Body = serde_json::from_value(serde_json::json!({
        "id": "partnership", "name": "the Safer Maidstone Partnership", "kind": "strategy-group"
    }))
    .unwrap();
    Consultation::of(typed, version().questionnaire(), &[body]).unwrap()
}

/// So many replies on paper, and so many on-line.
pub(crate) fn replies(seed: u64, on_paper: usize, online: usize) -> Vec<Reply> {
    let (version, mut chance) = (version(), Chance(seed));
    let ways = std::iter::repeat_n(Channel::Paper, on_paper)
        .chain(std::iter::repeat_n(Channel::Online, online));
    ways.map(|channel| reply(version.questionnaire(), channel, &mut chance)).collect()
}

fn reply(questionnaire: &Questionnaire, channel: Channel, chance: &mut Chance) -> Reply {
    let mut answers: BTreeMap<QuestionId, Given> = BTreeMap::new();
    for question in questionnaire.questions() {
        let left_out = chance.share() < 0.04;
        if !left_out && asked(questionnaire, &answers).contains(&question.number) {
            answers.extend(given(question, chance).map(|given| (question.id.clone(), given)));
        }
    }
    Reply { channel, language: Language::English, answers }
}

fn given(question: &Question, chance: &mut Chance) -> Option<Given> {
    let lean = 1.0 + (question.number % 5) as f64 / 3.0;
    let one = |answers: &[Answer], chance: &mut Chance| {
        answers[chance.leaning(answers.len(), lean)].id.clone()
    };
    let chosen = |answers: BTreeSet<_>| Given::Chosen { answers, other: None };
    Some(match &question.manner {
        Manner::OneOf(answers) | Manner::Scale(answers) => {
            let first = one(answers, chance);
            let twice = chance.share() < 0.02;
            let second = twice.then(|| one(answers, chance));
            chosen(std::iter::once(first).chain(second).collect())
        }
        Manner::AnyOf(answers, most) => chosen(several(answers, *most, lean, chance)),
        Manner::Grid(rows, answers) => {
            let mut given = BTreeMap::new();
            for row in rows {
                if chance.share() > 0.05 {
                    given.insert(row.id.clone(), one(answers, chance));
                }
            }
            Given::Rows(given)
        }
        Manner::Ranking(items, places) => ranked(items, *places, chance),
        Manner::Number(lowest, highest) => {
            let most = (*highest - *lowest).min(6);
            let more = chance.leaning(usize::try_from(most).ok()?, 2.0);
            Given::Number(lowest + i64::try_from(more).ok()?)
        }
        Manner::ShortText(_) | Manner::LongText(_) => {
            if chance.share() < 0.5 {
                return None;
            }
            Given::Text("Better lighting on the way from the station.".to_owned())
        }
        Manner::Postcode(_) => {
            let ward = 5_004_980 + chance.leaning(26, 1.3);
            Given::Area(format!("E0{ward}").parse().ok()?)
        }
    })
}

fn several(
    answers: &[Answer],
    most: Option<usize>,
    lean: f64,
    chance: &mut Chance,
) -> BTreeSet<AnswerId> {
    let plain: Vec<&Answer> =
        answers.iter().filter(|one| one.role == AnswerRole::Ordinary).collect();
    let number = 1 + chance.leaning(most.unwrap_or(plain.len()), 0.8);
    let pick = |_| plain[chance.leaning(plain.len(), lean)].id.clone();
    (0..number).map(pick).collect()
}

fn ranked(items: &[Row], places: usize, chance: &mut Chance) -> Given {
    let mut left: Vec<QuestionId> = items.iter().map(|item| item.id.clone()).collect();
    let pick = |_| left.remove(chance.leaning(left.len(), 1.5));
    Given::Ranked((0..places).map(pick).collect())
}
