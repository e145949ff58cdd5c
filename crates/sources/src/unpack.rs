//! ZIP and gzip, unpacked as streams under guard.
//!
//! In comes a packed file; out go readers that give its bytes, and that stop with a fault at damage,
//! at a bomb and at names that lead out of the archive. Nothing is unpacked to disk.

use std::io;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;

use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use flate2::bufread::MultiGzDecoder;
use zip::CompressionMethod;
use zip::ZipArchive;

use crate::fault::FileFault;

/// The most bytes that one packed file may unpack to: some fifty times a year of the largest force.
pub(crate) const MOST_BYTES: u64 = 4 << 30;
/// The most members of an archive: a year of every force has some 1,600.
const MOST_MEMBERS: usize = 100_000;
/// How many times its packed size data may have. Crime data have some 6 times, deflate allows 1,032.
const MOST_RATIO: u64 = 100;
/// Below this many bytes no ratio is too large.
const HARMLESS: u64 = 16 << 20;
const CHUNK: usize = 64 << 10;

/// A file inside a ZIP archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) unpacked: u64,
    start: u64,
    packed: u64,
    crc32: u32,
    method: Method,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Stored,
    Deflated,
}

/// The files inside a ZIP archive, folders left out, in the archive's order.
///
/// The whole archive is refused for one member that leads out of it, is encrypted, is a bomb by its
/// declared size or shares its bytes with another.
pub(crate) fn members<R: Read + Seek>(mut source: R) -> Result<Vec<Member>, FileFault> {
    let size = source.seek(SeekFrom::End(0))?;
    let mut archive = ZipArchive::new(BufReader::new(source)).map_err(damaged_zip)?;
    if archive.len() > MOST_MEMBERS {
        return Err(FileFault::ManyMembers { found: archive.len(), limit: MOST_MEMBERS });
    }
    let mut members = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(damaged_zip)?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        if leads_out(&name) || entry.is_symlink() {
            return Err(FileFault::NameLeadsOut(name));
        }
        if !entry.is_dir() {
            members.push(member(&entry, name)?);
        }
    }
    check_places(&members, size)?;
    check_bomb(members.iter().map(|member| member.unpacked).sum(), size)?;
    Ok(members)
}

fn member<R: Read + ?Sized>(
    entry: &zip::read::ZipFile<'_, R>,
    name: String,
) -> Result<Member, FileFault> {
    if entry.encrypted() {
        return Err(FileFault::Encrypted(name));
    }
    let method = match entry.compression() {
        CompressionMethod::Stored => Method::Stored,
        CompressionMethod::Deflated => Method::Deflated,
        other => return Err(FileFault::Method { member: name, method: other.to_string() }),
    };
    let (packed, unpacked) = (entry.compressed_size(), entry.size());
    if unpacked > MOST_BYTES {
        return Err(FileFault::TooLarge { limit: MOST_BYTES });
    }
    check_bomb(unpacked, packed)?;
    let no_start = || FileFault::DamagedZip(format!("`{name}` has no place in it"));
    let start = entry.data_start().ok_or_else(no_start)?;
    Ok(Member { name, unpacked, start, packed, crc32: entry.crc32(), method })
}

/// Whether a member's name would land outside the folder it is unpacked to.
fn leads_out(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    let upwards = name.split(['/', '\\']).any(|part| part == "..");
    drive || upwards || name.starts_with(['/', '\\']) || name.contains('\0')
}

/// Refuses members that end behind the archive or share bytes, as an overlap bomb's do.
fn check_places(members: &[Member], size: u64) -> Result<(), FileFault> {
    let mut places: Vec<_> = members.iter().map(|one| (one.start, one.packed, &one.name)).collect();
    places.sort_unstable();
    let mut free = 0;
    for (start, packed, name) in places {
        let end = start.saturating_add(packed);
        if start < free || end > size {
            return Err(FileFault::DamagedZip(format!("`{name}` is not all there")));
        }
        free = end;
    }
    Ok(())
}

fn check_bomb(unpacked: u64, packed: u64) -> Result<(), FileFault> {
    if unpacked > HARMLESS && unpacked / MOST_RATIO > packed {
        return Err(FileFault::Bomb { packed, unpacked, ratio: MOST_RATIO });
    }
    Ok(())
}

