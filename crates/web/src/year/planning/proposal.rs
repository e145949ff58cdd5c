//! A timetable that is proposed: made or read, checked, and shown with its concerns.
//!
//! In comes a way to plan and its form; out goes a proposal, or what is wrong with which field.

use partnership::terms::wording::sentence;
use partnership::timetable::Timetable;
use partnership::timetable::TypedTimetable;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::so_far::YearSoFar;
use partnership::timetable::standard::standard_year;

use crate::page::form::Form;
use crate::who::visitor::Visitor;
use crate::year::planning::Ground;
use crate::year::planning::Way;
use crate::year::timetable::row::Row;
use crate::year::timetable::row::rows;

/// A timetable that is proposed.
#[derive(Debug)]
pub(super) struct Proposed {
    pub(super) typed: TypedTimetable,
    not_carried: Vec<String>,
}

/// A proposal as a page shows it.
#[derive(Debug, serde::Serialize)]
pub(super) struct Proposal {
    pub(super) name: String,
    rows: Vec<Row>,
    concerns: Vec<String>,
    not_carried: Vec<String>,
    polls: Vec<String>,
}

/// What a form proposes, if it proposes anything: its faults are noted.
pub(super) fn of(way: Way, ground: &Ground, form: &mut Form) -> Option<Proposed> {
    let proposed = match way {
        Way::Standard => standard(ground, form),
        Way::Next => next(ground, form),
        Way::File => file(form),
    }?;
    let cycle = proposed.typed.cycle;
    if ground.cycles.contains(&cycle) {
        let field = match way {
            Way::Standard => "cycle",
            Way::Next => "way",
            Way::File => "file",
        };
        let there = format!("there is a timetable for {} already", cycle.in_words());
        form.fault(field, &format!("{there}; change its steps one by one, or plan another year"));
        return None;
    }
    Some(proposed)
}

fn standard(ground: &Ground, form: &mut Form) -> Option<Proposed> {
    let cycle = form.value::<Cycle>("cycle", "write which year to plan, such as 2015-16");
    let council = form.needed("council", "write who sees to what the council does");
    let typed = standard_year(cycle?, &ground.partnership, &council?);
    Some(Proposed { typed, not_carried: Vec::new() })
}

fn next(ground: &Ground, form: &mut Form) -> Option<Proposed> {
    let Some(next) = ground.last.as_ref().and_then(YearSoFar::next_cycle) else {
        form.fault("way", "there is no year to roll forward; begin with the standard year");
        return None;
    };
    let not_carried = next.not_carried.iter().map(|one| sentence(&one.in_words())).collect();
    Some(Proposed { typed: next.typed, not_carried })
}

fn file(form: &mut Form) -> Option<Proposed> {
    let text = form.needed("file", "paste the timetable, as the file has it")?;
    match toml::from_str(&text) {
        Ok(typed) => Some(Proposed { typed, not_carried: Vec::new() }),
        Err(error) => {
            let line = error.span().map_or(1, |span| {
                text.get(..span.start).unwrap_or_default().matches('\n').count() + 1
            });
            form.fault("file", &format!("line {line}: {}", error.message()));
            None
        }
    }
}

impl Proposal {
    /// A proposal to be shown; none where the timetable has faults, which are noted.
    pub(super) fn of(
        visitor: &Visitor,
        ground: &Ground,
        form: &mut Form,
        proposed: Proposed,
    ) -> Option<Proposal> {
        let Proposed { typed, not_carried } = proposed;
        let timetable = match Timetable::of(typed, ground.partnership.bodies()) {
            Ok(timetable) => timetable,
            Err(error) => {
                error.0.iter().for_each(|fault| form.fault("file", &fault.to_string()));
                return None;
            }
        };
        let cycle = timetable.cycle();
        let polls = timetable.typed().polls.iter().map(|poll| poll.in_full()).collect();
        // Nothing has happened yet, so no event can be refused.
        let year = YearSoFar::of(timetable, &[], visitor.today).ok()?;
        let mut rows = rows(visitor, &year);
        // Its steps have no pages yet.
        rows.iter_mut().for_each(|row| row.line.href.clear());
        Some(Proposal {
            name: cycle.in_words(),
            rows,
            concerns: year.concerns().iter().map(|one| sentence(&one.in_words())).collect(),
            not_carried,
            polls,
        })
    }
}
