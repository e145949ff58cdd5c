//! Has files that somebody sends looked through by the council's virus scanner, before anything of ours reads them.
//!
//! In come a file, in memory or on the disk, and where ClamAV's daemon listens; out goes that nothing was found, or why the file is
//! not taken. A scanner that does not answer takes none. Where the settings name no scanner, nobody is asked.

use std::fmt;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clamav_client::PONG;
use clamav_client::tokio::TransportProtocol;
use clamav_client::tokio::ping;
use clamav_client::tokio::scan_buffer;
use clamav_client::tokio::scan_file;
use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;
use tokio::net::TcpStream;
use tokio::net::UnixStream;

/// How long an answer is waited for: the largest files take the scanner most of a minute.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long it may take to say that it is there.
const GREETING: Duration = Duration::from_secs(5);
/// The most letters of a virus's name that are told.
const LONGEST_NAME: usize = 100;

/// Where ClamAV's daemon listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VirusScanner {
    /// At a socket of this machine.
    Socket(PathBuf),
    /// At a host and a port.
    Address(String),
}

/// Why a text names no place where a virus scanner could listen.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` is not where ClamAV listens; expected its socket, such as /run/clamav/clamd.ctl, or a host and a port, such as \
     127.0.0.1:3310"
)]
pub struct VirusScannerError(String);

/// Why a file is not taken.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum NotClean {
    /// The scanner knows what is in it.
    #[error("the virus scanner found {what} in {file:?}")]
    Found {
        /// What the scanner calls it.
        what: String,
        /// What the file is called where it came from.
        file: String,
    },
    /// The scanner did not look through it, for this reason.
    #[error("the virus scanner did not look through what was sent: {0}")]
    NotLookedThrough(String),
}

impl FromStr for VirusScanner {
    type Err = VirusScannerError;

    fn from_str(text: &str) -> Result<VirusScanner, VirusScannerError> {
        if Path::new(text).is_absolute() {
            return Ok(VirusScanner::Socket(PathBuf::from(text)));
        }
        match text.rsplit_once(':') {
            Some((host, port)) if !host.is_empty() && port.parse::<u16>().is_ok() => {
                Ok(VirusScanner::Address(text.to_owned()))
            }
            _ => Err(VirusScannerError(text.to_owned())),
        }
    }
}

impl fmt::Display for VirusScanner {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            VirusScanner::Socket(path) => write!(out, "{}", path.display()),
            VirusScanner::Address(address) => out.write_str(address),
        }
    }
}

/// Where the scanner is, for whatever speaks with it.
struct At<'scanner>(&'scanner VirusScanner);

/// A connection to it.
trait Spoken: AsyncRead + AsyncWrite + Unpin + Send {}

impl Spoken for UnixStream {}
impl Spoken for TcpStream {}

impl TransportProtocol for At<'_> {
    type Stream = Box<dyn Spoken>;

    async fn connect(&self) -> io::Result<Box<dyn Spoken>> {
        Ok(match self.0 {
            VirusScanner::Socket(path) => Box::new(UnixStream::connect(path).await?),
            VirusScanner::Address(address) => Box::new(TcpStream::connect(address).await?),
        })
    }
}

impl VirusScanner {
    /// Asks whether it is there.
    ///
    /// # Errors
    /// In words, when it is not, or is something else.
    pub async fn greet(&self) -> Result<(), String> {
        match within(GREETING, ping(At(self))).await {
            Ok(said) if said == PONG => Ok(()),
            Ok(_) => Err("something else than ClamAV answers".to_owned()),
            Err(why) => Err(why.to_string()),
        }
    }

    /// Looks through a file's bytes; `called` is what it is called where it came from.
    pub(crate) async fn look_through(&self, called: &str, bytes: &[u8]) -> Result<(), NotClean> {
        told(called, within(PATIENCE, scan_buffer(bytes, At(self), None)).await)
    }

    /// Looks through a file on the disk, which it is sent piece by piece: it may not be allowed to read the file itself.
    pub(crate) async fn look_through_file(
        &self,
        called: &str,
        file: &Path,
    ) -> Result<(), NotClean> {
        told(called, within(PATIENCE, scan_file(file, At(self), None)).await)
    }
}

async fn within(
    patience: Duration,
    asking: impl Future<Output = io::Result<Vec<u8>>>,
) -> io::Result<Vec<u8>> {
    let late = |_| io::Error::new(io::ErrorKind::TimedOut, "no answer came in time");
    tokio::time::timeout(patience, asking).await.map_err(late)?
}

/// What the scanner said of a file: `stream: OK`, `stream: NAME FOUND`, or that it did not look.
fn told(called: &str, said: io::Result<Vec<u8>>) -> Result<(), NotClean> {
    let said = said.map_err(|why| NotClean::NotLookedThrough(why.to_string()))?;
    let said = String::from_utf8_lossy(&said);
    let said = said.trim_end_matches(['\0', '\n']);
    let cut = |text: &str| text.chars().take(LONGEST_NAME).collect::<String>();
    match said.strip_prefix("stream: ") {
        Some("OK") => Ok(()),
        Some(rest) if rest.ends_with(" FOUND") => {
            let what = cut(rest.trim_end_matches(" FOUND"));
            Err(NotClean::Found { what, file: called.to_owned() })
        }
        _ => Err(NotClean::NotLookedThrough(format!("it said `{}`", cut(said)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scanner_listens_at_a_socket_or_at_a_port() {
        for text in ["/run/clamav/clamd.ctl", "127.0.0.1:3310", "clamav:3310", "[::1]:3310"] {
            assert_eq!(text.parse::<VirusScanner>().unwrap().to_string(), text);
        }
        for wrong in ["clamd.ctl", "clamav", ":3310", "clamav:70000", "clamav:"] {
            assert!(wrong.parse::<VirusScanner>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_file_is_clean_only_if_the_scanner_says_just_that() {
        let told = |said: &str| told("plan.pdf", Ok(said.as_bytes().to_vec()));
        assert_eq!(told("stream: OK\0"), Ok(()));
        let found = told("stream: Win.Test.EICAR_HDB-1 FOUND\0").unwrap_err().to_string();
        assert_eq!(found, "the virus scanner found Win.Test.EICAR_HDB-1 in \"plan.pdf\"");
        for other in ["", "OK", "INSTREAM size limit exceeded. ERROR\0", "stream: OK or not\0"] {
            assert!(matches!(told(other), Err(NotClean::NotLookedThrough(_))), "{other}");
        }
    }
}
