//! The pages on which consultations are edited, in a browser: each looked at, and one made with the keyboard alone.

use fantoccini::Locator;
use partnership::membership::person::Role;

use crate::house::House;
use crate::house::SMP;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;
use crate::press_made::Noting;

const ONE: &str = "/consultations/2015-16/smp-2015";
const DOWN: char = '\u{e015}';
const ENTER: char = '\u{e007}';
const TAB: char = '\u{e004}';

/// Presses a button of the page that says so.
async fn press(page: &Page, says: &str) {
    let button = format!("//main//button[contains(., '{says}')]");
    page.browser.find(Locator::XPath(&button)).await.unwrap().click().await.unwrap();
}

/// Looks at each of these pages below the consultation as the manager sees them; `opened` says whether it is open.
async fn look_at_each(paths: &'static [&'static str], scripts: Scripts, opened: bool) {
    let house = House::on("2015-01-14").await;
    if opened {
        house.open_consultation().await;
    } else {
        house.enter_consultation().await;
    }
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    browsing(house.pages(), scripts, move |page| async move {
        page.keep_cookie(&cookie).await;
        for path in paths {
            let page = page.called(path);
            page.open(&format!("{SMP}{ONE}{path}")).await;
            page.look_at().await;
            page.keyboard().await;
        }
        drop(house);
    })
    .await;
}

