//! Issues from a spreadsheet: looked at before anything is kept, every fault told with its line, all rows or none.
//!
//! In comes a file, or its text; out go the issues as they would be, and then as they are kept.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::panels::import::COLUMNS;
use partnership::panels::import::Met;
use partnership::panels::import::file;
use partnership::panels::import::import;
use partnership::panels::issue::Issue;
use partnership::panels::panel::PanelId;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::sentence;
use tower_sessions::Session;

use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Coming;
use crate::page::taken::SentWithFile;
use crate::panels::at::All;
use crate::panels::at::as_kept;
use crate::panels::at::register_above;
use crate::panels::recording::looking::noticed;
use crate::panels::refused;
use crate::panels::table::Cell;
use crate::panels::table::Table;
use crate::panels::table::words;
use crate::who::visitor::Visitor;

/// A file of so many bytes has thousands of issues.
pub(super) const LARGEST_FILE: usize = 512 * 1024;

/// The page.
#[derive(Debug, Default, serde::Serialize)]
struct ImportPage {
    form: Shown,
    path: String,
    back: String,
    template: String,
    columns: Vec<&'static str>,
    has_panels: bool,
    /// What was wrong, a line each.
    against: Vec<String>,
    /// What would be kept.
    table: Option<Table>,
    count: String,
    /// How many of them may tell who somebody is; empty where none does.
    noticed: String,
    text: String,
}

/// What came of a text.
type Read = Result<Vec<(PanelId, Issue)>, Vec<String>>;

/// Asks for a file.
pub(super) async fn ask(visitor: Visitor) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePanels)?;
    let all = All::of(&visitor).await?;
    draw(&visitor, &all, &Form::default(), ImportPage::default())
}

/// Shows what is in it, or keeps it.
pub(super) async fn take(
    visitor: Visitor,
    session: Session,
    coming: Coming,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePanels)?;
    let SentWithFile { pairs, file, .. } = coming.read().await?;
    let (mut form, all) = (Form::of(pairs), All::of(&visitor).await?);
    let Some(text) = text(&mut form, file) else {
        return draw(&visitor, &all, &form, ImportPage::default());
    };
    let issues = match read(&visitor, &all, &text).await? {
        Ok(issues) => issues,
        Err(against) => {
            form.fault("file", "The file has faults, told by line below. Nothing was kept: mend them and send it again");
            return draw(
                &visitor,
                &all,
                &form,
                ImportPage { against, text, ..ImportPage::default() },
            );
        }
    };
    if form.text("press") != "keep" {
        let it = foreseen(&all, &issues, text);
        return draw(&visitor, &all, &form, it);
    }
    let count = issues.len();
    let raised = issues.into_iter().map(|(panel, issue)| (panel, issue.raised().clone())).collect();
    let kept = visitor.book.enter_panel_issues(&visitor.signed(), raised, visitor.today).await;
    if let Err(why) = kept {
        refused::note(&mut form, "file", why)?;
        return draw(&visitor, &all, &form, ImportPage { text, ..ImportPage::default() });
    }
    let issues = if count == 1 { "issue was" } else { "issues were" };
    visitor.tell(&session, &format!("{count} {issues} brought in.")).await?;
    Ok(Redirect::to(&visitor.path("/panels/issues")).into_response())
}

/// The text that was sent: of the file, or as it was pasted or shown before.
fn text(form: &mut Form, file: Vec<u8>) -> Option<String> {
    if file.is_empty() {
        return form.needed("text", "Choose a file, or paste its rows with their headings");
    }
    match String::from_utf8(file) {
        Ok(text) => Some(text),
        Err(_) => {
            form.fault(
                "file",
                "the file is no text in UTF-8; save it from the spreadsheet as “CSV UTF-8”",
            );
            None
        }
    }
}

/// The issues that a text has, or all that is wrong with it.
async fn read(visitor: &Visitor, all: &All, text: &str) -> Result<Read, PageError> {
    let rows = match file::read(text) {
        Ok(rows) => rows,
        Err(why) => return Ok(Err(vec![sentence(&why.to_string())])),
    };
    let mut met = Vec::new();
    for held in &all.panels {
        let meetings = visitor.book.panel_meetings(&held.value.id).await?;
        let on = meetings.iter().map(|held| held.value.on).collect();
        met.push(Met { panel: &held.value, on });
    }
    let read = import(&rows, &met, &as_kept(&all.issues), visitor.today);
    Ok(read.map_err(|refused| refused.iter().map(|one| sentence(&one.to_string())).collect()))
}

/// What would be kept.
fn foreseen(all: &All, issues: &[(PanelId, Issue)], text: String) -> ImportPage {
    let row = |(panel, issue): &(PanelId, Issue)| -> Vec<Cell> {
        let (raised, panel) = (issue.raised(), all.panel(panel));
        let area = raised.area.zip(panel).and_then(|(area, panel)| panel.area_name(area));
        vec![
            words(&raised.place),
            words(panel.map_or("", |panel| panel.name.as_str())),
            words(raised.on.in_words()),
            words(area.unwrap_or("Not known")),
            words(capitalised(raised.kind.in_words())),
            words(&raised.words),
        ]
    };
    let heads = ["Place", "Panel", "Meeting", "Area", "Kind", "What was said"];
    let telling = issues.iter().filter(|(_, issue)| !noticed(issue).is_empty()).count();
    let in_all =
        if issues.len() == 1 { "1 issue".to_owned() } else { format!("{} issues", issues.len()) };
    ImportPage {
        table: Table::of("foreseen", "What would be kept", &heads)
            .with(issues.iter().map(row).collect()),
        count: in_all,
        noticed: if telling == 0 { String::new() } else { telling.to_string() },
        text,
        ..ImportPage::default()
    }
}

fn draw(visitor: &Visitor, all: &All, form: &Form, it: ImportPage) -> Result<Response, PageError> {
    let it = ImportPage {
        form: form.shown(),
        path: visitor.path("/panels/import"),
        back: visitor.path("/panels"),
        template: visitor.path("/panels/template.csv"),
        columns: COLUMNS.to_vec(),
        has_panels: !all.panels.is_empty(),
        ..it
    };
    let around = register_above(Page::of(visitor, "Bring issues in from a spreadsheet"), visitor);
    Ok(page::draw(&visitor.app, "panels/importing.html", around.with(form), &it)?.into_response())
}
