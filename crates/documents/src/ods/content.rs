//! The sheets of an .ods: cover, tables and the formats of their numbers.
//!
//! In comes the spreadsheet's plan; out goes `content.xml`.

use std::collections::BTreeSet;

use crate::markup::Markup;
use crate::ods::parts::NAMESPACES;
use crate::ods::parts::PROLOGUE;
use crate::sheets::Book;
use crate::sheets::COVER;
use crate::sheets::Format;
use crate::sheets::Held;
use crate::sheets::Line;
use crate::sheets::Sheet;

/// Widths of columns that are used, in characters.
type Widths = BTreeSet<u16>;

/// The whole of `content.xml`.
pub(super) fn content(book: &Book) -> String {
    let mut xml = Markup::after(PROLOGUE);
    xml.open("office:document-content", &NAMESPACES);
    xml.element("office:automatic-styles", &[], |xml| looks(xml, book));
    xml.element("office:body", &[], |xml| {
        xml.element("office:spreadsheet", &[], |xml| {
            cover(xml, book);
            for sheet in &book.sheets {
                self::sheet(xml, sheet);
            }
            xml.element("table:database-ranges", &[], |xml| {
                book.sheets.iter().for_each(|sheet| range(xml, sheet));
            });
        });
    });
    xml.finish()
}

/// The formats of numbers and the widths of columns that this book uses.
fn looks(xml: &mut Markup, book: &Book) {
    let rows = book.sheets.iter().flat_map(|sheet| &sheet.rows).flatten();
    let formats: BTreeSet<Format> = rows
        .filter_map(|held| match held {
            Held::Number { format, .. } => Some(*format),
            Held::Words(_) => None,
        })
        .collect();
    for format in formats {
        number_look(xml, format);
    }
    let widths: Widths =
        book.sheets.iter().flat_map(|sheet| sheet.widths.clone()).chain([90]).collect();
    for width in widths {
        let column =
            [("style:name", format!("co{width}")), ("style:family", "table-column".into())];
        let column: Vec<_> = column.iter().map(|(name, words)| (*name, words.as_str())).collect();
        xml.element("style:style", &column, |xml| {
            let wide = format!("{:.2}mm", f64::from(width) * 2.1);
            xml.empty("style:table-column-properties", &[("style:column-width", &wide)]);
        });
    }
}

/// A format of numbers and the look of a cell that uses it.
fn number_look(xml: &mut Markup, format: Format) {
    let name = format_name(format);
    match format {
        Format::Count => plain_number(xml, "number:number-style", &name, 0, &[]),
        Format::Decimals(places) => plain_number(xml, "number:number-style", &name, places, &[]),
        Format::Difference => signed_number(xml, "number:number-style", &name, 0),
        Format::Change => signed_number(xml, "number:percentage-style", &name, 1),
    }
    let cell = format!("ce{name}");
    let attributes = [
        ("style:name", cell.as_str()),
        ("style:family", "table-cell"),
        ("style:parent-style-name", "Figure"),
        ("style:data-style-name", &name),
    ];
    xml.empty("style:style", &attributes);
}

fn format_name(format: Format) -> String {
    match format {
        Format::Count => "Count".to_owned(),
        Format::Difference => "Difference".to_owned(),
        Format::Decimals(places) => format!("Decimals{places}"),
        Format::Change => "Change".to_owned(),
    }
}

