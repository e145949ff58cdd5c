//! Each question of a return, settled or waiting, by what the machine read and what people decided.
//!
//! In come a questionnaire, what the machine says, the decisions so far and the share for a second look; out goes where
//! each question stands, and the reply once nothing waits. The order in which different people decide changes nothing.

use std::collections::BTreeMap;

use crate::consultation::answer::QuestionId;
use crate::consultation::language::Language;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::reading::decision::Act;
use crate::consultation::reading::decision::Decision;
use crate::consultation::reading::decision::DecisionRefused;
use crate::consultation::reading::decision::Verdict;
use crate::consultation::reading::decision::Voice;
use crate::consultation::reading::decision::allowed;
use crate::consultation::reading::decision::voices;
use crate::consultation::reading::machine::MachineSays;
use crate::consultation::reading::reason::Reason;
use crate::consultation::reading::sample::SecondLook;
use crate::consultation::reply::Channel;
use crate::consultation::reply::Given;
use crate::consultation::reply::Reply;
use crate::consultation::reply::asked;

/// A return as a machine read it: which one, and what it says of each question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadReturn {
    /// Its number within the batch.
    pub number: i64,
    /// What the machine says.
    pub machine: BTreeMap<QuestionId, MachineSays>,
}

/// Where a question of a return stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionState {
    /// Which question.
    pub question: QuestionId,
    /// What the machine says.
    pub machine: MachineSays,
    /// What people say, each once.
    pub voices: Vec<Voice>,
    /// Whether it is in the share that a second person looks at.
    pub is_sampled: bool,
    /// Whether it is settled.
    pub standing: Standing,
}

/// Whether a question is settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// This is what the paper says.
    Settled(Verdict),
    /// It waits for somebody, for these reasons.
    Waits(Vec<Reason>),
}

impl QuestionState {
    /// Whether it waits for somebody.
    pub fn waits(&self) -> bool {
        match self.standing {
            Standing::Waits(_) => true,
            Standing::Settled(_) => false,
        }
    }

    /// Whether it waits for this person, who has not said what it says.
    pub fn waits_for(&self, person: &str) -> bool {
        self.waits() && self.voices.iter().all(|voice| voice.by != person)
    }

    /// Why it waits; nothing where it is settled.
    pub fn reasons(&self) -> &[Reason] {
        match &self.standing {
            Standing::Waits(reasons) => reasons,
            Standing::Settled(_) => &[],
        }
    }

    /// Whether its page was not seen, so that it is keyed from the whole form.
    pub fn is_keyed(&self) -> bool {
        self.machine.reasons.contains(&Reason::NotSeen)
    }

    /// What the machine suggests to somebody who is to decide now. In the share for a second look it suggests nothing,
    /// so that nobody follows it: the first to look are to see the paper alone.
    pub fn suggestion(&self) -> Option<&Given> {
        self.machine.given.as_ref().filter(|_| !self.is_sampled)
    }
}

/// Where each question of a return stands, in the order of the questionnaire.
pub fn states(
    questionnaire: &Questionnaire,
    read: &ReadReturn,
    decisions: &[Decision],
    second: SecondLook,
) -> Vec<QuestionState> {
    let mut voices = voices(decisions);
    let not_seen = || MachineSays { given: None, reasons: vec![Reason::NotSeen] };
    let questions = questionnaire.questions().map(|question| {
        let machine = read.machine.get(&question.id).cloned().unwrap_or_else(not_seen);
        let voices = voices.remove(&question.id).unwrap_or_default();
        let is_sampled = second.draws(read.number, &question.id);
        let standing = standing(&machine, &voices, is_sampled);
        QuestionState { question: question.id.clone(), machine, voices, is_sampled, standing }
    });
    let mut states: Vec<QuestionState> = questions.collect();
    led_past(questionnaire, &mut states);
    states
}

