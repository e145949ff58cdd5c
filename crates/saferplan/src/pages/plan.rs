//! The rolling plan as a file of each format.

use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::timetable::cycle::Cycle;
use web::page::fault::PageError;
use web::page::taken::Path;
use web::page::taken::Query;
use web::who::visitor::Visitor;

use crate::pages::InFormat;
use crate::pages::OfHome;
use crate::pages::apart;
use crate::pages::sent;
use crate::plan;

/// Makes the plan of a cycle and sends it. The record of its rows is kept for those who may make documents, so that whoever
/// only reads changes nothing.
pub(super) async fn file(
    visitor: Visitor,
    Path((_, cycle)): Path<(String, String)>,
    Query(InFormat { format }): Query<InFormat>,
    home: OfHome,
) -> Result<Response, PageError> {
    visitor.may(Deed::ReadDrafts)?;
    let cycle: Cycle = cycle.parse().map_err(|_| PageError::NotFound)?;
    let held = visitor.book.plan_in_full(cycle).await?.ok_or(PageError::NotFound)?;
    let (partnership, known_as) =
        (visitor.book.partnership().await?.value, visitor.book.id().to_string());
    let (today, keeps) = (visitor.today, visitor.can(Deed::MakeDocuments));
    apart(move || {
        let made = plan::made(&known_as, &partnership, &held, today);
        if keeps {
            made.keep(&home.0)?;
        }
        sent(&made, format)
    })
    .await
}
