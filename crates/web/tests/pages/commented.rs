//! A consultation in March with comments, and a code frame for them.

use std::collections::BTreeMap;

use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::language::Language;
use partnership::consultation::questionnaire::QuotedIf;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::Given;
use partnership::consultation::reply::Reply;
use records::NewConsultation;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::example;
use crate::house::signed;

pub(crate) const PATH: &str = "/safer-maidstone-partnership/consultations/2015-16/smp-2015";
pub(crate) const QUESTION: &str =
    "/safer-maidstone-partnership/consultations/2015-16/smp-2015/themes/feel-safer";

fn question(name: &str) -> QuestionId {
    QuestionId(name.parse().unwrap())
}

/// The example's consultation in March, which lets those who answer for themselves be quoted, with these comments. The
/// last of them is by somebody who did not say for whom they answer.
pub(crate) async fn with_comments(comments: &[&str]) -> House {
    let house = House::on("2015-03-03").await;
    let cycle = "2015-16".parse().unwrap();
    let mut new = NewConsultation {
        questionnaire: toml::from_str(&example("questionnaire.toml")).unwrap(),
        description: toml::from_str(&example("consultation.toml")).unwrap(),
        text: example("consulted-on.md").into_bytes(),
    };
    let answer = AnswerId("myself".parse().unwrap());
    let asked = QuotedIf { question: question("answering-as"), answer: answer.clone() };
    new.questionnaire.quoted_if = Some(asked);
    house.book.enter_consultation(&signed(), cycle, new).await.unwrap();
    let latest = house.consultation().await.latest;
    let first = "2015-01-01".parse().unwrap();
    house.book.open_questionnaire(&signed(), cycle, &latest, first).await.unwrap();
    let version = house.consultation().await.latest.value;
    for (at, words) in (1..).zip(comments) {
        let text = Given::Text((*words).to_owned());
        let mut answers = BTreeMap::from([(question("feel-safer"), text)]);
        if at < comments.len() {
            let answers_given = [answer.clone()].into();
            let chosen = Given::Chosen { answers: answers_given, other: None };
            answers.insert(question("answering-as"), chosen);
        }
        let reply = Reply { channel: Channel::Online, language: Language::English, answers };
        let day = "2015-01-20".parse().unwrap();
        house.book.keep_reply(&signed(), cycle, &version, day, reply).await.unwrap();
    }
    house
}

/// The references of the replies.
pub(crate) async fn references(house: &House) -> Vec<i64> {
    let questionnaire = "smp-2015".parse().unwrap();
    let all = house.book.replies("2015-16".parse().unwrap(), &questionnaire).await.unwrap();
    all.into_iter().map(|kept| kept.reference).collect()
}

/// The version that the first form of a page carries along.
pub(crate) fn version_in(page: &Answer) -> String {
    let after = page.text.split("name=\"version\" value=\"").nth(1).unwrap_or_default();
    after.split('"').next().unwrap_or_default().to_owned()
}

/// Sends a form of the frame with the version that its page shows.
pub(crate) async fn change_frame(browser: &mut Browser<'_>, fields: &[(&str, &str)]) -> Answer {
    let path = format!("{QUESTION}/frame");
    let version = version_in(&browser.get(&path).await);
    let mut all = vec![("version", version.as_str())];
    all.extend(fields);
    browser.post(&path, &all).await
}

/// Two codes, signed off, of whose comments all are coded twice.
pub(crate) async fn sign_frame_off(manager: &mut Browser<'_>) {
    for (title, belongs) in [("Lights", "street lights"), ("Police", "officers on foot")] {
        let fields = [("deed", "add"), ("title", title), ("belongs", belongs)];
        assert_eq!(change_frame(manager, &fields).await.status, 303);
    }
    assert_eq!(change_frame(manager, &[("deed", "twice"), ("twice", "100")]).await.status, 303);
    assert_eq!(change_frame(manager, &[("deed", "sign-off")]).await.status, 303);
}
