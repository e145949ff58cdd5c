//! The pages of consultations: what is told of them, to whom, and how replies are counted.

use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::language::Language;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::Given;
use partnership::consultation::reply::Reply;
use partnership::membership::person::Role;

use crate::house::House;
use crate::house::SMP;
use crate::house::signed;

const PATH: &str = "/safer-maidstone-partnership/consultations/2015-16/smp-2015";

#[tokio::test]
async fn a_partnership_without_consultations_is_told_the_next_step() {
    let house = House::in_october().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&format!("{SMP}/consultations")).await;
    page.shows(&["No consultation yet", "Enter a consultation", "/consultations/new"]);
}

#[tokio::test]
async fn everybody_sees_what_people_are_asked_and_only_readers_of_replies_the_replies() {
    let house = House::in_october().await;
    house.enter_consultation().await;
    let mut councillor = house.signed_in(Role::Councillor).await;
    let list = councillor.get(&format!("{SMP}/consultations")).await;
    list.shows(&["1 January to 28 February 2015", "A draft", PATH]);
    let page = councillor.get(PATH).await;
    page.shows(&[
        "The partnership’s members",
        "59 days",
        "The draft Strategic Assessment in short",
    ]);
    assert!(!page.text.contains("/replies"), "{}", page.text);
    house.signed_in(Role::Analyst).await.get(PATH).await.shows(&["/replies"]);
}

#[tokio::test]
async fn the_text_consulted_on_comes_back_byte_by_byte_and_is_not_run() {
    let house = House::in_october().await;
    house.enter_consultation().await;
    let answer = house.signed_in(Role::Councillor).await.get(&format!("{PATH}/text")).await;
    assert_eq!(answer.text, crate::house::example("consulted-on.md"));
    assert_eq!(answer.headers["content-type"], "application/octet-stream");
    assert!(answer.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
}

#[tokio::test]
async fn replies_are_counted_by_way_and_day_and_late_ones_stay() {
    let house = House::on("2015-03-03").await;
    house.open_consultation().await;
    let (cycle, held) = ("2015-16".parse().unwrap(), house.consultation().await);
    for (channel, day) in [
        (Channel::Online, "2015-01-01"),
        (Channel::Paper, "2015-02-28"),
        (Channel::Paper, "2015-03-02"),
    ] {
        let language = Language::English;
        let reply = Reply { channel, language, answers: [].into() };
        let day = day.parse().unwrap();
        house.book.keep_reply(&signed(), cycle, &held.latest.value, day, reply).await.unwrap();
    }
    let page = house.signed_in(Role::Manager).await.get(&format!("{PATH}/replies")).await;
    page.shows(&["3 replies so far", "On paper", "On-line", "2 March 2015"]);
    let cells = |row: &str| -> Vec<String> {
        let row = page.text.split(row).nth(1).unwrap().split("</tr>").next().unwrap();
        let cells = row.split("<td").skip(1);
        let texts = cells.map(|cell| cell.split('>').nth(1).unwrap().split('<').next().unwrap());
        texts.map(|text| text.trim().to_owned()).collect()
    };
    assert_eq!(cells(">On paper<"), ["1", "0", "1", "2"]);
    assert_eq!(cells(">On-line<"), ["1", "0", "0", "1"]);
}

/// Keeps so many replies of one answer to each of two questions.
async fn keep_replies(house: &House, number: usize, home: &str, age: &str) {
    let (cycle, held) = ("2015-16".parse().unwrap(), house.consultation().await);
    let chosen = |answer: &str| Given::Chosen {
        answers: [AnswerId(answer.parse().unwrap())].into(),
        other: None,
    };
    let id = |text: &str| QuestionId(text.parse().unwrap());
    let answers = [(id("safe-home"), chosen(home)), (id("age"), chosen(age))];
    let written = Given::Text("=1+1 more lamps".to_owned());
    let answers = answers.into_iter().chain([(id("missing"), written)]).collect();
    let reply = Reply { channel: Channel::Paper, language: Language::English, answers };
    let day = "2015-01-09".parse().unwrap();
    for _ in 0..number {
        let reply = reply.clone();
        house.book.keep_reply(&signed(), cycle, &held.latest.value, day, reply).await.unwrap();
    }
}

#[tokio::test]
async fn results_are_live_for_readers_of_replies_and_hidden_from_others_until_it_closes() {
    let house = House::on("2015-01-14").await;
    house.enter_consultation().await;
    let mut councillor = house.signed_in(Role::Councillor).await;
    let draft = councillor.get(&format!("{PATH}/results")).await;
    draft.shows(&["Nobody has been asked yet"]);
    let (cycle, latest) = ("2015-16".parse().unwrap(), house.consultation().await.latest);
    let first = "2015-01-01".parse().unwrap();
    house.book.open_questionnaire(&signed(), cycle, &latest, first).await.unwrap();
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&format!("{PATH}/results")).await.shows(&["No replies yet"]);
    keep_replies(&house, 30, "very-safe", "aged-25-44").await;
    keep_replies(&house, 25, "fairly-unsafe", "aged-65-74").await;
    let page = manager.get(&format!("{PATH}/results")).await;
    page.shows(&[
        "The consultation is open",
        "3. How safe do you feel at home?",
        "54.5",
        "Answered (base)",
        "Those who replied chose to",
        "Illustrative",
        "What people wrote may tell who they are",
    ]);
    let hidden = councillor.get(&format!("{PATH}/results")).await;
    hidden.shows(&["Results are shown once the consultation has closed", "28 February 2015"]);
    assert!(!hidden.text.contains("54.5") && !hidden.text.contains("replies.csv"));
    let (held, last) = (house.consultation().await.latest, "2015-01-14".parse().unwrap());
    house.book.close_questionnaire(&signed(), cycle, &held, last).await.unwrap();
    let closed = councillor.get(&format!("{PATH}/results")).await;
    closed.shows(&["54.5"]);
    assert!(!closed.text.contains("replies.csv") && !closed.text.contains("name=\"rows\""));
}

