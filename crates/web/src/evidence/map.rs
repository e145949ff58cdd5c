//! The page of maps: a form, and the map that it asks for, with small counts withheld.
//!
//! In come a district, an offence, a period and a kind of map; out go a picture with its table, and the shapes for a map
//! that can be moved and asked.

mod kind;
mod shapes;

use std::sync::Arc;

use axum::http::header;
use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::assessment::answer::Unanswered;
use partnership::assessment::material::Material;
use partnership::assessment::one_shown::OneShown;
use partnership::assessment::one_shown::one_shown;
use partnership::content::chart::Drawing;
use partnership::content::map::Map;
use partnership::content::table::Table;
use partnership::membership::may::Deed;

use crate::app::Evidence;
use crate::evidence::asking::Asking;
use crate::evidence::map::kind::MapKind;
use crate::evidence::map::kind::reference;
use crate::evidence::map::shapes::Shapes;
use crate::evidence::one;
use crate::evidence::one::in_words;
use crate::evidence::picked::Lists;
use crate::evidence::picked::Picked;
use crate::page;
use crate::page::Page;
use crate::page::blocks;
use crate::page::blocks::Shown;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::Form;
use crate::page::taken::Path;
use crate::page::taken::Query;
use crate::page::taken::Unreadable;
use crate::who::apart;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct MapPage {
    form: form::Shown,
    path: String,
    explore: String,
    lists: Option<Lists>,
    /// The map's caption, its blocks, and where its shapes are.
    map: Option<MapShown>,
    why_not: Option<String>,
}

/// A map as the page has it.
#[derive(Debug, serde::Serialize)]
struct MapShown {
    caption: String,
    blocks: Vec<Shown>,
    shapes: String,
    /// What a draft calls it.
    reference: String,
    table: String,
    picture: String,
    /// Where it is kept as a finding, for those who may, where it finds something.
    keep: Option<String>,
}

/// Shows the form and the map that it asks for: at first that of the partnership's own district.
pub(super) async fn show(
    visitor: Visitor,
    Query(sent): Query<Vec<(String, String)>>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let mut form = Form::of(sent);
    let mut it = MapPage {
        form: form::Shown::default(),
        path: visitor.path("/evidence/map"),
        explore: visitor.path("/evidence"),
        lists: None,
        map: None,
        why_not: None,
    };
    if let Some(asking) = Asking::of(&visitor).await?
        && let Some(choices) = asking.choices().await?
    {
        let asked = Picked::<MapKind>::read(&mut form, &choices);
        it.lists = Some(Lists::of::<MapKind>(&choices, &form));
        if let Some(asked) = asked {
            match drawn(asking.evidence(), asked).await? {
                Ok(found) => it.map = Some(MapShown::of(&visitor, asked, &found)),
                Err(why) => it.why_not = Some(in_words(&why)),
            }
        }
    }
    it.form = form.shown();
    let title = it.map.as_ref().map_or("Map".to_owned(), |map| map.caption.clone());
    let around = Page::of(&visitor, title).below("Evidence", it.explore.clone()).with(&form);
    page::draw(&visitor.app, "evidence/map.html", around, &it)
}

/// Sends the shapes of a map, for a program that draws it.
pub(super) async fn shapes(
    visitor: Visitor,
    Query(sent): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let found = found(&visitor, sent).await?;
    let (map, table) = map_and_table(&found).ok_or(PageError::NotFound)?;
    let json = serde_json::to_string(&Shapes::of(map, table));
    let json = json.map_err(|error| PageError::Broken(error.to_string()))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], json).into_response())
}

/// Sends the map's table as CSV, or the map as SVG.
pub(super) async fn download(
    visitor: Visitor,
    Path((_, file)): Path<(String, String)>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let found = found(&visitor, sent).await?;
    one::file(&found, &file, visitor.app.draw_chart)
}

/// The map of an address that our own pages made.
async fn found(visitor: &Visitor, sent: Vec<(String, String)>) -> Result<OneShown, PageError> {
    visitor.may(Deed::SeeYear)?;
    let asking = Asking::of(visitor).await?.ok_or(PageError::NotFound)?;
    let choices = asking.choices().await?.ok_or(PageError::NotFound)?;
    let asked = Picked::<MapKind>::read(&mut Form::of(sent), &choices);
    let found = drawn(asking.evidence(), asked.ok_or(Unreadable::Address)?).await?;
    found.map_err(|why| PageError::Refused(in_words(&why)))
}

/// The map with its table and notes, drawn from what is held.
async fn drawn(
    evidence: Arc<dyn Evidence>,
    asked: Picked<MapKind>,
) -> Result<Result<OneShown, Unanswered>, PageError> {
    let found = apart(move || {
        let against = asked.period.year_before();
        let gathered = evidence.mapped(asked.area, asked.period)?;
        let (held, supplied) = (&gathered.held, &gathered.supplied);
        let material = Material::of(held, supplied, asked.area, asked.period, against);
        let material = material.map_err(|why| why.to_string())?;
        Ok::<_, String>(one_shown(&reference(asked), &material))
    });
    found.await?.map_err(PageError::Broken)
}

impl MapShown {
    fn of(visitor: &Visitor, asked: Picked<MapKind>, found: &OneShown) -> MapShown {
        let address = asked.address();
        let file = |name: &str| visitor.path(&format!("/evidence/map/file/{name}?{address}"));
        MapShown {
            caption: found.caption.clone(),
            blocks: blocks::blocks(&found.blocks, visitor.app.draw_chart),
            shapes: visitor.path(&format!("/evidence/map/shapes?{address}")),
            reference: reference(asked).to_string(),
            table: file("table.csv"),
            picture: file("picture.svg"),
            keep: (asked.kind.finds() && visitor.can(Deed::KeepFindings))
                .then(|| visitor.path(&format!("/evidence/findings/new?{address}"))),
        }
    }
}

fn map_and_table(found: &OneShown) -> Option<(&Map, &Table)> {
    let map = match &one::chart(&found.blocks)?.drawing {
        Drawing::Map(map) => Some(map),
        _ => None,
    };
    map.zip(one::table(&found.blocks))
}
