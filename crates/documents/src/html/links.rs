//! Where the small numbers of a page lead: to a row on the same page, or to one on another.
//!
//! In comes the document; out goes for each row the address of its place. A reference without a row is not linked.

use std::collections::BTreeMap;

use partnership::content::Block;
use partnership::content::Document;
use partnership::content::Reference;
use partnership::content::Section;

/// The addresses of all tables and their rows, seen from one page.
pub(super) struct Links {
    /// For each table the page that it is on, empty for this one, and how many rows it has.
    tables: BTreeMap<u16, (String, u16)>,
}

impl Links {
    /// Those of a document that is one page.
    pub(super) fn within(document: &Document) -> Links {
        Links::seen(document, |_| String::new())
    }

    /// Those of a document of a page for each section, seen from the page `here`.
    pub(super) fn across(document: &Document, here: &str) -> Links {
        Links::seen(document, |section| {
            let file = file(section);
            if file == here { String::new() } else { file }
        })
    }

    fn seen(document: &Document, page: impl Fn(&Section) -> String) -> Links {
        let tables = document.sections.iter().flat_map(|section| {
            let page = page(section);
            section.blocks.iter().filter_map(move |block| match block {
                Block::Table(table) => {
                    let rows = u16::try_from(table.rows.len()).unwrap_or(u16::MAX);
                    Some((table.number, (page.clone(), rows)))
                }
                _ => None,
            })
        });
        Links { tables: tables.collect() }
    }

    /// The address of a row.
    pub(super) fn row(&self, reference: Reference) -> Option<String> {
        let (page, rows) = self.tables.get(&reference.table)?;
        let there = (1..=*rows).contains(&reference.row);
        there.then(|| format!("{page}#{}", reference.anchor()))
    }

    /// The address of a table.
    pub(super) fn table(&self, number: u16) -> Option<String> {
        let (page, rows) = self.tables.get(&number)?;
        (*rows > 0).then(|| format!("{page}#table_{number}"))
    }
}

/// The file of a section's own page.
pub(super) fn file(section: &Section) -> String {
    format!("{}.html", crate::wording::anchor(&section.anchor))
}
