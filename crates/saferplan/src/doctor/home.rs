//! The home folder: whose it is, who else enters it, whether there is room, when it was last backed up, and whether the
//! clock goes on from where it was.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use jiff::SignedDuration;
use jiff::Timestamp;
use web::clock::Clock;
use web::settings::Settings;

use crate::backup;
use crate::doctor::Found;
use crate::doctor::Trouble;
use crate::print;

/// The files that nobody else may read, with what is in them.
const SECRET: [(&str, &str); 2] =
    [("records.db", "replies, people and hashes of passwords"), ("records.db-wal", "the same")];

/// Below so many bytes something is wrong: a scan or a backup would not fit.
const TOO_LITTLE: u64 = 256 << 20;
/// Below so many it is worth a look.
const LITTLE: u64 = 2 << 30;

/// After so many days a backup is old: the retention of replies counts in weeks, and so should what is lost.
const OLD: i64 = 7;

/// What the home should be.
const WANTED: &str = "a folder that the user who serves the pages owns and enters alone";

/// Whose the home is, and who else enters it.
pub(super) fn rights(home: &Path) -> Vec<Found> {
    let there = match fs::metadata(home) {
        Ok(there) => there,
        Err(why) => {
            let found = format!("`{}` cannot be looked at ({why})", home.display());
            return vec![Found::Wrong(Trouble::of(
                found,
                WANTED,
                "name the right one with --home",
            ))];
        }
    };
    let others = there.permissions().mode() & 0o077;
    let mut found = of_the_folder(home, there.uid(), others);
    found.extend(SECRET.iter().filter_map(|secret| read_by_others(home, others, secret)));
    match written_to(home) {
        Ok(()) if found.is_empty() => {
            found.push(Found::Well(format!("`{}` is its owner's alone", home.display())));
        }
        Ok(()) => {}
        Err(why) => found.push(Found::Wrong(Trouble::of(
            format!("nothing can be written into `{}` ({why})", home.display()),
            WANTED,
            "give the folder back to that user, or make the disk writable",
        ))),
    }
    found
}

fn of_the_folder(home: &Path, owner: u32, others: u32) -> Vec<Found> {
    let mut found = Vec::new();
    // Whoever runs this is who owns its own files of the system's.
    let runs = fs::metadata("/proc/self").map(|own| own.uid()).ok();
    if runs.is_some_and(|runs| runs != owner) {
        found.push(Found::WorthALook(Trouble::of(
            format!("`{}` belongs to another user than the one who runs this", home.display()),
            WANTED,
            "run this as the user who serves the pages",
        )));
    }
    if others != 0 {
        found.push(Found::WorthALook(Trouble::of(
            format!("others can look into `{}`", home.display()),
            WANTED,
            format!("chmod go= {}", home.display()),
        )));
    }
    found
}

/// A secret file that others come to, since they can enter the folder and read it.
fn read_by_others(home: &Path, others: u32, (name, what): &(&str, &str)) -> Option<Found> {
    let file = home.join(name);
    let mode = fs::metadata(&file).map_or(0, |there| there.permissions().mode());
    (mode & 0o077 != 0 && others & 0o011 != 0).then(|| {
        Found::Wrong(Trouble::of(
            format!("others of this machine can read `{}`: {what}", file.display()),
            "a file that its owner alone reads",
            format!("chmod go= {}", file.display()),
        ))
    })
}

/// Tries to write, and takes away what was written.
fn written_to(home: &Path) -> io::Result<()> {
    let file = home.join(format!(".doctor-{}", std::process::id()));
    fs::OpenOptions::new().write(true).create_new(true).open(&file)?;
    fs::remove_file(&file)
}

/// How much room is left.
pub(super) fn room(home: &Path) -> Vec<Found> {
    match rustix::fs::statvfs(home) {
        Ok(disk) => vec![judged(disk.f_bavail.saturating_mul(disk.f_frsize))],
        Err(why) => {
            let found = format!("the disk of `{}` cannot be asked ({why})", home.display());
            vec![Found::WorthALook(Trouble::of(found, "a disk that tells its room", "look by df"))]
        }
    }
}

fn judged(free: u64) -> Found {
    let found = format!("{} are free", print::size(free));
    let trouble = |wanted: u64, then: &str| {
        let wanted = format!("{} at least, {then}", print::size(wanted));
        Trouble::of(found.clone(), wanted, "make room, or move the home to a larger disk")
    };
    match free {
        0..TOO_LITTLE => Found::Wrong(trouble(TOO_LITTLE, "for what is sent and for the records")),
        TOO_LITTLE..LITTLE => Found::WorthALook(trouble(LITTLE, "for scans and for a backup")),
        _ => Found::Well(found),
    }
}

/// When the last backup was made.
pub(super) fn last_backup(home: &Path) -> Vec<Found> {
    let to_do = "saferplan backup FILE, each night, onto another machine";
    let wanted = format!("one of the last {OLD} days");
    let noted = fs::read_to_string(home.join(backup::LAST)).ok();
    let at: Option<Timestamp> = noted.and_then(|text| text.trim().parse().ok());
    let Some(at) = at else {
        return vec![Found::WorthALook(Trouble::of("no backup was made yet", wanted, to_do))];
    };
    let days = Timestamp::now().duration_since(at).as_hours() / 24;
    let found = format!("the last one was made {}", ago(days));
    vec![match days {
        ..=OLD => Found::Well(found),
        _ => Found::WorthALook(Trouble::of(found, wanted, to_do)),
    }]
}

