//! A resident, who never signs in: in January they answer the consultation, in summer they read what came of it.

use std::path::Path;

use crate::journeys::walk::Walk;

pub(super) async fn answers(walk: &mut Walk) {
    walk.opens("/answer/smp-2015").await;
    walk.reads(&["Safer Maidstone: your say", "Who asks"]).await;
    walk.pictures("resident-1-asked").await;
    walk.hands.press_button("Start").await;
    walk.hands.choose("For myself").await;
    walk.hands.press_button("Continue").await;
    walk.reads(&["How safe do you feel at home?"]).await;
    walk.hands.choose("Fairly safe").await;
    walk.pictures("resident-2-question").await;
    walk.hands.press_button("Continue").await;
}

pub(super) async fn reads(walk: &Walk, site: &Path) {
    walk.opens_file(&site.join("index.html")).await;
    walk.reads(&["As adopted, with what it rests on", "Rolling Plan"]).await;
    walk.pictures("resident-3-site").await;
    walk.opens_file(&site.join("plan/index.html")).await;
    walk.reads(&["mobility scooters too"]).await;
    walk.pictures("resident-4-plan").await;
    walk.opens_file(&site.join("consultation-smp-2015/you-said.html")).await;
    walk.reads(&["You said, we did", "We will: Keep street pastors"]).await;
    walk.pictures("resident-5-you-said").await;
}
