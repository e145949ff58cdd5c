//! Claims written by hand, held against the figures as they are typed.
//!
//! In comes a reference such as `{claim:changed all-crime 8.5% 2014-Q1 2013-Q1}`; out go its words, and for a page the
//! verdict of each claim with what the figures do say.

use crate::assessment::answer::Answer;
use crate::assessment::answer::Unanswered;
use crate::assessment::answering::asked;
use crate::assessment::answering::unknown;
use crate::assessment::fault::Fault;
use crate::assessment::fault::Place;
use crate::assessment::material::Material;
use crate::assessment::passage::Number;
use crate::assessment::passage::passages;
use crate::assessment::reference::Kind;
use crate::assessment::reference::Reference;
use crate::assessment::text::Section;
use crate::evidence::claim;
use crate::evidence::claim::Assertion;
use crate::evidence::claim::Checked;
use crate::evidence::claim::Claim;
use crate::evidence::claim::GroupNamed;
use crate::evidence::claim::Verdict;
use crate::evidence::figure::Status;
use crate::terms::slug;
use crate::terms::wording::listed;
use crate::terms::wording::nearest;

/// A claim in the text with its verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedClaim {
    /// Where it stands.
    pub place: Place,
    /// The number of its passage, once it has one.
    pub passage: Option<Number>,
    /// The claim as typed.
    pub reference: Reference,
    /// The verdict and its reasons.
    pub checked: Checked,
}

/// Holds every claim in the sections against the figures.
///
/// # Errors
/// A fault for each claim that cannot be read.
pub fn checked_claims(
    sections: &[Section],
    material: &Material<'_>,
) -> Result<Vec<CheckedClaim>, Vec<Fault>> {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for (_, passage) in passages(sections) {
        let references = passage.body.references();
        for reference in references.filter(|reference| reference.kind == Kind::Claim) {
            match read(reference, material) {
                Ok(claim) => found.push(CheckedClaim {
                    place: passage.place.clone(),
                    passage: passage.number,
                    reference: reference.clone(),
                    checked: claim::check(material.held, &claim),
                }),
                Err(unanswered) => faults.push(unanswered.at(&passage.place)),
            }
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// What the figures say of one claim.
///
/// # Errors
/// When the claim cannot be read.
pub fn verdict(reference: &Reference, material: &Material<'_>) -> Result<Verdict, Unanswered> {
    let claim = read(reference, material)?;
    Ok(claim::check(material.held, &claim).verdict)
}

/// The claim's words; one that the figures contradict is refused with what they do say.
pub(super) fn answer(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let claim = read(reference, material)?;
    let checked = claim::check(material.held, &claim);
    let reasons = checked.findings.iter().map(|one| format!("{}: {}", one.about, one.because));
    let reasons: Vec<String> = reasons.collect();
    if checked.verdict == Verdict::NotBorneOut {
        let wanted = format!("what the figures say. {}", reasons.join(" "));
        return Err(Unanswered::of(format!("a claim not borne out, “{}”", claim.says), wanted));
    }
    let mut cautions = checked.cautions.clone();
    if checked.verdict == Verdict::CannotBeTold {
        let told = checked.verdict.in_words();
        cautions.push(format!("“{}” {told}. {}", claim.says, reasons.join(" ")));
    }
    Ok(Answer {
        what: format!("{}: {}", held_against(checked.verdict), claim.period.span()),
        says: claim.says,
        says_in_public: None,
        figures: Vec::new(),
        rests_on: reasons,
        status: Status::Provisional,
        cautions,
        shown: None,
    })
}

/// What a claim is after it was held against the figures.
fn held_against(verdict: Verdict) -> String {
    format!("A claim, {}", verdict.in_words())
}

/// How the answer to a claim begins that the figures, ours or those that the partnership published, bear out.
pub fn borne_out() -> String {
    held_against(Verdict::BorneOut)
}

fn read(reference: &Reference, material: &Material<'_>) -> Result<Claim, Unanswered> {
    let arguments = reference.arguments();
    let (says, asserts, rest) = match reference.name() {
        "changed" => {
            let [line, percent, rest @ ..] = arguments else {
                let wanted = "a line and a percentage, such as {claim:changed all-crime 8.5%}";
                return Err(Unanswered::named(reference, wanted));
            };
            let counted = counted(reference, line, material)?;
            let written = percent.strip_suffix('%').and_then(|number| number.parse::<f64>().ok());
            let Some(percent) = written.filter(|percent| percent.is_finite()) else {
                let wanted = "a percentage, such as 8.5% or -3%";
                return Err(Unanswered::told_in(reference, format!("`{percent}`"), wanted));
            };
            let verb = if percent < 0.0 { "fell" } else { "rose" };
            let says = format!("{verb} by {}%", percent.abs());
            (says, Assertion::Change { counted, percent }, rest)
        }
        "driven-by" => {
            let Some((names, rest)) = arguments.split_first() else {
                let wanted = "classes joined by +, such as {claim:driven-by robbery+burglary}";
                return Err(Unanswered::named(reference, wanted));
            };
            let names = names.split('+').map(|name| counted(reference, name, material));
            let categories = names.collect::<Result<Vec<_>, _>>()?;
            let lower: Vec<String> = categories.iter().map(|name| name.to_lowercase()).collect();
            let says = format!("driven mainly by {}", listed(&lower));
            (says, Assertion::Drivers { categories }, rest)
        }
        "mostly-in-line" => {
            let asserts = Assertion::MostlyInLine { group: GroupNamed::Held };
            ("in most offence classes in line with its group".to_owned(), asserts, arguments)
        }
        _ => {
            let wanted = "one of changed, driven-by, mostly-in-line";
            return Err(unknown(reference, wanted, ["changed", "driven-by", "mostly-in-line"]));
        }
    };
    let (period, against) = asked::periods(reference, rest, material)?;
    let against = Some(against);
    Ok(Claim { says, area: material.area(), period, against, asserts })
}

/// The name under which a line is counted: a class, or what the partnership itself published.
fn counted(
    reference: &Reference,
    name: &str,
    material: &Material<'_>,
) -> Result<String, Unanswered> {
    let published = material.held.published.rows.iter().map(|row| row.counted.as_str());
    let known = asked::lines().into_iter().map(|(name, line)| (name, line.name().to_owned()));
    let known = known.chain(published.map(|own| (slug::plain(own, "line"), own.to_owned())));
    let known: Vec<(String, String)> = known.collect();
    let found = known.iter().find(|(slug, _)| slug == name).map(|(_, own)| own.clone());
    let wanted = "all-crime, an offence class, or what the partnership has published";
    found.ok_or_else(|| Unanswered {
        nearest: nearest(name, known.iter().map(|(slug, _)| slug.as_str())),
        ..Unanswered::told_in(reference, format!("`{name}`"), wanted)
    })
}
