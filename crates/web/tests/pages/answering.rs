//! Whoever answers on-line: from the first page to the number, in either language, at any time, and leaving no trace.

mod invited;
mod inviting;
mod jar;
pub(crate) mod placing;
mod sending;
mod traces;
mod welsh;

use axum::http::StatusCode;
use partnership::consultation::exercise::Arrival;
use partnership::consultation::language::Language;
use partnership::consultation::reply::Given;

use crate::answering::jar::Resident;
use crate::answering::jar::SAY;
use crate::answering::jar::house;
use crate::house::House;
use crate::house::SMP;
use crate::house::signed;

#[tokio::test]
async fn the_first_page_tells_who_asks_until_when_and_what_becomes_of_answers() {
    let house = house("2015-01-14").await;
    let page = Resident::at(&house).get("").await;
    page.shows(&[
        "<html lang=\"en-GB\"",
        "Safer Maidstone: your say",
        "From 00:00:00 on 1 January 2015 to 23:59:59 on 28 February 2015",
        "What is decided already",
        "There are about 11 questions",
        "We keep no network address",
        "Maidstone House, King Street",
        "Start now",
    ]);
    assert!(!page.text.contains("Sign out") && !page.text.contains("Timetable"));
    let text = Resident::at(&house).get("/text").await;
    assert_eq!(text.text, crate::house::example("consulted-on.md"));
}

#[tokio::test]
async fn one_goes_from_question_to_question_and_back() {
    let house = house("2015-01-14").await;
    let mut resident = Resident::at(&house);
    resident.begin().await;
    let first = resident.get("/question/after-dark").await;
    first.shows(&["Question 1 of about 11", "Think of where you live.", "This answer is needed."]);
    let missing = resident.answer("after-dark", &[]).await;
    missing.shows(&["Error: ", "There is a problem", "Choose an answer", "href=\"#answer\""]);
    let next = resident.answer("after-dark", &[("answer", "very-safe")]).await;
    assert_eq!(next.leads_to(), format!("{SAY}/question/victim"));
    let next = resident.answer("victim", &[("answer", "no")]).await;
    assert_eq!(next.leads_to(), format!("{SAY}/question/worries"));
    let page = resident.get("/question/worries").await;
    page.shows(&["Question 3 of 10", &format!("href=\"{SAY}/question/victim\"")]);
    resident.get("/question/victim").await.shows(&["value=\"no\" checked"]);
    // What the answers led past leads on to what comes next.
    let past = resident.get("/question/reported").await;
    assert_eq!(past.leads_to(), format!("{SAY}/question/worries"));
}

#[tokio::test]
async fn nothing_that_was_typed_is_lost_when_something_is_wrong() {
    let house = house("2015-01-14").await;
    let mut resident = Resident::at(&house);
    resident.begin().await;
    let many = [("answer", "burglary"), ("answer", "drugs"), ("answer", "else"), ("other", "Dogs")];
    let page = resident.answer("worries", &many).await;
    page.shows(&[
        "You chose 3 answers. Choose 2 at most",
        "value=\"Dogs\"",
        "value=\"drugs\" checked",
    ]);
    let page = resident.answer("worries", &[("answer", "drugs"), ("other", "Dogs")]).await;
    page.shows(&["You wrote something beside “Something else”", "href=\"#other\""]);
    let page = resident.answer("years", &[("answer", "twelve")]).await;
    page.shows(&["Enter a whole number in figures, from 0 to 110", "value=\"twelve\""]);
    let long = "word ".repeat(50);
    let page = resident.answer("better", &[("answer", &long)]).await;
    page.shows(&["Your answer has 249 characters. Shorten it to 200 or fewer", "word word"]);
    // Even what is wrong is there when one comes back.
    resident.get("/question/better").await.shows(&["word word"]);
    let twice = [("place-1", "lights"), ("place-2", "lights")];
    let page = resident.answer("order", &twice).await;
    page.shows(&["“Street lights” has two places", "href=\"#place-2\""]);
}

#[tokio::test]
async fn what_must_be_answered_is_insisted_on_before_sending() {
    let house = house("2015-01-14").await;
    let mut resident = Resident::at(&house);
    resident.begin().await;
    let page = resident.send(&[]).await;
    let href = format!("{SAY}/question/after-dark?from=check");
    page.shows(&[
        "There is a problem",
        "How safe do you feel after dark?: Choose an answer",
        &href,
    ]);
    assert!(house.replies().await.is_empty());
    let page = resident.get("/question/after-dark?from=check").await;
    page.shows(&["name=\"from\" value=\"check\""]);
    let changed = [("answer", "very-safe"), ("from", "check")];
    let back = resident.answer("after-dark", &changed).await;
    assert_eq!(back.leads_to(), format!("{SAY}/check"));
}

