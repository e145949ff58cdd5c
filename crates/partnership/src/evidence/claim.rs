//! Claims written by hand, held against the figures: borne out, not borne out, cannot be told.
//!
//! In come statements with their figures, and what is held; out goes of each a verdict with its
//! reasons, in words that a report can print.

mod drivers;

use crate::content::table::decimal;
use crate::content::table::with_commas;
use crate::evidence::figure::Line;
use crate::evidence::held::Held;
use crate::evidence::quarter;
use crate::evidence::quarter::Subject;
use crate::evidence::quarter::beside_group;
use crate::terms::area::AreaCode;
use crate::terms::offence::OffenceClass;
use crate::terms::period::Period;
use crate::terms::wording;

/// A file of claims.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// Where the claims were made.
    pub source: String,
    /// The claims in order.
    #[serde(rename = "claim")]
    pub claims: Vec<Claim>,
}

/// One claim: the words, where and when, and what they assert.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
pub struct Claim {
    /// The words as written.
    pub says: String,
    /// The district.
    pub area: AreaCode,
    /// The period.
    pub period: Period,
    /// The period that it is compared with; for a change, by default the same one year before.
    pub against: Option<Period>,
    /// What is asserted.
    #[serde(flatten)]
    pub asserts: Assertion,
}

/// What a claim asserts.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Assertion {
    /// A count changed by so many per cent.
    Change {
        /// What is counted, such as "All recorded crime".
        counted: String,
        /// The change in per cent as written, such as 8.5.
        percent: f64,
    },
    /// The change of the total was driven mainly by these.
    Drivers {
        /// The categories named.
        categories: Vec<String>,
    },
    /// In most categories the area stands in line with a group.
    MostlyInLine {
        /// The group as named in the claim.
        group: GroupNamed,
    },
}

/// Which group a claim speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroupNamed {
    /// The Home Office's most similar group, whose membership is not open.
    MostSimilarGroup,
    /// The comparison group that is held.
    Held,
}

/// What may be said of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub enum Verdict {
    /// The figures say what the claim says.
    BorneOut,
    /// What is held does not settle it.
    CannotBeTold,
    /// The figures say otherwise.
    NotBorneOut,
}

/// A part of a claim with its verdict and the reason.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// What the part is about, such as "Robbery".
    pub about: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Why, with the figures.
    pub because: String,
}

/// A claim that was checked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Checked {
    /// The words as written.
    pub says: String,
    /// The verdict of the whole: the gravest of its parts.
    pub verdict: Verdict,
    /// The verdict of each part.
    pub findings: Vec<Finding>,
    /// Cautions that any reading of it must bear in mind.
    pub cautions: Vec<String>,
}

/// A count and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Known {
    count: u64,
    grade: Grade,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grade {
    Data,
    Published,
}

impl Verdict {
    /// The verdict in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Verdict::BorneOut => "borne out",
            Verdict::CannotBeTold => "cannot be told from the data held",
            Verdict::NotBorneOut => "not borne out",
        }
    }
}

/// Checks one claim.
pub fn check(held: &Held, claim: &Claim) -> Checked {
    let against = claim.against.unwrap_or_else(|| claim.period.year_before());
    let mut findings = match &claim.asserts {
        Assertion::Change { counted, percent } => {
            vec![changed(held, claim, against, counted, *percent)]
        }
        Assertion::Drivers { categories } => drivers::findings(held, claim, against, categories),
        Assertion::MostlyInLine { group } => in_line(held, claim, *group),
    };
    for finding in &mut findings {
        finding.because = wording::sentence(&finding.because);
    }
    let verdict = findings.iter().map(|one| one.verdict).max().unwrap_or(Verdict::CannotBeTold);
    let cautions = match &claim.asserts {
        Assertion::MostlyInLine { .. } => Vec::new(),
        Assertion::Change { .. } | Assertion::Drivers { .. } => cautions(held, claim, against),
    };
    Checked { says: claim.says.clone(), verdict, findings, cautions }
}

fn cautions(held: &Held, claim: &Claim, against: Period) -> Vec<String> {
    let Ok(force) = held.geography.force(claim.area) else { return Vec::new() };
    let crossed =
        held.breaks.iter().filter(|one| one.crossed_by(force.name(), against, claim.period));
    crossed.map(|one| one.caution().trim_end().to_owned()).collect()
}

/// The count of what is named, from the data where they hold the whole period, else as published.
fn known(held: &Held, area: AreaCode, counted: &str, period: Period) -> Option<Known> {
    from_data(held, area, counted, period).or_else(|| as_published(held, area, counted, period))
}

fn from_data(held: &Held, area: AreaCode, counted: &str, period: Period) -> Option<Known> {
    let line = line(counted)?;
    let force = held.geography.force(area).ok()?;
    held.coverage.whole(force.name(), period).ok()?;
    let count = held.counts.sum(area, force.name(), period, line);
    Some(Known { count, grade: Grade::Data })
}

fn as_published(held: &Held, area: AreaCode, counted: &str, period: Period) -> Option<Known> {
    let same = |name: &str| name.eq_ignore_ascii_case(counted);
    let mut rows = held.published.rows.iter();
    let row = rows.find(|row| row.area == area && row.period == period && same(&row.counted))?;
    Some(Known { count: row.count, grade: Grade::Published })
}

