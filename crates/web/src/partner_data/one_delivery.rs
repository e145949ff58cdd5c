//! The validation report on one file, to be handed back to whoever sent it: printed, or its refused rows as a file.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::partner_data::delivery::Delivery;
use partnership::partner_data::delivery::Subject;
use partnership::partner_data::delivery::replaced_by;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::sentence;

use crate::page;
use crate::page::fault::PageError;
use crate::partner_data::at::All;
use crate::partner_data::at::At;
use crate::partner_data::at::delivery_path;
use crate::partner_data::at::may_send_some;
use crate::partner_data::at::page as page_below;
use crate::partner_data::at::return_path;
use crate::partner_data::at::series_path;
use crate::partner_data::at::subject;
use crate::partner_data::table::Table;
use crate::partner_data::table::words;
use crate::who::visitor::Visitor;

/// So many faults stand on the page; the file has the others.
const MOST_SHOWN: usize = 200;

/// The page.
#[derive(Debug, serde::Serialize)]
pub(super) struct DeliveryPage {
    path: String,
    /// Where the refused rows are as a file.
    refused_rows: String,
    outcome: String,
    was_taken: bool,
    /// What it was sent for, and where that is.
    of: String,
    of_path: Option<String>,
    supplier: String,
    received: String,
    file: String,
    note: String,
    rows: String,
    kept: String,
    refused: String,
    /// Whether a later file counts in its place.
    replaced: Option<String>,
    faults: Option<Table>,
    /// How many further faults there are; empty where all are shown.
    further: String,
    notes: Vec<String>,
    may_change: bool,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    may_send_some(&visitor)?;
    let all = All::of(&visitor).await?;
    let kept = all.delivery(&at)?;
    visitor.may_for(Deed::SendPartnerData, kept.delivery.of.supplier())?;
    let path = delivery_path(&visitor, kept.number);
    let replaced = replaced_by(kept.number, &all.numbered());
    let it = DeliveryPage {
        may_change: visitor.may(Deed::ChangePartnerData).is_ok(),
        replaced: replaced.map(|number| delivery_path(&visitor, number)),
        ..DeliveryPage::of(
            &kept.delivery,
            of(&visitor, &all, &kept.delivery.of),
            (path.clone(), format!("{path}/refused.csv")),
        )
    };
    let around = page_below(&visitor, "Report on a file");
    page::draw(&visitor.app, "partner_data/delivery.html", around, &it)
}

impl DeliveryPage {
    /// The report on a delivery: what it is of and where that is, where the report and its refused rows are.
    pub(super) fn of(
        delivery: &Delivery,
        (of, of_path): (String, Option<String>),
        (path, refused_rows): (String, String),
    ) -> DeliveryPage {
        let report = &delivery.report;
        let rows = report.faults.iter().take(MOST_SHOWN).map(|fault| {
            let column = if fault.column.is_empty() { "The whole row" } else { &fault.column };
            vec![words(format!("Line {}", fault.line)), words(column), words(sentence(&fault.why))]
        });
        let faults = Table::of("faults", "Refused rows", &["Where", "Column", "Why"]);
        let taken = delivery.was_taken();
        let further = report.faults.len().saturating_sub(MOST_SHOWN);
        DeliveryPage {
            path,
            refused_rows,
            outcome: report.in_words(),
            was_taken: taken,
            of,
            of_path,
            supplier: delivery.of.supplier().to_owned(),
            received: delivery.received.in_full(),
            file: delivery.file.clone(),
            note: delivery.note.clone(),
            rows: report.rows.to_string(),
            kept: if taken { report.rows } else { 0 }.to_string(),
            refused: report.refused.to_string(),
            replaced: None,
            faults: faults.with(rows.collect()),
            further: if further == 0 { String::new() } else { further.to_string() },
            notes: report.notes.iter().map(|note| sentence(note)).collect(),
            may_change: false,
        }
    }

    /// The report with the later file that took its place.
    pub(super) fn replaced(self, replaced: Option<String>) -> DeliveryPage {
        DeliveryPage { replaced, ..self }
    }
}

/// What a delivery is of, in words, and where its page is: a supplier that was taken away has none.
fn of(visitor: &Visitor, all: &All, of: &Subject) -> (String, Option<String>) {
    match of {
        Subject::Return { quarter, .. } => {
            let is_its = |supplier: &&partnership::partner_data::supplier::Supplier| {
                subject(supplier, *quarter) == *of && supplier.is_asked_for(*quarter)
            };
            let supplier = all.suppliers.iter().map(|held| &held.value).find(is_its);
            let path = supplier.map(|supplier| return_path(visitor, supplier, *quarter));
            (capitalised(&of.return_in_words().unwrap_or_default()), path)
        }
        Subject::Series { id, .. } => {
            let numbered = all.numbered();
            let counting = partnership::partner_data::delivery::in_force(&numbered);
            let is_its =
                |other: &Subject| matches!(other, Subject::Series { id: other, .. } if other == id);
            let there = counting.into_iter().find(|(_, delivery)| is_its(&delivery.of));
            let title =
                there.and_then(|(_, delivery)| delivery.series()).map(|one| one.title.clone());
            let new = || visitor.path("/partner-data/series/new");
            let path = Some(there.map_or_else(new, |_| series_path(visitor, id)));
            (format!("Series: {}", title.unwrap_or_else(|| id.to_string())), path)
        }
    }
}
