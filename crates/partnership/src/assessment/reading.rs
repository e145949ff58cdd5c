//! Reads the kept text: a plain part of `CommonMark`, with references and marks in braces.
//!
//! In comes a file as typed; out go its sections, and a fault with its line for all that cannot be printed in every
//! format: raw HTML, pictures, code, quotations set apart, lists within lists.

mod braces;

use pulldown_cmark::Event;
use pulldown_cmark::HeadingLevel;
use pulldown_cmark::Options;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;

use crate::assessment::fault::Fault;
use crate::assessment::fault::Place;
use crate::assessment::reading::braces::Run;
use crate::assessment::text::Body;
use crate::assessment::text::Level;
use crate::assessment::text::Listed;
use crate::assessment::text::Passage;
use crate::assessment::text::Piece;
use crate::assessment::text::Section;
use crate::assessment::text::Source;

/// What was read, with all that is wrong in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    /// The sections in order.
    pub sections: Vec<Section>,
    /// What is wrong, in order.
    pub faults: Vec<Fault>,
    /// For each passage, section by section, where in its file its words begin, in bytes.
    pub(crate) begins: Vec<Vec<usize>>,
}

/// Reads the files in their order.
pub fn read(sources: &[Source]) -> Read {
    let mut all = Read::default();
    for source in sources {
        let mut reader = Reader::of(source);
        let parser = Parser::new_ext(&source.text, Options::ENABLE_TABLES);
        for (event, range) in parser.into_offset_iter() {
            reader.take(event, range.start);
        }
        all.sections.extend(reader.read.sections);
        all.faults.extend(reader.read.faults);
        all.begins.extend(reader.read.begins);
    }
    all
}

struct Reader<'a> {
    source: &'a Source,
    read: Read,
    lists: Vec<Option<u64>>,
    run: Option<Run>,
    in_item: bool,
    paragraphs_in_item: usize,
    table: Vec<Vec<Vec<Piece>>>,
    begins: usize,
}

impl<'a> Reader<'a> {
    fn of(source: &'a Source) -> Reader<'a> {
        let (read, lists, table) = (Read::default(), Vec::new(), Vec::new());
        let (run, in_item, paragraphs_in_item, begins) = (None, false, 0, 0);
        Reader { source, read, lists, run, in_item, paragraphs_in_item, table, begins }
    }

    fn place(&self, at: usize) -> Place {
        let before = self.source.text.get(..at).unwrap_or(&self.source.text);
        Place { file: self.source.file.clone(), line: before.matches('\n').count() + 1 }
    }

    fn fault(&mut self, at: usize, found: &str, wanted: &str) {
        let place = self.place(at);
        self.read.faults.push(Fault::at(&place, found, wanted));
    }

    fn take(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.words(&words, at),
            Event::SoftBreak | Event::HardBreak => self.words(" ", at),
            Event::Code(_) => self.fault(at, "words set as code", "plain words"),
            Event::Html(_) | Event::InlineHtml(_) => {
                self.fault(at, "raw HTML", "Markdown; write `\\<` for a plain bracket");
            }
            Event::Rule => self.fault(at, "a rule across the page", "a heading with # or ##"),
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {
                self.fault(at, "a sign of another Markdown", "plain words")
            }
        }
    }

    fn words(&mut self, words: &str, at: usize) {
        if self.run.is_none() && self.in_item {
            self.open(at);
        }
        if let Some(run) = &mut self.run {
            run.words(words, at);
        }
    }

    fn open(&mut self, at: usize) {
        if self.run.is_none() {
            self.run = Some(Run::at(at));
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph if self.in_item => {
                self.paragraphs_in_item += 1;
                if self.paragraphs_in_item == 2 {
                    self.fault(at, "a second paragraph in an item", "one paragraph in each item");
                }
            }
            Tag::Heading { level, .. } => {
                if level > HeadingLevel::H2 {
                    self.fault(at, "a heading of a third rank", "a heading with # or ##");
                }
                self.open(at);
            }
            Tag::Paragraph | Tag::TableCell => self.open(at),
            Tag::List(first) => {
                if !self.lists.is_empty() {
                    self.fault(at, "a list within a list", "one list, or a sentence in its item");
                }
                self.lists.push(first);
            }
            Tag::Item => self.item(at),
            Tag::Table(_) => (self.table, self.begins) = (Vec::new(), 0),
            Tag::TableHead | Tag::TableRow => self.table.push(Vec::new()),
            Tag::Strong | Tag::Emphasis | Tag::Link { .. } => self.style(tag, at),
            Tag::HtmlBlock => {}
            other => self.refuse(&other, at),
        }
    }

    fn refuse(&mut self, tag: &Tag<'_>, at: usize) {
        match tag {
            Tag::Image { .. } => {
                self.fault(at, "a picture", "a chart or a map by name, such as {chart:months}");
            }
            Tag::BlockQuote(_) => self.fault(at, "a quotation set apart", "a paragraph"),
            Tag::CodeBlock(_) => self.fault(
                at,
                "words set as code, as lines that begin with four spaces are",
                "lines that begin at the margin",
            ),
            _ => self.fault(at, "a sign of another Markdown", "plain words"),
        }
    }

    fn item(&mut self, at: usize) {
        // An item is closed by its inner list too, so that none of its words are lost.
        self.close_item();
        (self.in_item, self.paragraphs_in_item, self.begins) = (true, 0, at);
    }

