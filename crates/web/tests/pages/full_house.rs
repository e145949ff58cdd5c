//! A house in which everybody is at work, for tests of every address.

use partnership::membership::person::Role;

use crate::house::House;
use crate::roles::drafting;

/// Everybody of a house, one in each role.
pub(crate) async fn full_house() -> House {
    let house = House::in_october().await;
    for role in Role::ALL {
        house.person(role).await;
    }
    house.enter_cabinets_meeting().await;
    house.enter_consultation().await;
    house.enter_panels().await;
    crate::partner_data_made::enter_supplier(&house.book).await;
    drafting::enter_draft(&house.book).await;
    crate::plans_made::begin(&house.book).await;
    crate::publications_made::enter(&house.book).await;
    crate::distribution_made::enter(&house.book).await;
    house
}
