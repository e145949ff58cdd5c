//! Which replies are of a sample that was drawn by chance: those by the links of its people, and no others.

use partnership::consultation::exercise::TypedConsultation;
use partnership::consultation::language::Language;
use partnership::consultation::results::drawn::NotEstimated;
use partnership::consultation::results::shares::Found;
use partnership::consultation::sample::Correction;
use partnership::consultation::sample::Stratum;
use partnership::consultation::sample::TypedSample;
use records::Book;
use records::NewConsultation;
use records::Once;
use records::SentReply;

use crate::consultations::*;
use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;
use crate::on_line::*;

on_both_engines! {
    only_a_reply_by_a_link_of_the_sample_is_of_it;
    replies_of_every_stratum_and_of_nobody_else_are_estimated_from;
    of_a_reply_of_the_sample_its_stratum_is_kept_and_nothing_else_of_its_link;
    strata_stay_once_somebody_of_them_is_invited;
    a_sample_that_could_not_have_been_drawn_is_refused;
}

/// The consultation with a sample of two strata.
fn with_sample() -> NewConsultation {
    let stratum = |name: &str, population| Stratum { name: name.to_owned(), population, drawn: 20 };
    let sample = TypedSample {
        frame: "A list made up for a test".to_owned(),
        population: 1_000,
        drawn: 40,
        strata: vec![stratum("Town", 900), stratum("Villages", 100)],
        correction: Correction::Finite,
    };
    let description = TypedConsultation { sample: Some(sample), ..new().description };
    NewConsultation { description, ..new() }
}

async fn open_with_sample(database: &Database) -> Book {
    let book = with_its_year(&database.records().await, "maidstone").await;
    book.enter_consultation(&signed(30), cycle(), with_sample()).await.unwrap();
    let seen = held(&book).await.latest;
    book.open_questionnaire(&signed(31), cycle(), &seen, day("2015-01-01")).await.unwrap();
    book
}

/// Invites somebody, whose letter goes.
async fn invite(book: &Book, name: &str, stratum: Option<u32>) {
    let email = format!("{name}@example.org").parse().unwrap();
    let invited = [(email, Language::English)];
    assert_eq!(book.invite(cycle(), &questionnaire(), &invited, stratum).await.unwrap(), 1);
    let (say, at, link) = (questionnaire(), signed(41).at, link(name));
    let taken = book.take_up_invitation(cycle(), &say, &invited[0].0, &link, at).await.unwrap();
    assert_eq!(taken, Once::Now);
    book.mark_invitation_sent(cycle(), &say, &invited[0].0).await.unwrap();
}

/// Sends a reply by a link, or by the open address; its reference.
async fn sent_by(book: &Book, name: &str, by: Option<&str>) -> i64 {
    begin(book, name).await;
    let reply = SentReply { invitation: by.map(link), ..sent(name) };
    match book.send_reply(&signed(42), reply).await.unwrap() {
        records::Sent::Kept(reference, _) => reference,
        records::Sent::Already => panic!("it was sent before"),
    }
}

async fn only_a_reply_by_a_link_of_the_sample_is_of_it(database: &Database) {
    let book = open_with_sample(database).await;
    for (name, stratum) in [("ann", Some(1)), ("bob", Some(2)), ("partner", None)] {
        invite(&book, name, stratum).await;
    }
    let ann = sent_by(&book, "one", Some("ann")).await;
    let _open = sent_by(&book, "two", None).await;
    let _partner = sent_by(&book, "three", Some("partner")).await;
    let bob = sent_by(&book, "four", Some("bob")).await;
    // A link is good for one reply: the second is kept, and is not of the sample.
    let _again = sent_by(&book, "five", Some("bob")).await;
    let sampled = book.sampled_replies(cycle(), &questionnaire()).await.unwrap();
    assert_eq!(sampled, [(ann, 1), (bob, 2)].into());
    let replies = book.replies(cycle(), &questionnaire()).await.unwrap();
    assert_eq!(replies.len(), 5);
    // Others replied, so nothing is estimated.
    let found = held(&book).await.found(&replies, &sampled);
    assert!(matches!(&found, Found::NotEstimated(_, NotEstimated::OthersReplied)), "{found:?}");
    book.verify().await.unwrap();
}

