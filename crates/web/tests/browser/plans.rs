//! The pages of the plan in a browser, each without fault: with two actions, and where nothing is yet.

use partnership::membership::person::Role;
use records::ProgressLink;
use web::who::token::Token;

use crate::house::House;
use crate::house::SMP;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing;
use crate::plans_made;

/// Opens a page, and looks at it at every width and with the keyboard alone.
async fn look_at(page: &Page, called: &str, address: &str) {
    let page = page.called(called);
    page.open(address).await;
    page.look_at().await;
    page.at_width(320).await;
    page.keyboard().await;
}

/// A link to note by what the council leads; where it leads.
async fn link(house: &House) -> String {
    let token = Token::random().unwrap();
    let link = ProgressLink {
        cycle: "2015-16".parse().unwrap(),
        lead: "Maidstone Borough Council".to_owned(),
        name: "Jane Smith".to_owned(),
        until: "2015-03-31".parse().unwrap(),
    };
    house.book.make_progress_link(&link, &token.fingerprint()).await.unwrap();
    format!("{SMP}/progress/{}", token.as_str())
}

#[tokio::test]
async fn the_pages_of_the_plan_have_no_fault() {
    for scripts in [Scripts::Run, Scripts::Blocked] {
        let house = House::on("2014-12-05").await;
        let [courses, _] = plans_made::enter(&house.book).await;
        let link = link(&house).await;
        let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
        browsing(house.pages(), scripts, move |page| async move {
            page.keep_cookie(&cookie).await;
            let of_plan = ["", "/words", "/objectives", "/objectives/1", "/authorities"];
            let more = ["/authorities/kent-police", "/board", "/check", "/said", "/links"];
            let of_action = ["", "/change", "/measure", "/progress"];
            let of_action = of_action.map(|below| format!("/actions/{courses}{below}"));
            let all = of_plan.into_iter().chain(more).map(str::to_owned).chain(of_action);
            for below in all.chain(["/actions/new".to_owned()]) {
                let called = format!("plan{}", below.replace(&courses.to_string(), "one"));
                look_at(&page, &called, &format!("{SMP}/plan/2015-16{below}")).await;
            }
            look_at(&page, "plan-link", &link).await;
            look_at(&page, "plan-link-noting", &format!("{link}?action={courses}")).await;
            drop(house);
        })
        .await;
    }
}

#[tokio::test]
async fn where_nothing_is_planned_yet_the_pages_have_no_fault() {
    let house = House::in_october().await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    let book = house.book.clone();
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        for below in ["", "/2015-16", "/2015-16/begin"] {
            page.open(&format!("{SMP}/plan{below}")).await;
            page.called(&format!("plan-before{below}")).look_at().await;
        }
        plans_made::begin(&book).await;
        for below in ["", "/board", "/objectives", "/links", "/carry-over", "/check", "/said"] {
            page.open(&format!("{SMP}/plan/2015-16{below}")).await;
            page.called(&format!("plan-empty{below}")).look_at().await;
        }
        drop(house);
    })
    .await;
}
