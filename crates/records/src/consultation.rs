//! Consultations in the records: what is asked about which text, the forms that were printed, and the replies.
//!
//! In come a questionnaire, a consultation and its text, what is done to a version, layouts and replies; out go
//! consultations as they are held. What may be done to a version is for the core to decide.

pub(crate) mod answering;
mod copies;
pub(crate) mod description;
pub(crate) mod form_layout;
pub(crate) mod held;
pub(crate) mod intake;
pub(crate) mod invitation;
mod keeping;
pub(crate) mod quotation;
pub(crate) mod refused;
pub(crate) mod reply;
mod sampled;
pub(crate) mod sending;
pub(crate) mod signals;
pub(crate) mod text;
pub(crate) mod text_kind;
pub(crate) mod themes;
mod told;
pub(crate) mod under_way;
pub(crate) mod version;
pub(crate) mod you_said;

use std::sync::Arc;

use partnership::consultation::consulted_on::TextHash;
use partnership::consultation::exercise::Consultation;
use partnership::consultation::exercise::TypedConsultation;
use partnership::consultation::form::Edition;
use partnership::consultation::form::FormName;
use partnership::consultation::language::Language;
use partnership::consultation::layout::FormLayout;
use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::consultation::version as asked;
use partnership::consultation::version::Deed;
use partnership::consultation::version::Stage;
use partnership::terms::day::Day;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::form_layout::KeptLayout;
use crate::consultation::held::HeldConsultation;
use crate::consultation::refused::ConsultationRefused;
use crate::consultation::refused::LONGEST_TEXT;
use crate::consultation::text::KeptText;
use crate::consultation::text_kind::TextKind;
use crate::consultation::version::KeptVersion;
use crate::error::RecordsError;
use crate::membership;
use crate::store::change::Change;
use crate::store::entry::Signed;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Version;
use crate::timetable;

/// A consultation to be entered, or to be put in the place of what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConsultation {
    /// What is asked.
    pub questionnaire: TypedQuestionnaire,
    /// What people are told of it.
    pub description: TypedConsultation,
    /// The text that it is about, byte by byte.
    pub text: Vec<u8>,
}

/// A printed form of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The number of the version.
    pub version: u32,
    /// What the code on its pages says.
    pub name: FormName,
}

