//! Everything that is asked and answered, done under the same names in every partnership.

use partnership::consultation::reply::DatedReply;
use partnership::consultation::version;
use records::Book;
use records::HeldConsultation;

use crate::consultations::*;
use crate::maidstone::*;
use crate::separating::Done;

/// Every function that changes a consultation, in an order in which each can.
pub(super) const ALL_ASKING: [Done; 9] = crate::separating::done! {
        enter_consultation: |book| {
            book.enter_consultation(&signed(20), cycle(), new()).await.unwrap()
        };
        keep_consulted_text: |book| {
            book.keep_consulted_text(&signed(20), b"Y testun".to_vec()).await.unwrap()
        };
        change_consultation: |book| {
            let seen = held(book).await;
            book.change_consultation(&signed(20), cycle(), &seen, shorter()).await.unwrap()
        };
        open_questionnaire: |book| {
            let seen = held(book).await.latest;
            book.open_questionnaire(&signed(20), cycle(), &seen, day("2015-01-01")).await.unwrap()
        };
        keep_form_layout: |book| {
            let version = held(book).await.latest.value;
            let (layout, by) = (layout(&version), signed(20));
            book.keep_form_layout(&by, cycle(), &version, &layout).await.unwrap()
        };
        give_out_copies: |book| {
            let version = held(book).await.latest.value;
            let (name, by) = (form(&version).name, signed(20));
            book.give_out_copies(&by, (cycle(), &version), &name, &(1..=9)).await.unwrap()
        };
        keep_reply: |book| {
            let version = held(book).await.latest.value;
            let came = day("2015-01-14");
            book.keep_reply(&signed(20), cycle(), &version, came, answered("fairly-safe")).await.unwrap()
        };
        keep_replies: |book| {
            let version = held(book).await.latest.value;
            let reply = DatedReply { day: day("2015-01-15"), reply: answered("very-safe") };
            book.keep_replies(&signed(20), cycle(), &version, vec![reply; 2]).await.unwrap()
        };
        close_questionnaire: |book| {
            let seen = held(book).await.latest;
            book.close_questionnaire(&signed(20), cycle(), &seen, day("2015-02-28")).await.unwrap()
        };
};

/// All that every function that reads can tell of consultations.
pub(super) async fn all_told(book: &Book) -> String {
    let consultations = book.consultations(cycle()).await.unwrap();
    let Some(HeldConsultation { latest, .. }) = consultations.first() else {
        return "no consultation".to_owned();
    };
    let version: &version::Version = &latest.value;
    let (questionnaire, form) = (version.questionnaire().id(), form(version));
    let layout = book.form_layout(cycle(), questionnaire, &form).await.unwrap();
    let copies = book.copies_printed(cycle(), questionnaire, &form).await.unwrap();
    let replies = book.replies(cycle(), questionnaire).await.unwrap();
    let text = book.consulted_text(new().description.text.sha256).await.unwrap();
    format!("{consultations:#?}\n{layout:#?}\n{copies:?}\n{replies:#?}\n{text:?}")
}
