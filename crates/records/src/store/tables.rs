//! Every table that a backup has, in an order in which their rows can be put back.
//!
//! In comes nothing; out go the statements that read and write whole rows, in which each value is a text or none.

mod consulting;
mod distributing;
mod people;
mod performing;

use Column::Number;
use Column::Text;

use crate::store::tables::consulting::CONSULTING;
use crate::store::tables::distributing::DISTRIBUTION;
use crate::store::tables::people::PEOPLE;
use crate::store::tables::performing::PERFORMING;

/// A table with its columns.
#[derive(Debug)]
pub(crate) struct Table {
    /// What it is called.
    pub(crate) name: &'static str,
    /// Its columns; its rows are ordered by its key, the first of them, so that the same records give the same backup.
    pub(crate) columns: &'static [Column],
    /// How many of the columns are its key.
    key: usize,
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Column {
    /// Of texts.
    Text(&'static str),
    /// Of whole numbers.
    Number(&'static str),
}

impl Column {
    /// What it is called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Text(name) | Number(name) => name,
        }
    }
}

impl Table {
    pub(super) const fn of(name: &'static str, key: usize, columns: &'static [Column]) -> Table {
        Table { name, columns, key }
    }

    /// Counts its rows, as `rows`.
    pub(crate) fn count(&self) -> String {
        format!("select count(*) as rows from {}", self.name)
    }

    /// All its rows, every value as a text.
    pub(crate) fn select(&self) -> String {
        let columns = self.columns.iter().map(|column| match column {
            Text(name) => (*name).to_owned(),
            Number(name) => format!("cast({name} as text) as {name}"),
        });
        let columns: Vec<_> = columns.collect();
        let key = self.columns.iter().take(self.key);
        // With its table, each is the column itself and not the text that is made of it.
        let key: Vec<_> = key.map(|column| format!("{}.{}", self.name, column.name())).collect();
        format!("select {} from {} order by {}", columns.join(", "), self.name, key.join(", "))
    }

    /// Writes one row, every value given as a text.
    pub(crate) fn insert(&self) -> String {
        let names: Vec<_> = self.columns.iter().map(|column| column.name()).collect();
        let values = self.columns.iter().zip(1..).map(|(column, place)| match column {
            Text(_) => format!("${place}"),
            Number(_) => format!("cast(${place} as bigint)"),
        });
        let values: Vec<_> = values.collect();
        format!("insert into {} ({}) values ({})", self.name, names.join(", "), values.join(", "))
    }
}

/// The short name of the partnership, which every table has.
const WHOSE: Column = Text("partnership_id");
const CYCLE: Column = Text("cycle_id");
const STEP: Column = Text("step_id");
const FRAME: Column = Number("frame_id");
const REPLY: Column = Number("reply_id");
const QUESTION: Column = Text("question_id");
const MEETING: Column = Text("meeting_id");
const PERSON: Column = Text("person_id");
const QUESTIONNAIRE: Column = Text("questionnaire_id");
const VERSION: Column = Number("version_id");
const BATCH: Column = Number("batch_id");
const RETURN: Column = Number("return_id");
const PANEL: Column = Text("panel_id");
const DOCUMENT: Column = Text("document");
const ENTRY: Column = Number("entry_id");
const ISSUE: Column = Number("issue_id");
const ROUND: Column = Number("round_id");
const FROM: Column = Text("valid_from");
const UNTIL: Column = Text("valid_until");

/// All tables, in the order in which rows are put back: what others refer to comes first.
pub(crate) fn tables() -> impl Iterator<Item = &'static Table> {
    YEAR.iter()
        .chain(&CONSULTING)
        .chain(&PANELS)
        .chain(&PARTNER_DATA)
        .chain(&ASSESSMENT)
        .chain(&PERFORMING)
        .chain(&PRIORITIES)
        .chain(&PLAN)
        .chain(&APPROVAL)
        .chain(&PUBLICATION)
        .chain(&DISTRIBUTION)
        .chain(&FINDINGS)
        .chain(&PEOPLE)
}

