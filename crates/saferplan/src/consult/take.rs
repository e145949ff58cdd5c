//! `consult take`: replies that another program gathered, such as one that asks by telephone or at a stall.
//!
//! In comes a file with a reply to a line, as JSON; in the records are all of them afterwards, or none.

use std::fs::File;
use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use partnership::consultation::reply::DatedReply;
use partnership::consultation::version::Version;

use crate::consult::Doing;
use crate::consult::counted;
use crate::print;
use crate::progress;

/// Of so many lines that cannot be read it is said why; of the others only how many there are.
const TOLD: usize = 20;

impl Doing {
    /// Takes the replies of a file in, to the version that is open or was opened last.
    pub(super) fn take(&self, path: &Path) -> Result<()> {
        let held = self.consultation()?;
        let asked = |version: &&Version| version.was_asked().is_ok();
        let version =
            held.versions().map(|held| &held.value).rev().find(asked).with_context(|| {
                format!(
                    "`{}` was not opened yet, so nobody can have replied; open it first",
                    held.questionnaire()
                )
            })?;
        let replies = replies(path)?;
        let faulty = |one: &&DatedReply| !one.reply.checked(version.questionnaire()).is_sound();
        let faulty = replies.iter().filter(faulty).count();
        let spinner = progress::spinner("keeping the replies");
        let kept = self.book.keep_replies(&self.signed, self.cycle, version, replies);
        let kept = self.books.wait(kept);
        spinner.finish_and_clear();
        print::line(format!("{} taken in.", counted(kept?.len(), "reply")))?;
        if faulty > 0 {
            print::line(format!(
                "{} something in it that cannot be so, such as more answers than are asked for. They are kept as they \
                 came, and `saferplan consult export` says what is wrong.",
                match faulty {
                    1 => "1 has".to_owned(),
                    several => format!("{several} have"),
                }
            ))?;
        }
        Ok(())
    }
}

/// The replies of a file, a reply to a line.
fn replies(path: &Path) -> Result<Vec<DatedReply>> {
    let named = || format!("reading `{}`", path.display());
    let (mut replies, mut faults) = (Vec::new(), Vec::new());
    for (at, line) in BufReader::new(File::open(path).with_context(named)?).lines().enumerate() {
        let line = line.with_context(named)?;
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(&line) {
            Ok(reply) => replies.push(reply),
            Err(why) => faults.push(format!("line {}: {why}", at + 1)),
        }
    }
    if faults.is_empty() && replies.is_empty() {
        bail!("`{}` has no reply in it; it is to have one to a line, as JSON", path.display());
    }
    if faults.is_empty() {
        return Ok(replies);
    }
    let others = match faults.len().saturating_sub(TOLD) {
        0 => String::new(),
        others => format!("\nand {others} more"),
    };
    faults.truncate(TOLD);
    bail!(
        "`{}` was not taken in, since not every line is a reply; a line is such as {}\n{}{others}",
        path.display(),
        r#"{"day":"2015-01-12","reply":{"channel":"phone","language":"en","answers":{}}}"#,
        faults.join("\n")
    )
}
