//! A form is printed, ticked, scanned and read, through the program itself.

use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::thread;

use image::GrayImage;
use image::Luma;

use crate::made::printed::Printed;
use crate::made::printed::made_of_printed;
use crate::made::spoil::SPOILS;
use crate::made::spoil::Spoil;
use crate::made::tally::Tally;
use crate::partnership::Partnership;
use crate::partnership::ending;

/// Dots to the inch of the scans here.
const DOTS: f64 = 200.0;

/// The pages of the worked example's form, as a scanner would give them.
fn scanned(home: &Partnership) -> Vec<PathBuf> {
    let printed = home.out().join("form");
    home.succeeds(&["consult", "form", "--out", printed.to_str().unwrap()]);
    let form = ending(&printed, ".pdf").remove(0);
    let scans = home.out().join("scans");
    std::fs::create_dir_all(&scans).unwrap();
    let done = Command::new("pdftoppm")
        .args(["-r", &DOTS.to_string(), "-gray", "-png"])
        .args([&form, &scans.join("page")])
        .status();
    assert!(done.expect("pdftoppm is needed (Debian package poppler-utils)").success());
    ending(&scans, ".png")
}

/// A box: what it reads, and where it stands from left and top, in millimetres.
#[derive(Debug)]
struct Seen {
    reads: String,
    left: f64,
    top: f64,
}

/// Boxes by question and answer.
type Boxes = BTreeMap<(String, String), Seen>;

/// Reads the scans: what the program says, and the boxes of its table.
fn read(home: &Partnership, to: &str) -> (String, Boxes) {
    let (scans, out) = (home.out().join("scans"), home.out().join(to));
    let [batch, to] = [&scans, &out].map(|path| path.to_str().unwrap());
    let said = home.succeeds(&["consult", "read", "--batch", batch, "--out", to]);
    let mut table = csv::Reader::from_path(out.join("boxes.csv")).unwrap();
    let boxes = table.records().map(|row| {
        let row = row.unwrap();
        let [left, top] = [7, 8].map(|at| row[at].parse().unwrap());
        ((row[4].to_owned(), row[5].to_owned()), Seen { reads: row[6].to_owned(), left, top })
    });
    (said, boxes.collect())
}

/// Draws a cross into a box of 5 mm, with a pen of half a millimetre.
fn cross(scan: &Path, seen: &Seen) {
    let mut image: GrayImage = image::open(scan).unwrap().to_luma8();
    let mm = |pixels: u32| f64::from(pixels) * 25.4 / DOTS;
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        let (across, down) = (mm(x) - seen.left, mm(y) - seen.top);
        let inside = (0.8..4.2).contains(&across) && (0.8..4.2).contains(&down);
        let on_a_stroke = (across - down).abs() < 0.35 || (across + down - 5.0).abs() < 0.35;
        if inside && on_a_stroke {
            *pixel = Luma([40]);
        }
    }
    image.save(scan).unwrap();
}

#[test]
fn a_form_is_printed_ticked_and_read() {
    let home = Partnership::with_the_worked_example();
    let scans = scanned(&home);
    let (said, blank) = read(&home, "blank");
    assert!(said.contains(&format!("{} scanned sides", scans.len())), "{said}");
    assert!(said.contains("0 answers for a person to look at"), "{said}");
    assert!(blank.len() > 60, "only {} boxes", blank.len());
    assert!(blank.values().all(|seen| seen.reads == "unmarked"), "{blank:?}");

    let ticked =
        ("safe-home".to_owned(), blank.keys().find(|key| key.0 == "safe-home").unwrap().1.clone());
    let page = scans.iter().find(|scan| is_on(&home, scan, "safe-home")).unwrap();
    cross(page, &blank[&ticked]);
    let (said, marked) = read(&home, "ticked");
    assert_eq!(marked[&ticked].reads, "marked");
    let others = marked.iter().filter(|(key, _)| **key != ticked);
    assert!(others.clone().all(|(_, seen)| seen.reads == "unmarked"), "{marked:?}");
    assert!(said.contains("0 answers for a person"), "{said}");

    // Two ticks where one is asked for are for a person, with a picture.
    let second = blank.iter().find(|(key, _)| key.0 == "safe-home" && **key != ticked).unwrap();
    cross(page, second.1);
    let (said, _) = read(&home, "twice");
    assert!(said.contains("1 answer for a person to look at"), "{said}");
    let look_at = std::fs::read_to_string(home.out().join("twice/to-look-at.csv")).unwrap();
    assert!(look_at.contains("more than one box is ticked"), "{look_at}");
    assert_eq!(ending(&home.out().join("twice/pictures"), ".png").len(), 1);

    // So is "None of these" beside something else, where any number may be ticked.
    let page = scans.iter().find(|scan| is_on(&home, scan, "worries")).unwrap();
    for answer in ["burglary", "none"] {
        cross(page, &blank[&("worries".to_owned(), answer.to_owned())]);
    }
    let (said, _) = read(&home, "alone");
    assert!(said.contains("2 answers for a person to look at"), "{said}");
    let look_at = std::fs::read_to_string(home.out().join("alone/to-look-at.csv")).unwrap();
    assert!(look_at.contains("stands alone"), "{look_at}");
}

