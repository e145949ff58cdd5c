//! The public site: nothing before adoption, and then pages whose every link leads somewhere, from any folder.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use roxmltree::Document as Xml;

use crate::assessment::with_page;
use crate::assessment::words;
use crate::partnership::Partnership;

/// The day after Council adopted the plan, within the weeks before the poll of 7 May 2015.
const AFTER_COUNCIL: &str = "2015-04-23";
/// The day before the partnership approves the assessment.
const BEFORE: &str = "2015-03-04";
/// What Council made of an action's words.
const AMENDED: &str =
    "Volunteers who watch speed, mobility scooters too, in villages that asked for it";
/// The day after the poll.
const AFTER_THE_POLL: &str = "2015-05-08";
/// A page without its maps has fewer bytes.
const LARGEST: usize = 100_000;

/// Goes on with the example to a day, on which everything is done by the same calls as from the pages.
fn goes_on(maidstone: &Partnership, day: &str) {
    maidstone.succeeds(&["demo", "--no-serve", "--on", day]);
}

/// What would be published is told before anything is written; on another day it is another. Out goes by what it is known.
fn looked_at(maidstone: &Partnership, date: &str) -> String {
    let out = maidstone.out().join("of-another-day");
    let told = maidstone.succeeds(&["publish", "--date", date, "--show"]);
    assert!(told.contains("nothing was written") && told.contains("Rolling Plan: "), "{told}");
    let some = ["publish", "--date", date, "--show", "--without", "timetable"];
    let some = maidstone.succeeds(&some);
    assert!(some.contains("“Timetable”: it was left out of this publication."), "{some}");
    assert_ne!(some.split("--seen ").nth(1), told.split("--seen ").nth(1));
    let seen = told.split("--seen ").nth(1).unwrap().split(' ').next().unwrap().to_owned();
    let named = out.to_str().unwrap();
    let other = ["publish", "--date", "2015-05-11", "--seen", &seen, "--out", named];
    let refused = maidstone.refuses(&other);
    assert!(refused.contains("no more what you looked at"), "{refused}");
    assert!(!out.exists(), "something was written");
    seen
}

fn publish(date: &str, out: &Path) -> Vec<PathBuf> {
    let mut arguments: Vec<PathBuf> =
        ["publish", "--date", date, "--out"].map(PathBuf::from).to_vec();
    arguments.push(out.to_owned());
    arguments
}

/// The files of a folder by their path within it, with what they hold.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut folders, mut found) = (vec![folder.to_owned()], BTreeMap::new());
    while let Some(next) = folders.pop() {
        for path in fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

/// Where a link of a page leads: the file, and the place in it.
fn target(page: &str, address: &str) -> (String, Option<String>) {
    let (path, place) = address
        .split_once('#')
        .map_or((address, None), |(path, place)| (path, Some(place.to_owned())));
    if path.is_empty() {
        return (page.to_owned(), place);
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page} leads out of the site: {address}"),
            part => parts.push(part),
        }
    }
    (parts.join("/"), place)
}

/// The elements of a page that are called so.
fn named<'a>(page: &'a Xml<'_>, name: &'static str) -> Vec<roxmltree::Node<'a, 'a>> {
    crate::assessment::named(page, name).collect()
}

fn ids(page: &Xml<'_>) -> BTreeSet<String> {
    let all = page.descendants().filter_map(|node| node.attribute("id"));
    let all: Vec<String> = all.map(str::to_owned).collect();
    let unique: BTreeSet<String> = all.iter().cloned().collect();
    assert_eq!(all.len(), unique.len(), "an id is there twice: {all:?}");
    unique
}

/// Elements that hold words and other elements of a sentence alone.
const OF_WORDS: [&str; 11] =
    ["p", "h1", "h2", "h3", "a", "strong", "span", "sup", "summary", "code", "abbr"];
/// Elements that stand in a sentence.
const IN_A_SENTENCE: [&str; 7] = ["a", "strong", "span", "sup", "code", "abbr", "svg"];

