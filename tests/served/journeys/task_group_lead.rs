//! Somebody who leads a task group: they see what is theirs to do, and how their group does; and one who leads an action notes
//! its progress by a link, without an account.

use crate::journeys::walk::Walk;

pub(super) async fn walks(walk: &mut Walk, link: &str, progress: &str) {
    walk.signs_in_first(link, "lee.lead@example.org").await;
    walk.opens("/me").await;
    walk.reads(&["My list", "You act for Domestic Violence Forum"]).await;
    walk.opens("/task-groups/domestic-violence-forum").await;
    walk.reads(&["Domestic Violence Forum", "Led by Lee Lead"]).await;
    walk.pictures("task-group-lead-2-group").await;
    walk.signs_out().await;
    notes_progress_by_a_link(walk, progress).await;
}

async fn notes_progress_by_a_link(walk: &mut Walk, progress: &str) {
    walk.follows(progress).await;
    walk.reads(&["You need no account", "An adviser for victims at the hospital"]).await;
    walk.hands.press_button("1. An adviser for victims at the hospital").await;
    walk.hands.choose("On track").await;
    let words = "The adviser begins on 3 August; twelve victims were told of it.";
    walk.hands.write("What was done, and what is in the way", words).await;
    walk.pictures("task-group-lead-3-progress").await;
    walk.hands.press_button("Note it").await;
    walk.reads(&["On track"]).await;
}
