//! The long list as a file for another program: every candidate issue, what it rests on, its score and what became of it.
//!
//! In come the list, its ranking and what was decided; out go lines of cells. No scorer is named.

use std::collections::BTreeMap;

use crate::content::table::decimal;
use crate::priorities::candidate::CandidateIssue;
use crate::priorities::decided::DecidedPriorities;
use crate::priorities::ranking::Ranked;
use crate::priorities::ranking::Ranking;

/// The heads of the columns.
const HEADS: [&str; 19] = [
    "issue",
    "title",
    "about",
    "illustrative",
    "proposed",
    "why proposed",
    "rests on",
    "stands",
    "why it stands so",
    "scorers",
    "score",
    "lowest scorer",
    "highest scorer",
    "rank",
    "best rank with other weights",
    "worst rank with other weights",
    "per cent of draws in the top",
    "priority",
    "why against the rank",
];

/// The lines, with their heads first, in the order of the issues' numbers.
pub fn lines(
    issues: &BTreeMap<i64, CandidateIssue>,
    ranking: Option<&Ranking>,
    decided: Option<&DecidedPriorities>,
) -> Vec<Vec<String>> {
    let heads = HEADS.iter().map(|head| (*head).to_owned()).collect();
    let rows = issues.iter().map(|(number, issue)| {
        let mut cells = of_issue(*number, issue);
        cells.extend(of_rank(ranking.and_then(|ranking| ranking.row(*number))));
        let became = decided.and_then(|decided| decided.of_issue(*number));
        cells.push(became.map(|one| one.wording().to_owned()).unwrap_or_default());
        let against = decided.and_then(|decided| decided.against().get(number));
        cells.push(against.map(|one| one.because.clone()).unwrap_or_default());
        cells
    });
    std::iter::once(heads).chain(rows).collect()
}

fn of_issue(number: i64, issue: &CandidateIssue) -> Vec<String> {
    let proposed = issue.proposed();
    let rests_on: Vec<String> = issue.evidence().iter().map(ToString::to_string).collect();
    vec![
        number.to_string(),
        issue.title().to_owned(),
        issue.about().to_owned(),
        if proposed.illustrative { "yes" } else { "no" }.to_owned(),
        proposed.on.to_string(),
        proposed.why.clone(),
        rests_on.join("; "),
        issue.state().in_words(),
        issue.because().unwrap_or_default().to_owned(),
    ]
}

fn of_rank(row: Option<&Ranked>) -> Vec<String> {
    let Some(row) = row else { return vec![String::new(); 8] };
    vec![
        row.scorers.to_string(),
        decimal(row.score, 2),
        decimal(row.spread.0, 2),
        decimal(row.spread.1, 2),
        row.printed(),
        row.swayed.best.to_string(),
        row.swayed.worst.to_string(),
        row.swayed.per_cent().to_string(),
    ]
}
