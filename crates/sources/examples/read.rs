//! Reads what is named on the command line, on all cores, and says how fast and what it met.
//!
//! `cargo run --release -p sources --example read police-street 2014-06.zip`

#![expect(clippy::print_stdout, reason = "an example speaks to whoever runs it")]

use std::io::Read;
use std::path::PathBuf;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Instant;

use partnership::terms::extract::SourceKind;
use sources::fault::ReadError;
use sources::item::Item;
use sources::report::FileReport;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let kind = SourceKind::NAMED.iter().find(|(_, known)| *known == name);
    let (kind, _) = kind.ok_or("the first word must be a kind, such as police-street")?;
    let paths: Vec<PathBuf> = words.map(PathBuf::from).collect();
    let begun = Instant::now();
    let found = sources::item::find(Some(*kind), &paths).map_err(|refused| refused.to_string())?;
    println!("found {} files in {:.0?}", found.items.len(), begun.elapsed());
    for one in &found.passed_over {
        println!("passed over {}: {}", one.name, one.why);
    }
    let reports = read_all(*kind, &found.items)?;
    say(&found.items, &reports);
    let (bytes, seconds) = (found.items.iter().map(Item::size).sum::<u64>(), begun.elapsed());
    println!("{:.1} MB in {seconds:.2?}", bytes as f64 / 1e6);
    Ok(())
}

/// Reads all files, each core taking the next one that is free.
fn read_all(kind: SourceKind, items: &[Item]) -> Result<Vec<FileReport>, ReadError> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some((place, item)) = Some(next.fetch_add(1, Ordering::Relaxed))
            .and_then(|place| items.get(place).map(|item| (place, item)))
        {
            done.push((place, read(kind, item)));
        }
        done
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut done: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).flatten().collect()
    });
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, report)| report).collect()
}

fn read(kind: SourceKind, item: &Item) -> Result<FileReport, ReadError> {
    let (name, bytes) = (item.name(), &mut *item.reader()? as &mut dyn Read);
    match kind {
        SourceKind::PoliceStreet if *item.layout() == sources::police_street::LAYOUT => {
            sources::police_street::read(name, bytes, &mut |crime| {
                std::hint::black_box(crime);
            })
        }
        SourceKind::PoliceStreet => sources::police_outcomes::read(name, bytes, &mut |outcome| {
            std::hint::black_box(outcome);
        }),
        SourceKind::Prc => sources::prc::read(name, bytes).map(|(_, report)| report),
        SourceKind::Population => sources::population::read(name, bytes).map(|(_, report)| report),
        SourceKind::Postcodes => sources::postcodes::read(name, bytes).map(|(_, report)| report),
        SourceKind::Households => sources::households::read(name, bytes).map(|(_, report)| report),
        SourceKind::Deprivation => {
            sources::deprivation::read(name, bytes).map(|(_, report)| report)
        }
        SourceKind::Lookups => sources::lookups::read(name, bytes).map(|(_, report)| report),
        SourceKind::Boundaries => sources::boundaries::read(name, bytes).map(|(_, report)| report),
        SourceKind::Neighbours => sources::neighbours::read(name, bytes).map(|(_, report)| report),
        SourceKind::Severity => sources::severity::read(name, bytes).map(|(_, report)| report),
        SourceKind::Counts => sources::counts::read(name, bytes).map(|(_, report)| report),
        SourceKind::Published => sources::published::read(name, bytes).map(|(_, report)| report),
    }
}

fn say(items: &[Item], reports: &[FileReport]) {
    for (item, report) in items.iter().zip(reports) {
        println!(
            "{}: {}, {} kept, {} refused",
            item.name(),
            report.layout,
            report.kept,
            report.refused
        );
        for (reason, times) in &report.reasons {
            println!("    refused {times}: {reason}");
        }
        for refusal in report.refusals.iter().take(3) {
            println!("    {refusal}");
        }
        for (trap, met) in &report.traps {
            println!("    {} from line {}: {}", met.times, met.first_line, trap.in_words());
        }
    }
    let (kept, refused) = reports
        .iter()
        .fold((0, 0), |(kept, refused), report| (kept + report.kept, refused + report.refused));
    println!("{} rows: {kept} kept, {refused} refused", kept + refused);
}
