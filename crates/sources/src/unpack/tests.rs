//! What `unpack` promises, as tests.

use std::io::Cursor;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::testing::zipped;

/// Unpacks all members of an archive, or says why not.
fn unpacked(archive: &[u8]) -> Result<Vec<(String, Vec<u8>)>, FileFault> {
    let mut all = Vec::new();
    for member in members(Cursor::new(archive))? {
        let mut bytes = Vec::new();
        member.unpacked(Cursor::new(archive.to_vec()))?.read_to_end(&mut bytes)?;
        all.push((member.name, bytes));
    }
    Ok(all)
}

fn fault(archive: &[u8]) -> String {
    unpacked(archive).unwrap_err().to_string()
}

/// Bytes that do not pack well, the same each time.
fn noise(length: usize) -> Vec<u8> {
    let step = |state: &mut u32| {
        *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Some((*state >> 24) as u8)
    };
    std::iter::repeat_n((), length).scan(7, |state, ()| step(state)).collect()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn gunzip(bytes: Vec<u8>) -> Result<Vec<u8>, FileFault> {
    let mut all = Vec::new();
    gunzipped(Box::new(Cursor::new(bytes)))?.read_to_end(&mut all)?;
    Ok(all)
}

#[test]
fn an_archive_cut_off_anywhere_is_refused() {
    let whole = zipped(&[("2014-06/a.csv", &noise(3_000)), ("2014-06/b.csv", b"a,b\n1,2\n")]);
    for length in 0..whole.len() {
        assert!(unpacked(&whole[..length]).is_err(), "cut at {length}");
    }
    assert_eq!(unpacked(&whole).unwrap().len(), 2);
}

#[test]
fn a_changed_byte_of_a_member_is_noticed() {
    let mut archive = zipped(&[("a.csv", &noise(3_000))]);
    archive[1_500] ^= 1;
    assert!(fault(&archive).contains("damaged"));
}

#[test]
fn gigabytes_of_zeros_are_a_bomb_by_what_they_declare() {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("a.csv", SimpleFileOptions::default()).unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..256 {
        archive.write_all(&zeros).unwrap();
    }
    let archive = archive.finish().unwrap().into_inner();
    assert!(archive.len() < 1 << 20);
    assert!(fault(&archive).contains("decompression bomb"));
}

#[test]
fn a_member_that_lies_about_its_size_is_stopped_there() {
    let mut archive = zipped(&[("a.csv", &vec![b'x'; 5 << 20])]);
    let declared = (5_u32 << 20).to_le_bytes();
    let places: Vec<usize> =
        (0..archive.len() - 4).filter(|at| archive[*at..*at + 4] == declared).collect();
    assert_eq!(places.len(), 2, "in the member's header and in the directory");
    for at in places {
        archive[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(fault(&archive).contains("longer than declared"));
}

#[test]
fn members_that_share_their_bytes_are_refused() {
    let member = |name: &str| Member {
        name: name.to_owned(),
        unpacked: 100,
        start: 40,
        packed: 100,
        crc32: 0,
        method: Method::Deflated,
    };
    assert!(check_places(&[member("a"), member("b")], 1_000).is_err());
    assert!(check_places(&[member("a")], 139).is_err());
    assert!(check_places(&[member("a")], 140).is_ok());
}

#[test]
fn a_name_that_leads_out_refuses_the_whole_archive() {
    let names = ["../a.csv", "a/../../b.csv", "/etc/a.csv", "\\a.csv", "C:\\a.csv", "a\\..\\b.csv"];
    for name in names {
        assert!(leads_out(name), "{name}");
    }
    for name in ["2014-06/2014-06-kent-street.csv", "a..b.csv", "..a/b.csv"] {
        assert!(!leads_out(name), "{name}");
    }
    let archive = zipped(&[("good.csv", b"a"), ("../evil.csv", b"a")]);
    assert!(fault(&archive).contains("leads out of the archive"));
}

#[test]
fn an_encrypted_member_is_refused() {
    let mut archive = zipped(&[("a.csv", b"a,b\n1,2\n")]);
    // The lowest bit of the flags, behind the signatures of header and directory.
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = archive.windows(4).position(|four| four == signature).unwrap();
        archive[at + flags] |= 1;
    }
    assert!(fault(&archive).contains("encrypted"));
}

#[test]
fn a_method_that_is_not_read_is_named() {
    let mut archive = zipped(&[("a.csv", b"a,b\n1,2\n")]);
    for (signature, method) in [(b"PK\x03\x04", 8), (b"PK\x01\x02", 10)] {
        let at = archive.windows(4).position(|four| four == signature).unwrap();
        archive[at + method] = 93;
    }
    let fault = fault(&archive);
    assert!(fault.contains("`a.csv` is packed by the method"), "{fault}");
}

#[test]
fn gzip_is_unpacked_and_anything_else_left() {
    assert_eq!(gunzip(gzipped(b"a,b\n")).unwrap(), b"a,b\n");
    assert_eq!(gunzip(b"a,b\n".to_vec()).unwrap(), b"a,b\n");
    assert_eq!(gunzip([gzipped(b"a"), gzipped(b"b")].concat()).unwrap(), b"ab");
}

#[test]
fn gzip_cut_off_anywhere_is_refused() {
    let whole = gzipped(&noise(3_000));
    for length in (2..whole.len()).step_by(7) {
        assert!(gunzip(whole[..length].to_vec()).is_err(), "cut at {length}");
    }
}

#[test]
fn a_gzip_bomb_is_stopped_at_some_megabytes() {
    let packed = gzipped(&vec![0; 128 << 20]);
    let mut reader = gunzipped(Box::new(Cursor::new(packed))).unwrap();
    let (mut buffer, mut read) = (vec![0; 1 << 16], 0);
    let error = loop {
        match reader.read(&mut buffer) {
            Ok(0) => panic!("not noticed"),
            Ok(more) => read += more,
            Err(error) => break FileFault::from(error),
        }
    };
    assert!(matches!(error, FileFault::Bomb { .. }), "{error}");
    assert!(read as u64 <= HARMLESS + (1 << 20), "{read}");
}

#[test]
fn a_reader_is_held_whole_only_up_to_the_limit() {
    assert_eq!(whole(&mut &b"abc"[..], 3).unwrap(), b"abc");
    assert!(matches!(whole(&mut &b"abcd"[..], 3), Err(FileFault::TooLarge { limit: 3 })));
    assert!(matches!(whole(&mut &b""[..], 3), Err(FileFault::Empty)));
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = unpacked(&bytes);
        let _ = gunzip([&[0x1F, 0x8B], &*bytes].concat());
    }

    #[test]
    fn any_change_of_a_byte_never_panics(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut archive = zipped(&[("2014-06/a.csv", b"a,b\n1,2\n"), ("b.csv", &noise(50))]);
        let place = place.index(archive.len());
        archive[place] = byte;
        let _ = unpacked(&archive);
    }

    #[test]
    fn packed_bytes_are_unpacked_the_same(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let archive = zipped(&[("a/b.csv", &bytes)]);
        prop_assert_eq!(unpacked(&archive).unwrap(), [("a/b.csv".to_owned(), bytes.clone())]);
        prop_assert_eq!(gunzip(gzipped(&bytes)).unwrap(), bytes);
    }
}
