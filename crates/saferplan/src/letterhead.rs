//! The council's own picture at the head of cover reports, as the settings have it.

use anyhow::Result;
use documents::letterhead::Letterhead;
use web::design::Look;

/// The picture; none where the settings have none.
pub(crate) fn letterhead(look: &Look) -> Result<Option<Letterhead>> {
    let picture = look
        .logo
        .as_ref()
        .map(|logo| Letterhead::of(&look.organisation, &look.colour.to_string(), logo.bytes()));
    Ok(picture.transpose()?)
}
