//! Replies as codes: for each thing that can be counted, into which one category a reply falls.
//!
//! In come a questionnaire and its replies; out go dimensions, one for a question with one answer, one for each row
//! of a grid, for each answer that can be ticked among several and for each item to rank, and one for the channel. Of
//! numbers and words only whether something was said is a dimension.

mod changed;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::consultation::answer::Answer;
use crate::consultation::answer::AnswerId;
use crate::consultation::answer::AnswerRole;
use crate::consultation::answer::QuestionId;
use crate::consultation::question::Manner;
use crate::consultation::question::Question;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::reply::Channel;
use crate::consultation::reply::CheckedAnswer;
use crate::consultation::reply::Given;
use crate::consultation::reply::Reply;
use crate::consultation::reply::State;
use crate::consultation::results::coding::changed::Joined;
use crate::terms::area::AreaCode;

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// By which way the replies came.
    Channel,
    /// A question with one answer.
    Question(QuestionId),
    /// One row of a grid.
    Row(QuestionId, QuestionId),
    /// One answer of those that can be ticked together.
    Tick(QuestionId, AnswerId),
    /// The place of one item of a ranking.
    Place(QuestionId, QuestionId),
    /// Whether something was said to a question that asks for a number or words.
    Said(QuestionId),
    /// Something known of replies apart from what they answer, such as whether they came late.
    Besides(Cow<'static, str>),
}

/// Into what a reply falls. Each falls into exactly one category of each dimension.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// It came this way.
    Channel(Channel),
    /// It has this answer.
    Answer(AnswerId),
    /// The answer was ticked.
    Ticked,
    /// The question was answered, and this answer not ticked.
    NotTicked,
    /// The item has this place, from 1.
    Place(usize),
    /// The question was answered, and the item has no place.
    NoPlace,
    /// Something was said.
    Said,
    /// It lies in this area.
    Area(AreaCode),
    /// What is known apart from the answers, in words.
    Besides(Cow<'static, str>),
    /// The person cannot say, does not wish to, or it does not apply, where answers are ticked.
    Declined,
    /// The question was asked and left out.
    LeftOut,
    /// Something is wrong with the answer, such as two where one is asked for.
    Unclear,
    /// The answers led past the question.
    NotAsked,
}

/// A thing that is counted, and its categories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// What is counted.
    pub counted: Counted,
    /// Its categories, each with whether it belongs to the base.
    pub categories: Vec<(Category, InBase)>,
}

/// Whether a category belongs to the base: those who were asked, answered, and said something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InBase {
    /// It does.
    Yes,
    /// It does not: left out, unclear, not asked, or "do not know" and its like.
    No,
}

/// All replies, coded.
#[derive(Debug, Clone)]
pub struct Coded {
    dimensions: Vec<Dimension>,
    /// For each dimension, the category of each reply.
    codes: Vec<Vec<usize>>,
    replies: usize,
    /// The numbers that were said without fault.
    numbers: BTreeMap<QuestionId, Vec<f64>>,
    /// The dimensions whose categories are those of another put together, by their places.
    joined: BTreeMap<usize, Joined>,
    /// The dimensions whose codes are of no reply in particular.
    alone: BTreeSet<usize>,
    /// What was written, by its themes.
    themed: Vec<Themed>,
}

/// The themes of what was written to one question, each by the places of the replies that speak of it.
#[derive(Debug, Clone)]
pub(in crate::consultation) struct Themed {
    /// The dimension of whether something was written.
    pub(in crate::consultation) said: usize,
    /// Those that were coded.
    pub(in crate::consultation) coded: BTreeSet<usize>,
    /// Of these, those that speak of each theme.
    pub(in crate::consultation) themes: Vec<BTreeSet<usize>>,
}

/// A reply with the version of the questionnaire that it answers.
pub type Answering<'a> = (&'a Questionnaire, &'a Reply);

impl Coded {
    /// The replies to a questionnaire, coded.
    pub fn of(questionnaire: &Questionnaire, replies: &[Reply]) -> Coded {
        let answering: Vec<Answering<'_>> =
            replies.iter().map(|reply| (questionnaire, reply)).collect();
        Coded::of_versions(questionnaire, &answering)
    }