async fn replies_of_every_stratum_and_of_nobody_else_are_estimated_from(database: &Database) {
    let book = open_with_sample(database).await;
    for at in 0..20 {
        let name = format!("person{at}");
        invite(&book, &name, Some(if at < 10 { 1 } else { 2 })).await;
        sent_by(&book, &name, Some(&name)).await;
    }
    let replies = book.replies(cycle(), &questionnaire()).await.unwrap();
    let sampled = book.sampled_replies(cycle(), &questionnaire()).await.unwrap();
    let found = held(&book).await.found(&replies, &sampled);
    let Found::Drawn(drawn) = found else { panic!("nothing is estimated: {found:?}") };
    let replied: Vec<u64> = drawn.by_stratum().into_iter().map(|(_, replied)| replied).collect();
    assert_eq!(replied, [10, 10]);
}

async fn of_a_reply_of_the_sample_its_stratum_is_kept_and_nothing_else_of_its_link(
    database: &Database,
) {
    let book = open_with_sample(database).await;
    for name in ["ann", "bob"] {
        invite(&book, name, Some(1)).await;
    }
    let before = i64::try_from(book.entries(0, 1000).await.unwrap().len()).unwrap();
    sent_by(&book, "one", Some("ann")).await;
    let told = format!("{:?}", book.entries(before, 9).await.unwrap());
    assert_eq!(told.matches("Entry {").count(), 1);
    assert!(!told.contains("stratum") && !told.contains(&link("ann").to_string()), "{told}");
    let kept = format!("{:?}", book.sampled_replies(cycle(), &questionnaire()).await.unwrap());
    assert!(!kept.contains("ann") && !kept.contains(&link("ann").to_string()), "{kept}");
    // Once the addresses are deleted, the reply is of the sample all the same.
    assert_eq!(book.delete_invitations(cycle(), &questionnaire()).await.unwrap(), 2);
    assert_eq!(book.sampled_replies(cycle(), &questionnaire()).await.unwrap().len(), 1);
}

async fn strata_stay_once_somebody_of_them_is_invited(database: &Database) {
    let book = open_with_sample(database).await;
    let change = async |change: fn(&mut TypedSample)| {
        let mut new = with_sample();
        new.description.sample.iter_mut().for_each(change);
        let seen = held(&book).await;
        book.change_consultation(&signed(33), cycle(), &seen, new).await
    };
    change(|sample| sample.strata.reverse()).await.unwrap();
    change(|_| {}).await.unwrap();
    invite(&book, "ann", Some(1)).await;
    let refused = change(|sample| sample.strata.reverse()).await.unwrap_err();
    assert!(refused.to_string().contains("keep the sample"), "{refused}");
    change(|sample| sample.frame = "The list by its other name".to_owned()).await.unwrap();
    let seen = held(&book).await;
    let refused = book.change_consultation(&signed(34), cycle(), &seen, new()).await.unwrap_err();
    assert!(refused.to_string().contains("people of the sample are invited"), "{refused}");
}

async fn a_sample_that_could_not_have_been_drawn_is_refused(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let mut wrong = with_sample();
    wrong.description.sample.iter_mut().for_each(|sample| sample.drawn = 41);
    let refused = book.enter_consultation(&signed(30), cycle(), wrong).await.unwrap_err();
    assert!(refused.to_string().contains("40 drawn together, and the whole list 41"), "{refused}");
    book.enter_consultation(&signed(30), cycle(), with_sample()).await.unwrap();
    let kept = held(&book).await.consultation;
    assert_eq!(kept.typed().sample, with_sample().description.sample);
}

#[test]
fn a_sample_is_read_from_the_file_of_a_consultation() {
    let file = include_str!("../../../../examples/maidstone-2014/consultation.toml");
    let sample = "\n[sample]\nframe = \"A list made up for a test\"\npopulation = 1000\ndrawn = 40\n\
                  strata = [\n    { name = \"Town\", population = 900, drawn = 20 },\n\
                  { name = \"Villages\", population = 100, drawn = 20 },\n]\n";
    let read: TypedConsultation = toml::from_str(&format!("{file}{sample}")).unwrap();
    assert_eq!(read, with_sample().description);
    // Nor does one without a sample say anything of it when it is kept.
    let without: TypedConsultation = toml::from_str(file).unwrap();
    assert!(!serde_json::to_string(&without).unwrap().contains("sample"));
    let broken =
        "\n[sample]\nframe = \"A list\"\npopulation = 1000\ndrawn = 40\ncorrection = \"some\"\n";
    let refused = toml::from_str::<TypedConsultation>(&format!("{file}{broken}")).unwrap_err();
    assert!(refused.to_string().contains("finite"), "{refused}");
}
