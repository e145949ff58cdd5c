//! Numbers that stay: each passage keeps the number that it was given at first sight, in a mark in the kept text.
//!
//! In come the kept files and the numbers given so far; out go the same files with a mark in each new passage. A number
//! stands in the text itself, so no rule of likeness can move it to another passage, and no number is given twice.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::assessment::fault::Fault;
use crate::assessment::reading::Read;
use crate::assessment::reading::read;
use crate::assessment::reference::Mark;
use crate::assessment::text::Passage;
use crate::assessment::text::Section;
use crate::assessment::text::Source;

/// The number of a passage, from 1.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Number(u32);

impl Number {
    /// A number from 1.
    pub fn of(number: u32) -> Option<Number> {
        (number > 0).then_some(Number(number))
    }

    /// The number itself.
    pub fn value(self) -> u32 {
        self.0
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// How many numbers an assessment has given; those of passages that are gone are never given again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Given(u32);

impl Given {
    /// As kept with the assessment.
    pub fn so_far(numbers: u32) -> Given {
        Given(numbers)
    }

    /// To keep with the assessment.
    pub fn count(self) -> u32 {
        self.0
    }

    /// As many as these sections have numbers up to, where they were numbered elsewhere; never fewer than before.
    pub fn and_those_of(self, sections: &[Section]) -> Given {
        let numbers = passages(sections).filter_map(|(_, passage)| passage.number);
        Given(numbers.map(Number::value).fold(self.0, u32::max))
    }

    fn next(&mut self) -> Number {
        self.0 += 1;
        Number(self.0)
    }
}

/// The passages of sections, in reading order, each with the section that it stands in.
pub fn passages(sections: &[Section]) -> impl Iterator<Item = (&Section, &Passage)> {
    sections.iter().flat_map(|section| section.passages.iter().map(move |one| (section, one)))
}

/// Gives a number to each passage that has none, as a mark at its head; nothing else of the text is touched.
///
/// # Errors
/// All that is wrong in the text, and all numbers that stand twice or were never given. Nothing is numbered then.
pub fn numbered(sources: &[Source], given: Given) -> Result<(Vec<Source>, Given), Vec<Fault>> {
    let before = read(sources);
    let mut faults = before.faults.clone();
    faults.extend(misused(&before.sections, given));
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut now = given;
    let marked: Vec<Source> =
        sources.iter().map(|source| marked(source, &before, &mut now)).collect();
    let after = read(&marked);
    let same = |one: &Read| -> Vec<_> {
        passages(&one.sections).map(|(_, passage)| passage.body.clone()).collect()
    };
    let lost =
        passages(&before.sections).zip(passages(&after.sections)).find_map(|(one, other)| {
            (one.1.body != other.1.body || other.1.number.is_none()).then_some(one.1)
        });
    match lost {
        None if same(&before) == same(&after) => Ok((marked, now)),
        Some(passage) => {
            let wanted = "the passage typed more plainly: its number cannot be set before it";
            Err(vec![Fault::at(&passage.place, passage.body.typed(), wanted)])
        }
        None => Err(after.faults),
    }
}

fn marked(source: &Source, read: &Read, now: &mut Given) -> Source {
    let sections = read.sections.iter().zip(&read.begins);
    let own = sections.filter(|(section, _)| section.place.file == source.file);
    let mut text = String::with_capacity(source.text.len() + 200);
    let mut copied = 0;
    for (section, begins) in own {
        for (passage, at) in section.passages.iter().zip(begins) {
            if passage.number.is_some() {
                continue;
            }
            text.push_str(source.text.get(copied..*at).unwrap_or_default());
            text.push_str(&format!("{} ", Mark::Number(now.next().value())));
            copied = *at;
        }
    }
    text.push_str(source.text.get(copied..).unwrap_or_default());
    Source { file: source.file.clone(), text }
}

/// Numbers that stand twice, and numbers that were never given.
fn misused(sections: &[Section], given: Given) -> Vec<Fault> {
    let mut seen = BTreeMap::new();
    let mut faults = Vec::new();
    for (_, passage) in passages(sections) {
        let Some(number) = passage.number else { continue };
        let found = format!("{{#{number}}}");
        if number.value() > given.count() {
            let wanted = "no number: one will be given; this one never was";
            faults.push(Fault::at(&passage.place, found.clone(), wanted));
        }
        if let Some(first) = seen.insert(number, passage.place.clone()) {
            let wanted = format!("the number in one place; take it out here or at {first}");
            faults.push(Fault::at(&passage.place, format!("{found} again"), wanted));
        }
    }
    faults
}

/// Numbers whose words another passage had before: marks that somebody moved by hand, for a person to look at.
///
/// Rule: the words of passage A now are those of passage B before, word for word, and A is not B.
pub fn moved_marks(before: &[Section], after: &[Section]) -> Vec<Fault> {
    let typed = |sections: &[Section]| -> BTreeMap<Number, String> {
        let numbered = passages(sections).filter_map(|(_, one)| one.number.zip(Some(one)));
        numbered.map(|(number, one)| (number, one.body.typed())).collect()
    };
    let earlier = typed(before);
    let mut faults = Vec::new();
    for (_, passage) in passages(after) {
        let Some(number) = passage.number else { continue };
        let words = passage.body.typed();
        if earlier.get(&number).is_none_or(|own| *own == words) {
            continue;
        }
        let others: BTreeSet<&Number> =
            earlier.iter().filter(|(_, text)| **text == words).map(|(other, _)| other).collect();
        if let Some(other) = others.first() {
            let found = format!("the words of passage {other} under number {number}");
            let wanted = format!("{{#{other}}} before them, unless this is meant");
            faults.push(Fault::at(&passage.place, found, wanted));
        }
    }
    faults
}

#[cfg(test)]
mod tests;
