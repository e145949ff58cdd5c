//! Clears one answer: what is confidential or small is withheld, with all that would tell it.
//!
//! In comes an answer; out go the answer as the public may see it, and why it is another, if it is.

use crate::assessment::answer::Answer;
use crate::assessment::answer::Row;
use crate::assessment::answer::Shown;
use crate::assessment::answer::Value;
use crate::assessment::clearing::Why;
use crate::content::table::Cell;
use crate::evidence::disclosure;
use crate::evidence::disclosure::Reason;
use crate::evidence::disclosure::SMALLEST_SHOWN;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Status;
use crate::terms::area::AreaKind;

const WITHHELD: &str = "[withheld]";

/// The answer as the public may see it.
pub(super) fn cleared(answer: &Answer) -> (Answer, Option<Why>) {
    let confidential = answer.status == Status::Confidential
        || answer.figures.iter().any(|figure| figure.status == Status::Confidential);
    if confidential {
        return (withheld(), Some(Why::Confidential));
    }
    if let Some(says) = &answer.says_in_public {
        let (figures, rests_on, says) = (Vec::new(), Vec::new(), says.clone());
        let cleared = Answer { says, says_in_public: None, figures, rests_on, ..answer.clone() };
        return (cleared, Some(Why::SmallCount));
    }
    if answer.figures.iter().any(is_small) {
        return (withheld(), Some(Why::SmallCount));
    }
    let Some(shown) = &answer.shown else { return (answer.clone(), None) };
    let (shown, why) = cleared_table(shown);
    (Answer { shown: Some(shown), ..answer.clone() }, why)
}

/// Nothing of an answer but that it is withheld.
fn withheld() -> Answer {
    Answer {
        what: "Withheld from the public edition".to_owned(),
        says: WITHHELD.to_owned(),
        says_in_public: None,
        figures: Vec::new(),
        rests_on: Vec::new(),
        status: Status::Final,
        cautions: Vec::new(),
        shown: None,
    }
}

/// Whether a figure is a small count of a place smaller than a district.
fn is_small(figure: &Figure) -> bool {
    let small_place =
        matches!(figure.area.kind(), AreaKind::Lsoa | AreaKind::Msoa | AreaKind::Ward);
    let small = |count: u64| (1..SMALLEST_SHOWN).contains(&count);
    let counted = figure.counted.iter().any(|counted| small(counted.count));
    small_place && (counted || matches!(figure.value, Cell::Count(count) if small(count)))
}

fn cleared_table(shown: &Shown) -> (Shown, Option<Why>) {
    let mut shown = shown.clone();
    let mut why = None;
    for value in shown.rows.iter_mut().flat_map(|row| &mut row.entries) {
        if let Value::Figure(figure) = value
            && figure.status == Status::Confidential
        {
            figure.value = Cell::Withheld("confidential".to_owned());
            why = Some(Why::Confidential);
        }
    }
    let widest = shown.rows.iter().map(|row| row.entries.len()).max().unwrap_or(0);
    for column in 0..widest {
        if withhold_small(&mut shown.rows, column) {
            why = why.or(Some(Why::SmallCount));
        }
    }
    if why.is_some() {
        shown.rows.iter_mut().for_each(withhold_beside);
        if let Some(picture) = &mut shown.picture {
            picture.alternative = "The table gives what may be shown.".to_owned();
        }
    }
    (shown, why)
}

/// Withholds the small counts of places in a column, and what would reveal them; tells whether there were any.
fn withhold_small(rows: &mut [Row], column: usize) -> bool {
    let count = |row: &Row| match row.entries.get(column) {
        Some(Value::Figure(figure)) => match figure.value {
            Cell::Count(count) => Some(count),
            _ => None,
        },
        Some(Value::Words(_)) | None => None,
    };
    let total_is_shown = rows.iter().any(|row| row.place.is_none() && count(row).is_some());
    let places: Vec<(usize, u64)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.place.is_some())
        .filter_map(|(at, row)| Some((at, count(row)?)))
        .collect();
    let counts: Vec<u64> = places.iter().map(|(_, count)| *count).collect();
    let shown = if total_is_shown {
        disclosure::with_total(&counts)
    } else {
        Some(disclosure::without_total(&counts))
    };
    let mut any = false;
    for (place, (at, _)) in places.iter().enumerate() {
        let reason = match shown.as_ref().and_then(|shown| shown.get().get(place)) {
            Some(disclosure::Shown::Count(_)) => continue,
            Some(disclosure::Shown::Withheld(reason)) => *reason,
            None => Reason::WouldReveal,
        };
        if let Some(Value::Figure(figure)) = rows[*at].entries.get_mut(column) {
            figure.value = Cell::Withheld(reason.in_words().to_owned());
            any = true;
        }
    }
    any
}

/// In a row of which a figure is withheld, withholds what may have been made of it.
fn withhold_beside(row: &mut Row) {
    let is_withheld = |value: &Value| match value {
        Value::Figure(figure) => matches!(figure.value, Cell::Withheld(_)),
        Value::Words(_) => false,
    };
    if !row.entries.iter().any(is_withheld) {
        return;
    }
    for value in &mut row.entries {
        match value {
            Value::Words(words) => "—".clone_into(words),
            Value::Figure(figure) => {
                if !matches!(figure.value, Cell::Withheld(_)) {
                    figure.value = Cell::Withheld("made of what is withheld".to_owned());
                }
            }
        }
    }
}
