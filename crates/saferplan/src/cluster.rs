//! `cluster`: the processes that run the archive's queries on several machines, until somebody stops them.

#[cfg(feature = "cluster")]
mod process;
#[cfg(not(feature = "cluster"))]
#[path = "cluster/not_built_in.rs"]
mod process;

use std::net::IpAddr;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::Result;
use anyhow::bail;
use anyhow::ensure;

use crate::cli::cluster::ClusterArguments;
use crate::cli::cluster::ClusterCommand;
use crate::cli::cluster::OpenToAll;
use crate::home::Home;

/// Runs a process of a cluster; what the settings of the home say of object storage holds for it, too.
pub(crate) fn run(named: Option<&Path>, arguments: &ClusterArguments) -> Result<()> {
    let (listen, open) = match &arguments.what {
        ClusterCommand::Scheduler(scheduler) => (scheduler.listen, scheduler.open),
        ClusterCommand::Worker(worker) => (worker.listen, worker.open),
    };
    may_listen(listen, open)?;
    process::run(&Home::named(named)?, &arguments.what)
}

/// Refuses an address that others than one's own machines may reach, unless it was asked for.
fn may_listen(listen: SocketAddr, open: OpenToAll) -> Result<()> {
    ensure!(
        !listen.ip().is_unspecified(),
        "{listen} is every address of this machine, and the other machines must be told one: name the one by which \
         they reach it, such as 10.0.0.5:{}",
        listen.port()
    );
    if !is_private(listen.ip()) && !open.open_to_all {
        bail!(
            "{listen} is no private address, and the cluster asks nobody who they are: whoever reaches it reads every \
             file that it can read. Listen at a private address; or, where a firewall lets none but your own \
             machines through, say --open-to-all"
        );
    }
    Ok(())
}

fn is_private(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            address.is_loopback() || address.is_private() || address.is_link_local()
        }
        IpAddr::V6(address) => {
            address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(listen: &str, open_to_all: bool) -> Option<String> {
        let allowed = may_listen(listen.parse().unwrap(), OpenToAll { open_to_all });
        allowed.err().map(|error| error.to_string())
    }

    #[test]
    fn a_public_address_must_be_asked_for() {
        for private in ["127.0.0.1:1", "10.0.0.5:1", "172.16.0.1:1", "192.168.1.9:1", "[fd00::5]:1"]
        {
            assert_eq!(refused(private, false), None, "{private}");
        }
        for public in ["203.0.113.7:1", "172.32.0.1:1", "[2001:db8::5]:1", "[::ffff:203.0.113.7]:1"]
        {
            let said = refused(public, false).unwrap();
            assert!(said.contains("asks nobody who they are"), "{public}: {said}");
            assert_eq!(refused(public, true), None, "{public}");
        }
    }

    #[test]
    fn every_address_at_once_is_none_that_others_could_be_told() {
        for every in ["0.0.0.0:50050", "[::]:50050"] {
            assert!(refused(every, true).unwrap().contains("10.0.0.5:50050"), "{every}");
        }
    }
}
