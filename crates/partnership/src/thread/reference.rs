//! References of nodes: how each thing of the thread is written, on pages, on the command line and in files.
//!
//! In comes a text such as `action:2015-16/4`; out goes a reference that prints the same, or what was wanted. What is of one
//! planning year has it in its reference; what is quoted in a draft is written as there, behind the year.

use std::fmt;
use std::str::FromStr;

use crate::approval::document::DocumentId;
use crate::approval::text::PassageId;
use crate::assessment::reference::Kind;
use crate::assessment::reference::Reference;
use crate::priorities::decided::PriorityId;
use crate::priorities::evidence::Cited;
use crate::terms::extract::ExtractId;
use crate::terms::slug;
use crate::terms::slug::Slug;
use crate::terms::wording::nearest;
use crate::timetable::cycle::Cycle;
use crate::timetable::meeting::MeetingId;
use crate::timetable::step::StepId;

/// A name without blanks, as a draft refers to something by it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(String);

/// The first twelve digits of an extract's hash.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShortHash(String);

/// What a node is and which one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodeRef {
    /// A text that was adopted.
    Adopted(DocumentId),
    /// A sentence, paragraph or table of a document on its way, or adopted.
    Passage(DocumentId, PassageId),
    /// An amendment that was carried, by its place from 1.
    Amendment(DocumentId, u32),
    /// What a meeting decided on a step.
    Decision(Cycle, MeetingId, StepId),
    /// An action of a plan.
    Action(Cycle, i64),
    /// An objective of a plan.
    Objective(Cycle, u32),
    /// A priority.
    Priority(Cycle, PriorityId),
    /// A candidate issue.
    Issue(Cycle, i64),
    /// What was answered to people.
    Said(Cycle, i64),
    /// A figure, phrase, chart, table, map or claim of a draft, or what a question or a partner gave it.
    Quoted(Cycle, Reference),
    /// A finding.
    Finding(Name),
    /// A theme of a year's consultations.
    Theme(Cycle, Name),
    /// A consultation.
    Consultation(Cycle, Slug),
    /// An issue of a panel.
    Panel(Name),
    /// A commentary of a task group.
    Commentary(Name),
    /// A file that was imported.
    Extract(ShortHash),
}

/// The kinds as they are written, but for those that a draft quotes.
const KINDS: [&str; 15] = [
    "adopted",
    "passage",
    "amendment",
    "decision",
    "action",
    "objective",
    "priority",
    "issue",
    "said",
    "finding",
    "theme",
    "consultation",
    "panel",
    "commentary",
    "extract",
];

/// The kinds that a draft quotes and that are no thing of their own elsewhere.
const QUOTED: [Kind; 9] = [
    Kind::Figure,
    Kind::Phrase,
    Kind::Chart,
    Kind::Table,
    Kind::Map,
    Kind::Answers,
    Kind::Plan,
    Kind::Partner,
    Kind::Claim,
];

/// Why a text is no reference of a node.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum NodeRefError {
    /// The kind is unknown.
    #[error(
        "`{found}` is not a reference of the thread; expected a kind and a name, such as {wanted}"
    )]
    Kind {
        /// What was found.
        found: String,
        /// What a reference of the kind that is spelt most like it looks like.
        wanted: String,
    },
    /// What stands behind the kind is not right.
    #[error("`{found}` does not name one; expected such as {wanted}")]
    Name {
        /// What was found.
        found: String,
        /// What a reference of its kind looks like.
        wanted: String,
    },
}

