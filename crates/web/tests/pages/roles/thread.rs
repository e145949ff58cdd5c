//! The table's lines of the golden thread.

use partnership::membership::may::Deed::DraftAssessment;
use partnership::membership::may::Deed::ReadDrafts;

use crate::roles::table::Line;
use crate::roles::table::Method::Get;
use crate::roles::table::may;

const ONE: &str = "\"/thread/{*reference}\"";
const ONE_AS_JSON: &str = "\"/thread/json/{*reference}\"";

/// Every route of these pages. Of a thing that is not there, there is no page.
pub(super) const THREAD: &[Line] = &[
    may("\"/thread\"", Get, "{p}/thread", ReadDrafts, 200),
    may("\"/thread/gaps\"", Get, "{p}/thread/gaps", DraftAssessment, 200),
    may("\"/thread/thread.json\"", Get, "{p}/thread/thread.json", DraftAssessment, 200),
    may("\"/thread/public.json\"", Get, "{p}/thread/public.json", DraftAssessment, 200),
    may(ONE_AS_JSON, Get, "{p}/thread/json/action:2015-16/99", ReadDrafts, 404),
    may(ONE, Get, "{p}/thread/action:2015-16/99", ReadDrafts, 404),
];
