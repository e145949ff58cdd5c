//! Which assessment an address names, and what of it.
//!
//! In comes an address; out go its parts, or that there is no such page.

use std::collections::BTreeMap;
use std::str::FromStr;

use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use partnership::timetable::cycle::Cycle;

use crate::app::App;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::taken::Unreadable;
use crate::who::visitor::Visitor;

/// What an address names.
#[derive(Debug, Clone)]
pub(super) struct At {
    /// The cycle.
    pub(super) cycle: Cycle,
    parts: BTreeMap<String, String>,
}

impl FromRequestParts<App> for At {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<At, PageError> {
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Unreadable::Address)?;
        let parts: BTreeMap<String, String> =
            params.iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        let cycle = parts.get("cycle").and_then(|text| text.parse().ok());
        Ok(At { cycle: cycle.ok_or(PageError::NotFound)?, parts })
    }
}

impl At {
    /// Of a cycle alone.
    pub(super) fn of(cycle: Cycle) -> At {
        At { cycle, parts: BTreeMap::new() }
    }

    /// A part of the address, as what it should be.
    pub(super) fn part<T: FromStr>(&self, name: &str) -> Result<T, PageError> {
        let part = self.parts.get(name).and_then(|text| text.parse().ok());
        part.ok_or(PageError::NotFound)
    }

    /// The address of the assessment's own page, or of one below: `below` is empty or begins with a stroke.
    pub(super) fn path(&self, visitor: &Visitor, below: &str) -> String {
        visitor.path(&format!("/assessment/{}{below}", self.cycle))
    }

    /// A page below that of the assessment.
    pub(super) fn page(&self, visitor: &Visitor, title: &str) -> Page {
        let own = format!("Assessment {}", self.cycle.in_words());
        Page::of(visitor, title)
            .below("Assessment", visitor.path("/assessment"))
            .below(&own, self.path(visitor, ""))
    }
}
