//! A long list as a file has it, with what was done, scored and decided: how an example is entered as it stood on a day.
//!
//! In comes what was typed; out go proposals and deeds of the days until then, whose issues name each other by short names.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::priorities::candidate::CandidateDeed;
use crate::priorities::candidate::Ground;
use crate::priorities::candidate::Proposed;
use crate::priorities::evidence::Cited;
use crate::priorities::method::Levels;
use crate::priorities::method::Method;
use crate::priorities::score::Given;
use crate::terms::day::Day;
use crate::terms::slug::Slug;
use crate::timetable::meeting::MeetingId;
use crate::timetable::step::StepId;

/// A long list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedLongList {
    /// The day on which all scores were given.
    pub scored: Day,
    /// The day on which scoring was closed.
    pub closed: Day,
    /// The method, chosen on the day of the first proposal.
    pub method: Method,
    /// The issues.
    pub issue: Vec<TypedIssue>,
    /// What the meeting decided.
    pub decision: TypedDecision,
}

/// An issue of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedIssue {
    /// The short name by which others name it.
    pub name: Slug,
    /// Its title.
    pub title: String,
    /// What it is about.
    #[serde(default)]
    pub about: String,
    /// Why it is proposed.
    pub why: String,
    /// The day.
    pub on: Day,
    /// What it rests on.
    #[serde(default)]
    pub evidence: BTreeSet<Cited>,
    /// What was done about it.
    #[serde(default)]
    pub deeds: Vec<TypedDeed>,
    /// What scorers gave it.
    #[serde(default)]
    pub scores: Vec<TypedScore>,
}

/// Something done about it: one of the three.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TypedDeed {
    /// The day.
    pub on: Day,
    /// On which ground it was set aside.
    pub set_aside: Option<Ground>,
    /// With which issue it is one.
    pub merge: Option<Slug>,
    /// Why it was taken up again.
    pub take_up_again: Option<String>,
    /// Why it was set aside or merged.
    #[serde(default)]
    pub because: String,
}

/// What somebody gave it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedScore {
    /// Who.
    pub by: Slug,
    /// The levels.
    pub levels: Levels,
    /// On what it is based.
    pub note: String,
}

/// What the meeting decided.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedDecision {
    /// The day.
    pub on: Day,
    /// The meeting.
    pub meeting: MeetingId,
    /// The item of its agenda.
    pub step: StepId,
    /// What was chosen, in order.
    pub chosen: Vec<TypedChoice>,
    /// Why, where it goes against the rank.
    #[serde(default)]
    pub because: BTreeMap<Slug, String>,
}

/// An issue that was chosen.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedChoice {
    /// Its short name.
    pub issue: Slug,
    /// How the meeting worded it.
    pub wording: String,
}

impl TypedIssue {
    /// What was proposed, labelled as made up.
    pub fn proposed(&self) -> Proposed {
        Proposed {
            title: self.title.clone(),
            about: self.about.clone(),
            why: self.why.clone(),
            evidence: self.evidence.clone(),
            on: self.on,
            illustrative: true,
        }
    }
}

impl TypedDeed {
    /// The deed, with issues by their numbers; none where it names one that is not there, or nothing at all.
    pub fn deed(&self, numbers: &BTreeMap<Slug, i64>) -> Option<CandidateDeed> {
        let because = self.because.clone();
        match (self.set_aside, &self.merge, &self.take_up_again) {
            (Some(ground), None, None) => Some(CandidateDeed::SetAside { ground, because }),
            (None, Some(into), None) => {
                Some(CandidateDeed::Merge { into: *numbers.get(into)?, because })
            }
            (None, None, Some(because)) => {
                Some(CandidateDeed::TakeUpAgain { because: because.clone() })
            }
            _ => None,
        }
    }
}

impl TypedScore {
    /// What was given on a day.
    pub fn given(&self, on: Day) -> Given {
        let (levels, note) = (self.levels.clone(), self.note.clone());
        Given { levels, cites: BTreeSet::new(), note, on }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::membership::person::PersonId;
    use crate::priorities::candidate::CandidateIssue;
    use crate::priorities::candidate::DatedDeed;
    use crate::priorities::decided::deciding::Choices;
    use crate::priorities::decided::deciding::LongList;
    use crate::priorities::decided::deciding::goes_against;
    use crate::priorities::ranking::of_list;
    use crate::priorities::round::Round;
    use crate::priorities::score::Score;

    const EXAMPLE: &str = include_str!("../../../../examples/maidstone-2014/priorities.toml");

    #[test]
    fn the_worked_example_is_let_in_whole_and_says_why_it_goes_against_the_rank() {
        let typed: TypedLongList = toml::from_str(EXAMPLE).unwrap();
        let today = typed.decision.on;
        let numbers: BTreeMap<Slug, i64> =
            typed.issue.iter().map(|issue| issue.name.clone()).zip(1..).collect();
        let round = Round {
            number: 1,
            method: typed.method.clone(),
            since: typed.issue[0].on,
            why: String::new(),
            closed: None,
        };
        let (mut issues, mut scores) = (BTreeMap::new(), Vec::new());
        for one in &typed.issue {
            let number = numbers[&one.name];
            let mut issue = CandidateIssue::of(one.proposed(), today).unwrap();
            for dated in &one.deeds {
                let deed = dated.deed(&numbers).unwrap();
                issue = issue.with(DatedDeed { on: dated.on, deed }, today).unwrap();
            }
            for given in &one.scores {
                let (by, given) = (PersonId(given.by.clone()), given.given(typed.scored));
                scores.push((number, Score::first(by, given, (&round, &issue)).unwrap()));
            }
            issues.insert(number, issue);
        }
        let list = issues.iter().map(|(number, issue)| (*number, issue));
        let given = scores.iter().map(|(number, score)| (*number, &score.last().levels));
        let ranking = of_list(&round.method, list, given, 4);
        let chosen = typed.decision.chosen.iter();
        let chosen = chosen.map(|one| (numbers[&one.issue], one.wording.clone())).collect();
        let choices = Choices { chosen, because: BTreeMap::new() };
        let list = LongList { issues: &issues, ranking: Some((1, &ranking)), earlier: &[] };
        let against: Vec<i64> =
            goes_against(list, &choices).into_iter().map(|(issue, _)| issue).collect();
        let said: Vec<i64> = typed.decision.because.keys().map(|name| numbers[name]).collect();
        assert!(against.iter().all(|issue| said.contains(issue)), "{against:?} {ranking:#?}");
        assert!(!against.is_empty(), "the example shows a choice against the rank");
    }
}
