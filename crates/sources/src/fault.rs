//! Why a whole file is refused: what was found, what was wanted, what to do.
//!
//! Faults of single rows are in [`crate::report`].

use std::io;

use partnership::terms::extract::SourceKind;

use crate::header::Layout;

/// Why a file could not be imported, with the file's name.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct ReadError {
    /// The file as shown to the user.
    pub file: String,
    /// What is wrong with it.
    pub fault: FileFault,
}

/// What is wrong with a whole file.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// The operating system refused or the medium failed.
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    /// Nothing in it.
    #[error("the file is empty; expected a line of column names. Download it again.")]
    Empty,
    /// Two bytes a character.
    #[error(
        "the text is in UTF-16; expected UTF-8. Open it in a spreadsheet program and save it as \
         \"CSV UTF-8\"."
    )]
    Utf16,
    /// Not text at all.
    #[error("this is not text: it holds NUL bytes; expected comma-separated text in UTF-8")]
    Binary,
    /// A header of no known layout.
    #[error(
        "the columns found are {found}; expected {wanted}. The nearest known layout is \
         \"{nearest}\", which has also the columns {missing}."
    )]
    UnknownHeader {
        /// The columns found.
        found: String,
        /// The layouts of the kind asked for.
        wanted: String,
        /// The known layout with most columns in common.
        nearest: &'static str,
        /// The columns of the nearest layout that are not there.
        missing: String,
    },
    /// A known layout of another kind than the one asked for.
    #[error(
        "this is \"{}\", not {asked}; import it with `import {}`",
        .found.name, .found.kind.map_or("", SourceKind::name)
    )]
    OtherKind {
        /// The layout recognised.
        found: &'static Layout,
        /// The kind that was asked for.
        asked: &'static str,
    },
    /// A layout that belongs to another reader of the same kind.
    #[error("this is \"{found}\"; expected {wanted}")]
    OtherLayout {
        /// The layout recognised.
        found: &'static str,
        /// The layout wanted, with its columns.
        wanted: String,
    },
    /// A record without end.
    #[error(
        "line {line}: the record is longer than {limit} bytes; expected short lines. A quotation \
         mark may have been opened and never closed."
    )]
    LongRecord {
        /// Where it begins.
        line: u64,
        /// The most that is allowed.
        limit: usize,
    },
    /// A record with a senseless number of fields.
    #[error(
        "line {line}: the record has more than {limit} fields; expected a table of few columns"
    )]
    ManyFields {
        /// Where it begins.
        line: u64,
        /// The most that is allowed.
        limit: usize,
    },
    /// A ZIP that cannot be understood.
    #[error("the ZIP archive is damaged or cut off ({0}). Download it again.")]
    DamagedZip(String),
    /// A packed file that ends early or whose bytes are wrong.
    #[error("the packed data are damaged or cut off ({0}). Download the file again.")]
    Damaged(String),
    /// A member named to land elsewhere.
    #[error(
        "the archive has a member named `{0}`, which leads out of the archive; none of it is read"
    )]
    NameLeadsOut(String),
    /// A member under a password.
    #[error(
        "`{0}` is encrypted; expected an open archive. Unpack it first, then import the folder."
    )]
    Encrypted(String),
    /// A member packed by a method that is not read.
    #[error(
        "`{member}` is packed by the method \"{method}\"; expected deflate or none. Unpack it \
         first, then import the folder."
    )]
    Method {
        /// The member.
        member: String,
        /// The method.
        method: String,
    },
    /// A few bytes that unpack to very many.
    #[error(
        "{packed} bytes unpack to {unpacked} or more, over {ratio} times as many; that is not \
         published data but a decompression bomb"
    )]
    Bomb {
        /// Bytes packed.
        packed: u64,
        /// Bytes unpacked, at least.
        unpacked: u64,
        /// The most that is allowed.
        ratio: u64,
    },
    /// More than is ever read.
    #[error("it unpacks to more than {limit} bytes; expected less. Split it by month.")]
    TooLarge {
        /// The most that is allowed.
        limit: u64,
    },
    /// More members than any publisher's archive has.
    #[error("the archive has {found} members; expected no more than {limit}")]
    ManyMembers {
        /// How many there are.
        found: usize,
        /// The most that is allowed.
        limit: usize,
    },
    /// An archive within an archive.
    #[error(
        "this is an archive inside an archive; unpack the outer one first, then import the folder"
    )]
    Nested,
    /// A path that holds no data of the kind.
    #[error("nothing to import was found here; expected {wanted}")]
    Nothing {
        /// The layouts of the kind.
        wanted: String,
    },
    /// JSON that is not what it should be.
    #[error("the JSON cannot be read: {0}")]
    Json(String),
    /// Outlines in metres.
    #[error(
        "the coordinates are not degrees (one is {x}, {y}): they look like British National Grid \
         metres. Take the publisher's WGS 84 (EPSG:4326) or GeoJSON edition."
    )]
    NotDegrees {
        /// The first of them.
        x: f64,
        /// The second of them.
        y: f64,
    },
    /// A workbook that cannot be understood.
    #[error("the workbook cannot be read: {0}")]
    Workbook(String),
}

impl FileFault {
    /// Whether the content is sound but of no layout that is known.
    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self, FileFault::UnknownHeader { .. })
    }

    /// This fault with the name of its file.
    pub(crate) fn of(self, file: &str) -> ReadError {
        ReadError { file: file.to_owned(), fault: self }
    }
}

impl From<io::Error> for FileFault {
    fn from(error: io::Error) -> FileFault {
        // Guards inside a reader can only speak through `io::Error`.
        error.downcast::<FileFault>().unwrap_or_else(FileFault::Unreadable)
    }
}

impl From<FileFault> for io::Error {
    fn from(fault: FileFault) -> io::Error {
        io::Error::other(fault)
    }
}
