//! The table: each address and method, which deed it is, and what comes of it where it is allowed.

use partnership::membership::may::Deed;

use crate::roles::adopting::ADOPTING;
use crate::roles::consulted::CONSULTED;
use crate::roles::consulting::ANSWERING;
use crate::roles::consulting::CONSULTING;
use crate::roles::distributing::DISTRIBUTING;
use crate::roles::drafting::DRAFTING;
use crate::roles::panels::PANELS;
use crate::roles::partner_data::PARTNER_DATA;
use crate::roles::planning::PLANNING;
use crate::roles::priorities::PRIORITIES;
use crate::roles::publishing::PUBLISHING;
use crate::roles::task_groups::TASK_GROUPS;
use crate::roles::theming::THEMING;
use crate::roles::thread::THREAD;

/// One route.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    /// The address as it is written in the source.
    pub(crate) written: &'static str,
    pub(crate) method: Method,
    /// An address to try; `{p}` stands for the partnership's own.
    pub(crate) path: &'static str,
    pub(crate) who: Who,
    /// The status where it is allowed. What is sent is empty, so most forms come back with their faults.
    pub(crate) then: u16,
    /// Whether whoever does it is signed out.
    pub(crate) signs_out: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Method {
    Get,
    Post,
}

/// Who may.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Who {
    Anybody,
    May(Deed),
}

use Deed::{
    ChangeAdministrators, ChangeMeetings, ChangePartnership, ChangePeople, ChangeTimetable,
    KeepFindings, KeepOwnAccount, RecordEvent, SeeAuditRecord, SeePeople, SeeYear,
};
use Method::{Get, Post};

pub(super) const fn may(
    written: &'static str,
    method: Method,
    path: &'static str,
    deed: Deed,
    then: u16,
) -> Line {
    Line { written, method, path, who: Who::May(deed), then, signs_out: false }
}

pub(super) const fn open(
    written: &'static str,
    method: Method,
    path: &'static str,
    then: u16,
) -> Line {
    Line { written, method, path, who: Who::Anybody, then, signs_out: false }
}

const READER_REVOKE: &str = "\"/readers/links/{number}/revoke\"";
const PERSON: &str = "\"/people/{person}\"";
const TAKE_AWAY: &str = "\"/people/{person}/take-away\"";
const TURN_OUT: &str = "\"/people/county-analysts/{analyst}/take-away\"";
const SIGN_OUT: &str = "\"/people/{person}/sign-out\"";
const LINK: &str = "\"/people/{person}/link\"";
const REVOKE: &str = "\"/people/{person}/links/{number}/revoke\"";
const FINDING: &str = "\"/evidence/findings/{finding}\"";
const FINDING_AWAY: &str = "\"/evidence/findings/{finding}/take-away\"";
const PART_NEW: &str = "\"/partnership/{part}/new\"";
const PART: &str = "\"/partnership/{part}/{place}\"";
const PART_AWAY: &str = "\"/partnership/{part}/{place}/take-away\"";

/// Every route, and for some more than one thing to do with it.
pub(crate) fn lines() -> impl Iterator<Item = &'static Line> {
    [
        LINES,
        CONSULTING,
        CONSULTED,
        THEMING,
        PANELS,
        PARTNER_DATA,
        TASK_GROUPS,
        DRAFTING,
        PRIORITIES,
        PLANNING,
        ADOPTING,
        PUBLISHING,
        DISTRIBUTING,
        THREAD,
        ANSWERING,
    ]
    .into_iter()
    .flatten()
}

