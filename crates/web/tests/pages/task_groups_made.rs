//! The worked example's task groups, with what was known of them and what they said by a day.

use partnership::membership::Partnership;
use partnership::task_groups::commentary::Commentary;
use partnership::task_groups::described::TaskGroups;
use partnership::task_groups::described::TypedTaskGroups;
use partnership::task_groups::happened::deeds;
use partnership::task_groups::happened::until;
use partnership::terms::day::Day;
use records::Book;

use crate::house::example;
use crate::house::signed;

/// Enters them as they stood on a day.
pub(crate) async fn enter(book: &Book, at: &str) {
    let at: Day = at.parse().unwrap();
    let typed: TypedTaskGroups = toml::from_str(&example("task-groups.toml")).unwrap();
    let known = until(TaskGroups::of(typed).unwrap(), at);
    book.bring_measures(&signed(), &known.measures).await.unwrap();
    book.bring_quarterly_values(&signed(), &known.values).await.unwrap();
    for set in &known.by_hand {
        book.keep_judgement_by_hand(&signed(), None, set).await.unwrap();
    }
    for one in &known.commentaries {
        let asked = Commentary::asked(&one.group, one.quarter, one.asked, one.due);
        let number = book.ask_for_commentary(&signed(), &asked).await.unwrap();
        for (on, deed) in deeds(one).into_iter().filter(|(on, _)| *on <= at) {
            let all = book.commentaries(None).await.unwrap();
            let version = all.into_iter().find(|(held, _)| *held == number).unwrap().1.version;
            book.change_commentary(&signed(), (number, version), deed, on).await.unwrap();
        }
    }
}

/// Puts the groups of the example to work that no public paper names.
pub(crate) async fn put_to_work(book: &Book) {
    let held = book.partnership().await.unwrap();
    let partnership: &Partnership = &held.value;
    let mut typed = partnership.typed().clone();
    let first = typed.task_groups[0].clone();
    for name in ["Anti-Social Behaviour Group (example)", "Substance Misuse Group (example)"] {
        let mut group = first.clone();
        group.name = name.to_owned();
        typed.task_groups.push(group);
    }
    book.change_partnership(&signed(), held.version, typed).await.unwrap();
}