#[tokio::test]
async fn a_change_that_asks_a_new_question_leads_to_it() {
    let house = house("2015-01-14").await;
    let mut resident = Resident::at(&house);
    resident.begin().await;
    resident.answer("victim", &[("answer", "no")]).await;
    let changed = resident.answer("victim", &[("answer", "yes"), ("from", "check")]).await;
    assert_eq!(changed.leads_to(), format!("{SAY}/question/reported?from=check"));
}

#[tokio::test]
async fn everything_is_said_in_welsh() {
    let house = house("2015-01-14").await;
    let mut resident = Resident::at(&house);
    resident.get("?lang=cy").await.shows(&[
        "<html lang=\"cy\"",
        "Maidstone Ddiogelach",
        "23:59:59 ar 28 Chwefror 2015",
        "Dechrau nawr",
        "Bydd cynllun ar gyfer 2015 i 2016.",
    ]);
    resident.begin_in("?lang=cy").await;
    let page = resident.answer("after-dark", &[]).await;
    page.shows(&["Gwall: ", "Mae problem", "Dewiswch ateb", "Yn ôl", "Parhau"]);
    assert!(!page.text.contains("Error:") && !page.text.contains("There is a problem"));
    resident.answer("after-dark", &[("answer", "very-safe")]).await;
    resident.get("/check").await.shows(&["Gwiriwch eich atebion", "Heb ei ateb"]);
    // The other language holds for what comes after, too.
    resident.get("/question/victim?lang=en").await.shows(&["Were you a victim of crime?"]);
    resident.get("/check").await.shows(&["Check your answers"]);
    resident.get("/check?lang=cy").await.shows(&["Gwiriwch eich atebion"]);
    let sent = resident.send(&[]).await.leads_to().to_owned();
    resident.open(&sent).await.shows(&["Anfonwyd eich atebion", "Eich cyfeirnod"]);
    assert_eq!(house.replies().await[0].reply.language, Language::Welsh);
}

#[tokio::test]
async fn a_reply_is_come_back_to_by_its_code_and_by_no_other() {
    let house = house("2015-01-14").await;
    let mut resident = Resident::at(&house);
    resident.begin().await;
    resident.answer("after-dark", &[("answer", "very-safe")]).await;
    let page = resident.get("/code").await;
    page.shows(&[
        "Your code",
        "11 February 2015",
        &format!("{}{SAY}/return", crate::house::ORIGIN),
    ]);
    let code = page.text.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert_eq!(resident.post("/code", &[]).await.leads_to(), format!("{SAY}?lang=en"));
    assert_eq!(resident.get("/check").await.status, StatusCode::NOT_FOUND);
    let mut elsewhere = Resident::at(&house);
    let page = elsewhere.post("/return", &[("reply_code", "")]).await;
    page.shows(&["Enter your code"]);
    let wrong = code.replace(code.chars().next().unwrap(), "-");
    elsewhere
        .post("/return", &[("reply_code", &wrong)])
        .await
        .shows(&["This is not a code of ours"]);
    let typed = code.to_lowercase().replace('-', " ");
    let on = elsewhere.post("/return", &[("reply_code", &typed)]).await;
    assert_eq!(on.leads_to(), format!("{SAY}/question/victim"));
    elsewhere.get("/question/after-dark").await.shows(&["value=\"very-safe\" checked"]);
}

