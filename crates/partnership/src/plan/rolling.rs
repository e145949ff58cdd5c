//! The rolling plan of a cycle as it is written, without its actions: strategy, objectives, what each authority undertakes.
//!
//! In come texts, and priorities that a decision made; out goes a plan, or all that is wrong with what was written.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::consultation::report::Label;
use crate::plan::refused::PlanFault;
use crate::priorities::decided::Priority;
use crate::priorities::decided::PriorityId;
use crate::timetable::cycle::Cycle;

/// The longest text of a plan, in characters.
pub const LONGEST_TEXT: usize = 20_000;
/// The longest objective, in characters.
pub const LONGEST_OBJECTIVE: usize = 300;
/// So many years a plan covers at most.
pub const MOST_YEARS: i16 = 10;

/// What is written in a plan for the whole partnership. Nothing of it is needed to begin.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The last cycle that the plan covers; it is refreshed in each.
    pub until: Cycle,
    /// The strategy: against crime and disorder, substance misuse, re-offending and serious violence.
    #[serde(default)]
    pub strategy: String,
    /// How the views of people who live or work in the area were obtained, and will be.
    #[serde(default)]
    pub views: String,
    /// Whether the plan was made up, to show how; then whatever has it says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub illustrative: bool,
}

impl Wording {
    /// Whether the plan was made up, as titles say it.
    pub fn label(&self) -> Label {
        if self.illustrative { Label::Illustrative } else { Label::Real }
    }
}

/// What a plan wants to reach under a priority.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    number: u32,
    priority: PriorityId,
    words: String,
}

impl Objective {
    /// Its number in the plan, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The priority that it is under.
    pub fn priority(&self) -> &PriorityId {
        &self.priority
    }

    /// What is to be reached.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// What is wrong with the words of an objective, if anything.
    pub fn fault_of(words: &str) -> Option<PlanFault> {
        match words.trim().chars().count() {
            0 => Some(PlanFault::NoWords),
            found if found > LONGEST_OBJECTIVE => Some(PlanFault::LongObjective(found)),
            _ => None,
        }
    }
}

/// What an authority undertakes in a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Undertaking {
    /// The steps that it takes.
    #[serde(default)]
    pub steps: String,
    /// How it allocates and deploys its resources.
    #[serde(default)]
    pub resources: String,
    /// How it measures its success.
    #[serde(default)]
    pub success: String,
}

impl Undertaking {
    /// Whether nothing of it is written.
    pub fn is_blank(&self) -> bool {
        [&self.steps, &self.resources, &self.success].iter().all(|text| text.trim().is_empty())
    }
}

/// The rolling plan of a cycle, without its actions.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "TypedPlan")]
pub struct Plan {
    cycle: Cycle,
    /// The cycle whose plan it refreshes.
    #[serde(skip_serializing_if = "Option::is_none")]
    refreshes: Option<Cycle>,
    wording: Wording,
    objectives: Vec<Objective>,
    /// The highest number of an objective that the plan, or one that it refreshes, has no more: none is given twice.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_gone: Option<u32>,
    /// By the authority's name.
    undertakings: BTreeMap<String, Undertaking>,
}

/// A plan as it is kept, not yet checked.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct TypedPlan {
    cycle: Cycle,
    #[serde(default)]
    refreshes: Option<Cycle>,
    wording: Wording,
    objectives: Vec<Objective>,
    #[serde(default)]
    last_gone: Option<u32>,
    undertakings: BTreeMap<String, Undertaking>,
}

impl TryFrom<TypedPlan> for Plan {
    type Error = PlanFault;

    fn try_from(typed: TypedPlan) -> Result<Plan, PlanFault> {
        let TypedPlan { cycle, refreshes, wording, objectives, last_gone, undertakings } = typed;
        let numbers: BTreeSet<u32> = objectives.iter().map(Objective::number).collect();
        if numbers.len() < objectives.len() {
            return Err(PlanFault::NumberTwice);
        }
        let mut faults = faults_of_wording(cycle, &wording);
        faults.extend(objectives.iter().filter_map(|one| Objective::fault_of(&one.words)));
        faults.extend(undertakings.values().flat_map(faults_of_undertaking));
        match faults.into_iter().next() {
            Some(fault) => Err(fault),
            None => Ok(Plan { cycle, refreshes, wording, objectives, last_gone, undertakings }),
        }
    }
}

impl Plan {
    /// A plan that is begun for a cycle.
    ///
    /// # Errors
    /// All that is wrong with what was written, in the order of the fields.
    pub fn begun(cycle: Cycle, wording: Wording) -> Result<Plan, Vec<PlanFault>> {
        let faults = faults_of_wording(cycle, &wording);
        let (objectives, undertakings) = (Vec::new(), BTreeMap::new());
        let (refreshes, last_gone) = (None, None);
        let plan = Plan { cycle, refreshes, wording, objectives, last_gone, undertakings };
        if faults.is_empty() { Ok(plan) } else { Err(faults) }
    }

    /// The plan that refreshes this one in a later cycle: its texts and undertakings, and the objectives whose priorities
    /// were decided again.
    pub(super) fn refreshed(&self, cycle: Cycle, decided: &[Priority]) -> Plan {
        let is_decided = |one: &Objective| decided.iter().any(|other| *other.id() == one.priority);
        let (objectives, gone): (Vec<Objective>, Vec<Objective>) =
            self.objectives.iter().cloned().partition(is_decided);
        let last_gone = gone.iter().map(Objective::number).max().max(self.last_gone);
        let wording = Wording { until: self.wording.until.max(cycle), ..self.wording.clone() };
        let (refreshes, undertakings) = (Some(self.cycle), self.undertakings.clone());
        Plan { cycle, refreshes, wording, objectives, last_gone, undertakings }
    }

