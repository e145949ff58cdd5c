//! Answering by the link of an invitation.

use jiff::Timestamp;
use partnership::consultation::language::Language;
use records::Once;
use web::who::token::Token;

use crate::answering::jar::Resident;
use crate::answering::jar::SAY;
use crate::answering::jar::house;
use crate::house::House;

/// Invites an address, as if its letter had gone; the link.
pub(super) async fn invite(house: &House, email: &str) -> Token {
    let (cycle, say) = ("2015-16".parse().unwrap(), "say".parse().unwrap());
    let (email, token) = (email.parse().unwrap(), Token::random().unwrap());
    house.book.invite(cycle, &say, &[(email, Language::English)], None).await.unwrap();
    let email = house.book.invitations(cycle, &say).await.unwrap();
    let email = email.into_iter().find(|one| one.is_due).unwrap().email;
    let (link, now) = (token.fingerprint(), Timestamp::now());
    let taken = house.book.take_up_invitation(cycle, &say, &email, &link, now).await.unwrap();
    assert_eq!(taken, Once::Now);
    house.book.mark_invitation_sent(cycle, &say, &email).await.unwrap();
    token
}

/// Which of the invited have used their links, by address.
pub(super) async fn used(house: &House) -> Vec<bool> {
    let (cycle, say) = ("2015-16".parse().unwrap(), "say".parse().unwrap());
    let all = house.book.invitations(cycle, &say).await.unwrap();
    all.into_iter().map(|one| one.is_used).collect()
}

#[tokio::test]
async fn a_link_is_used_up_when_the_reply_is_sent_and_not_when_it_is_opened() {
    let house = house("2015-01-14").await;
    let link = invite(&house, "ann@example.org").await;
    let path = format!("/invited/{}", link.as_str());
    let mut resident = Resident::at(&house);
    assert_eq!(resident.get(&path).await.leads_to(), format!("{SAY}?lang=en"));
    resident.get("").await.shows(&["You were invited by a link that is good for one reply."]);
    resident.begin().await;
    resident.answer("after-dark", &[("answer", "very-safe")]).await;
    assert_eq!(used(&house).await, [false]);
    resident.send(&[]).await.leads_to();
    assert_eq!(used(&house).await, [true]);
    let mut other = Resident::at(&house);
    other.get(&path).await.shows(&["This link has been used", "open address"]);
    other.get("/invited/none").await.shows(&["This link has been used"]);
    // Whoever followed it twice before it was used is kept all the same.
    assert_eq!(house.replies().await.len(), 1);
}

#[tokio::test]
async fn a_reply_by_a_link_that_was_used_meanwhile_is_kept_all_the_same() {
    let house = house("2015-01-14").await;
    let link = invite(&house, "ann@example.org").await;
    let path = format!("/invited/{}", link.as_str());
    let (mut one, mut other) = (Resident::at(&house), Resident::at(&house));
    one.get(&path).await.leads_to();
    other.get(&path).await.leads_to();
    for resident in [&mut one, &mut other] {
        resident.begin().await;
        resident.answer("after-dark", &[("answer", "very-safe")]).await;
        resident.send(&[]).await.leads_to();
    }
    assert_eq!((house.replies().await.len(), used(&house).await), (2, vec![true]));
}
