//! Every stage with every deed: what is allowed leads on as the table says, and all else is refused with the reason.

use std::collections::BTreeMap;

use crate::approval::amendment::Fate;
use crate::approval::call_in::Outcome as CallInOutcome;
use crate::approval::call_in::Window;
use crate::approval::deed::Deed;
use crate::approval::document::DocumentKind;
use crate::approval::stage::Stage;
use crate::approval::tests::made::agrees;
use crate::approval::tests::made::amended;
use crate::approval::tests::made::amends;
use crate::approval::tests::made::call_in;
use crate::approval::tests::made::decides;
use crate::approval::tests::made::delegates;
use crate::approval::tests::made::moved;
use crate::approval::tests::made::put_forward;
use crate::approval::tests::made::reword;
use crate::approval::tests::made::settle;
use crate::approval::tests::made::sitting;
use crate::approval::tests::made::take_back;
use crate::approval::tests::made::why;
use crate::approval::turn::Turn;
use crate::timetable::decision::Outcome;

const PLAN: DocumentKind = DocumentKind::Plan;
const ASSESSMENT: DocumentKind = DocumentKind::Assessment;
/// The day of the deeds, unless a stage is told of an earlier one.
const LATER: &str = "2015-05-20";

fn after(deeds: Vec<Deed>) -> Stage {
    deeds.into_iter().fold(Stage::NotPutForward, |stage, deed| stage.after(deed).unwrap())
}

/// A plan that Cabinet recommended, its decision subject to this.
fn recommended(window: Window) -> Vec<Deed> {
    let mut cabinet = sitting(Turn::Cabinet, "2015-04-14", Outcome::Agreed);
    cabinet.taken.window = Some(window);
    let partnership = agrees(Turn::Partnership, "2015-03-05");
    vec![put_forward(PLAN, 1, "2015-02-20"), partnership, Deed::Decide(Box::new(cabinet))]
}

fn open() -> Vec<Deed> {
    recommended(Window::Until("2015-04-21".parse().unwrap()))
}

fn and(mut deeds: Vec<Deed>, more: Vec<Deed>) -> Vec<Deed> {
    deeds.extend(more);
    deeds
}

/// Each stage that there is, by a name, with the day of what is done next.
fn stages() -> Vec<(&'static str, &'static str, Stage)> {
    let forward = || vec![put_forward(PLAN, 1, "2015-02-20")];
    let assessment = || vec![put_forward(ASSESSMENT, 1, "2015-02-20")];
    let partnership = || agrees(Turn::Partnership, "2015-03-05");
    let refers = Outcome::ReferredBack { why: why() };
    let not_subject = Window::NotSubject { why: "Cabinet recommends to Council".to_owned() };
    let delegated = delegates(Turn::Partnership, "2015-03-05", "2015-06-30");
    let referred = decides(Turn::Partnership, "2015-03-05", refers);
    let council = agrees(Turn::Council, "2015-05-01");
    let called = || and(open(), vec![call_in("2015-04-20")]);
    vec![
        ("nothing", LATER, Stage::NotPutForward),
        ("partnership", LATER, after(forward())),
        ("cabinet", LATER, after(and(forward(), vec![partnership()]))),
        ("delegated", LATER, after(and(forward(), vec![delegated]))),
        ("open", "2015-04-20", after(open())),
        ("council", LATER, after(open())),
        ("not subject", LATER, after(recommended(not_subject))),
        ("called in", LATER, after(called())),
        ("settled", LATER, after(and(called(), vec![settle("2015-04-28", CallInOutcome::Stands)]))),
        ("sent back", LATER, after(and(forward(), vec![referred]))),
        ("taken back", LATER, after(and(forward(), vec![take_back("2015-03-05")]))),
        ("adopted", LATER, after(and(open(), vec![council]))),
        ("assessment", LATER, after(assessment())),
        ("approved", LATER, after(and(assessment(), vec![partnership()]))),
    ]
}

