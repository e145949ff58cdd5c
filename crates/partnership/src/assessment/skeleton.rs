//! Where a draft begins: a section for each of the six statutory items, and what each should say.
//!
//! In comes nothing, or the text of the last assessment; out go files with headings alone or with its words, and for each item
//! guidance in a few sentences. The guidance is ours: read the regulations before quoting them.

use crate::assessment::completeness::Item;
use crate::assessment::text::Source;

/// The files of a new draft: name, heading, item.
const FILES: [(&str, &str, Option<Item>); 7] = [
    ("1-about.md", "About this assessment", None),
    ("2-levels.md", "Levels and patterns", Some(Item::LevelsAndPatterns)),
    ("3-changes.md", "What changed", Some(Item::Changes)),
    ("4-why.md", "Why it changed", Some(Item::Why)),
    ("5-people.md", "What people think", Some(Item::WhatPeopleThink)),
    ("6-last-plan.md", "How far last year’s plan was carried out", Some(Item::LastPlan)),
    ("7-priorities.md", "What to put first", Some(Item::WhatToPrioritise)),
];

/// A draft with a heading for each statutory item and no words yet.
///
/// ```
/// let files = partnership::assessment::skeleton::skeleton();
/// assert_eq!(files[1].text, "# Levels and patterns {item:levels-and-patterns}\n");
/// ```
pub fn skeleton() -> Vec<Source> {
    let files = FILES.iter().map(|(file, heading, item)| {
        let item = item.map(|item| format!(" {{item:{}}}", item.name())).unwrap_or_default();
        Source { file: (*file).to_owned(), text: format!("# {heading}{item}\n") }
    });
    files.collect()
}

/// With what the assessment of the next year begins where it goes on from the last: the same words with the same references,
/// which tell of the new period against the last one's. Its passages have no numbers yet: those of the last are of its own.
///
/// ```
/// use partnership::assessment::skeleton::from_the_last;
/// use partnership::assessment::text::Source;
/// let last = Source { file: "a.md".to_owned(), text: "# A\n\n{#17} It {phrase:changed all-crime}.\n".to_owned() };
/// assert_eq!(from_the_last(&[last])[0].text, "# A\n\nIt {phrase:changed all-crime}.\n");
/// ```
pub fn from_the_last(sources: &[Source]) -> Vec<Source> {
    let each = sources
        .iter()
        .map(|source| Source { file: source.file.clone(), text: without_numbers(&source.text) });
    each.collect()
}

fn without_numbers(text: &str) -> String {
    let mut parts = text.split("{#");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('}') {
            Some((number, rest)) if is_number(number) => {
                kept += rest.strip_prefix(' ').unwrap_or(rest);
            }
            Some(_) | None => {
                kept += "{#";
                kept += part;
            }
        }
    }
    kept
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|sign| sign.is_ascii_digit())
}

/// What a section that answers an item should say, and what it may rest on.
pub fn guidance(item: Item) -> &'static str {
    match item {
        Item::LevelsAndPatterns => {
            "Say how much crime, disorder and substance misuse there was, where, when and against whom. Set \
             {table:classes} and {chart:beside-group}, and say in words what stands out."
        }
        Item::Changes => {
            "Say what rose, what fell and what stayed the same since the last assessment. Let \
             {phrase:changed all-crime} and {phrase:driven-by} say it, so that the words follow the figures."
        }
        Item::Why => {
            "Say what is known of the reasons, and how sure you are. Refer to findings, commentaries of task groups and \
             {phrase:driven-by}. A change in recording is a reason, too."
        }
        Item::WhatToPrioritise => {
            "List what you suggest the partnership puts first, each with its reason. The partnership decides: write what \
             would follow from each."
        }
        Item::WhatPeopleThink => {
            "Say what people who live and work there would put first: themes of the consultation and issues raised in \
             neighbourhood panels. Say how many spoke, and who was not heard."
        }
        Item::LastPlan => {
            "Say of each priority of last year’s plan what was done, what came of it and what was not done. Let the task \
             groups’ commentaries say it."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::completeness::Answered;
    use crate::assessment::completeness::completeness;
    use crate::assessment::completeness::unknown_items;
    use crate::assessment::reading::read;

    #[test]
    fn what_goes_on_from_the_last_is_read_without_fault_and_numbered_anew() {
        let text = "# A {item:changes}\n\n{#3} One.\n\n{#41}Two {#not} a number.\n";
        let last = [Source { file: "a.md".to_owned(), text: text.to_owned() }];
        let begun = from_the_last(&last);
        assert_eq!(begun[0].text, "# A {item:changes}\n\nOne.\n\nTwo {#not} a number.\n");
        assert_eq!(from_the_last(&begun), begun, "nothing more to take out");
        assert_eq!(from_the_last(&skeleton()), skeleton());
    }

    #[test]
    fn the_skeleton_declares_every_item_and_answers_none() {
        let read = read(&skeleton());
        assert_eq!((read.faults, unknown_items(&read.sections)), (vec![], vec![]));
        let declared: Vec<&String> = read.sections.iter().flat_map(|one| &one.items).collect();
        assert_eq!(declared.len(), Item::all().count());
        assert!(completeness(&read.sections).iter().all(|(_, is)| *is == Answered::Missing));
        assert!(Item::all().all(|item| guidance(item).len() > 80));
    }
}
