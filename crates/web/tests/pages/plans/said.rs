//! What people said, with the actions that do what was answered.

use partnership::membership::person::Role;
use partnership::terms::slug::Slug;

use crate::house::House;
use crate::house::SMP;
use crate::house::signed;
use crate::plans::at;
use crate::plans::with_a_plan;
use crate::priorities_made::cycle;

/// A promise and a refusal that answer what people said; the questionnaire's name, and the numbers of both.
async fn with_answers(house: &House) -> (Slug, Vec<i64>) {
    house.enter_consultation().await;
    let questionnaire = house.consultation().await.questionnaire().clone();
    let answers = [
        (
            "More lights",
            serde_json::json!({ "we-will": {
            "what": "Mend the lights", "owner": "The county", "due": "2015-09-30",
        } }),
        ),
        (
            "Clear the alleys",
            serde_json::json!({ "we-did": {
            "what": "Cleared them", "owner": "The borough", "on": "2014-11-30",
        } }),
        ),
        (
            "Bring back the stocks",
            serde_json::json!({ "we-did-not": { "because": "It is unlawful" } }),
        ),
    ];
    let mut numbers = Vec::new();
    for (said, answer) in answers {
        let entry = serde_json::json!({
            "question": "anything-else", "code": "lights", "said": said, "answer": answer,
        });
        let (entry, of) = (serde_json::from_value(entry).unwrap(), (cycle(), &questionnaire));
        numbers.push(house.book.enter_you_said(&signed(), of, entry).await.unwrap());
    }
    (questionnaire, numbers)
}

#[tokio::test]
async fn what_people_said_stands_with_the_actions_that_do_it() {
    let (house, _) = with_a_plan().await;
    let (questionnaire, numbers) = with_answers(&house).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&at("/said")).await;
    let new = at(&format!("/actions/new?said={}", numbers[0]));
    page.shows(&["You said: More lights", "Mend the lights", "No action does it yet", &new]);
    page.holds(&["We did not, because", "It is unlawful"]);
    assert_eq!(
        page.text.matches("No action does it yet").count(),
        1,
        "neither a refusal nor what is done needs one"
    );
    manager.get(&at("/check")).await.shows(&["People said “More lights”"]);
    let ticked = format!("value=\"{}\" checked", numbers[0]);
    manager.get(&new).await.shows(&[&ticked]);
    let (number, lead) = (numbers[0].to_string(), "Kent County Council");
    let fields = [
        ("title", "Mend street lights"),
        ("lead", lead),
        ("person", "Highways"),
        ("due", "30 September 2015"),
        ("said", number.as_str()),
    ];
    let entered = manager.post(&at("/actions/new"), &fields).await;
    manager.get(entered.leads_to()).await.shows(&["What people said that it does", "More lights"]);
    let page = manager.get(&at("/said")).await;
    page.shows(&["Mend street lights"]);
    assert!(!page.text.contains("No action does it yet"), "{}", page.text);
    let check = manager.get(&at("/check")).await;
    assert!(!check.text.contains("People said"), "{}", check.text);
    let answers = format!("{SMP}/consultations/2015-16/{questionnaire}/you-said");
    manager.get(&answers).await.shows(&[&at("/said")]);
}
