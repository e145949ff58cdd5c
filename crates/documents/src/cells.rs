//! What a cell shows, and the symbols a table must explain.
//!
//! In come the cells of a table; out go their printed words, their plain values for machines, and
//! the line that says what `[c]` and `[x]` mean in this table.

use std::collections::BTreeSet;

use partnership::content::table::Cell;
use partnership::content::table::Table;

use crate::wording::clean;

/// The mark for a value withheld, after the Government Analysis Function's guidance on symbols.
pub(crate) const WITHHELD: &str = "[c]";
/// The mark for a value that is not there.
pub(crate) const MISSING: &str = "[x]";

/// What a cell holds, once numbers that are not numbers are taken for missing.
pub(crate) enum Shown {
    /// Words.
    Words(String),
    /// A number as printed.
    Figure(String),
    /// A symbol, and why it stands there.
    Symbol(&'static str, String),
}

impl Shown {
    /// The cell as printed.
    pub(crate) fn printed(&self) -> &str {
        match self {
            Shown::Words(words) | Shown::Figure(words) => words,
            Shown::Symbol(symbol, _) => symbol,
        }
    }
}

/// What a cell shows in a document to be read.
pub(crate) fn shown(cell: &Cell) -> Shown {
    match cell {
        Cell::Words(words) => Shown::Words(clean(words)),
        Cell::Withheld(why) => Shown::Symbol(WITHHELD, clean(why)),
        Cell::Missing(why) => Shown::Symbol(MISSING, clean(why)),
        Cell::Number { value: number, .. } | Cell::Change { share: number }
            if !number.is_finite() =>
        {
            Shown::Symbol(MISSING, "cannot be worked out".to_owned())
        }
        Cell::Count(_) | Cell::Difference(_) | Cell::Number { .. } | Cell::Change { .. } => {
            Shown::Figure(cell.printed())
        }
    }
}

/// The cell for machines: unrounded, without separators, with a plain hyphen for minus.
pub(crate) fn plain(cell: &Cell) -> String {
    match (shown(cell), cell) {
        (Shown::Symbol(symbol, _), _) => symbol.to_owned(),
        (_, Cell::Count(count)) => count.to_string(),
        (_, Cell::Difference(difference)) => difference.to_string(),
        (_, Cell::Number { value: number, .. } | Cell::Change { share: number }) => {
            number.to_string()
        }
        (shown, Cell::Words(_) | Cell::Withheld(_) | Cell::Missing(_)) => {
            shown.printed().to_owned()
        }
    }
}

/// The lines that explain the symbols of a table, none if it has no symbol.
pub(crate) fn symbols_explained(table: &Table) -> Vec<String> {
    let mut found: BTreeSet<(&str, String)> = BTreeSet::new();
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        if let Shown::Symbol(symbol, why) = shown(cell) {
            found.insert((symbol, why));
        }
    }
    let explain = |symbol: &'static str, meaning: &str| {
        let reasons: Vec<&str> = found
            .iter()
            .filter(|(mark, why)| *mark == symbol && !why.is_empty())
            .map(|(_, why)| why.as_str())
            .collect();
        let present = found.iter().any(|(mark, _)| *mark == symbol);
        present.then(|| match reasons.as_slice() {
            [] => format!("{symbol} means {meaning}."),
            reasons => format!("{symbol} means {meaning}: {}.", reasons.join("; ")),
        })
    };
    [explain(WITHHELD, "withheld"), explain(MISSING, "not available")]
        .into_iter()
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_not_a_number_is_shown_as_missing() {
        for value in [f64::NAN, f64::INFINITY] {
            assert_eq!(shown(&Cell::Number { value, decimals: 1 }).printed(), "[x]");
            assert_eq!(plain(&Cell::Change { share: value }), "[x]");
        }
    }

    #[test]
    fn machines_get_the_value_unrounded() {
        assert_eq!(plain(&Cell::Count(23_852)), "23852");
        assert_eq!(plain(&Cell::Difference(-1_200)), "-1200");
        assert_eq!(plain(&Cell::Change { share: 0.085_174 }), "0.085174");
    }
}
