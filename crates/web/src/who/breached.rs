//! Passwords that were found in breaches of other services, by a list that whoever runs the program keeps on its disk.
//!
//! In come the list's file and what somebody typed; out goes whether it is in the list. The list is that of Pwned Passwords
//! (<https://haveibeenpwned.com/Passwords>), of which whoever guesses has a copy as well: a line for each password, sorted, with
//! its SHA-1 in hexadecimal figures and, after a colon, how often it was found. With tens of gigabytes it is never read as a whole:
//! each step halves the part of the file in which the line would be. The hash protects nothing here, and nobody else is asked.

use std::cmp::Ordering;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::path::PathBuf;

use ring::digest::SHA1_FOR_LEGACY_USE_ONLY;
use ring::digest::SHA1_OUTPUT_LEN;
use ring::digest::digest;

/// How long a hash is in hexadecimal figures.
const FIGURES: usize = 2 * SHA1_OUTPUT_LEN;
/// The most bytes of a line: the hash, a colon, how often it was found, and how lines end.
const LONGEST_LINE: usize = 80;
/// At how many places a list is looked at before it is used.
const LOOKED_AT: u64 = 64;

/// A list of passwords that were found in breaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreachedPasswords(PathBuf);

/// Why a file cannot be used as such a list.
#[derive(Debug, thiserror::Error)]
pub enum BreachedPasswordsError {
    /// It cannot be read.
    #[error("the list of breached passwords, `{path}`, could not be read: {error}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// It is something else.
    #[error(
        "`{path}` is no list of breached passwords: at byte {at}, a line was expected that begins with a SHA-1 in {FIGURES} \
         hexadecimal figures, none before the one above it, as in the list of Pwned Passwords that is sorted by hash"
    )]
    NoList {
        /// The file.
        path: PathBuf,
        /// Where in it.
        at: u64,
    },
}

/// A hash as it stands in the list, in capitals.
type Hash = [u8; FIGURES];

/// The list, opened.
struct Open<'list> {
    path: &'list Path,
    file: File,
    length: u64,
}

impl BreachedPasswords {
    /// The list in a file, which is looked at in some places.
    ///
    /// # Errors
    /// When it cannot be read, or holds something else or nothing there, or is not sorted there.
    pub fn in_file(path: PathBuf) -> Result<BreachedPasswords, BreachedPasswordsError> {
        let open = Open::of(&path)?;
        let mut last = open.hash_from(0)?.ok_or_else(|| open.no_list(0))?;
        for place in 1..LOOKED_AT {
            let from = open.length / LOOKED_AT * place;
            let Some((at, hash)) = open.hash_from(from)? else { break };
            if hash < last.1 {
                return Err(open.no_list(at));
            }
            last = (at, hash);
        }
        Ok(BreachedPasswords(path))
    }

    /// Whether a password is in the list. It waits for the disk.
    pub(crate) fn hold(&self, typed: &str) -> Result<bool, BreachedPasswordsError> {
        let sought = hash_of(typed);
        let open = Open::of(&self.0)?;
        // Where its line begins, if it is there: at or after the first, before the second.
        let (mut from, mut to) = (0, open.length);
        while from < to {
            let middle = from + (to - from) / 2;
            match open.hash_from(middle)? {
                Some((at, hash)) if at < to => match sought.cmp(&hash) {
                    Ordering::Equal => return Ok(true),
                    Ordering::Less => to = middle,
                    Ordering::Greater => from = at + 1,
                },
                Some(_) | None => to = middle,
            }
        }
        Ok(false)
    }
}

impl Open<'_> {
    fn of(path: &Path) -> Result<Open<'_>, BreachedPasswordsError> {
        let unreadable =
            |error| BreachedPasswordsError::Unreadable { path: path.to_owned(), error };
        let file = File::open(path).map_err(unreadable)?;
        let length = file.metadata().map_err(unreadable)?.len();
        Ok(Open { path, file, length })
    }

    /// The first line that begins at a place or after it: where, and its hash. None does after the last.
    fn hash_from(&self, place: u64) -> Result<Option<(u64, Hash)>, BreachedPasswordsError> {
        // A line begins after the end of another, so the byte before the place is looked at, too.
        let begin = place.saturating_sub(1);
        let read = self.read(begin)?;
        let skipped = match place {
            0 => 0,
            _ => match read.iter().position(|sign| *sign == b'\n') {
                Some(end) => end + 1,
                None if read.len() < 2 * LONGEST_LINE => return Ok(None),
                None => return Err(self.no_list(begin)),
            },
        };
        let at = begin + skipped as u64;
        if at >= self.length {
            return Ok(None);
        }
        let line = read.get(skipped..).unwrap_or_default();
        let figures = line.first_chunk::<FIGURES>().filter(|figures| {
            figures.iter().all(u8::is_ascii_hexdigit)
                && matches!(line.get(FIGURES), None | Some(b':' | b'\r' | b'\n'))
        });
        let figures = figures.ok_or_else(|| self.no_list(at))?;
        Ok(Some((at, figures.map(|figure| figure.to_ascii_uppercase()))))
    }

    /// As many bytes from a place on as hold the rest of a line and the whole of the next, or all that there are.
    fn read(&self, from: u64) -> Result<Vec<u8>, BreachedPasswordsError> {
        let mut bytes = vec![0; 2 * LONGEST_LINE];
        let mut filled = 0;
        while let Some(free) = bytes.get_mut(filled..).filter(|free| !free.is_empty()) {
            match self.file.read_at(free, from + filled as u64) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    let path = self.path.to_owned();
                    return Err(BreachedPasswordsError::Unreadable { path, error });
                }
            }
        }
        bytes.truncate(filled);
        Ok(bytes)
    }

    fn no_list(&self, at: u64) -> BreachedPasswordsError {
        BreachedPasswordsError::NoList { path: self.path.to_owned(), at }
    }
}

