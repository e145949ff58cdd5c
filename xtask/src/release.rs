//! `cargo xtask release`, `reproduce` and `package`: the program as it is given to others, the same bytes wherever it is built; and
//! the Debian package of it, with its unit for systemd, its user and its documents.
//!
//! In: the checkout, `crates/saferplan/Cargo.toml`, which says what goes into the package, and `packaging`. Out: files below the
//! target folder, and their SHA-256.
//!
//! What would differ from one machine to another is taken out: folders' names (rustc and the C compiler write others instead), the
//! compiler's memory of earlier builds, and the time of day (that of the commit stands for it).

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::command::{cargo, output, run, say};
use crate::npm::{self, Wanted};
use crate::places::Places;
use crate::setup::{C_COMPILER, meet};
use crate::tool::Tool;

/// Makes Debian packages by what `Cargo.toml` says.
const CARGO_DEB: Tool =
    Tool { name: "cargo-deb", package: "cargo-deb", release: "3.8.0", features: "static-lzma" };

/// Builds the program as it is released, and says its SHA-256.
pub(crate) fn release(places: &Places) -> Result<()> {
    built(places, "released").map(|_| ())
}

/// Builds it a second time, from a copy of the last commit in another folder, and holds the two against each other.
pub(crate) fn reproduce(places: &Places) -> Result<()> {
    let changed = output(git(&places.root).args(["status", "--porcelain"]))?;
    ensure!(changed.trim().is_empty(), "commit first: a copy of the last commit is built, too");
    let first = built(places, "released")?;
    let copy = places.release.with_file_name("a-copy-in-another-folder");
    if copy.exists() {
        fs::remove_dir_all(&copy).with_context(|| format!("clearing `{}`", copy.display()))?;
    }
    run(git(&places.root).args(["clone", "--quiet", "--no-local", "."]).arg(&copy))?;
    let there = Places {
        root: copy,
        release: places.release.clone(),
        cache: places.cache.clone(),
        shared_data: None,
    };
    let second = built(&there, "released-again")?;
    ensure!(first == second, "the two differ");
    say("Both are the same, byte for byte.");
    Ok(())
}

/// Builds the Debian package.
pub(crate) fn package(places: &Places) -> Result<()> {
    let cargo_deb = CARGO_DEB.installed(&places.cache)?;
    built(places, "released")?;
    let mut deb = Command::new(cargo_deb);
    deb.args(["--package", "saferplan", "--no-build", "--locked"]);
    let target = places.release.with_file_name("released");
    run(as_released(&mut deb, &places.root, &target)?)?;
    for file in fs::read_dir(target.join("debian")).context("reading the folder of packages")? {
        let file = file.context("reading the folder of packages")?.path();
        if file.extension().is_some_and(|ending| ending == "deb") {
            sha256(&file)?;
        }
    }
    say(
        "Install it with: apt install ./saferplan_*.deb, then set /var/lib/saferplan/saferplan.toml.",
    );
    Ok(())
}

/// Builds the program of a checkout below the target folder; its SHA-256.
fn built(places: &Places, folder: &str) -> Result<String> {
    meet(&[&C_COMPILER])?;
    npm::install(places, Wanted::Pages)?;
    let target = places.release.with_file_name(folder);
    say(&format!(
        "Building what is released in {}: half an hour the first time.",
        target.display()
    ));
    let mut build = cargo(&["build", "--release", "--locked", "--package", "saferplan"]);
    run(as_released(&mut build, &places.root, &target)?)?;
    sha256(&target.join("release/saferplan"))
}

/// A command in a checkout with everything taken out that differs between machines.
fn as_released<'a>(
    command: &'a mut Command,
    checkout: &Path,
    target: &Path,
) -> Result<&'a mut Command> {
    let home = PathBuf::from(env::var_os("HOME").context("HOME is not set")?);
    let cargo_home = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    // Of two that fit, both compilers take the later one.
    let folders = [(cargo_home.as_path(), "/cargo"), (checkout, "/saferplan"), (target, "/target")];
    let rust = folders.map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    let c = folders.map(|(from, to)| format!("-ffile-prefix-map={}={to}", from.display()));
    let of_commit = output(git(checkout).args(["log", "-1", "--format=%ct"]))?;
    command.current_dir(checkout).env("CARGO_TARGET_DIR", target);
    command.env("CARGO_INCREMENTAL", "0").env("SOURCE_DATE_EPOCH", of_commit.trim());
    // Each on its own, so that a folder's name may have a space.
    command.env("CARGO_ENCODED_RUSTFLAGS", rust.join("\u{1f}"));
    Ok(command.env("CFLAGS", c.join(" ")).env("CXXFLAGS", c.join(" ")))
}

fn git(checkout: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(checkout);
    git
}

/// Says the SHA-256 of a file, and returns it.
fn sha256(file: &Path) -> Result<String> {
    let said = output(Command::new("sha256sum").arg(file))?;
    let (sum, _) = said.split_once(' ').context("`sha256sum` said nothing")?;
    say(&format!("{sum}  {}", file.display()));
    Ok(sum.to_owned())
}

#[cfg(test)]
mod tests {
    /// `cargo deb` has the package, when it is installed, ask for the file by the name that it has here.
    #[test]
    fn what_makes_the_user_keeps_its_name_in_the_package() {
        let manifest = include_str!("../../crates/saferplan/Cargo.toml");
        let asset = manifest.lines().find(|line| line.contains("usr/lib/sysusers.d/")).unwrap();
        assert!(asset.contains("/sysusers/saferplan.conf\", \"usr/lib/sysusers.d/\""), "{asset}");
    }
}
