//! Answers references from what is held: total, so that each has an answer or a fault with its line.
//!
//! In come sections and material; out go the answers to all their references, or every fault at once.

mod asked;
mod lines;
mod figures;
mod judged;
mod shares_and_rates;
mod phrases;
mod shown;
mod noted;
mod partner;
mod claims;
mod palette;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Answers;
use crate::assessment::answer::Unanswered;
use crate::assessment::fault::Fault;
use crate::assessment::material::Material;
use crate::assessment::passage::passages;
use crate::assessment::reference::Kind;
use crate::assessment::reference::Reference;
use crate::assessment::text::Section;
use crate::terms::wording::nearest;

pub(in crate::assessment) use crate::assessment::answering::judged::looks_back;
pub(in crate::assessment) use crate::assessment::answering::shown::flagged_with;

pub use crate::assessment::answering::claims::CheckedClaim;
pub use crate::assessment::answering::claims::borne_out;
pub use crate::assessment::answering::claims::checked_claims;
pub use crate::assessment::answering::claims::verdict;
pub use crate::assessment::answering::palette::Offer;
pub use crate::assessment::answering::palette::palette;

/// Answers every reference in the sections.
///
/// # Errors
/// A fault for each reference that cannot be answered, in the order of the text.
pub fn answers(sections: &[Section], material: &Material<'_>) -> Result<Answers, Vec<Fault>> {
    let mut answers = Answers::new();
    let mut faults = Vec::new();
    for (_, passage) in passages(sections) {
        for reference in passage.body.references() {
            if answers.contains_key(reference) {
                continue;
            }
            match answer(reference, material) {
                Ok(answer) => {
                    answers.insert(reference.clone(), answer);
                }
                Err(unanswered) => faults.push(unanswered.at(&passage.place)),
            }
        }
    }
    if faults.is_empty() { Ok(answers) } else { Err(faults) }
}

/// Answers one reference.
///
/// # Errors
/// When a name is unknown or data are missing: what was found, what is wanted, the nearest name.
pub fn answer(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    match reference.kind {
        Kind::Figure => figures::answer(reference, material),
        Kind::Phrase => phrases::answer(reference, material),
        Kind::Chart | Kind::Table | Kind::Map => shown::answer(reference, material),
        Kind::Finding
        | Kind::Theme
        | Kind::Answers
        | Kind::Panel
        | Kind::Commentary
        | Kind::Plan => noted::answer(reference, material),
        Kind::Partner => partner::answer(reference, material),
        Kind::Claim => claims::answer(reference, material),
    }
}

/// The fault of a name that nothing bears.
fn unknown<'n>(
    reference: &Reference,
    wanted: &str,
    known: impl IntoIterator<Item = &'n str>,
) -> Unanswered {
    let known: Vec<&str> = known.into_iter().collect();
    let nearest = nearest(reference.name(), known.iter().copied());
    let wanted =
        if known.is_empty() { format!("{wanted}; none is kept yet") } else { wanted.to_owned() };
    Unanswered { nearest, ..Unanswered::named(reference, wanted) }
}
