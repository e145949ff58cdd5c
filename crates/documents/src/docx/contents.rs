//! The contents of a long .docx: a field that the word processor brings up to date, with its entries already in it.
//!
//! In come the headings; out go linked entries, and for each heading the bookmark that its entry leads to.

use partnership::content::Document;

use crate::docx::body::Writer;

/// What the field gathers: headings of the first two levels, as links.
const GATHERS: &str = "TOC \\o \"1-2\" \\h \\z \\u";

impl Writer {
    /// The entries, the field around them.
    pub(super) fn contents(&mut self, document: &Document) {
        self.styled("ContentsHeading", "Contents");
        let last = document.headings().count().saturating_sub(1);
        for (place, (level, _, words)) in document.headings().enumerate() {
            let style = if level == 1 { "TOC1" } else { "TOC2" };
            self.paragraph(style, |writer| {
                if place == 0 {
                    writer.field_mark("begin");
                    writer.xml.open("w:r", &[]);
                    writer.xml.leaf("w:instrText", &[("xml:space", "preserve")], GATHERS);
                    writer.xml.close();
                    writer.field_mark("separate");
                }
                let attributes = [("w:anchor", heading_mark(place)), ("w:history", "1".to_owned())];
                let attributes = attributes.each_ref().map(|(name, value)| (*name, value.as_str()));
                writer.xml.open("w:hyperlink", &attributes);
                writer.run(None, words);
                writer.xml.close();
                if place == last {
                    writer.field_mark("end");
                }
            });
        }
    }

    /// A heading, with the bookmark that its entry leads to in a document that has contents.
    pub(super) fn heading(&mut self, style: &'static str, words: &str) {
        if !self.has_contents {
            return self.styled(style, words);
        }
        let place = self.headings;
        self.headings += 1;
        self.paragraph(style, |writer| {
            let id = writer.bookmarks.to_string();
            writer.bookmarks += 1;
            let name = heading_mark(place);
            writer.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
            writer.run(None, words);
            writer.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
        });
    }

    fn field_mark(&mut self, kind: &'static str) {
        self.xml.open("w:r", &[]);
        self.xml.empty("w:fldChar", &[("w:fldCharType", kind)]);
        self.xml.close();
    }
}

/// The bookmark of the heading at a place, named as word processors name them.
fn heading_mark(place: usize) -> String {
    format!("_Toc{:08}", place + 1)
}
