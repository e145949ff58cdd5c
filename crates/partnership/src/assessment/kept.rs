//! What was kept by name for a draft, in a file beside its sections: what it is about, and what people found and said.
//!
//! In comes the file as it was typed; out go the things that references find by their names.

use crate::assessment::material::Noted;
use crate::assessment::material::Supplied;
use crate::assessment::passage::Given;
use crate::assessment::reference::Kind;
use crate::content::table::Cell;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Status;
use crate::terms::area::AreaCode;
use crate::terms::period::Period;

/// The file beside a draft's sections.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// What kind of text it is, such as "First draft".
    pub stage: String,
    /// The period that is told of where a reference names none.
    pub period: Period,
    /// The period that it is compared with where a reference names none; of the same length.
    pub against: Period,
    /// How many passages were numbered so far.
    #[serde(default)]
    given: u32,
    #[serde(default)]
    noted: Vec<KeptNote>,
    #[serde(default)]
    figure: Vec<KeptFigure>,
}

/// A finding, theme, panel issue or commentary under its name.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
struct KeptNote {
    kind: Kind,
    name: String,
    #[serde(flatten)]
    noted: Noted,
}

/// A partner's figure of the district under its name.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptFigure {
    name: String,
    measure: String,
    count: u64,
    period: Period,
    method: String,
    status: Status,
}

impl Kept {
    /// How many passages were numbered so far.
    pub fn given(&self) -> Given {
        Given::so_far(self.given)
    }

    /// The same with what is named in the file of a text that this one was written from, unless it is named here too.
    #[must_use]
    pub fn after(mut self, before: Kept) -> Kept {
        let is_named = |one: &KeptNote| {
            self.noted.iter().any(|own| (own.kind, &own.name) == (one.kind, &one.name))
        };
        let noted: Vec<KeptNote> = before.noted.into_iter().filter(|one| !is_named(one)).collect();
        let is_here = |one: &KeptFigure| self.figure.iter().any(|own| own.name == one.name);
        let figure: Vec<KeptFigure> =
            before.figure.into_iter().filter(|one| !is_here(one)).collect();
        self.noted.extend(noted);
        self.figure.extend(figure);
        self
    }

    /// The things by their names, in the district that the draft is about.
    pub fn supplied(self, area: AreaCode) -> Supplied {
        let noted = self.noted.into_iter().map(|one| ((one.kind, one.name), one.noted));
        let figures = self.figure.into_iter().map(|one| {
            let figure = Figure {
                measure: one.measure,
                method: one.method,
                value: Cell::Count(one.count),
                area,
                period: one.period,
                against: None,
                sources: Default::default(),
                counted: Vec::new(),
                status: one.status,
                breaks: Vec::new(),
            };
            (one.name, figure)
        });
        Supplied { noted: noted.collect(), figures: figures.collect(), ..Supplied::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(stage: &str, named: &[(&str, &str)]) -> Kept {
        let note = |(name, words): &(&str, &str)| {
            format!(
                "[[noted]]\nkind = \"finding\"\nname = \"{name}\"\nwords = \"{words}\"\nstatus = \"final\"\nrests_on = []\n"
            )
        };
        let head = format!("stage = \"{stage}\"\nperiod = \"2014-Q2\"\nagainst = \"2014-Q1\"\n");
        toml::from_str(&(head + &named.iter().map(note).collect::<String>())).unwrap()
    }

    #[test]
    fn a_text_written_from_another_keeps_what_it_does_not_name_itself() {
        let draft = kept("Draft", &[("recording", "as it was"), ("night-time", "as it was")]);
        let last = kept("Final", &[("recording", "as it is")]).after(draft);
        assert_eq!(last.stage, "Final");
        let supplied = last.supplied("E07000110".parse().unwrap());
        let words: Vec<&str> = supplied.noted.values().map(|one| one.words.as_str()).collect();
        assert_eq!(words, ["as it was", "as it is"]);
    }
}
