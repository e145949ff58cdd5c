//! A panel that is entered or changed: its name, who leads it, the areas that it covers, its days.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::panels::panel::Panel;
use partnership::panels::panel::PanelArea;
use partnership::panels::panel::PanelId;
use partnership::terms::day::Day;
use partnership::terms::slug;
use partnership::timetable::spoken::Spoken;
use records::Held;
use tower_sessions::Session;

use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::panels::at::At;
use crate::panels::at::Opened;
use crate::panels::at::path;
use crate::panels::at::register_above;
use crate::panels::choosing::known_areas;
use crate::panels::choosing::typed_areas;
use crate::panels::refused;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// What addresses have in the place of a short name.
const NO_PANEL: [&str; 5] = ["new", "issues", "roll-up", "import", "retention"];

/// The form.
#[derive(Debug, serde::Serialize)]
struct PanelPage {
    form: Shown,
    path: String,
    back: String,
    version: Option<String>,
    areas: Vec<Choice>,
}

/// Asks for a new panel.
pub(super) async fn ask_new(visitor: Visitor) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePanels)?;
    draw_new(&visitor, &Form::default()).await
}

/// Enters it.
pub(super) async fn enter(
    visitor: Visitor,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangePanels)?;
    let (mut form, panels) = (Form::of(pairs), visitor.book.panels().await?);
    let taken = |slug: &slug::Slug| {
        NO_PANEL.contains(&slug.as_str()) || panels.iter().any(|held| held.value.id.0 == *slug)
    };
    let id = slug::free(form.text("name"), "panel", taken);
    let id = id.ok_or_else(|| PageError::Broken("no short name is left".to_owned()))?;
    let typed = typed(&mut form, &known_areas(&panels), PanelId(id), None);
    let Some(panel) = typed else { return draw_new(&visitor, &form).await };
    let (name, leads_to) = (panel.name.clone(), path(&visitor, &panel.id, ""));
    if let Err(why) = visitor.book.enter_panel(&visitor.signed(), panel).await {
        refused::note(&mut form, "name", why)?;
        return draw_new(&visitor, &form).await;
    }
    let done = format!("{name} was entered. Next: add a meeting, and record what was raised.");
    visitor.tell(&session, &done).await?;
    Ok(Redirect::to(&leads_to).into_response())
}

/// Shows a panel, to be changed.
pub(super) async fn ask(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let panel = &opened.panel.value;
    let mut form = Form::default();
    form.put("name", &panel.name);
    form.put("lead", &panel.lead);
    form.put("from", &panel.from.in_words());
    form.put("until", &panel.until.map(Day::in_words).unwrap_or_default());
    for area in &panel.areas {
        form.put("area", area.code.as_str());
    }
    draw(&visitor, &opened, &form).await
}

/// Changes it.
pub(super) async fn change(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let seen = form.seen()?;
    let panels = visitor.book.panels().await?;
    let known = with_own_names(known_areas(&panels), &opened.panel);
    let before = &opened.panel.value;
    let typed = typed(&mut form, &known, before.id.clone(), Some(before));
    let Some(panel) = typed else { return draw(&visitor, &opened, &form).await };
    if let Err(why) = visitor.book.change_panel(&visitor.signed(), seen, panel).await {
        refused::note(&mut form, "until", why)?;
        let opened = Opened::of(&visitor, &at).await?;
        return draw(&visitor, &opened, &form).await;
    }
    opened.lead_on(&visitor, &session, ("", "The panel was changed.")).await
}

/// The areas with the names that a panel has for its own.
fn with_own_names(known: Vec<PanelArea>, own: &Held<Panel>) -> Vec<PanelArea> {
    let named = |area: PanelArea| {
        let name = own.value.area_name(area.code).map(str::to_owned).unwrap_or(area.name);
        PanelArea { name, ..area }
    };
    known.into_iter().map(named).collect()
}

/// The panel that was typed, unless something is wrong with it, which the form then says.
fn typed(
    form: &mut Form,
    known: &[PanelArea],
    id: PanelId,
    before: Option<&Panel>,
) -> Option<Panel> {
    let from: Option<Spoken<Day>> = form.value("from", "Write since when it meets");
    let areas = typed_areas(form, known);
    let until: Option<Spoken<Day>> = form.optional_value("until");
    let panel = Panel {
        id,
        name: form.text("name").to_owned(),
        areas,
        lead: form.text("lead").to_owned(),
        from: from.map(|day| day.0)?,
        until: until.map(|day| day.0),
        illustrative: before.is_some_and(|panel| panel.illustrative),
    };
    (!form.has_faults()).then_some(panel)
}

async fn draw_new(visitor: &Visitor, form: &Form) -> Result<Response, PageError> {
    let around = register_above(Page::of(visitor, "Add a panel"), visitor);
    let panels = visitor.book.panels().await?;
    let areas = choices(form, &known_areas(&panels));
    let it = PanelPage {
        form: form.shown(),
        path: visitor.path("/panels/new"),
        back: visitor.path("/panels"),
        version: None,
        areas,
    };
    Ok(page::draw(&visitor.app, "panels/panel.html", around.with(form), &it)?.into_response())
}

async fn draw(visitor: &Visitor, opened: &Opened, form: &Form) -> Result<Response, PageError> {
    let known = known_areas(&visitor.book.panels().await?);
    let it = PanelPage {
        form: form.shown(),
        path: opened.path(visitor, "/change"),
        back: opened.path(visitor, ""),
        version: Some(form.seen_next(opened.panel.version)),
        areas: choices(form, &with_own_names(known, &opened.panel)),
    };
    let around = opened.page(visitor, "Change the panel").with(form);
    Ok(page::draw(&visitor.app, "panels/panel.html", around, &it)?.into_response())
}

fn choices(form: &Form, known: &[PanelArea]) -> Vec<Choice> {
    let choice = |area: &PanelArea| {
        let code = area.code.as_str();
        Choice::of(form, "area", code, &format!("{} ({code})", area.name))
    };
    known.iter().map(choice).collect()
}
