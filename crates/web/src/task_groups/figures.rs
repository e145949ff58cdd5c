//! The figures of a group beside what is written of them: of the quarter, and of the one before.

use partnership::task_groups::commentary::Commentary;
use partnership::task_groups::measure::Measure;
use partnership::task_groups::measure::MeasureId;
use records::Held;

use crate::task_groups::group::in_short;
use crate::task_groups::which::Known;
use crate::task_groups::which::Tag;

/// The measures of the group, for whoever writes.
#[derive(Debug, serde::Serialize)]
pub(super) struct Measures {
    now: String,
    earlier: String,
    rows: Vec<Row>,
}

/// A measure.
#[derive(Debug, serde::Serialize)]
struct Row {
    name: String,
    /// In what, and which way is better.
    what: String,
    value: String,
    before: String,
    target: String,
    judgement: Tag,
}

/// The figures of the group, of the quarter and the one before.
pub(super) fn measures(known: &Known, commentary: &Commentary) -> Measures {
    let (quarter, earlier) = (commentary.quarter, commentary.quarter.plus_quarters(-1));
    let printed = |measure: &MeasureId, quarter| {
        let value = known.value(measure, quarter).map(|held| held.value.value.printed());
        value.unwrap_or_else(|| "–".to_owned())
    };
    let row = |held: &Held<Measure>| {
        let (id, typed) = (held.value.id(), held.value.typed());
        Row {
            name: typed.name.clone(),
            what: format!("{}; {}", typed.unit, typed.better.in_words()),
            value: printed(id, quarter),
            before: printed(id, earlier),
            target: typed.target.map_or_else(
                || "none".to_owned(),
                |at| format!("{} by {}", at.value.printed(), in_short(at.quarter)),
            ),
            judgement: Tag::of(known.judgement(&held.value, quarter).in_words()),
        }
    };
    Measures {
        now: in_short(quarter),
        earlier: in_short(earlier),
        rows: known.measures_of(&commentary.group).map(row).collect(),
    }
}