/// What the rules of HTML ask of the elements that our pages have.
fn is_valid_html(name: &str, page: &Xml<'_>) {
    assert_eq!(page.root_element().attribute("lang"), Some("en-GB"), "{name}");
    for one in ["title", "h1", "main", "header", "footer"] {
        let found = named(page, one);
        let of_page =
            found.iter().filter(|node| !node.ancestors().any(|up| up.has_tag_name("svg")));
        assert_eq!(of_page.count(), 1, "{name}: {one}");
    }
    let in_drawing = |node: &roxmltree::Node<'_, '_>| {
        node.ancestors().skip(1).any(|up| up.tag_name().name() == "svg")
    };
    for node in page.descendants().filter(|node| node.is_element() && !in_drawing(node)) {
        let (tag, children) =
            (node.tag_name().name(), node.children().filter(|one| one.is_element()));
        let children: Vec<&str> = children.map(|one| one.tag_name().name()).collect();
        let allowed: &[&str] = match tag {
            "ul" | "ol" => &["li"],
            "table" => &["caption", "thead", "tbody"],
            "thead" | "tbody" => &["tr"],
            "tr" => &["th", "td"],
            tag if OF_WORDS.contains(&tag) => &IN_A_SENTENCE,
            _ => continue,
        };
        let wrong = children.iter().find(|child| !allowed.contains(child));
        assert_eq!(wrong, None, "{name}: in {tag}");
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on"), "{name}: {}", attribute.name());
        }
    }
    for one in ["script", "link", "img", "iframe", "form"] {
        assert!(named(page, one).is_empty(), "{name} has {one}");
    }
}

/// The bytes of a page without its maps.
fn without_maps(page: &str) -> usize {
    let maps = page.split("<svg").skip(1).filter_map(|rest| rest.split("</svg>").next());
    let maps = maps.filter(|drawing| drawing.contains("Crown copyright"));
    page.len() - maps.map(str::len).sum::<usize>()
}

fn every_page_is_sound(files: &BTreeMap<String, Vec<u8>>) {
    let pages: Vec<&String> = files.keys().filter(|name| name.ends_with(".html")).collect();
    assert!(pages.len() > 10, "{pages:?}");
    let text = |name: &str| text(files, name);
    let places: BTreeMap<String, BTreeSet<String>> =
        pages.iter().map(|name| ((*name).clone(), with_page(&text(name), ids))).collect();
    let sizes = pages.iter().map(|name| (*name, without_maps(&text(name))));
    let large: Vec<_> = sizes.filter(|(_, bytes)| LARGEST < *bytes).collect();
    assert!(large.is_empty(), "these pages are too large: {large:?}");
    let mut linked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in &pages {
        let page = text(name);
        assert!(page.starts_with("<!DOCTYPE html>\n"));
        with_page(&page, |page| {
            is_valid_html(name, page);
            for link in named(page, "a").iter().filter_map(|link| link.attribute("href")) {
                if link.starts_with("https://") {
                    continue;
                }
                let (file, place) = target(name, link);
                assert!(files.contains_key(&file), "{name} leads to {file}, which is not there");
                if let Some(place) = place {
                    assert!(places[&file].contains(&place), "{name} leads to {file}#{place}");
                }
                linked.entry((*name).clone()).or_default().insert(file);
            }
        });
    }
    // From the first page one comes to every file.
    let (mut reached, mut next) = (BTreeSet::new(), vec!["index.html".to_owned()]);
    while let Some(name) = next.pop() {
        if reached.insert(name.clone()) {
            next.extend(linked.get(&name).into_iter().flatten().cloned());
        }
    }
    let described = |name: &&String| !name.ends_with("-metadata.json");
    let lost: Vec<&String> =
        files.keys().filter(described).filter(|name| !reached.contains(*name)).collect();
    assert!(lost.is_empty(), "nothing leads to {lost:?}");
}

