//! What can be wrong with a query, in plain words and with the names that there are.

use std::io;

use datafusion::common::SchemaError;
use datafusion::error::DataFusionError;

/// Why a query has no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// It would have changed something.
    #[error(
        "the archive is only read here: begin with SELECT, WITH, EXPLAIN, DESCRIBE or SHOW TABLES \
         (to add or replace data, import it)"
    )]
    ReadOnly,
    /// It is not SQL.
    #[error("the query is not SQL that can be understood: {0}")]
    Syntax(String),
    /// There is no such table.
    #[error("there is no table `{table}`; there are {}", known.join(", "))]
    Table {
        /// The table asked for.
        table: String,
        /// The tables that there are.
        known: Vec<String>,
    },
    /// There is no such column.
    #[error("there is no column `{column}`; there are {}", known.join(", "))]
    Column {
        /// The column asked for.
        column: String,
        /// The columns that there are.
        known: Vec<String>,
    },
    /// It is SQL, but makes no sense here.
    #[error("the query cannot be answered: {0}")]
    Meaning(String),
    /// It went wrong while it ran.
    #[error("the query stopped: {0}")]
    Running(String),
    /// The answer could not be written.
    #[error("writing the answer: {0}")]
    Writing(#[from] io::Error),
}

impl QueryError {
    /// A fault found before the query ran.
    pub(crate) fn planning(error: &DataFusionError, tables: &[String]) -> QueryError {
        match cause(error) {
            DataFusionError::SQL(error, _) => QueryError::Syntax(error.to_string()),
            DataFusionError::SchemaError(error, _) => QueryError::schema(error),
            other => {
                let message = plain(&other.strip_backtrace());
                let table = message
                    .strip_prefix("table '")
                    .and_then(|rest| rest.strip_suffix("' not found"));
                match table {
                    Some(table) => QueryError::Table {
                        table: table.trim_start_matches("datafusion.public.").to_owned(),
                        known: tables.to_vec(),
                    },
                    None => QueryError::Meaning(message),
                }
            }
        }
    }

    fn schema(error: &SchemaError) -> QueryError {
        match error {
            SchemaError::FieldNotFound { field, valid_fields } => QueryError::Column {
                column: field.flat_name(),
                known: valid_fields.iter().map(|field| field.flat_name()).collect(),
            },
            SchemaError::AmbiguousReference { .. }
            | SchemaError::DuplicateQualifiedField { .. }
            | SchemaError::DuplicateUnqualifiedField { .. } => {
                QueryError::Meaning(error.to_string())
            }
        }
    }

    /// A fault found while the query ran.
    pub(crate) fn running(error: &DataFusionError) -> QueryError {
        QueryError::Running(plain(&cause(error).strip_backtrace()))
    }
}

/// The fault itself, without what it is wrapped in.
fn cause(error: &DataFusionError) -> &DataFusionError {
    match error {
        DataFusionError::Context(_, inner) | DataFusionError::Diagnostic(_, inner) => cause(inner),
        DataFusionError::Shared(inner) => cause(inner),
        DataFusionError::Collection(all) => all.first().map_or(error, cause),
        other => other,
    }
}

/// A message without the library's own opening.
fn plain(message: &str) -> String {
    let openings = [
        "Error during planning: ",
        "Execution error: ",
        "External error: ",
        "This feature is not implemented: ",
    ];
    let mut message = message;
    for opening in openings {
        message = message.strip_prefix(opening).unwrap_or(message);
    }
    message.to_owned()
}
