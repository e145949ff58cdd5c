//! The section on what was carried out so far.

use crate::content::Block;
use crate::content::Section;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::text;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::evidence::tables::Tables;
use crate::timetable::course::Course;
use crate::timetable::course::State;
use crate::timetable::so_far::YearSoFar;

pub(super) fn section(year: &YearSoFar, tables: &mut Tables) -> Section {
    let carried_out = |course: &&&Course| match year.state(course) {
        State::Done { .. } | State::UnderWay { .. } => true,
        State::Planned | State::Moved | State::Late { .. } => false,
    };
    let steps = year.by_date();
    let drafted: Vec<Drafted> =
        steps.iter().filter(carried_out).map(|course| row(year, course)).collect();
    let block = if drafted.is_empty() {
        Block::Paragraph(vec![text("No step has been begun yet.")])
    } else {
        let columns = ["Step", "Stands", "Seen to by"].map(Column::words).to_vec();
        let caption = "Steps carried out or under way".to_owned();
        Block::Table(tables.table("carried-out", caption, columns, drafted, Vec::new()))
    };
    let heading = "Carried out so far".to_owned();
    Section { anchor: "done".into(), heading, blocks: vec![block] }
}

fn row(year: &YearSoFar, course: &Course) -> Drafted {
    let stands =
        Entry::Recorded { words: year.state(course).in_words(), rests_on: course.history() };
    let entries = vec![stands, Entry::Words(course.step.owner.clone())];
    Drafted { heading: course.step.title.clone(), entries, weight: RowWeight::Ordinary }
}
