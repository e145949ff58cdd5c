//! The quotations of a consultation, cleared and not.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::membership::person::PersonId;
use records::KeptQuotation;

use crate::consultations::at::At;
use crate::consultations::themes::which::names;
use crate::page;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ListPage {
    asks: bool,
    themes: String,
    cleared: Vec<Line>,
    open: Vec<Line>,
}

/// A quotation.
#[derive(Debug, serde::Serialize)]
struct Line {
    words: String,
    reply: String,
    by: String,
    href: String,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    visitor.may(Deed::ReadReplies)?;
    let held = at.found(&visitor).await?;
    let kept = visitor.book.quotations(at.cycle, &at.questionnaire).await?;
    let names = names(&visitor).await?;
    let name = |who: &PersonId| names.get(who).cloned().unwrap_or_else(|| who.to_string());
    let line = |one: &KeptQuotation| Line {
        words: one.cleared.as_ref().map(|cleared| cleared.words().to_owned()).unwrap_or_default(),
        by: one.cleared.as_ref().map_or_else(String::new, |cleared| {
            format!("Cleared by {} on {}", name(cleared.by()), cleared.on().in_words())
        }),
        reply: one.quotation.reply.to_string(),
        href: at.path(&visitor, &format!("/quotations/{}", one.number)),
    };
    let (cleared, open): (Vec<_>, Vec<_>) = kept.iter().partition(|one| one.cleared.is_some());
    let it = ListPage {
        asks: held.versions().any(|one| one.value.questionnaire().typed().quoted_if.is_some()),
        themes: at.path(&visitor, "/themes"),
        cleared: cleared.into_iter().map(line).collect(),
        open: open.into_iter().map(line).collect(),
    };
    let around = at.page(&visitor, &held, "Quotations");
    page::draw(&visitor.app, "consultations/quotations/list.html", around, &it)
}
