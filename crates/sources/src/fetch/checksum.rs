//! Checksums of a file: the MD5 that the publisher prints beside it, and our own SHA-256.
//!
//! In comes a file, or a checksum as printed; out go checksums that can be compared.

use std::fmt;
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;
use std::str::FromStr;

use sha2::Digest;

const BLOCK: usize = 1 << 17;

/// An MD5 checksum, as data.police.uk prints beside each archive.
///
/// It shows damage on the way, not malice: that is what the secure connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Md5([u8; 16]);

/// A SHA-256 checksum, by which we know a file again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sha256([u8; 32]);

/// Why a text is not a checksum.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{found}` is not a checksum; expected {digits} hexadecimal digits")]
pub struct ChecksumError {
    found: String,
    digits: usize,
}

/// A file's length and both its checksums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checksums {
    /// Bytes in the file.
    pub length: u64,
    /// Its MD5.
    pub md5: Md5,
    /// Its SHA-256.
    pub sha256: Sha256,
}

impl Checksums {
    /// Reads a whole file, telling `read_so_far` how many bytes are done.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of_file(path: &Path, read_so_far: &mut dyn FnMut(u64)) -> io::Result<Checksums> {
        let mut file = File::open(path)?;
        let (mut md5, mut sha256) = (md5::Md5::new(), sha2::Sha256::new());
        let (mut block, mut length) = (vec![0; BLOCK], 0_u64);
        loop {
            let count = file.read(&mut block)?;
            if count == 0 {
                let (md5, sha256) = (md5.finalize().into(), sha256.finalize().into());
                return Ok(Checksums { length, md5: Md5(md5), sha256: Sha256(sha256) });
            }
            md5.update(&block[..count]);
            sha256.update(&block[..count]);
            length += count as u64;
            read_so_far(length);
        }
    }
}

impl fmt::Display for Md5 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Md5 {
    type Err = ChecksumError;

    fn from_str(text: &str) -> Result<Md5, ChecksumError> {
        hexadecimal(text).map(Md5)
    }
}

impl FromStr for Sha256 {
    type Err = ChecksumError;

    fn from_str(text: &str) -> Result<Sha256, ChecksumError> {
        hexadecimal(text).map(Sha256)
    }
}

fn hexadecimal<const BYTES: usize>(text: &str) -> Result<[u8; BYTES], ChecksumError> {
    let wrong = || ChecksumError { found: text.chars().take(80).collect(), digits: BYTES * 2 };
    if text.len() != BYTES * 2 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(wrong());
    }
    let mut bytes = [0; BYTES];
    for (place, byte) in bytes.iter_mut().enumerate() {
        let digits = &text[2 * place..2 * place + 2];
        *byte = u8::from_str_radix(digits, 16).map_err(|_| wrong())?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The checksums of "abc" from RFC 1321, appendix A.5, and FIPS 180-2, appendix B.1.
    #[test]
    fn the_checksums_of_abc_are_those_of_the_standards() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("abc");
        std::fs::write(&path, "abc").unwrap();
        let found = Checksums::of_file(&path, &mut |_| ()).unwrap();
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(found.md5, "900150983cd24fb0d6963f7d28e17f72".parse().unwrap());
        assert_eq!(found.sha256, sha256.parse().unwrap());
        assert_eq!(found.sha256.to_string(), sha256);
        assert_eq!(found.length, 3);
    }

    #[test]
    fn a_multipart_etag_is_not_an_md5() {
        let printed_for_june_2019 = "d6494297b24c1434bdb2504e95261bf8-100";
        assert!(printed_for_june_2019.parse::<Md5>().is_err());
        assert!("é".repeat(16).parse::<Md5>().is_err());
    }
}
