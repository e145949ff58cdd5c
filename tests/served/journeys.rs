//! The journeys of those who use Saferplan, step by step through the worked example: its manager, a councillor, somebody who
//! leads a task group, and a resident. `docs/journeys` tells them in words.
//!
//! What each step shows is looked for; pictures are kept for these documents when they are asked for.

mod councillor;
mod manager;
mod resident;
mod task_group_lead;
mod walk;

use std::path::PathBuf;

use crate::journeys::walk::Walk;
use crate::page::Scripts;
use crate::page::browsing_at;
use crate::partnership::Partnership;
use crate::served::Served;

const SMP: &str = "/safer-maidstone-partnership";

/// The last day of the example, when its plan is adopted and under way.
const SUMMER: &str = "2015-07-31";
/// A day on which its consultation is open.
const WINTER: &str = "2015-01-20";

/// Serves the example as it stands on a day, and hands somebody to the journey, with the link that signs its manager in and
/// the folder of the public site.
async fn walking<Test, Seen>(day: &'static str, journey: Test)
where
    Test: FnOnce(Walk, String, PathBuf) -> Seen,
    Seen: Future<Output = ()> + Send + 'static,
{
    let made = tokio::task::spawn_blocking(move || {
        let home = Partnership::new();
        let served = Served::demo_on(&home, day);
        (home, served)
    });
    let (home, served) = made.await.unwrap();
    let (link, origin) = (served.link.clone(), served.origin.clone());
    let (link, site) = (link.strip_prefix(&origin).unwrap().to_owned(), home.home().join("site"));
    browsing_at(origin.clone(), Scripts::Run, |page| journey(Walk::of(page, origin), link, site))
        .await;
    served.stop();
    drop(home);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_a_councillor_a_lead_and_a_resident_find_their_way() {
    walking(SUMMER, |mut walk, link, site| async move {
        let handed = manager::walks(&mut walk, &link).await;
        councillor::walks(&mut walk, &handed.councillor, &site).await;
        task_group_lead::walks(&mut walk, &handed.lead, &handed.progress).await;
        resident::reads(&walk, &site).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resident_answers_the_consultation() {
    walking(WINTER, |mut walk, _, _| async move { resident::answers(&mut walk).await }).await;
}
