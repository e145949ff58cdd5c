//! Two editions from one source: the exempt one says all, the public one only what was cleared.
//!
//! In come an answered draft, or a cleared one; out go documents. Only [`ClearedDraft`] makes a public edition.

use crate::assessment::answer::Answers;
use crate::assessment::clearing::ClearedDraft;
use crate::assessment::clearing::Redaction;
use crate::assessment::clearing::Why;
use crate::assessment::composing::Commission;
use crate::assessment::composing::Composed;
use crate::assessment::composing::With;
use crate::assessment::composing::compose;
use crate::assessment::edition::Edition;
use crate::assessment::material::Supplied;
use crate::assessment::text::Section as Written;
use crate::assessment::text::exempt_throughout;
use crate::content::Block;
use crate::content::Section;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::text;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::evidence::tables::Tables;
use crate::terms::extract::Extract;

/// The edition for those who may see everything, with the register of what the public does not.
#[derive(Debug, Clone, PartialEq)]
pub struct ExemptEdition(Composed);

/// The edition for everybody.
///
/// ```compile_fail
/// use partnership::assessment::composing::Composed;
/// use partnership::assessment::editions::PublicEdition;
/// fn uncleared(composed: Composed) -> PublicEdition {
///     PublicEdition(composed)
/// }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct PublicEdition(Composed);

impl ExemptEdition {
    /// Composes everything; the register comes from the same draft, cleared.
    pub fn of(
        commission: &Commission,
        sections: &[Written],
        with: With<'_>,
        cleared: &ClearedDraft,
    ) -> ExemptEdition {
        let more = |tables: &mut Tables| vec![register(cleared.register(), tables)];
        let sections = exempt_throughout(sections);
        ExemptEdition(compose(commission, Edition::Exempt, &sections, with, more))
    }

    /// The document and its records.
    pub fn composed(&self) -> &Composed {
        &self.0
    }
}

impl PublicEdition {
    /// Composes what was cleared.
    pub fn of(
        commission: &Commission,
        cleared: &ClearedDraft,
        extracts: &[Extract],
        supplied: &Supplied,
    ) -> PublicEdition {
        let answers: &Answers = cleared.answers();
        let with = With { answers, extracts, supplied };
        let none = |_: &mut Tables| Vec::new();
        PublicEdition(compose(commission, Edition::Public, cleared.sections(), with, none))
    }

    /// The document and its records.
    pub fn composed(&self) -> &Composed {
        &self.0
    }
}

/// An edition of a draft: its document with the records of its rows.
pub fn composed(
    edition: Edition,
    commission: &Commission,
    sections: &[Written],
    with: With<'_>,
    cleared: &ClearedDraft,
) -> Composed {
    match edition {
        Edition::Public => PublicEdition::of(commission, cleared, with.extracts, with.supplied).0,
        Edition::Exempt => ExemptEdition::of(commission, sections, with, cleared).0,
    }
}

fn register(redactions: &[Redaction], tables: &mut Tables) -> Section {
    let heading = "What the public edition leaves out".to_owned();
    let anchor = "redactions".to_owned();
    if redactions.is_empty() {
        let words = "Nothing: the public edition says the same.";
        return Section { anchor, heading, blocks: vec![Block::Paragraph(vec![text(words)])] };
    }
    let drafted = redactions.iter().map(|one| {
        let by = one.by.clone().unwrap_or_else(|| match one.why {
            Why::Exempt(_) => "not recorded".to_owned(),
            Why::Confidential | Why::SmallCount => "by rule".to_owned(),
        });
        let words = [one.named.clone(), one.why.in_words(), by];
        let passage = one.passage.map(|number| format!("Passage {number}"));
        Drafted {
            heading: passage.unwrap_or_else(|| "Section".to_owned()),
            entries: words.into_iter().map(Entry::Words).collect(),
            weight: RowWeight::Ordinary,
        }
    });
    let columns = ["Where", "What", "Why", "Marked by"].map(Column::words).to_vec();
    let caption = "Register of redactions".to_owned();
    let table = tables.table("redactions", caption, columns, drafted.collect(), Vec::new());
    Section { anchor, heading, blocks: vec![Block::Table(table)] }
}
