//! The options of the commands that serve pages, and that look after what they serve.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::ValueEnum;
use partnership::membership::person::EmailAddress;
use partnership::membership::person::PersonId;
use partnership::membership::person::Role;
use partnership::terms::day::Day;
use partnership::terms::day::DayError;
use partnership::terms::slug::SlugError;
use records::PartnershipId;

use crate::cli::Format;
use crate::cli::year::Whose;

/// Options of `demo`.
#[derive(Debug, clap::Args)]
pub(crate) struct DemoArguments {
    /// The day on which the example stands: 14 October 2014, when its update went to scrutiny, or a later one. In
    /// January and February 2015 its consultation is open, with illustrative replies; from March on it is closed. Its plan
    /// is adopted on 22 April 2015, and progress of its actions is noted in July
    #[arg(long = "on", value_name = "YYYY-MM-DD", default_value = "2014-10-14", value_parser = examples_day)]
    pub(crate) at: Day,
    /// Do not serve the example's pages afterwards
    #[arg(long)]
    pub(crate) no_serve: bool,
    /// Where to serve them
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
}

/// Options of `serve`.
#[derive(Debug, clap::Args)]
pub(crate) struct ServeArguments {
    /// Where to listen, such as 127.0.0.1:8080; as the settings say if not given
    #[arg(long, value_name = "ADDR")]
    pub(crate) listen: Option<SocketAddr>,
}

/// Options of `person`.
#[derive(Debug, clap::Args)]
pub(crate) struct PersonArguments {
    /// What to do
    #[command(subcommand)]
    pub(crate) what: PersonCommand,
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// Who does it, for the audit record
    #[arg(long, value_name = "WHO")]
    pub(crate) by: Option<String>,
}

/// What can be done to people.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum PersonCommand {
    /// Enter a person, and print the link by which they set their password
    Add {
        /// What they are called
        name: String,
        /// Their e-mail address
        #[arg(long)]
        email: EmailAddress,
        /// What they are there for
        #[arg(long, value_enum)]
        role: RoleNamed,
        /// An owner of steps whom they act for, such as "Kent Police"; may be given again
        #[arg(long = "acts-for", value_name = "OWNER")]
        acts_for: Vec<String>,
    },
    /// Print a new link by which somebody sets their password
    Link {
        /// Their short name
        #[arg(value_parser = person_id)]
        person: PersonId,
    },
    /// Let somebody of one partnership of this host work with the evidence of others, as a county analyst
    LetIn {
        /// Their short name in the partnership where they sign in, which --partnership names
        #[arg(value_parser = person_id)]
        person: PersonId,
        /// The short name of a partnership to let them into; may be given again
        #[arg(long, value_name = "NAME", required = true, value_parser = partnership_id)]
        into: Vec<PartnershipId>,
        /// Give them all that an analyst has there, replies and partner data among it
        #[arg(long)]
        as_analyst: bool,
    },
    /// Turn a county analyst out again
    TurnOut {
        /// The short name by which they sign in the partnership that they were let into, which --partnership names
        #[arg(value_parser = person_id)]
        analyst: PersonId,
    },
    /// List the people, and the county analysts who were let in
    List {
        /// How to print them
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Take the names of those who were taken away before a day out of the audit record, too
    Forget {
        /// The day; those taken away on it or later are remembered
        #[arg(long, value_name = "YYYY-MM-DD")]
        before: Day,
    },
}

/// What somebody can be there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RoleNamed {
    /// Looks after the installation and its people
    Administrator,
    /// Keeps the year, its meetings and its documents
    Manager,
    /// Looks after the data and what is said of them
    Analyst,
    /// Leads a task group and reports for it
    TaskGroupLead,
    /// Reports for an organisation
    Partner,
    /// Reads drafts
    Councillor,
}

impl RoleNamed {
    /// The role.
    pub(crate) fn role(self) -> Role {
        match self {
            RoleNamed::Administrator => Role::Administrator,
            RoleNamed::Manager => Role::Manager,
            RoleNamed::Analyst => Role::Analyst,
            RoleNamed::TaskGroupLead => Role::TaskGroupLead,
            RoleNamed::Partner => Role::Partner,
            RoleNamed::Councillor => Role::Councillor,
        }
    }
}

/// Options of `backup`.
#[derive(Debug, clap::Args)]
pub(crate) struct BackupArguments {
    /// The file to write; it must not be there yet
    pub(crate) file: PathBuf,
}

/// Options of `restore`.
#[derive(Debug, clap::Args)]
pub(crate) struct RestoreArguments {
    /// A file that `saferplan backup` wrote
    pub(crate) file: PathBuf,
}

/// Options of `protection`.
#[derive(Debug, clap::Args)]
pub(crate) struct ProtectionArguments {
    /// The partnership's short name; not needed where there is one alone
    #[arg(long, value_name = "NAME", value_parser = partnership_id)]
    pub(crate) partnership: Option<PartnershipId>,
    /// The folder to write to; made if it is not there
    #[arg(long)]
    pub(crate) out: PathBuf,
}

fn partnership_id(text: &str) -> Result<PartnershipId, SlugError> {
    text.parse().map(PartnershipId)
}

fn person_id(text: &str) -> Result<PersonId, SlugError> {
    text.parse().map(PersonId)
}

/// A day on which the example can stand.
fn examples_day(text: &str) -> Result<Day, String> {
    let day: Day = text.parse().map_err(|error: DayError| error.to_string())?;
    let [first, last] = ["2014-10-14", "2015-07-31"].map(str::parse::<Day>);
    match (first, last) {
        (Ok(first), Ok(last)) if (first..=last).contains(&day) => Ok(day),
        _ => {
            Err("the example goes from 2014-10-14 to 2015-07-31; name a day between them"
                .to_owned())
        }
    }
}
