//! The pages on which the public answers, in a browser: with the keyboard alone, without scripts, in either language.

use std::time::Duration;

use jiff::Timestamp;
use partnership::consultation::language::Language;
use partnership::membership::person::Role;
use web::who::token::Token;

use crate::house::House;
use crate::house::SMP;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;

const SAY: &str = "/safer-maidstone-partnership/answer/say";
const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';
const DOWN: char = '\u{e015}';
const END: char = '\u{e010}';
const BACKSPACE: char = '\u{e003}';
const GO_ON: &str = "main form button";

impl Page {
    /// Goes with Tab to the first element that fits.
    async fn reach(&self, selector: &str) {
        for _ in 0..80 {
            self.press(TAB).await;
            let fits = format!("return document.activeElement.matches({selector:?})");
            if self.ask(&fits).await == true {
                return;
            }
        }
        panic!("`{selector}` is not reached with Tab; the focus is on {}", self.focused().await);
    }

    /// Types a text, key by key.
    async fn type_in(&self, text: &str) {
        for sign in text.chars() {
            self.press(sign).await;
        }
    }

    /// Ticks what fits.
    async fn tick(&self, selector: &str) {
        self.reach(selector).await;
        self.press(' ').await;
    }

    /// Types a text into the field that fits.
    async fn write(&self, selector: &str, text: &str) {
        self.reach(selector).await;
        self.type_in(text).await;
    }

    /// Sends the form of this page, which leads on.
    async fn go_on(&self, leads_to: &str) {
        self.reach(GO_ON).await;
        self.enter(leads_to).await;
    }

