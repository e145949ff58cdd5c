//! The addresses of consultations, for the table.

use partnership::membership::may::Deed;

use crate::roles::table::Line;
use crate::roles::table::Method::Get;
use crate::roles::table::Method::Post;
use crate::roles::table::may;
use crate::roles::table::open;

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
        "&of_one(\"invitations\")",
        Get,
        "{p}/consultations/2015-16/smp-2015/invitations",
        Deed::ChangeConsultations,
        200,
    ),
    may(
        "&of_one(\"invitations\")",
        Post,
        "{p}/consultations/2015-16/smp-2015/invitations",
        Deed::ChangeConsultations,
        200,
    ),
    may(
        "&of_one(\"invitations/remind\")",
        Post,
        "{p}/consultations/2015-16/smp-2015/invitations/remind",
        Deed::ChangeConsultations,
        303,
    ),
    may(
        "&of_one(\"invitations/delete\")",
        Post,
        "{p}/consultations/2015-16/smp-2015/invitations/delete",
        Deed::ChangeConsultations,
        200,
    ),
];

/// Every route of the pages on which the public answers: for anybody, whoever is signed in.
pub(super) const ANSWERING: &[Line] = &[
    open("ANSWER", Get, "{p}/answer/smp-2015", 200),
    open("ANSWER", Post, "{p}/answer/smp-2015", 303),
    open("&below(\"question/{name}\")", Get, "{p}/answer/smp-2015/question/safe-home", 404),
    open("&below(\"question/{name}\")", Post, "{p}/answer/smp-2015/question/safe-home", 404),
    open("&below(\"check\")", Get, "{p}/answer/smp-2015/check", 404),
    open("&below(\"check\")", Post, "{p}/answer/smp-2015/check", 404),
    open("&below(\"sent\")", Get, "{p}/answer/smp-2015/sent", 404),
    open("&below(\"sent\")", Post, "{p}/answer/smp-2015/sent", 303),
    open("&below(\"sent/copy\")", Get, "{p}/answer/smp-2015/sent/copy", 404),
    open("&below(\"code\")", Get, "{p}/answer/smp-2015/code", 404),
    open("&below(\"code\")", Post, "{p}/answer/smp-2015/code", 303),
    open("&below(\"return\")", Get, "{p}/answer/smp-2015/return", 200),
    open("&below(\"return\")", Post, "{p}/answer/smp-2015/return", 200),
    open("&below(\"text\")", Get, "{p}/answer/smp-2015/text", 200),
    open("&below(\"invited/{token}\")", Get, "{p}/answer/smp-2015/invited/none", 200),
];
