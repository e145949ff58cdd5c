//! Answers and rows as people write them: one on a line, in each language.
//!
//! In come lines and the answers that there were; out go answers that keep their short names where they are the same
//! ones: a line that stays keeps its own wherever it moves, and one that is reworded in its place keeps it too.

use std::collections::BTreeSet;

use crate::consultation::answer::Answer;
use crate::consultation::answer::AnswerId;
use crate::consultation::answer::AnswerRole;
use crate::consultation::answer::QuestionId;
use crate::consultation::answer::Row;
use crate::consultation::language::Language;
use crate::consultation::language::Words;
use crate::consultation::questionnaire::TypedQuestionnaire;
use crate::terms::slug;
use crate::terms::slug::Slug;

/// Why the lines of several languages are not the same answers.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "there are {first} in {} and {found} in {}; write each on the same line in both",
    .of_first.in_words(),
    .language.in_words()
)]
pub struct LinesDiffer {
    /// How many there are in the first language.
    pub first: usize,
    /// Which language that is.
    pub of_first: Language,
    /// How many there are in another.
    pub found: usize,
    /// Which one that is.
    pub language: Language,
}

/// The words that stand line by line in each language; blank lines count for nothing.
///
/// # Errors
/// When another language has more or fewer lines than the first.
pub fn side_by_side(texts: &[(Language, &str)]) -> Result<Vec<Words>, LinesDiffer> {
    let lines_of = |text: &str| -> Vec<String> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    };
    let Some(((of_first, text), others)) = texts.split_first() else { return Ok(Vec::new()) };
    let mut all: Vec<Words> =
        lines_of(text).iter().map(|line| Words::default().and(*of_first, line)).collect();
    for (language, text) in others {
        let lines = lines_of(text);
        if lines.len() != all.len() {
            let (first, found) = (all.len(), lines.len());
            return Err(LinesDiffer { first, of_first: *of_first, found, language: *language });
        }
        all = all.into_iter().zip(&lines).map(|(words, line)| words.and(*language, line)).collect();
    }
    Ok(all)
}

/// The lines of answers or rows in one language, as [`side_by_side`] takes them.
pub fn written<'w>(words: impl Iterator<Item = &'w Words>, language: Language) -> String {
    let lines: Vec<&str> = words.map(|words| words.only_in(language).unwrap_or_default()).collect();
    lines.join("\n")
}

/// Ordinary answers with these words, in the place of those `before`. Words in languages that are not written here
/// stay as they were.
pub fn answers(lines: Vec<Words>, before: &[Answer]) -> Vec<Answer> {
    let (ordinary, special): (Vec<&Answer>, Vec<&Answer>) =
        before.iter().partition(|answer| answer.role.is_ordinary());
    let known: Vec<(&Slug, &Words)> =
        ordinary.iter().map(|answer| (&answer.id.0, &answer.label)).collect();
    let taken = special.iter().map(|answer| answer.id.0.clone()).collect();
    let named = named(lines, &known, taken, "answer");
    let answer = |(id, label)| Answer { id: AnswerId(id), label, role: AnswerRole::Ordinary };
    named.into_iter().map(answer).collect()
}

/// Rows with these words in a question of `questionnaire`, in the place of those `before`.
pub fn rows(lines: Vec<Words>, before: &[Row], questionnaire: &TypedQuestionnaire) -> Vec<Row> {
    let known: Vec<(&Slug, &Words)> = before.iter().map(|row| (&row.id.0, &row.label)).collect();
    let mut taken = questionnaire.ids();
    for (id, _) in &known {
        taken.remove(*id);
    }
    let named = named(lines, &known, taken, "row");
    named.into_iter().map(|(id, label)| Row { id: QuestionId(id), label }).collect()
}

/// Each line with its short name: that of the same words, else that of its place if nothing else has it, else a new one.
fn named(
    lines: Vec<Words>,
    known: &[(&Slug, &Words)],
    mut taken: BTreeSet<Slug>,
    otherwise: &str,
) -> Vec<(Slug, Words)> {
    let same = |line: &Words| known.iter().position(|(_, words)| says_the_same(line, words));
    let mut claimed: BTreeSet<usize> = BTreeSet::new();
    let claims: Vec<Option<usize>> =
        lines.iter().map(|line| same(line).filter(|at| claimed.insert(*at))).collect();
    taken.extend(known.iter().map(|(id, _)| (*id).clone()));
    let mut all = Vec::new();
    for (place, (line, claim)) in lines.into_iter().zip(claims).enumerate() {
        let in_place = || (place < known.len() && claimed.insert(place)).then_some(place);
        let before = claim.or_else(in_place).and_then(|at| known.get(at));
        let id = match before {
            Some((id, _)) => Some((*id).clone()),
            None => slug::free(first_words(&line), otherwise, |slug| taken.contains(slug)),
        };
        let Some(id) = id else { continue };
        taken.insert(id.clone());
        let label = before.map_or(line.clone(), |(_, words)| words.overlaid(&line));
        all.push((id, label));
    }
    all
}

fn says_the_same(line: &Words, words: &Words) -> bool {
    let first = Language::ALL.into_iter().find(|language| line.only_in(*language).is_some());
    first.is_some_and(|language| line.only_in(language) == words.only_in(language))
}

fn first_words(words: &Words) -> &str {
    words.said_in(Language::English)
}
