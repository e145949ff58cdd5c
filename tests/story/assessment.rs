//! The Strategic Assessment as its readers get it: both editions from one text, in every format, every number traceable.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use roxmltree::Document as Xml;
use roxmltree::Node;
use roxmltree::ParsingOptions;

use crate::independent::is_accessible;
use crate::partnership::Partnership;
use crate::partnership::ending;
use crate::partnership::raw_data;

/// The example in a home of its own on 4 December 2014, with what its draft refers to in the records.
pub(crate) fn with_the_first_draft() -> Partnership {
    let maidstone = Partnership::new();
    maidstone.succeeds(&["demo", "--no-serve", "--on", "2014-12-04"]);
    maidstone
}

/// The text of the example, as the demo leaves it in its home.
fn text(of: &Partnership) -> PathBuf {
    of.home().join("example/assessment")
}

pub(crate) fn arguments(of: &Partnership, text: &Path, edition: &str) -> Vec<PathBuf> {
    let words = ["assess", "--edition", edition, "--date", "2014-12-04", "--text"];
    let mut arguments: Vec<PathBuf> = words.map(PathBuf::from).to_vec();
    arguments.extend([text.to_owned(), "--out".into(), of.out()]);
    arguments
}

fn assess(of: &Partnership, edition: &str) -> PathBuf {
    of.succeeds(&arguments(of, &text(of), edition));
    of.out()
}

fn said(program: &str, arguments: &[&str], file: &Path) -> String {
    let output = Command::new(program).args(arguments).arg(file).arg("-").output();
    String::from_utf8(output.unwrap().stdout).unwrap()
}

