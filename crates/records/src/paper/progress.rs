//! The returns of a consultation as they stand: every question settled or waiting, by machine and people.
//!
//! In come returns and decisions as they are kept; out goes, by the core's rules, where each question stands. Everything
//! is loaded once, whatever the number of returns.

use std::collections::BTreeMap;

use partnership::consultation::language::Language;
use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::reading::booking::Come;
use partnership::consultation::reading::booking::Counts;
use partnership::consultation::reading::decision::Decision;
use partnership::consultation::reading::queue::Waiting;
use partnership::consultation::reading::queue::waiting;
use partnership::consultation::reading::returns::Return;
use partnership::consultation::reading::sample::SecondLook;
use partnership::consultation::reading::settled::QuestionState;
use partnership::consultation::reading::settled::ReadReturn;
use partnership::consultation::reading::settled::states;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::held::HeldConsultation;
use crate::consultation::key;
use crate::error::RecordsError;
use crate::paper::BatchAt;
use crate::paper::PaperRefused;
use crate::paper::batch::Batch;
use crate::paper::decision;
use crate::paper::reading::consultation;
use crate::paper::returned;
use crate::paper::returned::Doubt;
use crate::paper::returned::StoredReturn;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Key;
use crate::store::thing::Version;

/// A return as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperReturn {
    /// The number of its batch.
    pub batch: i64,
    /// The version of it that was seen.
    pub seen: Version,
    /// The number of the version of the questionnaire that it answers.
    pub version: u32,
    /// Its sides, form and copy.
    pub of: Return,
    /// Whether it counts.
    pub counts: Counts,
    /// The earlier return that it seems to be.
    pub seems_to_be: Option<Doubt>,
    /// The reference of the reply that it became.
    pub reply: Option<i64>,
    /// Where each question stands, in order.
    pub states: Vec<QuestionState>,
    /// Everything that people decided about it, in order, what they took back included.
    pub decisions: Vec<Decision>,
}

/// The returns of a consultation as they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The consultation.
    pub held: HeldConsultation,
    /// Its returns, by batch and number.
    pub returns: Vec<PaperReturn>,
}

impl PaperReturn {
    /// How far it has come.
    pub fn come(&self) -> Come {
        match self.reply {
            Some(_) => Come::Done,
            None => Come::of(self.counts, &self.states),
        }
    }
}

impl Paper {
    /// The questions that a return answers.
    pub fn questionnaire(&self, of: &PaperReturn) -> Option<&Questionnaire> {
        self.held.version(of.version).map(|held| held.value.questionnaire())
    }

    /// In which language a return was printed.
    pub fn language(&self, of: &PaperReturn) -> Option<Language> {
        let version = self.held.version(of.version)?;
        of.of.form.printed_as(&version.value).map(|(language, _)| language)
    }

    /// What waits for a person at its picture, in the order of consequence, with where it stands. Returns that may not
    /// count wait for that to be said first.
    pub fn waiting(&self) -> Vec<(Waiting, &PaperReturn, &QuestionState)> {
        let mut all = Vec::new();
        let open = self.returns.iter().filter(|one| one.reply.is_none());
        for one in open.filter(|one| one.counts == Counts::Counts) {
            let Some(questionnaire) = self.questionnaire(one) else { continue };
            let these = waiting(questionnaire, (one.batch, one.of.number), &one.states);
            all.extend(these.map(|(place, state)| (place, one, state)));
        }
        all.sort_by(|(one, ..), (other, ..)| one.cmp(other));
        all
    }
}

impl Book {
    /// All returns of a consultation as they stand, replies and those set aside among them.
    ///
    /// # Errors
    /// When there is no such consultation, or the records cannot be read.
    #[compiled_once]
    pub async fn paper(&self, cycle: Cycle, questionnaire: &Slug) -> Result<Paper, PaperRefused> {
        let (mut reading, of) = (self.read().await?, key(cycle, questionnaire));
        let held = consultation(&mut reading, &of, questionnaire).await?;
        let found = reading.within::<StoredReturn>(&of).await?;
        let decisions = decision::all(&mut reading, &of).await?;
        of_these(&mut reading, (held, &of), found, decisions).await
    }