fn line(counted: &str) -> Option<Line> {
    if counted.eq_ignore_ascii_case(Line::AllCrime.name()) {
        return Some(Line::AllCrime);
    }
    OffenceClass::published(counted).map(Line::Class)
}

/// Two counts of the same grade: data for both periods, or else published figures for both.
fn both(held: &Held, claim: &Claim, against: Period, counted: &str) -> Option<(Known, Known)> {
    let pair = |grade: fn(&Held, AreaCode, &str, Period) -> Option<Known>| {
        let before = grade(held, claim.area, counted, against)?;
        Some((before, grade(held, claim.area, counted, claim.period)?))
    };
    pair(from_data).or_else(|| pair(as_published))
}

fn changed(held: &Held, claim: &Claim, against: Period, counted: &str, percent: f64) -> Finding {
    let Some((before, now)) = both(held, claim, against, counted) else {
        let because = format!(
            "neither street-level data nor published figures are held for both {} and {}",
            against.span(),
            claim.period.span()
        );
        return Finding { about: counted.to_owned(), verdict: Verdict::CannotBeTold, because };
    };
    if before.count == 0 {
        let because =
            format!("there were none in {}, so no percentage describes it", against.span());
        return Finding { about: counted.to_owned(), verdict: Verdict::NotBorneOut, because };
    }
    #[expect(clippy::cast_precision_loss, reason = "a period's count lies far below 2^53")]
    let actual = (now.count as f64 / before.count as f64 - 1.0) * 100.0;
    // As written to one decimal place: half of the last place on either side.
    let verdict = if (actual - percent).abs() <= 0.05 + 1e-9 {
        Verdict::BorneOut
    } else {
        Verdict::NotBorneOut
    };
    let because = format!(
        "{}: {} in {} and {} in {} is {}{}%.{}{}",
        match now.grade {
            Grade::Data => "by the street-level data",
            Grade::Published => "by the partnership’s own published figures",
        },
        with_commas(before.count),
        against.span(),
        with_commas(now.count),
        claim.period.span(),
        if actual > 0.0 { "+" } else { "" },
        decimal(actual, 1),
        chance(before, against, now, claim.period),
        beside_data(held, claim, counted, now)
    );
    Finding { about: counted.to_owned(), verdict, because }
}

/// Whether the change is more than chance would bring, by the exact test.
fn chance(before: Known, earlier: Period, now: Known, later: Period) -> String {
    let Ok(change) = quarter::change_between(before.count, earlier, now.count, later) else {
        return String::new();
    };
    let p_value = change.p_value.value();
    if p_value <= 0.05 {
        format!(" That is more than chance would bring (exact test, p = {p_value:.3}).")
    } else {
        format!(" Chance alone may bring as much (exact test, p = {p_value:.2}).")
    }
}

/// What the data say of the later period, where the claim rests on published figures.
fn beside_data(held: &Held, claim: &Claim, counted: &str, published: Known) -> String {
    match (published.grade, from_data(held, claim.area, counted, claim.period)) {
        (Grade::Published, Some(ours)) if published.count > 0 => {
            #[expect(clippy::cast_precision_loss, reason = "a period's count lies far below 2^53")]
            let apart = (ours.count as f64 / published.count as f64 - 1.0) * 100.0;
            format!(
                " For {} the street-level data give {}, {}% from the published figure; for the earlier \
                 period they are not held.",
                claim.period.span(),
                with_commas(ours.count),
                decimal(apart, 1)
            )
        }
        (Grade::Published | Grade::Data, _) => String::new(),
    }
}

fn in_line(held: &Held, claim: &Claim, group: GroupNamed) -> Vec<Finding> {
    let own = own_group(held, claim);
    match group {
        GroupNamed::Held => vec![own],
        GroupNamed::MostSimilarGroup => vec![Finding {
            about: "Most similar group".to_owned(),
            verdict: Verdict::CannotBeTold,
            because: format!(
                "the membership of the Home Office’s most similar groups is not open, so the claim \
                 cannot be repeated. Beside the comparison group that is held: {}",
                own.because
            ),
        }],
    }
}

fn own_group(held: &Held, claim: &Claim) -> Finding {
    let about = "Comparison group".to_owned();
    let cannot =
        |because: String| Finding { about: about.clone(), verdict: Verdict::CannotBeTold, because };
    let force = match held.geography.force(claim.area) {
        Ok(force) => force,
        Err(refused) => return cannot(refused.to_string()),
    };
    let subject = Subject { area: claim.area, force, period: claim.period };
    match beside_group::beside_group(held, subject) {
        Err(refused) => cannot(refused.to_string()),
        Ok(beside) => {
            let tally = beside.standings;
            let most = 2 * tally.in_line > tally.categories();
            let because = format!(
                "in line in {} of {} offence classes, higher in {} and lower in {}, beside {}",
                wording::counted(tally.in_line),
                wording::counted(tally.categories()),
                wording::counted(tally.higher),
                wording::counted(tally.lower),
                beside.group.name
            );
            let verdict = if most { Verdict::BorneOut } else { Verdict::NotBorneOut };
            Finding { about, verdict, because }
        }
    }
}

#[cfg(test)]
mod tests;
