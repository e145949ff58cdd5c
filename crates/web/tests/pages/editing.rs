//! Consultations edited on pages: entered, asked anew, opened and closed; what is refused and what is never lost.

mod asking;
mod beginning;
mod opening;
mod sampled;
mod workbooks;

use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::membership::person::Role;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;

/// Where the example's consultation is.
pub(crate) const PATH: &str = "/safer-maidstone-partnership/consultations/2015-16/smp-2015";

/// The example's consultation as a draft on a day, and the manager.
pub(crate) async fn draft_on(day: &str) -> House {
    let house = House::on(day).await;
    house.enter_consultation().await;
    house
}

/// What stands in a hidden field of a page.
pub(crate) fn hidden(page: &Answer, name: &str) -> String {
    let field = page.text.split(&format!("name=\"{name}\" value=\"")).nth(1);
    let field = field.unwrap_or_else(|| panic!("no field `{name}` in {}", page.text));
    field.split('"').next().unwrap().to_owned()
}

/// Sends a form of a page below the consultation's, with the version that it shows.
pub(crate) async fn send(
    browser: &mut Browser<'_>,
    below: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let opened = browser.get(&format!("{PATH}{below}")).await;
    let version = hidden(&opened, "version");
    let path = below.split('?').next().unwrap();
    let fields: Vec<_> = fields.iter().copied().chain([("version", version.as_str())]).collect();
    browser.post(&format!("{PATH}{path}"), &fields).await
}

/// The questionnaire as it is held.
pub(crate) async fn asked(house: &House) -> TypedQuestionnaire {
    house.consultation().await.latest.value.questionnaire().typed().clone()
}

/// The short names of its questions, in order.
pub(crate) async fn order(house: &House) -> Vec<String> {
    asked(house).await.typed_questions().map(|question| question.id.to_string()).collect()
}

/// Fails unless a change was saved.
pub(crate) fn saved(answer: &Answer) {
    assert_eq!(answer.status.as_u16(), 303, "{}", answer.text);
}

/// Sends a file with a version and a title.
pub(crate) async fn send_file(
    browser: &mut Browser<'_>,
    path: &str,
    version: &str,
    file: &[u8],
) -> Answer {
    let fields = [("version", version), ("text_title", "The assessment as a PDF")];
    browser.post_file(path, &fields, ("a.pdf", file)).await
}

#[tokio::test]
async fn whoever_may_not_change_it_sees_the_questionnaire_without_a_button() {
    let house = draft_on("2015-01-14").await;
    let mut partner = house.signed_in(Role::Partner).await;
    let page = partner.get(&format!("{PATH}/questionnaire")).await;
    page.shows(&["Feeling safe", "How safe do you feel at home?"]);
    for none in ["name=\"press\"", "Add a question", "Undo"] {
        assert!(!page.text.contains(none), "{none}");
    }
    let refused = partner.post(&format!("{PATH}/questionnaire"), &[("version", "1")]).await;
    assert_eq!(refused.status.as_u16(), 403);
    let list = partner.get(&format!("{SMP}/consultations")).await;
    assert!(!list.text.contains("/consultations/new"), "{}", list.text);
}
