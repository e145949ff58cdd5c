//! The worked example's panels, with all that happened at them by 14 October 2014.

use partnership::panels::register::TypedRegister;
use partnership::terms::day::Day;
use records::Book;

use crate::house::example;
use crate::house::signed;

/// Enters them.
pub(crate) async fn enter(book: &Book) {
    let today: Day = "2014-10-14".parse().unwrap();
    let typed: TypedRegister = toml::from_str(&example("panels.toml")).unwrap();
    for panel in typed.checked(today).unwrap() {
        let id = panel.is.id.clone();
        book.enter_panel(&signed(), panel.is).await.unwrap();
        for met in panel.meeting {
            book.enter_panel_meeting(&signed(), &id, met, today).await.unwrap();
        }
        for issue in panel.issue {
            let raised = vec![(id.clone(), issue.raised().clone())];
            let number = book.enter_panel_issues(&signed(), raised, today).await.unwrap()[0];
            for deed in issue.deeds().to_vec() {
                let all = book.panel_issues().await.unwrap();
                let version = all.into_iter().find(|kept| kept.number == number).unwrap().version;
                let seen = (&id, number, version);
                book.record_issue_deed(&signed(), seen, deed, today).await.unwrap();
            }
        }
    }
}
