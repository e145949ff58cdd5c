//! Writes a document in every format and keeps the record of what its tables rest on.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use documents::letterhead::Letterhead;
use partnership::content::Document;
use partnership::evidence::figure::TracedRow;
use partnership::terms::extract::Extract;
use web::page::file::File;
use web::page::file::Format;

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

/// Writes a file under another name and then gives it its own, so that a file of that name is always whole.
fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .with_context(|| format!("making the folder `{}`", folder.display()))?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let unfinished = path.with_file_name(name);
    let written = fs::write(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, path));
    written
        .inspect_err(|_| {
            // What was written of it is of no use to anybody.
            let _ = fs::remove_file(&unfinished);
        })
        .with_context(|| format!("writing `{}`", path.display()))
}

/// The formats that a whole document is written in by a command; its tables go beside it, each in a file of its own.
const WHOLE: [Format; 5] = [Format::Html, Format::Pdf, Format::Docx, Format::Xlsx, Format::Ods];

impl Made {
    /// Writes the document to the folder `out` and keeps its record in the home; gives the files' names.
    ///
    /// Everything is made before anything is written, so that a failure leaves no half a document.
    pub(crate) fn write(&self, home: &Home, out: &Path) -> Result<Vec<String>> {
        let files = self.files()?;
        fs::create_dir_all(out)
            .with_context(|| format!("making the folder `{}`", out.display()))?;
        for (name, bytes) in &files {
            put(&out.join(name), bytes)?;
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
        let files = WHOLE.into_iter().map(|format| self.file(format));
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
    fn file(&self, format: Format) -> Result<(String, Vec<u8>)> {
        self.file_under(format, None)
    }

    /// The same with a picture at its head, where the format has a first page.
    fn file_under(&self, format: Format, head: Option<&Letterhead>) -> Result<(String, Vec<u8>)> {
        let document = &self.document;
        let bytes = match format {
            Format::Html => documents::html::page_under(document, head).into_bytes(),
            Format::Pdf => {
                documents::pdf::file_under(document, head).context("typesetting the PDF")?
            }
            Format::Docx => {
                documents::docx::file_under(document, head).context("writing the .docx")?
            }
            Format::Xlsx => documents::xlsx::file(document).context("writing the .xlsx")?,
            Format::Ods => documents::ods::file(document).context("writing the .ods")?,
            Format::Csv => documents::csv::package(document).context("writing the tables")?,
        };
        Ok((format!("{}.{}", self.name, format.ending()), bytes))
    }

    /// The document in one format, called after its reference so that no two are called alike.
    pub(crate) fn named(&self, format: Format) -> Result<File> {
        self.named_under(format, None)
    }

    /// The same with a picture at its head.
    pub(crate) fn named_under(&self, format: Format, head: Option<&Letterhead>) -> Result<File> {
        let (name, bytes) = self.file_under(format, head)?;
        let name = format!("{}-{name}", self.document.reference_prefix.replace('/', "-"));
        Ok(File { name, format, bytes })
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
