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
pub(crate) struct Made {
    /// What the files' names begin with.
    pub(crate) name: &'static str,
    /// What it says.
    pub(crate) document: Document,
    /// The records of its rows.
    pub(crate) traced: Vec<TracedRow>,
    /// The extracts that are held.
    pub(crate) extracts: Vec<Extract>,
}

/// A format that a whole document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FileKind {
    /// A page for a browser.
    Html,
    /// Tagged PDF.
    Pdf,
    /// For Word.
    Docx,
    /// A spreadsheet for Excel.
    Xlsx,
    /// An open spreadsheet.
    Ods,
}

impl FileKind {
    /// All of them.
    pub(crate) const ALL: [FileKind; 5] =
        [FileKind::Html, FileKind::Pdf, FileKind::Docx, FileKind::Xlsx, FileKind::Ods];

    /// The ending of a file's name.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            FileKind::Html => "html",
            FileKind::Pdf => "pdf",
            FileKind::Docx => "docx",
            FileKind::Xlsx => "xlsx",
            FileKind::Ods => "ods",
        }
    }

    /// What a browser is told that it is.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            FileKind::Html => "text/html; charset=utf-8",
            FileKind::Pdf => "application/pdf",
            FileKind::Docx => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            FileKind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            FileKind::Ods => "application/vnd.oasis.opendocument.spreadsheet",
        }
    }
}

impl Made {
    /// Writes the document to the folder `out` and keeps its record in the home; gives the files' names.
    ///
    /// Everything is made before anything is written, so that a failure leaves no half a document.
    pub(crate) fn write(&self, home: &Home, out: &Path) -> Result<Vec<String>> {
        let files = self.files()?;
        fs::create_dir_all(out)
            .with_context(|| format!("making the folder `{}`", out.display()))?;
        for (name, bytes) in &files {
            let path = out.join(name);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)
                    .with_context(|| format!("making the folder `{}`", folder.display()))?;
            }
            fs::write(&path, bytes).with_context(|| format!("writing `{}`", path.display()))?;
        }
        self.keep(home)?;
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
        let files = FileKind::ALL.into_iter().map(|kind| self.file(kind));
        let mut files = files.collect::<Result<Vec<_>>>()?;
        // Two documents may be written to one folder, and their tables are told apart by the name as well.
        let tables = documents::csv::files(&self.document).into_iter();
        files.extend(tables.map(|(name, bytes)| (format!("{}-{name}", self.name), bytes)));
        if documents::is_long(&self.document) {
            let pages = documents::html::pages(&self.document).into_iter();
            files
                .extend(pages.map(|(name, page)| {
                    (format!("{}-pages/{name}", self.name), page.into_bytes())
                }));
        }
        Ok(files)
    }

    /// The document in one format, with the file's name.
    pub(crate) fn file(&self, kind: FileKind) -> Result<(String, Vec<u8>)> {
        let document = &self.document;
        let bytes = match kind {
            FileKind::Html => documents::html::page(document).into_bytes(),
            FileKind::Pdf => documents::pdf::file(document).context("typesetting the PDF")?,
            FileKind::Docx => documents::docx::file(document).context("writing the .docx")?,
            FileKind::Xlsx => documents::xlsx::file(document).context("writing the .xlsx")?,
            FileKind::Ods => documents::ods::file(document).context("writing the .ods")?,
        };
        Ok((format!("{}.{}", self.name, kind.ending()), bytes))
    }

    /// Keeps the record of the document's rows in the home, so that they can be followed.
    pub(crate) fn keep(&self, home: &Home) -> Result<()> {
        self.ledger().keep(home, &self.document.reference_prefix)
    }

    fn ledger(&self) -> Ledger {
        let figures = self.traced.iter().flat_map(|row| &row.figures);
        let used: BTreeSet<_> = figures.flat_map(|figure| &figure.sources).collect();
        let extracts = self.extracts.iter().filter(|extract| used.contains(&extract.id)).cloned();
        Ledger {
            made: self.document.dated.clone(),
            rows: self.traced.clone(),
            extracts: extracts.collect(),
        }
    }
}
