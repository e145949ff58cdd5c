//! The audit record of a partnership: every change there ever was, and whether all is as it says.
//!
//! In comes a book; out go its entries, page by page, or the first thing that is not as it should be.

use jiff::Timestamp;
use partnership::approval::cover_report::CoverReport;
use partnership::approval::cover_report::house::HouseTemplate;
use partnership::assessment::about::About;
use partnership::consultation::exercise::TypedConsultation;
use partnership::consultation::retention::RetentionTimetable;
use partnership::consultation::retention::Tombstone;
use partnership::consultation::themes::frame::CodeFrame;
use partnership::consultation::you_said::YouSaid;
use partnership::distribution::list::DistributionList;
use partnership::distribution::sending::Sending;
use partnership::evidence::finding::Finding;
use partnership::membership::TypedPartnership;
use partnership::membership::county_analyst::CountyAnalyst;
use partnership::membership::person::Person;
use partnership::membership::succession::Predecessors;
use partnership::membership::succession::Successors;
use partnership::panels::meeting::PanelMeeting;
use partnership::panels::panel::Panel;
use partnership::panels::words_kept::WordsKept;
use partnership::partner_data::delivery::Delivery;
use partnership::partner_data::supplier::Supplier;
use partnership::plan::action::Action;
use partnership::plan::rolling::Plan;
use partnership::priorities::candidate::CandidateIssue;
use partnership::priorities::decided::DecidedPriorities;
use partnership::priorities::round::Round;
use partnership::priorities::score::Score;
use partnership::publication::easy_read::clearing::KeptEasyRead;
use partnership::publication::kept::Publication;
use partnership::task_groups::commentary::Commentary;
use partnership::task_groups::judgement::SetByHand;
use partnership::task_groups::measure::Measure;
use partnership::task_groups::quarterly::QuarterlyValue;
use partnership::timetable::event::Event;

use crate::access_link::AccessLink;
use crate::account::Account;
use crate::approval::note::StoredNote;
use crate::approval::pack::StoredPack;
use crate::approval::version::StoredForward;
use crate::assessment::circulated::StoredCirculated;
use crate::assessment::comment::StoredComment;
use crate::assessment::version::KeptDraft;
use crate::book::Book;
use crate::compiled_once;
use crate::consultation::form_layout::KeptLayout;
use crate::consultation::quotation::StoredQuotation;
use crate::consultation::reply::StoredReply;
use crate::consultation::text::KeptText;
use crate::consultation::themes::coding::KeptCoding;
use crate::consultation::version::KeptVersion;
use crate::distribution::recipient::StoredRecipient;
use crate::distribution::request::StoredRequest;
use crate::error::RecordsError;
use crate::forgetting::Forgetting;
use crate::meeting::called::CalledMeeting;
use crate::meeting::item::PlacedItem;
use crate::panels::issue::StoredIssue;
use crate::paper::batch::Batch;
use crate::paper::booking::BookingIn;
use crate::paper::decision::StoredDecision;
use crate::paper::file::ScanFile;
use crate::paper::returned::StoredReturn;
use crate::paper::said::StoredSaid;
use crate::paper::side::StoredSide;
use crate::store::entry;
use crate::store::entry::Entry;
use crate::store::head::Head;
use crate::store::reading::Reading;
use crate::store::thing::Kind;
use crate::store::verify::VerifyError;
use crate::store::verify::Walked;
use crate::timetable::cycle_days::CycleDays;
use crate::timetable::step::PlacedStep;

/// Records that were found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The end of the chain. Noted elsewhere, as in the minutes, it proves later that nothing before it
    /// was rewritten.
    pub head: Head,
    /// How many things there are, each as its last entry says.
    pub things: usize,
}

/// Which entries are sought. Where nothing is said, all are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// Those about one kind of thing.
    pub kind: Option<Kind>,
    /// Those by one person, by the short name.
    pub who: Option<String>,
    /// Those at this moment or later.
    pub from: Option<Timestamp>,
    /// Those before this moment.
    pub until: Option<Timestamp>,
}

impl Book {
    /// The entries that are sought, the latest first: of those before the one numbered `before`, at most `at_most`.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn entries_sought(
        &self,
        sought: &Sought,
        before: i64,
        at_most: u32,
    ) -> Result<Vec<Entry>, RecordsError> {
        entry::sought(&mut self.read().await?, sought, before, at_most.into()).await
    }

    /// The entries after the one numbered `after`, at most `at_most` of them, the earliest first.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn entries(&self, after: i64, at_most: u32) -> Result<Vec<Entry>, RecordsError> {
        entry::after(&mut self.read().await?, after, at_most.into()).await
    }

    /// Whether the entries after the one numbered `after` say that replies were kept, and nothing else.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn only_replies_came(&self, after: i64) -> Result<bool, RecordsError> {
        entry::only_replies_came(&mut self.read().await?, after).await
    }

    /// Whether the audit record is whole and everything is as its last entry says.
    ///
    /// # Errors
    /// The first fault, by its entry or thing; or that the records cannot be read.
    #[compiled_once]
    pub async fn verify(&self) -> Result<Verified, VerifyError> {
        let mut reading = self.read().await?;
        let walked = Walked::over(&mut reading).await?;
        let mut things = 0;
        for kind in Kind::ALL {
            things += agreeing(&walked, kind, &mut reading).await?;
        }
        Ok(Verified { head: walked.head().clone(), things })
    }
}

