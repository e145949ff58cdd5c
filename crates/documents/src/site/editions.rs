//! The editions of what was adopted, for those who cannot read the usual one: large print, as a page and to print.
//!
//! In comes a part of a site; out go files that say the same, set otherwise. Nothing is left out of an edition.

use partnership::content::Document;
use partnership::publication::part::Part;
use partnership::publication::part::PartKind;
use partnership::publication::site::Site;

use crate::html;
use crate::html::around::Around;
use crate::html::around::To;
use crate::pdf;
use crate::pdf::Size;
use crate::site::FIRST;
use crate::site::SiteError;
use crate::site::SiteFile;
use crate::site::file;
use crate::site::index;

/// The name of a page in large print.
const LARGE: &str = "large-print.html";

/// Whether a part is set in large print: the adopted texts and what they say in short, which are read from end to end.
fn is_in_large_print(part: &Part) -> bool {
    match part.kind() {
        PartKind::Summary | PartKind::Adopted(_) => true,
        PartKind::EasyRead
        | PartKind::Figures
        | PartKind::Consultation(_)
        | PartKind::Timetable => false,
    }
}

/// Where the PDF in large print lies.
fn pdf_path(site: &Site, part: &Part) -> String {
    let (folder, cycle) = (part.kind().folder(), site.whose().cycle);
    format!("{folder}/{folder}-{cycle}-large-print.pdf")
}

/// The editions of a part as links from the first page.
pub(super) fn links(site: &Site, part: &Part) -> Vec<To> {
    if !is_in_large_print(part) {
        return Vec::new();
    }
    let (folder, title) = (part.kind().folder(), &part.document().title);
    vec![
        To {
            words: format!("{title} in large print (page)"),
            address: format!("{folder}/{LARGE}"),
        },
        To { words: format!("{title} in large print (PDF)"), address: pdf_path(site, part) },
    ]
}

/// The files of its editions.
pub(super) fn files(site: &Site, part: &Part) -> Result<Vec<SiteFile>, SiteError> {
    if !is_in_large_print(part) {
        return Ok(Vec::new());
    }
    let (folder, path) = (part.kind().folder(), pdf_path(site, part));
    let document = part.document();
    let subtitle = format!("{}, in large print", document.subtitle);
    let document = Document { subtitle, ..document.clone() };
    let above = vec![
        To { words: index::title(site), address: format!("../{FIRST}") },
        To { words: "In usual print".to_owned(), address: FIRST.to_owned() },
    ];
    let around = Around::below(above, Vec::new()).in_large_print();
    let page = file(format!("{folder}/{LARGE}"), html::page_around(&document, &around));
    let bytes = pdf::file_in(&document, Size::Large);
    let bytes = bytes.map_err(|why| SiteError::Pdf { path: path.clone(), why })?;
    Ok(vec![page, SiteFile { path, bytes }])
}