    /// Replies to several versions of a questionnaire, coded by what `asked` asks. A question is the same in two
    /// versions if its short name is; one that a version does not ask was not asked of those who answered that.
    pub fn of_versions(asked: &Questionnaire, replies: &[Answering<'_>]) -> Coded {
        let mut dimensions = vec![channel()];
        let mut asked_by: Vec<Option<&QuestionId>> = vec![None];
        for question in asked.questions() {
            let of_question = dimensions_of(question, replies);
            asked_by.extend(of_question.iter().map(|_| Some(&question.id)));
            dimensions.extend(of_question);
        }
        let codes = vec![Vec::with_capacity(replies.len()); dimensions.len()];
        let mut coded = Coded { dimensions, codes, replies: replies.len(), ..Coded::nothing() };
        for reply in replies {
            coded.take(*reply, &asked_by);
        }
        coded
    }

    /// No replies to nothing.
    pub fn nothing() -> Coded {
        let (dimensions, codes) = (vec![channel()], vec![Vec::new()]);
        let (numbers, joined, alone) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        Coded { dimensions, codes, replies: 0, numbers, joined, alone, themed: Vec::new() }
    }

    /// Takes up one more reply.
    fn take(&mut self, (version, reply): Answering<'_>, asked_by: &[Option<&QuestionId>]) {
        let checked = reply.checked(version).questions;
        let mut at = 0;
        for ((dimension, id), codes) in self.dimensions.iter().zip(asked_by).zip(&mut self.codes) {
            let Some(id) = id else {
                codes.push(dimension.place(&Category::Channel(reply.channel)));
                continue;
            };
            // Versions ask mostly the same in the same order, so the next question is found at once.
            if checked.get(at).is_none_or(|one| one.question != **id) {
                at = checked.iter().position(|one| one.question == **id).unwrap_or(usize::MAX);
            }
            let category = match checked.get(at) {
                None => Category::NotAsked,
                Some(checked) => category(version, &dimension.counted, checked, reply),
            };
            codes.push(dimension.place(&category));
        }
        for one in &checked {
            let sound = one.state == State::Answered && one.faults.is_empty();
            if let (true, Some(Given::Number(number))) = (sound, reply.answers.get(&one.question)) {
                self.numbers.entry(one.question.clone()).or_default().push(*number as f64);
            }
        }
    }

    /// With one dimension more, of something known apart from the answers. `code_of` gives for each reply the place of
    /// its category, of which all are in the base; a place that is not there is the first.
    #[must_use]
    pub fn and(
        mut self,
        what: &'static str,
        categories: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
        code_of: impl Fn(usize) -> usize,
    ) -> Coded {
        let named = |name| (Category::Besides(name), InBase::Yes);
        let categories: Vec<_> = categories.into_iter().map(|name| named(name.into())).collect();
        let code = |reply| Some(code_of(reply)).filter(|code| *code < categories.len());
        self.codes.push((0..self.replies).map(|reply| code(reply).unwrap_or_default()).collect());
        self.dimensions
            .push(Dimension { counted: Counted::Besides(Cow::Borrowed(what)), categories });
        self
    }

    /// The numbers that were said to a question without fault, in the order of the replies.
    pub fn numbers(&self, question: &QuestionId) -> &[f64] {
        self.numbers.get(question).map(Vec::as_slice).unwrap_or_default()
    }

    /// The dimensions: the channel first, then by question.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// The place of a dimension in the list.
    pub fn find(&self, counted: &Counted) -> Option<usize> {
        self.dimensions.iter().position(|dimension| dimension.counted == *counted)
    }

    /// For each reply, the place of its category in a dimension.
    pub(in crate::consultation) fn codes(&self, dimension: usize) -> &[usize] {
        &self.codes[dimension]
    }

    /// How many replies there are.
    pub fn replies(&self) -> usize {
        self.replies
    }
}

impl Dimension {
    fn of(counted: Counted, inside: Vec<(Category, InBase)>) -> Dimension {
        let outside = [Category::LeftOut, Category::Unclear, Category::NotAsked];
        let outside = outside.into_iter().map(|category| (category, InBase::No));
        Dimension { counted, categories: inside.into_iter().chain(outside).collect() }
    }

