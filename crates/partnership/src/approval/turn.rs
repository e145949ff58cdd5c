//! Whose turn it is: the bodies that must agree a document, one after the other.
//!
//! In come a kind of document, a step and its body; out goes which assent that step brings, if any.

use crate::approval::document::DocumentKind;
use crate::membership::body::BodyKind;
use crate::timetable::step::Step;
use crate::timetable::step::StepKind;

/// An assent that a document needs.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// The partnership's strategy group.
    Partnership,
    /// The council's Cabinet, which recommends.
    Cabinet,
    /// The full council, which adopts.
    Council,
}

impl DocumentKind {
    /// The assents that it needs, in order. The last one adopts it: an assessment is the partnership's own; a plan is
    /// part of the council's policy framework, so Cabinet recommends it and Council adopts it.
    pub fn turns(self) -> &'static [Turn] {
        match self {
            DocumentKind::Assessment => &[Turn::Partnership],
            DocumentKind::Plan => &[Turn::Partnership, Turn::Cabinet, Turn::Council],
        }
    }

    /// Whose turn it is after another's assent; none once it is adopted.
    pub fn turn_after(self, turn: Turn) -> Option<Turn> {
        self.turns().iter().copied().find(|next| turn < *next)
    }

    /// The assent that such a step brings when a body of that kind decides it; none where it brings none, as when a
    /// first draft is considered.
    pub fn turn_of(self, step: &Step, body: BodyKind) -> Option<Turn> {
        if step.subject != self.subject() {
            return None;
        }
        let turn = match (step.kind, body) {
            (StepKind::Approve | StepKind::Agree, BodyKind::StrategyGroup) => Turn::Partnership,
            (StepKind::Consider | StepKind::Approve | StepKind::Agree, BodyKind::Cabinet) => {
                Turn::Cabinet
            }
            (StepKind::Approve | StepKind::Adopt, BodyKind::Council) => Turn::Council,
            (
                StepKind::Consult
                | StepKind::Draft
                | StepKind::Write
                | StepKind::Consider
                | StepKind::Approve
                | StepKind::Agree
                | StepKind::Adopt
                | StepKind::Publish
                | StepKind::Distribute,
                BodyKind::StrategyGroup
                | BodyKind::Scrutiny
                | BodyKind::Cabinet
                | BodyKind::Council,
            ) => return None,
        };
        self.turns().contains(&turn).then_some(turn)
    }

    /// What a body does when it agrees: "agrees", "recommends", "adopts".
    pub fn verb(self, turn: Turn) -> &'static str {
        match (self, turn) {
            (DocumentKind::Assessment, Turn::Partnership) => "approves",
            (DocumentKind::Plan, Turn::Partnership) => "agrees",
            (DocumentKind::Assessment | DocumentKind::Plan, Turn::Cabinet) => "recommends",
            (DocumentKind::Assessment | DocumentKind::Plan, Turn::Council) => "adopts",
        }
    }

    /// What a body did when it agreed: "agreed", "recommended", "adopted".
    pub fn verb_past(self, turn: Turn) -> &'static str {
        match (self, turn) {
            (DocumentKind::Assessment, Turn::Partnership) => "approved",
            (DocumentKind::Plan, Turn::Partnership) => "agreed",
            (DocumentKind::Assessment | DocumentKind::Plan, Turn::Cabinet) => "recommended",
            (DocumentKind::Assessment | DocumentKind::Plan, Turn::Council) => "adopted",
        }
    }
}

impl Turn {
    /// All of them, in order.
    pub const ALL: [Turn; 3] = [Turn::Partnership, Turn::Cabinet, Turn::Council];

    /// Whose turn it is, in a sentence.
    pub fn in_words(self) -> &'static str {
        match self {
            Turn::Partnership => "the partnership",
            Turn::Cabinet => "Cabinet",
            Turn::Council => "Council",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timetable::tests::maidstone;

    #[test]
    fn of_the_example_s_steps_four_bring_assents_and_the_first_draft_brings_none() {
        let timetable = maidstone::timetable();
        let mut found = Vec::new();
        for kind in DocumentKind::ALL {
            for step in timetable.steps() {
                let body = timetable.body_of(step).map(|body| body.kind);
                let turn = body.and_then(|body| kind.turn_of(step, body));
                found.extend(turn.map(|turn| (step.id.to_string(), kind.verb(turn))));
            }
        }
        let found: Vec<_> = found.iter().map(|(step, verb)| (step.as_str(), *verb)).collect();
        assert_eq!(
            found,
            [
                ("assessment-approved", "approves"),
                ("plan-agreed", "agrees"),
                ("plan-to-cabinet", "recommends"),
                ("plan-adopted", "adopts"),
            ]
        );
    }

    #[test]
    fn an_assessment_is_approved_by_the_partnership_alone() {
        assert_eq!(DocumentKind::Assessment.turn_after(Turn::Partnership), None);
        assert_eq!(DocumentKind::Plan.turn_after(Turn::Partnership), Some(Turn::Cabinet));
        assert_eq!(DocumentKind::Plan.turn_after(Turn::Council), None);
    }
}