/// How many things of a kind there are, if all are as the chain says.
#[expect(clippy::too_many_lines, reason = "a line for each kind, and nothing else")]
async fn agreeing(
    walked: &Walked,
    kind: Kind,
    reading: &mut Reading,
) -> Result<usize, VerifyError> {
    match kind {
        Kind::Partnership => walked.agrees_with::<TypedPartnership>(reading).await,
        Kind::Cycle => walked.agrees_with::<CycleDays>(reading).await,
        Kind::Step => walked.agrees_with::<PlacedStep>(reading).await,
        Kind::Event => walked.agrees_with::<Event>(reading).await,
        Kind::Meeting => walked.agrees_with::<CalledMeeting>(reading).await,
        Kind::AgendaItem => walked.agrees_with::<PlacedItem>(reading).await,
        Kind::ConsultedText => walked.agrees_with::<KeptText>(reading).await,
        Kind::Consultation => walked.agrees_with::<TypedConsultation>(reading).await,
        Kind::QuestionnaireVersion => walked.agrees_with::<KeptVersion>(reading).await,
        Kind::FormLayout => walked.agrees_with::<KeptLayout>(reading).await,
        Kind::Reply => walked.agrees_with::<StoredReply>(reading).await,
        Kind::ScanBatch => walked.agrees_with::<Batch>(reading).await,
        Kind::ScanFile => walked.agrees_with::<ScanFile>(reading).await,
        Kind::ScanSide => walked.agrees_with::<StoredSide>(reading).await,
        Kind::PaperReturn => walked.agrees_with::<StoredReturn>(reading).await,
        Kind::PaperDecision => walked.agrees_with::<StoredDecision>(reading).await,
        Kind::SideSaid => walked.agrees_with::<StoredSaid>(reading).await,
        Kind::BookingIn => walked.agrees_with::<BookingIn>(reading).await,
        Kind::CodeFrame => walked.agrees_with::<CodeFrame>(reading).await,
        Kind::Coding => walked.agrees_with::<KeptCoding>(reading).await,
        Kind::Quotation => walked.agrees_with::<StoredQuotation>(reading).await,
        Kind::YouSaid => walked.agrees_with::<YouSaid>(reading).await,
        Kind::Retention => walked.agrees_with::<RetentionTimetable>(reading).await,
        Kind::Tombstone => walked.agrees_with::<Tombstone>(reading).await,
        Kind::Measure => walked.agrees_with::<Measure>(reading).await,
        Kind::QuarterlyValue => walked.agrees_with::<QuarterlyValue>(reading).await,
        Kind::JudgementByHand => walked.agrees_with::<SetByHand>(reading).await,
        Kind::Commentary => walked.agrees_with::<Commentary>(reading).await,
        Kind::Panel => walked.agrees_with::<Panel>(reading).await,
        Kind::PanelMeeting => walked.agrees_with::<PanelMeeting>(reading).await,
        Kind::PanelIssue => walked.agrees_with::<StoredIssue>(reading).await,
        Kind::ReturnSupplier => walked.agrees_with::<Supplier>(reading).await,
        Kind::PartnerDelivery => walked.agrees_with::<Delivery>(reading).await,
        Kind::PanelWordsKept => walked.agrees_with::<WordsKept>(reading).await,
        Kind::Assessment => walked.agrees_with::<About>(reading).await,
        Kind::AssessmentVersion => walked.agrees_with::<KeptDraft>(reading).await,
        Kind::AssessmentComment => walked.agrees_with::<StoredComment>(reading).await,
        Kind::CirculatedDraft => walked.agrees_with::<StoredCirculated>(reading).await,
        Kind::CandidateIssue => walked.agrees_with::<CandidateIssue>(reading).await,
        Kind::ScoringRound => walked.agrees_with::<Round>(reading).await,
        Kind::IssueScore => walked.agrees_with::<Score>(reading).await,
        Kind::PriorityDecision => walked.agrees_with::<DecidedPriorities>(reading).await,
        Kind::Plan => walked.agrees_with::<Plan>(reading).await,
        Kind::PlanAction => walked.agrees_with::<Action>(reading).await,
        Kind::PutForward => walked.agrees_with::<StoredForward>(reading).await,
        Kind::ApprovalNote => walked.agrees_with::<StoredNote>(reading).await,
        Kind::CoverReport => walked.agrees_with::<CoverReport>(reading).await,
        Kind::CommitteePack => walked.agrees_with::<StoredPack>(reading).await,
        Kind::HouseTemplate => walked.agrees_with::<HouseTemplate>(reading).await,
        Kind::Publication => walked.agrees_with::<Publication>(reading).await,
        Kind::EasyRead => walked.agrees_with::<KeptEasyRead>(reading).await,
        Kind::DistributionList => walked.agrees_with::<DistributionList>(reading).await,
        Kind::Recipient => walked.agrees_with::<StoredRecipient>(reading).await,
        Kind::Sending => walked.agrees_with::<Sending>(reading).await,
        Kind::FormatRequest => walked.agrees_with::<StoredRequest>(reading).await,
        Kind::Finding => walked.agrees_with::<Finding>(reading).await,
        Kind::Person => walked.agrees_with::<Person>(reading).await,
        Kind::CountyAnalyst => walked.agrees_with::<CountyAnalyst>(reading).await,
        Kind::Predecessors => walked.agrees_with::<Predecessors>(reading).await,
        Kind::Successors => walked.agrees_with::<Successors>(reading).await,
        Kind::Account => walked.agrees_with::<Account>(reading).await,
        Kind::AccessLink => walked.agrees_with::<AccessLink>(reading).await,
        Kind::Forgetting => walked.agrees_with::<Forgetting>(reading).await,
    }
}
