//! A public site: pages, each document as PDF and for Word, what was adopted in large print, every table as open data, a feed,
//! and a list of all files.
//!
//! In comes a site of the core, which holds only what everybody may read; out go files by name. All links are relative and
//! no page needs a script, so that the site works from any host and from a memory stick. The same site gives the same bytes.

mod api;
mod atom;
mod csvw;
mod editions;
mod index;
mod manifest;
mod thread;

use partnership::content::Document;
use partnership::content::table::Table;
use partnership::publication::part::Part;
use partnership::publication::site::Site;

use crate::docx;
use crate::docx::DocxError;
use crate::easy_read;
use crate::html;
use crate::html::around::Around;
use crate::html::around::To;
use crate::is_long;
use crate::pdf;
use crate::pdf::PdfError;
use crate::wording::table_name;

/// The page that a site begins with.
pub const FIRST: &str = "index.html";
/// The feed of what was published.
const FEED: &str = "feed.atom";
/// The list of all other files, with their SHA-256.
pub const MANIFEST: &str = "manifest.json";
/// The folder of the open data.
const TABLES: &str = "tables";

/// A file of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFile {
    /// Where it lies, such as `plan/index.html`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why a site could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// A PDF could not be made.
    #[error("`{path}`: {why}")]
    Pdf {
        /// Which.
        path: String,
        /// Why not.
        why: PdfError,
    },
    /// A .docx could not be made.
    #[error("`{path}`: {why}")]
    Docx {
        /// Which.
        path: String,
        /// Why not.
        why: DocxError,
    },
    /// A description of tables or files could not be written.
    #[error("a description could not be written: {0}")]
    Description(#[from] serde_json::Error),
}

/// The files of a site, the first page first. `told` hears the title of each document before it is set.
///
/// # Errors
/// When a document cannot be set.
pub fn files(site: &Site, mut told: impl FnMut(&str)) -> Result<Vec<SiteFile>, SiteError> {
    let first = file(FIRST, index::page(site));
    let mut files = vec![first, file(FEED, atom::feed(site))];
    for part in site.parts() {
        told(&part.document().title);
        files.extend(pages(site, part));
        files.extend(whole(site, part)?);
        files.extend(editions::files(site, part)?);
        files.extend(data(site, part)?);
    }
    files.extend(thread::files(site));
    files.extend(api::files(site)?);
    files.push(file(MANIFEST, manifest::of(site, &files)?));
    Ok(files)
}

fn file(path: impl Into<String>, text: String) -> SiteFile {
    SiteFile { path: path.into(), bytes: text.into_bytes() }
}

/// The pages of a document, in a folder of its own.
fn pages(site: &Site, part: &Part) -> Vec<SiteFile> {
    let (document, folder) = (&thread::linked(site, part), part.kind().folder());
    let above = To { words: index::title(site), address: format!("../{FIRST}") };
    let mut links = formats(site, part);
    links.extend(tables(part).into_iter().map(|(_, to)| to));
    let links = links.into_iter().map(|to| To { address: format!("../{}", to.address), ..to });
    let around = Around::below(vec![above], links.collect());
    if let Some(easy) = part.in_easy_read() {
        let page = easy_read::page(easy, document, &around.in_easy_read());
        return vec![file(format!("{folder}/{FIRST}"), page)];
    }
    let pages = if is_long(document) {
        html::pages_around(document, &around)
    } else {
        vec![(html::FIRST.to_owned(), html::page_around(document, &around))]
    };
    pages.into_iter().map(|(name, page)| file(format!("{folder}/{name}"), page)).collect()
}

/// A document as PDF, for Word and as data, as links from the first page.
fn formats(site: &Site, part: &Part) -> Vec<To> {
    let (folder, cycle) = (part.kind().folder(), site.whose().cycle);
    let title = &part.document().title;
    let each = [("pdf", "PDF"), ("docx", "Word")].map(|(ending, format)| To {
        words: format!("{title} ({format})"),
        address: format!("{folder}/{folder}-{cycle}.{ending}"),
    });
    let data = To { words: format!("{title} (data, JSON)"), address: api::address(part) };
    each.into_iter().chain(editions::links(site, part)).chain([data]).collect()
}

fn whole(site: &Site, part: &Part) -> Result<Vec<SiteFile>, SiteError> {
    let (folder, cycle) = (part.kind().folder(), site.whose().cycle);
    let path = |ending: &str| format!("{folder}/{folder}-{cycle}.{ending}");
    let (document, named) = (part.document(), path("pdf"));
    let set = match part.in_easy_read() {
        Some(easy) => easy_read::file(easy, document),
        None => pdf::file(document),
    };
    let bytes = set.map_err(|why| SiteError::Pdf { path: named.clone(), why })?;
    let pdf = SiteFile { path: named, bytes };
    let named = path("docx");
    let bytes = docx::file(document).map_err(|why| SiteError::Docx { path: named.clone(), why })?;
    Ok(vec![pdf, SiteFile { path: named, bytes }])
}

/// The tables of a document, each with a link to it as open data from the first page.
fn tables(part: &Part) -> Vec<(&Table, To)> {
    let (document, folder) = (part.document(), part.kind().folder());
    let each = document.tables().map(|table| {
        let address = format!("{TABLES}/{folder}-{}", crate::csv::name(table));
        let words = format!("{}, {} (CSV)", table_name(table), table.caption);
        (table, To { words, address })
    });
    each.collect()
}

/// Each table as CSV, with what its columns are.
fn data(site: &Site, part: &Part) -> Result<Vec<SiteFile>, SiteError> {
    let document: &Document = part.document();
    let mut files = Vec::new();
    for (table, To { address, .. }) in tables(part) {
        files.push(file(address.clone(), crate::csv::written(document, table)));
        let described = csvw::metadata(part, table, (&address, &site.whose().licence))?;
        files.push(file(format!("{address}-metadata.json"), described));
    }
    Ok(files)
}
