//! Bringing measures and values in from a table in CSV: all of it or nothing, every fault told with its line.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::task_groups::measure::Measure;
use partnership::task_groups::tables::Brought;
use partnership::task_groups::tables::LineFault;
use partnership::task_groups::tables::MEASURE_COLUMNS;
use partnership::task_groups::tables::VALUE_COLUMNS;
use partnership::task_groups::tables::read;
use partnership::terms::wording::capitalised;
use records::BroughtIn;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Coming;
use crate::page::taken::SentWithFile;
use crate::task_groups::refused;
use crate::task_groups::which::around;
use crate::who::visitor::Visitor;

/// So many faults are listed; more would not be read.
const MOST: usize = 50;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ImportPage {
    form: Shown,
    path: String,
    back: String,
    against: Vec<String>,
    more: usize,
    measure_columns: String,
    value_columns: String,
}

/// Asks for the table.
pub(super) async fn ask(visitor: Visitor) -> Result<Response, PageError> {
    visitor.may(Deed::AskTaskGroups)?;
    draw(&visitor, &Form::default(), &[])
}

/// Takes it.
pub(super) async fn take(
    visitor: Visitor,
    session: Session,
    coming: Coming,
) -> Result<Response, PageError> {
    visitor.may(Deed::AskTaskGroups)?;
    let mut form = Form::default();
    let Some(text) = table(coming.read().await?, &mut form) else {
        return draw(&visitor, &form, &[]);
    };
    let held = visitor.book.measures().await?;
    let known: Vec<Measure> = held.into_iter().map(|held| held.value).collect();
    let brought = match read(&text, &known) {
        Ok(brought) => brought,
        Err(faults) => {
            form.fault(
                "table",
                "nothing was brought in; mend the lines that are listed, and send the table again",
            );
            return draw(&visitor, &form, &faults);
        }
    };
    let signed = visitor.signed();
    let (kept, what) = match &brought {
        Brought::Measures(measures) => {
            (visitor.book.bring_measures(&signed, measures).await, "Measures")
        }
        Brought::Values(values) => {
            (visitor.book.bring_quarterly_values(&signed, values).await, "Values")
        }
    };
    match kept {
        Ok(BroughtIn { new, changed, same }) => {
            let told =
                format!("{what} brought in: {new} new, {changed} changed, {same} as they were.");
            visitor.tell(&session, &told).await?;
            Ok(Redirect::to(&visitor.path("/task-groups")).into_response())
        }
        Err(error) => {
            refused::note(&mut form, "table", error)?;
            draw(&visitor, &form, &[])
        }
    }
}

/// The table that came, as a file or in the field, where what was in the file can be mended; or what stands against it.
fn table(sent: SentWithFile, form: &mut Form) -> Option<String> {
    let typed = Form::of(sent.pairs).text("table").to_owned();
    let Ok(text) = String::from_utf8(sent.file) else {
        form.put("table", &typed);
        let why = "the file is not text in UTF-8; save it as CSV UTF-8 and send it again";
        form.fault("file", why);
        return None;
    };
    let text = if text.is_empty() { typed } else { text };
    if text.trim().is_empty() {
        form.fault("file", "choose a file, or paste a table into the field");
        return None;
    }
    form.put("table", &text);
    Some(text)
}

fn draw(visitor: &Visitor, form: &Form, faults: &[LineFault]) -> Result<Response, PageError> {
    let it = ImportPage {
        form: form.shown(),
        path: visitor.path("/task-groups/import"),
        back: visitor.path("/task-groups"),
        against: faults.iter().take(MOST).map(|fault| capitalised(&fault.to_string())).collect(),
        more: faults.len().saturating_sub(MOST),
        measure_columns: MEASURE_COLUMNS.join(","),
        value_columns: VALUE_COLUMNS.join(","),
    };
    let around = around(visitor, "Bring measures or values in").with(form);
    Ok(page::draw(&visitor.app, "task_groups/import.html", around, &it)?.into_response())
}
