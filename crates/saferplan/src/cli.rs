//! The command line as people type it: commands, options and their help.
//!
//! In come arguments; out goes one command, its values already parsed into the field's types.

pub(crate) mod adoption;
pub(crate) mod assess;
pub(crate) mod cluster;
pub(crate) mod consult;
pub(crate) mod distribute;
pub(crate) mod plan;
pub(crate) mod publish;
pub(crate) mod serving;
pub(crate) mod succession;
pub(crate) mod tracing;
pub(crate) mod year;

use std::path::PathBuf;

use clap::Parser;
use clap::Subcommand;
use clap::ValueEnum;
use partnership::terms::area::AreaCode;
use partnership::terms::day::Day;
use partnership::terms::month::Month;
use partnership::terms::period::Quarter;

use crate::briefing::Share;
use crate::cli::adoption::AdoptionArguments;
use crate::cli::assess::AssessArguments;
use crate::cli::cluster::ClusterArguments;
use crate::cli::consult::ConsultArguments;
use crate::cli::distribute::DistributeArguments;
use crate::cli::plan::PlanArguments;
use crate::cli::publish::PublishArguments;
use crate::cli::serving::BackupArguments;
use crate::cli::serving::DemoArguments;
use crate::cli::serving::PersonArguments;
use crate::cli::serving::ProtectionArguments;
use crate::cli::serving::RestoreArguments;
use crate::cli::serving::ServeArguments;
use crate::cli::succession::CombineArguments;
use crate::cli::succession::SplitArguments;
use crate::cli::tracing::TraceArguments;
use crate::cli::year::InitArguments;
use crate::cli::year::MeetingArguments;
use crate::cli::year::NextYearArguments;
use crate::cli::year::RecordArguments;
use crate::cli::year::ScrutinyArguments;
use crate::cli::year::TimetableArguments;

