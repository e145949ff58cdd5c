//! A return of a quarter: how it stands, what was sent, its counts, and the form that takes the next file.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::partner_data::delivery::Contents;
use partnership::partner_data::delivery::Delivery;
use partnership::partner_data::delivery::Subject;
use partnership::partner_data::delivery::in_force;
use partnership::partner_data::delivery::replaced_by;
use partnership::partner_data::kind::ReturnKind;
use partnership::partner_data::prescribed::last_day;
use partnership::partner_data::return_file;
use partnership::partner_data::shown::ReturnTables;
use partnership::partner_data::standing::standings;
use partnership::partner_data::supplier::Supplier;
use partnership::terms::day::Day;
use partnership::terms::period::Quarter;
use partnership::terms::wording::capitalised;

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
use crate::partner_data::at::return_path;
use crate::partner_data::at::subject;
use crate::partner_data::at::title;
use crate::partner_data::sending;
use crate::partner_data::sending::By;
use crate::partner_data::sending::ToKeep;
use crate::partner_data::table::Table;
use crate::partner_data::table::link;
use crate::partner_data::table::words;
use crate::who::visitor::Visitor;

mod tables;

/// The page.
#[derive(Debug, serde::Serialize)]
pub(super) struct ReturnPage {
    form: Shown,
    path: String,
    organisation: String,
    standing: String,
    holds: String,
    may_send: bool,
    /// Whether the quarter has ended, so that a file can be sent.
    has_ended: bool,
    by_postcode: bool,
    layout: String,
    kinds: Vec<&'static str>,
    deliveries: Option<Table>,
    counts: Option<Table>,
    places: Option<Table>,
    has_counts: bool,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let all = All::of(&visitor).await?;
    draw(&visitor, &all, &at, &Form::default())
}

/// Takes a file: reads it, keeps it with its report, and shows the report.
pub(super) async fn take(visitor: Visitor, at: At, coming: Coming) -> Result<Response, PageError> {
    may_send_some(&visitor)?;
    let all = All::of(&visitor).await?;
    let (supplier, quarter) = all.one_return(&at)?;
    visitor.may_for(Deed::SendPartnerData, &supplier.organisation)?;
    let SentWithFile { pairs, file, .. } = coming.read().await?;
    let mut form = Form::of(pairs);
    let Some(bytes) = sending::file(&mut form, file) else {
        return draw(&visitor, &all, &at, &form);
    };
    let it = to_keep(supplier, quarter, &bytes, visitor.today);
    match sending::keep(&By::visitor(&visitor), &mut form, it).await? {
        Some(kept) => Ok(Redirect::to(&delivery_path(&visitor, kept.number)).into_response()),
        None => draw(&visitor, &all, &at, &form),
    }
}

/// A file of a return, read.
pub(super) fn to_keep<'b>(
    supplier: &Supplier,
    quarter: Quarter,
    bytes: &'b [u8],
    today: Day,
) -> ToKeep<'b> {
    let read = return_file::read(bytes, supplier.of, quarter, today);
    let contents = read.counts.map_or(Contents::Nothing, Contents::Counts);
    ToKeep { of: subject(supplier, quarter), bytes, report: read.report, contents }
}

fn draw(visitor: &Visitor, all: &All, at: &At, form: &Form) -> Result<Response, PageError> {
    let (supplier, quarter) = all.one_return(at)?;
    let numbered = all.numbered();
    let tables = counted(&numbered, supplier, quarter);
    let form = with_note(form, &numbered, &subject(supplier, quarter));
    let path = return_path(visitor, supplier, quarter);
    let layout = visitor.path(&format!("/partner-data/layouts/{}", supplier.of.code()));
    let it = ReturnPage {
        may_send: may_see(visitor, &supplier.organisation),
        deliveries: deliveries(visitor, all, supplier, quarter),
        has_counts: tables.is_some(),
        counts: tables.as_ref().and_then(tables::of_kinds),
        places: tables.as_ref().and_then(tables::of_places),
        ..ReturnPage::of((supplier, quarter), &numbered, visitor.today, (path, layout), &form)
    };
    let around = page_below(visitor, &title(supplier, quarter)).with(&form);
    Ok(page::draw(&visitor.app, "partner_data/return.html", around, &it)?.into_response())
}