/// The audit record, the partnership and its year.
const YEAR: [Table; 18] = [
    Table::of("partnership", 1, &[WHOSE, Number("entries"), Text("head")]),
    Table::of(
        "audit_entry",
        2,
        &[
            WHOSE,
            ENTRY,
            Text("at"),
            Text("who"),
            Text("kind"),
            Text("key"),
            Text("before"),
            Text("after"),
            Text("who_seal"),
            Text("thing_seal"),
            Text("hash"),
        ],
    ),
    Table::of(
        "description",
        1,
        &[WHOSE, ENTRY, Text("name"), Text("police_force"), Text("comparison_group")],
    ),
    Table::of(
        "predecessors",
        1,
        &[WHOSE, ENTRY, Text("day"), Text("from_others"), Text("because")],
    ),
    Table::of("successors", 1, &[WHOSE, ENTRY, Text("day"), Text("into_others"), Text("because")]),
    Table::of(
        "district",
        2,
        &[WHOSE, Number("district_id"), Text("code"), Text("name"), FROM, UNTIL],
    ),
    Table::of(
        "organisation",
        2,
        &[WHOSE, Number("organisation_id"), Text("name"), Text("capacity"), FROM, UNTIL],
    ),
    Table::of(
        "task_group",
        2,
        &[WHOSE, Number("task_group_id"), Text("name"), Text("lead"), FROM, UNTIL],
    ),
    Table::of("body", 2, &[WHOSE, Text("body_id"), Number("place"), Text("kind"), Text("name")]),
    Table::of("cycle", 2, &[WHOSE, CYCLE, ENTRY]),
    Table::of("poll", 3, &[WHOSE, CYCLE, Text("day")]),
    Table::of(
        "school_holiday",
        3,
        &[
            WHOSE,
            CYCLE,
            Number("school_holiday_id"),
            Text("name"),
            Text("first_day"),
            Text("last_day"),
        ],
    ),
    Table::of(
        "step",
        3,
        &[
            WHOSE,
            CYCLE,
            STEP,
            ENTRY,
            Number("place"),
            Text("kind"),
            Text("subject"),
            Text("title"),
            Text("planned"),
            Text("owner"),
            Text("body_id"),
        ],
    ),
    Table::of("step_need", 4, &[WHOSE, CYCLE, STEP, Text("needs_step_id")]),
    Table::of(
        "event",
        3,
        &[WHOSE, CYCLE, Number("event_id"), ENTRY, STEP, Text("day"), Text("who"), Text("what")],
    ),
    Table::of("meeting", 3, &[WHOSE, CYCLE, MEETING, ENTRY, Text("body_id"), Text("planned")]),
    Table::of(
        "agenda_item",
        4,
        &[WHOSE, CYCLE, MEETING, STEP, ENTRY, Number("place"), Text("life")],
    ),
    Table::of(
        "paper",
        5,
        &[WHOSE, CYCLE, MEETING, STEP, Number("paper_id"), Text("title"), Text("published")],
    ),
];

/// The assessment as it is drafted.
const ASSESSMENT: [Table; 4] = [
    Table::of("assessment", 2, &[WHOSE, CYCLE, ENTRY, Text("about")]),
    Table::of(
        "assessment_version",
        3,
        &[
            WHOSE,
            CYCLE,
            VERSION,
            ENTRY,
            Text("writer"),
            Text("day"),
            Text("note"),
            Number("given"),
            Text("sources"),
        ],
    ),
    Table::of(
        "assessment_comment",
        3,
        &[WHOSE, CYCLE, Number("comment_id"), ENTRY, Text("comment"), Text("salt")],
    ),
    Table::of("circulated_draft", 3, &[WHOSE, CYCLE, VERSION, ENTRY, Text("day"), Text("draft")]),
];

/// The long list, its scores and what was decided.
const PRIORITIES: [Table; 4] = [
    Table::of("candidate_issue", 3, &[WHOSE, CYCLE, ISSUE, ENTRY, Text("issue")]),
    Table::of("scoring_round", 3, &[WHOSE, CYCLE, ROUND, ENTRY, Text("round")]),
    Table::of("issue_score", 5, &[WHOSE, CYCLE, ROUND, ISSUE, PERSON, ENTRY, Text("score")]),
    Table::of(
        "priority_decision",
        3,
        &[WHOSE, CYCLE, Number("decision_id"), ENTRY, Text("decision")],
    ),
];

