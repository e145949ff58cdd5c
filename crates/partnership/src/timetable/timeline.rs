//! The year as a picture: its timeline, and the table that says the same.
//!
//! In comes the year so far; out go a chart and a table of the same steps in the same order. The words are
//! computed from the year, so that picture, table and words cannot disagree.

use crate::content::Reference;
use crate::content::chart::Chart;
use crate::content::chart::Drawing;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::Row;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::content::timeline::Mark;
use crate::content::timeline::Pattern;
use crate::content::timeline::Shade;
use crate::content::timeline::ShadeKind;
use crate::content::timeline::Timeline;
use crate::content::timeline::TimelineRow;
use crate::terms::day::Day;
use crate::terms::span::Span;
use crate::terms::wording::counted;
use crate::terms::wording::sentence;
use crate::timetable::course::Course;
use crate::timetable::course::State;
use crate::timetable::due::Distance;
use crate::timetable::election::pre_election_period;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::when::When;

/// A picture of the year, and its equal in a table.
#[derive(Debug, Clone, PartialEq)]
pub struct YearPicture {
    /// The picture, which names the table.
    pub chart: Chart,
    /// The table.
    pub table: Table,
}

impl YearSoFar {
    /// The year as a picture, with the table that stands beside it under `table`, its number in the document
    /// or on the page.
    pub fn timeline(&self, table: u16) -> YearPicture {
        let table = self.steps_in_a_table(table);
        let rows: Vec<TimelineRow> = (0..)
            .zip(self.by_date())
            .map(|(place, course)| self.row(course, table.reference(place)))
            .collect();
        let days = self.days_drawn(&rows);
        let chart = Chart {
            name: "timeline".to_owned(),
            title: sentence(&self.tally().in_words()).trim_end_matches('.').to_owned(),
            subtitle: format!(
                "Steps towards the plan {}, {}, as they stood on {}",
                self.timetable().cycle().in_words(),
                days.in_words(),
                self.today().in_words()
            ),
            alternative: self.alternative(),
            source: "The partnership's timetable, and what was recorded of its steps.".to_owned(),
            table: table.number,
            drawing: Drawing::Timeline(Timeline {
                days,
                today: Some(self.today()).filter(|today| days.covers(*today)),
                shades: self.shades(days),
                rows,
            }),
        };
        YearPicture { chart, table }
    }

    fn steps_in_a_table(&self, number: u16) -> Table {
        let columns = ["Step", "When", "Stands", "Seen to by", "Decided by"].map(Column::words);
        let row = |course: &Course| {
            let decided_by = course.body.as_ref().map_or("—", |body| &body.name);
            let words = [
                course.step.title.clone(),
                course.when.in_words(),
                self.state(course).in_words(),
                course.step.owner.clone(),
                decided_by.to_owned(),
            ];
            Row { cells: words.map(Cell::Words).to_vec(), weight: RowWeight::Ordinary }
        };
        Table {
            number,
            name: "timeline".to_owned(),
            caption: format!("Steps towards the plan {}", self.timetable().cycle().in_words()),
            columns: columns.to_vec(),
            rows: self.by_date().into_iter().map(row).collect(),
            notes: Vec::new(),
        }
    }

    fn row(&self, course: &Course, reference: Reference) -> TimelineRow {
        let state = self.state(course);
        TimelineRow {
            label: course.step.title.clone(),
            mark: mark(course, state),
            pattern: pattern(state),
            stands: state.in_words(),
            reference,
        }
    }

    /// From the month of the first mark to that of the last; without steps, the year planned for.
    fn days_drawn(&self, rows: &[TimelineRow]) -> Span<Day> {
        let april = self.timetable().cycle().year().first_month();
        let first = rows.iter().map(|row| row.mark.first().month()).min();
        let last = rows.iter().map(|row| row.mark.last().month()).max();
        let (first, last) = (first.unwrap_or(april), last.unwrap_or(april.plus_months(11)));
        Span::spanning(first, last).days()
    }

