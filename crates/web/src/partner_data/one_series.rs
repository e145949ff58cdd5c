//! A series: its values drawn and listed, where they come from and how sure they are, and the form for its next file.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::partner_data::delivery::Delivery;
use partnership::partner_data::drawn::chart;
use partnership::partner_data::series::Series;
use partnership::partner_data::series::SeriesId;
use partnership::partner_data::series::SeriesStatus;
use partnership::partner_data::series::SeriesValue;
use partnership::partner_data::series_file::Beside;
use partnership::terms::period::Period;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::listed;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Coming;
use crate::page::taken::SentWithFile;
use crate::partner_data::at::All;
use crate::partner_data::at::At;
use crate::partner_data::at::delivery_path;
use crate::partner_data::at::may_see;
use crate::partner_data::at::may_send_some;
use crate::partner_data::at::page as page_below;
use crate::partner_data::at::series_path;
use crate::partner_data::sending;
use crate::partner_data::series::keep;
use crate::partner_data::series::status;
use crate::partner_data::series::statuses;
use crate::partner_data::table::Table;
use crate::partner_data::table::words;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct SeriesPage {
    form: Shown,
    path: String,
    unit: String,
    provenance: String,
    note: String,
    /// How many values are not shown to whoever looks.
    withheld: String,
    missing: String,
    charts: Vec<Drawn>,
    values: Option<Table>,
    may_send: bool,
    layout: String,
    statuses: Vec<Choice>,
}

/// A chart.
#[derive(Debug, serde::Serialize)]
struct Drawn {
    svg: String,
    words: String,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let all = All::of(&visitor).await?;
    draw(&visitor, &all, &at, &Form::default())
}

/// Takes its next file, which takes the place of the one before.
pub(super) async fn take(visitor: Visitor, at: At, coming: Coming) -> Result<Response, PageError> {
    may_send_some(&visitor)?;
    let all = All::of(&visitor).await?;
    let (id, delivery) = all.series(&at)?;
    visitor.may_for(Deed::SendPartnerData, delivery.of.supplier())?;
    let SentWithFile { pairs, file, .. } = coming.read().await?;
    let mut form = Form::of(pairs);
    let (status, bytes) = (status(&mut form), sending::file(&mut form, file));
    let (Some(status), Some(bytes), Some(before)) = (status, bytes, delivery.series()) else {
        return draw(&visitor, &all, &at, &form);
    };
    let beside = Beside { title: before.title.clone(), unit: before.unit.clone(), status };
    let supplier = delivery.of.supplier().to_owned();
    let of = partnership::partner_data::delivery::Subject::Series { id, supplier };
    match keep(&visitor, &mut form, (of, &beside), &bytes).await? {
        Some(kept) => Ok(Redirect::to(&delivery_path(&visitor, kept.number)).into_response()),
        None => draw(&visitor, &all, &at, &form),
    }
}

/// The values that a visitor may see, and how many they may not.
pub(super) fn seen_by(
    visitor: &Visitor,
    delivery: &Delivery,
    series: &Series,
) -> (Vec<SeriesValue>, usize) {
    if may_see(visitor, delivery.of.supplier()) {
        return (series.values.clone(), 0);
    }
    let public = series.for_the_public();
    (public.values().to_vec(), public.withheld())
}

fn draw(visitor: &Visitor, all: &All, at: &At, form: &Form) -> Result<Response, PageError> {
    let (id, delivery) = all.series(at)?;
    let series = delivery.series().ok_or(PageError::NotFound)?;
    let (values, withheld) = seen_by(visitor, delivery, series);
    let missing: Vec<String> = series.missing().into_iter().map(Period::in_words).collect();
    let mut form = form.clone();
    if form.text("status").is_empty() {
        form.put("status", usual(series).in_words());
    }
    let provenance = format!(
        "Supplied by {}, received on {}; {}",
        delivery.of.supplier(),
        delivery.received.in_words(),
        series.statuses()
    );
    let it = SeriesPage {
        path: series_path(visitor, &id),
        unit: series.unit.clone(),
        note: delivery.note.clone(),
        withheld: if withheld == 0 { String::new() } else { withheld.to_string() },
        missing: listed(&missing),
        charts: charts(visitor, &id, series, &values, &provenance),
        values: table(series, &values),
        may_send: may_see(visitor, delivery.of.supplier()),
        layout: visitor.path("/partner-data/layouts/series"),
        statuses: statuses(&form),
        form: form.shown(),
        provenance: format!("{provenance}."),
    };
    let around = page_below(visitor, &series.title).with(&form);
    Ok(page::draw(&visitor.app, "partner_data/series.html", around, &it)?.into_response())
}

/// The status that its latest value has.
fn usual(series: &Series) -> SeriesStatus {
    let latest = series.values.iter().max_by_key(|value| value.period);
    latest.map_or(SeriesStatus::Provisional, |value| value.status)
}

/// So many areas are drawn, in order; the table has all.
const MOST_CHARTS: usize = 4;

fn charts(
    visitor: &Visitor,
    id: &SeriesId,
    series: &Series,
    values: &[SeriesValue],
    provenance: &str,
) -> Vec<Drawn> {
    let areas = series.areas().into_iter().take(MOST_CHARTS);
    let drawn = areas.filter_map(|area| {
        let its: Vec<SeriesValue> =
            values.iter().filter(|value| value.area == area).copied().collect();
        let chart = chart(&id.to_string(), series, area, &its, provenance)?;
        let words = format!("{}: the table below says the same", chart.title);
        Some(Drawn { svg: (visitor.app.draw_chart)(&chart), words })
    });
    drawn.collect()
}

fn table(series: &Series, values: &[SeriesValue]) -> Option<Table> {
    let has_areas = values.iter().any(|value| value.area.is_some());
    let unit = if series.unit.is_empty() { "Value".to_owned() } else { capitalised(&series.unit) };
    let value = format!("#{unit}");
    let mut heads = vec!["Period", value.as_str(), "Status"];
    if has_areas {
        heads.insert(1, "Area");
    }
    let rows = values.iter().map(|value| {
        let mut cells = vec![
            words(capitalised(&value.period.in_words())),
            words(value.value.printed()),
            words(capitalised(value.status.in_words())),
        ];
        if has_areas {
            let area = value.area.map_or_else(|| "Not said".to_owned(), |area| area.to_string());
            cells.insert(1, words(area));
        }
        cells
    });
    Table::of("values", "Values", &heads).with(rows.collect())
}
