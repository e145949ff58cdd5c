//! `import`: published files in, all or nothing, with a report of every trap and refused row.

mod read;
mod report;

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::Result;
use archive::Committed;
use archive::Held;
use archive::Import;
use indicatif::ProgressBar;
use partnership::terms::extract::Extract;
use partnership::terms::extract::ExtractId;
use partnership::terms::extract::SourceKind;
use sources::item::Item;
use sources::report::FileReport;

use crate::cli::ImportArguments;
use crate::cli::ImportKind;
use crate::home::Home;
use crate::import::read::Piece;
use crate::import::read::Rows;
use crate::load;
use crate::print;
use crate::progress;

/// Imports what the arguments name and prints the report.
pub(crate) fn import(home: &Home, arguments: &ImportArguments) -> Result<()> {
    import_some(home, kind(arguments.kind), &arguments.paths, |_| true)
}

/// Imports the files found at `paths` whose names `wanted` picks; without a kind, of every kind.
pub(crate) fn import_some(
    home: &Home,
    kind: Option<SourceKind>,
    paths: &[PathBuf],
    wanted: impl Fn(&str) -> bool,
) -> Result<()> {
    let spinner = progress::spinner("looking through the files");
    let found = sources::item::find(kind, paths)?;
    spinner.finish_and_clear();
    let items: Vec<Item> = found.items.into_iter().filter(|item| wanted(item.name())).collect();
    let archive = load::open_list(home)?;
    let import = archive.begin_import().context("beginning the import")?;
    let held = archive.extracts().iter().map(|held| held.extract.id).collect();
    let bar = progress::bytes("importing", Some(items.iter().map(Item::size).sum()));
    let outcome = bring_in(import, &items, &held, &bar);
    bar.finish_and_clear();
    let (files, committed) =
        outcome.context("nothing was imported, and the archive is as it was")?;
    report::print(&files, &found.passed_over, &committed)?;
    let is_new = |file: &FileRead| matches!(file.outcome, Outcome::New(_));
    if home.ledgers().exists() && files.iter().any(is_new) {
        return print::line("What was printed before may be otherwise now; see: saferplan stale");
    }
    Ok(())
}

/// What became of one file.
struct FileRead {
    name: String,
    outcome: Outcome,
}

/// Whether a file brought rows.
enum Outcome {
    AlreadyHeld,
    Superseded,
    New(Box<FileReport>),
}

fn bring_in(
    mut import: Import,
    items: &[Item],
    held: &BTreeSet<ExtractId>,
    bar: &ProgressBar,
) -> Result<(Vec<FileRead>, Committed)> {
    let taken = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let mut files = Vec::new();
    read::in_order(items, held, |item, piece| {
        let outcome = match piece {
            Piece::Part(rows) => return add_part(&mut import, rows),
            Piece::AlreadyHeld(id) => standing(import.held(&id)),
            Piece::Whole(rows, report) if import.held(&report.extract) != Held::No => {
                drop(rows);
                standing(import.held(&report.extract))
            }
            Piece::Whole(rows, report) => {
                add(&mut import, extract(item, &report, &taken), rows)?;
                Outcome::New(report)
            }
        };
        files.push(FileRead { name: item.name().to_owned(), outcome });
        bar.inc(item.size());
        Ok(())
    })?;
    bar.set_message("writing");
    let committed = import.commit()?;
    Ok((files, committed))
}

fn standing(held: Held) -> Outcome {
    match held {
        Held::Superseded { .. } => Outcome::Superseded,
        Held::No | Held::InUse => Outcome::AlreadyHeld,
    }
}

fn add_part(import: &mut Import, rows: Rows) -> Result<()> {
    match rows {
        Rows::Street(rows) => Ok(import.add_street_rows(rows)?),
        Rows::Outcomes(rows) => Ok(import.add_outcome_rows(rows)?),
        // Only police files are long enough to come in parts.
        Rows::Counts(_)
        | Rows::RecordedCrime(_)
        | Rows::Residents(_)
        | Rows::Households(_)
        | Rows::Links(_)
        | Rows::Boundaries(_)
        | Rows::Neighbours(_)
        | Rows::SeverityWeights(_)
        | Rows::Published(_)
        | Rows::Postcodes(_)
        | Rows::Deprivation(_) => Ok(()),
    }
}

fn add(import: &mut Import, extract: Extract, rows: Rows) -> Result<()> {
    let added = match rows {
        Rows::Street(rows) => import.add_street(extract, rows),
        Rows::Outcomes(rows) => import.add_outcomes(extract, rows),
        Rows::Counts(rows) => import.add_counts(extract, &rows),
        Rows::RecordedCrime(rows) => import.add_recorded_crime(extract, &rows),
        Rows::Residents(rows) => import.add_residents(extract, &rows),
        Rows::Households(rows) => import.add_households(extract, &rows),
        Rows::Links(rows) => import.add_links(extract, &rows),
        Rows::Boundaries(rows) => import.add_boundaries(extract, &rows),
        Rows::Neighbours(rows) => import.add_neighbours(extract, &rows),
        Rows::SeverityWeights(rows) => import.add_severity_weights(extract, &rows),
        Rows::Published(rows) => import.add_published(extract, &rows),
        Rows::Postcodes(rows) => import.add_postcodes(extract, &rows),
        Rows::Deprivation(rows) => import.add_deprivation(extract, &rows),
    };
    Ok(added?)
}

/// The record of a file that was read whole.
fn extract(item: &Item, report: &FileReport, taken: &str) -> Extract {
    // Every item found has a kind; a layout without one was passed over.
    let kind = item.layout().kind.unwrap_or(SourceKind::PoliceStreet);
    let provenance = sources::provenance::of(kind);
    Extract {
        id: report.extract,
        kind,
        layout: report.layout.to_owned(),
        file: item.name().to_owned(),
        publisher: provenance.publisher.to_owned(),
        licence: provenance.licence.to_owned(),
        covers: report.covers(),
        areas: report.sets.iter().map(String::as_str).collect::<Vec<_>>().join(", "),
        taken: taken.to_owned(),
        kept: report.kept,
        refused: report.refused,
    }
}

fn kind(kind: ImportKind) -> Option<SourceKind> {
    match kind {
        ImportKind::Auto => None,
        ImportKind::PoliceStreet => Some(SourceKind::PoliceStreet),
        ImportKind::Prc => Some(SourceKind::Prc),
        ImportKind::Population => Some(SourceKind::Population),
        ImportKind::Households => Some(SourceKind::Households),
        ImportKind::Lookups => Some(SourceKind::Lookups),
        ImportKind::Boundaries => Some(SourceKind::Boundaries),
        ImportKind::Neighbours => Some(SourceKind::Neighbours),
        ImportKind::Severity => Some(SourceKind::Severity),
        ImportKind::Counts => Some(SourceKind::Counts),
        ImportKind::Published => Some(SourceKind::Published),
        ImportKind::Postcodes => Some(SourceKind::Postcodes),
        ImportKind::Imd => Some(SourceKind::Deprivation),
    }
}
