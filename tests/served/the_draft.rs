//! A draft as an officer writes it on the pages, answered from the archive, circulated, and printed as it was then.

use std::fs;

use crate::hands::Hands;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::browsing_at;
use crate::partnership::Partnership;
use crate::served::Served;

const SMP: &str = "/safer-maidstone-partnership";

/// What is written into the section on levels: a count, a phrase, a chart.
const LEVELS: &str = "# Levels and patterns {item:levels-and-patterns}\\n\\nThere were {figure:all-crime.count 2014-Q2} \
    crimes, and burglary {phrase:changed burglary 2014-Q2 2014-Q1}.\\n\\n{chart:months burglary 2014-Q2}\\n";

/// The pages of evidence and panels, with real charts.
const BESIDE: [&str; 2] = ["/evidence", "/panels/roll-up"];

async fn write_a_section(page: &Page, hands: &mut Hands, section: &str, text: &str) {
    page.open(&format!("{SMP}/assessment/2015-16/sections/{section}")).await;
    page.ask(&format!("document.querySelector('main textarea').value = \"{text}\"")).await;
    hands.press_button("Save a version").await;
}

async fn draft(scripts: Scripts) {
    let home = Partnership::new();
    let served = Served::demo_on(&home, "2014-12-04");
    let (link, origin) = (served.link.clone(), served.origin.clone());
    browsing_at(origin.clone(), scripts, |page| async move {
        let mut hands = Hands::of(page.clone());
        page.open(link.strip_prefix(&origin).unwrap()).await;
        hands.press_button("Sign in").await;
        page.open(&format!("{SMP}/assessment/new")).await;
        page.called("begin").look_at().await;
        hands.press_button("Begin").await;
        write_a_section(&page, &mut hands, "2-levels.md", LEVELS).await;
        hands.reads(&["Version 2 was saved", "2,506", "burglary was little changed, at 251"]).await;
        page.called("section").look_at().await;
        page.open(&format!("{SMP}/assessment/2015-16/circulate")).await;
        page.called("circulate").look_at().await;
        hands.press_button("Circulate version 2").await;
        write_a_section(&page, &mut hands, "2-levels.md", "# Levels\\n\\nAfterwards.\\n").await;
        for path in BESIDE {
            page.open(&format!("{SMP}{path}")).await;
            page.called(path).look_at().await;
            page.at_width(320).await;
        }
    })
    .await;
    assert!(served.stop().success());
    let out = home.out();
    let out_named = out.to_string_lossy();
    home.succeeds(&["assess", "--date", "2014-12-05", "--out", &out_named]);
    let printed = fs::read_to_string(out.join("strategic-assessment.html")).unwrap();
    for text in ["Draft circulated on 4 December 2014", "2,506", "little changed, at 251"] {
        assert!(printed.contains(text), "`{text}` is not printed");
    }
    assert!(!printed.contains("Afterwards"), "a later version is printed");
}

#[tokio::test]
async fn a_draft_is_written_circulated_and_printed() {
    draft(Scripts::Run).await;
}

#[tokio::test]
async fn a_draft_is_written_circulated_and_printed_without_scripts() {
    draft(Scripts::Blocked).await;
}