impl Book {
    /// The consultations of a cycle, by the short names of their questionnaires.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn consultations(&self, cycle: Cycle) -> Result<Vec<HeldConsultation>, RecordsError> {
        HeldConsultation::within(&mut self.read().await?, &Key::all().and(cycle)).await
    }

    /// The text with that SHA-256, byte by byte; none where it was never consulted on.
    ///
    /// # Errors
    /// When the records cannot be read, or the bytes are no longer those.
    #[compiled_once]
    pub async fn consulted_text(&self, sha256: TextHash) -> Result<Option<Vec<u8>>, RecordsError> {
        let held = self.read().await?.one::<KeptText>(&Key::all().and(sha256)).await?;
        Ok(held.map(|held| held.value.0))
    }

    /// Keeps a text that a consultation is to name as a translation, and tells its SHA-256.
    ///
    /// # Errors
    /// When it is too long, or the records cannot be written.
    #[compiled_once]
    pub async fn keep_consulted_text(
        &self,
        signed: &Signed,
        text: Vec<u8>,
    ) -> Result<TextHash, ConsultationRefused> {
        if text.len() > LONGEST_TEXT {
            return Err(ConsultationRefused::LongText(text.len()));
        }
        let sha256 = KeptText(text.clone()).sha256();
        let mut change = self.change(signed).await?;
        keep_text(&mut change, text).await?;
        change.commit().await?;
        Ok(sha256)
    }

    /// The layout of a form that was printed; none where it was not.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn form_layout(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
        form: &Form,
    ) -> Result<Option<FormLayout>, RecordsError> {
        let key = key(cycle, questionnaire).and(form.version).and(&form.name);
        let held = self.read().await?.one::<KeptLayout>(&key).await?;
        held.map(|held| held.value.layout()).transpose()
    }

    /// Enters a consultation of a cycle with the first version of its questionnaire, as a draft.
    ///
    /// # Errors
    /// When there is no such cycle, it has faults, the text is not the one it names, or it is there already.
    #[compiled_once]
    pub async fn enter_consultation(
        &self,
        signed: &Signed,
        cycle: Cycle,
        new: NewConsultation,
    ) -> Result<(), ConsultationRefused> {
        let mut change = self.change(signed).await?;
        timetable::held(&mut change, cycle).await?;
        let (questionnaire, consultation) = checked(&mut change, &new).await?;
        let key = key(cycle, questionnaire.id());
        change.unseen::<TypedConsultation>(&key).await?;
        keep_text(&mut change, new.text).await?;
        change.enter(&key, consultation.typed()).await?;
        let first = asked::Version::first(questionnaire);
        change.enter(&key.and(first.number()), &KeptVersion::of(&first)).await?;
        Ok(change.commit().await?)
    }

    /// Changes a consultation from what was seen of it. A draft of the questionnaire is changed in place, and the
    /// layouts of its forms go; after a version that was opened comes a new draft.
    ///
    /// # Errors
    /// When it has faults, when it would be about another text than people were asked about, or when somebody else
    /// changed it.
    #[compiled_once]
    pub async fn change_consultation(
        &self,
        signed: &Signed,
        cycle: Cycle,
        seen: &HeldConsultation,
        new: NewConsultation,
    ) -> Result<(), ConsultationRefused> {
        let mut change = self.change(signed).await?;
        let (questionnaire, consultation) = checked(&mut change, &new).await?;
        let key = key(cycle, seen.questionnaire());
        let there = change.seen::<TypedConsultation>(&key, seen.description).await?.value;
        let versions = version::all(change.reading(), &key).await?;
        let versions: Vec<&asked::Version> = versions.iter().map(|held| &held.value).collect();
        for version in &versions {
            version.lets_text_be(&there.text, &new.description.text)?;
        }
        let (kept, found) = (there.weighting.as_ref(), new.description.weighting.as_ref());
        asked::lets_weighting_be(&versions, kept, found)?;
        sampled::lets_change(&mut change, &key, &there, &new.description).await?;
        keep_text(&mut change, new.text).await?;
        change.replace(&key, seen.description, consultation.typed()).await?;
        change_questionnaire(&mut change, &key, &seen.latest, questionnaire).await?;
        Ok(change.commit().await?)
    }

    /// Opens a draft on a day, which freezes it.
    ///
    /// # Errors
    /// When it was opened before, the day is none of the consultation's, or somebody else changed it.
    #[compiled_once]
    pub async fn open_questionnaire(
        &self,
        signed: &Signed,
        cycle: Cycle,
        seen: &Held<asked::Version>,
        on: Day,
    ) -> Result<Version, ConsultationRefused> {
        self.after(signed, cycle, seen, Deed::Open(on)).await
    }

    /// Closes an open version on a day.
    ///
    /// # Errors
    /// When it is not open, was opened later, or somebody else changed it.
    #[compiled_once]
    pub async fn close_questionnaire(
        &self,
        signed: &Signed,
        cycle: Cycle,
        seen: &Held<asked::Version>,
        on: Day,
    ) -> Result<Version, ConsultationRefused> {
        self.after(signed, cycle, seen, Deed::Close(on)).await
    }

    async fn after(
        &self,
        signed: &Signed,
        cycle: Cycle,
        seen: &Held<asked::Version>,
        deed: Deed,
    ) -> Result<Version, ConsultationRefused> {
        let mut change = self.change(signed).await?;
        if let Deed::Open(on) = deed {
            lets_open(&mut change, cycle, seen.value.questionnaire().id(), on).await?;
        }
        let next = seen.value.after(deed)?;
        let key = key(cycle, next.questionnaire().id()).and(next.number());
        let version = change.replace(&key, seen.version, &KeptVersion::of(&next)).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Keeps the layout of a form with the version that it was printed from. Of a draft the latest is kept; of a
    /// version that was opened it never changes, but that what its pages look like is added where it was not kept.
    ///
    /// # Errors
    /// When there is no such version, or the form was printed before and looked otherwise.
    #[compiled_once]
    pub async fn keep_form_layout(
        &self,
        signed: &Signed,
        cycle: Cycle,
        version: &asked::Version,
        layout: &FormLayout,
    ) -> Result<(), ConsultationRefused> {
        let mut change = self.change(signed).await?;
        let questionnaire = key(cycle, version.questionnaire().id());
        let there = version_in(&mut change, &questionnaire, version.number()).await?;
        let name = form_of(&there, layout)?;
        let (key, kept) = (questionnaire.and(there.number()).and(&name), KeptLayout::of(layout)?);
        let before = change.reading().one::<KeptLayout>(&key).await?.map(|before| before.value);
        let kept = match (before, there.stage()) {
            (Some(before), _) if before.says_as(&kept) => return Ok(()),
            (None, _) | (Some(_), Stage::Draft) => kept,
            (Some(before), _) if !before.stands_as(&kept)? => {
                return Err(ConsultationRefused::PrintedOtherwise(name));
            }
            (Some(before), _) if before.has_blanks()? => return Ok(()),
            (Some(before), _) => kept.with(before.copies().clone()),
        };
        change.enter_or_replace(&key, &kept).await?;
        Ok(change.commit().await?)
    }
}

