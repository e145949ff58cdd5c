//! Tables as the design's macro takes them: heads, and rows of cells that may lead somewhere.

/// A table.
#[derive(Debug, Default, serde::Serialize)]
pub(crate) struct Table {
    /// Its anchor.
    pub(crate) id: &'static str,
    /// What it shows.
    pub(crate) caption: String,
    /// The heads of its columns.
    pub(crate) columns: Vec<Head>,
    /// Its rows.
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// The head of a column.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Head {
    text: &'static str,
    numeric: bool,
}

/// A cell.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Cell {
    pub(crate) text: String,
    href: Option<String>,
}

impl Table {
    /// A table without rows. A head that begins with `#` is of figures.
    pub(crate) fn of(
        id: &'static str,
        caption: impl Into<String>,
        heads: &[&'static str],
    ) -> Table {
        let columns = heads.iter().map(|head| match head.strip_prefix('#') {
            Some(text) => Head { text, numeric: true },
            None => Head { text: head, numeric: false },
        });
        Table { id, caption: caption.into(), columns: columns.collect(), rows: Vec::new() }
    }

    /// The same with rows; none where there are none.
    pub(crate) fn with(self, rows: Vec<Vec<Cell>>) -> Option<Table> {
        (!rows.is_empty()).then_some(Table { rows, ..self })
    }
}

/// A cell of words.
pub(crate) fn words(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), href: None }
}

/// A cell of a number.
pub(crate) fn number(number: usize) -> Cell {
    words(number.to_string())
}

/// A cell that leads to a page.
pub(crate) fn link(text: impl Into<String>, href: String) -> Cell {
    Cell { text: text.into(), href: Some(href) }
}
