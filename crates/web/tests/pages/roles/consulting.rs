//! The addresses of consultations, for the table.

use partnership::membership::may::Deed;

use crate::roles::table::Line;
use crate::roles::table::Method::Get;
use crate::roles::table::may;

/// Every route of the pages of consultations.
pub(super) const CONSULTING: &[Line] = &[
    may("\"/consultations\"", Get, "{p}/consultations", Deed::SeeYear, 200),
    may("CONSULTATION", Get, "{p}/consultations/2015-16/smp-2015", Deed::SeeYear, 200),
    may("&of_one(\"text\")", Get, "{p}/consultations/2015-16/smp-2015/text", Deed::SeeYear, 200),
    may(
        "&of_one(\"replies\")",
        Get,
        "{p}/consultations/2015-16/smp-2015/replies",
        Deed::ReadReplies,
        200,
    ),
    may(
        "&of_one(\"results\")",
        Get,
        "{p}/consultations/2015-16/smp-2015/results",
        Deed::SeeYear,
        200,
    ),
    may(
        "&of_one(\"results/{file}\")",
        Get,
        "{p}/consultations/2015-16/smp-2015/results/codebook.csv",
        Deed::ReadReplies,
        200,
    ),
];
