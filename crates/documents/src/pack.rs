//! A committee pack as files: each paper by itself, all of them bound as one PDF, and the single files in one ZIP.
//!
//! In comes one of the two parts of a pack, never both, so that no file for the public has a page that is not; out go bytes.
//! The same pack gives the same bytes, by whose SHA-256 each paper is known.

use partnership::committee_pack::paper::Access;
use partnership::committee_pack::paper::CommitteePack;
use partnership::committee_pack::paper::PackPart;
use partnership::content::Document;
use sha2::Digest;
use sha2::Sha256;
use zip::result::ZipError;

use crate::hexadecimal::hexadecimal;
use crate::letterhead::Letterhead;
use crate::package;
use crate::package::package;
use crate::pdf;
use crate::pdf::PdfError;
use crate::pdf::bound;

/// The name of the file of the cover report, without its ending.
const COVER: &str = "cover-report";
/// The name of the file with the hashes of the others, as `sha256sum --check` reads it.
const SUMS: &str = "SHA256SUMS";

/// Why a pack could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// A paper could not be set.
    #[error("`{paper}`: {why}")]
    Pdf {
        /// Which.
        paper: String,
        /// Why not.
        why: PdfError,
    },
    /// The single files could not be put together.
    #[error("the single files could not be put into one: {0}")]
    Zip(#[from] ZipError),
}

/// A paper as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperFile {
    /// What it is called, such as `appendix-a-rolling-plan-2015-16.pdf`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    heading: String,
    access: String,
    sha256: String,
}

/// The papers of a part as single files, in order, the cover report with a picture at its head.
///
/// # Errors
/// When one cannot be set.
pub fn files(
    pack: &CommitteePack,
    part: PackPart,
    letterhead: Option<&Letterhead>,
) -> Result<Vec<PaperFile>, PackError> {
    let head = |paper: &Unset<'_>| letterhead.filter(|_| paper.name == COVER);
    papers(pack, part).into_iter().map(|paper| set(&paper, head(&paper))).collect()
}

/// The papers of a part bound as one PDF, given their single files, with the same picture at its head.
///
/// # Errors
/// When it cannot be set.
pub fn one_pdf(
    pack: &CommitteePack,
    part: PackPart,
    files: &[PaperFile],
    letterhead: Option<&Letterhead>,
) -> Result<Vec<u8>, PackError> {
    let title = match part {
        PackPart::Public => pack.cover.title.clone(),
        PackPart::Exempt => format!("{} – not for the public", pack.cover.title),
    };
    let papers = papers(pack, part);
    let papers = papers.iter().zip(files).map(|(paper, file)| bound::Paper {
        heading: file.heading.clone(),
        access: file.access.clone(),
        file: &file.name,
        sha256: &file.sha256,
        document: paper.document,
    });
    let papers: Vec<_> = papers.collect();
    let bound = bound::file(title, &pack.cover, &papers, letterhead);
    bound.map_err(|why| PackError::Pdf { paper: pack.file_name(part), why })
}

/// The single files of a part in one ZIP, with a list of their SHA-256.
///
/// # Errors
/// When they cannot be put together.
pub fn zipped(files: &[PaperFile]) -> Result<Vec<u8>, PackError> {
    let sums = files.iter().map(|file| format!("{}  {}\n", file.sha256, file.name));
    let sums = package::Part::of(SUMS, sums.collect::<String>());
    let papers = files.iter().map(|file| package::Part::of(file.name.as_str(), file.bytes.clone()));
    Ok(package(papers.chain([sums]).collect())?)
}

/// A paper before it is a file.
struct Unset<'a> {
    name: String,
    heading: String,
    access: String,
    document: &'a Document,
}

fn papers(pack: &CommitteePack, part: PackPart) -> Vec<Unset<'_>> {
    let cover = Unset {
        name: COVER.to_owned(),
        heading: "Cover report".to_owned(),
        access: Access::Public.in_words(),
        document: &pack.cover,
    };
    let appendices = pack.appendices_of(part).into_iter().map(|paper| Unset {
        name: paper.file_name(),
        heading: paper.heading(),
        access: paper.access.in_words(),
        document: &paper.document,
    });
    let cover = match part {
        PackPart::Public => Some(cover),
        PackPart::Exempt => None,
    };
    cover.into_iter().chain(appendices).collect()
}

fn set(paper: &Unset<'_>, letterhead: Option<&Letterhead>) -> Result<PaperFile, PackError> {
    let name = format!("{}.pdf", paper.name);
    let set = pdf::file_under(paper.document, letterhead);
    let bytes = set.map_err(|why| PackError::Pdf { paper: name.clone(), why })?;
    let sha256 = hexadecimal(&Sha256::digest(&bytes));
    let (heading, access) = (paper.heading.clone(), paper.access.clone());
    Ok(PaperFile { name, bytes, heading, access, sha256 })
}
