//! The weights that make an error smallest, looked for on a grid and then ever more finely.
//!
//! What is followed comes in, with the error of any weights; the best weights go out, the same every time.

use super::Smoothing;
use super::Weights;

/// The places of the grid in each direction.
const GRID: [f64; 7] = [0.0, 0.05, 0.15, 0.35, 0.6, 0.85, 1.0];
/// From how many of the grid's best the finer search begins.
const BEGINNINGS: usize = 3;
/// The first step of the finer search, and the last: about the best, an error grows with the square of the step.
const STEPS: (f64, f64) = (0.08, 1e-5);

/// A place in the unit cube: the level's weight, the trend's, and the share of 1 less the level's for the season.
type Place = [f64; 3];

pub(super) fn best(method: Smoothing, error: impl Fn(Weights) -> f64) -> Weights {
    let at = |place: Place| error(weights(place));
    let used = match method {
        Smoothing::Level => 1,
        Smoothing::Trend => 2,
        Smoothing::Season => 3,
    };
    let mut tried: Vec<(f64, Place)> =
        grid(used).into_iter().map(|place| (at(place), place)).collect();
    tried.sort_by(|one, other| one.0.total_cmp(&other.0));
    tried.truncate(BEGINNINGS);
    let finer = tried.into_iter().map(|begun| finer(begun, used, &at));
    let best = finer.min_by(|one, other| one.0.total_cmp(&other.0));
    weights(best.map_or([0.0; 3], |(_, place)| place))
}

fn weights([level, trend, share]: Place) -> Weights {
    Weights { level, trend, season: share * (1.0 - level) }
}

fn grid(used: usize) -> Vec<Place> {
    let mut places = vec![[0.0; 3]];
    for direction in 0..used {
        let along = |place: Place| {
            GRID.map(|value| {
                let mut moved = place;
                moved[direction] = value;
                moved
            })
        };
        places = places.into_iter().flat_map(along).collect();
    }
    places
}

/// Steps along each direction while that helps, then steps half as long (Hooke and Jeeves 1961, "Direct search", *J. ACM*
/// 8, 212–229).
fn finer(begun: (f64, Place), used: usize, error: &impl Fn(Place) -> f64) -> (f64, Place) {
    let mut best = begun;
    let mut step = STEPS.0;
    while step > STEPS.1 {
        let before = best;
        for direction in 0..used {
            best = stepped(best, direction, step, error);
        }
        if best.0 < before.0 {
            // Once more the same way, since valleys are seldom along one direction.
            let mut onward = best.1;
            for (place, from) in onward.iter_mut().zip(before.1) {
                *place = (2.0 * *place - from).clamp(0.0, 1.0);
            }
            let there = error(onward);
            if there < best.0 {
                best = (there, onward);
            }
        } else {
            step /= 2.0;
        }
    }
    best
}

fn stepped(
    from: (f64, Place),
    direction: usize,
    step: f64,
    error: &impl Fn(Place) -> f64,
) -> (f64, Place) {
    for by in [step, -step] {
        let mut place = from.1;
        place[direction] = (place[direction] + by).clamp(0.0, 1.0);
        let there = error(place);
        if there < from.0 {
            return (there, place);
        }
    }
    from
}
