//! Who the partnership is: shown as on a day, and changed one part at a time.
//!
//! In comes what a manager types about one organisation, task group, district or body; out goes the whole description,
//! which the core checks, or every fault beside its field.

mod describing;
mod part;
mod part_page;
mod taking_away;
mod view;

use axum::Router;
use axum::routing::get;
use partnership::membership::PartnershipFault;
use records::ChangeError;
use records::MembershipRefused;

use crate::app::App;
use crate::page::fault::PageError;
use crate::page::form::Form;

/// The pages of the partnership.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/partnership", get(view::show))
        .route("/partnership/description", get(describing::ask).post(describing::change))
        .route("/partnership/{part}/new", get(part_page::ask_new).post(part_page::enter))
        .route("/partnership/{part}/{place}", get(part_page::ask).post(part_page::change))
        .route(
            "/partnership/{part}/{place}/take-away",
            get(taking_away::ask).post(taking_away::take_away),
        )
}

/// Puts what the records refuse beside the field that it is about, of those that the form has; the first of these
/// takes what is about no field.
pub(crate) fn tell(
    form: &mut Form,
    refused: MembershipRefused,
    fields: &[&'static str],
) -> Result<(), PageError> {
    let of_form = |wanted: &'static str| {
        let known = fields.iter().find(|field| **field == wanted);
        known.or(fields.first()).copied().unwrap_or(wanted)
    };
    match refused {
        MembershipRefused::Description(faults) => {
            for fault in faults.0 {
                form.fault(of_form(field(&fault)), &fault.to_string());
            }
        }
        MembershipRefused::Change(ChangeError::Records(error)) => return Err(error.into()),
        MembershipRefused::Taken(_)
        | MembershipRefused::Year { .. }
        | MembershipRefused::StillToDecide(_)
        | MembershipRefused::Change(ChangeError::Conflict(_)) => {
            form.fault(of_form("name"), &refused.to_string());
        }
    }
    Ok(())
}

/// The field that a fault is about.
fn field(fault: &PartnershipFault) -> &'static str {
    match fault {
        PartnershipFault::NoName(_) => "name",
        PartnershipFault::NoSuchForce(_) => "police_force",
        PartnershipFault::NoDistrict | PartnershipFault::NotADistrict { .. } => "code",
        PartnershipFault::Twice { what, .. } if *what == "district" => "code",
        PartnershipFault::Twice { .. } => "name",
        PartnershipFault::NoStrategyGroup => "kind",
    }
}
