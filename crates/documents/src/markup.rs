//! Writing XML and HTML: elements that always close, words that are always escaped.
//!
//! In come names of elements, which are ours, and words, which may be anyone's; out goes well-formed
//! markup. Characters that XML cannot hold are dropped.

use crate::wording::clean;

/// Markup being written.
#[derive(Debug, Default)]
pub(crate) struct Markup {
    written: String,
    open: Vec<&'static str>,
}

/// An attribute: its name and its words.
pub(crate) type Attribute<'a> = (&'static str, &'a str);

impl Markup {
    /// Markup that begins with `prologue`, such as a document type.
    pub(crate) fn after(prologue: &str) -> Markup {
        Markup { written: prologue.to_owned(), open: Vec::new() }
    }

    /// Opens an element, to be closed by [`Markup::close`].
    pub(crate) fn open(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.start(name, attributes);
        self.written.push('>');
        self.open.push(name);
    }

    /// Closes the element opened last.
    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.written.push_str("</");
            self.written.push_str(name);
            self.written.push('>');
        }
    }

    /// An element without content.
    pub(crate) fn empty(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.start(name, attributes);
        self.written.push_str("/>");
    }

    /// An element with words in it.
    pub(crate) fn leaf(&mut self, name: &'static str, attributes: &[Attribute<'_>], words: &str) {
        self.open(name, attributes);
        self.words(words);
        self.close();
    }

    /// An element with more markup in it.
    pub(crate) fn element(
        &mut self,
        name: &'static str,
        attributes: &[Attribute<'_>],
        inside: impl FnOnce(&mut Markup),
    ) {
        self.open(name, attributes);
        inside(self);
        self.close();
    }

    /// Words, escaped.
    pub(crate) fn words(&mut self, words: &str) {
        escape(&clean(words), &mut self.written);
    }

    /// Markup that is already well formed: only ever our own.
    pub(crate) fn raw(&mut self, markup: &str) {
        self.written.push_str(markup);
    }

    /// The markup, with everything closed.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.written
    }

    fn start(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.written.push('<');
        self.written.push_str(name);
        for (attribute, words) in attributes {
            self.written.push(' ');
            self.written.push_str(attribute);
            self.written.push_str("=\"");
            escape(&clean(words), &mut self.written);
            self.written.push('"');
        }
    }
}

fn escape(words: &str, written: &mut String) {
    for character in words.chars() {
        match character {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\'' => written.push_str("&#39;"),
            other => written.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_words_come_back_from_markup_as_they_went_in(words: String, attribute: String) {
            let mut markup = Markup::default();
            markup.leaf("p", &[("title", &attribute)], &words);
            let written = markup.finish();
            let read = roxmltree::Document::parse(&written).unwrap();
            let element = read.root_element();
            prop_assert_eq!(element.text().unwrap_or_default(), clean(&words));
            prop_assert_eq!(element.attribute("title").unwrap_or_default(), clean(&attribute));
        }
    }

    #[test]
    fn what_was_left_open_is_closed() {
        let mut markup = Markup::default();
        markup.open("a", &[]);
        markup.open("b", &[]);
        assert_eq!(markup.finish(), "<a><b></b></a>");
    }
}
