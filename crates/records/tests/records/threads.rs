//! The golden thread as a book holds it: whatever was done hangs together, on either engine.

use std::collections::BTreeMap;

use partnership::thread::walk::Way;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::today;
use crate::separating::with_everything_done;

on_both_engines! {
    a_book_in_which_all_was_done_has_a_thread_from_action_to_evidence;
}

async fn a_book_in_which_all_was_done_has_a_thread_from_action_to_evidence(database: &Database) {
    let book = with_everything_done(&database.records().await, "maidstone").await;
    let held = book.held_thread(today()).await.unwrap();
    let thread = held.woven(&[], &BTreeMap::new());
    let kinds: std::collections::BTreeSet<_> =
        thread.nodes().map(|node| node.reference.kind()).collect();
    for kind in ["action", "priority", "issue", "decision", "finding", "consultation", "theme"] {
        assert!(kinds.contains(kind), "no {kind} among {kinds:?}");
    }
    let deepest = thread.nodes().map(|node| thread.levels(&node.reference, Way::Back).len()).max();
    assert!(deepest.unwrap() >= 3, "{:#?}", thread.edges().collect::<Vec<_>>());
    for node in thread.nodes() {
        assert_eq!(node.reference.to_string().parse(), Ok(node.reference.clone()));
    }
}
