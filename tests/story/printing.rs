//! A consultation by the pages alone: its form printed in copies, scanned, sent and read, and its report as files.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;
use std::time::Instant;

use crate::pages::Browser;
use crate::pages::SMP;
use crate::partnership::Partnership;
use crate::partnership::ending;
use crate::served::Served;

const BELOW: &str = "/consultations/2015-16/smp-2015";

/// Dots to the inch of the scans here.
const DOTS: &str = "150";

/// Sends a form; what came back is a file.
fn press(served: &Served, browser: &Browser, fields: &[(&str, &str)]) -> Vec<u8> {
    let address = format!("{}{SMP}{BELOW}/form", served.origin);
    let request = browser.agent.post(&address).header("origin", &served.origin);
    let request = request.header("cookie", &browser.cookie);
    let mut answer = request.send_form(fields.iter().copied()).unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "application/pdf");
    answer.body_mut().with_config().limit(1 << 28).read_to_vec().unwrap()
}

/// The pages of a PDF from one to another as grey pictures, as a scanner would give them.
fn scanned(
    home: &Partnership,
    pdf: &Path,
    to: &str,
    (first, last): (usize, usize),
) -> Vec<PathBuf> {
    let scans = home.out().join(to);
    std::fs::create_dir_all(&scans).unwrap();
    let [first, last] = [first, last].map(|page| page.to_string());
    let done = Command::new("pdftoppm")
        .args(["-r", DOTS, "-gray", "-png", "-f", &first, "-l", &last])
        .args([pdf, &scans.join("page")])
        .status();
    assert!(done.expect("pdftoppm is needed (Debian package poppler-utils)").success());
    ending(&scans, ".png")
}

/// A TIFF file of several pages, as scanners write it.
fn in_one_file(scans: &[PathBuf]) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut bytes).unwrap();
    for scan in scans {
        let page = image::open(scan).unwrap().to_luma8();
        let (width, height) = page.dimensions();
        let grey = encoder.write_image::<tiff::encoder::colortype::Gray8>(width, height, &page);
        grey.unwrap();
    }
    bytes.into_inner()
}

/// Sends files of scans by their page, all at once.
fn send(served: &Served, browser: &Browser, files: &[(&str, &[u8])]) -> (u16, String) {
    let mut body = Vec::new();
    for (name, file) in files {
        let head = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend([head.as_bytes(), file, b"\r\n"].concat());
    }
    body.extend(b"--edge--\r\n");
    let address = format!("{}{SMP}{BELOW}/paper/scans", served.origin);
    let request = browser.agent.post(&address).header("origin", &served.origin);
    let request = request.header("content-type", "multipart/form-data; boundary=edge");
    let mut answer = request.header("cookie", &browser.cookie).send(&body).unwrap();
    (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap_or_default())
}

/// Goes on with what is not read to its end.
fn read_on(served: &Served, browser: &Browser) {
    let address = format!("{}{SMP}{BELOW}/paper/read-on", served.origin);
    let request = browser.agent.post(&address).header("origin", &served.origin);
    let answer = request.header("cookie", &browser.cookie).send_empty().unwrap();
    assert_eq!(answer.status(), 303);
}

/// The page of the paper.
fn paper(served: &Served, browser: &Browser) -> String {
    let (status, text) = served.page(browser, &format!("{SMP}{BELOW}/paper"));
    assert_eq!(status, 200, "{text}");
    text
}

/// The page of the paper, once nothing is being read any more.
fn when_read(served: &Served, browser: &Browser) -> String {
    let begun = Instant::now();
    loop {
        let text = paper(served, browser);
        if text.contains("Batch 1") && !text.contains("being read") {
            return text;
        }
        assert!(begun.elapsed() < Duration::from_secs(300), "it is still being read: {text}");
        std::thread::sleep(Duration::from_millis(500));
    }
}

/// The page loads itself again for whoever asks for it, while scans are being read.
fn is_followed_by_whoever_asks(served: &Served, browser: &Browser) {
    for (asked, again) in [("", None), ("?follow=yes", Some("10"))] {
        let page = served.get(browser, &format!("{SMP}{BELOW}/paper{asked}"));
        let refresh = page.headers().get("refresh").map(|value| value.to_str().unwrap());
        assert_eq!(refresh, again, "{asked}");
    }
}

/// The program is broken off while it reads, and begun again. Then nobody reads, and the page says so.
fn broken_off(home: &Partnership, served: Served) -> (Served, Browser) {
    drop(served);
    let served = Served::demo_on(home, "2015-01-20");
    let browser = served.signed_in();
    let text = paper(&served, &browser);
    let is_told = text.contains("Batch 1 is not read to its end") && text.contains("Read on");
    assert!(is_told && !text.contains("being read"), "{text}");
    (served, browser)
}

