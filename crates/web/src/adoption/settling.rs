//! What came of a call-in.
//!
//! In comes a form; out goes a call-in that came to its end.

use partnership::approval::call_in::Outcome;
use partnership::approval::call_in::Settled;
use partnership::approval::deed::DeedKind;
use partnership::approval::history::Noted;
use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;

use crate::adoption::noting::Noting;
use crate::page::form::Form;

/// The end of a call-in.
pub(super) const SETTLE: Noting = Noting {
    deed: DeedKind::Settle,
    page: "settle",
    title: "Record what came of the call-in",
    template: "adoption/settling.html",
    recorded: "What came of the call-in was recorded.",
    typed,
};

fn typed(form: &mut Form) -> Option<Noted> {
    let outcome = match form.text("outcome") {
        "stands" => Some(Outcome::Stands),
        "back-to-cabinet" => {
            let missing = "Write why Cabinet is asked to think again";
            form.needed("why", missing).map(|why| Outcome::BackToCabinet { why })
        }
        _ => {
            form.fault("outcome", "Choose what came of it");
            None
        }
    };
    let on = form.value::<Spoken<Day>>("on", "Write the day on which it came to its end");
    let minute = form.needed("minute", "Write where the minutes have it");
    Some(Noted::Settled(Settled { on: on?.0, minute: minute?, outcome: outcome? }))
}
