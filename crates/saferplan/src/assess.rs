//! `assess`: the Strategic Assessment from the text of a folder and what the home holds, in one of its two editions.

mod folder;

use std::collections::BTreeMap;

use anyhow::Context;
use anyhow::Result;
use partnership::assessment::about::About;
use partnership::assessment::answering::answers;
use partnership::assessment::clearing::ClearedDraft;
use partnership::assessment::composing::Commission;
use partnership::assessment::composing::With;
use partnership::assessment::editions::ExemptEdition;
use partnership::assessment::editions::PublicEdition;
use partnership::assessment::fault::Fault;
use partnership::assessment::material::Material;
use partnership::assessment::material::Supplied;
use partnership::assessment::numeral;
use partnership::assessment::reading;
use partnership::assessment::text::Section;
use partnership::evidence::held::Held;
use partnership::terms::period::Period;

use crate::assess::folder::Folder;
use crate::books;
use crate::books::Books;
use crate::cli::assess::AssessArguments;
use crate::cli::assess::EditionNamed;
use crate::home::Home;
use crate::load;
use crate::load::Group;
use crate::material;
use crate::progress;
use crate::written::Made;

/// Writes the edition that the arguments ask for and says where it is.
pub(crate) fn write(home: &Home, arguments: &AssessArguments) -> Result<()> {
    let bar = progress::spinner("reading the text");
    let folder = Folder::read(&arguments.text)?;
    let books = Books::open(home)?;
    let book = books.book(arguments.whose.partnership.as_ref())?;
    let cycle = books.year(&book, arguments.whose.cycle)?.year.timetable.cycle();
    let today = arguments.date.map_or_else(books::today, Ok)?;
    let partnership = books.wait(book.partnership())?.value;
    let area = load::district(&partnership, today).map_err(anyhow::Error::msg)?;
    let sections = sections(&folder)?;
    bar.set_message("reading the archive");
    let chosen = load::chosen_group(&partnership);
    let group = chosen.as_deref().map_or(Group::Published, Group::Typed);
    let kept = &folder.kept;
    let about = About::of(area, kept.period, kept.against)?;
    let periods: Vec<Period> = about.periods(&sections).into_iter().collect();
    let held = load::held(&load::open(home)?, area, &periods, group)?;
    let commission = Commission {
        known_as: book.id().to_string().parse().context("the partnership's short name")?,
        publisher: partnership.name().to_owned(),
        area: held.geography.name(area),
        cycle,
        stage: kept.stage.clone(),
        today,
    };
    bar.set_message("composing the assessment");
    let mut supplied = kept.clone().supplied(area);
    for (name, noted) in books.wait(material::kept_by_name(&book, cycle))? {
        supplied.noted.entry(name).or_insert(noted);
    }
    let asked = (about, arguments.edition);
    let made = composed(&sections, &held, &supplied, &commission, asked)?;
    bar.set_message("writing the files");
    let files = made.write(home, &arguments.out)?;
    bar.finish_and_clear();
    made.tell(&arguments.out, &files)
}

/// The sections of the text, if nothing in them is wrong and no number was typed by hand.
fn sections(folder: &Folder) -> Result<Vec<Section>> {
    let read = reading::read(&folder.sources);
    let mut faults = read.faults;
    faults.extend(numeral::typed_by_hand(&read.sections));
    if faults.is_empty() { Ok(read.sections) } else { Err(refused(&faults)) }
}

fn refused(faults: &[Fault]) -> anyhow::Error {
    let lines: Vec<String> = faults.iter().map(|fault| format!("  {fault}")).collect();
    anyhow::Error::msg(format!("the text cannot be printed yet:\n{}", lines.join("\n")))
}

fn composed(
    sections: &[Section],
    held: &Held,
    supplied: &Supplied,
    commission: &Commission,
    (about, edition): (About, EditionNamed),
) -> Result<Made> {
    let material = Material::of(held, supplied, about.area, about.period, about.against)?;
    let answers = answers(sections, &material).map_err(|faults| refused(&faults))?;
    let cleared = ClearedDraft::of(sections, &answers, &BTreeMap::new());
    let composed = match edition {
        EditionNamed::Public => {
            let edition = PublicEdition::of(commission, &cleared, &held.extracts, supplied);
            edition.composed().clone()
        }
        EditionNamed::Exempt => {
            let with = With { answers: &answers, extracts: &held.extracts, supplied };
            ExemptEdition::of(commission, sections, with, &cleared).composed().clone()
        }
    };
    let (document, traced, extracts) = (composed.document, composed.traced, held.extracts.clone());
    Ok(Made { name: edition.file_name(), document, traced, extracts })
}
