//! The .docx: every part well formed, every name resolved, every picture described.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io::Cursor;
use std::io::Read;

use roxmltree::Document as Xml;
use roxmltree::Node;

use crate::fixture::briefing;
use crate::fixture::hostile;
use crate::fixture::long;

fn parts(document: &partnership::content::Document) -> BTreeMap<String, Vec<u8>> {
    let bytes = documents::docx::file(document).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut part = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn with_part(document: &partnership::content::Document, name: &str, look: impl FnOnce(&Xml<'_>)) {
    let parts = parts(document);
    let text = String::from_utf8(parts[name].clone()).unwrap();
    look(&Xml::parse(&text).unwrap());
}

fn all<'a>(part: &'a Xml<'_>, name: &'static str) -> Vec<Node<'a, 'a>> {
    part.descendants().filter(|node| node.tag_name().name() == name).collect()
}

/// An attribute by its name without its prefix.
fn said<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

#[test]
fn every_part_is_well_formed_and_has_a_known_kind() {
    for document in [briefing(), hostile()] {
        let parts = parts(&document);
        let kinds = String::from_utf8(parts["[Content_Types].xml"].clone()).unwrap();
        for (name, bytes) in &parts {
            let ending = name.rsplit('.').next().unwrap();
            assert!(kinds.contains(&format!("Extension=\"{ending}\"")), "{name}");
            if ending != "png" {
                Xml::parse(std::str::from_utf8(bytes).unwrap())
                    .unwrap_or_else(|error| panic!("{name}: {error}"));
            }
        }
    }
}

#[test]
fn every_name_that_the_main_part_uses_is_defined() {
    for document in [briefing(), hostile()] {
        let parts = parts(&document);
        let read = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
        let (body, styles, relations) = (
            read("word/document.xml"),
            read("word/styles.xml"),
            read("word/_rels/document.xml.rels"),
        );
        let (body, styles, relations) = (
            Xml::parse(&body).unwrap(),
            Xml::parse(&styles).unwrap(),
            Xml::parse(&relations).unwrap(),
        );
        let known: BTreeSet<_> =
            all(&styles, "style").into_iter().filter_map(|style| said(style, "styleId")).collect();
        for name in ["pStyle", "rStyle", "tblStyle"] {
            for used in all(&body, name) {
                assert!(known.contains(said(used, "val").unwrap()), "{used:?}");
            }
        }
        let ids: BTreeSet<_> =
            all(&relations, "Relationship").into_iter().filter_map(|to| said(to, "Id")).collect();
        for node in body.descendants() {
            for attribute in
                node.attributes().filter(|attribute| matches!(attribute.name(), "id" | "embed"))
            {
                if attribute.value().starts_with("rId") {
                    assert!(ids.contains(attribute.value()));
                }
            }
        }
        for relation in all(&relations, "Relationship") {
            let target = said(relation, "Target").unwrap();
            let external = said(relation, "TargetMode") == Some("External");
            assert!(external || parts.contains_key(&format!("word/{target}")), "{target}");
        }
    }
}

#[test]
fn every_picture_is_described_and_comes_as_vector_and_as_pixels() {
    for document in [briefing(), hostile()] {
        let parts = parts(&document);
        let pictures = |ending: &str| parts.keys().filter(|name| name.ends_with(ending)).count();
        assert_eq!((pictures(".png"), pictures(".svg")), (3, 3));
        with_part(&document, "word/document.xml", |body| {
            for picture in all(body, "docPr") {
                assert!(said(picture, "descr").unwrap().len() > 20);
            }
            assert_eq!(all(body, "svgBlip").len(), 3);
        });
    }
}

#[test]
fn every_table_has_a_heading_row_that_repeats() {
    with_part(&briefing(), "word/document.xml", |body| {
        let tables = all(body, "tbl");
        assert_eq!(tables.len(), 4, "three tables and the key figures");
        for table in tables {
            let rows: Vec<_> =
                table.children().filter(|node| node.tag_name().name() == "tr").collect();
            let heads = |row: &Node<'_, '_>| {
                row.descendants().any(|node| node.tag_name().name() == "tblHeader")
            };
            assert!(heads(&rows[0]));
            assert!(!rows[1..].iter().any(heads));
            assert!(table.descendants().any(|node| node.tag_name().name() == "tblCaption"));
        }
    });
}

#[test]
fn a_figure_in_the_text_links_to_its_row() {
    with_part(&briefing(), "word/document.xml", |body| {
        let places: Vec<_> =
            all(body, "bookmarkStart").into_iter().filter_map(|mark| said(mark, "name")).collect();
        let unique: BTreeSet<_> = places.iter().copied().collect();
        assert_eq!(places.len(), unique.len());
        let links: Vec<_> =
            all(body, "hyperlink").into_iter().filter_map(|link| said(link, "anchor")).collect();
        assert_eq!(links.len(), 13);
        assert!(links.iter().all(|link| unique.contains(link)));
    });
}

/// The order in which the schema wants the children of an element, of those that we write.
const ORDERS: [(&str, &str); 5] = [
    ("pPr", "pStyle keepNext keepLines numPr pBdr shd tabs spacing ind jc outlineLvl"),
    ("rPr", "rStyle rFonts b bCs color sz szCs u vertAlign lang"),
    ("tblPr", "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption"),
    ("tcPr", "tcW gridSpan tcBorders shd vAlign"),
    ("sectPr", "headerReference footerReference pgSz pgMar titlePg"),
];

#[test]
fn elements_of_each_property_stand_in_the_order_of_the_schema() {
    for part in ["word/document.xml", "word/styles.xml"] {
        with_part(&briefing(), part, |xml| {
            for (name, order) in ORDERS {
                let order: Vec<&str> = order.split(' ').collect();
                for properties in all(xml, name) {
                    let children = properties.children().filter(Node::is_element);
                    let places: Vec<_> = children
                        .map(|child| {
                            order.iter().position(|known| *known == child.tag_name().name())
                        })
                        .collect();
                    assert!(places.is_sorted() && !places.contains(&None), "{name}: {places:?}");
                }
            }
        });
    }
}

#[test]
fn the_file_is_titled_dated_and_in_british_english() {
    let parts = parts(&briefing());
    let core = String::from_utf8(parts["docProps/core.xml"].clone()).unwrap();
    assert!(core.contains("Crime briefing: Maidstone"));
    assert!(core.contains("2014-10-14T00:00:00Z"));
    let styles = String::from_utf8(parts["word/styles.xml"].clone()).unwrap();
    assert!(styles.contains("w:val=\"en-GB\""));
    assert!(!styles.contains('{'), "every colour is filled in");
}

#[test]
fn the_same_document_gives_the_same_docx() {
    assert_eq!(
        documents::docx::file(&hostile()).unwrap(),
        documents::docx::file(&hostile()).unwrap()
    );
}

#[test]
fn a_long_docx_has_contents_whose_entries_lead_to_its_headings() {
    with_part(&long(), "word/document.xml", |body| {
        let style = |paragraph: &Node<'_, '_>| {
            let named = paragraph.descendants().find(|node| node.tag_name().name() == "pStyle");
            named.and_then(|node| said(node, "val")).unwrap_or_default().to_owned()
        };
        let of = |name: &str| all(body, "p").into_iter().filter(|one| style(one) == name).count();
        assert_eq!((of("TOC1"), of("Heading1")), (6, 6));
        assert_eq!((of("TOC2"), of("Heading2")), (9, 9));
        let kinds: Vec<_> =
            all(body, "fldChar").into_iter().filter_map(|mark| said(mark, "fldCharType")).collect();
        assert_eq!(kinds, ["begin", "separate", "end"]);
    });
    with_part(&briefing(), "word/document.xml", |body| assert!(all(body, "fldChar").is_empty()));
}

#[test]
fn a_short_table_stays_on_one_page_with_its_notes_and_a_long_one_may_break() {
    with_part(&briefing(), "word/document.xml", |body| {
        let kept = |row: Node<'_, '_>| {
            let paragraphs = row.descendants().filter(|node| node.tag_name().name() == "p");
            let keeps = |paragraph: Node<'_, '_>| {
                paragraph.descendants().any(|node| node.tag_name().name() == "keepNext")
            };
            paragraphs.into_iter().all(keeps)
        };
        let tables = all(body, "tbl").into_iter().map(|table| {
            let rows = table.children().filter(|node| node.tag_name().name() == "tr");
            rows.map(kept).collect::<Vec<_>>()
        });
        let tables: Vec<Vec<bool>> = tables.filter(|rows| rows.len() > 3).collect();
        assert_eq!(tables.len(), 2);
        let (short, long) = (&tables[0], &tables[1]);
        assert_eq!((short.len(), long.len()), (14, 63));
        assert!(short[..13].iter().all(|kept| *kept), "{short:?}");
        assert!(!long.iter().any(|kept| *kept));
    });
}
