//! What every test of fetching stands on: a ZIP as the police publish it, a folder, a client whose
//! waits are noted and not waited.

use std::cell::RefCell;
use std::io::Cursor;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use sources::fetch::Address;
use sources::fetch::Client;
use sources::fetch::Downloaded;
use sources::fetch::FetchError;
use sources::fetch::Md5;
use sources::fetch::Progress;
use sources::fetch::Settings;
use sources::fetch::Tries;
use sources::fetch::Wanted;
use sources::fetch::download;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::server::Server;

thread_local! {
    static WAITS: RefCell<Vec<Duration>> = const { RefCell::new(Vec::new()) };
}

/// How long this test would have waited so far.
pub(crate) fn waits() -> Vec<Duration> {
    WAITS.with_borrow(Clone::clone)
}

/// A ZIP laid out as the police publish it, with `rows` rows in it.
pub(crate) fn archive_with(rows: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for force in ["kent", "btp"] {
        let name = format!("2025-12/2025-12-{force}-street.csv");
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(b"Crime ID,Month,Reported by,Crime type\r\n").unwrap();
        for row in 0..rows {
            // Scattered identifiers, as the real ones are, so that they do not pack to nothing.
            let id = row.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            write!(zip, "{id:016x},2025-12,{force},Burglary\r\n").unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

/// The MD5 that a publisher would print beside these bytes.
pub(crate) fn md5_of(bytes: &[u8]) -> Md5 {
    use md5::Digest;
    let digits: String = md5::Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    digits.parse().unwrap()
}

/// Settings for tests: few tries, and never asleep.
pub(crate) fn settings(archives: &str) -> Settings {
    Settings {
        archives: Address::parse(archives).unwrap(),
        connect_within: Duration::from_secs(10),
        stall_after: Duration::from_secs(10),
        tries: Tries { most: 4, ..Tries::default() },
        sleep: |wait| WAITS.with_borrow_mut(|waits| waits.push(wait)),
        ..Settings::default()
    }
}

/// A folder to fetch into, and what it is fetched with.
pub(crate) struct Bench {
    folder: tempfile::TempDir,
    pub(crate) settings: Settings,
    pub(crate) wanted: Wanted,
}

impl Bench {
    /// Wants the archive that `server` serves, with this checksum printed beside it.
    pub(crate) fn wanting(server: &Server, md5: Option<Md5>) -> Bench {
        let address = server.address("http", "2025-12.zip");
        Bench {
            folder: tempfile::tempdir().unwrap(),
            settings: settings(&address),
            wanted: Wanted { address: Address::parse(&address).unwrap(), md5 },
        }
    }

    /// Fetches once, as one run of the program does.
    pub(crate) fn fetch(&self) -> Result<Downloaded, FetchError> {
        self.fetch_telling(&mut |_| ())
    }

    pub(crate) fn fetch_telling(
        &self,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Downloaded, FetchError> {
        let client = Client::new(self.settings.clone())?;
        download(&client, &self.wanted, &self.path(), progress)
    }

    /// Where the archive will lie.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("fetched/2025-12.zip")
    }

    /// The archive's bytes, or nothing while it is not whole.
    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        std::fs::read(self.path()).ok()
    }

    /// How many bytes wait for a later run.
    pub(crate) fn waiting(&self) -> u64 {
        let part = self.path().with_extension("zip.part");
        std::fs::metadata(part).map_or(0, |found| found.len())
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}