/// Where one question stands, whatever else was answered.
///
/// The machine's clear answer is one voice and each person's another. One voice settles it; in the share for a second
/// look, where a page was keyed unseen, or where somebody cannot tell, it takes two that say the same. Where voices differ
/// the answer stands that at least two give and more than any other.
fn standing(machine: &MachineSays, people: &[Voice], is_sampled: bool) -> Standing {
    let of_machine = machine.is_clear().then(|| Verdict::Is(machine.given.clone()));
    let all: Vec<&Verdict> =
        of_machine.iter().chain(people.iter().map(|voice| &voice.verdict)).collect();
    let mut groups: Vec<Vec<&Verdict>> = Vec::new();
    for verdict in all {
        match groups.iter_mut().find(|group| group.iter().any(|one| one.is_alike(verdict))) {
            Some(group) => group.push(verdict),
            None => groups.push(vec![verdict]),
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let Some(first) = groups.first() else { return Standing::Waits(machine.reasons.clone()) };
    let second = groups.get(1).map_or(0, Vec::len);
    let is_keyed = machine.reasons.contains(&Reason::NotSeen);
    let cannot_tell = first.contains(&&Verdict::CannotTell);
    let needed = if is_sampled || is_keyed || cannot_tell || second > 0 { 2 } else { 1 };
    if first.len() >= needed && first.len() > second {
        return Standing::Settled(as_written(first));
    }
    let why = match (second, cannot_tell) {
        (1.., _) => Reason::Disagreement,
        (0, true) => Reason::CannotTell,
        (0, false) => Reason::SecondPerson,
    };
    Standing::Waits(machine.reasons.iter().cloned().chain([why]).collect())
}

/// One of several verdicts that are alike: always the same, whoever spoke first. Words with capitals sort before those
/// without, so they are kept.
fn as_written(alike: &[&Verdict]) -> Verdict {
    let words = |verdict: &Verdict| match verdict {
        Verdict::Is(Some(Given::Text(words))) => words.clone(),
        Verdict::Is(Some(Given::Chosen { other, .. })) => other.clone().unwrap_or_default(),
        Verdict::Is(Some(
            Given::Rows(_) | Given::Ranked(_) | Given::Number(_) | Given::Area(_),
        ))
        | Verdict::Is(None)
        | Verdict::CannotTell => String::new(),
    };
    let least = alike.iter().min_by_key(|verdict| words(verdict));
    least.map_or(Verdict::CannotTell, |verdict| (*verdict).clone())
}

/// Lets an answer that the machine alone read wait, where an earlier answer leads past its question.
fn led_past(questionnaire: &Questionnaire, states: &mut [QuestionState]) {
    let asked = asked(questionnaire, &settled(states));
    for (state, question) in states.iter_mut().zip(questionnaire.questions()) {
        let by_machine = state.voices.is_empty() && !state.waits() && state.machine.given.is_some();
        if by_machine && !asked.contains(&question.number) {
            state.standing = Standing::Waits(vec![Reason::LedPast]);
        }
    }
}

/// The answers that are settled.
fn settled(states: &[QuestionState]) -> BTreeMap<QuestionId, Given> {
    let given = states.iter().filter_map(|state| match &state.standing {
        Standing::Settled(verdict) => Some((state.question.clone(), verdict.given()?.clone())),
        Standing::Waits(_) => None,
    });
    given.collect()
}

/// The reply that a return is; none while anything of it waits.
pub fn reply(states: &[QuestionState], language: Language) -> Option<Reply> {
    let is_settled = states.iter().all(|state| !state.waits());
    is_settled.then(|| Reply { channel: Channel::Paper, language, answers: settled(states) })
}

/// That somebody may do this now.
///
/// # Errors
/// When it says nothing, is about a question that is settled or that they decided, gives what cannot be answered, or
/// takes back what is not theirs.
pub fn may_act(
    questionnaire: &Questionnaire,
    states: &[QuestionState],
    act: &Act,
    by: &str,
) -> Result<(), DecisionRefused> {
    let verdicts = match act {
        Act::Gives(verdicts) => verdicts,
        Act::Withdraws(number) => {
            let theirs = states.iter().flat_map(|state| &state.voices);
            let mut theirs = theirs.filter(|voice| voice.by == by && voice.decision == *number);
            let found = theirs.next().map(|_| ());
            return found.ok_or(DecisionRefused::NothingToWithdraw(*number));
        }
    };
    if verdicts.is_empty() {
        return Err(DecisionRefused::Empty);
    }
    for (question, verdict) in verdicts {
        allowed(questionnaire, question, verdict)?;
        let state = states.iter().find(|state| state.question == *question);
        let state = state.ok_or_else(|| DecisionRefused::NoSuchQuestion(question.clone()))?;
        if state.voices.iter().any(|voice| voice.by == by) {
            return Err(DecisionRefused::Twice(question.clone()));
        }
        if !state.waits() {
            return Err(DecisionRefused::Settled(question.clone()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
