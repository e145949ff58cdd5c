//! County analysts: they sign in at home, work where they were let in, and are nobody anywhere else.

use partnership::membership::county_analyst::Given;
use partnership::membership::person::Person;
use partnership::membership::person::Role;
use records::Book;
use records::ForWhom;
use records::NewAccessLink;
use records::PartnershipId;
use records::Purpose;
use web::who::token::Token;

use crate::full_house::COUNTY;
use crate::full_house::carol;
use crate::full_house::full_house;
use crate::full_house::let_in;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::house::signed;

/// The county's own partnership with its analyst, entered where they are not there yet.
async fn home(house: &House) -> Book {
    let id = PartnershipId(COUNTY.parse().unwrap());
    if let Some(book) = house.records.book(&id).await.unwrap() {
        return book;
    }
    let book = house.another_partnership().await;
    book.enter_person(&signed(), carol()).await.unwrap();
    book
}

/// A browser in which the county analyst has signed in at home.
pub(crate) async fn signed_in(house: &House) -> Browser<'_> {
    let (book, token) = (home(house).await, Token::random().unwrap());
    let link = NewAccessLink {
        purpose: Purpose::SignInOnce,
        for_whom: ForWhom::Person(carol().id),
        token: token.fingerprint(),
        expires: jiff::Timestamp::now() + jiff::SignedDuration::from_hours(1),
    };
    book.make_access_link(&signed(), link).await.unwrap();
    let mut browser = house.browser();
    browser.post(&format!("/{COUNTY}/sign-in-once/{}", token.as_str()), &[]).await;
    browser
}

/// Fails unless somebody is only asked to sign in there.
async fn is_nobody(browser: &mut Browser<'_>, partnership: &str) {
    for below in ["", "/evidence", "/assessment"] {
        let answer = browser.get(&format!("{partnership}{below}")).await;
        assert!(answer.leads_to().starts_with(&format!("{partnership}/sign-in")), "{answer:?}");
    }
}

#[tokio::test]
async fn a_county_analyst_finds_the_partnerships_that_let_them_in_and_signs_there() {
    let house = full_house().await;
    let mut carol = signed_in(&house).await;
    carol.get(&format!("/{COUNTY}/me")).await.shows(&["Other partnerships"]);
    let list = carol.get(&format!("/{COUNTY}/me/partnerships")).await;
    list.shows(&["Safer Maidstone Partnership", "2015–16", "steps are done", "Evidence, findings"]);
    list.holds(&[&format!("href=\"{SMP}/evidence\"")]);
    let page = carol.get(SMP).await;
    page.shows(&[
        "You work here as county analyst from Safer Maidstone Partnership.",
        &format!("href=\"/{COUNTY}/me/partnerships\""),
        &format!("action=\"/{COUNTY}/sign-out\""),
    ]);
    let issue = [("title", "Speeding"), ("about", "Cars race"), ("why", "Seen in all districts")];
    let sent = carol.post(&format!("{SMP}/priorities/2015-16/issues/new"), &issue).await;
    assert!(sent.leads_to().starts_with(SMP), "{sent:?}");
    let entry = house.book.entries_sought(&records::Sought::default(), i64::MAX, 1).await.unwrap();
    assert_eq!(entry[0].who, format!("carol-of-{COUNTY}"));
    let mut manager = house.signed_in_as(&house.found(Role::Manager).await).await;
    manager.get(&format!("{SMP}/audit")).await.shows(&["Carol County"]);
    manager.get(&format!("{SMP}/people")).await.shows(&["Carol County", "County analysts"]);
}

#[tokio::test]
async fn a_county_analyst_is_nobody_where_they_were_not_let_in() {
    let house = House::in_october().await;
    let mut carol = signed_in(&house).await;
    is_nobody(&mut carol, SMP).await;
    let list = carol.get(&format!("/{COUNTY}/me/partnerships")).await;
    list.shows(&["No other partnership"]);
    let me = carol.get(&format!("/{COUNTY}/me")).await;
    assert!(!me.text.contains("Other partnerships"), "{}", me.text);
}

#[tokio::test]
async fn whoever_is_taken_away_here_or_at_home_is_nobody_from_that_moment_on() {
    let house = full_house().await;
    let mut carol = signed_in(&house).await;
    carol.get(SMP).await.shows(&["Carol County"]);
    let mut manager = house.signed_in_as(&house.found(Role::Manager).await).await;
    let seen = house.book.county_analysts().await.unwrap()[0].version.0.to_string();
    let away = format!("{SMP}/people/county-analysts/carol-of-{COUNTY}/take-away");
    // Asking takes nobody away, and says what goes and what stays.
    let list = manager.get(&format!("{SMP}/people")).await;
    list.shows(&[&format!("href=\"{away}\"")]);
    assert!(!list.text.contains(&format!("action=\"{away}\"")), "it is not asked before");
    manager.get(&away).await.shows(&[
        "Take Carol County away",
        "They cannot come in here any more",
        "What stays: their account at home",
        "Keep Carol County",
    ]);
    carol.get(SMP).await.shows(&["Carol County"]);
    let late = manager.post(&away, &[("version", "1")]).await;
    late.shows(&["<title>Error: ", "href=\"#take-away\""]);
    manager.post(&away, &[("version", &seen)]).await.leads_to();
    is_nobody(&mut carol, SMP).await;
    house.book.let_county_analyst_in(&signed(), &let_in(Given::Evidence)).await.unwrap();
    carol.get(SMP).await.shows(&["Carol County"]);
    let home = home(&house).await;
    let seen = home.person(&crate::full_house::carol().id).await.unwrap().unwrap().version;
    home.enter_person(&signed(), house.found(Role::Manager).await).await.unwrap();
    home.remove_person(&signed(), seen, &crate::full_house::carol().id).await.unwrap();
    is_nobody(&mut carol, SMP).await;
}

/// A short name is given to somebody new once its owner has gone, and must not open what was opened for them.
#[tokio::test]
async fn somebody_new_under_the_same_short_name_at_home_is_nobody() {
    let house = full_house().await;
    let mut browser = signed_in(&house).await;
    let home = home(&house).await;
    let held = home.person(&carol().id).await.unwrap().unwrap();
    let other = Person { email: "another@example.org".parse().unwrap(), ..held.value };
    home.change_person(&signed(), held.version, other).await.unwrap();
    is_nobody(&mut browser, SMP).await;
    let list = browser.get(&format!("/{COUNTY}/me/partnerships")).await;
    list.shows(&["No other partnership"]);
}

#[tokio::test]
async fn replies_are_read_by_a_county_analyst_who_was_given_them_and_no_account_is_kept_here() {
    let house = House::in_october().await;
    house.open_consultation().await;
    house.book.let_county_analyst_in(&signed(), &let_in(Given::Evidence)).await.unwrap();
    let replies = format!("{SMP}/consultations/2015-16/smp-2015/themes");
    let mut browser = signed_in(&house).await;
    assert_eq!(browser.get(&replies).await.status, 403);
    let seen = house.book.county_analysts().await.unwrap()[0].version;
    let id = let_in(Given::Evidence).id;
    house.book.take_county_analyst_away(&signed(), seen, &id).await.unwrap();
    house.book.let_county_analyst_in(&signed(), &let_in(Given::AsAnalyst)).await.unwrap();
    assert_eq!(browser.get(&replies).await.status, 200);
    for below in ["/me", "/me/account", "/me/calendar"] {
        assert_eq!(browser.get(&format!("{SMP}{below}")).await.status, 403, "{below}");
    }
}
