//! The form of an enquiry: what stands behind the question mark, read into an enquiry, and lists to choose from.

use partnership::evidence::enquiry::Enquiry;
use partnership::evidence::enquiry::Offence;
use partnership::evidence::enquiry::Part;
use partnership::evidence::enquiry::choices::Choice;
use partnership::evidence::enquiry::choices::Choices;
use partnership::evidence::enquiry::choices::offered;
use partnership::evidence::enquiry::refused::Refused;
use partnership::terms::area::AreaKind;
use partnership::terms::period::Period;

use crate::page::form::Form;

/// The field of a small area's code, which stands before the list of areas where it is filled in.
pub(super) const SMALL: &str = "small";

/// Lists to choose from.
#[derive(Debug, serde::Serialize)]
pub(super) struct Lists {
    areas: Vec<Item>,
    offences: Vec<Item>,
    periods: Vec<Item>,
    measures: Vec<Item>,
    against: Vec<Item>,
    small: String,
}

/// Something to choose.
#[derive(Debug, serde::Serialize)]
pub(super) struct Item {
    value: String,
    text: String,
    selected: bool,
}

/// The parts of an enquiry, in the order of the fields.
const PARTS: [Part; 5] = [Part::Area, Part::Offence, Part::Period, Part::Measure, Part::Against];

/// The enquiry that a form makes; what it leaves out is as in `first`. None where a part is none that is known.
pub(super) fn read(form: &mut Form, first: Enquiry) -> Option<Enquiry> {
    for (part, text) in PARTS.into_iter().zip(texts(first)) {
        if form.text(part.name()).is_empty() {
            form.put(part.name(), &text);
        }
    }
    let small = form.optional_value(SMALL);
    let area = form.value(Part::Area.name(), "Choose an area");
    let line = form.value::<Offence>(Part::Offence.name(), "Choose what was recorded");
    let period = form.value(Part::Period.name(), "Choose a period");
    let measure = form.value(Part::Measure.name(), "Choose how it is told");
    let against = form.value(Part::Against.name(), "Choose what it is set against");
    if form.has_faults() {
        return None;
    }
    let (area, line) = (small.or(area)?, line?.0);
    Some(Enquiry { area, line, period: period?, measure: measure?, against: against? })
}

/// The parts of an enquiry as a form has them, in the order of [`PARTS`].
fn texts(enquiry: Enquiry) -> [String; 5] {
    [
        enquiry.area.to_string(),
        enquiry.line.short_name(),
        enquiry.period.to_string(),
        enquiry.measure.name().to_owned(),
        enquiry.against.name().to_owned(),
    ]
}

/// Notes beside its field why an enquiry has no answer.
pub(super) fn note(form: &mut Form, refused: &Refused) {
    let small = !form.text(SMALL).is_empty();
    let field = match refused.part() {
        Part::Area if small => SMALL,
        part => part.name(),
    };
    form.fault(field, &refused.to_string());
}

impl Lists {
    /// The lists with what is chosen; a period or area that an address names and no list has is added.
    pub(super) fn of(choices: &Choices, form: &Form) -> Lists {
        let chosen = |part: Part| form.text(part.name()).to_owned();
        let area = chosen(Part::Area);
        let is_small = area
            .parse()
            .is_ok_and(|area: partnership::terms::area::AreaCode| area.kind() == AreaKind::Lsoa);
        let small = if is_small { area.clone() } else { form.text(SMALL).to_owned() };
        let area = if is_small { choices.first.area.to_string() } else { area };
        let period = chosen(Part::Period);
        let in_words = period.parse::<Period>().map_or_else(|_| period.clone(), offered);
        Lists {
            areas: items(&choices.areas, &area, &area),
            offences: items(&choices.offences, &chosen(Part::Offence), ""),
            periods: items(&choices.periods, &period, &in_words),
            measures: items(&choices.measures, &chosen(Part::Measure), ""),
            against: items(&choices.against, &chosen(Part::Against), ""),
            small,
        }
    }
}

/// A list with what is chosen, which is added at its head under `otherwise` where the list has it not.
pub(super) fn items(choices: &[Choice], chosen: &str, otherwise: &str) -> Vec<Item> {
    let listed = choices.iter().any(|one| one.value == chosen);
    let added = (!listed && !otherwise.is_empty()).then(|| Item {
        value: chosen.to_owned(),
        text: otherwise.to_owned(),
        selected: true,
    });
    let item = |one: &Choice| Item {
        value: one.value.clone(),
        text: one.words.clone(),
        selected: one.value == chosen,
    };
    added.into_iter().chain(choices.iter().map(item)).collect()
}
