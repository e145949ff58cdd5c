//! Whether a ZIP is whole, where its publisher prints no checksum.
//!
//! In comes the file; out goes a refusal when any file in it does not agree with its own checksum.

use std::fs::File;
use std::io;
use std::io::BufReader;
use std::io::Read;
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use super::Progress;
use super::address::Address;
use super::error::FetchError;
use super::error::on_disk;

/// The most that the files of an archive may unpack to: ten times what three years have.
const MOST_UNPACKED: u64 = 100 << 30;

/// Unpacks every file in the ZIP at `path` and keeps none of it; unpacking checks each one's CRC.
pub(super) fn check_whole_zip(
    path: &Path,
    address: &Address,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), FetchError> {
    let file = File::open(path).map_err(on_disk("opening", path))?;
    let of = file.metadata().map_err(on_disk("measuring", path))?.len();
    let mut tell = |done| progress(Progress::Checking { done, of });
    unpack(BufReader::new(file), &mut tell)
        .map_err(|why| FetchError::NotAWholeZip { address: address.clone(), why: why.to_string() })
}

fn unpack(file: BufReader<File>, tell: &mut dyn FnMut(u64)) -> Result<(), ZipError> {
    let mut archive = ZipArchive::new(file)?;
    let (mut left, mut done) = (MOST_UNPACKED, 0_u64);
    for place in 0..archive.len() {
        let entry = archive.by_index(place)?;
        done = done.saturating_add(entry.compressed_size());
        let unpacked = io::copy(&mut entry.take(left.saturating_add(1)), &mut io::sink())?;
        left = left.checked_sub(unpacked).ok_or(ZipError::InvalidArchive(
            "it unpacks to more than an archive of the police can hold".into(),
        ))?;
        tell(done);
    }
    Ok(())
}
