//! The page of maps: a form, and the map that it asks for, with small counts withheld.
//!
//! In come a district, an offence, a period and a kind of map; out go a picture with its table, and the shapes for a map
//! that can be moved and asked.

mod asked;
mod shapes;

use std::sync::Arc;

use axum::http::header;
use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::assessment::answer::Unanswered;
use partnership::assessment::material::Material;
use partnership::assessment::one_map::one_map;
use partnership::content::Block;
use partnership::content::chart::Drawing;
use partnership::content::map::Map;
use partnership::content::table::Table;
use partnership::membership::may::Deed;
use partnership::terms::wording::capitalised;

use crate::app::Evidence;
use crate::evidence::asking::Asking;
use crate::evidence::map::asked::MapAsked;
use crate::evidence::map::asked::MapLists;
use crate::evidence::map::shapes::Shapes;
use crate::page;
use crate::page::Page;
use crate::page::blocks;
use crate::page::blocks::Shown;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::Form;
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
    lists: Option<MapLists>,
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
        let asked = MapAsked::read(&mut form, &choices);
        it.lists = Some(MapLists::of(&choices, &form));
        if let Some(asked) = asked {
            match drawn(asking.evidence(), asked).await? {
                Ok(blocks) => it.map = Some(MapShown::of(&visitor, asked, &blocks)),
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
    visitor.may(Deed::SeeYear)?;
    let asking = Asking::of(&visitor).await?.ok_or(PageError::NotFound)?;
    let choices = asking.choices().await?.ok_or(PageError::NotFound)?;
    let asked = MapAsked::read(&mut Form::of(sent), &choices).ok_or(Unreadable::Address)?;
    let blocks = drawn(asking.evidence(), asked).await?;
    let blocks = blocks.map_err(|why| PageError::Refused(in_words(&why)))?;
    let (map, table) = map_and_table(&blocks).ok_or(PageError::NotFound)?;
    let json = serde_json::to_string(&Shapes::of(map, table));
    let json = json.map_err(|error| PageError::Broken(error.to_string()))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], json).into_response())
}

/// The map with its table and notes, drawn from what is held.
async fn drawn(
    evidence: Arc<dyn Evidence>,
    asked: MapAsked,
) -> Result<Result<Vec<Block>, Unanswered>, PageError> {
    let found = apart(move || {
        let against = asked.period.year_before();
        let gathered = evidence.mapped(asked.area, asked.period)?;
        let (held, supplied) = (&gathered.held, &gathered.supplied);
        let material = Material::of(held, supplied, asked.area, asked.period, against);
        let material = material.map_err(|why| why.to_string())?;
        Ok::<_, String>(one_map(&asked.reference(), &material))
    });
    found.await?.map_err(PageError::Broken)
}

fn in_words(why: &Unanswered) -> String {
    format!("{}. Wanted: {}.", capitalised(&why.found), why.wanted.trim_end_matches('.'))
}

impl MapShown {
    fn of(visitor: &Visitor, asked: MapAsked, blocks: &[Block]) -> MapShown {
        let caption =
            map_and_table(blocks).map_or("Map".to_owned(), |(_, table)| table.caption.clone());
        MapShown {
            caption,
            blocks: blocks::blocks(blocks, visitor.app.draw_chart),
            shapes: visitor.path(&format!("/evidence/map/shapes?{}", asked.address())),
        }
    }
}

fn map_and_table(blocks: &[Block]) -> Option<(&Map, &Table)> {
    let map = blocks.iter().find_map(|block| match block {
        Block::Chart(chart) => match &chart.drawing {
            Drawing::Map(map) => Some(map),
            _ => None,
        },
        _ => None,
    });
    let table = blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    map.zip(table)
}