    /// The returns of a consultation that are no replies yet and count, or may.
    ///
    /// # Errors
    /// When there is no such consultation, or the records cannot be read.
    #[compiled_once]
    pub async fn open_paper(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
    ) -> Result<Paper, PaperRefused> {
        open(&mut self.read().await?, &key(cycle, questionnaire), questionnaire).await
    }

    /// One return as it stands, in a consultation of its own.
    ///
    /// # Errors
    /// When there is no such return, or the records cannot be read.
    #[compiled_once]
    pub async fn paper_return(&self, at: &BatchAt, number: i64) -> Result<Paper, PaperRefused> {
        one(&mut self.read().await?, at, number).await
    }
}

/// The returns that are no replies yet.
pub(super) async fn open(
    reading: &mut Reading,
    of: &Key,
    questionnaire: &Slug,
) -> Result<Paper, PaperRefused> {
    let held = consultation(reading, of, questionnaire).await?;
    let found = returned::open(reading, of).await?;
    let decisions = decision::open(reading, of).await?;
    of_these(reading, (held, of), found, decisions).await
}

/// One return.
pub(super) async fn one(
    reading: &mut Reading,
    at: &BatchAt,
    number: i64,
) -> Result<Paper, PaperRefused> {
    let (of, batch) = (at.consultation(), at.batch);
    let held = consultation(reading, &of, &at.questionnaire).await?;
    let found = reading.within::<StoredReturn>(&at.key().and(number)).await?;
    if found.is_empty() {
        return Err(PaperRefused::NoSuchReturn { batch, number });
    }
    let decisions = decision::all(reading, &at.key().and(number)).await?;
    of_these(reading, (held, &of), found, decisions).await
}

async fn of_these(
    reading: &mut Reading,
    (held, of): (HeldConsultation, &Key),
    found: Vec<Found<StoredReturn>>,
    decisions: Vec<((i64, i64), Decision)>,
) -> Result<Paper, PaperRefused> {
    let mut looks: BTreeMap<i64, SecondLook> = BTreeMap::new();
    for batch in reading.within::<Batch>(of).await? {
        looks.insert(batch.key.number(2, "scan_batch")?, batch.held.value.second_look);
    }
    let mut decided: BTreeMap<(i64, i64), Vec<Decision>> = BTreeMap::new();
    for (of, decision) in decisions {
        decided.entry(of).or_default().push(decision);
    }
    let mut returns = Vec::new();
    for one in found {
        let batch = one.key.number(2, "paper_return")?;
        let decisions = decided.remove(&(batch, one.held.value.sides.of.number));
        let look = looks.get(&batch).copied();
        let look = look.ok_or(PaperRefused::NoSuchBatch(batch))?;
        returns.push(standing(&held, batch, look, one, decisions.unwrap_or_default())?);
    }
    Ok(Paper { held, returns })
}

fn standing(
    held: &HeldConsultation,
    batch: i64,
    look: SecondLook,
    Found { key, held: stored }: Found<StoredReturn>,
    decisions: Vec<Decision>,
) -> Result<PaperReturn, RecordsError> {
    let StoredReturn { version, counts, reply, sides, machine } = stored.value;
    let gone =
        || RecordsError::stored("paper_return", &key.to_string(), "its version is not there");
    let asked = held.version(version).ok_or_else(gone)?.value.questionnaire();
    let read = ReadReturn { number: sides.of.number, machine: machine.value };
    let states = states(asked, &read, &decisions, look);
    let (of, seems_to_be, seen) = (sides.of, sides.seems_to_be, stored.version);
    Ok(PaperReturn { batch, seen, version, of, counts, seems_to_be, reply, states, decisions })
}
