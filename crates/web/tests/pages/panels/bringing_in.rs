//! Issues from a spreadsheet: looked at, refused whole with each line's faults, kept, and taken along in the same layout.

use partnership::membership::person::Role;

use crate::house::Answer;
use crate::house::Browser;
use crate::panels::at;
use crate::panels::with_panels;

/// Sends the form with a file, or with rows that were pasted.
async fn bring(browser: &mut Browser<'_>, file: &str, text: &str, press: &str) -> Answer {
    let fields = [("text", text), ("press", press)];
    browser.post_file(&at("/import"), &fields, ("a.csv", file.as_bytes())).await
}

const HEADINGS: &str = "panel,meeting_date,place,kind,words,area\n";

#[tokio::test]
async fn rows_are_looked_at_first_and_kept_all_or_none() {
    let house = with_panels().await;
    let mut manager = house.signed_in(Role::Manager).await;
    let template = manager.get(&at("/template.csv")).await.text;
    assert!(template.starts_with("panel,meeting_date,place,kind,words,area\r\n"), "{template}");
    let page = bring(&mut manager, "", "", "").await;
    page.shows(&["href=\"#text\"", "Choose a file, or paste"]);
    let page = bring(&mut manager, "panel,place\nx,y", "", "").await;
    page.shows(&["The first line lacks meeting_date, kind and words", "panel,place"]);
    let good = "shepway,2014-06-11,Loose Road,Dog fouling,On the path,Shepway North\n";
    let bad = "nowhere,2014-06-11,,litter,x,\nshepway,12/6/2014,Sutton Road,litter,x,\n";
    let page = bring(&mut manager, &format!("{HEADINGS}{good}{bad}"), "", "keep").await;
    page.shows(&[
        "Line 3: there is no panel `nowhere`",
        "Line 4: the panel has no meeting on 12 June 2014",
    ]);
    page.holds(&["Loose Road", "href=\"#file\""]);
    assert_eq!(house.book.panel_issues().await.unwrap().len(), 5);
    let named = "High Street panel (example),10/9/2014,Town Hall,noise,Ask Mr Smith,\n";
    let text = format!("{HEADINGS}{good}{named}");
    let page = bring(&mut manager, &text, "", "").await;
    page.shows(&["2 issues would be kept", "Rows that may tell who somebody is: 1", "Dog fouling"]);
    assert_eq!(house.book.panel_issues().await.unwrap().len(), 5, "nothing is kept yet");
    let kept = bring(&mut manager, "", &text, "keep").await;
    assert_eq!(kept.leads_to(), at("/issues"));
    manager.get(kept.leads_to()).await.shows(&["2 issues were brought in", "5 of 7 issues"]);
    let again = bring(&mut manager, "", &text, "keep").await;
    again.shows(&["Line 2: it is in the register already"]);
    house.book.verify().await.unwrap();
}

#[tokio::test]
async fn what_leaves_in_the_layout_of_an_import_is_known_again() {
    let house = with_panels().await;
    let mut analyst = house.signed_in(Role::Analyst).await;
    let file = analyst.get(&at("/issues.csv")).await.text;
    assert_eq!(file.lines().count(), 6, "{file}");
    let page = bring(&mut analyst, &file, "", "").await;
    page.shows(&["Line 2: it is in the register already", "Line 6: it is in the register already"]);
    let history = analyst.get(&at("/history.csv")).await.text;
    assert!(
        history.contains("The lights were mended.,2014-10-09,On the notice board"),
        "{history}"
    );
}
