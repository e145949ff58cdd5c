//! What goes into a statement and what comes out of it, whatever the engine.

use std::fmt::Display;
use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;

use crate::error::RecordsError;

/// A value for a place such as `$2` in a statement.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// A text, or none.
    Text(Option<String>),
    /// A whole number.
    Number(i64),
}

impl Value {
    /// Whether it can be kept: a text with a NUL character cannot, on PostgreSQL by its nature and on SQLite since
    /// the same is kept on both.
    pub(super) fn check(&self) -> Result<(), RecordsError> {
        match self {
            Value::Text(Some(text)) => RecordsError::unless_nul(text),
            Value::Text(None) | Value::Number(_) => Ok(()),
        }
    }

    /// As it prints itself.
    pub(crate) fn text(shown: impl Display) -> Value {
        Value::Text(Some(shown.to_string()))
    }

    /// As it prints itself, or nothing.
    pub(crate) fn maybe(shown: Option<impl Display>) -> Value {
        Value::Text(shown.map(|shown| shown.to_string()))
    }

    /// One word of a list, as serialised: `responsible-authority`.
    pub(crate) fn word(word: &impl Serialize) -> Result<Value, RecordsError> {
        word_of(word).map(Value::text)
    }

    /// A tree, as JSON.
    pub(crate) fn json(tree: &impl Serialize) -> Result<Value, RecordsError> {
        json_of(tree).map(Value::text)
    }
}

/// One word of a list, as serialised.
pub(crate) fn word_of(word: &impl Serialize) -> Result<String, RecordsError> {
    json_of(word).map(|json| json.trim_matches('"').to_owned())
}

/// A value as JSON. A NUL character in it, which JSON would write as an escape, is refused as in any text.
pub(crate) fn json_of(tree: &impl Serialize) -> Result<String, RecordsError> {
    let json = serde_json::to_string(tree)
        .map_err(|error| RecordsError::stored("JSON", "a value", error))?;
    if json.contains("\\u0000") {
        // A backslash that is itself escaped before `u0000` is no escape of NUL.
        RecordsError::unless_nul(&json.replace("\\\\", "\\ ").replace("\\u0000", "\0"))?;
    }
    Ok(json)
}

/// A value from JSON that is stored as `what`.
pub(crate) fn from_json<T: DeserializeOwned>(what: &str, json: &str) -> Result<T, RecordsError> {
    serde_json::from_str(json).map_err(|error| RecordsError::stored(what, json, error))
}

/// A row of an answer.
pub(crate) enum Row {
    /// From SQLite.
    Lite(SqliteRow),
    /// From PostgreSQL.
    Pg(PgRow),
}

impl Row {
    /// The text in a column, where there is one.
    pub(crate) fn maybe_text(&self, column: &str) -> Result<Option<String>, RecordsError> {
        let read = match self {
            Row::Lite(row) => row.try_get(column),
            Row::Pg(row) => row.try_get(column),
        };
        Ok(read?)
    }

    /// The text in a column.
    pub(crate) fn text(&self, column: &str) -> Result<String, RecordsError> {
        let nothing = || RecordsError::stored(column, "", "nothing is written there");
        self.maybe_text(column)?.ok_or_else(nothing)
    }

    /// The whole number in a column.
    pub(crate) fn number(&self, column: &str) -> Result<i64, RecordsError> {
        let read = match self {
            Row::Lite(row) => row.try_get(column),
            Row::Pg(row) => row.try_get(column),
        };
        Ok(read?)
    }

    /// The value that the text in a column is read as.
    pub(crate) fn parsed<T>(&self, column: &str) -> Result<T, RecordsError>
    where
        T: FromStr<Err: Display>,
    {
        let text = self.text(column)?;
        text.parse().map_err(|error: T::Err| RecordsError::stored(column, &text, error))
    }

    /// As [`Row::parsed`], where there is a text.
    pub(crate) fn maybe_parsed<T>(&self, column: &str) -> Result<Option<T>, RecordsError>
    where
        T: FromStr<Err: Display>,
    {
        let read = |text: String| {
            text.parse().map_err(|error: T::Err| RecordsError::stored(column, &text, error))
        };
        self.maybe_text(column)?.map(read).transpose()
    }

    /// The word of a list in a column, written with [`Value::word`].
    pub(crate) fn word<T: DeserializeOwned>(&self, column: &str) -> Result<T, RecordsError> {
        let text = self.text(column)?;
        let json = serde_json::Value::String(text.clone());
        serde_json::from_value(json).map_err(|error| RecordsError::stored(column, &text, error))
    }

    /// The tree in a column, written with [`Value::json`].
    pub(crate) fn json<T: DeserializeOwned>(&self, column: &str) -> Result<T, RecordsError> {
        from_json(column, &self.text(column)?)
    }
}
