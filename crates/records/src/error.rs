//! What can go wrong with the records themselves, in words that say what to do.

use partnership::terms::day::Day;
use sqlx::sqlite::SqliteError;

use crate::place::Place;
use crate::store::conflict::Conflict;

/// Why the records could not be opened. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It is a database, and not of records.
    #[error("{0} is a database of something else: name another, or move it away to begin anew")]
    NotRecords(Place),
    /// A later program has been there.
    #[error(
        "{place} is of layout {found}, but this Saferplan knows layouts up to {known}: use a later one"
    )]
    Newer {
        /// Where.
        place: Place,
        /// Its layout.
        found: i64,
        /// The latest layout that this program knows.
        known: i64,
    },
    /// The server does not answer, or does not know the user or the database.
    #[error(
        "{place} lets nobody in ({why}): check that the server runs, the address and the password"
    )]
    Refused {
        /// Where.
        place: Place,
        /// What the server said.
        why: String,
    },
    /// The tables on a server are to be made or renewed, and this user may not.
    #[error(
        "opening {place}: {why}; or have the user that owns the tables make or renew them: `saferplan verify`, once, with that \
         user's address"
    )]
    NotTheOwner {
        /// Where.
        place: Place,
        /// What went wrong.
        why: RecordsError,
    },
    /// They could not be read or written.
    #[error("opening {place}: {why}")]
    Records {
        /// Where.
        place: Place,
        /// What went wrong.
        why: RecordsError,
    },
}

/// Why records could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    /// Somebody else was writing for too long.
    #[error("the records were in use for too long: try again (nothing was changed)")]
    Busy,
    /// The server or the disk went away, perhaps between saving and saying so.
    #[error(
        "the connection to the records was lost ({0}): see whether your change is there before making \
         it again"
    )]
    Lost(String),
    /// There is no room.
    #[error("the disk of the records is full: make room, then try again (nothing was changed)")]
    Full,
    /// The computer or the server does not let this user.
    #[error(
        "no permission ({0}): give this user the right to read and write there, then try again"
    )]
    NoPermission(String),
    /// The file is no database, or no longer a whole one.
    #[error(
        "the file is not a database, or is damaged ({0}): put back a copy of it, or move it away"
    )]
    Damaged(String),
    /// The partnership is no more.
    #[error(
        "the partnership ended on {}, and nothing of it is changed any more: go on in the one that follows it",
        .0.in_words()
    )]
    Ended(Day),
    /// A text has a character in it that PostgreSQL cannot keep, and that nobody can have meant.
    #[error(
        "the text `{0}…` goes on with a NUL character, which cannot be kept: take it out, then try again \
         (nothing was changed)"
    )]
    Nul(String),
    /// What is stored cannot be understood.
    #[error(
        "the records hold `{found}` as {what}, which cannot be ({why}): another program changed them, \
         so put back a copy from before"
    )]
    Stored {
        /// What is stored, such as "step.planned".
        what: String,
        /// The value.
        found: String,
        /// Why it cannot be.
        why: String,
    },
    /// The engine said something that should not happen.
    #[error("the database refused ({0}): nothing was changed; please report this")]
    Engine(String),
}

/// Why one thing could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// It is not as it was seen.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The records could not be read or written.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

impl RecordsError {
    /// A text, if no NUL character is in it.
    pub(crate) fn unless_nul(text: &str) -> Result<(), RecordsError> {
        match text.split_once('\0') {
            None => Ok(()),
            Some((before, _)) => {
                let skipped = before.chars().count().saturating_sub(40);
                Err(RecordsError::Nul(before.chars().skip(skipped).collect()))
            }
        }
    }

    /// Something stored that cannot be.
    pub(crate) fn stored(what: &str, found: &str, why: impl ToString) -> RecordsError {
        let found = found.chars().take(60).collect();
        RecordsError::Stored { what: what.to_owned(), found, why: why.to_string() }
    }
}

impl From<sqlx::Error> for RecordsError {
    fn from(error: sqlx::Error) -> RecordsError {
        let said = error.to_string();
        match error {
            sqlx::Error::PoolTimedOut => RecordsError::Busy,
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::WorkerCrashed => {
                RecordsError::Lost(said)
            }
            sqlx::Error::Database(refusal) => {
                let code = refusal.code().unwrap_or_default();
                match refusal.try_downcast_ref::<SqliteError>() {
                    Some(_) => RecordsError::by_sqlite(&code, said),
                    None => RecordsError::by_postgres(&code, said),
                }
            }
            // The library's other cases are faults of its own or of ours, and told as they are.
            _ => RecordsError::Engine(said),
        }
    }
}

impl RecordsError {
    /// By <https://sqlite.org/rescode.html>; the low byte of a code is the kind.
    fn by_sqlite(code: &str, said: String) -> RecordsError {
        match code.parse().unwrap_or(0_u32) % 256 {
            5 | 6 => RecordsError::Busy,
            3 | 8 | 14 => RecordsError::NoPermission(said),
            10 => RecordsError::Lost(said),
            11 | 26 => RecordsError::Damaged(said),
            13 => RecordsError::Full,
            _ => RecordsError::Engine(said),
        }
    }

    /// By <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
    fn by_postgres(code: &str, said: String) -> RecordsError {
        match code {
            "42501" => RecordsError::NoPermission(said),
            "53100" => RecordsError::Full,
            "55P03" | "40001" | "40P01" => RecordsError::Busy,
            // The server is shutting down, or ended this session.
            "57P01" | "57P02" | "57P03" => RecordsError::Lost(said),
            _ => RecordsError::Engine(said),
        }
    }
}
