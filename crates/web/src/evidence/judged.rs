//! The page on which months and places are judged: a form, and what the method that it asks for shows.
//!
//! In come a district, an offence, a period and a method; out go a picture with its table, what each row rests on, and the
//! references by which a draft has the same.

mod method;

use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::assessment::answer::Unanswered;
use partnership::assessment::material::Material;
use partnership::assessment::material::Supplied;
use partnership::assessment::one_shown::OneShown;
use partnership::assessment::one_shown::one_shown;
use partnership::evidence::held::Held;
use partnership::membership::may::Deed;
use partnership::terms::span::Span;

use crate::evidence::asking::Asking;
use crate::evidence::judged::method::AskedOf;
use crate::evidence::judged::method::Method;
use crate::evidence::one;
use crate::evidence::one::Licensed;
use crate::evidence::one::in_words;
use crate::evidence::picked::Lists;
use crate::evidence::picked::Picked;
use crate::evidence::shown::RowTraced;
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

/// How many months before the last one are asked for: six years in all.
const BACK: i32 = 71;

/// The page.
#[derive(Debug, serde::Serialize)]
struct JudgedPage {
    form: form::Shown,
    path: String,
    explore: String,
    lists: Option<Lists>,
    judged: Option<JudgedShown>,
    why_not: Option<String>,
}

/// What a method shows.
#[derive(Debug, serde::Serialize)]
struct JudgedShown {
    blocks: Vec<Shown>,
    references: Vec<String>,
    licences: Licensed,
    trace: Vec<RowTraced>,
    link: String,
    table: String,
    picture: Option<String>,
}

/// Shows the form and what it asks for: at first whether a month of the partnership's own district is unusual.
pub(super) async fn show(
    visitor: Visitor,
    Query(sent): Query<Vec<(String, String)>>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let mut form = Form::of(sent);
    let mut it = JudgedPage {
        form: form::Shown::default(),
        path: visitor.path("/evidence/judged"),
        explore: visitor.path("/evidence"),
        lists: None,
        judged: None,
        why_not: None,
    };
    let mut title = "Judge months and places".to_owned();
    if let Some(asking) = Asking::of(&visitor).await?
        && let Some(choices) = asking.choices().await?
    {
        let asked = Picked::<Method>::read(&mut form, &choices);
        it.lists = Some(Lists::of::<Method>(&choices, &form));
        if let Some(asked) = asked {
            it.explore = visitor
                .path(&format!("/evidence?{}&measure=count&against=last-year", asked.of_what()));
            match found(&asking, asked).await? {
                Ok(told) => {
                    title.clone_from(&told.shown.caption);
                    it.judged = Some(JudgedShown::of(&visitor, asked, &told));
                }
                Err(why) => it.why_not = Some(in_words(&why)),
            }
        }
    }
    it.form = form.shown();
    let below = visitor.path("/evidence");
    let around = Page::of(&visitor, title).below("Evidence", below).with(&form);
    page::draw(&visitor.app, "evidence/judged.html", around, &it)
}

/// Sends the table as CSV, or the picture as SVG.
pub(super) async fn download(
    visitor: Visitor,
    Path((_, file)): Path<(String, String)>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    visitor.may(Deed::SeeYear)?;
    let asking = Asking::of(&visitor).await?.ok_or(PageError::NotFound)?;
    let choices = asking.choices().await?.ok_or(PageError::NotFound)?;
    let asked = Picked::<Method>::read(&mut Form::of(sent), &choices);
    let told = found(&asking, asked.ok_or(Unreadable::Address)?).await?;
    let told = told.map_err(|why| PageError::Refused(in_words(&why)))?;
    Ok(one::file(&told.shown, &file, visitor.app.draw_chart)?.into_response())
}

/// What a method shows, and the extracts that were at hand.
struct Told {
    shown: OneShown,
    licences: Licensed,
}

async fn found(
    asking: &Asking,
    asked: Picked<Method>,
) -> Result<Result<Told, Unanswered>, PageError> {
    let asking = asking.clone();
    let found = apart(move || {
        let (area, period) = (asked.area, asked.period);
        let none = Supplied::default();
        match asked.kind.asked_of() {
            AskedOf::Months => {
                let first = period.first().min(period.last().plus_months(-BACK));
                let held = asking.held(area, Span::spanning(first, period.last()))?;
                told(&held, &none, asked)
            }
            AskedOf::Group => {
                let held = asking.held(area, Span::spanning(period.first(), period.last()))?;
                told(&held, &none, asked)
            }
            AskedOf::Places => {
                let gathered = asking.evidence().mapped(area, period)?;
                told(&gathered.held, &gathered.supplied, asked)
            }
        }
    });
    found.await?.map_err(PageError::Broken)
}

fn told(
    held: &Held,
    supplied: &Supplied,
    asked: Picked<Method>,
) -> Result<Result<Told, Unanswered>, String> {
    let (area, period) = (asked.area, asked.period);
    let material = Material::of(held, supplied, area, period, period.year_before());
    let material = material.map_err(|why| why.to_string())?;
    let shown = one_shown(&asked.kind.reference(asked.line, period), &material);
    let licences = |shown: &OneShown| Licensed::of(&held.extracts, &shown.sources);
    Ok(shown.map(|shown| Told { licences: licences(&shown), shown }))
}

impl JudgedShown {
    fn of(visitor: &Visitor, asked: Picked<Method>, told: &Told) -> JudgedShown {
        let address = asked.address();
        let (line, period) = (asked.line, asked.period);
        let shown = asked.kind.reference(line, period);
        let references = [Some(shown), asked.kind.phrase(line, period)].into_iter().flatten();
        let file = |name: &str| visitor.path(&format!("/evidence/judged/file/{name}?{address}"));
        let picture = one::chart(&told.shown.blocks).map(|_| file("picture.svg"));
        JudgedShown {
            blocks: blocks::blocks(&told.shown.blocks, visitor.app.draw_chart),
            references: references.map(|reference| reference.to_string()).collect(),
            licences: told.licences.clone(),
            trace: told.shown.traced.iter().map(RowTraced::of).collect(),
            link: visitor.path(&format!("/evidence/judged?{address}")),
            table: file("table.csv"),
            picture,
        }
    }
}
