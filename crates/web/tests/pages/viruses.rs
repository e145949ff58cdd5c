//! Files that are sent where the settings name a virus scanner: ClamAV's own daemon, which knows the harmless file that all
//! scanners take for a virus.

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use partnership::membership::person::Role;
use tempfile::TempDir;
use web::ScanReader;
use web::settings::Settings;
use web::settings::VirusScanner;

use crate::house::Answer;
use crate::house::Browser;
use crate::house::House;
use crate::house::settings_on;
use crate::paper_made::PAPER;

const EXAMPLE: &str = "/safer-maidstone-partnership/consultations/2015-16/smp-2015";
/// What EICAR says that a scanner should find, in two pieces, so that no scanner finds it in this file.
const HARMLESS: [&str; 2] =
    ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE!$H+H*"];

/// ClamAV's daemon with signatures of its own, gone when dropped.
struct Scanner {
    running: Child,
    folder: TempDir,
    port: u16,
}

impl Scanner {
    /// One that answers; none where ClamAV is not installed, and then `test` is noted as skipped.
    fn start(test: &str) -> Option<Scanner> {
        let program = program(test)?;
        let folder = tempfile::Builder::new().prefix("clamd").tempdir().unwrap();
        let signatures = folder.path().join("signatures");
        fs::create_dir(&signatures).unwrap();
        let in_hexadecimal: String =
            HARMLESS.concat().bytes().map(|byte| format!("{byte:02x}")).collect();
        fs::write(signatures.join("eicar.ndb"), format!("Eicar-Test:0:0:{in_hexadecimal}\n"))
            .unwrap();
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let configured = folder.path().join("clamd.conf");
        let (socket, signatures) = (socket(folder.path()), signatures.display());
        fs::write(
            &configured,
            format!(
                "Foreground yes\nDatabaseDirectory {signatures}\nLocalSocket {}\nTCPSocket {port}\nTCPAddr 127.0.0.1\n\
                 StreamMaxLength 1M\n",
                socket.display()
            ),
        )
        .unwrap();
        let running = Command::new(program)
            .arg("--config-file")
            .arg(&configured)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Some(Scanner { running, folder, port })
    }

    /// Waits until it answers at a place.
    async fn at(&self, place: &str) -> VirusScanner {
        let scanner: VirusScanner = place.parse().unwrap();
        for _ in 0..600 {
            if scanner.greet().await.is_ok() {
                return scanner;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("no scanner answers at {place} within a minute");
    }

    async fn at_its_socket(&self) -> VirusScanner {
        self.at(socket(self.folder.path()).to_str().unwrap()).await
    }
}

impl Drop for Scanner {
    fn drop(&mut self) {
        let _ = self.running.kill();
        let _ = self.running.wait();
    }
}

fn socket(folder: &Path) -> PathBuf {
    folder.join("clamd.ctl")
}

/// The daemon: the one that `cargo xtask test` names, or where Debian has it.
fn program(test: &str) -> Option<PathBuf> {
    let named = std::env::var_os("SAFERPLAN_CLAMD").map(PathBuf::from);
    let found = named.or_else(|| Some(PathBuf::from("/usr/sbin/clamd")).filter(|at| at.is_file()));
    if found.is_none() {
        let line = format!("{test}: SAFERPLAN_CLAMD names no ClamAV daemon");
        if let Ok(path) = std::env::var("SAFERPLAN_SKIPPED") {
            let file = fs::OpenOptions::new().create(true).append(true).open(path);
            writeln!(file.unwrap(), "{line}").unwrap();
        }
        eprintln!("skipped: {line}");
    }
    found
}

async fn house(scanner: VirusScanner) -> House {
    let settings = Settings { virus_scanner: Some(scanner), ..settings_on("2015-01-02") };
    let house = House::with(settings).await;
    house.enter_consultation().await;
    house
}

/// Sends a text for the consultation.
async fn send(browser: &mut Browser<'_>, version: &str, text: &str) -> Answer {
    let fields = [("version", version), ("text_title", "What we think"), ("languages", "en")];
    let path = format!("{EXAMPLE}/text/change");
    browser.post_file(&path, &fields, ("text.txt", text.as_bytes())).await
}

#[tokio::test]
async fn a_file_with_a_virus_is_refused_by_name_and_another_is_taken() {
    let Some(clamd) = Scanner::start("a_file_with_a_virus_is_refused") else { return };
    for scanner in
        [clamd.at_its_socket().await, clamd.at(&format!("127.0.0.1:{}", clamd.port)).await]
    {
        let house = house(scanner).await;
        let mut manager = house.signed_in(Role::Manager).await;
        let before = house.consultation().await.latest;
        let version = before.version.0.to_string();
        let refused = send(&mut manager, &version, &HARMLESS.concat()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.holds(&["The file was refused", "Eicar-Test", "Nothing was changed"]);
        assert_eq!(house.consultation().await.latest.version, before.version);
        send(&mut manager, &version, "Three blind mice").await.leads_to();
        manager.get(EXAMPLE).await.shows(&["What we think"]);
    }
}

#[tokio::test]
async fn while_the_scanner_does_not_look_no_file_is_taken() {
    let Some(clamd) = Scanner::start("while_the_scanner_does_not_look") else { return };
    let house = house(clamd.at_its_socket().await).await;
    let mut manager = house.signed_in(Role::Manager).await;
    let before = house.consultation().await.latest;
    let version = before.version.0.to_string();
    // More than it is set to look through.
    let large = send(&mut manager, &version, &"Three blind mice. ".repeat(120_000)).await;
    drop(clamd);
    for answer in [large, send(&mut manager, &version, "Three blind mice").await] {
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        answer.holds(&["The file could not be checked", "the virus scanner does not answer"]);
    }
    assert_eq!(house.consultation().await.latest.version, before.version);
}

/// The same house, in which whoever is handed scans says so.
fn reading_scans(house: House) -> House {
    let reader = ScanReader {
        take: |came| Box::pin(async move { Err(format!("{} files came", came.files.len())) }),
        read_on: |_| Box::pin(async { Err("nothing is read on".to_owned()) }),
    };
    let app = house.app.clone().reading_scans(reader);
    house.serving(web::pages(app.clone(), Router::new()), app)
}

#[tokio::test]
async fn scans_are_looked_through_before_anybody_is_handed_them() {
    let Some(clamd) = Scanner::start("scans_are_looked_through") else { return };
    let house = reading_scans(house(clamd.at_its_socket().await).await);
    let mut manager = house.signed_in(Role::Manager).await;
    let scans = format!("{PAPER}/scans");
    let harmful = HARMLESS.concat();
    let refused = manager.post_file(&scans, &[], ("a.pdf", harmful.as_bytes())).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.holds(&["Eicar-Test", "a.pdf", "nothing of the file is kept"]);
    let coming = fs::read_dir(house.folder.path().join("scans/coming")).unwrap();
    assert_eq!(coming.count(), 0);
    manager.post_file(&scans, &[], ("a.pdf", b"Three blind mice")).await.shows(&["1 files came"]);
}
