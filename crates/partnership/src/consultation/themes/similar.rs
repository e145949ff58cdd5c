//! What comments like this one were coded as: a suggestion for whoever codes it, shown beside and never chosen before.
//!
//! In come a comment and others that people coded; out go codes, the likeliest first, with the comments behind them. It
//! is worked out here, on this computer, and the same comments give the same suggestions.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::consultation::themes::frame::CodeId;
use crate::consultation::themes::said::Said;
use crate::consultation::themes::tokens::tokens;

/// A code that comments like this one have.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The code.
    pub code: CodeId,
    /// How like those comments are, together: the sum of their cosines.
    pub likeness: f64,
    /// The replies whose comments have it, the likest first.
    pub from: Vec<i64>,
}

/// A comment that people coded.
#[derive(Debug, Clone, Copy)]
pub struct Example<'e> {
    /// Its reply.
    pub reply: i64,
    /// Its words.
    pub words: &'e str,
    /// What it counts as.
    pub said: &'e Said,
}

/// So many of the likest comments are asked.
const NEAREST: usize = 5;
/// Comments with a cosine below this have hardly a word in common.
const LEAST: f64 = 0.1;

/// The codes of the comments most like `comment`.
///
/// **What it answers.** How did people code what was said in much the same words?
///
/// **Method.** Each comment is a list of words with weights tf · (1 + ln((1 + n)/(1 + df))), where tf is how often the
/// word stands in it, df in how many of the n coded comments (Salton and Buckley 1988, "Term-weighting approaches in
/// automatic text retrieval", *Information Processing & Management* 24, 513–523, with df smoothed by one). The five
/// with the greatest cosine, from 0.1 on, speak for their codes with it (nearest neighbours: Cover and Hart 1967, *IEEE
/// Transactions on Information Theory* 13, 21–27).
///
/// **When not to use it.** In place of a person: it sees words and not what is meant, so "enough police" and "not enough
/// police" are alike.
///
/// **Small numbers.** With few coded comments it says little, and then rather nothing than something unlikely.
pub fn suggestions(comment: &str, coded: &[Example<'_>]) -> Vec<Suggestion> {
    let of = |words: &str| -> BTreeMap<String, f64> {
        let mut times = BTreeMap::new();
        for word in tokens(words).into_iter().flatten() {
            *times.entry(word).or_insert(0.0) += 1.0;
        }
        times
    };
    let wanted = of(comment);
    let others: Vec<_> = coded.iter().map(|one| (one, of(one.words))).collect();
    let mut known: BTreeMap<&str, f64> = BTreeMap::new();
    for word in others.iter().flat_map(|(_, words)| words.keys()) {
        *known.entry(word).or_default() += 1.0;
    }
    let number = others.len() as f64;
    let rarity = |word: &str| {
        let in_comments = known.get(word).copied().unwrap_or_default();
        1.0 + ((1.0 + number) / (1.0 + in_comments)).ln()
    };
    let mut near: Vec<(f64, &Example<'_>)> = others
        .iter()
        .map(|(one, words)| (cosine(&wanted, words, rarity), *one))
        .filter(|(likeness, _)| *likeness >= LEAST)
        .collect();
    near.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.reply.cmp(&other.1.reply)));
    near.truncate(NEAREST);
    spoken_for(&near)
}

fn cosine(
    one: &BTreeMap<String, f64>,
    other: &BTreeMap<String, f64>,
    rarity: impl Fn(&str) -> f64,
) -> f64 {
    let weight = |(word, times): (&String, &f64)| times * rarity(word);
    let length = |words: &BTreeMap<String, f64>| {
        words.iter().map(weight).map(|one| one * one).sum::<f64>().sqrt()
    };
    let words: BTreeSet<&String> = one.keys().filter(|word| other.contains_key(*word)).collect();
    let along: f64 =
        words.into_iter().map(|word| one[word] * other[word] * rarity(word).powi(2)).sum();
    if along > 0.0 { along / (length(one) * length(other)) } else { 0.0 }
}

fn spoken_for(near: &[(f64, &Example<'_>)]) -> Vec<Suggestion> {
    let mut all: Vec<Suggestion> = Vec::new();
    for (likeness, example) in near {
        for code in example.said.codes() {
            match all.iter_mut().find(|one| one.code == *code) {
                Some(one) => {
                    one.likeness += likeness;
                    one.from.push(example.reply);
                }
                None => {
                    let (code, from) = (code.clone(), vec![example.reply]);
                    all.push(Suggestion { code, likeness: *likeness, from });
                }
            }
        }
    }
    all.sort_by(|one, other| {
        other.likeness.total_cmp(&one.likeness).then_with(|| one.code.cmp(&other.code))
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(code: &str) -> Said {
        Said::Codes([CodeId(code.parse().unwrap())].into())
    }

    #[test]
    fn the_codes_of_comments_in_the_same_words_are_suggested_the_likest_first() {
        let (lights, police) = (codes("lights"), codes("police"));
        let coded = [
            Example { reply: 1, words: "Street lights are broken", said: &lights },
            Example { reply: 2, words: "More police on the street", said: &police },
            Example { reply: 3, words: "Nothing to add", said: &Said::Nothing },
        ];
        let found = suggestions("The lights in our street are broken", &coded);
        assert_eq!(found[0].code.to_string(), "lights");
        assert_eq!(found[0].from, [1]);
        assert!(found[1].likeness < found[0].likeness);
        // Worked by hand: "broken" and "lights" in one of 3 comments, "street" in 2, all once in both.
        assert!((found[0].likeness - 1.0).abs() < 1e-12, "{found:?}");
        assert_eq!(suggestions("Dogs", &coded), []);
    }
}
