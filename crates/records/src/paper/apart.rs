//! Sides apart: those of batches that are read which belong to no return, and what people make of them.
//!
//! In comes what somebody says that a side is; out go the sides apart as they stand, and returns that a person put a side
//! to, or began from one. A return that is begun so is keyed whole, as pages are that no machine read.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::consultation::form::FormName;
use partnership::consultation::reading::apart::ApartCounts;
use partnership::consultation::reading::apart::SideIs;
use partnership::consultation::reading::apart::is_keyed_from;
use partnership::consultation::reading::apart::with_side;
use partnership::consultation::reading::apart::without_side;
use partnership::consultation::reading::returns::Return;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::key;
use crate::error::RecordsError;
use crate::paper::BatchAt;
use crate::paper::PaperRefused;
use crate::paper::batch;
use crate::paper::batch::Batch;
use crate::paper::batch::Stage;
use crate::paper::begun;
use crate::paper::progress;
use crate::paper::returned::StoredReturn;
use crate::paper::said;
use crate::paper::said::SideSaid;
use crate::paper::said::StoredSaid;
use crate::paper::side;
use crate::paper::side::KeptSide;
use crate::paper::side::StoredSide;
use crate::store::change::Change;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing::Key;
use crate::store::thing::Version;

/// A side apart as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct SideApart {
    /// The number of its batch.
    pub batch: i64,
    /// The side, as it was read.
    pub side: KeptSide,
    /// What somebody said that it is; none where nobody has.
    pub said: Option<SideSaid>,
}

/// A page of a form: which form, which page, and which copy where the paper has a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageOfForm {
    /// Which form.
    pub form: FormName,
    /// Which page.
    pub page: u16,
    /// Which copy, where copies are numbered.
    pub copy: Option<u32>,
}

impl SideApart {
    /// How many sides stand apart, by what they are.
    pub fn counts(sides: &[SideApart]) -> ApartCounts {
        let all = sides.iter();
        ApartCounts::of(all.map(|one| (&one.side.reading, one.said.as_ref().map(|said| said.is))))
    }
}

impl Book {
    /// The sides of a consultation that belonged to no return once their batch was read, by batch, in the order of scanning.
    /// Those that somebody put to a return are among them.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn sides_apart(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
    ) -> Result<Vec<SideApart>, RecordsError> {
        let (mut reading, of) = (self.read().await?, key(cycle, questionnaire));
        let mut said: BTreeMap<_, _> = said::all(&mut reading, &of).await?.into_iter().collect();
        let mut batches: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for (batch, number) in numbers(&mut reading, &of, &said).await? {
            batches.entry(batch).or_default().push(number);
        }
        let mut apart = Vec::new();
        for (batch, numbers) in batches {
            for side in side::these(&mut reading, &of.clone().and(batch), &numbers).await? {
                let said = said.remove(&(batch, side.number));
                apart.push(SideApart { batch, side, said });
            }
        }
        Ok(apart)
    }

    /// Says what a side apart is, in the place of what was `seen` to be said of it. A page of a return is put to it, and is
    /// keyed from the side; what was a page of one before is taken off it.
    ///
    /// # Errors
    /// When there is no such side, it belongs to a return by its code, that return has the page already or is a reply,
    /// answers were keyed from the side, or somebody else said what it is.
    #[compiled_once]
    pub async fn say_of_side(
        &self,
        signed: &Signed,
        at: &BatchAt,
        (number, seen): (i64, Option<Version>),
        side_is: SideIs,
    ) -> Result<(), PaperRefused> {
        let mut change = self.change(signed).await?;
        is_apart(&mut change, at, number, seen).await?;
        take_off(&mut change, at, number).await?;
        if let SideIs::PageOf { number: of, page } = side_is {
            put_to(&mut change, at, number, (of, page)).await?;
        }
        say(&mut change, at, (number, seen), side_is).await?;
        change.commit().await?;
        Ok(())
    }

    /// Begins a return from a side apart, to be keyed whole. It has the number of the side.
    ///
    /// # Errors
    /// When the side cannot be put to a return, or no such form was printed.
    #[compiled_once]
    pub async fn begin_return_from(
        &self,
        signed: &Signed,
        at: &BatchAt,
        (number, seen): (i64, Option<Version>),
        of: PageOfForm,
    ) -> Result<(), PaperRefused> {
        let mut change = self.change(signed).await?;
        is_apart(&mut change, at, number, seen).await?;
        take_off(&mut change, at, number).await?;
        let PageOfForm { form, page, copy } = of;
        let one = begun::of_form(&mut change, at, (number, form, copy)).await?;
        let put = with_side(&one.sides.of, number, page)?;
        change.enter(&at.key().and(number), &one.with(put)).await?;
        say(&mut change, at, (number, seen), SideIs::PageOf { number, page }).await?;
        change.commit().await?;
        Ok(())
    }
}

