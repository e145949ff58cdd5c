//! The quarterly crime briefing: evidence of one quarter, composed into a document.
//!
//! In come the evidence and what it was drawn from; out go the document, and for each row of its
//! tables the record by which every figure can be followed.

pub mod reporter;
mod headline;
mod classes;
mod compared;
mod months;
mod neighbourhoods;
mod harm;
mod checks;
pub(crate) mod notes;

use crate::briefing::reporter::Reporter;
use crate::content::Block;
use crate::content::Document;
use crate::content::Section;
use crate::evidence::figure::TracedRow;
use crate::evidence::held::Held;
use crate::evidence::quarter;
use crate::evidence::quarter::QuarterEvidence;
use crate::evidence::quarter::QuarterRefused;
use crate::evidence::tables::Tables;
use crate::terms::area::AreaCode;
use crate::terms::day::Day;
use crate::terms::period::Quarter;

/// A briefing and the records of its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Briefing {
    /// What it says.
    pub document: Document,
    /// A record for each row of each table.
    pub traced: Vec<TracedRow>,
    /// The evidence that it was composed from.
    pub evidence: QuarterEvidence,
}

/// What a briefing is for: where, when, by whom, on which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commission {
    /// The district.
    pub area: AreaCode,
    /// The quarter of the financial year.
    pub quarter: Quarter,
    /// The partnership that publishes it; when unnamed, the district's name makes one.
    pub publisher: Option<String>,
    /// The day on which it is made.
    pub today: Day,
}

/// Composes the briefing.
///
/// # Errors
/// When the area cannot be reported on, or the quarter is not held whole.
pub fn compose(held: &Held, commission: &Commission) -> Result<Briefing, QuarterRefused> {
    let evidence = quarter::assess(held, commission.area, commission.quarter)?;
    let tables = Tables::new(format!("{}/{}", commission.area, commission.quarter));
    let mut reporter = Reporter::new(held, &evidence, tables);
    let body = [
        classes::section(&mut reporter),
        compared::section(&mut reporter),
        months::section(&mut reporter),
        neighbourhoods::section(&mut reporter)?,
        harm::section(&mut reporter),
        checks::section(&mut reporter),
        notes::section(&mut reporter),
    ];
    let mut sections = vec![headline::section(&reporter)];
    sections.extend(body.into_iter().flatten());
    let document = document(&reporter, commission, sections);
    let traced = reporter.tables.into_traced();
    Ok(Briefing { document, traced, evidence })
}

/// The quarter in brief for another document: what the briefing leads with, the tables that this rests
/// on, and where they come from.
pub(crate) fn findings(reporter: &mut Reporter<'_>) -> Vec<Block> {
    let classes = classes::table(reporter);
    let compared = compared::class_table(reporter);
    let mut blocks = headline::in_words(reporter);
    blocks.push(Block::Table(classes));
    blocks.extend(compared.map(Block::Table));
    blocks
}

/// Where the figures of [`findings`] come from and what is missing, for the end of the document.
pub(crate) fn about_findings(reporter: &mut Reporter<'_>) -> Option<Section> {
    notes::section(reporter)
}

fn document(reporter: &Reporter<'_>, commission: &Commission, sections: Vec<Section>) -> Document {
    let area = reporter.area();
    let period = reporter.evidence.subject.period;
    let named = || format!("{area} community safety partnership");
    Document {
        title: "Crime briefing".to_owned(),
        subtitle: format!("{area}: {}", period.in_words()),
        publisher: commission.publisher.clone().unwrap_or_else(named),
        description: format!(
            "Recorded crime in {area} in {}: how much, how it changed, what drove it, and how it \
             compares with similar areas.",
            period.span()
        ),
        dated: commission.today.in_words(),
        reference_prefix: reporter.tables.prefix().to_owned(),
        sections,
    }
}
