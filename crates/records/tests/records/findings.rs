//! Findings are kept with their answers as these stood, changed from what was seen, and taken away.

use partnership::evidence::finding::Finding;
use records::Book;
use records::FindingRefused;
use records::Kind;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

/// A finding with an answer as the core gives it.
pub(crate) fn finding(id: &str) -> Finding {
    let json = serde_json::json!({
        "id": id, "name": "Burglary in spring", "note": "For the meeting of December",
        "enquiry": "area=E07000110&offence=burglary&period=2014-Q1&measure=count&against=nothing",
        "stood": {
            "on": "2014-10-14", "title": "Burglary in Maidstone, April to June 2014",
            "says": ["Kent Police recorded 235 crimes of the class burglary in Maidstone in April to June 2014."],
            "cautions": [], "rows": [], "sources": [],
        },
    });
    serde_json::from_value(json).unwrap()
}

pub(crate) async fn with_findings(book: &Book) {
    book.keep_finding(&signed(90), &finding("burglary")).await.unwrap();
}

/// A change of the table past the records.
pub(crate) const TAMPERINGS: [(&str, &str); 1] =
    [("finding", "update finding set finding = replace(finding, '235', '253')")];

on_both_engines! {
    a_finding_is_kept_changed_and_taken_away_each_with_its_entry;
    what_does_not_fit_is_refused_and_nothing_is_saved;
}

async fn a_finding_is_kept_changed_and_taken_away_each_with_its_entry(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_findings(&book).await;
    let held = book.findings().await.unwrap().remove(0);
    assert_eq!(held.value, finding("burglary"));
    let entry = book.entries(held.version.0 - 1, 1).await.unwrap().remove(0);
    assert_eq!(
        (entry.kind, entry.key.as_str(), entry.at),
        (Kind::Finding, "burglary", signed(90).at)
    );
    let renamed = Finding { name: "Burglary".to_owned(), ..held.value };
    let seen = book.change_finding(&signed(91), held.version, &renamed).await.unwrap();
    assert_eq!(book.findings().await.unwrap()[0].value, renamed);
    let late = book.change_finding(&signed(92), held.version, &finding("burglary")).await;
    assert!(matches!(late, Err(FindingRefused::Conflict(_))), "{late:?}");
    book.remove_finding(&signed(93), seen, &renamed.id).await.unwrap();
    assert!(book.findings().await.unwrap().is_empty());
    book.verify().await.unwrap();
}

async fn what_does_not_fit_is_refused_and_nothing_is_saved(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    let nameless =
        Finding { name: "  ".to_owned(), note: "n".repeat(2_001), ..finding("burglary") };
    let refused = book.keep_finding(&signed(90), &nameless).await.unwrap_err();
    assert_eq!(refused.to_string().lines().count(), 2, "{refused}");
    with_findings(&book).await;
    let twice = book.keep_finding(&signed(91), &finding("burglary")).await;
    assert!(matches!(twice, Err(FindingRefused::Conflict(_))), "{twice:?}");
    let seen = book.findings().await.unwrap()[0].version;
    let nameless = Finding { note: String::new(), ..nameless };
    let refused = book.change_finding(&signed(92), seen, &nameless).await;
    assert!(matches!(refused, Err(FindingRefused::Faults(_))), "{refused:?}");
    assert_eq!(book.findings().await.unwrap()[0].value, finding("burglary"));
}
