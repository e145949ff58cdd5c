//! The small areas of a district where recorded crime changed most, small counts withheld.
//!
//! In come counts by lower layer super output area (LSOA); out goes a cleared list.

use crate::evidence::disclosure;
use crate::evidence::disclosure::Cleared;
use crate::evidence::disclosure::Reason;
use crate::evidence::disclosure::Shown;
use crate::evidence::figure::Line;
use crate::evidence::held::Held;
use crate::evidence::quarter;
use crate::evidence::quarter::Before;
use crate::evidence::quarter::Subject;
use crate::statistics::change::ChangeError;
use crate::statistics::discovery;
use crate::statistics::discovery::Discovery;
use crate::statistics::probability::PValue;
use crate::statistics::probability::Proportion;
use crate::terms::area::AreaCode;
use crate::terms::area::AreaKind;

/// One small area: its counts as they may be shown, and whether its change stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmallArea {
    /// The LSOA.
    pub area: AreaCode,
    /// Its name.
    pub name: String,
    /// The count of the period before.
    pub before: Shown,
    /// The count of this period.
    pub now: Shown,
    /// The change, where both counts are shown.
    pub difference: Result<i64, Reason>,
    /// Whether the change stands when all the district's LSOAs are tried together.
    pub discovery: Discovery,
}

/// How many small areas a report lists.
pub const LISTED: usize = 10;

/// The LSOAs of the district whose recorded crime changed most between two periods, largest change
/// first; with how many there are and how many changes stand.
///
/// A list of the most changed always shows change: with over a hundred areas some move far by chance
/// alone, which is why each is tried together with all the others.
///
/// # Errors
/// When a count is beyond what can be computed with.
pub fn most_changed(
    held: &Held,
    subject: Subject,
    before: &Before,
) -> Result<(Cleared<Vec<SmallArea>>, Tally), ChangeError> {
    let areas = held.counts.areas(|area| area.kind() == AreaKind::Lsoa);
    let force = subject.force.name();
    let count = |area, period| held.counts.sum(area, force, period, Line::AllCrime);
    let mut counted = Vec::new();
    for area in areas {
        let (earlier, now) = (count(area, before.period), count(area, subject.period));
        let change = quarter::change_between(earlier, before.period, now, subject.period)?;
        counted.push(Counts { area, earlier, now, p_value: change.p_value });
    }
    let p_values: Vec<PValue> = counted.iter().map(|one| one.p_value).collect();
    let tried = discovery::false_discovery(&p_values, Proportion::ONE_IN_TWENTY);
    let stands = |found: Discovery| found == Discovery::Stands;
    let standing = tried.iter().filter(|one| stands(one.discovery)).count();
    let tally = Tally { areas: counted.len(), standing };
    let mut ranked: Vec<_> = counted.into_iter().zip(tried).collect();
    ranked.sort_by_key(|(one, _)| (std::cmp::Reverse(one.now.abs_diff(one.earlier)), one.area));
    ranked.truncate(LISTED);
    let listed: Vec<(Counts, Discovery)> =
        ranked.into_iter().map(|(one, tried)| (one, tried.discovery)).collect();
    Ok((clear(held, &listed), tally))
}

/// How many small areas were looked at, and how many of their changes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// How many areas have any crime in either period.
    pub areas: usize,
    /// How many changes stand when all are tried together.
    pub standing: usize,
}

#[derive(Debug, Clone, Copy)]
struct Counts {
    area: AreaCode,
    earlier: u64,
    now: u64,
    p_value: PValue,
}

fn clear(held: &Held, listed: &[(Counts, Discovery)]) -> Cleared<Vec<SmallArea>> {
    let column = |pick: fn(&Counts) -> u64| {
        disclosure::without_total(&listed.iter().map(|(one, _)| pick(one)).collect::<Vec<_>>())
    };
    let (earlier, now) = (column(|one| one.earlier), column(|one| one.now));
    earlier.joined(&now, |at, before, now| {
        let (counts, discovery) = listed[at];
        let difference = match (before, now) {
            (Shown::Count(before), Shown::Count(now)) => {
                Ok(now.cast_signed() - before.cast_signed())
            }
            (Shown::Withheld(reason), _) | (_, Shown::Withheld(reason)) => Err(reason),
        };
        let name = held.geography.name(counts.area);
        SmallArea { area: counts.area, name, before, now, difference, discovery }
    })
}