impl Name {
    /// A name that has something and no blank.
    pub fn of(text: &str) -> Option<Name> {
        let fits = !text.is_empty() && !text.contains(char::is_whitespace);
        fits.then(|| Name(text.to_owned()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ShortHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<ExtractId> for NodeRef {
    fn from(id: ExtractId) -> NodeRef {
        NodeRef::Extract(ShortHash(id.short()))
    }
}

impl NodeRef {
    /// All kinds as they are written, in the order from what was adopted to what was imported.
    pub fn kinds() -> impl Iterator<Item = &'static str> {
        let (later, sooner) = KINDS.split_at(9);
        later.iter().copied().chain(QUOTED.map(Kind::name)).chain(sooner.iter().copied())
    }

    /// The kind as it is written.
    pub fn kind(&self) -> &'static str {
        match self {
            NodeRef::Adopted(_) => "adopted",
            NodeRef::Passage(..) => "passage",
            NodeRef::Amendment(..) => "amendment",
            NodeRef::Decision(..) => "decision",
            NodeRef::Action(..) => "action",
            NodeRef::Objective(..) => "objective",
            NodeRef::Priority(..) => "priority",
            NodeRef::Issue(..) => "issue",
            NodeRef::Said(..) => "said",
            NodeRef::Quoted(_, reference) => reference.kind.name(),
            NodeRef::Finding(_) => "finding",
            NodeRef::Theme(..) => "theme",
            NodeRef::Consultation(..) => "consultation",
            NodeRef::Panel(_) => "panel",
            NodeRef::Commentary(_) => "commentary",
            NodeRef::Extract(_) => "extract",
        }
    }

    /// A finding, by its short name.
    pub fn finding(id: &Slug) -> NodeRef {
        NodeRef::Finding(Name(id.to_string()))
    }

    /// The theme of a title in a cycle; none where nothing of the title can stand in a name.
    pub(super) fn theme(cycle: Cycle, title: &str) -> Option<NodeRef> {
        Name::of(&slug::plain(title, "theme")).map(|name| NodeRef::Theme(cycle, name))
    }

    /// What a draft refers to by a reference of its own; none where that is the reference of something else.
    pub fn quoted(cycle: Cycle, reference: &Reference) -> NodeRef {
        let cited = Cited::of(reference.kind, reference.name());
        match cited.and_then(|cited| NodeRef::cited(cycle, &cited)) {
            Some(node) => node,
            None => NodeRef::Quoted(cycle, reference.clone()),
        }
    }

    /// What an issue of a cycle rests on by a reference of evidence.
    pub fn cited(cycle: Cycle, cited: &Cited) -> Option<NodeRef> {
        let name = Name::of(cited.name())?;
        match cited.kind() {
            Kind::Finding => Some(NodeRef::Finding(name)),
            Kind::Theme => Some(NodeRef::Theme(cycle, name)),
            Kind::Panel => Some(NodeRef::Panel(name)),
            Kind::Commentary => Some(NodeRef::Commentary(name)),
            Kind::Answers
            | Kind::Plan
            | Kind::Partner
            | Kind::Figure
            | Kind::Phrase
            | Kind::Chart
            | Kind::Table
            | Kind::Map
            | Kind::Claim => None,
        }
    }
}

/// A kind in words: "Sentence of a document".
pub fn kind_in_words(kind: &str) -> &'static str {
    match kind {
        "adopted" => "Adopted text",
        "passage" => "Passage of a document",
        "amendment" => "Amendment",
        "decision" => "Decision of a body",
        "action" => "Action of a plan",
        "objective" => "Objective of a plan",
        "priority" => "Priority",
        "issue" => "Candidate issue",
        "said" => "Answer to what people said",
        "finding" => "Finding",
        "theme" => "Theme of a consultation",
        "consultation" => "Consultation",
        "panel" => "Issue of a panel",
        "commentary" => "Commentary of a task group",
        "extract" => "Extract",
        "figure" => "Figure",
        "phrase" => "Computed phrase",
        "chart" => "Chart",
        "table" => "Table",
        "map" => "Map",
        "answers" => "What a question came to",
        "partner" => "Figure of a partner",
        "claim" => "Claim",
        _ => "Thing",
    }
}

/// What a reference of a kind looks like.
fn example(kind: &str) -> String {
    let rest = match kind {
        "adopted" => "2015-16/plan",
        "passage" => "2015-16/plan/14",
        "amendment" => "2015-16/plan/1",
        "decision" => "2015-16/smp-december/assessment-considered",
        "action" => "2015-16/4",
        "objective" => "2015-16/2",
        "issue" => "2015-16/3",
        "said" => "2015-16/2",
        "priority" => "2015-16/violence",
        "theme" => "2015-16/street-lights",
        "consultation" => "2015-16/winter",
        "finding" => "violence-in-summer",
        "panel" => "issue-1",
        "commentary" => "road-safety-2014-q2",
        "extract" => "0123456789ab",
        _ => "2015-16/burglary.count",
    };
    format!("{kind}:{rest}")
}

impl fmt::Display for NodeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.kind())?;
        match self {
            NodeRef::Adopted(of) => write!(f, "{}/{}", of.cycle, of.kind),
            NodeRef::Passage(of, passage) => write!(f, "{}/{}/{passage}", of.cycle, of.kind),
            NodeRef::Amendment(of, place) => write!(f, "{}/{}/{place}", of.cycle, of.kind),
            NodeRef::Decision(cycle, meeting, step) => {
                write!(f, "{cycle}/{}/{}", meeting.0, step.0)
            }
            NodeRef::Action(cycle, number)
            | NodeRef::Issue(cycle, number)
            | NodeRef::Said(cycle, number) => write!(f, "{cycle}/{number}"),
            NodeRef::Objective(cycle, number) => write!(f, "{cycle}/{number}"),
            NodeRef::Priority(cycle, id) => write!(f, "{cycle}/{id}"),
            NodeRef::Quoted(cycle, reference) => {
                write!(f, "{cycle}/{}", reference.name())?;
                reference.arguments().iter().try_for_each(|word| write!(f, " {word}"))
            }
            NodeRef::Theme(cycle, name) => write!(f, "{cycle}/{name}"),
            NodeRef::Consultation(cycle, slug) => write!(f, "{cycle}/{slug}"),
            NodeRef::Finding(name) | NodeRef::Panel(name) | NodeRef::Commentary(name) => {
                name.fmt(f)
            }
            NodeRef::Extract(hash) => hash.fmt(f),
        }
    }
}

