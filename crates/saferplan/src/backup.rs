//! `backup` and `restore`: everything that a home and its records hold in one file, and back.
//!
//! A backup is a ZIP: the records as lines, the archive's files that are in use, the documents' ledgers, the scans, what was published. It is made
//! while others go on working, and is as everything was when it was begun.

mod restoring;

use std::fs;
use std::fs::File;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use jiff::Timestamp;
use zip::CompressionMethod;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(crate) use crate::backup::restoring::restore;
use crate::books::Books;
use crate::cli::serving::BackupArguments;
use crate::home::Home;
use crate::print;
use crate::progress;

/// The records within a backup.
const RECORDS: &str = "records.jsonl";
/// The folders of a home that a backup holds. Downloads can be fetched again.
const FOLDERS: [&str; 4] = ["archive", "briefings", "scans", "published"];

/// The file of a home that says when the last backup was made, which [`crate::doctor`] asks for.
pub(crate) const LAST: &str = "last-backup";

/// What a backup does not hold, so that whoever has it cannot make anybody's codes.
const KEY_APART: &str = "It does not hold the key that encrypts second factors (`secret-key` in the home, unless \
    saferplan.toml names another file): keep a copy of that file apart from it.";

/// Writes a backup.
pub(crate) fn write(home: &Home, BackupArguments { file }: &BackupArguments) -> Result<()> {
    if file.exists() {
        bail!("`{}` is there already; name a file that is not", file.display());
    }
    let bar = progress::spinner("reading the records");
    let books = Books::open(home)?;
    let unfinished = beside(file);
    // One that was broken off is of no use to anybody, and must not stand in the way of this one.
    restoring::gone(&unfinished)?;
    let rows = written(home, &books, &unfinished, |name| bar.set_message(name.to_owned()));
    let rows = rows.inspect_err(|_| {
        // What was written of it is of no use to anybody.
        let _ = fs::remove_file(&unfinished);
    })?;
    fs::rename(&unfinished, file).with_context(|| format!("naming `{}`", file.display()))?;
    restoring::kept(file)?;
    let note = home.folder().join(LAST);
    fs::write(&note, Timestamp::now().to_string())
        .with_context(|| format!("noting the backup in `{}`", note.display()))?;
    bar.finish_and_clear();
    print::line(format!("{} holds {rows} rows of the records and the archive.", file.display()))?;
    print::line("Keep it as safe as the records themselves: it holds the hashes of passwords.")?;
    print::line(KEY_APART)
}

/// Writes everything to `file`; how many rows of records.
fn written(home: &Home, books: &Books, file: &Path, tell: impl Fn(&str)) -> Result<u64> {
    let out = private(file).with_context(|| format!("making `{}`", file.display()))?;
    let mut zip = ZipWriter::new(out);
    let packed = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .large_file(true);
    // The archive's data files are packed already.
    let as_is = packed.compression_method(CompressionMethod::Stored);
    zip.start_file(RECORDS, packed).context("beginning the backup")?;
    let rows =
        books.wait(books.records().write_backup(&mut zip)).context("backing the records up")?;
    // What is in use says the manifest, and no file that it names ever changes; so it comes first.
    for path in files(home.folder())? {
        let name = path.to_string_lossy().replace('\\', "/");
        tell(&name);
        zip.start_file(name.as_str(), as_is).with_context(|| format!("adding `{name}`"))?;
        let mut from = File::open(home.folder().join(&path)).with_context(|| {
            format!("reading `{name}`: was the archive pruned meanwhile? Then try again")
        })?;
        io::copy(&mut from, &mut zip).with_context(|| format!("adding `{name}`"))?;
    }
    let out = zip.finish().context("ending the backup")?;
    out.sync_all().context("saving the backup")?;
    Ok(rows)
}

/// A new file that only its owner reads.
fn private(file: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    file.with_file_name(name)
}

/// The files of a home that a backup holds, the archive's manifest first.
fn files(home: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for folder in FOLDERS {
        below(home, Path::new(folder), &mut found)?;
    }
    found.sort_by_key(|path| {
        (path.file_name().is_none_or(|name| name != "manifest.json"), path.clone())
    });
    Ok(found)
}

fn below(home: &Path, folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let Ok(entries) = fs::read_dir(home.join(folder)) else { return Ok(()) };
    for entry in entries {
        let entry = entry.with_context(|| format!("reading `{}`", folder.display()))?;
        let path = folder.join(entry.file_name());
        if entry.file_type().with_context(|| format!("reading `{}`", path.display()))?.is_dir() {
            below(home, &path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}
