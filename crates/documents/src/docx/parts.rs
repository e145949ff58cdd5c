//! The lesser parts of a .docx: what is in it, what refers to what, its looks, its head and foot.
//!
//! In comes the document's title page; out goes each part as Word expects it.

use partnership::content::Document;

use crate::colours;
use crate::colours::hex;
use crate::dated;
use crate::markup::Markup;
use crate::wording::clean;

const PROLOGUE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What the main part refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RelationKind {
    /// The looks.
    Styles,
    /// The settings.
    Settings,
    /// The bullets.
    Numbering,
    /// The head of each page but the first.
    Header,
    /// The foot of each page.
    Footer,
    /// A picture.
    Image,
    /// A page on the web.
    Web,
}

/// One thing that the main part refers to.
pub(super) struct Relation {
    kind: RelationKind,
    target: String,
}

impl Relation {
    /// What every document refers to.
    pub(super) fn standing() -> Vec<Relation> {
        let relation = |kind, target: &str| Relation { kind, target: target.to_owned() };
        vec![
            relation(RelationKind::Styles, "styles.xml"),
            relation(RelationKind::Settings, "settings.xml"),
            relation(RelationKind::Numbering, "numbering.xml"),
            relation(RelationKind::Header, "header1.xml"),
            relation(RelationKind::Footer, "footer1.xml"),
        ]
    }

    /// The name of a thing that every document refers to.
    pub(super) fn standing_id(kind: RelationKind) -> String {
        let position = Relation::standing().iter().position(|relation| relation.kind == kind);
        id(position.unwrap_or_default())
    }

    /// Adds a relation and says its name.
    pub(super) fn add(to: &mut Vec<Relation>, kind: RelationKind, target: String) -> String {
        to.push(Relation { kind, target });
        id(to.len() - 1)
    }
}

fn id(position: usize) -> String {
    format!("rId{}", position + 1)
}

/// The relations of the main part.
pub(super) fn document_relations(relations: &[Relation]) -> String {
    let mut xml = Markup::after(PROLOGUE);
    xml.open("Relationships", &[("xmlns", RELATIONS)]);
    for (position, relation) in relations.iter().enumerate() {
        let kind = match relation.kind {
            RelationKind::Styles => "styles",
            RelationKind::Settings => "settings",
            RelationKind::Numbering => "numbering",
            RelationKind::Header => "header",
            RelationKind::Footer => "footer",
            RelationKind::Image => "image",
            RelationKind::Web => "hyperlink",
        };
        let (id, kind_address) = (id(position), format!("{OFFICE}/{kind}"));
        let mut attributes =
            vec![("Id", id.as_str()), ("Type", &kind_address), ("Target", &relation.target)];
        if relation.kind == RelationKind::Web {
            attributes.push(("TargetMode", "External"));
        }
        xml.empty("Relationship", &attributes);
    }
    xml.finish()
}

