//! One entry: what was before beside what came after.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;

use crate::audit;
use crate::audit::Names;
use crate::audit::differing::Differing;
use crate::audit::differing::differing;
use crate::clock;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::taken::Path;
use crate::who::visitor::Visitor;

#[derive(Debug, serde::Serialize)]
struct One {
    at: String,
    who: String,
    kind: String,
    thing: String,
    deed: &'static str,
    forgotten: Option<String>,
    fields: Vec<Differing>,
    hash: String,
}

/// Shows an entry.
pub(super) async fn show(
    visitor: Visitor,
    Path((_, number)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeAuditRecord)?;
    let number: i64 = number.parse().map_err(|_| PageError::NotFound)?;
    let before = number.checked_sub(1).ok_or(PageError::NotFound)?;
    let found = visitor.book.entries(before, 1).await?.pop();
    let entry = found.filter(|entry| entry.number == number).ok_or(PageError::NotFound)?;
    let forgotten = entry.forgotten();
    let fields = match forgotten {
        Some(_) => Vec::new(),
        None => differing(entry.before.as_deref(), entry.after.as_deref()),
    };
    let it = One {
        at: clock::in_words(entry.at)?,
        who: Names::of(&visitor).await?.called(&entry.who),
        kind: capitalised(entry.kind.in_words()),
        thing: audit::thing(&entry),
        deed: audit::deed(&entry),
        forgotten: forgotten.map(|day| day.in_words()),
        fields,
        hash: entry.hash,
    };
    let around =
        Page::of(&visitor, format!("Entry {number}")).below("audit record", visitor.path("/audit"));
    page::draw(&visitor.app, "audit/one.html", around, &it)
}
