//! The performance report of the task groups as a file of each format.

use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::task_groups::described::TaskGroups;
use partnership::task_groups::performance_report::Commission;
use partnership::task_groups::performance_report::compose;
use partnership::terms::period::Quarter;
use records::Book;
use records::RecordsError;
use web::page::fault::PageError;
use web::page::taken::Path;
use web::page::taken::Query;
use web::who::visitor::Visitor;

use crate::pages::InFormat;
use crate::pages::OfHome;
use crate::pages::apart;
use crate::pages::sent;
use crate::written::Made;

/// Makes the report on a quarter and sends it. The record of its rows is kept for those who may make documents, so that
/// whoever only reads changes nothing.
pub(super) async fn file(
    visitor: Visitor,
    Path((_, quarter)): Path<(String, String)>,
    Query(InFormat { format }): Query<InFormat>,
    home: OfHome,
) -> Result<Response, PageError> {
    visitor.may(Deed::SeeYear)?;
    let quarter: Quarter = quarter.parse().map_err(|_| PageError::NotFound)?;
    let (known, known_as) = (known(&visitor.book).await?, visitor.book.id().to_string());
    let partnership = visitor.book.partnership().await?.value;
    let (today, keeps) = (visitor.today, visitor.can(Deed::MakeDocuments));
    apart(move || {
        let (partnership, known, known_as) = (&partnership, &known, known_as.as_str());
        let report = compose(&Commission { known_as, partnership, quarter, today, known });
        let (document, traced) = (report.document, report.traced);
        let made = Made { name: "task-groups", document, traced, extracts: Vec::new() };
        if keeps {
            made.keep(&home.0)?;
        }
        sent(&made, format)
    })
    .await
}

/// What the records have of task groups.
async fn known(book: &Book) -> Result<TaskGroups, RecordsError> {
    let measures = book.measures().await?.into_iter().map(|held| held.value);
    let values = book.quarterly_values().await?.into_iter().map(|held| held.value);
    let by_hand = book.judgements_by_hand().await?.into_iter().map(|held| held.value);
    let commentaries = book.commentaries(None).await?.into_iter().map(|(_, held)| held.value);
    let (measures, values) = (measures.collect(), values.collect());
    Ok(TaskGroups::kept(measures, values, by_hand.collect(), commentaries.collect()))
}
