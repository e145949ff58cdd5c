//! All consultations of the partnership, the latest year first.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;
use partnership::timetable::cycle::Cycle;
use records::HeldConsultation;

use crate::consultations::at::At;
use crate::consultations::at::title_of;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ListPage {
    lines: Vec<Line>,
    may_change: bool,
    new: String,
}

/// A consultation.
#[derive(Debug, serde::Serialize)]
struct Line {
    title: String,
    href: String,
    cycle: String,
    days: String,
    stands: String,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let mut lines = Vec::new();
    for cycle in visitor.book.cycles().await?.into_iter().rev() {
        let held = visitor.book.consultations(cycle).await?;
        lines.extend(held.iter().map(|held| line(&visitor, cycle, held)));
    }
    let it = ListPage {
        lines,
        may_change: visitor.can(Deed::ChangeConsultations),
        new: visitor.path("/consultations/new"),
    };
    page::draw(&visitor.app, "consultations/list.html", Page::of(&visitor, "Consultations"), &it)
}

fn line(visitor: &Visitor, cycle: Cycle, held: &HeldConsultation) -> Line {
    let at = At { cycle, questionnaire: held.questionnaire().clone() };
    let asked = held.open().unwrap_or(&held.latest);
    Line {
        title: title_of(held).to_owned(),
        href: at.path(visitor, ""),
        cycle: cycle.in_words(),
        days: held.consultation.typed().days.in_words(),
        stands: capitalised(&asked.value.stage().in_words()),
    }
}
