//! The processes themselves, in a program that has their engine.

use std::env;
use std::net::SocketAddr;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;
use std::thread;

use anyhow::Context;
use anyhow::Result;
use archive::Storage;
use archive::cluster;
use archive::cluster::Worker;
use tokio::signal::unix::SignalKind;
use tokio::signal::unix::signal;

use crate::asked_where;
use crate::cli::cluster::ClusterCommand;
use crate::cli::cluster::WorkerArguments;
use crate::print;

/// The stack of a thread that does tasks, in bytes: plans of long queries are walked by recursion. The engine begins these
/// threads itself and asks nobody how large.
const STACK: &str = "16777216";
/// By what threads of unknown beginning are told.
const STACK_IS: &str = "RUST_MIN_STACK";

/// What the log tells of.
const LOGGED: &str = "off,ballista_scheduler=info,ballista_executor=info,saferplan=info";

/// Runs the process until it is told to end, with what the settings in the folder `home` say of object storage.
pub(super) fn run(home: &Path, what: &ClusterCommand) -> Result<()> {
    if env::var_os(STACK_IS).is_none() {
        return begin_anew_with_large_stacks();
    }
    let storage = asked_where::storage(home)?;
    tracing_log::LogTracer::init().context("beginning the log")?;
    web::log::start_of(LOGGED, web::log::Format::Plain).context("beginning the log")?;
    match what {
        ClusterCommand::Scheduler(scheduler) => {
            let begun = |at: SocketAddr| say(format!("The scheduler listens at {at}"));
            cluster::schedule(scheduler.listen, storage, begun, stop)?;
        }
        ClusterCommand::Worker(worker) => {
            let begun = |at: SocketAddr| say(format!("The worker works at {at}"));
            cluster::work(&settled(worker, storage), begun)?;
        }
    }
    print::line("Ended.")
}

/// Puts this very process in its own place, with the stacks that it needs: only the environment of a beginning says how
/// large they are.
fn begin_anew_with_large_stacks() -> Result<()> {
    let program = env::current_exe().context("looking for this program")?;
    let anew = Command::new(program).args(env::args_os().skip(1)).env(STACK_IS, STACK).exec();
    Err(anew).context("beginning anew with large stacks")
}

fn settled(worker: &WorkerArguments, storage: Option<Storage>) -> Worker {
    let processors = || thread::available_parallelism().map_or(1, usize::from);
    Worker {
        listen: worker.listen,
        scheduler: worker.scheduler.host().to_owned(),
        scheduler_port: worker.scheduler.port(),
        folder: worker.folder.clone(),
        storage,
        tasks: worker.tasks.map_or_else(processors, usize::from),
    }
}

/// Says that it has begun. Where nobody reads it, it works all the same.
fn say(begun: String) {
    let _ = print::line(format!("{begun} — press Ctrl+C to stop."));
}

/// Ends once the process is told to stop.
async fn stop() {
    let (interrupted, terminated) =
        (signal(SignalKind::interrupt()), signal(SignalKind::terminate()));
    match (interrupted, terminated) {
        (Ok(mut interrupted), Ok(mut terminated)) => {
            tokio::select! {
                _ = interrupted.recv() => {}
                _ = terminated.recv() => {}
            }
        }
        // Without a way to hear it, the process ends as the system ends it.
        (Err(_), _) | (_, Err(_)) => std::future::pending().await,
    }
}
