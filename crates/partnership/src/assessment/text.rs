//! The text of an assessment once it is read: sections, passages, and the pieces of a sentence.
//!
//! In come the pieces as they were read; out goes the same text printed plainly, which reads as the same again.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::assessment::fault::Place;
use crate::assessment::passage::Number;
use crate::assessment::reference::Exemption;
use crate::assessment::reference::Mark;
use crate::assessment::reference::Reference;

/// A section's file as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Source {
    /// The file's name, such as `1-levels.md`; sections stand in the order of names as given.
    pub file: String,
    /// The text as typed.
    pub text: String,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Where the heading stands.
    pub place: Place,
    /// Whether it opens a part or stands within one.
    pub level: Level,
    /// The heading's words.
    pub heading: String,
    /// The names of the statutory items that it declares, as typed.
    pub items: BTreeSet<String>,
    /// Why the whole section is not for the public.
    pub exempt: Option<Exemption>,
    /// What stands under it.
    pub passages: Vec<Passage>,
}

/// How high a heading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// `#`: a part of the assessment.
    Part,
    /// `##`: a section within the part; it answers what the part answers.
    Within,
}

/// A paragraph, list item, table or picture: what a comment or an amendment binds to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where it begins.
    pub place: Place,
    /// Its number, once one was given.
    pub number: Option<Number>,
    /// Why it is not for the public.
    pub exempt: Option<Exemption>,
    /// What it holds.
    pub body: Body,
}

/// What a passage holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// A paragraph.
    Paragraph(Vec<Piece>),
    /// An item of a list.
    Item(Listed, Vec<Piece>),
    /// A chart, table or map that stands alone.
    Shown(Reference),
    /// A table typed by hand, whose cells may hold references.
    Table(Vec<Vec<Vec<Piece>>>),
}

/// How a list is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// With bullets.
    Bullets,
    /// With numbers.
    Numbers,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Plain words.
    Words(String),
    /// Words that carry weight.
    Strong(String),
    /// A link to a public page.
    Link {
        /// The words.
        text: String,
        /// The address, beginning `https://`.
        address: String,
    },
    /// A reference.
    Reference(Reference),
}

/// The sections with every exemption where it holds: that of a part in the sections within it, and that of a section in
/// each of its passages.
pub fn exempt_throughout(sections: &[Section]) -> Vec<Section> {
    let mut of_part: Option<Exemption> = None;
    let each = sections.iter().map(|section| {
        if section.level == Level::Part {
            of_part.clone_from(&section.exempt);
        }
        let exempt = section.exempt.clone().or_else(|| of_part.clone());
        let passages = section.passages.iter().map(|passage| {
            let exempt = passage.exempt.clone().or_else(|| exempt.clone());
            Passage { exempt, ..passage.clone() }
        });
        let passages = passages.collect();
        Section { exempt, passages, ..section.clone() }
    });
    each.collect()
}

impl Body {
    /// All pieces in reading order.
    pub fn pieces(&self) -> Box<dyn Iterator<Item = &Piece> + '_> {
        match self {
            Body::Paragraph(pieces) | Body::Item(_, pieces) => Box::new(pieces.iter()),
            Body::Shown(_) => Box::new(std::iter::empty()),
            Body::Table(rows) => Box::new(rows.iter().flatten().flatten()),
        }
    }

    /// All references in reading order.
    pub fn references(&self) -> impl Iterator<Item = &Reference> {
        let shown = match self {
            Body::Shown(reference) => Some(reference),
            Body::Paragraph(_) | Body::Item(..) | Body::Table(_) => None,
        };
        let inside = self.pieces().filter_map(|piece| match piece {
            Piece::Reference(reference) => Some(reference),
            Piece::Words(_) | Piece::Strong(_) | Piece::Link { .. } => None,
        });
        shown.into_iter().chain(inside)
    }

    /// The body as it is typed, references unresolved and without marks: what two versions compare.
    pub fn typed(&self) -> String {
        match self {
            Body::Paragraph(pieces) => opening_safe(&pieces_typed(pieces)),
            Body::Item(_, pieces) => opening_safe(&pieces_typed(pieces)),
            Body::Shown(reference) => reference.to_string(),
            Body::Table(rows) => table_typed(rows, ""),
        }
    }
}

