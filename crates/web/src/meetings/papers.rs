//! The papers of an agenda item: one is added, or is marked as published on a day.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::terms::day::Day;
use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::spoken::Spoken;
use tower_sessions::Session;

use crate::app::App;
use crate::meetings::at::At;
use crate::meetings::at::Matter;
use crate::meetings::entering::Choice;
use crate::meetings::foreseeing::By;
use crate::meetings::refused;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::Form;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// Either form.
#[derive(Debug, serde::Serialize)]
struct PaperPage {
    form: form::Shown,
    path: String,
    seen: String,
    item: String,
    meeting: String,
    papers: Vec<String>,
    awaited: Vec<Choice>,
    due: Option<By>,
}

/// Which paper a link means, by its place from 1.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    paper: Option<usize>,
}

/// Asks for the title of a paper.
pub(super) async fn ask_title(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
) -> Result<Response, PageError> {
    let matter = Matter::to_change(&visitor, &at).await?;
    show_title(&app, &visitor, &matter, &Form::default())
}

/// Adds a paper.
pub(super) async fn add(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let matter = Matter::to_change(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let (sitting, title) = (&matter.sitting, form.text("title").to_owned());
    let (seen, which) = (form.seen()?, (&sitting.meeting.id, &matter.item.step));
    let (signed, cycle) = (visitor.signed(), sitting.opened.cycle());
    let added = visitor.book.add_paper(&signed, cycle, seen, which, title.clone()).await;
    if let Err(refused) = added {
        refused::note(&mut form, "title", refused)?;
        let matter = Matter::of(&visitor, &at).await?;
        return show_title(&app, &visitor, &matter, &form);
    }
    sitting.lead_on(&visitor, &session, &format!("The paper “{title}” was added.")).await
}

/// Asks when a paper was published.
pub(super) async fn ask_day(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
    Query(which): Query<Which>,
) -> Result<Response, PageError> {
    let matter = Matter::to_change(&visitor, &at).await?;
    let mut form = Form::default();
    let place = which.paper.and_then(|place| place.checked_sub(1));
    if let Some(paper) = place.and_then(|place| matter.item.papers.get(place)) {
        form.put("paper", &paper.title);
    }
    form.put("on", &visitor.today.in_words());
    show_day(&app, &visitor, &matter, &form)
}

/// Marks a paper as published.
pub(super) async fn publish(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let matter = Matter::to_change(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let paper = form.needed("paper", "Choose the paper that was published");
    let on = form.value::<Spoken<Day>>("on", "Enter the day on which it was published");
    let Some((paper, on)) = paper.zip(on) else {
        return show_day(&app, &visitor, &matter, &form);
    };
    let told = format!("“{paper}” was published on {}.", on.0.in_words());
    let deed = ItemDeed::Publish { paper, on: on.0 };
    if let Some(form) = done(&visitor, &matter, deed, form).await? {
        let matter = Matter::of(&visitor, &at).await?;
        return show_day(&app, &visitor, &matter, &form);
    }
    matter.sitting.lead_on(&visitor, &session, &told).await
}

/// Does the deed; gives the form back, with the reason beside the day, where it is refused.
async fn done(
    visitor: &Visitor,
    matter: &Matter,
    deed: ItemDeed,
    mut form: Form,
) -> Result<Option<Form>, PageError> {
    match matter.change(visitor, form.seen()?, deed).await {
        Ok(_) => Ok(None),
        Err(refused) => {
            refused::note(&mut form, "on", refused)?;
            Ok(Some(form))
        }
    }
}

fn paper_page(visitor: &Visitor, matter: &Matter, page: &str, form: &Form) -> PaperPage {
    let chosen = form.text("paper");
    let awaited = matter.item.papers.iter().filter(|paper| paper.published.is_none());
    let awaited: Vec<&String> = awaited.map(|paper| &paper.title).collect();
    let only = awaited.len() == 1;
    let choices = awaited.into_iter().map(|title| Choice {
        value: title.clone(),
        text: title.clone(),
        hint: None,
        checked: only || title == chosen,
    });
    let due = matter.sitting.meeting.papers_due();
    PaperPage {
        form: form.shown(),
        path: matter.path(visitor, page),
        seen: form.seen_next(matter.version),
        item: matter.title(),
        meeting: matter.sitting.title(),
        papers: matter.item.papers.iter().map(|paper| paper.title.clone()).collect(),
        awaited: choices.collect(),
        due: due.map(|day| By::of(day, visitor)),
    }
}

fn show_title(
    app: &App,
    visitor: &Visitor,
    matter: &Matter,
    form: &Form,
) -> Result<Response, PageError> {
    let it = paper_page(visitor, matter, "paper", form);
    let around = matter.sitting.page(visitor, "Add a paper").with(form);
    Ok(page::draw(app, "meetings/paper.html", around, &it)?.into_response())
}

fn show_day(
    app: &App,
    visitor: &Visitor,
    matter: &Matter,
    form: &Form,
) -> Result<Response, PageError> {
    let it = paper_page(visitor, matter, "publish", form);
    let around = matter.sitting.page(visitor, "Mark a paper as published").with(form);
    Ok(page::draw(app, "meetings/publish.html", around, &it)?.into_response())
}
