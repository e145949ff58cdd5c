//! Tests of a commentary's course.

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn asked() -> Commentary {
    let (asked, due) = (day("2014-10-01"), day("2014-11-19"));
    Commentary::asked("Domestic Violence Forum", "2014-Q2".parse().unwrap(), asked, due)
}

fn saying(done: &str) -> Deed {
    let judgement = Some(Rag::OnTrack);
    Deed::Write(Words { judgement, done: done.to_owned(), ..Words::default() })
}

fn after(deeds: impl IntoIterator<Item = Deed>) -> Commentary {
    let on = day("2014-11-10");
    deeds.into_iter().fold(asked(), |commentary, deed| commentary.after(deed, on).unwrap())
}

#[test]
fn a_commentary_is_begun_sent_and_accepted() {
    let accepted = after([saying("Two courses were held"), Deed::Send, Deed::Accept]);
    assert_eq!(accepted.standing.in_words(), "accepted");
    assert!(!accepted.is_with_lead());
}

#[test]
fn one_that_is_sent_back_keeps_its_words_and_the_reason_while_it_is_mended() {
    let reason = "Say how many came".to_owned();
    let back = after([saying("Courses"), Deed::Send, Deed::SendBack { reason: reason.clone() }]);
    assert_eq!(back.words.done, "Courses");
    let mended = back.after(saying("Two courses"), day("2014-11-11")).unwrap();
    assert_eq!(mended.standing, Standing::SentBack { on: day("2014-11-10"), reason });
    assert!(mended.after(Deed::Send, day("2014-11-12")).is_ok());
}

#[test]
fn nobody_sends_a_commentary_back_without_a_reason() {
    let sent = after([saying("Courses"), Deed::Send]);
    let refused = sent.after(Deed::SendBack { reason: " ".to_owned() }, day("2014-11-11"));
    assert_eq!(refused, Err(CommentaryRefused::NoReason));
}

#[test]
fn words_that_are_too_long_are_kept_as_typed_and_not_sent() {
    let long = "é".repeat(LONGEST + 1);
    let begun = after([saying(&long)]);
    assert_eq!(begun.words.done, long);
    let refused = begun.after(Deed::Send, day("2014-11-11")).unwrap_err().to_string();
    assert!(
        refused.contains("“What was done” has 1501 characters; shorten it to 1500"),
        "{refused}"
    );
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        "[a ]{0,3}".prop_map(|done| saying(&done)),
        Just(Deed::Send),
        Just(Deed::TakeBack),
        Just(Deed::Accept),
        Just(Deed::Reopen),
        "[a ]{0,3}".prop_map(|reason| Deed::SendBack { reason }),
    ]
}

proptest! {
    #[test]
    fn whatever_is_done_in_whatever_order_what_was_sent_says_what_was_done(
        deeds in prop::collection::vec(deed(), 0..40),
    ) {
        let mut commentary = asked();
        for (deed, ahead) in deeds.into_iter().zip(0..) {
            let on = day("2014-10-02").plus_days(ahead);
            let before = commentary.clone();
            let is_written = matches!(deed, Deed::Write(_));
            match commentary.after(deed, on) {
                Ok(after) => {
                    // Words change by writing alone, and only while the lead has them.
                    prop_assert!(after.words == before.words || (is_written && before.is_with_lead()));
                    commentary = after;
                }
                Err(_) => commentary = before,
            }
            if !commentary.is_with_lead() {
                prop_assert!(commentary.words.faults().is_empty());
            }
            if let Standing::Accepted { sent, on } = &commentary.standing {
                prop_assert!(sent <= on);
            }
            if let Standing::SentBack { reason, .. } = &commentary.standing {
                prop_assert!(!reason.trim().is_empty());
            }
        }
    }
}
