//! The Debian package: the program, its unit for systemd, its user, its documents.
//!
//! In: `crates/saferplan/Cargo.toml`, which says what goes into it, and `packaging`. Out: a `.deb` below the target folder.

use anyhow::{Result, ensure};

use crate::command::{cargo, run, say, succeeds};
use crate::npm::{self, Wanted};
use crate::places::Places;
use crate::setup::{C_COMPILER, meet};

/// Builds the package.
pub(crate) fn package(places: &Places) -> Result<()> {
    meet(&[&C_COMPILER])?;
    ensure!(
        succeeds(&mut cargo(&["deb", "--version"])),
        "`cargo deb` is missing; install it with: cargo install --locked cargo-deb"
    );
    npm::install(places, Wanted::Pages)?;
    run(&mut cargo(&["build", "--release", "--locked", "--workspace", "--bin", "saferplan"]))?;
    run(&mut cargo(&["deb", "--package", "saferplan", "--no-build"]))?;
    say(
        "Install it with: apt install ./saferplan_*.deb, then set /var/lib/saferplan/saferplan.toml.",
    );
    Ok(())
}
