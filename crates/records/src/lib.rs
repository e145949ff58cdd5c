//! Everything that people enter or decide: SQLite in the home folder, or PostgreSQL for many councils.
//!
//! In come changes in the core's types, each signed by somebody who says what they saw; out come the core's
//! values, and an audit record that says who changed what, and when, and can be checked.
//!
//! | to | call |
//! |---|---|
//! | open the records | [`Records::open`] |
//! | enter a partnership, or take out its book | [`Records::enter_partnership`], [`Records::found_partnership`], [`Records::book`] |
//! | read | [`Book::partnership`], [`Book::cycles`], [`Book::year`], [`Book::people`] |
//! | change | `Book::enter_…`, `Book::change_…`, `Book::remove_…`, [`Book::record_event`] |
//! | consult | [`Book::enter_consultation`], [`Book::open_questionnaire`], [`Book::keep_reply`], [`Book::replies`], [`Book::heard_replies`] |
//! | take in paper | [`ScanStore`], [`Book::begin_batch`], [`Book::keep_sides`], [`Book::end_batch`], [`Book::decide`], [`Book::finish_return`] |
//! | code comments, quote and answer | [`Book::change_code_frame`], [`Book::keep_coding`], [`Book::clear_quotation`], [`Book::you_said`] |
//! | keep panels | [`Book::enter_panel`], [`Book::enter_panel_meeting`], [`Book::enter_panel_issues`], [`Book::record_issue_deed`], [`Book::correct_panel_issue`], [`Book::join_panel_issues`], [`Book::delete_panel_words`], [`Book::set_panel_words_kept`] |
//! | measure, and ask task groups | [`Book::enter_measure`], [`Book::keep_quarterly_value`], [`Book::keep_judgement_by_hand`], [`Book::ask_for_commentary`], [`Book::ask_by_link`], [`Book::change_commentary`] |
//! | take partner data | [`Book::enter_return_supplier`], [`Book::keep_partner_delivery`], [`Book::partner_deliveries`], [`Book::remove_partner_delivery`], [`Book::make_return_link`] |
//! | draft the assessment | [`Book::begin_assessment`], [`Book::save_assessment`], [`Book::comment_on_assessment`], [`Book::circulate_assessment`] |
//! | take a document to adoption | [`Book::put_forward`], [`Book::decide_on_document`], [`Book::note_on_document`], [`Book::document`], [`Book::write_cover_report`], [`Book::committee_pack`], [`Book::set_house_template`], [`Book::house_in_use`] |
//! | publish, and withdraw | [`PublishedStore`], [`Book::publish`], [`Book::publications`], [`Book::withdraw_publication`], [`Book::write_easy_read`], [`Book::clear_easy_read`] |
//! | tell people of it | [`Book::enter_distribution_list`], [`Book::enter_recipients`], [`Book::begin_sending`], [`Book::take_up_dispatch`], [`Book::settle_dispatch`], [`Book::enter_format_request`] |
//! | keep findings | [`Book::keep_finding`], [`Book::findings`], [`Book::change_finding`], [`Book::remove_finding`] |
//! | set priorities | [`Book::propose_issue`], [`Book::record_candidate_deed`], [`Book::choose_method`], [`Book::give_score`], [`Book::decide_priorities`] |
//! | write the plan, and note progress | [`Book::begin_plan`], [`Book::change_plan`], [`Book::enter_action`], [`Book::record_action_deed`], [`Book::carry_over`], [`Book::make_progress_link`] |
//! | begin from other partnerships, and end | [`Records::enter_following`], [`Book::begin_from`], [`Book::predecessors`], [`Book::end`], [`Book::successors`] |
//! | follow the golden thread | [`Book::held_thread`], [`HeldThread::woven`] |
//! | delete on the day | [`Book::set_retention`], [`Book::delete_due`], [`Book::tombstones`] |
//! | answer on-line | [`Book::begin_reply`], [`Book::answer_reply`], [`Book::send_reply`], [`Book::invite`] |
//! | let a county analyst in | [`Book::let_county_analyst_in`], [`Book::county_analyst_signed_in`], [`Records::letting_in`] |
//! | let somebody prove who they are | [`Book::account`], [`Book::accept_code`], [`Book::use_recovery_code`] |
//! | let somebody in by a link | [`Book::make_access_link`], [`Book::use_access_link`], [`Book::set_password_by_link`] |
//! | remember a browser | [`Records::sessions`], [`Book::person_signed_in`], [`Book::end_sessions`] |
//! | remind once | [`Book::take_up_reminder`], [`Book::mark_reminder_sent`] |
//! | see who did what, and check it | [`Book::entries`], [`Book::entries_sought`], [`Book::verify`] |
//! | forget who was taken away, and readers whose links ended | [`Book::forget_people`], [`Book::forget_readers`] |
//! | keep a copy, and put it back | [`Records::write_backup`], [`Records::restore_backup`] |
//!
//! The modules stand in the order of the year's story; a later stage adds one file of SQL for each engine and
//! one of Rust. All calls are asynchronous and need the caller's tokio runtime. A call that is dropped half-way
//! has changed nothing.

