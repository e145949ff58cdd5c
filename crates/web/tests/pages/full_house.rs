//! A house in which everybody is at work, for tests of every address.

use partnership::membership::county_analyst::CountyAnalyst;
use partnership::membership::county_analyst::Given;
use partnership::membership::person::Person;
use partnership::membership::person::PersonId;
use partnership::membership::person::Role;
use web::settings::Settings;

use crate::house::House;
use crate::house::settings_on;
use crate::house::signed;
use crate::roles::drafting;

/// Where the county analyst of a full house signs in.
pub(crate) const COUNTY: &str = "safer-ashford-partnership";

/// Everybody of a house, one in each role.
pub(crate) async fn full_house() -> House {
    // Whoever tries every address asks without end.
    let settings = Settings { pages_a_second: 0, ..settings_on("2014-10-14") };
    let house = House::with(settings).await;
    for role in Role::of_people() {
        house.person(role).await;
    }
    let analyst = let_in(Given::Evidence);
    house.book.let_county_analyst_in(&signed(), &analyst).await.unwrap();
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

/// Somebody of the county's own partnership.
pub(crate) fn carol() -> Person {
    Person {
        id: PersonId("carol".parse().unwrap()),
        name: "Carol County".to_owned(),
        email: "carol@example.org".parse().unwrap(),
        role: Role::Analyst,
        acts_for: [].into(),
    }
}

/// The same as a county analyst of another.
pub(crate) fn let_in(given: Given) -> CountyAnalyst {
    CountyAnalyst::of(COUNTY.parse().unwrap(), &carol(), given, |_| false).unwrap()
}
