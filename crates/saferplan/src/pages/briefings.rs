//! Crime briefings: one for any district and quarter that the archive holds, made while the reader waits.

use axum::extract::State;
use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::briefing::Commission;
use partnership::evidence::figure::TracedRow;
use partnership::membership::GroupChoice;
use partnership::membership::Partnership;
use partnership::membership::may::Deed;
use partnership::scrutiny_update::latest_quarter;
use partnership::terms::area::AreaCode;
use partnership::terms::period::Quarter;
use web::App;
use web::page;
use web::page::Page;
use web::page::fault::PageError;
use web::page::file::Format;
use web::page::form::Form;
use web::page::form::Shown;
use web::page::taken::Path;
use web::page::taken::Query;
use web::who::visitor::Visitor;

use crate::briefing;
use crate::home::Home;
use crate::load::Group;
use crate::pages::OfHome;
use crate::pages::apart;
use crate::pages::sent;
use crate::written::Made;

/// The page that asks for a district and a quarter.
#[derive(Debug, serde::Serialize)]
struct AskPage {
    form: Shown,
    path: String,
    districts: Vec<(String, String)>,
    quarter: String,
}

/// The page of a briefing's figures.
#[derive(Debug, serde::Serialize)]
struct BriefingPage {
    path: String,
    trace: String,
    title: String,
    rows: Vec<RowLine>,
}

/// A row of one of a briefing's tables.
#[derive(Debug, serde::Serialize)]
struct RowLine {
    reference: String,
    short: String,
    table: String,
    heading: String,
    figures: String,
}

/// Which file is wanted.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Wanted {
    format: Format,
}

/// Asks for a district and a quarter, and leads to the briefing.
pub(super) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    visitor.may(Deed::SeeYear)?;
    let partnership = visitor.book.partnership().await?.value;
    let mut form = Form::of(pairs);
    if !form.text("area").is_empty() || !form.text("quarter").is_empty() {
        let area: Option<AreaCode> = form.value("area", "Choose a district or enter its code");
        let quarter: Option<Quarter> = form.value("quarter", "Enter a quarter, such as 2014-Q1");
        if let (Some(area), Some(quarter)) = (area, quarter) {
            let path = visitor.path(&format!("/briefings/{area}/{quarter}"));
            return Ok(Redirect::to(&path).into_response());
        }
    }
    let districts = partnership.districts_on(visitor.today);
    let it = AskPage {
        form: form.shown(),
        path: visitor.path("/briefings"),
        districts: districts.map(|one| (one.code.to_string(), one.name.clone())).collect(),
        quarter: latest_quarter(visitor.today).to_string(),
    };
    let around = Page::of(&visitor, "Crime briefings").with(&form);
    Ok(page::draw(&app, "evidence/briefings.html", around, &it)?.into_response())
}

/// Shows a briefing: its files, and its figures with the way to what each rests on.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((_, area, quarter)): Path<(String, String, String)>,
    home: OfHome,
) -> Result<Html<String>, PageError> {
    visitor.may(Deed::SeeYear)?;
    let made = made(&visitor, &area, &quarter, home, Keep::Record).await?;
    let it = BriefingPage {
        path: visitor.path(&format!("/briefings/{area}/{quarter}")),
        trace: visitor.path("/trace"),
        title: made.document.title.clone(),
        rows: made.traced.iter().map(row_line).collect(),
    };
    let around = Page::of(&visitor, it.title.clone());
    let around = around.below("Briefings", visitor.path("/briefings"));
    page::draw(&app, "evidence/briefing.html", around, &it)
}

/// Sends a briefing in one format.
pub(super) async fn file(
    visitor: Visitor,
    Path((_, area, quarter)): Path<(String, String, String)>,
    Query(Wanted { format }): Query<Wanted>,
    home: OfHome,
) -> Result<Response, PageError> {
    visitor.may(Deed::SeeYear)?;
    let made = made(&visitor, &area, &quarter, home, Keep::Nothing).await?;
    apart(move || sent(&made, format)).await
}

/// Whether the record of a briefing's rows is kept, so that they can be followed.
#[derive(Debug, Clone, Copy)]
enum Keep {
    Record,
    Nothing,
}

async fn made(
    visitor: &Visitor,
    area: &str,
    quarter: &str,
    home: OfHome,
    keep: Keep,
) -> Result<Made, PageError> {
    let area: AreaCode = area.parse().map_err(|_| PageError::NotFound)?;
    let quarter: Quarter = quarter.parse().map_err(|_| PageError::NotFound)?;
    let partnership = visitor.book.partnership().await?.value;
    let publisher = Some(visitor.partnership_name.clone());
    let commission = Commission { area, quarter, publisher, today: visitor.today };
    apart(move || composed(&home.0, &commission, &partnership, keep)).await
}

fn composed(
    home: &Home,
    commission: &Commission,
    partnership: &Partnership,
    keep: Keep,
) -> anyhow::Result<Made> {
    let typed = match &partnership.typed().comparison_group {
        GroupChoice::NearestNeighbours => None,
        GroupChoice::Chosen(areas) => {
            Some(areas.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        }
    };
    let group = typed.as_deref().map_or(Group::Published, Group::Typed);
    let made = briefing::compose(home, commission, group)?;
    match keep {
        Keep::Record => made.keep(home)?,
        Keep::Nothing => {}
    }
    Ok(made)
}

fn row_line(row: &TracedRow) -> RowLine {
    let figures = row.figures.iter().map(|one| format!("{}: {}", one.measure, one.printed));
    RowLine {
        reference: row.reference.clone(),
        short: row.reference.rsplit('/').next().unwrap_or_default().to_owned(),
        table: row.table.clone(),
        heading: row.heading.clone(),
        figures: figures.collect::<Vec<_>>().join("; "),
    }
}
