//! Everything that is done with documents on their way to adoption, done under the same names in every partnership.

use partnership::approval::cover_report::CoverReport;
use partnership::approval::cover_report::Field;
use partnership::approval::cover_report::house::HouseTemplate;
use partnership::approval::history::Noted;
use partnership::timetable::meeting::MeetingId;
use records::Book;

use crate::approvals::*;
use crate::maidstone::*;
use crate::separating::Done;

/// Every function that changes something of them, in an order in which each can.
pub(super) const ALL_ADOPTING: [Done; 5] = crate::separating::done! {
        put_forward: |book| {
            // The function is tried within: book.put_forward(
            with_a_plan_put_forward(book, "2015-06-24").await
        };
        decide_on_document: |book| {
            // The function is tried within: book.decide_on_document(
            decide(book, 1).await.unwrap()
        };
        note_on_document: |book| {
            let noted = Noted::TakenBack { on: later(), why: "the figures changed".to_owned() };
            book.note_on_document(&signed(99), (plan(), 2), noted, later()).await.unwrap()
        };
        write_cover_report: |book| {
            let mut seen = None;
            for words in ["Begun", "Written"] {
                let report = CoverReport::default().with(Field::Summary, words);
                let which = (plan(), &report_meeting(), seen);
                seen = Some(book.write_cover_report(&signed(100), which, &report).await.unwrap());
            }
        };
        set_house_template: |book| {
            let house = HouseTemplate::default();
            book.set_house_template(&signed(101), None, Some(house)).await.unwrap()
        };
};

fn report_meeting() -> MeetingId {
    MeetingId("council-june-2015".parse().unwrap())
}

/// All that every function that reads can tell of them.
pub(super) async fn all_told(book: &Book) -> String {
    let report = book.cover_report(plan(), &report_meeting()).await.unwrap();
    let pack = book.committee_pack(plan(), &july_meeting().id, later()).await.unwrap();
    let house = (book.house_template().await.unwrap(), book.house_in_use().await.unwrap());
    let document = book.document(plan()).await.unwrap();
    format!("{document:#?}\n{report:#?}\n{pack:#?}\n{house:#?}")
}
