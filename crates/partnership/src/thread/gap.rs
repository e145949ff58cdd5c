//! What hangs together with nothing: a priority without evidence, a theme without an answer, a claim without a figure, and
//! what is missing between the parts of a plan.
//!
//! In comes everything that is held; out go the gaps. None of them forbids anything.

use crate::approval::document::DocumentId;
use crate::approval::document::DocumentKind;
use crate::approval::text::PassageId;
use crate::assessment::answering::borne_out;
use crate::assessment::circulated::Circulated;
use crate::assessment::numeral::typed_by_hand;
use crate::assessment::passage::passages;
use crate::assessment::reference::Kind;
use crate::assessment::text::Passage;
use crate::assessment::text::Section;
use crate::consultation::you_said;
use crate::consultation::you_said::YouSaid;
use crate::plan::gap;
use crate::plan::gap::Gap;
use crate::priorities::candidate::CandidateIssue;
use crate::terms::slug;
use crate::thread::everything::Everything;
use crate::thread::everything::OfCycle;
use crate::thread::reference::Name;
use crate::thread::reference::NodeRef;
use crate::timetable::cycle::Cycle;

/// From how many comments on a theme is owed an answer here: one of them is a person who is owed it.
const LEAST_COMMENTS: usize = 1;

/// Something that is missing in the thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThreadGap {
    /// The candidate issue of a priority rests on nothing that is kept.
    PriorityWithoutEvidence {
        /// The priority.
        node: NodeRef,
        /// How it is worded.
        wording: String,
    },
    /// A theme of a closed consultation has no answer.
    ThemeWithoutAnswer {
        /// The theme.
        node: NodeRef,
        /// What it is called.
        title: String,
        /// How many comments have it.
        comments: usize,
    },
    /// A claim in a circulated draft rests on no figure.
    ClaimWithoutFigure {
        /// The passage.
        node: NodeRef,
        /// What is claimed.
        claim: String,
    },
    /// Something is missing between the parts of a plan.
    OfPlan {
        /// The year.
        cycle: Cycle,
        /// What.
        gap: Gap,
    },
}

impl ThreadGap {
    /// What is missing, in a few words that head a list of it.
    pub fn kind_in_words(&self) -> &'static str {
        match self {
            ThreadGap::PriorityWithoutEvidence { .. } => "Priority without evidence",
            ThreadGap::ThemeWithoutAnswer { .. } => "Theme without an answer",
            ThreadGap::ClaimWithoutFigure { .. } => "Claim without a figure",
            ThreadGap::OfPlan { gap, .. } => match gap {
                Gap::NothingPlanned => "Nothing planned",
                Gap::PriorityWithoutObjective { .. } => "Priority without an objective",
                Gap::PriorityWithoutAction { .. } => "Priority without an action",
                Gap::ObjectiveWithoutPriority { .. } => "Objective without a priority",
                Gap::ActionWithoutPriority(_) => "Action without a priority",
                Gap::ActionWithoutMeasure(_) => "Action without a measure",
                Gap::MeasureWithoutBaseline(_) => "Measure without a baseline",
                Gap::MeasureWithoutTarget(_) => "Measure without a target",
                Gap::SaidWithoutAction { .. } => "Answer without an action",
            },
        }
    }

    /// The gap in a sentence that says what to do.
    pub fn told(&self) -> String {
        match self {
            ThreadGap::PriorityWithoutEvidence { wording, .. } => format!(
                "The priority “{wording}” rests on nothing that is kept; say on its candidate issue what it rests on"
            ),
            ThreadGap::ThemeWithoutAnswer { title, .. } => {
                format!(
                    "People spoke of “{title}”, and nothing is answered; answer it under “you said, we did”"
                )
            }
            ThreadGap::ClaimWithoutFigure { node, claim } => {
                let where_it_stands = match node {
                    NodeRef::Passage(document, passage) => {
                        format!("Passage {passage} of the {}", document.in_words())
                    }
                    other => format!("“{other}”"),
                };
                format!(
                    "{where_it_stands} says “{claim}” and no figure bears it out; put a reference in its place"
                )
            }
            ThreadGap::OfPlan { gap, .. } => gap.told(),
        }
    }

    /// The node that it is about.
    pub fn node(&self) -> NodeRef {
        match self {
            ThreadGap::PriorityWithoutEvidence { node, .. }
            | ThreadGap::ThemeWithoutAnswer { node, .. }
            | ThreadGap::ClaimWithoutFigure { node, .. } => node.clone(),
            ThreadGap::OfPlan { cycle, gap } => match gap {
                Gap::NothingPlanned => {
                    let kind = DocumentKind::Plan;
                    NodeRef::Adopted(DocumentId { kind, cycle: *cycle })
                }
                Gap::PriorityWithoutObjective { priority, .. }
                | Gap::PriorityWithoutAction { priority, .. } => {
                    NodeRef::Priority(*cycle, priority.clone())
                }
                Gap::ObjectiveWithoutPriority { number, .. } => NodeRef::Objective(*cycle, *number),
                Gap::ActionWithoutPriority(number)
                | Gap::ActionWithoutMeasure(number)
                | Gap::MeasureWithoutBaseline(number)
                | Gap::MeasureWithoutTarget(number) => NodeRef::Action(*cycle, *number),
                Gap::SaidWithoutAction { number, .. } => NodeRef::Said(*cycle, *number),
            },
        }
    }
}

