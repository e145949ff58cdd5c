//! Fetching one file to the end, however often the connection breaks.
//!
//! In come an address and, where the publisher prints one, a checksum; out goes the whole file,
//! checked, under its own name.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use ureq::Body;
use ureq::http::HeaderName;
use ureq::http::header;

use super::Progress;
use super::address::Address;
use super::checksum::Checksums;
use super::checksum::Md5;
use super::client::Client;
use super::error::FetchError;
use super::error::Hindrance;
use super::error::Setback;
use super::error::on_disk;
use super::part::Names;
use super::part::Part;
use super::record::Record;
use super::retry::with_patience;
use super::whole_zip::check_whole_zip;

const BLOCK: usize = 1 << 17;

/// A file that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Where it is.
    pub address: Address,
    /// The checksum that the publisher prints beside it, if any.
    pub md5: Option<Md5>,
}

/// A file that was fetched and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Downloaded {
    /// Where it lies now.
    pub path: PathBuf,
    /// Where it came from.
    pub address: Address,
    /// Its length and checksums, of the bytes as they lie on the disk.
    pub checksums: Checksums,
    /// What it was checked against.
    pub checked: Checked,
    /// How it came here.
    pub arrival: Arrival,
}

/// What a file was checked against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// The checksum that the publisher prints beside it.
    PublishersMd5,
    /// No checksum is printed: every file in the ZIP was unpacked and agrees with its own CRC.
    WholeZip,
}

/// How a file came here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// All of it was fetched now.
    Fetched,
    /// An earlier run had left its first `from` bytes.
    Resumed {
        /// Bytes that were there already.
        from: u64,
    },
    /// It was there already, and is still what the publisher has.
    AlreadyHeld,
}

/// How the tries ended when they ended well.
enum Ending {
    Arrived,
    Unchanged(Downloaded),
}

/// The finished file of an earlier run, unharmed.
struct Held {
    file: Downloaded,
    record: Option<Record>,
}

