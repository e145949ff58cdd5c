//! What an enquiry is asked of: the evidence that is held, the partnership's own districts and its group.
//!
//! In comes a visitor; out go what they can choose from, and answers, worked out apart from the threads that serve pages.

use std::sync::Arc;

use partnership::assessment::answer::Unanswered;
use partnership::evidence::enquiry::Enquiry;
use partnership::evidence::enquiry::answered::Answered;
use partnership::evidence::enquiry::answered::answered;
use partnership::evidence::enquiry::choices::Choices;
use partnership::evidence::enquiry::choices::choices;
use partnership::evidence::enquiry::judging::Judging;
use partnership::evidence::enquiry::refused::Refused;
use partnership::evidence::finding::Asked;
use partnership::evidence::finding::Stood;
use partnership::evidence::held::Held;
use partnership::membership::GroupChoice;
use partnership::terms::area::AreaCode;
use partnership::terms::day::Day;

use crate::app::Evidence;
use crate::evidence::answering;
use crate::evidence::answering::Judged;
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

    /// What a judging comes to; inside, why there is no answer. It may take a moment.
    pub(super) fn judged(&self, judging: Judging) -> Result<Result<Judged, Unanswered>, String> {
        answering::judged(&*self.evidence, &self.group, judging)
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

    /// The answer to an enquiry.
    pub(super) async fn answer(&self, enquiry: Enquiry) -> Result<Told, PageError> {
        let this = self.clone();
        let found = apart(move || {
            let held = this.evidence.held(enquiry.area, Some(enquiry.months()), &this.group)?;
            let answer = answered(&held, enquiry);
            Ok(Told { held, answer })
        });
        found.await?.map_err(PageError::Broken)
    }

    /// What each of several things that were asked comes to, as it would be kept on a day, in the same order; inside, why
    /// there is no answer.
    pub(super) async fn stood(
        &self,
        asked: Vec<Asked>,
        on: Day,
    ) -> Result<Vec<Result<Stood, String>>, PageError> {
        let this = self.clone();
        let found = apart(move || {
            let one = |asked: Asked| answering::stood(&*this.evidence, &this.group, asked, on);
            asked.into_iter().map(one).collect::<Result<Vec<_>, String>>()
        });
        found.await?.map_err(PageError::Broken)
    }

    /// What one comes to.
    pub(super) async fn one_stood(
        &self,
        asked: Asked,
        on: Day,
    ) -> Result<Result<Stood, String>, PageError> {
        let mut found = self.stood(vec![asked], on).await?;
        found.pop().ok_or_else(|| PageError::Broken("what was asked has no answer".to_owned()))
    }
}

/// Where something is asked.
pub(super) fn where_asked(visitor: &Visitor, asked: Asked) -> String {
    match asked {
        Asked::Enquiry(enquiry) => visitor.path(&format!("/evidence?{enquiry}")),
        Asked::Judging(judging) => visitor.path(&format!("/evidence/judged?{judging}")),
    }
}
