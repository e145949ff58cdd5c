//! The whole draft as it reads now, with what is wrong beside each line and how many comments each passage has.

use std::collections::BTreeMap;

use axum::response::Html;
use partnership::assessment::looked_over::look_over;
use partnership::membership::may::Deed;
use records::KeptComment;

use crate::assessment::at::At;
use crate::assessment::draft::Draft;
use crate::assessment::material::Stock;
use crate::assessment::material::remark_stale;
use crate::assessment::overview::hindrances;
use crate::assessment::shown;
use crate::assessment::shown::ShownRemark;
use crate::assessment::shown::ShownSection;
use crate::page;
use crate::page::fault::PageError;
use crate::who::apart;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct PreviewPage {
    back: String,
    stands: String,
    why_not: Option<String>,
    hindrances: String,
    elsewhere: Vec<ShownRemark>,
    sections: Vec<ShownSection>,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let draft = Draft::of(&visitor, &at).await?;
    let last = draft.last()?;
    let sources = last.version.sources.clone();
    let stock = Stock::of(&visitor, at.cycle, draft.about.value, &sources).await;
    let held = stock.clone();
    let mut looked = apart(move || look_over(&sources, held.material().ok().as_ref())).await?;
    remark_stale(&visitor, &mut looked).await?;
    let comments = visitor.book.assessment_comments(at.cycle).await?;
    let open = open_by_passage(&comments);
    let mut sections = shown::sections(&looked, visitor.app.draw_chart);
    for section in &mut sections {
        section.with_comments(&comments, &draft.names);
        section.commented(|number| {
            let href = at.path(&visitor, &format!("/passages/{number}"));
            (href, open.get(&number).copied().unwrap_or_default())
        });
    }
    let it = PreviewPage {
        back: at.path(&visitor, ""),
        stands: draft.told(last),
        why_not: stock.why_not(),
        hindrances: hindrances(&looked),
        elsewhere: shown::remarks(&looked.elsewhere),
        sections,
    };
    let around = at.page(&visitor, "The draft as it reads now");
    page::draw(&visitor.app, "assessment/preview.html", around, &it)
}

/// How many comments on each passage are open.
pub(super) fn open_by_passage(comments: &[KeptComment]) -> BTreeMap<u32, usize> {
    let mut open = BTreeMap::new();
    for kept in comments.iter().filter(|kept| kept.comment.settled().is_none()) {
        *open.entry(kept.comment.passage().value()).or_default() += 1;
    }
    open
}