    fn shades(&self, drawn: Span<Day>) -> Vec<Shade> {
        let typed = self.timetable().typed();
        let polls = typed.polls.iter().map(|poll| Shade {
            days: pre_election_period(*poll),
            label: format!("Pre-election period, to the poll on {}", poll.in_words()),
            kind: ShadeKind::PreElection,
        });
        let holidays = typed.school_holidays.iter().map(|holiday| Shade {
            days: holiday.days,
            label: holiday.name.clone(),
            kind: ShadeKind::SchoolHoliday,
        });
        let seen = polls.chain(holidays).filter(|shade| shade.days.meets(drawn));
        seen.map(|shade| Shade { days: within(shade.days, drawn), ..shade }).collect()
    }

    fn tally(&self) -> Tally {
        let count = |pattern_wanted: Pattern| {
            let states = self.courses().map(|course| pattern(self.state(course)));
            states.filter(|found| *found == pattern_wanted).count()
        };
        Tally {
            steps: self.timetable().steps().len(),
            done: count(Pattern::Filled),
            under_way: count(Pattern::HalfFilled),
            late: count(Pattern::Hatched),
        }
    }

    /// The picture in words: how far the year has come, what is late, what is due next, what is shaded.
    fn alternative(&self) -> String {
        let mut words = vec![self.tally().in_words()];
        let by_date = self.by_date();
        if let (Some(first), Some(last)) = (by_date.first(), by_date.last()) {
            let (first, last) = (self.end_of(first).in_words(), self.end_of(last).in_words());
            words.push(format!("the first ends on {first}, the last is planned for {last}"));
        }
        let open = by_date.iter().filter(|course| matches!(course.when, When::In(_)));
        match open.filter(|course| !course.is_done()).count() {
            0 => {}
            1 => words.push("one has its date still to be set".to_owned()),
            several => words.push(format!("{} have their dates still to be set", counted(several))),
        }
        let next = self.due().into_iter().find(|due| !matches!(due.distance, Distance::Late(_)));
        words.push(next.map_or_else(
            || "nothing more is due".to_owned(),
            |due| {
                let (task, by) = (due.task.in_words(), due.by.in_words());
                format!("next due, by {by}: {task}, {}", due.title)
            },
        ));
        for poll in &self.timetable().typed().polls {
            let period = pre_election_period(*poll).in_words();
            words.push(format!("the pre-election period is {period}"));
        }
        words.iter().map(|words| sentence(words)).collect::<Vec<_>>().join(" ")
    }
}

/// How many steps there are, and how they stand.
struct Tally {
    steps: usize,
    done: usize,
    under_way: usize,
    late: usize,
}

impl Tally {
    /// "of nine steps one is done, two are under way and none is late"
    fn in_words(&self) -> String {
        let are = |number: usize| match number {
            0 | 1 => format!("{} is", counted(number)),
            several => format!("{} are", counted(several)),
        };
        let (done, under_way, late) = (are(self.done), are(self.under_way), are(self.late));
        let steps = match self.steps {
            0 => return "the timetable has no steps yet".to_owned(),
            1 => "one step".to_owned(),
            several => format!("{} steps", counted(several)),
        };
        format!("of {steps} {done} done, {under_way} under way and {late} late")
    }
}

/// What is drawn for a step: what is planned now, or once it is done, what became of it.
fn mark(course: &Course, state: State) -> Mark {
    let first = course.when.first();
    match (state, course.when) {
        (State::Done { on }, _) if course.body.is_some() => Mark::Diamond(on),
        (State::Done { on }, _) => Mark::Bar(Span::spanning(first.min(on), on)),
        (_, When::On(day)) if course.body.is_some() => Mark::Diamond(day),
        (_, When::On(_) | When::Between(_) | When::Through(_)) => Mark::Bar(course.when.days()),
        (_, When::In(_)) => Mark::Dashed(course.when.days()),
        (_, When::From(_)) => Mark::Onwards(first),
    }
}

fn pattern(state: State) -> Pattern {
    match state {
        State::Planned | State::Moved => Pattern::Outline,
        State::UnderWay { .. } => Pattern::HalfFilled,
        State::Late { .. } => Pattern::Hatched,
        State::Done { .. } => Pattern::Filled,
    }
}

/// The days of one span that lie in another that it meets.
fn within(days: Span<Day>, outer: Span<Day>) -> Span<Day> {
    Span::spanning(days.first().max(outer.first()), days.last().min(outer.last()))
}

#[cfg(test)]
mod tests;
