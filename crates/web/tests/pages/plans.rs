//! The pages of the plan: begun, written, its actions with their progress, the board, what is missing, links, the next year.

mod by_link;
mod letters;
mod put_forward;
mod said;

use partnership::membership::person::Role;
use partnership::plan::action::ActionDeed;
use partnership::plan::action::standing::Standing;
use records::Book;
use records::KeptAction;

use crate::commented::version_in;
use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::SMP;
use crate::house::signed;
use crate::plans_made;
use crate::priorities_made::cycle;

fn at(below: &str) -> String {
    format!("{SMP}/plan/2015-16{below}")
}

fn of_action(number: i64, below: &str) -> String {
    at(&format!("/actions/{number}{below}"))
}

/// An action as it is held.
async fn action(book: &Book, number: i64) -> KeptAction {
    let all = book.plan_actions(cycle()).await.unwrap();
    all.into_iter().find(|kept| kept.number == number).unwrap()
}

async fn with_a_plan() -> (House, [i64; 2]) {
    let house = House::on("2014-12-05").await;
    let numbers = plans_made::enter(&house.book).await;
    (house, numbers)
}

/// Sends a form of a page that carries a version.
async fn send(
    browser: &mut Browser<'_>,
    (page, to): (&str, &str),
    fields: &[(&str, &str)],
) -> Answer {
    let version = version_in(&browser.get(page).await);
    let fields: Vec<_> = fields.iter().copied().chain([("version", version.as_str())]).collect();
    browser.post(to, &fields).await
}

/// Sends the form that stands at an address to the same address.
async fn save(browser: &mut Browser<'_>, page: &str, fields: &[(&str, &str)]) -> Answer {
    send(browser, (page, page), fields).await
}

#[tokio::test]
async fn a_plan_that_is_not_begun_tells_the_next_step_to_whoever_can_take_it() {
    let house = House::in_october().await;
    let mut councillor = house.signed_in(Role::Councillor).await;
    let page = councillor.get(&at("")).await;
    page.shows(&["The plan is not begun", "once the partnership manager begins it"]);
    assert!(!page.text.contains("Begin the plan"), "{}", page.text);
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&at("")).await.shows(&["The plan is not begun", "Begin the plan"]);
    for strange in ["again", "refresh"] {
        let strange = manager.post(&at("/begin"), &[("way", strange)]).await;
        strange.shows(&["href=\"#way\"", "Choose how the plan is begun"]);
    }
    let nothing = manager.post(&at("/begin"), &[]).await;
    nothing.shows(&["Error: Begin the plan", "href=\"#way\"", "Choose how the plan is begun"]);
    assert!(!nothing.text.contains("Refresh the plan"), "there is none to refresh");
    assert_eq!(manager.post(&at("/begin"), &[("way", "anew")]).await.leads_to(), at("/words"));
    let twice = manager.post(&at("/begin"), &[("way", "anew")]).await;
    assert_eq!(twice.leads_to(), at(""), "it is begun already");
    assert_eq!(manager.get(&at("/begin")).await.leads_to(), at(""));
    let page = manager.get(&at("")).await;
    page.shows(&["No strategy is written yet", "No priority decided", "To the priorities"]);
    page.shows(&["and there is one gap"]);
    manager.get(&at("/check")).await.shows(&["Nothing is planned yet"]);
    manager.get(&format!("{SMP}/plan")).await.shows(&["Plan 2015–16", "Still to be done"]);
}

#[tokio::test]
async fn the_strategy_is_written_with_its_years_and_a_form_that_came_late_is_told_so() {
    let (house, _) = with_a_plan().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let seen = version_in(&manager.get(&at("/words")).await);
    let fields = [("until", "2017-18"), ("strategy", "Fewer victims"), ("views", "A survey")];
    let saved = save(&mut manager, &at("/words"), &fields).await;
    assert_eq!(saved.leads_to(), at(""));
    let page = manager.get(&at("")).await;
    page.shows(&[
        "It covers 2015–16 to 2017–18",
        "Fewer victims",
        "A survey",
        "The plan was saved",
    ]);
    let late = [("until", "2015-16"), ("strategy", "Other words"), ("version", seen.as_str())];
    let late = manager.post(&at("/words"), &late).await;
    late.shows(&["href=\"#conflict\"", "Other words</textarea>"]);
    assert_ne!(version_in(&late), seen, "sent again, it is let in");
}