fn damaged_zip(error: zip::result::ZipError) -> FileFault {
    match error {
        zip::result::ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
            FileFault::Unreadable(error)
        }
        other => FileFault::DamagedZip(other.to_string()),
    }
}

impl Member {
    /// Its bytes, unpacked from the archive that `source` reads.
    pub(crate) fn unpacked<'s, R: Read + Seek + Send + 's>(
        &self,
        mut source: R,
    ) -> Result<Box<dyn Read + Send + 's>, FileFault> {
        source.seek(SeekFrom::Start(self.start))?;
        let packed = BufReader::with_capacity(CHUNK, source.take(self.packed));
        Ok(match self.method {
            Method::Stored => Box::new(self.checked(packed)),
            Method::Deflated => Box::new(self.checked(DeflateDecoder::new(packed))),
        })
    }

    fn checked<R: Read>(&self, inner: R) -> Checked<R> {
        Checked { inner, crc: Crc::new(), read: 0, size: self.unpacked, crc32: self.crc32 }
    }
}

/// Gives bytes on until they are more than declared, and checks them at their end.
struct Checked<R> {
    inner: R,
    crc: Crc,
    read: u64,
    size: u64,
    crc32: u32,
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer).map_err(damaged)?;
        self.read += read as u64;
        self.crc.update(&buffer[..read]);
        if self.read > self.size {
            return Err(FileFault::Damaged("it is longer than declared".to_owned()).into());
        }
        if read == 0 && !buffer.is_empty() {
            if self.read < self.size {
                return Err(FileFault::Damaged("it is shorter than declared".to_owned()).into());
            }
            if self.crc.sum() != self.crc32 {
                return Err(FileFault::Damaged("its check sum is wrong".to_owned()).into());
            }
        }
        Ok(read)
    }
}

fn damaged(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            FileFault::Damaged(error.to_string()).into()
        }
        _ => error,
    }
}

/// The bytes of `inner`, unpacked when they are gzip.
pub(crate) fn gunzipped(inner: Box<dyn Read + Send>) -> Result<Box<dyn Read + Send>, FileFault> {
    let mut inner = BufReader::with_capacity(CHUNK, inner);
    if inner.fill_buf()?.starts_with(&[0x1F, 0x8B]) {
        let counted = BufReader::with_capacity(CHUNK, Counted { inner, read: 0 });
        return Ok(Box::new(Gunzipped { inner: MultiGzDecoder::new(counted), read: 0 }));
    }
    Ok(Box::new(inner))
}

/// Counts the bytes that pass.
struct Counted<R> {
    inner: R,
    read: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read += read as u64;
        Ok(read)
    }
}

/// Unpacks gzip until it is more than it can honestly be.
struct Gunzipped<R> {
    inner: MultiGzDecoder<BufReader<Counted<R>>>,
    read: u64,
}

impl<R: Read> Read for Gunzipped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer).map_err(damaged)?;
        self.read += read as u64;
        if self.read > MOST_BYTES {
            return Err(FileFault::TooLarge { limit: MOST_BYTES }.into());
        }
        check_bomb(self.read, self.inner.get_ref().get_ref().read)?;
        Ok(read)
    }
}

/// Unpacks all members once, so that readers that trust declared sizes may read them after.
pub(crate) fn check_all(members: &[Member], archive: &[u8], limit: u64) -> Result<(), FileFault> {
    if members.iter().map(|member| member.unpacked).sum::<u64>() > limit {
        return Err(FileFault::TooLarge { limit });
    }
    for member in members {
        io::copy(&mut member.unpacked(io::Cursor::new(archive))?, &mut io::sink())?;
    }
    Ok(())
}

/// All bytes of a reader, when they are no more than `limit`.
pub(crate) fn whole(bytes: &mut dyn Read, limit: u64) -> Result<Vec<u8>, FileFault> {
    let mut held = Vec::new();
    bytes.take(limit + 1).read_to_end(&mut held)?;
    if held.len() as u64 > limit {
        return Err(FileFault::TooLarge { limit });
    }
    if held.is_empty() {
        return Err(FileFault::Empty);
    }
    Ok(held)
}

#[cfg(test)]
mod tests;