/// All gaps, year by year: of priorities, of themes, of claims, then of the plan.
pub(super) fn gaps(everything: &Everything<'_>) -> Vec<ThreadGap> {
    let of_year = |year: &OfCycle| {
        let mut gaps = of_priorities(year);
        gaps.extend(of_themes(year));
        gaps.extend(year.circulated.last().into_iter().flat_map(|draft| of_claims(year, draft)));
        // A plan in which nothing stands yet has nothing that could hang together.
        let of_plan = year.plan_in_full().map(gap::gaps).unwrap_or_default().into_iter();
        let of_plan = of_plan.filter(|gap| *gap != Gap::NothingPlanned);
        gaps.extend(of_plan.map(|gap| ThreadGap::OfPlan { cycle: year.cycle, gap }));
        gaps
    };
    everything.cycles.iter().flat_map(of_year).collect()
}

fn of_priorities(year: &OfCycle) -> Vec<ThreadGap> {
    let priorities = year.decided.iter().flat_map(|decided| decided.priorities());
    let bare = priorities.filter(|priority| {
        let issue = year.issues.get(&priority.issue());
        issue.map(CandidateIssue::evidence).unwrap_or_default().is_empty()
    });
    let gap = bare.map(|priority| ThreadGap::PriorityWithoutEvidence {
        node: NodeRef::Priority(year.cycle, priority.id().clone()),
        wording: priority.wording().to_owned(),
    });
    gap.collect()
}

fn of_themes(year: &OfCycle) -> Vec<ThreadGap> {
    let closed = year.consultations.iter().filter(|one| one.closed.is_some());
    let themes = closed.flat_map(|one| &one.themes);
    let said: Vec<YouSaid> = year.said.values().cloned().collect();
    let gaps = you_said::gaps(themes, &said, LEAST_COMMENTS).into_iter();
    let gap = gaps.filter_map(|theme| {
        let title = theme.code().title.clone();
        let node = NodeRef::Theme(year.cycle, Name::of(&slug::plain(&title, "theme"))?);
        Some(ThreadGap::ThemeWithoutAnswer { node, title, comments: theme.count() })
    });
    gap.collect()
}

/// Claims and numbers of a draft that were typed and that nothing bears out.
fn of_claims(year: &OfCycle, draft: &Circulated) -> Vec<ThreadGap> {
    let (sections, mut gaps) = (draft.sections(), Vec::new());
    let document = DocumentId { kind: DocumentKind::Assessment, cycle: year.cycle };
    for (section, passage) in passages(&sections) {
        let id = passage.number.and_then(|number| PassageId::numbered(number.value()));
        let Some(id) = id else { continue };
        let node = NodeRef::Passage(document, id);
        let claims = unborne(draft, passage).into_iter().chain(typed(section, passage));
        gaps.extend(
            claims.map(|claim| ThreadGap::ClaimWithoutFigure { node: node.clone(), claim }),
        );
    }
    gaps
}

/// What a passage claims by reference, and no figure stands behind.
fn unborne(draft: &Circulated, passage: &Passage) -> Vec<String> {
    let claims = passage.body.references().filter(|reference| reference.kind == Kind::Claim);
    let bare = claims.filter_map(|reference| {
        let answer = draft.answers.get(reference);
        // What the partnership itself published bears a claim out, too, and is no figure of ours.
        let borne = answer.is_some_and(|answer| {
            !answer.figures.is_empty() || answer.what.starts_with(&borne_out())
        });
        let says = answer.map_or_else(|| reference.to_string(), |answer| answer.says.clone());
        (!borne).then_some(says)
    });
    bare.collect()
}

/// The numbers of a passage that were typed by hand.
fn typed(section: &Section, passage: &Passage) -> Vec<String> {
    let alone =
        Section { heading: String::new(), passages: vec![passage.clone()], ..section.clone() };
    let faults = typed_by_hand(&[alone]).into_iter();
    faults.map(|fault| fault.found.trim_matches('`').to_owned()).collect()
}
