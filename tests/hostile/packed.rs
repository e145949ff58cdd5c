//! Archives (ZIP): made of members, and hostile ones made of those that are whole.

use std::io::Cursor;
use std::io::Read;
use std::io::Write;

use zip::CompressionMethod;
use zip::ZipArchive;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::mutation::Mutation;

/// An archive of these members.
pub(crate) fn packed(members: &[(&str, &[u8])]) -> Vec<u8> {
    let members: Vec<(String, Vec<u8>)> =
        members.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    pack(&members, CompressionMethod::Deflated)
}

fn pack(members: &[(String, Vec<u8>)], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in members {
        // Two members of one name are refused by who packs, and cannot be made so.
        if zip.start_file(name.as_str(), options).is_ok() {
            zip.write_all(bytes).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

/// The archive with one member changed: its bytes, its name, whether it is there, or how much it swells.
pub(crate) fn with_one_changed(mutation: &mut Mutation, bytes: &[u8]) -> Vec<u8> {
    let mut members = members(bytes);
    let at = mutation.below(members.len());
    let all: Vec<Vec<u8>> = members.iter().map(|(_, bytes)| bytes.clone()).collect();
    if let Some((name, content)) = members.get_mut(at) {
        match mutation.below(12) {
            0 => *name = format!("../{name}"),
            1 => *name = name.to_uppercase(),
            2 => content.resize(1 << 19, b'0'),
            3 => drop(members.remove(at)),
            _ => {
                for _ in 0..=mutation.below(3) {
                    mutation.change(content, &all);
                }
            }
        }
    }
    let method = [CompressionMethod::Deflated, CompressionMethod::Stored][mutation.below(2)];
    pack(&members, method)
}

/// What is in an archive; nothing of what cannot be read.
fn members(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut members = Vec::new();
    for place in 0..zip.len() {
        let Ok(member) = zip.by_index(place) else { continue };
        let Ok(name) = member.name().map(|name| name.into_owned()) else { continue };
        let mut content = Vec::new();
        // A member that swells was made so here.
        if member.take(1 << 20).read_to_end(&mut content).is_ok() {
            members.push((name, content));
        }
    }
    members
}

#[test]
fn an_archive_that_is_changed_is_still_one() {
    let sound = packed(&[("a.csv", b"month\n2014-06\n"), ("b.csv", b"x\n")]);
    assert_eq!(members(&sound).len(), 2);
    let mut mutation = Mutation::seeded(3, &[]);
    let changed: Vec<Vec<u8>> = (0..40).map(|_| with_one_changed(&mut mutation, &sound)).collect();
    assert!(changed.iter().all(|bytes| ZipArchive::new(Cursor::new(bytes)).is_ok()));
    assert!(changed.iter().any(|bytes| members(bytes)[0].1 != members(&sound)[0].1));
}
