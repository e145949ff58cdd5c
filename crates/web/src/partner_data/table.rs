//! Tables as the design's macro takes them: heads, and rows of cells that may lead somewhere.

/// A table.
#[derive(Debug, Default, serde::Serialize)]
pub(super) struct Table {
    id: String,
    caption: String,
    columns: Vec<Head>,
    rows: Vec<Vec<Cell>>,
}

/// The head of a column.
#[derive(Debug, serde::Serialize)]
struct Head {
    text: String,
    numeric: bool,
}

/// A cell.
#[derive(Debug, Clone, serde::Serialize)]
pub(super) struct Cell {
    text: String,
    href: Option<String>,
}

impl Table {
    /// A table without rows. A head that begins with `#` is of figures.
    pub(super) fn of(id: &str, caption: &str, heads: &[&str]) -> Table {
        let columns = heads.iter().map(|head| match head.strip_prefix('#') {
            Some(text) => Head { text: text.to_owned(), numeric: true },
            None => Head { text: (*head).to_owned(), numeric: false },
        });
        Table {
            id: id.to_owned(),
            caption: caption.to_owned(),
            columns: columns.collect(),
            rows: Vec::new(),
        }
    }

    /// The same with rows; none where there are none.
    pub(super) fn with(self, rows: Vec<Vec<Cell>>) -> Option<Table> {
        (!rows.is_empty()).then_some(Table { rows, ..self })
    }
}

/// A cell of words.
pub(super) fn words(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), href: None }
}

/// A cell that leads to a page.
pub(super) fn link(text: impl Into<String>, href: String) -> Cell {
    Cell { text: text.into(), href: Some(href) }
}