fn ago(days: i64) -> String {
    match days {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    }
}

/// Whether the clock goes on from where it was when something was last saved, and knows the United Kingdom's time.
pub(super) fn clock(home: &Path) -> Vec<Found> {
    let to_do = "set the clock right, by a time server, before anything else is entered";
    let today = match Clock::Running.today() {
        Ok(today) => today,
        Err(why) => {
            let wanted = "the date in the United Kingdom, by which deadlines fall";
            return vec![Found::Wrong(Trouble::of(why.to_string(), wanted, to_do))];
        }
    };
    let saved = ["records.db-wal", "records.db", "archive/manifest.json", backup::LAST];
    let saved = saved.iter().filter_map(|name| fs::metadata(home.join(name)).ok()?.modified().ok());
    let latest = saved.max().and_then(|at| Timestamp::try_from(at).ok());
    let ahead = latest.map(|at| at.duration_since(Timestamp::now()));
    vec![match ahead {
        // Codes of second factors are refused by half a minute.
        Some(ahead) if ahead > SignedDuration::from_secs(30) => Found::Wrong(Trouble::of(
            format!("something was saved {} seconds after now", ahead.as_secs()),
            "a clock that never goes back",
            to_do,
        )),
        Some(_) | None => Found::Well(format!("it is {} here", today.in_words())),
    }]
}

/// Whether the key of second factors is there, and its owner's alone.
pub(super) fn key(settings: &Settings) -> Vec<Found> {
    let file = &settings.secret_key_file;
    let Ok(there) = fs::metadata(file) else {
        let found = format!("`{}` is made when the first second factor is set up", file.display());
        return vec![Found::Well(found)];
    };
    let mut found = Vec::new();
    if there.permissions().mode() & 0o007 != 0 {
        found.push(Found::Wrong(Trouble::of(
            format!("every user of this machine can read `{}`", file.display()),
            "a key that the server alone reads",
            format!("chmod o= {}, then change the key (former_secret_key_file)", file.display()),
        )));
    }
    if let Some(former) = &settings.former_secret_key_file {
        found.push(Found::WorthALook(Trouble::of(
            format!("the former key `{}` is named still", former.display()),
            "one key, once the server has said in its log that all is encrypted with it",
            "take `former_secret_key_file` out and destroy that file",
        )));
    }
    if found.is_empty() {
        found.push(Found::Well(format!("`{}` is the server's alone", file.display())));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_wrong(found: &[Found]) -> bool {
        found.iter().any(|one| matches!(one, Found::Wrong(_)))
    }

    fn is_well(found: &[Found]) -> bool {
        found.iter().all(|one| matches!(one, Found::Well(_)))
    }

    fn set(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_home_that_others_enter_is_told_and_records_that_they_read_are_wrong() {
        let home = tempfile::tempdir().unwrap();
        set(home.path(), 0o700);
        assert!(is_well(&rights(home.path())), "{:?}", rights(home.path()));
        fs::write(home.path().join("records.db"), "").unwrap();
        set(&home.path().join("records.db"), 0o644);
        // Nobody comes to the file who cannot enter the folder.
        assert!(is_well(&rights(home.path())));
        set(home.path(), 0o755);
        let found = rights(home.path());
        assert!(is_wrong(&found) && found.len() == 2, "{found:?}");
        set(&home.path().join("records.db"), 0o600);
        assert!(!is_wrong(&rights(home.path())) && !is_well(&rights(home.path())));
        assert!(is_wrong(&rights(&home.path().join("none"))));
    }

    #[test]
    fn little_room_is_worth_a_look_and_none_is_wrong() {
        assert!(matches!(judged(1 << 20), Found::Wrong(_)));
        assert!(matches!(judged(1 << 30), Found::WorthALook(_)));
        assert!(matches!(judged(9 << 30), Found::Well(_)));
        assert!(!room(Path::new("/")).is_empty());
    }

    #[test]
    fn a_backup_of_eight_days_ago_is_old() {
        let home = tempfile::tempdir().unwrap();
        assert!(!is_well(&last_backup(home.path())), "there is none");
        for (hours, well) in [(1, true), (24 * 7, true), (24 * 8, false)] {
            let at = Timestamp::now() - SignedDuration::from_hours(hours);
            fs::write(home.path().join(backup::LAST), at.to_string()).unwrap();
            assert_eq!(is_well(&last_backup(home.path())), well, "{hours} hours");
        }
    }

    #[test]
    fn a_clock_that_went_back_is_wrong() {
        let home = tempfile::tempdir().unwrap();
        assert!(is_well(&clock(home.path())));
        let file = fs::File::create(home.path().join("records.db")).unwrap();
        file.set_modified(std::time::SystemTime::now() + std::time::Duration::from_secs(3_600))
            .unwrap();
        assert!(is_wrong(&clock(home.path())));
    }

    #[test]
    fn a_key_that_everybody_reads_is_wrong() {
        let home = tempfile::tempdir().unwrap();
        let origin = "http://localhost:8080".parse().unwrap();
        let usual = Settings::of(origin, Clock::Running);
        let settings = Settings { secret_key_file: home.path().join("secret-key"), ..usual };
        assert!(is_well(&key(&settings)));
        fs::write(&settings.secret_key_file, "").unwrap();
        set(&settings.secret_key_file, 0o600);
        assert!(is_well(&key(&settings)));
        set(&settings.secret_key_file, 0o644);
        assert!(is_wrong(&key(&settings)));
    }
}
