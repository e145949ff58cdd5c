//! How long a report on so many made-up replies takes, by the number of them that is given.
//!
//! `cargo run --release -p partnership --example consultation_report -- 100000`
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "an example measures and says what it found"
)]

#[path = "../tests/consultation_report/made.rs"]
mod made;
#[path = "../tests/consultation_report/replies.rs"]
mod replies;

use std::env;
use std::time::Instant;

use partnership::consultation::reply::Reply;
use partnership::consultation::report::compose;
use partnership::consultation::report::results;
use partnership::consultation::results::coding::Coded;
use partnership::consultation::results::tables::Published;
use partnership::statistics::suppression::Profile;

fn main() {
    let number: usize = env::args().nth(1).map_or(772, |text| text.parse().unwrap());
    let online = number * 36 / 772;
    let replies: Vec<Reply> = replies::replies(2015, number - online, online);
    let version = replies::version();
    let begun = Instant::now();
    let coded = Coded::of(version.questionnaire(), &replies);
    println!(
        "{number} replies coded in {:.0?}: {} things counted",
        begun.elapsed(),
        coded.dimensions().len()
    );
    let begun = Instant::now();
    let pair = Published::of(&coded, &[(4, 36)], Profile::UNDER_TEN);
    let left_out = pair.map_or("not shown".to_owned(), |all| all.left_out().len().to_string());
    println!("one cross-tab, with all by channel: {:.0?}, {left_out} left out", begun.elapsed());
    made::with_commission(&replies, |commission| {
        let begun = Instant::now();
        let report = results(&commission, None);
        println!(
            "results of all questions: {:.0?}, {} tables",
            begun.elapsed(),
            report.document.tables().count()
        );
        let begun = Instant::now();
        let report = compose(&commission);
        println!(
            "whole report: {:.0?}, {} tables, {} rows traced",
            begun.elapsed(),
            report.document.tables().count(),
            report.traced.len()
        );
    });
}
