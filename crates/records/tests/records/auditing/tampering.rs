//! A change of each table past the records.

use crate::approvals;
use crate::assessments;
use crate::county_analysts;
use crate::distributions;
use crate::findings;
use crate::panels;
use crate::partner_data;
use crate::plans;
use crate::priorities;
use crate::publications;
use crate::successions;
use crate::task_groups;
use crate::themes;

const TAMPERINGS: [(&str, &str); 27] = [
    ("partnership", "update partnership set entries = 3"),
    ("audit_entry", "update audit_entry set at = '2014-10-15T00:00:00Z' where entry_id = 3"),
    ("description", "update description set name = 'x'"),
    ("district", "update district set valid_from = '2010-01-01'"),
    ("organisation", "update organisation set capacity = 'key-partner' where organisation_id = 1"),
    ("task_group", "update task_group set lead = 'x'"),
    ("body", "update body set place = 9 where body_id = 'scrutiny'"),
    ("cycle", "update cycle set entry_id = 2"),
    ("poll", "delete from poll"),
    ("school_holiday", "update school_holiday set first_day = '2015-03-29'"),
    ("step", "update step set planned = '2015-12-24' where step_id = 'plan-written'"),
    ("step_need", "delete from step_need where step_id = 'plan-adopted'"),
    ("event", "update event set day = '2014-12-09' where event_id = 1"),
    ("meeting", "update meeting set planned = 'March 2015'"),
    ("agenda_item", "update agenda_item set life = '{\"withdrawn\":{\"why\":\"x\"}}'"),
    ("paper", "update paper set published = '2015-02-25'"),
    ("person", "update person set role = 'administrator'"),
    ("acts_for", "update acts_for set owner = 'Kent County Council'"),
    ("account", "update account set second_factor_confirmed = '2014-10-13T00:00:00Z'"),
    ("forgetting", "update forgetting set day = '2014-10-13'"),
    ("recovery_code", "delete from recovery_code"),
    ("access_link", "update access_link set expires = '2034-10-14T00:00:00Z'"),
    ("consulted_text", "update consulted_text set content = '00'"),
    (
        "consultation",
        "update consultation set description = replace(description, 'public', 'partnership')",
    ),
    (
        "questionnaire_version",
        "update questionnaire_version set opened = '2015-01-02', closed = null",
    ),
    ("form_layout", "update form_layout set layout = replace(layout, '297', '298')"),
    ("reply", "update reply set answers = '{}'"),
];

const TAMPERED_PAPER: [(&str, &str); 7] = [
    ("scan_batch", "update scan_batch set day = '2015-01-02'"),
    ("scan_file", "update scan_file set name = 'x'"),
    ("scan_side", "update scan_side set reading = '\"blank\"'"),
    ("paper_return", "update paper_return set machine = '{}'"),
    ("paper_decision", "update paper_decision set act = '{\"withdraws\":1}'"),
    ("side_said", "update side_said set side_is = '\"blank\"'"),
    ("booking_in", "update booking_in set received = 5"),
];

/// How each table is tampered with.
pub(super) fn tamperings() -> impl Iterator<Item = (&'static str, &'static str)> {
    TAMPERINGS
        .into_iter()
        .chain(TAMPERED_PAPER)
        .chain(themes::TAMPERINGS)
        .chain(panels::TAMPERINGS)
        .chain(assessments::TAMPERINGS)
        .chain(task_groups::TAMPERINGS)
        .chain(approvals::TAMPERINGS)
        .chain(findings::TAMPERINGS)
        .chain(partner_data::TAMPERINGS)
        .chain(priorities::TAMPERINGS)
        .chain(plans::TAMPERINGS)
        .chain(publications::TAMPERINGS)
        .chain(distributions::TAMPERINGS)
        .chain(county_analysts::TAMPERINGS)
        .chain(successions::TAMPERINGS)
}
