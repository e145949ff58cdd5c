//! A site in a folder: put there whole, or not at all.
//!
//! In come files; out goes a folder that holds these and no others. They are written beside it first, and only then take
//! its place, so that nobody ever sees half a site.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use documents::site::MANIFEST;
use documents::site::SiteFile;

/// Refuses a folder that holds anything but an earlier site: what is there would be gone.
pub(super) fn may_be_replaced(out: &Path) -> Result<()> {
    let reading = || format!("reading the folder `{}`", out.display());
    let mut there = match fs::read_dir(out) {
        Ok(there) => there,
        Err(why) if why.kind() == ErrorKind::NotFound => return Ok(()),
        Err(why) => return Err(why).with_context(reading),
    };
    let is_empty = there.next().transpose().with_context(reading)?.is_none();
    if !is_empty && !out.join(MANIFEST).is_file() {
        bail!(
            "the folder `{}` holds something else than a site; name one that is not there yet, or is empty",
            out.display()
        );
    }
    Ok(())
}

/// Writes the files beside the folder, and puts them in its place.
pub(super) fn put_in_place(out: &Path, files: &[SiteFile]) -> Result<()> {
    let (new, old) = (beside(out, "part")?, beside(out, "before")?);
    // Whoever was broken off between two renames left the site of before aside.
    if !out.exists() && old.exists() {
        fs::rename(&old, out).with_context(|| format!("putting back `{}`", out.display()))?;
    }
    clear(&new)?;
    clear(&old)?;
    let written = written(&new, files).and_then(|()| moved(out, &new, &old));
    if written.is_err() {
        // What was written of it is of no use to anybody.
        let _ = fs::remove_dir_all(&new);
    }
    written?;
    clear(&old)
}

fn written(new: &Path, files: &[SiteFile]) -> Result<()> {
    for SiteFile { path, bytes } in files {
        let path = new.join(path);
        let folder = path.parent().unwrap_or(new);
        fs::create_dir_all(folder).with_context(|| format!("making `{}`", folder.display()))?;
        fs::write(&path, bytes).with_context(|| format!("writing `{}`", path.display()))?;
    }
    Ok(())
}

/// Moves what is there away and the new in its place; if that fails, what was there is put back.
fn moved(out: &Path, new: &Path, old: &Path) -> Result<()> {
    let putting = || format!("putting the site in place at `{}`", out.display());
    let was_there = match fs::rename(out, old) {
        Ok(()) => true,
        Err(why) if why.kind() == ErrorKind::NotFound => false,
        Err(why) => return Err(why).with_context(putting),
    };
    let put = fs::rename(new, out);
    if put.is_err() && was_there {
        fs::rename(old, out).with_context(putting)?;
    }
    put.with_context(putting)
}

fn clear(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(why) if why.kind() != ErrorKind::NotFound => {
            Err(why).with_context(|| format!("clearing `{}`", folder.display()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// A hidden folder beside another, of its name.
fn beside(out: &Path, ending: &str) -> Result<PathBuf> {
    let Some(name) = out.file_name() else {
        bail!("`{}` is no name for a folder; name the folder of the site", out.display());
    };
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(".");
    hidden.push(ending);
    Ok(out.with_file_name(hidden))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, words: &str) -> SiteFile {
        SiteFile { path: path.to_owned(), bytes: words.into() }
    }

    #[test]
    fn a_site_takes_the_place_of_the_one_before_whole_and_leaves_nothing_beside_it() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("site");
        put_in_place(&out, &[file(MANIFEST, "{}"), file("plan/index.html", "old")]).unwrap();
        may_be_replaced(&out).unwrap();
        put_in_place(&out, &[file(MANIFEST, "{}"), file("index.html", "new")]).unwrap();
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "new");
        assert!(!out.join("plan").exists());
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_site_that_a_kill_left_aside_is_put_back_before_another_is_tried() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("site");
        put_in_place(&out, &[file(MANIFEST, "{}"), file("index.html", "old")]).unwrap();
        fs::rename(&out, beside(&out, "before").unwrap()).unwrap();
        // A folder where a file should be: the next site cannot be written.
        assert!(put_in_place(&out, &[file("a/b", "x"), file("a", "y")]).is_err());
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "old");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_holds_something_else_is_not_replaced() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("letters.txt"), "mine").unwrap();
        let refused = may_be_replaced(home.path()).unwrap_err().to_string();
        assert!(refused.contains("holds something else than a site"), "{refused}");
        may_be_replaced(&home.path().join("new")).unwrap();
    }

    #[test]
    fn a_site_that_cannot_be_written_leaves_the_one_before() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("site");
        put_in_place(&out, &[file("index.html", "old")]).unwrap();
        let under_a_file = [file("a", "a file"), file("a/b", "under a file")];
        assert!(put_in_place(&out, &under_a_file).is_err());
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "old");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }
}
