//! What is picked of a district to be looked at by itself: an offence, a period, and one of several kinds.
//!
//! In comes a form; out go its parts, or what is to be chosen otherwise, told beside its field.

use std::str::FromStr;

use partnership::evidence::enquiry::Offence;
use partnership::evidence::enquiry::choices::Choice;
use partnership::evidence::enquiry::choices::Choices;
use partnership::evidence::enquiry::choices::offered;
use partnership::evidence::figure::Line;
use partnership::terms::area::AreaCode;
use partnership::terms::area::AreaKind;
use partnership::terms::period::Period;

use crate::evidence::enquiry_form::Item;
use crate::evidence::enquiry_form::items;
use crate::page::form::Form;

/// A kind that is chosen from a list.
pub(super) trait Kind: Copy + 'static {
    /// All of them, the first chosen at first.
    const ALL: &'static [Self];

    /// The name by which addresses speak of it.
    fn name(self) -> &'static str;

    /// What it is, as it is offered.
    fn in_words(self) -> &'static str;
}

/// Why a text is no kind.
#[derive(Debug, thiserror::Error)]
#[error("choose one from the list")]
struct NoKind;

/// A kind as a form names it.
struct Named<K>(K);

impl<K: Kind> FromStr for Named<K> {
    type Err = NoKind;

    fn from_str(text: &str) -> Result<Named<K>, NoKind> {
        K::ALL.iter().copied().find(|kind| kind.name() == text).map(Named).ok_or(NoKind)
    }
}

/// What is picked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Picked<K> {
    pub(super) area: AreaCode,
    pub(super) line: Line,
    pub(super) period: Period,
    pub(super) kind: K,
}

/// Lists to choose from.
#[derive(Debug, serde::Serialize)]
pub(super) struct Lists {
    areas: Vec<Item>,
    offences: Vec<Item>,
    periods: Vec<Item>,
    kinds: Vec<Item>,
}

impl<K: Kind> Picked<K> {
    /// What a form asks for; what it leaves out is the first of what can be chosen.
    pub(super) fn read(form: &mut Form, choices: &Choices) -> Option<Picked<K>> {
        let first = choices.first;
        let parts = [
            ("area", first.area.to_string()),
            ("offence", first.line.short_name()),
            ("period", first.period.to_string()),
            ("kind", K::ALL.first().map_or("", |kind| kind.name()).to_owned()),
        ];
        for (name, text) in parts {
            if form.text(name).is_empty() {
                form.put(name, &text);
            }
        }
        let area: Option<AreaCode> = form.value("area", "Choose an area");
        let line = form.value::<Offence>("offence", "Choose what was recorded");
        let period = form.value("period", "Choose a period");
        let kind = form.value::<Named<K>>("kind", "Choose one from the list");
        let is_district = area.is_none_or(|area| area.kind() == AreaKind::District);
        if !is_district {
            form.fault("area", "Choose a district: this is told of one");
        }
        if form.has_faults() {
            return None;
        }
        Some(Picked { area: area?, line: line?.0, period: period?, kind: kind?.0 })
    }

    /// The same behind the question mark of an address.
    pub(super) fn address(self) -> String {
        let Picked { area, line, period, kind } = self;
        let line = line.short_name();
        format!("area={area}&offence={line}&period={period}&kind={}", kind.name())
    }

    /// The same behind the question mark of an address, without the kind.
    pub(super) fn of_what(self) -> String {
        let Picked { area, line, period, .. } = self;
        format!("area={area}&offence={}&period={period}", line.short_name())
    }
}

impl Lists {
    /// The lists with what is chosen.
    pub(super) fn of<K: Kind>(choices: &Choices, form: &Form) -> Lists {
        let district = |one: &&Choice| {
            one.value.parse().is_ok_and(|area: AreaCode| area.kind() == AreaKind::District)
        };
        let areas: Vec<Choice> = choices.areas.iter().filter(district).cloned().collect();
        let kinds = K::ALL.iter().map(|kind| Choice {
            value: kind.name().to_owned(),
            words: kind.in_words().to_owned(),
        });
        let kinds: Vec<Choice> = kinds.collect();
        let period = form.text("period");
        let in_words = period.parse::<Period>().map_or_else(|_| period.to_owned(), offered);
        Lists {
            areas: items(&areas, form.text("area"), form.text("area")),
            offences: items(&choices.offences, form.text("offence"), ""),
            periods: items(&choices.periods, period, &in_words),
            kinds: items(&kinds, form.text("kind"), ""),
        }
    }
}
