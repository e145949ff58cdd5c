//! All partner data: each quarter's returns and how they stand, the series, and who supplies what.

use axum::response::Html;
use partnership::membership::may::Deed;
use partnership::partner_data::delivery::Delivery;
use partnership::partner_data::delivery::Subject;
use partnership::partner_data::delivery::in_force;
use partnership::partner_data::standing::ReturnLine;
use partnership::partner_data::standing::ReturnStanding;
use partnership::partner_data::standing::standings;
use partnership::partner_data::supplier::Supplier;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;
use partnership::terms::wording::capitalised;
use records::Held;

use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Query;
use crate::partner_data::at::All;
use crate::partner_data::at::return_path;
use crate::partner_data::at::series_path;
use crate::partner_data::table::Cell;
use crate::partner_data::table::Table;
use crate::partner_data::table::link;
use crate::partner_data::table::words;
use crate::who::visitor::Visitor;

/// So many quarters are shown at first: this one and the year and a quarter before.
const QUARTERS: usize = 6;

/// The page.
#[derive(Debug, serde::Serialize)]
struct OverviewPage {
    path: String,
    may_change: bool,
    may_send: bool,
    has_suppliers: bool,
    /// What is late, in a sentence.
    late: Option<String>,
    quarters: Vec<Table>,
    /// How many further quarters there are; empty where all are shown.
    further: String,
    series: Option<Table>,
    suppliers: Option<Table>,
}

/// Shows the page.
pub(super) async fn show(
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Html<String>, PageError> {
    let all = All::of(&visitor).await?;
    let suppliers: Vec<Supplier> = all.suppliers.iter().map(|held| held.value.clone()).collect();
    let lines = standings(&suppliers, &all.numbered(), visitor.today);
    let mut quarters: Vec<Quarter> = lines.iter().map(|line| line.quarter).collect();
    quarters.dedup();
    let shown = if Form::of(asked).text("quarters") == "all" { quarters.len() } else { QUARTERS };
    let further = quarters.len().saturating_sub(shown);
    let tables =
        quarters.iter().take(shown).filter_map(|quarter| table(&visitor, *quarter, &lines));
    let it = OverviewPage {
        path: visitor.path("/partner-data"),
        may_change: visitor.may(Deed::ChangePartnerData).is_ok(),
        may_send: visitor.can(Deed::SendPartnerData),
        has_suppliers: !suppliers.is_empty(),
        late: late(&lines),
        quarters: tables.collect(),
        further: if further == 0 { String::new() } else { further.to_string() },
        series: series(&visitor, &all.numbered()),
        suppliers: supplied(&visitor, &all.suppliers),
    };
    page::draw(&visitor.app, "partner_data/overview.html", Page::of(&visitor, "Partner data"), &it)
}

fn late(lines: &[ReturnLine<'_>]) -> Option<String> {
    let late = lines.iter().filter(|line| matches!(line.standing, ReturnStanding::Late(_)));
    match late.count() {
        0 => None,
        1 => Some("One return is late.".to_owned()),
        several => Some(format!("{several} returns are late.")),
    }
}

fn table(visitor: &Visitor, quarter: Quarter, lines: &[ReturnLine<'_>]) -> Option<Table> {
    let rows = lines.iter().filter(|line| line.quarter == quarter).map(|line| {
        let href = return_path(visitor, line.supplier, quarter);
        vec![
            link(capitalised(line.supplier.of.in_words()), href),
            words(&line.supplier.organisation),
            words(line.in_a_word()),
            words(with_refused(line)),
        ]
    });
    let caption = capitalised(&Period::Quarter(quarter).span());
    let heads = ["Return", "Supplied by", "State", "How it stands"];
    Table::of(&format!("returns-{quarter}"), &caption, &heads).with(rows.collect())
}

fn with_refused(line: &ReturnLine<'_>) -> String {
    match line.refused {
        0 => line.in_words(),
        1 => format!("{}; one file was refused", line.in_words()),
        several => format!("{}; {several} files were refused", line.in_words()),
    }
}

fn series(visitor: &Visitor, all: &[(i64, &Delivery)]) -> Option<Table> {
    let rows = in_force(all).into_iter().filter_map(|(_, delivery)| {
        let (Subject::Series { id, supplier }, Some(series)) = (&delivery.of, delivery.series())
        else {
            return None;
        };
        let span = series.span().map(|(first, last)| {
            if first == last {
                first.in_words()
            } else {
                format!("{} to {}", first.in_words(), last.in_words())
            }
        });
        Some(vec![
            link(&series.title, series_path(visitor, id)),
            words(supplier),
            words(capitalised(&span.unwrap_or_default())),
            words(capitalised(&series.statuses())),
            words(delivery.received.in_words()),
        ])
    });
    let heads = ["Series", "Supplied by", "Periods", "Status", "Received"];
    Table::of("series", "Series of partners", &heads).with(rows.collect())
}

fn supplied(visitor: &Visitor, suppliers: &[Held<Supplier>]) -> Option<Table> {
    if visitor.may(Deed::ChangePartnerData).is_err() {
        return None;
    }
    let rows = suppliers.iter().map(|held| -> Vec<Cell> {
        let one = &held.value;
        let until = one.until.map(|until| format!(" to {}", Period::Quarter(until).span()));
        let from = format!("{}{}", Period::Quarter(one.from).span(), until.unwrap_or_default());
        vec![
            link(&one.organisation, visitor.path(&format!("/partner-data/suppliers/{}", one.id))),
            words(capitalised(one.of.in_words())),
            words(from),
        ]
    });
    Table::of(
        "suppliers",
        "Who supplies which return",
        &["Organisation", "Return", "Asked for from"],
    )
    .with(rows.collect())
}
