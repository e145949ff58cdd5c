//! The statutory skeleton: six things that an assessment must hold, and whether a text holds them.
//!
//! In come sections that declare which item they answer; out goes for each item that it is missing, thin, or whole.
//! The items are those of regulations 5 to 7 of SI 2007/1830 as amended, in our words: read the regulations before
//! quoting them. Whether what a section says is right is for people to judge.

use std::collections::BTreeSet;

use crate::assessment::fault::Fault;
use crate::assessment::fault::Place;
use crate::assessment::reference::Kind;
use crate::assessment::reference::Reference;
use crate::assessment::text::Body;
use crate::assessment::text::Level;
use crate::assessment::text::Passage;
use crate::assessment::text::Section;
use crate::assessment::text::Source;
use crate::terms::wording::nearest;

/// Something that an assessment must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Item {
    /// The levels and patterns of crime, disorder and substance misuse.
    LevelsAndPatterns,
    /// What changed since the last assessment.
    Changes,
    /// Why it changed.
    Why,
    /// What the responsible authorities should put first.
    WhatToPrioritise,
    /// What people who live and work there think should be put first.
    WhatPeopleThink,
    /// How far the plan of the year before was carried out.
    LastPlan,
}

const ITEMS: [(Item, &str, &str); 6] = [
    (Item::LevelsAndPatterns, "levels-and-patterns", "levels and patterns"),
    (Item::Changes, "changes", "changes since the last assessment"),
    (Item::Why, "why", "why they came about"),
    (Item::WhatToPrioritise, "what-to-prioritise", "what to put first"),
    (Item::WhatPeopleThink, "what-people-think", "what people think should be put first"),
    (Item::LastPlan, "last-plan", "how far last year’s plan was carried out"),
];

/// Fewer words than this in all, figures aside, say hardly anything.
pub const FEWEST_WORDS: usize = 40;

/// Whether an item is answered.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answered {
    /// No section declares it.
    Missing,
    /// A section declares it and lacks what it should rest on.
    Thin(Vec<Lack>),
    /// Nothing that can be counted is lacking.
    Whole,
}

/// What a section should rest on and does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lack {
    /// No figure, chart, table or map.
    Figure,
    /// No phrase of change.
    Change,
    /// No finding, commentary or phrase of what drove a change.
    Reason,
    /// No list of what is suggested.
    List,
    /// Nothing that the consultation came to.
    Theme,
    /// No issue raised in a neighbourhood panel.
    Panel,
    /// No commentary of a task group.
    Commentary,
    /// Hardly any words.
    Words,
}

impl Item {
    /// All items in the order of the regulations.
    pub fn all() -> impl Iterator<Item = Item> {
        ITEMS.iter().map(|(item, _, _)| *item)
    }

    /// The item's name in a mark, such as `levels-and-patterns`.
    pub fn name(self) -> &'static str {
        ITEMS.iter().find(|(item, _, _)| *item == self).map_or("", |(_, name, _)| *name)
    }

    /// The item inside a sentence.
    pub fn in_words(self) -> &'static str {
        ITEMS.iter().find(|(item, _, _)| *item == self).map_or("", |(_, _, words)| *words)
    }

    /// The item of that name.
    pub fn named(name: &str) -> Option<Item> {
        ITEMS.iter().find(|(_, known, _)| *known == name).map(|(item, _, _)| *item)
    }

    /// What a section that answers it must not lack.
    fn needs(self) -> &'static [Lack] {
        match self {
            Item::LevelsAndPatterns => &[Lack::Figure, Lack::Words],
            Item::Changes => &[Lack::Figure, Lack::Change, Lack::Words],
            Item::Why => &[Lack::Reason, Lack::Words],
            Item::WhatToPrioritise => &[Lack::List, Lack::Words],
            Item::WhatPeopleThink => &[Lack::Theme, Lack::Panel, Lack::Words],
            Item::LastPlan => &[Lack::Commentary, Lack::Words],
        }
    }
}

impl Lack {
    /// What to do about it.
    pub fn in_words(self) -> &'static str {
        match self {
            Lack::Figure => "no figure, chart, table or map: refer to one, such as {table:classes}",
            Lack::Change => "no change is told: use {phrase:changed all-crime} or {table:classes}",
            Lack::Reason => "no reason: refer to a finding, a commentary or {phrase:driven-by}",
            Lack::List => "nothing is listed: set each suggestion as an item of a list",
            Lack::Theme => {
                "nothing of the consultation: refer to a theme or to answers, such as {theme:speeding}"
            }
            Lack::Panel => "no issue of a neighbourhood panel: refer to one with {panel:…}",
            Lack::Commentary => {
                "no commentary of a task group, and nothing of the plan before: refer to them with {commentary:…} or {plan:progress}"
            }
            Lack::Words => "hardly any words: say in a few sentences what it comes to",
        }
    }
}

/// How each of the six items is answered, in their order.
pub fn completeness(sections: &[Section]) -> Vec<(Item, Answered)> {
    let declared = declared(sections);
    let of = |item: Item| -> Vec<&Passage> {
        let own = declared.iter().filter(|(items, _)| items.contains(&item));
        own.flat_map(|(_, section)| &section.passages).collect()
    };
    let any = |item: Item| declared.iter().any(|(items, _)| items.contains(&item));
    let answered = |item: Item| match of(item) {
        passages if !any(item) || passages.is_empty() => Answered::Missing,
        passages => {
            let lacks = item.needs().iter().copied().filter(|lack| lacks(*lack, &passages));
            let lacks: Vec<Lack> = lacks.collect();
            if lacks.is_empty() { Answered::Whole } else { Answered::Thin(lacks) }
        }
    };
    Item::all().map(|item| (item, answered(item))).collect()
}

