//! What stands in the processes' place in a program without their engine: words that say how to build it.

use std::path::Path;

use anyhow::Result;

use crate::cli::cluster::ClusterCommand;

/// Refuses to run a process.
pub(super) fn run(_home: &Path, _what: &ClusterCommand) -> Result<()> {
    Err(archive::NotBuiltIn.into())
}
