//! What the panels' issues come to, in sentences that the figures make.
//!
//! In comes a roll-up; out go sentences for a page or a document, labelled where the issues were made up.

use crate::consultation::report::Label;
use crate::panels::roll_up::Asked;
use crate::panels::roll_up::Counts;
use crate::panels::roll_up::RollUp;
use crate::terms::wording::capitalised;
use crate::terms::wording::counted;
use crate::terms::wording::listed;

/// What the issues come to, a sentence each; those that nothing can be said in are left out.
pub fn sentences(rolled_up: &RollUp, asked: Asked, label: Label) -> Vec<String> {
    let (all, days) = (&rolled_up.all, asked.raised.in_words());
    if all.issues == 0 {
        return vec![label.on(&format!("No panel raised an issue in {days}."))];
    }
    let issues = issues(all.issues);
    let first =
        format!("{} {} raised at panels from {days}.", capitalised(&issues), were(all.issues));
    let mut told = vec![label.on(&first)];
    told.extend(most_often(rolled_up));
    told.extend(came_back(all, asked.returns_within));
    told.extend(fed_back(all, asked.fed_back_within));
    told.extend(all.oldest_open.map(|oldest| {
        let open = counted(all.open);
        let (are, oldest) = (if all.open == 1 { "is" } else { "are" }, oldest.in_words());
        capitalised(&format!("{open} {are} still open; the oldest was raised first on {oldest}."))
    }));
    told
}

fn issues(number: usize) -> String {
    format!("{} {}", counted(number), if number == 1 { "issue" } else { "issues" })
}

fn were(number: usize) -> &'static str {
    if number == 1 { "was" } else { "were" }
}

fn most_often(rolled_up: &RollUp) -> Option<String> {
    let most = rolled_up.by_kind.first().map(|(_, counts)| counts.issues)?;
    let kinds = rolled_up.by_kind.iter().take_while(|(_, counts)| counts.issues == most);
    let kinds: Vec<&str> = kinds.map(|(kind, _)| kind.in_words()).collect();
    // Many kinds with one issue each are no finding.
    (most > 1).then(|| match kinds.as_slice() {
        [kind] => format!("The commonest kind was {kind} ({}).", issues(most)),
        kinds => {
            format!("The commonest kinds were {} ({} each).", listed(kinds), issues(most))
        }
    })
}

fn came_back(all: &Counts, within: i32) -> Option<String> {
    (all.returned > 0).then(|| {
        let number = counted(all.returned);
        capitalised(&format!("{number} came back within {within} days of being closed."))
    })
}

fn fed_back(all: &Counts, within: i32) -> Option<String> {
    (all.due > 0).then(|| {
        let (in_time, due) = (counted(all.fed_back_in_time), counted(all.due));
        let (are, told) = (were(all.due), were(all.fed_back_in_time));
        format!(
            "Of the closed issues, {due} {are} due to be fed back to the panel; {in_time} {told}, within {within} days."
        )
    })
}
