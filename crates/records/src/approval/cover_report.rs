//! Cover reports in the records: what an officer writes for a meeting about a document, read and replaced whole.

use partnership::approval::cover_report::CoverReport;
use partnership::approval::cover_report::TooLong;
use partnership::approval::document::DocumentId;
use partnership::terms::day::Day;
use partnership::timetable::meeting::MeetingId;

use crate::book::Book;
use crate::compiled_once;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::store::change::Pen;
use crate::store::conflict::Conflict;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;
use crate::year::HeldYear;

/// Why a report is not kept. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum CoverReportRefused {
    /// Texts of it are too long.
    #[error("a text of the report is too long")]
    TooLong(Vec<TooLong>),
    /// The meeting has decided.
    #[error(
        "the meeting decided on {}; what was before it stays as it was", .0.in_words()
    )]
    Decided(Day),
    /// Somebody else changed it.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The records could not be read or written.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

impl From<ChangeError> for CoverReportRefused {
    fn from(error: ChangeError) -> CoverReportRefused {
        match error {
            ChangeError::Conflict(conflict) => CoverReportRefused::Conflict(conflict),
            ChangeError::Records(error) => CoverReportRefused::Records(error),
        }
    }
}

impl Book {
    /// What was written for a meeting about a document, if anything was.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn cover_report(
        &self,
        document: DocumentId,
        meeting: &MeetingId,
    ) -> Result<Option<Held<CoverReport>>, RecordsError> {
        self.read().await?.one::<CoverReport>(&key(document, meeting)).await
    }

    /// Keeps what is written for a meeting about a document, from what was seen of it; nothing was, where it is new.
    ///
    /// # Errors
    /// When a text is too long, the meeting has decided, or somebody else changed it.
    #[compiled_once]
    pub async fn write_cover_report(
        &self,
        signed: &Signed,
        (document, meeting, seen): (DocumentId, &MeetingId, Option<Version>),
        report: &CoverReport,
    ) -> Result<Version, CoverReportRefused> {
        let faults = report.faults();
        if !faults.is_empty() {
            return Err(CoverReportRefused::TooLong(faults));
        }
        let key = key(document, meeting);
        let mut change = self.change(signed).await?;
        if let Some(on) = decided_on(change.reading(), document, meeting).await? {
            return Err(CoverReportRefused::Decided(on));
        }
        let version = match seen {
            Some(seen) => change.replace(&key, seen, report).await?,
            None => change.enter(&key, report).await?,
        };
        change.commit().await?;
        Ok(version)
    }
}

/// The day on which a meeting decided on a document, once it has.
async fn decided_on(
    reading: &mut Reading,
    document: DocumentId,
    meeting: &MeetingId,
) -> Result<Option<Day>, RecordsError> {
    let Some(held) = HeldYear::find(reading, document.cycle).await? else { return Ok(None) };
    let matters = document.matters_in(&held.year.timetable, &held.year.meetings);
    let own = matters.iter().filter(|matter| matter.meeting.id == *meeting);
    Ok(own.filter_map(|matter| matter.decided_on()).next())
}

/// The key of what is laid before a meeting with a document.
pub(super) fn key(document: DocumentId, meeting: &MeetingId) -> Key {
    Key::all().and(document.cycle).and(document.kind).and(meeting)
}

impl Thing for CoverReport {
    const KIND: Kind = Kind::CoverReport;
    type Told = CoverReport;

    fn told(&self) -> CoverReport {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, document, meeting_id, entry_id, report from cover_report
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or document = $3) and ($4 is null or meeting_id = $4)
            order by cycle_id, document, meeting_id";
        let rows = from.rows(sql, key.values(3)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.text("document")?);
            let key = key.and(row.text("meeting_id")?);
            let value = row.json::<CoverReport>("report")?;
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(3);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into cover_report
            (partnership_id, cycle_id, document, meeting_id, entry_id, report)
            values ($1, $2, $3, $4, $5, $6)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from cover_report where partnership_id = $1 and cycle_id = $2
            and document = $3 and meeting_id = $4";
        pen.run(sql, key.values(3)).await
    }
}
