//! Retention in the records: the days that a partnership set, and deleting what is due.
//!
//! In comes a day; out goes what was deleted on it. Replies stay, less what is due; the audit record has only salted
//! hashes of what they were, and the salts go with the answers, so the chain can be walked as before and tells nothing.

pub(crate) mod days;
pub(crate) mod tombstone;

use std::collections::BTreeMap;

use partnership::consultation::retention::Field;
use partnership::consultation::retention::RetentionTimetable;
use partnership::consultation::retention::Tombstone;
use partnership::consultation::retention::totals::Totals;
use partnership::consultation::retention::without;
use partnership::terms::day::Day;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;
use sha2::Digest as _;
use sha2::Sha256;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::held::HeldConsultation;
use crate::consultation::invitation;
use crate::consultation::quotation::StoredQuotation;
use crate::consultation::reply;
use crate::consultation::reply::StoredReply;
use crate::consultation::signals;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::paper::deleting;
use crate::store::change::Change;
use crate::store::entry::Signed;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Thing as _;
use crate::store::thing::Version;

impl Book {
    /// The days that were set for a consultation; none where nobody set any, so that nothing is deleted.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn retention(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
    ) -> Result<Option<Held<RetentionTimetable>>, RecordsError> {
        let key = Key::all().and(cycle).and(questionnaire);
        self.read().await?.one::<RetentionTimetable>(&key).await
    }

    /// Sets the days for a consultation, from what was seen of them.
    ///
    /// # Errors
    /// When there is no such consultation, or somebody else set them.
    #[compiled_once]
    pub async fn set_retention(
        &self,
        signed: &Signed,
        (cycle, questionnaire): (Cycle, &Slug),
        seen: Option<Version>,
        days: RetentionTimetable,
    ) -> Result<(), ChangeError> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(cycle).and(questionnaire);
        match seen {
            None => change.enter(&key, &days).await?,
            Some(seen) => change.replace(&key, seen, &days).await?,
        };
        Ok(change.commit().await?)
    }

    /// What was deleted of the replies to a consultation, by field and day.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn tombstones(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
    ) -> Result<Vec<Tombstone>, RecordsError> {
        let key = Key::all().and(cycle).and(questionnaire);
        let found = self.read().await?.within::<Tombstone>(&key).await?;
        Ok(found.into_iter().map(|found| found.held.value).collect())
    }

    /// Deletes what is due on `today` in all consultations, and tells what went. Where nothing is due, or of what is due
    /// nothing is left, nothing is changed.
    ///
    /// # Errors
    /// When the records cannot be read or written.
    #[compiled_once]
    pub async fn delete_due(
        &self,
        signed: &Signed,
        today: Day,
    ) -> Result<Vec<Tombstone>, ChangeError> {
        let mut change = self.change_even_when_ended(signed).await?;
        let mut stones = Vec::new();
        for found in change.reading().within::<RetentionTimetable>(&Key::all()).await? {
            for field in found.held.value.due(today) {
                if is_done(&mut change, &found.key, field, today).await? {
                    continue;
                }
                let gone = match field {
                    Field::Invitations => invitations(&mut change, &found.key).await?,
                    Field::Paper => paper(&mut change, &found.key).await?,
                    Field::FreeText | Field::AboutYou => {
                        of_replies(&mut change, &found.key, field).await?
                    }
                };
                let Some(gone) = gone else { continue };
                let stone = gone.told(field, today);
                change.enter(&tombstone::key(&found.key, &stone), &stone).await?;
                stones.push(stone);
            }
        }
        change.commit().await?;
        Ok(stones)
    }
}

/// What went of a consultation.
struct Gone {
    /// Of how many replies; how many invitations or forms.
    many: u64,
    /// The seals of what they were.
    seals: Sha256,
    up_to: i64,
    totals: BTreeMap<u32, Totals>,
}

impl Gone {
    /// So many things that are no replies, by their seals.
    fn many(many: u64, seals: Sha256) -> Option<Gone> {
        (many > 0).then(|| Gone { many, seals, up_to: 0, totals: BTreeMap::new() })
    }

    fn told(self, field: Field, on: Day) -> Tombstone {
        let Gone { many, seals, up_to, totals } = self;
        let sha256 = Fingerprint::found(seals).to_string();
        Tombstone { field, on, replies: many, up_to, sha256, totals }
    }
}