#[tokio::test]
async fn an_objective_is_under_a_decided_priority_and_stays_while_actions_are_under_it() {
    let (house, [courses, _]) = with_a_plan().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = at("/objectives");
    manager.get(&page).await.shows(&["Domestic abuse", "Safer roads", "Fewer repeat victims"]);
    let bare = save(&mut manager, &page, &[("words", " ")]).await;
    bare.shows(&["Error: Objectives", "href=\"#words\"", "write what is to be reached"]);
    bare.shows(&["href=\"#priority\"", "Choose the priority that it is under"]);
    let strange = [("priority", "burglary"), ("words", "Fewer")];
    save(&mut manager, &page, &strange)
        .await
        .shows(&["href=\"#priority\"", "no priority in force"]);
    let good = [("priority", "safer-roads"), ("words", "Slower cars by schools")];
    assert_eq!(save(&mut manager, &page, &good).await.leads_to(), page);
    manager.get(&at("")).await.shows(&["Slower cars by schools", "No action yet"]);
    let first = at("/objectives/1");
    manager.get(&first).await.shows(&["Actions are under it: 1"]);
    let away = format!("{first}/take-away");
    let kept = send(&mut manager, (&first, &away), &[]).await;
    kept.shows(&[&format!("objective 1 has actions ({courses})").replacen('o', "O", 1)]);
    let second = at("/objectives/2");
    let away = format!("{second}/take-away");
    assert_eq!(send(&mut manager, (&second, &away), &[]).await.leads_to(), page);
    assert_eq!(manager.get(&second).await.status.as_u16(), 404);
}

#[tokio::test]
async fn an_action_is_entered_with_all_its_faults_told_together() {
    let (house, _) = with_a_plan().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let new = at("/actions/new");
    // Bodies stand by their names, whatever letters those begin with.
    let form = manager.get(&new).await;
    let place = |text: &str| form.text.find(text).unwrap();
    let fire = place("<option value=\"fire and rescue authority\">Fire and rescue authority<");
    assert!(place("<option value=\"Kent Police\">") > fire, "{}", form.text);
    let wrong = manager.post(&new, &[("about", "On Fridays")]).await;
    wrong.shows(&[
        "href=\"#due\"",
        "href=\"#title\"",
        "href=\"#lead\"",
        "href=\"#person\"",
        "On Fridays</textarea>",
    ]);
    let fields = [
        ("title", "Street pastors"),
        ("objective", "1"),
        ("lead", "Kent Police"),
        ("person", "Chief Inspector"),
        ("partners", "Kent County Council"),
        ("partners", "Kent Police"),
        ("due", "31 March 2016"),
    ];
    let entered = manager.post(&new, &fields).await;
    let shown = manager.get(entered.leads_to()).await;
    shown.shows(&["Street pastors", "Fewer repeat victims", "Domestic abuse", "31 March 2016"]);
    shown.shows(&["Nothing noted (–)", "None yet", "Say by what it is measured"]);
    let kept = house.book.plan_actions(cycle()).await.unwrap().pop().unwrap();
    let partners: Vec<&String> = kept.action.described().partners.iter().collect();
    assert_eq!(partners, ["Kent County Council"], "whoever leads it takes part anyhow");
}

#[tokio::test]
async fn an_action_is_measured_by_the_fields_of_a_task_groups_measure() {
    let (house, [courses, _]) = with_a_plan().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = of_action(courses, "");
    let measure = format!("{page}/measure");
    let half = [("name", "Assaults"), ("baseline", "12")];
    save(&mut manager, &measure, &half)
        .await
        .shows(&["href=\"#unit\"", "href=\"#baseline_quarter\""]);
    let whole = [
        ("name", "Assaults at night"),
        ("unit", "assaults"),
        ("better", "lower"),
        ("baseline", "40"),
        ("baseline_quarter", "2013-Q4"),
        ("target", "20"),
        ("target_quarter", "2014-Q4"),
        ("source", "Crime records"),
        ("supplied_by", "Kent Police"),
    ];
    assert_eq!(save(&mut manager, &measure, &whole).await.leads_to(), page);
    manager.get(&page).await.shows(&["Assaults at night (assaults; lower is better): baseline 40"]);
}

#[tokio::test]
async fn a_lead_notes_progress_of_their_own_actions_and_of_no_others() {
    let (house, [courses, checks]) = with_a_plan().await;
    let mut partner = house.signed_in(Role::Partner).await;
    let page = of_action(courses, "/progress");
    let wrong = save(&mut partner, &page, &[("quarter", "2014-Q3"), ("words", "Begun")]).await;
    wrong.shows(&["href=\"#judgement\"", "Begun</textarea>"]);
    let bare = save(&mut partner, &page, &[("quarter", "2015-Q4")]).await;
    bare.shows(&["href=\"#judgement\"", "href=\"#words\"", "href=\"#quarter\""]);
    let fields = [("quarter", "2014-Q3"), ("judgement", "at-risk"), ("words", "No room yet")];
    let noted = save(&mut partner, &page, &fields).await;
    assert_eq!(noted.leads_to(), of_action(courses, ""));
    let shown = partner.get(&of_action(courses, "")).await;
    shown.shows(&["At risk (A)", "No room yet", "October to December 2014"]);
    assert!(!shown.text.contains("What becomes of it"), "only the manager says so");
    assert_eq!(partner.get(&of_action(checks, "/progress")).await.status.as_u16(), 403);
    assert!(!partner.get(&of_action(checks, "")).await.text.contains("Note progress"));
    // A figure is of a measure.
    let figure =
        [("quarter", "2014-Q3"), ("judgement", "at-risk"), ("words", "x"), ("figure", "3")];
    save(&mut partner, &page, &figure).await.shows(&["The action has no measure"]);
}

