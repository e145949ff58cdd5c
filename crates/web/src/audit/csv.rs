//! The audit record as a file of comma-separated values, for a spreadsheet or another archive.
//!
//! It goes out piece by piece, so that a record of many years needs no more memory than one of a week.

use axum::body::Body;
use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;
use futures_channel::mpsc;
use partnership::membership::may::Deed;
use records::Book;
use records::Entry;
use records::RecordsError;
use records::Sought;

use crate::audit;
use crate::audit::sought::Asked;
use crate::page::csv;
use crate::page::fault::PageError;
use crate::page::taken::Query;
use crate::who::visitor::Visitor;

const HEADINGS: &str = "entry,at,who,kind,key,deed,before,after,hash\r\n";
/// So many entries are read at a time.
const AT_A_TIME: u32 = 500;

/// A piece of the file, or why there are no more.
type Piece = Result<String, RecordsError>;

/// Sends the entries that are sought, the latest first.
pub(super) async fn download(
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    visitor.may(Deed::SeeAuditRecord)?;
    let mut form = asked.form();
    let sought = asked.sought(&mut form)?;
    if let Some(fault) = form.faults().first() {
        return Err(PageError::Refused(fault.text.clone()));
    }
    let (sender, pieces) = mpsc::channel(1);
    let file = format!("attachment; filename=\"{}-audit-record.csv\"", visitor.book.id());
    tokio::spawn(send(visitor.book, sought, sender));
    let media_type = "text/csv; charset=utf-8".to_owned();
    let kind = [(header::CONTENT_TYPE, media_type), (header::CONTENT_DISPOSITION, file)];
    Ok((kind, Body::from_stream(pieces)).into_response())
}

/// Sends piece after piece, each when the one before has gone; ends where nobody takes them any more.
async fn send(book: Book, sought: Sought, mut to: mpsc::Sender<Piece>) {
    let (mut before, mut piece) = (i64::MAX, HEADINGS.to_owned());
    loop {
        if !hand_over(&mut to, Ok(std::mem::take(&mut piece))).await {
            return;
        }
        match book.entries_sought(&sought, before, AT_A_TIME).await {
            Ok(entries) => match entries.last() {
                Some(last) => {
                    before = last.number;
                    piece = entries.iter().map(line).collect();
                }
                None => return,
            },
            Err(error) => {
                hand_over(&mut to, Err(error)).await;
                return;
            }
        }
    }
}

/// Whether the piece was taken.
async fn hand_over(to: &mut mpsc::Sender<Piece>, piece: Piece) -> bool {
    std::future::poll_fn(|context| to.poll_ready(context)).await.is_ok()
        && to.try_send(piece).is_ok()
}

fn line(entry: &Entry) -> String {
    let (number, at) = (entry.number.to_string(), entry.at.to_string());
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let cells = [
        number,
        at,
        entry.who.clone(),
        entry.kind.in_words().to_owned(),
        entry.key.clone(),
        audit::deed(entry).to_owned(),
        text(&entry.before),
        text(&entry.after),
        entry.hash.clone(),
    ];
    csv::line(&cells)
}