/// Sends a form as it is opened and looks at the faults that it has then.
async fn look_at_faults(path: &'static str, button: &'static str, scripts: Scripts) {
    let house = House::on("2015-01-14").await;
    house.enter_consultation().await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    browsing(house.pages(), scripts, move |page| async move {
        page.keep_cookie(&cookie).await;
        page.open(&format!("{SMP}{path}")).await;
        press(&page, button).await;
        page.look_at().await;
        assert!(page.browser.title().await.unwrap().starts_with("Error: "), "{path}");
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn the_forms_of_a_new_consultation() {
    let house = House::on("2014-12-01").await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    let new = format!("{SMP}/consultations/new");
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        for path in ["", "?cycle=2015-16&languages=en&languages=cy&begin=first"] {
            let page = page.called(path);
            page.open(&format!("{new}{path}")).await;
            page.look_at().await;
            page.keyboard().await;
        }
        press(&page, "Enter the consultation").await;
        page.called("faults").look_at().await;
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn the_questionnaire_and_the_forms_of_what_it_asks() {
    let paths = &[
        "/questionnaire",
        "/questionnaire/new-question?section=1",
        "/questionnaire/questions/worries",
        "/questionnaire/questions/problems",
        "/questionnaire/questions/safe-home/routes",
        "/questionnaire/sections/1",
        "/questionnaire/ready",
        "/questionnaire/quoting",
    ];
    look_at_each(paths, Scripts::Run, false).await;
    look_at_each(&["/questionnaire", "/questionnaire/questions/worries"], Scripts::Blocked, false)
        .await;
}

#[tokio::test]
async fn translating_seeing_and_telling() {
    let paths = &[
        "/questionnaire/languages?languages=en&languages=cy",
        "/questionnaire/preview",
        "/change",
        "/text/change",
    ];
    look_at_each(paths, Scripts::Run, false).await;
    look_at_each(&["/questionnaire/preview"], Scripts::Blocked, false).await;
}

#[tokio::test]
async fn printing_and_weighting() {
    look_at_each(&["/form", "/weighting"], Scripts::Blocked, false).await;
    let house = House::on("2015-01-14").await.printing(Noting::default());
    house.open_consultation().await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        for path in ["/form", "/weighting"] {
            let page = page.called(path);
            page.open(&format!("{SMP}{ONE}{path}")).await;
            page.look_at().await;
            page.keyboard().await;
        }
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn opening_closing_and_versions() {
    look_at_each(&["", "/opening", "/versions"], Scripts::Run, false).await;
    look_at_each(
        &["", "/opening", "/versions", "/questionnaire", "/text/change"],
        Scripts::Run,
        true,
    )
    .await;
}

#[tokio::test]
async fn faults_of_a_question_are_beside_their_fields() {
    let path = "/consultations/2015-16/smp-2015/questionnaire/new-question?section=1&kind=one-of";
    look_at_faults(path, "Save the question", Scripts::Run).await;
    look_at_faults(path, "Save the question", Scripts::Blocked).await;
}

#[tokio::test]
async fn two_versions_side_by_side() {
    let house = House::on("2015-01-14").await;
    house.open_consultation().await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    browsing(house.pages(), Scripts::Blocked, move |page| async move {
        page.keep_cookie(&cookie).await;
        page.open(&format!("{SMP}{ONE}/questionnaire")).await;
        press(&page, "Copy").await;
        page.look_at().await;
        page.open(&format!("{SMP}{ONE}/versions")).await;
        page.called("versions").look_at().await;
        page.keyboard().await;
        drop(house);
    })
    .await;
}

/// Goes on with Tab until the focus is on what `wanted` finds in its id or says as its text.
async fn reach(page: &Page, wanted: &str) {
    for _ in 0..150 {
        let at = page.ask("const at = document.activeElement; return [at.id, at.tagName, at.textContent.trim()]").await;
        let text = |part: usize| at[part].as_str().unwrap_or_default().to_owned();
        if text(0) == wanted
            || (["A", "BUTTON"].contains(&text(1).as_str()) && text(2).starts_with(wanted))
        {
            return;
        }
        page.press(TAB).await;
    }
    panic!("Tab never comes to `{wanted}`");
}

/// Goes to a field and types.
async fn type_in(page: &Page, field: &str, text: &str) {
    reach(page, field).await;
    for sign in text.chars() {
        page.press(sign).await;
    }
}

/// Goes to a group of radios and chooses the one so many places below the first.
async fn choose(page: &Page, group: &str, below: usize) {
    reach(page, group).await;
    page.press(' ').await;
    for _ in 0..below {
        page.press(DOWN).await;
    }
}

/// Goes to a link or button, presses it, and waits for the page that it leads to.
async fn go(page: &Page, says: &str, then: &str) {
    reach(page, says).await;
    page.press(ENTER).await;
    let heading = format!("//h1[contains(., \"{then}\")]");
    page.browser.wait().for_element(Locator::XPath(&heading)).await.unwrap();
}

/// What is typed into the one long form.
const TYPED: [(&str, &str); 5] = [
    ("title-en", "Your say"),
    ("introduction-en", "Tell us."),
    ("section-en", "Where you live"),
    ("first_question-en", "What would help?"),
    ("text_title", "The draft"),
];
const TOLD: [(&str, &str); 3] = [
    ("return_address", "King Street"),
    ("enquiries-en", "Ask."),
    ("becomes_of_answers-en", "Counted."),
];

async fn enter_with_keys(page: &Page) {
    go(page, "Enter a consultation", "A new consultation").await;
    choose(page, "cycle", 0).await;
    choose(page, "begin", 1).await;
    reach(page, "Continue").await;
    page.press(ENTER).await;
    page.browser.wait().for_element(Locator::Id("title-en")).await.unwrap();
    for (field, text) in TYPED {
        type_in(page, field, text).await;
    }
    type_in(page, "text_note", "See the Gateway.").await;
    reach(page, "audience").await;
    page.press(' ').await;
    type_in(page, "already_decided-en", "A plan.").await;
    type_in(page, "first", "1/1/2015").await;
    type_in(page, "last", "28/2/2015").await;
    choose(page, "decided_by", 0).await;
    type_in(page, "decided", "5/3/2015").await;
    for (field, text) in TOLD {
        type_in(page, field, text).await;
    }
    go(page, "Enter the consultation", "Questionnaire").await;
}

async fn add_with_keys(page: &Page, kind: usize, ask: &str, scale: Option<usize>) {
    go(page, "Add a question", "Add a question").await;
    choose(page, "kind", kind).await;
    reach(page, "Continue").await;
    page.press(ENTER).await;
    page.browser.wait().for_element(Locator::Id("ask-en")).await.unwrap();
    type_in(page, "ask-en", ask).await;
    if let Some(scale) = scale {
        choose(page, "scale", scale).await;
    }
    go(page, "Save the question", "Questionnaire").await;
}

/// A small consultation with three questions, from nothing, with no other device than the keyboard.
async fn made_with_keys(scripts: Scripts) {
    let house = House::on("2014-12-01").await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    browsing(house.pages(), scripts, move |page| async move {
        page.keep_cookie(&cookie).await;
        page.open(&format!("{SMP}/consultations")).await;
        enter_with_keys(&page).await;
        add_with_keys(&page, 2, "How safe?", Some(1)).await;
        add_with_keys(&page, 7, "What else?", None).await;
        let held = house.consultation().await;
        let questionnaire = held.latest.value.questionnaire();
        let asked: Vec<&str> = questionnaire
            .typed()
            .typed_questions()
            .map(|question| question.id.0.as_str())
            .collect();
        assert_eq!(asked, ["what-would-help", "how-safe", "what-else"]);
    })
    .await;
}

#[tokio::test]
async fn a_consultation_with_three_questions_is_made_with_the_keyboard_alone() {
    made_with_keys(Scripts::Run).await;
}

#[tokio::test]
async fn and_without_scripts_too() {
    made_with_keys(Scripts::Blocked).await;
}
