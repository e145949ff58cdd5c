//! Meetings of panels in the records: a panel meets once on a day, so its day names a meeting.

use std::collections::BTreeSet;

use partnership::panels::meeting::PanelMeeting;
use partnership::panels::panel::PanelId;
use partnership::terms::day::Day;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::panels::issue::StoredIssue;
use crate::panels::key;
use crate::panels::panel_of;
use crate::panels::refused::PanelsRefused;
use crate::store::change::Change;
use crate::store::change::Pen;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;

impl Book {
    /// The meetings of a panel, the first one first.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn panel_meetings(
        &self,
        panel: &PanelId,
    ) -> Result<Vec<Held<PanelMeeting>>, RecordsError> {
        let found = self.read().await?.within::<PanelMeeting>(&key(panel)).await?;
        Ok(found.into_iter().map(|found| found.held).collect())
    }

    /// Enters a meeting of a panel, as of `today`.
    ///
    /// # Errors
    /// When the core finds faults, or the panel has a meeting on that day.
    #[compiled_once]
    pub async fn enter_panel_meeting(
        &self,
        signed: &Signed,
        panel: &PanelId,
        meeting: PanelMeeting,
        today: Day,
    ) -> Result<Version, PanelsRefused> {
        let mut change = self.change(signed).await?;
        faultless(&mut change, panel, &meeting, today).await?;
        let version = change.enter(&key(panel).and(meeting.on), &meeting).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Changes a meeting from what was seen of it on its day, which may be another then.
    ///
    /// # Errors
    /// When the core finds faults, an issue was raised on the day that it leaves, or somebody else changed it.
    #[compiled_once]
    pub async fn change_panel_meeting(
        &self,
        signed: &Signed,
        panel: &PanelId,
        (day, seen): (Day, Version),
        meeting: PanelMeeting,
        today: Day,
    ) -> Result<Version, PanelsRefused> {
        let mut change = self.change(signed).await?;
        faultless(&mut change, panel, &meeting, today).await?;
        let version = if meeting.on == day {
            change.replace(&key(panel).and(day), seen, &meeting).await?
        } else {
            nothing_raised(&mut change, panel, day).await?;
            change.remove::<PanelMeeting>(&key(panel).and(day), seen).await?;
            change.enter(&key(panel).and(meeting.on), &meeting).await?
        };
        change.commit().await?;
        Ok(version)
    }

    /// Takes a meeting away.
    ///
    /// # Errors
    /// When an issue was raised at it, or somebody else changed it.
    #[compiled_once]
    pub async fn remove_panel_meeting(
        &self,
        signed: &Signed,
        panel: &PanelId,
        (day, seen): (Day, Version),
    ) -> Result<(), PanelsRefused> {
        let mut change = self.change(signed).await?;
        nothing_raised(&mut change, panel, day).await?;
        change.remove::<PanelMeeting>(&key(panel).and(day), seen).await?;
        Ok(change.commit().await?)
    }
}

/// The days on which a panel met.
pub(super) async fn met_on(
    reading: &mut Reading,
    panel: &PanelId,
) -> Result<BTreeSet<Day>, RecordsError> {
    let found = reading.within::<PanelMeeting>(&key(panel)).await?;
    Ok(found.into_iter().map(|found| found.held.value.on).collect())
}

async fn faultless(
    change: &mut Change,
    panel: &PanelId,
    meeting: &PanelMeeting,
    today: Day,
) -> Result<(), PanelsRefused> {
    let faults = meeting.faults(&panel_of(change.reading(), panel).await?, today);
    if faults.is_empty() { Ok(()) } else { Err(PanelsRefused::Meeting(faults)) }
}

async fn nothing_raised(
    change: &mut Change,
    panel: &PanelId,
    day: Day,
) -> Result<(), PanelsRefused> {
    let issues = change.reading().within::<StoredIssue>(&key(panel)).await?;
    let raised = issues.iter().any(|found| found.held.value.was_raised_on(day));
    if raised { Err(PanelsRefused::RaisedThen(day)) } else { Ok(()) }
}

impl Thing for PanelMeeting {
    const KIND: Kind = Kind::PanelMeeting;
    type Told = PanelMeeting;

    fn told(&self) -> PanelMeeting {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select panel_id, day, entry_id, meeting from panel_meeting
            where partnership_id = $1 and ($2 is null or panel_id = $2) and ($3 is null or day = $3)
            order by panel_id, day";
        let rows = from.rows(sql, key.values(2)).await?;
        let found = rows.iter().map(|row| {
            let (day, value) = (row.text("day")?, row.json::<PanelMeeting>("meeting")?);
            if value.on.to_string() != day {
                return Err(RecordsError::stored(
                    "panel_meeting.day",
                    &day,
                    "the meeting has another",
                ));
            }
            let key = Key::all().and(row.text("panel_id")?).and(day);
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(2);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into panel_meeting (partnership_id, panel_id, day, entry_id, meeting)
            values ($1, $2, $3, $4, $5)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql =
            "delete from panel_meeting where partnership_id = $1 and panel_id = $2 and day = $3";
        pen.run(sql, key.values(2)).await
    }
}
