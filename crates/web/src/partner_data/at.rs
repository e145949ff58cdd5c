//! Which return, delivery, series and supplier an address names, and who may see what was sent.
//!
//! In comes an address; out goes what it names as it is held, or that there is no such page.

use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use partnership::membership::may::Deed;
use partnership::partner_data::delivery::Delivery;
use partnership::partner_data::delivery::Subject;
use partnership::partner_data::delivery::in_force;
use partnership::partner_data::series::SeriesId;
use partnership::partner_data::supplier::Supplier;
use partnership::terms::period::Period;
use partnership::terms::period::Quarter;
use partnership::terms::wording::capitalised;
use records::Held;
use records::KeptDelivery;

use crate::app::App;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::taken::Unreadable;
use crate::who::visitor::Visitor;

/// What an address names: each part as it stands there.
#[derive(Debug)]
pub(super) struct At {
    supplier: Option<String>,
    quarter: Option<Quarter>,
    number: Option<i64>,
    series: Option<String>,
}

impl FromRequestParts<App> for At {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<At, PageError> {
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Unreadable::Address)?;
        let named =
            |part: &str| params.iter().find(|(name, _)| *name == part).map(|(_, text)| text);
        // What stands there and is no quarter or number names nothing.
        let quarter =
            named("quarter").map(|text| text.parse::<Quarter>().map_err(|_| PageError::NotFound));
        let number =
            named("number").map(|text| text.parse::<i64>().map_err(|_| PageError::NotFound));
        Ok(At {
            supplier: named("supplier").map(str::to_owned),
            quarter: quarter.transpose()?,
            number: number.transpose()?,
            series: named("series").map(str::to_owned),
        })
    }
}

/// All that there is of partner data.
#[derive(Debug)]
pub(super) struct All {
    /// Who supplies which return.
    pub(super) suppliers: Vec<Held<Supplier>>,
    /// All files that were sent, in the order in which they came.
    pub(super) deliveries: Vec<KeptDelivery>,
}

impl All {
    /// All of the partnership's, for whoever may see that there is any.
    ///
    /// # Errors
    /// When they may not, or the records cannot be read.
    pub(super) async fn of(visitor: &Visitor) -> Result<All, PageError> {
        visitor.may(Deed::SeeYear)?;
        let book = &visitor.book;
        let (suppliers, deliveries) =
            (book.return_suppliers().await?, book.partner_deliveries().await?);
        Ok(All { suppliers, deliveries })
    }

    /// The deliveries with their numbers, as the core takes them.
    pub(super) fn numbered(&self) -> Vec<(i64, &Delivery)> {
        self.deliveries.iter().map(|kept| (kept.number, &*kept.delivery)).collect()
    }

    /// The supplier that an address names.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn supplier(&self, at: &At) -> Result<&Held<Supplier>, PageError> {
        let is_it =
            |held: &&Held<Supplier>| Some(held.value.id.0.as_str()) == at.supplier.as_deref();
        self.suppliers.iter().find(is_it).ok_or(PageError::NotFound)
    }

    /// The supplier and the quarter of the return that an address names.
    ///
    /// # Errors
    /// When there is none, or the quarter is not asked of the supplier.
    pub(super) fn one_return(&self, at: &At) -> Result<(&Supplier, Quarter), PageError> {
        let (supplier, quarter) =
            (&self.supplier(at)?.value, at.quarter.ok_or(PageError::NotFound)?);
        if supplier.is_asked_for(quarter) {
            Ok((supplier, quarter))
        } else {
            Err(PageError::NotFound)
        }
    }

    /// The delivery that an address names.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn delivery(&self, at: &At) -> Result<&KeptDelivery, PageError> {
        let is_it = |kept: &&KeptDelivery| Some(kept.number) == at.number;
        self.deliveries.iter().find(is_it).ok_or(PageError::NotFound)
    }

    /// The delivery that counts of the series that an address names.
    ///
    /// # Errors
    /// When there is no such series.
    pub(super) fn series(&self, at: &At) -> Result<(SeriesId, &Delivery), PageError> {
        let is_it = |delivery: &Delivery| match &delivery.of {
            Subject::Series { id, .. } if Some(id.0.as_str()) == at.series.as_deref() => {
                Some(id.clone())
            }
            Subject::Series { .. } | Subject::Return { .. } => None,
        };
        let numbered = self.numbered();
        let mut found =
            in_force(&numbered).into_iter().filter_map(|(_, one)| is_it(one).map(|id| (id, one)));
        found.next().ok_or(PageError::NotFound)
    }
}

/// What a return of a quarter is of.
pub(super) fn subject(supplier: &Supplier, quarter: Quarter) -> Subject {
    Subject::Return { of: supplier.of, quarter, supplier: supplier.organisation.clone() }
}

/// Whether a visitor may see what somebody supplied in confidence, or what became of their files.
pub(super) fn may_see(visitor: &Visitor, organisation: &str) -> bool {
    visitor.may_for(Deed::SendPartnerData, organisation).is_ok()
}

/// Goes on only for whoever may send for somebody at all; for whom, is asked once that is known.
///
/// # Errors
/// When they may for nobody.
pub(super) fn may_send_some(visitor: &Visitor) -> Result<(), PageError> {
    if visitor.can(Deed::SendPartnerData) { Ok(()) } else { visitor.may(Deed::SendPartnerData) }
}

/// What a return of a quarter is called.
pub(super) fn title(supplier: &Supplier, quarter: Quarter) -> String {
    format!("{}, {}", capitalised(supplier.of.in_words()), Period::Quarter(quarter).span())
}

/// Where the page of a return is.
pub(super) fn return_path(visitor: &Visitor, supplier: &Supplier, quarter: Quarter) -> String {
    visitor.path(&format!("/partner-data/returns/{}/{quarter}", supplier.id))
}

/// Where the page of a delivery is.
pub(super) fn delivery_path(visitor: &Visitor, number: i64) -> String {
    visitor.path(&format!("/partner-data/deliveries/{number}"))
}

/// Where the page of a series is.
pub(super) fn series_path(visitor: &Visitor, id: &SeriesId) -> String {
    visitor.path(&format!("/partner-data/series/{id}"))
}

/// A page below the overview.
pub(super) fn page(visitor: &Visitor, title: &str) -> Page {
    Page::of(visitor, title).below("Partner data", visitor.path("/partner-data"))
}
