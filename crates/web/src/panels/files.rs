//! The issues as files: in the layout that an import takes, with all that was done, and a template to fill in.

use partnership::membership::may::Deed;
use partnership::panels::export;
use partnership::panels::panel::Panel;

use crate::page::csv;
use crate::page::csv::Download;
use crate::page::fault::PageError;
use crate::panels::at::All;
use crate::panels::at::as_kept;
use crate::who::visitor::Visitor;

/// The issues as an import takes them.
pub(super) async fn issues(visitor: Visitor) -> Result<Download, PageError> {
    visitor.may(Deed::ChangePanels)?;
    let all = All::of(&visitor).await?;
    Ok(csv::download("panel-issues.csv", &export::as_imported(&as_kept(&all.issues))))
}

/// The issues with all that was done about them.
pub(super) async fn history(visitor: Visitor) -> Result<Download, PageError> {
    visitor.may(Deed::ChangePanels)?;
    let all = All::of(&visitor).await?;
    let panels: Vec<&Panel> = all.panels.iter().map(|held| &held.value).collect();
    let lines = export::with_history(&panels, &as_kept(&all.issues));
    Ok(csv::download("panel-issues-history.csv", &lines))
}

/// The headings of an import, and a row to write over.
pub(super) async fn template(visitor: Visitor) -> Result<Download, PageError> {
    visitor.may(Deed::ChangePanels)?;
    Ok(csv::download("panel-issues-template.csv", &export::template()))
}
