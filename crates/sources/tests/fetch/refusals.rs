//! What is refused, what is tried again, and what people are told.

use std::time::Duration;

use sources::fetch::Address;
use sources::fetch::FetchError;
use sources::fetch::Hindrance;

use crate::bench::Bench;
use crate::bench::archive_with;
use crate::bench::md5_of;
use crate::bench::waits;
use crate::server::Manner;
use crate::server::Server;

#[test]
fn what_is_not_there_is_not_asked_for_twice() {
    for status in [403, 404, 410] {
        let server = Server::serving(&[], [Manner::Status(status, "")]);
        let bench = Bench::wanting(&server, None);
        let error = bench.fetch().unwrap_err();
        assert!(matches!(error, FetchError::NotThere { .. }), "{error}");
        assert!(!bench.path().with_extension("zip.part").exists());
        let told = error.to_string();
        assert!(told.contains(&format!("the server answered {status}")), "{told}");
        assert!(told.contains("try an earlier month with `--to`"), "{told}");
        assert_eq!(server.asked().len(), 1);
    }
}

#[test]
fn a_busy_server_is_left_alone_for_as_long_as_it_asks() {
    for status in [429, 500, 502, 503, 504] {
        let archive = archive_with(50);
        let server = Server::serving(&archive, [Manner::Status(status, "Retry-After: 30\r\n")]);
        let bench = Bench::wanting(&server, Some(md5_of(&archive)));
        bench.fetch().unwrap();
        assert_eq!(waits().last(), Some(&Duration::from_secs(30)));
        assert_eq!(bench.bytes(), Some(archive));
    }
}

#[test]
fn a_server_that_asks_for_an_hour_is_not_waited_for() {
    let server = Server::serving(&[], [Manner::Status(503, "Retry-After: 3600\r\n")]);
    let error = Bench::wanting(&server, None).fetch().unwrap_err();
    assert!(error.to_string().contains("left alone for 3600 seconds"), "{error}");
    assert!(waits().is_empty());
}

#[test]
fn tries_come_to_an_end_and_waits_double() {
    let server = Server::serving(&[], vec![Manner::Status(500, ""); 9]);
    let error = Bench::wanting(&server, None).fetch().unwrap_err();
    assert!(
        matches!(
            error,
            FetchError::GaveUp { tries: 4, last: Hindrance::Status { status: 500 }, .. }
        ),
        "{error}"
    );
    assert_eq!(server.asked().len(), 4);
    assert_eq!(waits(), [2, 4, 8].map(Duration::from_secs));
}

#[test]
fn a_file_shorter_than_announced_is_never_taken_for_whole() {
    let archive = archive_with(500);
    let announcing = vec![Manner::Announcing(archive.len() + 100); 9];
    let server = Server::serving(&archive, announcing);
    let bench = Bench::wanting(&server, None);
    let error = bench.fetch().unwrap_err();
    let (arrived, announced) = (archive.len(), archive.len() + 100);
    let told = format!("{arrived} bytes arrived of {announced} announced");
    assert!(error.to_string().contains(&told), "{error}");
    assert_eq!(bench.bytes(), None);
}

#[test]
fn a_file_longer_than_announced_is_refused_with_and_without_a_checksum() {
    let archive = archive_with(500);
    for md5 in [None, Some(md5_of(&archive))] {
        let server = Server::serving(&archive, [Manner::Announcing(archive.len() - 100)]);
        let bench = Bench::wanting(&server, md5);
        let error = bench.fetch().unwrap_err();
        assert!(
            matches!(error, FetchError::WrongChecksum { .. } | FetchError::NotAWholeZip { .. }),
            "{error}"
        );
        assert_eq!((bench.bytes(), bench.waiting()), (None, 0));
    }
}

