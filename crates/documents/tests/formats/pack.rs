//! A committee pack as files: one accessible PDF with bookmarks and one row of page numbers, and single files by their hash.

use std::io::Cursor;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use documents::letterhead::Letterhead;
use documents::pack;
use partnership::committee_pack::paper::Access;
use partnership::committee_pack::paper::CommitteePack;
use partnership::committee_pack::paper::PackPart;
use partnership::committee_pack::paper::Paper;
use partnership::content::Document;
use roxmltree::Document as Xml;
use roxmltree::ParsingOptions;
use sha2::Digest;
use sha2::Sha256;

use crate::fixture::briefing;
use crate::fixture::hostile;
use crate::fixture::long;
use crate::independent::is_accessible;

fn paper(letter: &str, title: &str, access: Access, document: Document) -> Paper {
    Paper { letter: letter.to_owned(), title: title.to_owned(), access, document }
}

/// A pack with charts, tables and references in each of its papers, one of which is not for the public.
fn example() -> CommitteePack {
    let mut secret = long();
    secret.title = "The secret paper".to_owned();
    CommitteePack {
        cover: briefing(),
        appendices: vec![
            paper("Appendix A", "Rolling Plan 2015–16", Access::Public, long()),
            paper(
                "Appendix B",
                "What is not for the public",
                Access::NotPublic(vec![3, 7]),
                secret,
            ),
            paper("Appendix C", "What people said", Access::Public, briefing()),
        ],
    }
}

fn bound(part: PackPart) -> (Vec<pack::PaperFile>, Vec<u8>) {
    let (pack, papers) = (example(), pack::files(&example(), part, None).unwrap());
    let pdf = pack::one_pdf(&pack, part, &papers, None).unwrap();
    (papers, pdf)
}