    /// The place of a category; of an answer that is none of them, that of what is unclear.
    fn place(&self, category: &Category) -> usize {
        let at = |wanted: &Category| self.categories.iter().position(|(one, _)| one == wanted);
        at(category).or_else(|| at(&Category::Unclear)).unwrap_or_default()
    }
}

fn channel() -> Dimension {
    use Channel::{Assisted, Event, Letter, Online, Paper, Phone};
    let all = [Online, Paper, Phone, Assisted, Event, Letter];
    let categories = all.map(|channel| (Category::Channel(channel), InBase::Yes)).to_vec();
    Dimension { counted: Counted::Channel, categories }
}

fn dimensions_of(question: &Question, replies: &[Answering<'_>]) -> Vec<Dimension> {
    let id = &question.id;
    let answers = |all: &[Answer]| {
        all.iter()
            .map(|one| (Category::Answer(one.id.clone()), in_base(one.role)))
            .collect::<Vec<_>>()
    };
    match &question.manner {
        Manner::OneOf(all) | Manner::Scale(all) => {
            vec![Dimension::of(Counted::Question(id.clone()), answers(all))]
        }
        Manner::Grid(rows, all) => rows
            .iter()
            .map(|row| Dimension::of(Counted::Row(id.clone(), row.id.clone()), answers(all)))
            .collect(),
        Manner::AnyOf(all, _) => all
            .iter()
            .filter(|one| in_base(one.role) == InBase::Yes)
            .map(|one| Dimension::of(Counted::Tick(id.clone(), one.id.clone()), ticks()))
            .collect(),
        Manner::Ranking(items, places) => {
            let named = (1..=*places).map(Category::Place).chain([Category::NoPlace]);
            let inside: Vec<_> = named.map(|one| (one, InBase::Yes)).collect();
            let counted = |item: &QuestionId| Counted::Place(id.clone(), item.clone());
            items.iter().map(|item| Dimension::of(counted(&item.id), inside.clone())).collect()
        }
        Manner::Number(..) | Manner::ShortText(_) | Manner::LongText(_) => {
            let said = vec![(Category::Said, InBase::Yes)];
            vec![Dimension::of(Counted::Said(id.clone()), said)]
        }
        Manner::Postcode(_) => {
            vec![Dimension::of(Counted::Question(id.clone()), areas(id, replies))]
        }
    }
}

/// The areas in which somebody who replied lives, in the order of their codes.
fn areas(question: &QuestionId, replies: &[Answering<'_>]) -> Vec<(Category, InBase)> {
    let area = |(_, reply): &Answering<'_>| match reply.answers.get(question) {
        Some(Given::Area(area)) => Some(*area),
        _ => None,
    };
    let areas: BTreeSet<AreaCode> = replies.iter().filter_map(area).collect();
    areas.into_iter().map(|area| (Category::Area(area), InBase::Yes)).collect()
}

fn ticks() -> Vec<(Category, InBase)> {
    vec![
        (Category::Ticked, InBase::Yes),
        (Category::NotTicked, InBase::Yes),
        (Category::Declined, InBase::No),
    ]
}

fn in_base(role: AnswerRole) -> InBase {
    match role {
        AnswerRole::Ordinary | AnswerRole::Other | AnswerRole::NoneOfThese => InBase::Yes,
        AnswerRole::DoNotKnow | AnswerRole::DoesNotApply | AnswerRole::PreferNotToSay => InBase::No,
    }
}

fn category(
    questionnaire: &Questionnaire,
    counted: &Counted,
    checked: &CheckedAnswer,
    reply: &Reply,
) -> Category {
    match checked.state {
        State::NotAsked => return Category::NotAsked,
        State::Unanswered => return Category::LeftOut,
        State::Answered if !checked.faults.is_empty() => return Category::Unclear,
        State::Answered => {}
    }
    match (counted, reply.answers.get(&checked.question)) {
        (Counted::Question(_), Some(Given::Chosen { answers, .. })) => {
            answers.first().map_or(Category::LeftOut, |answer| Category::Answer(answer.clone()))
        }
        (Counted::Row(_, row), Some(Given::Rows(rows))) => {
            rows.get(row).map_or(Category::LeftOut, |answer| Category::Answer(answer.clone()))
        }
        (Counted::Tick(question, this), Some(Given::Chosen { answers, .. })) => {
            let question = questionnaire.question(question);
            let role = |id| question.and_then(|question| question.answer(id)).map(|one| one.role);
            if answers.iter().filter_map(role).any(|role| in_base(role) == InBase::No) {
                Category::Declined
            } else if answers.contains(this) {
                Category::Ticked
            } else {
                Category::NotTicked
            }
        }
        (Counted::Place(_, item), Some(Given::Ranked(items))) => {
            let at = items.iter().position(|one| one == item);
            at.map_or(Category::NoPlace, |at| Category::Place(at + 1))
        }
        (Counted::Said(_), Some(_)) => Category::Said,
        (Counted::Question(_), Some(Given::Area(area))) => Category::Area(*area),
        _ => Category::Unclear,
    }
}