/// A number, `parts` being what stands before it and the map to other formats.
fn plain_number(
    xml: &mut Markup,
    kind: &'static str,
    name: &str,
    places: u8,
    before: &[(&'static str, &str)],
) {
    let places = places.to_string();
    let mut attributes = vec![("style:name", name)];
    attributes.extend(before.iter().filter(|(name, _)| name.starts_with("style:")));
    xml.element(kind, &attributes, |xml| {
        for (_, words) in before.iter().filter(|(name, _)| *name == "text") {
            xml.leaf("number:text", &[], words);
        }
        let number = [
            ("number:decimal-places", places.as_str()),
            ("number:min-decimal-places", &places),
            ("number:min-integer-digits", "1"),
            ("number:grouping", "true"),
        ];
        xml.empty("number:number", &number);
        if kind == "number:percentage-style" {
            xml.leaf("number:text", &[], "%");
        }
        for (_, sign) in before.iter().filter(|(name, _)| *name == "map") {
            let condition = format!("value(){sign}0");
            let to = format!("{name}{}", if *sign == ">" { "Up" } else { "Down" });
            let map = [("style:condition", condition.as_str()), ("style:apply-style-name", &to)];
            xml.empty("style:map", &map);
        }
    });
}

/// A number with a plus or a true minus before it, and nought without either.
fn signed_number(xml: &mut Markup, kind: &'static str, name: &str, places: u8) {
    let volatile = ("style:volatile", "true");
    plain_number(xml, kind, &format!("{name}Up"), places, &[volatile, ("text", "+")]);
    plain_number(xml, kind, &format!("{name}Down"), places, &[volatile, ("text", "\u{2212}")]);
    plain_number(xml, kind, name, places, &[("map", ">"), ("map", "<")]);
}

fn cover(xml: &mut Markup, book: &Book) {
    xml.element("table:table", &[("table:name", COVER)], |xml| {
        xml.empty("table:table-column", &[("table:style-name", "co90")]);
        lines(xml, &book.cover, "Words");
    });
}

fn lines(xml: &mut Markup, lines: &[Line], words_look: &str) {
    for line in lines {
        let look = match line {
            Line::Title(_) => "Title",
            Line::Heading(_) => "Heading",
            Line::Words(_) => words_look,
            Line::Link { .. } => "Link",
        };
        xml.element("table:table-row", &[], |xml| {
            let cell = [("table:style-name", look), ("office:value-type", "string")];
            xml.element("table:table-cell", &cell, |xml| {
                xml.element("text:p", &[], |xml| match line {
                    Line::Link { words: said, sheet } => {
                        let place = format!("#{sheet}.A1");
                        let link = [("xlink:type", "simple"), ("xlink:href", place.as_str())];
                        xml.element("text:a", &link, |xml| words(xml, said));
                    }
                    Line::Title(_) | Line::Heading(_) | Line::Words(_) => words(xml, line.words()),
                });
            });
        });
    }
}

fn sheet(xml: &mut Markup, sheet: &Sheet) {
    let printed = place(sheet, 1);
    let attributes = [("table:name", sheet.name.as_str()), ("table:print-ranges", &printed)];
    xml.element("table:table", &attributes, |xml| {
        for width in &sheet.widths {
            xml.empty("table:table-column", &[("table:style-name", &format!("co{width}"))]);
        }
        lines(xml, &sheet.lines, "Line");
        xml.element("table:table-header-rows", &[], |xml| {
            xml.element("table:table-row", &[], |xml| {
                for heading in &sheet.headings {
                    word_cell(xml, "ColumnHeading", heading);
                }
            });
        });
        for row in &sheet.rows {
            xml.element("table:table-row", &[], |xml| row.iter().for_each(|held| cell(xml, held)));
        }
    });
}

fn cell(xml: &mut Markup, held: &Held) {
    match held {
        Held::Words(words) if matches!(words.as_str(), "[c]" | "[x]") => {
            word_cell(xml, "Figure", words);
        }
        // A reference, which has no blank, is one piece to be copied.
        Held::Words(words) => {
            word_cell(xml, if words.contains(' ') { "Words" } else { "Cell" }, words);
        }
        Held::Number { value, format, printed } => {
            let kind = match format {
                Format::Change => "percentage",
                Format::Count | Format::Difference | Format::Decimals(_) => "float",
            };
            let (look, number) = (format!("ce{}", format_name(*format)), value.to_string());
            let attributes = [
                ("table:style-name", look.as_str()),
                ("office:value-type", kind),
                ("office:value", &number),
            ];
            xml.element("table:table-cell", &attributes, |xml| xml.leaf("text:p", &[], printed));
        }
    }
}

fn word_cell(xml: &mut Markup, look: &str, said: &str) {
    let attributes = [("table:style-name", look), ("office:value-type", "string")];
    xml.element("table:table-cell", &attributes, |xml| {
        xml.element("text:p", &[], |xml| words(xml, said));
    });
}

/// Words with every space kept: OpenDocument takes a run of spaces for one unless they are named.
fn words(xml: &mut Markup, words: &str) {
    let mut before = ' ';
    let mut run = String::new();
    for character in words.chars() {
        if character == ' ' && before == ' ' {
            xml.words(&run);
            run.clear();
            xml.empty("text:s", &[]);
        } else {
            run.push(character);
        }
        before = character;
    }
    xml.words(&run);
}

/// The table's name, so that it can be found and referred to.
fn range(xml: &mut Markup, sheet: &Sheet) {
    let place = place(sheet, sheet.lines.len() + 1);
    let attributes = [
        ("table:name", sheet.table.as_str()),
        ("table:target-range-address", &place),
        ("table:display-filter-buttons", "false"),
    ];
    xml.empty("table:database-range", &attributes);
}

/// The cells of a sheet from its `first` row, from 1, to the end of its table.
fn place(sheet: &Sheet, first: usize) -> String {
    let last = sheet.lines.len() + 1 + sheet.rows.len();
    let column = letters(sheet.headings.len());
    format!("{0}.A{first}:{0}.{column}{last}", sheet.name)
}

/// The letters of a column by its number, from 1: A, B, … Z, AA.
fn letters(mut column: usize) -> String {
    let mut letters = String::new();
    while column > 0 {
        let letter = u8::try_from((column - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + letter));
        column = (column - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_spreadsheets_do() {
        let found: Vec<String> = [1, 26, 27, 52, 703].into_iter().map(letters).collect();
        assert_eq!(found, ["A", "Z", "AA", "AZ", "AAA"]);
    }
}
