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