    /// The plan with other words.
    ///
    /// # Errors
    /// All that is wrong with what was written, in the order of the fields.
    pub fn worded(self, wording: Wording) -> Result<Plan, Vec<PlanFault>> {
        let faults = faults_of_wording(self.cycle, &wording);
        if faults.is_empty() { Ok(Plan { wording, ..self }) } else { Err(faults) }
    }

    /// The plan with one more objective under a priority. Its number is one that was never given, here or in the plan that
    /// this one refreshes when it was refreshed.
    ///
    /// # Errors
    /// When the priority is of another cycle, or the objective has no words or too many.
    pub fn with_objective(mut self, priority: &Priority, words: &str) -> Result<Plan, PlanFault> {
        if priority.cycle() != self.cycle {
            return Err(PlanFault::OtherCycle(priority.cycle()));
        }
        if let Some(fault) = Objective::fault_of(words) {
            return Err(fault);
        }
        let last = self.objectives.iter().map(Objective::number).max().max(self.last_gone);
        let number = last.unwrap_or(0) + 1;
        let (priority, words) = (priority.id().clone(), words.trim().to_owned());
        self.objectives.push(Objective { number, priority, words });
        Ok(self)
    }

    /// The plan with other words for an objective.
    ///
    /// # Errors
    /// When there is no such objective, or its words are missing or too many.
    pub fn with_objective_reworded(mut self, number: u32, words: &str) -> Result<Plan, PlanFault> {
        if let Some(fault) = Objective::fault_of(words) {
            return Err(fault);
        }
        let objective = self.objectives.iter_mut().find(|one| one.number == number);
        let objective = objective.ok_or(PlanFault::NoObjective(number))?;
        words.trim().clone_into(&mut objective.words);
        Ok(self)
    }

    /// The plan without an objective.
    ///
    /// # Errors
    /// When there is no such objective, or actions are under it, whose numbers are `under`.
    pub fn without_objective(mut self, number: u32, under: &[i64]) -> Result<Plan, PlanFault> {
        let place = self.objectives.iter().position(|one| one.number == number);
        let place = place.ok_or(PlanFault::NoObjective(number))?;
        if !under.is_empty() {
            return Err(PlanFault::ActionsUnder { number, actions: under.to_vec() });
        }
        self.objectives.remove(place);
        self.last_gone = self.last_gone.max(Some(number));
        Ok(self)
    }

    /// The plan with what an authority undertakes; where nothing is written, without it.
    ///
    /// # Errors
    /// When no member has that name, or a text is too long.
    pub fn with_undertaking(
        mut self,
        authority: &str,
        undertaking: Undertaking,
        members: &BTreeSet<String>,
    ) -> Result<Plan, Vec<PlanFault>> {
        let faults = faults_of_undertaking(&undertaking);
        if !members.contains(authority) && !self.undertakings.contains_key(authority) {
            return Err(vec![PlanFault::NoMember(authority.to_owned())]);
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        if undertaking.is_blank() {
            self.undertakings.remove(authority);
        } else {
            self.undertakings.insert(authority.to_owned(), undertaking);
        }
        Ok(self)
    }

    /// The cycle.
    pub fn cycle(&self) -> Cycle {
        self.cycle
    }

    /// The cycle whose plan it refreshes, if it does.
    pub fn refreshes(&self) -> Option<Cycle> {
        self.refreshes
    }

    /// What is written for the whole partnership.
    pub fn wording(&self) -> &Wording {
        &self.wording
    }

    /// Its objectives in the order of their numbers.
    pub fn objectives(&self) -> &[Objective] {
        &self.objectives
    }

    /// The objective of a number, if there is one.
    pub fn objective(&self, number: u32) -> Option<&Objective> {
        self.objectives.iter().find(|one| one.number == number)
    }

    /// What authorities undertake, by their names.
    pub fn undertakings(&self) -> &BTreeMap<String, Undertaking> {
        &self.undertakings
    }

    /// The years that it covers: "2015–16", or "2015–16 to 2017–18".
    pub fn years(&self) -> String {
        let (first, last) = (self.cycle.in_words(), self.wording.until.in_words());
        if first == last { first } else { format!("{first} to {last}") }
    }
}

fn faults_of_wording(cycle: Cycle, wording: &Wording) -> Vec<PlanFault> {
    let until = wording.until;
    let years = until.year().start() - cycle.year().start() + 1;
    let long = |text: &str, fault: fn(usize) -> PlanFault| {
        let found = text.chars().count();
        (found > LONGEST_TEXT).then(|| fault(found))
    };
    let faults = [
        (until < cycle).then_some(PlanFault::EndsBefore { cycle, until }),
        (years > MOST_YEARS).then_some(PlanFault::ManyYears(years)),
        long(&wording.strategy, PlanFault::LongStrategy),
        long(&wording.views, PlanFault::LongViews),
    ];
    faults.into_iter().flatten().collect()
}

fn faults_of_undertaking(undertaking: &Undertaking) -> Vec<PlanFault> {
    let Undertaking { steps, resources, success } = undertaking;
    let long = |text: &str, fault: fn(usize) -> PlanFault| {
        let found = text.chars().count();
        (found > LONGEST_TEXT).then(|| fault(found))
    };
    let faults = [
        long(steps, PlanFault::LongSteps),
        long(resources, PlanFault::LongResources),
        long(success, PlanFault::LongSuccess),
    ];
    faults.into_iter().flatten().collect()
}
