//! One run of text, such as a paragraph: its pieces, references and marks told apart.
//!
//! In come words in their style as the reader meets them; out go pieces with single spaces, the marks, and faults.

use std::collections::BTreeSet;

use crate::assessment::fault::Fault;
use crate::assessment::fault::Place;
use crate::assessment::passage::Number;
use crate::assessment::reference::Braced;
use crate::assessment::reference::Exemption;
use crate::assessment::reference::Mark;
use crate::assessment::reference::braced;
use crate::assessment::text::Piece;

/// Words in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Style {
    Plain,
    Strong,
    Link(String),
}

/// A run that is being read.
pub(super) struct Run {
    began: usize,
    style: Vec<Style>,
    parts: Vec<(Style, String)>,
}

/// A run that was read.
#[derive(Debug, Clone, Default)]
pub(super) struct Done {
    /// Where it began, in bytes.
    pub(super) began: usize,
    pub(super) pieces: Vec<Piece>,
    pub(super) number: Option<Number>,
    pub(super) exempt: Option<Exemption>,
    pub(super) items: BTreeSet<String>,
    pub(super) faults: Vec<Fault>,
}

impl Run {
    pub(super) fn at(began: usize) -> Run {
        Run { began, style: Vec::new(), parts: Vec::new() }
    }

    pub(super) fn began(&self) -> usize {
        self.began
    }

    pub(super) fn words(&mut self, words: &str, at: usize) {
        if self.parts.is_empty() && self.style.is_empty() {
            self.began = at;
        }
        let style = self.style.last().cloned().unwrap_or(Style::Plain);
        match self.parts.last_mut() {
            Some((last, text)) if *last == style => text.push_str(words),
            Some(_) | None => self.parts.push((style, words.to_owned())),
        }
    }

    pub(super) fn strong(&mut self, at: usize) {
        self.enter(Style::Strong, at);
    }

    pub(super) fn link(&mut self, address: String, at: usize) {
        self.enter(Style::Link(address), at);
    }

    fn enter(&mut self, style: Style, at: usize) {
        if self.parts.is_empty() && self.style.is_empty() {
            self.began = at;
        }
        let within_link = matches!(self.style.last(), Some(Style::Link(_)));
        let style = if within_link { self.style.last().cloned().unwrap_or(style) } else { style };
        self.style.push(style);
    }

    pub(super) fn plain(&mut self) {
        self.style.pop();
    }

    pub(super) fn done(self, place: &Place) -> Done {
        let mut done = Done { began: self.began, ..Done::default() };
        for (style, text) in &self.parts {
            match style {
                Style::Plain => done.split(text, place),
                Style::Strong | Style::Link(_) if text.contains(['{', '}']) => {
                    let wanted = "the reference outside bold words and links";
                    done.faults.push(Fault::at(place, "a brace in bold words or a link", wanted));
                }
                Style::Strong => done.push(Piece::Strong(single_spaced(text))),
                Style::Link(address) => done.push(Piece::Link {
                    text: single_spaced(text).trim().to_owned(),
                    address: address.clone(),
                }),
            }
        }
        done.trimmed()
    }
}

impl Done {
    /// Splits plain words at their braces.
    fn split(&mut self, text: &str, place: &Place) {
        let mut rest = text;
        while let Some((words, after)) = rest.split_once('{') {
            self.plain(words, place);
            let Some((inside, after)) = after.split_once('}') else {
                let wanted =
                    "a closing brace: braces hold references, such as {figure:burglary.count}";
                self.faults.push(Fault::at(place, format!("`{{{after}`"), wanted));
                return;
            };
            self.braced(inside, place);
            rest = after;
        }
        self.plain(rest, place);
    }

    fn plain(&mut self, words: &str, place: &Place) {
        if words.contains('}') {
            let wanted = "an opening brace before it";
            self.faults.push(Fault::at(place, "a closing brace alone", wanted));
            return;
        }
        self.push(Piece::Words(single_spaced(words)));
    }

    fn braced(&mut self, inside: &str, place: &Place) {
        let found = format!("`{{{inside}}}`");
        let again = "one mark of its kind";
        match braced(inside) {
            Ok(Braced::Reference(reference)) => self.pieces.push(Piece::Reference(reference)),
            Ok(Braced::Mark(Mark::Item(name))) => {
                self.items.insert(name);
            }
            Ok(Braced::Mark(Mark::Number(number))) => {
                let at_the_head = self.number.is_none() && self.is_bare();
                if !at_the_head {
                    let wanted = "one number, at the head of its passage";
                    self.faults.push(Fault::at(place, found, wanted));
                }
                self.number = self.number.or(Number::of(number));
            }
            Ok(Braced::Mark(Mark::Exempt(exemption))) => {
                if self.exempt.is_some() {
                    self.faults.push(Fault::at(place, found, again));
                }
                self.exempt = Some(exemption);
            }
            Err(fault) => {
                let nearest = fault.nearest();
                let fault = Fault::at(place, found, fault.to_string());
                self.faults.push(Fault { nearest, ..fault });
            }
        }
    }

    /// Whether nothing was said yet.
    fn is_bare(&self) -> bool {
        self.pieces.iter().all(|piece| match piece {
            Piece::Words(words) => words.trim().is_empty(),
            Piece::Strong(_) | Piece::Link { .. } | Piece::Reference(_) => false,
        })
    }

    fn push(&mut self, piece: Piece) {
        match (self.pieces.last_mut(), piece) {
            (Some(Piece::Words(before)), Piece::Words(words)) => {
                *before = single_spaced(&format!("{before}{words}"));
            }
            (Some(Piece::Strong(before)), Piece::Strong(words)) => {
                *before = single_spaced(&format!("{before}{words}"));
            }
            (_, piece) => self.pieces.push(piece),
        }
    }

    /// Without space at either end, nor pieces of nothing.
    fn trimmed(mut self) -> Done {
        if let Some(Piece::Words(words)) = self.pieces.first_mut() {
            *words = words.trim_start().to_owned();
        }
        if let Some(Piece::Words(words)) = self.pieces.last_mut() {
            *words = words.trim_end().to_owned();
        }
        self.pieces.retain(|piece| match piece {
            Piece::Words(words) | Piece::Strong(words) => !words.is_empty(),
            Piece::Link { .. } | Piece::Reference(_) => true,
        });
        self
    }
}

/// The same words with one space wherever there is any.
fn single_spaced(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for sign in words.chars() {
        let sign = if sign.is_whitespace() && sign != '\u{a0}' { ' ' } else { sign };
        if sign != ' ' || !out.ends_with(' ') {
            out.push(sign);
        }
    }
    out
}
