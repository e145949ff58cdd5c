//! The addresses of what consultations came to, for the table.

use partnership::membership::may::Deed;

use crate::roles::table::Line;
use crate::roles::table::Method::Get;
use crate::roles::table::Method::Post;
use crate::roles::table::may;

/// Every route of the pages of results and weights.
pub(super) const CONSULTED: &[Line] = &[
    may("RESULTS", Get, "{p}/consultations/2015-16/smp-2015/results", Deed::SeeYear, 200),
    may(
        "&below(\"whole\")",
        Get,
        "{p}/consultations/2015-16/smp-2015/results/whole",
        Deed::SeeYear,
        200,
    ),
    may(
        "&below(\"report\")",
        Get,
        "{p}/consultations/2015-16/smp-2015/results/report?format=pdf",
        Deed::SeeYear,
        404,
    ),
    may(
        "&below(\"questions/{question}\")",
        Get,
        "{p}/consultations/2015-16/smp-2015/results/questions/safe-home",
        Deed::SeeYear,
        200,
    ),
    may(
        "&below(\"questions/{question}/{file}\")",
        Get,
        "{p}/consultations/2015-16/smp-2015/results/questions/safe-home/question-safe-home.csv",
        Deed::SeeYear,
        404,
    ),
    may(
        "&below(\"{file}\")",
        Get,
        "{p}/consultations/2015-16/smp-2015/results/codebook.csv",
        Deed::ReadReplies,
        200,
    ),
    may(
        "&of_one(\"weighting\")",
        Get,
        "{p}/consultations/2015-16/smp-2015/weighting",
        Deed::ChangeConsultations,
        200,
    ),
    may(
        "&of_one(\"weighting\")",
        Post,
        "{p}/consultations/2015-16/smp-2015/weighting",
        Deed::ChangeConsultations,
        415,
    ),
    may(
        "&of_one(\"weighting/margins.csv\")",
        Get,
        "{p}/consultations/2015-16/smp-2015/weighting/margins.csv",
        Deed::ChangeConsultations,
        200,
    ),
];
