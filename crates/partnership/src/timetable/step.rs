//! A step of the year: what is done, on what, when, by whom, and what must come first.
//!
//! In comes what a manager types; out goes a step whose kind says whether a body decides it.

use std::collections::BTreeSet;
use std::fmt;

use crate::membership::body::BodyId;
use crate::terms::slug::Slug;
use crate::timetable::when::When;

/// The short name of a step, such as `plan-adopted`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct StepId(pub Slug);

impl fmt::Display for StepId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A step of a timetable.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its short name, kept from one cycle to the next.
    pub id: StepId,
    /// What is done.
    pub kind: StepKind,
    /// What it is done to.
    pub subject: Subject,
    /// The step as printed, such as "Rolling Plan adopted".
    pub title: String,
    /// When it is planned for.
    pub when: When,
    /// Who sees to it: an organisation, a group or a post.
    pub owner: String,
    /// The body that decides it; every kind that a body decides has one, and no other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyId>,
    /// The steps that must be done first.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub needs: BTreeSet<StepId>,
}

/// What is done in a step.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// Views are asked for.
    Consult,
    /// A first version is made.
    Draft,
    /// The text is written.
    Write,
    /// A body considers it.
    Consider,
    /// A body approves it.
    Approve,
    /// A body agrees it.
    Agree,
    /// A body adopts it.
    Adopt,
    /// It is made public.
    Publish,
    /// It is sent to those who should have it.
    Distribute,
}

/// Who brings a step to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndedBy {
    /// A body, by its decision at a meeting.
    Decision,
    /// Whoever owns the step.
    Owner,
}

/// What a step is about.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// The Strategic Assessment.
    Assessment,
    /// The rolling plan.
    Plan,
    /// A crime briefing.
    Briefing,
    /// A report, such as one to scrutiny.
    Report,
}

impl StepKind {
    /// All kinds, in the order of the year.
    pub const ALL: [StepKind; 9] = [
        StepKind::Consult,
        StepKind::Draft,
        StepKind::Write,
        StepKind::Consider,
        StepKind::Approve,
        StepKind::Agree,
        StepKind::Adopt,
        StepKind::Publish,
        StepKind::Distribute,
    ];

    /// What such a step is, as a sentence without its full stop.
    pub fn meaning(self) -> &'static str {
        match self {
            StepKind::Consult => "views are asked for, and it closes on its last day",
            StepKind::Draft => "a first version is made",
            StepKind::Write => "the text is written",
            StepKind::Consider => "a body considers it at a meeting, and may send it back",
            StepKind::Approve => "a body approves it at a meeting, as it approves the assessment",
            StepKind::Agree => "a body agrees it at a meeting, before another body is asked",
            StepKind::Adopt => "a body adopts it at a meeting, and from then on it is in force",
            StepKind::Publish => "it is made public",
            StepKind::Distribute => "it is sent to those who should have it",
        }
    }

    /// Who brings such a step to its end.
    pub fn ended_by(self) -> EndedBy {
        match self {
            StepKind::Consider | StepKind::Approve | StepKind::Agree | StepKind::Adopt => {
                EndedBy::Decision
            }
            StepKind::Consult
            | StepKind::Draft
            | StepKind::Write
            | StepKind::Publish
            | StepKind::Distribute => EndedBy::Owner,
        }
    }

    /// What is done, as a noun: "consultation", "approval".
    pub fn as_noun(self) -> &'static str {
        match self {
            StepKind::Consult => "consultation",
            StepKind::Draft => "drafting",
            StepKind::Write => "writing",
            StepKind::Consider => "consideration",
            StepKind::Approve => "approval",
            StepKind::Agree => "agreement",
            StepKind::Adopt => "adoption",
            StepKind::Publish => "publication",
            StepKind::Distribute => "distribution",
        }
    }
}

impl Subject {
    /// All subjects.
    pub const ALL: [Subject; 4] =
        [Subject::Assessment, Subject::Plan, Subject::Briefing, Subject::Report];

    /// The subject in a sentence: "the plan".
    pub fn in_words(self) -> &'static str {
        match self {
            Subject::Assessment => "the assessment",
            Subject::Plan => "the plan",
            Subject::Briefing => "the briefing",
            Subject::Report => "the report",
        }
    }
}
