//! Everything that is done with priorities, done under the same names in every partnership.

use partnership::priorities::method::Method;
use partnership::priorities::method::Weights;
use records::Book;

use crate::maidstone::*;
use crate::priorities::*;
use crate::separating::Done;

/// Every function that changes something of priorities, in an order in which each can.
pub(super) const ALL_PRIORITISING: [Done; 10] = crate::separating::done! {
        propose_issue: |book| {
            for title in ["Violence at home", "Speeding", "Court delays"] {
                book.propose_issue(&signed(120), cycle(), proposed(title), today()).await.unwrap();
            }
        };
        record_candidate_deed: |book| {
            let kept = candidate(book, 2).await;
            let seen = (cycle(), kept.number, kept.version);
            book.record_candidate_deed(&signed(121), seen, deed(aside()), today()).await.unwrap()
        };
        take_back_candidate_deed: |book| {
            let kept = candidate(book, 2).await;
            let seen = (cycle(), kept.number, kept.version);
            book.take_back_candidate_deed(&signed(122), seen).await.unwrap()
        };
        choose_method: |book| {
            let matrix = Method::Matrix(Weights::usual());
            book.choose_method(&signed(123), (cycle(), None), matrix, ("", today())).await.unwrap();
            let seen = Some(book.scoring_rounds(cycle()).await.unwrap()[0].version);
            book.choose_method(&signed(123), (cycle(), seen), Method::Grid, ("", today())).await.unwrap()
        };
        give_score: |book| {
            for at in [0, 1] {
                let which = (cycle(), candidate(book, at).await.number, None);
                book.give_score(&signed(124), which, &scorer("jane"), given(3, 2)).await.unwrap();
            }
        };
        take_back_score: |book| {
            let kept = book.issue_scores(cycle(), 1).await.unwrap().remove(1);
            let which = (cycle(), kept.issue, kept.version);
            book.take_back_score(&signed(125), which, &scorer("jane")).await.unwrap()
        };
        close_scoring: |book| {
            let seen = book.scoring_rounds(cycle()).await.unwrap()[0].version;
            book.close_scoring(&signed(126), (cycle(), 1, seen), today()).await.unwrap()
        };
        open_scoring: |book| {
            let seen = book.scoring_rounds(cycle()).await.unwrap()[0].version;
            book.open_scoring(&signed(127), (cycle(), 1, seen)).await.unwrap()
        };
        decide_priorities: |book| {
            book.enter_meeting(&signed(128), cycle(), march_meeting(), today()).await.unwrap();
            with_the_decision(book).await;
            let (meeting, step) = december();
            let chosen = choices(&[(candidate(book, 0).await.number, "Domestic abuse")]);
            let which = (&meeting, &step);
            book.decide_priorities(&signed(129), (cycle(), None), which, &chosen).await.unwrap();
            let seen = Some(book.decided_priorities(cycle()).await.unwrap()[0].version);
            book.decide_priorities(&signed(129), (cycle(), seen), which, &chosen).await.unwrap()
        };
        take_back_priorities: |book| {
            let seen = book.decided_priorities(cycle()).await.unwrap()[1].version;
            book.take_back_priorities(&signed(130), (cycle(), seen)).await.unwrap()
        };
};

/// All that every function that reads can tell of priorities.
pub(super) async fn all_told(book: &Book) -> String {
    let issues = book.candidate_issues(cycle()).await.unwrap();
    let rounds = book.scoring_rounds(cycle()).await.unwrap();
    let scores = book.issue_scores(cycle(), 1).await.unwrap();
    let decided = book.decided_priorities(cycle()).await.unwrap();
    let priorities = book.priorities(cycle()).await.unwrap();
    format!("{issues:#?}\n{priorities:#?}\n{rounds:#?}\n{scores:#?}\n{decided:#?}")
}
