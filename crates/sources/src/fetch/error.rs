//! What can go wrong while fetching, in words that say what to do.
//!
//! In comes what a server, a connection or a disk did; out goes a refusal that says what was found
//! and what was wanted.

use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use partnership::terms::month::Month;

use super::address::Address;
use super::address::AddressError;
use super::checksum::Md5;
use super::plan::ArchiveName;
use super::plan::PlanError;

/// Why a file was not fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// No archives can hold the months asked for.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The publisher's page does not list the archive.
    #[error(
        "{archive} is not published: the latest that the publisher lists is {latest}; ask for \
         months up to {}, with `--to {}`", .latest.month(), .latest.month()
    )]
    NotPublished {
        /// The archive that holds the months asked for.
        archive: ArchiveName,
        /// The latest archive there is.
        latest: ArchiveName,
    },
    /// The archive holds fewer months than this program counts on.
    #[error(
        "{archive} holds {} to {} according to the publisher, but {} to {} were wanted from it; \
         ask for months within that, and report that the publisher keeps fewer", holds.0, holds.1,
        wanted.0, wanted.1
    )]
    Coverage {
        /// The archive.
        archive: ArchiveName,
        /// The months that it holds, according to the publisher's page.
        holds: (Month, Month),
        /// The months that were wanted from it.
        wanted: (Month, Month),
    },
    /// The server has no such file, or keeps it to itself.
    #[error(
        "`{address}` is not there (the server answered {status}): a month that is not published \
         yet has no archive, so try an earlier month with `--to`"
    )]
    NotThere {
        /// What was asked for.
        address: Address,
        /// 403, 404 or 410.
        status: u16,
    },
    /// The server answered something that makes no sense here.
    #[error(
        "`{address}` answered with status {status}, where 200 (a file) was wanted; try it \
         in a browser"
    )]
    Unexpected {
        /// What was asked for.
        address: Address,
        /// The status.
        status: u16,
    },
    /// A redirect led where one may not go.
    #[error("`{address}` sends on to another place that may not be fetched: {why}")]
    Redirect {
        /// The address that sent us on.
        address: Address,
        /// Why its target is refused.
        why: AddressError,
    },
    /// Redirects went on and on.
    #[error(
        "`{address}` was sent on more than {most} times without reaching a file; try it in \
         a browser"
    )]
    RedirectsWithoutEnd {
        /// What was asked for at first.
        address: Address,
        /// How many redirects are followed.
        most: usize,
    },
    /// The server could not prove who it is.
    #[error(
        "the server of `{address}` could not prove who it is ({why}); if your network inspects \
         secure traffic, give the file with its certificate in the settings"
    )]
    Untrusted {
        /// What was asked for.
        address: Address,
        /// What was wrong with the proof.
        why: String,
    },
    /// The file of certificates to trust is unusable.
    #[error(
        "`{}` holds no certificate that can be read ({why}); expected a PEM file",
        path.display()
    )]
    TrustFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Every try failed.
    #[error(
        "`{address}` could not be fetched in {tries} tries; the last time {last}. Run the same \
         command again later: it goes on from what has arrived"
    )]
    GaveUp {
        /// What was asked for.
        address: Address,
        /// How many tries there were.
        tries: u32,
        /// What went wrong the last time.
        last: Hindrance,
    },
    /// The server wants to be left alone for longer than we wait.
    #[error(
        "`{address}` asks to be left alone for {} seconds ({last}); run the same command again \
         then",
        asked.as_secs()
    )]
    ToldToWait {
        /// What was asked for.
        address: Address,
        /// For how long.
        asked: Duration,
        /// What the server answered.
        last: Hindrance,
    },
    /// The file is larger than any that is expected.
    #[error(
        "`{address}` is larger than {most} bytes, the most that is fetched; it is not what was \
         wanted"
    )]
    TooLarge {
        /// What was asked for.
        address: Address,
        /// The most bytes that are fetched.
        most: u64,
    },
    /// The bytes are not those that the publisher describes.
    #[error(
        "`{address}` arrived with MD5 {arrived}, but the publisher gives {published}; the file was \
         thrown away: run the same command again, and if it happens twice tell the publisher"
    )]
    WrongChecksum {
        /// What was asked for.
        address: Address,
        /// The checksum that the publisher gives.
        published: Md5,
        /// The checksum of what arrived.
        arrived: Md5,
    },
    /// The file is not a whole ZIP.
    #[error(
        "`{address}` arrived, but is not a whole ZIP ({why}); the file was thrown away: run the \
         same command again, and if it happens twice tell the publisher"
    )]
    NotAWholeZip {
        /// What was asked for.
        address: Address,
        /// What is wrong with it.
        why: String,
    },
    /// Somebody else is fetching the same file.
    #[error(
        "`{}` is being fetched by another run of this program; wait for it to end",
        path.display()
    )]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The disk refused.
    #[error("{deed} `{}`: {source}", path.display())]
    Disk {
        /// What was being done.
        deed: &'static str,
        /// To which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What went wrong with one try, where another try may go better.
#[derive(Debug, thiserror::Error)]
pub enum Hindrance {
    /// No connection, or a broken one.
    #[error("the connection failed: {0}")]
    Connection(String),
    /// The server sent nothing for too long.
    #[error("the server sent nothing for too long, with {arrived} bytes arrived")]
    Stalled {
        /// Bytes held by then.
        arrived: u64,
    },
    /// The connection ended early.
    #[error("the connection ended with {arrived} bytes arrived of {announced} announced")]
    CutOff {
        /// Bytes held by then.
        arrived: u64,
        /// Bytes that the server announced.
        announced: u64,
    },
    /// The server is busy or broken.
    #[error("the server answered {status}")]
    Status {
        /// 408, 429 or 500 and above.
        status: u16,
    },
    /// The file changed between two tries, or the server's answers contradict each other.
    #[error("the file there was no longer the one begun, so it has to be fetched from its start")]
    Changed,
}

/// How one try ended when it did not succeed.
#[derive(Debug)]
pub(super) enum Setback {
    /// Another try may go better.
    Again {
        /// What went wrong.
        why: Hindrance,
        /// How long the server asks to be left alone.
        asked: Option<Duration>,
    },
    /// No other try can help.
    Stop(FetchError),
}

impl From<FetchError> for Setback {
    fn from(error: FetchError) -> Setback {
        Setback::Stop(error)
    }
}

impl From<Hindrance> for Setback {
    fn from(why: Hindrance) -> Setback {
        Setback::Again { why, asked: None }
    }
}

/// Names the deed and the file for whatever the disk refuses.
pub(super) fn on_disk<'a>(
    deed: &'static str,
    path: &'a Path,
) -> impl Fn(io::Error) -> FetchError + 'a {
    move |source| FetchError::Disk { deed, path: path.to_owned(), source }
}
