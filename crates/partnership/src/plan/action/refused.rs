//! Why an action of the plan, or what is done about it, cannot be so.
//!
//! In comes what was typed; out go all faults of a description or a deed.

use crate::plan::action::ActionDeed;
use crate::plan::action::described::LONGEST_TEXT;
use crate::plan::action::described::LONGEST_TITLE;
use crate::plan::action::standing::Standing;
use crate::terms::day::Day;
use crate::terms::period::Period;
use crate::terms::period::Quarter;
use crate::timetable::cycle::Cycle;

/// What is wrong with how an action is described.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActionFault {
    /// It does not say what is done.
    #[error("say what is done, such as Street pastors on Fridays and Saturdays")]
    NoTitle,
    /// That is too long.
    #[error("the action has {0} characters; at most {LONGEST_TITLE} are kept")]
    LongTitle(usize),
    /// More about it is too long.
    #[error("the text has {0} characters; at most {LONGEST_TEXT} are kept")]
    LongAbout(usize),
    /// There is no such objective.
    #[error("there is no objective {0} in the plan; choose one of its objectives")]
    NoObjective(u32),
    /// No authority leads it.
    #[error("no authority leads the action; choose one of the members")]
    NoLead,
    /// Whoever leads it is no member.
    #[error("no member of the partnership is called `{0}`; choose one of its members")]
    NoMember(String),
    /// Nobody leads it there.
    #[error("nobody is named who leads the action; write the person or the post")]
    NoPerson,
    /// The person or post is too long.
    #[error("the person or post has {0} characters; at most {LONGEST_TEXT} are kept")]
    LongPerson(usize),
    /// The resources are too long.
    #[error("the text about resources has {0} characters; at most {LONGEST_TEXT} are kept")]
    LongResources(usize),
    /// The funding is too long.
    #[error("the text about funding has {0} characters; at most {LONGEST_TEXT} are kept")]
    LongFunding(usize),
}

/// Why a deed about an action cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActionRefused {
    /// The description has faults.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Described(Vec<ActionFault>),
    /// The deed is dated before the last one.
    #[error("{} is before {}, the day of the last entry; give that day or a later one", .on.in_words(), .last.in_words())]
    Early {
        /// The day given.
        on: Day,
        /// The day of the last entry.
        last: Day,
    },
    /// Its day is to come.
    #[error("{} is still to come; record it then", .0.in_words())]
    ToCome(Day),
    /// The quarter is to come.
    #[error("{} has not begun yet; note its progress when it has", Period::Quarter(*.0).in_words())]
    QuarterToCome(Quarter),
    /// Nothing is said of the quarter.
    #[error("nothing is said of the quarter; write what was done, and what is in the way")]
    NothingSaid,
    /// Words are missing.
    #[error("no reason is given; write why, so that it can be read next year")]
    NoReason,
    /// Nothing is said of what came of it.
    #[error("it does not say what came of the action; write it, for next year’s assessment")]
    NoOutcome,
    /// The words are too long.
    #[error("the text has {0} characters; at most {LONGEST_TEXT} are kept")]
    Long(usize),
    /// It would be due no later than it is.
    #[error("the action is due on {} and would be deferred to {}; give a later day", .due.in_words(), .until.in_words())]
    NotLater {
        /// The day given.
        until: Day,
        /// The day on which it is due.
        due: Day,
    },
    /// A figure is of no measure.
    #[error("the action has no measure; leave the figure out, or say first by what it is measured")]
    NoMeasure,
    /// Figures of its measure were noted.
    #[error("figures of the measure were noted, so that it stays; change it instead")]
    HasFigures,
    /// It is under way.
    #[error("the action is under way; there is nothing to take up again")]
    UnderWay,
    /// It is over.
    #[error("the action was {}; take it up again first", .0.in_words())]
    Over(Standing),
    /// It goes on elsewhere.
    #[error("the action was carried over into {}; go on with it there", .0.in_words())]
    CarriedOver(Cycle),
    /// It would end here and go on nowhere.
    #[error("an action is carried over into {} by the plan that takes it in; carry it over there", .0.in_words())]
    Alone(Cycle),
    /// Nothing was done yet.
    #[error("nothing was done about the action yet; there is nothing to undo")]
    NothingToTakeBack,
}

/// What is wrong with the words of a deed, and with its quarter where that has not begun on the deed's day.
pub(super) fn wording(deed: &ActionDeed, on: Day) -> Vec<ActionRefused> {
    let mut refused = Vec::new();
    let (words, missing) = match deed {
        ActionDeed::Describe(described) => {
            let faults = described.faults();
            let refused = (!faults.is_empty()).then_some(ActionRefused::Described(faults));
            return refused.into_iter().collect();
        }
        ActionDeed::Note(progress) => {
            if Day::first_of(Period::Quarter(progress.quarter).first()) > on {
                refused.push(ActionRefused::QuarterToCome(progress.quarter));
            }
            (&progress.words, ActionRefused::NothingSaid)
        }
        ActionDeed::Finish { outcome } => (outcome, ActionRefused::NoOutcome),
        ActionDeed::Defer { because, .. }
        | ActionDeed::Drop { because }
        | ActionDeed::CarryOver { because, .. }
        | ActionDeed::TakeUpAgain { because } => (because, ActionRefused::NoReason),
    };
    match words.trim().chars().count() {
        0 => refused.push(missing),
        long if long > LONGEST_TEXT => refused.push(ActionRefused::Long(long)),
        _ => {}
    }
    refused
}
