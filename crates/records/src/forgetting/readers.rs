//! Forgetting people without an account, for whom a link to read the year was made, some time after it has ended.
//!
//! In comes the moment before which a link must have ended; out goes each that was taken away, and with it the name that
//! stood in it and in the audit record.

use jiff::Timestamp;
use partnership::terms::day::Day;

use crate::access_link::AccessLink;
use crate::access_link::Ended;
use crate::access_link::ForWhom;
use crate::book::Book;
use crate::compiled_once;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::forgetting::Forgetting;
use crate::forgetting::Forgot;
use crate::forgetting::Forgotten;
use crate::forgetting::life;
use crate::forgetting::without_its_thing;
use crate::store::change::Change;
use crate::store::entry::Entry;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;

impl Book {
    /// Takes away every link for somebody without an account that was revoked or expired before a moment, and forgets
    /// their name in every entry about it. That there was a link, who made it and when it ended, stays on record.
    ///
    /// # Errors
    /// When the records cannot be read or written.
    #[compiled_once]
    pub async fn forget_readers(
        &self,
        signed: &Signed,
        ended_before: Timestamp,
    ) -> Result<Forgot, ChangeError> {
        let mut forgot = Forgot { people: Vec::new(), unsealed: Vec::new() };
        // Mostly there are none, and then nobody need wait for a change.
        if all_ended(&mut self.read().await?, ended_before).await?.is_empty() {
            return Ok(forgot);
        }
        let mut change = self.change_even_when_ended(signed).await?;
        let day = signed.day()?;
        for link in all_ended(change.reading(), ended_before).await? {
            let number = link.value.number;
            if about(change.reading(), number).await?.iter().any(|entry| entry.seals.is_none()) {
                forgot.unsealed.push(number);
            } else {
                forgot.people.push(forget(&mut change, link, day).await?);
            }
        }
        change.commit().await?;
        Ok(forgot)
    }
}

/// Takes a link away, and its name out of the entries about it.
async fn forget(
    change: &mut Change,
    link: Held<AccessLink>,
    day: Day,
) -> Result<Forgotten, ChangeError> {
    let number = link.value.number;
    change.remove::<AccessLink>(&Key::all().and(number), link.version).await?;
    let entries = about(change.reading(), number).await?;
    let things = entries.iter().map(|entry| entry.number).collect();
    // A link's key is its number, which is nobody's name, and stays.
    let blots = entries.into_iter().map(|entry| {
        let key = entry.key.clone();
        without_its_thing(entry, key, day)
    });
    let blots = blots.collect::<Result<Vec<Entry>, RecordsError>>()?;
    let forgotten = Forgotten { number, on: day, things, signatures: Vec::new() };
    let forgetting = Forgetting { forgotten: forgotten.clone(), blots };
    change.enter(&Key::all().and(number), &forgetting).await?;
    Ok(forgotten)
}

/// The links for somebody without an account that ended before a moment.
async fn all_ended(
    reading: &mut Reading,
    before: Timestamp,
) -> Result<Vec<Held<AccessLink>>, RecordsError> {
    let found = reading.within::<AccessLink>(&Key::all()).await?;
    let links = found.into_iter().map(|found| found.held);
    let is_over = |link: &AccessLink| match link.for_whom {
        ForWhom::Named(_) => end(link) < before,
        ForWhom::Person(_) => false,
    };
    Ok(links.filter(|held| is_over(&held.value)).collect())
}

/// When a link ended, or ends.
fn end(link: &AccessLink) -> Timestamp {
    match link.ended {
        Some(Ended::Used(at) | Ended::Revoked(at)) => at.min(link.expires),
        None => link.expires,
    }
}

/// The entries about a link.
async fn about(reading: &mut Reading, number: i64) -> Result<Vec<Entry>, RecordsError> {
    let mut entries = life::entries(reading, Kind::AccessLink, number, i64::MAX).await?;
    let key = number.to_string();
    entries.retain(|entry| entry.key == key);
    Ok(entries)
}
