//! A consultation answered by a probability sample: said on a page, invited stratum by stratum, and told with intervals.

use axum::http::StatusCode;
use jiff::Timestamp;
use partnership::consultation::answer::AnswerId;
use partnership::consultation::answer::QuestionId;
use partnership::consultation::language::Language;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::Given;
use partnership::consultation::reply::Reply;
use partnership::consultation::sample::Correction;
use partnership::membership::person::Role;
use records::Fingerprint;
use records::Once;
use records::ReplyUnderWay;
use records::SentReply;

use crate::editing::PATH;
use crate::editing::beginning::NEW;
use crate::editing::draft_on;
use crate::editing::hidden;
use crate::editing::saved;
use crate::house::Browser;
use crate::house::House;
use crate::house::signed;

/// What is typed of a sample of two strata.
const SAMPLE: [(&str, &str); 6] = [
    ("found", "drawn"),
    ("sample_frame", "Electoral register of 1 December 2014, by random numbers"),
    ("sample_population", "10,000"),
    ("sample_drawn", "200"),
    ("sample_strata", "Town; 9,000; 100\nVillages; 1,000; 100"),
    ("sample_correction", "finite"),
];

/// Sends the page of what people are told, with these fields of the sample.
async fn describe(manager: &mut Browser<'_>, sample: &[(&str, &str)]) -> crate::house::Answer {
    let page = manager.get(&format!("{PATH}/change")).await;
    let seen = [hidden(&page, "version"), hidden(&page, "description")];
    let fields = [("version", seen[0].as_str()), ("description", seen[1].as_str())];
    let fields: Vec<_> =
        fields.into_iter().chain(NEW.iter().copied()).chain(sample.iter().copied()).collect();
    manager.post(&format!("{PATH}/change"), &fields).await
}

#[tokio::test]
async fn a_sample_is_said_on_a_page_and_taken_back_there() {
    let house = draft_on("2014-12-01").await;
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(PATH).await.shows(&["They choose to"]);
    saved(&describe(&mut manager, &SAMPLE).await);
    let sample = house.consultation().await.consultation.typed().sample.clone().unwrap();
    assert_eq!((sample.population, sample.drawn, sample.strata.len()), (10_000, 200, 2));
    assert_eq!(sample.correction, Correction::Finite);
    manager
        .get(PATH)
        .await
        .shows(&["200 people were drawn by chance of the 10,000", "Electoral register"]);
    let page = manager.get(&format!("{PATH}/change")).await;
    page.shows(&["Town; 9,000; 100\nVillages; 1,000; 100", "10,000", "How they come to answer"]);
    saved(&describe(&mut manager, &[("found", "chosen")]).await);
    assert_eq!(house.consultation().await.consultation.typed().sample, None);
}

#[tokio::test]
async fn what_is_wrong_with_a_sample_is_told_beside_its_fields_and_nothing_typed_is_lost() {
    let house = draft_on("2014-12-01").await;
    let mut manager = house.signed_in(Role::Manager).await;
    let wrong = [
        ("found", "drawn"),
        ("sample_population", "many"),
        ("sample_drawn", "200"),
        ("sample_strata", "Town, 9000"),
    ];
    let page = describe(&mut manager, &wrong).await;
    page.shows(&[
        "Write from which list people are drawn, and how",
        "`many` is not a whole number",
        "Line 1 has 1 parts where 3 are wanted",
        "Town, 9000",
    ]);
    let unlike = SAMPLE.map(|(name, text)| (name, if name == "sample_drawn" { "9" } else { text }));
    let page = describe(&mut manager, &unlike).await;
    page.shows(&[
        "9 were drawn from the list; draw at least 10",
        "The strata have 200 drawn together, and the whole list 9",
        "Villages; 1,000; 100",
    ]);
    assert_eq!(house.consultation().await.consultation.typed().sample, None);
}

/// The example's consultation with the sample, open.
async fn open_with_sample() -> House {
    let house = draft_on("2015-01-14").await;
    let mut manager = house.signed_in(Role::Manager).await;
    saved(&describe(&mut manager, &SAMPLE).await);
    let (cycle, latest) = ("2015-16".parse().unwrap(), house.consultation().await.latest);
    let first = "2015-01-01".parse().unwrap();
    house.book.open_questionnaire(&signed(), cycle, &latest, first).await.unwrap();
    house
}