/// Rolling plans, their actions, and links by which progress is noted.
const PLAN: [Table; 3] = [
    Table::of("plan", 2, &[WHOSE, CYCLE, ENTRY, Text("plan")]),
    Table::of("plan_action", 3, &[WHOSE, CYCLE, Number("action_id"), ENTRY, Text("action")]),
    Table::of(
        "progress_link",
        3,
        &[
            WHOSE,
            CYCLE,
            Text("lead"),
            Text("name"),
            Text("token"),
            Text("until"),
            Text("email"),
            Text("earlier_token"),
            Number("due"),
            Number("taken_up"),
            Number("letters"),
            Text("last_letter"),
            Text("refused"),
        ],
    ),
];

/// Documents on their way to adoption.
const APPROVAL: [Table; 5] = [
    Table::of("put_forward", 4, &[WHOSE, CYCLE, DOCUMENT, VERSION, ENTRY, Text("version")]),
    Table::of(
        "approval_note",
        4,
        &[WHOSE, CYCLE, DOCUMENT, Number("note_id"), ENTRY, Text("note"), Text("salt")],
    ),
    Table::of("cover_report", 4, &[WHOSE, CYCLE, DOCUMENT, MEETING, ENTRY, Text("report")]),
    Table::of(
        "committee_pack",
        4,
        &[WHOSE, CYCLE, DOCUMENT, MEETING, ENTRY, Text("pack"), Text("salt")],
    ),
    Table::of("house_template", 1, &[WHOSE, ENTRY, Text("template")]),
];

/// What was published.
const PUBLICATION: [Table; 1] = [Table::of(
    "publication",
    3,
    &[WHOSE, CYCLE, Number("publication_id"), ENTRY, Text("publication")],
)];

/// Neighbourhood panels.
const PANELS: [Table; 4] = [
    Table::of("panel", 2, &[WHOSE, PANEL, ENTRY, Text("panel")]),
    Table::of("panel_meeting", 3, &[WHOSE, PANEL, Text("day"), ENTRY, Text("meeting")]),
    Table::of("panel_issue", 3, &[WHOSE, PANEL, ISSUE, ENTRY, Text("issue"), Text("salt")]),
    Table::of("panel_retention", 1, &[WHOSE, ENTRY, Number("days")]),
];

/// Partner data, and links by which it is sent.
const PARTNER_DATA: [Table; 3] = [
    Table::of("return_supplier", 2, &[WHOSE, Text("supplier_id"), ENTRY, Text("supplier")]),
    Table::of("partner_delivery", 2, &[WHOSE, Number("delivery_id"), ENTRY, Text("delivery")]),
    Table::of(
        "return_link",
        2,
        &[WHOSE, Text("supplier_id"), Text("name"), Text("token"), Text("until")],
    ),
];

/// Findings.
const FINDINGS: [Table; 1] =
    [Table::of("finding", 2, &[WHOSE, Text("finding_id"), ENTRY, Text("finding")])];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::place::Place;
    use crate::store::Store;

    /// What a backup leaves out: sessions, and what the engine or the layout makes itself.
    const LEFT_OUT: [&str; 2] = ["migration", "session"];

    #[test]
    fn a_backup_has_every_column_of_every_table_but_the_sessions() {
        let folder = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let store = Store::open(&Place::in_home(folder.path())).await.unwrap();
            let sql = "select t.name as of, c.name as name, c.type = 'INTEGER' as is_number
                from sqlite_schema t, pragma_table_info(t.name) c where t.type = 'table'";
            let rows = store.look(sql, Vec::new()).await.unwrap();
            let there = rows.iter().map(|row| {
                let number = row.number("is_number").unwrap() == 1;
                (row.text("of").unwrap(), row.text("name").unwrap(), number)
            });
            let there: BTreeSet<_> =
                there.filter(|(of, ..)| !LEFT_OUT.contains(&of.as_str())).collect();
            let ours = tables().flat_map(|table| {
                table.columns.iter().map(|column| {
                    let number = matches!(column, Number(_));
                    (table.name.to_owned(), column.name().to_owned(), number)
                })
            });
            assert_eq!(ours.collect::<BTreeSet<_>>(), there);
        });
    }
}
