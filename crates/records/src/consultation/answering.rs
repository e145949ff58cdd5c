//! What a page works with on which somebody answers, as one state of the records has it.
//!
//! In come the short name of a questionnaire and the code of a reply under way; out goes all that each such page needs, read
//! in one go, since most of what a server does while a consultation runs is these pages.

use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::held::HeldConsultation;
use crate::consultation::key;
use crate::consultation::under_way;
use crate::consultation::under_way::ReplyUnderWay;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::store::reading::Reading;
use crate::store::value::Value;

/// What a page works with on which somebody answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answering {
    /// What the partnership is called.
    pub partnership: String,
    /// The cycle of the consultation.
    pub cycle: Cycle,
    /// The consultation: that of the reply under way, or else the one in the latest cycle that has one.
    pub held: HeldConsultation,
    /// The reply under way to its questionnaire, where there is one with that code.
    pub begun: Option<ReplyUnderWay>,
}

impl Book {
    /// What somebody answers at a questionnaire's pages, who has the code with this fingerprint or none; nothing where no
    /// consultation has that questionnaire. A reply that was begun in an earlier year belongs to that one.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn answering(
        &self,
        questionnaire: &Slug,
        code: Option<&Fingerprint>,
    ) -> Result<Option<Answering>, RecordsError> {
        let mut reading = self.read().await?;
        let begun = match code {
            Some(code) => under_way::with_code(&mut reading, code).await?,
            None => None,
        };
        let begun = begun.filter(|begun| begun.questionnaire == *questionnaire);
        let cycle = match &begun {
            Some(begun) => Some(begun.cycle),
            None => latest(&mut reading, questionnaire).await?,
        };
        let Some(cycle) = cycle else { return Ok(None) };
        let described = self.described(&mut reading).await?.value;
        let key = key(cycle, questionnaire);
        let held = HeldConsultation::among(&mut reading, &key, described.bodies()).await?.pop();
        let partnership = described.name().to_owned();
        Ok(held.map(|held| Answering { partnership, cycle, held, begun }))
    }
}

/// The latest cycle with a consultation by a questionnaire.
async fn latest(
    reading: &mut Reading,
    questionnaire: &Slug,
) -> Result<Option<Cycle>, RecordsError> {
    let sql = "select cycle_id from consultation
        where partnership_id = $1 and questionnaire_id = $2 order by cycle_id desc limit 1";
    let rows = reading.rows(sql, vec![Value::text(questionnaire)]).await?;
    rows.first().map(|row| row.parsed("cycle_id")).transpose()
}
