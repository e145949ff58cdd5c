//! What the questions of a consultation came to, for a draft to refer to.
//!
//! In come results as the consultation's report has them; out go for each question words and, where it has one, its chart
//! with its table, nothing withheld less than there.

use std::collections::BTreeSet;

use crate::assessment::answer::Row;
use crate::assessment::answer::Value;
use crate::assessment::gathered::Named;
use crate::assessment::material::Noted;
use crate::assessment::material::Supply;
use crate::assessment::reference::Kind;
use crate::consultation::report::OfQuestion;
use crate::consultation::report::Results;
use crate::content::Block;
use crate::content::Inline;
use crate::content::chart::Chart;
use crate::content::table::Cell;
use crate::content::table::Table;
use crate::evidence::figure::Status;

/// A chart to refer to: its kind and name, and what is shown.
pub type Charted = ((Kind, String), Supply);

/// What each question came to, in words: `{answers:safe-home}`. While people may still answer it is provisional.
pub fn in_words<'r>(
    results: &'r Results,
    consultation: &'r str,
    is_closed: bool,
) -> impl Iterator<Item = Named> {
    results.questions.iter().filter_map(move |question| {
        let found = question.finding.as_deref()?;
        let rests_on = vec![
            format!("{consultation}, question {}", question.heading),
            format!("{}. {}", question.answered_in_words(), results.speaks),
        ];
        let status = if is_closed { Status::Final } else { Status::Provisional };
        let words = within_a_sentence(found);
        let noted = Noted { words, counted: None, status, rests_on };
        Some(((Kind::Answers, question.id.to_string()), noted))
    })
}

/// The first chart of each question with its table: `{chart:answers-safe-home}`.
pub fn charts(results: &Results) -> impl Iterator<Item = Charted> {
    results.questions.iter().filter_map(|question| {
        let (chart, table) = chart_and_table(question)?;
        Some(((Kind::Chart, format!("answers-{}", question.id)), supply(question, chart, table)))
    })
}

/// Words that begin a sentence, within one.
fn within_a_sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn chart_and_table(question: &OfQuestion) -> Option<(&Chart, &Table)> {
    let chart = question.blocks.iter().find_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    })?;
    let table = question.blocks.iter().find_map(|block| match block {
        Block::Table(table) if table.number == chart.table => Some(table),
        _ => None,
    })?;
    Some((chart, table))
}

fn supply(question: &OfQuestion, chart: &Chart, table: &Table) -> Supply {
    let rows = table.rows.iter().filter_map(|row| {
        let (heading, rest) = row.cells.split_first()?;
        let entries = rest.iter().map(|cell| Value::Words(cell.printed())).collect();
        Some(Row { place: None, heading: heading.printed(), entries, weight: row.weight })
    });
    let told = |note: &Vec<Inline>| note.iter().map(Inline::words).collect::<String>();
    let withheld = table.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| match cell {
        Cell::Withheld(why) => Some(format!("[c] means withheld: {why}.")),
        _ => None,
    });
    let withheld: BTreeSet<String> = withheld.collect();
    let traced =
        "The report on the consultation has this table with what each of its rows rests on.";
    Supply {
        caption: of_question(&question.heading),
        columns: table.columns.clone(),
        rows: rows.collect(),
        notes: table.notes.iter().map(told).chain(withheld).chain([traced.to_owned()]).collect(),
        source: chart.source.clone(),
        drawing: Some((chart.drawing.clone(), chart.alternative.clone())),
    }
}

/// "Question 6: How safe do you feel?" of "6. How safe do you feel?": beside numbers of passages and tables a number alone
/// would be taken for one of them.
fn of_question(heading: &str) -> String {
    match heading.split_once(". ") {
        Some((number, asked)) if number.parse::<u16>().is_ok() => {
            format!("Question {number}: {asked}")
        }
        _ => heading.to_owned(),
    }
}
