//! Tables of a .docx: captioned, with a heading row that repeats on each page.
//!
//! In come tables and key figures; out goes their markup, its elements in the order that the
//! schema of `WordprocessingML` asks for.

use partnership::content::KeyFigure;
use partnership::content::table::Cell;
use partnership::content::table::ColumnKind;
use partnership::content::table::Row;
use partnership::content::table::RowWeight;
use partnership::content::table::Table;

use crate::cells::shown;
use crate::cells::symbols_explained;
use crate::columns::widths;
use crate::docx::body::TEXT_WIDTH;
use crate::docx::body::Writer;
use crate::wording::NO_ROWS;
use crate::wording::REFERENCE_HEADING;
use crate::wording::stands_whole;
use crate::wording::table_name;

/// What a row is to its table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RowKind {
    Heading,
    Data,
}

impl Writer {
    /// A table with its caption and notes.
    pub(super) fn table(&mut self, table: &Table) {
        self.paragraph("Caption", |writer| {
            writer.run(Some("CaptionName"), &table_name(table));
            writer.run(None, &format!("  {}", table.caption));
        });
        let widths = widths(table);
        let whole = TEXT_WIDTH * widths.whole;
        let columns: Vec<String> =
            widths.shares.iter().map(|share| format!("{:.0}", share * whole)).collect();
        self.xml.open("w:tbl", &[]);
        self.table_setting("Figures", &format!("{whole:.0}"), &columns, &table.caption);
        let (whole_on_page, notes) = (stands_whole(table), !table.notes.is_empty());
        self.stays_with_next = whole_on_page;
        self.heading_row(table, &columns);
        for (position, row) in table.rows.iter().enumerate() {
            // The last row stays with the notes.
            self.stays_with_next = whole_on_page && (notes || position + 1 < table.rows.len());
            self.data_row(table, row, position, &columns);
        }
        self.stays_with_next = false;
        if table.rows.is_empty() {
            self.no_rows(&columns, &format!("{whole:.0}"));
        }
        self.xml.close();
        for note in &table.notes {
            self.running("Notes", note);
        }
        for line in symbols_explained(table) {
            self.styled("Notes", &line);
        }
        self.styled("Gap", "");
    }

    fn table_setting(
        &mut self,
        style: &'static str,
        whole: &str,
        columns: &[String],
        caption: &str,
    ) {
        self.xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblStyle", &[("w:val", style)]);
            xml.empty("w:tblW", &[("w:w", whole), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            let look = [
                ("w:val", "06A0"),
                ("w:firstRow", "1"),
                ("w:lastRow", "0"),
                ("w:firstColumn", "1"),
                ("w:lastColumn", "0"),
                ("w:noHBand", "1"),
                ("w:noVBand", "1"),
            ];
            xml.empty("w:tblLook", &look);
            xml.empty("w:tblCaption", &[("w:val", caption)]);
        });
        self.xml.element("w:tblGrid", &[], |xml| {
            for width in columns {
                xml.empty("w:gridCol", &[("w:w", width)]);
            }
        });
    }

    fn row(&mut self, kind: RowKind, inside: impl FnOnce(&mut Writer)) {
        self.xml.open("w:tr", &[]);
        self.xml.element("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            if kind == RowKind::Heading {
                xml.empty("w:tblHeader", &[]);
            }
        });
        inside(self);
        self.xml.close();
    }

    fn cell(&mut self, width: &str, style: &'static str, inside: impl FnOnce(&mut Writer)) {
        self.xml.open("w:tc", &[]);
        self.xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
        });
        self.paragraph(style, inside);
        self.xml.close();
    }

    fn heading_row(&mut self, table: &Table, widths: &[String]) {
        self.row(RowKind::Heading, |writer| {
            for (column, width) in table.columns.iter().zip(widths) {
                writer.cell(width, style(column.kind), |writer| writer.run(None, &column.heading));
            }
            if let Some(width) = widths.last() {
                writer.cell(width, "TableRef", |writer| writer.run(None, REFERENCE_HEADING));
            }
        });
    }

    fn data_row(&mut self, table: &Table, row: &Row, position: usize, widths: &[String]) {
        self.row(RowKind::Data, |writer| {
            for ((cell, column), width) in row.cells.iter().zip(&table.columns).zip(widths) {
                writer
                    .cell(width, style(column.kind), |writer| writer.cell_words(cell, row.weight));
            }
            if let Some(width) = widths.last() {
                let reference = table.reference(position);
                writer.cell(width, "TableRef", |writer| writer.marked(reference));
            }
        });
    }

    fn cell_words(&mut self, cell: &Cell, weight: RowWeight) {
        let style = match weight {
            RowWeight::Ordinary => None,
            RowWeight::Strong => Some("Strong"),
        };
        self.run(style, shown(cell).printed());
    }

    fn no_rows(&mut self, columns: &[String], whole: &str) {
        let across = columns.len().to_string();
        self.row(RowKind::Data, |writer| {
            writer.xml.open("w:tc", &[]);
            writer.xml.element("w:tcPr", &[], |xml| {
                xml.empty("w:tcW", &[("w:w", whole), ("w:type", "dxa")]);
                xml.empty("w:gridSpan", &[("w:val", &across)]);
            });
            writer.styled("TableWords", NO_ROWS);
            writer.xml.close();
        });
    }

    /// Up to four key figures side by side: what each one is heads its column.
    pub(super) fn tiles(&mut self, figures: &[KeyFigure]) {
        let count = f64::from(u16::try_from(figures.len().max(1)).unwrap_or(1));
        let width = format!("{:.0}", TEXT_WIDTH / count);
        let columns = vec![width.clone(); figures.len()];
        self.xml.open("w:tbl", &[]);
        self.table_setting("Tiles", &format!("{TEXT_WIDTH:.0}"), &columns, "Key figures");
        self.row(RowKind::Heading, |writer| {
            for figure in figures {
                writer.cell(&width, "TileLabel", |writer| writer.run(None, &figure.label));
            }
        });
        self.row(RowKind::Data, |writer| {
            for figure in figures {
                writer.cell(&width, "TileValue", |writer| {
                    writer.run(None, &figure.value);
                    writer.reference(figure.reference, "TileReference");
                });
            }
        });
        if figures.iter().any(|figure| !figure.detail.is_empty()) {
            self.row(RowKind::Data, |writer| {
                for figure in figures {
                    writer.cell(&width, "TileDetail", |writer| writer.run(None, &figure.detail));
                }
            });
        }
        self.xml.close();
    }
}

fn style(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Words => "TableWords",
        ColumnKind::Figures => "TableFigures",
    }
}
