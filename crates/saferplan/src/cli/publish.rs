//! The options of `publish`.

use std::path::PathBuf;

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
    /// The folder of the site; made if it is not there, and replaced whole if it holds an earlier one
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}
