//! Everything that is done with measures and commentaries, done under the same names in every partnership.

use records::Book;

use crate::maidstone::*;
use crate::separating::Done;
use crate::task_groups::*;

/// Every function that changes something of the task groups, in an order in which each can.
pub(super) const ALL_PERFORMING: [Done; 9] = crate::separating::done! {
        enter_measure: |book| {
            book.enter_measure(&signed(70), &measure("Repeat victims")).await.unwrap()
        };
        change_measure: |book| {
            let seen = book.measures().await.unwrap()[0].version;
            book.change_measure(&signed(71), seen, &measure("Victims again")).await.unwrap()
        };
        keep_quarterly_value: |book| {
            book.keep_quarterly_value(&signed(72), None, &value("35")).await.unwrap()
        };
        keep_judgement_by_hand: |book| {
            book.keep_judgement_by_hand(&signed(73), None, &by_hand("Staff left")).await.unwrap()
        };
        ask_for_commentary: |book| {
            book.ask_for_commentary(&signed(74), &asked()).await.unwrap()
        };
        change_commentary: |book| {
            let (number, held) = book.commentaries(None).await.unwrap().pop().unwrap();
            let (seen, on) = ((number, held.version), day("2014-11-02"));
            book.change_commentary(&signed(75), seen, writing("Courses"), on).await.unwrap()
        };
        remove_quarterly_value: |book| {
            let (seen, id) = (book.quarterly_values().await.unwrap()[0].version, measure_id());
            book.remove_quarterly_value(&signed(76), seen, (&id, quarter())).await.unwrap()
        };
        remove_judgement_by_hand: |book| {
            let (seen, id) = (book.judgements_by_hand().await.unwrap()[0].version, measure_id());
            book.remove_judgement_by_hand(&signed(77), seen, (&id, quarter())).await.unwrap()
        };
        remove_measure: |book| {
            let seen = book.measures().await.unwrap()[0].version;
            book.remove_measure(&signed(78), seen, &measure_id()).await.unwrap()
        };
};

/// All that every function that reads can tell of the task groups.
pub(super) async fn all_told(book: &Book) -> String {
    let (measures, values) =
        (book.measures().await.unwrap(), book.quarterly_values().await.unwrap());
    let judgements = book.judgements_by_hand().await.unwrap();
    let commentaries = book.commentaries(None).await.unwrap();
    format!("{measures:#?}\n{values:#?}\n{judgements:#?}\n{commentaries:#?}")
}
