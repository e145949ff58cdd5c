//! The lesser parts of an .ods: what is in it, its title and day, its looks, its frozen headings.
//!
//! In comes the spreadsheet's plan; out goes each part as OpenDocument 1.3 has it.

use partnership::content::Document;

use crate::colours;
use crate::dated;
use crate::markup::Markup;
use crate::ods::KIND;
use crate::sheets::Book;

pub(super) const PROLOGUE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The names of OpenDocument's vocabularies.
pub(super) const NAMESPACES: [(&str, &str); 11] = [
    ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("xmlns:number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
    ("xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
    ("xmlns:config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"),
    ("xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("office:version", "1.3"),
];

/// What is in the package.
pub(super) fn manifest() -> String {
    let mut xml = Markup::after(PROLOGUE);
    let namespace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";
    let head = [("xmlns:manifest", namespace), ("manifest:version", "1.3")];
    xml.open("manifest:manifest", &head);
    let parts = [
        ("/", KIND),
        ("content.xml", "text/xml"),
        ("styles.xml", "text/xml"),
        ("meta.xml", "text/xml"),
        ("settings.xml", "text/xml"),
    ];
    for (path, kind) in parts {
        let entry = [("manifest:full-path", path), ("manifest:media-type", kind)];
        xml.empty("manifest:file-entry", &entry);
    }
    xml.finish()
}

/// Title, author, description, language and day.
pub(super) fn meta(document: &Document) -> String {
    let mut xml = Markup::after(PROLOGUE);
    xml.open("office:document-meta", &NAMESPACES);
    xml.open("office:meta", &[]);
    xml.leaf("meta:generator", &[], "Saferplan");
    xml.leaf("dc:title", &[], &format!("{}: {}", document.title, document.subtitle));
    xml.leaf("dc:description", &[], &document.description);
    xml.leaf("meta:initial-creator", &[], &document.publisher);
    xml.leaf("dc:creator", &[], &document.publisher);
    if let Some(stamp) = dated::stamp(document) {
        xml.leaf("meta:creation-date", &[], &stamp);
        xml.leaf("dc:date", &[], &stamp);
    }
    xml.leaf("dc:language", &[], "en-GB");
    xml.finish()
}

/// The headings of each table stay in sight while its rows are scrolled.
pub(super) fn settings(book: &Book) -> String {
    let mut xml = Markup::after(PROLOGUE);
    xml.open("office:document-settings", &NAMESPACES);
    xml.open("office:settings", &[]);
    xml.open("config:config-item-set", &[("config:name", "ooo:view-settings")]);
    xml.open("config:config-item-map-indexed", &[("config:name", "Views")]);
    xml.open("config:config-item-map-entry", &[]);
    xml.open("config:config-item-map-named", &[("config:name", "Tables")]);
    for sheet in &book.sheets {
        let rows = (sheet.lines.len() + 1).to_string();
        xml.element("config:config-item-map-entry", &[("config:name", &sheet.name)], |xml| {
            for (name, kind, setting) in [
                ("HorizontalSplitMode", "short", "2"),
                ("VerticalSplitMode", "short", "2"),
                ("HorizontalSplitPosition", "int", "1"),
                ("VerticalSplitPosition", "int", &rows),
                ("ActiveSplitRange", "short", "3"),
                ("PositionRight", "int", "1"),
                ("PositionBottom", "int", &rows),
            ] {
                let item = [("config:name", name), ("config:type", kind)];
                xml.leaf("config:config-item", &item, setting);
            }
        });
    }
    xml.finish()
}

/// The looks of cells.
pub(super) fn styles() -> String {
    let mut xml = Markup::after(PROLOGUE);
    xml.open("office:document-styles", &NAMESPACES);
    xml.open("office:styles", &[]);
    xml.element("style:default-style", &[("style:family", "table-cell")], |xml| {
        let text = [
            ("style:font-name", "Arial"),
            ("fo:font-family", "Arial"),
            ("fo:font-size", "11pt"),
            ("fo:language", "en"),
            ("fo:country", "GB"),
        ];
        xml.empty("style:text-properties", &text[1..]);
    });
    let bold = ("fo:font-weight", "bold");
    let accent = ("fo:color", colours::ACCENT);
    let top = ("style:vertical-align", "top");
    look(&mut xml, "Title", &[top], "start", &[bold, accent, ("fo:font-size", "16pt")]);
    look(&mut xml, "Heading", &[top], "start", &[bold, accent, ("fo:font-size", "13pt")]);
    look(&mut xml, "Words", &[top, ("fo:wrap-option", "wrap")], "start", &[]);
    look(&mut xml, "Line", &[top], "start", &[]);
    look(&mut xml, "Cell", &[top], "start", &[]);
    look(&mut xml, "Figure", &[top], "end", &[]);
    look(&mut xml, "Link", &[top], "start", &[accent]);
    let rule = format!("1.5pt solid {}", colours::ACCENT);
    let heading = [
        ("style:vertical-align", "bottom"),
        ("fo:wrap-option", "wrap"),
        ("fo:background-color", colours::TINT),
        ("fo:border-bottom", rule.as_str()),
    ];
    look(&mut xml, "ColumnHeading", &heading, "start", &[bold]);
    xml.close();
    printed_page(&mut xml);
    xml.finish()
}

/// Printed on A4 across, as many columns on a page as the table has.
fn printed_page(xml: &mut Markup) {
    xml.element("office:automatic-styles", &[], |xml| {
        xml.element("style:page-layout", &[("style:name", "Page")], |xml| {
            let page = [
                ("fo:page-width", "297mm"),
                ("fo:page-height", "210mm"),
                ("style:print-orientation", "landscape"),
                ("fo:margin", "15mm"),
                ("style:scale-to-X", "1"),
                ("style:scale-to-Y", "0"),
            ];
            xml.empty("style:page-layout-properties", &page);
        });
    });
    xml.element("office:master-styles", &[], |xml| {
        let page = [("style:name", "Default"), ("style:page-layout-name", "Page")];
        xml.empty("style:master-page", &page);
    });
}

fn look(
    xml: &mut Markup,
    name: &str,
    cell: &[(&'static str, &str)],
    side: &str,
    text: &[(&'static str, &str)],
) {
    let attributes = [("style:name", name), ("style:family", "table-cell")];
    xml.element("style:style", &attributes, |xml| {
        xml.empty("style:table-cell-properties", cell);
        let margin = if name == "Cell" { "2mm" } else { "0mm" };
        let paragraph = [("fo:text-align", side), ("fo:margin-left", margin)];
        xml.empty("style:paragraph-properties", &paragraph);
        if !text.is_empty() {
            xml.empty("style:text-properties", text);
        }
    });
}
