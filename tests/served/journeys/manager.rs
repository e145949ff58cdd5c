//! The manager, at the end of July: from what is due, along the year's main path, to what is published.

use crate::journeys::walk::Walk;

/// The links that the manager hands to others.
pub(super) struct Handed {
    pub(super) councillor: String,
    pub(super) lead: String,
    pub(super) progress: String,
}

pub(super) async fn walks(walk: &mut Walk, link: &str) -> Handed {
    walk.follows(link).await;
    walk.hands.press_button("Sign in").await;
    looks_at_the_year(walk).await;
    looks_at_what_people_said(walk).await;
    looks_at_the_plan(walk).await;
    looks_at_what_is_public(walk).await;
    let handed = hands_out_links(walk).await;
    walk.signs_out().await;
    handed
}

async fn looks_at_the_year(walk: &mut Walk) {
    walk.reads(&["The year 2015–16", "8 of 9 steps are done and none is late"]).await;
    walk.pictures("manager-1-this-year").await;
    walk.opens("/evidence").await;
    walk.reads(&["Ask the evidence"]).await;
    walk.opens("/assessment/2015-16").await;
    walk.reads(&["Final text, for approval"]).await;
    walk.opens("/priorities/2015-16/decision").await;
    walk.reads(&["Violence, at home and in the town centre"]).await;
}

async fn looks_at_what_people_said(walk: &mut Walk) {
    walk.opens("/consultations/2015-16/smp-2015/themes/feel-safer").await;
    walk.reads(&["Street lights", "Police to be seen, and to come"]).await;
    walk.opens("/consultations/2015-16/smp-2015/you-said").await;
    let said = "Leave the street lights on, and mend those that are out";
    walk.reads(&[said, "We did not, because", "Keep street pastors"]).await;
    walk.pictures("manager-2-you-said").await;
}

async fn looks_at_the_plan(walk: &mut Walk) {
    walk.opens("/plan/2015-16/board").await;
    walk.reads(&["Off track", "One list of nuisance addresses"]).await;
    walk.pictures("manager-3-board").await;
    walk.hands.press_button("4. One list of nuisance addresses").await;
    walk.reads(&["What people said that it does", "Fly-tipping and litter are not mentioned"])
        .await;
    walk.reads(&["two housing associations do not send theirs yet"]).await;
    walk.pictures("manager-4-action").await;
    walk.hands.press_button("Follow the golden thread").await;
    walk.reads(&["What it rests on", "Fly-tipping and litter"]).await;
    walk.pictures("manager-5-thread").await;
}

async fn looks_at_what_is_public(walk: &mut Walk) {
    walk.opens("/adoption").await;
    walk.reads(&["Adopted on 5 March 2015", "Adopted on 22 April 2015"]).await;
    walk.opens("/publish").await;
    walk.reads(&["What would be published", "with the 2 amendments that were carried"]).await;
    walk.pictures("manager-6-publish").await;
}

/// Enters a councillor and the lead of a task group, and makes each a link.
async fn hands_out_links(walk: &mut Walk) -> Handed {
    let councillor = enters(walk, "Ann Councillor", "Councillor", None).await;
    let forum = Some("Domestic Violence Forum");
    let lead = enters(walk, "Lee Lead", "Task-group lead", forum).await;
    walk.opens("/plan/2015-16/links").await;
    walk.hands.choose("Clinical commissioning group").await;
    walk.hands.write("For whom it is", "Commissioning manager").await;
    walk.hands.write("The last day", "30 September 2015").await;
    walk.hands.press_button("Make the link").await;
    let progress = walk.handed().await;
    Handed { councillor, lead, progress }
}

async fn enters(walk: &mut Walk, name: &str, role: &str, acts_for: Option<&str>) -> String {
    walk.opens("/people/new").await;
    walk.hands.write("Name", name).await;
    let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
    walk.hands.write("E-mail address", &email).await;
    walk.hands.choose(role).await;
    if let Some(one) = acts_for {
        walk.hands.tick(one).await;
    }
    walk.hands.press_button("Add the person").await;
    walk.handed().await
}