/// Fetches a ZIP to `destination`, going on from what an earlier run left there.
///
/// While it arrives it lies beside `destination` under the same name with `.part` added, and a
/// record (`.part.json`) of which version it is; the finished file keeps a record too (`.json`). A
/// file already there is not fetched again while it agrees with the publisher's checksum or, where
/// none is printed, while the server says that it has not changed. An empty `.lock` file keeps
/// other runs away.
///
/// # Errors
/// When the file is not there, may not be fetched, does not arrive in the tries allowed, or is not
/// what the publisher describes. What arrived stays for the next run, unless it is wrong.
pub fn download(
    client: &Client,
    wanted: &Wanted,
    destination: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<Downloaded, FetchError> {
    let names = Names::of(destination);
    let _kept_from_other_runs = names.lock()?;
    let held = match (held(&names, wanted, progress)?, wanted.md5) {
        (Some(held), Some(_)) => return Ok(held.file),
        (held, _) => held,
    };
    let mut part = Part::take_up(names, &wanted.address)?;
    let ending = with_patience(&client.settings, &wanted.address, progress, |progress| {
        attempt(client, &wanted.address, &mut part, held.as_ref(), progress)
    });
    match ending {
        Ok(Ending::Arrived) => finish(wanted, part, progress),
        Ok(Ending::Unchanged(file)) => part.leave().map(|()| file),
        Err(error) => part.leave().and(Err(error)),
    }
}

/// Looks for a finished file that agrees with the publisher's checksum or, where none is printed,
/// with what we noted when it was fetched.
fn held(
    names: &Names,
    wanted: &Wanted,
    progress: &mut dyn FnMut(Progress),
) -> Result<Option<Held>, FetchError> {
    let record = Record::read(&names.whole_record);
    let record = record.filter(|record| record.url == wanted.address.as_str());
    if !names.whole.is_file() || (wanted.md5.is_none() && record.is_none()) {
        return Ok(None);
    }
    let checksums = checksums(&names.whole, progress)?;
    let (agrees, checked) = match (wanted.md5, &record) {
        (Some(published), _) => (published == checksums.md5, Checked::PublishersMd5),
        (None, record) => {
            let noted = record.as_ref().and_then(|record| record.sha256.as_deref());
            (noted == Some(checksums.sha256.to_string().as_str()), Checked::WholeZip)
        }
    };
    let file = Downloaded {
        path: names.whole.clone(),
        address: wanted.address.clone(),
        checksums,
        checked,
        arrival: Arrival::AlreadyHeld,
    };
    Ok(agrees.then_some(Held { file, record }))
}

/// One try: asks for what is missing and takes what comes.
fn attempt(
    client: &Client,
    address: &Address,
    part: &mut Part,
    held: Option<&Held>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Ending, Setback> {
    if part.is_whole() {
        return Ok(Ending::Arrived);
    }
    let response = client.get(address, &conditions(part, held))?;
    match (response.status().as_u16(), part.begun(), held) {
        (200, _, _) => part.begin(Record::of(address, &response))?,
        (206, Some(begun), _) if begun.is_continued_by(&response, part.length()) => (),
        (206 | 416, Some(_), _) => {
            part.throw_away()?;
            return Err(Hindrance::Changed.into());
        }
        (304, None, Some(held)) => return Ok(Ending::Unchanged(held.file.clone())),
        (status, _, _) => {
            return Err(FetchError::Unexpected { address: address.clone(), status }.into());
        }
    }
    receive(client.settings.most_bytes, address, part, response.into_body(), progress)
}

/// What is asked beside the address: the rest of what has begun, or news of what is held.
fn conditions(part: &Part, held: Option<&Held>) -> Vec<(HeaderName, String)> {
    if let Some(version) = part.begun().and_then(Record::version) {
        let rest = format!("bytes={}-", part.length());
        return vec![(header::RANGE, rest), (header::IF_RANGE, version.to_owned())];
    }
    let record = held.and_then(|held| held.record.as_ref());
    record.and_then(Record::unless_unchanged).into_iter().collect()
}

/// Takes the body of an answer, a block at a time.
fn receive(
    most: u64,
    address: &Address,
    part: &mut Part,
    body: Body,
    progress: &mut dyn FnMut(Progress),
) -> Result<Ending, Setback> {
    let announced = part.announced();
    let (mut body, mut block) = (body.into_reader(), vec![0; BLOCK]);
    while part.length().max(announced.unwrap_or(0)) <= most {
        let count = body.read(&mut block).map_err(|error| broken_off(error.into(), part))?;
        if count == 0 {
            return ended(part, announced);
        }
        part.add(&block[..count])?;
        if announced.is_some_and(|whole| part.length() > whole) {
            part.throw_away()?;
            return Err(Hindrance::Changed.into());
        }
        progress(Progress::Receiving { arrived: part.length(), whole: announced });
    }
    part.throw_away()?;
    Err(FetchError::TooLarge { address: address.clone(), most }.into())
}

fn ended(part: &mut Part, announced: Option<u64>) -> Result<Ending, Setback> {
    let arrived = part.length();
    match announced {
        Some(announced) if arrived < announced => {
            Err(Hindrance::CutOff { arrived, announced }.into())
        }
        Some(_) | None => {
            part.end()?;
            Ok(Ending::Arrived)
        }
    }
}

fn broken_off(error: ureq::Error, part: &Part) -> Hindrance {
    let arrived = part.length();
    match (error, part.announced()) {
        (ureq::Error::Timeout(_), _) => Hindrance::Stalled { arrived },
        (_, Some(announced)) => Hindrance::CutOff { arrived, announced },
        (error, None) => Hindrance::Connection(error.to_string()),
    }
}

/// Checks what arrived, and gives it its name; throws it away when it is wrong.
fn finish(
    wanted: &Wanted,
    mut part: Part,
    progress: &mut dyn FnMut(Progress),
) -> Result<Downloaded, FetchError> {
    let checksums = checksums(part.path(), progress)?;
    let checked = match (wanted.md5, checksums.md5) {
        (Some(published), arrived) if published == arrived => Ok(Checked::PublishersMd5),
        (Some(published), arrived) => {
            let address = wanted.address.clone();
            Err(FetchError::WrongChecksum { address, published, arrived })
        }
        (None, _) => {
            check_whole_zip(part.path(), &wanted.address, progress).map(|()| Checked::WholeZip)
        }
    };
    let checked = match checked {
        Ok(checked) => checked,
        Err(error) => {
            if !matches!(error, FetchError::Disk { .. }) {
                part.throw_away()?;
            }
            return part.leave().and(Err(error));
        }
    };
    let arrival = match part.taken_up() {
        0 => Arrival::Fetched,
        from => Arrival::Resumed { from },
    };
    let path = part.finish(checksums.sha256)?;
    Ok(Downloaded { path, address: wanted.address.clone(), checksums, checked, arrival })
}

fn checksums(path: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Checksums, FetchError> {
    let of = fs::metadata(path).map_err(on_disk("measuring", path))?.len();
    let mut tell = |done| progress(Progress::Checking { done, of });
    Checksums::of_file(path, &mut tell).map_err(on_disk("reading", path))
}
