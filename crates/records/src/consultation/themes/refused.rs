//! Why a frame, a coding, a quotation, an answer to a theme or a day of deletion is not kept, in words that say what to do.

use partnership::consultation::answer::QuestionId;
use partnership::consultation::quotation::QuotationRefused;
use partnership::consultation::retention::RetentionRefused;
use partnership::consultation::themes::coding::CodingRefused;
use partnership::consultation::themes::frame::FrameRefused;

use crate::consultation::refused::ConsultationRefused;
use crate::error::ChangeError;
use crate::error::RecordsError;

/// Why something that is made of what people wrote is not kept. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum ThemesRefused {
    /// The question is not answered in words.
    #[error("`{0}` is no question that is answered in words; name one that is")]
    NotInWords(QuestionId),
    /// There is no such comment.
    #[error(
        "reply {0} has no comment here, or its words were deleted on their day; choose another"
    )]
    NoSuchComment(i64),
    /// Somebody else changed the frame.
    #[error("somebody else changed the code frame meanwhile; look at it anew, then change it")]
    FrameChanged,
    /// The frame does not allow what is done to it.
    #[error(transparent)]
    Frame(#[from] FrameRefused),
    /// The comment cannot be coded so.
    #[error(transparent)]
    Coding(#[from] CodingRefused),
    /// The comment is not quoted so.
    #[error(transparent)]
    Quotation(#[from] QuotationRefused),
    /// The days cannot be set.
    #[error(transparent)]
    Retention(#[from] RetentionRefused),
    /// The consultation could not be so.
    #[error(transparent)]
    Consultation(#[from] ConsultationRefused),
}

impl From<ChangeError> for ThemesRefused {
    fn from(error: ChangeError) -> ThemesRefused {
        ThemesRefused::Consultation(error.into())
    }
}

impl From<RecordsError> for ThemesRefused {
    fn from(error: RecordsError) -> ThemesRefused {
        ThemesRefused::Consultation(error.into())
    }
}
