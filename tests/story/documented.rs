//! What the documentation site tells people to type does what it says.
//!
//! A block marked `sh,runs` is run as it stands, one marked `sh,refused` has to be refused, and a block marked
//! `text,printed` has lines of what the one before it printed. The tutorial is followed in one home from its first page to
//! its last, and so are the pages of tasks.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

/// A block of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marked {
    Runs,
    Refused,
    Printed,
    /// For reading: what needs root, a scanner, or another's data.
    Shown,
}

impl Marked {
    fn of(mark: &str) -> Marked {
        match mark {
            "sh,runs" => Marked::Runs,
            "sh,refused" => Marked::Refused,
            "text,printed" => Marked::Printed,
            "sh" | "text" | "toml" => Marked::Shown,
            other => panic!("no block of a page is marked `{other}`"),
        }
    }
}

fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The blocks of a page, each with its first line's number. Those of a list's entry stand further in.
fn blocks(page: &str) -> Vec<(usize, Marked, String)> {
    let (mut found, mut open): (Vec<(usize, Marked, String)>, bool) = (Vec::new(), false);
    for (number, line) in (1..).zip(page.lines()) {
        match (line.trim_start().strip_prefix("```"), open) {
            (Some(mark), false) => {
                found.push((number, Marked::of(mark), String::new()));
                open = true;
            }
            (Some(_), true) => open = false,
            (None, true) => {
                let text = &mut found.last_mut().unwrap().2;
                text.push_str(line.trim_start());
                text.push('\n');
            }
            (None, false) => {}
        }
    }
    assert!(!open, "a block of the page has no end");
    found
}

/// Somebody who types what pages tell, in a folder of their own beside the example's files.
struct Reader {
    folder: TempDir,
    ran: usize,
}

impl Reader {
    fn new() -> Reader {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(checkout().join("examples"), folder.path().join("examples"))
            .unwrap();
        Reader { folder, ran: 0 }
    }

    /// Types a block into a shell; whether it went well, and what it printed.
    fn types(&self, block: &str) -> (bool, String) {
        let program = Path::new(env!("CARGO_BIN_EXE_saferplan"));
        let path = std::env::var("PATH").unwrap();
        let path = format!("{}:{path}", program.parent().unwrap().display());
        let mut shell = Command::new("sh");
        shell.args(["-ec", block]).current_dir(self.folder.path());
        // Called as the example's own home is, which the pages of tasks go on with.
        let home = self.folder.path().join("saferplan-example");
        shell.env("PATH", path).env("SAFERPLAN_HOME", home);
        shell.env("XDG_DATA_HOME", self.folder.path()).env_remove("SAFERPLAN_RECORDS");
        let output = shell.output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&said).into_owned())
    }

    /// Follows a page from its beginning to its end.
    fn follows(&mut self, page: &str) {
        let text = fs::read_to_string(checkout().join("docs").join(page)).unwrap();
        let mut printed = String::new();
        for (line, marked, block) in blocks(&text) {
            let at = format!("docs/{page}, line {line}");
            match marked {
                Marked::Shown => {}
                Marked::Runs | Marked::Refused => {
                    let (went_well, said) = self.types(&block);
                    assert!(!said.contains("panicked"), "{at}:\n{block}\n{said}");
                    assert_eq!(went_well, marked == Marked::Runs, "{at}:\n{block}\n{said}");
                    self.ran += 1;
                    printed = said;
                }
                Marked::Printed => {
                    for words in block.lines() {
                        assert!(printed.contains(words), "{at}: `{words}` is not in:\n{printed}");
                    }
                }
            }
        }
    }
}

/// The pages of a folder in the order of the site's contents.
fn pages(folder: &str) -> Vec<String> {
    let contents = fs::read_to_string(checkout().join("docs/SUMMARY.md")).unwrap();
    let links = contents.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    links.filter(|link| link.starts_with(folder)).map(str::to_owned).collect()
}

fn follows_all(folder: &str, at_least: usize) {
    let (pages, mut reader) = (pages(folder), Reader::new());
    for page in &pages {
        reader.follows(page);
    }
    assert!(reader.ran >= at_least, "{} of {pages:?} ran", reader.ran);
}

#[test]
fn the_tutorial_does_what_it_says() {
    follows_all("tutorial/", 20);
}

#[test]
fn each_task_does_what_it_says() {
    follows_all("how-to/", 20);
}

#[test]
fn blocks_are_found_wherever_they_stand() {
    let page =
        "# A\n\n```sh,runs\nls \\\n    -l\n```\n\n1. Do\n\n   ```text,printed\n   total\n   ```\n";
    let found = blocks(page);
    assert_eq!(found[0], (3, Marked::Runs, "ls \\\n-l\n".to_owned()));
    assert_eq!(found[1], (10, Marked::Printed, "total\n".to_owned()));
}
