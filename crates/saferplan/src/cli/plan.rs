//! The options of `plan`.

use std::path::PathBuf;

use partnership::terms::day::Day;

use crate::cli::year::Whose;

/// Options of `plan`.
#[derive(Debug, clap::Args)]
pub(crate) struct PlanArguments {
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// The date to print; today if not given
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<Day>,
    /// The folder to write to; made if it is not there
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}
