//! What a report tells besides counts: themes with cleared quotations, and what the partnership answers to them.

use partnership::consultation::answer::QuestionId;
use partnership::consultation::quotation::ClearedQuotation;
use partnership::consultation::report::themes::ThemesOfQuestion;
use partnership::consultation::report::themes::YouSaid;
use partnership::consultation::themes::comment::comments;
use partnership::consultation::themes::comment::takes_words;
use partnership::consultation::themes::counted::CountedThemes;
use partnership::consultation::themes::counted::counted;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::held::HeldConsultation;
use crate::consultation::reply::KeptReply;
use crate::consultation::themes::Asked;
use crate::error::RecordsError;

impl Book {
    /// The themes of every question whose code frame is signed off, and what is answered to them.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn told_in_report(
        &self,
        cycle: Cycle,
        held: &HeldConsultation,
        replies: &[KeptReply],
    ) -> Result<(Vec<ThemesOfQuestion>, Vec<YouSaid>), RecordsError> {
        let questionnaire = held.questionnaire().clone();
        let cleared: Vec<ClearedQuotation> = self
            .quotations(cycle, &questionnaire)
            .await?
            .into_iter()
            .filter_map(|one| one.cleared)
            .collect();
        let (mut themes, mut counts) = (Vec::new(), Vec::new());
        for (question, counted, written) in self.counted_themes(cycle, held, replies).await? {
            themes.push(ThemesOfQuestion::of(&question, &counted, written, &cleared));
            counts.extend(counted.themes);
        }
        let answered = self.you_said(cycle, &questionnaire).await?.into_iter();
        Ok((themes, answered.map(|(_, held)| YouSaid::of(&held.value, &counts)).collect()))
    }

    /// The themes of every question whose code frame is signed off, each with how many wrote something.
    pub(crate) async fn counted_themes(
        &self,
        cycle: Cycle,
        held: &HeldConsultation,
        replies: &[KeptReply],
    ) -> Result<Vec<(QuestionId, CountedThemes, usize)>, RecordsError> {
        let mut all = Vec::new();
        let questions = held.latest.value.questionnaire().questions();
        for question in questions.filter(|one| takes_words(one)) {
            let of = Asked {
                cycle,
                questionnaire: held.questionnaire().clone(),
                question: question.id.clone(),
            };
            let frames: Vec<_> =
                self.code_frames(&of).await?.into_iter().map(|held| held.value).collect();
            let codings = self.codings(&of).await?;
            let written =
                comments(question, replies.iter().map(|kept| (kept.reference, &kept.reply)));
            let numbers = written.iter().map(|comment| comment.reply);
            let counted = counted(&question.id, &frames, numbers, &codings);
            all.extend(counted.map(|counted| (question.id.clone(), counted, written.len())));
        }
        Ok(all)
    }
}