#[tokio::test]
async fn nothing_can_be_begun_before_the_first_day() {
    let house = house("2014-12-31").await;
    let mut resident = Resident::at(&house);
    let page = resident.get("").await;
    page.shows(&["You can answer from 1 January 2015."]);
    assert!(!page.text.contains("Start now"));
    assert_eq!(resident.post("", &[]).await.leads_to(), format!("{SAY}?lang=en"));
    assert_eq!(resident.get("/check").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_draft_that_nobody_opened_cannot_be_answered() {
    let house = House::on("2015-01-14").await;
    house.enter_consultation().await;
    let mut browser = house.browser();
    let page = browser.get(&format!("{SMP}/answer/smp-2015")).await;
    page.shows(&["has not been opened yet"]);
    assert_eq!(browser.get(&format!("{SMP}/answer/none")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_comes_after_the_last_day_is_kept_as_late() {
    let house = house("2015-02-28").await;
    let mut resident = Resident::at(&house);
    resident.begin().await;
    resident.answer("after-dark", &[("answer", "very-safe")]).await;
    let jar = resident.into_jar();
    let house = house.later("2015-03-01");
    let mut resident = Resident::with(&house, jar);
    resident.get("/check").await.shows(&["has closed", "marked as late"]);
    let sent = resident.send(&[]).await.leads_to().to_owned();
    resident.open(&sent).await.shows(&["They came after the consultation had closed"]);
    Resident::at(&house).get("").await.shows(&["Start a late reply"]);
    assert_eq!(house.replies().await[0].arrival, Arrival::Late);
    let house = house.later("2015-03-06");
    let page = Resident::at(&house).get("").await;
    page.shows(&["This consultation is over"]);
    assert_eq!(Resident::at(&house).post("", &[]).await.leads_to(), format!("{SAY}?lang=en"));
}

#[tokio::test]
async fn a_reply_to_a_version_that_was_closed_meanwhile_is_not_lost() {
    let house = house("2015-01-14").await;
    let mut resident = Resident::at(&house);
    resident.begin().await;
    resident.answer("after-dark", &[("answer", "very-safe")]).await;
    let (cycle, held) = ("2015-16".parse().unwrap(), house.consultation().await);
    let on = "2015-01-14".parse().unwrap();
    house.book.close_questionnaire(&signed(), cycle, &held.latest, on).await.unwrap();
    resident.answer("years", &[("answer", "7")]).await;
    // Its last day is six weeks off, and what was promised on the page holds all the same.
    resident.get("/check").await.shows(&["has closed", "marked as late"]);
    let sent = resident.send(&[]).await.leads_to().to_owned();
    resident.open(&sent).await.shows(&["They came after the consultation had closed"]);
    let kept = house.replies().await.remove(0);
    assert_eq!((kept.version, kept.reply.answers.len()), (1, 2));
    assert_eq!(kept.arrival, Arrival::Late);
    let years = kept.reply.answers.get(&jar::id("years"));
    assert_eq!(years, Some(&Given::Number(7)));
}

#[tokio::test]
async fn what_came_before_it_was_closed_by_hand_stays_in_time() {
    let house = house("2015-01-14").await;
    let mut resident = Resident::at(&house);
    resident.begin().await;
    resident.answer("after-dark", &[("answer", "very-safe")]).await;
    resident.send(&[]).await.leads_to();
    let (cycle, held) = ("2015-16".parse().unwrap(), house.consultation().await);
    let on = "2015-01-14".parse().unwrap();
    house.book.close_questionnaire(&signed(), cycle, &held.latest, on).await.unwrap();
    assert_eq!(house.replies().await[0].arrival, Arrival::InTime);
}

#[tokio::test]
async fn the_first_second_opens_and_the_last_closes_by_the_clocks_of_the_united_kingdom() {
    async fn sent(house: &House) -> crate::house::Answer {
        let mut resident = Resident::at(house);
        resident.begin().await;
        resident.answer("after-dark", &[("answer", "very-safe")]).await;
        let sent = resident.send(&[]).await.leads_to().to_owned();
        resident.open(&sent).await
    }
    // In summer, when a day begins an hour before that of the world's time.
    let house = House::on("2015-03-31").await;
    house.open_short_consultation_over("2015-04-01 to 2015-06-30", "2015-07-20").await;
    let house = house.at("2015-03-31T22:59:59Z");
    let early = Resident::at(&house).get("").await;
    early.shows(&["You can answer from 1 April 2015."]);
    assert!(!early.text.contains("Start now"));
    let house = house.at("2015-03-31T23:00:00Z");
    Resident::at(&house).get("").await.shows(&["Start now"]);
    let house = house.at("2015-06-30T22:59:59Z");
    assert!(!sent(&house).await.text.contains("They came after"));
    let house = house.at("2015-06-30T23:00:00Z");
    Resident::at(&house).get("").await.shows(&["Start a late reply"]);
    sent(&house).await.shows(&["They came after the consultation had closed"]);
    let kept: Vec<_> =
        house.replies().await.iter().map(|kept| (kept.day.to_string(), kept.arrival)).collect();
    let wanted = [("2015-06-30", Arrival::InTime), ("2015-07-01", Arrival::Late)];
    assert_eq!(kept, wanted.map(|(day, arrival)| (day.to_owned(), arrival)));
}
