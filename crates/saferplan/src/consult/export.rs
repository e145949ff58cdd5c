//! `consult export`: every reply as a row of a CSV file, with the words that people saw, or as data for other programs.

mod data;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use partnership::consultation::exercise::Arrival;
use partnership::consultation::on_line::signal::Signal;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::CheckedAnswer;
use partnership::consultation::reply::State;
use partnership::consultation::report::Label;
use partnership::consultation::version::Version;
use partnership::terms::spreadsheet::harmless;
use records::HeldConsultation;
use records::KeptReply;

use crate::cli::consult::Exported;
use crate::consult::Doing;
use crate::consult::columns::Column;
use crate::consult::columns::columns;
use crate::consult::counted;
use crate::postcodes::named;
use crate::print;

/// What stands before the answers.
const BEFORE: [&str; 6] = ["reference", "version", "came on", "arrival", "channel", "language"];

/// What stands behind the answers.
const AFTER: [&str; 3] = ["faults", "noticed", "illustrative"];

/// What was noticed about replies, by their references.
type Signals = BTreeMap<i64, BTreeSet<Signal>>;

/// What stands in a cell whose question the answers led past, or that the version did not ask.
const NOT_ASKED: &str = "not asked";

impl Doing {
    /// Writes all replies to a file, or what describes them.
    pub(super) fn export(&self, what: Exported, out: &Path) -> Result<()> {
        let held = self.consultation()?;
        let replies = self.replies(&held)?;
        let signals = self.books.wait(self.book.reply_signals(self.cycle, held.questionnaire()))?;
        let partnership = self.books.wait(self.book.partnership())?.value;
        let study = held.study(partnership.name(), self.today);
        let heard = self.books.wait(self.book.heard_replies(self.cycle, &held))?;
        let bytes = named(&self.home, heard)?.exported(|export| match what {
            Exported::Table => table(&held, &replies, &signals),
            Exported::Replies => data::replies(export),
            Exported::Answers => data::answers(export),
            Exported::Codebook => data::codebook(export),
            Exported::Ddi => Ok(export.ddi(&study).into_bytes()),
            Exported::Csvw => Ok(data::csvw(export, out)),
        })?;
        fs::write(out, bytes).with_context(|| format!("writing `{}`", out.display()))?;
        print::line(out.display().to_string())?;
        let of = counted(replies.len(), "reply");
        match what {
            Exported::Table | Exported::Replies | Exported::Answers => print::line(format!(
                "{of}. What people wrote may tell who they are: keep the file where only those see it who must."
            )),
            Exported::Codebook | Exported::Ddi | Exported::Csvw => print::line(format!(
                "It describes {of}. Small counts can be read from it: keep it where they are kept."
            )),
        }
    }
}

/// All replies, a row for each, in the words that people saw.
fn table(held: &HeldConsultation, replies: &[KeptReply], signals: &Signals) -> Result<Vec<u8>> {
    let columns = columns(held.versions().map(|held| &held.value));
    let mut table = csv::Writer::from_writer(Vec::new());
    let headings = columns.iter().map(|column| harmless(&column.heading));
    let before = BEFORE.into_iter().map(str::to_owned);
    let after = AFTER.into_iter().map(str::to_owned);
    table.write_record(before.chain(headings).chain(after)).context("writing the headings")?;
    let made_up = match Label::of(&held.consultation) {
        Label::Real => "no",
        Label::Illustrative => "yes",
    };
    for kept in replies {
        let mut row = row(held, &columns, kept)?;
        row.push(noticed(signals, kept.reference));
        row.push(made_up.to_owned());
        table.write_record(row.iter().map(|cell| harmless(cell))).context("writing a reply")?;
    }
    table.into_inner().context("writing the replies")
}

/// What was noticed about a reply, in words.
fn noticed(signals: &Signals, reference: i64) -> String {
    let noticed = signals.get(&reference).into_iter().flatten();
    noticed.map(|signal| signal.in_words()).collect::<Vec<_>>().join("; ")
}

fn row(held: &HeldConsultation, columns: &[Column], kept: &KeptReply) -> Result<Vec<String>> {
    let version = held.version(kept.version);
    let version = &version.context("a reply names a version that is not there")?.value;
    let checked = kept.reply.checked(version.questionnaire());
    let mut row = vec![
        kept.reference.to_string(),
        kept.version.to_string(),
        kept.day.to_string(),
        arrived(kept.arrival).to_owned(),
        channel(kept.reply.channel).to_owned(),
        kept.reply.language.in_words().to_owned(),
    ];
    row.extend(columns.iter().map(|column| cell(column, version, kept, &checked.questions)));
    let faults = checked
        .questions
        .iter()
        .flat_map(|one| one.faults.iter().map(move |fault| format!("{}: {fault}", one.question)));
    let unknown = checked.unknown.iter().map(|id| format!("{id}: the version does not ask this"));
    row.push(faults.chain(unknown).collect::<Vec<_>>().join("; "));
    Ok(row)
}

fn cell(column: &Column, version: &Version, kept: &KeptReply, checked: &[CheckedAnswer]) -> String {
    let Some(question) = version.questionnaire().question(&column.question) else {
        return NOT_ASKED.to_owned();
    };
    let state = checked.iter().find(|one| one.question == question.id).map(|one| one.state);
    match (kept.reply.answers.get(&question.id), state) {
        (Some(given), _) => column.said(question, given),
        (None, Some(State::NotAsked) | None) => NOT_ASKED.to_owned(),
        (None, Some(State::Unanswered | State::Answered)) => String::new(),
    }
}

fn arrived(arrival: Arrival) -> &'static str {
    match arrival {
        Arrival::Early => "early",
        Arrival::InTime => "in time",
        Arrival::Late => "late",
    }
}

fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Online => "on-line",
        Channel::Paper => "paper",
        Channel::Phone => "telephone",
        Channel::Assisted => "assisted",
        Channel::Event => "event",
        Channel::Letter => "letter",
    }
}
