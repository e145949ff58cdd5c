//! The options of the commands that keep the year.

use std::path::PathBuf;

use clap::ValueEnum;
use partnership::membership::body::BodyId;
use partnership::terms::day::Day;
use partnership::terms::period::Quarter;
use partnership::terms::slug::SlugError;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::step::StepId;
use partnership::timetable::when::When;
use records::PartnershipId;

use crate::cli::Format;

/// Options of `init`.
#[derive(Debug, clap::Args)]
pub(crate) struct InitArguments {
    /// The partnership's description; examples/maidstone-2014/partnership.toml shows the form. Without it, what
    /// is needed is asked
    pub(crate) partnership: Option<PathBuf>,
    /// The year's timetable; examples/maidstone-2014/timetable.toml shows the form
    #[arg(long, value_name = "FILE")]
    pub(crate) timetable: Option<PathBuf>,
    /// The partnership's short name; made from its name if not given
    #[arg(long, value_name = "NAME", value_parser = partnership_id)]
    pub(crate) id: Option<PartnershipId>,
    /// Who enters it, for the audit record
    #[arg(long, value_name = "WHO")]
    pub(crate) by: Option<String>,
}

/// Whose year, and which; each can be left out where there is only one.
#[derive(Debug, clap::Args)]
pub(crate) struct Whose {
    /// The partnership's short name
    #[arg(long, value_name = "NAME", value_parser = partnership_id)]
    pub(crate) partnership: Option<PartnershipId>,
    /// The planning year, such as 2015-16; the latest if not given
    #[arg(long)]
    pub(crate) cycle: Option<Cycle>,
}

/// Options of `timetable`.
#[derive(Debug, clap::Args)]
pub(crate) struct TimetableArguments {
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// The day on which the year is seen; today if not given
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) at: Option<Day>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

/// Options of `record`.
#[derive(Debug, clap::Args)]
pub(crate) struct RecordArguments {
    /// The step's short name, such as plan-to-cabinet
    #[arg(value_parser = step_id)]
    pub(crate) step: StepId,
    /// What happened
    #[arg(value_enum)]
    pub(crate) what: RecordedKind,
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// When it happened; today if not given
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) on: Option<Day>,
    /// For a move: to when, such as 2015-04-14 or "April 2015"
    #[arg(long, value_name = "WHEN")]
    pub(crate) to: Option<When>,
    /// For a move: why
    #[arg(long, value_name = "WORDS")]
    pub(crate) why: Option<String>,
    /// Who says so, for the audit record
    #[arg(long, value_name = "WHO")]
    pub(crate) by: Option<String>,
}

/// What can be recorded of a step here; a body's decision is recorded with its meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RecordedKind {
    /// Work on it began
    Started,
    /// Its owner brought it to its end
    Finished,
    /// It is now planned for another time
    Moved,
    /// Notice of the key decision was published
    NoticeGiven,
    /// The papers for the meeting were published
    PapersPublished,
}

/// Options of `scrutiny-update`.
#[derive(Debug, clap::Args)]
pub(crate) struct ScrutinyArguments {
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// The day on which the year is seen; today if not given
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) at: Option<Day>,
    /// The quarter of the early findings; the latest whose figures are out if not given
    #[arg(long)]
    pub(crate) quarter: Option<Quarter>,
    /// The folder to write to; made if it is not there
    #[arg(long)]
    pub(crate) out: PathBuf,
}

/// Options of `next-year`.
#[derive(Debug, clap::Args)]
pub(crate) struct NextYearArguments {
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// Enter it, as proposed; without this it is only shown
    #[arg(long)]
    pub(crate) enter: bool,
    /// Who enters it, for the audit record
    #[arg(long, value_name = "WHO")]
    pub(crate) by: Option<String>,
}

/// Options of `meeting`.
#[derive(Debug, clap::Args)]
pub(crate) struct MeetingArguments {
    /// What to do
    #[command(subcommand)]
    pub(crate) what: MeetingCommand,
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// The day on which it is done; today if not given
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) on: Option<Day>,
    /// Who does it, for the audit record
    #[arg(long, value_name = "WHO")]
    pub(crate) by: Option<String>,
}

