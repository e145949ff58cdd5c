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

/// Sends a file of scans by its page.
fn send(served: &Served, browser: &Browser, file: &[u8]) -> (u16, String) {
    let head = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"scans.tiff\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n";
    let body = [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
    let address = format!("{}{SMP}{BELOW}/paper/scans", served.origin);
    let request = browser.agent.post(&address).header("origin", &served.origin);
    let request = request.header("content-type", "multipart/form-data; boundary=edge");
    let mut answer = request.header("cookie", &browser.cookie).send(&body).unwrap();
    (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap_or_default())
}

/// Sends a file that must be taken.
fn sent(served: &Served, browser: &Browser, file: &[u8]) {
    let (status, text) = send(served, browser, file);
    assert_eq!(status, 303, "{text}");
}

/// The page of the paper, once nothing is being read any more.
fn when_read(served: &Served, browser: &Browser) -> String {
    let begun = Instant::now();
    loop {
        let (status, text) = served.page(browser, &format!("{SMP}{BELOW}/paper"));
        assert_eq!(status, 200, "{text}");
        if text.contains("Batch 1") && !text.contains("being read") {
            return text;
        }
        assert!(begun.elapsed() < Duration::from_secs(300), "it is still being read: {text}");
        std::thread::sleep(Duration::from_millis(500));
    }
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
    // The second copy comes back from the scanner in one file.
    let begins = pages.next_multiple_of(2) + 1;
    let scans = scanned(&home, &pdf, "scans", (begins, begins + pages - 1));
    assert_eq!(scans.len(), pages);
    let file = in_one_file(&scans);
    sent(&served, &browser, &file);
    // The program is broken off while it reads, and goes on where it was once the file comes again.
    drop(served);
    let served = Served::demo_on(&home, "2015-01-20");
    let browser = served.signed_in();
    let (_, text) = served.page(&browser, &format!("{SMP}{BELOW}/paper"));
    assert!(text.contains("Batch 1") && text.contains("being read"), "{text}");
    sent(&served, &browser, &file);
    let text = when_read(&served, &browser);
    assert!(text.contains("Batch 1") && !text.contains("Batch 2"), "{text}");
    let (_, returns) = served.page(&browser, &format!("{SMP}{BELOW}/paper/returns"));
    assert!(returns.contains(">42<"), "the second copy is not listed: {returns}");
    // What was read to its end is never read twice.
    let (status, told) = send(&served, &browser, &file);
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