/// Items that are declared and are none of the six.
pub fn unknown_items(sections: &[Section]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for section in sections {
        for name in section.items.iter().filter(|name| Item::named(name).is_none()) {
            let names = ITEMS.map(|(_, name, _)| name);
            let found = format!("`{{item:{name}}}`");
            let fault = Fault::at(&section.place, found, format!("one of {}", names.join(", ")));
            faults.push(Fault { nearest: nearest(name, names), ..fault });
        }
    }
    faults
}

/// The fault of a draft in which nothing is written: it has no section, or headings alone.
pub fn unwritten(sources: &[Source], sections: &[Section]) -> Option<Fault> {
    if sections.iter().any(|section| !section.passages.is_empty()) {
        return None;
    }
    let file = sources.first().map(|source| source.file.clone()).unwrap_or_default();
    let place = Place { file, line: 1 };
    Some(match sections.len() {
        0 => Fault::at(
            &place,
            "a draft without a section",
            "a section with words; add one, write it, and save a version",
        ),
        1 => Fault::at(
            &place,
            "a draft whose only section is empty",
            "words under its heading; write it, and save a version",
        ),
        several => Fault::at(
            &place,
            format!("a draft whose {several} sections are all empty"),
            "words under at least one heading; write a section, and save a version",
        ),
    })
}

/// Each section with the items that it answers; a section within a part answers what the part does, too.
fn declared(sections: &[Section]) -> Vec<(BTreeSet<Item>, &Section)> {
    let mut of_part = BTreeSet::new();
    let mut all = Vec::new();
    for section in sections {
        let own = section.items.iter().filter_map(|name| Item::named(name)).collect();
        let items = match section.level {
            Level::Part => {
                of_part = own;
                of_part.clone()
            }
            Level::Within => of_part.union(&own).copied().collect(),
        };
        all.push((items, section));
    }
    all
}

fn lacks(lack: Lack, passages: &[&Passage]) -> bool {
    let any = |wanted: fn(&Reference) -> bool| {
        passages.iter().any(|passage| passage.body.references().any(wanted))
    };
    match lack {
        Lack::Figure => !any(|one| match one.kind {
            Kind::Figure | Kind::Phrase | Kind::Chart | Kind::Table | Kind::Map => true,
            Kind::Partner => true,
            Kind::Finding | Kind::Theme | Kind::Answers | Kind::Panel => false,
            Kind::Commentary | Kind::Plan | Kind::Claim => false,
        }),
        Lack::Change => !any(|one| {
            matches!(
                (one.kind, one.name()),
                (Kind::Phrase, "changed" | "driven-by") | (Kind::Table, "classes")
            )
        }),
        Lack::Reason => !any(|one| {
            matches!(one.kind, Kind::Finding | Kind::Commentary)
                || (one.kind, one.name()) == (Kind::Phrase, "driven-by")
        }),
        Lack::List => !passages.iter().any(|one| matches!(one.body, Body::Item(..))),
        Lack::Theme => !any(|one| matches!(one.kind, Kind::Theme | Kind::Answers)),
        Lack::Panel => !any(|one| one.kind == Kind::Panel),
        Lack::Commentary => !any(|one| matches!(one.kind, Kind::Commentary | Kind::Plan)),
        Lack::Words => words(passages) < FEWEST_WORDS,
    }
}

fn words(passages: &[&Passage]) -> usize {
    use crate::assessment::text::Piece;
    let pieces = passages.iter().flat_map(|passage| passage.body.pieces());
    let counts = pieces.map(|piece| match piece {
        Piece::Words(text) | Piece::Strong(text) | Piece::Link { text, .. } => {
            text.split_whitespace().count()
        }
        Piece::Reference(_) => 0,
    });
    counts.sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::reading::read;
    use crate::assessment::text::Source;

    fn of(text: &str) -> Vec<(Item, Answered)> {
        completeness(&read(&[Source { file: "a.md".to_owned(), text: text.to_owned() }]).sections)
    }

    #[test]
    fn an_item_that_no_section_declares_is_missing() {
        assert!(of("# A\n\nwords\n").iter().all(|(_, answered)| *answered == Answered::Missing));
    }

    #[test]
    fn a_section_without_theme_or_panel_is_thin() {
        let found = of("# People {item:what-people-think}\n\nThey said a lot.\n");
        let wanted = Answered::Thin(vec![Lack::Theme, Lack::Panel, Lack::Words]);
        assert_eq!(found[4], (Item::WhatPeopleThink, wanted));
    }

    #[test]
    fn a_section_within_a_part_answers_what_the_part_does() {
        let words = "word ".repeat(FEWEST_WORDS);
        let text =
            format!("# A {{item:levels-and-patterns}}\n\n## B\n\n{words}{{figure:a.count}}\n");
        assert_eq!(of(&text)[0].1, Answered::Whole);
    }

    #[test]
    fn an_item_misspelt_tells_the_nearest() {
        let source =
            Source { file: "a.md".to_owned(), text: "# A {item:change}\n\nx\n".to_owned() };
        let faults = unknown_items(&read(&[source]).sections);
        assert_eq!(faults[0].nearest.as_deref(), Some("changes"));
    }
}
