//! Two versions compared, passage by passage and word by word: added, removed, changed, moved.
//!
//! In come the sections of two versions; out go the differences as data, each with a sentence that says it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use similar::Algorithm;
use similar::DiffOp;
use similar::capture_diff_slices;

use crate::assessment::passage::Number;
use crate::assessment::passage::passages;
use crate::assessment::text::Section;
use crate::assessment::text::exempt_throughout;

/// What became of one passage.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Difference {
    /// The passage.
    pub passage: Number,
    /// The heading that it stands under, or stood under.
    pub heading: String,
    /// What became of its words.
    pub words: Became,
    /// Whether it stands elsewhere among the passages that both versions have.
    pub place: Standing,
}

/// What became of a passage's words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    /// It is new.
    Added(String),
    /// It is gone.
    Removed(String),
    /// It has other words.
    Changed(Vec<Span>),
    /// It has the same words.
    Same,
}

/// Whether a passage moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It stands where it stood.
    Stayed,
    /// It stands elsewhere.
    Moved,
}

/// Some words of a passage that changed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    /// In both versions.
    Kept(String),
    /// In the earlier one only.
    Taken(String),
    /// In the later one only.
    Put(String),
}

/// What differs between two versions: what the later one has in its order, then what is gone.
pub fn compare(before: &[Section], after: &[Section]) -> Vec<Difference> {
    let earlier = typed(before);
    let later = typed(after);
    let moved = moved(&order(before), &order(after));
    let mut differences = Vec::new();
    for number in order(after) {
        let Some((heading, words)) = later.get(&number) else { continue };
        let place = if moved.contains(&number) { Standing::Moved } else { Standing::Stayed };
        let became = match earlier.get(&number) {
            None => Became::Added(words.clone()),
            Some((_, own)) if own == words => Became::Same,
            Some((_, own)) => Became::Changed(spans(own, words)),
        };
        if became != Became::Same || place == Standing::Moved {
            let heading = heading.clone();
            differences.push(Difference { passage: number, heading, words: became, place });
        }
    }
    let gone = order(before).into_iter().filter(|number| !later.contains_key(number));
    differences.extend(gone.filter_map(|number| {
        let (heading, words) = earlier.get(&number)?.clone();
        let (words, place) = (Became::Removed(words), Standing::Stayed);
        Some(Difference { passage: number, heading, words, place })
    }));
    differences
}

impl Difference {
    /// The difference as a sentence.
    pub fn in_words(&self) -> String {
        let what = match &self.words {
            Became::Added(words) => format!("added: “{words}”"),
            Became::Removed(words) => format!("removed: “{words}”"),
            Became::Same => "moved, its words unchanged".to_owned(),
            Became::Changed(spans) => {
                let moved =
                    if self.place == Standing::Moved { "moved and changed" } else { "changed" };
                format!("{moved}: {}", changes(spans).join("; "))
            }
        };
        format!("Passage {}, under {}, was {what}.", self.passage, self.heading)
    }
}

/// What was taken and put, in pairs where one stands for the other.
fn changes(spans: &[Span]) -> Vec<String> {
    let mut told = Vec::new();
    let mut at = 0;
    while let Some(span) = spans.get(at) {
        at += 1;
        match (span, spans.get(at)) {
            (Span::Taken(old), Some(Span::Put(new))) => {
                at += 1;
                told.push(format!("“{old}” became “{new}”"));
            }
            (Span::Taken(old), _) => told.push(format!("without “{old}”")),
            (Span::Put(new), _) => told.push(format!("with “{new}”")),
            (Span::Kept(_), _) => {}
        }
    }
    told
}

fn order(sections: &[Section]) -> Vec<Number> {
    passages(sections).filter_map(|(_, passage)| passage.number).collect()
}

fn typed(sections: &[Section]) -> BTreeMap<Number, (String, String)> {
    let sections = exempt_throughout(sections);
    let numbered = passages(&sections).filter_map(|(section, passage)| {
        let exempt = passage.exempt.as_ref();
        let exempt =
            exempt.map(|why| format!("[exempt, paragraph {}: {}] ", why.paragraph, why.reason));
        let words = format!("{}{}", exempt.unwrap_or_default(), passage.body.typed());
        Some((passage.number?, (section.heading.clone(), words)))
    });
    numbered.collect()
}

