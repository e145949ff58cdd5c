//! The cover report to a meeting as a file of each format, and its pack.

use axum::response::Response;
use partnership::committee_pack::paper::PackPart;
use web::adoption::At;
use web::adoption::report::may_read;
use web::adoption::report::pack;
use web::page::fault::PageError;
use web::page::file::File;
use web::page::file::Format;
use web::page::file::zipped;
use web::page::taken::Query;
use web::who::visitor::Visitor;

use crate::letterhead::letterhead;
use crate::pages::InFormat;
use crate::pages::apart;
use crate::pages::press::pressed;
use crate::written::Made;

/// Which part of a pack is wanted, and how.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Wanted {
    part: PackPart,
    #[serde(rename = "as")]
    form: Form,
}

/// One file of a pack, or all of them.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum Form {
    /// All papers bound as one PDF.
    Pdf,
    /// The single files in a ZIP.
    Zip,
}

/// Makes the report and sends it.
pub(super) async fn file(
    visitor: Visitor,
    at: At,
    Query(InFormat { format }): Query<InFormat>,
) -> Result<Response, PageError> {
    let document = pack(&visitor, &at).await?.pack.cover;
    let look = visitor.app.settings().look.clone();
    let made = Made { name: "cover-report", document, traced: Vec::new(), extracts: Vec::new() };
    apart(move || Ok(made.named_under(format, letterhead(&look)?.as_ref())?.sent()?)).await
}

/// Makes a part of the pack and sends it.
pub(super) async fn whole(
    visitor: Visitor,
    at: At,
    Query(Wanted { part, form }): Query<Wanted>,
) -> Result<Response, PageError> {
    may_read(&visitor, part)?;
    let pack = pack(&visitor, &at).await?.pack;
    if !pack.has(part) {
        return Err(PageError::NotFound);
    }
    let look = visitor.app.settings().look.clone();
    let done = pressed(move || {
        let (head, name) = (letterhead(&look)?, pack.file_name(part));
        let papers = documents::pack::files(&pack, part, head.as_ref())?;
        Ok(match form {
            Form::Pdf => {
                let bytes = documents::pack::one_pdf(&pack, part, &papers, head.as_ref())?;
                let file = File { name: format!("{name}.pdf"), format: Format::Pdf, bytes };
                file.sent()?
            }
            Form::Zip => zipped(&name, documents::pack::zipped(&papers)?)?,
        })
    });
    done.await.map_err(PageError::Refused)
}
