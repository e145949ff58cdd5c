//! Writes a document in every format and keeps the record of what its tables rest on.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use partnership::content::Document;
use partnership::evidence::figure::TracedRow;
use partnership::terms::extract::Extract;

use crate::home::Home;
use crate::ledger::Ledger;
use crate::print;

/// A document with the records of its rows, and all extracts that these may name.
pub(crate) struct Made<'a> {
    /// What the files' names begin with.
    pub(crate) name: &'a str,
    /// What it says.
    pub(crate) document: &'a Document,
    /// The records of its rows.
    pub(crate) traced: &'a [TracedRow],
    /// The extracts that are held.
    pub(crate) extracts: &'a [Extract],
}

impl Made<'_> {
    /// Writes the document to the folder `out` and keeps its record in the home; gives the files' names.
    ///
    /// Everything is made before anything is written, so that a failure leaves no half a document.
    pub(crate) fn write(&self, home: &Home, out: &Path) -> Result<Vec<String>> {
        let files = self.files()?;
        fs::create_dir_all(out)
            .with_context(|| format!("making the folder `{}`", out.display()))?;
        for (name, bytes) in &files {
            let path = out.join(name);
            fs::write(&path, bytes).with_context(|| format!("writing `{}`", path.display()))?;
        }
        self.ledger().keep(home, &self.document.reference_prefix)?;
        Ok(files.into_iter().map(|(name, _)| name).collect())
    }

    /// Says where the files are and how their figures are followed.
    pub(crate) fn tell(&self, out: &Path, files: &[String]) -> Result<()> {
        for file in files {
            print::line(out.join(file).display().to_string())?;
        }
        let prefix = &self.document.reference_prefix;
        print::line(format!(
            "Follow any row with its reference, as in: saferplan trace {prefix}/1.1"
        ))
    }

    fn files(&self) -> Result<Vec<(String, Vec<u8>)>> {
        let (name, document) = (self.name, self.document);
        let mut files = vec![
            (format!("{name}.html"), documents::html::page(document).into_bytes()),
            (format!("{name}.pdf"), documents::pdf::file(document).context("typesetting the PDF")?),
            (format!("{name}.docx"), documents::docx::file(document).context("writing the .docx")?),
            (format!("{name}.xlsx"), documents::xlsx::file(document).context("writing the .xlsx")?),
            (format!("{name}.ods"), documents::ods::file(document).context("writing the .ods")?),
        ];
        files.extend(documents::csv::files(document));
        Ok(files)
    }

    fn ledger(&self) -> Ledger {
        let figures = self.traced.iter().flat_map(|row| &row.figures);
        let used: BTreeSet<_> = figures.flat_map(|figure| &figure.sources).collect();
        let extracts = self.extracts.iter().filter(|extract| used.contains(&extract.id)).cloned();
        Ledger {
            made: self.document.dated.clone(),
            rows: self.traced.to_vec(),
            extracts: extracts.collect(),
        }
    }
}
