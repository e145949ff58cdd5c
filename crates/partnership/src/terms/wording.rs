//! Words that every stage needs: lists, sentences, small numbers.
//!
//! In come words or numbers; out go words to stand in a sentence. Nothing here knows what they are about.

/// Items as a list in a sentence: "a", "a and b", "a, b and c".
///
/// ```
/// use partnership::terms::wording::listed;
/// assert_eq!(listed(&["burglary", "drugs", "robbery"]), "burglary, drugs and robbery");
/// ```
pub fn listed<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

/// Words as a sentence of their own: a capital at the beginning, a full stop at the end.
///
/// ```
/// use partnership::terms::wording::sentence;
/// assert_eq!(sentence("the total did not change"), "The total did not change.");
/// ```
pub fn sentence(words: &str) -> String {
    let stop = if words.ends_with('.') { "" } else { "." };
    format!("{}{stop}", capitalised(words))
}

/// Words with a capital at the beginning, to stand alone in a table.
///
/// ```
/// use partnership::terms::wording::capitalised;
/// assert_eq!(capitalised("in March 2015, date to be set"), "In March 2015, date to be set");
/// ```
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}", letters.as_str())
}

/// Small whole numbers as words, from eleven on as figures.
pub fn counted(number: usize) -> String {
    let words =
        ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    words.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// A place in an order: "1st", "2nd", "13th".
///
/// ```
/// use partnership::terms::wording::ordinal;
/// assert_eq!([1, 2, 11, 23].map(ordinal), ["1st", "2nd", "11th", "23rd"]);
/// ```
pub fn ordinal(place: usize) -> String {
    let ending = match (place % 10, place % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{place}{ending}")
}

/// The known name that is spelt most like `found`: at most a third of its letters, and one more, are added, dropped or
/// changed (Levenshtein 1966).
///
/// ```
/// use partnership::terms::wording::nearest;
/// assert_eq!(nearest("burglery", ["burglary", "robbery"]), Some("burglary".to_owned()));
/// assert_eq!(nearest("weather", ["burglary", "robbery"]), None);
/// ```
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let allowed = found.chars().count() / 3 + 1;
    let ranked = known.into_iter().map(|name| (strsim::levenshtein(found, name), name));
    ranked.min().filter(|(steps, _)| *steps <= allowed).map(|(_, name)| name.to_owned())
}