/// Where the scans are not to be had, the page says why it broke off again; once they are, it goes on to the end.
fn read_on_once_the_scans_are_there(
    home: &Partnership,
    served: &Served,
    browser: &Browser,
) -> String {
    let [kept, away] = ["scans", "scans-away"].map(|name| home.home().join(name));
    std::fs::rename(&kept, &away).unwrap();
    read_on(served, browser);
    let text = when_read(served, browser);
    let why = ["The last reading broke off", "from a backup"];
    assert!(why.iter().all(|words| text.contains(words)), "{text}");
    std::fs::rename(&away, &kept).unwrap();
    read_on(served, browser);
    let text = when_read(served, browser);
    assert!(!text.contains("Read on") && !text.contains("broke off"), "{text}");
    text
}

#[test]
fn a_form_that_a_page_printed_is_scanned_sent_and_read() {
    let home = Partnership::new();
    let served = Served::demo_on(&home, "2015-01-20");
    let browser = served.signed_in();
    let page = format!("{SMP}{BELOW}/form");
    let (status, before) = served.page(&browser, &page);
    assert!(status == 200 && !before.contains("English, large print,"), "{before}");
    let copies = [("language", "en"), ("edition", "large-print"), ("copies", "2"), ("first", "41")];
    let pdf = home.file("copies.pdf", &press(&served, &browser, &copies));
    // Where the boxes stand was kept with the version, as by the command.
    let (_, after) = served.page(&browser, &page);
    let listed = after.split("Version 1 in English, large print, ").nth(1).unwrap();
    let pages: usize = listed.split(' ').next().unwrap().parse().unwrap();
    let plain = press(&served, &browser, &[("language", "en"), ("edition", "large-print")]);
    assert!(plain.starts_with(b"%PDF"));
    // The second copy comes back from the scanner in three files, the last of them with many sides.
    let begins = pages.next_multiple_of(2) + 1;
    let scans = scanned(&home, &pdf, "scans", (begins, begins + pages - 1));
    assert_eq!(scans.len(), pages);
    let [first, second] = [0, 1].map(|at| std::fs::read(&scans[at]).unwrap());
    let rest = in_one_file(&scans[2..]);
    let files = [("side 10.tiff", &*rest), ("side 1.png", &*first), ("side 2.png", &*second)];
    let (status, text) = send(&served, &browser, &files);
    assert_eq!(status, 303, "{text}");
    is_followed_by_whoever_asks(&served, &browser);
    let (served, browser) = broken_off(&home, served);
    let text = read_on_once_the_scans_are_there(&home, &served, &browser);
    assert!(text.contains("Batch 1") && !text.contains("Batch 2"), "{text}");
    let (_, returns) = served.page(&browser, &format!("{SMP}{BELOW}/paper/returns"));
    assert!(returns.contains(">42<"), "the second copy is not listed: {returns}");
    // What was read to its end is never read twice.
    let (status, told) = send(&served, &browser, &files);
    assert!(status == 200 && told.contains("There is a problem"), "{status}: {told}");
    served.stop();
    home.succeeds(&["verify"]);
}

#[test]
fn the_report_is_had_from_its_page_in_every_format_and_its_rows_are_followed() {
    let home = Partnership::new();
    let served = Served::demo_on(&home, "2015-03-03");
    let browser = served.signed_in();
    let report = |format: &str| {
        let path = format!("{SMP}{BELOW}/results/report?format={format}");
        let mut answer = served.get(&browser, &path);
        assert_eq!(answer.status(), 200, "{format}");
        answer.body_mut().with_config().limit(1 << 28).read_to_vec().unwrap()
    };
    assert!(report("pdf").starts_with(b"%PDF"));
    let html = String::from_utf8(report("html")).unwrap();
    assert!(html.contains("Illustrative") && html.contains("Those who replied chose to"));
    for format in ["docx", "xlsx", "ods", "csv"] {
        assert!(report(format).starts_with(b"PK"), "{format}");
    }
    let tables = home.file("tables.zip", &report("csv"));
    let mut tables = zip::ZipArchive::new(std::fs::File::open(tables).unwrap()).unwrap();
    let names: Vec<String> = (0..tables.len())
        .map(|at| tables.by_index(at).unwrap().name().unwrap().into_owned())
        .collect();
    assert!(names.iter().any(|name| name == "table-1-ways.csv"), "{names:?}");
    served.stop();
    let trace = "safer-maidstone-partnership/2015-16/smp-2015-v1/2015-03-03/1.1";
    assert!(home.succeeds(&["trace", trace]).contains("1.1"));
}
