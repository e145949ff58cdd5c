//! Which consultation an address names.
//!
//! In comes an address; out goes the consultation as it is held, or that there is no such page.

use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use partnership::consultation::language::Language;
use partnership::consultation::on_line::said;
use partnership::consultation::report::Label;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;
use records::HeldConsultation;

use crate::app::App;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::taken::Unreadable;
use crate::who::visitor::Visitor;

/// What an address names.
#[derive(Debug)]
pub(super) struct At {
    /// The cycle.
    pub(super) cycle: Cycle,
    /// The short name of the questionnaire.
    pub(super) questionnaire: Slug,
}

impl FromRequestParts<App> for At {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<At, PageError> {
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Unreadable::Address)?;
        let named =
            |part: &str| params.iter().find(|(name, _)| *name == part).map(|(_, text)| text);
        Ok(At {
            cycle: named("cycle").and_then(|text| text.parse().ok()).ok_or(PageError::NotFound)?,
            questionnaire: named("questionnaire")
                .and_then(|text| text.parse().ok())
                .ok_or(PageError::NotFound)?,
        })
    }
}

impl At {
    /// The consultation, if there is one.
    pub(super) async fn found(&self, visitor: &Visitor) -> Result<HeldConsultation, PageError> {
        let held = visitor.book.consultations(self.cycle).await?;
        let found = held.into_iter().find(|held| *held.questionnaire() == self.questionnaire);
        found.ok_or(PageError::NotFound)
    }

    /// The address of its own page, or of one below: `below` is empty or begins with a stroke.
    pub(super) fn path(&self, visitor: &Visitor, below: &str) -> String {
        let At { cycle, questionnaire } = self;
        visitor.path(&format!("/consultations/{cycle}/{questionnaire}{below}"))
    }

    /// A page below that of the consultation.
    pub(super) fn page(&self, visitor: &Visitor, held: &HeldConsultation, title: &str) -> Page {
        Page::of(visitor, title)
            .noting(made_up(held))
            .below("Consultations", visitor.path("/consultations"))
            .below(title_of(held), self.path(visitor, ""))
    }
}

/// That a consultation and its replies were made up, if they were.
pub(super) fn made_up(held: &HeldConsultation) -> Option<&'static str> {
    match Label::of(&held.consultation) {
        Label::Real => None,
        Label::Illustrative => Some(said::made_up(Language::English)),
    }
}

/// What a consultation is called: the title of its questionnaire, in its first language.
pub(super) fn title_of(held: &HeldConsultation) -> &str {
    let typed = held.latest.value.questionnaire().typed();
    typed.languages.first().map_or("", |language| typed.title.said_in(*language))
}
