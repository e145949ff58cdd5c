//! The area of a postcode, in place of the postcode.
//!
//! No list of postcodes is part of Saferplan yet, so nobody here can tell the area of one. The page says so and asks for
//! none: what cannot be used is not taken.

use partnership::consultation::on_line::Stop;
use partnership::consultation::reply::Given;
use partnership::terms::area::AreaCode;

use crate::answer::asked::Begun;

/// Whether the area of a postcode can be told.
pub(super) fn can_be_told() -> bool {
    false
}

/// The area of a postcode.
pub(super) fn of(_postcode: &str) -> Option<AreaCode> {
    None
}

/// Whether an area that was given before stays, since nothing was typed in its place and it was not taken out.
pub(super) fn is_kept(stop: &Stop<'_>, begun: &Begun, fields: &[(String, String)]) -> bool {
    let is_area = matches!(stop.given(&begun.reply.answers), Some(Given::Area(_)));
    is_area && !fields.iter().any(|(name, _)| name == "take-out")
}
