//! Setting up a machine: what must be installed, and installing what is missing.
//!
//! In: a list of needs. Out: all of them met, or an error that says what to type. Nothing is asked
//! of the network when nothing is missing.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::command::{output, run, say, succeeds};

/// Something a task needs on the machine.
pub(crate) struct Need {
    what: &'static str,
    is_met: fn() -> bool,
    debian_packages: &'static [&'static str],
}

/// Some packages build C code (compression, TLS).
pub(crate) const C_COMPILER: Need = Need {
    what: "a C compiler",
    is_met: || env::var_os("CC").is_some() || on_path("cc"),
    debian_packages: &["build-essential"],
};

/// Reads the text, the tags and the pages of the PDFs that tests make.
pub(crate) const POPPLER: Need = Need {
    what: "poppler's PDF tools",
    is_met: || on_path("pdftotext") && on_path("pdfinfo") && on_path("pdftoppm"),
    debian_packages: &["poppler-utils"],
};

/// Opens the .docx files that tests make, as people do who have no Word.
pub(crate) const LIBREOFFICE: Need = Need {
    what: "LibreOffice Writer",
    is_met: || on_path("soffice"),
    debian_packages: &["libreoffice-writer-nogui"],
};

/// Checks that the PDFs that tests make are well formed.
pub(crate) const QPDF: Need =
    Need { what: "qpdf", is_met: || on_path("qpdf"), debian_packages: &["qpdf"] };

/// Runs ODK Validate, which pyxform brings, over the XLSForms that tests make.
pub(crate) const JAVA: Need = Need {
    what: "Java",
    is_met: || succeeds(Command::new("java").arg("-version")),
    debian_packages: &["default-jre-headless"],
};

/// Runs the independent implementations that statistics are checked against. Debian leaves
/// `ensurepip` out of its Python, and without it no virtual environment can be made.
pub(crate) const PYTHON: Need = Need {
    what: "Python 3 with virtual environments",
    is_met: || succeeds(Command::new("python3").args(["-c", "import venv, ensurepip"])),
    debian_packages: &["python3", "python3-venv"],
};

/// Keeps the records of many partnerships; tests start a server of their own from it.
pub(crate) const POSTGRESQL: Need = Need {
    what: "PostgreSQL",
    is_met: || postgresql().is_some(),
    debian_packages: &["postgresql"],
};

/// Looks through what tests send to the pages, as it does on a council's server.
pub(crate) const CLAMAV: Need = Need {
    what: "ClamAV's daemon",
    is_met: || clamd().is_some(),
    debian_packages: &["clamav-daemon"],
};

/// Brings what the pages are made of (npm), and runs what some tests need. Asked by running both: a
/// machine may have them from elsewhere than Debian.
pub(crate) const NODE: Need = Need {
    what: "Node.js with npm",
    is_met: || {
        succeeds(Command::new("node").arg("--version"))
            && succeeds(Command::new("npm").arg("--version"))
    },
    debian_packages: &["nodejs", "npm"],
};

/// The browser in which tests look at the pages.
pub(crate) const CHROMIUM: Need =
    Need { what: "Chromium", is_met: || chromium().is_some(), debian_packages: &["chromium"] };

/// Drives that browser.
pub(crate) const CHROMEDRIVER: Need = Need {
    what: "ChromeDriver",
    is_met: || chromedriver().is_some(),
    debian_packages: &["chromium-driver"],
};

/// Chromium, under whichever name it runs.
pub(crate) fn chromium() -> Option<PathBuf> {
    running(&["chromium", "chromium-browser", "google-chrome"])
}

/// ChromeDriver.
pub(crate) fn chromedriver() -> Option<PathBuf> {
    running(&["chromedriver"])
}

/// ClamAV's daemon, which Debian keeps where an ordinary user's path does not lead.
pub(crate) fn clamd() -> Option<PathBuf> {
    let debian = PathBuf::from("/usr/sbin/clamd");
    found_on_path("clamd").or_else(|| is_program(&debian).then_some(debian))
}

/// The first of these programs that is on the path and tells its version.
fn running(names: &[&str]) -> Option<PathBuf> {
    let mut found = names.iter().filter_map(|name| found_on_path(name));
    found.find(|program| succeeds(Command::new(program).arg("--version")))
}

/// The folder of PostgreSQL's programs. Debian keeps them off the path, a folder for each version.
pub(crate) fn postgresql() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    folders.sort();
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    folders.into_iter().find(|folder| is_program(&folder.join("initdb")))
}

/// Installs what is missing, or says how to.
pub(crate) fn meet(needs: &[&Need]) -> Result<()> {
    let missing: Vec<&Need> = needs.iter().copied().filter(|need| !(need.is_met)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let what = missing.iter().map(|need| need.what).collect::<Vec<_>>().join(", ");
    let packages: Vec<&str> =
        missing.iter().flat_map(|need| need.debian_packages).copied().collect();
    if !on_path("apt-get") {
        bail!(
            "missing: {what}. Install them (Debian's names: {}), then run this again",
            packages.join(" ")
        );
    }
    if !is_root()? {
        bail!("missing: {what}. {}", by_hand(&packages));
    }
    say(&format!("Missing: {what}. Installing from Debian: {}.", packages.join(", ")));
    install(&packages)?;
    match missing.iter().find(|need| !(need.is_met)()) {
        Some(need) => bail!("{} is still not found after installing it", need.what),
        None => Ok(()),
    }
}

fn install(packages: &[&str]) -> Result<()> {
    run(apt_get().arg("update")).context("fetching Debian's list of packages")?;
    run(apt_get().args(["install", "--yes", "--no-install-recommends"]).args(packages))
        .with_context(|| format!("installing {}", packages.join(", ")))
}

/// Asks nothing, and waits up to two minutes for another installation that is under way.
fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command
        .args(["-o", "DPkg::Lock::Timeout=120"])
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null());
    command
}

fn by_hand(packages: &[&str]) -> String {
    format!(
        "Run this, then start again:\n\n  sudo apt-get update && sudo apt-get install {}",
        packages.join(" ")
    )
}

fn is_root() -> Result<bool> {
    Ok(output(Command::new("id").arg("-u"))?.trim() == "0")
}

fn on_path(program: &str) -> bool {
    found_on_path(program).is_some()
}

fn found_on_path(program: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH").unwrap_or_default();
    let mut places = env::split_paths(&folders).map(|folder| folder.join(program));
    places.find(|file| is_program(file))
}

fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_not_installed_again() {
        let met = Need { what: "nothing", is_met: || true, debian_packages: &["no-such-package"] };
        assert!(meet(&[&met]).is_ok());
    }

    #[test]
    fn a_program_is_found_on_the_path() {
        assert!(on_path("sh"));
        assert!(!on_path("no-such-program"));
    }

    #[test]
    fn without_root_the_command_to_type_is_given() {
        assert!(by_hand(&["qpdf", "python3"]).ends_with("sudo apt-get install qpdf python3"));
    }
}