/// What a program of others says of a PDF.
fn asked(program: &str, before: &[&str], pdf: &[u8], after: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pack.pdf");
    std::fs::write(&file, pdf).unwrap();
    let run = |file: &Path| Command::new(program).args(before).arg(file).args(after).output();
    let output = run(&file).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn one_pdf_has_every_public_paper_with_its_hash_and_pages_that_are_numbered_on() {
    let (papers, pdf) = bound(PackPart::Public);
    is_accessible(&pdf);
    let text = asked("pdftotext", &["-layout"], &pdf, &["-"]);
    let names: Vec<&str> = papers.iter().map(|paper| paper.name.as_str()).collect();
    let wanted = [
        "cover-report.pdf",
        "appendix-a-rolling-plan-2015-16.pdf",
        "appendix-c-what-people-said.pdf",
    ];
    assert_eq!(names, wanted);
    for paper in &papers {
        let sha256: String =
            Sha256::digest(&paper.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(text.contains(&sha256), "{} is not told by its hash", paper.name);
    }
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    for (number, page) in (1..).zip(&pages) {
        let foot = format!("Page {number} of {}", pages.len());
        assert!(page.contains(&foot), "page {number} has no “{foot}”");
    }
    assert!(!text.contains("not for the public") && !text.contains("secret"), "{text}");
}

#[test]
fn each_heading_is_a_bookmark_below_its_paper() {
    let (_, pdf) = bound(PackPart::Public);
    let outline = asked("qpdf", &["--json=2", "--json-key=outlines"], &pdf, &[]);
    let json: serde_json::Value = serde_json::from_str(&outline).unwrap();
    let all = json["outlines"].as_array().unwrap();
    let titles: Vec<&str> = all.iter().map(|one| one["title"].as_str().unwrap()).collect();
    let wanted = [
        "The papers as single files",
        "Cover report",
        "Appendix A: Rolling Plan 2015–16",
        "Appendix C: What people said",
    ];
    assert_eq!(titles, wanted);
    assert!(all[1]["kids"].as_array().is_some_and(|kids| !kids.is_empty()), "{outline}");
}

#[test]
fn the_part_that_is_not_for_the_public_has_its_papers_alone_and_says_why() {
    let (papers, pdf) = bound(PackPart::Exempt);
    is_accessible(&pdf);
    assert_eq!(papers.len(), 1);
    let text = asked("pdftotext", &["-layout"], &pdf, &["-"]);
    let why = "exempt under paragraphs 3 and 7 of Schedule 12A";
    assert!(text.contains(why) && text.contains("not for the public"), "{text}");
    assert!(!text.contains("Appendix A"), "{text}");
}

#[test]
fn the_single_files_are_in_one_zip_with_a_list_of_their_hashes() {
    let (papers, _) = bound(PackPart::Public);
    let zip = pack::zipped(&papers).unwrap();
    assert_eq!(zip, pack::zipped(&papers).unwrap(), "the same papers give the same bytes");
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut sums = String::new();
    zip.by_name("SHA256SUMS").unwrap().read_to_string(&mut sums).unwrap();
    assert_eq!(sums.lines().count(), papers.len());
    for line in sums.lines() {
        let (sha256, name) = line.split_once("  ").unwrap();
        let mut bytes = Vec::new();
        zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        let found: String =
            Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, sha256, "{name}");
    }
}

#[test]
fn hostile_words_are_bound_as_words_and_the_same_pack_gives_the_same_bytes() {
    let pack = CommitteePack {
        cover: hostile(),
        appendices: vec![paper("Appendix A", "#let x = \"\\", Access::Public, hostile())],
    };
    let made = || {
        let papers = pack::files(&pack, PackPart::Public, None).unwrap();
        pack::one_pdf(&pack, PackPart::Public, &papers, None).unwrap()
    };
    assert_eq!(made(), made());
}

#[test]
fn the_cover_report_has_the_councils_picture_at_its_head_and_the_appendices_have_not() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"40\"><circle cx=\"20\" cy=\"20\" \
               r=\"18\" fill=\"#fff\"/></svg>";
    let head = Letterhead::of("Maidstone Borough Council", "#7a1f3d", svg.as_bytes()).unwrap();
    let (pack, bare) = (example(), pack::files(&example(), PackPart::Public, None).unwrap());
    let papers = pack::files(&pack, PackPart::Public, Some(&head)).unwrap();
    let differ: Vec<&str> = papers
        .iter()
        .zip(&bare)
        .filter(|(one, other)| one.bytes != other.bytes)
        .map(|(one, _)| one.name.as_str())
        .collect();
    assert_eq!(differ, ["cover-report.pdf"]);
    let bound = pack::one_pdf(&pack, PackPart::Public, &papers, Some(&head)).unwrap();
    for pdf in [&papers[0].bytes, &bound] {
        is_accessible(pdf);
        let words = b"/Alt(Maidstone Borough Council)";
        assert!(pdf.windows(words.len()).any(|part| part == words), "no words for the picture");
    }
    let page = documents::html::page_under(&pack.cover, Some(&head));
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let page = Xml::parse_with_options(&page, options).unwrap();
    let picture = page.descendants().find(|node| node.has_tag_name("img")).unwrap();
    assert_eq!(picture.attribute("alt"), Some("Maidstone Borough Council"));
    assert!(picture.attribute("src").unwrap().starts_with("data:image/svg+xml;base64,PHN2Zy"));
    assert!(!documents::html::page(&pack.cover).contains("letterhead"));
    let docx = documents::docx::file_under(&pack.cover, Some(&head)).unwrap();
    let mut parts = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    for name in ["word/media/letterhead.svg", "word/media/letterhead.png"] {
        parts.by_name(name).unwrap();
    }
    let mut body = String::new();
    parts.by_name("word/document.xml").unwrap().read_to_string(&mut body).unwrap();
    let at = |words: &str| body.find(words).unwrap_or_else(|| panic!("{words} in {body}"));
    assert!(at("descr=\"Maidstone Borough Council\"") < at("\"Title\""));
    assert!(at("w:fill=\"7a1f3d\"") < at("\"Title\""));
}
