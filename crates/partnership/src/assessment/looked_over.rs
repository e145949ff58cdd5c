//! A draft looked over as it is written: each passage as it reads now, with what is wrong beside it.
//!
//! In come a draft's files and material, as far as there is any; out go its passages, set one by one, and remarks where
//! they belong. Nothing stops at the first fault.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::assessment::answer::Answers;
use crate::assessment::answering;
use crate::assessment::completeness::unknown_items;
use crate::assessment::composing::With;
use crate::assessment::composing::set_apart;
use crate::assessment::fault::Fault;
use crate::assessment::fault::Place;
use crate::assessment::material::Material;
use crate::assessment::material::Supplied;
use crate::assessment::numeral;
use crate::assessment::passage::passages;
use crate::assessment::reading::read;
use crate::assessment::reference::Kind;
use crate::assessment::reference::Reference;
use crate::assessment::text::Body;
use crate::assessment::text::Passage;
use crate::assessment::text::Section;
use crate::assessment::text::Source;
use crate::assessment::text::exempt_throughout;
use crate::content::Block;
use crate::content::text;
use crate::evidence::claim::Verdict;
use crate::evidence::finding::Now;
use crate::terms::slug::Slug;

/// A draft as it reads now.
#[derive(Debug, Clone, PartialEq)]
pub struct LookedOver {
    /// The sections in order.
    pub sections: Vec<LookedSection>,
    /// What stands before any heading.
    pub elsewhere: Vec<Remark>,
    /// The answers to all references that have one.
    pub answers: Answers,
}

/// A section as it reads now.
#[derive(Debug, Clone, PartialEq)]
pub struct LookedSection {
    /// The section as it was read, exempt where its part is.
    pub section: Section,
    /// What is to be said of its heading.
    pub remarks: Vec<Remark>,
    /// What stands under it.
    pub passages: Vec<LookedPassage>,
}

/// A passage as it reads now.
#[derive(Debug, Clone, PartialEq)]
pub struct LookedPassage {
    /// The passage as it was read, exempt where its section is.
    pub passage: Passage,
    /// The passage with its references answered; what has no answer stands as it was typed.
    pub blocks: Vec<Block>,
    /// What is to be said of it.
    pub remarks: Vec<Remark>,
}

/// What is to be said of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// How much it weighs.
    pub weight: Weight,
    /// Where it belongs.
    pub place: Place,
    /// The remark as a sentence, without its place.
    pub words: String,
}

/// How much a remark weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It must be mended before the draft can be circulated.
    Fault,
    /// A number was typed by hand; it must be a reference before the draft can be circulated.
    TypedByHand,
    /// It refers to a finding of which the evidence would now say something else.
    Stale,
    /// A claim that the figures neither bear out nor contradict.
    Unproven,
    /// A claim that the figures bear out.
    BorneOut,
}

impl Weight {
    /// Whether the draft cannot be circulated with it.
    pub fn hinders(self) -> bool {
        matches!(self, Weight::Fault | Weight::TypedByHand)
    }

    /// What kind of remark it is, in a word or three.
    pub fn in_words(self) -> &'static str {
        match self {
            Weight::Fault => "To mend",
            Weight::TypedByHand => "Typed by hand",
            Weight::Stale => "Stale finding",
            Weight::Unproven => "Unproven claim",
            Weight::BorneOut => "Claim borne out",
        }
    }
}

/// Looks a draft over. Without material, references stay as they were typed and nothing is said of them.
pub fn look_over(sources: &[Source], material: Option<&Material<'_>>) -> LookedOver {
    let read = read(sources);
    let sections = read.sections;
    let mut remarks: Vec<Remark> = read.faults.iter().map(|one| of(one, Weight::Fault)).collect();
    remarks.extend(unknown_items(&sections).iter().map(|one| of(one, Weight::Fault)));
    let by_hand = numeral::typed_by_hand(&sections);
    remarks.extend(by_hand.iter().map(|one| of(one, Weight::TypedByHand)));
    let mut answers = Answers::new();
    if let Some(material) = material {
        for (_, passage) in passages(&sections) {
            for reference in passage.body.references() {
                remarks.extend(answered(passage, reference, material, &mut answers));
            }
        }
    }
    let nothing = Supplied::default();
    let supplied = material.map_or(&nothing, |material| material.supplied);
    let mut looked = set_as(&sections, &answers, supplied);
    remarks.into_iter().for_each(|remark| looked.put(remark));
    looked
}

