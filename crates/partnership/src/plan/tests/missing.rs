//! What the law asks of a plan and is missing, and what hangs together with nothing.

use super::*;
use crate::consultation::themes::frame::tests::counted_lights_and_police;
use crate::consultation::you_said::WeAnswer;
use crate::consultation::you_said::YouSaid;
use crate::plan::export;
use crate::plan::gap::Gap;
use crate::plan::gap::gaps;
use crate::plan::in_full::PlanInFull;
use crate::plan::statutory::Content;
use crate::plan::statutory::Where;
use crate::plan::statutory::check;
use crate::priorities::decided::Priority;

/// What belongs to a plan of 2015–16.
pub(crate) struct Made {
    pub(crate) plan: Plan,
    pub(crate) priorities: Vec<Priority>,
    pub(crate) actions: BTreeMap<i64, Action>,
    pub(crate) said: BTreeMap<i64, YouSaid>,
}

impl Made {
    pub(crate) fn full(&self) -> PlanInFull<'_> {
        let Made { plan, priorities, actions, said } = self;
        PlanInFull { plan, priorities, actions, said }
    }
}

pub(crate) fn made() -> Made {
    let priorities = decided("2015-16", &["violence", "scams"]).priorities().to_vec();
    let actions = BTreeMap::from([(1, action("Pastors"))]);
    Made { plan: plan(), priorities, actions, said: BTreeMap::new() }
}

/// What is missing, as the names of the contents.
fn lacking(made: &Made) -> Vec<Content> {
    let authorities: Vec<String> = members().into_iter().collect();
    let checked = check(made.full(), &authorities).into_iter();
    checked.filter(|one| !one.missing.is_empty()).map(|one| one.content).collect()
}

#[test]
fn all_six_things_are_asked_for_and_a_whole_plan_lacks_none() {
    let mut made = made();
    use Content::{Priorities, Resources, Steps, Strategy, Success, Views};
    assert_eq!(lacking(&made), [Steps, Resources, Success, Views]);
    for authority in members() {
        let text = || "Written".to_owned();
        let undertaking = Undertaking { steps: text(), resources: text(), success: text() };
        made.plan = made.plan.with_undertaking(&authority, undertaking, &members()).unwrap();
    }
    let views = "A survey each January, on paper and on-line".to_owned();
    made.plan = made.plan.worded(Wording { views, ..wording("2017-18") }).unwrap();
    assert_eq!(lacking(&made), []);
    made.priorities.clear();
    let blank = Wording { strategy: " ".to_owned(), ..made.plan.wording().clone() };
    made.plan = made.plan.worded(blank).unwrap();
    assert_eq!(lacking(&made), [Strategy, Priorities]);
}

#[test]
fn each_authority_is_asked_for_its_own_by_name() {
    let made = made();
    let checked =
        check(made.full(), &["Kent Police", "fire and rescue authority"].map(str::to_owned));
    let steps = &checked.iter().find(|one| one.content == Content::Steps).unwrap().missing[0];
    assert_eq!(steps.told, "Kent Police has not written its steps");
    assert_eq!(steps.place, Where::Authority("Kent Police".to_owned()));
    let other = &checked.iter().find(|one| one.content == Content::Steps).unwrap().missing[1];
    assert_eq!(other.told, "Fire and rescue authority has not written its steps");
}

#[test]
fn what_no_responsible_authority_can_write_is_missing() {
    let made = made();
    let checked = check(made.full(), &[]);
    for content in [Content::Steps, Content::Resources, Content::Success] {
        let missing = &checked.iter().find(|one| one.content == content).unwrap().missing;
        let places: Vec<&Where> = missing.iter().map(|one| &one.place).collect();
        assert_eq!(places, [&Where::Members], "{content:?}");
    }
}

#[test]
fn a_decision_makes_priorities_and_a_priority_without_objective_is_a_gap() {
    let mut made = made();
    made.plan = made.plan.without_objective(2, &[]).unwrap();
    assert!(!lacking(&made).contains(&Content::Priorities), "the decision is all that is asked");
    let (priority, wording) = (made.priorities[1].id().clone(), "Less scams".to_owned());
    assert_eq!(gaps(made.full()), [Gap::PriorityWithoutObjective { priority, wording }]);
}

#[test]
fn a_plan_with_nothing_in_it_is_not_without_gap() {
    let plan = Plan::begun(cycle("2015-16"), wording("2015-16")).unwrap();
    let (actions, said) = (BTreeMap::new(), BTreeMap::new());
    let mut made = Made { plan, priorities: Vec::new(), actions, said };
    assert_eq!(gaps(made.full()), [Gap::NothingPlanned]);
    made.actions.insert(1, action("Pastors"));
    assert!(!gaps(made.full()).contains(&Gap::NothingPlanned));
}

