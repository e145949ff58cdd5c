//! Whether words are plain enough for easy-read: how long sentences are, and how hard the whole is to read.
//!
//! In comes a text; out goes a measure, and what to shorten. A measure counts letters and words and knows nothing of sense:
//! whether people understand it, only those whom it is for can say.

use crate::publication::easy_read::EasyRead;

/// A sentence of easy-read has so many words at most ("Making written information easier to understand for people with
/// learning disabilities", Department of Health, revised 2010; the Government's "Accessible communication formats" says ten
/// to fifteen).
pub const LONGEST_SENTENCE: usize = 15;

/// A text is very easy up to this value of LIX (Björnsson, "Läsbarhet", 1968: children's books lie below 30).
pub const HIGHEST_LIX: f64 = 30.0;

/// A word of more letters than this is long, after Björnsson.
const LONG_WORD: usize = 6;

/// Something that is not plain.
#[derive(Debug, Clone, thiserror::Error, PartialEq)]
pub enum NotPlain {
    /// A sentence is too long.
    #[error(
        "“{sentence}” has {words} words; a sentence of easy-read has {LONGEST_SENTENCE} at most, so make two of it"
    )]
    LongSentence {
        /// The sentence.
        sentence: String,
        /// How many words it has.
        words: usize,
    },
    /// The whole is hard to read.
    #[error(
        "the text has a readability index (LIX) of {0:.0}, where easy-read has {HIGHEST_LIX:.0} at most; use shorter words \
         and sentences"
    )]
    Hard(f64),
}

/// The readability index LIX of words: how many words a sentence has, and how many words of a hundred are long.
///
/// It answers: how hard is the text to read, by the length of its sentences and words alone? The formula is words divided by
/// sentences, plus a hundred times the words of more than six letters divided by words (C.-H. Björnsson, "Läsbarhet",
/// Stockholm: Liber, 1968). It needs no syllables, so that it is the same in English and Welsh. Do not use it for less than
/// a hundred words, where one long name counts for much, nor to compare two languages.
///
/// ```
/// use partnership::publication::easy_read::plain::lix;
/// // 8 words in 2 sentences, of which 2 have more than six letters: 4 + 25.
/// assert_eq!(lix("Police officers walk here. People feel safer tonight."), Some(29.0));
/// ```
pub fn lix(words: &str) -> Option<f64> {
    let sentences = sentences(words).count();
    let words: Vec<usize> = words.split_whitespace().map(letters).filter(|one| *one > 0).collect();
    let long = words.iter().filter(|letters| **letters > LONG_WORD).count();
    let count = |count: usize| u32::try_from(count).map(f64::from).ok();
    let (all, long, sentences) = (count(words.len())?, count(long)?, count(sentences)?);
    (sentences > 0.0 && all > 0.0).then(|| all / sentences + 100.0 * long / all)
}

fn letters(word: &str) -> usize {
    word.chars().filter(|sign| sign.is_alphanumeric()).count()
}

/// The sentences of words: what ends with a stop, a question mark or an exclamation mark and a blank.
fn sentences(words: &str) -> impl Iterator<Item = &str> {
    let ends = |at: usize| words.get(..at).is_some_and(|before| before.ends_with(['.', '?', '!']));
    let blanks = words.char_indices().filter(|(_, sign)| sign.is_whitespace());
    let cuts = blanks.map(|(at, _)| at).filter(move |at| ends(*at)).chain([words.len()]);
    let pieces = cuts.scan(0, |from, at| {
        let piece = words.get(*from..at);
        *from = at;
        piece
    });
    pieces.map(str::trim).filter(|sentence| sentence.chars().any(char::is_alphanumeric))
}

/// What of a text is not plain; nothing where all of it is.
pub fn not_plain(easy: &EasyRead) -> Vec<NotPlain> {
    let mut found = Vec::new();
    for passage in easy.passages() {
        let long = sentences(&passage.words).filter_map(|sentence| {
            let words = sentence.split_whitespace().count();
            let is_long = words > LONGEST_SENTENCE;
            is_long.then(|| NotPlain::LongSentence { sentence: sentence.to_owned(), words })
        });
        found.extend(long);
    }
    found.extend(index(easy).filter(|lix| *lix > HIGHEST_LIX).map(NotPlain::Hard));
    found
}

/// The readability index of a whole text.
pub fn index(easy: &EasyRead) -> Option<f64> {
    let words: Vec<&str> = easy.passages().map(|passage| passage.words.as_str()).collect();
    lix(&words.join(" "))
}
