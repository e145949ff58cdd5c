//! The findings that were kept, each with whether it still holds.

use std::collections::BTreeMap;

use axum::response::Html;
use partnership::evidence::finding::Finding;
use partnership::evidence::finding::Now;
use partnership::membership::may::Deed;
use partnership::terms::slug::Slug;
use records::Held;

use crate::evidence::asking::Asking;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct FindingsPage {
    explore: String,
    findings: Vec<Line>,
    /// Where everything is listed that new data would have otherwise, for those who write drafts.
    stale: Option<String>,
}

/// A finding in the list.
#[derive(Debug, serde::Serialize)]
struct Line {
    href: String,
    name: String,
    says: String,
    on: String,
    stands: Stands,
}

/// Whether a finding still holds, in words and a colour.
#[derive(Debug, Clone, serde::Serialize)]
pub(super) struct Stands {
    pub(super) text: &'static str,
    pub(super) colour: &'static str,
}

impl Stands {
    /// As a page tells it.
    pub(super) fn of(now: Option<&Now>) -> Stands {
        let (text, colour) = match now {
            Some(Now::Holds) => ("Holds", "green"),
            Some(Now::Says(_) | Now::OtherFigures) => ("Stale", "yellow"),
            Some(Now::NoAnswer(_)) => ("No answer now", "red"),
            None => ("Not checked", "grey"),
        };
        Stands { text, colour }
    }
}

/// What each finding would now say; none of any where there is nothing to ask.
pub(super) async fn now(
    visitor: &Visitor,
    findings: &[Held<Finding>],
) -> Result<Vec<Option<Now>>, PageError> {
    let kept: Vec<&Finding> = findings.iter().map(|held| &held.value).collect();
    let mut now = now_by_name(visitor, &kept).await?;
    Ok(kept.into_iter().map(|finding| now.remove(&finding.id)).collect())
}

/// The same, by the short names of the findings.
pub(crate) async fn now_by_name(
    visitor: &Visitor,
    findings: &[&Finding],
) -> Result<BTreeMap<Slug, Now>, PageError> {
    let Some(asking) = Asking::of(visitor).await? else { return Ok(BTreeMap::new()) };
    let asked = findings.iter().map(|one| one.enquiry).collect();
    let answers = asking.stood(asked, visitor.today).await?;
    let pairs = findings.iter().zip(&answers);
    Ok(pairs.map(|(finding, answer)| (finding.id.clone(), finding.now(answer))).collect())
}

/// Lists them.
pub(super) async fn list(visitor: Visitor) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let findings = visitor.book.findings().await?;
    let now = now(&visitor, &findings).await?;
    let line = |(held, now): (&Held<Finding>, &Option<Now>)| Line {
        href: visitor.path(&format!("/evidence/findings/{}", held.value.id)),
        name: held.value.name.clone(),
        says: held.value.stood.says.first().cloned().unwrap_or_default(),
        on: held.value.stood.on.in_words(),
        stands: Stands::of(now.as_ref()),
    };
    let it = FindingsPage {
        explore: visitor.path("/evidence"),
        findings: findings.iter().zip(&now).map(line).collect(),
        stale: visitor.can(Deed::DraftAssessment).then(|| visitor.path("/evidence/stale")),
    };
    let around = Page::of(&visitor, "Findings").below("Evidence", visitor.path("/evidence"));
    page::draw(&visitor.app, "evidence/findings.html", around, &it)
}
