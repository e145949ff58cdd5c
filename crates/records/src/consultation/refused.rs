//! Why a consultation is not entered or changed, or a reply not kept, in words that say what to do.

use partnership::consultation::consulted_on::TextHash;
use partnership::consultation::copies::PrintedBefore;
use partnership::consultation::exercise::ConsultationError;
use partnership::consultation::exercise::OutsideItsDays;
use partnership::consultation::form::FormName;
use partnership::consultation::language::Language;
use partnership::consultation::questionnaire::fault::QuestionnaireError;
use partnership::consultation::version;
use partnership::terms::slug::Slug;

use crate::consultation::text_kind::NoSuchText;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::timetable::TimetableRefused;

/// How many bytes a text consulted on may have at the most.
pub const LONGEST_TEXT: usize = 32 << 20;

/// Why a consultation is not entered or changed, or a reply not kept. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum ConsultationRefused {
    /// There is no such consultation.
    #[error("there is no consultation by the questionnaire `{0}`; enter it first")]
    NoSuchConsultation(Slug),
    /// There is no such version.
    #[error("there is no version {0} of the questionnaire; name one of those that there are")]
    NoSuchVersion(u32),
    /// The questionnaire has faults.
    #[error(transparent)]
    Questionnaire(#[from] QuestionnaireError),
    /// The description has faults.
    #[error(transparent)]
    Consultation(#[from] ConsultationError),
    /// It would be opened on a day that people were not told of.
    #[error(transparent)]
    Opening(#[from] OutsideItsDays),
    /// The version does not allow what is done to it.
    #[error(transparent)]
    Version(#[from] version::Refused),
    /// The bytes are not those of the text that the description names.
    #[error(
        "the text has the SHA-256 {found}, and the description names {wanted}; give the text that it names, or write \
         this text's SHA-256 there"
    )]
    AnotherText {
        /// That of the bytes.
        found: TextHash,
        /// That in the description.
        wanted: TextHash,
    },
    /// The text in another language is nowhere.
    #[error(
        "the text in {} has the SHA-256 {}, and no such text is kept; give its file, too",
        .0.in_words(),
        .1
    )]
    NoTranslation(Language, TextHash),
    /// The text is of no kind that people can be given to read.
    #[error(transparent)]
    Text(#[from] NoSuchText),
    /// The text is too long to be kept.
    #[error("the text has {0} bytes, and {LONGEST_TEXT} can be kept; give a smaller file")]
    LongText(usize),
    /// People were drawn and invited by strata that would be no more.
    #[error(
        "people of the sample are invited or have replied, and their replies are told apart by its strata; keep the sample \
         with the names and order of its strata, and change nothing of it but its words and numbers"
    )]
    SampleInvited,
    /// The layout is not that of a form of the version.
    #[error("`{0}` is no form of this version; print the form anew")]
    NotItsForm(String),
    /// The form was printed and looked otherwise.
    #[error(
        "the form `{0}` was printed before and its boxes stood elsewhere, so sheets of both could not be told apart; \
         print copies of the PDF made then, or change the questionnaire to make a new version"
    )]
    PrintedOtherwise(FormName),
    /// Copies of these numbers were printed before.
    #[error(transparent)]
    PrintedBefore(#[from] PrintedBefore),
    /// The cycle could not be so.
    #[error(transparent)]
    Timetable(#[from] TimetableRefused),
}

impl From<ChangeError> for ConsultationRefused {
    fn from(error: ChangeError) -> ConsultationRefused {
        ConsultationRefused::Timetable(error.into())
    }
}

impl From<RecordsError> for ConsultationRefused {
    fn from(error: RecordsError) -> ConsultationRefused {
        ConsultationRefused::Timetable(error.into())
    }
}
