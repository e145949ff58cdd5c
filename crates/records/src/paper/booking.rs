//! How many forms were received on a day, counted by whoever opened the post.

use partnership::terms::day::Day;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::held::HeldConsultation;
use crate::consultation::key;
use crate::consultation::no_such;
use crate::error::RecordsError;
use crate::paper::PaperRefused;
use crate::paper::within;
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

/// The most forms that are believed to be received on a day.
const MOST: u64 = 1_000_000;

/// How many forms were received on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BookingIn {
    /// The day.
    pub day: Day,
    /// How many.
    pub received: u64,
}

impl Book {
    /// The forms that were booked in for a consultation, by day.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn bookings_in(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
    ) -> Result<Vec<Held<BookingIn>>, RecordsError> {
        let found = self.read().await?.within::<BookingIn>(&key(cycle, questionnaire)).await?;
        Ok(found.into_iter().map(|found| found.held).collect())
    }

    /// Books in how many forms were received on a day, in the place of what was `seen` to be booked in for it.
    ///
    /// # Errors
    /// When there is no such consultation, the number cannot be, or somebody else booked in for that day.
    #[compiled_once]
    pub async fn book_in(
        &self,
        signed: &Signed,
        cycle: Cycle,
        questionnaire: &Slug,
        seen: Option<Version>,
        booking: BookingIn,
    ) -> Result<Version, PaperRefused> {
        let BookingIn { day, received } = booking;
        if received > MOST {
            return Err(PaperRefused::TooMany { found: received, day });
        }
        let mut change = self.change(signed).await?;
        let of = key(cycle, questionnaire);
        let held = HeldConsultation::within(change.reading(), &of).await?;
        held.first().ok_or_else(|| no_such(questionnaire))?;
        let at = of.and(day);
        let version = match seen {
            None => change.enter(&at, &booking).await?,
            Some(seen) => change.replace(&at, seen, &booking).await?,
        };
        change.commit().await?;
        Ok(version)
    }
}

impl Thing for BookingIn {
    const KIND: Kind = Kind::BookingIn;
    type Told = BookingIn;

    fn told(&self) -> BookingIn {
        *self
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        const QUERIES: &[&str] = within::within!(
            "select cycle_id, questionnaire_id, day, entry_id, received
            from booking_in where partnership_id = $1",
            [" and day = $4"],
            " order by cycle_id, questionnaire_id, day"
        );
        let rows = within::rows(from, QUERIES, key).await?;
        let found = rows.iter().map(|row| {
            let (day, received): (Day, _) = (row.parsed("day")?, row.number("received")?);
            let wrong = |why| RecordsError::stored("received", &received.to_string(), why);
            let value = BookingIn { day, received: u64::try_from(received).map_err(wrong)? };
            let key = Key::all().and(row.text("cycle_id")?).and(row.text("questionnaire_id")?);
            let version = Version(row.number("entry_id")?);
            Ok(Found { key: key.and(day), held: Held { value, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(3);
        values.extend([pen.entry(), Value::text(self.received)]);
        let sql = "insert into booking_in (partnership_id, cycle_id, questionnaire_id, day, entry_id, received)
            values ($1, $2, $3, $4, $5, cast($6 as bigint))";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from booking_in where partnership_id = $1 and cycle_id = $2
            and questionnaire_id = $3 and day = $4";
        pen.run(sql, key.values(3)).await
    }
}
