//! Fetching the police's own archives of street-level crime.
//!
//! In come the months that are wanted and a folder; out go the archives that hold them, whole and
//! checked, ready to be imported.
//!
//! data.police.uk publishes one ZIP a month at `https://data.police.uk/data/archive/2025-12.zip`,
//! which redirects to Amazon's storage. Each has 1 to 2.4 GB: every force, and by now three years.
//! The page <https://data.police.uk/data/archive/> lists them with the months they hold and an MD5.

use std::path::Path;
use std::time::Duration;

use partnership::terms::month::Month;

mod address;
mod checksum;
mod client;
mod download;
mod error;
mod index;
mod part;
mod plan;
mod record;
mod retry;
mod settings;
mod whole_zip;

pub use address::Address;
pub use address::AddressError;
pub use checksum::ChecksumError;
pub use checksum::Checksums;
pub use checksum::Md5;
pub use checksum::Sha256;
pub use client::Client;
pub use download::Arrival;
pub use download::Checked;
pub use download::Downloaded;
pub use download::Wanted;
pub use download::download;
pub use error::FetchError;
pub use error::Hindrance;
pub use index::Index;
pub use index::Listing;
pub use plan::ArchiveName;
pub use plan::PlanError;
pub use plan::plan;
pub use settings::Proxy;
pub use settings::Settings;
pub use settings::Tries;

/// The page has some 80 kB.
const MOST_OF_A_PAGE: u64 = 8 << 20;

/// How far a fetch has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The next archive is begun.
    Begun {
        /// Which archive.
        archive: ArchiveName,
        /// Its number among those wanted, from 1.
        number: usize,
        /// How many are wanted.
        of: usize,
    },
    /// Bytes are arriving.
    Receiving {
        /// How many are here, with those of earlier runs.
        arrived: u64,
        /// How many there will be; nothing when the server does not say.
        whole: Option<u64>,
    },
    /// A try failed, and the next one is waited for.
    Waiting {
        /// How long.
        wait: Duration,
        /// What went wrong.
        why: String,
        /// How many more tries there are.
        tries_left: u32,
    },
    /// What arrived is being checked.
    Checking {
        /// Bytes checked.
        done: u64,
        /// Bytes in all.
        of: u64,
    },
}

/// An archive that was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchedArchive {
    /// Which archive.
    pub archive: ArchiveName,
    /// Where it lies, and how it was checked.
    pub file: Downloaded,
}

/// Fetches into `folder` the fewest archives that hold every month from `from` to `to`.
///
/// What is there already is not fetched again, and what an earlier run left half done is gone on
/// with. See [`plan`] for which archives, and what they do not tell.
///
/// # Errors
/// When the months cannot be had, or as [`download`] says.
pub fn fetch_archives(
    client: &Client,
    from: Month,
    to: Month,
    folder: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<FetchedArchive>, FetchError> {
    let archives = plan(from, to)?;
    let index = index(client, progress)?;
    for archive in &archives {
        check_listing(&index, *archive, from, to)?;
    }
    let mut fetched = Vec::new();
    for (place, archive) in archives.iter().copied().enumerate() {
        progress(Progress::Begun { archive, number: place + 1, of: archives.len() });
        let name = archive.to_string();
        let page = &client.settings.archives;
        let address =
            page.join(&name).map_err(|why| FetchError::Redirect { address: page.clone(), why })?;
        let md5 = index.listing(archive).and_then(|listing| listing.md5);
        let file = download(client, &Wanted { address, md5 }, &folder.join(&name), progress)?;
        fetched.push(FetchedArchive { archive, file });
    }
    Ok(fetched)
}

/// Reads the publisher's page. Without it archives can be had too, only not their checksums.
fn index(client: &Client, progress: &mut dyn FnMut(Progress)) -> Result<Index, FetchError> {
    let address = &client.settings.archives;
    let page = retry::with_patience(&client.settings, address, progress, |_| {
        let body = client.get(address, &[])?.into_body();
        let page = body.into_with_config().limit(MOST_OF_A_PAGE).read_to_vec();
        Ok(page.map_err(|error| Hindrance::Connection(error.to_string()))?)
    });
    match page {
        Ok(page) => Ok(Index::parse(&String::from_utf8_lossy(&page))),
        Err(FetchError::NotThere { .. } | FetchError::Unexpected { .. }) => Ok(Index::default()),
        Err(error) => Err(error),
    }
}

/// Refuses, before a gigabyte is fetched, what the page says cannot be had.
fn check_listing(
    index: &Index,
    archive: ArchiveName,
    from: Month,
    to: Month,
) -> Result<(), FetchError> {
    let (begins, ends) = archive.covers();
    let wanted = (from.max(begins), to.min(ends));
    match (index.listing(archive).map(|listing| listing.covers), index.latest()) {
        (None, Some(latest)) if archive > latest => {
            Err(FetchError::NotPublished { archive, latest })
        }
        (Some(Some(holds)), _) if holds.0 > wanted.0 || holds.1 < wanted.1 => {
            Err(FetchError::Coverage { archive, holds, wanted })
        }
        (None | Some(_), _) => Ok(()),
    }
}
