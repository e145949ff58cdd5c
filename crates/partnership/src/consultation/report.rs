//! The consultation report: what people were asked, who replied, what they said, and what comes of it.
//!
//! In come a consultation, the versions of its questionnaire, the replies, and what is known besides, such as margins
//! of a census, themes of what people wrote and what was done about them; out go a document and, for each row of its
//! tables, the record by which every count can be followed. Small counts are withheld over all its tables together.

mod commission;
pub mod themes;
mod weights;
mod deleted;
mod joining;
mod teller;
mod bars;
mod channels;
mod questions;
mod crossing;
mod sample;
mod profile;
mod brief;
mod outcome;
mod method;
mod days;
mod live;

use crate::consultation::report::teller::Teller;
use crate::consultation::results::tables::Published;
use crate::content::Document;
use crate::content::Section;
use crate::evidence::figure::TracedRow;

pub use crate::consultation::report::commission::Commission;
pub use crate::consultation::report::commission::Heard;
pub use crate::consultation::report::commission::Label;
pub use crate::consultation::report::commission::NOBODY_SAID_IT;
pub use crate::consultation::report::commission::ReadByMachine;
pub use crate::consultation::report::commission::Weighing;
pub use crate::consultation::report::days::replies_by_day;
pub use crate::consultation::report::live::Missing;
pub use crate::consultation::report::live::OfQuestion;
pub use crate::consultation::report::live::Results;
pub use crate::consultation::report::live::SetAgainst;
pub use crate::consultation::report::live::results;

/// A report and the records of its tables' rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What it says.
    pub document: Document,
    /// A record for each row of each table.
    pub traced: Vec<TracedRow>,
}

/// Composes the report on the replies as they are.
///
/// Nothing is refused: with so few replies that no table can be shown, the report says so and gives none.
pub fn compose(commission: &Commission<'_>) -> Report {
    let mut teller = Teller::of(commission, &crossing::by_default);
    let asked = outcome::what_was_asked(&teller);
    let who = profile::who_replied(&mut teller);
    let (said, findings) = questions::sections(&questions::all(&mut teller));
    let pairs = crossing::told(&mut teller);
    let crossed = crossing::section(&teller, &pairs);
    let outcome = outcome::section(&mut teller);
    let brief = brief::section(&teller, &findings);
    let rest = [crossed, outcome, Some(outcome::becomes_of_answers(&teller))];
    let mut sections = vec![brief, asked, who];
    sections.extend(said);
    sections.extend(rest.into_iter().flatten());
    sections.push(method::section(&teller));
    finished(teller, sections)
}

/// The counts behind the tables of a report, with what is withheld of them, for whoever checks that; none where there are
/// too few replies for any.
pub fn published(commission: &Commission<'_>) -> Option<Published> {
    Teller::of(commission, &crossing::by_default).published
}

/// The things that can be set against each other, in words, in the order of [`results`].
pub fn crossable(commission: &Commission<'_>) -> Vec<String> {
    crossing::named(commission)
}

fn finished(teller: Teller<'_>, sections: Vec<Section>) -> Report {
    let document = teller.document(sections);
    Report { document, traced: teller.into_traced() }
}

#[cfg(test)]
mod tests;
