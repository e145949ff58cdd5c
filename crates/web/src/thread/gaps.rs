//! What hangs together with nothing.

use std::collections::BTreeMap;

use axum::response::Html;
use partnership::thread::gap::ThreadGap;

use crate::page;
use crate::page::Page;
use crate::page::PageLink;
use crate::page::fault::PageError;
use crate::thread::place::path_of;
use crate::thread::woven::whole;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct GapsPage {
    thread: String,
    kinds: Vec<Kind>,
}

/// All gaps of a kind.
#[derive(Debug, serde::Serialize)]
struct Kind {
    heading: &'static str,
    gaps: Vec<PageLink>,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor) -> Result<Html<String>, PageError> {
    let thread = whole(&visitor).await?;
    let mut kinds: BTreeMap<&'static str, Vec<PageLink>> = BTreeMap::new();
    let link = |gap: &ThreadGap| PageLink::to(path_of(&visitor, &gap.node()), &gap.told());
    for gap in thread.gaps() {
        kinds.entry(gap.kind_in_words()).or_default().push(link(gap));
    }
    let kinds = kinds.into_iter().map(|(heading, gaps)| Kind { heading, gaps }).collect();
    let it = GapsPage { thread: visitor.path("/thread"), kinds };
    let around = Page::of(&visitor, "Gaps in the thread");
    let around = around.below("Golden thread", visitor.path("/thread"));
    page::draw(&visitor.app, "thread/gaps.html", around, &it)
}
