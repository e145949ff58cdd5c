//! Connections that break, stall and crawl.

use std::time::Duration;

use proptest::prelude::*;
use sources::fetch::Arrival;
use sources::fetch::Checked;
use sources::fetch::FetchError;
use sources::fetch::Hindrance;
use sources::fetch::Progress;

use crate::bench::Bench;
use crate::bench::archive_with;
use crate::bench::md5_of;
use crate::bench::waits;
use crate::server::Manner;
use crate::server::Server;

#[test]
fn a_good_server_is_asked_once_and_the_file_is_checked() {
    let archive = archive_with(2000);
    let server = Server::serving(&archive, []);
    let bench = Bench::wanting(&server, Some(md5_of(&archive)));
    let fetched = bench.fetch().unwrap();
    assert_eq!(bench.bytes(), Some(archive.clone()));
    assert_eq!(fetched.arrival, Arrival::Fetched);
    assert_eq!(fetched.checked, Checked::PublishersMd5);
    assert_eq!(fetched.checksums.length, archive.len() as u64);
    assert_eq!(server.asked().len(), 1);
    assert_eq!(server.asked()[0].header("range"), None);
    assert!(waits().is_empty());
}

#[test]
fn a_connection_cut_off_half_way_is_gone_on_with_from_there() {
    let archive = archive_with(2000);
    let half = archive.len() / 2;
    let server = Server::serving(&archive, [Manner::CutOffAfter(half)]);
    let bench = Bench::wanting(&server, Some(md5_of(&archive)));
    bench.fetch().unwrap();
    assert_eq!(bench.bytes(), Some(archive));
    let asked = server.asked();
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[1].header("range"), Some(format!("bytes={half}-").as_str()));
    assert_eq!(asked[1].header("if-range"), Some("\"first\""));
    assert_eq!(waits(), [Duration::from_secs(2)]);
}

#[test]
fn a_part_that_ends_early_is_gone_on_with_too() {
    let archive = archive_with(2000);
    let server = Server::serving(&archive, [Manner::CutOffAfter(900), Manner::SendingOnly(50)]);
    let bench = Bench::wanting(&server, Some(md5_of(&archive)));
    bench.fetch().unwrap();
    assert_eq!(bench.bytes(), Some(archive));
    assert_eq!(server.asked()[2].header("range"), Some("bytes=950-"));
}

#[test]
fn a_later_run_goes_on_from_what_an_earlier_one_left() {
    let archive = archive_with(2000);
    let cut = [1000, 500, 250, 125].map(Manner::CutOffAfter);
    let server = Server::serving(&archive, cut);
    let bench = Bench::wanting(&server, Some(md5_of(&archive)));
    let error = bench.fetch().unwrap_err();
    assert!(matches!(error, FetchError::GaveUp { tries: 4, .. }), "{error}");
    assert_eq!((bench.bytes(), bench.waiting()), (None, 1875));

    let fetched = bench.fetch().unwrap();
    assert_eq!(fetched.arrival, Arrival::Resumed { from: 1875 });
    assert_eq!(bench.bytes(), Some(archive));
    assert_eq!(server.asked()[4].header("range"), Some("bytes=1875-"));
}

#[test]
fn a_run_stopped_after_the_last_byte_needs_no_server_to_finish() {
    let archive = archive_with(50);
    let server = Server::serving(&archive, [Manner::CutOffAfter(archive.len())]);
    let bench = Bench::wanting(&server, Some(md5_of(&archive)));
    bench.fetch().unwrap();
    let beside = |ending| bench.path().with_extension(ending);
    std::fs::rename(bench.path(), beside("zip.part")).unwrap();
    std::fs::rename(beside("zip.json"), beside("zip.part.json")).unwrap();

    bench.fetch().unwrap();
    assert_eq!(bench.bytes(), Some(archive));
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn a_server_that_falls_silent_is_left_and_asked_for_the_rest() {
    let archive = archive_with(2000);
    let server = Server::serving(&archive, [Manner::StallsAfter(700)]);
    let mut bench = Bench::wanting(&server, Some(md5_of(&archive)));
    bench.settings.stall_after = Duration::from_millis(300);
    let mut told = Vec::new();
    bench.fetch_telling(&mut |progress| told.push(progress)).unwrap();
    assert_eq!(bench.bytes(), Some(archive));
    assert_eq!(server.asked()[1].header("range"), Some("bytes=700-"));
    let waiting = told.into_iter().find_map(|progress| match progress {
        Progress::Waiting { why, tries_left, .. } => Some((why, tries_left)),
        _ => None,
    });
    let why = "the server sent nothing for too long, with 700 bytes arrived".to_owned();
    assert_eq!(waiting, Some((why, 3)));
}

#[test]
fn a_server_that_never_answers_is_given_up() {
    let server = Server::serving(&[], []);
    let mut bench = Bench::wanting(&server, None);
    // A port that listens, and never takes the call up.
    let deaf = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/2025-12.zip", deaf.local_addr().unwrap());
    bench.wanted.address = sources::fetch::Address::parse(&address).unwrap();
    bench.settings.stall_after = Duration::from_millis(50);
    let error = bench.fetch().unwrap_err();
    assert!(
        matches!(error, FetchError::GaveUp { tries: 4, last: Hindrance::Connection(_), .. }),
        "{error}"
    );
}

#[test]
fn a_slow_server_is_waited_for_while_anything_comes() {
    let archive = archive_with(500);
    let server = Server::serving(&archive, [Manner::InDrops]);
    let bench = Bench::wanting(&server, Some(md5_of(&archive)));
    let mut arrived = Vec::new();
    let mut note = |progress| {
        if let Progress::Receiving { arrived: bytes, whole } = progress {
            arrived.push((bytes, whole));
        }
    };
    bench.fetch_telling(&mut note).unwrap();
    assert_eq!(bench.bytes(), Some(archive.clone()));
    let length = archive.len() as u64;
    assert!(arrived.is_sorted());
    assert_eq!(arrived.last(), Some(&(length, Some(length))));
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn a_file_whose_length_is_not_announced_arrives_too() {
    let archive = archive_with(500);
    let server = Server::serving(&archive, [Manner::SayingNoLength]);
    let bench = Bench::wanting(&server, None);
    let fetched = bench.fetch().unwrap();
    assert_eq!(bench.bytes(), Some(archive));
    assert_eq!(fetched.checked, Checked::WholeZip);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn wherever_the_connection_is_cut_the_same_bytes_arrive(
        cuts in proptest::collection::vec(0..6000_usize, 0..4),
        rows in 0..300_usize,
    ) {
        let archive = archive_with(rows);
        let server = Server::serving(&archive, cuts.into_iter().map(Manner::CutOffAfter));
        let bench = Bench::wanting(&server, Some(md5_of(&archive)));
        let fetched = bench.fetch().unwrap();
        prop_assert_eq!(fetched.checksums.length, archive.len() as u64);
        prop_assert_eq!(bench.bytes(), Some(archive));
    }
}
