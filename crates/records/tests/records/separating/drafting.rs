//! Everything that is done with the draft of an assessment, done under the same names in every partnership.

use partnership::assessment::about::About;
use partnership::membership::person::PersonId;
use records::Book;
use records::CommentDeed;

use crate::assessments::*;
use crate::maidstone::*;
use crate::separating::Done;

/// Every function that changes something of a draft, in an order in which each can.
pub(super) const ALL_DRAFTING: [Done; 6] = crate::separating::done! {
        begin_assessment: |book| {
            let first = saving(0, "ann", "# About\n\nThe first words.\n");
            book.begin_assessment(&signed(90), cycle(), about(), first).await.unwrap()
        };
        change_assessment: |book| {
            let seen = book.assessment(cycle()).await.unwrap().unwrap().version;
            let other = About { period: "2014-Q3".parse().unwrap(), ..about() };
            book.change_assessment(&signed(91), cycle(), seen, other).await.unwrap()
        };
        save_assessment: |book| {
            let next = saving(1, "ann", "# About\n\n{#1} The first words.\n\nMore.\n");
            book.save_assessment(&signed(92), cycle(), next).await.unwrap()
        };
        comment_on_assessment: |book| {
            book.comment_on_assessment(&signed(93), cycle(), comment(2, 2)).await.unwrap()
        };
        change_assessment_comment: |book| {
            let kept = book.assessment_comments(cycle()).await.unwrap().remove(0);
            let by = (PersonId("ann".parse().unwrap()), day("2014-12-08"));
            let deed = CommentDeed::Settle("Done".to_owned());
            let seen = (kept.number, kept.version);
            book.change_assessment_comment(&signed(94), cycle(), seen, deed, by).await.unwrap()
        };
        circulate_assessment: |book| {
            let kept = book.assessment_versions(cycle()).await.unwrap().pop().unwrap();
            book.circulate_assessment(&signed(95), cycle(), &frozen(&kept)).await.unwrap()
        };
};

/// All that every function that reads can tell of a draft.
pub(super) async fn all_told(book: &Book) -> String {
    let (all, one) = (book.assessments().await.unwrap(), book.assessment(cycle()).await.unwrap());
    let versions = book.assessment_versions(cycle()).await.unwrap();
    let comments = book.assessment_comments(cycle()).await.unwrap();
    let circulated = book.circulated_drafts(cycle()).await.unwrap();
    let draft = book.circulated_draft(cycle(), 2).await.unwrap();
    format!("{all:#?}\n{one:#?}\n{versions:#?}\n{comments:#?}\n{circulated:#?}\n{draft:#?}")
}
