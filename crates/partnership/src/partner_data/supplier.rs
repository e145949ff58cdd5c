//! Who supplies which prescribed return, and from which quarter on.
//!
//! In comes what somebody typed; out goes a supplier without a fault. Without one nothing is due: a council's return may
//! come from the district, the county or both, and only the partnership knows.

use std::fmt;

use crate::partner_data::prescribed::PrescribedReturn;
use crate::partner_data::prescribed::first_quarter;
use crate::terms::period::Period;
use crate::terms::period::Quarter;
use crate::terms::slug::Slug;

/// The short name of a supplier, such as `kent-police`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct SupplierId(pub Slug);

impl fmt::Display for SupplierId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Who supplies a return.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supplier {
    /// Its short name.
    pub id: SupplierId,
    /// The return.
    pub of: PrescribedReturn,
    /// The organisation, written as owners of steps are, so that those who act for it are told what is due.
    pub organisation: String,
    /// The first quarter that is asked for.
    pub from: Quarter,
    /// The last one, where it is asked no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Quarter>,
}

/// What is wrong with a supplier.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum SupplierFault {
    /// Nobody is named.
    #[error("Enter the organisation that supplies the return")]
    NoOrganisation,
    /// The name is too long.
    #[error("The organisation’s name has more than 120 letters; shorten it")]
    LongOrganisation,
    /// The law asks for nothing before.
    #[error(
        "The Regulations ask for no return before July to September 2007; choose a later first quarter"
    )]
    Early,
    /// It ends before it begins.
    #[error("The last quarter, {}, is before the first; exchange the two", Period::Quarter(*.0).span())]
    Backwards(Quarter),
}

impl Supplier {
    /// All that is wrong with it.
    pub fn faults(&self) -> Vec<SupplierFault> {
        let name = self.organisation.trim();
        let mut faults = Vec::new();
        faults.extend(name.is_empty().then_some(SupplierFault::NoOrganisation));
        faults.extend((name.chars().count() > 120).then_some(SupplierFault::LongOrganisation));
        faults.extend((self.from < first_quarter()).then_some(SupplierFault::Early));
        let backwards = self.until.filter(|until| *until < self.from);
        faults.extend(backwards.map(SupplierFault::Backwards));
        faults
    }

    /// Whether a quarter is asked of it.
    pub fn is_asked_for(&self, quarter: Quarter) -> bool {
        self.from <= quarter && self.until.is_none_or(|until| quarter <= until)
    }
}
