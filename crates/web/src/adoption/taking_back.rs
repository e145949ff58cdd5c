//! That a version is taken back which waits for a body, so that another can be put forward.
//!
//! In comes a form; out goes a version that is taken back.

use partnership::approval::deed::DeedKind;
use partnership::approval::history::Noted;
use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;

use crate::adoption::noting::Noting;
use crate::page::form::Form;

/// The taking back.
pub(super) const TAKE_BACK: Noting = Noting {
    deed: DeedKind::TakeBack,
    page: "take-back",
    title: "Take the version back",
    template: "adoption/taking_back.html",
    recorded: "The version was taken back.",
    typed,
};

fn typed(form: &mut Form) -> Option<Noted> {
    let on = form.value::<Spoken<Day>>("on", "Write the day");
    let why = form.needed("why", "Write why it is taken back");
    Some(Noted::TakenBack { on: on?.0, why: why? })
}
