//! A consultation as it is held: what it tells people, and the versions of its questionnaire.

use std::collections::BTreeSet;

use partnership::consultation::exercise::Consultation;
use partnership::consultation::exercise::TypedConsultation;
use partnership::consultation::version;
use partnership::consultation::version::Stage;
use partnership::membership::body::Body;
use partnership::membership::body::BodyId;
use partnership::terms::slug::Slug;

use crate::consultation::version as versions;
use crate::error::RecordsError;
use crate::membership;
use crate::store::reading::Reading;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Version;

/// A consultation as it is held, with the version of each thing that can be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldConsultation {
    /// What it tells people.
    pub consultation: Consultation,
    /// The version of that description.
    pub description: Version,
    /// The versions of its questionnaire before the latest, the earliest first.
    pub earlier: Vec<Held<version::Version>>,
    /// The latest version of its questionnaire.
    pub latest: Held<version::Version>,
}

impl HeldConsultation {
    /// The questionnaire's short name, by which the consultation is known.
    pub fn questionnaire(&self) -> &Slug {
        self.latest.value.questionnaire().id()
    }

    /// All versions of its questionnaire, the earliest first.
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = &Held<version::Version>> {
        self.earlier.iter().chain(std::iter::once(&self.latest))
    }

    /// The version of that number.
    pub fn version(&self, number: u32) -> Option<&Held<version::Version>> {
        self.versions().find(|held| held.value.number() == number)
    }

    /// The version that is asked now: the latest of those that are open.
    pub fn open(&self) -> Option<&Held<version::Version>> {
        self.versions().rev().find(|held| matches!(held.value.stage(), Stage::Open { .. }))
    }

    /// The consultations within a key, by cycle and questionnaire.
    pub(crate) async fn within(
        reading: &mut Reading,
        key: &Key,
    ) -> Result<Vec<HeldConsultation>, RecordsError> {
        let described = membership::described(reading).await?.value;
        HeldConsultation::among(reading, key, described.bodies()).await
    }

    /// The same, in a partnership with these bodies.
    pub(super) async fn among(
        reading: &mut Reading,
        key: &Key,
        bodies: &[Body],
    ) -> Result<Vec<HeldConsultation>, RecordsError> {
        let mut held = Vec::new();
        for found in reading.within::<TypedConsultation>(key).await? {
            held.push(HeldConsultation::of(reading, &found.key, found.held, bodies).await?);
        }
        Ok(held)
    }

    async fn of(
        reading: &mut Reading,
        key: &Key,
        described: Held<TypedConsultation>,
        bodies: &[Body],
    ) -> Result<HeldConsultation, RecordsError> {
        let wrong = |why: String| RecordsError::stored("consultation", &key.to_string(), why);
        let mut earlier = versions::all(reading, key).await?;
        let latest =
            earlier.pop().ok_or_else(|| wrong("its questionnaire has no version".to_owned()))?;
        let Held { value, version: description } = described;
        let consultation = Consultation::of(value, latest.value.questionnaire(), bodies);
        let consultation = consultation.map_err(|faults| wrong(faults.to_string()))?;
        Ok(HeldConsultation { consultation, description, earlier, latest })
    }
}

/// The bodies that a consultation of the partnership names to decide.
pub(crate) async fn deciding(reading: &mut Reading) -> Result<BTreeSet<BodyId>, RecordsError> {
    let found = reading.within::<TypedConsultation>(&Key::all()).await?;
    Ok(found.into_iter().map(|found| found.held.value.decided_by).collect())
}
