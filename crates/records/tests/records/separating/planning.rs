//! Everything that is done with plans, done under the same names in every partnership.

use partnership::plan::action::ActionDeed;
use records::Book;
use records::Fingerprint;
use records::Once;
use records::ProgressLink;
use records::SendAgain;

use crate::maidstone::*;
use crate::plans::*;
use crate::separating::Done;

/// Every function that changes something of plans, in an order in which each can. Priorities are decided before.
pub(super) const ALL_PLANNING: [Done; 15] = crate::separating::done! {
        begin_plan: |book| {
            book.begin_plan(&signed(140), cycle(), wording()).await.unwrap()
        };
        change_plan: |book| {
            for what in [objective("Fewer repeat victims"), undertake("Patrols")] {
                let seen = book.plan(cycle()).await.unwrap().unwrap().version;
                book.change_plan(&signed(141), (cycle(), seen), what, today()).await.unwrap();
            }
        };
        enter_action: |book| {
            for title in ["Pastors", "Lights"] {
                book.enter_action(&signed(142), cycle(), described(title), today()).await.unwrap();
            }
        };
        record_action_deed: |book| {
            for deed in [noted(), ActionDeed::Finish { outcome: "Done".to_owned() }] {
                let kept = action(book, 0).await;
                let seen = (cycle(), kept.number, kept.version);
                book.record_action_deed(&signed(143), seen, deed, today()).await.unwrap();
            }
        };
        take_back_action_deed: |book| {
            let kept = action(book, 0).await;
            let seen = (cycle(), kept.number, kept.version);
            book.take_back_action_deed(&signed(144), seen).await.unwrap()
        };
        refresh_plan: |book| {
            with_priorities_of_the_next_cycle(book).await;
            book.refresh_plan(&signed(145), (cycle(), next())).await.unwrap()
        };
        carry_over: |book| {
            let kept = action(book, 1).await;
            let carried = vec![(kept.number, kept.version, carrying())];
            book.carry_over(&signed(146), (cycle(), next()), carried, today()).await.unwrap()
        };
        make_progress_link: |book| {
            for (lead, token) in [("Kent Police", "ann"), ("Kent County Council", "bob")] {
                book.make_progress_link(&link(lead), &Fingerprint::of(token)).await.unwrap();
            }
            let over = ProgressLink { until: day("2013-12-31"), ..link("Kent Fire and Rescue") };
            book.make_progress_link(&over, &Fingerprint::of("eve")).await.unwrap();
        };
        ask_for_progress: |book| {
            let email = "dan@example.org".parse().unwrap();
            book.ask_for_progress(&link("Dan’s"), &email).await.unwrap()
        };
        take_up_progress_letter: |book| {
            let email = "dan@example.org".parse().unwrap();
            let to = (cycle(), "Dan’s", &email);
            let now = "2015-07-01T09:00:00Z".parse().unwrap();
            let taken = book.take_up_progress_letter(to, &Fingerprint::of("dan"), now).await;
            assert_eq!(taken.unwrap(), Once::Now)
        };
        mark_progress_letter_sent: |book| {
            let (lead, link) = ((cycle(), "Dan’s"), Fingerprint::of("dan"));
            book.mark_progress_letter_sent(lead, &link, day("2015-07-01")).await.unwrap()
        };
        remind_of_progress: |book| {
            assert_eq!(book.remind_of_progress(cycle(), "Dan’s").await.unwrap(), Once::Now)
        };
        mark_progress_letter_refused: |book| {
            let (lead, link) = ((cycle(), "Dan’s"), Fingerprint::of("dan"));
            let said = ("550 no", SendAgain::WhenAsked);
            book.mark_progress_letter_refused(lead, &link, said).await.unwrap()
        };
        take_progress_link_away: |book| {
            let other = book.take_progress_link_away(cycle(), "Kent County Council").await;
            assert_eq!(other.unwrap(), Once::Now)
        };
        forget_progress_links: |book| {
            assert_eq!(book.forget_progress_links(day("2014-01-01")).await.unwrap(), 1)
        };
};

/// All that every function that reads can tell of plans.
pub(super) async fn all_told(book: &Book) -> String {
    let plans = (book.plan(cycle()).await.unwrap(), book.plan(next()).await.unwrap());
    let actions =
        (book.plan_actions(cycle()).await.unwrap(), book.plan_actions(next()).await.unwrap());
    let links = book.progress_links(cycle()).await.unwrap();
    let followed = book.progress_link(&Fingerprint::of("ann"), day("2015-07-01")).await.unwrap();
    let whole = book.plan_in_full(cycle()).await.unwrap();
    format!("{plans:#?}\n{whole:#?}\n{actions:#?}\n{links:#?}\n{followed:#?}")
}
