//! How far people who looked at the same answers agree, and how far they agree with the machine.
//!
//! In come the questions of all returns; out go, for one question, how many were looked at twice and how many alike, and
//! Krippendorff's alpha (see [`krippendorffs_alpha`] for its formula and when not to use it).

use crate::consultation::answer::QuestionId;
use crate::consultation::reading::decision::Verdict;
use crate::consultation::reading::settled::QuestionState;
use crate::statistics::agreement::Agreement;
use crate::statistics::agreement::AgreementError;
use crate::statistics::agreement::krippendorffs_alpha;

/// How far those who looked at one question agree.
#[derive(Debug, Clone, PartialEq)]
pub struct BetweenPeople {
    /// Which question.
    pub question: QuestionId,
    /// How many returns two people or more looked at.
    pub by_two: usize,
    /// In how many of these all said the same.
    pub alike: usize,
    /// Agreement beyond chance, or why there is none to tell.
    pub alpha: Result<Agreement, AgreementError>,
    /// In how many returns somebody looked at what the machine had read clearly.
    pub beside_machine: usize,
    /// In how many of these everybody said what the machine says.
    pub as_machine: usize,
}

/// How far people agree on one question, over the states of that question in all returns.
pub fn between_people<'a>(
    question: &QuestionId,
    returns: impl Iterator<Item = &'a QuestionState>,
) -> BetweenPeople {
    let mut codes: Vec<&Verdict> = Vec::new();
    let (mut coded, mut alike, mut beside_machine, mut as_machine) = (Vec::new(), 0, 0, 0);
    for state in returns.filter(|state| state.question == *question && !state.voices.is_empty()) {
        let said: Vec<&Verdict> = state.voices.iter().map(|voice| &voice.verdict).collect();
        if state.machine.is_clear() {
            let machine = Verdict::Is(state.machine.given.clone());
            beside_machine += 1;
            as_machine += usize::from(said.iter().all(|one| one.is_alike(&machine)));
        }
        let these: Vec<Option<u32>> = said.iter().map(|one| Some(code(&mut codes, one))).collect();
        alike += usize::from(these.len() > 1 && these.windows(2).all(|pair| pair[0] == pair[1]));
        coded.push(these);
    }
    let by_two = coded.iter().filter(|these| these.len() > 1).count();
    let question = question.clone();
    let alpha = krippendorffs_alpha(&coded);
    BetweenPeople { question, by_two, alike, alpha, beside_machine, as_machine }
}

/// The code of a verdict: its place among those that are unlike each other.
fn code<'a>(codes: &mut Vec<&'a Verdict>, verdict: &'a Verdict) -> u32 {
    let place = codes.iter().position(|one| one.is_alike(verdict)).unwrap_or_else(|| {
        codes.push(verdict);
        codes.len() - 1
    });
    u32::try_from(place).unwrap_or(u32::MAX)
}