mod place;
mod error;
mod partnership_id;
mod fingerprint;
mod secret;
mod once;
mod day;
mod store;
mod book;
mod common_templates;
mod membership;
mod year;
mod timetable;
mod meeting;
mod consultation;
mod scan_store;
mod paper;
mod task_groups;
mod retention;
mod panels;
mod partner_data;
mod heard;
mod assessment;
mod approval;
mod publication;
mod easy_read;
mod distribution;
mod published_store;
mod finding;
mod priorities;
mod plan;
mod thread;
mod succession;
mod person;
mod county_analyst;
mod account;
mod access_link;
mod session;
mod reminder;
mod forgetting;
mod audit;
mod backup;

/// On public calls that wait: the future is compiled in this crate, once, and not in each that awaits it. Left out where a
/// call takes a closure, a reader, or a type that borrows, for which the macro writes no lifetime.
pub(crate) use async_recursion::async_recursion as compiled_once;

pub use crate::access_link::AccessLink;
pub use crate::access_link::AccessLinkRefused;
pub use crate::access_link::Ended;
pub use crate::access_link::ForWhom;
pub use crate::access_link::NewAccessLink;
pub use crate::access_link::Over;
pub use crate::access_link::Purpose;
pub use crate::access_link::Uses;
pub use crate::account::Account;
pub use crate::account::AccountRefused;
pub use crate::account::OutsideIdentity;
pub use crate::account::SecondFactor;
pub use crate::approval::HeldDocument;
pub use crate::approval::cover_report::CoverReportRefused;
pub use crate::approval::pack::HeldPack;
pub use crate::approval::refused::ApprovalRefused;
pub use crate::assessment::comment::CommentDeed;
pub use crate::assessment::comment::KeptComment;
pub use crate::assessment::refused::AssessmentRefused;
pub use crate::assessment::version::KeptDraft;
pub use crate::assessment::version::Saving;
pub use crate::audit::Sought;
pub use crate::audit::Verified;
pub use crate::backup::BackupError;
pub use crate::backup::RestoreError;
pub use crate::book::Book;
pub use crate::common_templates::CommonTemplates;
pub use crate::common_templates::TemplateOf;
pub use crate::consultation::Form;
pub use crate::consultation::NewConsultation;
pub use crate::consultation::answering::Answering;
pub use crate::consultation::held::HeldConsultation;
pub use crate::consultation::invitation::Invitation;
pub use crate::consultation::quotation::KeptQuotation;
pub use crate::consultation::refused::ConsultationRefused;
pub use crate::consultation::refused::LONGEST_TEXT;
pub use crate::consultation::reply::KeptReply;
pub use crate::consultation::sending::Sent;
pub use crate::consultation::sending::SentReply;
pub use crate::consultation::text_kind::NoSuchText;
pub use crate::consultation::text_kind::TextKind;
pub use crate::consultation::themes::Asked;
pub use crate::consultation::themes::refused::ThemesRefused;
pub use crate::consultation::under_way::ReplyUnderWay;
pub use crate::county_analyst::CountyAnalystRefused;
pub use crate::day::london;
pub use crate::distribution::dispatch::Outcome;
pub use crate::distribution::dispatch::WhichDispatch;
pub use crate::distribution::recipient::KeptRecipient;
pub use crate::distribution::refused::DistributionRefused;
pub use crate::distribution::request::KeptRequest;
pub use crate::easy_read::EasyReadRefused;
pub use crate::error::ChangeError;
pub use crate::error::OpenError;
pub use crate::error::RecordsError;
pub use crate::finding::FindingRefused;
pub use crate::fingerprint::Fingerprint;
pub use crate::fingerprint::FingerprintError;
pub use crate::forgetting::Forgot;
pub use crate::forgetting::Forgotten;
pub use crate::heard::HeardReplies;
pub use crate::meeting::MeetingRefused;
pub use crate::membership::MembershipRefused;
pub use crate::once::Once;
pub use crate::panels::issue::KeptIssue;
pub use crate::panels::issue::SeenIssue;
pub use crate::panels::refused::PanelsRefused;
pub use crate::paper::BatchAt;
pub use crate::paper::PaperRefused;
pub use crate::paper::apart::PageOfForm;
pub use crate::paper::apart::SideApart;
pub use crate::paper::batch::Batch;
pub use crate::paper::batch::HeldBatch;
pub use crate::paper::batch::NewBatch;
pub use crate::paper::batch::Stage as BatchStage;
pub use crate::paper::booking::BookingIn;
pub use crate::paper::file::FileEnd;
pub use crate::paper::file::HeldFile;
pub use crate::paper::file::ScanFile;
pub use crate::paper::progress::Paper;
pub use crate::paper::progress::PaperReturn;
pub use crate::paper::returned::Doubt;
pub use crate::paper::said::SideSaid;
pub use crate::paper::side::KeptSide;
pub use crate::partner_data::delivery::KeptDelivery;
pub use crate::partner_data::link::ReturnLink;
pub use crate::partner_data::refused::PartnerDataRefused;
pub use crate::partnership_id::PartnershipId;
pub use crate::person::FoundingRefused;
pub use crate::person::PersonRefused;
pub use crate::place::Place;
pub use crate::place::Server;
pub use crate::place::ServerError;
pub use crate::plan::acting::KeptAction;
pub use crate::plan::acting::SeenAction;
pub use crate::plan::carrying::ToCarry;
pub use crate::plan::changing::PlanChange;
pub use crate::plan::in_full::HeldPlan;
pub use crate::plan::link::KeptProgressLink;
pub use crate::plan::link::ProgressLink;
pub use crate::plan::link::SendAgain;
pub use crate::plan::refused::PlanRefused;
pub use crate::priorities::KeptCandidate;
pub use crate::priorities::SeenCandidate;
pub use crate::priorities::refused::PrioritiesRefused;
pub use crate::priorities::score::KeptScore;
pub use crate::publication::KeptPublication;
pub use crate::publication::PublicationRefused;
pub use crate::published_store::PublishedStore;
pub use crate::reminder::Reminder;
pub use crate::reminder::TIME_TO_SEND;
pub use crate::scan_store::ScanStore;
pub use crate::scan_store::ScanStoreError;
pub use crate::secret::Secret;
pub use crate::session::Session;
pub use crate::session::SessionRefused;
pub use crate::session::Sessions;
pub use crate::session::SignedIn;
pub use crate::store::conflict::Conflict;
pub use crate::store::conflict::LastChange;
pub use crate::store::conflict::Now;
pub use crate::store::entry::Entry;
pub use crate::store::entry::Signed;
pub use crate::store::head::Head;
pub use crate::store::opening::Layout;
pub use crate::store::seal::Seal;
pub use crate::store::seal::SealError;
pub use crate::store::seal::Seals;
pub use crate::store::thing::Held;
pub use crate::store::thing::Kind;
pub use crate::store::thing::Version;
pub use crate::store::verify::Astray;
pub use crate::store::verify::Fault;
pub use crate::store::verify::VerifyError;
pub use crate::succession::Beginning;
pub use crate::succession::BeginningRefused;
pub use crate::task_groups::TaskGroupsRefused;
pub use crate::task_groups::bringing::BroughtIn;
pub use crate::task_groups::link::AskedOf;
pub use crate::task_groups::link::CommentaryLink;
pub use crate::thread::HeldThread;
pub use crate::timetable::TimetableRefused;
pub use crate::timetable::cycle_days::CycleDays;
pub use crate::year::HeldYear;
pub use crate::year::Year;
pub use crate::year::YearFault;