fn every_table_says_what_its_columns_are(files: &BTreeMap<String, Vec<u8>>) {
    let tables: Vec<&String> = files.keys().filter(|name| name.ends_with(".csv")).collect();
    assert!(tables.len() > 10, "{tables:?}");
    let mut open = 0;
    for name in tables {
        let described: serde_json::Value =
            serde_json::from_slice(&files[&format!("{name}-metadata.json")]).unwrap();
        assert_eq!(described["@context"][0], "http://www.w3.org/ns/csvw");
        assert_eq!(format!("tables/{}", described["url"].as_str().unwrap()), *name);
        open += usize::from(described["dc:license"].is_object());
        assert!(!described["dc:rights"].as_array().unwrap().is_empty(), "{name}");
        let columns = described["tableSchema"]["columns"].as_array().unwrap();
        let mut table = csv::Reader::from_reader(&files[name][..]);
        let headings: Vec<String> = table.headers().unwrap().iter().map(str::to_owned).collect();
        let titles: Vec<&str> = columns.iter().map(|one| one["titles"].as_str().unwrap()).collect();
        assert_eq!(titles, headings, "{name}");
        let names: BTreeSet<&str> =
            columns.iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names.len(), columns.len(), "{name}: {names:?}");
        let sound =
            |name: &&str| name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_');
        assert!(names.iter().all(sound), "{names:?}");
        assert!(names.contains(described["tableSchema"]["primaryKey"].as_str().unwrap()));
        for row in table.records().map(Result::unwrap) {
            for (cell, column) in row.iter().zip(columns) {
                let is_null =
                    column["null"].as_array().is_some_and(|all| all.iter().any(|one| one == cell));
                let holds = match column["datatype"].as_str().unwrap() {
                    "integer" => cell.parse::<i64>().is_ok(),
                    "number" => cell.parse::<f64>().is_ok(),
                    other => other == "string",
                };
                assert!(is_null || holds, "{name}: `{cell}` in {column}");
            }
        }
    }
    assert!(open > 3, "of few tables a licence is told");
}

fn the_feed_names_every_document(files: &BTreeMap<String, Vec<u8>>) {
    let feed = text(files, "feed.atom");
    let feed = Xml::parse(&feed).unwrap();
    const ATOM: &str = "http://www.w3.org/2005/Atom";
    let one = |of: roxmltree::Node<'_, '_>, name: &str| {
        let mut found = of.children().filter(|node| node.has_tag_name((ATOM, name)));
        let first = words(found.next().unwrap_or_else(|| panic!("no {name}")));
        assert!(found.next().is_none(), "two of {name}");
        first
    };
    let root = feed.root_element();
    let mut ids = BTreeSet::from([one(root, "id")]);
    assert_eq!(one(root, "updated"), format!("{AFTER_THE_POLL}T00:00:00Z"));
    let entries: Vec<_> =
        root.children().filter(|node| node.has_tag_name((ATOM, "entry"))).collect();
    for entry in &entries {
        assert!(ids.insert(one(*entry, "id")), "an id is there twice");
        assert!(one(*entry, "updated").ends_with("T00:00:00Z"));
        let link = entry.children().find(|node| node.has_tag_name((ATOM, "link"))).unwrap();
        assert!(files.contains_key(link.attribute("href").unwrap()));
    }
    let folders: BTreeSet<&str> =
        files.keys().filter_map(|name| name.strip_suffix("/index.html")).collect();
    assert_eq!(entries.len(), folders.len(), "{folders:?}");
}

/// Every document is told as data too, its tables row by row as their CSV files have them.
fn the_data_are_those_of_the_pages(files: &BTreeMap<String, Vec<u8>>) {
    let json = |name: &str| -> serde_json::Value { serde_json::from_slice(&files[name]).unwrap() };
    let list = json("api/v1/documents.json");
    let documents = list["documents"].as_array().unwrap();
    let folders = files.keys().filter(|name| name.ends_with("/index.html")).count();
    assert_eq!(documents.len(), folders);
    let mut rows = 0;
    for document in documents {
        assert!(files.contains_key(document["page"].as_str().unwrap()), "{document}");
        let whole = json(document["data"].as_str().unwrap());
        assert_eq!(whole["title"], document["title"]);
        for table in whole["tables"].as_array().unwrap() {
            let csv = &files[table["csv"].as_str().unwrap()];
            let mut csv = csv::Reader::from_reader(&csv[..]);
            let of_file: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
            let of_data = table["rows"].as_array().unwrap();
            assert_eq!(of_data.len(), of_file.len(), "{}", table["csv"]);
            for (data, file) in of_data.iter().zip(&of_file) {
                let reference = data["reference"].as_str().unwrap();
                assert!(file.iter().any(|cell| cell == reference), "{reference}: {file:?}");
            }
            rows += of_data.len();
        }
    }
    assert!(rows > 100, "the tables have {rows} rows");
}

