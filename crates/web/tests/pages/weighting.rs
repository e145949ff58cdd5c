//! The weighting of a consultation on pages: typed, from a file, shown beside the unweighted shares, kept when it closes.

use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::language::Language;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::Given;
use partnership::consultation::reply::Reply;
use partnership::membership::person::Role;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::signed;

const PATH: &str = "/safer-maidstone-partnership/consultations/2015-16/smp-2015";
const SOURCE: &str = "Census 2011, residents by age (ONS, KS102EW)";

/// Sends the form with a file, which is empty where none is chosen.
async fn send(browser: &mut Browser<'_>, fields: &[(&str, &str)], file: &[u8]) -> Answer {
    browser.post_file(&format!("{PATH}/weighting"), fields, ("margins.csv", file)).await
}

/// The versions that the form carries along.
async fn seen(house: &House) -> [String; 2] {
    let held = house.consultation().await;
    [held.latest.version.0.to_string(), held.description.0.to_string()]
}

/// Sends numbers for two ages, and what else is given.
async fn weigh(
    house: &House,
    browser: &mut Browser<'_>,
    (young, old): (&str, &str),
    more: &[(&str, &str)],
) -> Answer {
    let [version, description] = seen(house).await;
    let mut fields = vec![
        ("version", version.as_str()),
        ("description", description.as_str()),
        ("at_most", "5"),
        ("people.age.aged-18-24", young),
        ("people.age.aged-45-64", old),
        ("source.age", SOURCE),
    ];
    fields.extend(more);
    send(browser, &fields, b"").await
}

/// Keeps so many replies of one answer and age.
async fn keep_replies(house: &House, number: usize, home: &str, age: &str) {
    let (cycle, held) = ("2015-16".parse().unwrap(), house.consultation().await);
    let chosen = |answer: &str| Given::Chosen {
        answers: [AnswerId(answer.parse().unwrap())].into(),
        other: None,
    };
    let id = |text: &str| QuestionId(text.parse().unwrap());
    let answers = [(id("safe-home"), chosen(home)), (id("age"), chosen(age))].into();
    let reply = Reply { channel: Channel::Paper, language: Language::English, answers };
    let day = "2015-01-09".parse().unwrap();
    for _ in 0..number {
        let reply = reply.clone();
        house.book.keep_reply(&signed(), cycle, &held.latest.value, day, reply).await.unwrap();
    }
}

/// A consultation with 220 replies: of the young 60 in 110 feel very safe, of the old 70 in 110.
async fn replied() -> House {
    let house = House::on("2015-01-14").await;
    house.open_consultation().await;
    keep_replies(&house, 60, "very-safe", "aged-18-24").await;
    keep_replies(&house, 50, "fairly-unsafe", "aged-18-24").await;
    keep_replies(&house, 70, "very-safe", "aged-45-64").await;
    keep_replies(&house, 40, "fairly-unsafe", "aged-45-64").await;
    house
}

#[tokio::test]
async fn margins_that_are_typed_set_weighted_shares_beside_the_others_with_a_caution() {
    let house = replied().await;
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&format!("{PATH}/weighting")).await.shows(&[
        "18. How old are you?",
        "name=\"people.age.aged-18-24\"",
        "They do not make those who chose to reply speak for others",
    ]);
    let before = manager.get(&format!("{PATH}/results/questions/safe-home")).await;
    assert!(!before.text.contains("Weighted"), "{}", before.text);
    // Of the population 9 in 10 are young, so that 0.9 × 60/110 + 0.1 × 70/110 feel very safe.
    let saved = weigh(&house, &mut manager, ("90,000", "10 000"), &[]).await;
    assert!(saved.leads_to().ends_with("/weighting"));
    manager.get(&format!("{PATH}/weighting")).await.shows(&[
        "The weighting was saved.",
        "value=\"90,000\"",
        SOURCE,
    ]);
    let page = manager.get(&format!("{PATH}/results/questions/safe-home")).await;
    page.shows(&["Weighted per cent", "59.1", "55.5", "do not make those who"]);
    let overview = manager.get(&format!("{PATH}/results")).await;
    overview.shows(&["Weighted shares.", "the 220 replies that tell where they belong"]);
    let table = manager.get(&format!("{PATH}/weighting/margins.csv")).await;
    table.shows(&["question,answer,people,source", "age,aged-18-24,90000,\"Census 2011"]);
    house.book.verify().await.unwrap();
}

