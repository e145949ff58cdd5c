//! What was chosen at the meeting, held against the long list and its ranking.
//!
//! In come the choices with their wording and reasons; out go priorities, or every choice that is missing something.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::priorities::candidate::CandidateIssue;
use crate::priorities::candidate::State;
use crate::priorities::decided::Against;
use crate::priorities::decided::AgainstRank;
use crate::priorities::decided::DecidedPriorities;
use crate::priorities::decided::Priority;
use crate::priorities::decided::PriorityId;
use crate::priorities::decided::minuted::Minuted;
use crate::priorities::ranking::Ranking;
use crate::terms::slug;
use crate::terms::slug::Slug;
use crate::timetable::cycle::Cycle;

/// The longest wording of a priority, in characters.
pub const LONGEST_WORDING: usize = 200;
/// The longest reason, in characters.
pub const LONGEST_BECAUSE: usize = 1_000;

/// What a meeting chose from.
#[derive(Debug, Clone, Copy)]
pub struct LongList<'l> {
    /// The candidate issues of the cycle, by number.
    pub issues: &'l BTreeMap<i64, CandidateIssue>,
    /// The round in which they were scored and how they rank, where they were.
    pub ranking: Option<(u32, &'l Ranking)>,
    /// What was decided in the cycle before, the first decision first.
    pub earlier: &'l [DecidedPriorities],
}

/// What was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// The issues that were, in the order that the meeting gave them, each with its wording.
    pub chosen: Vec<(i64, String)>,
    /// Why an issue was chosen, or passed over, against its rank.
    pub because: BTreeMap<i64, String>,
}

/// What is missing of a choice.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChoiceFault {
    /// Nothing was chosen.
    #[error("no issue is chosen; tick those that the meeting made priorities")]
    Nothing,
    /// There is no such issue.
    #[error("there is no candidate issue {0}; choose one of the long list")]
    Unknown(i64),
    /// One was chosen that is not on the list.
    #[error("issue {issue} was {}; take it up again first, so that its history says so", .state.in_words())]
    NotOnTheList {
        /// The issue.
        issue: i64,
        /// Where it stands.
        state: State,
    },
    /// One was chosen twice.
    #[error("issue {0} is chosen twice; choose it once")]
    Twice(i64),
    /// One has no wording.
    #[error("issue {0} has no wording; write how the meeting worded the priority")]
    NoWording(i64),
    /// A wording is too long.
    #[error(
        "the wording of issue {issue} has {found} characters; at most {LONGEST_WORDING} are kept"
    )]
    LongWording {
        /// The issue.
        issue: i64,
        /// How many it has.
        found: usize,
    },
    /// A choice goes against the rank, and does not say why.
    #[error("{}", no_reason(*.issue, *.how))]
    NoReason {
        /// The issue.
        issue: i64,
        /// In what it goes against the rank.
        how: Against,
    },
    /// A reason is too long.
    #[error(
        "the reason about issue {issue} has {found} characters; at most {LONGEST_BECAUSE} are kept"
    )]
    LongReason {
        /// The issue.
        issue: i64,
        /// How many it has.
        found: usize,
    },
}

fn no_reason(issue: i64, how: Against) -> String {
    match how {
        Against::PassedOver { rank } => format!(
            "issue {issue} ranks {rank} and is not chosen, though one that ranks below it is; write why the meeting passed it over"
        ),
        Against::Unscored => {
            format!("issue {issue} is chosen and nobody scored it; write why the meeting chose it")
        }
    }
}

impl ChoiceFault {
    /// The issue that it is about, if it is about one.
    pub fn issue(&self) -> Option<i64> {
        match self {
            ChoiceFault::Nothing => None,
            ChoiceFault::Unknown(issue)
            | ChoiceFault::Twice(issue)
            | ChoiceFault::NoWording(issue)
            | ChoiceFault::NotOnTheList { issue, .. }
            | ChoiceFault::LongWording { issue, .. }
            | ChoiceFault::NoReason { issue, .. }
            | ChoiceFault::LongReason { issue, .. } => Some(*issue),
        }
    }
}

