//! Whatever is done in whatever order: nothing is adopted but what each body agreed in turn, on a text that was out.

use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::approval::adopted::Adopted;
use crate::approval::amendment::Change;
use crate::approval::amendment::Fate;
use crate::approval::call_in::Outcome as CallInOutcome;
use crate::approval::deed::Deed;
use crate::approval::document::DocumentId;
use crate::approval::document::DocumentKind;
use crate::approval::history::History;
use crate::approval::sitting::Papers;
use crate::approval::stage::Stage;
use crate::approval::tests::made::agrees;
use crate::approval::tests::made::amended;
use crate::approval::tests::made::amends;
use crate::approval::tests::made::call_in;
use crate::approval::tests::made::decides;
use crate::approval::tests::made::delegates;
use crate::approval::tests::made::id;
use crate::approval::tests::made::moved;
use crate::approval::tests::made::put_forward;
use crate::approval::tests::made::reword;
use crate::approval::tests::made::settle;
use crate::approval::tests::made::take_back;
use crate::approval::tests::made::why;
use crate::approval::text::Text;
use crate::approval::turn::Turn;
use crate::approval::under_way::AmendedBy;
use crate::terms::day::Day;
use crate::timetable::decision::Outcome;
use crate::timetable::working_days::papers_due;

/// Something that is done: what, whose turn, after how many days, on which passage, and how many days from the last
/// lawful one the papers were published.
pub(crate) type Drawn = (u8, u8, i32, u8, i32);

pub(crate) fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    proptest::collection::vec((0_u8..16, 0_u8..6, 0_i32..25, 1_u8..5, -12_i32..4), 0..24)
}

fn change(which: u8, day: Day) -> Change {
    match which {
        1 => Change::AddAfter { passage: id("1"), words: format!("Added on {day}.") },
        2 => Change::TakeOut { passage: id("2") },
        3 => reword("3", &format!("Reworded on {day}.")),
        other => reword(&format!("{other}a"), "Reworded, where there is such a passage."),
    }
}

/// Whose turn is drawn: mostly whose it is.
fn turn(stage: &Stage, drawn: u8) -> Turn {
    let theirs = match stage {
        Stage::Before { turn, .. } => *turn,
        Stage::NotPutForward | Stage::CalledIn { .. } | Stage::SentBack(_) | Stage::Adopted(_) => {
            Turn::Partnership
        }
    };
    Turn::ALL.get(usize::from(drawn)).copied().unwrap_or(theirs)
}

fn deed(
    kind: DocumentKind,
    stage: &Stage,
    (what, whose, _, passage, out): Drawn,
    day: Day,
) -> Deed {
    let (on, turn) = (&*day.to_string(), turn(stage, whose));
    let mut deed = match what {
        0 | 1 => put_forward(kind, stage.next_version(), on),
        2 => decides(turn, on, Outcome::Deferred { why: why() }),
        3 => decides(turn, on, Outcome::ReferredBack { why: why() }),
        4 => decides(turn, on, Outcome::Rejected { why: why() }),
        5 => amended(change(passage, day), on),
        6 => call_in(on),
        7 => settle(on, CallInOutcome::Stands),
        8 => settle(on, CallInOutcome::BackToCabinet { why: why() }),
        9 => take_back(on),
        10 => delegates(turn, on, &day.plus_days(20).to_string()),
        11 | 12 => {
            let lost = moved(reword("1", "What was lost."), Fate::Lost);
            amends(turn, on, vec![moved(change(passage, day), Fate::Carried), lost])
        }
        _ => agrees(turn, on),
    };
    if let Deed::Decide(sitting) = &mut deed {
        let due = papers_due(day);
        sitting.papers = Papers { published: Some(due.plus_days(out)), due };
        sitting.taken.urgent = (out > 0 && passage == 4).then(why);
    }
    deed
}

