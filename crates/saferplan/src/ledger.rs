//! The record of a document's figures, kept in the home so that `trace` can follow them later.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use partnership::evidence::figure::TracedRow;
use partnership::terms::extract::Extract;

use crate::home::Home;

/// The record of one document.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub(crate) struct Ledger {
    /// The day on which the document was made.
    pub(crate) made: String,
    /// A record for each row of each table.
    pub(crate) rows: Vec<TracedRow>,
    /// The extracts that the figures rest on, as they were held then.
    pub(crate) extracts: Vec<Extract>,
}

impl Ledger {
    /// Keeps the record under its references' common beginning, replacing an earlier one.
    pub(crate) fn keep(&self, home: &Home, prefix: &str) -> Result<()> {
        let path = path(home, prefix);
        let folder = home.ledgers();
        fs::create_dir_all(&folder).with_context(|| format!("making `{}`", folder.display()))?;
        let text = serde_json::to_vec(self).context("writing the document's record")?;
        let unfinished = path.with_extension("part");
        fs::write(&unfinished, text)
            .with_context(|| format!("writing `{}`", unfinished.display()))?;
        fs::rename(&unfinished, &path).with_context(|| format!("writing `{}`", path.display()))
    }

    /// The records of all documents made in a home, in the order of their references.
    pub(crate) fn all(home: &Home) -> Result<Vec<Ledger>> {
        let folder = home.ledgers();
        if !folder.exists() {
            return Ok(Vec::new());
        }
        let reading = || format!("reading the folder `{}`", folder.display());
        let entries = fs::read_dir(&folder).with_context(reading)?;
        let paths = entries.map(|entry| Ok(entry?.path()));
        let mut paths: Vec<PathBuf> =
            paths.collect::<std::io::Result<_>>().with_context(reading)?;
        // One that is being written has another ending.
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
        paths.sort();
        paths.iter().map(|path| read(path)).collect()
    }

    /// The record of the document that `reference` belongs to, with the reference's own row.
    pub(crate) fn of(home: &Home, reference: &str) -> Result<(Ledger, TracedRow)> {
        let Some((prefix, _)) = reference.rsplit_once('/').filter(|(prefix, _)| is_plain(prefix))
        else {
            bail!("`{reference}` is not a reference; expected one such as E07000110/2014-Q1/1.3");
        };
        let path = path(home, prefix);
        if !path.exists() {
            bail!(
                "no document {prefix} was made in this home; make it first, with `saferplan briefing`, `saferplan scrutiny-update` or `saferplan assess`"
            );
        }
        let ledger = read(&path)?;
        let Some(row) = ledger.rows.iter().find(|row| row.reference == reference).cloned() else {
            let last = ledger.rows.last().map_or("", |row| &row.reference);
            bail!("the document has no row {reference}; its last is {last}");
        };
        Ok((ledger, row))
    }
}

fn read(path: &Path) -> Result<Ledger> {
    let text = fs::read(path).with_context(|| format!("reading `{}`", path.display()))?;
    serde_json::from_slice(&text)
        .with_context(|| format!("`{}` is damaged: make the document again", path.display()))
}

/// Only codes, short names, cycles, quarters and days name a record; nothing else reaches the file system.
fn is_plain(prefix: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty() && part.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-')
    };
    (2..=4).contains(&prefix.split('/').count()) && prefix.split('/').all(plain)
}

fn path(home: &Home, prefix: &str) -> PathBuf {
    home.ledgers().join(format!("{}.json", prefix.replace('/', "_")))
}
