//! A draft's files as a zip: written for whoever works on with them elsewhere, read when they come back.
//!
//! In come files or bytes; out go bytes or files. What is read is bounded, whatever the zip promises.

use std::io::Cursor;
use std::io::Read;
use std::io::Write;

use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::assessment::order::place;
use partnership::assessment::text::Source;
use partnership::membership::may::Deed;
use zip::ZipArchive;
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use crate::assessment::at::At;
use crate::assessment::draft::Draft;
use crate::page::fault::PageError;
use crate::page::taken::Query;
use crate::who::visitor::Visitor;

/// The most files that a draft has.
const MOST_FILES: usize = 100;
/// The most bytes of all files together.
const MOST_BYTES: u64 = 1024 * 1024;

/// Of which version; of the last where none is named.
#[derive(Debug, Clone, Copy, Default, serde::Deserialize)]
pub(super) struct Wanted {
    version: Option<u32>,
}

/// Sends the files of a version.
pub(super) async fn download(
    visitor: Visitor,
    at: At,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    visitor.may(Deed::DraftAssessment)?;
    let draft = Draft::of(&visitor, &at).await?;
    let kept = match wanted.version {
        Some(number) => draft.version(number).ok_or(PageError::NotFound)?,
        None => draft.last()?,
    };
    let bytes = zipped(&kept.version.sources);
    let bytes = bytes.map_err(|why| PageError::Broken(format!("no zip was made: {why}")))?;
    let named = format!(
        "attachment; filename=\"assessment-{}-version-{}.zip\"",
        at.cycle, kept.version.number
    );
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, named),
    ];
    Ok((headers, bytes).into_response())
}

/// The files in a zip, the same bytes whenever it is made.
fn zipped(sources: &[Source]) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for source in sources {
        zip.start_file(source.file.as_str(), SimpleFileOptions::default())?;
        zip.write_all(source.text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The files that came: one Markdown file, or a zip of several in the order of their names.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Vec<Source>, String> {
    let sources = if bytes.starts_with(b"PK") { unzipped(bytes)? } else { vec![one(name, bytes)?] };
    in_order(sources)
}

/// Files that were compared and come once more, to be saved.
pub(super) fn again(
    files: impl IntoIterator<Item = (String, String)>,
) -> Result<Vec<Source>, String> {
    let files = files.into_iter().map(|(name, text)| one(&name, text.as_bytes()));
    in_order(files.collect::<Result<_, _>>()?)
}

/// The files in the order of a draft's, if there is one and each has a name of its own.
fn in_order(mut sources: Vec<Source>) -> Result<Vec<Source>, String> {
    if sources.is_empty() {
        return Err(
            "the zip has no file that ends in .md; choose the one that you exported".to_owned()
        );
    }
    sources.sort_by(|one, other| place(&one.file).cmp(&place(&other.file)));
    if let [first, second] =
        sources.windows(2).find(|two| two[0].file == two[1].file).unwrap_or(&[])
    {
        return Err(format!(
            "two files are called {} and {}; give each its own name",
            first.file, second.file
        ));
    }
    Ok(sources)
}

fn unzipped(bytes: &[u8]) -> Result<Vec<Source>, String> {
    let damaged = |why: ZipError| format!("the zip cannot be read ({why}); export the draft again");
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if zip.len() > MOST_FILES {
        return Err(format!("the zip has {} files; a draft has at most {MOST_FILES}", zip.len()));
    }
    let (mut sources, mut left) = (Vec::new(), MOST_BYTES);
    for at in 0..zip.len() {
        let file = zip.by_index(at).map_err(damaged)?;
        let name = file.name().map_err(damaged)?.into_owned();
        let is_kept = file.is_file() && name.ends_with(".md");
        if !is_kept || name.starts_with("__MACOSX/") {
            continue;
        }
        let mut bytes = Vec::new();
        let read = file.take(left + 1).read_to_end(&mut bytes);
        let read =
            read.map_err(|why| format!("{name} cannot be read ({why}); export the draft again"))?;
        left = left.checked_sub(read as u64).ok_or("the files are larger than 1 MiB together")?;
        sources.push(one(&name, &bytes)?);
    }
    Ok(sources)
}

fn one(name: &str, bytes: &[u8]) -> Result<Source, String> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let plain = |sign: char| sign.is_ascii_alphanumeric() || "-_.".contains(sign);
    let stem = file.strip_suffix(".md").unwrap_or_default();
    if stem.is_empty() || stem.starts_with('.') || !file.chars().all(plain) {
        return Err(format!("found a file called `{file}`; wanted a name such as 2-levels.md"));
    }
    let text = std::str::from_utf8(bytes);
    let text = text.map_err(|_| format!("{file} is no text in UTF-8; save it as UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    Ok(Source { file, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(file: &str, text: &str) -> Source {
        Source { file: file.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn what_is_zipped_is_read_as_the_same() {
        let sources = vec![source("2-b.md", "# B\n\n{#1} ä\n"), source("10-a.md", "# A\n")];
        let bytes = zipped(&sources).unwrap();
        assert_eq!(bytes, zipped(&sources).unwrap());
        assert_eq!(read("draft.zip", &bytes).unwrap(), sources);
    }

    #[test]
    fn what_is_no_draft_is_refused_with_what_was_wanted() {
        for (name, bytes, wanted) in [
            ("a.docx", &b"words"[..], "such as 2-levels.md"),
            ("a.md", b"\xff\xfe", "UTF-8"),
            ("a.zip", b"PK\x03\x04 nothing", "export the draft again"),
            (".md", b"x", "such as 2-levels.md"),
        ] {
            let why = read(name, bytes).unwrap_err();
            assert!(why.contains(wanted), "{name}: {why}");
        }
        let large = vec![source("1-a.md", &"x".repeat(2 * 1024 * 1024))];
        let why = read("a.zip", &zipped(&large).unwrap()).unwrap_err();
        assert!(why.contains("1 MiB"), "{why}");
        assert_eq!(read("x/1-a.md", b"\xef\xbb\xbf# A\r\n").unwrap(), [source("1-a.md", "# A\n")]);
    }
}
