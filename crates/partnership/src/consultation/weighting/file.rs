//! Margins from a spreadsheet: CSV with the columns question, answer, people and source, in any order.
//!
//! In come bytes; out go margins, or every line that is none with what to do. Questions and answers go by their short
//! names or by the words that people read.

use std::collections::BTreeMap;

use crate::consultation::answer::AnswerId;
use crate::consultation::language::Language;
use crate::consultation::language::Words;
use crate::consultation::question::Question;
use crate::consultation::questionnaire::Questionnaire;
use crate::consultation::sample::lines::People;
use crate::consultation::weighting::KnownMargin;
use crate::consultation::weighting::questions_with_margins;
use crate::terms::wording::listed;

/// The columns.
pub const COLUMNS: [&str; 4] = ["question", "answer", "people", "source"];

/// So many rows a file may have: more than any questionnaire has answers.
const MOST_ROWS: usize = 2000;

/// What is wrong with a file of margins.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// It is no text.
    #[error(
        "the file is no text in UTF-8; save it from the spreadsheet as “CSV UTF-8” and send it again"
    )]
    NoText,
    /// No row of it has a number.
    #[error(
        "the file has no number in the column people; write how many there are in the row of each answer, or leave the file \
         out"
    )]
    Empty,
    /// It has too many rows.
    #[error(
        "the file has more than {MOST_ROWS} rows; keep a row for each answer and leave the others out"
    )]
    Long,
    /// Columns are missing.
    #[error(
        "the first line lacks {}; it wants the headings question, answer, people and source, in any order", listed(.0)
    )]
    Lacks(Vec<&'static str>),
    /// It cannot be read as a table.
    #[error(
        "row {0}: it has other cells than the headings say; mend the row, or its quotation marks"
    )]
    Cells(usize),
    /// There is no such question.
    #[error(
        "row {row}: `{found}` is no question about the person with one answer to choose; write its short name or its words"
    )]
    Question {
        /// The row, counted from 1 with the headings.
        row: usize,
        /// What stands there.
        found: String,
    },
    /// It has no such answer.
    #[error(
        "row {row}: `{found}` is no answer to this question; write its short name or its words"
    )]
    Answer {
        /// The row, counted from 1 with the headings.
        row: usize,
        /// What stands there.
        found: String,
    },
    /// An answer has two numbers.
    #[error("row {row}: `{found}` has a number already, further up; keep one of the two")]
    Twice {
        /// The row, counted from 1 with the headings.
        row: usize,
        /// The answer.
        found: String,
    },
    /// The number is none.
    #[error("row {row}: {wrong}")]
    People {
        /// The row, counted from 1 with the headings.
        row: usize,
        /// What is wrong.
        wrong: String,
    },
    /// The sources of one margin differ.
    #[error(
        "row {row}: the source is another than further up; the numbers of a question come from one source"
    )]
    Source {
        /// The row, counted from 1 with the headings.
        row: usize,
    },
}

/// The margins of a file. A source may stand in one row of each question only. A row without a number is passed over, so that
/// a table which has a row for every answer can be sent back filled in as far as anybody counted.
///
/// # Errors
/// All faults together, in the order of the file.
pub fn read(
    bytes: &[u8],
    questionnaire: &Questionnaire,
) -> Result<Vec<KnownMargin>, Vec<FileFault>> {
    let text = std::str::from_utf8(bytes).map_err(|_| vec![FileFault::NoText])?;
    let text = text.trim_start_matches('\u{feff}');
    let parted =
        if text.lines().next().is_some_and(|line| line.contains(';')) { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).delimiter(parted).flexible(false);
    let mut reading = Reading { questionnaire, margins: Vec::new(), faults: Vec::new() };
    let mut places = None;
    let mut rows = 0;
    for (row, record) in (1..).zip(reader.from_reader(text.as_bytes()).records()) {
        match (record, places) {
            (Err(_), _) => reading.faults.push(FileFault::Cells(row)),
            (Ok(headings), None) => places = Some(columns(&headings).map_err(|fault| vec![fault])?),
            (Ok(record), Some(places)) => {
                let cells = places.map(|place| record.get(place).unwrap_or_default().trim());
                if cells.iter().any(|cell| !cell.is_empty()) {
                    rows += 1;
                    reading.take(row, cells);
                }
            }
        }
        if rows > MOST_ROWS {
            return Err(vec![FileFault::Long]);
        }
    }
    reading.margins.retain(|margin| !margin.population.is_empty());
    match reading.faults.is_empty() {
        true if reading.margins.is_empty() => Err(vec![FileFault::Empty]),
        true => Ok(reading.margins),
        false => Err(reading.faults),
    }
}

/// At which place each column stands.
fn columns(headings: &csv::StringRecord) -> Result<[usize; 4], FileFault> {
    let headings: Vec<String> = headings.iter().map(|one| one.trim().to_lowercase()).collect();
    let at = |column: &str| headings.iter().position(|heading| heading == column);
    let lacks: Vec<&str> = COLUMNS.into_iter().filter(|column| at(column).is_none()).collect();
    if !lacks.is_empty() {
        return Err(FileFault::Lacks(lacks));
    }
    Ok(COLUMNS.map(|column| at(column).unwrap_or_default()))
}

struct Reading<'q> {
    questionnaire: &'q Questionnaire,
    margins: Vec<KnownMargin>,
    faults: Vec<FileFault>,
}

impl Reading<'_> {
    fn take(&mut self, row: usize, [question, answer, people, source]: [&str; 4]) {
        let mut asked = questions_with_margins(self.questionnaire);
        let asked = asked.find(|one| is_called(question, &one.id.to_string(), &one.ask));
        let Some(asked) = asked else {
            return self.faults.push(FileFault::Question { row, found: question.to_owned() });
        };
        let mut answers = asked.answers().iter();
        let chosen = answers.find(|one| is_called(answer, &one.id.to_string(), &one.label));
        let Some(chosen) = chosen else {
            return self.faults.push(FileFault::Answer { row, found: answer.to_owned() });
        };
        let people = Some(people).filter(|people| !people.is_empty());
        match people.map(str::parse::<People>).transpose() {
            Ok(number) => {
                self.put(row, asked, &chosen.id, (number.map(|People(number)| number), source));
            }
            Err(wrong) => self.faults.push(FileFault::People { row, wrong: wrong.to_string() }),
        }
    }

    fn put(
        &mut self,
        row: usize,
        asked: &Question,
        answer: &AnswerId,
        (number, source): (Option<u64>, &str),
    ) {
        let place = self.margins.iter().position(|one| one.question == asked.id);
        let place = place.unwrap_or_else(|| {
            let (question, source) = (asked.id.clone(), source.to_owned());
            self.margins.push(KnownMargin { question, source, population: BTreeMap::new() });
            self.margins.len() - 1
        });
        let Some(margin) = self.margins.get_mut(place) else { return };
        if margin.source.is_empty() {
            source.clone_into(&mut margin.source);
        } else if !source.is_empty() && margin.source != source {
            self.faults.push(FileFault::Source { row });
        }
        let Some(number) = number else { return };
        if margin.population.insert(answer.clone(), number).is_some() {
            self.faults.push(FileFault::Twice { row, found: answer.to_string() });
        }
    }
}

/// Whether what stands in a cell is the short name, or the words in any language.
fn is_called(found: &str, id: &str, words: &Words) -> bool {
    found == id || Language::ALL.into_iter().any(|one| words.only_in(one) == Some(found))
}
