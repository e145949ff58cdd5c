//! The options of the processes that run the archive's queries on several machines.

use std::net::SocketAddr;
use std::path::PathBuf;

use web::settings::Scheduler;

/// Options of `cluster`.
#[derive(Debug, clap::Args)]
pub(crate) struct ClusterArguments {
    /// Which process
    #[command(subcommand)]
    pub(crate) what: ClusterCommand,
}

/// A process of a cluster.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum ClusterCommand {
    /// Take queries, cut them into tasks, hand them to workers; one for a cluster
    Scheduler(SchedulerArguments),
    /// Do tasks for a scheduler; as many as there are machines
    Worker(WorkerArguments),
}

/// Options of `cluster scheduler`.
#[derive(Debug, clap::Args)]
pub(crate) struct SchedulerArguments {
    /// Where to listen: the address by which the other machines reach it
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:50050")]
    pub(crate) listen: SocketAddr,
    #[command(flatten)]
    pub(crate) open: OpenToAll,
}

/// Options of `cluster worker`.
#[derive(Debug, clap::Args)]
pub(crate) struct WorkerArguments {
    /// Where the scheduler listens, such as 10.0.0.5:50050
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:50050")]
    pub(crate) scheduler: Scheduler,
    /// Where to listen: the address by which the other machines reach it. It takes this port and the next
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:50051")]
    pub(crate) listen: SocketAddr,
    /// The folder for what comes of tasks; the worker makes one of its own in it, and clears it
    #[arg(long, value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// How many tasks to do at once; one for each processor if not given
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) tasks: Option<u16>,
    #[command(flatten)]
    pub(crate) open: OpenToAll,
}

/// Whether a process may listen where others than one's own machines reach it.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct OpenToAll {
    /// Listen at an address that is not private, too. Nobody is asked who they are: whoever reaches it reads every file that
    /// it can read
    #[arg(long)]
    pub(crate) open_to_all: bool,
}
