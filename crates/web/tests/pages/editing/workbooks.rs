//! XLSForms on pages. The workbook itself is read and written where all packages are known; here each line of a file
//! stands for a row of a sheet, and the core reads the rows.

use partnership::consultation::report::Label;
use partnership::consultation::version::Version;
use partnership::consultation::xlsform;
use partnership::consultation::xlsform::Sheet;
use partnership::consultation::xlsform::SheetRow;
use partnership::consultation::xlsform::Sheets;
use partnership::consultation::xlsform::XlsForm;
use partnership::membership::person::Role;
use web::Workbooks;

use crate::editing::PATH;
use crate::editing::asked;
use crate::editing::draft_on;
use crate::editing::hidden;
use crate::editing::order;
use crate::editing::saved;
use crate::editing::send;
use crate::editing::send_file;

const IN_LINES: Workbooks = Workbooks { read_xlsform: read, write_xlsform: write };

fn read(bytes: &[u8]) -> Result<XlsForm, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "this is no .xlsx".to_owned())?;
    let mut sheets = Sheets::default();
    for line in text.lines() {
        let mut cells = line.split('\t').map(str::to_owned);
        let sheet = match cells.next().as_deref() {
            Some("survey") => &mut sheets.survey,
            Some("choices") => &mut sheets.choices,
            _ => &mut sheets.settings,
        };
        let cells: Vec<String> = cells.collect();
        let line = u32::try_from(sheet.rows.len() + 2).unwrap();
        match sheet.columns.is_empty() {
            true => sheet.columns = cells,
            false => sheet.rows.push(SheetRow { line, cells }),
        }
    }
    Ok(xlsform::read(&sheets))
}

fn write(version: &Version, label: Label) -> Result<Vec<u8>, String> {
    let sheets = xlsform::sheets(version, label).map_err(|error| error.to_string())?;
    let mut text = String::new();
    let all =
        [("survey", sheets.survey), ("choices", sheets.choices), ("settings", sheets.settings)];
    for (name, Sheet { columns, rows }) in all {
        for cells in std::iter::once(columns).chain(rows.into_iter().map(|row| row.cells)) {
            let line = cells.join("\t").replace('\n', " ");
            text.push_str(&format!("{name}\t{line}\n"));
        }
    }
    Ok(text.into_bytes())
}

#[tokio::test]
async fn the_questions_of_an_xlsform_take_the_place_of_those_that_there_are_and_this_is_undone() {
    let house = draft_on("2014-12-01").await.with_workbooks(IN_LINES);
    let mut manager = house.signed_in(Role::Manager).await;
    let before = asked(&house).await;
    manager
        .get(&format!("{PATH}/questionnaire"))
        .await
        .shows(&["Take the questions from an XLSForm"]);
    let path = format!("{PATH}/questionnaire/xlsform");
    let version = hidden(&manager.get(&path).await, "version");
    let no_book = send_file(&mut manager, &path, &version, &[0xff, 0xfe]).await;
    no_book.shows(&["<title>Error: ", "This is no .xlsx"]);
    let faulty = b"survey\ttype\tname\tlabel\nsurvey\tselect_one none\tq1\tWhich?\n";
    let refused = send_file(&mut manager, &path, &version, faulty).await;
    refused.shows(&["What is wrong in the workbook", "Question `q1`: a question with one answer"]);
    assert_eq!(asked(&house).await, before);
    let form = b"survey\ttype\tname\tlabel\nsurvey\tnote\topening\tHello\nsurvey\ttext\tbetter\tWhat is better?\n\
                 survey\tcalculate\tsum\t\nsettings\tform_title\nsettings\tOurs\n";
    let taken = send_file(&mut manager, &path, &version, form).await;
    taken.shows(&["questions were taken", "What was not taken as it stands"]);
    assert_eq!(order(&house).await, ["better"]);
    assert_eq!(asked(&house).await.id, before.id, "it stays the same consultation");
    saved(&send(&mut manager, "/questionnaire", &[("press", "undo")]).await);
    assert_eq!(asked(&house).await, before);
}

#[tokio::test]
async fn a_version_is_given_as_an_xlsform_that_is_read_again() {
    let house = draft_on("2014-12-01").await.with_workbooks(IN_LINES);
    let mut manager = house.signed_in(Role::Manager).await;
    manager.get(&format!("{PATH}/versions")).await.shows(&[
        "XLSForm",
        "questionnaire.xlsx",
        "Questions from an XLSForm",
    ]);
    let file = manager.get(&format!("{PATH}/versions/1/questionnaire.xlsx")).await;
    let form = read(file.text.as_bytes()).unwrap();
    let ids: Vec<String> =
        form.questionnaire.typed_questions().map(|question| question.id.to_string()).collect();
    assert_eq!(ids, order(&house).await);
}