/// Each deed that there is, by a name.
fn deeds(stage: &Stage, on: &str) -> BTreeMap<String, Deed> {
    let carried = moved(reword("1", "Many more patrols."), Fate::Carried);
    let back = CallInOutcome::BackToCabinet { why: why() };
    let mut deeds = BTreeMap::from([
        ("put forward".to_owned(), put_forward(PLAN, stage.next_version(), on)),
        ("amend".to_owned(), amended(reword("2", "No knives."), on)),
        ("call in".to_owned(), call_in(on)),
        ("stands".to_owned(), settle(on, CallInOutcome::Stands)),
        ("back".to_owned(), settle(on, back)),
        ("take back".to_owned(), take_back(on)),
    ]);
    for turn in Turn::ALL {
        let outcomes = [
            ("defers", decides(turn, on, Outcome::Deferred { why: why() })),
            ("refers", decides(turn, on, Outcome::ReferredBack { why: why() })),
            ("rejects", decides(turn, on, Outcome::Rejected { why: why() })),
            ("agrees", agrees(turn, on)),
            ("amends", amends(turn, on, vec![carried.clone()])),
        ];
        for (name, deed) in outcomes {
            deeds.insert(format!("{} {name}", turn.in_words()), deed);
        }
    }
    deeds
}

/// What each stage allows, and where that leads. What is not here is refused.
fn allowed(stage: &str) -> Vec<(String, &'static str)> {
    let decided = |turn: &str, next: &'static str, here: &'static str| {
        let named = |what: &str, leads: &'static str| (format!("{turn} {what}"), leads);
        vec![
            named("agrees", next),
            named("amends", next),
            named("defers", here),
            named("refers", "sent back"),
            named("rejects", "sent back"),
            ("take back".to_owned(), "sent back"),
        ]
    };
    let also = |mut all: Vec<(String, &'static str)>, what: &str, leads| {
        all.push((what.to_owned(), leads));
        all
    };
    let cabinet = || decided("Cabinet", "before Council", "before Cabinet");
    match stage {
        "nothing" | "sent back" | "taken back" => {
            also(vec![], "put forward", "before the partnership")
        }
        "partnership" => decided("the partnership", "before Cabinet", "before the partnership"),
        "cabinet" => cabinet(),
        "delegated" => also(cabinet(), "amend", "before Cabinet"),
        "open" => also(also(vec![], "call in", "called in"), "take back", "sent back"),
        "council" | "not subject" | "settled" => decided("Council", "adopted", "before Council"),
        "called in" => also(also(vec![], "stands", "before Council"), "back", "before Cabinet"),
        "assessment" => decided("the partnership", "adopted", "before the partnership"),
        "adopted" | "approved" => vec![],
        other => panic!("no stage {other}"),
    }
}

fn label(stage: &Stage) -> String {
    match stage {
        Stage::NotPutForward => "nothing".to_owned(),
        Stage::Before { turn, .. } => format!("before {}", turn.in_words()),
        Stage::CalledIn { .. } => "called in".to_owned(),
        Stage::SentBack(_) => "sent back".to_owned(),
        Stage::Adopted(_) => "adopted".to_owned(),
    }
}

#[test]
fn every_deed_at_every_stage_leads_where_the_table_says_or_is_refused_with_a_reason() {
    for (name, on, stage) in stages() {
        let mut table: BTreeMap<String, &str> = allowed(name).into_iter().collect();
        for (what, deed) in deeds(&stage, on) {
            let told = format!("{name}: {what}");
            match (table.remove(&what), stage.clone().after(deed)) {
                (Some(wanted), Ok(next)) => assert_eq!(label(&next), wanted, "{told}"),
                (None, Err(why)) => assert!(why.to_string().len() > 20, "{told}: {why}"),
                (Some(_), Err(why)) => panic!("{told} is refused: {why}"),
                (None, Ok(next)) => panic!("{told} leads to {}", label(&next)),
            }
        }
        assert!(table.is_empty(), "{name}: no such deeds: {table:?}");
    }
}

#[test]
fn what_may_be_done_now_is_what_is_not_refused_when_it_is_done() {
    for (name, on, stage) in stages() {
        for (what, deed) in deeds(&stage, on) {
            let (may, done) = (stage.allows(deed.kind(), deed.on()), stage.clone().after(deed));
            // Whose decision it is, and what it says, is told once it is there.
            if let Err(why) = may {
                assert_eq!(done.unwrap_err(), why, "{name}: {what}");
            }
        }
    }
}
