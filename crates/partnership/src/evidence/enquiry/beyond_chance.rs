//! Whether a change is more than chance would bring, tried as the briefing and the drafts try it.
//!
//! In comes an enquiry with two periods; out goes its line with the change. A class is tried together with all the others,
//! since whoever asks about one has seen them all; all recorded crime and anti-social behaviour are tried alone.

use crate::evidence::enquiry::asked::Asked;
use crate::evidence::enquiry::refused::Refused;
use crate::evidence::figure::Line;
use crate::evidence::quarter;
use crate::evidence::quarter::LineEvidence;
use crate::terms::offence::OffenceClass;
use crate::terms::period::Period;

/// How a change is read.
pub(super) const READING: &str = "Exact conditional binomial test; among the classes the false discovery rate is held at \
    5% (Benjamini and Hochberg, 1995).";

/// The line of an enquiry against a period before.
pub(super) fn changed(asked: &Asked<'_>, before: Period) -> Result<LineEvidence, Refused> {
    let wanted = asked.enquiry.line;
    let mut tried = together(wanted)
        .into_iter()
        .map(|line| of_line(asked, line, before))
        .collect::<Result<Vec<_>, _>>()?;
    quarter::try_together(&mut tried);
    let own = tried.into_iter().find(|found| found.line == wanted);
    own.map_or_else(|| of_line(asked, wanted, before), Ok)
}

/// The lines that are tried with this one.
fn together(line: Line) -> Vec<Line> {
    match line {
        Line::Class(class) if class.is_crime() => {
            let classes = OffenceClass::all().filter(|one| one.is_crime() && !one.ended_in_2013());
            classes.map(Line::Class).collect()
        }
        Line::Class(_) | Line::AllCrime => vec![line],
    }
}

fn of_line(asked: &Asked<'_>, line: Line, before: Period) -> Result<LineEvidence, Refused> {
    let (earlier, now) = (asked.count(before, line), asked.count(asked.now, line));
    let change = Some(quarter::change_between(earlier, before, now, asked.now)?);
    let before = Some(earlier);
    Ok(LineEvidence { line, now, before, change, tried: None, rate: None, comparison: None })
}