#[tokio::test]
async fn those_drawn_are_invited_by_stratum_and_no_more_than_were_drawn() {
    let house = open_with_sample().await;
    let manager = house.found(Role::Manager).await;
    let mut manager = house.signed_in_as(&manager).await;
    let path = format!("{PATH}/invitations");
    manager.get(&path).await.shows(&[
        "Who was drawn by chance",
        "Drawn by chance: Villages",
        "Not drawn",
    ]);
    let unsaid = [("addresses", "ann@example.org"), ("language", "en")];
    manager.post(&path, &unsaid).await.shows(&["Choose who they are", "ann@example.org"]);
    let wrong = [("addresses", "ann@example.org"), ("language", "en"), ("stratum", "3")];
    manager.post(&path, &wrong).await.shows(&["Choose who they are"]);
    let many: String = (0..101).map(|at| format!("p{at}@example.org\n")).collect();
    let too_many = [("addresses", many.as_str()), ("language", "en"), ("stratum", "2")];
    manager
        .post(&path, &too_many)
        .await
        .shows(&["100 were drawn, 0 of them are invited, and these are 101 more"]);
    let right = [("addresses", "ann@example.org"), ("language", "en"), ("stratum", "2")];
    assert_eq!(manager.post(&path, &right).await.status, StatusCode::SEE_OTHER);
    let partner = [("addresses", "partner@example.org"), ("language", "en"), ("stratum", "0")];
    assert_eq!(manager.post(&path, &partner).await.status, StatusCode::SEE_OTHER);
    let (cycle, say) = ("2015-16".parse().unwrap(), "smp-2015".parse().unwrap());
    let all = house.book.invitations(cycle, &say).await.unwrap();
    let strata: Vec<Option<u32>> = all.iter().map(|one| one.stratum).collect();
    assert_eq!(strata, [Some(2), None]);
    // Once somebody is invited, the strata stay.
    let page = describe(&mut manager, &[("found", "chosen")]).await;
    page.shows(&["People of the sample are invited or have replied", "There is a problem"]);
}

/// Has so many of a stratum, or of those who were not drawn, send an answer to a question.
async fn reply(house: &House, number: usize, stratum: Option<u32>, home: &str) {
    let (cycle, say) =
        ("2015-16".parse().unwrap(), "smp-2015".parse::<partnership::terms::slug::Slug>().unwrap());
    let chosen = Given::Chosen { answers: [AnswerId(home.parse().unwrap())].into(), other: None };
    let answers: std::collections::BTreeMap<_, _> =
        [(QuestionId("safe-home".parse().unwrap()), chosen)].into();
    let (language, day) = (Language::English, "2015-01-14".parse().unwrap());
    for at in 0..number {
        let name = format!("{home}-{}-{at}", stratum.unwrap_or(0));
        let [code, link] = ["code", "link"].map(|what| Fingerprint::of(format!("{what} {name}")));
        if stratum.is_some() {
            let email = format!("{name}@example.org").parse().unwrap();
            let invited = [(email, language)];
            house.book.invite(cycle, &say, &invited, stratum).await.unwrap();
            let now = Timestamp::now();
            let taken = house.book.take_up_invitation(cycle, &say, &invited[0].0, &link, now);
            assert_eq!(taken.await.unwrap(), Once::Now);
        }
        let (questionnaire, version) = (say.clone(), 1);
        let begun = ReplyUnderWay { cycle, questionnaire, version, language, answers: [].into() };
        assert_eq!(house.book.begin_reply(&code, &begun, day).await.unwrap(), Once::Now);
        let reply = Reply { channel: Channel::Online, language, answers: answers.clone() };
        let (questionnaire, signals) = (say.clone(), [].into());
        let invitation = stratum.map(|_| link);
        let sent =
            SentReply { cycle, questionnaire, version, day, reply, signals, code, invitation };
        house.book.send_reply(&signed(), sent).await.unwrap();
    }
}

#[tokio::test]
async fn results_of_a_sample_have_intervals_until_others_reply() {
    let house = open_with_sample().await;
    reply(&house, 60, Some(1), "very-safe").await;
    reply(&house, 30, Some(1), "fairly-unsafe").await;
    reply(&house, 30, Some(2), "very-safe").await;
    reply(&house, 30, Some(2), "fairly-unsafe").await;
    let manager = house.found(Role::Manager).await;
    let mut manager = house.signed_in_as(&manager).await;
    let page = manager.get(&format!("{PATH}/results/whole")).await;
    // Two thirds of the 9,000 of the town, and half of the 1,000 of the villages.
    page.shows(&[
        "95% interval from",
        "65.0",
        "95% of such samples have an interval that holds the true share",
        "150 of those drawn replied by their own links, 75% of the 200",
        "does not allow for them",
        "Who was drawn, and how many of them replied",
    ]);
    reply(&house, 1, None, "fairly-unsafe").await;
    let page = manager.get(&format!("{PATH}/results/whole")).await;
    page.shows(&["others replied, too, who were not drawn"]);
    assert!(!page.text.contains("65.0") && !page.text.contains("95% interval"), "{}", page.text);
}
