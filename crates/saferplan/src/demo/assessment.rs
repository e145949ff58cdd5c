//! The example's assessment: drafted in sections by two people, circulated for December's meeting, and again in March.
//!
//! In come the folders of its text and a day; what had been saved and circulated by then goes into the records by the
//! same calls as from the pages, and the draft circulated last is printed.

use std::path::PathBuf;

use anyhow::Context;
use anyhow::Result;
use partnership::assessment::about::About;
use partnership::assessment::circulated::Circulated;
use partnership::assessment::circulated::circulate;
use partnership::assessment::material::Material;
use partnership::assessment::material::Supplied;
use partnership::assessment::reading::read;
use partnership::assessment::skeleton::skeleton;
use partnership::assessment::text::Source;
use partnership::membership::Partnership;
use partnership::membership::person::PersonId;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;
use records::Book;
use records::KeptDraft;
use records::Saving;

use crate::assess;
use crate::assess::folder::Folder;
use crate::books;
use crate::books::Books;
use crate::cli::assess::AssessArguments;
use crate::cli::assess::EditionNamed;
use crate::cli::year::Whose;
use crate::demo::people;
use crate::home::Home;
use crate::load;
use crate::material;
use crate::print;

/// The days of the meetings that consider the first draft and approve the final text.
const MEETINGS: [&str; 2] = ["2014-12-04", "2015-03-05"];

/// When the first draft and the final text were circulated: the day on which December's papers were out, and the eve of
/// March's meeting, since the consultation ended too late for papers in time.
const CIRCULATED: [&str; 2] = ["2014-11-26", "2015-03-04"];

/// The sections that the analyst writes, of which the others come later from the manager.
const OF_FIGURES: [&str; 6] =
    ["1-about.md", "2-levels.md", "2b-classes.md", "3-changes.md", "4-why.md", "5-people.md"];

/// A version to save, and the day on which it is circulated, if it is.
struct Step {
    on: Day,
    by: PersonId,
    note: &'static str,
    sources: Vec<Source>,
    circulated: Option<Day>,
}

/// Where the example's draft is written.
struct Desk<'a> {
    home: &'a Home,
    books: Books,
    book: Book,
    cycle: Cycle,
    about: About,
}

/// Enters the versions that are not there yet and had been saved by the day `at`, and circulates those that had been.
/// Where somebody saved other versions meanwhile, theirs stay and no more are entered.
pub(super) fn enter(home: &Home, text: &[PathBuf; 2], at: Day) -> Result<()> {
    let books = Books::open(home)?;
    let book = books.book(None)?;
    let cycle = books.year(&book, None)?.year.timetable.cycle();
    let partnership = books.wait(book.partnership())?.value;
    let area = load::district(&partnership, at).map_err(anyhow::Error::msg)?;
    let folder = |folders: &[PathBuf]| -> Result<(Vec<Source>, About)> {
        let read = Folder::of_all(folders)?.context("the example’s text")?.text(area)?;
        Ok((read.sources, read.about))
    };
    let (draft, about) = folder(&text[..1])?;
    let (last, _) = folder(text)?;
    let desk = Desk { home, books, book, cycle, about };
    for (number, step) in (1..).zip(steps(draft, last)?) {
        if step.on <= at {
            desk.take(number, step, (at, &partnership))?;
        }
    }
    Ok(())
}

/// The versions in the order in which they were saved.
fn steps(draft: Vec<Source>, last: Vec<Source>) -> Result<[Step; 5]> {
    let day = |text: &str| text.parse::<Day>().context("the example’s day");
    let step = |on: &str, by: PersonId, note, sources, circulated: Option<&str>| {
        let circulated = circulated.map(day).transpose()?;
        Ok::<Step, anyhow::Error>(Step { on: day(on)?, by, note, sources, circulated })
    };
    let (first, second) = (CIRCULATED[0], CIRCULATED[1]);
    let half = |by_analyst: &[Source], others: Vec<Source>| -> Vec<Source> {
        let is_analysts = |one: &Source| OF_FIGURES.contains(&one.file.as_str());
        let own = by_analyst.iter().filter(|one| is_analysts(one)).cloned();
        own.chain(others.into_iter().filter(|one| !is_analysts(one))).collect()
    };
    let figures = half(&draft, skeleton());
    let answers = half(&last, draft.clone());
    let (analyst, manager) = (people::analyst()?, people::manager()?);
    Ok([
        step("2014-11-10", analyst.clone(), "Begun", skeleton(), None)?,
        step("2014-11-19", analyst.clone(), "The figures, and why they changed", figures, None)?,
        step(
            "2014-11-25",
            manager.clone(),
            "Last year’s plan, and what to put first",
            draft,
            Some(first),
        )?,
        step("2015-03-02", analyst, "What the consultation came to", answers, None)?,
        step("2015-03-03", manager, "Final text, for approval", last, Some(second))?,
    ])
}

