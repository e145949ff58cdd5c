//! The end of the document: what each figure in the text rests on, the extracts, and the method.
//!
//! In come the answers that the text uses; out go a section of tables, and for each reference the row that it stands in.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Answers;
use crate::assessment::answer::Value;
use crate::assessment::composing::With;
use crate::assessment::composing::said;
use crate::assessment::passage::passages;
use crate::assessment::reference::Reference;
use crate::assessment::text::Section as Written;
use crate::briefing::notes;
use crate::content::Block;
use crate::content::Inline;
use crate::content::Reference as Place;
use crate::content::Section;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::evidence::figure::Figure;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::evidence::tables::Tables;
use crate::terms::extract::ExtractId;

/// The references in the sentences of a text, in the order in which they are first met.
pub(super) struct Annex {
    table: u16,
    order: Vec<Reference>,
    rows: BTreeMap<Reference, u16>,
    /// Of all that the text refers to.
    sources: BTreeSet<ExtractId>,
}

impl Annex {
    pub(super) fn of(written: &[Written], answers: &Answers, table: u16) -> Annex {
        let mut annex =
            Annex { table, order: Vec::new(), rows: BTreeMap::new(), sources: BTreeSet::new() };
        let all = passages(written).flat_map(|(_, passage)| passage.body.references());
        for reference in all {
            let Some(answer) = answers.get(reference) else { continue };
            annex.sources.extend(answer.sources());
            if answer.shown.is_some() || annex.rows.contains_key(reference) {
                continue;
            }
            let next = annex.rows_so_far(answers);
            annex.order.push(reference.clone());
            annex.rows.insert(reference.clone(), next);
        }
        annex
    }

    /// The row after those of the references met so far, from 1.
    fn rows_so_far(&self, answers: &Answers) -> u16 {
        let rows = self.order.iter().filter_map(|one| answers.get(one));
        let rows: usize = rows.map(|answer| answer.figures.len().max(1)).sum();
        u16::try_from(rows + 1).unwrap_or(u16::MAX)
    }

    /// Where a reference in a sentence can be followed.
    pub(super) fn place(&self, reference: &Reference) -> Option<Place> {
        self.rows.get(reference).map(|row| Place { table: self.table, row: *row })
    }

    /// The section that closes the document.
    pub(super) fn section(&self, with: With<'_>, tables: &mut Tables) -> Section {
        let mut blocks = vec![Block::List(method())];
        if !self.order.is_empty() {
            blocks.push(Block::Table(self.table(with.answers, tables)));
        }
        if !self.sources.is_empty() {
            let table = notes::sources(with.extracts, &self.sources, tables);
            blocks.push(Block::Table(table));
        }
        Section {
            anchor: "method".to_owned(),
            heading: "Figures, sources and method".to_owned(),
            blocks,
        }
    }

    fn table(&self, answers: &Answers, tables: &mut Tables) -> Table {
        let found = self.order.iter().filter_map(|one| answers.get(one));
        let drafted = found.flat_map(rows).collect();
        let columns = vec![
            Column::words("In the text"),
            Column::words("Said there"),
            Column::words("Figure behind it"),
            Column::figures("Value"),
        ];
        let caption = "What the figures and phrases in the text rest on".to_owned();
        tables.table("in-the-text", caption, columns, drafted, Vec::new())
    }
}

/// A row for each figure behind an answer, or one for an answer that rests on none.
fn rows(answer: &Answer) -> Vec<Drafted> {
    let said = || Entry::Recorded { words: answer.says.clone(), rests_on: answer.rests_on.clone() };
    let row = |entries: Vec<Entry>| Drafted {
        heading: answer.what.clone(),
        entries,
        weight: RowWeight::Ordinary,
    };
    if answer.figures.is_empty() {
        let none = || Entry::Words("—".to_owned());
        return vec![row(vec![said(), none(), none()])];
    }
    let figure = |figure: &Figure| {
        let value = Value::from(figure.clone()).entry();
        row(vec![said(), Entry::Words(figure.measure.clone()), value])
    };
    answer.figures.iter().map(figure).collect()
}

fn method() -> Vec<Vec<Inline>> {
    let notes = [
        "The number before a passage is its own and stays with it from draft to draft; numbers of \
         passages that were taken out are not given again.",
        "No number in this text was typed by hand: each is computed from the extracts named below, or \
         kept with what it rests on, and can be followed by its reference.",
        "“Rose” and “fell” are said only of a change that an exact conditional binomial test finds to be \
         more than chance would bring; among offence classes the false discovery rate is held at 5% \
         (Benjamini and Hochberg, 1995). What chance may bring “changed little” where it is less than a tenth, and \
         “showed no clear change” where it is more: whether it changed cannot be told. Counts that together are fewer \
         than 20 are not put in per cent.",
        "Recorded crime is not all crime, and changes in recording change it. Where a comparison crosses \
         a known change, the caution stands beside it.",
    ];
    notes.into_iter().map(said).collect()
}
