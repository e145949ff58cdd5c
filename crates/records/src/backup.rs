//! A copy of all records in one plain file, taken while others go on writing, and put back on either engine.
//!
//! In comes something to write into or read from; out go the rows of every table but the sessions, one a line,
//! between a header that counts them and the SHA-256 of all that stands before it.

mod lines;

use std::io;
use std::io::Read;
use std::io::Write;

use crate::Records;
use crate::backup::lines::Counted;
use crate::backup::lines::Header;
use crate::backup::lines::Reader;
use crate::backup::lines::Writer;
use crate::error::RecordsError;
use crate::store::tables::Table;
use crate::store::tables::tables;
use crate::store::whole::Whole;

/// Why no backup was written, or only a part of one.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// It could not be written to where it should go.
    #[error(
        "writing the backup: {0}. What was written of it is of no use: delete it, then try again"
    )]
    Write(io::Error),
    /// The records could not be read.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

/// Why a backup was not put back. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// There is something already.
    #[error(
        "these records hold {0} partnerships, and a backup is put back into empty ones only: name a \
         new home or database"
    )]
    NotEmpty(u64),
    /// It is no backup.
    #[error(
        "this is not a backup of records: its first line says nothing of one; name another file"
    )]
    NotABackup,
    /// Another program wrote it.
    #[error(
        "this backup has the form {found}, but this Saferplan knows form {known}: use a later one"
    )]
    OtherForm {
        /// Its form.
        found: i64,
        /// The form that this program knows.
        known: i64,
    },
    /// It is of another layout.
    #[error(
        "this backup is of layout {found}, and this Saferplan's is {known}: put it back with the \
         Saferplan that wrote it; a later one then renews the layout when it opens the records"
    )]
    OtherLayout {
        /// Its layout.
        found: i64,
        /// The layout of these records.
        known: i64,
    },
    /// It ends too early.
    #[error("this backup ends after line {0}, before its end: it was cut off, so use another copy")]
    CutOff(u64),
    /// It is not as it was written.
    #[error("this backup was changed after it was written ({0}): use another copy")]
    Changed(String),
    /// It could not be read.
    #[error("reading the backup: {0}")]
    Read(io::Error),
    /// The records could not be read or written.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

impl Records {
    /// Writes a backup of all partnerships as they are at one moment, while others go on writing; how many rows.
    ///
    /// It holds whatever the records hold but the sessions: also the hashes of passwords and the secrets of second
    /// factors, so it must be kept as the records themselves are.
    ///
    /// # Errors
    /// When the records cannot be read or the backup cannot be written.
    pub async fn write_backup(&self, to: impl Write + Send) -> Result<u64, BackupError> {
        let mut whole = self.store.read_whole().await?;
        let mut counted = Vec::new();
        for table in tables() {
            counted.push(Counted::of(table, whole.count(table).await?));
        }
        let rows = counted.iter().map(|table| table.rows).sum();
        let mut writer = Writer::begun(to, &Header::of(counted))?;
        for table in tables() {
            whole.each(table, |row| writer.row(&row)).await?;
        }
        writer.end()?;
        Ok(rows)
    }

    /// Puts a backup back into records that hold nothing: all of it or nothing; how many rows.
    ///
    /// Ask each book to [verify](crate::Book::verify) itself afterwards: what was wrong when the backup was written
    /// is so again.
    ///
    /// # Errors
    /// When there is something already, or the backup is another program's, cut off or changed.
    pub async fn restore_backup(&self, from: impl Read + Send) -> Result<u64, RestoreError> {
        let mut reader = Reader::of(from);
        let header = reader.header()?;
        let mut whole = self.store.write_whole().await?;
        // Every other row belongs to one of the first table, which are the partnerships.
        for partnership in tables().take(1) {
            match whole.count(partnership).await? {
                0 => {}
                some => return Err(RestoreError::NotEmpty(some)),
            }
        }
        let mut rows = 0;
        for (table, counted) in tables().zip(&header.tables) {
            put_back(&mut whole, table, counted.rows, &mut reader).await?;
            rows += counted.rows;
        }
        reader.end()?;
        whole.commit().await?;
        Ok(rows)
    }
}

/// Puts the rows of one table back.
async fn put_back(
    whole: &mut Whole,
    table: &Table,
    rows: u64,
    reader: &mut Reader<impl Read>,
) -> Result<(), RestoreError> {
    let insert = table.insert();
    for _ in 0..rows {
        let row = reader.row(table.columns.len())?;
        if let Err(refused) = whole.put(&insert, row).await {
            // A changed line can be what no table takes; then this is what is wrong, and not the table.
            reader.rest()?;
            return Err(refused.into());
        }
    }
    Ok(())
}
