//! The sides apart: scanned sides that belong to no return by themselves, with their pictures, why, and where each stands.

use std::collections::BTreeMap;

use axum::response::Html;
use partnership::consultation::reading::apart::SideIs;
use partnership::consultation::reading::apart::waits_for_a_person;
use partnership::consultation::reading::side::ReadSide;
use partnership::terms::wording::capitalised;
use records::KeptSide;
use records::SideApart;

use crate::consultations::at::At;
use crate::consultations::paper::at;
use crate::consultations::paper::stretch::From;
use crate::consultations::paper::stretch::Stretch;
use crate::page;
use crate::page::fault::PageError;
use crate::page::taken::Query;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct SidesPage {
    told: Option<String>,
    caption: String,
    lines: Vec<Line>,
    earlier: Option<String>,
    later: Option<String>,
}

#[derive(Debug, serde::Serialize)]
struct Line {
    name: String,
    href: String,
    picture: Option<String>,
    alt: String,
    file: String,
    found: String,
    state: String,
    colour: &'static str,
}

/// Shows the list: what waits for a person first.
pub(super) async fn show(
    visitor: Visitor,
    at: At,
    Query(from): Query<From>,
) -> Result<Html<String>, PageError> {
    at::may(&visitor)?;
    let held = at.found(&visitor).await?;
    let mut sides = visitor.book.sides_apart(at.cycle, &at.questionnaire).await?;
    sides.sort_by_key(|one| !waits(one));
    let files = files(&visitor, &at).await?;
    let stretch = Stretch::of(&from, sides.len());
    let page_from = |from: usize| at.path(&visitor, &format!("/paper/sides?from={from}"));
    let it = SidesPage {
        told: SideApart::counts(&sides).in_words(),
        caption: stretch.told("sides"),
        earlier: stretch.earlier().map(page_from),
        later: stretch.later().map(page_from),
        lines: stretch.lines(&sides).map(|one| line(&visitor, &at, one, &files)).collect(),
    };
    let around = at::page(&visitor, &at, &held, "Sides apart");
    page::draw(&visitor.app, "consultations/paper/sides.html", around, &it)
}

/// The names of all files of scans, by batch and file.
pub(super) async fn files(
    visitor: &Visitor,
    at: &At,
) -> Result<BTreeMap<(i64, i64), String>, PageError> {
    let batches = visitor.book.batches(at.cycle, &at.questionnaire).await?;
    let files = batches.into_iter().flat_map(|batch| {
        let named = batch.files.into_iter();
        named.map(move |file| ((batch.number, file.number), file.held.value.name))
    });
    Ok(files.collect())
}

/// Whether it waits for a person to say what it is.
fn waits(one: &SideApart) -> bool {
    one.said.is_none() && waits_for_a_person(&one.side.reading)
}

/// What a side is called.
pub(super) fn called(batch: i64, side: i64) -> String {
    format!("Side {side} of batch {batch}")
}

/// Where a side lies in its file.
pub(super) fn place(side: &KeptSide, batch: i64, files: &BTreeMap<(i64, i64), String>) -> String {
    let file = files.get(&(batch, side.file)).map_or("", String::as_str);
    format!("Page {} of {file}", side.page_of_file)
}

/// Why a side stands apart, in plain words.
pub(super) fn why(side: &ReadSide) -> String {
    match side {
        ReadSide::Page(page) => format!(
            "A page of the form {}, which no version that was asked is printed as",
            page.code.form()
        ),
        ReadSide::Unreadable { .. }
        | ReadSide::Blank
        | ReadSide::Foreign(_)
        | ReadSide::Unknown => capitalised(&side.in_words()),
    }
}

/// The address of the picture of a whole side, if one was kept.
pub(super) fn picture(visitor: &Visitor, at: &At, batch: i64, side: &KeptSide) -> Option<String> {
    let below = format!("/paper/pictures/{batch}/{}/{}", side.number, KeptSide::WHOLE);
    side.pictures.contains_key(KeptSide::WHOLE).then(|| at.path(visitor, &below))
}

fn line(visitor: &Visitor, at: &At, one: &SideApart, files: &BTreeMap<(i64, i64), String>) -> Line {
    let SideApart { batch, side, said } = one;
    let (state, colour) = match said.as_ref().map(|said| said.is) {
        Some(SideIs::PageOf { number, page }) => {
            (format!("Page {page} of return {number}"), "green")
        }
        Some(is @ (SideIs::Blank | SideIs::NotOurs | SideIs::Again)) => {
            (capitalised(&is.in_words()), "grey")
        }
        None if waits(one) => ("Waits for a person".to_owned(), "blue"),
        None => ("Waits for nobody".to_owned(), "grey"),
    };
    Line {
        name: called(*batch, side.number),
        href: at.path(visitor, &format!("/paper/sides/{batch}/{}", side.number)),
        picture: picture(visitor, at, *batch, side),
        alt: format!("Scan of side {} of batch {batch}", side.number),
        file: place(side, *batch, files),
        found: why(&side.reading),
        state,
        colour,
    }
}
