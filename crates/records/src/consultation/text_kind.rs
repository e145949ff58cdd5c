//! Of what kind a text consulted on is, by its content: everybody who is consulted may download it.
//!
//! In come a file's bytes, and what it is called; out goes its kind, or why it is none that is taken, in words that say what
//! to do. Nothing of a file is run or unpacked for it but the line in which an OpenDocument file names itself.

use std::io::Cursor;
use std::io::Read;

use zip::ZipArchive;

/// The kinds of files that a text consulted on can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// PDF.
    Pdf,
    /// A document of a word processor in Office Open XML, without macros.
    Docx,
    /// A text document in OpenDocument, without macros.
    OpenDocument,
    /// Plain text in UTF-8, Markdown among it.
    PlainText,
}

/// Why a file is no text to be consulted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoSuchText {
    /// It is none of the kinds.
    #[error(
        "the file is no PDF, no word processor's document (.docx, .odt) and no plain text in UTF-8; save the text as one of \
         these, as a PDF for most"
    )]
    OfNoKind,
    /// It begins as one of the kinds and is not whole.
    #[error("the file begins as {0} and is not whole; save it again, and send that")]
    Broken(&'static str),
    /// It holds programs.
    #[error(
        "the file holds macros, which would run on the machines of those who read it; save it without, or as a PDF"
    )]
    Macros,
    /// It is of another kind than its name says.
    #[error(
        "the file is called .{} and is {} by its content; save the text as what it is called", .claimed.ending(),
        .found.in_words()
    )]
    Otherwise {
        /// What it is by its name.
        claimed: TextKind,
        /// What it is by its content.
        found: TextKind,
    },
}

/// With what plain text begins that is meant for a program and not for a reader.
const NO_PLAIN_TEXT: [&str; 5] = ["<!doctype", "<html", "<?xml", "<svg", "{\\rtf"];

/// What a file begins as that is not whole.
const PDF: &str = "a PDF";
/// The same of one that a word processor packed.
const DOCUMENT: &str = "a document of a word processor";

/// How an OpenDocument text names itself.
const OPEN_DOCUMENT: &[u8] = b"application/vnd.oasis.opendocument.text";

impl TextKind {
    /// The kind of a file.
    ///
    /// # Errors
    /// When it is of none.
    pub fn of(bytes: &[u8]) -> Result<TextKind, NoSuchText> {
        if bytes.starts_with(b"%PDF-") {
            let end = &bytes[bytes.len().saturating_sub(1024)..];
            let is_whole = end.windows(5).any(|signs| signs == b"%%EOF");
            return if is_whole { Ok(TextKind::Pdf) } else { Err(NoSuchText::Broken(PDF)) };
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return packed(bytes);
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if is_plain(text) => Ok(TextKind::PlainText),
            Ok(_) | Err(_) => Err(NoSuchText::OfNoKind),
        }
    }

    /// The kind of a file that is called so. A name that ends in none of the kinds' endings claims nothing.
    ///
    /// # Errors
    /// When it is of none, or of another than its name says.
    pub fn of_file(name: &str, bytes: &[u8]) -> Result<TextKind, NoSuchText> {
        let found = TextKind::of(bytes)?;
        match claimed(name) {
            Some(claimed) if claimed != found => Err(NoSuchText::Otherwise { claimed, found }),
            Some(_) | None => Ok(found),
        }
    }

    /// The ending of such a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            TextKind::Pdf => "pdf",
            TextKind::Docx => "docx",
            TextKind::OpenDocument => "odt",
            TextKind::PlainText => "txt",
        }
    }

    /// What a browser is told that it is.
    pub fn media_type(self) -> &'static str {
        match self {
            TextKind::Pdf => "application/pdf",
            TextKind::Docx => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            TextKind::OpenDocument => "application/vnd.oasis.opendocument.text",
            TextKind::PlainText => "text/plain; charset=utf-8",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            TextKind::Pdf => PDF,
            TextKind::Docx => "a document of Word",
            TextKind::OpenDocument => "an OpenDocument text",
            TextKind::PlainText => "plain text",
        }
    }
}

/// What a file is by its name.
fn claimed(name: &str) -> Option<TextKind> {
    let (_, ending) = name.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "pdf" => Some(TextKind::Pdf),
        "docx" => Some(TextKind::Docx),
        "odt" => Some(TextKind::OpenDocument),
        "txt" | "md" => Some(TextKind::PlainText),
        _ => None,
    }
}

/// Whether a text is for readers: no signs that steer a machine, and no language of a program's at its beginning.
fn is_plain(text: &str) -> bool {
    let begins: String =
        text.trim_start_matches('\u{feff}').trim_start().chars().take(16).collect();
    let begins = begins.to_lowercase();
    let is_a_program_s = NO_PLAIN_TEXT.iter().any(|language| begins.starts_with(language));
    !is_a_program_s && text.chars().all(|sign| !sign.is_control() || "\t\n\r\u{c}".contains(sign))
}

