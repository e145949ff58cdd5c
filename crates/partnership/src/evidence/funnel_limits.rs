//! The limits of a funnel over the width of its group, to be drawn.
//!
//! In come a funnel and the residents of its members; out go limits from the least to the most, a little beyond both.

use crate::content::chart::FunnelLimit;
use crate::statistics::funnel::Band;
use crate::statistics::funnel::Funnel;
use crate::statistics::rate::Denominator;

/// In how many steps the limits are drawn.
const STEPS: u32 = 60;

/// The funnel's limits over the width of the group, a little wider than its members, in thousands of residents.
pub fn funnel_limits(funnel: &Funnel, residents: impl Iterator<Item = u64>) -> Vec<FunnelLimit> {
    let sizes = residents.map(thousands);
    let (least, most) = sizes.fold((f64::INFINITY, 0.0), |(least, most): (f64, f64), size| {
        (least.min(size), most.max(size))
    });
    let (from, to) = (least * 0.85, most * 1.08);
    let at = |step: u32| {
        let across = from + (to - from) * f64::from(step) / f64::from(STEPS);
        let limits = funnel.limits(Denominator::of(across * 1000.0).ok()?);
        let pair = |band: Band| (band.low.value(), band.high.value());
        Some(FunnelLimit { across, inner: pair(limits.inner), outer: pair(limits.outer) })
    };
    (0..=STEPS).filter_map(at).collect()
}

/// Residents in thousands.
pub(crate) fn thousands(residents: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "residents lie far below 2^53")]
    let residents = residents as f64;
    residents / 1000.0
}
