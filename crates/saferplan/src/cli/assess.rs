//! The options of `assess`.

use std::path::PathBuf;

use clap::ValueEnum;
use partnership::assessment::edition::Edition;
use partnership::terms::day::Day;

use crate::cli::year::Whose;

/// Options of `assess`.
#[derive(Debug, clap::Args)]
pub(crate) struct AssessArguments {
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// A folder of text, of which examples/maidstone-2014/assessment shows the form; given again, one that was written
    /// from it, whose files take the place of those of the same name. Without it, the draft that was circulated last, or
    /// the last version
    #[arg(long, value_name = "DIR")]
    pub(crate) text: Vec<PathBuf>,
    /// For whom
    #[arg(long, value_enum, default_value_t = EditionNamed::Public)]
    pub(crate) edition: EditionNamed,
    /// The date to print; today if not given
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<Day>,
    /// The folder to write to; made if it is not there
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

/// For whom an edition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EditionNamed {
    /// For everybody: without what is exempt, confidential, or a small count
    Public,
    /// For the partnership alone: everything, and the register of what the public edition leaves out
    Exempt,
}

impl EditionNamed {
    /// The edition.
    pub(crate) fn edition(self) -> Edition {
        match self {
            EditionNamed::Public => Edition::Public,
            EditionNamed::Exempt => Edition::Exempt,
        }
    }

    /// What the files' names begin with.
    pub(crate) fn file_name(self) -> &'static str {
        match self {
            EditionNamed::Public => "strategic-assessment",
            EditionNamed::Exempt => "strategic-assessment-exempt",
        }
    }
}
