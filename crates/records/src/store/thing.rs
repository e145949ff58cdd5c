//! What every kind of thing that is entered or decided must be able to do: be found, be written, be taken away.
//!
//! A stage of the year says it once for each of its kinds, in a file of its own; the rest of the store knows
//! only this.

use std::future::Future;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::RecordsError;
use crate::store::change::Pen;
use crate::store::reading::Reading;

pub(crate) use crate::store::key::Key;

/// What kind of thing an audit entry is about.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The description of the partnership.
    Partnership,
    /// The polls and school holidays of a cycle.
    Cycle,
    /// A step of a timetable.
    Step,
    /// Something that happened to a step.
    Event,
    /// A meeting.
    Meeting,
    /// An item of a meeting's agenda.
    AgendaItem,
    /// The text that a consultation is about.
    ConsultedText,
    /// The description of a consultation.
    Consultation,
    /// A version of a questionnaire.
    QuestionnaireVersion,
    /// Where everything stands on a printed form.
    FormLayout,
    /// A reply to a consultation.
    Reply,
    /// A batch of scans.
    ScanBatch,
    /// A file of scans.
    ScanFile,
    /// A scanned side, as it was read.
    ScanSide,
    /// A form that came back on paper.
    PaperReturn,
    /// What somebody says that such a form says.
    PaperDecision,
    /// What a person says that a scanned side apart is.
    SideSaid,
    /// How many forms were received on a day.
    BookingIn,
    /// A version of a code frame.
    CodeFrame,
    /// How somebody coded a comment.
    Coding,
    /// Words of a reply to be published.
    Quotation,
    /// What is answered to a theme.
    YouSaid,
    /// The days on which parts of replies are deleted.
    Retention,
    /// That something of replies was deleted.
    Tombstone,
    /// What a task group measures.
    Measure,
    /// The value of a measure in a quarter.
    QuarterlyValue,
    /// A judgement on such a value that a person set.
    JudgementByHand,
    /// What a task group says of a quarter.
    Commentary,
    /// A neighbourhood panel.
    Panel,
    /// A meeting of a panel.
    PanelMeeting,
    /// An issue raised at a panel.
    PanelIssue,
    /// For how long what was said of closed issues is kept.
    PanelWordsKept,
    /// Who supplies a prescribed return.
    ReturnSupplier,
    /// A file of partner data that was sent.
    PartnerDelivery,
    /// What an assessment is about.
    Assessment,
    /// A version of an assessment's draft.
    AssessmentVersion,
    /// A comment on a passage of a draft.
    AssessmentComment,
    /// A draft as it was circulated.
    CirculatedDraft,
    /// An issue on the long list for priorities.
    CandidateIssue,
    /// A round of scoring such issues.
    ScoringRound,
    /// What somebody scored an issue.
    IssueScore,
    /// The priorities that a meeting decided.
    PriorityDecision,
    /// The rolling plan of a cycle, without its actions.
    Plan,
    /// An action of it.
    PlanAction,
    /// A version of a document as it was put forward.
    PutForward,
    /// What was done to a document on its way to adoption.
    ApprovalNote,
    /// What an officer writes for a meeting about a document.
    CoverReport,
    /// What was laid before a body, kept with its decision.
    CommitteePack,
    /// The order and words of a partnership's cover reports.
    HouseTemplate,
    /// What was published for everybody.
    Publication,
    /// What somebody wrote in easy-read.
    EasyRead,
    /// A list of those who are told of what is published.
    DistributionList,
    /// Somebody on such a list.
    Recipient,
    /// That a publication goes to those on some lists.
    Sending,
    /// A request for what was published in another format.
    FormatRequest,
    /// An enquiry of the evidence that was kept with its answer.
    Finding,
    /// Somebody who signs in.
    Person,
    /// Somebody of another partnership who was let in.
    CountyAnalyst,
    /// That a partnership follows others.
    Predecessors,
    /// That a partnership ended, and others follow it.
    Successors,
    /// How somebody proves who they are.
    Account,
    /// A link that lets whoever has it do one thing without signing in.
    AccessLink,
    /// That somebody who was taken away was forgotten.
    Forgetting,
}

impl Kind {
    /// All of them.
    pub(crate) const ALL: [Kind; 63] = [
        Kind::Partnership,
        Kind::Cycle,
        Kind::Step,
        Kind::Event,
        Kind::Meeting,
        Kind::AgendaItem,
        Kind::ConsultedText,
        Kind::Consultation,
        Kind::QuestionnaireVersion,
        Kind::FormLayout,
        Kind::Reply,
        Kind::ScanBatch,
        Kind::ScanFile,
        Kind::ScanSide,
        Kind::PaperReturn,
        Kind::PaperDecision,
        Kind::SideSaid,
        Kind::BookingIn,
        Kind::CodeFrame,
        Kind::Coding,
        Kind::Quotation,
        Kind::YouSaid,
        Kind::Retention,
        Kind::Tombstone,
        Kind::Measure,
        Kind::QuarterlyValue,
        Kind::JudgementByHand,
        Kind::Commentary,
        Kind::Panel,
        Kind::PanelMeeting,
        Kind::PanelIssue,
        Kind::PanelWordsKept,
        Kind::ReturnSupplier,
        Kind::PartnerDelivery,
        Kind::Assessment,
        Kind::AssessmentVersion,
        Kind::AssessmentComment,
        Kind::CirculatedDraft,
        Kind::CandidateIssue,
        Kind::ScoringRound,
        Kind::IssueScore,
        Kind::PriorityDecision,
        Kind::Plan,
        Kind::PlanAction,
        Kind::PutForward,
        Kind::ApprovalNote,
        Kind::CoverReport,
        Kind::CommitteePack,
        Kind::HouseTemplate,
        Kind::Publication,
        Kind::EasyRead,
        Kind::DistributionList,
        Kind::Recipient,
        Kind::Sending,
        Kind::FormatRequest,
        Kind::Finding,
        Kind::Person,
        Kind::CountyAnalyst,
        Kind::Predecessors,
        Kind::Successors,
        Kind::Account,
        Kind::AccessLink,
        Kind::Forgetting,
    ];

