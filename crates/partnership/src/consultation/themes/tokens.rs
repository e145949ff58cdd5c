//! The words of a comment that say something: in small letters, without those that stand in every sentence.
//!
//! In comes a comment, in English or Welsh; out go its words in order, with a gap where a common word or a mark stood.

/// Words that stand in every sentence, English and Welsh.
const COMMON: &[&str] = &[
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "but", "by", "can", "could", "do", "does", "dont", "for", "from", "get",
    "go", "had", "has", "have", "he", "her", "here", "his", "how", "i", "if", "im", "in", "into",
    "is", "it", "its", "just", "like", "me", "more", "most", "much", "my", "need", "needs", "no",
    "not", "of", "on", "one", "only", "or", "our", "out", "over", "please", "she", "should", "so",
    "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "to", "too", "up", "us", "very", "want", "was", "we", "were", "what", "when",
    "where", "which", "who", "why", "will", "with", "would", "you", "your", "ac", "am", "ar",
    "arnom", "at", "bod", "chi", "cael", "da", "dim", "dydy", "ei", "eich", "ein", "er", "eu",
    "fel", "fod", "fy", "gan", "gyda", "hefyd", "hyn", "hynny", "iawn", "mae", "maen", "mewn",
    "mi", "mwy", "na", "neu", "ni", "nid", "nhw", "o", "oes", "ond", "os", "pan", "rhai", "roedd",
    "sy", "sydd", "wedi", "wrth", "y", "ydy", "ydyn", "yma", "yn", "yno", "yr",
];

/// The words of a comment in order; none where a common word or the end of a phrase stood.
pub(super) fn tokens(comment: &str) -> Vec<Option<String>> {
    let mut all = Vec::new();
    for phrase in comment.split(['.', ',', ';', ':', '!', '?', '(', ')', '\n', '"', '“', '”']) {
        let words =
            phrase.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’' && c != '-');
        for word in words.filter(|word| !word.is_empty()) {
            let kept = |c: &char| c.is_alphanumeric() || *c == '-';
            let word: String = word.to_lowercase().chars().filter(kept).collect();
            let says_nothing = word.chars().count() < 2 || COMMON.contains(&word.as_str());
            all.push((!says_nothing).then_some(word));
        }
        all.push(None);
    }
    all
}
