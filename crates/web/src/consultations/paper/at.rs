//! Which return or side an address names, and the page around what is shown of it.

use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use partnership::membership::may::Deed;
use records::BatchAt;
use records::HeldConsultation;
use records::PaperRefused;

use crate::app::App;
use crate::consultations::at::At;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// A numbered thing of a batch: a return, or a side.
#[derive(Debug)]
pub(super) struct Numbered {
    /// The consultation.
    pub(super) at: At,
    /// The batch.
    pub(super) batch: i64,
    /// The number of the return, or of the side.
    pub(super) number: i64,
}

impl FromRequestParts<App> for Numbered {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Numbered, PageError> {
        let at = At::from_request_parts(parts, app).await?;
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| PageError::NotFound)?;
        let number = |part: &str| {
            let found = params.iter().find(|(name, _)| *name == part);
            found.and_then(|(_, text)| text.parse().ok()).ok_or(PageError::NotFound)
        };
        Ok(Numbered { at, batch: number("batch")?, number: number("number")? })
    }
}

impl Numbered {
    /// The batch.
    pub(super) fn batch(&self) -> BatchAt {
        batch(&self.at, self.batch)
    }

    /// The address of the return's page, or of one below.
    pub(super) fn path(&self, visitor: &Visitor, below: &str) -> String {
        self.at.path(visitor, &format!("/paper/returns/{}/{}{below}", self.batch, self.number))
    }
}

/// A batch of the consultation.
pub(super) fn batch(at: &At, batch: i64) -> BatchAt {
    BatchAt { cycle: at.cycle, questionnaire: at.questionnaire.clone(), batch }
}

/// That the visitor may see what people answered on paper, and say what they answer.
pub(super) fn may(visitor: &Visitor) -> Result<(), PageError> {
    visitor.may(Deed::ReadReplies)
}

/// A page below that of the paper.
pub(super) fn page(visitor: &Visitor, at: &At, held: &HeldConsultation, title: &str) -> Page {
    at.page(visitor, held, title).below("Paper", at.path(visitor, "/paper"))
}

/// What a return is called.
pub(super) fn called(batch: i64, number: i64) -> String {
    format!("Return {number} of batch {batch}")
}

impl From<PaperRefused> for PageError {
    fn from(refused: PaperRefused) -> PageError {
        match refused {
            PaperRefused::NoSuchBatch(_)
            | PaperRefused::NoSuchFile { .. }
            | PaperRefused::NoSuchSide { .. }
            | PaperRefused::NoSuchReturn { .. } => PageError::NotFound,
            PaperRefused::Consultation(refused) => refused.into(),
            PaperRefused::ReadToItsEnd(_)
            | PaperRefused::FileReadToItsEnd(_)
            | PaperRefused::FileBeingRead(_)
            | PaperRefused::ReadBefore { .. }
            | PaperRefused::AnotherPage { .. }
            | PaperRefused::BeingRead(_)
            | PaperRefused::IsOfReturn { .. }
            | PaperRefused::BegunFrom(_)
            | PaperRefused::KeyedFrom(_)
            | PaperRefused::NotPrinted(_)
            | PaperRefused::Apart(_)
            | PaperRefused::IsAReply(_)
            | PaperRefused::NotSettled(_)
            | PaperRefused::TooMany { .. }
            | PaperRefused::Decision(_) => PageError::Refused(refused.to_string()),
        }
    }
}
