//! The part of a file that has arrived, kept on disk so that a later run goes on from it.
//!
//! In come bytes, whenever a connection holds; out goes the whole file under its own name, never
//! half a file.

use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::fs::TryLockError;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use super::address::Address;
use super::checksum::Sha256;
use super::error::FetchError;
use super::error::on_disk;
use super::record::Record;

/// The names beside the file that is wanted: `2025-12.zip` arrives as `2025-12.zip.part`.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) whole: PathBuf,
    pub(super) part: PathBuf,
    pub(super) part_record: PathBuf,
    pub(super) whole_record: PathBuf,
    lock: PathBuf,
}

/// What has arrived of a file.
#[derive(Debug)]
pub(super) struct Part {
    names: Names,
    file: File,
    /// The record of the version that is arriving; nothing when nothing has arrived.
    record: Option<Record>,
    length: u64,
    /// How many bytes of this version an earlier run had left.
    taken_up: u64,
}

impl Names {
    /// The names that go with `whole`.
    pub(super) fn of(whole: &Path) -> Names {
        let with = |ending: &str| {
            let mut name = OsString::from(whole);
            name.push(ending);
            PathBuf::from(name)
        };
        Names {
            whole: whole.to_owned(),
            part: with(".part"),
            part_record: with(".part.json"),
            whole_record: with(".json"),
            lock: with(".lock"),
        }
    }

    /// Makes the folder, and keeps other runs away from this file for as long as the result lives.
    pub(super) fn lock(&self) -> Result<File, FetchError> {
        if let Some(folder) = self.whole.parent() {
            fs::create_dir_all(folder).map_err(on_disk("making the folder", folder))?;
        }
        let lock = File::create(&self.lock).map_err(on_disk("making", &self.lock))?;
        match lock.try_lock() {
            Ok(()) => Ok(lock),
            Err(TryLockError::WouldBlock) => Err(FetchError::Busy { path: self.whole.clone() }),
            Err(TryLockError::Error(source)) => Err(on_disk("locking", &self.lock)(source)),
        }
    }
}

impl Part {
    /// Takes up what an earlier run left of `address`, or begins anew where that is of no use.
    pub(super) fn take_up(names: Names, address: &Address) -> Result<Part, FetchError> {
        let file = File::options().create(true).append(true).open(&names.part);
        let file = file.map_err(on_disk("opening", &names.part))?;
        let length = file.metadata().map_err(on_disk("measuring", &names.part))?.len();
        let record = Record::read(&names.part_record).filter(|record| {
            record.url == address.as_str()
                && record.version().is_some()
                && record.length.is_none_or(|whole| length <= whole)
        });
        let mut part = Part { names, file, record, length, taken_up: length };
        if part.record.is_none() {
            part.throw_away()?;
        }
        Ok(part)
    }

    /// How many bytes have arrived.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// How many of them had arrived before this run.
    pub(super) fn taken_up(&self) -> u64 {
        self.taken_up
    }

    /// How long the whole is; nothing when the server did not say.
    pub(super) fn announced(&self) -> Option<u64> {
        self.record.as_ref()?.length
    }

    /// Whether all has arrived.
    pub(super) fn is_whole(&self) -> bool {
        self.announced() == Some(self.length)
    }

    /// The version begun, when there is something to go on from.
    pub(super) fn begun(&self) -> Option<&Record> {
        self.record.as_ref().filter(|record| self.length > 0 && record.version().is_some())
    }

    /// Begins with this version from its first byte.
    pub(super) fn begin(&mut self, record: Record) -> Result<(), FetchError> {
        self.throw_away()?;
        record.write(&self.names.part_record)?;
        self.record = Some(record);
        Ok(())
    }

    /// Adds bytes at the end.
    pub(super) fn add(&mut self, bytes: &[u8]) -> Result<(), FetchError> {
        self.file.write_all(bytes).map_err(on_disk("writing", &self.names.part))?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Notes that the end was reached, where the server had not said how long the file is.
    pub(super) fn end(&mut self) -> Result<(), FetchError> {
        let length = Some(self.length);
        match &mut self.record {
            Some(record) if record.length != length => {
                record.length = length;
                record.write(&self.names.part_record)
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Forgets all that has arrived.
    pub(super) fn throw_away(&mut self) -> Result<(), FetchError> {
        self.file.set_len(0).map_err(on_disk("emptying", &self.names.part))?;
        (self.record, self.length, self.taken_up) = (None, 0, 0);
        match fs::remove_file(&self.names.part_record) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(on_disk("removing", &self.names.part_record)(error))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Leaves what has arrived for a later run, and no empty file where nothing has.
    pub(super) fn leave(self) -> Result<(), FetchError> {
        if self.length > 0 {
            return Ok(());
        }
        fs::remove_file(&self.names.part).map_err(on_disk("removing", &self.names.part))
    }

    /// The file as it stands.
    pub(super) fn path(&self) -> &Path {
        &self.names.part
    }

    /// Gives the whole file its own name, safe against a loss of power, with its record beside it.
    pub(super) fn finish(mut self, sha256: Sha256) -> Result<PathBuf, FetchError> {
        let names = &self.names;
        self.file.sync_all().map_err(on_disk("saving", &names.part))?;
        if let Some(mut record) = self.record.take() {
            record.sha256 = Some(sha256.to_string());
            record.write(&names.whole_record)?;
        }
        fs::rename(&names.part, &names.whole).map_err(on_disk("naming", &names.whole))?;
        let _ = fs::remove_file(&names.part_record);
        let folder = names.whole.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let saved = File::open(folder).and_then(|folder| folder.sync_all());
        saved.map_err(on_disk("saving the folder", folder))?;
        Ok(self.names.whole)
    }
}