#[test]
fn bytes_that_are_not_the_publishers_are_thrown_away() {
    let (archive, other) = (archive_with(50), archive_with(51));
    let server = Server::serving(&other, []);
    let bench = Bench::wanting(&server, Some(md5_of(&archive)));
    let told = bench.fetch().unwrap_err().to_string();
    assert!(told.contains(&format!("arrived with MD5 {}", md5_of(&other))), "{told}");
    assert!(told.contains(&format!("the publisher gives {}", md5_of(&archive))), "{told}");
    assert_eq!((bench.bytes(), bench.waiting()), (None, 0));
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn a_zip_with_one_wrong_byte_is_found_out_where_no_checksum_is_printed() {
    let mut archive = archive_with(500);
    archive[200] ^= 1;
    let server = Server::serving(&archive, []);
    let error = Bench::wanting(&server, None).fetch().unwrap_err();
    assert!(matches!(error, FetchError::NotAWholeZip { .. }), "{error}");
}

#[test]
fn a_page_instead_of_a_zip_is_refused() {
    let server = Server::serving(b"<h1>Please sign in to the network</h1>", []);
    let error = Bench::wanting(&server, None).fetch().unwrap_err();
    assert!(error.to_string().contains("not a whole ZIP"), "{error}");
}

#[test]
fn no_more_is_written_than_one_file_may_have() {
    let archive = archive_with(500);
    for manner in [Manner::Well, Manner::SayingNoLength] {
        let server = Server::serving(&archive, [manner]);
        let mut bench = Bench::wanting(&server, None);
        bench.settings.most_bytes = 1000;
        let error = bench.fetch().unwrap_err();
        assert!(matches!(error, FetchError::TooLarge { most: 1000, .. }), "{error}");
        assert_eq!((bench.bytes(), bench.waiting()), (None, 0));
    }
}

#[test]
fn a_redirect_is_followed_with_its_conditions() {
    let archive = archive_with(500);
    let store = Server::serving(&archive, [Manner::CutOffAfter(600)]);
    let target = store.address("http", "archive/2025-12.zip");
    let page = Server::serving(&[], vec![Manner::SendsOnTo(target); 2]);
    let bench = Bench::wanting(&page, Some(md5_of(&archive)));
    bench.fetch().unwrap();
    assert_eq!(bench.bytes(), Some(archive));
    assert_eq!(store.asked()[1].path, "/archive/2025-12.zip");
    assert_eq!(store.asked()[1].header("range"), Some("bytes=600-"));
}

#[test]
fn redirects_in_a_ring_come_to_an_end() {
    let server = Server::serving(&[], vec![Manner::SendsOnTo("/2025-12.zip".to_owned()); 99]);
    let error = Bench::wanting(&server, None).fetch().unwrap_err();
    assert!(matches!(error, FetchError::RedirectsWithoutEnd { most: 5, .. }), "{error}");
    assert_eq!(server.asked().len(), 6);
}

#[test]
fn a_redirect_to_an_open_address_elsewhere_is_refused_unasked() {
    for target in ["http://example.org/2025-12.zip", "ftp://127.0.0.1/2025-12.zip"] {
        let server = Server::serving(&[], [Manner::SendsOnTo(target.to_owned())]);
        let error = Bench::wanting(&server, None).fetch().unwrap_err();
        assert!(matches!(error, FetchError::Redirect { .. }), "{error}");
    }
}

#[test]
fn a_redirect_to_a_host_that_nobody_named_is_refused_unasked() {
    let archive = archive_with(50);
    let store = Server::serving(&archive, []);
    let target = store.address("http", "2025-12.zip").replace("127.0.0.1", "localhost");
    let page = Server::serving(&[], vec![Manner::SendsOnTo(target); 2]);
    let mut bench = Bench::wanting(&page, None);
    let told = bench.fetch().unwrap_err().to_string();
    assert!(told.contains("`localhost` is not the publisher's host"), "{told}");
    assert!(told.contains("--sent-on-to localhost"), "{told}");
    assert!(store.asked().is_empty());
    bench.settings.sent_on_to.push("LocalHost".to_owned());
    bench.fetch().unwrap();
    assert_eq!(bench.bytes(), Some(archive));
}

#[test]
fn two_runs_do_not_fetch_the_same_file_at_once() {
    let archive = archive_with(500);
    let server = Server::serving(&archive, []);
    let bench = Bench::wanting(&server, Some(md5_of(&archive)));
    let mut second = None;
    let mut during = |_| {
        second.get_or_insert_with(|| bench.fetch());
    };
    bench.fetch_telling(&mut during).unwrap();
    assert!(matches!(second, Some(Err(FetchError::Busy { .. }))), "{second:?}");
    assert_eq!(bench.bytes(), Some(archive));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let server = Server::serving(&[], []);
    let bench = Bench::wanting(&server, None);
    std::fs::write(bench.folder().join("fetched"), "a file, not a folder").unwrap();
    let error = bench.fetch().unwrap_err();
    assert!(error.to_string().starts_with("making the folder `"), "{error}");
}

#[test]
fn a_host_that_does_not_exist_is_given_up_in_plain_words() {
    let server = Server::serving(&[], []);
    let mut bench = Bench::wanting(&server, None);
    // Port 1 of this machine: nobody listens there.
    bench.wanted.address = Address::parse("http://127.0.0.1:1/2025-12.zip").unwrap();
    let error = bench.fetch().unwrap_err();
    assert!(
        error.to_string().contains("in 4 tries; the last time the connection failed"),
        "{error}"
    );
}
