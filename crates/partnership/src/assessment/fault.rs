//! What is wrong with a draft, and where: what was found, what was wanted, the nearest name.
//!
//! In come a place and words; out goes a value that a page sets beside its line and that a command prints.

/// Where something stands in the kept text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// The section's file, such as `levels.md`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, line {}", self.file, self.line)
    }
}

/// Something that must be mended before the draft can be composed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Fault {
    /// Where it stands.
    pub place: Place,
    /// What stands there.
    pub found: String,
    /// What would be right.
    pub wanted: String,
    /// The known name that is spelt most like the one found.
    pub nearest: Option<String>,
}

impl Fault {
    /// A fault without a nearest name.
    pub fn at(place: &Place, found: impl Into<String>, wanted: impl Into<String>) -> Fault {
        Fault { place: place.clone(), found: found.into(), wanted: wanted.into(), nearest: None }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: found {}; wanted {}", self.place, self.found, self.wanted)?;
        match &self.nearest {
            Some(nearest) => write!(f, "; did you mean `{nearest}`?"),
            None => Ok(()),
        }
    }
}

/// The known name that is spelt most like `found`: at most a third of its letters, and one more, differ.
///
/// ```
/// use partnership::assessment::fault::nearest;
/// assert_eq!(nearest("burglery", ["burglary", "robbery"]), Some("burglary".to_owned()));
/// assert_eq!(nearest("weather", ["burglary", "robbery"]), None);
/// ```
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let allowed = found.chars().count() / 3 + 1;
    let ranked = known.into_iter().map(|name| (steps_between(found, name), name));
    let (steps, name) = ranked.min()?;
    (steps <= allowed).then(|| name.to_owned())
}

/// Letters to add, drop or change to make one word of the other (Levenshtein, 1966).
fn steps_between(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (place, wanted) in other.iter().enumerate() {
            let change = diagonal + usize::from(letter != *wanted);
            diagonal = row[place + 1];
            row[place + 1] = change.min(diagonal + 1).min(row[place] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}
