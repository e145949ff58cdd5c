//! The data behind every page as JSON, for other programs, with a description by `OpenAPI`: `api/v1/…`.
//!
//! In comes a site of the core, which holds only what everybody may read; out go files that lie beside its pages, so that they
//! are served by us and by any other host alike. What is under `v1` keeps its form; another form gets another number.

mod described;
mod shapes;

use partnership::publication::part::Part;
use partnership::publication::site::Site;
use serde_json::json;

use crate::site::SiteError;
use crate::site::SiteFile;
use crate::site::api::shapes::WholeDocument;
use crate::site::file;

/// The description of all of it.
pub(super) const DESCRIPTION: &str = "api/openapi.json";
/// The list of documents.
pub(super) const DOCUMENTS: &str = "api/v1/documents.json";
/// What stands behind each adopted sentence.
pub(super) const THREAD: &str = "api/v1/thread.json";

/// Where the data of a document lie.
pub(super) fn address(part: &Part) -> String {
    format!("api/v1/documents/{}.json", part.kind().folder())
}

/// The list of documents, each document, the thread behind them, and the description of all.
pub(super) fn files(site: &Site) -> Result<Vec<SiteFile>, SiteError> {
    let listed = site.parts().iter().map(|part| {
        json!({
            "id": part.kind().folder(),
            "title": part.document().title,
            "description": part.document().description,
            "on": part.on().to_string(),
            "cameAbout": part.came_about(),
            "data": address(part),
            "page": format!("{}/index.html", part.kind().folder()),
        })
    });
    let missing = site.missing().iter().map(|one| json!({ "what": one.what(), "why": one.why() }));
    let whose = site.whose();
    let list = json!({
        "publisher": whose.publisher,
        "cycle": whose.cycle.to_string(),
        "published": whose.today.to_string(),
        "documents": listed.collect::<Vec<_>>(),
        "missing": missing.collect::<Vec<_>>(),
    });
    let mut files = vec![written(DOCUMENTS, &list)?];
    for part in site.parts() {
        files.push(written(address(part), &WholeDocument::of(part))?);
    }
    files.push(written(THREAD, &site.thread().exported())?);
    files.push(written(DESCRIPTION, &described::description(site))?);
    Ok(files)
}

fn written(path: impl Into<String>, it: &impl serde::Serialize) -> Result<SiteFile, SiteError> {
    Ok(file(path, serde_json::to_string_pretty(it)? + "\n"))
}
