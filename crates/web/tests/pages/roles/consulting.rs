//! The addresses of consultations, for the table.

use partnership::membership::may::Deed;

use crate::roles::table::Line;
use crate::roles::table::Method;
use crate::roles::table::Method::Get;
use crate::roles::table::Method::Post;
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
    of_paper("&paper(\"\")", Get, "{p}/consultations/2015-16/smp-2015/paper", 200),
    of_paper("&paper(\"/replies\")", Post, "{p}/consultations/2015-16/smp-2015/paper/replies", 303),
    of_paper(
        "&paper(\"/booking-in\")",
        Get,
        "{p}/consultations/2015-16/smp-2015/paper/booking-in",
        200,
    ),
    of_paper(
        "&paper(\"/booking-in\")",
        Post,
        "{p}/consultations/2015-16/smp-2015/paper/booking-in",
        200,
    ),
    of_paper("&paper(\"/review\")", Get, "{p}/consultations/2015-16/smp-2015/paper/review", 200),
    of_paper("&paper(\"/review\")", Post, "{p}/consultations/2015-16/smp-2015/paper/review", 303),
    of_paper(
        "&paper(\"/review/undo\")",
        Post,
        "{p}/consultations/2015-16/smp-2015/paper/review/undo",
        303,
    ),
    of_paper("&paper(\"/returns\")", Get, "{p}/consultations/2015-16/smp-2015/paper/returns", 200),
    of_paper("&one(\"\")", Get, "{p}/consultations/2015-16/smp-2015/paper/returns/1/1", 404),
    of_paper("&one(\"\")", Post, "{p}/consultations/2015-16/smp-2015/paper/returns/1/1", 303),
    of_paper(
        "&one(\"/key\")",
        Get,
        "{p}/consultations/2015-16/smp-2015/paper/returns/1/1/key",
        404,
    ),
    of_paper(
        "&one(\"/key\")",
        Post,
        "{p}/consultations/2015-16/smp-2015/paper/returns/1/1/key",
        404,
    ),
    of_paper(
        "&paper(\"/pictures/{batch}/{number}/{name}\")",
        Get,
        "{p}/consultations/2015-16/smp-2015/paper/pictures/1/1/victim",
        404,
    ),
];

const fn of_paper(written: &'static str, method: Method, path: &'static str, then: u16) -> Line {
    may(written, method, path, Deed::ReadReplies, then)
}
