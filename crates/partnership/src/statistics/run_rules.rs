//! Run rules: which points of a control chart are more than the usual scatter.
//!
//! A centre, the distance of three standard deviations, and points in order come in; the rules that each point meets
//! go out.

use serde::Serialize;

/// The rules by which a point is called a signal, to be printed with the chart.
pub const RUN_RULES: &str = "A month is a signal when it lies beyond a limit; when it ends a run of eight months on \
    one side of the centre; when it ends six months each higher (or each lower) than the one before; or when it and \
    one of the two months before it lie beyond two thirds of the way to the same limit.";

/// How many in a row on one side of the centre are a run.
const RUN: usize = 8;
/// How many in a row, each higher or each lower than the one before, are a trend.
const TREND: usize = 6;

/// Which rule a point meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum RunRule {
    /// It lies beyond a limit.
    BeyondLimit(Toward),
    /// It is the eighth in a row, or later, on one side of the centre.
    EightOnOneSide(Toward),
    /// It ends six, or more, in a row of which each is higher (or lower) than the one before.
    SixInTurn(Toward),
    /// It is one of two in three that lie beyond two standard deviations on the same side.
    TwoOfThree(Toward),
}

/// Which way a point lies or moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Toward {
    /// Higher.
    Up,
    /// Lower.
    Down,
}

/// The rules that each of `points` meets, when each is given in standard deviations from the centre.
///
/// **What it answers.** Which months are out of the ordinary, rather than the usual ups and downs?
///
/// **Method.** [`RUN_RULES`]. One beyond three standard deviations: Shewhart (1931), *Economic Control of Quality*.
/// Eight on one side, two of three beyond two: Western Electric (1956), *Statistical Quality Control Handbook*. Six in
/// turn: Nelson (1984), *J. Quality Technology* 16, 237–239. A point upon the centre breaks a run, and an equal one a
/// turn.
///
/// **When not to use it.** More rules, more false alarms: of 1,000 points of an unchanged normal series whose centre and
/// spread are known, the first rule alone calls about 3, and the four together about 15. Over a season: winter months are
/// a run each year; adjust the series first. On points that share months, such as rolling years.
pub fn rules_met(points: &[f64]) -> Vec<Vec<RunRule>> {
    (1..=points.len())
        .map(|upto| {
            [Toward::Up, Toward::Down]
                .into_iter()
                .flat_map(|toward| met_by_last(&points[..upto], toward))
                .collect()
        })
        .collect()
}

fn met_by_last(points: &[f64], toward: Toward) -> Vec<RunRule> {
    let sign = match toward {
        Toward::Up => 1.0,
        Toward::Down => -1.0,
    };
    let Some(last) = points.last().map(|point| point * sign) else { return Vec::new() };
    let latest = |number: usize| points.len().checked_sub(number).map(|from| &points[from..]);
    let run = latest(RUN).is_some_and(|run| run.iter().all(|point| point * sign > 0.0));
    let turn = latest(TREND)
        .is_some_and(|turn| turn.windows(2).all(|pair| (pair[1] - pair[0]) * sign > 0.0));
    let three = latest(3).or(latest(2)).unwrap_or_default();
    let far = three.iter().filter(|point| **point * sign > 2.0).count();
    let met = [
        (last > 3.0, RunRule::BeyondLimit(toward)),
        (run, RunRule::EightOnOneSide(toward)),
        (turn, RunRule::SixInTurn(toward)),
        (last > 2.0 && far >= 2, RunRule::TwoOfThree(toward)),
    ];
    met.into_iter().filter(|(is_met, _)| *is_met).map(|(_, rule)| rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(points: &[f64]) -> Vec<RunRule> {
        rules_met(points).pop().unwrap()
    }

    #[test]
    fn of_a_thousand_usual_months_the_first_rule_calls_about_three_and_all_four_about_fifteen() {
        use rand::RngExt as _;
        use rand::SeedableRng as _;

        let mut chance = rand_chacha::ChaCha8Rng::seed_from_u64(7);
        // Normal by Box and Muller (1958).
        let points: Vec<f64> = std::iter::repeat_with(|| {
            let [one, other]: [f64; 2] = [chance.random(), chance.random()];
            (-2.0 * (1.0 - one).ln()).sqrt() * (2.0 * std::f64::consts::PI * other).cos()
        })
        .take(200_000)
        .collect();
        let met = rules_met(&points);
        let of_a_thousand = |called: &dyn Fn(&[RunRule]) -> bool| {
            let called = met.iter().filter(|rules| called(rules)).count();
            called as f64 * 1000.0 / points.len() as f64
        };
        let first =
            |rules: &[RunRule]| rules.iter().any(|one| matches!(one, RunRule::BeyondLimit(_)));
        assert!((2.2..3.2).contains(&of_a_thousand(&first)), "{}", of_a_thousand(&first));
        let any = of_a_thousand(&|rules| !rules.is_empty());
        assert!((14.0..16.0).contains(&any), "{any}");
    }

    #[test]
    fn a_point_upon_the_limit_is_within_it() {
        assert_eq!(last(&[0.1, 3.0]), []);
        assert_eq!(last(&[0.1, -3.01]), [RunRule::BeyondLimit(Toward::Down)]);
    }

    #[test]
    fn seven_on_one_side_are_no_run_and_eight_are() {
        let run = [0.5, 0.9, 0.4, 0.8, 0.3, 0.7, 0.2, 0.6];
        assert_eq!(last(&run[..7]), []);
        assert_eq!(last(&run), [RunRule::EightOnOneSide(Toward::Up)]);
        assert_eq!(last(&[0.5, 0.9, 0.4, 0.0, 0.3, 0.7, 0.2, 0.6]), []);
    }

    #[test]
    fn six_each_lower_than_the_one_before_are_a_turn_and_an_equal_one_breaks_it() {
        assert_eq!(last(&[1.5, 1.0, 0.5, -0.5, -1.0]), []);
        assert_eq!(last(&[1.5, 1.0, 0.5, -0.5, -1.0, -1.5]), [RunRule::SixInTurn(Toward::Down)]);
        assert_eq!(last(&[1.5, 1.0, 0.5, 0.5, -1.0, -1.5]), []);
    }

    #[test]
    fn two_of_three_count_only_on_the_same_side_and_at_the_second() {
        assert_eq!(last(&[2.1, 0.0, 2.2]), [RunRule::TwoOfThree(Toward::Up)]);
        assert_eq!(last(&[2.1, 0.0, -2.2]), []);
        assert_eq!(last(&[2.1, 2.2, 0.0]), []);
    }
}