#[tokio::test]
async fn what_becomes_of_an_action_keeps_its_reason_and_can_be_undone() {
    let (house, [courses, _]) = with_a_plan().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = of_action(courses, "");
    save(&mut manager, &page, &[]).await.shows(&["href=\"#way\"", "href=\"#because\""]);
    let bare = save(&mut manager, &page, &[("way", "defer")]).await;
    bare.shows(&["href=\"#until\"", "href=\"#because\""]);
    save(&mut manager, &page, &[("way", "drop")]).await.shows(&["href=\"#because\""]);
    let early = [("way", "defer"), ("until", "1 December 2015"), ("because", "No room")];
    save(&mut manager, &page, &early).await.shows(&["href=\"#until\"", "give a later day"]);
    let defer = [("way", "defer"), ("until", "31 March 2016"), ("because", "No room")];
    assert_eq!(save(&mut manager, &page, &defer).await.leads_to(), page);
    let deferred = manager.get(&page).await;
    deferred.shows(&["Deferred (D)", "Deferred until 31 March 2016", "It is taken up again"]);
    let undo = of_action(courses, "/undo");
    assert_eq!(send(&mut manager, (&page, &undo), &[]).await.leads_to(), page);
    assert_eq!(action(&house.book, courses).await.action.standing(), Standing::UnderWay);
    let done = [("way", "finish"), ("because", "Two courses ran")];
    save(&mut manager, &page, &done).await;
    let shown = manager.get(&page).await;
    shown.shows(&["Finished (F)", "Two courses ran", "It is taken up again"]);
    assert!(!shown.text.contains("Change what it is"), "what is over is not changed");
}

#[tokio::test]
async fn the_board_tells_in_words_and_letters_and_the_file_has_every_action() {
    let (house, [courses, checks]) = with_a_plan().await;
    let kept = action(&house.book, checks).await;
    let done = ActionDeed::Finish { outcome: "=Every week".to_owned() };
    let seen = (cycle(), checks, kept.version);
    let today = "2014-12-05".parse().unwrap();
    house.book.record_action_deed(&signed(), seen, done, today).await.unwrap();
    let mut councillor = house.signed_in(Role::Councillor).await;
    let board = councillor.get(&at("/board")).await;
    board.shows(&[
        "Nothing noted (–)",
        "Off track (R)",
        "Finished (F)",
        "Courses for perpetrators",
    ]);
    board.shows(&["<caption", "All actions", "Domestic abuse", "else by what became of it"]);
    let file = councillor.get(&at("/actions.csv")).await;
    let lines: Vec<&str> = file.text.lines().collect();
    assert_eq!(lines.len(), 3, "{}", file.text);
    assert!(lines[1].starts_with(&format!("{courses},Courses for perpetrators")), "{}", lines[1]);
    assert!(lines[2].contains("'=Every week"), "a spreadsheet would run it: {}", lines[2]);
}

#[tokio::test]
async fn what_the_law_asks_for_is_listed_with_where_to_write_it() {
    let (house, [_, checks]) = with_a_plan().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let page = manager.get(&at("/check")).await;
    page.shows(&["SI 2007/1830, regulation 11", "No strategy is written; write it"]);
    page.holds(&["Kent Police has not written its steps", &at("/authorities/kent-police")]);
    page.holds(&["The priority “Safer roads” has no objective", &at("/objectives")]);
    page.holds(&[&of_action(checks, "/change"), &format!("Action {checks} serves no priority")]);
    let authority = at("/authorities/kent-police");
    let fields = [("steps", "Patrols"), ("resources", "Two officers"), ("success", "Surveys")];
    assert_eq!(save(&mut manager, &authority, &fields).await.leads_to(), at("/authorities"));
    manager.get(&at("/authorities")).await.shows(&["Patrols", "Two officers", "Surveys"]);
    let again = manager.get(&at("/check")).await;
    assert!(!again.text.contains("Kent Police has not written"), "{}", again.text);
    // Whoever may not write is led to where it is read.
    let mut councillor = house.signed_in(Role::Councillor).await;
    let read = councillor.get(&at("/check")).await;
    assert!(!read.text.contains(&at("/words")), "{}", read.text);
}

