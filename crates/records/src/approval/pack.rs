//! Committee packs in the records: what was laid before a body, kept with its decision and never changed.
//!
//! In come a document and a meeting; out goes the pack as it was kept, or as it would be laid before the meeting today.

use partnership::approval::cover_report::CoverReport;
use partnership::approval::document::DocumentId;
use partnership::approval::document::DocumentKind;
use partnership::approval::document::Version as Forward;
use partnership::approval::history::History;
use partnership::approval::history::Minutes;
use partnership::approval::sitting::Matter;
use partnership::assessment::circulated::Circulated;
use partnership::committee_pack::composed::Gathered;
use partnership::committee_pack::composed::compose;
use partnership::committee_pack::paper::CommitteePack;
use partnership::consultation::version::Stage as Asked;
use partnership::publication::licence::DataLicence;
use partnership::publication::part::Part;
use partnership::publication::site::adopted;
use partnership::publication::whose::Whose;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::meeting::MeetingId;

use crate::approval::cover_report::key;
use crate::approval::refused::ApprovalRefused;
use crate::book::Book;
use crate::compiled_once;
use crate::consultation::held::HeldConsultation;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::store::change::Change;
use crate::store::change::Pen;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;
use crate::store::value::json_of;

/// A committee pack.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldPack {
    /// The pack.
    pub pack: CommitteePack,
    /// Whether it was kept with the decision, so that it is what was before the meeting.
    pub is_kept: bool,
}

/// A pack as it would be laid before a meeting, with the report that it was made from.
pub(super) struct Laid {
    pack: CommitteePack,
    report: Option<Version>,
}

/// A pack as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct StoredPack {
    pack: CommitteePack,
    /// It as it stands in its row: a number with a fraction need not be written the same once it was read.
    json: String,
    /// Keeps the words from being found out by trying.
    salt: Fingerprint,
}

impl PartialEq for StoredPack {
    fn eq(&self, other: &StoredPack) -> bool {
        self.json == other.json
    }
}

/// What the audit record says of a pack. A part of it may be exempt, so it has a salted hash.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldPack {
    dated: String,
    appendices: usize,
    salted_words: Fingerprint,
}

impl Book {
    /// What was laid before a meeting with a document, or would be today; none where nothing is put forward, or the document
    /// is not on the meeting's agenda.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn committee_pack(
        &self,
        document: DocumentId,
        meeting: &MeetingId,
        today: Day,
    ) -> Result<Option<HeldPack>, RecordsError> {
        let kept = self.read().await?.one::<StoredPack>(&key(document, meeting)).await?;
        if let Some(kept) = kept {
            return Ok(Some(HeldPack { pack: kept.value.pack, is_kept: true }));
        }
        let laid = self.laid_before(document, meeting, today).await?;
        Ok(laid.map(|laid| HeldPack { pack: laid.pack, is_kept: false }))
    }

    /// The pack as it would be laid before a meeting, with the text as it stood before that decided.
    pub(super) async fn laid_before(
        &self,
        document: DocumentId,
        meeting: &MeetingId,
        today: Day,
    ) -> Result<Option<Laid>, RecordsError> {
        let cycle = document.cycle;
        let Some(year) = self.year(cycle).await? else { return Ok(None) };
        let stored = |why: &dyn std::fmt::Display| RecordsError::stored("event", "", why);
        let so_far = year.year.up_to(today).map_err(|why| stored(&why))?;
        let minutes = Minutes { year: &so_far, meetings: &year.year.meetings };
        let matters = document.matters(minutes.year, minutes.meetings);
        let Some(matter) = matters.iter().find(|one| one.meeting.id == *meeting) else {
            return Ok(None);
        };
        let held = self.document(document).await?;
        let history = History::before(document, &held.notes, &held.versions, minutes, meeting);
        let history = history
            .map_err(|why| RecordsError::stored("approval_note", meeting.0.as_str(), why))?;
        let Some(shown) = history.stage().shown() else { return Ok(None) };
        let assessment = self.assessment_behind(document, minutes).await?;
        let assessment = assessment.as_ref().and_then(|history| adopted(history, today));
        let partnership = self.partnership().await?.value;
        let report = self.cover_report(document, meeting).await?;
        let pack = compose(&Gathered {
            whose: &self.whose(partnership.name(), cycle, today)?,
            partnership: &partnership,
            matter: matter as &Matter<'_>,
            matters: &matters,
            shown,
            drafts: &self.drafts_circulated(cycle).await?,
            assessment,
            consultations: &self.reports_on_consultations(cycle, today).await?,
            written: &report.as_ref().map(|held| held.value.clone()).unwrap_or_default(),
            background: &self.background(shown.version()).await?,
            house: &self.house_in_use().await?.0,
        });
        Ok(Some(Laid { pack, report: report.map(|held| held.version) }))
    }

    fn whose(&self, publisher: &str, cycle: Cycle, today: Day) -> Result<Whose, RecordsError> {
        let known_as = self.id().to_string();
        let parsed = known_as.parse();
        let known_as = parsed.map_err(|why| RecordsError::stored("partnership", &known_as, why))?;
        let (publisher, licence) = (publisher.to_owned(), DataLicence::default());
        Ok(Whose { known_as, publisher, cycle, today, licence })
    }

    /// The history of the assessment that a plan follows; none of an assessment itself.
    async fn assessment_behind(
        &self,
        document: DocumentId,
        minutes: Minutes<'_>,
    ) -> Result<Option<History>, RecordsError> {
        match document.kind {
            DocumentKind::Assessment => Ok(None),
            DocumentKind::Plan => {
                let id = DocumentId { kind: DocumentKind::Assessment, ..document };
                Ok(Some(self.document(id).await?.history(minutes)?))
            }
        }
    }

    async fn drafts_circulated(&self, cycle: Cycle) -> Result<Vec<Circulated>, RecordsError> {
        let mut drafts = Vec::new();
        for (number, _) in self.circulated_drafts(cycle).await? {
            drafts.extend(self.circulated_draft(cycle, number).await?);
        }
        Ok(drafts)
    }

    /// The reports on the consultations of a cycle that have closed.
    async fn reports_on_consultations(
        &self,
        cycle: Cycle,
        today: Day,
    ) -> Result<Vec<Part>, RecordsError> {
        let mut parts = Vec::new();
        for held in self.consultations(cycle).await? {
            if !has_closed(&held) {
                continue;
            }
            let heard = self.heard_replies(cycle, &held).await;
            let stored = |why: &dyn std::fmt::Display| {
                RecordsError::stored("consultation", held.questionnaire().as_str(), why)
            };
            let heard = heard.map_err(|why| stored(&why))?;
            // Counting takes the processor for long, so it is done apart from the threads that answer.
            let tell = move || heard.tell(today, Part::consultation);
            let told = tokio::task::spawn_blocking(tell).await.map_err(|why| stored(&why))?;
            parts.extend(told.ok());
        }
        Ok(parts)
    }

    /// The papers that a version rests on: what it was drawn from, the assessment behind a plan, and the consultations of the
    /// cycle.
    async fn background(&self, version: &Forward) -> Result<Vec<String>, RecordsError> {
        let mut papers = vec![format!("{}: {}", version.document.in_words(), version.drawn_from)];
        let cycle = version.document.cycle;
        if version.document.kind == DocumentKind::Plan {
            let document = DocumentId { kind: DocumentKind::Assessment, cycle };
            papers.extend(self.document(document).await?.versions.last().map(|last| {
                let (called, on) = (document.in_words(), last.on.in_words());
                format!("{called}, version {}, put forward on {on}", last.number)
            }));
        }
        let consultations = self.consultations(cycle).await?;
        papers.extend(
            consultations
                .iter()
                .map(|held| format!("Consultation: {}", held.consultation.typed().text.title)),
        );
        Ok(papers)
    }
}

