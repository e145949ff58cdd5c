//! What a draft of the assessment may refer to: the holdings of a district, and what was kept by name in the records.

use anyhow::Result;
use partnership::assessment::gathered;
use partnership::assessment::gathered::Named;
use partnership::consultation::version::Stage;
use partnership::timetable::cycle::Cycle;
use records::Book;

/// The themes of the cycle's consultations and the issues of the panels, each under its name.
pub(crate) async fn kept_by_name(book: &Book, cycle: Cycle) -> Result<Vec<Named>> {
    let mut named = Vec::new();
    for held in book.consultations(cycle).await? {
        let replies = book.replies(cycle, held.questionnaire()).await?;
        let (themes, _) = book.told_in_report(cycle, &held, &replies).await?;
        let is_closed = matches!(held.latest.value.stage(), Stage::Closed { .. });
        let title = held.consultation.typed().text.title.as_str();
        named.extend(themes.iter().flat_map(|one| gathered::themes(one, title, is_closed)));
    }
    let panels = book.panels().await?;
    for kept in book.panel_issues().await? {
        let panel = panels.iter().find(|panel| panel.value.id == kept.panel);
        let name = panel.map_or_else(|| kept.panel.to_string(), |panel| panel.value.name.clone());
        named.push(gathered::panel_issue(kept.number, &name, &kept.issue));
    }
    Ok(named)
}
