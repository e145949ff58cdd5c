//! The long list of candidate issues in the records, how they were scored, and the priorities that meetings decided.
//!
//! In come the core's proposals, deeds, scores and choices; out go these as they are, with their versions. What the core
//! refuses is not kept, and nothing that was proposed is ever taken away.

pub(crate) mod decision;
pub(crate) mod refused;
pub(crate) mod round;
pub(crate) mod score;

use partnership::priorities::candidate::CandidateDeed;
use partnership::priorities::candidate::CandidateIssue;
use partnership::priorities::candidate::DatedDeed;
use partnership::priorities::candidate::Proposed;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::priorities::refused::PrioritiesRefused;
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
use crate::year::HeldYear;

/// A candidate issue as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCandidate {
    /// Its number, which no other of the partnership has.
    pub number: i64,
    /// The version of it.
    pub version: Version,
    /// The issue.
    pub issue: CandidateIssue,
}

/// A candidate issue as it was seen: of which cycle, its number and version.
pub type SeenCandidate = (Cycle, i64, Version);

impl Book {
    /// The long list of a cycle, with what was set aside and merged, in the order in which it was proposed.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn candidate_issues(&self, cycle: Cycle) -> Result<Vec<KeptCandidate>, RecordsError> {
        candidates(&mut self.read().await?, cycle).await
    }

    /// Proposes an issue as of `today`, and gives its number.
    ///
    /// # Errors
    /// When the core finds faults, or there is no such cycle.
    #[compiled_once]
    pub async fn propose_issue(
        &self,
        signed: &Signed,
        cycle: Cycle,
        proposed: Proposed,
        today: Day,
    ) -> Result<i64, PrioritiesRefused> {
        let issue = CandidateIssue::of(proposed, today).map_err(PrioritiesRefused::Proposed)?;
        let mut change = self.change(signed).await?;
        year(&mut change, cycle).await?;
        let number = change.enter_counted(&key(cycle), &issue).await?;
        change.commit().await?;
        Ok(number)
    }

    /// Records a deed about an issue, as of `today`. Whatever it is merged into rests from then on also on what this one
    /// rests on.
    ///
    /// # Errors
    /// When the deed cannot follow, there is no issue to merge it into, or somebody else changed it.
    #[compiled_once]
    pub async fn record_candidate_deed(
        &self,
        signed: &Signed,
        (cycle, number, version): SeenCandidate,
        dated: DatedDeed,
        today: Day,
    ) -> Result<Version, PrioritiesRefused> {
        let mut change = self.change(signed).await?;
        let key = key(cycle).and(number);
        let issue = change.seen::<CandidateIssue>(&key, version).await?.value;
        if let CandidateDeed::Merge { into, .. } = &dated.deed {
            take_in(&mut change, (cycle, *into), (number, &issue), (dated.on, today)).await?;
        }
        let issue = issue.with(dated, today)?;
        let version = change.replace(&key, version, &issue).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Takes the last deed about an issue back.
    ///
    /// # Errors
    /// When nothing was done about it, or somebody else changed it.
    #[compiled_once]
    pub async fn take_back_candidate_deed(
        &self,
        signed: &Signed,
        (cycle, number, version): SeenCandidate,
    ) -> Result<Version, PrioritiesRefused> {
        let mut change = self.change(signed).await?;
        let key = key(cycle).and(number);
        let issue = change.seen::<CandidateIssue>(&key, version).await?.value.without_last()?;
        let version = change.replace(&key, version, &issue).await?;
        change.commit().await?;
        Ok(version)
    }
}

/// Gives an issue what another rests on that is merged into it.
async fn take_in(
    change: &mut Change,
    (cycle, into): (Cycle, i64),
    (number, other): (i64, &CandidateIssue),
    days: (Day, Day),
) -> Result<(), PrioritiesRefused> {
    if into == number {
        return Err(PrioritiesRefused::Itself);
    }
    let key = key(cycle).and(into);
    let held = change.reading().one::<CandidateIssue>(&key).await?;
    let held = held.ok_or(PrioritiesRefused::NoIssue(into))?;
    let taken = held.value.taking_in(other, days)?;
    change.replace(&key, held.version, &taken).await?;
    Ok(())
}

/// The key of a cycle, within which are its issues, rounds and decisions.
fn key(cycle: Cycle) -> Key {
    Key::all().and(cycle)
}

/// The cycle as it is held, if it is there.
async fn year(change: &mut Change, cycle: Cycle) -> Result<HeldYear, PrioritiesRefused> {
    let held = HeldYear::find(change.reading(), cycle).await?;
    held.ok_or(PrioritiesRefused::NoCycle(cycle))
}

async fn candidates(
    reading: &mut Reading,
    cycle: Cycle,
) -> Result<Vec<KeptCandidate>, RecordsError> {
    let found = reading.within::<CandidateIssue>(&key(cycle)).await?;
    let kept = found.into_iter().map(|found| {
        let number = found.key.number(1, "candidate_issue.issue_id")?;
        let Held { value, version } = found.held;
        Ok(KeptCandidate { number, version, issue: value })
    });
    kept.collect()
}

impl Thing for CandidateIssue {
    const KIND: Kind = Kind::CandidateIssue;
    type Told = CandidateIssue;

    fn told(&self) -> CandidateIssue {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, issue_id, entry_id, issue from candidate_issue
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or issue_id = cast($3 as bigint))
            order by cycle_id, issue_id";
        let rows = from.rows(sql, key.values(2)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.number("issue_id")?);
            let version = Version(row.number("entry_id")?);
            Ok(Found { key, held: Held { value: row.json("issue")?, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(2);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql =
            "insert into candidate_issue (partnership_id, cycle_id, issue_id, entry_id, issue)
            values ($1, $2, cast($3 as bigint), $4, $5)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from candidate_issue
            where partnership_id = $1 and cycle_id = $2 and issue_id = cast($3 as bigint)";
        pen.run(sql, key.values(2)).await
    }
}