/// What can be done to meetings.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum MeetingCommand {
    /// List the meetings with their agendas
    List {
        /// How to print them
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Enter a meeting
    Add {
        /// Its short name, such as cabinet-april-2015
        #[arg(value_parser = meeting_id)]
        meeting: MeetingId,
        /// The body that meets, such as cabinet
        #[arg(long, value_parser = body_id)]
        body: BodyId,
        /// When: a day (2015-04-14), or a month whose date is to be set ("April 2015")
        #[arg(long)]
        when: When,
        /// The steps on its agenda; may be given again
        #[arg(long = "step", value_parser = step_id)]
        steps: Vec<StepId>,
    },
    /// Set or move a meeting's date; the steps on its agenda go with it
    Move {
        /// Its short name
        #[arg(value_parser = meeting_id)]
        meeting: MeetingId,
        /// To when
        #[arg(long)]
        to: When,
        /// Why
        #[arg(long, value_name = "WORDS")]
        why: String,
    },
    /// List a step on a meeting's agenda
    ListItem(ItemNamed),
    /// Add a paper to an item
    AddPaper {
        #[command(flatten)]
        item: ItemNamed,
        /// The paper's title
        #[arg(long, value_name = "TITLE")]
        paper: String,
    },
    /// Record that a paper was published
    Publish {
        #[command(flatten)]
        item: ItemNamed,
        /// The paper's title
        #[arg(long, value_name = "TITLE")]
        paper: String,
    },
    /// Record what the meeting decided on an item
    Decide(DecideArguments),
    /// Take an item off the agenda
    Withdraw {
        #[command(flatten)]
        item: ItemNamed,
        /// Why
        #[arg(long, value_name = "WORDS")]
        why: String,
    },
}

/// An item of an agenda.
#[derive(Debug, clap::Args)]
pub(crate) struct ItemNamed {
    /// The meeting's short name
    #[arg(value_parser = meeting_id)]
    pub(crate) meeting: MeetingId,
    /// The step's short name
    #[arg(value_parser = step_id)]
    pub(crate) step: StepId,
}

/// Options of `meeting decide`.
#[derive(Debug, clap::Args)]
pub(crate) struct DecideArguments {
    #[command(flatten)]
    pub(crate) item: ItemNamed,
    /// What was decided
    #[arg(value_enum)]
    pub(crate) outcome: OutcomeNamed,
    /// Who moved it
    #[arg(long)]
    pub(crate) mover: String,
    /// Who seconded it
    #[arg(long)]
    pub(crate) seconder: Option<String>,
    /// Where the minutes have it, such as "minute 135"
    #[arg(long)]
    pub(crate) minute: String,
    /// For what was not agreed: why, as minuted
    #[arg(long, value_name = "WORDS")]
    pub(crate) why: Option<String>,
    /// For agreed-as-amended: an amendment as "who moved it: what was changed"; may be given again
    #[arg(long = "amendment", value_name = "MOVER: TEXT")]
    pub(crate) amendments: Vec<String>,
}

/// What a body can decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutcomeNamed {
    /// As it stood
    Agreed,
    /// With changes
    AgreedAsAmended,
    /// Put off to another meeting
    Deferred,
    /// Sent back to be worked on
    ReferredBack,
    /// Not agreed
    Rejected,
}

pub(crate) fn partnership_id(text: &str) -> Result<PartnershipId, SlugError> {
    text.parse().map(PartnershipId)
}

fn step_id(text: &str) -> Result<StepId, SlugError> {
    text.parse().map(StepId)
}

pub(crate) fn meeting_id(text: &str) -> Result<MeetingId, SlugError> {
    text.parse().map(MeetingId)
}

fn body_id(text: &str) -> Result<BodyId, SlugError> {
    text.parse().map(BodyId)
}
