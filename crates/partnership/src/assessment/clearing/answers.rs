//! Clears one answer: what is confidential or small is withheld, with all that would tell it.
//!
//! In comes an answer; out go the answer as the public may see it, and why it is another, if it is.

use std::collections::BTreeSet;

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
use crate::evidence::figure::Line;
use crate::evidence::figure::Status;
use crate::terms::area::AreaCode;
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
    let small = |count: u64| (1..SMALLEST_SHOWN).contains(&count);
    let counted = figure.counted.iter().any(|counted| small(counted.count));
    is_small_place(figure.area)
        && (counted || matches!(figure.value, Cell::Count(count) if small(count)))
}

fn is_small_place(area: AreaCode) -> bool {
    matches!(area.kind(), AreaKind::Lsoa | AreaKind::Msoa | AreaKind::Ward)
}

/// The counts of the small places that a figure adds up; none of a figure of one place.
fn parts(figure: &Figure) -> Option<Vec<u64>> {
    let small = figure.counted.len() > 1
        && figure.counted.iter().all(|counted| is_small_place(counted.area));
    small.then(|| figure.counted.iter().map(|counted| counted.count).collect())
}

/// The count that a figure gives, or that it is made of.
fn count_behind(figure: &Figure) -> Option<u64> {
    match figure.value {
        Cell::Count(count) => Some(count),
        Cell::Number { .. } if !figure.counted.is_empty() => {
            Some(figure.counted.iter().map(|counted| counted.count).sum())
        }
        Cell::Number { .. }
        | Cell::Words(_)
        | Cell::Difference(_)
        | Cell::Change { .. }
        | Cell::Withheld(_)
        | Cell::Missing(_) => None,
    }
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
        withheld_last(&mut shown.rows);
        if let Some(picture) = &mut shown.picture {
            picture.alternative = "The table gives what may be shown.".to_owned();
        }
    }
    (shown, why)
}

/// Withholds the small counts of places in a column, and what would reveal them; tells whether there were any.
///
/// A figure that adds up neighbourhoods is withheld also where its sum would tell a small count of one of them, and every
/// reader knows the sum of all such figures: it is the district's.
fn withhold_small(rows: &mut [Row], column: usize) -> bool {
    let figure = |row: &Row| match row.entries.get(column) {
        Some(Value::Figure(figure)) => Some(figure.clone()),
        Some(Value::Words(_)) | None => None,
    };
    let mut counts = Vec::new();
    let mut at = Vec::new();
    let (mut total_is_known, mut besides) = (false, BTreeSet::new());
    for (row, figure) in rows.iter().enumerate().filter_map(|(at, row)| Some((at, figure(row)?))) {
        let parts = parts(&figure);
        if row_tells_of_a_small_place(&rows[row], parts.as_deref()) {
            let Some(count) = count_behind(&figure) else { continue };
            total_is_known |= parts.is_some();
            if parts.is_some_and(|parts| disclosure::sum_reveals(&parts)) {
                besides.insert(counts.len());
            }
            counts.push(count);
            at.push(row);
        } else {
            total_is_known |= matches!(figure.value, Cell::Count(_));
        }
    }
    let shown = if total_is_known {
        disclosure::with_total_besides(&counts, &besides)
    } else {
        Some(disclosure::without_total(&counts))
    };
    let mut any = false;
    for (place, at) in at.into_iter().enumerate() {
        let reason = match shown.as_ref().and_then(|shown| shown.get().get(place)) {
            Some(disclosure::Shown::Count(_)) => continue,
            Some(disclosure::Shown::Withheld(reason)) => *reason,
            None => Reason::WouldReveal,
        };
        if let Some(Value::Figure(figure)) = rows[at].entries.get_mut(column) {
            figure.value = Cell::Withheld(reason.in_words().to_owned());
            any = true;
        }
    }
    any
}

fn row_tells_of_a_small_place(row: &Row, parts: Option<&[u64]>) -> bool {
    row.place.is_some() || parts.is_some()
}

/// Puts places of which something is withheld last, by name: among places in the order of their counts, where one stands
/// would tell its own.
fn withheld_last(rows: &mut [Row]) {
    if rows.iter().all(|row| row.place.is_some()) {
        rows.sort_by_cached_key(|row| {
            row.entries.iter().any(is_withheld).then(|| row.heading.clone())
        });
    }
}

fn is_withheld(value: &Value) -> bool {
    match value {
        Value::Figure(figure) => matches!(figure.value, Cell::Withheld(_)),
        Value::Words(_) => false,
    }
}

/// In a row of which a figure is withheld, withholds what may have been made of it. What was counted of other classes
/// alone stays, unless the row has all crime, too, from which a class could be worked out by taking off the others.
fn withhold_beside(row: &mut Row) {
    let hidden: BTreeSet<Line> =
        row.entries.iter().filter(|one| is_withheld(one)).flat_map(lines).collect();
    if !row.entries.iter().any(is_withheld) {
        return;
    }
    let has_all_crime = row.entries.iter().flat_map(lines).any(|line| line == Line::AllCrime);
    let stays =
        |lines: &BTreeSet<Line>| !has_all_crime && !lines.is_empty() && lines.is_disjoint(&hidden);
    for value in &mut row.entries {
        let own: BTreeSet<Line> = lines(value).collect();
        match value {
            Value::Words(words) => "—".clone_into(words),
            Value::Figure(figure) => {
                if !matches!(figure.value, Cell::Withheld(_)) && !stays(&own) {
                    figure.value = Cell::Withheld("made of what is withheld".to_owned());
                }
            }
        }
    }
}

/// What was counted for a value.
fn lines(value: &Value) -> impl Iterator<Item = Line> + use<> {
    let counted = match value {
        Value::Figure(figure) => figure.counted.iter().map(|counted| counted.line).collect(),
        Value::Words(_) => Vec::new(),
    };
    counted.into_iter()
}
