//! Rounds of scoring in the records: by which method, and whether they are closed.

use partnership::priorities::method::Method;
use partnership::priorities::round::Begun;
use partnership::priorities::round::Chosen;
use partnership::priorities::round::Round;
use partnership::priorities::round::RoundRefused;
use partnership::priorities::round::choose;
use partnership::priorities::score::Score;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::priorities::key;
use crate::priorities::refused::PrioritiesRefused;
use crate::priorities::score::within;
use crate::priorities::year;
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
    /// The rounds of scoring of a cycle, the first one first; the last one takes scores while it is open.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn scoring_rounds(&self, cycle: Cycle) -> Result<Vec<Held<Round>>, RecordsError> {
        rounds(&mut self.read().await?, cycle).await
    }

    /// Chooses the method of a cycle from what was seen of its last round, and gives the number of the round that it is
    /// for: where scores are in, that is a new one, and theirs stay as they are.
    ///
    /// # Errors
    /// When the core refuses it, there is no such cycle, or somebody else chose.
    #[compiled_once]
    pub async fn choose_method(
        &self,
        signed: &Signed,
        (cycle, seen): (Cycle, Option<Version>),
        method: Method,
        (why, today): (&str, Day),
    ) -> Result<u32, PrioritiesRefused> {
        let mut change = self.change(signed).await?;
        year(&mut change, cycle).await?;
        let last = rounds(change.reading(), cycle).await?.pop();
        let begun = match &last {
            Some(held) => begun(change.reading(), cycle, held.value.number).await?,
            None => Begun::No,
        };
        let before = last.as_ref().map(|held| (&held.value, begun));
        let number = match choose(before, method, why, today)? {
            Chosen::Anew(round) => {
                last_seen(&mut change, cycle, (seen, last.as_ref())).await?;
                change.enter(&key(cycle).and(round.number), &round).await?;
                round.number
            }
            Chosen::InPlace(round) => {
                let key = key(cycle).and(round.number);
                match seen {
                    Some(seen) => change.replace(&key, seen, &round).await?,
                    None => change.enter(&key, &round).await?,
                };
                round.number
            }
        };
        change.commit().await?;
        Ok(number)
    }

    /// Closes the last round of a cycle on `today`, as it was seen: its scores are shown from then on.
    ///
    /// # Errors
    /// When nobody scored, it is closed, or somebody else changed it.
    #[compiled_once]
    pub async fn close_scoring(
        &self,
        signed: &Signed,
        (cycle, number, seen): (Cycle, u32, Version),
        today: Day,
    ) -> Result<Version, PrioritiesRefused> {
        let mut change = self.change(signed).await?;
        let key = key(cycle).and(number);
        let last = rounds(change.reading(), cycle).await?.pop();
        last_seen(&mut change, cycle, (Some(seen), last.as_ref())).await?;
        let round = change.seen::<Round>(&key, seen).await?.value;
        let begun = begun(change.reading(), cycle, number).await?;
        let version = change.replace(&key, seen, &round.closed(begun, today)?).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Opens the last round again once it is closed, as it was seen.
    ///
    /// # Errors
    /// When it is open, or somebody else changed it.
    #[compiled_once]
    pub async fn open_scoring(
        &self,
        signed: &Signed,
        (cycle, number, seen): (Cycle, u32, Version),
    ) -> Result<Version, PrioritiesRefused> {
        let mut change = self.change(signed).await?;
        let key = key(cycle).and(number);
        let last = rounds(change.reading(), cycle).await?.pop();
        last_seen(&mut change, cycle, (Some(seen), last.as_ref())).await?;
        let round = change.seen::<Round>(&key, seen).await?.value;
        let version = change.replace(&key, seen, &round.opened()?).await?;
        change.commit().await?;
        Ok(version)
    }
}

/// That the last round is the one that was seen.
async fn last_seen(
    change: &mut Change,
    cycle: Cycle,
    (seen, last): (Option<Version>, Option<&Held<Round>>),
) -> Result<(), PrioritiesRefused> {
    if let Some(last) = last {
        // Whoever saw no round saw another version than any that is there.
        let seen = seen.unwrap_or(Version(0));
        change.seen::<Round>(&key(cycle).and(last.value.number), seen).await?;
    }
    Ok(())
}

/// The rounds of a cycle, in order.
pub(super) async fn rounds(
    reading: &mut Reading,
    cycle: Cycle,
) -> Result<Vec<Held<Round>>, RecordsError> {
    let found = reading.within::<Round>(&key(cycle)).await?;
    Ok(found.into_iter().map(|found| found.held).collect())
}

/// The last round of a cycle.
pub(super) async fn last_round(
    reading: &mut Reading,
    cycle: Cycle,
) -> Result<Held<Round>, PrioritiesRefused> {
    let last = rounds(reading, cycle).await?.pop();
    last.ok_or(PrioritiesRefused::Round(RoundRefused::NoRound))
}

async fn begun(reading: &mut Reading, cycle: Cycle, round: u32) -> Result<Begun, RecordsError> {
    let scores = reading.within::<Score>(&within(cycle, round)).await?;
    Ok(if scores.is_empty() { Begun::No } else { Begun::Yes })
}

impl Thing for Round {
    const KIND: Kind = Kind::ScoringRound;
    type Told = Round;

    fn told(&self) -> Round {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, round_id, entry_id, round from scoring_round
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or round_id = cast($3 as bigint))
            order by cycle_id, round_id";
        let rows = from.rows(sql, key.values(2)).await?;
        let found = rows.iter().map(|row| {
            let (number, value) = (row.number("round_id")?, row.json::<Round>("round")?);
            if i64::from(value.number) != number {
                let found = number.to_string();
                return Err(RecordsError::stored("round_id", &found, "the round has another"));
            }
            let key = Key::all().and(row.text("cycle_id")?).and(number);
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(2);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into scoring_round (partnership_id, cycle_id, round_id, entry_id, round)
            values ($1, $2, cast($3 as bigint), $4, $5)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from scoring_round
            where partnership_id = $1 and cycle_id = $2 and round_id = cast($3 as bigint)";
        pen.run(sql, key.values(2)).await
    }
}
