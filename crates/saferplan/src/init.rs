//! `init`: a partnership of one's own, from a file that describes it, with the timetable of a year.

mod asked;

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use partnership::membership::Partnership;
use partnership::membership::TypedPartnership;
use partnership::terms::slug::Slug;
use partnership::timetable::Timetable;
use partnership::timetable::TypedTimetable;
use records::PartnershipId;
use serde::de::DeserializeOwned;

use crate::books;
use crate::books::Books;
use crate::cli::year::InitArguments;
use crate::home::Home;
use crate::print;
use crate::print::so_many;

/// Enters the partnership and its timetable: both, or neither when either has a fault.
pub(crate) fn init(home: &Home, arguments: &InitArguments) -> Result<()> {
    let typed: TypedPartnership = match &arguments.partnership {
        Some(file) => read(file, "partnership.toml")?,
        None => asked::partnership()?,
    };
    let described = Partnership::of(typed.clone())?;
    let timetable = arguments.timetable.as_deref().map(|file| {
        let typed: TypedTimetable = read(file, "timetable.toml")?;
        Timetable::of(typed.clone(), described.bodies())?;
        Ok::<_, anyhow::Error>(typed)
    });
    let timetable = timetable.transpose()?;
    let id = arguments.id.clone().map_or_else(|| short_name(described.name()), Ok)?;
    let (books, signed) = (Books::open(home)?, books::signed(arguments.by.as_deref()));
    let book = books.wait(books.records().enter_partnership(&signed, &id, typed))?;
    print::line(format!("{} is entered as `{id}`.", described.name()))?;
    if let Some(typed) = timetable {
        let (cycle, steps) = (typed.cycle, typed.steps.len());
        books.wait(book.enter_timetable(&signed, typed))?;
        let steps = so_many(u64::try_from(steps).unwrap_or(u64::MAX), "step");
        print::line(format!(
            "The timetable {cycle} is entered: {steps}. See it with: saferplan timetable"
        ))?;
    }
    Ok(())
}

/// A file as a manager types it.
pub(crate) fn read<T: DeserializeOwned>(file: &Path, example: &str) -> Result<T> {
    let shown = file.display();
    let text = fs::read_to_string(file).with_context(|| format!("reading `{shown}`"))?;
    toml::from_str(&text).with_context(|| {
        format!("`{shown}` cannot be read; examples/maidstone-2014/{example} shows the form")
    })
}

/// The short name that a partnership's name makes: `safer-maidstone-partnership`.
fn short_name(name: &str) -> Result<PartnershipId> {
    let slug = slug_of(name).with_context(|| {
        format!("`{name}` makes no short name; give one with --id, such as safer-maidstone")
    })?;
    Ok(PartnershipId(slug))
}

/// The short name that a name makes.
pub(crate) fn slug_of(name: &str) -> Result<Slug> {
    let plain: String = name
        .chars()
        .map(|sign| if sign.is_ascii_alphanumeric() { sign.to_ascii_lowercase() } else { ' ' })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    Ok(words.join("-").parse()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_makes_a_short_name() {
        let id = short_name("Safer Maidstone Partnership").unwrap();
        assert_eq!(id.to_string(), "safer-maidstone-partnership");
        assert!(short_name("…").unwrap_err().to_string().contains("--id"));
    }
}
