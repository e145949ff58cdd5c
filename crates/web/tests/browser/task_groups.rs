//! The pages of task groups in a browser: each without fault, and a commentary written by the keyboard alone.

use fantoccini::Locator;
use partnership::membership::person::Role;
use partnership::task_groups::commentary::Standing;
use records::AskedOf;
use web::who::token::Token;

use crate::house::House;
use crate::house::SMP;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;

/// The worked example's task groups on 20 November 2014, and the manager's cookie.
async fn with_groups() -> (House, String) {
    let house = House::on("2014-11-20").await;
    crate::task_groups_made::put_to_work(&house.book).await;
    crate::task_groups_made::enter(&house.book, "2014-11-20").await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    (house, cookie)
}

/// The number of a group's commentary on Quarter 2, and a link to it.
async fn link(house: &House, group: &str) -> (i64, String) {
    let all = house.book.commentaries(Some("2014-Q2".parse().unwrap())).await.unwrap();
    let (number, _) =
        all.into_iter().find(|(_, held)| held.value.group.starts_with(group)).unwrap();
    let asked = AskedOf {
        name: "Ann Example".to_owned(),
        email: "ann@example.org".parse().unwrap(),
        until: "2014-12-17".parse().unwrap(),
    };
    house.book.ask_by_link(number, &asked).await.unwrap();
    let token = Token::random().unwrap();
    let once = house.book.renew_commentary_link(number, &token.fingerprint()).await.unwrap();
    assert_eq!(once, records::Once::Now);
    (number, format!("{SMP}/commentary/{}", token.as_str()))
}

/// Opens a page, and looks at it at every width and with the keyboard alone.
async fn look_at(page: &Page, path: &str, name: &str) {
    let page = page.called(name);
    page.open(path).await;
    page.look_at().await;
    page.at_width(320).await;
    page.keyboard().await;
}

/// Presses the button of the page that is open.
async fn press(page: &Page, button: &str) {
    let button = format!("//main//button[contains(., '{button}')]");
    page.browser.find(Locator::XPath(&button)).await.unwrap().click().await.unwrap();
}

#[tokio::test]
async fn the_pages_of_task_groups_have_no_fault() {
    for scripts in [Scripts::Run, Scripts::Blocked] {
        let (house, cookie) = with_groups().await;
        let (asked, _) = link(&house, "Substance").await;
        let (accepted, _) = link(&house, "Domestic").await;
        browsing(house.pages(), scripts, move |page| async move {
            page.keep_cookie(&cookie).await;
            let forum = "/domestic-violence-forum";
            for below in ["", "/import", "/quarters/2014-Q2", "/quarters/2014-Q1/ask"] {
                look_at(&page, &format!("{SMP}/task-groups{below}"), below).await;
            }
            for below in ["", "/new", "/repeat-victims", "/repeat-victims/2014-Q2"] {
                look_at(&page, &format!("{SMP}/task-groups{forum}{below}"), below).await;
            }
            for below in ["", "/ask"] {
                let path = format!("{SMP}/task-groups/commentaries/{asked}{below}");
                look_at(&page, &path, &format!("/commentary{below}")).await;
            }
            let path = format!("{SMP}/task-groups/commentaries/{accepted}");
            look_at(&page, &path, "/commentary-accepted").await;
            let report = format!("{SMP}/task-groups/quarters/2014-Q2/report");
            look_at(&page, &report, "/report").await;
            drop(house);
        })
        .await;
    }
}

#[tokio::test]
async fn where_nothing_is_yet_and_where_forms_are_wrong_there_is_no_fault_of_ours() {
    let house = House::in_october().await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        let groups = format!("{SMP}/task-groups");
        look_at(&page, &groups, "empty").await;
        look_at(&page, &format!("{groups}/domestic-violence-forum"), "empty-group").await;
        page.open(&format!("{groups}/domestic-violence-forum/new")).await;
        press(&page, "Add the measure").await;
        page.browser.wait().for_element(Locator::Css(".govuk-error-summary")).await.unwrap();
        page.called("measure-fault").look_at().await;
        page.open(&format!("{groups}/quarters/2014-Q2/ask")).await;
        press(&page, "Ask for the commentaries").await;
        page.browser.wait().for_element(Locator::Css(".govuk-error-summary")).await.unwrap();
        page.called("ask-fault").look_at().await;
        drop(house);
    })
    .await;
}

#[tokio::test]
async fn a_commentary_is_written_by_a_link_with_the_keyboard_alone_and_sent() {
    for scripts in [Scripts::Run, Scripts::Blocked] {
        let (house, _) = with_groups().await;
        let (number, path) = link(&house, "Substance").await;
        let book = house.book.clone();
        browsing(house.pages(), scripts, move |page| async move {
            look_at(&page, &path, "writing").await;
            page.at_width(1280).await;
            let field = async |id: &str| page.browser.find(Locator::Id(id)).await.unwrap();
            field("judgement").await.send_keys(" ").await.unwrap();
            field("helped").await.send_keys("Staff of the council").await.unwrap();
            field("judgement").await.send_keys("\u{e007}").await.unwrap();
            page.browser.wait().for_element(Locator::Id("against")).await.unwrap();
            look_at(&page, &format!("{path}/check"), "check-missing").await;
            page.open(&format!("{path}#done")).await;
            field("done").await.send_keys("Bins were put up").await.unwrap();
            press(&page, "Save and check").await;
            page.browser.wait().for_element(Locator::Css("form[action$='/check']")).await.unwrap();
            page.called("check").look_at().await;
            press(&page, "Send the commentary").await;
            page.browser.wait().for_element(Locator::Css(".govuk-panel")).await.unwrap();
            look_at(&page, &path, "sent").await;
            drop(house);
        })
        .await;
        let all = book.commentaries(None).await.unwrap();
        let (_, held) = all.into_iter().find(|(held, _)| *held == number).unwrap();
        assert!(matches!(held.value.standing, Standing::Sent { .. }), "{held:?}");
        assert_eq!(held.value.words.helped, "Staff of the council");
    }
}
