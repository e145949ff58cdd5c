//! The body of a .docx: blocks in reading order, with what they refer to outside it.
//!
//! In comes the content tree; out go the main part's markup, its relations and its pictures.

use std::collections::BTreeSet;

use partnership::content::Block;
use partnership::content::Document;
use partnership::content::Inline;
use partnership::content::KeyFigure;
use partnership::content::Reference;
use partnership::content::Section;

use crate::docx::DocxError;
use crate::docx::parts::Relation;
use crate::docx::parts::RelationKind;
use crate::letterhead::Letterhead;
use crate::markup::Markup;
use crate::package::Part;
use crate::wording::how_to_follow;
use crate::wording::is_long;
use crate::wording::targets;

/// Twentieths of a point across the text: 170 mm.
pub(super) const TEXT_WIDTH: f64 = 9638.0;

const PROLOGUE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACES: [(&str, &str); 5] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// The main part, once written.
pub(super) struct Body {
    /// Its markup.
    pub(super) markup: String,
    /// What it refers to.
    pub(super) relations: Vec<Relation>,
    /// Its pictures.
    pub(super) media: Vec<Part>,
}

/// The main part being written.
pub(super) struct Writer {
    pub(super) xml: Markup,
    pub(super) relations: Vec<Relation>,
    pub(super) media: Vec<Part>,
    pub(super) targets: BTreeSet<Reference>,
    pub(super) bookmarks: u32,
    /// How many pictures were placed.
    pub(super) pictures: usize,
    /// How many headings were written.
    pub(super) headings: usize,
    pub(super) has_contents: bool,
    /// Whether what is written now stays on one page with what comes next.
    pub(super) stays_with_next: bool,
}

impl Body {
    /// The main part of a document, with a picture at its head.
    pub(super) fn of(
        document: &Document,
        letterhead: Option<&Letterhead>,
    ) -> Result<Body, DocxError> {
        let mut writer = Writer {
            xml: Markup::after(PROLOGUE),
            relations: Relation::standing(),
            media: Vec::new(),
            targets: targets(document),
            bookmarks: 0,
            pictures: 0,
            headings: 0,
            has_contents: is_long(document),
            stays_with_next: false,
        };
        writer.xml.open("w:document", &NAMESPACES);
        writer.xml.open("w:body", &[]);
        if let Some(letterhead) = letterhead {
            writer.letterhead(letterhead);
        }
        writer.title_block(document);
        if writer.has_contents {
            writer.contents(document);
        }
        for section in &document.sections {
            writer.section(section)?;
        }
        writer.follow(document);
        writer.page_setting();
        let Writer { xml, relations, media, .. } = writer;
        Ok(Body { markup: xml.finish(), relations, media })
    }
}

impl Writer {
    fn title_block(&mut self, document: &Document) {
        self.styled("Publisher", &document.publisher);
        self.styled("Title", &document.title);
        self.styled("Subtitle", &document.subtitle);
        self.styled("Dated", &document.dated);
    }

    fn section(&mut self, section: &Section) -> Result<(), DocxError> {
        if self.has_contents {
            self.page_break();
        }
        self.heading("Heading1", &section.heading);
        for block in &section.blocks {
            self.block(block)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<(), DocxError> {
        match block {
            Block::Heading { text, .. } => self.heading("Heading2", text),
            Block::Lead(text) => self.running("Lead", text),
            Block::Paragraph(text) => self.running("Normal", text),
            Block::List(items) => {
                for item in items {
                    self.running("ListBullet", item);
                }
            }
            Block::KeyFigures(figures) => self.key_figures(figures),
            Block::Caution { title, text } => self.caution(title, text),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart)?,
        }
        Ok(())
    }

    fn page_break(&mut self) {
        self.paragraph("Break", |writer| {
            writer.xml.open("w:r", &[]);
            writer.xml.empty("w:br", &[("w:type", "page")]);
            writer.xml.close();
        });
    }

    fn caution(&mut self, title: &str, text: &[Inline]) {
        self.styled("CautionTitle", &format!("Caution: {title}"));
        self.running("CautionText", text);
    }

    /// Key figures as a small table: what each one is heads its column.
    fn key_figures(&mut self, figures: &[KeyFigure]) {
        for group in figures.chunks(4) {
            self.tiles(group);
            self.styled("Gap", "");
        }
    }

    fn follow(&mut self, document: &Document) {
        let Some(how) = how_to_follow(document) else { return };
        self.paragraph("Follow", |writer| {
            writer.run(None, &format!("{} ", how.sentence));
            writer.run(Some("Command"), &how.command);
            writer.run(None, ".");
        });
    }

    /// A4 with a head from the second page and a foot on all.
    fn page_setting(&mut self) {
        let relation = |kind: RelationKind| Relation::standing_id(kind);
        let (head, foot) = (relation(RelationKind::Header), relation(RelationKind::Footer));
        self.xml.element("w:sectPr", &[], |xml| {
            xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", &head)]);
            xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", &foot)]);
            xml.empty("w:footerReference", &[("w:type", "first"), ("r:id", &foot)]);
            xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
            let margins = [
                ("w:top", "1304"),
                ("w:right", "1134"),
                ("w:bottom", "1247"),
                ("w:left", "1134"),
                ("w:header", "680"),
                ("w:footer", "624"),
                ("w:gutter", "0"),
            ];
            xml.empty("w:pgMar", &margins);
            xml.empty("w:titlePg", &[]);
        });
    }
}