/// The numbers of the sides that belong to no return, or that somebody said something of, by batch.
async fn numbers(
    reading: &mut Reading,
    of: &Key,
    said: &BTreeMap<(i64, i64), SideSaid>,
) -> Result<BTreeSet<(i64, i64)>, RecordsError> {
    let mut read = BTreeSet::new();
    for found in reading.within::<Batch>(of).await? {
        if found.held.value.stage == Stage::Read {
            read.insert(found.key.number(2, "scan_batch")?);
        }
    }
    let mut apart = side::numbers(reading, of).await?;
    apart.retain(|(batch, _)| read.contains(batch));
    for found in reading.within::<StoredReturn>(of).await? {
        let batch = found.key.number(2, "paper_return")?;
        for number in found.held.value.sides.of.sides.values().flatten() {
            apart.remove(&(batch, *number));
        }
    }
    apart.extend(said.keys());
    Ok(apart)
}

/// That a side stands apart, or that somebody said what it is, as it was seen.
async fn is_apart(
    change: &mut Change,
    at: &BatchAt,
    number: i64,
    seen: Option<Version>,
) -> Result<(), PaperRefused> {
    if batch::one(change.reading(), at).await?.value.stage == Stage::Reading {
        return Err(PaperRefused::BeingRead(at.batch));
    }
    let key = at.key().and(number);
    let side = change.reading().one::<StoredSide>(&key).await?;
    side.ok_or(PaperRefused::NoSuchSide { batch: at.batch, number })?;
    match seen {
        Some(seen) => {
            change.seen::<StoredSaid>(&key, seen).await?;
        }
        None => {
            change.unseen::<StoredSaid>(&key).await?;
            for found in change.reading().within::<StoredReturn>(&at.key()).await? {
                let of = found.held.value.sides.of;
                if of.sides.values().flatten().any(|side| *side == number) {
                    return Err(PaperRefused::IsOfReturn { side: number, number: of.number });
                }
            }
        }
    }
    Ok(())
}

/// Takes a side off the return that somebody put it to.
async fn take_off(change: &mut Change, at: &BatchAt, side: i64) -> Result<(), PaperRefused> {
    let said = change.reading().one::<StoredSaid>(&at.key().and(side)).await?;
    let put = said.map(|held| (held.value.side_is, held.version));
    let Some((SideIs::PageOf { number, .. }, Version(put))) = put else {
        return Ok(());
    };
    if number == side {
        return Err(PaperRefused::BegunFrom(number));
    }
    let paper = progress::one(change.reading(), at, number).await?;
    let mut open = paper.returns.iter().filter(|one| one.reply.is_none());
    if open.any(|one| is_keyed_from(&one.states, &one.decisions, put)) {
        return Err(PaperRefused::KeyedFrom(number));
    }
    let change_to = |of: &Return| Ok(without_side(of, side));
    with_return(change, at, number, change_to).await
}

/// Puts a side to a page of a return.
async fn put_to(
    change: &mut Change,
    at: &BatchAt,
    side: i64,
    (number, page): (i64, u16),
) -> Result<(), PaperRefused> {
    with_return(change, at, number, |of: &Return| Ok(with_side(of, side, page)?)).await
}

async fn with_return(
    change: &mut Change,
    at: &BatchAt,
    number: i64,
    changed: impl FnOnce(&Return) -> Result<Return, PaperRefused>,
) -> Result<(), PaperRefused> {
    let key = at.key().and(number);
    let there = change.reading().one::<StoredReturn>(&key).await?;
    let there = there.ok_or(PaperRefused::NoSuchReturn { batch: at.batch, number })?;
    if there.value.reply.is_some() {
        return Err(PaperRefused::IsAReply(number));
    }
    let of = changed(&there.value.sides.of)?;
    change.replace(&key, there.version, &there.value.with(of)).await?;
    Ok(())
}

async fn say(
    change: &mut Change,
    at: &BatchAt,
    (number, seen): (i64, Option<Version>),
    side_is: SideIs,
) -> Result<(), PaperRefused> {
    let (key, said) = (at.key().and(number), StoredSaid { side_is });
    match seen {
        None => change.enter(&key, &said).await?,
        Some(seen) => change.replace(&key, seen, &said).await?,
    };
    Ok(())
}
