//! The standard year: a timetable that a new partnership can begin with, worked back from its meetings.
//!
//! In come a cycle and the partnership; out goes a timetable that raises no concern, to be read and changed
//! before it is taken.

mod days;

use std::collections::BTreeSet;

use crate::membership::Partnership;
use crate::membership::body::Body;
use crate::membership::body::BodyKind;
use crate::timetable::TypedTimetable;
use crate::timetable::cycle::Cycle;
use crate::timetable::standard::days::Days;
use crate::timetable::step::Step;
use crate::timetable::step::StepId;
use crate::timetable::step::StepKind;
use crate::timetable::step::Subject;
use crate::timetable::when::When;

/// The timetable proposed for a cycle. The partnership sees to some steps, and to the others `council`, named
/// as the owner of steps is.
///
/// It is worked back from the ordinary day of local elections. Council adopts the plan before the
/// pre-election period; Cabinet meets before Council's papers are due, and the strategy group before
/// Cabinet's are, each with two working days to spare. The plan is written in three weeks before the strategy
/// group's papers are due, and the eight weeks of consultation have closed before it is begun. Bodies that the
/// partnership has not are left out. Weekdays are the usual ones: on which days the bodies meet must be looked
/// up, and so must the polls.
///
/// ```
/// # use partnership::membership::{Partnership, TypedPartnership};
/// # let typed: TypedPartnership = serde_json::from_str(r#"{
/// #     "name": "Safer Ashford", "police_force": "Kent Police", "comparison_group": "nearest-neighbours",
/// #     "district": [{ "code": "E07000105", "name": "Ashford" }],
/// #     "body": [{ "id": "group", "kind": "strategy-group", "name": "the strategy group" }]
/// # }"#)?;
/// # let partnership = Partnership::of(typed)?;
/// use partnership::timetable::standard::standard_year;
/// let year = standard_year("2015-16".parse()?, &partnership, "Ashford Borough Council");
/// assert_eq!(year.steps[0].title, "Crime briefing for quarter 1 (April to June) published");
/// assert_eq!(year.steps[0].when.in_words(), "on 14 October 2014");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn standard_year(cycle: Cycle, partnership: &Partnership, council: &str) -> TypedTimetable {
    let days = Days::of(cycle, partnership);
    let owners = Owners { partnership: partnership.name(), council };
    let mut steps = Vec::new();
    let decided = deciding(&days).into_iter().chain(adopting(&days));
    for planned in assessing(&days).into_iter().chain(decided).chain(publishing(&days)) {
        let there: BTreeSet<StepId> = steps.iter().map(|step: &Step| step.id.clone()).collect();
        steps.extend(planned.as_step(partnership, &owners, &there));
    }
    let polls = BTreeSet::from([days.poll]);
    TypedTimetable { cycle, polls, school_holidays: Vec::new(), steps }
}

/// Who sees to the steps.
struct Owners<'a> {
    partnership: &'a str,
    council: &'a str,
}

/// Which of them sees to a step.
#[derive(Clone, Copy)]
enum SeenToBy {
    Partnership,
    Council,
}

/// A step of every standard year whose body there is.
struct Planned {
    id: &'static str,
    what: (StepKind, Subject),
    title: &'static str,
    when: When,
    seen_to_by: SeenToBy,
    body: Option<BodyKind>,
    needs: &'static [&'static str],
}

impl Planned {
    /// The step, needing those of its `needs` that are `there`; none where its body is not.
    fn as_step(
        &self,
        partnership: &Partnership,
        owners: &Owners<'_>,
        there: &BTreeSet<StepId>,
    ) -> Option<Step> {
        let body = match self.body {
            None => None,
            Some(kind) => Some(body_of(partnership, kind)?.id.clone()),
        };
        let owner = match self.seen_to_by {
            SeenToBy::Partnership => owners.partnership,
            SeenToBy::Council => owners.council,
        };
        let (kind, subject) = self.what;
        let needs = self.needs.iter().map(|name| step_id(name)).filter(|id| there.contains(id));
        Some(Step {
            id: step_id(self.id),
            kind,
            subject,
            title: self.title.to_owned(),
            when: self.when,
            owner: owner.to_owned(),
            body,
            needs: needs.collect(),
        })
    }
}

