//! What was asked of the evidence comes to, for pages and the command line alike.
//!
//! In come the evidence, a comparison group and what was asked; out goes the answer as it stands now, or why there is none.

use partnership::assessment::answer::Unanswered;
use partnership::assessment::material::Material;
use partnership::assessment::material::Supplied;
use partnership::assessment::one_judged::OneJudged;
use partnership::assessment::one_judged::one_judged;
use partnership::evidence::enquiry::answered::answered;
use partnership::evidence::enquiry::judging::AskedOf;
use partnership::evidence::enquiry::judging::Judging;
use partnership::evidence::finding::Asked;
use partnership::evidence::finding::Stood;
use partnership::evidence::held::Held;
use partnership::membership::GroupChoice;
use partnership::terms::day::Day;
use partnership::terms::extract::Extract;

use crate::app::Evidence;

/// What a method finds, and the extracts that were at hand.
pub(super) struct Judged {
    /// What it finds.
    pub(super) found: OneJudged,
    /// The extracts.
    pub(super) extracts: Vec<Extract>,
}

/// What a judging comes to. It may take a moment.
///
/// # Errors
/// When the archive cannot be read, in words; inside, when something is not held or there is too little to judge by.
pub(super) fn judged(
    evidence: &dyn Evidence,
    group: &GroupChoice,
    judging: Judging,
) -> Result<Result<Judged, Unanswered>, String> {
    match judging.method.asked_of() {
        AskedOf::Months | AskedOf::Group => {
            let held = evidence.held(judging.area, Some(judging.months()), group)?;
            from_held(judging, &held, &Supplied::default())
        }
        AskedOf::Places => {
            let gathered = evidence.mapped(judging.area, judging.period)?;
            from_held(judging, &gathered.held, &gathered.supplied)
        }
    }
}

fn from_held(
    judging: Judging,
    held: &Held,
    supplied: &Supplied,
) -> Result<Result<Judged, Unanswered>, String> {
    let (area, period) = (judging.area, judging.period);
    let material = Material::of(held, supplied, area, period, period.year_before());
    let material = material.map_err(|why| why.to_string())?;
    let found = one_judged(judging, &material);
    Ok(found.map(|found| Judged { found, extracts: held.extracts.clone() }))
}

/// What was asked comes to, as it would be kept on a day. It may take a moment.
///
/// # Errors
/// When the archive cannot be read, in words; inside, why there is no answer.
pub fn stood(
    evidence: &dyn Evidence,
    group: &GroupChoice,
    asked: Asked,
    on: Day,
) -> Result<Result<Stood, String>, String> {
    match asked {
        Asked::Enquiry(enquiry) => {
            let held = evidence.held(enquiry.area, Some(enquiry.months()), group)?;
            let answer = answered(&held, enquiry).map_err(|refused| refused.to_string());
            Ok(answer.map(|answered| Stood::of(&answered, on)))
        }
        Asked::Judging(judging) => {
            let judged = judged(evidence, group, judging)?;
            let why =
                |why: Unanswered| format!("{}; wanted: {}", why.told_to_a_reader(), why.wanted);
            Ok(judged.map(|judged| judged.found.stood(on)).map_err(why))
        }
    }
}
