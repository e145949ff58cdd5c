//! Findings, themes, panel issues and commentaries in a sentence.
//!
//! In comes a name under which something was kept; out go its words with how many said it.

use crate::assessment::answer::Answer;
use crate::assessment::answer::Unanswered;
use crate::assessment::answering::unknown;
use crate::assessment::material::Material;
use crate::assessment::reference::Kind;
use crate::assessment::reference::Reference;
use crate::content::table::with_commas;
use crate::evidence::disclosure::SMALLEST_SHOWN;
use crate::terms::wording::capitalised;

pub(super) fn answer(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let kept = &material.supplied.noted;
    let key = (reference.kind, reference.name().to_owned());
    let noted = kept.get(&key).ok_or_else(|| {
        let known = kept.keys().filter(|(kind, _)| *kind == reference.kind);
        let wanted = match reference.kind {
            Kind::Answers => "the short name of a question that was answered".to_owned(),
            Kind::Plan => "what is told of the plan before, such as progress".to_owned(),
            kind => format!("the name of a {} that is kept", kind.name()),
        };
        unknown(reference, &wanted, known.map(|(_, name)| name.as_str()))
    })?;
    if let Some(more) = reference.arguments().first() {
        let wanted = "no words after the name";
        return Err(Unanswered::told_in(reference, format!("`{more}`"), wanted));
    }
    let counted = noted.counted.map(|(count, of)| (with_commas(count), with_commas(of)));
    let says = match &counted {
        Some((count, of)) => format!("{} ({count} of {of})", noted.words),
        None => noted.words.clone(),
    };
    let few = noted.counted.is_some_and(|(count, _)| (1..SMALLEST_SHOWN).contains(&count));
    let of = counted.map(|(_, of)| of).filter(|_| few);
    let says_in_public =
        of.map(|of| format!("{} (fewer than {SMALLEST_SHOWN} of {of})", noted.words));
    Ok(Answer {
        what: called(reference),
        says,
        says_in_public,
        figures: Vec::new(),
        rests_on: noted.rests_on.clone(),
        status: noted.status,
        cautions: Vec::new(),
        shown: None,
    })
}

/// What it is called behind the text. An analyst's name of a finding is for those who draft, and the public reads this, too.
fn called(reference: &Reference) -> String {
    let kind = capitalised(reference.kind.name());
    match reference.kind {
        Kind::Finding => kind,
        _ => format!("{kind}: {}", reference.name()),
    }
}
