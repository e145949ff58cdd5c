//! Files that change, that are held already, and servers that mix them up.

use sources::fetch::Arrival;
use sources::fetch::Checked;
use sources::fetch::FetchError;

use crate::bench::Bench;
use crate::bench::archive_with;
use crate::bench::md5_of;
use crate::server::Manner;
use crate::server::Server;

#[test]
fn a_server_that_ignores_the_range_is_taken_from_the_start() {
    let archive = archive_with(2000);
    let server = Server::serving(&archive, [Manner::CutOffAfter(900), Manner::IgnoringRange]);
    let bench = Bench::wanting(&server, Some(md5_of(&archive)));
    bench.fetch().unwrap();
    assert_eq!(bench.bytes(), Some(archive));
    assert_eq!(server.asked()[1].header("range"), Some("bytes=900-"));
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_file_that_changed_in_between_is_fetched_from_its_start() {
    let (before, after) = (archive_with(2000), archive_with(1500));
    let changed = Manner::Changed(after.clone(), "\"second\"");
    let server = Server::serving(&before, [Manner::CutOffAfter(900), changed]);
    let bench = Bench::wanting(&server, None);
    bench.fetch().unwrap();
    assert_eq!(bench.bytes(), Some(after));
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_part_of_another_version_is_never_joined_to_what_was_begun() {
    // As long as the first, so that only its version tells it from the first.
    let before = archive_with(2000);
    let after: Vec<u8> = before.iter().map(|byte| byte ^ 1).collect();
    let mixed_up = Manner::IgnoringIfRange(after.clone(), "\"second\"");
    let server = Server::serving(&before, [Manner::CutOffAfter(900), mixed_up]);
    let bench = Bench::wanting(&server, Some(md5_of(&after)));
    bench.fetch().unwrap();
    assert_eq!(bench.bytes(), Some(after));
    let ranges: Vec<bool> =
        server.asked().iter().map(|asked| asked.header("range").is_some()).collect();
    assert_eq!(ranges, [false, true, false]);
}

#[test]
fn a_file_that_became_shorter_than_its_part_is_fetched_from_its_start() {
    let (before, after) = (archive_with(2000), archive_with(1));
    let mixed_up = Manner::IgnoringIfRange(after.clone(), "\"second\"");
    let server = Server::serving(&before, [Manner::CutOffAfter(9000), mixed_up]);
    let bench = Bench::wanting(&server, Some(md5_of(&after)));
    bench.fetch().unwrap();
    assert_eq!(bench.bytes(), Some(after));
}

#[test]
fn what_is_not_named_as_a_version_is_not_gone_on_with() {
    for version in ["", "W/\"weak\""] {
        let archive = archive_with(2000);
        let server = Server::serving(&archive, [Manner::CutOffAfter(900)]).with_version(version);
        let bench = Bench::wanting(&server, Some(md5_of(&archive)));
        bench.fetch().unwrap();
        assert_eq!(bench.bytes(), Some(archive));
        assert_eq!(server.asked()[1].header("range"), None, "{version}");
    }
}

#[test]
fn a_date_of_change_names_a_version_where_there_is_no_tag() {
    let archive = archive_with(2000);
    let date = "Tue, 16 Sep 2025 10:00:00 GMT";
    let server = Server::serving(&archive, [Manner::CutOffAfter(900)]).with_version(date);
    let bench = Bench::wanting(&server, Some(md5_of(&archive)));
    bench.fetch().unwrap();
    assert_eq!(bench.bytes(), Some(archive));
    assert_eq!(server.asked()[1].header("if-range"), Some(date));
}

#[test]
fn a_file_that_agrees_with_the_publishers_checksum_is_not_asked_for_again() {
    let archive = archive_with(500);
    let server = Server::serving(&archive, []);
    let bench = Bench::wanting(&server, Some(md5_of(&archive)));
    let first = bench.fetch().unwrap();
    let second = bench.fetch().unwrap();
    assert_eq!(second.arrival, Arrival::AlreadyHeld);
    assert_eq!(second.checksums, first.checksums);
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn a_file_without_a_printed_checksum_is_held_while_the_server_calls_it_unchanged() {
    let (before, after) = (archive_with(500), archive_with(600));
    let changed = Manner::Changed(after.clone(), "\"second\"");
    let server = Server::serving(&before, [Manner::Well, Manner::Well, changed]);
    let bench = Bench::wanting(&server, None);
    assert_eq!(bench.fetch().unwrap().checked, Checked::WholeZip);
    assert_eq!(bench.fetch().unwrap().arrival, Arrival::AlreadyHeld);
    assert_eq!(server.asked()[1].header("if-none-match"), Some("\"first\""));
    assert_eq!(bench.bytes(), Some(before));

    assert_eq!(bench.fetch().unwrap().arrival, Arrival::Fetched);
    assert_eq!(bench.bytes(), Some(after));
}

#[test]
fn a_file_that_was_harmed_on_the_disk_is_fetched_again() {
    let archive = archive_with(500);
    for md5 in [None, Some(md5_of(&archive))] {
        let server = Server::serving(&archive, []);
        let bench = Bench::wanting(&server, md5);
        bench.fetch().unwrap();
        std::fs::write(bench.path(), &archive[1..]).unwrap();
        assert_eq!(bench.fetch().unwrap().arrival, Arrival::Fetched);
        assert_eq!(bench.bytes(), Some(archive.clone()));
        assert_eq!(server.asked()[1].header("if-none-match"), None);
    }
}

#[test]
fn a_record_that_cannot_be_read_costs_only_what_had_arrived() {
    let archive = archive_with(2000);
    let server = Server::serving(&archive, [Manner::CutOffAfter(900)]);
    let mut bench = Bench::wanting(&server, Some(md5_of(&archive)));
    bench.settings.tries.most = 1;
    bench.fetch().unwrap_err();
    std::fs::write(bench.path().with_extension("zip.part.json"), "{\"url\":").unwrap();
    assert_eq!(bench.fetch().unwrap().arrival, Arrival::Fetched);
    assert_eq!(server.asked()[1].header("range"), None);
}

#[test]
fn a_part_harmed_on_the_disk_is_found_out_by_its_checksum() {
    let archive = archive_with(2000);
    let server = Server::serving(&archive, [Manner::CutOffAfter(900)]);
    let mut bench = Bench::wanting(&server, Some(md5_of(&archive)));
    bench.settings.tries.most = 1;
    bench.fetch().unwrap_err();
    std::fs::write(bench.path().with_extension("zip.part"), [0; 900]).unwrap();
    let error = bench.fetch().unwrap_err();
    assert!(matches!(error, FetchError::WrongChecksum { .. }), "{error}");
    assert_eq!(bench.fetch().unwrap().arrival, Arrival::Fetched);
    assert_eq!(bench.bytes(), Some(archive));
}
