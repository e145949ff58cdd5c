//! The pages of consultations in a browser, as the manager sees them.

use partnership::membership::person::Role;

use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::language::Language;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::Given;
use partnership::consultation::reply::Reply;

use crate::house::House;
use crate::house::SMP;
use crate::house::signed;
use crate::page::Scripts;
use crate::page::browsing;

/// Looks at a page of the example's consultation at every width and with the keyboard alone.
async fn look_at(below: &'static str, scripts: Scripts) {
    let house = House::on("2015-01-14").await;
    house.open_consultation().await;
    if below.contains("/results") {
        keep_replies(&house).await;
    }
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    browsing(house.pages(), scripts, move |page| async move {
        page.keep_cookie(&cookie).await;
        page.open(&format!("{SMP}/consultations{below}")).await;
        page.look_at().await;
        page.keyboard().await;
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn the_list_of_consultations() {
    look_at("", Scripts::Run).await;
    look_at("", Scripts::Blocked).await;
}

#[tokio::test]
async fn one_consultation() {
    look_at("/2015-16/smp-2015", Scripts::Run).await;
    look_at("/2015-16/smp-2015", Scripts::Blocked).await;
}

#[tokio::test]
async fn replies_before_there_are_any() {
    look_at("/2015-16/smp-2015/replies", Scripts::Run).await;
}

/// Keeps replies of three ages to two questions, so many that groups can be told apart.
async fn keep_replies(house: &House) {
    let (cycle, held) = ("2015-16".parse().unwrap(), house.consultation().await);
    let chosen = |answer: &str| Given::Chosen {
        answers: [AnswerId(answer.parse().unwrap())].into(),
        other: None,
    };
    let id = |text: &str| QuestionId(text.parse().unwrap());
    for at in 0..240 {
        let home = ["very-safe", "fairly-safe", "very-unsafe", "fairly-safe"][at % 4];
        let age = ["aged-18-24", "aged-45-64", "aged-75-over"][at % 3];
        let answers = [(id("safe-home"), chosen(home)), (id("age"), chosen(age))];
        let answers = answers.into_iter().collect();
        let channel = if at % 5 < 4 { Channel::Paper } else { Channel::Online };
        let reply = Reply { channel, language: Language::English, answers };
        let day = format!("2015-01-{:02}", 1 + (at * at) % 13).parse().unwrap();
        house.book.keep_reply(&signed(), cycle, &held.latest.value, day, reply).await.unwrap();
    }
}

#[tokio::test]
async fn results_at_a_glance() {
    look_at("/2015-16/smp-2015/results", Scripts::Run).await;
    look_at("/2015-16/smp-2015/results", Scripts::Blocked).await;
}

#[tokio::test]
async fn results_of_one_question_with_charts_tables_and_groups() {
    look_at("/2015-16/smp-2015/results/questions/safe-home?by=age", Scripts::Run).await;
    look_at("/2015-16/smp-2015/results/questions/safe-home?by=other", Scripts::Blocked).await;
}

#[tokio::test]
async fn all_results_on_one_page() {
    look_at("/2015-16/smp-2015/results/whole", Scripts::Run).await;
    look_at("/2015-16/smp-2015/results/whole?rows=1&columns=1", Scripts::Blocked).await;
}