/// The kind of a ZIP, by what lies in it.
fn packed(bytes: &[u8]) -> Result<TextKind, NoSuchText> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NoSuchText::Broken(DOCUMENT))?;
    let has = |name: &str| zip.index_for_name(name).is_some();
    let kind = match (has("word/document.xml") && has("[Content_Types].xml"), has("content.xml")) {
        (true, false) => TextKind::Docx,
        (false, true) if names_itself_a_text(&mut zip) => TextKind::OpenDocument,
        (true | false, true | false) => return Err(NoSuchText::OfNoKind),
    };
    let is_macro = |name: &[u8]| {
        name.ends_with(b"vbaProject.bin")
            || name.starts_with(b"Basic/")
            || name.starts_with(b"Scripts/")
    };
    if zip.file_names_raw().any(is_macro) { Err(NoSuchText::Macros) } else { Ok(kind) }
}

fn names_itself_a_text(zip: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let Ok(named) = zip.by_name("mimetype") else { return false };
    let mut named_as = Vec::new();
    let read = named.take(100).read_to_end(&mut named_as);
    read.is_ok() && named_as.trim_ascii() == OPEN_DOCUMENT
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    const DOCX: [(&str, &str); 2] =
        [("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<d/>")];
    const ODT: [(&str, &str); 2] =
        [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<d/>")];
    const WHOLE_PDF: &[u8] = b"%PDF-1.7\n\xe2\xe3\n1 0 obj\nendobj\ntrailer\n%%EOF\n";

    #[test]
    fn a_text_to_be_consulted_on_is_known_by_its_content() {
        for (bytes, kind) in [
            (WHOLE_PDF.to_vec(), TextKind::Pdf),
            (zipped(&DOCX), TextKind::Docx),
            (zipped(&ODT), TextKind::OpenDocument),
            ("\u{feff}# Y drafft\r\n\tâ <b>".as_bytes().to_vec(), TextKind::PlainText),
        ] {
            assert_eq!(TextKind::of(&bytes), Ok(kind));
            assert_eq!(TextKind::of_file(&format!("A draft.{}", kind.ending()), &bytes), Ok(kind));
            assert_eq!(TextKind::of_file("draft", &bytes), Ok(kind));
        }
        assert_eq!(TextKind::of_file("Read me.MD", b"# Draft"), Ok(TextKind::PlainText));
    }

    #[test]
    fn what_is_no_text_to_be_read_is_refused() {
        let spreadsheet = [("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<d/>")];
        let other = [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ODT[1]];
        for bytes in [
            b"MZ\x90\x00\x03".to_vec(),
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            b"\x89PNG\r\n\x1a\n".to_vec(),
            "a draft in UTF-16".encode_utf16().flat_map(u16::to_le_bytes).collect(),
            b"caf\xe9 in another character set".to_vec(),
            b" <!DOCTYPE html><script>run()</script>".to_vec(),
            b"<svg onload='run()'/>".to_vec(),
            b"{\\rtf1 a draft}".to_vec(),
            b"words \x1b[2J".to_vec(),
            zipped(&spreadsheet),
            zipped(&other),
            zipped(&[("draft.exe", "MZ")]),
            zipped(&[DOCX[0], DOCX[1], ODT[0], ODT[1]]),
        ] {
            assert_eq!(TextKind::of(&bytes), Err(NoSuchText::OfNoKind), "{bytes:?}");
        }
    }

    #[test]
    fn what_is_broken_off_holds_macros_or_is_called_otherwise_is_refused_with_what_to_do() {
        let cut = |bytes: &[u8]| bytes[..bytes.len() - 8].to_vec();
        assert_eq!(TextKind::of(&cut(WHOLE_PDF)), Err(NoSuchText::Broken(PDF)));
        assert_eq!(TextKind::of(&cut(&zipped(&DOCX))), Err(NoSuchText::Broken(DOCUMENT)));
        let vba = zipped(&[DOCX[0], DOCX[1], ("word/vbaProject.bin", "x")]);
        let basic = zipped(&[ODT[0], ODT[1], ("Basic/script-lc.xml", "x")]);
        for bytes in [vba, basic] {
            assert_eq!(TextKind::of(&bytes), Err(NoSuchText::Macros));
        }
        let called = TextKind::of_file("draft.pdf", b"# Draft").unwrap_err();
        assert_eq!(
            called.to_string(),
            "the file is called .pdf and is plain text by its content; save the text as what it is called"
        );
    }
}
