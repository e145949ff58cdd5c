//! ChromeDriver for this run of the tests: started once, and ended with all its browsers with the run.

use std::fs::OpenOptions;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::OnceLock;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Ends its whole group, browsers included, when its input ends: when this process ends, however it
/// ends. Then it takes away what the browsers wrote.
const KEEPER: &str =
    r#"trap : TERM; "$1" --port=0 & cat >/dev/null; kill -TERM 0; wait; rm -rf "$2""#;

struct Driver {
    address: String,
    browser: PathBuf,
    profiles: PathBuf,
    _keeper: Child,
    /// Kept open, for what else ChromeDriver says to go somewhere.
    _said: BufReader<ChildStdout>,
}

/// A new browser with a profile of its own; none where there is no Chromium, and then the test is
/// noted as skipped.
pub(crate) async fn new_browser() -> Option<(Client, TempDir)> {
    static DRIVER: OnceLock<Option<Driver>> = OnceLock::new();
    let Some(driver) = DRIVER.get_or_init(start) else {
        let test = std::thread::current().name().unwrap_or("a test").to_owned();
        skipped(&format!("{test} — no Chromium or no ChromeDriver is installed"));
        return None;
    };
    let profile = tempfile::tempdir_in(&driver.profiles).unwrap();
    let mut builder = ClientBuilder::new(HttpConnector::new());
    let wanted = wanted(driver, &profile);
    builder.capabilities(wanted.as_object().unwrap().clone());
    Some((builder.connect(&driver.address).await.expect("Chromium starts"), profile))
}

/// A browser that asks nothing of any other machine, and tells what is said on its console.
fn wanted(driver: &Driver, profile: &TempDir) -> Value {
    json!({
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": {
            "binary": driver.browser,
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=en-GB",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                format!("--user-data-dir={}", profile.path().display()),
            ],
        },
    })
}

fn start() -> Option<Driver> {
    let browser = program("SAFERPLAN_CHROMIUM", "chromium")?;
    let driver = program("SAFERPLAN_CHROMEDRIVER", "chromedriver")?;
    let profiles = tempfile::Builder::new().prefix("saferplan-browsers").tempdir().unwrap().keep();
    let mut keeper = Command::new("sh")
        .args(["-c", KEEPER, "keeper"])
        .args([&driver, &profiles])
        .env("TMPDIR", &profiles)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .expect("a shell starts");
    let mut said = BufReader::new(keeper.stdout.take().unwrap());
    let port = port(&mut said);
    let address = format!("http://127.0.0.1:{port}");
    Some(Driver { address, browser, profiles, _keeper: keeper, _said: said })
}

/// ChromeDriver chooses a free port and says which.
fn port(said: &mut BufReader<ChildStdout>) -> u16 {
    let mut heard = String::new();
    while said.read_line(&mut heard).unwrap() > 0 {
        let line = heard.lines().next_back().unwrap_or_default();
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            return port.trim_end_matches('.').parse().expect("ChromeDriver names its port");
        }
    }
    panic!("ChromeDriver did not start; it said:\n{heard}")
}

/// The program that the variable names, or else the one of this name on the path.
fn program(variable: &str, name: &str) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let on_path = || std::env::split_paths(&folders).map(|folder| folder.join(name));
    named.or_else(|| on_path().find(|file| file.is_file()))
}

/// Notes that a test could not do its work, for `cargo xtask test` to tell at its end.
fn skipped(test: &str) {
    eprintln!("skipped: {test}");
    let Some(list) = std::env::var_os("SAFERPLAN_SKIPPED") else { return };
    let mut list = OpenOptions::new().append(true).create(true).open(list).unwrap();
    writeln!(list, "{test}").unwrap();
}
