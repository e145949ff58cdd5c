//! All that the golden thread is woven of, read from a book: one question of the records for each kind of thing.
//!
//! In comes a day; out go the core's values, to be woven with the extracts that the archive holds and with what findings and
//! drafts would now say.

use std::collections::BTreeMap;

use partnership::approval::document::DocumentId;
use partnership::approval::document::DocumentKind;
use partnership::approval::history::History;
use partnership::approval::history::Minutes;
use partnership::consultation::report::Label;
use partnership::consultation::themes::comment::takes_words;
use partnership::consultation::version::Stage;
use partnership::evidence::finding::Finding;
use partnership::evidence::finding::Now;
use partnership::task_groups::commentary::Commentary;
use partnership::terms::day::Day;
use partnership::terms::extract::Extract;
use partnership::terms::slug::Slug;
use partnership::thread::Thread;
use partnership::thread::everything::Consulted;
use partnership::thread::everything::Everything;
use partnership::thread::everything::OfCycle;
use partnership::thread::everything::PanelIssue;
use partnership::timetable::cycle::Cycle;
use partnership::timetable::so_far::YearSoFar;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::held::HeldConsultation;
use crate::consultation::refused::ConsultationRefused;
use crate::consultation::themes::Asked;
use crate::error::RecordsError;

/// What a book holds of the thread.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldThread {
    /// The findings that were kept.
    pub findings: Vec<Finding>,
    /// What panels raised.
    pub panel_issues: Vec<PanelIssue>,
    /// What task groups said.
    pub commentaries: Vec<Commentary>,
    /// The years, the first one first.
    pub cycles: Vec<OfCycle>,
}

impl HeldThread {
    /// The thread, woven with the extracts that are held and what findings would now say.
    pub fn woven(&self, extracts: &[Extract], now: &BTreeMap<Slug, Now>) -> Thread {
        Thread::of(&Everything { now, ..self.everything(extracts) })
    }

    /// All of it, with the extracts that are held.
    pub fn everything<'e>(&'e self, extracts: &'e [Extract]) -> Everything<'e> {
        Everything {
            extracts,
            findings: &self.findings,
            panel_issues: &self.panel_issues,
            commentaries: &self.commentaries,
            cycles: &self.cycles,
            ..Everything::default()
        }
    }
}

impl Book {
    /// What the book holds of the thread, as of `today`.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn held_thread(&self, today: Day) -> Result<HeldThread, ConsultationRefused> {
        self.held_thread_of(&self.cycles().await?, today).await
    }

    /// The same of some years alone.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn held_thread_of(
        &self,
        years: &[Cycle],
        today: Day,
    ) -> Result<HeldThread, ConsultationRefused> {
        let findings = self.findings().await?.into_iter().map(|held| held.value).collect();
        let panels = self.panels().await?;
        let panel_issues = self.panel_issues().await?.into_iter().map(|kept| {
            let panel = panels.iter().find(|held| held.value.id == kept.panel);
            let panel =
                panel.map_or_else(|| kept.panel.to_string(), |held| held.value.name.clone());
            PanelIssue { number: kept.number, panel, issue: kept.issue }
        });
        let panel_issues = panel_issues.collect();
        let commentaries = self.commentaries(None).await?;
        let commentaries = commentaries.into_iter().map(|(_, held)| held.value).collect();
        let mut cycles = Vec::new();
        for cycle in years {
            cycles.push(self.of_cycle(*cycle, today).await?);
        }
        Ok(HeldThread { findings, panel_issues, commentaries, cycles })
    }

    async fn of_cycle(&self, cycle: Cycle, today: Day) -> Result<OfCycle, ConsultationRefused> {
        let mut of = OfCycle::bare(cycle);
        for held in self.consultations(cycle).await? {
            let answered = self.you_said(cycle, held.questionnaire()).await?;
            of.said.extend(answered.into_iter().map(|(number, held)| (number, held.value)));
            of.consultations.push(self.consulted(cycle, &held).await?);
        }
        let issues = self.candidate_issues(cycle).await?;
        of.issues = issues.into_iter().map(|kept| (kept.number, kept.issue)).collect();
        of.decided = self.decided_priorities(cycle).await?.pop().map(|held| held.value);
        of.plan = self.plan(cycle).await?.map(|held| held.value);
        let actions = self.plan_actions(cycle).await?;
        of.actions = actions.into_iter().map(|kept| (kept.number, kept.action)).collect();
        for (number, _) in self.circulated_drafts(cycle).await? {
            of.circulated.extend(self.circulated_draft(cycle, number).await?);
        }
        self.on_their_way(&mut of, today).await?;
        Ok(of)
    }

    /// The bodies of a year, and its documents on their way to adoption.
    async fn on_their_way(&self, of: &mut OfCycle, today: Day) -> Result<(), RecordsError> {
        let cycle = of.cycle;
        let Some(held) = self.year(cycle).await? else { return Ok(()) };
        let bodies = held.year.timetable.bodies();
        of.bodies = bodies.iter().map(|body| (body.id.clone(), body.name.clone())).collect();
        let so_far = YearSoFar::of(held.year.timetable.clone(), &held.year.events, today);
        let so_far =
            so_far.map_err(|why| RecordsError::stored("event", &cycle.to_string(), why))?;
        let minutes = Minutes { year: &so_far, meetings: &held.year.meetings };
        for kind in DocumentKind::ALL {
            let document = self.document(DocumentId { kind, cycle }).await?;
            let history: History = document.history(minutes)?;
            of.documents.push(history);
        }
        Ok(())
    }

    /// A consultation with its themes. Replies are read only where comments of them were coded.
    async fn consulted(
        &self,
        cycle: Cycle,
        held: &HeldConsultation,
    ) -> Result<Consulted, ConsultationRefused> {
        let questionnaire = held.questionnaire();
        let questions = held.latest.value.questionnaire().questions();
        let mut is_coded = false;
        for question in questions.filter(|one| takes_words(one)) {
            let (questionnaire, question) = (questionnaire.clone(), question.id.clone());
            let of = Asked { cycle, questionnaire, question };
            is_coded = is_coded || !self.code_frames(&of).await?.is_empty();
        }
        let mut themes = Vec::new();
        if is_coded {
            let replies = self.replies(cycle, questionnaire).await?;
            let counted = self.counted_themes(cycle, held, &replies).await?;
            themes = counted.into_iter().flat_map(|(_, counted, _)| counted.themes).collect();
        }
        let closed = match held.latest.value.stage() {
            Stage::Closed { on, .. } => Some(on),
            Stage::Draft | Stage::Open { .. } => None,
        };
        let (id, title) = (questionnaire.clone(), held.consultation.typed().text.title.clone());
        let label = Label::of(&held.consultation);
        Ok(Consulted { id, title, label, closed, themes })
    }
}