/// The stages that were come through, refused deeds left out.
fn stages(kind: DocumentKind, drawn: &[Drawn]) -> Vec<Stage> {
    let (mut day, mut stage) = ("2015-01-01".parse::<Day>().unwrap(), Stage::NotPutForward);
    let mut all = vec![stage.clone()];
    for one in drawn {
        day = day.plus_days(one.2);
        if let Ok(next) = stage.clone().after(deed(kind, &stage, *one, day)) {
            stage = next;
            all.push(stage.clone());
        }
    }
    all
}

/// The history that was come through, refused deeds left out.
pub(crate) fn history(kind: DocumentKind, drawn: &[Drawn]) -> History {
    let document = DocumentId { kind, cycle: "2015-16".parse().unwrap() };
    let (mut day, mut history) = ("2015-01-01".parse::<Day>().unwrap(), History::new(document));
    for one in drawn {
        day = day.plus_days(one.2);
        let deed = deed(kind, history.stage(), *one, day);
        history = history.clone().after(deed).unwrap_or(history);
    }
    history
}

/// What must hold of whatever was adopted.
fn is_lawful(kind: DocumentKind, adopted: &Adopted<Text>) -> Result<(), TestCaseError> {
    let turns: Vec<Turn> = adopted.assents().iter().map(|one| one.turn).collect();
    prop_assert_eq!(&turns, kind.turns(), "each body agreed, in order");
    prop_assert!(adopted.assents().is_sorted_by_key(|one| one.on));
    for assent in adopted.assents() {
        let is_timely = assent.published <= papers_due(assent.on);
        let is_urgent = assent.urgent.is_some() && assent.published <= assent.on;
        prop_assert!(is_timely || is_urgent, "out in time, or taken as urgent with the reason");
        let (turn, own) = (assent.turn, adopted.amendments().iter());
        let before = own.filter(|one| match &one.by {
            AmendedBy::Body { turn: by, .. } => *by < turn,
            AmendedBy::Delegation { .. } => one.on <= assent.published,
        });
        let changed = before.map(|one| one.on).chain([adopted.version().on]).max();
        prop_assert!(changed <= Some(assent.published), "the text that was out is that one");
    }
    let replayed =
        adopted.amendments().iter().try_fold(adopted.version().text.clone(), |text, one| {
            let (text, made) = text.with(&one.change)?;
            assert_eq!(made, one.made);
            Ok::<_, crate::approval::amendment::ChangeRefused>(text)
        });
    prop_assert_eq!(replayed.as_ref(), Ok(adopted.text()), "the base with its amendments");
    prop_assert_eq!(adopted.assents().last().map(|one| &one.text), Some(adopted.text()));
    prop_assert!(!adopted.text().printed().contains("What was lost."));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn nothing_is_adopted_but_what_each_body_agreed_in_turn_on_a_text_that_was_out_in_time(
        drawn in drawn(), is_plan in any::<bool>(),
    ) {
        let kind = if is_plan { DocumentKind::Plan } else { DocumentKind::Assessment };
        for stage in stages(kind, &drawn) {
            if let Stage::Adopted(adopted) = &stage {
                is_lawful(kind, adopted)?;
            }
        }
    }

    #[test]
    fn what_is_adopted_stays_as_it_is(drawn in drawn()) {
        let all = stages(DocumentKind::Assessment, &drawn);
        let adopted = all.iter().position(|stage| matches!(stage, Stage::Adopted(_)));
        prop_assert!(adopted.is_none_or(|at| at + 1 == all.len()));
    }
}

/// Without this the properties above could hold of nothing.
#[test]
fn drawn_orders_do_come_to_adoption() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let adopted = (0..2000).filter(|_| {
        let drawn = drawn().new_tree(&mut runner).unwrap().current();
        let all = stages(DocumentKind::Plan, &drawn);
        matches!(all.last(), Some(Stage::Adopted(_)))
    });
    assert!(adopted.count() > 20);
}
