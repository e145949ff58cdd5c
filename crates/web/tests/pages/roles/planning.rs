//! The table's lines of the plan.

use partnership::membership::may::Deed::NoteProgress;
use partnership::membership::may::Deed::ReadDrafts;
use partnership::membership::may::Deed::WritePlan;

use crate::roles::table::Line;
use crate::roles::table::Method::Get;
use crate::roles::table::Method::Post;
use crate::roles::table::may;
use crate::roles::table::open;

macro_rules! plan {
    ($page:literal) => {
        concat!("{p}/plan/2015-16/", $page)
    };
}

const BEGIN: &str = "&of_plan(\"begin\")";
const WORDS: &str = "&of_plan(\"words\")";
const OBJECTIVES: &str = "&of_plan(\"objectives\")";
const OBJECTIVE: &str = "&of_plan(\"objectives/{objective}\")";
const OBJECTIVE_AWAY: &str = "&of_plan(\"objectives/{objective}/take-away\")";
const AUTHORITY: &str = "&of_plan(\"authorities/{authority}\")";
const CARRY_OVER: &str = "&of_plan(\"carry-over\")";
const LINKS: &str = "&of_plan(\"links\")";
const NEW: &str = "&of_plan(\"actions/new\")";
const CHANGE: &str = "&of_action(\"change\")";
const MEASURE: &str = "&of_action(\"measure\")";
const MEASURE_AWAY: &str = "&of_action(\"measure/take-away\")";
const PROGRESS: &str = "&of_action(\"progress\")";
const NO_LINK: &str = "{p}/progress/none";

/// Every route of these pages. The plan is begun; of an action that is not there, there is no page; by what is no link,
/// nothing is done.
pub(super) const PLANNING: &[Line] = &[
    may("\"/plan\"", Get, "{p}/plan", ReadDrafts, 200),
    may("PLAN", Get, "{p}/plan/2015-16", ReadDrafts, 200),
    may(BEGIN, Get, plan!("begin"), WritePlan, 303),
    may(BEGIN, Post, plan!("begin"), WritePlan, 303),
    may(WORDS, Get, plan!("words"), WritePlan, 200),
    may(WORDS, Post, plan!("words"), WritePlan, 400),
    may(OBJECTIVES, Get, plan!("objectives"), WritePlan, 200),
    may(OBJECTIVES, Post, plan!("objectives"), WritePlan, 400),
    may(OBJECTIVE, Get, plan!("objectives/9"), WritePlan, 404),
    may(OBJECTIVE, Post, plan!("objectives/9"), WritePlan, 404),
    may(OBJECTIVE_AWAY, Post, plan!("objectives/9/take-away"), WritePlan, 404),
    may("&of_plan(\"authorities\")", Get, plan!("authorities"), ReadDrafts, 200),
    may(AUTHORITY, Get, plan!("authorities/kent-police"), WritePlan, 200),
    may(AUTHORITY, Post, plan!("authorities/kent-police"), WritePlan, 400),
    may("&of_plan(\"board\")", Get, plan!("board"), ReadDrafts, 200),
    may("&of_plan(\"actions.csv\")", Get, plan!("actions.csv"), ReadDrafts, 200),
    may("&of_plan(\"check\")", Get, plan!("check"), ReadDrafts, 200),
    may("&of_plan(\"document\")", Get, plan!("document"), ReadDrafts, 200),
    may("&of_plan(\"said\")", Get, plan!("said"), ReadDrafts, 200),
    may(CARRY_OVER, Get, plan!("carry-over"), WritePlan, 200),
    may(CARRY_OVER, Post, plan!("carry-over"), WritePlan, 200),
    may(LINKS, Get, plan!("links"), WritePlan, 200),
    may(LINKS, Post, plan!("links"), WritePlan, 200),
    may("&of_plan(\"links/remind\")", Post, plan!("links/remind"), WritePlan, 303),
    may("&of_plan(\"links/take-away\")", Post, plan!("links/take-away"), WritePlan, 303),
    may(NEW, Get, plan!("actions/new"), WritePlan, 200),
    may(NEW, Post, plan!("actions/new"), WritePlan, 200),
    may("ACTION", Get, plan!("actions/9999"), ReadDrafts, 404),
    may("ACTION", Post, plan!("actions/9999"), WritePlan, 404),
    may("&of_action(\"undo\")", Post, plan!("actions/9999/undo"), WritePlan, 404),
    may(CHANGE, Get, plan!("actions/9999/change"), WritePlan, 404),
    may(CHANGE, Post, plan!("actions/9999/change"), WritePlan, 404),
    may(MEASURE, Get, plan!("actions/9999/measure"), WritePlan, 404),
    may(MEASURE, Post, plan!("actions/9999/measure"), WritePlan, 404),
    may(MEASURE_AWAY, Post, plan!("actions/9999/measure/take-away"), WritePlan, 404),
    may(PROGRESS, Get, plan!("actions/9999/progress"), NoteProgress, 404),
    may(PROGRESS, Post, plan!("actions/9999/progress"), NoteProgress, 404),
    open("PROGRESS", Get, NO_LINK, 409),
    open("PROGRESS", Post, NO_LINK, 409),
];
