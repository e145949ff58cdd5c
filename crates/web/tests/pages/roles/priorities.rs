//! The table's lines of priorities.

use partnership::membership::may::Deed::DecidePriorities;
use partnership::membership::may::Deed::KeepLongList;
use partnership::membership::may::Deed::ProposeIssues;
use partnership::membership::may::Deed::ReadDrafts;
use partnership::membership::may::Deed::ScoreIssues;

use crate::roles::table::Line;
use crate::roles::table::Method::Get;
use crate::roles::table::Method::Post;
use crate::roles::table::may;

const NEW: &str = "{p}/priorities/2015-16/issues/new";
const METHOD: &str = "{p}/priorities/2015-16/method";
const DECISION: &str = "{p}/priorities/2015-16/decision";
const WORKSHOP: &str = "{p}/priorities/2015-16/workshop";
const ISSUE: &str = "{p}/priorities/2015-16/issues/9999";

/// Every route of these pages. Of an issue that is not there, there is no page.
pub(super) const PRIORITIES: &[Line] = &[
    may("\"/priorities\"", Get, "{p}/priorities", ReadDrafts, 200),
    may("PRIORITIES", Get, "{p}/priorities/2015-16", ReadDrafts, 200),
    may(
        "&of_year(\"long-list.csv\")",
        Get,
        "{p}/priorities/2015-16/long-list.csv",
        ReadDrafts,
        200,
    ),
    may("&of_year(\"issues/new\")", Get, NEW, ProposeIssues, 200),
    may("&of_year(\"issues/new\")", Post, NEW, ProposeIssues, 200),
    may("&of_year(\"method\")", Get, METHOD, DecidePriorities, 200),
    may("&of_year(\"method\")", Post, METHOD, DecidePriorities, 200),
    may("&of_year(\"scoring\")", Post, "{p}/priorities/2015-16/scoring", DecidePriorities, 400),
    may("&of_year(\"ranking\")", Get, "{p}/priorities/2015-16/ranking", ReadDrafts, 200),
    may("&of_year(\"workshop\")", Get, WORKSHOP, ScoreIssues, 303),
    may(
        "&of_year(\"workshop/{number}\")",
        Get,
        "{p}/priorities/2015-16/workshop/9999",
        ScoreIssues,
        404,
    ),
    may("&of_year(\"decision\")", Get, DECISION, DecidePriorities, 200),
    may("&of_year(\"decision\")", Post, DECISION, DecidePriorities, 200),
    may(
        "&of_year(\"decision/take-back\")",
        Post,
        "{p}/priorities/2015-16/decision/take-back",
        DecidePriorities,
        400,
    ),
    may("CANDIDATE", Get, ISSUE, ReadDrafts, 404),
    may("CANDIDATE", Post, ISSUE, KeepLongList, 404),
    may(
        "&of_candidate(\"undo\")",
        Post,
        "{p}/priorities/2015-16/issues/9999/undo",
        KeepLongList,
        404,
    ),
    may(
        "&of_candidate(\"change\")",
        Get,
        "{p}/priorities/2015-16/issues/9999/change",
        ProposeIssues,
        404,
    ),
    may(
        "&of_candidate(\"change\")",
        Post,
        "{p}/priorities/2015-16/issues/9999/change",
        ProposeIssues,
        404,
    ),
    may(
        "&of_candidate(\"evidence\")",
        Get,
        "{p}/priorities/2015-16/issues/9999/evidence",
        ProposeIssues,
        404,
    ),
    may(
        "&of_candidate(\"evidence\")",
        Post,
        "{p}/priorities/2015-16/issues/9999/evidence",
        ProposeIssues,
        404,
    ),
    may(
        "&of_candidate(\"evidence/take-off\")",
        Post,
        "{p}/priorities/2015-16/issues/9999/evidence/take-off",
        ProposeIssues,
        404,
    ),
    may(
        "&of_candidate(\"score\")",
        Get,
        "{p}/priorities/2015-16/issues/9999/score",
        ScoreIssues,
        404,
    ),
    may(
        "&of_candidate(\"score\")",
        Post,
        "{p}/priorities/2015-16/issues/9999/score",
        ScoreIssues,
        404,
    ),
    may(
        "&of_candidate(\"score/take-back\")",
        Post,
        "{p}/priorities/2015-16/issues/9999/score/take-back",
        ScoreIssues,
        404,
    ),
];
