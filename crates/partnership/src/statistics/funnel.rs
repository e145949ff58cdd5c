//! The funnel: how far from the group's mean rate an area of a given size may lie.
//!
//! The members of a comparison group come in; a funnel goes out, which gives limits for any
//! denominator (for the chart) and says how far out any one area lies.

use serde::Serialize;

use crate::statistics::rate::Denominator;
use crate::statistics::rate::PerThousand;

/// The standard normal deviate that leaves 2.5% at either end.
const OUTSIDE_95: f64 = 1.959_963_984_540_054;
/// The standard normal deviate that leaves 0.1% at either end.
const OUTSIDE_998: f64 = 3.090_232_306_167_813;
/// Anscombe's 3/8, which makes the square root of even a small count scatter evenly.
const ANSCOMBE: f64 = 0.375;
/// The share of members at either end drawn in to the next before the spread is measured.
const WINSORISED: f64 = 0.1;

/// One area of a comparison group: what was counted there and against what.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Member {
    /// How many were recorded.
    pub count: u64,
    /// Its residents, or whatever the count is set against.
    pub denominator: Denominator,
}

impl Member {
    /// The member's rate.
    pub fn rate(self) -> PerThousand {
        PerThousand::from_parts(self.count as f64, self.denominator)
    }
}

/// The funnel of a comparison group around the unweighted mean of its members' rates.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Funnel {
    target: PerThousand,
    phi: f64,
    tau: f64,
}

/// Between which rates an area of one size is not out of the ordinary.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Band {
    /// The low limit, never below 0.
    pub low: PerThousand,
    /// The high limit.
    pub high: PerThousand,
}

/// The funnel's two bands at one size.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Limits {
    /// The band that 95 in 100 ordinary areas keep to.
    pub inner: Band,
    /// The band that 998 in 1,000 ordinary areas keep to.
    pub outer: Band,
}

impl Funnel {
    /// The funnel of `members`.
    ///
    /// **What it answers.** Areas of a group always differ. How far from their mean may one lie
    /// before it is worth asking why?
    ///
    /// **Method.** Funnel limits at 95% and 99.8% around a target (Spiegelhalter 2005, *Statistics
    /// in Medicine* 24, 1185–1202), here the unweighted mean of the members' rates. Counts are taken
    /// on the scale of their square roots, where Poisson scatter is even and small counts are not
    /// lopsided: z = 2(√(O + ⅜) − √(E + ⅜)), with O counted and E expected at the target (Anscombe
    /// 1948, *Biometrika* 35, 246–254). Areas differ by more than chance, so the limits are widened:
    /// φ is the mean of the squares of the z, winsorised (drawn in to their 10th and 90th
    /// percentiles, interpolated, so that an outlier cannot excuse itself), and never below 1. When
    /// it is above 1 the extra spread is put down to true differences of standard deviation τ,
    /// added to chance: τ² = (nφ − (n − 1)) / (Σw − Σw²/Σw), w = 1/s² (Spiegelhalter 2005, "Handling
    /// over-dispersion of performance indicators", *Qual. Saf. Health Care* 14, 347–351, and
    /// Spiegelhalter and others 2012, *J. R. Stat. Soc. A* 175, 1–47). The other way, to multiply
    /// all limits by √φ, was not taken: it excuses small areas and accuses large ones.
    ///
    /// **When not to use it.** For a group picked because its members look alike in the very rate
    /// compared. For members of which some record differently. To make a league table.
    ///
    /// **Small numbers.** With about a dozen members τ is itself rough, and a change of one member
    /// may move an area across a limit. Where hardly any are expected the low limit is 0, and no
    /// area can be lower than its group.
    ///
    /// ```
    /// use partnership::statistics::funnel::{Funnel, Member};
    /// use partnership::statistics::rate::Denominator;
    ///
    /// let members = [310, 290, 305, 280, 330, 300]
    ///     .map(|count| Member { count, denominator: Denominator::of(10_000.0).unwrap() });
    /// let limits = Funnel::of(&members).limits(Denominator::of(10_000.0).unwrap());
    /// assert_eq!(format!("{:.1}", limits.inner.low.value()), "26.9");
    /// assert_eq!(format!("{:.1}", limits.inner.high.value()), "33.8");
    /// ```
    pub fn of(members: &[Member]) -> Funnel {
        let rates = members.iter().map(|member| member.rate().value());
        let target = PerThousand::worked_out(mean(rates));
        let chance_alone = Funnel { target, phi: 1.0, tau: 0.0 };
        let scores = members.iter().map(|&member| chance_alone.z(member)).collect();
        let phi = mean(winsorised(scores).iter().map(|z| z * z));
        if phi > 1.0 {
            Funnel { target, phi, tau: between_areas(phi, members) }
        } else {
            chance_alone
        }
    }