/// A community safety partnership's yearly duty, from open data to published plan.
#[derive(Debug, Parser)]
#[command(name = "saferplan", version, about, arg_required_else_help = true)]
pub(crate) struct Arguments {
    /// The home folder: archive, records, downloads. Default: `SAFERPLAN_HOME`, or the user's data
    /// folder
    #[arg(long, value_name = "DIR", global = false)]
    pub(crate) home: Option<PathBuf>,
    /// What to do
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a home from the worked example, write its crime briefing and say where
    Demo(DemoArguments),
    /// Bring published files into the archive
    Import(ImportArguments),
    /// Download the publisher's own archives, then import them
    Fetch(FetchArguments),
    /// List what is held: for which periods and areas, from whom, under which licence
    Sources {
        /// How to print the list
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Read the archive with SQL; nothing can be changed by it
    Query(QueryArguments),
    /// Write the crime briefing of a district and quarter
    Briefing(BriefingArguments),
    /// Follow a figure of a document to its extracts and rows, or any sentence, priority, action or decision to what it
    /// rests on and what uses it
    Trace(TraceArguments),
    /// List the figures, findings and passages that the data held now would make otherwise; nothing is changed by it
    Stale {
        /// How to print the list
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Hold the claims of a file against the figures
    CheckClaim {
        /// A TOML file of claims, such as examples/maidstone-2014/claims.toml
        file: PathBuf,
        /// How to print the verdicts
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Delete files whose content later extracts have superseded
    Prune,
    /// Enter a partnership, and the timetable of its year, from files that describe them
    Init(InitArguments),
    /// Show the year: its steps, what is due, what to bear in mind
    Timetable(TimetableArguments),
    /// Record what happened to a step of the timetable
    Record(RecordArguments),
    /// Write the update for the scrutiny committee on how far the year has come
    ScrutinyUpdate(ScrutinyArguments),
    /// Propose the timetable of the next year from this one, and enter it
    NextYear(NextYearArguments),
    /// Keep meetings: their dates, agendas, papers and decisions
    Meeting(MeetingArguments),
    /// Keep consultations: what is asked about which text, the forms, the replies
    Consult(ConsultArguments),
    /// Write the Strategic Assessment from its text and what is held, for everybody or for the partnership alone
    Assess(AssessArguments),
    /// Write the rolling plan as it is in the records: strategy, priorities, objectives, actions and their progress
    Plan(PlanArguments),
    /// List the documents on their way to adoption; write what is laid before a meeting, or the adopted text
    Adoption(AdoptionArguments),
    /// Write the public site of a year: what was adopted, what it rests on, and the timetable
    Publish(PublishArguments),
    /// Keep distribution lists, and print labels and letters for what goes by post
    Distribute(DistributeArguments),
    /// Combine partnerships into one, as when districts merge; the old ones stay to be read
    Combine(CombineArguments),
    /// Split a partnership into several, as when districts part again; the old one stays to be read
    Split(SplitArguments),
    /// Keep the people who sign in
    Person(PersonArguments),
    /// Serve the pages
    Serve(ServeArguments),
    /// Send the reminders and digests of today that have not gone yet
    Remind,
    /// Write everything that the home and the records hold to one file, while others go on working
    Backup(BackupArguments),
    /// Put a backup back into an empty home
    Restore(RestoreArguments),
    /// Write the data-protection pack: record of processing, retention, and an impact assessment to complete
    Protection(ProtectionArguments),
    /// Look whether all is well with the installation: settings, records, room, mail server, clock, backups
    Doctor,
    /// Check that nothing recorded was changed behind the audit record's back
    Verify,
    /// Run a process of the cluster on which the archive's queries run, where the settings say so
    Cluster(ClusterArguments),
}

/// Options of `import`.
#[derive(Debug, clap::Args)]
pub(crate) struct ImportArguments {
    /// What kind of data; `auto` recognises each file by its header
    #[arg(value_enum)]
    pub(crate) kind: ImportKind,
    /// ZIPs as published, folders, or single files
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
}

/// Options of `fetch`.
#[derive(Debug, clap::Args)]
pub(crate) struct FetchArguments {
    /// What to download
    #[arg(value_enum)]
    pub(crate) kind: FetchKind,
    /// First month, such as 2025-01
    #[arg(long)]
    pub(crate) from: Month,
    /// Last month, such as 2025-12
    #[arg(long)]
    pub(crate) to: Month,
    /// The force, as in the publisher's file names: kent, avon-and-somerset; may be given again
    #[arg(long, required = true)]
    pub(crate) force: Vec<String>,
    /// Another address to download from; http only on this machine
    #[arg(long, value_name = "URL")]
    pub(crate) from_address: Option<String>,
    /// A host that the publisher may send us on to, besides where it keeps its archives now; may be given again
    #[arg(long, value_name = "HOST")]
    pub(crate) sent_on_to: Vec<String>,
    /// A PEM file of certificates to trust besides the usual ones, for inspecting proxies
    #[arg(long, value_name = "FILE")]
    pub(crate) certificates: Option<PathBuf>,
}

/// Options of `query`.
#[derive(Debug, clap::Args)]
pub(crate) struct QueryArguments {
    /// One SELECT statement; `show tables` lists the tables
    pub(crate) sql: String,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// Ask again so many times and tell how long each took, for measuring
    #[arg(long, hide = true, default_value_t = 0)]
    pub(crate) repeat: u32,
}

/// Options of `briefing`.
#[derive(Debug, clap::Args)]
pub(crate) struct BriefingArguments {
    /// The district's code, such as E07000110
    #[arg(long, required_unless_present = "all")]
    pub(crate) area: Option<AreaCode>,
    /// Every district whose own force's crimes of the quarter are held, each in a folder of its own below that of the
    /// quarter in --out. What is there already is left as it is, so that a run that was cut off goes on where it was
    #[arg(long, conflicts_with_all = ["area", "group"])]
    pub(crate) all: bool,
    /// With --all: which share this machine makes where several share the work, such as 2/3, the second of three
    #[arg(long, requires = "all", value_name = "NUMBER/OF")]
    pub(crate) share: Option<Share>,
    /// The quarter of the financial year: 2014-Q1 is April to June 2014
    #[arg(long)]
    pub(crate) quarter: Quarter,
    /// The folder to write to; made if it is not there
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// A list of areas to compare with, a code or name a line, instead of the published neighbours
    #[arg(long, value_name = "FILE")]
    pub(crate) group: Option<PathBuf>,
    /// Who publishes the briefing, such as "Safer Maidstone Partnership"
    #[arg(long, value_name = "NAME")]
    pub(crate) publisher: Option<String>,
    /// The date to print; today if not given
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<Day>,
}

/// How to print a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading
    Table,
    /// Comma-separated values
    Csv,
    /// JSON
    Json,
}

/// What kind of data to import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportKind {
    /// Every kind, each file recognised by its header
    Auto,
    /// Street-level crimes and outcomes of data.police.uk
    PoliceStreet,
    /// Home Office police recorded crime
    Prc,
    /// Residents by area and year
    Population,
    /// Households, residents and hectares by LSOA
    Households,
    /// Which area lies in which
    Lookups,
    /// Outlines of areas
    Boundaries,
    /// Statistical neighbours
    Neighbours,
    /// Weights of the Crime Severity Score
    Severity,
    /// Counts computed by another Saferplan
    Counts,
    /// Figures that the partnership itself has published
    Published,
    /// The ward and the LSOA of each postcode
    Postcodes,
    /// English Indices of Deprivation by LSOA
    Imd,
}

/// What to download.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FetchKind {
    /// Street-level crimes and outcomes of data.police.uk
    PoliceStreet,
}
