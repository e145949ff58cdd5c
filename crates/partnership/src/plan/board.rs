//! The board: every action of a plan in one column, by how it does and where it stands, in words and a letter.
//!
//! In come actions; out go the columns, each with its actions. No action is on it twice, and none is left out.

use std::collections::BTreeMap;

use crate::plan::action::Action;
use crate::plan::action::standing::Standing;
use crate::task_groups::judgement::Rag;

/// A column of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// Under way, and nothing is noted yet.
    NotNoted,
    /// Off track by what was noted last.
    OffTrack,
    /// At risk by what was noted last.
    AtRisk,
    /// On track by what was noted last.
    OnTrack,
    /// Deferred.
    Deferred,
    /// Finished.
    Finished,
    /// Dropped.
    Dropped,
    /// Carried over into a later plan.
    CarriedOver,
}

impl Column {
    /// All of them: first what wants looking at.
    pub const ALL: [Column; 8] = [
        Column::NotNoted,
        Column::OffTrack,
        Column::AtRisk,
        Column::OnTrack,
        Column::Deferred,
        Column::Finished,
        Column::Dropped,
        Column::CarriedOver,
    ];

    /// The column in which an action is. A deferred action is there, whatever was noted of it.
    pub fn of(action: &Action) -> Column {
        match action.standing() {
            Standing::Deferred { .. } => Column::Deferred,
            Standing::Finished => Column::Finished,
            Standing::Dropped => Column::Dropped,
            Standing::CarriedOver { .. } => Column::CarriedOver,
            Standing::UnderWay => match action.latest().map(|progress| progress.judgement) {
                None => Column::NotNoted,
                Some(Rag::OffTrack) => Column::OffTrack,
                Some(Rag::AtRisk) => Column::AtRisk,
                Some(Rag::OnTrack) => Column::OnTrack,
            },
        }
    }

    /// In words, with the letter: never by colour alone.
    pub fn in_words(self) -> &'static str {
        match self {
            Column::NotNoted => "Nothing noted (–)",
            Column::OffTrack => Rag::OffTrack.in_words(),
            Column::AtRisk => Rag::AtRisk.in_words(),
            Column::OnTrack => Rag::OnTrack.in_words(),
            Column::Deferred => "Deferred (D)",
            Column::Finished => "Finished (F)",
            Column::Dropped => "Dropped (X)",
            Column::CarriedOver => "Carried over (C)",
        }
    }
}

/// All columns in their order, each with the numbers of its actions.
pub fn board(actions: &BTreeMap<i64, Action>) -> Vec<(Column, Vec<i64>)> {
    let in_column = |column: Column| {
        let those = actions.iter().filter(move |(_, action)| Column::of(action) == column);
        those.map(|(number, _)| *number).collect()
    };
    Column::ALL.into_iter().map(|column| (column, in_column(column))).collect()
}
