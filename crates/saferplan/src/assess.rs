//! `assess`: the Strategic Assessment from a text in a folder or in the records and what the home holds, in one of its two editions.

pub(crate) mod folder;
mod kept_draft;

use std::collections::BTreeMap;

use anyhow::Context;
use anyhow::Result;
use partnership::assessment::about::About;
use partnership::assessment::answer::Answers;
use partnership::assessment::answering::answers;
use partnership::assessment::clearing::ClearedDraft;
use partnership::assessment::composing::Commission;
use partnership::assessment::composing::With;
use partnership::assessment::editions;
use partnership::assessment::fault::Fault;
use partnership::assessment::material::Material;
use partnership::assessment::material::Supplied;
use partnership::assessment::numeral;
use partnership::assessment::passage::Number;
use partnership::assessment::reading;
use partnership::assessment::text::Section;
use partnership::assessment::text::Source;
use partnership::evidence::held::Held;

use crate::assess::folder::Folder;
use crate::books;
use crate::books::Books;
use crate::cli::assess::AssessArguments;
use crate::cli::assess::EditionNamed;
use crate::home::Home;
use crate::load;
use crate::material;
use crate::progress;
use crate::written::Made;

/// A text to print: of a folder, or kept in the records.
pub(crate) struct Text {
    /// The sections' files.
    pub(crate) sources: Vec<Source>,
    /// What it is about.
    pub(crate) about: About,
    /// What kind of text it is.
    stage: String,
    /// The answers that were kept when it was circulated.
    answers: Option<Answers>,
    /// What was kept for it by name.
    supplied: Supplied,
    /// Who marked which passage exempt.
    marked: BTreeMap<Number, String>,
}

/// Writes the edition that the arguments ask for and says where it is.
pub(crate) fn write(home: &Home, arguments: &AssessArguments) -> Result<()> {
    let bar = progress::spinner("reading the text");
    let books = Books::open(home)?;
    let book = books.book(arguments.whose.partnership.as_ref())?;
    let cycle = books.year(&book, arguments.whose.cycle)?.year.timetable.cycle();
    let today = arguments.date.map_or_else(books::today, Ok)?;
    let partnership = books.wait(book.partnership())?.value;
    let mut text = match Folder::of_all(&arguments.text)? {
        Some(folder) => {
            let area = load::district(&partnership, today).map_err(anyhow::Error::msg)?;
            folder.text(area)?
        }
        None => kept_draft::text(&books, &book, cycle)?,
    };
    let sections = sections(&text.sources)?;
    bar.set_message("reading the archive");
    let periods = text.about.periods(&sections);
    let loaded = material::loaded(home, &partnership, text.about.area, &periods)?;
    let held = loaded.completing(&mut text.supplied);
    let commission = Commission {
        known_as: book.id().to_string().parse().context("the partnership's short name")?,
        publisher: partnership.name().to_owned(),
        area: held.geography.name(text.about.area),
        cycle,
        stage: text.stage.clone(),
        today,
    };
    bar.set_message("composing the assessment");
    let kept = material::kept_by_name((home, &book), cycle, text.about.area);
    books.wait(kept)?.complete(&mut text.supplied);
    let made = composed(&text, &sections, &held, &commission, arguments.edition)?;
    bar.set_message("writing the files");
    let files = made.write(home, &arguments.out)?;
    bar.finish_and_clear();
    made.tell(&arguments.out, &files)
}

/// The sections of a text, if nothing in them is wrong and no number was typed by hand.
fn sections(sources: &[Source]) -> Result<Vec<Section>> {
    let read = reading::read(sources);
    let mut faults = read.faults;
    faults.extend(numeral::typed_by_hand(&read.sections));
    if faults.is_empty() { Ok(read.sections) } else { Err(refused(&faults)) }
}

/// What is wrong with a text, as an error.
pub(crate) fn refused(faults: &[Fault]) -> anyhow::Error {
    let lines: Vec<String> = faults.iter().map(|fault| format!("  {fault}")).collect();
    anyhow::Error::msg(format!("the text cannot be printed yet:\n{}", lines.join("\n")))
}

fn composed(
    text: &Text,
    sections: &[Section],
    held: &Held,
    commission: &Commission,
    edition: EditionNamed,
) -> Result<Made> {
    let (about, supplied) = (text.about, &text.supplied);
    let answers = match &text.answers {
        Some(kept) => kept.clone(),
        None => {
            let (period, against) = (about.period, about.against);
            let material = Material::of(held, supplied, about.area, period, against)?;
            answers(sections, &material).map_err(|faults| refused(&faults))?
        }
    };
    let cleared = ClearedDraft::of(sections, &answers, &text.marked);
    let with = With { answers: &answers, extracts: &held.extracts, supplied };
    let composed = editions::composed(edition.edition(), commission, sections, with, &cleared);
    let (document, traced, extracts) = (composed.document, composed.traced, held.extracts.clone());
    Ok(Made { name: edition.file_name(), document, traced, extracts })
}
