//! Words and pairs of words that many comments share: where somebody may begin who drafts a code frame.
//!
//! In come comments; out go terms with the replies that have them. They are suggestions: no code is made of them unless
//! a person makes it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::consultation::themes::comment::Comment;
use crate::consultation::themes::tokens::tokens;

/// A word, or two that stand together.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The word, or the two with a space.
    pub words: String,
    /// The replies whose comments have it.
    pub replies: Vec<i64>,
    /// Of a pair: how much more often its words stand together than apart by chance (see [`terms`]); of a word, 0.
    pub likelihood: f64,
}

/// So much likelihood would come by chance once in a thousand pairs: chi-squared with one degree of freedom.
const DISTINCTIVE: f64 = 10.83;

/// Terms that stand in two comments or more, those in most comments first, and pairs before words; at most `most`.
///
/// **What it answers.** Of what do many comments speak?
///
/// **Method.** Common words are in no term, and stand among the neighbours that a pair is measured against. A pair is kept where its two words stand side by side more often than chance
/// would bring: G² = 2 Σ O ln(O/E) over the four cells of first word or not by second word or not, above 10.83 (Dunning
/// 1993, "Accurate methods for the statistics of surprise and coincidence", *Computational Linguistics* 19, 61–74). A
/// word is left out where a pair that is kept stands in as many comments.
///
/// **When not to use it.** As a finding: it counts words and not what is meant, so "no police" and "police" are one, and
/// what is said in many ways is missed. Read comments before and after.
///
/// **Small numbers.** Below some fifty comments it shows hardly more than reading does.
pub fn terms(comments: &[Comment], most: usize) -> Vec<Term> {
    let mut neighbours = Neighbours::default();
    for comment in comments {
        neighbours.take(comment);
    }
    let mut terms = neighbours.distinctive();
    take_words(&mut terms, neighbours.words);
    terms.sort_by(|one, other| {
        let comments = other.replies.len().cmp(&one.replies.len());
        let together = other.likelihood.total_cmp(&one.likelihood);
        comments.then(together).then_with(|| one.words.cmp(&other.words))
    });
    terms.truncate(most);
    terms
}

/// Which words stand in which comments, and how often side by side.
#[derive(Debug, Default)]
struct Neighbours {
    words: BTreeMap<String, BTreeSet<i64>>,
    pairs: BTreeMap<(String, String), (BTreeSet<i64>, f64)>,
    /// How often a word is the first of two, and the second.
    starts: BTreeMap<String, f64>,
    ends: BTreeMap<String, f64>,
    all: f64,
}

impl Neighbours {
    fn take(&mut self, comment: &Comment) {
        let tokens = tokens(comment.words.as_deref().unwrap_or_default());
        for word in tokens.iter().flatten() {
            self.words.entry(word.clone()).or_default().insert(comment.reply);
        }
        for pair in tokens.windows(2) {
            let [first, second] = pair else { continue };
            self.all += 1.0;
            if let Some(word) = first {
                *self.starts.entry(word.clone()).or_default() += 1.0;
            }
            if let Some(word) = second {
                *self.ends.entry(word.clone()).or_default() += 1.0;
            }
            if let (Some(first), Some(second)) = (first, second) {
                let pair = self.pairs.entry((first.clone(), second.clone())).or_default();
                pair.0.insert(comment.reply);
                pair.1 += 1.0;
            }
        }
    }

    /// The pairs that stand together more often than by chance, in two comments or more.
    fn distinctive(&self) -> Vec<Term> {
        let of = |times: &BTreeMap<String, f64>, word: &String| {
            times.get(word).copied().unwrap_or_default()
        };
        let term =
            |((first, second), (replies, times)): (&(String, String), &(BTreeSet<i64>, f64))| {
                let (starts, ends) = (of(&self.starts, first), of(&self.ends, second));
                let likelihood = likelihood(*times, starts, ends, self.all);
                let words = format!("{first} {second}");
                let replies: Vec<i64> = replies.iter().copied().collect();
                let kept = replies.len() > 1 && likelihood > DISTINCTIVE;
                kept.then_some(Term { words, replies, likelihood })
            };
        self.pairs.iter().filter_map(term).collect()
    }
}

fn take_words(terms: &mut Vec<Term>, words: BTreeMap<String, BTreeSet<i64>>) {
    for (word, replies) in words {
        let in_pair = |term: &Term| {
            term.replies.len() == replies.len() && term.words.split(' ').any(|part| part == word)
        };
        if replies.len() > 1 && !terms.iter().any(in_pair) {
            let replies = replies.into_iter().collect();
            terms.push(Term { words: word, replies, likelihood: 0.0 });
        }
    }
}

/// G² of a pair that stands `times` times, whose first word begins `starts` pairs and whose second ends `ends`, of
/// `all`; 0 where it stands less often than by chance.
fn likelihood(times: f64, starts: f64, ends: f64, all: f64) -> f64 {
    if times * all <= starts * ends {
        return 0.0;
    }
    let cells = [
        (times, starts * ends),
        (starts - times, starts * (all - ends)),
        (ends - times, (all - starts) * ends),
        (all - starts - ends + times, (all - starts) * (all - ends)),
    ];
    let part = |(observed, product): (f64, f64)| {
        if observed > 0.0 { observed * (observed * all / product).ln() } else { 0.0 }
    };
    2.0 * cells.into_iter().map(part).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::language::Language;

    fn comments(texts: &[&str]) -> Vec<Comment> {
        let comment = |(reply, words): (i64, &&str)| Comment {
            reply,
            language: Language::English,
            words: Some((*words).to_owned()),
        };
        (1..).zip(texts).map(comment).collect()
    }

    #[test]
    fn likelihood_is_that_of_a_published_example() {
        // Dunning 1993, table 2: "the swiss" 110, not "the" before "swiss" 2442, ... G² 270.72.
        let (both, first, second, neither) = (110.0, 2442.0, 111.0, 29114.0);
        let all = both + first + second + neither;
        let found = likelihood(both, both + first, both + second, all);
        assert!((found - 270.72).abs() < 0.01, "{found}");
    }

    #[test]
    fn pairs_that_many_share_come_first_and_common_words_never() {
        let lights = ["More street lights please", "The street lights are out by the park"];
        let others =
            ["Police in the park", "There are no police", "Clean the park, and the bus stop"];
        let texts: Vec<&str> =
            lights.into_iter().cycle().take(6).chain(others.into_iter().cycle().take(4)).collect();
        let found = terms(&comments(&texts), 10);
        let words: Vec<&str> = found.iter().map(|term| term.words.as_str()).collect();
        assert_eq!(words[0], "street lights");
        assert_eq!(found[0].replies, [1, 2, 3, 4, 5, 6]);
        assert!(words.contains(&"police") && words.contains(&"park"), "{words:?}");
        assert!(!words.contains(&"street") && !words.contains(&"the"), "{words:?}");
    }

    #[test]
    fn welsh_comments_have_terms_too() {
        let found =
            terms(&comments(&["Mae goleuadau stryd yn brin", "Goleuadau stryd, os gwelwch"]), 5);
        assert!(found.iter().any(|term| term.words.contains("goleuadau")), "{found:?}");
        assert!(found.iter().all(|term| term.words != "mae"), "{found:?}");
    }
}
