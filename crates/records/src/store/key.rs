//! Which thing it is: a cycle, a meeting of it, an item of that.
//!
//! In come names from the outside in; out go the key as an entry has it, and its parts as values for statements.

use std::fmt;

use crate::error::RecordsError;
use crate::store::value::Value;

/// Which thing of a kind, from the outside in: a cycle, a meeting of it, an item of that.
///
/// With fewer parts it stands for all the things within: no part, for all of the partnership.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key(Vec<String>);

impl Key {
    /// Everything of the partnership, and the key of what it has one of.
    pub(crate) fn all() -> Key {
        Key(Vec::new())
    }

    /// The thing of that name within this one.
    pub(crate) fn and(mut self, name: impl fmt::Display) -> Key {
        self.0.push(name.to_string());
        self
    }

    /// Whether the key that a text gives is one of a thing within this one.
    pub(crate) fn holds(&self, key: &str) -> bool {
        self.0.is_empty() || key.starts_with(&format!("{self}/"))
    }

    /// How many parts it has.
    pub(crate) fn parts(&self) -> usize {
        self.0.len()
    }

    /// The part at a place, as a number; an error names the kind of thing.
    pub(crate) fn number(&self, part: usize, of: &str) -> Result<i64, RecordsError> {
        let text = self.0.get(part).map_or("", String::as_str);
        text.parse().map_err(|why: std::num::ParseIntError| {
            RecordsError::stored(of, &self.to_string(), why)
        })
    }

    /// The key's parts as values for a statement, absent ones as nothing.
    pub(crate) fn values(&self, parts: usize) -> Vec<Value> {
        (0..parts).map(|part| Value::maybe(self.0.get(part))).collect()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("/"))
    }
}
