//! What a table's columns are, after "CSV on the Web" of the W3C: titles, kinds, whom it comes from, under which licence.
//!
//! In come a table and the extracts that it rests on; out goes the description that lies beside its CSV file.

use std::collections::BTreeSet;

use partnership::content::table::Cell;
use partnership::content::table::Table;
use partnership::publication::licence::DataLicence;
use partnership::publication::part::Part;
use partnership::terms::extract::Extract;
use serde_json::Value;
use serde_json::json;

use crate::cells::symbols_explained;
use crate::csv::headings_for_data;
use crate::wording::anchor;
use crate::wording::clean;
use crate::wording::plain;

/// What stands in a cell that shows nothing.
const SHOWN_NOT: [&str; 3] = ["", "[c]", "[x]"];

/// The description of a table whose CSV file lies at an address. What the partnership made itself is under its own licence; of what
/// rests on others' files a licence is named only where all of these are under the Open Government Licence.
pub(super) fn metadata(
    part: &Part,
    table: &Table,
    (address, own): (&str, &DataLicence),
) -> Result<String, serde_json::Error> {
    let document = part.document();
    let url = address.rsplit('/').next().unwrap_or(address);
    let sources = part.sources_of(table);
    let columns = columns(table);
    let key = columns.last().and_then(|column| column.get("name")).cloned();
    let mut described = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en-GB" }],
        "url": url,
        "dc:title": clean(&table.caption),
        "dc:description": clean(&document.description),
        "dc:publisher": clean(&document.publisher),
        "dc:issued": { "@value": part.on().to_string(), "@type": "xsd:date" },
        "dc:rights": rights(&sources, &document.publisher, own),
        "dc:source": sources.iter().map(|extract| source(extract)).collect::<Vec<_>>(),
        "rdfs:comment": comments(table),
        "tableSchema": { "columns": columns, "primaryKey": key },
    });
    let open = DataLicence::default();
    let is_open = |extract: &&Extract| extract.licence.starts_with(open.name());
    let licence = match sources.as_slice() {
        [] => Some(own),
        others => others.iter().all(is_open).then_some(&open),
    };
    if let Some(licence) = licence {
        described["dc:license"] = json!({ "@id": licence.address() });
    }
    Ok(serde_json::to_string_pretty(&described)? + "\n")
}

fn columns(table: &Table) -> Vec<Value> {
    let headings = headings_for_data(table);
    let mut names = BTreeSet::new();
    let each = headings.iter().enumerate().map(|(place, heading)| {
        let mut column = json!({
            "name": name(heading, place, &mut names),
            "titles": heading,
            "datatype": datatype(table, place),
        });
        if place < table.columns.len() {
            column["null"] = json!(SHOWN_NOT);
        }
        column
    });
    each.collect()
}

/// A name of letters, digits and low lines that no other column has.
fn name(heading: &str, place: usize, taken: &mut BTreeSet<String>) -> String {
    let plain = anchor(heading).replace('-', "_");
    let plain = plain.trim_matches('_');
    let name = format!("column_{}", place + 1);
    let named = if plain.is_empty() { name } else { plain.to_owned() };
    let named = if taken.contains(&named) { format!("{named}_{}", place + 1) } else { named };
    taken.insert(named.clone());
    named
}

/// What the cells of a column hold, those that show nothing left out.
fn datatype(table: &Table, place: usize) -> &'static str {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(place));
    let kinds: BTreeSet<&str> = cells
        .filter_map(|cell| match cell {
            Cell::Words(_) => Some("string"),
            Cell::Count(_) | Cell::Difference(_) => Some("integer"),
            Cell::Number { .. } | Cell::Change { .. } => Some("number"),
            Cell::Withheld(_) | Cell::Missing(_) => None,
        })
        .collect();
    match (kinds.contains("string"), kinds.contains("number"), kinds.contains("integer")) {
        (false, true, _) => "number",
        (false, false, true) => "integer",
        (true, _, _) | (false, false, false) => "string",
    }
}

/// The attributions that the sources ask for; of what the partnership itself recorded, that it is the partnership's.
fn rights(sources: &[&Extract], publisher: &str, own: &DataLicence) -> Vec<String> {
    let asked: BTreeSet<String> = sources.iter().map(|extract| clean(&extract.licence)).collect();
    if asked.is_empty() {
        let (publisher, licence) = (clean(publisher), clean(own.name()));
        return vec![format!("Recorded by the {publisher}. To be used under: {licence}.")];
    }
    asked.into_iter().collect()
}

fn source(extract: &Extract) -> String {
    let Extract { publisher, file, taken, .. } = extract;
    clean(&format!("{publisher}: {file}, SHA-256 {}, taken {taken}", extract.id))
}

/// What is said under the table, and what its symbols mean.
fn comments(table: &Table) -> Vec<String> {
    let notes = table.notes.iter().map(|note| plain(note));
    notes.chain(symbols_explained(table)).collect()
}
