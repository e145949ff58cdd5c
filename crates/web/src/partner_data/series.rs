//! A new series: what it measures, who supplies it, and its first file.

use std::collections::BTreeSet;

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::membership::may::May;
use partnership::partner_data::delivery::Contents;
use partnership::partner_data::delivery::Subject;
use partnership::partner_data::series::SeriesId;
use partnership::partner_data::series::SeriesStatus;
use partnership::partner_data::series_file;
use partnership::partner_data::series_file::Beside;
use partnership::terms::slug;
use partnership::terms::wording::capitalised;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Coming;
use crate::page::taken::SentWithFile;
use crate::partner_data::at::All;
use crate::partner_data::at::delivery_path;
use crate::partner_data::at::may_send_some;
use crate::partner_data::at::page as page_below;
use crate::partner_data::sending;
use crate::partner_data::sending::By;
use crate::partner_data::sending::Kept;
use crate::partner_data::sending::ToKeep;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// What addresses have in the place of a short name.
const NO_SERIES: [&str; 1] = ["new"];

/// So many letters a title has.
const LONGEST_TITLE: usize = 120;

/// The page.
#[derive(Debug, serde::Serialize)]
struct NewSeriesPage {
    form: Shown,
    /// Where the report on a file is that was refused just now.
    report: Option<String>,
    path: String,
    back: String,
    layout: String,
    suppliers: Vec<Choice>,
    statuses: Vec<Choice>,
}

/// Asks for a series.
pub(super) async fn ask(visitor: Visitor) -> Result<Response, PageError> {
    let suppliers = suppliers(&visitor).await?;
    let mut form = Form::default();
    form.put("status", SeriesStatus::Provisional.in_words());
    if let (1, Some(only)) = (suppliers.len(), suppliers.first()) {
        form.put("supplier", only);
    }
    draw(&visitor, &suppliers, &form, None)
}

/// Takes its first file.
pub(super) async fn take(visitor: Visitor, coming: Coming) -> Result<Response, PageError> {
    let suppliers = suppliers(&visitor).await?;
    let all = All::of(&visitor).await?;
    let SentWithFile { pairs, file, .. } = coming.read().await?;
    let mut form = Form::of(pairs);
    let title = title(&mut form);
    let supplier = form.needed("supplier", "Choose who supplies it");
    let status = status(&mut form);
    let bytes = sending::file(&mut form, file);
    let (Some(title), Some(supplier), Some(status), Some(bytes)) = (title, supplier, status, bytes)
    else {
        return draw(&visitor, &suppliers, &form, None);
    };
    visitor.may_for(Deed::SendPartnerData, &supplier)?;
    let taken = |slug: &slug::Slug| {
        let is_it = |of: &Subject| matches!(of, Subject::Series { id, .. } if id.0 == *slug);
        NO_SERIES.contains(&slug.as_str())
            || all
                .deliveries
                .iter()
                .any(|kept| kept.delivery.was_taken() && is_it(&kept.delivery.of))
    };
    let id = slug::free(&title, "series", taken);
    let id = id.ok_or_else(|| PageError::Broken("no short name is left".to_owned()))?;
    let beside = Beside { title, unit: form.text("unit").to_owned(), status };
    let of = Subject::Series { id: SeriesId(id), supplier };
    match keep(&visitor, &mut form, (of, &beside), &bytes).await? {
        Some(Kept { number, refused: Some(why) }) => {
            form.fault("file", &why);
            draw(&visitor, &suppliers, &form, Some(delivery_path(&visitor, number)))
        }
        Some(Kept { number, refused: None }) => {
            Ok(Redirect::to(&delivery_path(&visitor, number)).into_response())
        }
        None => draw(&visitor, &suppliers, &form, None),
    }
}

/// Reads a file of a series and keeps it with its report.
///
/// # Errors
/// When the records cannot be read or written.
pub(super) async fn keep(
    visitor: &Visitor,
    form: &mut Form,
    (of, beside): (Subject, &Beside),
    bytes: &[u8],
) -> Result<Option<Kept>, PageError> {
    let read = series_file::read(bytes, beside, visitor.today);
    let contents = read.series.map_or(Contents::Nothing, Contents::Series);
    sending::keep(&By::visitor(visitor), form, ToKeep { of, bytes, report: read.report, contents })
        .await
}

fn title(form: &mut Form) -> Option<String> {
    let title =
        form.needed("title", "Write what it measures, such as Repeat victims of domestic abuse")?;
    let letters = title.chars().count();
    if letters > LONGEST_TITLE {
        form.fault(
            "title",
            &format!("The title has {letters} letters; shorten it to {LONGEST_TITLE}"),
        );
    }
    let unit = form.text("unit").chars().count();
    if unit > 60 {
        form.fault("unit", &format!("The unit has {unit} letters; shorten it to 60"));
    }
    (!form.has_faults()).then_some(title)
}

/// The status that was chosen.
pub(super) fn status(form: &mut Form) -> Option<SeriesStatus> {
    let words = form.needed("status", "Choose how sure the values are")?;
    let status = SeriesStatus::of_words(&words);
    if status.is_none() {
        form.fault("status", "Choose one of the list");
    }
    status
}

/// The statuses to choose from, each with what it means.
pub(super) fn statuses(form: &Form) -> Vec<Choice> {
    let choice = |status: SeriesStatus| {
        let means = match status {
            SeriesStatus::Provisional => "Whoever supplies it may still revise it",
            SeriesStatus::Audited => "Somebody has checked it against its source",
            SeriesStatus::Confidential => {
                "Supplied in confidence: seen by its supplier, the manager and analysts, and in no public edition"
            }
        };
        let text = capitalised(status.in_words());
        Choice::of(form, "status", status.in_words(), &text).with_hint(means.to_owned())
    };
    SeriesStatus::ALL.into_iter().map(choice).collect()
}

/// For whom the visitor may send a series: every organisation, or those whom they act for.
async fn suppliers(visitor: &Visitor) -> Result<BTreeSet<String>, PageError> {
    may_send_some(visitor)?;
    let mut all = visitor.person.acts_for.clone();
    if visitor.person.role.may(Deed::SendPartnerData) == May::Yes {
        let partnership = visitor.book.partnership().await?.value;
        all.extend(partnership.typed().organisations.iter().map(|one| one.name.clone()));
    }
    Ok(all)
}

fn draw(
    visitor: &Visitor,
    suppliers: &BTreeSet<String>,
    form: &Form,
    report: Option<String>,
) -> Result<Response, PageError> {
    let it = NewSeriesPage {
        form: form.shown(),
        report,
        path: visitor.path("/partner-data/series/new"),
        back: visitor.path("/partner-data"),
        layout: visitor.path("/partner-data/layouts/series"),
        suppliers: suppliers.iter().map(|name| Choice::of(form, "supplier", name, name)).collect(),
        statuses: statuses(form),
    };
    let around = page_below(visitor, "Add a series").with(form);
    Ok(page::draw(&visitor.app, "partner_data/new_series.html", around, &it)?.into_response())
}
