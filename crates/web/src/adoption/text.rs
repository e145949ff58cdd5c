//! The text of a document as it stands or was adopted: what was amended is marked, with who moved it.
//!
//! In comes an address; out goes a page, or the text as a plain file whose hash is the one told.

use axum::http::header;
use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::approval::marked::Marked;
use partnership::approval::stage::Stage;
use partnership::assessment::comparison::Span;
use partnership::membership::may::Deed;
use partnership::thread::reference::NodeRef;

use crate::adoption::at::At;
use crate::adoption::at::Opened;
use crate::page;
use crate::page::fault::PageError;
use crate::thread::Follows;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct TextPage {
    stands: String,
    is_adopted: bool,
    hash: String,
    file: String,
    amended: usize,
    passages: Vec<ShownPassage>,
}

/// A passage.
#[derive(Debug, serde::Serialize)]
struct ShownPassage {
    /// The heading that it opens.
    heading: Option<String>,
    id: String,
    exempt: Option<String>,
    spans: Vec<ShownSpan>,
    by: Vec<String>,
    /// Where the golden thread has it, for those who may follow it; one that was taken out is not in it.
    thread: Option<String>,
}

/// Some words of it.
#[derive(Debug, serde::Serialize)]
pub(super) struct ShownSpan {
    /// `kept`, `taken` or `put`.
    kind: &'static str,
    text: String,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    visitor.may(Deed::ReadDrafts)?;
    let opened = Opened::of(&visitor, at.document).await?;
    let stage = opened.history.stage();
    let shown = stage.shown().ok_or(PageError::NotFound)?;
    let follows = Follows::by(&visitor).await;
    let mut passages = passages(shown.marked());
    for passage in shown.now().passages() {
        let own = passages.iter_mut().find(|one| one.id == passage.id.to_string());
        if let Some(own) = own {
            own.thread = follows.path(&visitor, &NodeRef::Passage(at.document, passage.id));
        }
    }
    let it = TextPage {
        stands: stage.in_words(),
        is_adopted: matches!(stage, Stage::Adopted(_)),
        hash: shown.now().hash().to_string(),
        file: opened.path(&visitor, "/text.txt"),
        amended: passages.iter().filter(|passage| !passage.by.is_empty()).count(),
        passages,
    };
    let title = match stage {
        Stage::Adopted(_) => "The adopted text",
        Stage::NotPutForward
        | Stage::Before { .. }
        | Stage::CalledIn { .. }
        | Stage::SentBack(_) => "The text as it stands",
    };
    page::draw(&visitor.app, "adoption/text.html", opened.page(&visitor, title), &it)
}

/// The text as a plain file.
pub(super) async fn download(visitor: Visitor, at: At) -> Result<Response, PageError> {
    visitor.may(Deed::ReadDrafts)?;
    let opened = Opened::of(&visitor, at.document).await?;
    let shown = opened.history.stage().shown().ok_or(PageError::NotFound)?;
    let named = format!("attachment; filename=\"{}-{}.txt\"", at.document.kind, at.document.cycle);
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, named),
    ];
    Ok((headers, shown.now().printed()).into_response())
}

fn passages(marked: Vec<Marked>) -> Vec<ShownPassage> {
    let mut under = String::new();
    let each = marked.into_iter().map(|Marked { passage, spans, by }| {
        let heading = (passage.under != under).then(|| passage.under.clone());
        under.clone_from(&passage.under);
        let exempt = passage.exempt.as_ref();
        ShownPassage {
            heading: heading.filter(|words| !words.is_empty()),
            id: passage.id.to_string(),
            exempt: exempt.map(|why| format!("Exempt: information about {}", why.ground())),
            spans: shown_spans(spans),
            by,
            thread: None,
        }
    });
    each.collect()
}

/// Words that were kept, taken and put, as values for a page.
pub(super) fn shown_spans(spans: Vec<Span>) -> Vec<ShownSpan> {
    let each = spans.into_iter().map(|span| match span {
        Span::Kept(text) => ShownSpan { kind: "kept", text },
        Span::Taken(text) => ShownSpan { kind: "taken", text },
        Span::Put(text) => ShownSpan { kind: "put", text },
    });
    each.filter(|span| !span.text.is_empty()).collect()
}
