//! The year from its beginning with the Quarter 1 crime briefing to the launch of its plan, and into the next one.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::partnership::Partnership;

#[test]
fn the_year_begins_with_the_quarter_1_crime_briefing() {
    let maidstone = Partnership::new();

    let said = maidstone.succeeds(&["demo", "--no-serve"]);
    assert!(said.contains("crime-briefing.html"), "{said}");

    let total = maidstone.succeeds(&["trace", "E07000110/2014-Q1/1.1"]);
    assert!(total.contains("2,327"), "{total}");

    let claims = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/maidstone-2014/claims.toml");
    let verdicts = maidstone.succeeds(&["check-claim", claims]);
    assert!(verdicts.contains("All recorded crime: borne out."), "{verdicts}");
    assert!(verdicts.contains("Robbery: not borne out. 11 offences"), "{verdicts}");
    assert!(verdicts.contains("Violence against the person: cannot be told"), "{verdicts}");
}

/// What follows from a reference, either way.
fn followed(maidstone: &Partnership, reference: &str) -> Value {
    let told = maidstone.succeeds(&["trace", reference, "--format", "json"]);
    serde_json::from_str(&told).unwrap()
}

/// The references that a node rests on, a level each.
fn back(thread: &Value) -> Vec<Vec<&str>> {
    let levels = thread["rests-on"].as_array().unwrap().iter();
    levels
        .map(|level| {
            let nodes = level.as_array().unwrap().iter();
            nodes.map(|node| node["reference"].as_str().unwrap()).collect()
        })
        .collect()
}

/// The pages of the thread that a page leads back to: under what it rests on, and further back.
fn leads_back_to(page: &str) -> Vec<String> {
    let sections = ["rests-on", "further"].map(|name| {
        let under = page.split_once(&format!("id=\"{name}\"")).map_or("", |(_, under)| under);
        under.split_once("</section>").map_or("", |(under, _)| under)
    });
    let links = sections.iter().flat_map(|under| under.split("href=\"").skip(1));
    links.filter_map(|link| Some(link.split_once('"')?.0.to_owned())).collect()
}

/// What stands on the pages of decisions, files and themes that one comes to in three clicks from a page of the thread.
fn reached_from(site: &Path, first: &str) -> String {
    let page = |name: &String| fs::read_to_string(site.join("thread").join(name)).unwrap();
    let (mut at, mut reached) = (vec![first.to_owned()], String::new());
    for _ in 1..4 {
        at = at.iter().flat_map(|name| leads_back_to(&page(name))).collect();
        at.sort();
        at.dedup();
        for name in at.iter().filter(|name| {
            ["decision-", "extract-", "theme-"].iter().any(|kind| name.starts_with(kind))
        }) {
            reached.push_str(&page(name));
        }
    }
    reached
}

/// From one and the same sentence of the adopted plan on the site one comes within four clicks, of which the first is on the
/// passage's own link, to the minute, to the file with its hash, and to what people said.
fn sentences_of_the_site_lead_to_minute_file_and_theme(site: &Path) {
    let plan = fs::read_to_string(site.join("plan/index.html")).unwrap();
    assert!(plan.contains("mobility scooters too") && plan.contains("Due: 30 June 2015"), "{plan}");
    assert!(!plan.contains("People said"), "what was answered since was not adopted: {plan}");
    let is_hash =
        |word: &str| word.len() == 64 && word.chars().all(|sign| sign.is_ascii_hexdigit());
    for passage in ["5", "13"] {
        let first = format!("passage-2015-16-plan-{passage}.html");
        assert!(plan.contains(&format!("href=\"../thread/{first}\"")), "{first}: {plan}");
        let reached = reached_from(site, &first);
        let mut words = reached.split(|sign: char| !sign.is_ascii_alphanumeric());
        assert!(reached.contains("minute 135"), "the minute: {reached}");
        assert!(reached.contains("counts.csv") && words.any(is_hash), "the file: {reached}");
        assert!(reached.contains("Theme of a consultation"), "the theme: {reached}");
    }
}

/// No file of the site has what the records hold and no public document shows: what somebody called a finding, issues that
/// were merged or set aside, what was noted of progress, who scored and who noted.
fn the_site_tells_nothing_else(site: &Path) {
    let kept_back = [
        "violence-in-summer",
        "Drinking in parks",
        "How long cases take to come to court",
        "Off track",
        "Where it stands",
        "example-analyst",
        "partnership-december",
    ];
    let mut folders = vec![site.to_owned()];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            // Of the texts; a PDF's words are compressed, and it is made of the same document as its page.
            let Ok(text) = fs::read_to_string(&path) else { continue };
            read += 1;
            for word in kept_back {
                assert!(!text.contains(word), "{} tells “{word}”", path.display());
            }
        }
    }
    assert!(read > 100, "{read} files were read");
}

