//! Tests of settling: who decides, how often, and that nothing becomes a reply while anything waits.

use proptest::prelude::*;

use super::*;
use crate::consultation::questionnaire::tests::questionnaire;
use crate::consultation::reading::decision::How;
use crate::consultation::reading::machine::machine_says;
use crate::consultation::reading::made::answer;
use crate::consultation::reading::made::filled;
use crate::consultation::reading::made::question;
use crate::consultation::reading::side::ReadSide;

const NOBODY_TWICE: SecondLook = SecondLook { seed: 1, one_in: 0 };
const ALWAYS_TWICE: SecondLook = SecondLook { seed: 1, one_in: 1 };

fn read(ticks: &[(&str, &str)], written: &[&str]) -> ReadReturn {
    let side = ReadSide::Page(Box::new(filled(&questionnaire(), ticks, written)));
    ReadReturn { number: 1, machine: machine_says(&questionnaire(), &[&side]) }
}

fn chosen(id: &str) -> Verdict {
    Verdict::Is(Some(Given::Chosen { answers: [answer(id)].into(), other: None }))
}

fn words(text: &str) -> Verdict {
    Verdict::Is(Some(Given::Text(text.to_owned())))
}

fn gives(number: i64, by: &str, of: &str, verdict: Verdict) -> Decision {
    let act = Act::Gives([(question(of), verdict)].into());
    Decision {
        number,
        place: number,
        by: by.to_owned(),
        at: jiff::Timestamp::UNIX_EPOCH,
        how: How::Snippet,
        act,
    }
}

fn state(read: &ReadReturn, decisions: &[Decision], look: SecondLook, of: &str) -> QuestionState {
    let mut all = states(&questionnaire(), read, decisions, look).into_iter();
    all.find(|state| state.question == question(of)).unwrap()
}

#[test]
fn a_clear_form_is_a_reply_without_anybody() {
    let read = read(&[("victim", "yes"), ("reported", "no")], &[]);
    let all = states(&questionnaire(), &read, &[], NOBODY_TWICE);
    let reply = reply(&all, Language::English).unwrap();
    assert_eq!(reply.answers.len(), 2);
    assert!(reply.checked(&questionnaire()).is_sound());
}

#[test]
fn what_is_written_waits_until_somebody_has_read_it() {
    let read = read(&[], &["better"]);
    let waiting = states(&questionnaire(), &read, &[], NOBODY_TWICE);
    assert_eq!(reply(&waiting, Language::English), None);
    let decisions = [gives(1, "ann", "better", words("Lights"))];
    let all = states(&questionnaire(), &read, &decisions, NOBODY_TWICE);
    let given = reply(&all, Language::English).unwrap().answers;
    assert_eq!(given[&question("better")], Given::Text("Lights".to_owned()));
}

#[test]
fn an_answer_that_an_earlier_one_leads_past_goes_to_a_person() {
    let read = read(&[("victim", "no"), ("reported", "yes")], &[]);
    assert_eq!(state(&read, &[], NOBODY_TWICE, "reported").reasons(), [Reason::LedPast]);
    let kept = [gives(1, "ann", "reported", chosen("yes"))];
    assert!(!state(&read, &kept, NOBODY_TWICE, "reported").waits());
}

#[test]
fn in_the_share_the_machine_needs_a_person_and_tells_them_nothing() {
    let read = read(&[("victim", "yes")], &[]);
    let alone = state(&read, &[], ALWAYS_TWICE, "victim");
    assert_eq!((alone.reasons(), alone.suggestion()), (&[Reason::SecondPerson][..], None));
    let same = [gives(1, "ann", "victim", chosen("yes"))];
    assert!(!state(&read, &same, ALWAYS_TWICE, "victim").waits());
    let differs = [gives(1, "ann", "victim", chosen("no"))];
    let differs = state(&read, &differs, ALWAYS_TWICE, "victim");
    assert_eq!(differs.reasons(), [Reason::Disagreement]);
    assert!(!differs.waits_for("ann") && differs.waits_for("bob"));
}

#[test]
fn a_disagreement_goes_to_a_third_person_and_on_until_two_say_the_same() {
    let read = read(&[], &["better"]);
    let by = |count: usize| {
        let all = [("ann", "a"), ("bob", "b"), ("cat", "c"), ("dan", "B ")];
        let given = all.iter().zip(1..).take(count);
        let decisions: Vec<_> =
            given.map(|((by, text), number)| gives(number, by, "better", words(text))).collect();
        state(&read, &decisions, ALWAYS_TWICE, "better")
    };
    assert!(by(1).reasons().contains(&Reason::SecondPerson));
    assert!(by(2).reasons().contains(&Reason::Disagreement));
    assert!(by(3).reasons().contains(&Reason::Disagreement));
    assert_eq!(by(4).standing, Standing::Settled(words("B ")));
}

#[test]
fn that_nobody_can_tell_takes_two_to_say() {
    let read = read(&[], &["better"]);
    let decisions = [
        gives(1, "ann", "better", Verdict::CannotTell),
        gives(2, "bob", "better", Verdict::CannotTell),
    ];
    let one = state(&read, &decisions[..1], NOBODY_TWICE, "better");
    assert!(one.reasons().contains(&Reason::CannotTell));
    let two = state(&read, &decisions, NOBODY_TWICE, "better");
    assert_eq!(two.standing, Standing::Settled(Verdict::CannotTell));
}