/// The priorities that a decision makes of what was chosen. An issue that was a priority before in the cycle keeps its
/// short name.
///
/// # Errors
/// All that is missing, issue by issue in the order of choosing, then of the ranks.
pub fn decide(
    minuted: Minuted,
    list: LongList<'_>,
    choices: &Choices,
) -> Result<DecidedPriorities, Vec<ChoiceFault>> {
    let mut faults = faults_of_chosen(list, choices);
    let against = against(list, choices, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let priorities = named(minuted.cycle(), list, choices);
    let ranks = list.ranking.iter().flat_map(|(_, ranking)| &ranking.rows);
    Ok(DecidedPriorities {
        minuted,
        round: list.ranking.map(|(round, _)| round),
        ranks: ranks.map(|row| (row.issue, row.rank)).collect(),
        priorities,
        against,
    })
}

fn faults_of_chosen(list: LongList<'_>, choices: &Choices) -> Vec<ChoiceFault> {
    let mut faults = Vec::new();
    if choices.chosen.is_empty() {
        faults.push(ChoiceFault::Nothing);
    }
    let mut seen = BTreeSet::new();
    for (issue, wording) in &choices.chosen {
        let issue = *issue;
        match list.issues.get(&issue).map(CandidateIssue::state) {
            None => faults.push(ChoiceFault::Unknown(issue)),
            Some(State::OnTheList) => {}
            Some(state @ (State::SetAside(_) | State::Merged { .. })) => {
                faults.push(ChoiceFault::NotOnTheList { issue, state });
            }
        }
        if !seen.insert(issue) {
            faults.push(ChoiceFault::Twice(issue));
        }
        match wording.trim().chars().count() {
            0 => faults.push(ChoiceFault::NoWording(issue)),
            found if found > LONGEST_WORDING => {
                faults.push(ChoiceFault::LongWording { issue, found });
            }
            _ => {}
        }
    }
    faults
}

/// Where the choice goes against the rank, with why; what has no reason is added to the faults.
fn against(
    list: LongList<'_>,
    choices: &Choices,
    faults: &mut Vec<ChoiceFault>,
) -> BTreeMap<i64, AgainstRank> {
    let mut against = BTreeMap::new();
    for (issue, how) in goes_against(list, choices) {
        let because = choices.because.get(&issue).map_or("", |words| words.trim());
        match because.chars().count() {
            0 => faults.push(ChoiceFault::NoReason { issue, how }),
            found if found > LONGEST_BECAUSE => {
                faults.push(ChoiceFault::LongReason { issue, found });
            }
            _ => {
                let because = because.to_owned();
                against.insert(issue, AgainstRank { how, because });
            }
        }
    }
    against
}

/// The issues at which a choice goes against the rank: those chosen that nobody scored, then those on the list that rank
/// above one that was chosen and were not chosen themselves.
pub fn goes_against(list: LongList<'_>, choices: &Choices) -> Vec<(i64, Against)> {
    let rank = |issue: i64| {
        let row = list.ranking.and_then(|(_, ranking)| ranking.row(issue));
        row.map(|row| row.rank)
    };
    let chosen: Vec<i64> = choices.chosen.iter().map(|(issue, _)| *issue).collect();
    let unscored = chosen.iter().filter(|issue| rank(**issue).is_none());
    let mut against: Vec<(i64, Against)> =
        unscored.map(|issue| (*issue, Against::Unscored)).collect();
    let last = chosen.iter().filter_map(|issue| rank(*issue)).max().unwrap_or(0);
    let rows = list.ranking.iter().flat_map(|(_, ranking)| &ranking.rows);
    let is_on_the_list =
        |issue: i64| list.issues.get(&issue).is_some_and(|one| one.state() == State::OnTheList);
    let passed = rows
        .filter(|row| row.rank < last && !chosen.contains(&row.issue) && is_on_the_list(row.issue));
    against.extend(passed.map(|row| (row.issue, Against::PassedOver { rank: row.rank })));
    against
}

/// The priorities with their short names.
fn named(cycle: Cycle, list: LongList<'_>, choices: &Choices) -> Vec<Priority> {
    let before = || list.earlier.iter().flat_map(|decided| &decided.priorities);
    let mut taken: BTreeSet<Slug> = before().map(|one| one.id.0.clone()).collect();
    let mut priorities = Vec::new();
    for (issue, wording) in &choices.chosen {
        let wording = wording.trim().to_owned();
        let kept = before().find(|one| one.issue == *issue).map(|one| one.id.clone());
        let free = || slug::free(&wording, "priority", |name| taken.contains(name));
        // Of short names there are always more than priorities.
        let Some(id) = kept.or_else(|| free().map(PriorityId)) else { continue };
        taken.insert(id.0.clone());
        priorities.push(Priority { id, cycle, issue: *issue, wording });
    }
    priorities
}
