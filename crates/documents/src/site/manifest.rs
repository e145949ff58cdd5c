//! The list of a site's files with their SHA-256, so that anybody can check a copy.

use partnership::publication::site::Site;
use sha2::Digest;
use sha2::Sha256;

use crate::hexadecimal::hexadecimal;
use crate::site::SiteFile;

#[derive(serde::Serialize)]
struct Manifest<'a> {
    publisher: &'a str,
    cycle: String,
    published: String,
    files: Vec<Listed<'a>>,
}

#[derive(serde::Serialize)]
struct Listed<'a> {
    path: &'a str,
    bytes: usize,
    sha256: String,
}

/// The list of these files.
pub(super) fn of(site: &Site, files: &[SiteFile]) -> Result<String, serde_json::Error> {
    let listed = files.iter().map(|file| Listed {
        path: &file.path,
        bytes: file.bytes.len(),
        sha256: hexadecimal(&Sha256::digest(&file.bytes)),
    });
    let whose = site.whose();
    let manifest = Manifest {
        publisher: &whose.publisher,
        cycle: whose.cycle.to_string(),
        published: whose.today.to_string(),
        files: listed.collect(),
    };
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}