impl Desk<'_> {
    fn take(&self, number: u32, step: Step, (at, of): (Day, &Partnership)) -> Result<()> {
        let versions = self.books.wait(self.book.assessment_versions(self.cycle))?;
        let is_next = versions.len() + 1 == usize::try_from(number)?;
        let kept = match versions.into_iter().find(|kept| kept.version.number == number) {
            Some(kept) => kept,
            None if is_next => self.save(number, &step)?,
            None => return Ok(()),
        };
        let is_ours = kept.version.sources == step.sources;
        match step.circulated.filter(|on| *on <= at && is_ours) {
            Some(on) => self.circulate(&kept, on, of),
            None => Ok(()),
        }
    }

    fn save(&self, number: u32, step: &Step) -> Result<KeptDraft> {
        let (sources, by) = (step.sources.clone(), step.by.clone());
        let (seen, on, note) = (number - 1, step.on, step.note.to_owned());
        let saving = Saving { seen, sources, by, on, note, numbered_elsewhere: true };
        let (signed, cycle) = (books::signed(None), self.cycle);
        Ok(match number {
            1 => {
                let begun = self.book.begin_assessment(&signed, cycle, self.about, saving);
                self.books.wait(begun)?
            }
            _ => self.books.wait(self.book.save_assessment(&signed, cycle, saving))?,
        })
    }

    /// Circulates a version unless it was, as from the page.
    fn circulate(&self, kept: &KeptDraft, on: Day, of: &Partnership) -> Result<()> {
        let before = self.books.wait(self.book.circulated_drafts(self.cycle))?;
        if before.iter().any(|(number, _)| *number == kept.version.number) {
            return Ok(());
        }
        let frozen = self.frozen(kept, on, of)?;
        let signed = books::signed(None);
        self.books.wait(self.book.circulate_assessment(&signed, self.cycle, &frozen))?;
        print::line(format!(
            "\nIts assessment, version {} (illustrative text, real figures of crime), circulated on {}.",
            kept.version.number,
            on.in_words()
        ))
    }

    fn frozen(&self, kept: &KeptDraft, on: Day, of: &Partnership) -> Result<Circulated> {
        let About { area, period, against } = self.about;
        let periods = self.about.periods(&read(&kept.version.sources).sections);
        let loaded = material::loaded(self.home, of, area, &periods)?;
        let mut supplied = Supplied::default();
        let named = material::kept_by_name((self.home, &self.book), self.cycle, area);
        self.books.wait(named)?.complete(&mut supplied);
        let held = loaded.completing(&mut supplied);
        let material = Material::of(&held, &supplied, area, period, against)?;
        circulate(&kept.version, &material, on).map_err(|faults| assess::refused(&faults))
    }
}

/// Prints the assessment from the records, public edition, as the last meeting had it: its first draft or its final text.
pub(super) fn write(home: &Home, at: Day) -> Result<()> {
    let day = |text: &str| text.parse::<Day>().context("the example’s day");
    let [draft, last] = [day(MEETINGS[0])?, day(MEETINGS[1])?];
    if at < day(CIRCULATED[0])? {
        return print::line(format!(
            "\n6. The Strategic Assessment: its first draft (illustrative) goes to the meeting of {}.\nSee the year as it stood then with: saferplan demo --on {draft}",
            draft.in_words()
        ));
    }
    let (what, date) = match at < day(CIRCULATED[1])? {
        true => ("first draft,", draft),
        false => ("final text, as it goes to the meeting,", last),
    };
    print::line(format!(
        "\n6. The Strategic Assessment: its {what} public edition (illustrative)\n"
    ))?;
    let out = home.folder().join("assessment");
    let (whose, edition) = (Whose { partnership: None, cycle: None }, EditionNamed::Public);
    assess::write(
        home,
        &AssessArguments { whose, text: Vec::new(), edition, date: Some(date), out },
    )
}
