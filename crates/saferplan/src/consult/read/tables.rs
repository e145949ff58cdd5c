//! The tables that a reading makes, and the pictures beside them.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::fs::File;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::Result;
use csv::Writer;
use paper::batch::Apart;
use paper::batch::Batch;
use paper::batch::Side;
use paper::marks::Mark;
use paper::page::PageReading;
use paper::page::ScannedSide;
use paper::scan::Scan;
use paper::snippet::snippet;
use paper::spaces::Writing;
use partnership::consultation::layout::FormLayout;
use partnership::consultation::layout::PageLayout;
use partnership::terms::spreadsheet::harmless;

const SIDES: [&str; 9] = [
    "side",
    "file",
    "page of file",
    "what it is",
    "form",
    "copy",
    "page",
    "turned by degrees",
    "off by mm",
];
const BOXES: [&str; 9] =
    ["side", "form", "copy", "page", "question", "answer", "reads", "mm from left", "mm from top"];
const TO_LOOK_AT: [&str; 7] = ["side", "form", "copy", "page", "question", "why", "picture"];
const SHEETS: [&str; 7] =
    ["sheet", "form", "copy", "sheet of form", "front", "back", "seems to be"];

/// What ticks can be read without a person.
#[derive(Debug, Default)]
pub(super) struct Rules {
    /// Questions, and rows of grids and rankings, that take one tick at most.
    pub(super) one_tick: BTreeSet<String>,
    /// Questions with their answers beside which nothing else is ticked.
    pub(super) alone: BTreeSet<(String, String)>,
}

impl Rules {
    /// Why a question cannot be read though each of its boxes is clear.
    fn broken(&self, question: &str, page: &PageReading) -> Option<&'static str> {
        let of_question = page.boxes.iter().filter(|tick| tick.question == question);
        let marked: Vec<_> = of_question.filter(|tick| tick.mark == Mark::Marked).collect();
        let is_alone =
            |answer: &str| self.alone.contains(&(question.to_owned(), answer.to_owned()));
        match marked.as_slice() {
            [] | [_] => None,
            _ if self.one_tick.contains(question) => {
                Some("more than one box is ticked where one is asked for")
            }
            several if several.iter().any(|tick| is_alone(&tick.answer)) => {
                Some("an answer that stands alone is ticked beside another")
            }
            _ => None,
        }
    }
}

/// Tables that are being written to a folder.
pub(super) struct Tables {
    folder: PathBuf,
    sides: Writer<File>,
    boxes: Writer<File>,
    to_look_at: Writer<File>,
    rules: Rules,
    asked: usize,
    /// How many sides were noted.
    noted: usize,
}

impl Tables {
    /// Begins them in a folder, which is made if it is not there.
    pub(super) fn begun(folder: &Path, rules: Rules) -> Result<Tables> {
        let pictures = folder.join("pictures");
        fs::create_dir_all(&pictures)
            .with_context(|| format!("making the folder `{}`", pictures.display()))?;
        Ok(Tables {
            sides: table(folder, "sides.csv", &SIDES)?,
            boxes: table(folder, "boxes.csv", &BOXES)?,
            to_look_at: table(folder, "to-look-at.csv", &TO_LOOK_AT)?,
            folder: folder.to_owned(),
            rules,
            asked: 0,
            noted: 0,
        })
    }

    /// Notes a scanned side, with all its boxes and pictures of what is not clear.
    pub(super) fn note(
        &mut self,
        file: &str,
        page_of_file: usize,
        scan: &Scan,
        state: &ScannedSide,
        forms: &[FormLayout],
    ) -> Result<()> {
        self.noted += 1;
        let read = match state {
            ScannedSide::Read(page) => Some(page.as_ref()),
            ScannedSide::Blank
            | ScannedSide::Foreign(_)
            | ScannedSide::Unknown
            | ScannedSide::Unreadable(..) => None,
        };
        let [form, copy, page] = which(state);
        let rounded = |number: f64| format!("{number:.2}");
        let registered = read.map(|page| &page.registration);
        self.sides.write_record([
            self.noted.to_string(),
            harmless(file),
            page_of_file.to_string(),
            what(state),
            form,
            copy,
            page,
            registered.map_or_else(String::new, |one| rounded(one.turned)),
            registered.map_or_else(String::new, |one| rounded(one.residual_mm)),
        ])?;
        let Some(page) = read else { return Ok(()) };
        let Some(layout) = layout(page, forms) else { return Ok(()) };
        self.note_boxes(page, layout)?;
        self.note_doubts(scan, page, layout)
    }

    fn note_boxes(&mut self, page: &PageReading, layout: &PageLayout) -> Result<()> {
        for (tick, place) in page.boxes.iter().zip(&layout.boxes) {
            let [form, copy, number] = of_code(page);
            self.boxes.write_record([
                self.noted.to_string(),
                form,
                copy,
                number,
                tick.question.clone(),
                tick.answer.clone(),
                reads(tick.mark).to_owned(),
                format!("{:.1}", place.place.left),
                format!("{:.1}", place.place.top),
            ])?;
        }
        Ok(())
    }

