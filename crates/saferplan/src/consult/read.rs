//! `consult read`: sheets that came back, as what each box says and what a person must look at.
//!
//! In come files as a scanner made them; they go into the records, or, for a look, out come three tables and a picture of
//! every answer that is not clear. Nothing is guessed, and nothing that came in is left out.

pub(super) mod files;
mod tables;

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use paper::batch::Batch;
use paper::batch::Printed;
use paper::batch::batch;
use paper::decode::pages;
use paper::page::ScannedSide;
use paper::page::read_side;
use paper::scan::Scan;
use partnership::consultation::layout::FormLayout;
use partnership::consultation::on_paper::standing_alone;
use partnership::consultation::on_paper::taking_one_tick;
use records::HeldConsultation;

use crate::cli::consult::ReadArguments;
use crate::consult::Doing;
use crate::consult::counted;
use crate::consult::read::files::File;
use crate::consult::read::files::files;
use crate::consult::read::tables::Rules;
use crate::consult::read::tables::Tables;
use crate::print;
use crate::progress;
use crate::scan_batch::printed_forms;

impl Doing {
    /// Reads sheets of the forms that were printed for a consultation.
    pub(super) fn read(&self, arguments: &ReadArguments) -> Result<()> {
        let files = files(&arguments.batch)?;
        match &arguments.out {
            None => self.read_into_records(arguments, &files),
            Some(out) => self.read_to_tables(arguments, &files, out),
        }
    }

    /// Reads the files and writes what they say to tables; nothing is kept.
    fn read_to_tables(&self, arguments: &ReadArguments, files: &[File], out: &Path) -> Result<()> {
        let held = self.consultation()?;
        let forms = self.books.wait(printed_forms(&self.book, self.cycle, &held))?;
        let mut tables = Tables::begun(out, rules(&held))?;
        let mut states = Vec::new();
        let mut refused = Vec::new();
        let bar = progress::steps("reading files", files.len());
        for file in files {
            if let Err(why) = read_file(file, &forms, &mut states, &mut tables)? {
                refused.push(format!("{}: {why:#}", file.shown));
            }
            bar.inc(1);
        }
        bar.finish_and_clear();
        let printed = if arguments.one_sided { Printed::OneSide } else { Printed::BothSides };
        let batch = batch(&states, printed);
        let to_look_at = tables.finish(&batch)?;
        tell(out, &states, &batch, to_look_at)?;
        if refused.is_empty() {
            return Ok(());
        }
        bail!("not every file could be read to its end:\n{}", refused.join("\n"))
    }
}

/// The rules of all questions that were ever on a form of the consultation.
fn rules(held: &HeldConsultation) -> Rules {
    let mut rules = Rules::default();
    for question in held.versions().flat_map(|version| version.value.questionnaire().questions()) {
        rules.one_tick.extend(taking_one_tick(question).iter().map(ToString::to_string));
        let alone = standing_alone(question).into_iter();
        rules.alone.extend(alone.map(|(of, answer)| (of.to_string(), answer.to_string())));
    }
    rules
}

/// Reads the pages of a file, one after the other: to its end, or to where it cannot be read, and why. That the tables
/// cannot be written ends the whole reading, since their sides are numbered.
fn read_file(
    file: &File,
    forms: &[FormLayout],
    states: &mut Vec<ScannedSide>,
    tables: &mut Tables,
) -> Result<Result<()>> {
    let opened = fs::read(&file.path).context("the file cannot be opened");
    let scans = match opened.and_then(|bytes| Ok(pages(bytes)?)) {
        Ok(scans) => scans,
        Err(why) => return Ok(Err(why)),
    };
    for (place, scan) in scans.enumerate() {
        let scan: Scan = match scan {
            Ok(scan) => scan,
            Err(why) => return Ok(Err(why.into())),
        };
        let state = read_side(&scan, forms);
        tables.note(&file.shown, place + 1, &scan, &state, forms)?;
        states.push(state);
    }
    Ok(Ok(()))
}

/// Says what came of it, and what to do next.
fn tell(out: &Path, states: &[ScannedSide], batch: &Batch, to_look_at: usize) -> Result<()> {
    let sheets = batch.sheets.iter();
    let incomplete = sheets.clone().filter(|sheet| sheet.is_incomplete()).count();
    let twice = sheets.clone().filter(|sheet| sheet.seems_to_be.is_some()).count();
    print::line(format!(
        "{} on {}.",
        counted(states.len(), "scanned side"),
        counted(batch.sheets.len(), "sheet")
    ))?;
    for (number, what) in
        [(incomplete, "without one of its sides"), (twice, "that seems to be scanned twice")]
    {
        if number > 0 {
            print::line(format!("{} {what}: see sheets.csv.", counted(number, "sheet")))?;
        }
    }
    if !batch.apart.is_empty() {
        print::line(format!(
            "{} blank, of another paper or without a readable code: see sides.csv.",
            counted(batch.apart.len(), "side")
        ))?;
    }
    let out = out.display();
    print::line(format!(
        "{} for a person to look at: see {out}/to-look-at.csv, each with its picture. Every box is in {out}/boxes.csv.",
        counted(to_look_at, "answer")
    ))
}
