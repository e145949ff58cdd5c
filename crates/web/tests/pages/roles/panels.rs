//! The table's lines of neighbourhood panels.

use partnership::membership::may::Deed::ChangePanels;
use partnership::membership::may::Deed::SeeYear;

use crate::roles::table::Line;
use crate::roles::table::Method::Get;
use crate::roles::table::Method::Post;
use crate::roles::table::may;

const MEETING: &str = "{p}/panels/shepway/meetings/2014-06-11";

/// Every route of these pages. Of an issue that is not there, there is no page.
pub(super) const PANELS: &[Line] = &[
    may("\"/panels\"", Get, "{p}/panels", SeeYear, 200),
    may("\"/panels/new\"", Get, "{p}/panels/new", ChangePanels, 200),
    may("\"/panels/new\"", Post, "{p}/panels/new", ChangePanels, 200),
    may("\"/panels/issues\"", Get, "{p}/panels/issues", SeeYear, 200),
    may("\"/panels/roll-up\"", Get, "{p}/panels/roll-up", SeeYear, 200),
    may("\"/panels/roll-up.csv\"", Get, "{p}/panels/roll-up.csv", SeeYear, 200),
    may("\"/panels/issues.csv\"", Get, "{p}/panels/issues.csv", ChangePanels, 200),
    may("\"/panels/history.csv\"", Get, "{p}/panels/history.csv", ChangePanels, 200),
    may("\"/panels/template.csv\"", Get, "{p}/panels/template.csv", ChangePanels, 200),
    may("\"/panels/retention\"", Get, "{p}/panels/retention", ChangePanels, 200),
    may("\"/panels/retention\"", Post, "{p}/panels/retention", ChangePanels, 303),
    may("\"/panels/import\"", Get, "{p}/panels/import", ChangePanels, 200),
    may("\"/panels/import\"", Post, "{p}/panels/import", ChangePanels, 415),
    may("PANEL", Get, "{p}/panels/shepway", SeeYear, 200),
    may("&of(\"change\")", Get, "{p}/panels/shepway/change", ChangePanels, 200),
    may("&of(\"change\")", Post, "{p}/panels/shepway/change", ChangePanels, 400),
    may("&of(\"take-away\")", Get, "{p}/panels/shepway/take-away", ChangePanels, 200),
    may("&of(\"take-away\")", Post, "{p}/panels/shepway/take-away", ChangePanels, 400),
    may("&of(\"meetings/new\")", Get, "{p}/panels/shepway/meetings/new", ChangePanels, 200),
    may("&of(\"meetings/new\")", Post, "{p}/panels/shepway/meetings/new", ChangePanels, 200),
    may("PANEL_MEETING", Get, MEETING, ChangePanels, 200),
    may("PANEL_MEETING", Post, MEETING, ChangePanels, 400),
    may(
        "&of_panel_meeting(\"take-away\")",
        Get,
        "{p}/panels/shepway/meetings/2014-06-11/take-away",
        ChangePanels,
        200,
    ),
    may(
        "&of_panel_meeting(\"take-away\")",
        Post,
        "{p}/panels/shepway/meetings/2014-06-11/take-away",
        ChangePanels,
        400,
    ),
    may("\"/panels/{panel}/issues/new\"", Get, "{p}/panels/shepway/issues/new", ChangePanels, 200),
    may("\"/panels/{panel}/issues/new\"", Post, "{p}/panels/shepway/issues/new", ChangePanels, 200),
    may("ISSUE", Get, "{p}/panels/shepway/issues/9999", SeeYear, 404),
    may("ISSUE", Post, "{p}/panels/shepway/issues/9999", ChangePanels, 404),
    may("&of_issue(\"change\")", Get, "{p}/panels/shepway/issues/9999/change", ChangePanels, 404),
    may("&of_issue(\"change\")", Post, "{p}/panels/shepway/issues/9999/change", ChangePanels, 404),
    may("&of_issue(\"undo\")", Post, "{p}/panels/shepway/issues/9999/undo", ChangePanels, 404),
    may("&of_issue(\"join\")", Post, "{p}/panels/shepway/issues/9999/join", ChangePanels, 404),
    may(
        "&of_issue(\"take-away\")",
        Get,
        "{p}/panels/shepway/issues/9999/take-away",
        ChangePanels,
        404,
    ),
    may(
        "&of_issue(\"take-away\")",
        Post,
        "{p}/panels/shepway/issues/9999/take-away",
        ChangePanels,
        404,
    ),
];
