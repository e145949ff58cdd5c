//! `trace`: from a figure's reference back to its extracts, its query and its rows; what is no figure, [`thread`] follows.

use anyhow::Result;
use archive::Archive;
use archive::RowsBehind;
use archive::RowsWanted;
use partnership::content::table::with_commas;
use partnership::evidence::figure::Counted;
use partnership::evidence::figure::Line;
use partnership::evidence::figure::TracedFigure;
use partnership::evidence::figure::TracedRow;
use partnership::terms::extract::Extract;
use partnership::terms::offence::OffenceClass;

use crate::cli::Format;
use crate::cli::tracing::TraceArguments;
use crate::home::Home;
use crate::ledger::Ledger;
use crate::load;
use crate::print;
use crate::thread;

/// Rows shown of those behind a count.
const ROWS_SHOWN: u64 = 5;

/// What a count says now, and the first of its rows.
#[derive(serde::Serialize)]
pub(crate) struct Followed {
    /// What was counted.
    pub(crate) what: String,
    /// What was printed.
    pub(crate) printed: u64,
    /// What the archive says now.
    pub(crate) now: u64,
    /// The query, for anyone to ask.
    pub(crate) query: String,
    /// The first of the rows.
    pub(crate) rows: Vec<String>,
}

/// What a reference rests on.
pub(crate) struct Trace {
    /// The record of the document.
    pub(crate) ledger: Ledger,
    /// The row.
    pub(crate) row: TracedRow,
    /// What its counts say now.
    pub(crate) followed: Vec<Followed>,
}

impl Trace {
    /// Follows a reference into the archive.
    pub(crate) fn of(home: &Home, reference: &str) -> Result<Trace> {
        let (ledger, row) = Ledger::of(home, reference)?;
        let archive = load::open(home)?;
        let followed = counts(&row).map(|counted| followed(&archive, counted));
        let followed = followed.collect::<Result<Vec<_>>>()?;
        Ok(Trace { ledger, row, followed })
    }

    /// The extracts that the row's figures rest on.
    pub(crate) fn extracts(&self) -> Vec<&Extract> {
        used(&self.ledger, &self.row)
    }
}

/// Follows what was asked for: a figure of a document by the reference printed with it, or a node of the golden thread by
/// its own, in which the kind stands before a colon; or tells the gaps.
pub(crate) fn trace(home: &Home, arguments: &TraceArguments) -> Result<()> {
    match arguments.reference.as_deref().filter(|_| !arguments.gaps) {
        None => thread::gaps(home, arguments),
        Some(node) if node.contains(':') => thread::follow(home, node, arguments),
        Some(figure) => follow(home, figure, arguments.format),
    }
}

/// Follows the reference and prints what it rests on.
fn follow(home: &Home, reference: &str, format: Format) -> Result<()> {
    let Trace { ledger, row, followed } = Trace::of(home, reference)?;
    match format {
        Format::Table => in_words(&ledger, &row, &followed),
        Format::Csv => print::list(format, &HEADINGS, &rows(&row)),
        Format::Json => {
            let extracts: Vec<&Extract> = used(&ledger, &row);
            print::json(&serde_json::json!({
                "made": ledger.made, "row": row, "counts": followed, "extracts": extracts,
            }))
        }
    }
}

const HEADINGS: [&str; 6] = ["reference", "measure", "printed", "area", "period", "method"];

fn rows(row: &TracedRow) -> Vec<Vec<String>> {
    let of = |figure: &TracedFigure| {
        vec![
            row.reference.clone(),
            figure.measure.clone(),
            figure.printed.clone(),
            figure.area.to_string(),
            figure.period.to_string(),
            figure.method.clone(),
        ]
    };
    row.figures.iter().map(of).collect()
}

/// The counts that the row's figures rest on, each once.
pub(crate) fn counts(row: &TracedRow) -> impl Iterator<Item = &Counted> {
    let mut seen: Vec<&Counted> = Vec::new();
    for counted in row.figures.iter().flat_map(|figure| &figure.counted) {
        if !seen.contains(&counted) {
            seen.push(counted);
        }
    }
    seen.into_iter()
}