#[test]
fn what_hangs_together_with_nothing_is_a_gap() {
    let mut made = made();
    let bare = Described { objective: None, measure: None, ..described("Alone") };
    let half = {
        let mut typed = repeat_victims();
        (typed.baseline, typed.target) = (None, None);
        Described { measure: Some(Measure::of(typed).unwrap()), ..described("Half") }
    };
    for (number, described) in [(2, bare), (3, half)] {
        let deed = ActionDeed::Describe(Box::new(described));
        made.actions.insert(number, after(action("x"), "2015-05-01", deed).unwrap());
    }
    let unserved = made.priorities[1].clone();
    let found = gaps(made.full());
    let expected = vec![
        Gap::PriorityWithoutAction {
            priority: unserved.id().clone(),
            wording: unserved.wording().to_owned(),
        },
        Gap::ActionWithoutPriority(2),
        Gap::ActionWithoutMeasure(2),
        Gap::MeasureWithoutBaseline(3),
        Gap::MeasureWithoutTarget(3),
    ];
    assert_eq!(found, expected);
    assert!(found.iter().all(|gap| gap.told().contains("; ")), "each says what to do");
    // What was dropped serves nothing, and lacks nothing.
    let drop = ActionDeed::Drop { because: "No money".to_owned() };
    for number in [1, 2, 3] {
        let dropped = after(made.actions[&number].clone(), "2015-06-01", drop.clone()).unwrap();
        made.actions.insert(number, dropped);
    }
    assert_eq!(gaps(made.full()).len(), 2, "neither priority has an action now");
}

#[test]
fn a_priority_that_is_no_more_in_force_leaves_its_objective_bare() {
    let mut made = made();
    made.priorities.remove(0);
    let found = gaps(made.full());
    let words = "Fewer assaults at night".to_owned();
    assert!(found.contains(&Gap::ObjectiveWithoutPriority { number: 1, words }), "{found:?}");
    assert!(found.contains(&Gap::ActionWithoutPriority(1)), "{found:?}");
}

#[test]
fn what_was_promised_to_people_needs_an_action_and_what_was_done_or_refused_does_not() {
    let mut made = made();
    let themes = counted_lights_and_police(3, 1);
    let said = |place: usize, answer| {
        YouSaid::of(&themes.themes[place], "More of it", answer, day("2015-03-05")).unwrap()
    };
    let (what, owner) = ("Mend the lights".to_owned(), "The county".to_owned());
    made.said.insert(7, said(0, WeAnswer::WeWill { what, owner, due: day("2015-09-30") }));
    made.said.insert(8, said(1, WeAnswer::WeDidNot { because: "No money".to_owned() }));
    let (what, owner) = ("Mended the lights".to_owned(), "The county".to_owned());
    made.said.insert(9, said(1, WeAnswer::WeDid { what, owner, on: day("2015-03-01") }));
    let of_said = |made: &Made| -> Vec<Gap> {
        let found = gaps(made.full()).into_iter();
        found.filter(|gap| matches!(gap, Gap::SaidWithoutAction { .. })).collect()
    };
    let said = "More of it".to_owned();
    assert_eq!(of_said(&made), [Gap::SaidWithoutAction { number: 7, said }]);
    let does = Described { said: BTreeSet::from([7]), ..described("Lights") };
    let does = after(action("x"), "2015-05-01", ActionDeed::Describe(Box::new(does))).unwrap();
    made.actions.insert(2, does);
    assert_eq!(of_said(&made), []);
    let doing: Vec<i64> = made.full().doing(7).map(|(number, _)| number).collect();
    assert_eq!(doing, [2]);
}

#[test]
fn the_file_has_a_line_for_each_action_with_all_its_cells() {
    let mut made = made();
    let noted = noted("2015-Q1", Rag::OffTrack);
    made.actions.insert(2, after(action("Banks"), "2015-05-01", noted).unwrap());
    let lines = export::lines(made.full());
    assert_eq!(lines.len(), 3);
    assert!(lines.iter().all(|line| line.len() == lines[0].len()));
    let cell = |head: &str| {
        let place = lines[0].iter().position(|one| one == head).unwrap();
        lines[2][place].as_str()
    };
    assert_eq!((cell("action"), cell("priority")), ("2", "Less violence"));
    assert_eq!((cell("column of the board"), cell("baseline")), ("Off track (R)", "40"));
    assert_eq!((cell("last quarter noted"), cell("due")), ("2015-Q1", "2015-12-31"));
    // How it did stays when it is finished.
    let finished = after(made.actions[&2].clone(), "2015-06-01", finish()).unwrap();
    made.actions.insert(2, finished);
    let lines = export::lines(made.full());
    let place = lines[0].iter().position(|one| one == "how it did").unwrap();
    assert_eq!(lines[2][place], "Off track (R)");
}