/// The first body of a kind.
fn body_of(partnership: &Partnership, kind: BodyKind) -> Option<&Body> {
    partnership.bodies().iter().find(|body| body.kind == kind)
}

#[expect(clippy::expect_used, reason = "the names are those below, and a test reads them all")]
fn step_id(name: &str) -> StepId {
    StepId(name.parse().expect("a short name is written here"))
}

/// From the crime briefing to the close of the consultation.
fn assessing(days: &Days) -> [Planned; 4] {
    [
        Planned {
            id: "crime-briefing",
            what: (StepKind::Publish, Subject::Briefing),
            title: "Crime briefing for quarter 1 (April to June) published",
            when: When::On(days.briefing),
            seen_to_by: SeenToBy::Council,
            body: None,
            needs: &[],
        },
        Planned {
            id: "update-considered",
            what: (StepKind::Consider, Subject::Report),
            title: "Update for scrutiny considered",
            when: When::On(days.scrutiny),
            seen_to_by: SeenToBy::Council,
            body: Some(BodyKind::Scrutiny),
            needs: &["crime-briefing"],
        },
        Planned {
            id: "draft-considered",
            what: (StepKind::Consider, Subject::Assessment),
            title: "Draft Strategic Assessment considered",
            when: When::On(days.draft),
            seen_to_by: SeenToBy::Partnership,
            body: Some(BodyKind::StrategyGroup),
            needs: &["crime-briefing"],
        },
        Planned {
            id: "consultation",
            what: (StepKind::Consult, Subject::Assessment),
            title: "Consultation on the Strategic Assessment",
            when: When::Between(days.consultation),
            seen_to_by: SeenToBy::Partnership,
            body: None,
            needs: &["draft-considered"],
        },
    ]
}

/// The writing of the plan, and what the strategy group decides.
fn deciding(days: &Days) -> [Planned; 3] {
    let meets = When::On(days.strategy_group);
    [
        Planned {
            id: "plan-written",
            what: (StepKind::Write, Subject::Plan),
            title: "Rolling plan written",
            when: When::Between(days.writing),
            seen_to_by: SeenToBy::Council,
            body: None,
            needs: &["draft-considered", "consultation"],
        },
        Planned {
            id: "assessment-approved",
            what: (StepKind::Approve, Subject::Assessment),
            title: "Strategic Assessment approved",
            when: meets,
            seen_to_by: SeenToBy::Partnership,
            body: Some(BodyKind::StrategyGroup),
            needs: &["draft-considered", "consultation"],
        },
        Planned {
            id: "plan-agreed",
            what: (StepKind::Agree, Subject::Plan),
            title: "Rolling plan agreed",
            when: meets,
            seen_to_by: SeenToBy::Partnership,
            body: Some(BodyKind::StrategyGroup),
            needs: &["plan-written", "assessment-approved"],
        },
    ]
}

/// What the council's bodies decide.
fn adopting(days: &Days) -> [Planned; 2] {
    [
        Planned {
            id: "plan-to-cabinet",
            what: (StepKind::Consider, Subject::Plan),
            title: "Rolling plan considered by the executive",
            when: When::On(days.cabinet),
            seen_to_by: SeenToBy::Council,
            body: Some(BodyKind::Cabinet),
            needs: &["plan-agreed"],
        },
        Planned {
            id: "plan-adopted",
            what: (StepKind::Adopt, Subject::Plan),
            title: "Rolling plan adopted",
            when: When::On(days.council),
            seen_to_by: SeenToBy::Council,
            body: Some(BodyKind::Council),
            needs: &["plan-agreed", "plan-to-cabinet"],
        },
    ]
}

/// After the poll.
fn publishing(days: &Days) -> [Planned; 2] {
    let plan = |id, kind, title, when, needs| Planned {
        id,
        what: (kind, Subject::Plan),
        title,
        when,
        seen_to_by: SeenToBy::Partnership,
        body: None,
        needs,
    };
    [
        plan(
            "plan-published",
            StepKind::Publish,
            "Rolling plan and its summary published",
            When::On(days.publication),
            &["plan-agreed", "plan-to-cabinet", "plan-adopted"],
        ),
        plan(
            "plan-distributed",
            StepKind::Distribute,
            "Rolling plan distributed",
            When::From(days.publication.month()),
            &["plan-published"],
        ),
    ]
}

#[cfg(test)]
mod tests;
