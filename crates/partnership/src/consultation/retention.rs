//! Retention: what of replies is deleted on which day, and what stays.
//!
//! In come the days that a partnership set and its replies; out go the replies without what is due, a tombstone that
//! tells what went, and totals that come to the same as before.

pub mod totals;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::consultation::questionnaire::About;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::reply::Given;
use crate::consultation::reply::Reply;
use crate::consultation::retention::totals::Totals;
use crate::consultation::themes::comment::DELETED;
use crate::consultation::themes::comment::words_in;
use crate::terms::day::Day;

/// What is deleted together.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The addresses of those who were invited.
    Invitations,
    /// The forms on paper: their scans, and what a machine read and people typed of them.
    Paper,
    /// What people wrote in their own words.
    FreeText,
    /// What they said of themselves.
    AboutYou,
}

impl Field {
    /// All of them, in the order of what can tell most of a person.
    pub const ALL: [Field; 4] =
        [Field::Invitations, Field::Paper, Field::FreeText, Field::AboutYou];

    /// What it is, in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Field::Invitations => "the addresses of those who were invited",
            Field::Paper => "the forms on paper: scans, and what was read and typed of them",
            Field::FreeText => "what people wrote in their own words",
            Field::AboutYou => "what people said about themselves",
        }
    }

    /// For how many days after the consultation closes it is kept, unless the partnership says otherwise: a year, so
    /// that the plan is adopted and a challenge of it heard before it goes. Addresses are of no use once nobody can be
    /// reminded any more; four weeks leave time for letters that came back.
    pub fn usual_days(self) -> i32 {
        match self {
            Field::Invitations => 28,
            Field::Paper | Field::FreeText | Field::AboutYou => 365,
        }
    }
}

/// The day of each field. A field without one is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct RetentionTimetable(BTreeMap<Field, Day>);

/// Why days cannot be set.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum RetentionRefused {
    /// It would go before all is in.
    #[error(
        "{day} is not after the consultation closes on {closes}; name a later day, so that replies are counted before \
         anything goes"
    )]
    BeforeClose {
        /// Of which field.
        field: Field,
        /// The day.
        day: Day,
        /// When the consultation closes.
        closes: Day,
    },
}

impl RetentionTimetable {
    /// The usual days after a consultation that closes on `closes`.
    pub fn usual(closes: Day) -> RetentionTimetable {
        let days = Field::ALL.map(|field| (field, closes.plus_days(field.usual_days())));
        RetentionTimetable(days.into())
    }

    /// These days, for a consultation that closes on `closes`.
    ///
    /// # Errors
    /// When one is not after it.
    pub fn of(
        days: BTreeMap<Field, Day>,
        closes: Day,
    ) -> Result<RetentionTimetable, RetentionRefused> {
        match days.iter().find(|(_, day)| **day <= closes) {
            Some((field, day)) => {
                Err(RetentionRefused::BeforeClose { field: *field, day: *day, closes })
            }
            None => Ok(RetentionTimetable(days)),
        }
    }

    /// The day on which a field goes; none where it is kept. A form on paper has all that its reply has, so it goes with
    /// whatever of the reply goes first, if its own day is not before.
    pub fn day(&self, field: Field) -> Option<Day> {
        let set = |field| self.0.get(&field).copied();
        match field {
            Field::Paper => {
                [field, Field::FreeText, Field::AboutYou].into_iter().filter_map(set).min()
            }
            Field::Invitations | Field::FreeText | Field::AboutYou => set(field),
        }
    }

    /// What is due on `today` or was before.
    pub fn due(&self, today: Day) -> BTreeSet<Field> {
        let is_due = |field: &Field| self.day(*field).is_some_and(|day| day <= today);
        Field::ALL.into_iter().filter(is_due).collect()
    }
}

/// What stays where something was deleted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tombstone {
    /// What was deleted.
    pub field: Field,
    /// On which day.
    pub on: Day,
    /// Of how many replies; of how many invitations or forms on paper, where these went.
    pub replies: u64,
    /// The reference number of the last reply that there was then; 0 where invitations or forms went.
    pub up_to: i64,
    /// The SHA-256 of the seals of those replies, or forms, as they were, in the order of their numbers, as 64
    /// hexadecimal digits. Invitations have no seals, and theirs is that of nothing.
    pub sha256: String,
    /// What those replies and all before them came to, by version; empty where deleting the field changes no count.
    pub totals: BTreeMap<u32, Totals>,
}

/// The reply without a field; none where it has nothing of it. Words are replaced, so that it still counts that there
/// were some.
pub fn without(field: Field, questionnaire: &Questionnaire, reply: &Reply) -> Option<Reply> {
    let mut left = reply.clone();
    match field {
        Field::Invitations | Field::Paper => {}
        Field::FreeText => left.answers.values_mut().for_each(delete_words),
        Field::AboutYou => {
            let about_you =
                questionnaire.sections().iter().filter(|section| section.about == About::You);
            for question in about_you.flat_map(|section| &section.questions) {
                left.answers.remove(&question.id);
            }
        }
    }
    (left != *reply).then_some(left)
}

fn delete_words(given: &mut Given) {
    if words_in(given).is_none() {
        return;
    }
    match given {
        Given::Text(words) => DELETED.clone_into(words),
        Given::Chosen { other, .. } => *other = Some(DELETED.to_owned()),
        Given::Rows(_) | Given::Ranked(_) | Given::Number(_) | Given::Area(_) => {}
    }
}

/// What the replies to a version come to: those that were counted before something of them was deleted, as they were
/// then, and those that came after. `replies` are all, by their numbers.
pub fn totals_after(
    tombstones: &[Tombstone],
    (version, questionnaire): (u32, &Questionnaire),
    replies: &[(i64, &Reply)],
) -> Totals {
    let counted = || tombstones.iter().filter(|one| !one.totals.is_empty());
    let up_to = counted().map(|one| one.up_to).max().unwrap_or(i64::MIN);
    let later: Vec<&Reply> =
        replies.iter().filter(|(number, _)| *number > up_to).map(|(_, reply)| *reply).collect();
    let before = counted().filter_map(|one| one.totals.get(&version));
    before.fold(Totals::of(questionnaire, later), |all, totals| all.and(totals))
}

#[cfg(test)]
mod tests;
