//! Measures and values from a table, and the same as files.

use partnership::membership::person::Role;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::task_groups::at;
use crate::task_groups::with_groups;

/// Sends a table as the page does: a file, or the field.
async fn bring(browser: &mut Browser<'_>, name: &str, text: &str) -> Answer {
    let (table, file) = if name == "file" { ("", text) } else { (text, "") };
    browser.post_file(&at("/import"), &[("table", table)], ("a.csv", file.as_bytes())).await
}

#[tokio::test]
async fn what_leaves_as_files_can_be_brought_in_again() {
    let house = with_groups().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let measures = manager.get(&at("/measures.csv")).await.text;
    let values = manager.get(&at("/values.csv")).await.text;
    assert!(
        measures.contains("repeat-victims,") && values.contains("2014-Q2"),
        "{measures}{values}"
    );
    let house = House::on("2014-11-20").await;
    let mut manager = house.signed_in(Role::Manager).await;
    assert_eq!(bring(&mut manager, "file", &measures).await.leads_to(), at(""));
    manager.get(&at("")).await.shows(&["Measures brought in: 5 new, 0 changed, 0 as they were."]);
    bring(&mut manager, "table", &values).await.leads_to();
    bring(&mut manager, "table", &values).await.leads_to();
    manager.get(&at("")).await.shows(&["0 new, 0 changed"]);
    assert_eq!(manager.get(&at("/measures.csv")).await.text, measures);
    assert_eq!(manager.get(&at("/values.csv")).await.text, values);
}

#[tokio::test]
async fn every_fault_is_told_with_its_line_and_nothing_is_brought_in() {
    let house = with_groups().await;
    let before = house.book.quarterly_values().await.unwrap();
    let mut manager = house.signed_in(Role::Manager).await;
    bring(&mut manager, "table", "").await.shows(&["href=\"#file\"", "Choose a file"]);
    let columns = "measure,quarter,value,status,source";
    let wrong =
        format!("{columns}\nrepeat-victims,2014-Q3,33,audited,\nunheard-of,2014-Q3,many,audited,");
    let page = bring(&mut manager, "file", &wrong).await;
    page.shows(&["Nothing was brought in", "Line 3", "repeat-victims,2014-Q3,33,audited"]);
    assert!(!page.text.contains("Line 2"), "{}", page.text);
    assert_eq!(house.book.quarterly_values().await.unwrap(), before);
}
