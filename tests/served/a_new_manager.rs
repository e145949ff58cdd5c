//! Somebody new sets a partnership up, plans its year, enters a meeting and makes the update for scrutiny: by pages
//! alone, with the keyboard alone, from the link that the program prints.

use jiff::Timestamp;
use jiff::civil::Weekday;
use partnership::terms::day::Day;
use web::who::second_factor::SecondFactor;

use crate::hands::Hands;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing_at;
use crate::partnership::Partnership;
use crate::served::Served;

/// A password of three words that nobody would guess.
const PASSWORD: &str = "copper lantern meadow";

#[tokio::test]
async fn somebody_new_comes_from_nothing_to_an_update_for_scrutiny_by_the_keyboard_alone() {
    let home = Partnership::new();
    let served = Served::bare(&home);
    let (link, origin) = (served.link.clone(), served.origin.clone());
    browsing_at(origin.clone(), Scripts::Run, |page| async move {
        let mut hands = Hands::of(page.clone());
        page.open("/").await;
        hands.reads(&["No partnership yet"]).await;
        page.open(link.strip_prefix(&origin).unwrap()).await;
        set_up(&mut hands).await;
        prove_who_one_is(&mut hands, &page, "jo.smith@example.org").await;
        plan_the_year(&mut hands).await;
        enter_cabinets_meeting(&mut hands).await;
        make_the_update(&mut hands).await;
        let (keys, pages) = hands.used();
        println!("from nothing to the update: {keys} keys pressed, {pages} pages");
    })
    .await;
    served.stop();
}

async fn set_up(hands: &mut Hands) {
    hands.press_button("Set up the partnership").await;
    hands.reads(&["There is a problem", "Enter what the partnership is called."]).await;
    hands.write("What is it called?", "Safer Ashford Partnership").await;
    hands.write("Police force", "Kent Police").await;
    hands.write("District", "Ashford").await;
    hands.write("Code of the district", "E07000105").await;
    hands.write("The district’s council", "Ashford Borough Council").await;
    hands.write("The county’s council", "Kent County Council").await;
    hands.write("Your name", "Jo Smith").await;
    hands.write("Your e-mail address", "jo.smith@example.org").await;
    hands.press_button("Set up the partnership").await;
}

/// Somebody who was handed a link chooses a password and sets a second factor up.
pub(crate) async fn prove_who_one_is(hands: &mut Hands, page: &Page, email: &str) {
    hands.reads(&["Choose a password", email]).await;
    hands.write("Password", PASSWORD).await;
    hands.write("The same password again", PASSWORD).await;
    hands.press_button("Set password").await;
    let secret = "return document.querySelector('.second-factor-secret').innerText";
    let secret = page.ask(secret).await.as_str().unwrap().replace(' ', "");
    let factor = SecondFactor::kept(&secret, email).unwrap();
    hands.write("The code that the app shows", &factor.code_at(Timestamp::now()).unwrap()).await;
    hands.press_button("Continue").await;
    hands.reads(&["Print your recovery codes"]).await;
    hands.press_button("I have kept them").await;
}

async fn plan_the_year(hands: &mut Hands) {
    hands.reads(&["No timetable yet"]).await;
    hands.press_button("Plan the year").await;
    hands.choose("The standard year").await;
    hands.press_button("Show the timetable").await;
    hands.reads(&["Nothing is entered yet", "Consultation"]).await;
    hands.press_button("Enter this timetable").await;
    hands.reads(&["was entered"]).await;
}

async fn enter_cabinets_meeting(hands: &mut Hands) {
    hands.press_button("Meetings").await;
    hands.reads(&["No meetings yet"]).await;
    hands.press_button("Enter a meeting").await;
    hands.choose("Cabinet").await;
    hands.write("When", &first_wednesday_of_march().in_words()).await;
    hands.tick("Rolling plan considered").await;
    hands.press_button("Continue").await;
    hands.reads(&["Nothing is saved yet", "On the agenda"]).await;
    hands.press_button("Save the meeting").await;
    hands.reads(&["Cabinet", "Papers"]).await;
}

async fn make_the_update(hands: &mut Hands) {
    hands.press_button("This year").await;
    hands.press_button("Make the update for scrutiny").await;
    hands.press_button("Read it as a web page").await;
    hands.reads(&["Safer Ashford Partnership", "Cabinet", "Ashford Borough Council"]).await;
}

/// A day on which a Cabinet could meet in the year that the standard year proposes today.
fn first_wednesday_of_march() -> Day {
    let today = Timestamp::now().in_tz("Europe/London").unwrap().date();
    let year = if today.month() < 4 { today.year() } else { today.year() + 1 };
    let march = jiff::civil::date(year, 3, 1);
    march.nth_weekday_of_month(1, Weekday::Wednesday).unwrap().to_string().parse().unwrap()
}
