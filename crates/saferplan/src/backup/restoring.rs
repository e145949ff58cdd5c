//! `restore`: a backup put back into an empty home, to the end or not at all.
//!
//! Files come first and the records last, in one transaction. While it goes on a file of the home says so, and no other
//! command opens a home that has it; so whoever was broken off does the same once more, and nothing has to be cleared by hand.

use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use zip::ZipArchive;

use crate::backup::FOLDERS;
use crate::backup::RECORDS;
use crate::backup::private;
use crate::books::Books;
use crate::cli::serving::RestoreArguments;
use crate::home::Home;
use crate::home::private_folder;
use crate::print;

/// What comes of it where the key is not put back.
const KEY_GONE: &str = "Second factors open with the key that encrypted them alone. Put its file (`secret-key`, unless \
    saferplan.toml names another) back into the home before you serve the pages; without it everybody sets up the \
    second factor anew at their next sign-in.";

/// Puts a backup back into a home that holds nothing, or in which that was begun before.
pub(crate) fn restore(home: &Home, RestoreArguments { file }: &RestoreArguments) -> Result<()> {
    let open = File::open(file).with_context(|| format!("opening `{}`", file.display()))?;
    let not_ours = || format!("`{}` is not a whole backup of Saferplan", file.display());
    let mut zip = ZipArchive::new(open).with_context(not_ours)?;
    drop(zip.by_name(RECORDS).with_context(not_ours)?);
    let mark = home.restoring();
    if mark.exists() {
        cleared(home)?;
    } else {
        is_empty(home)?;
        let begun = private(&mark).and_then(|mark| mark.sync_all());
        begun.with_context(|| format!("making `{}`", mark.display()))?;
    }
    let rows = put_back(home, &mut zip, &not_ours)?;
    gone(&mark)?;
    kept(&mark)?;
    print::line(format!("{rows} rows of the records and the archive are back."))?;
    print::line(KEY_GONE)?;
    crate::verify::verify(home)
}

/// Refuses a home that holds something.
fn is_empty(home: &Home) -> Result<()> {
    for folder in FOLDERS {
        let there = home.folder().join(folder);
        if there.exists() {
            bail!("`{}` is there already; restore into an empty home: --home DIR", there.display());
        }
    }
    let books = Books::open(home)?;
    if !books.wait(books.records().partnerships())?.is_empty() {
        bail!("the records hold a partnership already; restore into an empty home: --home DIR");
    }
    Ok(())
}

/// Takes away what was put back before it was broken off.
fn cleared(home: &Home) -> Result<()> {
    for folder in FOLDERS {
        let there = home.folder().join(folder);
        match fs::remove_dir_all(&there) {
            Err(why) if why.kind() != io::ErrorKind::NotFound => {
                return Err(why).with_context(|| format!("clearing `{}`", there.display()));
            }
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

/// Puts files and records back; how many rows of records.
fn put_back(home: &Home, zip: &mut ZipArchive<File>, not_ours: &dyn Fn() -> String) -> Result<u64> {
    for place in 0..zip.len() {
        let mut from = zip.by_index(place).with_context(not_ours)?;
        // A name that leads out of the home is nobody's honest backup.
        let Some(name) = from.enclosed_name().filter(|name| is_held(name)) else { continue };
        let to = home.folder().join(&name);
        let folder = to.parent().unwrap_or(home.folder());
        private_folder(folder).with_context(|| format!("making `{}`", folder.display()))?;
        let mut out = private(&to).with_context(|| format!("making `{}`", to.display()))?;
        io::copy(&mut from, &mut out).with_context(|| format!("restoring `{}`", name.display()))?;
        out.sync_all().with_context(|| format!("restoring `{}`", name.display()))?;
    }
    let books = Books::open(home)?;
    if !books.wait(books.records().partnerships())?.is_empty() {
        // It was broken off after its last step, or other records are there.
        return are_back(&books, zip);
    }
    let records = zip.by_name(RECORDS).with_context(not_ours)?;
    books.wait(books.records().restore_backup(records)).context("restoring the records")
}

/// How many rows the records hold, which must be those of the backup.
fn are_back(books: &Books, zip: &mut ZipArchive<File>) -> Result<u64> {
    let (mut held, mut backed_up) = (Vec::new(), Vec::new());
    let rows =
        books.wait(books.records().write_backup(&mut held)).context("reading the records")?;
    zip.by_name(RECORDS)?.read_to_end(&mut backed_up)?;
    if held != backed_up {
        bail!("the records hold something else already; restore into an empty home: --home DIR");
    }
    Ok(rows)
}

fn is_held(name: &Path) -> bool {
    FOLDERS.iter().any(|folder| name.starts_with(folder))
}

/// Deletes a file, if it is there.
pub(super) fn gone(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(why) if why.kind() != io::ErrorKind::NotFound => {
            Err(why).with_context(|| format!("deleting `{}`", file.display()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Waits until the disk knows under which name a file is there, or that it is gone.
pub(super) fn kept(file: &Path) -> Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.with_context(|| format!("saving `{}`", folder.display()))
}
