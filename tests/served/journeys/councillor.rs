//! A councillor, who was handed a link: they read what Council adopted, what was amended, and what a sentence rests on.

use std::path::Path;

use crate::journeys::walk::Walk;

pub(super) async fn walks(walk: &mut Walk, link: &str, site: &Path) {
    walk.signs_in_first(link, "ann.councillor@example.org").await;
    walk.reads(&["The year 2015–16"]).await;
    walk.opens("/adoption/2015-16/plan").await;
    walk.reads(&["Adopted on 22 April 2015", "The way to adoption", "Councillor Example"]).await;
    walk.pictures("councillor-1-adoption").await;
    walk.opens("/adoption/2015-16/plan/text").await;
    walk.reads(&["mobility scooters too"]).await;
    walk.pictures("councillor-2-text").await;
    walk.hands.press_button("What passage 17 rests on").await;
    walk.reads(&["What it rests on", "Council", "Action 9", "Go to where it is looked after"])
        .await;
    walk.opens("/plan/2015-16/said").await;
    walk.reads(&["You said, we did", "Slow the traffic down"]).await;
    walk.opens_file(&site.join("thread/passage-2015-16-plan-17.html")).await;
    walk.reads(&["Action 9"]).await;
    walk.signs_out().await;
}
