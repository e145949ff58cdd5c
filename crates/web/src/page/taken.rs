//! What a handler takes out of a request: the parts of its address, what stands behind its question mark, a form.
//!
//! In comes a request; out go values, or the page that tells in plain words what could not be read. Handlers take them
//! by these alone, so that nobody ever meets a library's own answer.

use std::fs;
use std::path::PathBuf;

use axum::extract;
use axum::extract::FromRequest;
use axum::extract::FromRequestParts;
use axum::extract::RawForm;
use axum::extract::Request;
use axum::extract::multipart::Field;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use serde::de::DeserializeOwned;
use tokio::io::AsyncWriteExt;
use url::form_urlencoded;

use crate::app::App;
use crate::page::fault::PageError;
use crate::settings::VirusScanner;

/// What of a request could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// A form is damaged, or lacks what our own pages always send.
    #[error("the form could not be read")]
    Form,
    /// A form is larger than any of ours.
    #[error("the form is too large")]
    TooLarge,
    /// A file is larger than any that is kept.
    #[error("the file is too large")]
    FileTooLarge,
    /// There are more files than are taken at once.
    #[error("there are too many files")]
    TooManyFiles,
    /// What was sent is no form.
    #[error("what was sent is no form")]
    NotAForm,
    /// A part of the address is not what should stand there.
    #[error("the address could not be read")]
    Address,
}

/// The parts of the address.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

/// What stands behind the question mark of the address.
#[derive(Debug, Clone, Copy)]
pub struct Query<T>(pub T);

/// A form that was sent: the names and texts of its fields.
#[derive(Debug, Clone)]
pub struct Sent(pub Vec<(String, String)>);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Path<T>, PageError> {
        match extract::Path::from_request_parts(parts, state).await {
            Ok(extract::Path(value)) => Ok(Path(value)),
            // Not the address is wrong then, but the handler.
            Err(rejection) if rejection.status().is_server_error() => Err(PageError::Broken(
                "a handler takes other parts than its address has".to_owned(),
            )),
            Err(_) => Err(Unreadable::Address.into()),
        }
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Query<T>, PageError> {
        if !is_text(parts.uri.query().unwrap_or_default().as_bytes()) {
            return Err(Unreadable::Address.into());
        }
        let read = extract::Query::from_request_parts(parts, state).await;
        read.map(|extract::Query(value)| Query(value)).map_err(|_| Unreadable::Address.into())
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Sent, PageError> {
        let read = RawForm::from_request(request, state).await;
        let RawForm(bytes) =
            read.map_err(|rejection| match rejection.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => Unreadable::TooLarge,
                StatusCode::UNSUPPORTED_MEDIA_TYPE => Unreadable::NotAForm,
                _ => Unreadable::Form,
            })?;
        if !is_text(&bytes) {
            return Err(Unreadable::Form.into());
        }
        Ok(Sent(form_urlencoded::parse(&bytes).into_owned().collect()))
    }
}

/// A form with a file: the names and texts of its other fields, and the file's bytes; empty where none was chosen.
#[derive(Debug, Clone)]
pub struct SentWithFile {
    /// The names and texts of the fields.
    pub pairs: Vec<(String, String)>,
    /// The file.
    pub file: Vec<u8>,
    /// What the file is called where it came from.
    pub name: String,
}

/// The name of the field of a form's file.
const FILE: &str = "file";

/// A form with a file that is not read yet, so that nobody sends a large one for nothing who may not send any.
#[derive(Debug)]
pub struct Coming {
    request: Request,
    scanner: Option<VirusScanner>,
}

impl FromRequest<App> for Coming {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Coming, PageError> {
        Ok(Coming { request, scanner: app.settings.virus_scanner.clone() })
    }
}

