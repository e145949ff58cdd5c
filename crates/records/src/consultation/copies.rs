//! The numbers of the copies of a form in the records: each is given once.
//!
//! In come numbers that are to be printed; out go those that were, or why these are not given.

use std::ops::RangeInclusive;

use partnership::consultation::copies::PrintedCopies;
use partnership::consultation::form::FormName;
use partnership::consultation::version as asked;
use partnership::consultation::version::Stage;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::Form;
use crate::consultation::form_layout::KeptLayout;
use crate::consultation::key;
use crate::consultation::refused::ConsultationRefused;
use crate::consultation::version_in;
use crate::error::RecordsError;
use crate::store::entry::Signed;

impl Book {
    /// The numbers of the copies of a form that were printed; none where it was not.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn copies_printed(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
        form: &Form,
    ) -> Result<PrintedCopies, RecordsError> {
        let key = key(cycle, questionnaire).and(form.version).and(&form.name);
        let held = self.read().await?.one::<KeptLayout>(&key).await?;
        Ok(held.map(|held| held.value.copies().clone()).unwrap_or_default())
    }

    /// Gives numbers to copies of a form whose layout is kept, before they are printed. Those of a draft are for nobody to
    /// fill in, so they are given as often as is asked.
    ///
    /// # Errors
    /// When any of them was given before, or the layout is not kept.
    #[compiled_once]
    pub async fn give_out_copies(
        &self,
        signed: &Signed,
        (cycle, version): (Cycle, &asked::Version),
        name: &FormName,
        numbers: &RangeInclusive<u32>,
    ) -> Result<(), ConsultationRefused> {
        let mut change = self.change(signed).await?;
        let questionnaire = key(cycle, version.questionnaire().id());
        let there = version_in(&mut change, &questionnaire, version.number()).await?;
        let key = questionnaire.and(there.number()).and(name);
        let held = change.reading().one::<KeptLayout>(&key).await?;
        let held = held.ok_or_else(|| ConsultationRefused::NotItsForm(name.to_string()))?;
        if there.stage() == Stage::Draft {
            return Ok(());
        }
        let copies = held.value.copies().with(numbers)?;
        change.replace(&key, held.version, &held.value.with(copies)).await?;
        Ok(change.commit().await?)
    }
}
