//! What a reference asks of recorded crime: which line, in which period, against which.
//!
//! In come the words of a reference; out go the line and the periods, or what is wanted in their place.

use crate::assessment::answer::Unanswered;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::evidence::figure::Line;
use crate::terms::period::Period;
use crate::terms::wording::nearest;

/// The lines that a reference may name, each with its name, such as `theft-from-the-person`.
pub(super) fn lines() -> Vec<(String, Line)> {
    Line::all().map(|line| (line.short_name(), line)).collect()
}

/// The line of that name.
pub(super) fn line(reference: &Reference, name: &str) -> Result<Line, Unanswered> {
    let known = lines();
    if let Some((_, line)) = known.iter().find(|(known, _)| known == name) {
        return Ok(*line);
    }
    let wanted = "all-crime or an offence class, such as violence-and-sexual-offences";
    Err(Unanswered {
        nearest: nearest(name, known.iter().map(|(name, _)| name.as_str())),
        ..Unanswered::told_in(reference, format!("`{name}`"), wanted)
    })
}

/// The line that the first word names, and the words after it.
pub(super) fn line_and_rest(reference: &Reference) -> Result<(Line, &[String]), Unanswered> {
    match reference.arguments().split_first() {
        Some((name, rest)) => Ok((line(reference, name)?, rest)),
        None => {
            let wanted =
                "all-crime or an offence class after the name, such as {phrase:changed burglary}";
            Err(Unanswered::named(reference, wanted))
        }
    }
}

/// The two periods asked for; those that are not named are the material's, or the same one year before.
pub(super) fn periods(
    reference: &Reference,
    named: &[String],
    material: &Material<'_>,
) -> Result<(Period, Period), Unanswered> {
    let wanted = "a period, such as 2014-Q1 (April to June 2014), 2014/15, 12m-2014-09 or 2014-06";
    let read = |text: &String| -> Result<Period, Unanswered> {
        let period = text.parse();
        period.map_err(|_| Unanswered::told_in(reference, format!("`{text}`"), wanted))
    };
    let (period, against) = match named {
        [] => (material.period(), material.against()),
        [one] => (read(one)?, read(one)?.year_before()),
        [one, other] => (read(one)?, read(other)?),
        [_, _, more, ..] => {
            let wanted = "a period and at most one to compare it with";
            return Err(Unanswered::told_in(reference, format!("`{more}`"), wanted));
        }
    };
    match period.compared_with(against) {
        Ok(_) => Ok((period, against)),
        Err(refused) => {
            Err(Unanswered::told_after(reference, refused.to_string(), "two like periods"))
        }
    }
}

/// One period; a second one is refused.
pub(super) fn period(
    reference: &Reference,
    named: &[String],
    material: &Material<'_>,
) -> Result<Period, Unanswered> {
    match named {
        [] => Ok(material.period()),
        [_] => periods(reference, named, material).map(|(period, _)| period),
        [_, more, ..] => {
            Err(Unanswered::told_in(reference, format!("`{more}`"), "one period at most"))
        }
    }
}