impl ReturnPage {
    /// The page for whoever sends, without what was sent and counted; `paths` are its own and that of the layout.
    pub(super) fn of(
        (supplier, quarter): (&Supplier, Quarter),
        all: &[(i64, &Delivery)],
        today: Day,
        (path, layout): (String, String),
        form: &Form,
    ) -> ReturnPage {
        let suppliers = [supplier.clone()];
        let lines = standings(&suppliers, all, today);
        let standing = lines.iter().find(|line| line.quarter == quarter);
        ReturnPage {
            form: form.shown(),
            path,
            organisation: supplier.organisation.clone(),
            standing: standing.map_or_else(
                || "The quarter has not begun.".to_owned(),
                |line| format!("{}.", line.in_words()),
            ),
            holds: capitalised(supplier.of.holds()),
            may_send: true,
            has_ended: last_day(quarter) < today,
            by_postcode: supplier.of.is_by_postcode_alone(),
            layout,
            kinds: ReturnKind::all_of(supplier.of).map(ReturnKind::name).collect(),
            deliveries: None,
            counts: None,
            places: None,
            has_counts: false,
        }
    }

    /// The page with the files that were sent.
    pub(super) fn sent(self, deliveries: Option<Table>) -> ReturnPage {
        ReturnPage { deliveries, ..self }
    }
}

/// The form with the note of a file that was just refused, so that nobody writes it twice.
pub(super) fn with_note(form: &Form, all: &[(i64, &Delivery)], of: &Subject) -> Form {
    let last = all.iter().rev().find(|(_, delivery)| delivery.of == *of);
    match last.filter(|(_, delivery)| !delivery.was_taken() && form.text("note").is_empty()) {
        Some((_, delivery)) => form.clone().replaced("note", &delivery.note),
        None => form.clone(),
    }
}

/// The cleared tables of the delivery that counts; none where none was taken.
pub(super) fn counted(
    all: &[(i64, &Delivery)],
    supplier: &Supplier,
    quarter: Quarter,
) -> Option<ReturnTables> {
    let of = subject(supplier, quarter);
    let mut counting = in_force(all).into_iter().filter(|(_, delivery)| delivery.of == of);
    let counts = counting.next().and_then(|(_, delivery)| delivery.counts())?;
    Some(ReturnTables::of(counts, supplier.of, quarter))
}

/// What was sent, the latest first, for whoever may see what became of it.
fn deliveries(
    visitor: &Visitor,
    all: &All,
    supplier: &Supplier,
    quarter: Quarter,
) -> Option<Table> {
    if !may_see(visitor, &supplier.organisation) {
        return None;
    }
    files(all, &subject(supplier, quarter), |number| delivery_path(visitor, number))
}

/// What was sent of a return, the latest first, each with where its report is.
pub(super) fn files(all: &All, of: &Subject, path: impl Fn(i64) -> String) -> Option<Table> {
    let numbered = all.numbered();
    let its = all.deliveries.iter().rev().filter(|kept| kept.delivery.of == *of);
    let rows = its.map(|kept| {
        let state = match (kept.delivery.was_taken(), replaced_by(kept.number, &numbered)) {
            (false, _) => "Refused",
            (true, Some(_)) => "Replaced by a later file",
            (true, None) => "Counts",
        };
        vec![
            link(kept.delivery.received.in_words(), path(kept.number)),
            words(state),
            words(kept.delivery.report.rows.to_string()),
            words(kept.delivery.report.refused.to_string()),
        ]
    });
    Table::of("deliveries", "Files that were sent", &["Received", "State", "#Rows", "#Refused"])
        .with(rows.collect())
}