    /// A line and a picture for each question of the page that a person must look at.
    fn note_doubts(&mut self, scan: &Scan, page: &PageReading, layout: &PageLayout) -> Result<()> {
        for (question, why) in doubts(page, &self.rules) {
            let picture = format!("pictures/{:05}-{question}.png", self.noted);
            if let Some(image) = snippet(scan, &page.registration, layout, question) {
                let path = self.folder.join(&picture);
                image.save(&path).with_context(|| format!("writing `{}`", path.display()))?;
            }
            let [form, copy, number] = of_code(page);
            self.to_look_at.write_record([
                self.noted.to_string(),
                form,
                copy,
                number,
                question.to_owned(),
                why.join("; "),
                picture,
            ])?;
            self.asked += 1;
        }
        Ok(())
    }

    /// Ends them with the table of sheets; how many answers a person must look at.
    pub(super) fn finish(mut self, batch: &Batch) -> Result<usize> {
        let mut sheets = table(&self.folder, "sheets.csv", &SHEETS)?;
        for (at, sheet) in batch.sheets.iter().enumerate() {
            sheets.write_record([
                (at + 1).to_string(),
                sheet.form.clone(),
                sheet.copy.map_or_else(String::new, |copy| copy.to_string()),
                sheet.number.to_string(),
                side(sheet.front),
                side(sheet.back),
                sheet.seems_to_be.map_or_else(String::new, |other| format!("sheet {}", other + 1)),
            ])?;
        }
        for (at, apart) in &batch.apart {
            let apart = match apart {
                Apart::Blank => "no sheet: blank",
                Apart::Foreign(_) => "no sheet: another paper",
                Apart::Unknown => "no sheet: no code can be read",
            };
            let none = String::new;
            sheets.write_record([
                apart.to_owned(),
                none(),
                none(),
                none(),
                format!("side {}", at + 1),
                none(),
                none(),
            ])?;
        }
        for table in [&mut self.sides, &mut self.boxes, &mut self.to_look_at, &mut sheets] {
            table.flush().context("writing the tables")?;
        }
        Ok(self.asked)
    }
}

fn table(folder: &Path, name: &str, headings: &[&str]) -> Result<Writer<File>> {
    let path = folder.join(name);
    let mut table =
        Writer::from_path(&path).with_context(|| format!("writing `{}`", path.display()))?;
    table.write_record(headings)?;
    Ok(table)
}

/// The layout of a page that was read.
fn layout<'a>(page: &PageReading, forms: &'a [FormLayout]) -> Option<&'a PageLayout> {
    let form = forms.iter().find(|form| form.form == page.code.form().as_str())?;
    form.pages.get(usize::from(page.code.page()).checked_sub(1)?)
}

/// Form, copy and page of a side, as far as they are known.
fn which(state: &ScannedSide) -> [String; 3] {
    match state {
        ScannedSide::Read(page) => of_code(page),
        ScannedSide::Unreadable(code, _) => [
            code.form().to_string(),
            code.copy().map_or_else(String::new, |copy| copy.to_string()),
            code.page().to_string(),
        ],
        ScannedSide::Blank | ScannedSide::Foreign(_) | ScannedSide::Unknown => Default::default(),
    }
}

fn of_code(page: &PageReading) -> [String; 3] {
    let copy = page.code.copy().map_or_else(String::new, |copy| copy.to_string());
    [page.code.form().to_string(), copy, page.code.page().to_string()]
}

fn what(state: &ScannedSide) -> String {
    match state {
        ScannedSide::Read(page) if page.registration.has_all_corners() => "read".to_owned(),
        ScannedSide::Read(_) => "read, with a corner missing".to_owned(),
        ScannedSide::Blank => "blank".to_owned(),
        ScannedSide::Foreign(says) => format!("another paper: its code says {}", harmless(says)),
        ScannedSide::Unknown => "no code can be read".to_owned(),
        ScannedSide::Unreadable(_, why) => format!("to be keyed by hand: {why}"),
    }
}

fn reads(mark: Mark) -> &'static str {
    match mark {
        Mark::Unmarked => "unmarked",
        Mark::Marked => "marked",
        Mark::Doubtful(_) => "doubtful",
        Mark::CancelledLooking(_) => "cancelled-looking",
    }
}

fn side(side: Side) -> String {
    match side {
        Side::Read(at) => format!("side {}", at + 1),
        Side::Unreadable(at) => format!("side {}, to be keyed by hand", at + 1),
        Side::Missing => "missing".to_owned(),
        Side::NotPrinted => "nothing is printed there".to_owned(),
    }
}

/// The questions of a page at which a person must look, with every reason once: a box that is not clear, ticks that
/// cannot all be meant, and whatever was written.
fn doubts<'a>(page: &'a PageReading, rules: &Rules) -> BTreeMap<&'a str, Vec<&'static str>> {
    let asked = page.boxes.iter().map(|tick| tick.question.as_str());
    let broken = asked.filter_map(|question| Some((question, rules.broken(question, page)?)));
    let boxes = page.boxes.iter().filter_map(|tick| Some((&*tick.question, tick.mark.reason()?)));
    let spaces = page.spaces.iter().filter_map(|space| match space.writing {
        Writing::Blank => None,
        Writing::Written => Some((&*space.question, "something is written")),
        Writing::Doubtful => Some((&*space.question, "perhaps something is written")),
    });
    let mut found: BTreeMap<&str, Vec<&'static str>> = BTreeMap::new();
    for (question, why) in broken.chain(boxes).chain(spaces) {
        let reasons = found.entry(question).or_default();
        if !reasons.contains(&why) {
            reasons.push(why);
        }
    }
    found
}
