//! What stands around a page that is a part of a site: the way back, and the same in other formats.
//!
//! In come links, all relative, so that the site can lie anywhere; out goes markup. A document by itself has none of it.

use data_encoding::BASE64;
use partnership::content::Document;

use crate::html::FIRST;
use crate::letterhead::Letterhead;
use crate::markup::Markup;

const STYLE: &str = include_str!("site.css");
/// The same with large print, black on white.
const LARGE_STYLE: &str = concat!(include_str!("site.css"), include_str!("large.css"));

/// The same in easy-read: large, a picture on the left.
const EASY_STYLE: &str =
    concat!(include_str!("site.css"), include_str!("large.css"), include_str!("easy.css"));

/// Where a page stands in a site.
#[derive(Debug, Default)]
pub(crate) struct Around {
    /// The pages above it, the highest first.
    above: Vec<To>,
    /// The same in other formats, and its tables.
    files: Vec<To>,
    /// Whether it is a part of a site.
    is_of_site: bool,
    /// How it is set.
    set: Set,
    /// The picture at its head.
    letterhead: Option<Letterhead>,
}

/// How a page is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Set {
    /// As usual.
    #[default]
    Ordinary,
    /// In large print.
    Large,
    /// In easy-read.
    Easy,
}

/// Something that is linked to.
#[derive(Debug, Clone)]
pub(crate) struct To {
    /// The words to click.
    pub(crate) words: String,
    /// The address, relative to the page.
    pub(crate) address: String,
}

impl Around {
    /// Nothing: a document by itself.
    pub(crate) fn nothing() -> Around {
        Around::default()
    }

    /// A page of a site, below others.
    pub(crate) fn below(above: Vec<To>, files: Vec<To>) -> Around {
        Around { above, files, is_of_site: true, ..Around::default() }
    }

    /// The same page with a picture at its head.
    pub(super) fn under(self, letterhead: Option<&Letterhead>) -> Around {
        Around { letterhead: letterhead.cloned(), ..self }
    }

    /// The same page in large print.
    pub(crate) fn in_large_print(self) -> Around {
        Around { set: Set::Large, ..self }
    }

    /// The same page in easy-read.
    pub(crate) fn in_easy_read(self) -> Around {
        Around { set: Set::Easy, ..self }
    }

    /// The same for the page of one of its sections.
    pub(super) fn within(&self, document: &Document) -> Around {
        if !self.is_of_site {
            return Around::nothing();
        }
        let mut above = self.above.clone();
        above.push(To { words: document.title.clone(), address: FIRST.to_owned() });
        Around::below(above, Vec::new())
    }

    pub(super) fn style(&self) -> &'static str {
        match (self.is_of_site, self.set) {
            (false, _) => "",
            (true, Set::Ordinary) => STYLE,
            (true, Set::Large) => LARGE_STYLE,
            (true, Set::Easy) => EASY_STYLE,
        }
    }

    /// The style of the picture at its head.
    pub(super) fn style_of_letterhead(&self) -> String {
        let style = |head: &Letterhead| {
            let ((width, height), colour) = (head.size(), head.colour());
            format!(
                ".letterhead {{ background: {colour}; display: inline-block; padding: 3mm; margin-bottom: 1rem; }}\n\
                 .letterhead img {{ display: block; width: {width:.1}mm; height: {height:.1}mm; max-width: 100%; object-fit: \
                 contain; }}\n"
            )
        };
        self.letterhead.as_ref().map(style).unwrap_or_default()
    }

    /// The picture at its head, within the page, so that the page needs no other file.
    pub(super) fn head(&self, page: &mut Markup) {
        let Some(head) = &self.letterhead else { return };
        let address = format!("data:{};base64,{}", head.kind().1, BASE64.encode(head.bytes()));
        page.element("p", &[("class", "letterhead")], |page| {
            page.empty("img", &[("src", &address), ("alt", head.whose())]);
        });
    }

    /// The links to the pages above, and which one this is.
    pub(super) fn way_back(&self, page: &mut Markup, here: &str) {
        if self.above.is_empty() {
            return;
        }
        page.element("nav", &[("class", "above"), ("aria-label", "Breadcrumb")], |page| {
            page.element("ol", &[("role", "list")], |page| {
                for To { words, address } in &self.above {
                    page.element("li", &[], |page| {
                        page.leaf("a", &[("href", address)], words);
                    });
                }
                page.leaf("li", &[("aria-current", "page")], here);
            });
        });
    }

    /// The same in other formats.
    pub(crate) fn files(&self, page: &mut Markup) {
        if self.files.is_empty() {
            return;
        }
        let section = [("id", "other-formats"), ("aria-labelledby", "other-formats_heading")];
        page.element("section", &section, |page| {
            page.leaf("h2", &[("id", "other-formats_heading")], "To keep, print or work on");
            list(page, &self.files);
        });
    }
}

/// Links, one under another.
pub(crate) fn list(page: &mut Markup, links: &[To]) {
    page.element("ul", &[], |page| {
        for To { words, address } in links {
            page.element("li", &[], |page| page.leaf("a", &[("href", address)], words));
        }
    });
}
