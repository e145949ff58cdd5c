//! Partner data as files: empty ones to fill in, counts and values to take away, refused rows to send back.

use partnership::membership::may::Deed;
use partnership::partner_data::prescribed::PrescribedReturn;
use partnership::partner_data::told;

use crate::page::csv;
use crate::page::csv::Download;
use crate::page::fault::PageError;
use crate::page::taken::Path;
use crate::partner_data::at::All;
use crate::partner_data::at::At;
use crate::partner_data::at::may_send_some;
use crate::partner_data::one_return::counted;
use crate::partner_data::one_series::seen_by;
use crate::who::visitor::Visitor;

/// What an address names as the layout of a series.
const SERIES: &str = "series";

/// The headings of a return or a series.
pub(super) async fn empty(
    visitor: Visitor,
    Path((_, layout)): Path<(String, String)>,
) -> Result<Download, PageError> {
    visitor.may(Deed::SeeYear)?;
    let lines = match (layout.as_str(), PrescribedReturn::of_code(&layout)) {
        (SERIES, _) => told::empty_series(),
        (_, Some(_)) => told::empty_return(),
        (_, None) => return Err(PageError::NotFound),
    };
    Ok(csv::download(&format!("{layout}-empty.csv"), &lines))
}

/// The kinds of a return.
pub(super) async fn kinds(
    visitor: Visitor,
    Path((_, layout)): Path<(String, String)>,
) -> Result<Download, PageError> {
    visitor.may(Deed::SeeYear)?;
    let of = PrescribedReturn::of_code(&layout).ok_or(PageError::NotFound)?;
    Ok(csv::download(&format!("{layout}-kinds.csv"), &told::kinds(of)))
}

/// The counts of a return, the small ones withheld.
pub(super) async fn counts(visitor: Visitor, at: At) -> Result<Download, PageError> {
    let all = All::of(&visitor).await?;
    let (supplier, quarter) = all.one_return(&at)?;
    let tables = counted(&all.numbered(), supplier, quarter).ok_or(PageError::NotFound)?;
    let name = format!("{}-{quarter}.csv", supplier.id);
    Ok(csv::download(&name, &told::counts(&tables)))
}

/// The values of a series that a visitor may see.
pub(super) async fn values(visitor: Visitor, at: At) -> Result<Download, PageError> {
    let all = All::of(&visitor).await?;
    let (id, delivery) = all.series(&at)?;
    let series = delivery.series().ok_or(PageError::NotFound)?;
    let (values, _) = seen_by(&visitor, delivery, series);
    Ok(csv::download(&format!("{id}.csv"), &told::values(delivery, &series.unit, &values)))
}

/// The refused rows of a file.
pub(super) async fn refused(visitor: Visitor, at: At) -> Result<Download, PageError> {
    let all = All::of(&visitor).await?;
    may_send_some(&visitor)?;
    let kept = all.delivery(&at)?;
    visitor.may_for(Deed::SendPartnerData, kept.delivery.of.supplier())?;
    let name = format!("refused-rows-{}.csv", kept.number);
    Ok(csv::download(&name, &told::refused(&kept.delivery.report)))
}
