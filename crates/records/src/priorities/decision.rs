//! Decided priorities in the records: what each decision of a meeting made of the long list.
//!
//! In come the meeting's item and what was chosen; out go priorities. The minute is read from the records' own meeting, and
//! the ranks from their own scores, so that neither can be typed.

use std::collections::BTreeMap;

use partnership::priorities::candidate::CandidateIssue;
use partnership::priorities::decided::DecidedPriorities;
use partnership::priorities::decided::Priority;
use partnership::priorities::decided::deciding::Choices;
use partnership::priorities::decided::deciding::LongList;
use partnership::priorities::decided::deciding::decide;
use partnership::priorities::decided::minuted::Minuted;
use partnership::priorities::ranking::Ranking;
use partnership::priorities::ranking::of_list;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::step::StepId;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::priorities::candidates;
use crate::priorities::key;
use crate::priorities::refused::PrioritiesRefused;
use crate::priorities::round::rounds;
use crate::priorities::score::scores;
use crate::priorities::year;
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
    /// What meetings decided for a cycle, the first decision first. The priorities in force are those of the last one.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn decided_priorities(
        &self,
        cycle: Cycle,
    ) -> Result<Vec<Held<DecidedPriorities>>, RecordsError> {
        let found = decisions(&mut self.read().await?, cycle).await?;
        Ok(found.into_iter().map(|(_, held)| held).collect())
    }

    /// The priorities in force for a cycle, in the order that the meeting gave them; none before a meeting decided.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn priorities(&self, cycle: Cycle) -> Result<Vec<Priority>, RecordsError> {
        let last = self.decided_priorities(cycle).await?.pop();
        Ok(last.map(|held| held.value.priorities().to_vec()).unwrap_or_default())
    }

    /// Makes priorities of candidate issues by what a meeting agreed on an item of its agenda, from what was seen of the
    /// decision before, if there was one.
    ///
    /// # Errors
    /// When no meeting agreed that, something is missing of the choices, or somebody else recorded a decision.
    #[compiled_once]
    pub async fn decide_priorities(
        &self,
        signed: &Signed,
        (cycle, seen): (Cycle, Option<Version>),
        (meeting, step): (&MeetingId, &StepId),
        choices: &Choices,
    ) -> Result<DecidedPriorities, PrioritiesRefused> {
        let mut change = self.change(signed).await?;
        let meetings = year(&mut change, cycle).await?.year.meetings;
        let met = meetings.iter().find(|one| one.id == *meeting);
        let met = met.ok_or_else(|| PrioritiesRefused::NoMeeting(meeting.clone()))?;
        let minuted = Minuted::of(cycle, met, step)?;
        let earlier = decisions(change.reading(), cycle).await?;
        let last = earlier.last().map_or(0, |(number, _)| *number);
        let ranked = ranked(change.reading(), cycle).await?;
        let listed = candidates(change.reading(), cycle).await?;
        let issues: BTreeMap<i64, CandidateIssue> =
            listed.into_iter().map(|kept| (kept.number, kept.issue)).collect();
        let before: Vec<DecidedPriorities> =
            earlier.into_iter().map(|(_, held)| held.value).collect();
        let ranking = ranked.as_ref().map(|(round, ranking)| (*round, ranking));
        let list = LongList { issues: &issues, ranking, earlier: &before };
        let decided = decide(minuted, list, choices).map_err(PrioritiesRefused::Choices)?;
        if let Some(seen) = seen {
            change.seen::<DecidedPriorities>(&key(cycle).and(last), seen).await?;
        }
        let next = if seen.is_some() { last + 1 } else { 1 };
        change.enter(&key(cycle).and(next), &decided).await?;
        change.commit().await?;
        Ok(decided)
    }

    /// Takes the last decision back that was recorded by mistake, as it was seen; the audit record keeps it.
    ///
    /// # Errors
    /// When there is none, or somebody else recorded another.
    #[compiled_once]
    pub async fn take_back_priorities(
        &self,
        signed: &Signed,
        (cycle, seen): (Cycle, Version),
    ) -> Result<(), PrioritiesRefused> {
        let mut change = self.change(signed).await?;
        let last = decisions(change.reading(), cycle).await?.pop().map_or(1, |(number, _)| number);
        change.remove::<DecidedPriorities>(&key(cycle).and(last), seen).await?;
        Ok(change.commit().await?)
    }
}

/// The decisions of a cycle with their numbers, in order.
async fn decisions(
    reading: &mut Reading,
    cycle: Cycle,
) -> Result<Vec<(i64, Held<DecidedPriorities>)>, RecordsError> {
    let found = reading.within::<DecidedPriorities>(&key(cycle)).await?;
    let numbered = found
        .into_iter()
        .map(|found| Ok((found.key.number(1, "priority_decision.decision_id")?, found.held)));
    numbered.collect()
}

/// The last decision of a cycle, whose priorities are in force.
pub(crate) async fn in_force(
    reading: &mut Reading,
    cycle: Cycle,
) -> Result<Option<DecidedPriorities>, RecordsError> {
    Ok(decisions(reading, cycle).await?.pop().map(|(_, held)| held.value))
}

/// How the issues on the list rank by the scores of the last round; none where nobody scored.
async fn ranked(
    reading: &mut Reading,
    cycle: Cycle,
) -> Result<Option<(u32, Ranking)>, RecordsError> {
    let Some(last) = rounds(reading, cycle).await?.pop() else { return Ok(None) };
    let round = last.value;
    let scores = scores(reading, cycle, round.number).await?;
    let listed = candidates(reading, cycle).await?;
    let list = listed.iter().map(|kept| (kept.number, &kept.issue));
    let given = scores.iter().map(|kept| (kept.issue, &kept.score.last().levels));
    let ranking = of_list(&round.method, list, given, 1);
    Ok((!ranking.rows.is_empty()).then_some((round.number, ranking)))
}

impl Thing for DecidedPriorities {
    const KIND: Kind = Kind::PriorityDecision;
    type Told = DecidedPriorities;

    fn told(&self) -> DecidedPriorities {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, decision_id, entry_id, decision from priority_decision
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or decision_id = cast($3 as bigint))
            order by cycle_id, decision_id";
        let rows = from.rows(sql, key.values(2)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.number("decision_id")?);
            let version = Version(row.number("entry_id")?);
            Ok(Found { key, held: Held { value: row.json("decision")?, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(2);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql =
            "insert into priority_decision (partnership_id, cycle_id, decision_id, entry_id, decision)
            values ($1, $2, cast($3 as bigint), $4, $5)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from priority_decision
            where partnership_id = $1 and cycle_id = $2 and decision_id = cast($3 as bigint)";
        pen.run(sql, key.values(2)).await
    }
}
