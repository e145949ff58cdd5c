//! The pages of task groups: what they measure, how they are asked for commentaries, and what they write.

mod asking;
mod bringing_in;
mod measuring;
mod writing;

use partnership::membership::person::Person;
use partnership::membership::person::Role;
use partnership::task_groups::commentary::Commentary;
use records::Held;

use crate::commented::version_in;
use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::house::signed;

/// The worked example's task groups as they stood on 20 November 2014.
async fn with_groups() -> House {
    with_groups_on("2014-11-20").await
}

async fn with_groups_on(day: &str) -> House {
    let house = House::on(day).await;
    crate::task_groups_made::put_to_work(&house.book).await;
    crate::task_groups_made::enter(&house.book, day).await;
    house
}

fn at(below: &str) -> String {
    format!("{SMP}/task-groups{below}")
}

/// The commentary of a group on a quarter, with its number.
async fn commentary(house: &House, group: &str, quarter: &str) -> (i64, Held<Commentary>) {
    let all = house.book.commentaries(Some(quarter.parse().unwrap())).await.unwrap();
    all.into_iter().find(|(_, held)| held.value.group.starts_with(group)).unwrap()
}

/// A lead of a group, entered.
async fn lead_of(house: &House, group: &str) -> Person {
    let lead = house.person(Role::TaskGroupLead).await;
    let held = house.book.person(&lead.id).await.unwrap().unwrap();
    let lead = Person { acts_for: [group.to_owned()].into(), ..lead };
    house.book.change_person(&signed(), held.version, lead.clone()).await.unwrap();
    lead
}

/// Sends a form of a page that carries a version.
async fn send(
    browser: &mut Browser<'_>,
    shown: &str,
    path: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let version = version_in(&browser.get(shown).await);
    let fields: Vec<_> = fields.iter().copied().chain([("version", version.as_str())]).collect();
    browser.post(path, &fields).await
}
