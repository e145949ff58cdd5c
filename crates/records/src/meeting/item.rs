//! An item of an agenda, with its place on it and its papers.

use std::collections::BTreeMap;

use partnership::timetable::agenda::AgendaItem;
use partnership::timetable::agenda::Paper;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::step::StepId;

use crate::error::RecordsError;
use crate::store::change::Pen;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Row;
use crate::store::value::Value;

/// An item, its meeting, and its place on the agenda.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct PlacedItem {
    /// Whose agenda it is on.
    pub(crate) meeting: MeetingId,
    /// Its place, from 1.
    pub(crate) place: i64,
    /// The item.
    pub(crate) item: AgendaItem,
}

impl Thing for PlacedItem {
    const KIND: Kind = Kind::AgendaItem;
    type Told = PlacedItem;

    fn told(&self) -> PlacedItem {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, meeting_id, step_id, entry_id, place, life from agenda_item
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or meeting_id = $3) and ($4 is null or step_id = $4)
            order by cycle_id, meeting_id, place";
        let rows = from.rows(sql, key.values(3)).await?;
        let mut papers = papers(from, key).await?;
        let found = rows.iter().map(|row| {
            let key = key_of(row)?;
            let step = StepId(row.parsed("step_id")?);
            let papers = papers.remove(&key).unwrap_or_default();
            let item = AgendaItem { step, papers, life: row.json("life")? };
            let meeting = MeetingId(row.parsed("meeting_id")?);
            let value = PlacedItem { meeting, place: row.number("place")?, item };
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(3);
        let (place, life) = (Value::Number(self.place), Value::json(&self.item.life)?);
        values.extend([pen.entry(), place, life]);
        let sql = "insert into agenda_item
            (partnership_id, cycle_id, meeting_id, step_id, entry_id, place, life)
            values ($1, $2, $3, $4, $5, $6, $7)";
        pen.run(sql, values).await?;
        for (place, paper) in (1..).map(Value::Number).zip(&self.item.papers) {
            let mut values = key.values(3);
            values.extend([place, Value::text(&paper.title), Value::maybe(paper.published)]);
            let sql = "insert into paper
                (partnership_id, cycle_id, meeting_id, step_id, paper_id, title, published)
                values ($1, $2, $3, $4, $5, $6, $7)";
            pen.run(sql, values).await?;
        }
        Ok(())
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        for sql in [
            "delete from paper
                where partnership_id = $1 and cycle_id = $2 and meeting_id = $3 and step_id = $4",
            "delete from agenda_item
                where partnership_id = $1 and cycle_id = $2 and meeting_id = $3 and step_id = $4",
        ] {
            pen.run(sql, key.values(3)).await?;
        }
        Ok(())
    }
}

/// The papers of each item, in their order.
async fn papers(from: &mut Reading, key: &Key) -> Result<BTreeMap<Key, Vec<Paper>>, RecordsError> {
    let sql = "select cycle_id, meeting_id, step_id, title, published from paper
        where partnership_id = $1 and ($2 is null or cycle_id = $2)
            and ($3 is null or meeting_id = $3) and ($4 is null or step_id = $4)
        order by cycle_id, meeting_id, step_id, paper_id";
    let mut papers: BTreeMap<Key, Vec<Paper>> = BTreeMap::new();
    for row in from.rows(sql, key.values(3)).await? {
        let paper = Paper { title: row.text("title")?, published: row.maybe_parsed("published")? };
        papers.entry(key_of(&row)?).or_default().push(paper);
    }
    Ok(papers)
}

fn key_of(row: &Row) -> Result<Key, RecordsError> {
    let (cycle, meeting) = (row.text("cycle_id")?, row.text("meeting_id")?);
    Ok(Key::all().and(cycle).and(meeting).and(row.text("step_id")?))
}