fn has_closed(held: &HeldConsultation) -> bool {
    let last = held.versions().next_back();
    last.is_some_and(|version| matches!(version.value.stage(), Asked::Closed { .. }))
}

/// Keeps what was laid before a meeting, with what it decided. Whoever changed the report since it was read is before us.
pub(super) async fn keep(
    change: &mut Change,
    document: DocumentId,
    meeting: &MeetingId,
    laid: Option<Laid>,
) -> Result<(), ApprovalRefused> {
    let Some(laid) = laid else { return Ok(()) };
    let key = key(document, meeting);
    let report = change.reading().one::<CoverReport>(&key).await?;
    if report.map(|held| held.version) != laid.report {
        return Err(ApprovalRefused::Overtaken);
    }
    let (json, salt) = (json_of(&laid.pack)?, Fingerprint::of_chance()?);
    let pack = StoredPack { pack: laid.pack, json, salt };
    if change.reading().one::<StoredPack>(&key).await?.is_none() {
        change.enter(&key, &pack).await?;
    }
    Ok(())
}

impl Thing for StoredPack {
    const KIND: Kind = Kind::CommitteePack;
    type Told = ToldPack;

    fn told(&self) -> ToldPack {
        ToldPack {
            dated: self.pack.cover.dated.clone(),
            appendices: self.pack.appendices.len(),
            salted_words: Fingerprint::of(format!("{} {}", self.salt, self.json)),
        }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, document, meeting_id, entry_id, pack, salt from committee_pack
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or document = $3) and ($4 is null or meeting_id = $4)
            order by cycle_id, document, meeting_id";
        let rows = from.rows(sql, key.values(3)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.text("document")?);
            let key = key.and(row.text("meeting_id")?);
            let (pack, json) = (row.json("pack")?, row.text("pack")?);
            let value = StoredPack { pack, json, salt: row.parsed("salt")? };
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(3);
        values.extend([pen.entry(), Value::text(&self.json), Value::text(&self.salt)]);
        let sql = "insert into committee_pack
            (partnership_id, cycle_id, document, meeting_id, entry_id, pack, salt)
            values ($1, $2, $3, $4, $5, $6, $7)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from committee_pack where partnership_id = $1 and cycle_id = $2
            and document = $3 and meeting_id = $4";
        pen.run(sql, key.values(3)).await
    }
}