#[tokio::test]
async fn one_thing_is_set_against_another_and_a_choice_that_cannot_be_is_told_beside_its_field() {
    let house = House::on("2015-01-14").await;
    house.open_consultation().await;
    keep_replies(&house, 30, "very-safe", "aged-25-44").await;
    keep_replies(&house, 25, "fairly-unsafe", "aged-65-74").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&format!("{PATH}/results")).await;
    let place = |text: &str| {
        let before = page.text.split(text).next().unwrap();
        let value = before.rsplit("value=\"").next().unwrap();
        value.split('"').next().unwrap().to_owned()
    };
    let (age, home) = (
        place("18. How old are you?</option>"),
        place("3. How safe do you feel at home?</option>"),
    );
    let chosen = manager.get(&format!("{PATH}/results?rows={age}&columns={home}")).await;
    chosen.shows(&[
        "One thing by another",
        "3. How safe do you feel at home? By: 18. How old are you?",
    ]);
    let same = manager.get(&format!("{PATH}/results?rows={age}&columns={age}")).await;
    same.shows(&["There is a problem", "Choose another thing for the columns than for the rows"]);
    let half = manager.get(&format!("{PATH}/results?rows={age}&columns=")).await;
    half.shows(&["Choose what stands in the columns"]);
}

#[tokio::test]
async fn files_for_other_programs_go_to_readers_of_replies_and_run_no_formula() {
    let house = House::on("2015-01-14").await;
    house.open_consultation().await;
    keep_replies(&house, 12, "very-safe", "aged-25-44").await;
    let mut analyst = house.signed_in(Role::Analyst).await;
    let wide = analyst.get(&format!("{PATH}/results/replies.csv")).await;
    assert_eq!(wide.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(wide.text.lines().count(), 13);
    assert!(wide.text.contains("'=1+1 more lamps") && wide.text.contains("very-safe"));
    let long = analyst.get(&format!("{PATH}/results/answers.csv")).await;
    assert_eq!(long.text.matches(",safe-home,,very-safe,Very safe,answered").count(), 12);
    analyst.get(&format!("{PATH}/results/codebook.csv")).await.holds(&["_left_out"]);
    analyst.get(&format!("{PATH}/results/codebook.xml")).await.holds(&["ddi:codebook:2_5"]);
    let metadata = analyst.get(&format!("{PATH}/results/replies.csv-metadata.json")).await;
    metadata.holds(&["http://www.w3.org/ns/csvw", "smp-2015-replies.csv"]);
    let none = analyst.get(&format!("{PATH}/results/others.csv")).await;
    assert_eq!(none.status, 404);
    let councillor =
        house.signed_in(Role::Councillor).await.get(&format!("{PATH}/results/replies.csv")).await;
    assert_eq!(councillor.status, 403);
}