fn hash_of(typed: &str) -> Hash {
    let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, typed.as_bytes());
    let mut figures = [0; FIGURES];
    data_encoding::HEXUPPER.encode_mut(hash.as_ref(), &mut figures);
    figures
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::*;
    use tempfile::TempDir;

    use super::*;

    /// A list of passwords, and its folder; `line` makes a line of a hash.
    fn list(passwords: &[String], line: impl Fn(&str) -> String) -> (TempDir, PathBuf) {
        let hash = |typed: &String| String::from_utf8(hash_of(typed).to_vec()).unwrap();
        let mut hashes: Vec<String> = passwords.iter().map(hash).collect();
        hashes.sort();
        written(&hashes.iter().map(|hash| line(hash)).collect::<String>())
    }

    fn written(text: &str) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pwned-passwords.txt");
        fs::write(&path, text).unwrap();
        (folder, path)
    }

    #[test]
    fn the_hash_is_that_of_the_list() {
        // As Pwned Passwords shows it for `password`.
        assert_eq!(&hash_of("password"), b"5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8");
    }

    #[test]
    fn each_password_of_a_list_is_found_and_no_other() {
        let all: Vec<String> = (0..2_000).map(|number| format!("password {number}")).collect();
        let (ours, others) = all.split_at(1_000);
        let often = |hash: &str| format!("{hash}:{}\r\n", hash.len() * hash.as_bytes()[3] as usize);
        for line in [&(|hash: &str| format!("{hash}\n")) as &dyn Fn(&str) -> String, &often] {
            let (_folder, path) = list(ours, line);
            let breached = BreachedPasswords::in_file(path).unwrap();
            assert!(ours.iter().all(|typed| breached.hold(typed).unwrap()));
            assert!(!others.iter().any(|typed| breached.hold(typed).unwrap()));
        }
    }

    proptest! {
        #[test]
        fn a_list_of_any_length_finds_its_own(
            ours in prop::collection::vec("[a-z]{1,4}", 1..40),
            other in "[a-z]{1,4}",
            ends in any::<bool>(),
        ) {
            let (_folder, path) = list(&ours, |hash| format!("{hash}:7\n"));
            if !ends {
                let text = fs::read_to_string(&path).unwrap();
                fs::write(&path, text.trim_end()).unwrap();
            }
            let breached = BreachedPasswords::in_file(path).unwrap();
            for typed in &ours {
                prop_assert!(breached.hold(typed).unwrap());
            }
            prop_assert_eq!(breached.hold(&other).unwrap(), ours.contains(&other));
        }
    }

    #[test]
    fn what_is_no_sorted_list_is_refused() {
        let mut turned: Vec<String> = (0..1_000)
            .map(|number| String::from_utf8(hash_of(&number.to_string()).to_vec()).unwrap())
            .collect();
        turned.sort();
        turned.reverse();
        for text in ["", "\n", "password\n", &"a word ".repeat(100), &turned.join("\n")] {
            let (_folder, path) = written(text);
            let refused = BreachedPasswords::in_file(path).unwrap_err();
            assert!(matches!(refused, BreachedPasswordsError::NoList { .. }), "{refused}");
        }
        let missing = BreachedPasswords::in_file(PathBuf::from("/no/such/list")).unwrap_err();
        assert!(matches!(missing, BreachedPasswordsError::Unreadable { .. }), "{missing}");
    }

    #[test]
    fn a_list_that_is_taken_away_is_no_answer() {
        let (_folder, path) = list(&["password".to_owned()], |hash| format!("{hash}:7\n"));
        let breached = BreachedPasswords::in_file(path.clone()).unwrap();
        fs::remove_file(path).unwrap();
        assert!(breached.hold("password").is_err());
    }
}