use std::sync::Arc;

use partnership::membership::Partnership;
use partnership::membership::TypedPartnership;
use partnership::membership::person::Person;

use crate::store::Store;
use crate::store::change::Change;
use crate::store::thing::Key;
use crate::store::value::Value;

/// The records of all partnerships of one home or one server.
#[derive(Debug, Clone)]
pub struct Records {
    store: Store,
    common: Arc<CommonTemplates>,
}

impl Records {
    /// Opens the records, making them where there are none, and renewing an older layout.
    ///
    /// # Errors
    /// When they cannot be opened, or are those of a later program: why, and what to do.
    #[compiled_once]
    pub async fn open(place: &Place) -> Result<Records, OpenError> {
        Ok(Records { store: Store::open(place).await?, common: Arc::default() })
    }

    /// How the layout of the records at a place compares with this program's. Nothing is made or renewed there.
    ///
    /// # Errors
    /// When they cannot be opened, are no records, or are those of a later program: why, and what to do.
    #[compiled_once]
    pub async fn layout_at(place: &Place) -> Result<Layout, OpenError> {
        Store::layout_at(place).await
    }

    /// The short names of the partnerships that there are. For whoever looks after the installation: no
    /// page of a partnership shows it.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn partnerships(&self) -> Result<Vec<PartnershipId>, RecordsError> {
        self.store.partnerships().await
    }

    /// Enters a partnership, and begins its book.
    ///
    /// # Errors
    /// When the description has faults, or the short name is taken.
    #[compiled_once]
    pub async fn enter_partnership(
        &self,
        signed: &Signed,
        id: &PartnershipId,
        typed: TypedPartnership,
    ) -> Result<Book, MembershipRefused> {
        let change = self.first_change(signed, id, typed).await?;
        change.commit().await?;
        Ok(self.book_of(id))
    }

    /// Enters a partnership and the first of its people, who enters the others: both, or neither.
    ///
    /// # Errors
    /// When the description or the person has faults, or the short name is taken.
    #[compiled_once]
    pub async fn found_partnership(
        &self,
        signed: &Signed,
        id: &PartnershipId,
        typed: TypedPartnership,
        first: &Person,
    ) -> Result<Book, FoundingRefused> {
        let mut change = self.first_change(signed, id, typed).await?;
        person::enter(&mut change, first).await?;
        change.commit().await.map_err(MembershipRefused::from)?;
        Ok(self.book_of(id))
    }

    /// The change that begins a partnership's book with its description, to be committed.
    async fn first_change(
        &self,
        signed: &Signed,
        id: &PartnershipId,
        typed: TypedPartnership,
    ) -> Result<Change, MembershipRefused> {
        let described = Partnership::of(typed)?;
        let change = self.store.first_change(id, signed).await?;
        let mut change = change.ok_or_else(|| MembershipRefused::Taken(id.clone()))?;
        change.enter(&Key::all(), described.typed()).await?;
        Ok(change)
    }

    /// The book of a partnership, the only way to what it holds; none where there is no such partnership.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn book(&self, id: &PartnershipId) -> Result<Option<Book>, RecordsError> {
        let sql = "select partnership_id from partnership where partnership_id = $1";
        let there = self.store.look(sql, vec![Value::text(id)]).await?;
        Ok((!there.is_empty()).then(|| self.book_of(id)))
    }

    fn book_of(&self, id: &PartnershipId) -> Book {
        Book::of(self.store.clone(), self.common.clone(), id.clone())
    }

    /// The sessions of the pages, whosever they are.
    pub fn sessions(&self) -> Sessions {
        Sessions::of(self.store.clone())
    }

    /// Lets go of the file or the server, once what is under way has ended.
    #[compiled_once]
    pub async fn close(&self) {
        self.store.close().await;
    }
}
