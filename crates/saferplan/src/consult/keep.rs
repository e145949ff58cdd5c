//! `consult read` without `--out`: the sheets of a batch in the records, and what waits for people.

use std::fs;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use partnership::consultation::reading::booking::Come;
use partnership::consultation::reading::returns::Printed;
use records::FileEnd;
use records::PaperRefused;
use records::ScanStore;
use records::SideApart;

use crate::cli::consult::ReadArguments;
use crate::consult::Doing;
use crate::consult::counted;
use crate::consult::read::files::File;
use crate::print;
use crate::progress;
use crate::scan_batch::Reading;

impl Doing {
    /// Reads the files into the records.
    pub(super) fn read_into_records(
        &self,
        arguments: &ReadArguments,
        files: &[File],
    ) -> Result<()> {
        let held = self.consultation()?;
        let printed = if arguments.one_sided { Printed::OneSide } else { Printed::BothSides };
        let (store, of) = (ScanStore::in_home(self.home.folder()), (self.cycle, &held));
        let begun = Reading::begun(&self.book, store, &self.signed, of, (self.today, printed));
        let reading = self.books.wait(begun)?;
        let rest = self.books.wait(reading.read_the_rest())?;
        let mut told: Vec<String> =
            rest.into_iter().filter_map(|(name, end)| cut_off(&name, end)).collect();
        let bar = progress::steps("reading files", files.len());
        for file in files {
            told.extend(self.read_one(&reading, file)?);
            bar.inc(1);
        }
        bar.finish_and_clear();
        let (returns, replies) = self.books.wait(reading.end())?;
        print::line(format!(
            "Batch {}: {}, {} of them replies at once.",
            reading.at().batch,
            counted(returns, "return"),
            replies
        ))?;
        for (number, ends) in self.books.wait(reading.finish_others())? {
            print::line(format!("Batch {number} was broken off; it is read to its end now."))?;
            told.extend(ends.into_iter().filter_map(|(name, end)| cut_off(&name, end)));
        }
        self.tell_of_paper(&held)?;
        if told.is_empty() {
            return Ok(());
        }
        bail!("not every file could be read to its end:\n{}", told.join("\n"))
    }

    /// Reads a file, unless it was read before; what could not be read of it.
    fn read_one(&self, reading: &Reading, file: &File) -> Result<Option<String>> {
        let bytes = fs::read(&file.path).with_context(|| format!("reading `{}`", file.shown))?;
        let (number, done) = match self.books.wait(reading.take(&bytes, &file.shown)) {
            Ok(Some(taken)) => taken,
            Ok(None) => {
                print::line(format!("{}: read before the batch was broken off", file.shown))?;
                return Ok(None);
            }
            Err(error) => {
                let before = error.downcast_ref::<PaperRefused>();
                return match before {
                    Some(why @ PaperRefused::ReadBefore { .. }) => {
                        print::line(format!("{}: {why}", file.shown))?;
                        Ok(None)
                    }
                    _ => Err(error),
                };
            }
        };
        let end = self.books.wait(reading.read(number, done, bytes))?;
        Ok(cut_off(&file.shown, end))
    }

    /// How far the consultation's paper has come, and what to do next.
    fn tell_of_paper(&self, held: &records::HeldConsultation) -> Result<()> {
        let paper = self.books.wait(self.book.paper(self.cycle, held.questionnaire()))?;
        print::line(format!("In all {}.", counted(paper.returns.len(), "return")))?;
        let come = |wanted: Come| paper.returns.iter().filter(|one| one.come() == wanted).count();
        let waiting = [
            (Come::InReview, "in review"),
            (Come::BeingKeyed, "to be keyed by hand"),
            (Come::Doubted, "that seem to be scanned twice"),
        ];
        for (wanted, what) in waiting {
            if come(wanted) > 0 {
                print::line(format!("{} {what}.", counted(come(wanted), "return")))?;
            }
        }
        let apart = self.book.sides_apart(self.cycle, held.questionnaire());
        let apart = SideApart::counts(&self.books.wait(apart)?);
        if let Some(told) = apart.in_words() {
            print::line(told)?;
        }
        if apart.waiting > 0 || waiting.into_iter().any(|(wanted, _)| come(wanted) > 0) {
            print::line("People see to these on the pages: saferplan serve, then Consultations.")?;
        }
        Ok(())
    }
}

fn cut_off(name: &str, end: FileEnd) -> Option<String> {
    match end {
        FileEnd::Read => None,
        FileEnd::CutOff(why) => Some(format!("{name}: {why}")),
    }
}
