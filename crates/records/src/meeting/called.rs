//! A meeting as it is called: which body meets, and when. Its agenda is kept item by item.

use partnership::membership::body::BodyId;
use partnership::timetable::meeting::Meeting;
use partnership::timetable::meeting::MeetingDate;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::when::When;

use crate::error::RecordsError;
use crate::meeting::item::PlacedItem;
use crate::store::change::Pen;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;

/// A meeting without its agenda.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct CalledMeeting {
    /// Its short name.
    pub(crate) id: MeetingId,
    /// Which body meets.
    pub(crate) body: BodyId,
    /// When.
    pub(crate) when: MeetingDate,
}

impl CalledMeeting {
    /// The meeting with its agenda, out of the items of a cycle.
    pub(crate) fn with(&self, items: &[Held<PlacedItem>]) -> Meeting {
        let CalledMeeting { id, body, when } = self.clone();
        let agenda = items.iter().map(|held| &held.value).filter(|placed| placed.meeting == id);
        let agenda = agenda.map(|placed| placed.item.clone()).collect();
        Meeting { id, body, when, agenda }
    }
}

impl Thing for CalledMeeting {
    const KIND: Kind = Kind::Meeting;
    type Told = CalledMeeting;

    fn told(&self) -> CalledMeeting {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, meeting_id, entry_id, body_id, planned from meeting
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or meeting_id = $3)
            order by cycle_id, meeting_id";
        let rows = from.rows(sql, key.values(2)).await?;
        let found = rows.iter().map(|row| {
            let id = MeetingId(row.parsed("meeting_id")?);
            let when: When = row.parsed("planned")?;
            let wrong = |why| RecordsError::stored("planned", &when.to_string(), why);
            let key = Key::all().and(row.text("cycle_id")?).and(&id);
            let (body, when) = (BodyId(row.parsed("body_id")?), when.try_into().map_err(wrong)?);
            let version = Version(row.number("entry_id")?);
            Ok(Found { key, held: Held { value: CalledMeeting { id, body, when }, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(2);
        let (body, when) = (Value::text(&self.body), Value::text(When::from(self.when)));
        values.extend([pen.entry(), body, when]);
        let sql = "insert into meeting
            (partnership_id, cycle_id, meeting_id, entry_id, body_id, planned)
            values ($1, $2, $3, $4, $5, $6)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from meeting
            where partnership_id = $1 and cycle_id = $2 and meeting_id = $3";
        pen.run(sql, key.values(2)).await
    }
}
