//! Figures of partner data in a sentence.
//!
//! In comes a name such as `assault-attendances/2014-q2`; out goes the figure with its unit and what it rests on.

use crate::assessment::answer::Answer;
use crate::assessment::answer::Unanswered;
use crate::assessment::answering::unknown;
use crate::assessment::material::Material;
use crate::assessment::material::PartnerFigure;
use crate::assessment::reference::Reference;
use crate::content::table::Cell;

pub(super) fn answer(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let kept = &material.supplied.partner;
    let found = kept.get(reference.name()).ok_or_else(|| {
        let known = kept.keys().map(String::as_str);
        unknown(reference, "a figure of partner data, as the page of a section lists them", known)
    })?;
    if let Some(more) = reference.arguments().first() {
        let wanted = "no words after the name";
        return Err(Unanswered::told_in(reference, format!("`{more}`"), wanted));
    }
    let PartnerFigure { figure, unit } = found;
    let value = match &figure.value {
        // In a sentence the reason stands where the sign of a table would tell nothing.
        Cell::Withheld(why) => format!("[{why}]"),
        value => value.printed(),
    };
    Ok(Answer {
        what: figure.measure.clone(),
        says: format!("{value} {unit}").trim_end().to_owned(),
        says_in_public: None,
        status: figure.status,
        cautions: Vec::new(),
        rests_on: vec![figure.method.clone()],
        figures: vec![figure.clone()],
        shown: None,
    })
}
