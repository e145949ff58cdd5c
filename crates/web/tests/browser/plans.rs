//! The pages of the plan in a browser, each without fault: with two actions, and where nothing is yet.

use partnership::membership::person::Role;
use partnership::plan::carrying::Carrying;
use partnership::timetable::cycle::Cycle;
use records::Book;
use records::ProgressLink;
use web::who::token::Token;

use crate::house::House;
use crate::house::SMP;
use crate::house::signed;
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

/// A link to note by what the council leads, until a day; where it leads.
async fn link(house: &House, until: &str) -> String {
    let token = Token::random().unwrap();
    let link = ProgressLink {
        cycle: "2015-16".parse().unwrap(),
        lead: "Maidstone Borough Council".to_owned(),
        name: "Jane Smith".to_owned(),
        email: None,
        until: until.parse().unwrap(),
    };
    house.book.make_progress_link(&link, &token.fingerprint()).await.unwrap();
    format!("{SMP}/progress/{}", token.as_str())
}

/// Carries an action over into the plan of the cycle after.
async fn carry_over(book: &Book, number: i64, next: Cycle) {
    let (cycle, today) = ("2015-16".parse().unwrap(), "2014-12-05".parse().unwrap());
    let all = book.plan_actions(cycle).await.unwrap();
    let kept = all.iter().find(|kept| kept.number == number).unwrap();
    let (because, due) = ("No room was found".to_owned(), "2017-03-31".parse().unwrap());
    let actions = vec![(number, kept.version, Carrying { because, due })];
    book.carry_over(&signed(), (cycle, next), actions, today).await.unwrap();
}

#[tokio::test]
async fn the_pages_of_the_plan_have_no_fault() {
    for scripts in [Scripts::Run, Scripts::Blocked] {
        let house = House::on("2014-12-05").await;
        let [courses, _] = plans_made::enter(&house.book).await;
        let link = link(&house, "2015-03-31").await;
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
async fn the_next_years_plan_and_a_link_that_is_over_have_no_fault() {
    let house = House::on("2014-12-05").await;
    let [courses, _] = plans_made::enter(&house.book).await;
    let next = plans_made::enter_next_cycle(&house.book).await;
    let over = link(&house, "2014-12-04").await;
    let cookie = house.signed_in(Role::Manager).await.cookie.unwrap();
    let book = house.book.clone();
    browsing(house.pages(), Scripts::Run, move |page| async move {
        page.keep_cookie(&cookie).await;
        // It may be begun anew, or by refreshing the one before.
        look_at(&page, "plan-refresh", &format!("{SMP}/plan/{next}/begin")).await;
        plans_made::begin_next(&book, next).await;
        look_at(&page, "plan-next", &format!("{SMP}/plan/{next}")).await;
        look_at(&page, "plan-carry-over", &format!("{SMP}/plan/{next}/carry-over")).await;
        carry_over(&book, courses, next).await;
        let carried = format!("{SMP}/plan/2015-16/actions/{courses}");
        look_at(&page, "plan-carried-over", &carried).await;
        look_at(&page, "plan-goes-on", &format!("{SMP}/plan/{next}/actions/1")).await;
        page.open(&over).await;
        // The browser says of a page with such a status that it was not let in, and nothing else.
        let said = page.complaints().await;
        assert!(said.len() == 1 && said[0].contains("409 (Conflict)"), "{said:?}");
        page.called("plan-link-over").look_at().await;
        drop(house);
    })
    .await;
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