impl FromStr for NodeRef {
    type Err = NodeRefError;

    /// Reads a reference.
    ///
    /// ```
    /// use partnership::thread::reference::NodeRef;
    /// let action: NodeRef = "action:2015-16/4".parse()?;
    /// assert_eq!(action.to_string(), "action:2015-16/4");
    /// let refused = "acton:2015-16/4".parse::<NodeRef>().unwrap_err().to_string();
    /// assert!(refused.ends_with("such as action:2015-16/4"), "{refused}");
    /// # Ok::<(), partnership::thread::reference::NodeRefError>(())
    /// ```
    fn from_str(text: &str) -> Result<NodeRef, NodeRefError> {
        let found = || text.chars().take(80).collect::<String>();
        let (kind, rest) = text.split_once(':').unwrap_or((text, ""));
        if !NodeRef::kinds().any(|known| known == kind) {
            let wanted = nearest(kind, NodeRef::kinds()).unwrap_or_else(|| "action".to_owned());
            return Err(NodeRefError::Kind { found: found(), wanted: example(&wanted) });
        }
        let read = named(kind, rest).filter(|node| node.to_string() == text);
        read.ok_or_else(|| NodeRefError::Name { found: found(), wanted: example(kind) })
    }
}

/// The node of a kind that is known, by what stands behind it.
fn named(kind: &str, rest: &str) -> Option<NodeRef> {
    match kind {
        "finding" => return Name::of(rest).map(NodeRef::Finding),
        "panel" => return Name::of(rest).map(NodeRef::Panel),
        "commentary" => return Name::of(rest).map(NodeRef::Commentary),
        "extract" => {
            let is_digit = |sign: char| sign.is_ascii_digit() || ('a'..='f').contains(&sign);
            let fits = rest.len() == 12 && rest.chars().all(is_digit);
            return fits.then(|| NodeRef::Extract(ShortHash(rest.to_owned())));
        }
        _ => {}
    }
    let (cycle, rest) = rest.split_once('/')?;
    let cycle: Cycle = cycle.parse().ok()?;
    let document = |kind: &str| Some(DocumentId { kind: kind.parse().ok()?, cycle });
    match kind {
        "adopted" => Some(NodeRef::Adopted(document(rest)?)),
        "passage" => {
            let (of, passage) = rest.split_once('/')?;
            Some(NodeRef::Passage(document(of)?, passage.parse().ok()?))
        }
        "amendment" => {
            let (of, place) = rest.split_once('/')?;
            Some(NodeRef::Amendment(document(of)?, place.parse().ok()?))
        }
        "decision" => {
            let (meeting, step) = rest.split_once('/')?;
            let (meeting, step) = (MeetingId(meeting.parse().ok()?), StepId(step.parse().ok()?));
            Some(NodeRef::Decision(cycle, meeting, step))
        }
        "action" => Some(NodeRef::Action(cycle, rest.parse().ok()?)),
        "objective" => Some(NodeRef::Objective(cycle, rest.parse().ok()?)),
        "issue" => Some(NodeRef::Issue(cycle, rest.parse().ok()?)),
        "said" => Some(NodeRef::Said(cycle, rest.parse().ok()?)),
        "priority" => Some(NodeRef::Priority(cycle, PriorityId(rest.parse().ok()?))),
        "theme" => Some(NodeRef::Theme(cycle, Name::of(rest)?)),
        "consultation" => Some(NodeRef::Consultation(cycle, rest.parse().ok()?)),
        kind => Some(NodeRef::Quoted(cycle, format!("{{{kind}:{rest}}}").parse().ok()?)),
    }
}

impl serde::Serialize for NodeRef {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}