#[tokio::test]
async fn a_file_of_margins_is_taken_whole_or_told_line_by_line() {
    let house = replied().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let [version, description] = seen(&house).await;
    let fields = [("version", &*version), ("description", &*description), ("at_most", "5")];
    let wrong = b"question,answer,people,source\nage,aged-18-24,many,A\nshoes,big,1,A\n";
    send(&mut manager, &fields, wrong).await.shows(&[
        "There is a problem",
        "Row 2: `many` is not a whole number",
        "Row 3: `shoes` is no question about the person with one answer to choose",
    ]);
    send(&mut manager, &fields, b"question,answer\nage,aged-18-24\n")
        .await
        .shows(&["The first line lacks people and source"]);
    let one = b"question,answer,people,source\nage,aged-18-24,10,A\n";
    send(&mut manager, &fields, one).await.shows(&["`age` has numbers above nought for fewer"]);
    assert!(house.consultation().await.consultation.typed().weighting.is_none());
    let empty = b"question,answer,people,source\nage,aged-18-24,,A\nage,aged-45-64,,\n";
    send(&mut manager, &fields, empty)
        .await
        .shows(&["The file has no number in the column people"]);
    let right =
        b"question,answer,people,source\nage,aged-18-24,90,A\nage,aged-25-44,,\nage,45 to 64,10,\n";
    send(&mut manager, &fields, right).await.leads_to();
    let kept = house.consultation().await.consultation.typed().weighting.clone().unwrap();
    assert_eq!((kept.margins.len(), kept.margins[0].people()), (1, 100));
}

#[tokio::test]
async fn what_is_no_number_is_told_beside_its_field_and_stays() {
    let house = replied().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = weigh(&house, &mut manager, ("ninety", "10"), &[]).await;
    page.shows(&["There is a problem", "`ninety` is not a whole number", "value=\"ninety\""]);
    let page = weigh(&house, &mut manager, ("90", ""), &[]).await;
    page.shows(&["href=\"#people.age.aged-under-18\"", "fewer than two answers"]);
    let [version, description] = seen(&house).await;
    let fields = [
        ("version", &*version),
        ("description", &*description),
        ("at_most", "1"),
        ("people.age.aged-18-24", "1"),
        ("people.age.aged-45-64", "1"),
    ];
    let page = send(&mut manager, &fields, b"").await;
    page.shows(&["href=\"#source.age\"", "have no source", "held to 1 times their mean"]);
}

#[tokio::test]
async fn once_it_has_closed_weights_change_only_with_a_word_on_why_that_is_told() {
    let house = replied().await;
    let mut manager = house.signed_in(Role::Manager).await;
    weigh(&house, &mut manager, ("90", "10"), &[]).await.leads_to();
    let whole = format!("{PATH}/results/whole");
    let (cycle, held) = ("2015-16".parse().unwrap(), house.consultation().await.latest);
    let last = "2015-01-14".parse().unwrap();
    house.book.close_questionnaire(&signed(), cycle, &held, last).await.unwrap();
    // What was done is told once, on the page that comes next.
    let page = manager.get(&format!("{PATH}/weighting")).await;
    page.shows(&["The weighting was saved.", "can be corrected, and not be taken away"]);
    assert!(!page.text.contains("To weight nothing any more"), "a promise that is not kept");
    let before = manager.get(&whole).await.text;
    let refused = weigh(&house, &mut manager, ("10", "90"), &[]).await;
    refused.shows(&["There is a problem", "say why the weights are changed", "id=\"corrected\""]);
    // Whoever would change it past the page is refused by the records, too.
    let held = house.consultation().await;
    let mut description = held.consultation.typed().clone();
    description.weighting = None;
    let new = records::NewConsultation {
        questionnaire: held.latest.value.questionnaire().typed().clone(),
        description,
        text: crate::house::example("consulted-on.md").into_bytes(),
    };
    let past = house.book.change_consultation(&signed(), cycle, &held, new).await;
    assert!(past.unwrap_err().to_string().contains("not be taken away"));
    assert!(manager.get(&whole).await.text == before, "other results were built");
    let why = [("corrected", "two numbers were exchanged")];
    weigh(&house, &mut manager, ("10", "90"), &why).await.leads_to();
    manager.get(&whole).await.shows(&[
        "corrected after the consultation had closed: Two numbers were exchanged.",
        "62.7",
    ]);
    // Saved as it stands, with the word that is there, nothing is changed.
    manager
        .get(&format!("{PATH}/weighting"))
        .await
        .shows(&["two numbers were exchanged</textarea>"]);
    weigh(&house, &mut manager, ("10", "90"), &why).await.leads_to();
    let refused = weigh(&house, &mut manager, ("20", "80"), &why).await;
    refused.shows(&["say why the weights are changed this time"]);
}
