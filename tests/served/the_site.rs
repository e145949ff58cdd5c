//! The public site: as it lies on a memory stick, without scripts and without a server; and published by pages, for
//! everybody to read.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::axe;
use crate::hands::Hands;
use crate::independent;
use crate::page::Page;
use crate::page::Scripts;
use crate::page::WIDTHS;
use crate::page::browsing_at;
use crate::partnership::Partnership;
use crate::served::Served;
use crate::structure;

const SMP: &str = "/safer-maidstone-partnership";

/// The pages of a site, by their path within it.
fn pages(site: &Path) -> Vec<String> {
    let (mut folders, mut found) = (vec![site.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "html") {
                found.push(path.strip_prefix(site).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    // Of the many pages of the thread, which are alike, one of each kind is looked at.
    let mut kinds = BTreeSet::new();
    let kind = |path: &str| {
        let name = path.strip_prefix("thread/")?;
        name.split('-').next().map(str::to_owned)
    };
    found.retain(|path| kind(path).is_none_or(|kind| kinds.insert(kind)));
    found
}

/// What axe-core finds on a page at each width, and whether it scrolls sideways.
async fn faults(page: &Page, path: &str) -> Vec<String> {
    page.open(&format!("/{path}")).await;
    let mut faults = Vec::new();
    for width in WIDTHS {
        page.at_width(width).await;
        let found = axe::faults(page).await.into_iter();
        let found = found.chain(structure::overflowing(page).await);
        faults.extend(found.map(|fault| format!("{path} at {width} pixels: {fault}")));
    }
    faults
}

/// What html-validate, which knows what may stand where in HTML, finds wrong with the pages of a site.
fn faults_of_html(site: &Path) -> Option<String> {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo tells a test its package");
    let root = Path::new(&package).join("../..");
    let mut validating = Command::new("node");
    validating.arg(root.join("crates/web/node_modules/html-validate/bin/html-validate.mjs"));
    validating.arg("--config").arg(root.join("tests/served/html-validate.json"));
    validating.args(["--formatter", "text"]).arg(site);
    let validated = validating.output().unwrap();
    let told = [validated.stdout, validated.stderr].concat();
    (!validated.status.success()).then(|| String::from_utf8_lossy(&told).into_owned())
}

/// What it judges: that nothing breaks, and that status, kind and form are as the description has them.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance";

/// What schemathesis, which tries addresses of a description and judges the answers by it, finds wrong with the data below an
/// address.
fn faults_of_the_data(data: &str) -> Option<String> {
    let python = independent::python()?;
    let mut trying = Command::new(Path::new(&python).with_file_name("schemathesis"));
    trying.args(["run", &format!("{data}/openapi.json"), "--url", data, "--no-color"]);
    trying
        .args(["--checks", "not_a_server_error,status_code_conformance,content_type_conformance"]);
    trying.args(["--max-examples", "20", "--checks", CHECKS]);
    let tried = trying.current_dir(std::env::temp_dir()).output().unwrap();
    let told = String::from_utf8_lossy(&tried.stdout).into_owned();
    assert!(told.contains("Test cases"), "schemathesis tried nothing: {told}");
    (!tried.status.success()).then_some(told)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_site_on_a_memory_stick_has_no_fault_at_any_width() {
    let (home, site) = tokio::task::spawn_blocking(|| {
        let home = Partnership::new();
        home.succeeds(&["demo", "--no-serve", "--on", "2015-04-23"]);
        let site = home.out();
        let arguments = ["publish", "--date", "2015-05-08", "--out", site.to_str().unwrap()];
        home.succeeds(&arguments);
        assert_eq!(faults_of_html(&site), None);
        // It would tell of a fault: a page with one is not let by.
        let faulty = site.with_file_name("faulty");
        fs::create_dir(&faulty).unwrap();
        let page = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>A</title></head><body><p><ul></ul></p></body></html>";
        fs::write(faulty.join("index.html"), page).unwrap();
        assert!(faults_of_html(&faulty).is_some_and(|told| told.contains("index.html")));
        (home, site)
    })
    .await
    .unwrap();
    let all = pages(&site);
    assert!(all.len() > 10, "{all:?}");
    browsing_at(format!("file://{}", site.display()), Scripts::Run, |page| async move {
        let mut found = Vec::new();
        for path in all {
            found.extend(faults(&page, &path).await);
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
        drop(home);
    })
    .await;
}

/// Whoever has not signed in reads what was published, and other programs its data.
fn everybody_reads_it(site: &str) {
    let read = |path: &str| ureq::get(format!("{site}{path}")).call();
    let first = read("/published/1/index.html").unwrap().into_body().read_to_string().unwrap();
    assert!(first.contains("Strategic Assessment 2015–16"), "{first}");
    for path in ["/published/1", "/published/1/assessment/index.html", "/published/1/feed.atom"] {
        assert!(read(path).is_ok(), "{path}");
    }
    assert_eq!(faults_of_the_data(&format!("{site}/published/1/api")), None);
}

/// Waits until the site stands among what was published: a debug build sets the documents for longer than the page waits.
async fn is_published(page: &Page, hands: &mut Hands) {
    let stands = "2015–16, published on 5 March 2015";
    for _ in 0..120 {
        let told = page.ask("return document.querySelector('main').innerText").await;
        if told.as_str().is_some_and(|told| told.contains(stands)) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        page.open(&format!("{SMP}/publish")).await;
    }
    hands.reads(&[stands]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_publishes_by_pages_and_everybody_reads_it_until_it_is_withdrawn() {
    let (home, served) = tokio::task::spawn_blocking(|| {
        let home = Partnership::new();
        let served = Served::demo_on(&home, "2015-03-05");
        (home, served)
    })
    .await
    .unwrap();
    let (link, origin) = (served.link.clone(), served.origin.clone());
    let site = origin.clone();
    browsing_at(origin.clone(), Scripts::Run, |page| async move {
        let mut hands = Hands::of(page.clone());
        page.open(link.strip_prefix(&origin).unwrap()).await;
        hands.press_button("Sign in").await;
        page.open(&format!("{SMP}/publish")).await;
        hands
            .reads(&["What would be published", "Strategic Assessment: 2015–16", "Council decides"])
            .await;
        page.called("publish").look_at().await;
        hands.press_button("Publish").await;
        is_published(&page, &mut hands).await;
        page.called("published").look_at().await;
        let of_site = format!("{site}{SMP}");
        tokio::task::spawn_blocking(move || everybody_reads_it(&of_site)).await.unwrap();
        page.open(&format!("{SMP}/published")).await;
        page.called("everybody").look_at().await;
        page.open(&format!("{SMP}/publish/1/withdraw")).await;
        page.called("withdraw").look_at().await;
        hands.press_button("Withdraw it").await;
        hands.reads(&["Nobody says why it is withdrawn"]).await;
        page.ask("document.querySelector('main textarea').value = 'a figure was wrong'").await;
        hands.press_button("Withdraw it").await;
        hands.reads(&["It was withdrawn", "a figure was wrong"]).await;
        let read = |path: &str| ureq::get(format!("{site}{SMP}{path}")).call();
        assert!(read("/published/1/index.html").is_err());
        let told = read("/published").unwrap().into_body().read_to_string().unwrap();
        assert!(told.contains("a figure was wrong"));
    })
    .await;
    drop((home, served));
}
