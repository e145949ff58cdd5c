//! The update for scrutiny: what was carried out so far, early findings, the timetable ahead.
//!
//! In come the year so far and, where it can be told, the evidence of a quarter; out go the document and
//! the records by which each row of its tables can be followed.

mod ahead;
mod done;

use crate::briefing;
use crate::briefing::reporter::Reporter;
use crate::content::Block;
use crate::content::Document;
use crate::content::Inline;
use crate::content::Section;
use crate::content::text;
use crate::evidence::figure::TracedRow;
use crate::evidence::held::Held;
use crate::evidence::quarter::QuarterEvidence;
use crate::evidence::tables::Tables;
use crate::membership::Partnership;
use crate::terms::day::Day;
use crate::terms::period::Quarter;
use crate::terms::wording::counted;
use crate::terms::wording::listed;
use crate::terms::wording::sentence;
use crate::timetable::course::Course;
use crate::timetable::course::State;
use crate::timetable::so_far::YearSoFar;

/// An update and the records of its tables' rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Update {
    /// What it says.
    pub document: Document,
    /// A record for each row of each table.
    pub traced: Vec<TracedRow>,
}

/// What can be said early of recorded crime.
pub enum Findings<'a> {
    /// The evidence of a quarter, with what it was drawn from.
    Of(&'a Held, &'a QuarterEvidence),
    /// Nothing, for this reason.
    None(String),
}

/// The latest quarter whose street-level figures are out on a day.
///
/// The publisher issues a month's figures some six to eight weeks after it has ended, so a quarter
/// counts once two whole months have passed since.
///
/// ```
/// use partnership::scrutiny_update::latest_quarter;
/// assert_eq!(latest_quarter("2014-10-14".parse()?).to_string(), "2014-Q1");
/// assert_eq!(latest_quarter("2014-12-04".parse()?).to_string(), "2014-Q2");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn latest_quarter(on: Day) -> Quarter {
    // The quarter of two months ago has not ended, or ended too lately; the one before it is out.
    Quarter::containing(on.month().plus_months(-2)).plus_quarters(-1)
}

/// Composes the update on the year as it stood on its day. References begin with the short name that the
/// partnership is known by, then cycle and day: `safer-maidstone/2015-16/2014-10-14/2.3`.
pub fn compose(
    known_as: &str,
    partnership: &Partnership,
    year: &YearSoFar,
    findings: &Findings<'_>,
) -> Update {
    let cycle = year.timetable().cycle();
    let mut tables = Tables::new(format!("{known_as}/{cycle}/{}", year.today()));
    let mut sections = vec![in_brief(year), done::section(year, &mut tables)];
    let mut about = None;
    match findings {
        Findings::Of(held, evidence) => {
            let mut reporter = Reporter::new(held, evidence, tables);
            sections.push(early_findings(briefing::findings(&mut reporter)));
            tables = reporter.tables;
            sections.extend(ahead::sections(year, &mut tables));
            let mut reporter = Reporter::new(held, evidence, tables);
            about = briefing::about_findings(&mut reporter);
            tables = reporter.tables;
        }
        Findings::None(why) => {
            let words = format!("No early findings can be given: {why}");
            sections.push(early_findings(vec![Block::Paragraph(vec![text(sentence(&words))])]));
            sections.extend(ahead::sections(year, &mut tables));
        }
    }
    sections.extend(about);
    let document = document(partnership, year, tables.prefix().to_owned(), sections);
    Update { document, traced: tables.into_traced() }
}

fn document(
    partnership: &Partnership,
    year: &YearSoFar,
    reference_prefix: String,
    sections: Vec<Section>,
) -> Document {
    let cycle = year.timetable().cycle().in_words();
    Document {
        title: "Update for scrutiny".to_owned(),
        subtitle: format!("Strategic Assessment and rolling plan {cycle}"),
        publisher: partnership.name().to_owned(),
        description: format!(
            "How far the Strategic Assessment and the rolling plan {cycle} of the {} have come: steps \
             carried out, early findings, and the timetable ahead.",
            partnership.name()
        ),
        dated: year.today().in_words(),
        reference_prefix,
        sections,
    }
}

fn in_brief(year: &YearSoFar) -> Section {
    let heading = "In brief".to_owned();
    let mut blocks = vec![Block::Lead(vec![text(lead(year))])];
    let concerns = year.concerns();
    if !concerns.is_empty() {
        let told = concerns.iter().map(|concern| vec![text(sentence(&concern.in_words()))]);
        let told: Vec<Vec<Inline>> = told.collect();
        blocks.push(Block::Paragraph(vec![text("To bear in mind:")]));
        blocks.push(Block::List(told));
    }
    Section { anchor: "headline".into(), heading, blocks }
}

/// How far the year has come, and what is next.
fn lead(year: &YearSoFar) -> String {
    let all = year.timetable().steps().len();
    let done = year.courses().filter(|course| course.is_done()).count();
    let mut words = format!(
        "By {} {} of the {} steps towards the plan {} had been carried out.",
        year.today().in_words(),
        counted(done),
        counted(all),
        year.timetable().cycle().in_words()
    );
    let late = |course: &&&Course| matches!(year.state(course), State::Late { .. });
    let steps = year.by_date();
    let late: Vec<&str> =
        steps.iter().filter(late).map(|course| course.step.title.as_str()).collect();
    if !late.is_empty() {
        words.push_str(&format!(" Late: {}.", listed(&late)));
    }
    let next = steps.iter().find(|course| !course.is_done() && course.when.last() >= year.today());
    if let Some(next) = next {
        let (title, when) = (&next.step.title, next.when.in_words());
        words.push_str(&format!(" The next is: {title}, {when}."));
    }
    words
}

fn early_findings(blocks: Vec<Block>) -> Section {
    Section { anchor: "findings".into(), heading: "Early findings".into(), blocks }
}

#[cfg(test)]
mod tests;
