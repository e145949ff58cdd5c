//! Sets passages into content: the number first, then the words, a figure where a reference stood.
//!
//! In come written sections and answers; out go sections of content with charts, tables and cautions.

use std::collections::BTreeSet;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Value;
use crate::assessment::composing::With;
use crate::assessment::composing::annex::Annex;
use crate::assessment::composing::pictures;
use crate::assessment::composing::said;
use crate::assessment::passage::Number;
use crate::assessment::reference::Exemption;
use crate::assessment::reference::Reference;
use crate::assessment::text::Body;
use crate::assessment::text::Listed;
use crate::assessment::text::Passage;
use crate::assessment::text::Piece;
use crate::assessment::text::Section as Written;
use crate::content::Block;
use crate::content::Inline;
use crate::content::Section;
use crate::content::chart::Chart;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::text;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::evidence::tables::Tables;
use crate::terms::slug;

/// What stands in place of a picture whose outlines or figures are not there, or are others by now.
const NOT_DRAWN: &str = "No picture of these figures can be drawn here; the table tells them.";

/// Sets one document's passages.
pub(super) struct Setter<'a> {
    with: With<'a>,
    annex: &'a Annex,
    tables: Tables,
    cautioned: BTreeSet<String>,
}

impl<'a> Setter<'a> {
    pub(super) fn new(with: With<'a>, annex: &'a Annex, tables: Tables) -> Setter<'a> {
        Setter { with, annex, tables, cautioned: BTreeSet::new() }
    }

    pub(super) fn into_tables(self) -> Tables {
        self.tables
    }

    pub(super) fn section(&mut self, written: &Written) -> Section {
        let mut blocks = Vec::new();
        let mut cautions = Vec::new();
        let mut in_list = 0;
        for passage in &written.passages {
            in_list = if matches!(passage.body, Body::Item(..)) { in_list + 1 } else { 0 };
            self.passage(written, passage, in_list, &mut blocks);
            cautions.extend(self.cautions(passage));
        }
        blocks.extend(cautions);
        let anchor = slug::plain(&written.heading, "section");
        Section { anchor, heading: written.heading.clone(), blocks }
    }

    /// Each passage of a section by itself.
    pub(super) fn apart(&mut self, written: &Written) -> Vec<Vec<Block>> {
        let mut in_list = 0;
        let mut set = Vec::new();
        for passage in &written.passages {
            in_list = if matches!(passage.body, Body::Item(..)) { in_list + 1 } else { 0 };
            let mut blocks = Vec::new();
            self.passage(written, passage, in_list, &mut blocks);
            blocks.extend(self.cautions(passage));
            set.push(blocks);
        }
        set
    }

    /// The cautions that a passage's figures carry and none before it did.
    fn cautions(&mut self, passage: &Passage) -> Vec<Block> {
        let answers = self.with.answers;
        let own = passage.body.references().filter_map(|reference| answers.get(reference));
        let new = own.flat_map(|answer| &answer.cautions);
        let new = new.filter(|one| self.cautioned.insert((*one).clone()));
        let caution = |caution: &String| Block::Caution {
            title: "To bear in mind with these figures".to_owned(),
            text: said(caution.clone()),
        };
        new.map(caution).collect()
    }

    fn passage(
        &mut self,
        written: &Written,
        passage: &Passage,
        in_list: usize,
        blocks: &mut Vec<Block>,
    ) {
        match &passage.body {
            Body::Paragraph(pieces) => {
                blocks.push(Block::Paragraph(self.headed(passage, "", pieces)));
            }
            Body::Item(listed, pieces) => {
                let order = match listed {
                    Listed::Bullets => String::new(),
                    Listed::Numbers => format!("({in_list}) "),
                };
                let item = self.headed(passage, &order, pieces);
                match blocks.last_mut() {
                    Some(Block::List(items)) if in_list > 1 => items.push(item),
                    Some(_) | None => blocks.push(Block::List(vec![item])),
                }
            }
            Body::Shown(reference) => self.shown(passage, reference, blocks),
            Body::Table(rows) => {
                blocks
                    .extend(exempt(passage.exempt.as_ref()).map(|why| Block::Paragraph(said(why))));
                let table = self.table(written, passage.number, rows);
                blocks.extend(table);
            }
        }
    }

    fn headed(&self, passage: &Passage, order: &str, pieces: &[Piece]) -> Vec<Inline> {
        let number = passage.number.map(|number| Inline::Strong(format!("{number}.")));
        let mut words: Vec<Inline> = number.into_iter().collect();
        words.push(text(format!(" {order}")));
        words.extend(exempt(passage.exempt.as_ref()).map(|why| Inline::Strong(format!("{why} "))));
        words.extend(pieces.iter().map(|piece| self.inline(piece)));
        words
    }

    fn inline(&self, piece: &Piece) -> Inline {
        match piece {
            Piece::Words(words) => text(words.clone()),
            Piece::Strong(words) => Inline::Strong(words.clone()),
            Piece::Link { text, address } => {
                Inline::Link { text: text.clone(), address: address.clone() }
            }
            Piece::Reference(reference) => {
                let says = self.with.answers.get(reference).map(|answer| answer.says.clone());
                match says.zip(self.annex.place(reference)) {
                    Some((text, reference)) => Inline::Figure { text, reference },
                    None => text(reference.to_string()),
                }
            }
        }
    }

    fn shown(&mut self, passage: &Passage, reference: &Reference, blocks: &mut Vec<Block>) {
        let Some(answer) = self.with.answers.get(reference) else { return };
        let Some(shown) = &answer.shown else { return };
        blocks.extend(exempt(passage.exempt.as_ref()).map(|why| Block::Paragraph(said(why))));
        let drafted = shown.rows.iter().map(|row| Drafted {
            heading: row.heading.clone(),
            entries: row.entries.iter().map(Value::entry).collect(),
            weight: row.weight,
        });
        let notes = shown.notes.iter().map(said).collect();
        let caption = captioned(passage.number, &answer.says);
        let columns = shown.columns.clone();
        let table = self.tables.table(&shown.name, caption, columns, drafted.collect(), notes);
        let chart = self.chart(reference, answer, &table);
        if chart.is_none() && shown.picture.is_some() {
            blocks.push(Block::Paragraph(said(NOT_DRAWN)));
        }
        blocks.extend(chart.map(Block::Chart));
        blocks.push(Block::Table(table));
    }

    fn chart(
        &self,
        reference: &Reference,
        answer: &Answer,
        table: &crate::content::table::Table,
    ) -> Option<Chart> {
        let shown = answer.shown.as_ref()?;
        let picture = shown.picture.as_ref()?;
        let supplied = self.with.supplied;
        let drawing = pictures::drawing(reference, shown, &picture.drawn, table, supplied)?;
        Some(Chart {
            name: format!("{}-{}", shown.name, table.number),
            title: answer.says.clone(),
            subtitle: picture.subtitle.clone(),
            alternative: picture.alternative.clone(),
            source: picture.source.clone(),
            table: table.number,
            drawing,
        })
    }

    /// A table typed by hand; a cell that is one figure keeps it.
    fn table(
        &mut self,
        written: &Written,
        number: Option<Number>,
        rows: &[Vec<Vec<Piece>>],
    ) -> Option<Block> {
        let (heads, rows) = rows.split_first()?;
        let columns = heads.iter().map(|head| Column::words(self.plain(head))).collect();
        let drafted = rows.iter().map(|row| {
            let cells = row.iter().skip(1).map(|cell| self.entry(cell)).collect();
            let heading = row.first().map_or_else(String::new, |cell| self.plain(cell));
            Drafted { heading, entries: cells, weight: RowWeight::Ordinary }
        });
        let drafted: Vec<Drafted> = drafted.collect();
        let caption = captioned(number, &written.heading);
        let name =
            number.map_or_else(|| "passage".to_owned(), |number| format!("passage-{number}"));
        Some(Block::Table(self.tables.table(&name, caption, columns, drafted, Vec::new())))
    }

    fn entry(&self, cell: &[Piece]) -> Entry {
        let only = match cell {
            [Piece::Reference(reference)] => self.with.answers.get(reference),
            _ => None,
        };
        match only.map(|answer| (answer, answer.figures.as_slice())) {
            Some((_, [figure])) if !matches!(figure.value, Cell::Words(_)) => {
                Entry::Figure(Box::new(figure.clone()))
            }
            Some((answer, _)) => {
                Entry::Recorded { words: answer.says.clone(), rests_on: answer.rests_on.clone() }
            }
            None => Entry::Words(self.plain(cell)),
        }
    }

    fn plain(&self, pieces: &[Piece]) -> String {
        let words = pieces.iter().map(|piece| match self.inline(piece) {
            Inline::Text(text)
            | Inline::Strong(text)
            | Inline::Figure { text, .. }
            | Inline::Link { text, .. } => text,
        });
        words.collect()
    }
}

fn captioned(number: Option<Number>, caption: &str) -> String {
    match number {
        Some(number) => format!("{caption} (passage {number})"),
        None => caption.to_owned(),
    }
}

/// What the exempt edition says before a passage that the public one leaves out.
fn exempt(exemption: Option<&Exemption>) -> Option<String> {
    exemption.map(|why| format!("[Exempt, paragraph {}: {}]", why.paragraph, why.reason))
}
