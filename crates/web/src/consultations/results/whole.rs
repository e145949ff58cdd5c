//! The whole results on one page, to be printed or searched, and one thing set against another for those who choose.

use axum::response::Html;
use partnership::membership::may::Deed;

use crate::consultations::at::At;
use crate::consultations::results::all::All;
use crate::consultations::results::all::Nothing;
use crate::consultations::results::all::hidden;
use crate::consultations::results::all::no_replies;
use crate::consultations::results::all::notices;
use crate::page;
use crate::page::blocks;
use crate::page::blocks::Part;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Query;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct WholePage {
    form: Shown,
    path: String,
    /// Why there is nothing to see.
    nothing: Option<Nothing>,
    /// What stands above all: that more may come, or has come since.
    notices: Vec<String>,
    /// What can be set against what, for those who may choose.
    choices: Option<Choices>,
    parts: Vec<Part>,
}

/// Two lists to choose from.
#[derive(Debug, serde::Serialize)]
struct Choices {
    rows: Vec<Choice>,
    columns: Vec<Choice>,
}

/// Shows the page.
pub(in crate::consultations) async fn show(
    visitor: Visitor,
    at: At,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let held = at.found(&visitor).await?;
    let may_read = visitor.can(Deed::ReadReplies);
    let mut form = Form::of(asked);
    let around = at.page(&visitor, &held, "All results on one page");
    let around = around.below("Results", at.path(&visitor, "/results"));
    let mut it = WholePage {
        form: Form::of(Vec::new()).shown(),
        path: at.path(&visitor, "/results/whole"),
        nothing: hidden(&held, may_read),
        notices: Vec::new(),
        choices: None,
        parts: Vec::new(),
    };
    if it.nothing.is_none() {
        // One choice after another could tell what each of them withholds: they are for those who read replies anyway.
        let crossed = if may_read { crossed(&mut form) } else { None };
        match All::of(&visitor, &at, &held, crossed).await? {
            None => it.nothing = Some(no_replies()),
            Some(standing) => {
                let all = &standing.all;
                it.notices = notices(&held, &standing)?;
                it.choices = may_read.then(|| choices(&form, &all.crossable));
                it.parts = blocks::parts(&all.results.document, visitor.app.draw_chart);
            }
        }
    }
    it.form = form.shown();
    page::draw(&visitor.app, "consultations/results/whole.html", around.with(&form), &it)
}

/// The two things that were chosen, if they were.
fn crossed(form: &mut Form) -> Option<(usize, usize)> {
    if form.text("rows").is_empty() && form.text("columns").is_empty() {
        return None;
    }
    let rows = form.value("rows", "Choose what stands in the rows");
    let columns = form.value("columns", "Choose what stands in the columns");
    let (rows, columns): (usize, usize) = (rows?, columns?);
    if rows == columns {
        form.fault("columns", "Choose another thing for the columns than for the rows");
        return None;
    }
    Some((rows, columns))
}

/// What can be chosen.
fn choices(form: &Form, crossable: &[String]) -> Choices {
    let of = |field: &str| {
        let nothing = Choice::of(form, field, "", "Choose");
        let choice =
            |(place, text): (usize, &String)| Choice::of(form, field, &place.to_string(), text);
        std::iter::once(nothing).chain(crossable.iter().enumerate().map(choice)).collect()
    };
    Choices { rows: of("rows"), columns: of("columns") }
}