/// That people were told that the consultation is open on that day.
async fn lets_open(
    change: &mut Change,
    cycle: Cycle,
    questionnaire: &Slug,
    on: Day,
) -> Result<(), ConsultationRefused> {
    let held = HeldConsultation::within(change.reading(), &key(cycle, questionnaire)).await?.pop();
    let held = held.ok_or_else(|| no_such(questionnaire))?;
    Ok(held.consultation.lets_open(on)?)
}

pub(crate) fn key(cycle: Cycle, questionnaire: &Slug) -> Key {
    Key::all().and(cycle).and(questionnaire)
}

pub(crate) fn no_such(questionnaire: &Slug) -> ConsultationRefused {
    ConsultationRefused::NoSuchConsultation(questionnaire.clone())
}

/// The signature with the beginning of its day.
pub(crate) fn on_its_day(signed: &Signed) -> Signed {
    let second = signed.at.as_second();
    let at = jiff::Timestamp::from_second(second - second.rem_euclid(24 * 60 * 60));
    Signed { who: signed.who.clone(), at: at.unwrap_or(signed.at) }
}

/// The questionnaire and the consultation, if both are without fault and the text is the one that is named.
async fn checked(
    change: &mut Change,
    new: &NewConsultation,
) -> Result<(Questionnaire, Consultation), ConsultationRefused> {
    if new.text.len() > LONGEST_TEXT {
        return Err(ConsultationRefused::LongText(new.text.len()));
    }
    let questionnaire = Questionnaire::of(new.questionnaire.clone())?;
    let described = membership::described(change.reading()).await?.value;
    let consultation =
        Consultation::of(new.description.clone(), &questionnaire, described.bodies())?;
    let (found, wanted) = (KeptText(new.text.clone()).sha256(), new.description.text.sha256);
    if found != wanted {
        return Err(ConsultationRefused::AnotherText { found, wanted });
    }
    for (language, text) in &new.description.text.translated {
        let key = Key::all().and(text.sha256);
        if change.reading().one::<KeptText>(&key).await?.is_none() {
            return Err(ConsultationRefused::NoTranslation(*language, text.sha256));
        }
    }
    Ok((questionnaire, consultation))
}

/// Keeps a text unless it is kept already, if it is of a kind that people can be given to read.
async fn keep_text(change: &mut Change, text: Vec<u8>) -> Result<(), ConsultationRefused> {
    let text = KeptText(text);
    let key = Key::all().and(text.sha256());
    if change.reading().one::<KeptText>(&key).await?.is_none() {
        TextKind::of(&text.0)?;
        change.enter(&key, &text).await?;
    }
    Ok(())
}

/// Changes the latest version of a questionnaire, if it is another than it was.
async fn change_questionnaire(
    change: &mut Change,
    key: &Key,
    seen: &Held<asked::Version>,
    questionnaire: Questionnaire,
) -> Result<(), ConsultationRefused> {
    let latest = key.clone().and(seen.value.number());
    change.seen::<KeptVersion>(&latest, seen.version).await?;
    if *seen.value.questionnaire() == questionnaire {
        return Ok(());
    }
    let next = seen.value.after(Deed::Change(Arc::new(questionnaire)))?;
    if next.number() != seen.value.number() {
        change.enter(&key.clone().and(next.number()), &KeptVersion::of(&next)).await?;
        return Ok(());
    }
    for found in change.reading().within::<KeptLayout>(&latest).await? {
        change.remove::<KeptLayout>(&found.key, found.held.version).await?;
    }
    change.replace(&latest, seen.version, &KeptVersion::of(&next)).await?;
    Ok(())
}

/// The version of that number, as it is held.
pub(crate) async fn version_in(
    change: &mut Change,
    questionnaire: &Key,
    number: u32,
) -> Result<asked::Version, ConsultationRefused> {
    let versions = version::all(change.reading(), questionnaire).await?;
    let there = versions.into_iter().find(|held| held.value.number() == number);
    Ok(there.ok_or(ConsultationRefused::NoSuchVersion(number))?.value)
}

/// The form of the version that a layout is of.
fn form_of(version: &asked::Version, layout: &FormLayout) -> Result<FormName, ConsultationRefused> {
    let editions = [Edition::Ordinary, Edition::LargePrint];
    let all = editions
        .into_iter()
        .flat_map(|edition| Language::ALL.map(|language| FormName::of(version, language, edition)));
    let form = all.into_iter().find(|name| name.as_str() == layout.form);
    form.ok_or_else(|| ConsultationRefused::NotItsForm(layout.form.clone()))
}
