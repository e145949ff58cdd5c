//! Scans that come by a page, and what reads them, which the pages cannot by themselves.
//!
//! In come files as a scanner made them; they are kept while somebody waits, and read while nobody does.

use std::future::Future;
use std::pin::Pin;

use partnership::consultation::reading::returns::Printed;
use partnership::terms::day::Day;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;
use records::Book;
use records::ScanStore;
use records::Signed;

use crate::page::taken::Landed;

/// Of which consultation scans are, who asks that they be read, and where they are kept.
#[derive(Debug, Clone)]
pub struct WhoseScans {
    /// The partnership's book.
    pub book: Book,
    /// Where scans are kept.
    pub store: ScanStore,
    /// Who asks, and when.
    pub signed: Signed,
    /// The cycle of the consultation.
    pub cycle: Cycle,
    /// The short name of its questionnaire.
    pub questionnaire: Slug,
}

/// A file of scans that was sent.
#[derive(Debug)]
pub struct SentScan {
    /// What the file is called.
    pub name: String,
    /// The file, on the disk until it is dropped.
    pub file: Landed,
}

/// Files of scans that came by a page, for one batch.
#[derive(Debug)]
pub struct ScansCame {
    /// Of which consultation they are.
    pub of: WhoseScans,
    /// On which day the paper came.
    pub day: Day,
    /// How the forms were printed.
    pub printed: Printed,
    /// The files, in the order in which they were sent.
    pub files: Vec<SentScan>,
}

/// What came of files that were sent: some were kept, or nothing would have been taken.
pub struct ScansTaken {
    /// How many are kept.
    pub kept: usize,
    /// Why others are not, in words, each with its name.
    pub refused: Vec<String>,
    /// The reading of what is kept.
    pub rest: Rest,
}

/// The reading of scans, which nobody need wait for; why it broke off, in words, if it does.
pub type Rest = Pin<Box<dyn Future<Output = Result<(), String>> + Send>>;
/// Takes files of scans; what stands against all of them, in words.
pub type TakeScans = fn(ScansCame) -> Doing<ScansTaken>;
/// Goes on with what of a consultation is not read to its end; what stands against it, in words.
pub type ReadScansOn = fn(WhoseScans) -> Doing<Rest>;
/// Something under way, which ends with a thing or with why there is none.
type Doing<T> = Pin<Box<dyn Future<Output = Result<T, String>> + Send>>;

/// What keeps scans and reads them.
#[derive(Debug, Clone, Copy)]
pub struct ScanReader {
    /// Takes files that were sent.
    pub take: TakeScans,
    /// Goes on where a reading broke off.
    pub read_on: ReadScansOn,
}
