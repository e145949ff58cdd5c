//! Actions in words, as several of these pages say them.

use std::collections::BTreeSet;

use partnership::plan::action::Action;
use partnership::plan::board::Column;
use partnership::task_groups::judgement::Rag;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;
use partnership::terms::wording::capitalised;

use crate::page::form::Form;
use crate::people::choices::Choice;

/// Where an action is on the board, as a tag: in words and a letter, and then in a colour.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(super) struct Tag {
    text: &'static str,
    colour: &'static str,
}

impl Tag {
    /// The tag of an action.
    pub(super) fn of(action: &Action) -> Tag {
        Tag::of_column(Column::of(action))
    }

    /// The tag of a column.
    pub(super) fn of_column(column: Column) -> Tag {
        let colour = match column {
            Column::OffTrack => "red",
            Column::AtRisk => "yellow",
            Column::OnTrack => "green",
            Column::Finished => "turquoise",
            Column::Deferred => "purple",
            Column::NotNoted | Column::Dropped | Column::CarriedOver => "grey",
        };
        Tag { text: column.in_words(), colour }
    }

    /// Its words.
    pub(super) fn text(&self) -> &'static str {
        self.text
    }
}

/// What is chosen for how an action does.
pub(super) fn judgements(form: &Form, field: &str) -> Vec<Choice> {
    let choice = |rag: Rag| Choice::of(form, field, rag.code(), rag.in_words());
    Rag::ALL.into_iter().map(choice).collect()
}

/// The quarters of which progress can be noted, the latest first: the one that runs, and seven before it.
pub(super) fn quarters(form: &Form, field: &str, now: Quarter) -> Vec<Choice> {
    let all = (0..8).map(|back| now.plus_quarters(-back));
    let choice = |quarter: Quarter| {
        Choice::of(form, field, &quarter.to_string(), &Period::Quarter(quarter).in_words())
    };
    all.map(choice).collect()
}

/// Bodies to choose from, by their names, whatever letters those begin with; each begins as a sentence does.
pub(super) fn bodies(form: &Form, field: &str, names: BTreeSet<String>) -> Vec<Choice> {
    let choice = |name: String| Choice::of(form, field, &name, &capitalised(&name));
    let mut bodies: Vec<Choice> = names.into_iter().map(choice).collect();
    bodies.sort_by_cached_key(|one| one.text.to_lowercase());
    bodies
}

/// The number of an action with its title.
pub(super) fn title(number: i64, action: &Action) -> String {
    format!("{number}. {}", action.described().title)
}
