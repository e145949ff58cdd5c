//! Priorities: what a body's decision at a meeting makes of candidate issues, and nothing else does.
//!
//! In come a decision that a meeting took, the long list with its ranking, and what was chosen; out go priorities that cite
//! the minute, with the reason wherever the choice goes against the rank, or all that is missing.
//!
//! ```compile_fail
//! // A priority has no constructor and cannot be read from a file: only `decide` makes one.
//! use partnership::priorities::decided::Priority;
//! let made_up: Priority = serde_json::from_str("{}").unwrap();
//! ```

pub mod deciding;
pub mod minuted;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt;

use crate::priorities::decided::minuted::KeptMinuted;
use crate::priorities::decided::minuted::Minuted;
use crate::terms::slug::Slug;
use crate::timetable::cycle::Cycle;

/// The short name of a priority, such as `domestic-abuse`: the plan refers to it by this.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct PriorityId(pub Slug);

impl fmt::Display for PriorityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A priority of a partnership for a cycle.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Priority {
    id: PriorityId,
    cycle: Cycle,
    issue: i64,
    wording: String,
}

impl Priority {
    /// Its short name.
    pub fn id(&self) -> &PriorityId {
        &self.id
    }

    /// For which cycle it is one.
    pub fn cycle(&self) -> Cycle {
        self.cycle
    }

    /// The number of its candidate issue.
    pub fn issue(&self) -> i64 {
        self.issue
    }

    /// How it is worded, as the meeting decided it.
    pub fn wording(&self) -> &str {
        &self.wording
    }
}

/// What a choice has against the rank, and why it was made.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgainstRank {
    /// In what it goes against the rank.
    pub how: Against,
    /// Why, in the meeting's words.
    pub because: String,
}

/// In what a choice goes against the rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Against {
    /// It was not chosen, though one that ranks below it was.
    PassedOver {
        /// Its rank.
        rank: usize,
    },
    /// It was chosen, and nobody had scored it.
    Unscored,
}

/// The priorities that one decision made, in their order.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "KeptPriorities")]
pub struct DecidedPriorities {
    minuted: Minuted,
    /// The round by whose scores the issues ranked, where they were scored.
    round: Option<u32>,
    /// How they ranked at the decision.
    ranks: BTreeMap<i64, usize>,
    priorities: Vec<Priority>,
    against: BTreeMap<i64, AgainstRank>,
}

impl DecidedPriorities {
    /// The decision.
    pub fn minuted(&self) -> &Minuted {
        &self.minuted
    }

    /// The round by whose scores the issues ranked then.
    pub fn round(&self) -> Option<u32> {
        self.round
    }

    /// The rank that an issue had at the decision; none where nobody had scored it.
    pub fn rank(&self, issue: i64) -> Option<usize> {
        self.ranks.get(&issue).copied()
    }

    /// The priorities, in the order that the meeting gave them.
    pub fn priorities(&self) -> &[Priority] {
        &self.priorities
    }

    /// The priority that an issue became, if it did.
    pub fn of_issue(&self, issue: i64) -> Option<&Priority> {
        self.priorities.iter().find(|one| one.issue == issue)
    }

    /// Where the choice goes against the rank, and why, by the issue's number.
    pub fn against(&self) -> &BTreeMap<i64, AgainstRank> {
        &self.against
    }
}

/// Decided priorities as they are kept.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptPriorities {
    minuted: KeptMinuted,
    round: Option<u32>,
    ranks: BTreeMap<i64, usize>,
    priorities: Vec<KeptPriority>,
    against: BTreeMap<i64, AgainstRank>,
}

/// A priority as it is kept within its decision.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptPriority {
    id: PriorityId,
    cycle: Cycle,
    issue: i64,
    wording: String,
}

/// Why kept priorities are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeptWrongly {
    /// The decision does not say by whom or where.
    #[error("the decision has no minute")]
    NoMinute,
    /// It made none.
    #[error("the decision made no priority")]
    None,
    /// One has no wording, or is of another cycle.
    #[error("a priority has no wording, or is of another cycle than its decision")]
    Priority,
    /// Two are one.
    #[error("two priorities have one name, or one candidate issue")]
    Twice,
}

impl TryFrom<KeptPriorities> for DecidedPriorities {
    type Error = KeptWrongly;

    fn try_from(kept: KeptPriorities) -> Result<DecidedPriorities, KeptWrongly> {
        let minuted = Minuted::kept(kept.minuted).ok_or(KeptWrongly::NoMinute)?;
        let is_right =
            |one: &KeptPriority| !one.wording.trim().is_empty() && one.cycle == minuted.cycle();
        if kept.priorities.is_empty() {
            return Err(KeptWrongly::None);
        }
        if !kept.priorities.iter().all(is_right) {
            return Err(KeptWrongly::Priority);
        }
        let ids: BTreeSet<&PriorityId> = kept.priorities.iter().map(|one| &one.id).collect();
        let issues: BTreeSet<i64> = kept.priorities.iter().map(|one| one.issue).collect();
        if ids.len() < kept.priorities.len() || issues.len() < kept.priorities.len() {
            return Err(KeptWrongly::Twice);
        }
        let priorities = kept.priorities.into_iter().map(|one| {
            let KeptPriority { id, cycle, issue, wording } = one;
            Priority { id, cycle, issue, wording }
        });
        let (round, ranks, against) = (kept.round, kept.ranks, kept.against);
        Ok(DecidedPriorities { minuted, round, ranks, priorities: priorities.collect(), against })
    }
}
