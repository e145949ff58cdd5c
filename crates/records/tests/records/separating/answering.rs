//! Everything that whoever answers on-line does, done under the same names in every partnership.

use partnership::consultation::language::Language;
use records::Book;
use records::Once;
use records::Sent;

use crate::maidstone::*;
use crate::on_line::*;
use crate::separating::Done;

/// Every function by which a consultation is answered on-line, in an order in which each can.
pub(super) const ALL_ANSWERING: [Done; 8] = crate::separating::done! {
        begin_reply: |book| {
            for name in ["sent", "left"] {
                let once = book.begin_reply(&code(name), &under_way(), day("2015-02-11")).await;
                assert_eq!(once.unwrap(), Once::Now);
            }
        };
        answer_reply: |book| {
            let until = day("2015-02-12");
            let answers = sent("sent").reply.answers;
            let change = |reply: &mut records::ReplyUnderWay| reply.answers = answers.clone();
            book.answer_reply(&code("sent"), until, change).await.unwrap().unwrap()
        };
        invite: |book| {
            let invited = ["ann@example.org", "bob@example.org"].map(|email| {
                (email.parse().unwrap(), Language::English)
            });
            assert_eq!(book.invite(cycle(), &questionnaire(), &invited, Some(1)).await.unwrap(), 2)
        };
        take_up_invitation: |book| {
            let (email, at) = ("ann@example.org".parse().unwrap(), signed(30).at);
            let (say, link) = (questionnaire(), link("ann"));
            let taken = book.take_up_invitation(cycle(), &say, &email, &link, at).await.unwrap();
            assert_eq!(taken, Once::Now)
        };
        mark_invitation_sent: |book| {
            let email = "ann@example.org".parse().unwrap();
            book.mark_invitation_sent(cycle(), &questionnaire(), &email).await.unwrap()
        };
        send_reply: |book| {
            let reply = records::SentReply { invitation: Some(link("ann")), ..sent("sent") };
            let kept = book.send_reply(&signed(31), reply).await.unwrap();
            assert!(matches!(kept, Sent::Kept(..)), "{kept:?}")
        };
        remind_invited: |book| {
            book.remind_invited(cycle(), &questionnaire()).await.unwrap()
        };
        delete_invitations: |book| {
            let other = "another".parse().unwrap();
            assert_eq!(book.delete_invitations(cycle(), &other).await.unwrap(), 0)
        };
};

/// All that every function that reads can tell of what was answered on-line.
pub(super) async fn all_told(book: &Book) -> String {
    let latest = book.answering(&questionnaire(), Some(&code("left"))).await.unwrap();
    let under_way = book.reply_under_way(&code("left")).await.unwrap();
    let signals = book.reply_signals(cycle(), &questionnaire()).await.unwrap();
    let invited = book.invitations(cycle(), &questionnaire()).await.unwrap();
    let sampled = book.sampled_replies(cycle(), &questionnaire()).await.unwrap();
    let stands = book.invitation_stands(cycle(), &questionnaire(), &link("ann")).await.unwrap();
    format!("{latest:#?}\n{under_way:#?}\n{signals:#?}\n{invited:#?}\n{sampled:?}\n{stands:?}")
}