fn the_list_has_every_file_with_its_hash(of: &Path, files: &BTreeMap<String, Vec<u8>>) {
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed: BTreeMap<String, String> = manifest["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["path"].as_str().unwrap().into(), one["sha256"].as_str().unwrap().into()))
        .collect();
    let there: BTreeSet<&String> = files.keys().filter(|name| *name != "manifest.json").collect();
    assert_eq!(listed.keys().collect::<BTreeSet<_>>(), there);
    let sums: String = listed.iter().map(|(path, sha256)| format!("{sha256}  {path}\n")).collect();
    let list = of.with_file_name("sums");
    fs::write(&list, sums).unwrap();
    let mut checking = Command::new("sha256sum");
    checking.args(["--check", "--strict", "--quiet"]).arg(&list).current_dir(of);
    assert!(checking.status().unwrap().success());
}

/// Nothing before adoption, and in a pre-election period only with a reason, which the site tells.
fn refused_until_somebody_says_why(maidstone: &Partnership, out: &Path) {
    let refused = maidstone.refuses(&publish(BEFORE, out));
    assert!(refused.contains("nothing is adopted yet that could be published"), "{refused}");
    assert!(refused.contains("Council decides in April 2015"), "{refused}");
    goes_on(maidstone, AFTER_COUNCIL);
    let refused = maidstone.refuses(&publish(AFTER_COUNCIL, out));
    assert!(refused.contains("pre-election period from 30 March 2015"), "{refused}");
    assert!(refused.contains("--despite REASON"), "{refused}");
    assert!(!out.exists(), "something was written all the same");
    let mut despite = publish(AFTER_COUNCIL, out);
    despite.extend(["--despite", "the law asks for it by 30 April"].map(PathBuf::from));
    maidstone.succeeds(&despite);
    let told = "It was published all the same: the law asks for it by 30 April.";
    assert!(text(&files(out), "index.html").contains(told));
}

#[test]
fn nothing_is_published_before_adoption_and_then_a_site_that_works_from_any_folder() {
    let maidstone = Partnership::new();
    goes_on(&maidstone, BEFORE);
    let out = maidstone.out().join("site");
    fs::create_dir_all(maidstone.out()).unwrap();
    refused_until_somebody_says_why(&maidstone, &out);
    let mut arguments = publish(AFTER_THE_POLL, &out);
    let seen = looked_at(&maidstone, AFTER_THE_POLL);
    arguments.extend(["--seen", seen.as_str()].map(PathBuf::from));
    let said = maidstone.succeeds(&arguments);
    assert!(said.contains("Rolling Plan: Adopted on 22 April 2015."), "{said}");
    let site = files(&out);
    assert!(!text(&site, "index.html").contains("pre-election"));
    every_page_is_sound(&site);
    every_table_says_what_its_columns_are(&site);
    the_feed_names_every_document(&site);
    the_list_has_every_file_with_its_hash(&out, &site);
    the_data_are_those_of_the_pages(&site);
    let plan = text(&site, "plan/index.html");
    assert!(plan.contains(AMENDED) && !plan.contains("who watch speed in villages"), "{plan}");
    // What is exempt is on no page and in no table; what a format makes of words, other tests say.
    for (name, bytes) in &site {
        let holds = String::from_utf8_lossy(bytes);
        assert!(!holds.contains("covered market"), "{name} tells what is exempt");
    }
    // Its tables can be followed.
    let row = "safer-maidstone-partnership/2015-16/timetable/2015-05-08/1.1";
    assert!(maidstone.succeeds(&["trace", row]).contains("1.1"));
}
