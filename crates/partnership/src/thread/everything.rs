//! Everything that the thread is woven of, as the earlier stages have it.

use std::collections::BTreeMap;

use crate::approval::history::History;
use crate::assessment::circulated::Circulated;
use crate::assessment::reference::Reference;
use crate::consultation::report::Label;
use crate::consultation::themes::counted::CountedTheme;
use crate::consultation::you_said::YouSaid;
use crate::evidence::finding::Finding;
use crate::evidence::finding::Now;
use crate::membership::body::BodyId;
use crate::panels::issue::Issue;
use crate::plan::action::Action;
use crate::plan::in_full::PlanInFull;
use crate::plan::rolling::Plan;
use crate::priorities::candidate::CandidateIssue;
use crate::priorities::decided::DecidedPriorities;
use crate::task_groups::commentary::Commentary;
use crate::terms::day::Day;
use crate::terms::extract::Extract;
use crate::terms::slug::Slug;
use crate::timetable::cycle::Cycle;

/// Everything that is held.
#[derive(Debug, Clone, Copy)]
pub struct Everything<'e> {
    /// The extracts in use.
    pub extracts: &'e [Extract],
    /// The findings that were kept.
    pub findings: &'e [Finding],
    /// What findings would now say, where that was asked.
    pub now: &'e BTreeMap<Slug, Now>,
    /// What panels raised.
    pub panel_issues: &'e [PanelIssue],
    /// What task groups said.
    pub commentaries: &'e [Commentary],
    /// The years, the first one first.
    pub cycles: &'e [OfCycle],
}

impl Default for Everything<'_> {
    /// Nothing.
    fn default() -> Self {
        const ASKED: &BTreeMap<Slug, Now> = &BTreeMap::new();
        Everything {
            extracts: &[],
            findings: &[],
            now: ASKED,
            panel_issues: &[],
            commentaries: &[],
            cycles: &[],
        }
    }
}

/// An issue of a panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanelIssue {
    /// Its number.
    pub number: i64,
    /// What the panel is called.
    pub panel: String,
    /// The issue.
    pub issue: Issue,
}

/// What is held of one planning year.
#[derive(Debug, Clone, PartialEq)]
pub struct OfCycle {
    /// The year.
    pub cycle: Cycle,
    /// The names of the bodies.
    pub bodies: BTreeMap<BodyId, String>,
    /// Its consultations.
    pub consultations: Vec<Consulted>,
    /// The candidate issues, by number.
    pub issues: BTreeMap<i64, CandidateIssue>,
    /// The decision by which priorities are in force.
    pub decided: Option<DecidedPriorities>,
    /// The plan.
    pub plan: Option<Plan>,
    /// Its actions, by number.
    pub actions: BTreeMap<i64, Action>,
    /// What was answered to people in the year, by number.
    pub said: BTreeMap<i64, YouSaid>,
    /// The documents on their way to adoption.
    pub documents: Vec<History>,
    /// The drafts of the assessment that were circulated, the first one first.
    pub circulated: Vec<Circulated>,
    /// References of circulated drafts that would now be answered otherwise, by the number of the draft's version, with what
    /// they would say; none where that was not asked.
    pub stale: Option<BTreeMap<(u32, Reference), String>>,
}

/// A consultation and what was heard in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consulted {
    /// The short name of its questionnaire.
    pub id: Slug,
    /// What it is about.
    pub title: String,
    /// Whether people said it, or it was made up.
    pub label: Label,
    /// The day on which it was closed; none while people may still answer.
    pub closed: Option<Day>,
    /// Its themes, as they were counted.
    pub themes: Vec<CountedTheme>,
}

impl OfCycle {
    /// Whether a candidate issue, and the priority made of it, were made up.
    pub fn label_of_issue(&self, number: i64) -> Label {
        let issue = self.issues.get(&number);
        let made_up = issue.is_some_and(|issue| issue.proposed().illustrative);
        if made_up { Label::Illustrative } else { Label::Real }
    }

    /// Whether the plan was made up.
    pub fn label_of_plan(&self) -> Label {
        self.plan.as_ref().map_or(Label::Real, |plan| plan.wording().label())
    }

    /// A year of which nothing is held.
    pub fn bare(cycle: Cycle) -> OfCycle {
        OfCycle {
            cycle,
            bodies: BTreeMap::new(),
            consultations: Vec::new(),
            issues: BTreeMap::new(),
            decided: None,
            plan: None,
            actions: BTreeMap::new(),
            said: BTreeMap::new(),
            documents: Vec::new(),
            circulated: Vec::new(),
            stale: None,
        }
    }

    /// The plan with all that belongs to it, once it was begun.
    pub fn plan_in_full(&self) -> Option<PlanInFull<'_>> {
        let priorities = self.decided.as_ref().map_or(&[][..], DecidedPriorities::priorities);
        let (actions, said) = (&self.actions, &self.said);
        self.plan.as_ref().map(|plan| PlanInFull { plan, priorities, actions, said })
    }
}
