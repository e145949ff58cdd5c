//! The counts of a return as tables: by kind and month, and by place.

use partnership::content::table::with_commas;
use partnership::evidence::disclosure::Reason;
use partnership::evidence::disclosure::Shown;
use partnership::partner_data::kind::ReturnKind;
use partnership::partner_data::place::Place;
use partnership::partner_data::shown::ReturnTables;
use partnership::terms::month::Month;
use partnership::terms::wording::capitalised;

use crate::partner_data::table::Cell;
use crate::partner_data::table::Table;
use crate::partner_data::table::words;

/// By kind and month.
pub(super) fn of_kinds(tables: &ReturnTables) -> Option<Table> {
    let months: Vec<String> =
        tables.months().iter().map(|month| format!("#{}", Month::in_short(*month))).collect();
    let heads: Vec<&str> = std::iter::once("Kind")
        .chain(months.iter().map(String::as_str))
        .chain(["#Quarter"])
        .collect();
    let rows = tables.kinds().iter().map(|line| {
        let name = line.kind.map_or("all kinds", ReturnKind::name);
        let cells = line.months.iter().chain([&line.quarter]).map(|shown| cell(*shown));
        std::iter::once(words(capitalised(name))).chain(cells).collect()
    });
    Table::of("kinds", "By kind and month", &heads).with(rows.collect())
}

/// By place.
pub(super) fn of_places(tables: &ReturnTables) -> Option<Table> {
    let rows = tables.places().iter().map(|line| {
        let name = line.place.map_or_else(|| "All other places".to_owned(), Place::in_words);
        vec![words(name), cell(line.count)]
    });
    Table::of("places", "By place, all kinds together", &["Place", "#Quarter"]).with(rows.collect())
}

fn cell(shown: Shown) -> Cell {
    match shown {
        Shown::Count(count) => words(with_commas(count)),
        Shown::Withheld(Reason::Small) => words("[c] 1 to 4"),
        Shown::Withheld(Reason::WouldReveal) => words("[c]"),
    }
}
