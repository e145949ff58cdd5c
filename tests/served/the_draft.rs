//! A draft as an officer writes it on the pages, answered from the archive, circulated, and printed as it was then.

use std::fs;
use std::sync::Arc;

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

/// The pages of evidence and panels, with real charts, and those of what new data would change.
const BESIDE: [&str; 4] =
    ["/evidence", "/panels/roll-up", "/evidence/stale", "/evidence/stale?figures=yes"];

/// An enquiry that a finding is kept of.
const BURGLARY: &str =
    "area=E07000110&offence=burglary&period=2014-Q2&measure=count&against=period-before";

/// A line of the example's counts, and the same as it is issued anew.
const ANEW: [&str; 2] = [
    "2014-08,Kent Police,E01024322,Maidstone 003C,Burglary,1\n",
    "2014-08,Kent Police,E01024322,Maidstone 003C,Burglary,2\n",
];

async fn write_a_section(page: &Page, hands: &mut Hands, section: &str, text: &str) {
    page.open(&format!("{SMP}/assessment/2015-16/sections/{section}")).await;
    page.ask(&format!("document.querySelector('main textarea').value = \"{text}\"")).await;
    hands.press_button("Save a version").await;
}

async fn draft(scripts: Scripts) {
    let home = Arc::new(Partnership::new());
    let served = Served::demo_on(&home, "2014-11-05");
    let (link, origin) = (served.link.clone(), served.origin.clone());
    let of_it = Arc::clone(&home);
    browsing_at(origin.clone(), scripts, |page| async move {
        let mut hands = Hands::of(page.clone());
        page.open(link.strip_prefix(&origin).unwrap()).await;
        hands.press_button("Sign in").await;
        page.open(&format!("{SMP}/assessment/new")).await;
        page.called("begin").look_at().await;
        // By its second choice a draft begins with headings alone.
        page.ask("document.getElementById('begin-2').checked = true").await;
        hands.press_button("Begin").await;
        write_a_section(&page, &mut hands, "2-levels.md", LEVELS).await;
        hands.reads(&["Version 2 was saved", "2,506", "burglary changed little, at 251"]).await;
        page.called("section").look_at().await;
        page.open(&format!("{SMP}/assessment/2015-16/circulate")).await;
        page.called("circulate").look_at().await;
        hands.press_button("Circulate version 2").await;
        page.open(&format!("{SMP}/evidence/findings/new?{BURGLARY}")).await;
        hands.press_button("Keep the finding").await;
        write_a_section(&page, &mut hands, "2-levels.md", "# Levels\\n\\nAfterwards.\\n").await;
        for path in BESIDE {
            page.open(&format!("{SMP}{path}")).await;
            page.called(path).look_at().await;
            page.at_width(320).await;
        }
        hands.reads(&["findings that were kept still hold", "No passage", "No count"]).await;
        it_is_printed_as_it_was_circulated(&of_it);
        what_is_stale_is_listed(&of_it);
        the_page_of_what_is_stale_tells_it(&page, &hands).await;
    })
    .await;
    served.stop();
}

fn it_is_printed_as_it_was_circulated(home: &Partnership) {
    let printed = printed(home);
    for text in ["Draft circulated on 5 November 2014", "2,506", "changed little, at 251"] {
        assert!(printed.contains(text), "`{text}` is not printed");
    }
    assert!(!printed.contains("Afterwards"), "a later version is printed");
}

async fn the_page_of_what_is_stale_tells_it(page: &Page, hands: &Hands) {
    page.open(&format!("{SMP}/evidence/stale?figures=yes")).await;
    hands.reads(&["Findings that are stale", "at 252", "Passages of circulated drafts"]).await;
    hands.reads(&["Figures of documents that would be others", "2,507"]).await;
    page.called("stale").look_at().await;
    page.at_width(320).await;
}

/// The page of the assessment, as it is printed from the records.
fn printed(home: &Partnership) -> String {
    let out = home.out();
    home.succeeds(&["assess", "--date", "2014-12-05", "--out", &out.to_string_lossy()]);
    fs::read_to_string(out.join("strategic-assessment.html")).unwrap()
}

/// Replaces a month of data: what was printed, kept and circulated and would now be otherwise is listed, and stays.
fn what_is_stale_is_listed(home: &Partnership) {
    assert!(home.succeeds(&["stale"]).starts_with("Nothing is stale"));
    issue_august_anew(home);
    let stale = home.succeeds(&["stale", "--format", "csv"]);
    let line = |begins: &str, with: &str| {
        let mut lines = stale.lines();
        let found = lines.any(|line| line.starts_with(begins) && line.contains(with));
        assert!(found, "no `{begins}…{with}` in:\n{stale}");
    };
    line("figure,safer-maidstone-partnership/", ",251,252");
    line("finding,", "251");
    let passage = "passage,\"2015-16, version 2, passage 1\",{figure:all-crime.count 2014-Q2}";
    line(passage, "2,507");
    line("passage,", "changed little, at 252");
    assert!(printed(home).contains("2,506"), "what was circulated has changed by itself");
}

/// Brings in one month of the example again, with one burglary more.
fn issue_august_anew(home: &Partnership) {
    let counts = include_str!("../../examples/maidstone-2014/counts.csv").lines();
    let month = counts.filter(|line| line.starts_with("month,") || line.starts_with("2014-08,"));
    let month: String = month.map(|line| format!("{line}\n")).collect();
    let [then, now] = ANEW;
    assert!(month.contains(then));
    let file = home.file("counts.csv", month.replace(then, now).as_bytes());
    let said = home.imports("counts", &[file]);
    assert!(said.contains("saferplan stale"), "{said}");
}

#[tokio::test]
async fn a_draft_is_written_circulated_and_printed() {
    draft(Scripts::Run).await;
}

#[tokio::test]
async fn a_draft_is_written_circulated_and_printed_without_scripts() {
    draft(Scripts::Blocked).await;
}
