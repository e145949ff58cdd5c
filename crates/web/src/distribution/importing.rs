//! Recipients from a spreadsheet: every fault told with its row, all rows or none.
//!
//! In comes a file, or its text; out go the recipients as they would be, and then as they are kept.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::distribution::file::read;
use partnership::distribution::list::DistributionList;
use partnership::distribution::recipient::COLUMNS;
use partnership::distribution::recipient::Recipient;
use partnership::terms::wording::sentence;
use tower_sessions::Session;

use crate::distribution::at::At;
use crate::distribution::at::below;
use crate::distribution::at::list_path;
use crate::distribution::refused;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Coming;
use crate::page::taken::SentWithFile;
use crate::panels::table::Cell;
use crate::panels::table::Table;
use crate::panels::table::words;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, Default, serde::Serialize)]
struct ImportPage {
    form: Shown,
    path: String,
    back: String,
    columns: Vec<&'static str>,
    /// What was wrong, a line each.
    against: Vec<String>,
    /// What would be kept.
    table: Option<Table>,
    count: String,
    text: String,
}

/// Asks for a file.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let list = at.list(&visitor).await?.value;
    draw(&visitor, &list, &Form::default(), ImportPage::default())
}

/// Shows who is in it, or keeps them.
pub(super) async fn take(
    visitor: Visitor,
    at: At,
    session: Session,
    coming: Coming,
) -> Result<Response, PageError> {
    let list = at.list(&visitor).await?.value;
    let SentWithFile { pairs, file, .. } = coming.read().await?;
    let mut form = Form::of(pairs);
    let Some(text) = text(&mut form, file) else {
        return draw(&visitor, &list, &form, ImportPage::default());
    };
    let there = visitor.book.recipients().await?;
    let there = there.into_iter().filter(|one| one.list == list.id);
    let there: Vec<Recipient> = there.map(|one| one.recipient).collect();
    let recipients = match read(&text, list.of, &there, visitor.today) {
        Ok(recipients) => recipients,
        Err(faults) => {
            form.fault("file", "the file has faults, told by row below. Nobody was added: mend them and send it again");
            let against = faults.iter().map(|one| sentence(&one.to_string())).collect();
            let it = ImportPage { against, text, ..ImportPage::default() };
            return draw(&visitor, &list, &form, it);
        }
    };
    if form.text("press") != "keep" {
        return draw(&visitor, &list, &form, foreseen(&recipients, text));
    }
    let count = in_all(recipients.len());
    let kept = visitor.book.enter_recipients(&visitor.signed(), &list.id, recipients).await;
    if let Err(why) = kept {
        refused::note(&mut form, "file", why)?;
        return draw(&visitor, &list, &form, ImportPage { text, ..ImportPage::default() });
    }
    visitor.tell(&session, &format!("Brought in: {count}.")).await?;
    Ok(Redirect::to(&list_path(&visitor, &list, "")).into_response())
}

/// The text that was sent: of the file, or as it was pasted or shown before.
fn text(form: &mut Form, file: Vec<u8>) -> Option<String> {
    if file.is_empty() {
        return form.needed("text", "choose a file, or paste its rows with their headings");
    }
    match String::from_utf8(file) {
        Ok(text) => Some(text),
        Err(_) => {
            form.fault(
                "file",
                "the file is no text in UTF-8; save it from the spreadsheet as “CSV UTF-8”",
            );
            None
        }
    }
}

/// Who would be kept.
fn foreseen(recipients: &[Recipient], text: String) -> ImportPage {
    let row = |one: &Recipient| -> Vec<Cell> { one.cells().into_iter().map(words).collect() };
    ImportPage {
        table: Table::of("foreseen", "Who would be added", &COLUMNS)
            .with(recipients.iter().map(row).collect()),
        count: in_all(recipients.len()),
        text,
        ..ImportPage::default()
    }
}

fn in_all(count: usize) -> String {
    if count == 1 { "1 recipient".to_owned() } else { format!("{count} recipients") }
}

fn draw(
    visitor: &Visitor,
    list: &DistributionList,
    form: &Form,
    it: ImportPage,
) -> Result<Response, PageError> {
    let it = ImportPage {
        form: form.shown(),
        path: list_path(visitor, list, "/import"),
        back: list_path(visitor, list, ""),
        columns: COLUMNS.to_vec(),
        ..it
    };
    let around = below(visitor, "Bring recipients in from a spreadsheet");
    let around = around.below(&list.name, it.back.clone()).with(form);
    Ok(page::draw(&visitor.app, "distribution/importing.html", around, &it)?.into_response())
}
