//! The record kept beside a file: where it came from, and which version of it.
//!
//! In come the headers of a server's answer; out goes a small JSON file by which a later run knows
//! whether it may go on with what is there.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::Serialize;
use ureq::Body;
use ureq::http::HeaderName;
use ureq::http::Response;
use ureq::http::header;

use super::address::Address;
use super::client::header_text;
use super::error::FetchError;
use super::error::on_disk;

/// Which version of which file this is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// The address asked for, before any redirect.
    pub(super) url: String,
    /// The server's name for this version.
    pub(super) etag: Option<String>,
    /// When the file last changed, in the server's words.
    pub(super) last_modified: Option<String>,
    /// The whole file's length, where the server announced it or the end was reached.
    pub(super) length: Option<u64>,
    /// SHA-256 of the whole file, once it has been read through.
    pub(super) sha256: Option<String>,
}

impl Record {
    /// The record of an answer that sends the file from its start.
    pub(super) fn of(address: &Address, response: &Response<Body>) -> Record {
        let length = header_text(response, &header::CONTENT_LENGTH);
        Record {
            url: address.to_string(),
            etag: header_text(response, &header::ETAG),
            last_modified: header_text(response, &header::LAST_MODIFIED),
            length: length.and_then(|text| text.parse().ok()),
            sha256: None,
        }
    }

    /// The record at `path`; nothing when there is none, or none that can be read.
    pub(super) fn read(path: &Path) -> Option<Record> {
        serde_json::from_slice(&fs::read(path).ok()?).ok()
    }

    /// Writes the record whole or not at all.
    pub(super) fn write(&self, path: &Path) -> Result<(), FetchError> {
        let text = serde_json::to_vec_pretty(self).map_err(std::io::Error::from);
        let half = path.with_extension("json.new");
        let written =
            text.and_then(|text| fs::write(&half, text)).and_then(|()| fs::rename(&half, path));
        written.map_err(on_disk("writing", path))
    }

    /// What names this version beyond doubt: a strong entity tag, or else a date of change.
    ///
    /// A weak tag (`W/"…"`) names files that mean the same, not the same bytes.
    pub(super) fn version(&self) -> Option<&str> {
        let strong = self.etag.as_deref().filter(|etag| etag.starts_with('"'));
        strong.or(self.last_modified.as_deref())
    }

    /// The header that asks for the file only if it is no longer this version.
    pub(super) fn unless_unchanged(&self) -> Option<(HeaderName, String)> {
        let version = self.version()?.to_owned();
        let tag = version.starts_with('"');
        Some((if tag { header::IF_NONE_MATCH } else { header::IF_MODIFIED_SINCE }, version))
    }

    /// Whether an answer that sends only a part sends it of this very version.
    ///
    /// The server was asked to (`If-Range`), but not every server knows how.
    pub(super) fn is_continued_by(&self, response: &Response<Body>, start: u64) -> bool {
        let answer = Record::of_part(self, response);
        let range = header_text(response, &header::CONTENT_RANGE);
        let begins = range.as_deref().and_then(|text| content_range(text, start));
        answer.version() == self.version()
            && begins.is_some_and(|whole| self.length.is_none_or(|length| length == whole))
    }

    fn of_part(&self, response: &Response<Body>) -> Record {
        Record {
            etag: header_text(response, &header::ETAG),
            last_modified: header_text(response, &header::LAST_MODIFIED),
            ..self.clone()
        }
    }
}

/// The whole length out of `bytes 500-999/1000`, if the range runs from `start` to the very end.
fn content_range(text: &str, start: u64) -> Option<u64> {
    let (range, whole) = text.strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let whole: u64 = whole.parse().ok()?;
    let reaches_the_end = last.parse::<u64>().ok()?.checked_add(1)? == whole;
    (first.parse::<u64>().ok()? == start && reaches_the_end).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_must_run_from_where_we_stand_to_the_end() {
        assert_eq!(content_range("bytes 500-999/1000", 500), Some(1000));
        for wrong in [
            "bytes 400-999/1000",
            "bytes 500-998/1000",
            "bytes 500-999/*",
            "bytes 500-18446744073709551615/1",
            "bytes */1000",
            "items 500-999/1000",
            "",
        ] {
            assert_eq!(content_range(wrong, 500), None, "{wrong}");
        }
    }

    #[test]
    fn a_weak_tag_does_not_name_a_version() {
        let record = |etag: &str| Record {
            url: String::new(),
            etag: Some(etag.to_owned()),
            last_modified: Some("Tue, 16 Sep 2025 10:00:00 GMT".to_owned()),
            length: None,
            sha256: None,
        };
        assert_eq!(record("\"a\"").version(), Some("\"a\""));
        assert_eq!(record("W/\"a\"").version(), Some("Tue, 16 Sep 2025 10:00:00 GMT"));
    }
}