const LINES: &[Line] = &[
    open("\"/health\"", Get, "/health", 200),
    // It is on an address of its own, which the settings name.
    open("\"/metrics\"", Get, "/metrics", 404),
    open("\"/set-up/{token}\"", Get, "/set-up/never", 409),
    open("\"/set-up/{token}\"", Post, "/set-up/never", 409),
    open("\"/assets/{hash}/{name}\"", Get, "/assets/none/none", 404),
    open("\"/accessibility-statement\"", Get, "/accessibility-statement", 200),
    open("\"/privacy-notice\"", Get, "/privacy-notice", 200),
    open("\"/sign-in\"", Get, "{p}/sign-in", 200),
    open("\"/sign-in\"", Post, "{p}/sign-in", 200),
    open("\"/forgotten-password\"", Get, "{p}/forgotten-password", 200),
    open("\"/forgotten-password\"", Post, "{p}/forgotten-password", 200),
    open("\"/sign-in/code\"", Get, "{p}/sign-in/code", 303),
    open("\"/sign-in/code\"", Post, "{p}/sign-in/code", 303),
    open("provider::BACK", Get, "/sign-in/back", 404),
    open("\"/sign-in/outside\"", Get, "{p}/sign-in/outside", 404),
    open("\"/me/second-factor\"", Get, "{p}/me/second-factor", 303),
    open("\"/me/second-factor\"", Post, "{p}/me/second-factor", 303),
    open("\"/set-password/{token}\"", Get, "{p}/set-password/never", 409),
    open("\"/set-password/{token}\"", Post, "{p}/set-password/never", 409),
    open("\"/sign-in-once/{token}\"", Get, "{p}/sign-in-once/never", 409),
    open("\"/sign-in-once/{token}\"", Post, "{p}/sign-in-once/never", 409),
    open("\"/calendar/{token}\"", Get, "{p}/calendar/never.ics", 404),
    may("\"/\"", Get, "{p}", SeeYear, 200),
    may("\"/timetable\"", Get, "{p}/timetable", SeeYear, 200),
    may("\"/timetable.csv\"", Get, "{p}/timetable.csv", SeeYear, 200),
    may("\"/timetable/new\"", Get, "{p}/timetable/new", ChangeTimetable, 200),
    may("\"/timetable/new\"", Post, "{p}/timetable/new", ChangeTimetable, 200),
    may("\"/timetable/{cycle}/days\"", Get, "{p}/timetable/2015-16/days", ChangeTimetable, 200),
    may("\"/timetable/{cycle}/days\"", Post, "{p}/timetable/2015-16/days", ChangeTimetable, 400),
    may(
        "\"/timetable/{cycle}/new-step\"",
        Get,
        "{p}/timetable/2015-16/new-step",
        ChangeTimetable,
        200,
    ),
    may(
        "\"/timetable/{cycle}/new-step\"",
        Post,
        "{p}/timetable/2015-16/new-step",
        ChangeTimetable,
        200,
    ),
    may("STEP", Get, "{p}/steps/2015-16/plan-written", SeeYear, 200),
    may("&below(\"happened\")", Post, "{p}/steps/2015-16/plan-written/happened", RecordEvent, 200),
    may("&below(\"change\")", Get, "{p}/steps/2015-16/plan-written/change", ChangeTimetable, 200),
    may("&below(\"change\")", Post, "{p}/steps/2015-16/plan-written/change", ChangeTimetable, 400),
    may(
        "&below(\"take-away\")",
        Get,
        "{p}/steps/2015-16/plan-written/take-away",
        ChangeTimetable,
        200,
    ),
    may(
        "&below(\"take-away\")",
        Post,
        "{p}/steps/2015-16/plan-written/take-away",
        ChangeTimetable,
        400,
    ),
    may("\"/meetings\"", Get, "{p}/meetings", SeeYear, 200),
    may("\"/meetings.csv\"", Get, "{p}/meetings.csv", SeeYear, 200),
    may("\"/meetings/new\"", Get, "{p}/meetings/new", ChangeMeetings, 200),
    may("\"/meetings/new\"", Post, "{p}/meetings/new", ChangeMeetings, 200),
    may("MEETING", Get, "{p}/meetings/2015-16/cabinet", SeeYear, 200),
    may("&of_meeting(\"date\")", Get, "{p}/meetings/2015-16/cabinet/date", ChangeMeetings, 200),
    may("&of_meeting(\"date\")", Post, "{p}/meetings/2015-16/cabinet/date", ChangeMeetings, 200),
    may(
        "&of_meeting(\"take-away\")",
        Get,
        "{p}/meetings/2015-16/cabinet/take-away",
        ChangeMeetings,
        200,
    ),
    may(
        "&of_meeting(\"take-away\")",
        Post,
        "{p}/meetings/2015-16/cabinet/take-away",
        ChangeMeetings,
        400,
    ),
    may("&of_meeting(\"list\")", Get, "{p}/meetings/2015-16/cabinet/list", ChangeMeetings, 200),
    may("&of_meeting(\"list\")", Post, "{p}/meetings/2015-16/cabinet/list", ChangeMeetings, 200),
    may(
        "&of_item(\"paper\")",
        Get,
        "{p}/meetings/2015-16/cabinet/plan-to-cabinet/paper",
        ChangeMeetings,
        200,
    ),
    may(
        "&of_item(\"paper\")",
        Post,
        "{p}/meetings/2015-16/cabinet/plan-to-cabinet/paper",
        ChangeMeetings,
        400,
    ),
    may(
        "&of_item(\"publish\")",
        Get,
        "{p}/meetings/2015-16/cabinet/plan-to-cabinet/publish",
        ChangeMeetings,
        200,
    ),
    may(
        "&of_item(\"publish\")",
        Post,
        "{p}/meetings/2015-16/cabinet/plan-to-cabinet/publish",
        ChangeMeetings,
        200,
    ),
    may(
        "&of_item(\"withdraw\")",
        Get,
        "{p}/meetings/2015-16/cabinet/plan-to-cabinet/withdraw",
        ChangeMeetings,
        200,
    ),
    may(
        "&of_item(\"withdraw\")",
        Post,
        "{p}/meetings/2015-16/cabinet/plan-to-cabinet/withdraw",
        ChangeMeetings,
        400,
    ),
    may(
        "&of_item(\"decision\")",
        Get,
        "{p}/meetings/2015-16/cabinet/plan-to-cabinet/decision",
        ChangeMeetings,
        200,
    ),
    may(
        "&of_item(\"decision\")",
        Post,
        "{p}/meetings/2015-16/cabinet/plan-to-cabinet/decision",
        ChangeMeetings,
        200,
    ),
    may("\"/people\"", Get, "{p}/people", SeePeople, 200),
    may("\"/people/new\"", Get, "{p}/people/new", ChangePeople, 200),
    may("\"/people/new\"", Post, "{p}/people/new", ChangePeople, 200),
    may(PERSON, Get, "{p}/people/councillor", ChangePeople, 200),
    may(PERSON, Post, "{p}/people/councillor", ChangePeople, 400),
    may(PERSON, Get, "{p}/people/administrator", ChangeAdministrators, 200),
    may(PERSON, Post, "{p}/people/administrator", ChangeAdministrators, 400),
    may(TAKE_AWAY, Get, "{p}/people/councillor/take-away", ChangePeople, 200),
    may(TAKE_AWAY, Post, "{p}/people/councillor/take-away", ChangePeople, 400),
    may(TAKE_AWAY, Get, "{p}/people/administrator/take-away", ChangeAdministrators, 200),
    may(TAKE_AWAY, Post, "{p}/people/administrator/take-away", ChangeAdministrators, 400),
    may(TURN_OUT, Get, "{p}/people/county-analysts/carol-of-nobody/take-away", ChangePeople, 404),
    may(
        TURN_OUT,
        Get,
        "{p}/people/county-analysts/carol-of-safer-ashford-partnership/take-away",
        ChangePeople,
        200,
    ),
    may(TURN_OUT, Post, "{p}/people/county-analysts/carol-of-nobody/take-away", ChangePeople, 404),
    may(
        TURN_OUT,
        Post,
        "{p}/people/county-analysts/carol-of-safer-ashford-partnership/take-away",
        ChangePeople,
        400,
    ),
    may(LINK, Post, "{p}/people/councillor/link", ChangePeople, 200),
    may(LINK, Post, "{p}/people/administrator/link", ChangeAdministrators, 200),
    may(REVOKE, Post, "{p}/people/councillor/links/99/revoke", ChangePeople, 404),
    may(REVOKE, Post, "{p}/people/administrator/links/99/revoke", ChangeAdministrators, 404),
    open("\"/read/{token}\"", Get, "{p}/read/never", 409),
    may("\"/readers/new\"", Get, "{p}/readers/new", ChangePeople, 200),
    may("\"/readers/new\"", Post, "{p}/readers/new", ChangePeople, 200),
    may(READER_REVOKE, Post, "{p}/readers/links/99/revoke", ChangePeople, 404),
    may("\"/me\"", Get, "{p}/me", KeepOwnAccount, 200),
    may("\"/me/account\"", Get, "{p}/me/account", KeepOwnAccount, 200),
    may("\"/me/password\"", Get, "{p}/me/password", KeepOwnAccount, 409),
    may("\"/me/password\"", Post, "{p}/me/password", KeepOwnAccount, 409),
    may("\"/me/recovery-codes\"", Get, "{p}/me/recovery-codes", KeepOwnAccount, 409),
    may("\"/me/recovery-codes\"", Post, "{p}/me/recovery-codes", KeepOwnAccount, 409),
    may("\"/me/outside\"", Get, "{p}/me/outside", KeepOwnAccount, 404),
    may("\"/me/outside\"", Post, "{p}/me/outside", KeepOwnAccount, 404),
    may("\"/me/partnerships\"", Get, "{p}/me/partnerships", KeepOwnAccount, 200),
    may("\"/me/calendar\"", Get, "{p}/me/calendar", KeepOwnAccount, 200),
    may("\"/me/calendar\"", Post, "{p}/me/calendar", KeepOwnAccount, 200),
    may("\"/me/calendar.ics\"", Get, "{p}/me/calendar.ics", KeepOwnAccount, 200),
    may(
        "\"/me/calendar/links/{number}/revoke\"",
        Post,
        "{p}/me/calendar/links/99/revoke",
        KeepOwnAccount,
        404,
    ),
    may("\"/evidence\"", Get, "{p}/evidence", SeeYear, 200),
    may("\"/evidence/map\"", Get, "{p}/evidence/map", SeeYear, 200),
    may("\"/evidence/map/shapes\"", Get, "{p}/evidence/map/shapes", SeeYear, 404),
    may("\"/evidence/map/file/{file}\"", Get, "{p}/evidence/map/file/table.csv", SeeYear, 404),
    may("\"/evidence/judged\"", Get, "{p}/evidence/judged", SeeYear, 200),
    may(
        "\"/evidence/judged/file/{file}\"",
        Get,
        "{p}/evidence/judged/file/table.csv",
        SeeYear,
        404,
    ),
    may("\"/evidence/file/{file}\"", Get, "{p}/evidence/file/answer.csv", SeeYear, 404),
    may("\"/evidence/findings\"", Get, "{p}/evidence/findings", SeeYear, 200),
    may("\"/evidence/findings/new\"", Get, "{p}/evidence/findings/new", KeepFindings, 404),
    may("\"/evidence/findings/new\"", Post, "{p}/evidence/findings/new", KeepFindings, 404),
    may(FINDING, Get, "{p}/evidence/findings/none", SeeYear, 404),
    may(FINDING, Post, "{p}/evidence/findings/none", KeepFindings, 404),
    may(FINDING_AWAY, Get, "{p}/evidence/findings/none/take-away", KeepFindings, 404),
    may(FINDING_AWAY, Post, "{p}/evidence/findings/none/take-away", KeepFindings, 404),
    may("\"/audit\"", Get, "{p}/audit", SeeAuditRecord, 200),
    may("\"/audit/check\"", Get, "{p}/audit/check", SeeAuditRecord, 200),
    may("\"/audit/record.csv\"", Get, "{p}/audit/record.csv", SeeAuditRecord, 200),
    may("\"/audit/{number}\"", Get, "{p}/audit/1", SeeAuditRecord, 200),
    may("\"/partnership\"", Get, "{p}/partnership", SeeYear, 200),
    may("\"/partnership/description\"", Get, "{p}/partnership/description", ChangePartnership, 200),
    may(
        "\"/partnership/description\"",
        Post,
        "{p}/partnership/description",
        ChangePartnership,
        400,
    ),
    may(PART_NEW, Get, "{p}/partnership/bodies/new", ChangePartnership, 200),
    may(PART_NEW, Post, "{p}/partnership/bodies/new", ChangePartnership, 400),
    may(PART, Get, "{p}/partnership/districts/1", ChangePartnership, 200),
    may(PART, Post, "{p}/partnership/districts/1", ChangePartnership, 400),
    may(PART_AWAY, Get, "{p}/partnership/districts/1/take-away", ChangePartnership, 200),
    may(PART_AWAY, Post, "{p}/partnership/districts/1/take-away", ChangePartnership, 400),
    may("\"/me/sessions\"", Get, "{p}/me/sessions", KeepOwnAccount, 200),
    may("\"/me/sessions\"", Post, "{p}/me/sessions", KeepOwnAccount, 200),
    may(SIGN_OUT, Post, "{p}/people/councillor/sign-out", ChangePeople, 303),
    Line {
        written: SIGN_OUT,
        method: Post,
        path: "{p}/people/administrator/sign-out",
        who: Who::May(ChangeAdministrators),
        then: 303,
        signs_out: true,
    },
    Line {
        written: "\"/me/sign-out-everywhere\"",
        method: Post,
        path: "{p}/me/sign-out-everywhere",
        who: Who::May(KeepOwnAccount),
        then: 303,
        signs_out: true,
    },
    Line {
        written: "\"/sign-out\"",
        method: Post,
        path: "{p}/sign-out",
        who: Who::Anybody,
        then: 303,
        signs_out: true,
    },
];
