//! The replies as files for other programs: a row a reply, a row an answer, and what the codes mean.
//!
//! Tables of replies go out piece by piece, so that a hundred thousand need no more memory than a few.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::convert::Infallible;

use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::response::Response;
use futures_channel::mpsc;
use partnership::consultation::export::Export;
use partnership::consultation::export::Study;
use partnership::consultation::on_line::signal::Signal;
use partnership::membership::may::Deed;
use records::HeardReplies;
use records::HeldConsultation;
use records::KeptReply;

use crate::app::App;
use crate::consultations::at::At;
use crate::consultations::results::all::heard;
use crate::page::csv;
use crate::page::fault::PageError;
use crate::page::taken::Unreadable;
use crate::who::apart;
use crate::who::visitor::Visitor;

/// So many replies are written at a time.
const AT_A_TIME: usize = 500;

/// A piece of a file. Nothing can go wrong after the replies are read.
type Piece = Result<String, Infallible>;

/// What a file is made of.
#[derive(Debug)]
struct Exported {
    held: HeldConsultation,
    replies: Vec<KeptReply>,
    signals: BTreeMap<i64, BTreeSet<Signal>>,
}

/// Which file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::consultations) enum File {
    /// A row a reply, in codes.
    Replies,
    /// A row an answer.
    Answers,
    /// What the codes mean.
    Codebook,
    /// The description after DDI.
    Ddi,
    /// The metadata after CSV on the Web.
    Metadata,
}

impl FromRequestParts<App> for File {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<File, PageError> {
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Unreadable::Address)?;
        let named = params.iter().find(|(name, _)| *name == "file").map(|(_, text)| text);
        match named {
            Some("replies.csv") => Ok(File::Replies),
            Some("answers.csv") => Ok(File::Answers),
            Some("codebook.csv") => Ok(File::Codebook),
            Some("codebook.xml") => Ok(File::Ddi),
            Some("replies.csv-metadata.json") => Ok(File::Metadata),
            Some(_) | None => Err(PageError::NotFound),
        }
    }
}

/// Sends a file.
pub(in crate::consultations) async fn download(
    visitor: Visitor,
    at: At,
    file: File,
) -> Result<Response, PageError> {
    visitor.may(Deed::ReadReplies)?;
    let held = at.found(&visitor).await?;
    let id = held.questionnaire().clone();
    let (kind, name) = match file {
        File::Replies => ("text/csv; charset=utf-8", "replies.csv"),
        File::Answers => ("text/csv; charset=utf-8", "answers.csv"),
        File::Codebook => ("text/csv; charset=utf-8", "codebook.csv"),
        File::Ddi => ("application/xml", "codebook.xml"),
        File::Metadata => ("application/csvm+json", "replies.csv-metadata.json"),
    };
    let headings = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{id}-{name}\"")),
    ];
    let body = match file {
        File::Replies | File::Answers => {
            let replies = visitor.book.replies(at.cycle, &id).await?;
            let signals = visitor.book.reply_signals(at.cycle, &id).await?;
            let of = Exported { held, replies, signals };
            let (sender, pieces) = mpsc::channel(1);
            tokio::spawn(send(of, file, sender));
            Body::from_stream(pieces)
        }
        File::Codebook | File::Ddi | File::Metadata => {
            let heard = heard(&visitor, &at, &held).await?;
            let study = held.study(&visitor.partnership_name, visitor.today);
            Body::from(apart(move || whole(&held, heard.as_ref(), file, &study)).await?)
        }
    };
    Ok((headings, body).into_response())
}

/// Sends the rows of a table of replies, piece after piece; ends where nobody takes them any more.
async fn send(of: Exported, file: File, mut to: mpsc::Sender<Piece>) {
    let headings = rows(&of, &[], file);
    if !hand_over(&mut to, headings).await {
        return;
    }
    for some in of.replies.chunks(AT_A_TIME) {
        let lines = rows(&of, some, file);
        let lines = lines.split_once("\r\n").map(|(_, rows)| rows.to_owned()).unwrap_or_default();
        if !hand_over(&mut to, lines).await {
            return;
        }
    }
}

/// Whether the piece was taken.
async fn hand_over(to: &mut mpsc::Sender<Piece>, piece: String) -> bool {
    std::future::poll_fn(|context| to.poll_ready(context)).await.is_ok()
        && to.try_send(Ok(piece)).is_ok()
}

/// The headings, which have no line break in them, and a line for each row.
fn rows(of: &Exported, replies: &[KeptReply], file: File) -> String {
    of.held.exported(replies, &of.signals, |export| match file {
        File::Answers => std::iter::once(Export::long_headings())
            .chain(export.long())
            .map(|cells| csv::line(&cells))
            .collect(),
        File::Replies | File::Codebook | File::Ddi | File::Metadata => {
            export.wide().iter().map(|cells| csv::line(cells)).collect()
        }
    })
}

/// A file that describes the others, with what areas are called.
fn whole(
    held: &HeldConsultation,
    heard: Option<&HeardReplies>,
    file: File,
    study: &Study,
) -> String {
    let told = |export: &Export<'_>| match file {
        File::Ddi => export.ddi(study),
        File::Metadata => export.csvw(&study.file),
        File::Codebook | File::Replies | File::Answers => {
            export.codebook().iter().map(|cells| csv::line(cells)).collect()
        }
    };
    match heard {
        Some(heard) => heard.exported(told),
        None => held.exported(&[], &BTreeMap::new(), told),
    }
}
