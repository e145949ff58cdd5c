//! All formats of the briefing as files, for eyes: `cargo test -p documents -- --ignored written`.

use std::fs;
use std::path::PathBuf;

use crate::fixture::briefing;

#[test]
#[ignore = "writes files to look at into the directory named by DOCUMENTS_OUT"]
fn every_format_of_the_briefing_is_written() {
    let out = PathBuf::from(std::env::var("DOCUMENTS_OUT").expect("DOCUMENTS_OUT is set"));
    fs::create_dir_all(&out).unwrap();
    let document = briefing();
    let write = |name: &str, bytes: &[u8]| fs::write(out.join(name), bytes).unwrap();
    write("briefing.html", documents::html::page(&document).as_bytes());
    write("briefing.pdf", &documents::pdf::file(&document).unwrap());
    write("briefing.docx", &documents::docx::file(&document).unwrap());
    write("briefing.xlsx", &documents::xlsx::file(&document).unwrap());
    write("briefing.ods", &documents::ods::file(&document).unwrap());
    for (name, bytes) in documents::csv::files(&document) {
        write(&name, &bytes);
    }
}
