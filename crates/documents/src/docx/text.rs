//! Paragraphs and runs of a .docx, with links to rows and to the web.
//!
//! In comes running text; out go paragraphs in named styles, so that whoever edits the file can
//! change a look once for all.

use partnership::content::Inline;
use partnership::content::Reference;

use crate::docx::body::Writer;
use crate::docx::parts::Relation;
use crate::docx::parts::RelationKind;
use crate::wording::BEFORE_REFERENCE;
use crate::wording::safe_address;

impl Writer {
    /// A paragraph in a style.
    pub(super) fn paragraph(&mut self, style: &'static str, inside: impl FnOnce(&mut Writer)) {
        self.xml.open("w:p", &[]);
        if style != "Normal" {
            self.xml.open("w:pPr", &[]);
            self.xml.empty("w:pStyle", &[("w:val", style)]);
            if self.stays_with_next {
                self.xml.empty("w:keepNext", &[]);
            }
            self.xml.close();
        }
        inside(self);
        self.xml.close();
    }

    /// A paragraph of plain words in a style.
    pub(super) fn styled(&mut self, style: &'static str, words: &str) {
        self.paragraph(style, |writer| {
            if !words.is_empty() {
                writer.run(None, words);
            }
        });
    }

    /// A paragraph of running text in a style.
    pub(super) fn running(&mut self, style: &'static str, text: &[Inline]) {
        self.paragraph(style, |writer| writer.inlines(text));
    }

    /// Words in a character style, or in the paragraph's own.
    pub(super) fn run(&mut self, style: Option<&'static str>, words: &str) {
        self.xml.open("w:r", &[]);
        if let Some(style) = style {
            self.xml.open("w:rPr", &[]);
            self.xml.empty("w:rStyle", &[("w:val", style)]);
            self.xml.close();
        }
        self.xml.leaf("w:t", &[("xml:space", "preserve")], words);
        self.xml.close();
    }

    /// Running text.
    pub(super) fn inlines(&mut self, text: &[Inline]) {
        for piece in text {
            match piece {
                Inline::Text(words) => self.run(None, words),
                Inline::Strong(words) => self.run(Some("Strong"), words),
                Inline::Figure { text, reference } => {
                    self.run(None, text);
                    self.reference(*reference, "Reference");
                }
                Inline::Link { text, address } => self.link(text, address),
            }
        }
    }

    /// The small number beside a figure, linked to the row that the figure stands in.
    pub(super) fn reference(&mut self, reference: Reference, style: &'static str) {
        self.run(Some(style), BEFORE_REFERENCE);
        let words = reference.to_string();
        if !self.targets.contains(&reference) {
            self.run(Some(style), &words);
            return;
        }
        let place = bookmark(reference);
        let tip = format!("Table {}, row {}", reference.table, reference.row);
        let attributes = [("w:anchor", place.as_str()), ("w:tooltip", &tip), ("w:history", "1")];
        self.xml.open("w:hyperlink", &attributes);
        self.run(Some(style), &words);
        self.xml.close();
    }

    fn link(&mut self, words: &str, address: &str) {
        let Some(address) = safe_address(address) else {
            self.run(None, words);
            return;
        };
        let id = Relation::add(&mut self.relations, RelationKind::Web, address);
        self.xml.open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
        self.run(Some("Hyperlink"), words);
        self.xml.close();
    }

    /// Words that links can lead to.
    pub(super) fn marked(&mut self, reference: Reference) {
        let id = self.bookmarks.to_string();
        self.bookmarks += 1;
        let name = bookmark(reference);
        self.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
        self.run(None, &reference.to_string());
        self.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    }
}

/// A row's bookmark; Word allows no hyphen in it.
fn bookmark(reference: Reference) -> String {
    reference.anchor().replace('-', "_")
}