impl Coming {
    /// The form, read whole.
    ///
    /// # Errors
    /// When it is no form with parts, is damaged, is larger than its page takes, or its file is not clean.
    pub async fn read(self) -> Result<SentWithFile, PageError> {
        let read = extract::Multipart::from_request(self.request, &()).await;
        let mut parts = read.map_err(|_| Unreadable::NotAForm)?;
        let mut sent = SentWithFile { pairs: Vec::new(), file: Vec::new(), name: String::new() };
        while let Some(part) = parts.next_field().await.map_err(|error| in_parts(&error))? {
            let name = part.name().unwrap_or_default().to_owned();
            let called = part.file_name().unwrap_or_default().to_owned();
            let bytes = part.bytes().await.map_err(|error| in_parts(&error))?;
            if name == FILE {
                if let Some(scanner) = self.scanner.as_ref().filter(|_| !bytes.is_empty()) {
                    scanner.look_through(&called, &bytes).await?;
                }
                (sent.file, sent.name) = (bytes.into(), called);
            } else {
                let text = String::from_utf8(bytes.into()).map_err(|_| Unreadable::Form)?;
                sent.pairs.push((name, text));
            }
        }
        Ok(sent)
    }
}

/// The most files that are taken at once.
const MOST_FILES: usize = 500;

/// A form with files that were written to the disk as they came, since they may be too large to be held in memory.
#[derive(Debug)]
pub struct SentToDisk {
    /// The names and texts of the other fields.
    pub pairs: Vec<(String, String)>,
    /// The files, each with what it is called where it came from; none where none was chosen.
    pub files: Vec<(String, Landed)>,
}

/// A file on the disk that goes when this is dropped.
#[derive(Debug)]
pub struct Landed(PathBuf);

impl Landed {
    /// Where it lies.
    pub fn path(&self) -> &std::path::Path {
        &self.0
    }
}

impl Drop for Landed {
    fn drop(&mut self) {
        // Where it is gone already, nothing is left to be done.
        let _ = fs::remove_file(&self.0);
    }
}

impl Coming {
    /// The form, its files written to places of their own as they come. What came of one that breaks off is taken away.
    ///
    /// # Errors
    /// When it is no form with parts, is damaged, is larger than its page takes, has too many files or one that is not
    /// clean, or the disk refuses.
    pub async fn read_to_disk(
        self,
        place: impl Fn() -> Result<PathBuf, PageError>,
    ) -> Result<SentToDisk, PageError> {
        let read = extract::Multipart::from_request(self.request, &()).await;
        let mut parts = read.map_err(|_| Unreadable::NotAForm)?;
        let mut sent = SentToDisk { pairs: Vec::new(), files: Vec::new() };
        let mut came = 0;
        while let Some(part) = parts.next_field().await.map_err(|error| in_parts(&error))? {
            let name = part.name().unwrap_or_default().to_owned();
            if name == FILE {
                came += 1;
                if came > MOST_FILES {
                    return Err(Unreadable::TooManyFiles.into());
                }
                let called = part.file_name().unwrap_or_default().to_owned();
                let landed = landed(part, place()?).await?;
                // Where none was chosen, a browser sends an empty one.
                if is_empty(landed.path()) {
                    continue;
                }
                if let Some(scanner) = &self.scanner {
                    scanner.look_through_file(&called, landed.path()).await?;
                }
                sent.files.push((called, landed));
            } else {
                let bytes = part.bytes().await.map_err(|error| in_parts(&error))?;
                let text = String::from_utf8(bytes.into()).map_err(|_| Unreadable::Form)?;
                sent.pairs.push((name, text));
            }
        }
        Ok(sent)
    }
}

fn is_empty(path: &std::path::Path) -> bool {
    fs::metadata(path).is_ok_and(|there| there.len() == 0)
}

/// Writes a part to the disk, piece by piece.
async fn landed(mut part: Field<'_>, place: PathBuf) -> Result<Landed, PageError> {
    let refused = |why: std::io::Error| {
        PageError::Broken(format!("what was sent could not be written to the disk: {why}"))
    };
    let mut options = tokio::fs::OpenOptions::new();
    let mut file =
        options.write(true).create_new(true).mode(0o600).open(&place).await.map_err(refused)?;
    let landed = Landed(place);
    while let Some(piece) = part.chunk().await.map_err(|error| in_parts(&error))? {
        file.write_all(&piece).await.map_err(refused)?;
    }
    file.flush().await.map_err(refused)?;
    Ok(landed)
}