    /// The unweighted mean of the members' rates, around which the funnel stands.
    pub fn target(&self) -> PerThousand {
        self.target
    }

    /// How many times more the members' scores scatter than chance would have them: 1 or more.
    pub fn phi(&self) -> f64 {
        self.phi
    }

    /// The standard deviation of true differences, on the scale of the square root of the rate.
    pub fn tau(&self) -> f64 {
        self.tau
    }

    /// How many standard errors of chance alone a member lies above the target.
    pub fn z(&self, member: Member) -> f64 {
        self.distance(member) / by_chance(member.denominator)
    }

    /// The same, allowing also for true differences between areas.
    pub fn adjusted_z(&self, member: Member) -> f64 {
        self.distance(member) / self.spread(member.denominator)
    }

    /// The limits for an area with this denominator.
    pub fn limits(&self, denominator: Denominator) -> Limits {
        Limits {
            inner: self.band(denominator, OUTSIDE_95),
            outer: self.band(denominator, OUTSIDE_998),
        }
    }

    /// Whether a member lies outside the band of 95 in 100, and on which side.
    pub(super) fn side(&self, member: Member) -> Side {
        let z = self.adjusted_z(member);
        if z > OUTSIDE_95 {
            Side::Above
        } else if z < -OUTSIDE_95 {
            Side::Below
        } else {
            Side::Within
        }
    }

    fn band(&self, denominator: Denominator, deviate: f64) -> Band {
        let reach = deviate * self.spread(denominator);
        let centre = rooted(self.target, denominator);
        Band {
            low: unrooted(centre - reach, denominator),
            high: unrooted(centre + reach, denominator),
        }
    }

    fn distance(&self, member: Member) -> f64 {
        rooted(member.rate(), member.denominator) - rooted(self.target, member.denominator)
    }

    fn spread(&self, denominator: Denominator) -> f64 {
        by_chance(denominator).hypot(self.tau)
    }
}

/// Where a member lies in the inner band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Above,
    Within,
    Below,
}

/// √((count + ⅜) / thousands): the rate on the scale on which chance scatters evenly.
fn rooted(rate: PerThousand, denominator: Denominator) -> f64 {
    (rate.value() + ANSCOMBE / denominator.thousands()).sqrt()
}

fn unrooted(root: f64, denominator: Denominator) -> PerThousand {
    let rate = root.max(0.0).powi(2) - ANSCOMBE / denominator.thousands();
    PerThousand::worked_out(rate.max(0.0))
}

/// The standard error of the rooted rate by chance alone: half of 1/√thousands.
fn by_chance(denominator: Denominator) -> f64 {
    0.5 / denominator.thousands().sqrt()
}

fn between_areas(phi: f64, members: &[Member]) -> f64 {
    let number = members.len() as f64;
    let weights = members.iter().map(|member| by_chance(member.denominator).powi(-2));
    let (sum, squares) = weights.fold((0.0, 0.0), |(sum, squares), w| (sum + w, squares + w * w));
    ((number * phi - (number - 1.0)) / (sum - squares / sum)).sqrt()
}

/// The scores, with those beyond their 10th and 90th percentiles drawn in to these.
fn winsorised(scores: Vec<f64>) -> Vec<f64> {
    let mut ordered = scores;
    ordered.sort_by(f64::total_cmp);
    let low = quantile(&ordered, WINSORISED);
    let high = quantile(&ordered, 1.0 - WINSORISED);
    ordered.into_iter().map(|score| score.max(low).min(high)).collect()
}

/// The quantile between ordered numbers, interpolated (type 7 of Hyndman and Fan 1996).
fn quantile(ordered: &[f64], share: f64) -> f64 {
    let mut place = share * ordered.len().saturating_sub(1) as f64;
    let mut numbers = ordered.iter().copied();
    let mut below = numbers.next().unwrap_or(0.0);
    for number in numbers {
        if place < 1.0 {
            return below + place * (number - below);
        }
        place -= 1.0;
        below = number;
    }
    below
}

fn mean(numbers: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = numbers.len() as f64;
    numbers.fold(0.0, |sum, number| sum + number) / count
}

#[cfg(test)]
mod tests;
