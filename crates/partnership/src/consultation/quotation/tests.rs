//! Who may be quoted, what is taken out, and what is noticed.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::consultation::answer::AnswerId;
use crate::consultation::language::Language;
use crate::consultation::questionnaire::QuotedIf;
use crate::consultation::questionnaire::TypedQuestionnaire;
use crate::consultation::quotation::marked::Reason;
use crate::consultation::reply::Channel;

/// A questionnaire that asks for words and whether they may be quoted.
pub(crate) fn asking() -> TypedQuestionnaire {
    let label = |text: &str| json!({ "en": text });
    let answers = json!([
        { "id": "yes", "label": label("Yes") },
        { "id": "no", "label": label("No") },
    ]);
    serde_json::from_value(json!({
        "id": "smp-2015", "languages": ["en"], "title": label("Safer"), "introduction": label("Say."),
        "quoted_if": { "question": "may-quote", "answer": "yes" },
        "section": [{ "title": label("All"), "question": [
            { "id": "safer", "kind": "long-text", "ask": label("What?"), "longest": 500 },
            { "id": "may-quote", "kind": "one-of", "ask": label("May we?"), "answer": answers },
        ] }],
    }))
    .unwrap()
}

fn id(name: &str) -> QuestionId {
    QuestionId(name.parse().unwrap())
}

fn reply(words: &str, may: Option<&str>) -> Reply {
    let mut answers = BTreeMap::from([(id("safer"), Given::Text(words.to_owned()))]);
    if let Some(may) = may {
        let answers_given = [AnswerId(may.parse().unwrap())].into();
        answers.insert(id("may-quote"), Given::Chosen { answers: answers_given, other: None });
    }
    Reply { channel: Channel::Paper, language: Language::English, answers }
}

fn quotable(words: &str) -> Quotable {
    let asked = Questionnaire::of(asking()).unwrap();
    Quotable::of(&asked, &id("safer"), (7, &reply(words, Some("yes")))).unwrap()
}

#[test]
fn nobody_is_quoted_who_did_not_agree_or_was_not_asked() {
    let asked = Questionnaire::of(asking()).unwrap();
    let of = |asked: &Questionnaire, reply: &Reply| Quotable::of(asked, &id("safer"), (7, reply));
    assert!(of(&asked, &reply("Lights", Some("yes"))).is_ok());
    for may in [Some("no"), None] {
        assert_eq!(of(&asked, &reply("Lights", may)), Err(QuotationRefused::NoConsent));
    }
    let deleted = reply(DELETED, Some("yes"));
    assert_eq!(of(&asked, &deleted), Err(QuotationRefused::NoWords));
    let silent = TypedQuestionnaire { quoted_if: None, ..asking() };
    let silent = Questionnaire::of(silent).unwrap();
    let refused = of(&silent, &reply("Lights", Some("yes")));
    assert_eq!(refused, Err(QuotationRefused::NotAsked));
}

#[test]
fn an_answer_that_cannot_be_given_lets_nobody_be_quoted() {
    for (question, answer) in [("may-quote", "perhaps"), ("safer", "yes"), ("other", "yes")] {
        let quoted_if =
            QuotedIf { question: id(question), answer: AnswerId(answer.parse().unwrap()) };
        let typed = TypedQuestionnaire { quoted_if: Some(quoted_if), ..asking() };
        let told = Questionnaire::of(typed).unwrap_err().to_string();
        assert!(told.contains("quoted_if") && told.contains(question), "{told}");
    }
}

#[test]
fn what_is_taken_out_is_told_by_its_reason() {
    let quotable =
        quotable("Since May I am afraid. Ask Mrs Jones at number 9, she fell in the dark.");
    let typed = "Ask [[Mrs Jones|name]] at [[number 9|place]], she fell in the dark.";
    let quotation = Quotation::marked(&quotable, typed).unwrap();
    assert_eq!(quotation.as_typed(&quotable).unwrap(), typed);
    let cleared =
        quotation.clear(&quotable, PersonId("ann".parse().unwrap()), "2015-03-05".parse().unwrap());
    assert_eq!(cleared.unwrap().words(), "Ask [name] at [place], she fell in the dark.");
}

#[test]
fn no_word_is_put_into_anybodys_mouth() {
    let quotable = quotable("The lights are out");
    let refused = |typed: &str| Quotation::marked(&quotable, typed).unwrap_err();
    assert_eq!(refused("The lights are always out"), MarkedRefused::OtherWords.into());
    assert_eq!(refused("The [[lights|name"), MarkedRefused::NotClosed.into());
    let mark = MarkedRefused::NoReason("lights|secret".to_owned());
    assert_eq!(refused("The [[lights|secret]]"), mark.into());
    assert_eq!(refused("  "), MarkedRefused::Nothing.into());
}

#[test]
fn what_may_tell_who_it_is_is_noticed_until_it_is_taken_out() {
    let words = "I'm 83. Call 01622 602 060 or ann@example.org. Mr John Smith of 12 High Street, ME15 6JQ, is to blame.";
    let quotable = quotable(words);
    let quotation = Quotation::marked(&quotable, words).unwrap();
    let told = quotation.warnings(&quotable).unwrap();
    let told: Vec<(&str, Reason)> =
        told.iter().map(|one| (one.words.as_str(), one.reason)).collect();
    let wanted = [
        ("I'm 83", Reason::Age),
        ("01622 602 060", Reason::Contact),
        ("ann@example.org", Reason::Contact),
        ("Mr John Smith", Reason::Name),
        ("12 High Street", Reason::Place),
        ("ME15 6JQ", Reason::Place),
    ];
    assert_eq!(told, wanted);
    let marked = words.replace("Mr John Smith", "[[Mr John Smith|name]]");
    let quotation = Quotation::marked(&quotable, &marked).unwrap();
    assert_eq!(quotation.warnings(&quotable).unwrap().len(), 5);
}

proptest! {
    #[test]
    fn nothing_that_was_taken_out_is_printed(
        before in "[a-z ]{0,20}", secret in "[A-Z]{3,12}", after in "[a-zé’ ]{0,20}",
    ) {
        let quotable = quotable(&format!("x{before}{secret}{after}x"));
        let quotation = Quotation::marked(&quotable, &format!("x{before}[[{secret}|name]]{after}x"));
        let printed = quotation.unwrap().as_printed(&quotable).unwrap();
        prop_assert_eq!(printed, format!("x{before}[name]{after}x"));
    }

    #[test]
    fn any_comment_and_any_marks_are_read_without_fail(comment in ".{1,60}", typed in ".{0,60}") {
        warning::warnings(&comment);
        if !comment.trim().is_empty() && comment != DELETED {
            Quotation::marked(&quotable(&comment), &typed).ok();
        }
    }
}
