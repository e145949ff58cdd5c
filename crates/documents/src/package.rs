//! Packages: the ZIP files that .docx and .ods are.
//!
//! In come named parts; out go the same bytes each time, because every part carries the same
//! moment and the parts keep their order.

use std::io::Cursor;
use std::io::Write;

use zip::CompressionMethod;
use zip::DateTime;
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

/// How a part is kept in its package.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Made smaller.
    Deflated,
    /// As it is, so that a reader finds it at a known place.
    Stored,
}

/// One part of a package.
pub(crate) struct Part {
    /// Its path within the package.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
    /// How it is kept.
    pub(crate) kept: Kept,
}

impl Part {
    /// A part that is made smaller.
    pub(crate) fn of(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Part {
        Part { name: name.into(), bytes: bytes.into(), kept: Kept::Deflated }
    }

    /// A part kept as it is.
    pub(crate) fn stored(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Part {
        Part { name: name.into(), bytes: bytes.into(), kept: Kept::Stored }
    }
}

/// The package of these parts, in this order.
pub(crate) fn package(parts: Vec<Part>) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        let method = match part.kept {
            Kept::Deflated => CompressionMethod::Deflated,
            Kept::Stored => CompressionMethod::Stored,
        };
        let options = SimpleFileOptions::default()
            .last_modified_time(DateTime::default())
            .compression_method(method);
        zip.start_file(part.name, options)?;
        zip.write_all(&part.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
