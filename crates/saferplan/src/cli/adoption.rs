//! The options of `adoption`.

use std::path::PathBuf;

use clap::Subcommand;
use partnership::approval::document::DocumentKind;
use partnership::terms::day::Day;
use partnership::timetable::meeting::MeetingId;

use crate::cli::Format;
use crate::cli::year::Whose;
use crate::cli::year::meeting_id;

/// Options of `adoption`.
#[derive(Debug, clap::Args)]
pub(crate) struct AdoptionArguments {
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// The day on which it is seen; today if not given
    #[arg(long, value_name = "YYYY-MM-DD", global = true)]
    pub(crate) at: Option<Day>,
    /// What to do; without it, the documents are listed
    #[command(subcommand)]
    pub(crate) what: Option<AdoptionCommand>,
}

/// What to do with documents on their way.
#[derive(Debug, Subcommand)]
pub(crate) enum AdoptionCommand {
    /// List the documents: where each stands, what is next, which meetings decide
    List {
        /// How to print the list
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Write what is laid before a meeting, as it was kept with its decision or as it is now: one PDF, and its papers as
    /// single files with their SHA-256
    Pack {
        /// Which document: assessment or plan
        document: DocumentKind,
        /// The meeting's short name
        #[arg(value_parser = meeting_id)]
        meeting: MeetingId,
        /// The folder to write to; made if it is not there
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Write the part that is not for the public, too
        #[arg(long)]
        exempt: bool,
    },
    /// Write the text as it was adopted, or as it stands: by itself, and with its amendments and who moved them. Exempt
    /// passages are in both
    Text {
        /// Which document: assessment or plan
        document: DocumentKind,
        /// The folder to write to; made if it is not there
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}
