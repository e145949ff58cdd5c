//! How far the actions were carried out: where each stands, and what was noted of it last.

use crate::content::Block;
use crate::content::Section;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::text;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::evidence::tables::Tables;
use crate::plan::action::Action;
use crate::plan::board::Column as OnBoard;
use crate::plan::board::board;
use crate::plan::document::Commission;
use crate::terms::wording::capitalised;
use crate::terms::wording::counted;
use crate::terms::wording::listed;

/// The section; none where nothing was done about any action yet.
pub(super) fn section(commission: &Commission<'_>, tables: &mut Tables) -> Option<Section> {
    let actions = commission.full.actions;
    if actions.values().all(|action| action.deeds().is_empty()) {
        return None;
    }
    let columns = vec![
        Column::words("Action"),
        Column::words("Where it stands"),
        Column::words("How it does"),
        Column::words("Quarter"),
        Column::words("In words"),
    ];
    let drafted = actions.iter().map(|(number, action)| row(*number, action)).collect();
    let caption = format!("Actions as they stood on {}", commission.today.in_words());
    let caption = commission.full.plan.wording().label().on(&caption);
    let table = tables.table("progress", caption, columns, drafted, Vec::new());
    let blocks = vec![Block::Lead(vec![text(lead(commission))]), Block::Table(table)];
    Some(Section {
        anchor: "progress".into(),
        heading: "How far it was carried out".into(),
        blocks,
    })
}

/// How many actions are in which column of the board.
fn lead(commission: &Commission<'_>) -> String {
    let columns = board(commission.full.actions).into_iter();
    let columns = columns.filter(|(_, numbers)| !numbers.is_empty());
    let told: Vec<String> = columns
        .map(|(column, numbers)| format!("{}: {}", column.in_words(), counted(numbers.len())))
        .collect();
    let (today, all) = (commission.today.in_words(), commission.full.actions.len());
    format!("On {today} the {} actions stood as follows. {}.", counted(all), listed(&told))
}

fn row(number: i64, action: &Action) -> Drafted {
    let (latest, dash) = (action.latest(), || "–".to_owned());
    let words = match (action.because(), latest) {
        (Some(because), _) => because.to_owned(),
        (None, Some(noted)) => noted.words.clone(),
        (None, None) => dash(),
    };
    let entries = vec![
        Entry::Words(capitalised(&action.standing().in_words())),
        Entry::Words(OnBoard::of(action).in_words().to_owned()),
        Entry::Words(latest.map_or_else(dash, |noted| noted.quarter.in_short())),
        Entry::Recorded {
            words,
            rests_on: vec![format!(
                "What was recorded of action {number}, last on {}.",
                action.last_day().in_words()
            )],
        },
    ];
    let heading = format!("{number}. {}", action.described().title);
    Drafted { heading, entries, weight: RowWeight::Ordinary }
}