    /// The kind in words.
    #[expect(clippy::too_many_lines, reason = "a line for each kind, and nothing else")]
    pub fn in_words(self) -> &'static str {
        match self {
            Kind::Partnership => "partnership",
            Kind::Cycle => "cycle",
            Kind::Step => "step",
            Kind::Event => "event",
            Kind::Meeting => "meeting",
            Kind::AgendaItem => "agenda item",
            Kind::ConsultedText => "text consulted on",
            Kind::Consultation => "consultation",
            Kind::QuestionnaireVersion => "version of a questionnaire",
            Kind::FormLayout => "layout of a form",
            Kind::Reply => "reply",
            Kind::ScanBatch => "batch of scans",
            Kind::ScanFile => "file of scans",
            Kind::ScanSide => "scanned side",
            Kind::PaperReturn => "return on paper",
            Kind::PaperDecision => "decision on a return",
            Kind::SideSaid => "what a side apart is",
            Kind::BookingIn => "booking-in",
            Kind::CodeFrame => "code frame",
            Kind::Coding => "coding of a comment",
            Kind::Quotation => "quotation",
            Kind::YouSaid => "answer to a theme",
            Kind::Retention => "retention timetable",
            Kind::Tombstone => "tombstone",
            Kind::Measure => "measure",
            Kind::QuarterlyValue => "value of a measure",
            Kind::JudgementByHand => "judgement by hand",
            Kind::Commentary => "commentary",
            Kind::Panel => "panel",
            Kind::PanelMeeting => "meeting of a panel",
            Kind::PanelIssue => "issue of a panel",
            Kind::PanelWordsKept => "how long words of panels are kept",
            Kind::ReturnSupplier => "supplier of a return",
            Kind::PartnerDelivery => "delivery of partner data",
            Kind::Assessment => "assessment",
            Kind::AssessmentVersion => "version of an assessment",
            Kind::AssessmentComment => "comment on a draft",
            Kind::CirculatedDraft => "circulated draft",
            Kind::CandidateIssue => "candidate issue",
            Kind::ScoringRound => "round of scoring",
            Kind::IssueScore => "score of an issue",
            Kind::PriorityDecision => "decided priorities",
            Kind::Plan => "rolling plan",
            Kind::PlanAction => "action of a plan",
            Kind::PutForward => "version put forward",
            Kind::ApprovalNote => "note of an approval",
            Kind::CoverReport => "cover report",
            Kind::CommitteePack => "committee pack",
            Kind::HouseTemplate => "house template",
            Kind::Publication => "publication",
            Kind::EasyRead => "easy-read text",
            Kind::DistributionList => "distribution list",
            Kind::Recipient => "recipient",
            Kind::Sending => "sending",
            Kind::FormatRequest => "request for another format",
            Kind::Finding => "finding",
            Kind::Person => "person",
            Kind::CountyAnalyst => "county analyst",
            Kind::Predecessors => "predecessors",
            Kind::Successors => "successors",
            Kind::Account => "account",
            Kind::AccessLink => "access link",
            Kind::Forgetting => "forgetting",
        }
    }
}

/// A thing in a sentence: "step `2015-16/plan-adopted`", or "partnership", of which there is one.
pub(crate) fn named(kind: Kind, key: &str) -> String {
    match key {
        "" => kind.in_words().to_owned(),
        key => format!("{} `{key}`", kind.in_words()),
    }
}

/// A thing as it is held, with its key.
#[derive(Debug)]
pub(crate) struct Found<T> {
    pub(crate) key: Key,
    pub(crate) held: Held<T>,
}

/// Something held, and the version of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held<T> {
    /// What it is.
    pub value: T,
    /// Which version: whoever changes it says that this is what they saw.
    pub version: Version,
}

/// A version of a thing: the number of the audit entry that made it so.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct Version(pub i64);

/// A kind of thing that is entered or decided, and changed as a whole.
pub(crate) trait Thing: PartialEq + Sized + Send + Sync {
    /// Its kind.
    const KIND: Kind;

    /// What the audit record says of it: the thing itself, unless it has secrets.
    type Told: Serialize + DeserializeOwned + PartialEq + Send + Sync;

    /// What the audit record says of this one.
    fn told(&self) -> Self::Told;

    /// All of them within `key`, in their order.
    fn find(
        from: &mut Reading,
        key: &Key,
    ) -> impl Future<Output = Result<Vec<Found<Self>>, RecordsError>> + Send;

    /// Writes it where nothing of it stands.
    fn write(
        &self,
        pen: &mut Pen<'_>,
        key: &Key,
    ) -> impl Future<Output = Result<(), RecordsError>> + Send;

    /// Takes away whatever stands of it.
    fn erase(pen: &mut Pen<'_>, key: &Key)
    -> impl Future<Output = Result<(), RecordsError>> + Send;

    /// Takes away what goes when it goes for good, and is no thing itself: nothing, for most kinds.
    fn sweep(
        _pen: &mut Pen<'_>,
        _key: &Key,
    ) -> impl Future<Output = Result<(), RecordsError>> + Send {
        async { Ok(()) }
    }
}
