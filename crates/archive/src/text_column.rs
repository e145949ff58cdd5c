//! A column of text in which the same values come again and again: each is kept once.
//!
//! In comes a text a row, borrowed; out go a number a row and the distinct values. No text is
//! copied for a row whose value was met before.

use datafusion::arrow::array::StringArray;
use datafusion::arrow::array::StringBuilder;
use datafusion::common::HashMap;

/// The number that stands for no value.
pub(crate) const NONE: u32 = 0;

/// Distinct texts, each with its number; number 0 stands for none.
#[derive(Debug)]
pub(crate) struct Texts {
    numbers: HashMap<Box<str>, u32>,
    values: StringBuilder,
    last: String,
    last_number: u32,
}

/// A number for each row, and the distinct texts behind them.
#[derive(Debug)]
pub(crate) struct TextColumn {
    keys: Vec<u32>,
    texts: Texts,
}

impl Texts {
    /// No texts yet.
    pub(crate) fn new() -> Texts {
        let mut values = StringBuilder::new();
        values.append_value("");
        Texts { numbers: HashMap::default(), values, last: String::new(), last_number: NONE }
    }

    /// The number of `text`, a new one if it was not met before.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if self.last_number != NONE && self.last == text {
            return self.last_number;
        }
        let number = match self.numbers.get(text) {
            Some(number) => *number,
            None => self.add(text),
        };
        self.last.clear();
        self.last.push_str(text);
        self.last_number = number;
        number
    }

    fn add(&mut self, text: &str) -> u32 {
        // Rows are handed over long before there are 2^32 of them, so their texts fit too.
        let number = u32::try_from(self.numbers.len() + 1).unwrap_or(u32::MAX);
        self.numbers.insert(text.into(), number);
        self.values.append_value(text);
        number
    }

    /// The texts by number; the first stands for none and is empty.
    pub(crate) fn values(&self) -> StringArray {
        self.values.finish_cloned()
    }
}

impl TextColumn {
    /// A column without rows.
    pub(crate) fn new() -> TextColumn {
        TextColumn { keys: Vec::new(), texts: Texts::new() }
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, text: Option<&str>) {
        let number = text.map_or(NONE, |text| self.texts.number(text));
        self.keys.push(number);
    }

    /// The number of each row.
    pub(crate) fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// The texts by number; the first stands for none and is empty.
    pub(crate) fn values(&self) -> StringArray {
        self.texts.values()
    }
}