/// Looks at the page as a tree.
pub(crate) fn with_page<T>(page: &str, look: impl FnOnce(&Xml<'_>) -> T) -> T {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    look(&Xml::parse_with_options(page, options).unwrap())
}

pub(crate) fn words(node: Node<'_, '_>) -> String {
    let pieces =
        node.descendants().filter_map(|node| node.is_text().then(|| node.text()).flatten());
    pieces.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn named<'a>(
    tree: &'a Xml<'_>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'a>> {
    tree.descendants().filter(move |node| node.tag_name().name() == name)
}

#[test]
fn the_draft_of_december_comes_out_of_one_command_in_every_format() {
    let maidstone = with_the_first_draft();
    let out = assess(&maidstone, "public");
    for ending in ["html", "pdf", "docx", "xlsx", "ods"] {
        assert!(out.join(format!("strategic-assessment.{ending}")).is_file(), "{ending}");
    }
    let page = fs::read_to_string(out.join("strategic-assessment.html")).unwrap();
    assert!(
        !page.contains("{figure:") && !page.contains("{phrase:"),
        "a reference without an answer"
    );
    let tables = with_page(&page, |tree| named(tree, "table").count());
    assert_eq!(ending(&out, ".csv").len(), tables, "a CSV file of every table");
    // Under a page for each section the same words stand, and nothing else.
    let pages = ending(&out.join("strategic-assessment-pages"), ".html");
    let in_pages: usize = pages
        .iter()
        .map(|path| {
            with_page(&fs::read_to_string(path).unwrap(), |tree| named(tree, "table").count())
        })
        .sum();
    assert_eq!(in_pages, tables);
}

#[test]
fn the_printed_assessment_is_long_tagged_and_shows_its_contents() {
    let maidstone = with_the_first_draft();
    let pdf = assess(&maidstone, "public").join("strategic-assessment.pdf");
    let facts = told("pdfinfo", &[], &pdf);
    let fact = |name: &str| {
        let line = facts.lines().find_map(|line| line.strip_prefix(name));
        line.map(str::trim).unwrap_or_default().to_owned()
    };
    is_accessible(&fs::read(&pdf).unwrap());
    assert!(fact("Title:").starts_with("Strategic Assessment: Maidstone"), "{}", fact("Title:"));
    let pages: u32 = fact("Pages:").parse().unwrap();
    assert!((30..=60).contains(&pages), "{pages} pages");
    has_the_structure_of_its_page(&pdf);
    // Every picture has words, in the file's own objects.
    let plain = String::from_utf8_lossy(&qpdf(&pdf)).into_owned();
    assert_eq!(plain.matches("/S /Figure").count(), plain.matches("/Alt ").count());
    assert!(plain.contains("/Outlines"), "no bookmarks");
    let words = said("pdftotext", &["-enc", "UTF-8"], &pdf).replace(['\n', '\u{c}'], " ");
    let mut from = 0;
    for place in [
        "Contents",
        "About this draft",
        "Crime by offence class",
        "Robbery is rare",
        "Figures, sources and method",
    ] {
        let found = words[from..].find(place);
        from += found.unwrap_or_else(|| panic!("{place} is not after {from}"));
    }
}

/// The printed file has as many headings, tables and pictures as the page has.
fn has_the_structure_of_its_page(pdf: &Path) {
    let structure = told("pdfinfo", &["-struct-text"], pdf);
    let tags = |tag: &str| {
        let lines = structure.lines().map(str::trim);
        lines.filter(|line| line.split([' ', ':']).next() == Some(tag)).count()
    };
    let page = fs::read_to_string(pdf.with_extension("html")).unwrap();
    with_page(&page, |tree| {
        let sections = named(tree, "section").count();
        assert_eq!(tags("H1"), sections + 1, "the contents have a heading, too");
        assert_eq!(tags("H2"), named(tree, "h3").count());
        assert_eq!(tags("Table"), named(tree, "table").count());
        assert_eq!(tags("Figure"), named(tree, "figure").count());
    });
}

/// What a program says of a file, whatever bytes are in it.
fn told(program: &str, arguments: &[&str], file: &Path) -> String {
    let output = Command::new(program).args(arguments).arg(file).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The file with its objects written out.
fn qpdf(pdf: &Path) -> Vec<u8> {
    let output =
        Command::new("qpdf").args(["--qdf", "--object-streams=disable"]).arg(pdf).arg("-").output();
    output.unwrap().stdout
}

#[test]
fn the_public_edition_leaves_out_what_the_exempt_one_registers() {
    let maidstone = with_the_first_draft();
    let out = assess(&maidstone, "exempt");
    let exempt = fs::read_to_string(out.join("strategic-assessment-exempt.html")).unwrap();
    assess(&maidstone, "public");
    let public = fs::read_to_string(out.join("strategic-assessment.html")).unwrap();
    for secret in ["alleys behind the covered market", "97.31", "names streets that patrols"] {
        assert!(exempt.contains(secret), "the exempt edition lacks `{secret}`");
        assert!(!public.contains(secret), "the public edition says `{secret}`");
    }
    assert!(exempt.contains("Register of redactions"));
    assert!(public.contains("This passage is not in the public edition"));
    // Both stand in one folder, and each file of the public one is fit for everybody.
    let of_public = |path: &PathBuf| !path.to_string_lossy().contains("-exempt");
    let files =
        ending(&out, "").into_iter().chain(ending(&out.join("strategic-assessment-pages"), ""));
    let files: Vec<PathBuf> = files.filter(|path| path.is_file()).filter(of_public).collect();
    assert!(files.len() > 40, "{files:?}");
    for path in files {
        let text = String::from_utf8_lossy(&unpacked(&path)).into_owned();
        assert!(!text.contains("97.31"), "{}", path.display());
        assert!(!text.contains("covered market"), "{}", path.display());
    }
}

/// What is in a file, also where it is packed.
pub(crate) fn unpacked(path: &Path) -> Vec<u8> {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("pdf") => said("pdftotext", &[], path).into_bytes(),
        Some("docx" | "xlsx" | "ods") => {
            let mut zip = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
            let mut all = Vec::new();
            for at in 0..zip.len() {
                zip.by_index(at).unwrap().read_to_end(&mut all).unwrap();
            }
            all
        }
        _ => fs::read(path).unwrap(),
    }
}

#[test]
fn every_number_of_the_assessment_can_be_followed() {
    let maidstone = with_the_first_draft();
    let page =
        fs::read_to_string(assess(&maidstone, "public").join("strategic-assessment.html")).unwrap();
    let cited: BTreeSet<String> = with_page(&page, |tree| {
        let marks = named(tree, "sup").flat_map(|sup| sup.descendants());
        let links = marks.filter_map(|node| node.attribute("href").map(str::to_owned));
        links.filter_map(|to| to.strip_prefix("#r").map(|row| row.replace('-', "."))).collect()
    });
    assert!(cited.len() > 60, "{} references", cited.len());
    // Of a table of places, of the table of classes, and the first count in the text; each takes a run of the program.
    let in_the_text = ending(&maidstone.out(), "-in-the-text.csv").remove(0);
    let in_the_text = fs::read_to_string(in_the_text).unwrap();
    let counted = in_the_text.lines().find(|line| line.contains(",2506,")).unwrap();
    let counted = counted.rsplit('/').next().unwrap().trim_matches('"');
    assert!(cited.contains(counted), "{counted} is not cited");
    for row in ["2.1", "30.1", counted] {
        let reference = format!("safer-maidstone-partnership/2015-16/assessment/2014-12-04/{row}");
        let told = maidstone.succeeds(&["trace", &reference]);
        assert!(told.contains("Extract") && told.contains("data.police.uk"), "{row}: {told}");
    }
}

#[test]
fn a_text_with_a_typed_number_or_an_unknown_name_is_refused_with_its_line() {
    let maidstone = with_the_first_draft();
    let folder = maidstone.home().join("mine");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(text(&maidstone).join("kept.toml"), folder.join("kept.toml")).unwrap();
    fs::write(
        folder.join("1.md"),
        "# A\n\nThere were 235 burglaries.\n\nIt {figure:burglery.count}.\n",
    )
    .unwrap();
    let why = maidstone.refuses(&arguments(&maidstone, &folder, "public"));
    assert!(why.contains("1.md") && why.contains("235"), "{why}");
    fs::write(folder.join("1.md"), "# A\n\nIt {figure:burglery.count}.\n").unwrap();
    let why = maidstone.refuses(&arguments(&maidstone, &folder, "public"));
    assert!(why.contains("burglery") && why.contains("burglary"), "{why}");
    assert!(!maidstone.out().exists(), "nothing is written of a text that is refused");
}

#[test]
fn the_docx_keeps_headings_tables_and_captions_through_libreoffice() {
    let maidstone = with_the_first_draft();
    let out = assess(&maidstone, "public");
    let converted = as_odt(&maidstone, &out);
    let converted = Xml::parse(&converted).unwrap();
    let page = fs::read_to_string(out.join("strategic-assessment.html")).unwrap();
    with_page(&page, |page| {
        let of = |level: &str| -> Vec<String> {
            let has_level = |node: &Node<'_, '_>| {
                let mut all = node.attributes();
                all.any(|one| one.name() == "outline-level" && one.value() == level)
            };
            named(&converted, "h").filter(has_level).map(words).collect()
        };
        let parts: Vec<String> = named(page, "section")
            .filter_map(|section| section.descendants().find(|node| node.tag_name().name() == "h2"))
            .map(words)
            .collect();
        assert_eq!(of("1"), parts);
        assert_eq!(of("2"), named(page, "h3").map(words).collect::<Vec<_>>());
        keeps_its_tables(&converted, page);
        let pictures = named(&converted, "image").count();
        assert_eq!(pictures, named(page, "figure").count());
        assert_eq!(named(&converted, "desc").count(), pictures, "a picture without its words");
    });
}

/// What LibreOffice makes of the .docx: the content of an .odt.
fn as_odt(of: &Partnership, out: &Path) -> String {
    let profile = format!("-env:UserInstallation=file://{}", of.home().join("office").display());
    let done = Command::new("soffice")
        .args([profile.as_str(), "--headless", "--convert-to", "odt", "--outdir"])
        .arg(out)
        .arg(out.join("strategic-assessment.docx"))
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let odt = fs::File::open(out.join("strategic-assessment.odt")).unwrap();
    let mut content = String::new();
    let mut zip = zip::ZipArchive::new(odt).unwrap();
    zip.by_name("content.xml").unwrap().read_to_string(&mut content).unwrap();
    content
}

/// Every table of the page is there with as many rows, and its caption.
fn keeps_its_tables(converted: &Xml<'_>, page: &Xml<'_>) {
    let tables: Vec<Node<'_, '_>> = named(page, "table").collect();
    assert_eq!(named(converted, "table").count(), tables.len());
    let rows = |table: Node<'_, '_>, row: &str| {
        table.descendants().filter(|node| node.tag_name().name() == row).count()
    };
    let paragraphs: Vec<String> = named(converted, "p").map(words).collect();
    for (kept, table) in named(converted, "table").zip(&tables) {
        assert_eq!(rows(kept, "table-row"), rows(*table, "tr"));
        let caption = table.descendants().find(|node| node.tag_name().name() == "caption");
        let caption = words(caption.unwrap());
        assert!(paragraphs.contains(&caption), "no caption `{caption}`");
    }
}

/// A text of two maps, and what it is about.
const MAPS: &str =
    "# Where it happens\n\n{map:hot-spots all-crime}\n\n{map:neighbourhoods burglary}\n";
const ABOUT: &str = "stage = \"Draft\"\nperiod = \"2014-Q2\"\nagainst = \"2014-Q1\"\ngiven = 0\n";

#[test]
fn maps_come_from_the_published_points_and_outlines() {
    let Some(data) = raw_data("maps_come_from_the_published_points_and_outlines") else { return };
    let maidstone = with_the_first_draft();
    let months = ["2014-07", "2014-08", "2014-09"];
    let months = months.map(|month| data.join(format!("police-street/{month}-kent.zip")));
    maidstone.imports("police-street", &months);
    maidstone.imports("boundaries", &[data.join("boundaries/maidstone-lsoa-2011.geojson")]);
    let file = maidstone.file("text/1-where.md", MAPS.as_bytes());
    maidstone.file("text/kept.toml", ABOUT.as_bytes());
    maidstone.succeeds(&arguments(&maidstone, file.parent().unwrap(), "public"));
    let page = fs::read_to_string(maidstone.out().join("strategic-assessment.html")).unwrap();
    with_page(&page, |page| {
        assert_eq!(named(page, "svg").count(), 2);
        let rows: Vec<String> = named(page, "tr").map(words).collect();
        assert!(rows.iter().any(|row| row.starts_with("TQ 7")), "{rows:?}");
    });
    let notes = page.contains("stand out as hot spots");
    assert!(notes && page.contains("anonymous points") && page.contains("© Crown copyright"));
}

#[test]
fn the_final_text_of_march_says_what_the_consultation_came_to() {
    let maidstone = Partnership::new();
    maidstone.succeeds(&["demo", "--no-serve", "--on", "2015-03-05"]);
    let page = |path: &str| fs::read_to_string(maidstone.home().join(path)).unwrap();
    let last = page("assessment/strategic-assessment.html");
    let report = page("consultation/consultation-report.html");
    for text in ["68% of the 705 who answered", "85% of the 671 who answered"] {
        assert!(report.contains(text) && last.contains(text), "{text}");
    }
    assert!(last.contains("Draft circulated on 4 March 2015") && !last.contains("{answers"));
    assert!(last.contains("[c] means withheld: fewer than 10"), "the sign is not told");
    with_page(&last, |page| {
        let captions: Vec<String> = named(page, "caption").map(words).collect();
        let asked = "How safe do you feel in Maidstone town centre after dark?";
        assert!(captions.iter().any(|caption| caption.contains(asked)), "{captions:?}");
    });
    // The folders by themselves give the same.
    let folder = |name: &str| maidstone.home().join("example").join(name);
    let mut words: Vec<PathBuf> =
        ["assess", "--date", "2015-03-05", "--out"].map(PathBuf::from).to_vec();
    words.extend([maidstone.out(), "--text".into(), folder("assessment")]);
    words.extend(["--text".into(), folder("assessment-final")]);
    maidstone.succeeds(&words);
    let again = fs::read_to_string(maidstone.out().join("strategic-assessment.html")).unwrap();
    let stage = ("Final text, for approval (illustrative)", "Draft circulated on 4 March 2015");
    assert!(again.contains(stage.0));
    assert_eq!(again.replace(stage.0, stage.1), last);
    // Both drafts in the records hold with what is kept now, and the audit record with both.
    assert!(maidstone.succeeds(&["stale"]).starts_with("Nothing is stale"));
    maidstone.succeeds(&["verify"]);
}

#[test]
fn the_first_draft_in_the_records_says_what_its_folder_says() {
    let maidstone = with_the_first_draft();
    let page = maidstone.home().join("assessment/strategic-assessment.html");
    let kept = fs::read_to_string(page).unwrap();
    let folder = fs::read_to_string(assess(&maidstone, "public").join("strategic-assessment.html"));
    let stage = ("First draft (illustrative)", "Draft circulated on 26 November 2014");
    assert_eq!(folder.unwrap().replace(stage.0, stage.1), kept);
    for text in [
        "Ambulance return of Ambulance service",
        "Fire and rescue return of",
        "What was done: Example",
    ] {
        assert!(kept.contains(text), "{text}");
    }
}

#[test]
fn a_demo_that_goes_on_enters_what_happened_meanwhile_and_nothing_twice() {
    let maidstone = Partnership::new();
    for day in ["2014-10-14", "2014-11-12", "2014-12-04", "2014-12-04"] {
        maidstone.succeeds(&["demo", "--no-serve", "--on", day]);
    }
    let page = maidstone.home().join("assessment/strategic-assessment.html");
    let went_on = fs::read_to_string(page).unwrap();
    let at_once = with_the_first_draft();
    let page = at_once.home().join("assessment/strategic-assessment.html");
    assert!(went_on.contains("Draft circulated on 26 November 2014"));
    // The home is another, and what is told of it the same, but for the order in which partners' data were entered.
    let at_once = fs::read_to_string(page).unwrap();
    assert!(went_on.contains("as delivery "));
    assert_eq!(unnumbered(&went_on), unnumbered(&at_once));
}

/// A page without the numbers of deliveries.
fn unnumbered(page: &str) -> String {
    let mut parts = page.split("as delivery ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |page, part| {
        page + part.trim_start_matches(|sign: char| sign.is_ascii_digit())
    })
}