/// Deletes the invitations to a consultation; none where there are none.
async fn invitations(
    change: &mut Change,
    consultation: &Key,
) -> Result<Option<Gone>, RecordsError> {
    let many = change.jot(invitation::DELETE, consultation.values(2)).await?;
    Ok(Gone::many(many, Sha256::new()))
}

/// Deletes the forms on paper of a consultation; none where there are none.
async fn paper(change: &mut Change, consultation: &Key) -> Result<Option<Gone>, ChangeError> {
    let (many, seals) = deleting::delete(change, consultation).await?;
    Ok(Gone::many(many, seals))
}

/// Deletes a field of all replies to a consultation that have it; none where no reply has.
async fn of_replies(
    change: &mut Change,
    consultation: &Key,
    field: Field,
) -> Result<Option<Gone>, ChangeError> {
    let held = HeldConsultation::within(change.reading(), consultation).await?.pop();
    let Some(held) = held else { return Ok(None) };
    let all = reply::all(change.reading(), consultation).await?;
    let (mut seals, mut replies) = (Sha256::new(), 0);
    for (number, stored) in &all {
        let asked = held.version(stored.version).map(|held| held.value.questionnaire());
        let left = asked.and_then(|asked| without(field, asked, &stored.reply));
        if let Some(left) = left {
            seals.update(stored.told().sealed());
            replies += 1;
            let left = StoredReply::new(stored.version, (stored.day, stored.questioning), left)?;
            let key = consultation.clone().and(number);
            change.put_over(&key, stored, &left).await?;
        }
    }
    if replies == 0 {
        return Ok(None);
    }
    if field == Field::FreeText {
        remove_uncleared(change, consultation).await?;
        signals::forget_words(change, consultation).await?;
    }
    let totals = match field {
        Field::AboutYou => totals(change, consultation, &held, &all).await?,
        Field::Invitations | Field::Paper | Field::FreeText => BTreeMap::new(),
    };
    let up_to = all.last().map_or(0, |(number, _)| *number);
    Ok(Some(Gone { many: replies, seals, up_to, totals }))
}

/// Whether it was done today, or, where it is of replies, none came since it was last done.
async fn is_done(
    change: &mut Change,
    consultation: &Key,
    field: Field,
    today: Day,
) -> Result<bool, RecordsError> {
    let stones = change.reading().within::<Tombstone>(consultation).await?;
    let mut of_field =
        stones.iter().map(|found| &found.held.value).filter(|one| one.field == field);
    match field {
        Field::Invitations | Field::Paper => Ok(of_field.any(|one| one.on == today)),
        Field::FreeText | Field::AboutYou => {
            let last = reply::last(change.reading(), consultation).await?;
            Ok(last.is_none() || of_field.any(|one| one.on == today || Some(one.up_to) >= last))
        }
    }
}

/// What the replies came to that no tombstone counted before, by version.
async fn totals(
    change: &mut Change,
    consultation: &Key,
    held: &HeldConsultation,
    all: &[(i64, StoredReply)],
) -> Result<BTreeMap<u32, Totals>, RecordsError> {
    let stones = change.reading().within::<Tombstone>(consultation).await?;
    let counted = stones.iter().map(|found| &found.held.value);
    let counted = counted.filter(|stone| !stone.totals.is_empty());
    let up_to = counted.map(|stone| stone.up_to).max().unwrap_or(i64::MIN);
    let of = |version: u32, asked| {
        let these = all.iter().filter(|(number, one)| *number > up_to && one.version == version);
        (version, Totals::of(asked, these.map(|(_, stored)| &stored.reply)))
    };
    let versions = held.versions().map(|held| &held.value);
    Ok(versions.map(|version| of(version.number(), version.questionnaire())).collect())
}

/// Takes away the quotations that nobody cleared: the words that they point to are gone.
async fn remove_uncleared(change: &mut Change, consultation: &Key) -> Result<(), ChangeError> {
    for found in change.reading().within::<StoredQuotation>(consultation).await? {
        if found.held.value.cleared.is_none() {
            change.remove::<StoredQuotation>(&found.key, found.held.version).await?;
        }
    }
    Ok(())
}