fn used<'a>(ledger: &'a Ledger, row: &TracedRow) -> Vec<&'a Extract> {
    let rests_on =
        |extract: &&Extract| row.figures.iter().any(|figure| figure.sources.contains(&extract.id));
    ledger.extracts.iter().filter(rests_on).collect()
}

fn followed(archive: &Archive, counted: &Counted) -> Result<Followed> {
    let behind = behind(archive, counted, ROWS_SHOWN)?;
    let what = counted_in_words(counted);
    let rows = behind.rows.iter().map(|row| row_in_words(archive, row)).collect();
    Ok(Followed { what, printed: counted.count, now: behind.total, query: behind.query, rows })
}

/// What a count says now, with at most so many of its rows.
pub(crate) fn behind(archive: &Archive, counted: &Counted, at_most: u64) -> Result<RowsBehind> {
    let (first, last) = counted.months;
    let wanted = RowsWanted {
        first,
        last,
        areas: vec![counted.area],
        classes: OffenceClass::all().filter(|class| counted.line.counts(*class)).collect(),
        forces: vec![counted.reported_by.clone()],
        at_most,
    };
    Ok(archive.rows_behind(&wanted)?)
}

/// What was counted, of which area and months.
pub(crate) fn counted_in_words(counted: &Counted) -> String {
    let (first, last) = counted.months;
    format!(
        "{}: {} by {} in {}, {first} to {last}",
        counted.purpose,
        match counted.line {
            Line::AllCrime => "all crime recorded".to_owned(),
            Line::Class(class) => format!("{} recorded", class.in_sentence()),
        },
        counted.reported_by,
        counted.area_name
    )
}

fn row_in_words(archive: &Archive, row: &archive::RowBehind) -> String {
    let file = archive.extracts().iter().find(|held| held.extract.id == row.extract);
    let file = file.map_or_else(|| row.extract.short(), |held| held.extract.file.clone());
    format!("{file}, line {}: {}, {}, {}", row.line, row.month, row.class.name(), row.location)
}

fn in_words(ledger: &Ledger, row: &TracedRow, followed: &[Followed]) -> Result<()> {
    print::line(format!(
        "{}  {}\nTable: {}\nDocument of {}\n",
        row.reference, row.heading, row.table, ledger.made
    ))?;
    for figure in &row.figures {
        print::line(format!("{}: {}", figure.measure, figure.printed))?;
        print::line(format!("  {} Period: {}.", figure.method, figure.period.in_words()))?;
        if let Some(against) = figure.against {
            print::line(format!("  Compared with: {}.", against.in_words()))?;
        }
    }
    if !row.rests_on.is_empty() {
        print::line("Rests on:")?;
        row.rests_on.iter().try_for_each(|record| print::line(format!("- {record}")))?;
    }
    for one in followed {
        print::line(format!("\nCounted for {}: {}", one.what, with_commas(one.printed)))?;
        if one.now == one.printed {
            print::line("  The archive gives the same now.")?;
        } else {
            print::line(format!("  STALE: the archive now gives {}.", with_commas(one.now)))?;
        }
        print::line(format!("  Query: {}", one.query))?;
        if one.rows.is_empty() && one.now > 0 {
            print::line("  The rows themselves are not held, only counts of them.")?;
        }
        for found in &one.rows {
            print::line(format!("  Row: {found}"))?;
        }
    }
    extracts(&used(ledger, row))?;
    let mut cautions: Vec<&str> =
        row.figures.iter().flat_map(|figure| &figure.breaks).map(String::as_str).collect();
    cautions.dedup();
    for caution in cautions.iter().collect::<std::collections::BTreeSet<_>>() {
        print::line(format!("\nCaution: {caution}"))?;
    }
    Ok(())
}

fn extracts(used: &[&Extract]) -> Result<()> {
    if used.is_empty() {
        return Ok(());
    }
    print::line(format!("\nExtracts ({}):", used.len()))?;
    for extract in used {
        print::line(format!(
            "  {}  {}  ({}; {}; taken {})",
            extract.id.short(),
            extract.file,
            extract.publisher,
            extract.licence,
            extract.taken
        ))?;
    }
    Ok(())
}
