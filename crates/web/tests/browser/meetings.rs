//! The pages of meetings in a browser: each once, as the manager sees it in the spring of 2015.

use fantoccini::Locator;
use partnership::membership::person::Role;

use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;

const CABINET: &str = "/meetings/2015-16/cabinet-april-2015";
const ITEM: &str = "/meetings/2015-16/cabinet-april-2015/plan-to-cabinet";

/// Sends a form that was opened at a path.
async fn send(browser: &mut Browser<'_>, path: &str, fields: &[(&str, &str)]) {
    let path = format!("{SMP}{path}");
    let opened = browser.get(&path).await.text;
    let seen = opened.split("name=\"version\" value=\"").nth(1).unwrap_or("\"");
    let seen = seen.split('"').next().unwrap();
    let fields: Vec<_> = fields.iter().copied().chain([("version", seen)]).collect();
    browser.post(&path, &fields).await.leads_to();
}

/// Cabinet's and Council's meetings, entered; Cabinet has two papers, one of them published.
async fn with_both(browser: &mut Browser<'_>) {
    for (body, when, step) in [
        ("cabinet", "14 April 2015", "plan-to-cabinet"),
        ("council", "22 April 2015", "plan-adopted"),
    ] {
        let fields = [("body", body), ("when", when), ("step", step), ("press", "save")];
        send(browser, "/meetings/new", &fields).await;
    }
    for title in
        ["Rolling Plan 2015–18", "Covering report of the Head of Housing and Community Services"]
    {
        send(browser, &format!("{ITEM}/paper"), &[("title", title)]).await;
    }
    let fields = [("paper", "Rolling Plan 2015–18"), ("on", "2 April 2015")];
    send(browser, &format!("{ITEM}/publish"), &fields).await;
}

/// Fields by their anchors, and what is typed in them; what has no text is ticked.
type Fields = &'static [(&'static str, &'static str)];

/// What is done on a page before it is looked at.
#[derive(Debug, Clone, Copy)]
enum Deed {
    /// Nothing.
    Look,
    /// These fields are filled in, and the button is pressed.
    Fill(Fields, &'static str),
}

/// Looks at a page as the manager sees it, at every width and with the keyboard alone.
async fn look_at(path: &'static str, scripts: Scripts, deed: Deed) {
    let house = House::on("2015-04-14").await;
    let mut browser = house.signed_in(Role::Manager).await;
    with_both(&mut browser).await;
    // What was done is told on this page, so that it takes the focus on none of those looked at.
    browser.get(&format!("{SMP}/meetings")).await.shows(&["was published on 2 April 2015"]);
    let cookie = browser.cookie.unwrap();
    visit(house, cookie, (path, scripts, deed)).await;
}

async fn visit(house: House, cookie: String, (path, scripts, deed): (&'static str, Scripts, Deed)) {
    browsing(house.pages(), scripts, move |page| async move {
        page.keep_cookie(&cookie).await;
        page.open(&format!("{SMP}{path}")).await;
        if let Deed::Fill(fields, button) = deed {
            fill(&page, fields, button).await;
        }
        page.look_at().await;
        page.at_width(320).await;
        // Where a form has faults, the summary has the focus, so the way with Tab begins in the middle.
        if !page.focused().await.contains("govuk-error-summary") {
            page.keyboard().await;
        }
        drop(house);
    })
    .await;
}

/// Fills fields in, ticks what has no text, and presses the button that says so.
async fn fill(page: &Page, fields: &[(&str, &str)], button: &str) {
    for (id, text) in fields {
        let field = page.browser.find(Locator::Id(id)).await.unwrap();
        match *text {
            "" => field.click().await.unwrap(),
            text => field.send_keys(text).await.unwrap(),
        }
    }
    let button = format!("//main//button[not(@aria-hidden) and contains(., '{button}')]");
    page.browser.find(Locator::XPath(&button)).await.unwrap().click().await.unwrap();
}

#[tokio::test]
async fn where_no_meeting_is_yet_the_list_has_no_fault() {
    let house = House::in_october().await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    visit(house, cookie, ("/meetings", Scripts::Run, Deed::Look)).await;
}

#[tokio::test]
async fn the_list_of_meetings_has_no_fault() {
    look_at("/meetings", Scripts::Run, Deed::Look).await;
}

#[tokio::test]
async fn the_agenda_has_no_fault() {
    look_at(CABINET, Scripts::Run, Deed::Look).await;
}

#[tokio::test]
async fn a_new_meeting_shows_what_it_brings_without_scripts() {
    let fields = &[("body-4", ""), ("when", "23 April 2015"), ("id", "late-council")];
    look_at("/meetings/new", Scripts::Blocked, Deed::Fill(fields, "Continue")).await;
}

#[tokio::test]
async fn a_new_meeting_with_faults_leads_to_them() {
    look_at("/meetings/new", Scripts::Run, Deed::Fill(&[("when", "soon")], "Continue")).await;
}

#[tokio::test]
async fn the_form_of_a_date_has_no_fault() {
    look_at("/meetings/2015-16/council-april-2015/date", Scripts::Run, Deed::Look).await;
}

#[tokio::test]
async fn another_date_shows_what_it_brings() {
    let fields = &[("when", "17 April 2015"), ("why", "the hall is taken")];
    let path = "/meetings/2015-16/council-april-2015/date";
    look_at(path, Scripts::Run, Deed::Fill(fields, "Continue")).await;
}

#[tokio::test]
async fn the_question_before_a_meeting_is_taken_away_has_no_fault() {
    look_at("/meetings/2015-16/council-april-2015/take-away", Scripts::Run, Deed::Look).await;
}

#[tokio::test]
async fn listing_a_step_has_no_fault() {
    look_at("/meetings/2015-16/cabinet-april-2015/list", Scripts::Run, Deed::Look).await;
}

#[tokio::test]
async fn adding_a_paper_has_no_fault() {
    look_at("/meetings/2015-16/cabinet-april-2015/plan-to-cabinet/paper", Scripts::Run, Deed::Look)
        .await;
}

#[tokio::test]
async fn a_paper_that_is_published_on_no_day_leads_to_its_field() {
    let path = "/meetings/2015-16/cabinet-april-2015/plan-to-cabinet/publish";
    look_at(path, Scripts::Run, Deed::Fill(&[("on", "x")], "Mark as published")).await;
}

#[tokio::test]
async fn withdrawing_an_item_has_no_fault() {
    let path = "/meetings/2015-16/cabinet-april-2015/plan-to-cabinet/withdraw";
    look_at(path, Scripts::Run, Deed::Look).await;
}

#[tokio::test]
async fn a_decision_can_be_written_without_scripts() {
    let path = "/meetings/2015-16/cabinet-april-2015/plan-to-cabinet/decision";
    let fields = &[("amendment-1", "Add mobility scooters"), ("amendment-1-mover", "Cllr Ash")];
    look_at(path, Scripts::Blocked, Deed::Fill(fields, "Add another amendment")).await;
}

#[tokio::test]
async fn a_decision_on_papers_that_are_not_out_leads_to_its_field() {
    let path = "/meetings/2015-16/cabinet-april-2015/plan-to-cabinet/decision";
    let fields = &[("outcome", ""), ("mover", "the Leader"), ("minute", "201")];
    look_at(path, Scripts::Run, Deed::Fill(fields, "Record the decision")).await;
}
