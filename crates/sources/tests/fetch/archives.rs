//! The whole fetch: the publisher's page, the archives that hold the months, and what is said when
//! they cannot be had.

use partnership::terms::month::Month;
use sources::fetch::Address;
use sources::fetch::Arrival;
use sources::fetch::Checked;
use sources::fetch::Client;
use sources::fetch::FetchError;
use sources::fetch::FetchedArchive;
use sources::fetch::Progress;
use sources::fetch::Settings;
use sources::fetch::fetch_archives;

use crate::bench::archive_with;
use crate::bench::md5_of;
use crate::bench::settings;
use crate::server::Manner;
use crate::server::Server;

/// The publisher's page with one archive on it.
fn page(archive: &str, holds: &str, md5: &str) -> String {
    format!(
        "<div class=\"download\"><a href=\"/data/archive/{archive}.zip\">An archive</a> (1.6 GB)\n\
         <p class=\"contained-range\">\n Contains data from {holds}\n</p>\n\
         <p class=\"md5sum\">{md5}</p></div>"
    )
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn fetch(
    server: &Server,
    from: &str,
    to: &str,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<FetchedArchive>, FetchError> {
    let folder = tempfile::tempdir().unwrap();
    let client = Client::new(settings(&server.address("http", "")))?;
    fetch_archives(&client, month(from), month(to), folder.path(), progress)
}

#[test]
fn a_year_is_fetched_in_one_archive_and_checked_against_the_page() {
    let archive = archive_with(500);
    let page = page("2025-12", "Jan 2023 to Dec 2025", &md5_of(&archive).to_string());
    let server = Server::serving(&archive, []).with_page(&page);
    let fetched = fetch(&server, "2025-01", "2025-12", &mut |_| ()).unwrap();
    assert_eq!(fetched.len(), 1);
    assert_eq!(fetched[0].archive.to_string(), "2025-12.zip");
    assert_eq!(fetched[0].file.checked, Checked::PublishersMd5);
    let asked: Vec<String> = server.asked().into_iter().map(|asked| asked.path).collect();
    assert_eq!(asked, ["/", "/2025-12.zip"]);
}

#[test]
fn without_the_page_the_archives_are_unpacked_to_check_them() {
    let archive = archive_with(500);
    let server = Server::serving(&archive, [Manner::Status(404, "")]);
    let mut begun = Vec::new();
    let mut note = |progress| {
        if let Progress::Begun { archive, number, of } = progress {
            begun.push((archive.to_string(), number, of));
        }
    };
    let fetched = fetch(&server, "2020-01", "2025-12", &mut note).unwrap();
    assert_eq!(fetched.len(), 2);
    assert!(fetched.iter().all(|one| one.file.checked == Checked::WholeZip));
    assert!(fetched.iter().all(|one| one.file.arrival == Arrival::Fetched));
    let expected = [("2022-12.zip".to_owned(), 1, 2), ("2025-12.zip".to_owned(), 2, 2)];
    assert_eq!(begun, expected);
}

#[test]
fn a_month_not_published_yet_is_refused_with_the_latest_that_is() {
    let page = page("2026-07", "Aug 2023 to Jul 2026", "295d5eef6b58f28da80205235ba54745");
    let server = Server::serving(&[], []).with_page(&page);
    let told = fetch(&server, "2026-01", "2026-12", &mut |_| ()).unwrap_err().to_string();
    assert_eq!(
        told,
        "2026-12.zip is not published: the latest that the publisher lists is 2026-07.zip; ask for \
         months up to 2026-07, with `--to 2026-07`"
    );
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn an_archive_that_holds_less_than_is_wanted_is_refused_before_it_is_fetched() {
    let page = page("2025-12", "Jan 2024 to Dec 2025", "295d5eef6b58f28da80205235ba54745");
    let server = Server::serving(&archive_with(5), []).with_page(&page);
    let told = fetch(&server, "2023-06", "2025-12", &mut |_| ()).unwrap_err().to_string();
    assert!(told.contains("holds 2024-01 to 2025-12"), "{told}");
    assert!(told.contains("2023-06 to 2025-12 were wanted"), "{told}");
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn months_that_cannot_be_planned_ask_nobody() {
    let server = Server::serving(&[], []);
    let error = fetch(&server, "2025-12", "2025-01", &mut |_| ()).unwrap_err();
    assert!(matches!(error, FetchError::Plan(_)), "{error}");
    assert!(server.asked().is_empty());
}

#[test]
fn the_page_is_asked_for_again_when_the_server_is_busy() {
    let archive = archive_with(50);
    let server = Server::serving(&archive, [Manner::Status(503, "")]);
    fetch(&server, "2025-12", "2025-12", &mut |_| ()).unwrap();
    assert_eq!(server.asked().len(), 3);
}

#[test]
fn the_police_are_asked_unless_somebody_else_is_named() {
    assert_eq!(Settings::default().archives, Address::police_archives());
    assert_eq!(
        Address::parse("https://data.police.uk/data/archive/"),
        Ok(Address::police_archives())
    );
}
