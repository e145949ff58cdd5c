//! The documentation site: each page is in its contents, leads to what is there, and no picture is left over.

use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

use crate::checkout::assert_none;
use crate::checkout::files;
use crate::checkout::root;
use crate::checkout::text;

const CONTENTS: &str = "docs/SUMMARY.md";

/// The files of the folder that end so.
fn ending(end: &str) -> Vec<PathBuf> {
    let is_one = |file: &PathBuf| {
        file.starts_with("docs") && file.extension().is_some_and(|found| found == end)
    };
    files().into_iter().filter(is_one).collect()
}

/// Where a page's links lead, without what is elsewhere.
fn links(page: &Path) -> Vec<PathBuf> {
    let words = text(page);
    let links = words.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    let links = links.filter(|link| !link.is_empty() && !link.contains(':'));
    links.map(|link| page.parent().unwrap().join(link)).collect()
}

#[test]
fn every_page_and_picture_that_the_docs_lead_to_is_there_and_in_the_site() {
    let docs = root().join("docs").canonicalize().unwrap();
    let mut astray = Vec::new();
    for page in ending("md") {
        for link in links(&page) {
            let found = root().join(&link).canonicalize();
            if !found.is_ok_and(|found| found.starts_with(&docs)) {
                astray.push(format!("{} leads to `{}`", page.display(), link.display()));
            }
        }
    }
    assert_none(&astray, "These links lead to nothing, or out of the site");
}

#[test]
fn every_page_is_in_the_contents_once() {
    let listed = links(Path::new(CONTENTS));
    let once: BTreeSet<&PathBuf> = listed.iter().collect();
    assert_eq!(once.len(), listed.len(), "{CONTENTS} lists a page twice");
    let pages = ending("md").into_iter().filter(|page| page != Path::new(CONTENTS));
    let left: Vec<String> =
        pages.filter(|page| !once.contains(page)).map(|page| page.display().to_string()).collect();
    assert_none(&left, &format!("List these pages in {CONTENTS}"));
}

#[test]
fn no_picture_is_left_over() {
    let shown: BTreeSet<PathBuf> = ending("md")
        .iter()
        .flat_map(|page| links(page))
        .filter_map(|link| root().join(link).canonicalize().ok())
        .collect();
    let left = ending("png")
        .into_iter()
        .filter(|picture| !shown.contains(&root().join(picture).canonicalize().unwrap()));
    let left: Vec<String> = left.map(|picture| picture.display().to_string()).collect();
    assert_none(&left, "No page of docs shows these; take them away or tell of them");
}
