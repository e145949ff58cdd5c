//! Everything that is done with measures and commentaries, done under the same names in every partnership.

use records::Book;

use crate::maidstone::*;
use crate::separating::Done;
use crate::task_groups::*;

/// Every function that changes something of the task groups, in an order in which each can.
pub(super) const ALL_PERFORMING: [Done; 19] = crate::separating::done! {
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
        ask_by_link: |book| {
            let number = book.commentaries(None).await.unwrap().pop().unwrap().0;
            book.ask_by_link(number, &asked_of("ann")).await.unwrap()
        };
        take_up_commentary_letter: |book| {
            let number = book.commentary_links().await.unwrap()[0].commentary;
            let link = records::Fingerprint::of("ann");
            let taken = book.take_up_commentary_letter((number, &asked_of("ann").email), &link, signed(79).at).await.unwrap();
            assert_eq!(taken, records::Once::Now)
        };
        mark_commentary_letter_sent: |book| {
            let number = book.commentary_links().await.unwrap()[0].commentary;
            let link = records::Fingerprint::of("ann");
            book.mark_commentary_letter_sent(number, &link, day("2014-10-29")).await.unwrap()
        };
        remind_of_commentary: |book| {
            let number = book.commentary_links().await.unwrap()[0].commentary;
            assert_eq!(book.remind_of_commentary(number).await.unwrap(), records::Once::Now)
        };
        renew_commentary_link: |book| {
            let number = book.commentary_links().await.unwrap()[0].commentary;
            let link = records::Fingerprint::of("again");
            assert_eq!(book.renew_commentary_link(number, &link).await.unwrap(), records::Once::Now)
        };
        take_commentary_link_away: |book| {
            let none = book.take_commentary_link_away(9_999_999).await.unwrap();
            assert_eq!(none, records::Once::Already)
        };
        forget_commentary_links: |book| {
            assert_eq!(book.forget_commentary_links(day("2014-01-01")).await.unwrap(), 0)
        };
        bring_measures: |book| {
            book.bring_measures(&signed(79), &[measure("Victims")]).await.unwrap()
        };
        bring_quarterly_values: |book| {
            book.bring_quarterly_values(&signed(79), &[value("36")]).await.unwrap()
        };
        take_back_asking: |book| {
            let other = partnership::task_groups::commentary::Commentary {
                quarter: quarter().plus_quarters(1),
                ..asked()
            };
            let number = book.ask_for_commentary(&signed(79), &other).await.unwrap();
            let seen = book.commentaries(Some(other.quarter)).await.unwrap()[0].1.version;
            book.take_back_asking(&signed(79), (number, seen)).await.unwrap()
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
    let links = book.commentary_links().await.unwrap();
    let followed =
        book.commentary_link(&records::Fingerprint::of("ann"), day("2014-11-01")).await.unwrap();
    format!(
        "{measures:#?}\n{values:#?}\n{judgements:#?}\n{commentaries:#?}\n{links:#?}\n{followed:#?}"
    )
}
