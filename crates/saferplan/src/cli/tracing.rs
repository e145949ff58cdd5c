//! The options of `trace`.

use records::PartnershipId;

use crate::cli::Format;
use crate::cli::year::partnership_id;

/// Options of `trace`.
#[derive(Debug, clap::Args)]
pub(crate) struct TraceArguments {
    /// The reference: of a figure as printed, such as E07000110/2014-Q1/1.3, or of a node of the golden thread, such as
    /// action:2015-16/4 or passage:2015-16/plan/14
    #[arg(required_unless_present = "gaps")]
    pub(crate) reference: Option<String>,
    /// List what hangs together with nothing: priorities without evidence, actions without a priority, themes without an
    /// answer, claims without a figure
    #[arg(long, conflicts_with = "reference")]
    pub(crate) gaps: bool,
    /// The partnership's short name; it can be left out where there is only one
    #[arg(long, value_name = "NAME", value_parser = partnership_id)]
    pub(crate) partnership: Option<PartnershipId>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}
