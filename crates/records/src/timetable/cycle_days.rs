//! The days that a cycle keeps in mind: its polls and school holidays.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::terms::day::Day;
use partnership::terms::span::Span;
use partnership::timetable::SchoolHoliday;

use crate::error::RecordsError;
use crate::store::change::Pen;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;

/// The polls and school holidays of a cycle.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CycleDays {
    /// The days of polls.
    pub polls: BTreeSet<Day>,
    /// The school holidays.
    pub school_holidays: Vec<SchoolHoliday>,
}

impl Thing for CycleDays {
    const KIND: Kind = Kind::Cycle;
    type Told = CycleDays;

    fn told(&self) -> CycleDays {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, entry_id from cycle
            where partnership_id = $1 and ($2 is null or cycle_id = $2) order by cycle_id";
        let rows = from.rows(sql, key.values(1)).await?;
        let mut days = found_days(from, key).await?;
        let found = rows.iter().map(|row| {
            let cycle = row.text("cycle_id")?;
            let value = days.remove(&cycle).unwrap_or_default();
            let version = Version(row.number("entry_id")?);
            Ok(Found { key: Key::all().and(cycle), held: Held { value, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let keyed = |values: &[Value]| [key.values(1), values.to_vec()].concat();
        let sql = "insert into cycle (partnership_id, cycle_id, entry_id) values ($1, $2, $3)";
        pen.run(sql, keyed(&[pen.entry()])).await?;
        for poll in &self.polls {
            let sql = "insert into poll (partnership_id, cycle_id, day) values ($1, $2, $3)";
            pen.run(sql, keyed(&[Value::text(poll)])).await?;
        }
        for (place, holiday) in (1..).map(Value::Number).zip(&self.school_holidays) {
            let (first, last) = (holiday.days.first(), holiday.days.last());
            let values = [place, Value::text(&holiday.name), Value::text(first), Value::text(last)];
            let sql = "insert into school_holiday
                (partnership_id, cycle_id, school_holiday_id, name, first_day, last_day)
                values ($1, $2, $3, $4, $5, $6)";
            pen.run(sql, keyed(&values)).await?;
        }
        Ok(())
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        for sql in [
            "delete from poll where partnership_id = $1 and cycle_id = $2",
            "delete from school_holiday where partnership_id = $1 and cycle_id = $2",
            "delete from cycle where partnership_id = $1 and cycle_id = $2",
        ] {
            pen.run(sql, key.values(1)).await?;
        }
        Ok(())
    }
}

/// The days of each cycle that has any.
async fn found_days(
    from: &mut Reading,
    key: &Key,
) -> Result<BTreeMap<String, CycleDays>, RecordsError> {
    let mut days: BTreeMap<String, CycleDays> = BTreeMap::new();
    let sql = "select cycle_id, day from poll
        where partnership_id = $1 and ($2 is null or cycle_id = $2)";
    for row in from.rows(sql, key.values(1)).await? {
        days.entry(row.text("cycle_id")?).or_default().polls.insert(row.parsed("day")?);
    }
    let sql = "select cycle_id, name, first_day, last_day from school_holiday
        where partnership_id = $1 and ($2 is null or cycle_id = $2)
        order by cycle_id, school_holiday_id";
    for row in from.rows(sql, key.values(1)).await? {
        let last: Day = row.parsed("last_day")?;
        let span = Span::of(row.parsed("first_day")?, last);
        let wrong = |why| RecordsError::stored("last_day", &last.to_string(), why);
        let holiday = SchoolHoliday { name: row.text("name")?, days: span.map_err(wrong)? };
        days.entry(row.text("cycle_id")?).or_default().school_holidays.push(holiday);
    }
    Ok(days)
}
