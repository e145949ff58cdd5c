//! Everything that is done with distribution, done under the same names in every partnership.

use jiff::Timestamp;
use partnership::distribution::list::Readership;
use partnership::distribution::recipient::Recipient;
use partnership::distribution::request::RequestDeed;
use records::Book;
use records::Fingerprint;
use records::KeptRecipient;
use records::Once;
use records::Outcome;

use crate::distributions::asked_for;
use crate::distributions::list;
use crate::distributions::recipient;
use crate::distributions::to_all;
use crate::maidstone::*;
use crate::separating::Done;

async fn first(book: &Book) -> KeptRecipient {
    book.recipients().await.unwrap().remove(0)
}

fn link() -> Fingerprint {
    Fingerprint::of("a link")
}

fn now() -> Timestamp {
    signed(200).at
}

/// Every function that changes something of distribution, in an order in which each can.
pub(super) const ALL_DISTRIBUTING: [Done; 19] = crate::separating::done! {
        publish: |book| {
            let site = crate::publications::site(book).await;
            book.publish(&signed(190), &site, crate::publications::files()).await.unwrap()
        };
        enter_distribution_list: |book| {
            book.enter_distribution_list(&signed(191), &list(Readership::Libraries)).await.unwrap()
        };
        change_distribution_list: |book| {
            let seen = book.distribution_lists().await.unwrap()[0].version;
            book.change_distribution_list(&signed(192), seen, &list(Readership::Others)).await.unwrap()
        };
        enter_recipients: |book| {
            let all = ["east", "west", "gone"].map(|one| recipient(one, &format!("{one}@example.org")));
            book.enter_recipients(&signed(193), &list(Readership::Others).id, all.to_vec()).await.unwrap()
        };
        change_recipient: |book| {
            let one = first(book).await;
            let changed = Recipient { copies: 3, ..one.recipient };
            let which = (&one.list, one.number, one.version);
            book.change_recipient(&signed(194), which, changed).await.unwrap()
        };
        remove_recipient: |book| {
            let one = book.recipients().await.unwrap().remove(2);
            book.remove_recipient(&signed(195), (&one.list, one.number, one.version)).await.unwrap()
        };
        begin_sending: |book| {
            let (sending, planned) = to_all(book).await;
            book.begin_sending(&signed(196), &sending, &planned).await.unwrap()
        };
        add_dispatches: |book| {
            let (_, planned) = to_all(book).await;
            book.add_dispatches(&signed(197), 1, &planned).await.unwrap()
        };
        take_up_dispatch: |book| {
            assert_eq!(book.take_up_dispatch((1, 1), &link(), now()).await.unwrap(), Once::Now)
        };
        settle_dispatch: |book| {
            let failed = Outcome::Failed("unknown");
            assert_eq!(book.settle_dispatch((1, 1), day("2015-03-21"), failed).await.unwrap(), Once::Now)
        };
        send_again: |book| assert_eq!(book.send_again(1, &[], now()).await.unwrap(), 1);
        receive_by_link: |book| {
            assert_eq!(book.receive_by_link(&link(), day("2015-03-22")).await.unwrap(), Once::Now)
        };
        note_received: |book| {
            let went = Outcome::Went(None);
            let settled = book.settle_dispatch((1, 2), day("2015-03-21"), went).await.unwrap();
            assert_eq!(settled, Once::Now);
            assert_eq!(book.note_received((1, 2), day("2015-03-22")).await.unwrap(), Once::Now)
        };
        enter_format_request: |book| {
            book.enter_format_request(&signed(198), asked_for(), day("2015-03-20")).await.unwrap()
        };
        set_request_due: |book| {
            let one = book.format_requests().await.unwrap().remove(0);
            let seen = (one.number, one.version);
            book.set_request_due(&signed(199), seen, day("2015-03-30")).await.unwrap()
        };
        record_request_deed: |book| {
            let one = book.format_requests().await.unwrap().remove(0);
            let (seen, on) = ((one.number, one.version), day("2015-03-21"));
            let deed = (on, RequestDeed::Sent { how: "posted".to_owned() });
            book.record_request_deed(&signed(200), seen, deed, on).await.unwrap()
        };
        delete_due_requests: |book| {
            assert_eq!(book.delete_due_requests(&signed(201), day("2015-06-01")).await.unwrap(), 1)
        };
        delete_due_recipients: |book| {
            assert_eq!(book.delete_due_recipients(&signed(202), day("2016-01-01")).await.unwrap(), 2)
        };
        remove_distribution_list: |book| {
            let id = list(Readership::Others).id;
            let again = vec![recipient("east", "east@example.org")];
            book.enter_recipients(&signed(203), &id, again).await.unwrap();
            let seen = book.distribution_lists().await.unwrap()[0].version;
            book.remove_distribution_list(&signed(204), seen, &id).await.unwrap()
        };
};

/// All that every function that reads can tell of distribution.
pub(super) async fn all_told(book: &Book) -> String {
    let sendings = book.sendings().await.unwrap();
    let mut dispatches = Vec::new();
    for (number, _) in &sendings {
        dispatches.push(book.dispatches(*number, now()).await.unwrap());
    }
    let by_link = book.dispatch_by_link(&link(), now()).await.unwrap();
    let (lists, recipients) =
        (book.distribution_lists().await.unwrap(), book.recipients().await.unwrap());
    let requests = book.format_requests().await.unwrap();
    format!("{lists:#?} {recipients:#?} {sendings:#?} {dispatches:#?} {by_link:#?} {requests:#?}")
}
