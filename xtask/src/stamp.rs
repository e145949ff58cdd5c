//! Knowing whether what was installed is still what is wanted, and not installing it twice at once.
//!
//! In: the texts that decide what is wanted; a file to hold. Out: a short name for the texts; the
//! file, held until it is dropped.

use std::fs::File;
use std::path::Path;

use anyhow::{Context, Result};

/// A short name for these texts: 64-bit FNV-1a, which is the same on every machine and release.
pub(crate) fn fingerprint(texts: &[&str]) -> String {
    let hash =
        texts.iter().flat_map(|text| text.bytes()).fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{hash:016x}")
}

/// Makes a second run wait while a first one installs the same.
pub(crate) fn hold(lock: &Path) -> Result<File> {
    let file = File::create(lock).with_context(|| format!("making `{}`", lock.display()))?;
    file.lock().with_context(|| format!("waiting for `{}`", lock.display()))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known answers from the test vectors of the FNV specification (Internet draft).
    #[test]
    fn the_fingerprint_is_fnv_1a() {
        assert_eq!(fingerprint(&[]), "cbf29ce484222325");
        assert_eq!(fingerprint(&["foo", "bar"]), "85944171f73967e8");
    }
}
