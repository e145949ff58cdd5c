//! The options of `distribute`.

use std::path::PathBuf;

use clap::Subcommand;
use partnership::distribution::labels::LabelSheet;
use partnership::distribution::list::ListId;
use partnership::distribution::list::Readership;
use partnership::terms::slug::SlugError;
use records::PartnershipId;

use crate::cli::year::partnership_id;

/// Options of `distribute`.
#[derive(Debug, clap::Args)]
pub(crate) struct DistributeArguments {
    /// The partnership's short name
    #[arg(long, value_name = "NAME", value_parser = partnership_id, global = true)]
    pub(crate) partnership: Option<PartnershipId>,
    /// Who does it, for the audit record
    #[arg(long, value_name = "WHO", global = true)]
    pub(crate) by: Option<String>,
    /// What to do
    #[command(subcommand)]
    pub(crate) what: Distribute,
}

/// What to do about distribution.
#[derive(Debug, Subcommand)]
pub(crate) enum Distribute {
    /// Show the lists, the sendings and how they stand
    List,
    /// Add a list with nobody on it
    Add {
        /// Its short name, such as libraries
        #[arg(value_parser = list_id)]
        list: ListId,
        /// What it is called in letters
        name: String,
        /// Whom it is of: partners, councillors, libraries, commissioner, asked or others
        #[arg(long, value_parser = readership)]
        of: Readership,
    },
    /// Bring recipients onto a list from a CSV file, all of them or none
    Import {
        /// The list's short name
        list: String,
        /// The file, with the headings name, body, email, address, language, format, copies, `held_because`, `keep_until`
        file: PathBuf,
    },
    /// Write a list to a CSV file that can be brought in again; it holds addresses
    Export {
        /// The list's short name
        list: String,
        /// The file to write
        out: PathBuf,
    },
    /// Write labels for the copies of a sending that wait to be posted, as PDF
    Labels {
        /// The number of the sending
        sending: i64,
        /// The sheet of labels
        #[arg(long, default_value = "3x7")]
        sheet: LabelSheet,
        /// The first label of the sheet, counted from 1 along each row
        #[arg(long, default_value_t = 1)]
        first: usize,
        /// The file to write
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Write the covering letters for the same copies, as one PDF
    Letters {
        /// The number of the sending
        sending: i64,
        /// Where the pages are reached from outside, such as `https://plan.example.gov.uk`
        #[arg(long)]
        origin: String,
        /// The file to write
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
}

fn list_id(text: &str) -> Result<ListId, SlugError> {
    text.parse().map(ListId)
}

fn readership(text: &str) -> Result<Readership, String> {
    let words: Vec<&str> = Readership::ALL.into_iter().map(Readership::word).collect();
    Readership::of_word(text).ok_or_else(|| format!("`{text}` is not one of {}", words.join(", ")))
}