    /// Presses Enter and waits for the page that it leads to.
    async fn enter(&self, leads_to: &str) {
        self.press(ENTER).await;
        for _ in 0..100 {
            let address = self.browser.current_url().await.unwrap();
            if address.path().ends_with(leads_to) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{} was reached, not {leads_to}", self.browser.current_url().await.unwrap());
    }

    /// Sends the form of this page as it is, and waits for it to come back with what is wrong.
    async fn come_back_wrong(&self) {
        self.reach(GO_ON).await;
        self.press(ENTER).await;
        for _ in 0..100 {
            let wrong = "return document.querySelector('.govuk-error-summary') !== null";
            if self.ask(wrong).await == true {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("nothing is wrong on {}", self.browser.current_url().await.unwrap());
    }

    /// Looks at a page under its own name.
    async fn look_at_below(&self, below: &str) {
        self.open(&format!("{SAY}{below}")).await;
        self.called(below).look_at().await;
    }

    /// Begins a reply.
    async fn begin(&self, query: &str) {
        self.open(&format!("{SAY}{query}")).await;
        self.reach("main form button").await;
        self.enter("/question/after-dark").await;
    }
}

/// The short consultation on a day.
async fn house(day: &str) -> House {
    let house = House::on(day).await;
    house.open_short_consultation().await;
    house
}

/// A whole reply, from the first page to the number, with the keyboard alone.
async fn whole_reply(page: &Page) {
    page.begin("").await;
    choose(page).await;
    write(page).await;
    page.go_on("/check").await;
    page.reach("a[href*='question/victim']").await;
    page.enter("/question/victim").await;
    page.reach("a.govuk-back-link").await;
    page.enter("/check").await;
    page.go_on("/sent").await;
}

/// Answers the questions with answers to choose from.
async fn choose(page: &Page) {
    page.tick("input[name=answer]").await;
    page.press(DOWN).await;
    page.go_on("/question/victim").await;
    page.tick("input[value=yes]").await;
    page.press(DOWN).await;
    page.go_on("/question/worries").await;
    page.tick("input[value=drugs]").await;
    page.tick("input[value=else]").await;
    page.write("#other", "Dogs").await;
    page.go_on("/question/litter").await;
    page.tick("input[name=answer]").await;
    page.go_on("/question/noise").await;
    page.go_on("/question/order").await;
    page.write("#place-1", "Youth").await;
    page.write("#place-2", "Street").await;
    page.go_on("/question/better").await;
}

/// Answers the questions to write to, one of them wrong at first.
async fn write(page: &Page) {
    page.write("#answer", "More light").await;
    page.go_on("/question/years").await;
    page.write("#answer", "twelve").await;
    page.come_back_wrong().await;
    page.reach(".govuk-error-summary a").await;
    page.press(ENTER).await;
    // The link sets the cursor into the field, before what stands there.
    page.press(END).await;
    for _ in 0.."twelve".len() {
        page.press(BACKSPACE).await;
    }
    page.type_in("12").await;
    page.go_on("/question/group").await;
    page.go_on("/question/where").await;
}

async fn journey(scripts: Scripts) {
    let house = house("2015-01-14").await;
    browsing(house.pages(), scripts, |page| async move {
        whole_reply(&page).await;
        page.look_at().await;
        let (cycle, say) = ("2015-16".parse().unwrap(), "say".parse().unwrap());
        let kept = house.book.replies(cycle, &say).await.unwrap();
        let answers = serde_json::to_string(&kept[0].reply.answers).unwrap();
        for answer in ["fairly-safe", "\"no\"", "drugs", "Dogs", "[\"youth\",\"lights\"]", "12"] {
            assert!(answers.contains(answer), "`{answer}` is not in {answers}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_whole_reply_with_the_keyboard_alone() {
    journey(Scripts::Run).await;
}

#[tokio::test]
async fn a_whole_reply_with_the_keyboard_alone_and_without_scripts() {
    journey(Scripts::Blocked).await;
}

/// The question pages of every kind.
const QUESTIONS: [&str; 9] =
    ["after-dark", "victim", "worries", "litter", "order", "better", "years", "group", "where"];

#[tokio::test]
async fn every_kind_of_question_has_no_fault() {
    let house = house("2015-01-14").await;
    browsing(house.pages(), Scripts::Run, |page| async move {
        page.begin("").await;
        for name in QUESTIONS {
            page.look_at_below(&format!("/question/{name}")).await;
            page.keyboard().await;
        }
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn every_kind_of_question_has_no_fault_in_welsh_without_scripts() {
    let house = house("2015-01-14").await;
    browsing(house.pages(), Scripts::Blocked, |page| async move {
        page.begin("?lang=cy").await;
        for name in QUESTIONS {
            page.look_at_below(&format!("/question/{name}")).await;
        }
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_has_no_fault_of_its_own() {
    let house = house("2015-01-14").await;
    browsing(house.pages(), Scripts::Run, |page| async move {
        page.begin("?lang=cy").await;
        page.come_back_wrong().await;
        page.called("one").look_at().await;
        for (name, typed) in [("years", "twelve"), ("better", &*"word ".repeat(41))] {
            page.open(&format!("{SAY}/question/{name}")).await;
            page.reach("#answer").await;
            page.type_in(typed).await;
            page.come_back_wrong().await;
            page.called(name).look_at().await;
        }
        page.open(&format!("{SAY}/question/order")).await;
        page.reach("#place-1").await;
        page.type_in("Pat").await;
        page.reach("#place-2").await;
        page.type_in("Pat").await;
        page.come_back_wrong().await;
        page.called("order").look_at().await;
        page.open(&format!("{SAY}/check?lang=en")).await;
        page.come_back_wrong().await;
        page.called("check").look_at().await;
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn the_pages_around_the_questions_have_no_fault() {
    let house = house("2015-01-14").await;
    browsing(house.pages(), Scripts::Run, |page| async move {
        for lang in ["en", "cy"] {
            page.look_at_below(&format!("?lang={lang}")).await;
            page.keyboard().await;
            page.look_at_below(&format!("/return?lang={lang}")).await;
            page.come_back_wrong().await;
            page.called("return-wrong").look_at().await;
            page.look_at_below(&format!("/invited/none?lang={lang}")).await;
            page.begin(&format!("?lang={lang}")).await;
            for below in ["", "/code", "/check"] {
                page.look_at_below(&format!("{below}?lang={lang}")).await;
                page.keyboard().await;
            }
            page.open(&format!("{SAY}/code")).await;
            page.reach(GO_ON).await;
            page.enter("/answer/say").await;
        }
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn before_and_after_its_days_it_says_so_without_fault() {
    for day in ["2014-12-31", "2015-03-01", "2015-03-06"] {
        let house = house(day).await;
        browsing(house.pages(), Scripts::Blocked, |page| async move {
            page.look_at_below("?lang=cy").await;
            drop(house);
        })
        .await;
    }
}

#[tokio::test]
async fn invitations_have_no_fault() {
    let house = house("2015-01-14").await;
    let (cycle, say) = ("2015-16".parse().unwrap(), "say".parse().unwrap());
    let emails = ["ann@example.org", "bob@example.org"];
    let invited = emails.map(|email| (email.parse().unwrap(), Language::English));
    house.book.invite(cycle, &say, &invited, None).await.unwrap();
    let (link, now) = (Token::random().unwrap().fingerprint(), Timestamp::now());
    let _ = house.book.take_up_invitation(cycle, &say, &invited[0].0, &link, now).await.unwrap();
    house.book.mark_invitation_sent(cycle, &say, &invited[0].0).await.unwrap();
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    browsing(house.pages(), Scripts::Run, |page| async move {
        page.keep_cookie(&cookie).await;
        page.open(&format!("{SMP}/consultations/2015-16/say/invitations")).await;
        page.look_at().await;
        page.keyboard().await;
        drop(house);
    })
    .await;
}
