//! Scores in the records: of each issue in a round, one for each person, with what they gave before.

use partnership::membership::person::PersonId;
use partnership::priorities::candidate::CandidateIssue;
use partnership::priorities::score::Given;
use partnership::priorities::score::Score;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::priorities::key;
use crate::priorities::refused::PrioritiesRefused;
use crate::priorities::round::last_round;
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

/// A score as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptScore {
    /// The number of its issue.
    pub issue: i64,
    /// The version of it.
    pub version: Version,
    /// The score.
    pub score: Score,
}

impl Book {
    /// The scores of a round, by issue and then by person.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn issue_scores(
        &self,
        cycle: Cycle,
        round: u32,
    ) -> Result<Vec<KeptScore>, RecordsError> {
        scores(&mut self.read().await?, cycle, round).await
    }

    /// Gives a person's score of an issue in the last round, from what they saw of their own; what they gave before stays.
    ///
    /// # Errors
    /// When the core finds faults, there is no such issue or no round, or they changed it elsewhere.
    #[compiled_once]
    pub async fn give_score(
        &self,
        signed: &Signed,
        (cycle, issue, seen): (Cycle, i64, Option<Version>),
        by: &PersonId,
        given: Given,
    ) -> Result<Version, PrioritiesRefused> {
        let mut change = self.change(signed).await?;
        let round = last_round(change.reading(), cycle).await?.value;
        let held = change.reading().one::<CandidateIssue>(&key(cycle).and(issue)).await?;
        let candidate = held.ok_or(PrioritiesRefused::NoIssue(issue))?.value;
        let (key, about) = (within(cycle, round.number).and(issue).and(by), (&round, &candidate));
        let version = match seen {
            Some(seen) => {
                let score = change.seen::<Score>(&key, seen).await?.value;
                let score = score.again(given, about).map_err(PrioritiesRefused::Score)?;
                change.replace(&key, seen, &score).await?
            }
            None => {
                let score = Score::first(by.clone(), given, about);
                change.enter(&key, &score.map_err(PrioritiesRefused::Score)?).await?
            }
        };
        change.commit().await?;
        Ok(version)
    }

    /// Takes a person's score of an issue out of the last round, from what they saw of it; the audit record keeps it.
    ///
    /// # Errors
    /// When the round is closed, or they changed it elsewhere.
    #[compiled_once]
    pub async fn take_back_score(
        &self,
        signed: &Signed,
        (cycle, issue, seen): (Cycle, i64, Version),
        by: &PersonId,
    ) -> Result<(), PrioritiesRefused> {
        let mut change = self.change(signed).await?;
        let round = last_round(change.reading(), cycle).await?.value;
        round.takes_scores()?;
        let key = within(cycle, round.number).and(issue).and(by);
        change.remove::<Score>(&key, seen).await?;
        Ok(change.commit().await?)
    }
}

/// The key of a round, within which are its scores.
pub(super) fn within(cycle: Cycle, round: u32) -> Key {
    key(cycle).and(round)
}

/// The scores of a round.
pub(super) async fn scores(
    reading: &mut Reading,
    cycle: Cycle,
    round: u32,
) -> Result<Vec<KeptScore>, RecordsError> {
    let found = reading.within::<Score>(&within(cycle, round)).await?;
    let kept = found.into_iter().map(|found| {
        let issue = found.key.number(2, "issue_score.issue_id")?;
        let Held { value, version } = found.held;
        Ok(KeptScore { issue, version, score: value })
    });
    kept.collect()
}

impl Thing for Score {
    const KIND: Kind = Kind::IssueScore;
    type Told = Score;

    fn told(&self) -> Score {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, round_id, issue_id, person_id, entry_id, score from issue_score
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or round_id = cast($3 as bigint))
                and ($4 is null or issue_id = cast($4 as bigint))
                and ($5 is null or person_id = $5)
            order by cycle_id, round_id, issue_id, person_id";
        let rows = from.rows(sql, key.values(4)).await?;
        let found = rows.iter().map(|row| {
            let (person, value) = (row.text("person_id")?, row.json::<Score>("score")?);
            if value.by().to_string() != person {
                return Err(RecordsError::stored("person_id", &person, "the score has another"));
            }
            let key = Key::all().and(row.text("cycle_id")?).and(row.number("round_id")?);
            let key = key.and(row.number("issue_id")?).and(person);
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(4);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into issue_score
            (partnership_id, cycle_id, round_id, issue_id, person_id, entry_id, score)
            values ($1, $2, cast($3 as bigint), cast($4 as bigint), $5, $6, $7)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from issue_score
            where partnership_id = $1 and cycle_id = $2 and round_id = cast($3 as bigint)
                and issue_id = cast($4 as bigint) and person_id = $5";
        pen.run(sql, key.values(4)).await
    }
}