/// Sections set with answers that are kept, such as those of a circulated draft; nothing is remarked.
pub fn set_as(sections: &[Section], answers: &Answers, supplied: &Supplied) -> LookedOver {
    let sections = exempt_throughout(sections);
    let set = set_apart(&sections, With { answers, extracts: &[], supplied });
    let each = sections.into_iter().zip(set);
    LookedOver {
        sections: each.map(|(one, set)| looked_section(one, set)).collect(),
        elsewhere: Vec::new(),
        answers: answers.clone(),
    }
}

fn looked_section(section: Section, set: Vec<Vec<Block>>) -> LookedSection {
    let each = section.passages.iter().cloned().zip(set);
    let passages = each.map(|(passage, blocks)| {
        let blocks = match &passage.body {
            // A chart or table that has no answer is not set; it stands as it was typed.
            Body::Shown(reference) if blocks.is_empty() => {
                vec![Block::Paragraph(vec![text(reference.to_string())])]
            }
            Body::Shown(_) | Body::Paragraph(_) | Body::Item(..) | Body::Table(_) => blocks,
        };
        LookedPassage { passage, blocks, remarks: Vec::new() }
    });
    LookedSection { passages: passages.collect(), remarks: Vec::new(), section }
}

/// Answers a reference where it has an answer, and says what is to be said of it.
fn answered(
    passage: &Passage,
    reference: &Reference,
    material: &Material<'_>,
    answers: &mut Answers,
) -> Option<Remark> {
    let place = passage.place.clone();
    match answering::answer(reference, material) {
        Ok(answer) => {
            let rests_on = answer.rests_on.join(" ");
            answers.insert(reference.clone(), answer);
            if reference.kind != Kind::Claim {
                return None;
            }
            let verdict = answering::verdict(reference, material).ok()?;
            let weight = match verdict {
                Verdict::BorneOut => Weight::BorneOut,
                Verdict::NotBorneOut | Verdict::CannotBeTold => Weight::Unproven,
            };
            let words = format!("{reference}, {}. {rests_on}", verdict.in_words());
            Some(Remark { weight, place, words })
        }
        Err(why) => Some(of(&why.at(&place), Weight::Fault)),
    }
}

fn of(fault: &Fault, weight: Weight) -> Remark {
    let nearest = fault.nearest.as_ref().map(|name| format!(" Did you mean `{name}`?"));
    let nearest = nearest.unwrap_or_default();
    let wanted = fault.wanted.trim_end_matches('.');
    let words = format!("Found {}; wanted {wanted}.{nearest}", fault.found);
    Remark { weight, place: fault.place.clone(), words }
}

/// Words with one full stop at their end.
fn sentence_end(words: &str) -> String {
    format!("{}.", words.trim_end_matches('.'))
}

impl LookedOver {
    /// All remarks, in the order of the text.
    pub fn remarks(&self) -> impl Iterator<Item = &Remark> {
        let within = self.sections.iter().flat_map(|section| {
            let own = section.passages.iter().flat_map(|passage| &passage.remarks);
            section.remarks.iter().chain(own)
        });
        self.elsewhere.iter().chain(within)
    }

    /// The short names of the findings that it refers to.
    pub fn findings(&self) -> BTreeSet<String> {
        let references = self.references().map(|(_, reference)| reference);
        let findings = references.filter(|reference| reference.kind == Kind::Finding);
        findings.map(|finding| finding.name().to_owned()).collect()
    }

