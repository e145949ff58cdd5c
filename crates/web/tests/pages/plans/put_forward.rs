//! The plan as a document, and put forward as it is written, unless it changed since it was looked at.

use partnership::membership::person::Role;

use crate::house::SMP;
use crate::plans::at;
use crate::plans::with_a_plan;

#[tokio::test]
async fn the_plan_is_read_as_a_document_and_put_forward_as_it_is_written() {
    let (house, [courses, _]) = with_a_plan().await;
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&at("")).await.shows(&["Read it as a document"]);
    let document = manager.get(&at("/document")).await;
    document.shows(&[
        "Rolling Plan",
        "Priority 1: Domestic abuse",
        "Actions under priority 1",
        "/plan/2015-16/document/file?format=pdf",
    ]);
    let put = format!("{SMP}/adoption/2015-16/plan/put-forward");
    let form = manager.get(&put).await;
    form.shows(&["The plan 2015–16 as it stands now", "Or a text that was written elsewhere"]);
    let fields = [("draft", "plan"), ("on", "5 December 2014"), ("seen", "0"), ("text", "Mine")];
    manager.post(&put, &fields).await.shows(&["href=\"#draft\"", "keep one of the two"]);
    let fields =
        |seen| [("draft", "plan"), ("on", "5 December 2014"), ("seen", "0"), ("plan_seen", seen)];
    let earlier = "a".repeat(64);
    let changed = manager.post(&put, &fields(&earlier)).await;
    changed.shows(&["The plan was changed since you looked at it"]);
    let looked_at = form.text.split("name=\"plan_seen\" value=\"").nth(1).unwrap();
    manager.post(&put, &fields(&looked_at[..64])).await.leads_to();
    let text = manager.get(&format!("{SMP}/adoption/2015-16/plan/text")).await;
    text.shows(&[&format!("Action {courses}: Courses for perpetrators.")]);
    manager
        .get(&format!("{SMP}/adoption/2015-16/plan"))
        .await
        .shows(&["the plan as it was written on"]);
}