/// What was agreed is what was put forward, with what both bodies carried; progress is told beside it.
fn the_plan_is_printed_with_its_progress(maidstone: &Partnership) {
    let out = maidstone.out();
    maidstone.succeeds(&["plan", "--date", "2015-07-31", "--out", out.to_str().unwrap()]);
    let document = fs::read_to_string(out.join("rolling-plan.html")).unwrap();
    for told in [
        "Illustrative: Rolling Plan",
        "How far it was carried out",
        "Off track (R)",
        "Finished (F)",
    ] {
        assert!(document.contains(told), "{told}");
    }
    for ending in ["pdf", "docx", "xlsx", "ods"] {
        assert!(out.join(format!("rolling-plan.{ending}")).is_file(), "{ending}");
    }
    let row = maidstone.succeeds(&["trace", "safer-maidstone-partnership/plan/2015-16/2.1"]);
    assert!(row.contains("under the priority “Violence, at home and in the town centre”"), "{row}");
}

/// By the command, from a sentence of the adopted plan to the priority, what people said, and the file.
fn the_thread_is_followed(maidstone: &Partnership) {
    let sentence = followed(maidstone, "passage:2015-16/plan/5");
    assert!(sentence["node"]["title"].as_str().unwrap().starts_with("Action 1:"), "{sentence}");
    let levels = back(&sentence);
    assert!(levels[0].contains(&"decision:2015-16/council-april/plan-adopted"), "{levels:?}");
    assert!(levels[0].contains(&"action:2015-16/1"), "{levels:?}");
    let all: Vec<&str> = levels.concat();
    for kind in ["objective:", "priority:", "issue:", "finding:", "commentary:", "extract:"] {
        assert!(all.iter().any(|one| one.starts_with(kind)), "no {kind} behind {all:?}");
    }
    let promised = followed(maidstone, "action:2015-16/3");
    let all: Vec<&str> = back(&promised).concat();
    assert!(all.iter().any(|one| one.starts_with("said:")), "no answer behind {all:?}");
    assert!(all.contains(&"theme:2015-16/drinking-and-the-town-centre-at-night"), "{all:?}");
    let amended = followed(maidstone, "passage:2015-16/plan/17");
    assert!(back(&amended)[0].contains(&"action:2015-16/9"), "{amended}");
}

/// The report on the consultation has its themes and what comes of them, and every promise has an action that keeps it.
fn what_people_said_is_answered(maidstone: &Partnership) {
    let report = maidstone.home().join("consultation/consultation-report.html");
    let report = fs::read_to_string(report).unwrap();
    for told in [
        "You said, we did",
        "Police to be seen, and to come",
        "We will: Keep street pastors",
        "We did not, because the county council’s saving on lights",
    ] {
        assert!(report.contains(told), "{told}");
    }
    let gaps = maidstone.succeeds(&["trace", "--gaps"]);
    assert!(!gaps.contains("said:"), "{gaps}");
}

#[test]
fn the_year_ends_with_a_plan_that_was_adopted_published_and_can_be_followed() {
    let maidstone = Partnership::new();
    let said = maidstone.succeeds(&["demo", "--no-serve", "--on", "2015-07-31"]);
    for told in [
        "Strategic Assessment 2015–16, illustrative: Adopted on 5 March 2015.",
        "Rolling Plan 2015–16, illustrative: Adopted on 22 April 2015.",
        "Its public site (illustrative)",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let site = maidstone.home().join("site");
    sentences_of_the_site_lead_to_minute_file_and_theme(&site);
    the_site_tells_nothing_else(&site);
    the_plan_is_printed_with_its_progress(&maidstone);
    the_thread_is_followed(&maidstone);
    what_people_said_is_answered(&maidstone);
    // And into the next year, whose timetable is this one's a year on.
    maidstone.succeeds(&["next-year", "--enter"]);
    let next = maidstone.succeeds(&["timetable", "--cycle", "2016-17"]);
    assert!(next.contains("Rolling Plan adopted"), "{next}");
    assert!(maidstone.succeeds(&["verify"]).contains("whole"));
}
