//! Everything that is done with what people wrote, done under the same names in every partnership.

use partnership::consultation::retention::RetentionTimetable;
use partnership::consultation::themes::coding::Turn;
use partnership::consultation::themes::frame::FrameDeed;
use partnership::consultation::you_said::YouSaid;
use records::Book;
use records::Held;

use crate::maidstone::*;
use crate::separating::Done;
use crate::themes::*;

async fn answered(book: &Book) -> (i64, Held<YouSaid>) {
    book.you_said(cycle(), &safer().questionnaire).await.unwrap().pop().unwrap()
}

/// Every function that changes something made of what people wrote, in an order in which each can.
pub(super) const ALL_THEMING: [Done; 11] = crate::separating::done! {
        change_code_frame: |book| {
            let (version, came) = (opened(book).await, day("2015-01-20"));
            book.keep_reply(&signed(60), cycle(), &version, came, wrote("Lights")).await.unwrap();
            let deed = FrameDeed::Add(code("lights"));
            book.change_code_frame(&signed(60), &safer(), None, deed).await.unwrap()
        };
        keep_coding: |book| {
            signed_off(book, &["police"]).await;
            let reply = replies(book).await.pop().unwrap().reference;
            let coding = (Turn::First, coded("ann", 1, "lights"));
            book.keep_coding(&signed(61), &safer(), reply, coding).await.unwrap()
        };
        keep_codings: |book| {
            let reply = replies(book).await.pop().unwrap().reference;
            let codings = vec![(reply, (Turn::Second, coded("bob", 1, "lights")))];
            book.keep_codings(&signed(61), &safer(), codings).await.unwrap()
        };
        keep_quotation: |book| {
            let reply = replies(book).await.pop().unwrap().reference;
            book.keep_quotation(&signed(62), &safer(), (reply, "Lights"), None).await.unwrap()
        };
        clear_quotation: |book| {
            let kept = book.quotations(cycle(), &safer().questionnaire).await.unwrap().pop().unwrap();
            let (which, by) = ((kept.number, kept.version), person("ann", "ann@example.org").id);
            book.clear_quotation(&signed(63), &safer(), which, (by, day("2015-03-03"))).await.unwrap()
        };
        enter_you_said: |book| {
            let (of, entry) = (safer(), entry(&themes(book).await, "too dear"));
            book.enter_you_said(&signed(64), (cycle(), &of.questionnaire), entry).await.unwrap()
        };
        change_you_said: |book| {
            let (of, entry) = (safer(), entry(&themes(book).await, "too dark"));
            let (number, held) = answered(book).await;
            let which = (number, held.version);
            book.change_you_said(&signed(65), (cycle(), &of.questionnaire), which, entry).await.unwrap()
        };
        set_retention: |book| {
            let (of, days) = (safer(), RetentionTimetable::usual(day("2015-02-28")));
            book.set_retention(&signed(66), (cycle(), &of.questionnaire), None, days).await.unwrap()
        };
        delete_due: |book| {
            book.delete_due(&signed(67), day("2016-02-28")).await.unwrap()
        };
        remove_quotation: |book| {
            let kept = book.quotations(cycle(), &safer().questionnaire).await.unwrap().pop().unwrap();
            book.remove_quotation(&signed(68), &safer(), (kept.number, kept.version)).await.unwrap()
        };
        remove_you_said: |book| {
            let (number, held) = answered(book).await;
            let (of, which) = (safer(), (number, held.version));
            book.remove_you_said(&signed(69), (cycle(), &of.questionnaire), which).await.unwrap()
        };
};

/// All that every function that reads can tell of what was made of what people wrote.
pub(super) async fn all_told(book: &Book) -> String {
    let of = safer();
    let (frames, codings) =
        (book.code_frames(&of).await.unwrap(), book.codings(&of).await.unwrap());
    let quotations = book.quotations(cycle(), &of.questionnaire).await.unwrap();
    let you_said = book.you_said(cycle(), &of.questionnaire).await.unwrap();
    let retention = book.retention(cycle(), &of.questionnaire).await.unwrap();
    let stones = book.tombstones(cycle(), &of.questionnaire).await.unwrap();
    let mut told = String::new();
    for held in book.consultations(cycle()).await.unwrap() {
        let replies = book.replies(cycle(), held.questionnaire()).await.unwrap();
        let heard = book.heard_replies(cycle(), &held).await.unwrap();
        let in_report = book.told_in_report(cycle(), &held, &replies).await.unwrap();
        told = format!("{in_report:#?}\n{:#?}\n{:#?}", heard.replies(), heard.themes());
    }
    format!(
        "{frames:#?}\n{codings:#?}\n{quotations:#?}\n{you_said:#?}\n{retention:#?}\n{stones:#?}\n{told}"
    )
}
