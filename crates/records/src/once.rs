//! Whether something that may happen once happens now.

/// Whether something that may happen once happens now, or is refused because it already has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "whoever comes second must not go on"]
pub enum Once {
    /// It happens now, for this caller alone.
    Now,
    /// It has happened already, or cannot happen.
    Already,
}

impl Once {
    /// By how many rows a statement changed that changes one or none.
    pub(crate) fn by(rows: u64) -> Once {
        match rows {
            0 => Once::Already,
            _ => Once::Now,
        }
    }
}