/// The passages that stand elsewhere: as few as leave the others in their order.
fn moved(before: &[Number], after: &[Number]) -> BTreeSet<Number> {
    let both = |one: &[Number], other: &[Number]| -> Vec<Number> {
        one.iter().copied().filter(|number| other.contains(number)).collect()
    };
    let (earlier, later) = (both(before, after), both(after, before));
    let ops = capture_diff_slices(Algorithm::Myers, &earlier, &later);
    let put = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    put.flat_map(|op| later.get(op.new_range()).unwrap_or_default()).copied().collect()
}

/// The words of two passages, what both have told apart from what one has.
pub fn spans(before: &str, after: &str) -> Vec<Span> {
    let (before, after) = (words(before), words(after));
    let mut spans = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let taken = before.get(op.old_range()).unwrap_or_default().join(" ");
        let put = after.get(op.new_range()).unwrap_or_default().join(" ");
        match op {
            DiffOp::Equal { .. } => spans.push(Span::Kept(taken)),
            DiffOp::Delete { .. } => spans.push(Span::Taken(taken)),
            DiffOp::Insert { .. } => spans.push(Span::Put(put)),
            DiffOp::Replace { .. } => spans.extend([Span::Taken(taken), Span::Put(put)]),
        }
    }
    spans
}

/// Words, a reference being one.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut in_braces) = (0, false);
    for (at, sign) in text.char_indices() {
        match sign {
            '{' => in_braces = true,
            '}' => in_braces = false,
            sign if sign.is_whitespace() && !in_braces => {
                words.push(&text[start..at]);
                start = at + sign.len_utf8();
            }
            _ => {}
        }
    }
    words.push(&text[start..]);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::assessment::reading::read;
    use crate::assessment::text::Source;

    fn of(text: &str) -> Vec<Section> {
        read(&[Source { file: "a.md".to_owned(), text: format!("# A\n\n{text}\n") }]).sections
    }

    fn told(before: &str, after: &str) -> Vec<String> {
        compare(&of(before), &of(after)).iter().map(Difference::in_words).collect()
    }

    #[test]
    fn what_was_added_removed_changed_and_moved_is_told() {
        let before =
            "{#1} one\n\n{#2} it {phrase:changed burglary} there\n\n{#3} three\n\n{#4} four";
        let after = "{#4} four\n\n{#1} one\n\n{#2} it {phrase:changed robbery} there\n\n{#5} five";
        let wanted = [
            "Passage 4, under A, was moved, its words unchanged.",
            "Passage 2, under A, was changed: “{phrase:changed burglary}” became “{phrase:changed robbery}”.",
            "Passage 5, under A, was added: “five”.",
            "Passage 3, under A, was removed: “three”.",
        ];
        assert_eq!(told(before, after), wanted);
    }

    #[test]
    fn an_exemption_that_a_part_loses_is_told_of_every_passage_in_it() {
        let text = "# Patrols {exempt:7 names streets}\n\n{#1} one\n\n## Within\n\n{#2} two\n";
        let source = |text: String| [Source { file: "a.md".to_owned(), text }];
        let before = read(&source(text.to_owned())).sections;
        let after = read(&source(text.replace(" {exempt:7 names streets}", ""))).sections;
        let told = compare(&before, &after);
        let told: Vec<String> = told.iter().map(Difference::in_words).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told.iter().all(|one| one.contains("without “[exempt, paragraph 7")), "{told:?}");
    }

    #[test]
    fn a_version_differs_in_nothing_from_itself() {
        let text = "{#1} one\n\n- {#2} two\n- {#3} three";
        assert!(told(text, text).is_empty());
    }

    proptest! {
        #[test]
        fn both_versions_can_be_read_from_the_spans(
            before in "[a-c]{1,2}( [a-c]{1,2}){0,8}",
            after in "[a-c]{1,2}( [a-c]{1,2}){0,8}",
        ) {
            let spans = spans(&before, &after);
            let side = |wanted: fn(&Span) -> Option<&String>| {
                spans.iter().filter_map(wanted).cloned().collect::<Vec<_>>().join(" ")
            };
            let old = side(|span| match span {
                Span::Kept(words) | Span::Taken(words) => Some(words),
                Span::Put(_) => None,
            });
            let new = side(|span| match span {
                Span::Kept(words) | Span::Put(words) => Some(words),
                Span::Taken(_) => None,
            });
            prop_assert_eq!((old, new), (before, after));
        }
    }
}
