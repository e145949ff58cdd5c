//! That Cabinet’s decision on a document was called in.
//!
//! In comes a form; out goes a call-in.

use partnership::approval::call_in::CallIn;
use partnership::approval::deed::DeedKind;
use partnership::approval::history::Noted;
use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;

use crate::adoption::noting::Noting;
use crate::page::form::Form;

/// The call-in.
pub(super) const CALL_IN: Noting = Noting {
    deed: DeedKind::CallIn,
    page: "call-in",
    title: "Record a call-in",
    template: "adoption/calling_in.html",
    recorded: "The call-in was recorded.",
    typed,
};

fn typed(form: &mut Form) -> Option<Noted> {
    let on = form.value::<Spoken<Day>>("on", "Write the day on which it was called in");
    let by = form.needed("by", "Write who called it in");
    let why = form.needed("why", "Write why it was called in");
    Some(Noted::CalledIn(CallIn { on: on?.0, by: by?, why: why? }))
}
