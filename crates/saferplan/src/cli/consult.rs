//! The options of `consult`.

use std::path::PathBuf;

use clap::ValueEnum;
use partnership::terms::day::Day;
use partnership::terms::slug::Slug;

use crate::cli::Format;
use crate::cli::year::Whose;

/// Options of `consult`.
#[derive(Debug, clap::Args)]
pub(crate) struct ConsultArguments {
    /// What to do
    #[command(subcommand)]
    pub(crate) what: ConsultCommand,
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// The questionnaire's short name, where the cycle has several consultations
    #[arg(long = "of", value_name = "NAME")]
    pub(crate) of: Option<Slug>,
    /// The day on which it is done; today if not given
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) on: Option<Day>,
    /// Who does it, for the audit record
    #[arg(long, value_name = "WHO")]
    pub(crate) by: Option<String>,
}

/// What can be done to consultations.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum ConsultCommand {
    /// Enter a consultation as a draft, or change it; a version that was opened stays, and the next is a draft
    Enter(EnterArguments),
    /// Open the draft, which freezes the questionnaire and the text
    Open,
    /// Close the open version; replies that come later are kept as late
    Close,
    /// List the consultations with their versions and how many replies there are
    List {
        /// How to print them
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Write the form to print, and keep where its boxes stand
    Form(FormArguments),
    /// Read sheets that came back into the records; what is not clear waits for people on the pages
    Read(ReadArguments),
    /// Take in replies that another program gathered: all of a file, or none
    Take {
        /// A reply to a line, as JSON; examples/maidstone-2014/replies.jsonl shows the form
        file: PathBuf,
    },
    /// Write the report on what people said, in every format
    Report(ReportArguments),
    /// Write all replies as a CSV file, a row for each, or as data for other programs
    Export {
        /// What of them
        #[arg(long, value_enum, default_value_t = Exported::Table)]
        what: Exported,
        /// The file to write
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Write the questionnaire as an XLSForm, for programs that ask on telephones and tablets
    Xlsform {
        /// The workbook to write
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
}

/// Options of `consult enter`.
#[derive(Debug, clap::Args)]
pub(crate) struct EnterArguments {
    /// What is asked; examples/maidstone-2014/questionnaire.toml shows the form. Or an XLSForm workbook
    pub(crate) questionnaire: PathBuf,
    /// Whom it asks, until when, who decides; examples/maidstone-2014/consultation.toml shows the form
    #[arg(long, value_name = "FILE")]
    pub(crate) consultation: PathBuf,
    /// The text that it is about, as people are given it
    #[arg(long, value_name = "FILE")]
    pub(crate) text: PathBuf,
    /// The same text in another language, as the consultation names it under `text.translated`
    #[arg(long, value_name = "FILE")]
    pub(crate) translated: Vec<PathBuf>,
}

/// Options of `consult form`.
#[derive(Debug, clap::Args)]
pub(crate) struct FormArguments {
    /// The folder to write to; made if it is not there
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// In which language
    #[arg(long, value_enum, default_value_t = LanguageNamed::En)]
    pub(crate) language: LanguageNamed,
    /// In what size
    #[arg(long, value_enum, default_value_t = EditionNamed::Ordinary)]
    pub(crate) edition: EditionNamed,
    /// So many copies, each in a file of its own with its number in the codes; one without a number if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) copies: Option<u32>,
    /// The number of the first copy: go on after those that were printed before, since no number is given twice
    #[arg(long, value_name = "N", default_value_t = 1, requires = "copies", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) first: u32,
}

/// Options of `consult report`.
#[derive(Debug, clap::Args)]
pub(crate) struct ReportArguments {
    /// The folder to write to; made if it is not there
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// What is known of the population, to weight shares to, whatever is kept with the consultation;
    /// examples/maidstone-2014/margins.toml shows the form
    #[arg(long, value_name = "FILE")]
    pub(crate) margins: Option<PathBuf>,
}

/// Options of `consult read`.
#[derive(Debug, clap::Args)]
pub(crate) struct ReadArguments {
    /// The scans: PDF, TIFF, JPEG or PNG files, or folders of them, in any order and either way up
    #[arg(long, value_name = "PATH", required = true, num_args = 1..)]
    pub(crate) batch: Vec<PathBuf>,
    /// Keep nothing, and write what every box says to tables in this folder, with pictures of what is not clear
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// The form was printed on one side of the paper only
    #[arg(long)]
    pub(crate) one_sided: bool,
}

/// A language of forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LanguageNamed {
    /// English
    En,
    /// Welsh
    Cy,
}

/// What of replies is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Exported {
    /// A row a reply, in the words that people saw
    Table,
    /// A row a reply, in codes
    Replies,
    /// A row an answer
    Answers,
    /// What the codes mean, as CSV
    Codebook,
    /// What the codes mean, as DDI-Codebook 2.5
    Ddi,
    /// What the columns are, as CSV on the Web; name it like the table with -metadata.json behind
    Csvw,
}

/// In what size a form is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EditionNamed {
    /// For most
    Ordinary,
    /// In large print
    LargePrint,
}