/// The kind of each part.
pub(super) fn content_types() -> String {
    let mut xml = Markup::after(PROLOGUE);
    xml.open("Types", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")]);
    let by_ending = [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("svg", "image/svg+xml"),
    ];
    for (ending, kind) in by_ending {
        xml.empty("Default", &[("Extension", ending), ("ContentType", kind)]);
    }
    for (part, kind) in [
        ("/word/document.xml", "wordprocessingml.document.main"),
        ("/word/styles.xml", "wordprocessingml.styles"),
        ("/word/settings.xml", "wordprocessingml.settings"),
        ("/word/numbering.xml", "wordprocessingml.numbering"),
        ("/word/header1.xml", "wordprocessingml.header"),
        ("/word/footer1.xml", "wordprocessingml.footer"),
        ("/docProps/app.xml", "extended-properties"),
    ] {
        let kind = format!("application/vnd.openxmlformats-officedocument.{kind}+xml");
        xml.empty("Override", &[("PartName", part), ("ContentType", &kind)]);
    }
    let core = "application/vnd.openxmlformats-package.core-properties+xml";
    xml.empty("Override", &[("PartName", "/docProps/core.xml"), ("ContentType", core)]);
    xml.finish()
}

/// What the package as a whole refers to.
pub(super) fn package_relations() -> String {
    let mut xml = Markup::after(PROLOGUE);
    xml.open("Relationships", &[("xmlns", RELATIONS)]);
    let core =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let office = |kind: &str| format!("{OFFICE}/{kind}");
    for (id, kind, target) in [
        ("rId1", office("officeDocument"), "word/document.xml"),
        ("rId2", core.to_owned(), "docProps/core.xml"),
        ("rId3", office("extended-properties"), "docProps/app.xml"),
    ] {
        xml.empty("Relationship", &[("Id", id), ("Type", &kind), ("Target", target)]);
    }
    xml.finish()
}

/// Title, author, description, language and day.
pub(super) fn core(document: &Document) -> String {
    let mut xml = Markup::after(PROLOGUE);
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.open("cp:coreProperties", &namespaces);
    xml.leaf("dc:title", &[], &format!("{}: {}", document.title, document.subtitle));
    xml.leaf("dc:creator", &[], &document.publisher);
    xml.leaf("dc:description", &[], &document.description);
    xml.leaf("dc:language", &[], "en-GB");
    if let Some(stamp) = dated::stamp(document) {
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.leaf(name, &[("xsi:type", "dcterms:W3CDTF")], &stamp);
        }
    }
    xml.finish()
}

/// What made the file, and for whom.
pub(super) fn app(document: &Document) -> String {
    let mut xml = Markup::after(PROLOGUE);
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.open("Properties", &[("xmlns", kind)]);
    xml.leaf("Application", &[], "Saferplan");
    xml.leaf("Company", &[], &document.publisher);
    xml.finish()
}

/// The settings, the same for every document.
pub(super) const SETTINGS: &str = include_str!("settings.xml");

/// The looks, with our colours.
pub(super) fn styles() -> String {
    coloured(include_str!("styles.xml"))
}

/// The bullets, with our colours.
pub(super) fn numbering() -> String {
    coloured(include_str!("numbering.xml"))
}

fn coloured(template: &str) -> String {
    [
        ("{accent}", colours::ACCENT),
        ("{tint}", colours::TINT),
        ("{ink}", colours::INK),
        ("{quiet}", colours::QUIET),
        ("{rule}", colours::RULE),
        ("{caution}", colours::CAUTION),
        ("{caution-tint}", colours::CAUTION_TINT),
    ]
    .into_iter()
    .fold(template.to_owned(), |text, (name, colour)| text.replace(name, hex(colour)))
}

/// The head of each page but the first.
pub(super) fn header(document: &Document) -> String {
    ends("w:hdr", "Header", |xml| {
        words(xml, &document.publisher);
        tab(xml);
        words(xml, &document.title);
    })
}

/// The foot of each page: what this is, and the number of the page.
pub(super) fn footer(document: &Document) -> String {
    ends("w:ftr", "Footer", |xml| {
        words(xml, &document.subtitle);
        tab(xml);
        words(xml, "Page ");
        field(xml, " PAGE ");
        words(xml, " of ");
        field(xml, " NUMPAGES ");
    })
}

fn ends(name: &'static str, style: &'static str, inside: impl FnOnce(&mut Markup)) -> String {
    let mut xml = Markup::after(PROLOGUE);
    xml.open(name, &[("xmlns:w", W)]);
    xml.open("w:p", &[]);
    xml.element("w:pPr", &[], |xml| xml.empty("w:pStyle", &[("w:val", style)]));
    inside(&mut xml);
    xml.finish()
}

fn words(xml: &mut Markup, words: &str) {
    xml.element("w:r", &[], |xml| {
        xml.leaf("w:t", &[("xml:space", "preserve")], &clean(words));
    });
}

fn tab(xml: &mut Markup) {
    xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
}

fn field(xml: &mut Markup, instruction: &str) {
    xml.element("w:fldSimple", &[("w:instr", instruction)], |xml| words(xml, "1"));
}