fn in_parts(error: &extract::multipart::MultipartError) -> Unreadable {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Unreadable::FileTooLarge,
        _ => Unreadable::Form,
    }
}

/// Whether what is written with per cent signs is text in UTF-8. A reader that puts a sign of its own in the place of
/// what it cannot read would have it saved.
fn is_text(written: &[u8]) -> bool {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written;
    while let [first, after @ ..] = rest {
        let (byte, left) = match (first, after) {
            (b'%', [high, low, left @ ..]) => match (figure(*high), figure(*low)) {
                (Some(high), Some(low)) => (high << 4 | low, left),
                (Some(_) | None, _) => (*first, after),
            },
            _ => (*first, after),
        };
        bytes.push(byte);
        rest = left;
    }
    std::str::from_utf8(&bytes).is_ok()
}

/// What a hexadecimal figure stands for.
fn figure(sign: u8) -> Option<u8> {
    char::from(sign).to_digit(16).and_then(|figure| u8::try_from(figure).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A form with files, as a browser sends it, broken off after so many bytes.
    fn form(files: &[&str], until: usize) -> Coming {
        let mut body =
            "--x\r\ncontent-disposition: form-data; name=\"day\"\r\n\r\n1 May 2015\r\n".to_owned();
        for (file, number) in files.iter().zip(1..) {
            let head = "content-disposition: form-data; name=\"file\"; filename";
            body.push_str(&format!("--x\r\n{head}=\"scan {number}.pdf\"\r\n\r\n{file}\r\n"));
        }
        body.push_str("--x--\r\n");
        body.truncate(until);
        let request = Request::post("/").header("content-type", "multipart/form-data; boundary=x");
        let request = request.body(axum::body::Body::from(body)).unwrap();
        Coming { request, scanner: None }
    }

    #[tokio::test]
    async fn large_files_are_on_the_disk_as_they_came_and_gone_once_nobody_needs_them() {
        let folder = tempfile::tempdir().unwrap();
        let place =
            || Ok(tempfile::NamedTempFile::new_in(folder.path()).unwrap().path().to_owned());
        let left = || fs::read_dir(folder.path()).unwrap().count();
        let scan = "three blind mice ".repeat(50_000);
        let sent = form(&[&scan, "", "see how"], usize::MAX).read_to_disk(place).await.unwrap();
        assert_eq!(sent.pairs, [("day".to_owned(), "1 May 2015".to_owned())]);
        let came = sent
            .files
            .iter()
            .map(|(name, landed)| (name.as_str(), fs::read_to_string(landed.path()).unwrap()));
        let wanted = [("scan 1.pdf", scan), ("scan 3.pdf", "see how".to_owned())];
        assert_eq!(came.collect::<Vec<_>>(), wanted);
        assert_eq!(left(), 2);
        drop(sent);
        assert_eq!(left(), 0);
        // Of those that broke off nothing is left, nor of too many, and where none was chosen there is none.
        assert!(form(&["one", "three blind mice"], 230).read_to_disk(place).await.is_err());
        let many = form(&["x"; MOST_FILES + 1], usize::MAX).read_to_disk(place).await.unwrap_err();
        assert!(matches!(many, PageError::Unreadable(Unreadable::TooManyFiles)), "{many:?}");
        assert!(form(&[""], usize::MAX).read_to_disk(place).await.unwrap().files.is_empty());
        assert_eq!(left(), 0);
    }

    #[test]
    fn text_is_what_is_utf_8_however_it_is_written() {
        for text in ["", "a=b", "name=Zo%C3%AB", "name=Zoë", "a=100%", "a=%zz", "a=%4", "%EF%BF%BD"]
        {
            assert!(is_text(text.as_bytes()), "{text}");
        }
        for other in [&b"name=Zo%EB"[..], b"name=Zo\xEB", b"%C3", b"%ff", b"%C3a%AB"] {
            assert!(!is_text(other), "{}", String::from_utf8_lossy(other));
        }
    }
}
