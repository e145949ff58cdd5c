//! The audit record: who changed what and when, looked through, checked, and taken along.
//!
//! In come filters; out go entries in words, the latest first, each with what was before beside what came after.

mod csv;
pub(crate) mod differing;
mod one;
mod record;
mod sought;

use std::collections::BTreeMap;

use axum::Router;
use axum::routing::get;
use records::Entry;
use records::ForWhom;
use records::Kind;
use records::Purpose;
use records::RecordsError;

use crate::app::App;
use crate::who::visitor::Visitor;

/// The pages of the audit record.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/audit", get(record::show))
        .route("/audit/check", get(record::check))
        .route("/audit/record.csv", get(csv::download))
        .route("/audit/{number}", get(one::show))
}

/// Those who are known by the short names that entries have.
struct Names(BTreeMap<String, String>);

impl Names {
    /// Those who are there now; whoever was taken away is known by the short name alone.
    async fn of(visitor: &Visitor) -> Result<Names, RecordsError> {
        Ok(Names(visitor.book.names().await?))
    }

    /// What somebody is called, with the short name.
    fn called(&self, who: &str) -> String {
        match self.0.get(who) {
            Some(name) => format!("{name} ({who})"),
            None => who.to_owned(),
        }
    }
}

/// What was done to a thing.
fn deed(entry: &Entry) -> &'static str {
    if entry.forgotten().is_some() {
        return "forgotten since";
    }
    match (&entry.before, &entry.after) {
        (None, _) => "entered",
        (Some(_), Some(_)) => "changed",
        (Some(_), None) => "taken away",
    }
}

/// Which thing an entry is about, by its title or name where it has one, and else by its key.
fn thing(entry: &Entry) -> String {
    let text = entry.after.as_ref().or(entry.before.as_ref());
    let value = text.and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok());
    let named = value.as_ref().and_then(named);
    match (named, entry.key.as_str()) {
        (Some(named), "") => named,
        (Some(named), key) => format!("{named} ({key})"),
        (None, "") => entry.kind.in_words().to_owned(),
        (None, key) => key.to_owned(),
    }
}

/// The title or name of a thing, or of the one thing in it that has one.
fn named(value: &serde_json::Value) -> Option<String> {
    let own = |value: &serde_json::Value| {
        let text = ["title", "name"].into_iter().find_map(|field| value.get(field)?.as_str());
        text.map(str::to_owned)
    };
    let within = || value.as_object()?.values().find_map(own);
    own(value).or_else(within).or_else(|| of_link(value))
}

/// What a link is for, and for whom.
fn of_link(value: &serde_json::Value) -> Option<String> {
    let purpose = serde_json::from_value::<Purpose>(value.get("purpose")?.clone()).ok()?;
    let whom = serde_json::from_value::<ForWhom>(value.get("for_whom")?.clone()).ok()?;
    Some(format!("a link {} for {whom}", purpose.in_words()))
}

/// The kinds of things, to choose from.
const KINDS: [Kind; 63] = [
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