/// Sections as they would be typed; read again they are the same, places aside.
pub fn printed(sections: &[Section]) -> String {
    let mut out = String::new();
    for section in sections {
        let hashes = match section.level {
            Level::Part => "#",
            Level::Within => "##",
        };
        let mut marks: Vec<Mark> = section.items.iter().cloned().map(Mark::Item).collect();
        marks.extend(section.exempt.clone().map(Mark::Exempt));
        let marks: String = marks.iter().map(|mark| format!(" {mark}")).collect();
        let _ = write!(out, "{hashes} {}{marks}\n\n", escaped(&section.heading));
        for (at, passage) in section.passages.iter().enumerate() {
            let next = section.passages.get(at + 1);
            out.push_str(&passage_printed(passage));
            out.push_str(if same_list(passage, next) { "\n" } else { "\n\n" });
        }
    }
    out
}

fn same_list(passage: &Passage, next: Option<&Passage>) -> bool {
    match (&passage.body, next.map(|next| &next.body)) {
        (Body::Item(one, _), Some(Body::Item(other, _))) => one == other,
        (Body::Paragraph(_) | Body::Shown(_) | Body::Table(_) | Body::Item(..), _) => false,
    }
}

fn passage_printed(passage: &Passage) -> String {
    let number = passage.number.map(|number| Mark::Number(number.value()));
    let exempt = passage.exempt.clone().map(Mark::Exempt);
    let marks: String = number.iter().chain(&exempt).map(|mark| format!("{mark} ")).collect();
    match &passage.body {
        Body::Paragraph(_) | Body::Shown(_) => format!("{marks}{}", passage.body.typed()),
        Body::Item(Listed::Bullets, _) => format!("- {marks}{}", passage.body.typed()),
        Body::Item(Listed::Numbers, _) => format!("1. {marks}{}", passage.body.typed()),
        Body::Table(rows) => table_typed(rows, &marks),
    }
}

fn table_typed(rows: &[Vec<Vec<Piece>>], marks: &str) -> String {
    let line = |row: &Vec<Vec<Piece>>, marks: &str| -> String {
        let cells: Vec<String> = row.iter().map(|cell| pieces_typed(cell)).collect();
        format!("| {marks}{} |", cells.join(" | "))
    };
    let Some((heads, rows)) = rows.split_first() else { return String::new() };
    let rule = format!("|{}", " --- |".repeat(heads.len()));
    let mut lines = vec![line(heads, marks), rule];
    lines.extend(rows.iter().map(|row| line(row, "")));
    lines.join("\n")
}

fn pieces_typed(pieces: &[Piece]) -> String {
    let typed = pieces.iter().map(|piece| match piece {
        Piece::Words(words) => escaped(words),
        Piece::Strong(words) => format!("**{}**", escaped(words)),
        Piece::Link { text, address } => format!("[{}](<{address}>)", escaped(text)),
        Piece::Reference(reference) => reference.to_string(),
    });
    typed.collect()
}

/// Words with a backslash before each sign that would mean something to the reader.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for sign in words.chars() {
        if "\\`*_[]<>#&|~".contains(sign) {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}

/// Typed words whose beginning would open a list or a rule, with a backslash before the sign that does.
fn opening_safe(typed: &str) -> String {
    let digits = typed.chars().take_while(char::is_ascii_digit).count();
    let sign = typed.chars().nth(digits);
    match sign {
        Some('-' | '+' | '=' | ':') if digits == 0 => format!("\\{typed}"),
        Some('.' | ')') if digits > 0 => {
            let (number, rest) = typed.split_at(digits);
            format!("{number}\\{rest}")
        }
        Some(_) | None => typed.to_owned(),
    }
}
