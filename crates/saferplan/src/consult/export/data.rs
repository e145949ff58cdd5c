//! `consult export --what`: the replies as files for statistics programs and archives, the same as the pages give.

use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use documents::csv::harmless;
use partnership::consultation::exercise::Audience;
use partnership::consultation::export::Export;
use partnership::consultation::export::Kept;
use partnership::consultation::export::Lines;
use partnership::consultation::export::Study;
use partnership::consultation::version::Version;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::listed;
use records::HeldConsultation;
use records::KeptReply;

use crate::cli::consult::Exported;
use crate::consult::Doing;

impl Doing {
    /// A file of the replies, as text.
    pub(super) fn data(
        &self,
        what: Exported,
        (held, replies): (&HeldConsultation, &[KeptReply]),
        out: &Path,
    ) -> Result<Vec<u8>> {
        let versions: Vec<&Version> = held.versions().map(|held| &held.value).collect();
        let kept: Vec<Kept<'_>> = replies.iter().map(kept).collect();
        let export = Export::of(&versions, &kept);
        match what {
            Exported::Table | Exported::Replies => written(export.wide()),
            Exported::Answers => {
                written(std::iter::once(Export::long_headings()).chain(export.long()).collect())
            }
            Exported::Codebook => written(export.codebook()),
            Exported::Ddi => self.described(&export, held),
            Exported::Csvw => Ok(export.csvw(&described_by(out)).into_bytes()),
        }
    }

    /// The description after DDI.
    fn described(&self, export: &Export<'_>, held: &HeldConsultation) -> Result<Vec<u8>> {
        let partnership = self.books.wait(self.book.partnership())?.value;
        let asked = held.latest.value.questionnaire().typed();
        let title = asked.languages.first().map_or("", |first| asked.title.said_in(*first));
        let typed = held.consultation.typed();
        let audience = Audience::ALL.into_iter().filter(|one| typed.audience.contains(one));
        let audience: Vec<&str> = audience.map(Audience::in_words).collect();
        let study = Study {
            title,
            publisher: partnership.name(),
            about: &format!("A consultation on “{}”.", typed.text.title),
            days: (typed.days.first(), typed.days.last()),
            asked: &capitalised(&listed(&audience)),
            found: "Those who replied chose to; nobody was drawn by chance.",
            file: &format!("{}-replies.csv", held.questionnaire()),
            today: self.today,
        };
        Ok(export.ddi(&study).into_bytes())
    }
}

fn kept(kept: &KeptReply) -> Kept<'_> {
    let KeptReply { reference, version, day, arrival, reply } = kept;
    Kept { reference: *reference, version: *version, day: *day, arrival: *arrival, reply }
}

/// The table that a file of metadata describes: it is called as the table is, with `-metadata.json` behind.
fn described_by(out: &Path) -> String {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    name.strip_suffix("-metadata.json").unwrap_or("replies.csv").to_owned()
}

/// Lines as CSV whose cells no spreadsheet takes for formulas.
fn written(lines: Lines) -> Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    for cells in lines {
        let cells: Vec<String> = cells.iter().map(|cell| harmless(cell)).collect();
        table.write_record(&cells).context("writing a line")?;
    }
    table.into_inner().context("writing the lines")
}
