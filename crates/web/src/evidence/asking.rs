//! What an enquiry is asked of: the evidence that is held, the partnership's own districts and its group.
//!
//! In comes a visitor; out go what they can choose from, and answers, worked out apart from the threads that serve pages.

use std::sync::Arc;

use partnership::evidence::enquiry::Enquiry;
use partnership::evidence::enquiry::answered::Answered;
use partnership::evidence::enquiry::answered::answered;
use partnership::evidence::enquiry::choices::Choices;
use partnership::evidence::enquiry::choices::choices;
use partnership::evidence::enquiry::refused::Refused;
use partnership::evidence::held::Held;
use partnership::membership::GroupChoice;
use partnership::terms::area::AreaCode;
use partnership::terms::month::Month;
use partnership::terms::span::Span;

use crate::app::Evidence;
use crate::page::fault::PageError;
use crate::who::apart;
use crate::who::visitor::Visitor;

/// What a visitor's enquiries are asked of.
#[derive(Clone)]
pub(super) struct Asking {
    evidence: Arc<dyn Evidence>,
    own: Vec<AreaCode>,
    group: GroupChoice,
}

/// An answer, and what it was drawn from.
pub(super) struct Told {
    pub(super) held: Arc<Held>,
    pub(super) answer: Result<Answered, Refused>,
}

impl Asking {
    /// What there is to ask; none where this server has no archive, or the partnership no district today.
    pub(super) async fn of(visitor: &Visitor) -> Result<Option<Asking>, PageError> {
        let Some(evidence) = visitor.app.evidence.clone() else { return Ok(None) };
        let partnership = visitor.book.partnership().await?.value;
        let own: Vec<AreaCode> =
            partnership.districts_on(visitor.today).map(|district| district.code).collect();
        let group = partnership.typed().comparison_group.clone();
        Ok((!own.is_empty()).then_some(Asking { evidence, own, group }))
    }

    /// What is asked.
    pub(super) fn evidence(&self) -> Arc<dyn Evidence> {
        Arc::clone(&self.evidence)
    }

    /// What is held of an area over some months, beside the partnership's group.
    pub(super) fn held(&self, area: AreaCode, months: Span<Month>) -> Result<Arc<Held>, String> {
        self.evidence.held(area, Some(months), &self.group)
    }

    /// What can be chosen; none where nothing is held of the partnership's force.
    pub(super) async fn choices(&self) -> Result<Option<Choices>, PageError> {
        let this = self.clone();
        let found = apart(move || {
            let first = this.own.first().copied();
            let held = first.map(|area| this.evidence.held(area, None, &this.group)).transpose()?;
            Ok(held.and_then(|held| choices(&held, &this.own)))
        });
        found.await?.map_err(PageError::Broken)
    }

    /// The answers to enquiries, in the same order.
    pub(super) async fn answers(&self, enquiries: Vec<Enquiry>) -> Result<Vec<Told>, PageError> {
        let this = self.clone();
        let found = apart(move || {
            let answer = |enquiry: Enquiry| {
                let held = this.evidence.held(enquiry.area, Some(enquiry.months()), &this.group)?;
                let answer = answered(&held, enquiry);
                Ok(Told { held, answer })
            };
            enquiries.into_iter().map(answer).collect::<Result<Vec<Told>, String>>()
        });
        found.await?.map_err(PageError::Broken)
    }

    /// The answer to one.
    pub(super) async fn answer(&self, enquiry: Enquiry) -> Result<Told, PageError> {
        let mut found = self.answers(vec![enquiry]).await?;
        found.pop().ok_or_else(|| PageError::Broken("an enquiry has no answer".to_owned()))
    }
}
