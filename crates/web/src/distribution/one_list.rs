//! A list with everybody on it, and the same as a file.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::distribution::recipient::COLUMNS;
use partnership::distribution::recipient::Recipient;
use partnership::distribution::wanted_format::WantedFormat;
use partnership::terms::wording::capitalised;
use records::KeptRecipient;

use crate::distribution::at::At;
use crate::distribution::at::below;
use crate::distribution::at::list_path;
use crate::page;
use crate::page::csv;
use crate::page::csv::Download;
use crate::page::fault::PageError;
use crate::panels::table::Cell;
use crate::panels::table::Table;
use crate::panels::table::link;
use crate::panels::table::words;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct OneListPage {
    of: String,
    needs_consent: bool,
    path: String,
    recipients: Option<Table>,
}

/// Shows the list.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let list = at.list(&visitor).await?.value;
    let all = visitor.book.recipients().await?;
    let path = list_path(&visitor, &list, "");
    let on_it = all.iter().filter(|one| one.list == list.id);
    let rows = on_it.map(|one| row(&path, one)).collect();
    let heads =
        ["To whom", "E-mail", "Post", "#Copies", "Format and language", "Held because", "Until"];
    let it = OneListPage {
        of: capitalised(list.of.in_words()),
        needs_consent: list.of.needs_consent(),
        recipients: Table::of("recipients", "Who is on it", &heads).with(rows),
        path,
    };
    let around = below(&visitor, &list.name);
    Ok(page::draw(&visitor.app, "distribution/one_list.html", around, &it)?.into_response())
}

fn row(path: &str, one: &KeptRecipient) -> Vec<Cell> {
    let Recipient { email, address, language, format, copies, because, until, .. } = &one.recipient;
    let format = match format {
        WantedFormat::Standard => language.in_words().to_owned(),
        format => format!("{}, {}", capitalised(format.in_words()), language.in_words()),
    };
    vec![
        link(one.recipient.called(), format!("{path}/recipients/{}", one.number)),
        words(email.as_ref().map_or("—", |email| email.as_str())),
        words(address.as_ref().map_or_else(|| "—".to_owned(), |address| address.in_one_line())),
        words(copies.to_string()),
        words(format),
        words(capitalised(because.in_words())),
        words(until.in_words()),
    ]
}

/// Gives the list as a file that can be brought in again.
pub(super) async fn download(visitor: Visitor, at: At) -> Result<Download, PageError> {
    let list = at.list(&visitor).await?.value;
    let all = visitor.book.recipients().await?;
    let mut lines = vec![COLUMNS.map(str::to_owned).to_vec()];
    let on_it = all.iter().filter(|one| one.list == list.id);
    lines.extend(on_it.map(|one| one.recipient.cells().to_vec()));
    Ok(csv::download(&format!("{}.csv", list.id), &lines))
}
