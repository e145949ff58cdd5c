//! The sections on what lies ahead: the steps to come, and what their meetings ask before them.

use crate::content::Block;
use crate::content::Section;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::content::text;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::evidence::tables::Tables;
use crate::terms::wording::sentence;
use crate::timetable::course::Course;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::worked_back::WorkedBack;

pub(super) fn sections(year: &YearSoFar, tables: &mut Tables) -> Vec<Section> {
    let steps = year.by_date();
    let to_come: Vec<&&Course> = steps.iter().filter(|course| !course.is_done()).collect();
    if to_come.is_empty() {
        let words = "Every step of the year has been carried out.";
        return vec![section("ahead", "The timetable ahead", Block::Paragraph(vec![text(words)]))];
    }
    let timetable = Block::Table(timetable(year, &to_come, tables));
    let mut sections = vec![section("ahead", "The timetable ahead", timetable)];
    let worked_back = year.worked_back();
    let asks =
        to_come.iter().filter_map(|course| Some((course, worked_back.get(&course.step.id)?)));
    let drafted: Vec<Drafted> =
        asks.map(|(course, worked_back)| asked(course, worked_back)).collect();
    if !drafted.is_empty() {
        let columns = ["Step", "Decided by", "Asks"].map(Column::words).to_vec();
        let caption = "Worked back from the meetings".to_owned();
        let notes = vec![vec![text(
            "Papers for a council body are published five clear working days before it meets (Local \
             Government Act 1972, section 100B), and notice of a key decision of the executive 28 clear \
             days before (SI 2012/2089, regulation 9). The strategy group keeps the same days for its \
             papers as good practice.",
        )]];
        let table = tables.table("worked-back", caption, columns, drafted, notes);
        sections.push(section("worked-back", "What the meetings ask", Block::Table(table)));
    }
    sections
}

fn section(anchor: &str, heading: &str, block: Block) -> Section {
    Section { anchor: anchor.into(), heading: heading.into(), blocks: vec![block] }
}

fn timetable(year: &YearSoFar, to_come: &[&&Course], tables: &mut Tables) -> Table {
    let columns =
        ["Step", "When", "Seen to by", "Decided by", "Stands"].map(Column::words).to_vec();
    let drafted = to_come.iter().map(|course| row(year, course)).collect();
    let caption = format!("Steps to come, {}", year.timetable().cycle().in_words());
    tables.table("timetable", caption, columns, drafted, Vec::new())
}

fn row(year: &YearSoFar, course: &Course) -> Drafted {
    let when = Entry::Recorded { words: course.when.in_words(), rests_on: course.history() };
    let entries = vec![
        when,
        Entry::Words(course.step.owner.clone()),
        Entry::Words(decided_by(course)),
        Entry::Words(year.state(course).in_words()),
    ];
    Drafted { heading: course.step.title.clone(), entries, weight: RowWeight::Ordinary }
}

fn decided_by(course: &Course) -> String {
    course.body.as_ref().map_or_else(|| "—".to_owned(), |body| body.name.clone())
}

fn asked(course: &Course, worked_back: &WorkedBack) -> Drafted {
    let asks =
        Entry::Recorded { words: sentence(&worked_back.in_words()), rests_on: course.history() };
    let entries = vec![Entry::Words(decided_by(course)), asks];
    Drafted { heading: course.step.title.clone(), entries, weight: RowWeight::Ordinary }
}
