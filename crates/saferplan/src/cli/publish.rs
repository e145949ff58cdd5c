//! The options of `publish`.

use std::path::PathBuf;

use partnership::consultation::consulted_on::TextHash;
use partnership::terms::day::Day;

use crate::cli::year::Whose;

/// Options of `publish`.
#[derive(Debug, clap::Args)]
pub(crate) struct PublishArguments {
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// Why it cannot wait until a pre-election period is over; the site says so too
    #[arg(long, value_name = "REASON")]
    pub(crate) despite: Option<String>,
    /// The day on which it is published; today if not given
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<Day>,
    /// Leave a document out, by the short name that `--show` tells; for each to be left out. What tells of it alone goes with it
    #[arg(long, value_name = "DOCUMENT")]
    pub(crate) without: Vec<String>,
    /// The folder of the site; made if it is not there, and replaced whole if it holds an earlier one
    #[arg(long, value_name = "DIR", required_unless_present = "show")]
    pub(crate) out: Option<PathBuf>,
    /// Tell what would be published, what is missing and by which SHA-256 it is known, and write nothing
    #[arg(long, conflicts_with_all = ["out", "seen", "despite"])]
    pub(crate) show: bool,
    /// Publish only what was looked at: by which SHA-256 `--show` told that it is known
    #[arg(long, value_name = "SHA-256")]
    pub(crate) seen: Option<TextHash>,
}
