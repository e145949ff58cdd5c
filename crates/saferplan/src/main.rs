//! Saferplan: the command line, wired to sources, archive, records and documents.
//!
//! In come arguments; out go files, lists and plain words, with status 0 when the deed was done, 1
//! when it was refused and 2 when the arguments make no sense.

mod adoption;
mod asked_where;
mod assess;
mod backup;
mod books;
mod briefing;
mod claim;
mod cli;
mod cluster;
mod consult;
mod demo;
mod doctor;
mod evidence;
mod fetch;
mod home;
mod import;
mod init;
mod ledger;
mod letterhead;
mod load;
mod material;
mod meeting;
mod next_year;
mod pages;
mod plan;
mod person;
mod postcodes;
mod print;
mod progress;
mod protection;
mod publish;
mod distribute;
mod query;
mod scan_batch;
mod scrutiny;
mod serve;
mod sources_held;
mod stale;
mod succession;
mod thread;
mod timetable;
mod trace;
mod verify;
mod written;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use crate::cli::Arguments;
use crate::cli::Command;
use crate::home::Home;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if nobody_reads(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("saferplan: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the reader of the output has gone, as `head` does once it has seen enough.
fn nobody_reads(error: &anyhow::Error) -> bool {
    let faults = error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    faults.map(std::io::Error::kind).any(|kind| kind == std::io::ErrorKind::BrokenPipe)
}

fn run(arguments: &Arguments) -> Result<()> {
    let named = arguments.home.as_deref();
    match &arguments.command {
        // The example has a home of its own, and a process of the cluster needs none.
        Command::Demo(demo) => demo::run(&Home::of_example(named)?, demo),
        Command::Restore(restore) => backup::restore(&Home::to_restore_into(named)?, restore),
        Command::Cluster(cluster) => cluster::run(named, cluster),
        command => run_in(&Home::open(named)?, command),
    }
}

fn run_in(home: &Home, command: &Command) -> Result<()> {
    match command {
        Command::Demo(_) | Command::Restore(_) | Command::Cluster(_) => Ok(()),
        Command::Import(import) => import::import(home, import),
        Command::Fetch(fetch) => fetch::fetch(home, fetch),
        Command::Sources { format } => sources_held::list(home, *format),
        Command::Query(query) => query::answer(home, query),
        Command::Briefing(briefing) => briefing::write(home, briefing),
        Command::Trace(arguments) => trace::trace(home, arguments),
        Command::Stale { format } => stale::list(home, *format),
        Command::CheckClaim { file, format } => claim::check(home, file, *format),
        Command::Prune => sources_held::prune(home),
        Command::Init(init) => init::init(home, init),
        Command::Timetable(timetable) => timetable::show(home, timetable),
        Command::Record(record) => timetable::record(home, record),
        Command::ScrutinyUpdate(update) => scrutiny::write(home, update),
        Command::NextYear(next) => next_year::propose(home, next),
        Command::Meeting(meeting) => meeting::keep(home, meeting),
        Command::Consult(consult) => consult::keep(home, consult),
        Command::Assess(assess) => assess::write(home, assess),
        Command::Plan(plan) => plan::write(home, plan),
        Command::Adoption(adoption) => adoption::keep(home, adoption),
        Command::Publish(publish) => publish::run(home, publish),
        Command::Distribute(distribute) => distribute::run(home, distribute),
        Command::Combine(combine) => succession::combine(home, combine),
        Command::Split(split) => succession::split(home, split),
        Command::Person(person) => person::keep(home, person),
        Command::Serve(serve) => serve::serve(home, serve),
        Command::Remind => serve::remind(home),
        Command::Backup(backup) => backup::write(home, backup),
        Command::Protection(protection) => protection::write(home, protection),
        Command::Doctor => doctor::examine(home),
        Command::Verify => verify::verify(home),
    }
}