    /// Says beside each passage that refers to one of these findings what the evidence would now say, where that is
    /// something else.
    pub fn remark_stale(&mut self, now: &BTreeMap<Slug, Now>) {
        let told = |reference: &Reference| {
            let found = now.iter().find(|(id, _)| id.as_str() == reference.name());
            let would = match found?.1 {
                Now::Holds => return None,
                Now::Says(says) => format!("it would now say: {}", says.join(" ")),
                Now::OtherFigures => "the same words have other figures behind them".to_owned(),
                Now::NoAnswer(why) => format!("there is no answer any more: {why}"),
            };
            Some(format!("{reference} reads as it was kept; {}", sentence_end(&would)))
        };
        let findings = self.references().filter(|(_, reference)| reference.kind == Kind::Finding);
        let remarks: Vec<Remark> = findings
            .filter_map(|(place, reference)| {
                let (weight, place) = (Weight::Stale, place.clone());
                Some(Remark { weight, place, words: told(reference)? })
            })
            .collect();
        remarks.into_iter().for_each(|remark| self.put(remark));
    }

    fn references(&self) -> impl Iterator<Item = (&Place, &Reference)> {
        let passages = self.sections.iter().flat_map(|section| &section.passages);
        passages.flat_map(|one| {
            let place = &one.passage.place;
            one.passage.body.references().map(move |reference| (place, reference))
        })
    }

    /// Whether nothing is written yet: there is no section, or there are headings alone.
    pub fn is_unwritten(&self) -> bool {
        self.sections.iter().all(|section| section.passages.is_empty())
    }

    /// The last passage or heading of the file that begins at the remark's line or before it has the remark.
    fn put(&mut self, remark: Remark) {
        let before =
            |place: &Place| place.file == remark.place.file && place.line <= remark.place.line;
        let Some(section) = self.sections.iter_mut().rev().find(|one| before(&one.section.place))
        else {
            self.elsewhere.push(remark);
            return;
        };
        match section.passages.iter_mut().rev().find(|one| before(&one.passage.place)) {
            Some(passage) => passage.remarks.push(remark),
            None => section.remarks.push(remark),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_stands_where_it_belongs_and_nothing_is_lost() {
        let text = "Stray words.\n\n# A {item:none}\n\nFirst {phrase:period}.\n\nSecond has 12 of them \
                    and {figure:}.\n\n## B\n\n> quoted\n";
        let source = Source { file: "a.md".to_owned(), text: text.to_owned() };
        let looked = look_over(&[source], None);
        let told = |remarks: &[Remark]| -> Vec<(Weight, usize)> {
            remarks.iter().map(|one| (one.weight, one.place.line)).collect()
        };
        assert_eq!(told(&looked.elsewhere), [(Weight::Fault, 1)]);
        assert_eq!(told(&looked.sections[0].remarks), [(Weight::Fault, 3)]);
        assert_eq!(told(&looked.sections[0].passages[0].remarks), []);
        let second = &looked.sections[0].passages[1];
        assert_eq!(told(&second.remarks), [(Weight::Fault, 7), (Weight::TypedByHand, 7)]);
        assert!(!told(&looked.sections[1].passages[0].remarks).is_empty());
        assert!(looked.remarks().count() >= 5);
        assert_eq!(looked.findings(), BTreeSet::new());
        let words = format!("{:?}", looked.sections[0].passages[0].blocks);
        assert!(words.contains("{phrase:period}"), "{words}");
    }

    #[test]
    fn a_passage_that_refers_to_a_stale_finding_says_what_it_would_now_say() {
        let text = "# A\n\nHere {finding:one} and {finding:two}.\n\nThere {finding:one}.\n";
        let source = Source { file: "a.md".to_owned(), text: text.to_owned() };
        let mut looked = look_over(&[source], None);
        assert_eq!(looked.findings(), ["one", "two"].map(str::to_owned).into());
        let says = Now::Says(vec!["It fell.".to_owned()]);
        let now = [("one".parse().unwrap(), says), ("two".parse().unwrap(), Now::Holds)];
        looked.remark_stale(&now.into());
        let told: Vec<(usize, &str)> =
            looked.remarks().map(|one| (one.place.line, one.words.as_str())).collect();
        let words = "{finding:one} reads as it was kept; it would now say: It fell.";
        assert_eq!(told, [(3, words), (5, words)]);
        assert!(looked.remarks().all(|remark| !remark.weight.hinders()));
    }
}
