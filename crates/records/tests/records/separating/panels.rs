//! Everything that is done with panels, done under the same names in every partnership.

use partnership::panels::issue::IssueDeed;
use partnership::panels::panel::Panel;
use records::Book;

use crate::maidstone::*;
use crate::panels::*;
use crate::separating::Done;

/// Every function that changes something of panels, in an order in which each can.
pub(super) const ALL_PANELS: [Done; 15] = crate::separating::done! {
        enter_panel: |book| {
            book.enter_panel(&signed(70), panel()).await.unwrap()
        };
        change_panel: |book| {
            let seen = book.panels().await.unwrap()[0].version;
            let changed = Panel { lead: "Police".to_owned(), ..panel() };
            book.change_panel(&signed(71), seen, changed).await.unwrap()
        };
        enter_panel_meeting: |book| {
            for on in ["2014-06-11", "2014-06-12", "2014-10-08"] {
                book.enter_panel_meeting(&signed(72), &shepway(), meeting(on), today()).await.unwrap();
            }
        };
        change_panel_meeting: |book| {
            let seen = book.panel_meetings(&shepway()).await.unwrap()[1].version;
            let which = (day("2014-06-12"), seen);
            let moved = meeting("2014-06-13");
            book.change_panel_meeting(&signed(73), &shepway(), which, moved, today()).await.unwrap()
        };
        remove_panel_meeting: |book| {
            let seen = book.panel_meetings(&shepway()).await.unwrap()[1].version;
            let which = (day("2014-06-13"), seen);
            book.remove_panel_meeting(&signed(74), &shepway(), which).await.unwrap()
        };
        enter_panel_issues: |book| {
            let all = ["2014-06-11", "2014-10-08", "2014-10-08"].map(|on| raised("Loose Road", on));
            book.enter_panel_issues(&signed(75), all.to_vec(), today()).await.unwrap()
        };
        record_issue_deed: |book| {
            let (kept, panel) = (issue(book, 0).await, shepway());
            let (seen, accept) = ((&panel, kept.number, kept.version), "Police".to_owned());
            let accept = deed("2014-06-12", IssueDeed::Accept { owner: accept });
            book.record_issue_deed(&signed(76), seen, accept, today()).await.unwrap()
        };
        take_back_issue_deed: |book| {
            let (kept, panel) = (issue(book, 0).await, shepway());
            let seen = (&panel, kept.number, kept.version);
            book.take_back_issue_deed(&signed(77), seen).await.unwrap()
        };
        join_panel_issues: |book| {
            let (one, other) = (issue(book, 0).await, issue(book, 1).await);
            let pair = ((one.number, one.version), (other.number, other.version));
            book.join_panel_issues(&signed(78), &shepway(), pair, today()).await.unwrap()
        };
        remove_panel_issue: |book| {
            let (kept, panel) = (issue(book, 1).await, shepway());
            book.remove_panel_issue(&signed(79), (&panel, kept.number, kept.version)).await.unwrap()
        };
        delete_panel_words: |book| {
            let (kept, panel) = (issue(book, 0).await, shepway());
            let seen = (&panel, kept.number, kept.version);
            book.record_issue_deed(&signed(80), seen, deed("2014-10-09", done()), today()).await.unwrap();
            book.delete_panel_words(&signed(81), day("2015-05-01")).await.unwrap()
        };
        correct_panel_issue: |book| {
            let (kept, panel) = (issue(book, 0).await, shepway());
            let seen = (&panel, kept.number, kept.version);
            let mended = raised("Loose Road by the pond", "2014-10-08").1;
            let mended = partnership::panels::issue::RaisedIssue { on: kept.issue.raised().on, ..mended };
            book.correct_panel_issue(&signed(84), seen, mended, today()).await.unwrap()
        };
        set_panel_words_kept: |book| {
            book.set_panel_words_kept(&signed(85), None, Some("28".parse().unwrap())).await.unwrap()
        };
        delete_due_panel_words: |book| {
            book.delete_due_panel_words(&signed(86), day("2015-05-01")).await.unwrap()
        };
        remove_panel: |book| {
            let other = Panel { id: partnership::panels::panel::PanelId("loose".parse().unwrap()), ..panel() };
            let seen = book.enter_panel(&signed(82), other.clone()).await.unwrap();
            book.remove_panel(&signed(83), seen, &other.id).await.unwrap()
        };
};

/// All that every function that reads can tell of panels.
pub(super) async fn all_told(book: &Book) -> String {
    let (panels, issues) = (book.panels().await.unwrap(), book.panel_issues().await.unwrap());
    let meetings = book.panel_meetings(&shepway()).await.unwrap();
    let kept = book.panel_words_kept().await.unwrap();
    let names = book.area_names().await.unwrap();
    format!("{panels:#?}\n{meetings:#?}\n{issues:#?}\n{kept:#?}\n{names:#?}")
}
