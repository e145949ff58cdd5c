//! The plan set out from beginning to end: parts under their headings, each in items that can be read one after the other.
//!
//! In comes a plan with all that belongs to it; out come its parts, from which the printed plan and the text that the bodies
//! decide on are both made, so that they cannot say different things.

use crate::consultation::you_said::WeAnswer;
use crate::consultation::you_said::YouSaid;
use crate::plan::action::Action;
use crate::plan::in_full::PlanInFull;
use crate::plan::rolling::Undertaking;
use crate::priorities::decided::PriorityId;
use crate::terms::wording::capitalised;
use crate::terms::wording::listed;
use crate::terms::wording::sentence;

/// A part of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is of.
    pub of: Of,
    /// Its heading.
    pub heading: String,
    /// What it says, in reading order; never empty.
    pub items: Vec<Item>,
}

/// What a part is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// The strategy.
    Strategy,
    /// A priority.
    Priority(PriorityId),
    /// Actions that serve no priority.
    Unserving,
    /// What authorities undertake.
    Authorities,
    /// What people said, and what is done about it.
    Said,
    /// How views are obtained.
    Views,
}

/// Something that a part says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A paragraph.
    Words(String),
    /// A paragraph that begins with what it is about.
    Named {
        /// What it is about, such as "Steps".
        name: String,
        /// What it says.
        words: String,
    },
    /// An objective.
    Objective {
        /// Its number.
        number: u32,
        /// What is to be reached.
        words: String,
    },
    /// An action.
    Action {
        /// Its number.
        number: i64,
        /// What is done.
        title: String,
        /// About it, by whom, with whom and what, how it is measured, by when: a sentence each.
        sentences: Vec<String>,
    },
}

impl Item {
    /// The item as one passage of a text.
    pub fn in_words(&self) -> String {
        match self {
            Item::Words(words) => words.clone(),
            Item::Named { name, words } => format!("{name}: {words}"),
            Item::Objective { number, words } => sentence(&format!("Objective {number}: {words}")),
            Item::Action { number, title, sentences } => {
                let title = sentence(&format!("Action {number}: {title}"));
                std::iter::once(title)
                    .chain(sentences.iter().cloned())
                    .collect::<Vec<_>>()
                    .join(" ")
            }
        }
    }
}

/// The parts of a plan in reading order: the strategy, each priority with its objectives and actions, other actions, what
/// each authority undertakes, what people said, and how views are obtained. Of what is not written there is no part.
/// Actions that were dropped or carried over are not in it. The headings of a plan that was made up say so.
pub fn set_out(full: PlanInFull<'_>) -> Vec<Part> {
    let wording = full.plan.wording();
    let mut parts = vec![part(Of::Strategy, "Strategy", paragraphs(&wording.strategy))];
    for (number, priority) in (1..).zip(full.priorities) {
        let heading = format!("Priority {number}: {}", priority.wording());
        parts.push(part(Of::Priority(priority.id().clone()), &heading, under(full, priority.id())));
    }
    let unserving = full.actions.iter().filter(|(_, one)| full.priority_of(one).is_none());
    let unserving = unserving.filter(|(_, one)| one.standing().counts());
    let unserving = unserving.map(|(number, one)| action(full, *number, one)).collect();
    parts.push(part(Of::Unserving, "Other actions", unserving));
    let undertaken = full.plan.undertakings().iter();
    let undertaken = undertaken.flat_map(|(name, one)| undertaken_by(name, one)).collect();
    parts.push(part(Of::Authorities, "What each authority undertakes", undertaken));
    let said = full.said.iter().map(|(number, entry)| said(full, *number, entry)).collect();
    parts.push(part(Of::Said, "What people said, and what is done about it", said));
    parts.push(part(Of::Views, "How views are obtained", paragraphs(&wording.views)));
    parts.retain(|part| !part.items.is_empty());
    for part in &mut parts {
        part.heading = wording.label().on(&part.heading);
    }
    parts
}

fn part(of: Of, heading: &str, items: Vec<Item>) -> Part {
    Part { of, heading: heading.to_owned(), items }
}

fn paragraphs(text: &str) -> Vec<Item> {
    lines(text).map(|line| Item::Words(line.to_owned())).collect()
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// The objectives under a priority, each with its actions.
fn under(full: PlanInFull<'_>, priority: &PriorityId) -> Vec<Item> {
    let objectives = full.plan.objectives().iter().filter(|one| one.priority() == priority);
    let items = objectives.flat_map(|objective| {
        let (number, words) = (objective.number(), objective.words().to_owned());
        let actions = full.under(number).filter(|(_, one)| one.standing().counts());
        let actions = actions.map(move |(number, one)| action(full, number, one));
        std::iter::once(Item::Objective { number, words }).chain(actions)
    });
    items.collect()
}

fn action(full: PlanInFull<'_>, number: i64, action: &Action) -> Item {
    let described = action.described();
    let partners: Vec<&String> = described.partners.iter().collect();
    let told = |name: &str, words: &str| {
        (!words.trim().is_empty()).then(|| sentence(&format!("{name}: {}", words.trim())))
    };
    let about = (!described.about.trim().is_empty()).then(|| sentence(described.about.trim()));
    let measure = described.measure.as_ref().map(|measure| measure.in_words());
    let said = described.said.iter().filter_map(|number| full.said.get(number));
    let said: Vec<String> = said.map(|entry| format!("“{}”", entry.said())).collect();
    let sentences = [
        about,
        told("Lead", &format!("{}, {}", capitalised(&described.lead), described.person)),
        told("With", &listed(&partners)),
        told("Takes", &described.resources),
        told("Paid by", &described.funding),
        told("Measure", measure.as_deref().unwrap_or_default()),
        told("Due", &action.due().in_words()),
        told("People said", &listed(&said)),
    ];
    let sentences = sentences.into_iter().flatten().collect();
    Item::Action { number, title: described.title.clone(), sentences }
}

fn undertaken_by(authority: &str, undertaking: &Undertaking) -> Vec<Item> {
    let Undertaking { steps, resources, success } = undertaking;
    let authority = capitalised(authority);
    let texts =
        [("its steps", steps), ("its resources", resources), ("how it measures success", success)];
    let named = texts.into_iter().flat_map(|(what, text)| {
        let mut lines = lines(text);
        let first = lines.next().map(|line| {
            let (name, words) = (format!("{authority}, {what}"), line.to_owned());
            Item::Named { name, words }
        });
        first.into_iter().chain(lines.map(|line| Item::Words(line.to_owned())))
    });
    named.collect()
}

fn said(full: PlanInFull<'_>, number: i64, entry: &YouSaid) -> Item {
    let answer = match entry.answer() {
        WeAnswer::WeDid { what, owner, on } => {
            format!("{what} ({}, {})", capitalised(owner), on.in_words())
        }
        WeAnswer::WeWill { what, owner, due } => {
            format!("{what} ({}, by {})", capitalised(owner), due.in_words())
        }
        WeAnswer::WeDidNot { because } => because.clone(),
    };
    let doing = full.doing(number).filter(|(_, one)| one.standing().counts());
    let doing: Vec<String> = doing.map(|(number, _)| number.to_string()).collect();
    let doing = match doing.as_slice() {
        [] => String::new(),
        [one] => format!(" It is done by action {one}."),
        several => format!(" It is done by actions {}.", listed(several)),
    };
    let name = format!("You said “{}”", entry.said());
    let answer = sentence(&format!("{}: {answer}", entry.answer().in_words()));
    Item::Named { name, words: format!("{answer}{doing}") }
}
