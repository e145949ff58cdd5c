//! An amendment that was made under a delegation.
//!
//! In comes a form; out goes an amendment that changes the text.

use partnership::approval::amendment::Change;
use partnership::approval::amendment::Delegated;
use partnership::approval::deed::DeedKind;
use partnership::approval::history::Noted;
use partnership::approval::text::PassageId;
use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;

use crate::adoption::noting::Noting;
use crate::page::form::Form;

/// The amendment.
pub(super) const AMEND: Noting = Noting {
    deed: DeedKind::Amend,
    page: "amend",
    title: "Amend it under a delegation",
    template: "adoption/amending.html",
    recorded: "The amendment was recorded.",
    typed,
};

fn typed(form: &mut Form) -> Option<Noted> {
    let passage = form.value::<PassageId>("passage", "Write the number of the passage, such as 14");
    let change = passage.and_then(|passage| change(form, passage));
    let on = form.value::<Spoken<Day>>("on", "Write the day on which it was amended");
    let missing = "Write why it was amended and how that lies within the limits";
    let why = form.needed("why", missing);
    Some(Noted::Amended(Delegated { change: change?, on: on?.0, why: why? }))
}

fn change(form: &mut Form, passage: PassageId) -> Option<Change> {
    let missing = "Write what the passage is to say";
    match form.text("what") {
        "reword" => form.needed("words", missing).map(|words| Change::Reword { passage, words }),
        "add-after" => {
            form.needed("words", missing).map(|words| Change::AddAfter { passage, words })
        }
        "take-out" => Some(Change::TakeOut { passage }),
        _ => {
            form.fault("what", "Choose what was changed");
            None
        }
    }
}
