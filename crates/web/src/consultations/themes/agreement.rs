//! How far two people who coded the same comments agree, over all codes and for each.

use axum::response::Html;
use partnership::consultation::themes::reliability::Agreed;
use partnership::consultation::themes::reliability::reliability;
use partnership::membership::may::Deed;

use crate::consultations::at::At;
use crate::consultations::themes::told;
use crate::consultations::themes::which::OfQuestion;
use crate::consultations::themes::which::Which;
use crate::page;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct AgreementPage {
    comments: String,
    any: bool,
    why_none: Option<String>,
    lines: Vec<Line>,
    suggested: String,
    taken: String,
    any_suggested: bool,
    next: String,
}

/// Agreement over all codes or on one.
#[derive(Debug, serde::Serialize)]
struct Line {
    what: String,
    same: String,
    share: String,
    alpha: String,
}

/// Shows the page.
pub(super) async fn show(
    visitor: Visitor,
    at: At,
    which: Which,
) -> Result<Html<String>, PageError> {
    let of = OfQuestion::of(&visitor, at, &which, Deed::ReadReplies).await?;
    let found = reliability(&of.frames, &of.codings);
    let line = |what: String, agreed: &Agreed| Line {
        what,
        same: agreed.same.to_string(),
        share: told::share(agreed.same, agreed.comments),
        alpha: told::alpha(agreed),
    };
    let overall = found.as_ref().map(|found| &found.overall);
    let lines = found.iter().flat_map(|found| {
        let all = line("All codes together".to_owned(), &found.overall);
        let by_code = found.by_code.iter().map(|(code, agreed)| line(of.title(code), agreed));
        std::iter::once(all).chain(by_code).collect::<Vec<_>>()
    });
    let (suggested, taken) = found.as_ref().map_or((0, 0), |one| (one.suggested, one.taken));
    let it = AgreementPage {
        comments: overall.map_or(0, |agreed| agreed.comments).to_string(),
        any: overall.is_some_and(|agreed| agreed.comments > 0),
        why_none: overall.and_then(|agreed| agreed.alpha.err()).map(|why| why.to_string()),
        lines: lines.collect(),
        suggested: suggested.to_string(),
        taken: told::share(taken, suggested),
        any_suggested: suggested > 0,
        next: of.path(&visitor, "/next"),
    };
    let around = of.page(&visitor, "Agreement");
    page::draw(&visitor.app, "consultations/themes/agreement.html", around, &it)
}