#[tokio::test]
async fn the_history_tells_what_a_description_changed_and_one_that_changes_nothing_is_not_in_it() {
    let (house, [courses, _]) = with_a_plan().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let (page, change) = (of_action(courses, ""), of_action(courses, "/change"));
    let mut fields = vec![
        ("title", "Courses for perpetrators"),
        ("objective", "1"),
        ("lead", "Maidstone Borough Council"),
        ("person", "Community Safety Manager"),
        ("due", "31 December 2015"),
    ];
    assert_eq!(save(&mut manager, &change, &fields).await.leads_to(), page);
    let same = manager.get(&page).await;
    assert!(!same.text.contains("Described otherwise"), "{}", same.text);
    fields[2].1 = "Kent Police";
    assert_eq!(save(&mut manager, &change, &fields).await.leads_to(), page);
    let shown = manager.get(&page).await;
    shown.shows(&["Described otherwise", "Lead authority, before “Maidstone Borough Council”"]);
}

#[tokio::test]
async fn what_is_not_finished_is_carried_over_with_its_reason_or_not_at_all() {
    let (house, [courses, checks]) = with_a_plan().await;
    let year = plans_made::enter_next_cycle(&house.book).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let next = |below: &str| format!("{SMP}/plan/2016-17{below}");
    let refresh = manager.post(&next("/begin"), &[("way", "refresh")]).await;
    refresh.shows(&["Refresh the plan of 2015–16", "No meeting has decided priorities"]);
    plans_made::begin_next(&house.book, year).await;
    manager.get(&next("")).await.shows(&["2 actions of 2015–16 are not finished"]);
    let page = next("/carry-over");
    let shown = manager.get(&page).await;
    shown.shows(&["Courses for perpetrators", "Speed checks by schools", "31 December 2015"]);
    let versions = [courses, checks].map(|number| format!("version-{number}"));
    let seen = [
        action(&house.book, courses).await.version.0.to_string(),
        action(&house.book, checks).await.version.0.to_string(),
    ];
    let (due, because) = (format!("due-{courses}"), format!("because-{courses}"));
    let number = courses.to_string();
    let mut fields = vec![
        (versions[0].as_str(), seen[0].as_str()),
        (versions[1].as_str(), seen[1].as_str()),
        (due.as_str(), "31 March 2017"),
    ];
    manager.post(&page, &fields).await.shows(&["href=\"#chosen\"", "Tick the actions"]);
    fields.push(("chosen", &number));
    let bare = manager.post(&page, &fields).await;
    bare.shows(&[&format!("href=\"#{because}\""), "No reason is given"]);
    fields.push((&because, "No room was found"));
    assert_eq!(manager.post(&page, &fields).await.leads_to(), next(""));
    let carried = house.book.plan_actions(year).await.unwrap().remove(0);
    let own = next(&format!("/actions/{}", carried.number));
    manager.get(&own).await.shows(&["It goes on from", "No room was found", "31 March 2017"]);
    let old = manager.get(&of_action(courses, "")).await;
    old.shows(&["Carried over (C)", "Carried over into 2016–17", "It goes on as", &own]);
    assert!(!old.text.contains("What becomes of it"), "nothing may: {}", old.text);
    assert!(!old.text.contains("Undo the last entry"), "nothing is undone: {}", old.text);
    manager.get(&page).await.shows(&["Speed checks by schools"]);
    // What was ticked and has ended meanwhile is told.
    let late = manager.post(&page, &fields).await;
    late.shows(&["href=\"#chosen\"", "was carried over into 2016–17 meanwhile"]);
}

#[tokio::test]
async fn all_that_is_missing_of_what_is_carried_over_is_told_together() {
    let (house, [courses, checks]) = with_a_plan().await;
    let year = plans_made::enter_next_cycle(&house.book).await;
    plans_made::begin_next(&house.book, year).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let numbers = [courses, checks].map(|number| number.to_string());
    let versions = [courses, checks].map(|number| format!("version-{number}"));
    let due = format!("due-{courses}");
    let fields = [
        ("chosen", numbers[0].as_str()),
        ("chosen", numbers[1].as_str()),
        (versions[0].as_str(), "1"),
        (versions[1].as_str(), "1"),
        (due.as_str(), "31 March 2017"),
    ];
    let page = format!("{SMP}/plan/2016-17/carry-over");
    let bare = manager.post(&page, &fields).await;
    bare.shows(&[&format!("href=\"#because-{courses}\""), &format!("href=\"#because-{checks}\"")]);
    bare.shows(&[&format!("href=\"#due-{checks}\"")]);
}
