//! Tables of a page: captioned, headed both ways, and scrolled on their own where they are wide.
//!
//! In comes a table; out goes its markup, each row with the name of the place that figures link to.

use partnership::content::Reference;
use partnership::content::table::Cell;
use partnership::content::table::ColumnKind;
use partnership::content::table::Row;
use partnership::content::table::RowWeight;
use partnership::content::table::Table;

use crate::cells::Shown;
use crate::cells::shown;
use crate::cells::symbols_explained;
use crate::html::blocks::inlines;
use crate::html::links::Links;
use crate::markup::Markup;
use crate::wording::NO_ROWS;
use crate::wording::REFERENCE_HEADING;
use crate::wording::table_name;

/// Words of so many letters are not broken over lines.
const SHORT: usize = 16;

/// A table with its caption and notes.
pub(super) fn table(page: &mut Markup, table: &Table, links: &Links) {
    let id = format!("table_{}", table.number);
    let caption = format!("{id}_caption");
    page.element("div", &[("class", "table")], |page| {
        let region = [
            ("class", "scroll"),
            ("role", "region"),
            ("aria-labelledby", caption.as_str()),
            ("tabindex", "0"),
        ];
        page.element("div", &region, |page| {
            page.element("table", &[("id", &id)], |page| {
                page.element("caption", &[("id", &caption)], |page| {
                    page.element("span", &[], |page| {
                        page.leaf("strong", &[], &table_name(table));
                        page.words(" ");
                        page.words(&table.caption);
                    });
                });
                page.element("thead", &[], |page| heading(page, table));
                page.element("tbody", &[], |page| body(page, table));
            });
        });
        notes(page, table, links);
    });
}

fn heading(page: &mut Markup, table: &Table) {
    page.element("tr", &[], |page| {
        for (place, column) in table.columns.iter().enumerate() {
            let class = class(table, place);
            page.leaf("th", &[("scope", "col"), ("class", class)], &column.heading);
        }
        page.leaf("th", &[("scope", "col"), ("class", "ref")], REFERENCE_HEADING);
    });
}

/// How a column is set: figures to the right, short words unbroken, others with some room.
fn class(table: &Table, place: usize) -> &'static str {
    let kind = table.columns.get(place).map(|column| column.kind);
    let mut cells = table.rows.iter().filter_map(|row| row.cells.get(place));
    match kind {
        Some(ColumnKind::Figures) => "figure",
        _ if cells.all(|cell| shown(cell).printed().chars().count() <= SHORT) => "short",
        _ => "words",
    }
}

fn body(page: &mut Markup, table: &Table) {
    if table.rows.is_empty() {
        let width = (table.columns.len() + 1).to_string();
        page.element("tr", &[], |page| {
            page.leaf("td", &[("colspan", &width), ("class", "words")], NO_ROWS);
        });
    }
    for (position, row) in table.rows.iter().enumerate() {
        self::row(page, table, row, table.reference(position));
    }
}

fn row(page: &mut Markup, table: &Table, row: &Row, reference: Reference) {
    let id = reference.anchor();
    let mut attributes = vec![("id", id.as_str())];
    match row.weight {
        RowWeight::Ordinary => {}
        RowWeight::Strong => attributes.push(("class", "strong")),
    }
    page.element("tr", &attributes, |page| {
        for (position, (cell, _)) in row.cells.iter().zip(&table.columns).enumerate() {
            let class = class(table, position);
            if position == 0 {
                page.open("th", &[("scope", "row"), ("class", class)]);
            } else {
                page.open("td", &[("class", class)]);
            }
            self::cell(page, cell);
            page.close();
        }
        page.leaf("td", &[("class", "ref")], &reference.to_string());
    });
}

fn cell(page: &mut Markup, cell: &Cell) {
    match shown(cell) {
        Shown::Words(words) | Shown::Figure(words) => page.words(&words),
        Shown::Symbol(symbol, why) => page.leaf("abbr", &[("title", &why)], symbol),
    }
}

fn notes(page: &mut Markup, table: &Table, links: &Links) {
    let symbols = symbols_explained(table);
    if table.notes.is_empty() && symbols.is_empty() {
        return;
    }
    page.element("div", &[("class", "notes")], |page| {
        for note in &table.notes {
            page.element("p", &[], |page| inlines(page, note, links));
        }
        for line in &symbols {
            page.leaf("p", &[], line);
        }
    });
}