/// Whether a question's boxes are on the page that this scan shows, as the tables say.
fn is_on(home: &Partnership, scan: &Path, question: &str) -> bool {
    let side_of = |table: &str, wanted: &dyn Fn(&csv::StringRecord) -> bool| {
        let mut rows = csv::Reader::from_path(home.out().join("blank").join(table)).unwrap();
        rows.records().map(Result::unwrap).find(|row| wanted(row)).map(|row| row[0].to_owned())
    };
    let name = scan.file_name().unwrap().to_str().unwrap().to_owned();
    side_of("boxes.csv", &|row| &row[4] == question) == side_of("sides.csv", &|row| row[1] == *name)
}

#[test]
fn what_people_mark_on_the_printed_form_is_read_or_looked_at_in_either_size() {
    let home = Partnership::with_the_worked_example();
    let printed = home.out().join("forms");
    for edition in ["ordinary", "large-print"] {
        let to = printed.to_str().unwrap();
        home.succeeds(&["consult", "form", "--edition", edition, "--out", to]);
    }
    let forms = Printed::all(&printed);
    assert_eq!(forms.len(), 2);
    let read = |seeds: std::ops::Range<u64>, spoil: fn(usize) -> Spoil| {
        let mut tally = Tally::default();
        for seed in seeds {
            let spoil = spoil(usize::try_from(seed).unwrap());
            tally.count(made_of_printed(seed, spoil, &forms), (seed, spoil));
        }
        tally
    };
    let (clean, spoilt) = thread::scope(|scope| {
        let clean = scope.spawn(|| read(520_000..520_060, |_| Spoil::Clean));
        let spoilt = read(620_000..620_060, |seed| SPOILS[seed % SPOILS.len()]);
        (clean.join().unwrap(), spoilt)
    });
    for tally in [&clean, &spoilt] {
        let (all, faults) = (tally.sum(), &tally.faults);
        println!("{all:?}, {} not read\n{}", tally.unread, faults.join("\n"));
        assert_eq!((tally.spaces.wrong, tally.misnamed), (0, 0), "{faults:?}");
        assert!(all.all() > 400, "{all:?}");
        assert_eq!(all.wrong, 0, "{faults:?}");
    }
    let all = clean.sum();
    assert!(clean.unread == 0 && all.queued * 100 <= all.all() * 4, "{all:?}");
}

#[test]
fn a_questionnaire_goes_out_as_an_xlsform_and_comes_back_the_same() {
    let home = Partnership::with_the_worked_example();
    let form = home.file("form.xlsx", b"");
    home.succeeds(&["consult", "xlsform", "--out", form.to_str().unwrap()]);
    let example =
        |name: &str| format!("{}/../../examples/maidstone-2014/{name}", env!("CARGO_MANIFEST_DIR"));
    let [consultation, text] = ["consultation.toml", "consulted-on.md"].map(example);
    let (before, form) = (home.succeeds(&["consult", "list"]), form.to_str().unwrap());
    let enter = ["consult", "enter", form, "--consultation", &consultation, "--text", &text];
    assert_eq!(home.succeeds(&enter), before, "nothing is remarked, and the draft is the same");
}

#[test]
fn a_file_that_is_no_scan_is_named_and_the_others_are_read() {
    let home = Partnership::with_the_worked_example();
    let scans = scanned(&home);
    std::fs::write(home.out().join("scans/notes.txt"), "not a scan").unwrap();
    let out = home.out().join("read");
    let batch = home.out().join("scans");
    let arguments =
        ["consult", "read", "--batch", batch.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let refused = home.refuses(&arguments);
    assert!(
        refused.contains("notes.txt") && refused.contains("not a PDF, TIFF, JPEG or PNG"),
        "{refused}"
    );
    let sides = std::fs::read_to_string(out.join("sides.csv")).unwrap();
    assert_eq!(sides.lines().count(), scans.len() + 1);
}