#[test]
fn a_form_that_was_not_seen_is_keyed_by_two() {
    let read = ReadReturn { number: 1, machine: BTreeMap::new() };
    let keyed = |number, by: &str| {
        let verdicts =
            questionnaire().questions().map(|one| (one.id.clone(), Verdict::Is(None))).collect();
        let how = How::WholeForm;
        let at = jiff::Timestamp::UNIX_EPOCH;
        Decision { number, place: number, by: by.to_owned(), at, how, act: Act::Gives(verdicts) }
    };
    let decisions = [keyed(1, "ann"), keyed(2, "bob")];
    let once = states(&questionnaire(), &read, &decisions[..1], NOBODY_TWICE);
    assert!(once.iter().all(|state| state.waits() && state.is_keyed()));
    let twice = states(&questionnaire(), &read, &decisions, NOBODY_TWICE);
    assert!(reply(&twice, Language::Welsh).unwrap().answers.is_empty());
}

#[test]
fn nobody_decides_twice_or_what_is_settled_or_takes_back_what_is_not_theirs() {
    let questionnaire = questionnaire();
    let read = read(&[("victim", "yes")], &["better"]);
    let decisions = [gives(1, "ann", "better", words("a"))];
    let all = states(&questionnaire, &read, &decisions, ALWAYS_TWICE);
    let may = |by: &str, decision: Decision| may_act(&questionnaire, &all, &decision.act, by);
    let better = question("better");
    let again = may("ann", gives(2, "ann", "better", words("b")));
    assert_eq!(again, Err(DecisionRefused::Twice(better.clone())));
    assert_eq!(may("bob", gives(2, "bob", "better", words("b"))), Ok(()));
    let other_kind = may("bob", gives(2, "bob", "better", chosen("yes")));
    assert!(matches!(other_kind, Err(DecisionRefused::Cannot { .. })), "{other_kind:?}");
    let unknown = may("bob", gives(2, "bob", "nowhere", words("b")));
    assert_eq!(unknown, Err(DecisionRefused::NoSuchQuestion(question("nowhere"))));
    let take_back = |by| may_act(&questionnaire, &all, &Act::Withdraws(1), by);
    assert_eq!(take_back("ann"), Ok(()));
    assert_eq!(take_back("bob"), Err(DecisionRefused::NothingToWithdraw(1)));
    let settled = states(&questionnaire, &read, &decisions, NOBODY_TWICE);
    let act = gives(2, "bob", "better", words("b")).act;
    let refused = may_act(&questionnaire, &settled, &act, "bob");
    assert_eq!(refused, Err(DecisionRefused::Settled(better)));
}

#[test]
fn what_was_taken_back_is_as_if_it_had_not_been_said() {
    let read = read(&[], &["better"]);
    let back = Decision { act: Act::Withdraws(1), ..gives(2, "ann", "better", words("")) };
    let decisions = [gives(1, "ann", "better", words("a")), back];
    assert!(state(&read, &decisions, NOBODY_TWICE, "better").waits_for("ann"));
}

fn any_decisions() -> impl Strategy<Value = Vec<Decision>> {
    let verdict = prop_oneof![
        Just(Verdict::Is(None)),
        Just(Verdict::CannotTell),
        prop::sample::select(vec!["yes", "no"]).prop_map(chosen),
    ];
    let one = (
        prop::sample::select(vec!["ann", "bob", "cat", "dan"]),
        prop::sample::select(vec!["victim", "reported", "carer"]),
        verdict,
    );
    prop::collection::vec(one, 0..12).prop_map(|all| {
        let mut decisions: Vec<Decision> = Vec::new();
        for ((by, of, verdict), number) in all.into_iter().zip(1..) {
            let is_new = decisions.iter().all(|one| {
                let gives =
                    matches!(&one.act, Act::Gives(them) if them.contains_key(&question(of)));
                one.by != by || !gives
            });
            decisions.extend(is_new.then(|| gives(number, by, of, verdict)));
        }
        decisions
    })
}

proptest! {
    #[test]
    fn any_order_of_decisions_gives_the_same_reply(
        (decisions, other) in any_decisions().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        one_in in 0..3_u32,
    ) {
        let read = read(&[("victim", "yes"), ("victim", "no"), ("carer", "yes")], &[]);
        let look = SecondLook { seed: 3, one_in };
        let [a, b] = [decisions, other].map(|all| states(&questionnaire(), &read, &all, look));
        let standing = |all: &[QuestionState]| all.iter().map(|one| one.standing.clone()).collect::<Vec<_>>();
        prop_assert_eq!(standing(&a), standing(&b));
        prop_assert_eq!(reply(&a, Language::English), reply(&b, Language::English));
        // Nothing becomes a reply while anything waits.
        prop_assert_eq!(reply(&a, Language::English).is_some(), a.iter().all(|one| !one.waits()));
    }
}
