//! Which list, recipient and sending an address names.
//!
//! In comes an address; out goes what it names as it is held, or that there is no such page.

use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use partnership::distribution::list::DistributionList;
use partnership::distribution::sending::Sending;
use partnership::membership::may::Deed;
use partnership::publication::site::PreElection;
use records::Book;
use records::Held;
use records::KeptPublication;
use records::KeptRecipient;
use records::RecordsError;

use crate::app::App;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::taken::Unreadable;
use crate::who::visitor::Visitor;

/// What an address names: each part as it stands there.
#[derive(Debug)]
pub(super) struct At {
    list: String,
    number: i64,
}

impl FromRequestParts<App> for At {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<At, PageError> {
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Unreadable::Address)?;
        let named =
            |part: &str| params.iter().find(|(name, _)| *name == part).map(|(_, text)| text);
        // What stands there and is no number names nothing.
        let number = named("number").map(|text| text.parse().map_err(|_| PageError::NotFound));
        Ok(At {
            list: named("list").unwrap_or_default().to_owned(),
            number: number.transpose()?.unwrap_or_default(),
        })
    }
}

impl At {
    /// The number that stands in it.
    pub(super) fn number(&self) -> i64 {
        self.number
    }

    /// The list, for whoever may publish.
    pub(super) async fn list(
        &self,
        visitor: &Visitor,
    ) -> Result<Held<DistributionList>, PageError> {
        visitor.may(Deed::Publish)?;
        let lists = visitor.book.distribution_lists().await?;
        let found = lists.into_iter().find(|held| held.value.id.to_string() == self.list);
        found.ok_or(PageError::NotFound)
    }

    /// The recipient on the list.
    pub(super) async fn recipient(&self, visitor: &Visitor) -> Result<KeptRecipient, PageError> {
        let all = visitor.book.recipients().await?;
        let found = all
            .into_iter()
            .find(|kept| kept.list.to_string() == self.list && kept.number == self.number);
        found.ok_or(PageError::NotFound)
    }

    /// The sending, for whoever may publish, with its number.
    pub(super) async fn sending(&self, visitor: &Visitor) -> Result<(i64, Sending), PageError> {
        visitor.may(Deed::Publish)?;
        let found = visitor.book.sendings().await?;
        found.into_iter().find(|(number, _)| *number == self.number).ok_or(PageError::NotFound)
    }

    /// The publication, for whoever may publish.
    pub(super) async fn publication(
        &self,
        visitor: &Visitor,
    ) -> Result<KeptPublication, PageError> {
        visitor.may(Deed::Publish)?;
        publication(&visitor.book, self.number).await?.ok_or(PageError::NotFound)
    }
}

/// The publication of a number.
pub(super) async fn publication(
    book: &Book,
    number: i64,
) -> Result<Option<KeptPublication>, RecordsError> {
    let kept = book.publications().await?;
    Ok(kept.into_iter().find(|one| one.number == number))
}

/// That a day is in the weeks before a poll of any year.
pub(super) async fn caution(
    book: &Book,
    on: partnership::terms::day::Day,
) -> Result<Option<PreElection>, RecordsError> {
    let mut polls = Vec::new();
    for cycle in book.cycles().await? {
        if let Some(held) = book.year(cycle).await? {
            polls.extend(held.year.timetable.typed().polls.iter().copied());
        }
    }
    Ok(PreElection::on(on, polls))
}

/// A page below that of distribution.
pub(super) fn below(visitor: &Visitor, title: &str) -> Page {
    Page::of(visitor, title).below("Distribution", visitor.path("/distribution"))
}

/// The address of a list's page, or of one below it.
pub(super) fn list_path(visitor: &Visitor, list: &DistributionList, below: &str) -> String {
    visitor.path(&format!("/distribution/lists/{}{below}", list.id))
}

/// The address of a sending's page, or of one below it.
pub(super) fn sending_path(visitor: &Visitor, number: i64, below: &str) -> String {
    visitor.path(&format!("/distribution/sendings/{number}{below}"))
}