    fn style(&mut self, tag: Tag<'_>, at: usize) {
        if self.in_item {
            self.open(at);
        }
        let address = match &tag {
            Tag::Link { dest_url, .. } => dest_url.to_string(),
            _ => String::new(),
        };
        let is_link = matches!(tag, Tag::Link { .. });
        if is_link && (!address.starts_with("https://") || address.contains(['<', '>', '\n'])) {
            self.fault(at, &format!("a link to `{address}`"), "an address that begins https://");
        }
        if let Some(run) = &mut self.run {
            if is_link { run.link(address, at) } else { run.strong(at) }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if !self.in_item => {
                let done = self.close();
                self.passage(done, |pieces| match pieces {
                    [Piece::Reference(one)] if one.kind.stands_alone() => Body::Shown(one.clone()),
                    several => Body::Paragraph(several.to_vec()),
                });
            }
            TagEnd::Heading(level) => self.heading(level),
            TagEnd::Item => self.close_item(),
            TagEnd::List(_) => {
                self.close_item();
                self.lists.pop();
            }
            TagEnd::TableCell => self.cell(),
            TagEnd::Table => self.close_table(),
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link => {
                if let Some(run) = &mut self.run {
                    run.plain();
                }
            }
            _ => {}
        }
    }

    fn close(&mut self) -> braces::Done {
        let Some(run) = self.run.take() else { return braces::Done::default() };
        let place = self.place(run.began());
        let done = run.done(&place);
        self.read.faults.extend(done.faults.iter().cloned());
        done
    }

    fn close_item(&mut self) {
        if !self.in_item {
            return;
        }
        self.in_item = false;
        let numbered = matches!(self.lists.last(), Some(Some(_)));
        let listed = if numbered { Listed::Numbers } else { Listed::Bullets };
        if self.run.is_some() {
            let done = self.close();
            self.passage(done, |pieces| Body::Item(listed, pieces.to_vec()));
        }
    }

    fn passage(&mut self, done: braces::Done, body: impl Fn(&[Piece]) -> Body) {
        let place = self.place(done.began);
        let body = body(&done.pieces);
        if done.pieces.is_empty() && !matches!(&body, Body::Table(_)) {
            self.read.faults.push(Fault::at(
                &place,
                "a passage without words",
                "words, or nothing",
            ));
        }
        if !matches!(&body, Body::Shown(_)) {
            let alone = body.references().find(|one| one.kind.stands_alone());
            let wanted = "it in a paragraph of its own";
            let fault = alone.map(|one| Fault::at(&place, format!("{one} in a sentence"), wanted));
            self.read.faults.extend(fault);
        }
        if !done.items.is_empty() {
            let wanted = "the mark {item:…} behind a heading";
            self.read.faults.push(Fault::at(&place, "{item:…} in a passage", wanted));
        }
        let passage = Passage { place, number: done.number, exempt: done.exempt, body };
        match self.read.sections.last_mut().zip(self.read.begins.last_mut()) {
            Some((section, begins)) => {
                section.passages.push(passage);
                begins.push(done.began);
            }
            None => {
                let wanted = "a heading first, such as # Levels and patterns";
                self.read.faults.push(Fault::at(&passage.place, "words under no heading", wanted));
            }
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        let done = self.close();
        let place = self.place(done.began);
        let plain = done.pieces.iter().map(|piece| match piece {
            Piece::Words(words) | Piece::Strong(words) => Some(words.as_str()),
            Piece::Link { .. } | Piece::Reference(_) => None,
        });
        let heading = plain.collect::<Option<String>>().unwrap_or_default();
        if heading.is_empty() || done.number.is_some() {
            let wanted = "plain words with {item:…} or {exempt:…} at most behind them";
            self.read.faults.push(Fault::at(&place, "a heading of something else", wanted));
        }
        let level = if level == HeadingLevel::H1 { Level::Part } else { Level::Within };
        let (items, exempt, passages) = (done.items, done.exempt, Vec::new());
        self.read.sections.push(Section { place, level, heading, items, exempt, passages });
        self.read.begins.push(Vec::new());
    }

    fn cell(&mut self) {
        let done = self.close();
        if self.table.len() == 1 && self.table.last().is_some_and(Vec::is_empty) {
            self.begins = done.began;
            let place = self.place(done.began);
            if done.pieces.is_empty() {
                let wanted = "what the rows are, such as Ward";
                self.read.faults.push(Fault::at(&place, "a table with no first heading", wanted));
            }
            let first = Passage {
                place,
                number: done.number,
                exempt: done.exempt,
                body: Body::Table(Vec::new()),
            };
            self.hold(first);
        }
        if let Some(row) = self.table.last_mut() {
            row.push(done.pieces);
        }
    }

    /// Keeps a table's place; its rows follow when they are all read.
    fn hold(&mut self, table: Passage) {
        match self.read.sections.last_mut().zip(self.read.begins.last_mut()) {
            Some((section, begins)) => {
                section.passages.push(table);
                begins.push(self.begins);
            }
            None => self.read.faults.push(Fault::at(
                &table.place,
                "a table under no heading",
                "a heading first, such as # Levels and patterns",
            )),
        }
    }

    fn close_table(&mut self) {
        let rows = std::mem::take(&mut self.table);
        let Some(section) = self.read.sections.last_mut() else { return };
        let Some(passage) = section.passages.last_mut() else { return };
        let cells = rows.iter().flatten().flatten();
        let alone = cells.filter_map(|piece| match piece {
            Piece::Reference(reference) if reference.kind.stands_alone() => Some(reference),
            Piece::Reference(_) | Piece::Words(_) | Piece::Strong(_) | Piece::Link { .. } => None,
        });
        let wanted = "it in a paragraph of its own";
        let faults = alone.map(|one| Fault::at(&passage.place, format!("{one} in a cell"), wanted));
        self.read.faults.extend(faults);
        passage.body = Body::Table(rows);
    }
}

#[cfg(test)]
mod tests;
