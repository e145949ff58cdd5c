//! The table's lines of task groups.

use partnership::membership::may::Deed::AskTaskGroups;
use partnership::membership::may::Deed::ChangeTaskGroups;
use partnership::membership::may::Deed::SeeYear;

use crate::roles::table::Line;
use crate::roles::table::Method::Get;
use crate::roles::table::Method::Post;
use crate::roles::table::may;
use crate::roles::table::open;

macro_rules! groups {
    ($page:literal) => {
        concat!("{p}/task-groups/", $page)
    };
}

const IMPORT: &str = "&below(\"import\")";
const NEW: &str = "&below(\"{group}/new\")";
const ASK: &str = "&of_quarter(\"ask\")";
const ASK_AGAIN: &str = "&of_commentary(\"ask\")";
const WRITE: &str = "&of_commentary(\"write\")";
const CHECK: &str = "&of_commentary(\"write/check\")";
const TAKE_BACK: &str = "&of_commentary(\"write/take-back\")";
const REWRITE: &str = "&of_value(\"judgement/take-away\")";
const NO_LINK: &str = "{p}/commentary/none";

/// Every route of these pages. Of a group, a measure or a commentary that is not there, there is no page; by what is no
/// link, nothing is done.
pub(super) const TASK_GROUPS: &[Line] = &[
    may("ALL", Get, "{p}/task-groups", SeeYear, 200),
    may("&below(\"measures.csv\")", Get, groups!("measures.csv"), SeeYear, 200),
    may("&below(\"values.csv\")", Get, groups!("values.csv"), SeeYear, 200),
    may(IMPORT, Get, groups!("import"), AskTaskGroups, 200),
    may(IMPORT, Post, groups!("import"), AskTaskGroups, 415),
    may("&below(\"{group}\")", Get, groups!("domestic-violence-forum"), SeeYear, 200),
    may(NEW, Get, groups!("none/new"), ChangeTaskGroups, 404),
    may(NEW, Post, groups!("none/new"), ChangeTaskGroups, 404),
    may("MEASURE", Get, groups!("none/none"), ChangeTaskGroups, 404),
    may("MEASURE", Post, groups!("none/none"), ChangeTaskGroups, 404),
    may("&of_measure(\"take-away\")", Post, groups!("none/none/take-away"), ChangeTaskGroups, 404),
    may("VALUE", Get, groups!("none/none/2014-Q2"), ChangeTaskGroups, 404),
    may("VALUE", Post, groups!("none/none/2014-Q2"), ChangeTaskGroups, 404),
    may(
        "&of_value(\"take-away\")",
        Post,
        groups!("none/none/2014-Q2/take-away"),
        ChangeTaskGroups,
        404,
    ),
    may(
        "&of_value(\"judgement\")",
        Post,
        groups!("none/none/2014-Q2/judgement"),
        ChangeTaskGroups,
        404,
    ),
    may(REWRITE, Post, groups!("none/none/2014-Q2/judgement/take-away"), ChangeTaskGroups, 404),
    may("QUARTER", Get, groups!("quarters/2014-Q2"), SeeYear, 200),
    may(ASK, Get, groups!("quarters/2014-Q2/ask"), AskTaskGroups, 200),
    may(ASK, Post, groups!("quarters/2014-Q2/ask"), AskTaskGroups, 200),
    may("&of_quarter(\"remind\")", Post, groups!("quarters/2014-Q2/remind"), AskTaskGroups, 303),
    may("&of_quarter(\"report\")", Get, groups!("quarters/2014-Q2/report"), SeeYear, 200),
    may("COMMENTARY", Get, groups!("commentaries/999"), ChangeTaskGroups, 404),
    may("&of_commentary(\"accept\")", Post, groups!("commentaries/999/accept"), AskTaskGroups, 404),
    may(
        "&of_commentary(\"send-back\")",
        Post,
        groups!("commentaries/999/send-back"),
        AskTaskGroups,
        404,
    ),
    may("&of_commentary(\"reopen\")", Post, groups!("commentaries/999/reopen"), AskTaskGroups, 404),
    may(
        "&of_commentary(\"take-back-asking\")",
        Post,
        groups!("commentaries/999/take-back-asking"),
        AskTaskGroups,
        404,
    ),
    may(ASK_AGAIN, Get, groups!("commentaries/999/ask"), AskTaskGroups, 404),
    may(ASK_AGAIN, Post, groups!("commentaries/999/ask"), AskTaskGroups, 404),
    may("&of_commentary(\"remind\")", Post, groups!("commentaries/999/remind"), AskTaskGroups, 404),
    may("&of_commentary(\"link\")", Post, groups!("commentaries/999/link"), AskTaskGroups, 404),
    may(WRITE, Get, groups!("commentaries/999/write"), ChangeTaskGroups, 404),
    may(WRITE, Post, groups!("commentaries/999/write"), ChangeTaskGroups, 404),
    may(CHECK, Get, groups!("commentaries/999/write/check"), ChangeTaskGroups, 404),
    may(CHECK, Post, groups!("commentaries/999/write/check"), ChangeTaskGroups, 404),
    may(TAKE_BACK, Post, groups!("commentaries/999/write/take-back"), ChangeTaskGroups, 404),
    open("LINK", Get, NO_LINK, 409),
    open("LINK", Post, NO_LINK, 409),
    open("&by_link(\"check\")", Get, "{p}/commentary/none/check", 409),
    open("&by_link(\"check\")", Post, "{p}/commentary/none/check", 409),
    open("&by_link(\"take-back\")", Post, "{p}/commentary/none/take-back", 409),
];
