//! XLSForms that others published: all of them are read, and every cell that is not taken is told of.
//!
//! They are the forms with which pyxform tested itself, in the release that still brought them: cascades, repeats, loops,
//! media, places, calculations, macros, misspelt sheets and groups that do not close. `SAFERPLAN_XLSFORMS` names their
//! folder, and `SAFERPLAN_PYTHON` a Python that has openpyxl and xlrd, which say what stands in each cell; without both the
//! test is noted as skipped.

#![expect(
    clippy::unwrap_used,
    reason = "everything here is a test, and clippy only knows those marked as one"
)]

use std::env;
use std::fs::File;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use partnership::consultation::language::Words;
use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::consultation::xlsform::XlsForm;
use partnership::consultation::xlsform::remark::NotTaken;
use partnership::consultation::xlsform::remark::Remark;

/// A form that somebody published.
#[derive(Debug, serde::Deserialize)]
struct Published {
    name: String,
    file: String,
    sheets: Vec<Cells>,
}

/// The cells of one of its sheets, row by row.
#[derive(Debug, serde::Deserialize)]
struct Cells {
    name: String,
    rows: Vec<Vec<String>>,
}

/// Columns whose cells are taken as what they mean and not as words.
const MEANING: [&str; 11] = [
    "type",
    "name",
    "required",
    "relevant",
    "constraint",
    "appearance",
    "list name",
    "list_name",
    "value",
    "version",
    "default_language",
];

/// The forms, made ready to be read in a folder; nothing where they are not at hand, which is noted.
fn published(folder: &Path) -> Option<Vec<Published>> {
    let (Ok(python), Ok(forms)) = (env::var("SAFERPLAN_PYTHON"), env::var("SAFERPLAN_XLSFORMS"))
    else {
        skipped("SAFERPLAN_PYTHON and SAFERPLAN_XLSFORMS do not name a Python and published forms");
        return None;
    };
    let script = include_str!("as_read.py");
    let output = Command::new(python).args(["-c", script, &forms]).arg(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// Notes that the test that runs now did not do its work, and why.
fn skipped(why: &str) {
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    let line = format!("{test}: {why}\n");
    eprint!("skipped: {line}");
    if let Ok(path) = env::var("SAFERPLAN_SKIPPED") {
        let file = OpenOptions::new().append(true).create(true).open(path);
        file.unwrap().write_all(line.as_bytes()).unwrap();
    }
}

/// Letters and figures alone, so that blanks, quotation marks and the signs of a short name make no difference.
fn plain(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// All words in a value, run together.
fn words(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => plain(text),
        serde_json::Value::Array(all) => all.iter().map(words).collect(),
        serde_json::Value::Object(all) => all.values().map(words).collect(),
        other => other.to_string(),
    }
}

/// Whether a row of `choices` is of a list that is told of as a whole, since no question has it.
fn is_of_told_list(remarks: &[&Remark], columns: &[String], row: &[String]) -> bool {
    let told = |list: &String| {
        remarks.iter().any(|one| one.why == NotTaken::UnusedList && one.found == *list)
    };
    columns.iter().zip(row).any(|(column, cell)| plain(column) == "listname" && told(cell))
}

/// Every cell of a sheet that was neither taken nor told of.
fn passed_over(form: &XlsForm, sheet: &Cells) -> Vec<String> {
    let taken = words(&serde_json::to_value(&form.questionnaire).unwrap());
    let of_sheet = |name: &str| name.eq_ignore_ascii_case(sheet.name.trim());
    let remarks: Vec<_> = form.remarks.iter().filter(|one| of_sheet(&one.sheet)).collect();
    let is_known = ["survey", "choices", "settings"].into_iter().any(of_sheet);
    let has_cells = |row: &&Vec<String>| row.iter().any(|cell| !cell.is_empty());
    let mut rows = (1..).zip(&sheet.rows).filter(|(_, row)| has_cells(row));
    let Some((_, columns)) = rows.next() else { return Vec::new() };
    if !is_known {
        let all = format!("the sheet `{}`", sheet.name);
        return if remarks.is_empty() { vec![all] } else { Vec::new() };
    }
    let mut passed = Vec::new();
    for (line, row) in rows {
        let is_of_row = |one: &Remark| {
            let whole = one.column.is_empty() || plain(&one.column) == "type";
            one.line == line && (whole || one.why == NotTaken::NoName)
        };
        let left_out =
            remarks.iter().any(|one| is_of_row(one)) || is_of_told_list(&remarks, columns, row);
        for (column, cell) in columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            let is_of = |other: &str| plain(other) == plain(column);
            let told =
                remarks.iter().any(|one| (one.line == line || one.line == 1) && is_of(&one.column));
            let means = MEANING.iter().any(|known| is_of(known));
            if !(left_out || told || means || taken.contains(&plain(cell))) {
                passed.push(format!("{}, row {line}, column `{column}`: `{cell}`", sheet.name));
            }
        }
    }
    passed
}

/// The questionnaire with a title and an introduction, which a draft has that the questions are brought into.
fn with_a_title(mut typed: TypedQuestionnaire) -> TypedQuestionnaire {
    let said = typed.languages.iter().fold(Words::default(), |said, one| said.and(*one, "Words"));
    (typed.title, typed.introduction) = (said.clone(), said);
    typed
}

#[test]
fn forms_that_others_published_are_read_and_every_cell_that_is_not_taken_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let Some(published) = published(folder.path()) else { return };
    assert!(published.len() > 50, "only {} forms were found", published.len());
    let (mut whole, mut passed) = (0, Vec::new());
    for one in &published {
        let form = sources::xlsform::read(&one.name, &mut File::open(&one.file).unwrap());
        let form = form.unwrap_or_else(|why| panic!("{} is not read: {why}", one.name));
        let cells = one.sheets.iter().flat_map(|sheet| passed_over(&form, sheet));
        passed.extend(cells.map(|cell| format!("{}: {cell}", one.name)));
        // What else is wrong with what was taken, a person is told on the page; it never stops the reading.
        let checked = Questionnaire::of(with_a_title(form.questionnaire));
        println!("{}: {:?}", one.name, checked.as_ref().err().map(ToString::to_string));
        whole += usize::from(checked.is_ok());
    }
    println!("{} forms, {whole} of them questionnaires without fault", published.len());
    assert!(passed.is_empty(), "cells that nobody is told of:\n{}", passed.join("\n"));
    assert!(whole > 0);
}
