//! Ranks, ties, dissent, and how far the order hangs on the weights.

use proptest::prelude::*;

use super::*;
use crate::priorities::ranking::Sheets;
use crate::priorities::ranking::ranking;
use crate::priorities::sensitivity::DRAWS;

fn two_factors(physical: u8, concern: u8) -> Method {
    let weights = BTreeMap::from([(Factor::Physical, physical), (Factor::Concern, concern)]);
    Method::Matrix(Weights::of(weights).unwrap())
}

fn two(physical: u8, concern: u8) -> Levels {
    levels(&[(Factor::Physical, physical), (Factor::Concern, concern)])
}

#[test]
fn equal_scores_share_a_rank_and_the_next_one_counts_them() {
    let (high, low) = (grid(4, 3), grid(1, 2));
    let (one, other) = (grid(2, 3), grid(3, 2));
    let sheets =
        Sheets::from([(1, vec![&low]), (2, vec![&one]), (3, vec![&other]), (4, vec![&high])]);
    let ranking = ranking(&Method::Grid, &sheets, 2);
    let printed: Vec<(i64, String)> =
        ranking.rows.iter().map(|row| (row.issue, row.printed())).collect();
    let wanted = [(4, "1"), (2, "2="), (3, "2="), (1, "4")];
    assert_eq!(printed, wanted.map(|(issue, rank)| (issue, rank.to_owned())));
}

#[test]
fn an_issue_that_nobody_scored_has_no_rank() {
    let one = grid(2, 3);
    let ranking = ranking(&Method::Grid, &Sheets::from([(1, vec![&one]), (2, vec![])]), 3);
    assert!(ranking.row(2).is_none());
    assert_eq!(ranking.rows.len(), 1);
}

#[test]
fn scorers_who_are_two_levels_apart_are_told_to_talk() {
    let (jane, john, ann) = (grid(1, 3), grid(3, 3), grid(2, 4));
    let sheets = Sheets::from([(1, vec![&jane, &john, &ann])]);
    let ranking = ranking(&Method::Grid, &sheets, 1);
    let row = &ranking.rows[0];
    assert_eq!(row.apart().collect::<Vec<_>>(), [Factor::Impact]);
    assert!((row.score - (3.0 + 9.0 + 8.0) / 3.0).abs() < 1e-9, "{}", row.score);
    assert!((row.spread.0 - 3.0).abs() < 1e-9 && (row.spread.1 - 9.0).abs() < 1e-9);
}

#[test]
fn an_order_that_hangs_on_the_weights_is_told_and_one_that_does_not_is_not() {
    // The first is better in one factor, the second in the other; the third is worst in both.
    let (body, voice, least) = (two(4, 2), two(2, 4), two(1, 1));
    let sheets = Sheets::from([(1, vec![&body]), (2, vec![&voice]), (3, vec![&least])]);
    let ranking = ranking(&two_factors(5, 4), &sheets, 1);
    let swayed = |issue| ranking.row(issue).unwrap().swayed;
    assert_eq!((swayed(1).best, swayed(1).worst), (1, 2));
    assert_eq!((swayed(2).best, swayed(2).worst), (1, 2));
    assert_eq!((swayed(3).best, swayed(3).worst), (3, 3));
    assert_eq!((swayed(3).in_top, swayed(1).in_top + swayed(2).in_top), (0, DRAWS));
    assert!(swayed(1).in_top > swayed(2).in_top, "{ranking:?}");
}

#[test]
fn the_factors_of_the_draws_have_mean_one_and_deviation_a_half() {
    // The heavier weight wins a draw when its factor is the larger by more than the weights differ. With equal weights and
    // the two issues mirrored, each wins half the draws, within four standard errors of a thousand.
    let (one, other) = (two(4, 1), two(1, 4));
    let sheets = Sheets::from([(1, vec![&one]), (2, vec![&other])]);
    let even = ranking(&two_factors(1, 1), &sheets, 1);
    let wins = even.row(1).unwrap().swayed.in_top;
    assert!((436..=564).contains(&wins), "{wins}");
    // With weights 3 and 1 the second wins where a Beta(4, 4) share b has b < 1/4 (b/(1-b) < 1/3): by the binomial sum
    // of Beta(4, 4) that is 0.0706. Four standard errors of a thousand draws are 0.0324.
    let uneven = ranking(&two_factors(3, 1), &sheets, 1);
    let wins = uneven.row(2).unwrap().swayed.in_top;
    assert!((38..=103).contains(&wins), "{wins}");
}

fn any_levels(factors: Vec<Factor>) -> impl Strategy<Value = Levels> {
    let all = prop::collection::vec(1..=4_u8, factors.len());
    all.prop_map(move |given| {
        factors
            .iter()
            .copied()
            .zip(given)
            .map(|(of, level)| (of, Level::try_from(level).unwrap()))
            .collect()
    })
}

fn any_sheets() -> impl Strategy<Value = (Method, Vec<Vec<Levels>>)> {
    let methods = prop_oneof![
        Just(Method::Grid),
        Just(Method::Matrix(Weights::usual())),
        (1..=10_u8, 1..=10_u8).prop_map(|(one, other)| two_factors(one, other)),
    ];
    methods.prop_flat_map(|method| {
        let scorers = prop::collection::vec(any_levels(method.factors()), 1..4);
        (Just(method), prop::collection::vec(scorers, 1..7))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_range_of_ranks_has_the_rank_in_it((method, given) in any_sheets(), top in 1..4_usize) {
        let sheets: Sheets<'_> =
            (1..).zip(&given).map(|(issue, all)| (issue, all.iter().collect())).collect();
        let ranking = ranking(&method, &sheets, top);
        prop_assert_eq!(ranking.rows.len(), given.len());
        for row in &ranking.rows {
            prop_assert!(row.swayed.best <= row.rank && row.rank <= row.swayed.worst);
            prop_assert!(row.swayed.worst <= given.len() && row.swayed.best >= 1);
            prop_assert!(row.swayed.in_top <= DRAWS);
            prop_assert!(row.spread.0 <= row.score + 1e-9 && row.score <= row.spread.1 + 1e-9);
            let higher = ranking.rows.iter().filter(|other| other.score > row.score + 1e-9).count();
            prop_assert_eq!(row.rank, higher + 1);
        }
    }

    #[test]
    fn a_higher_level_never_lowers_a_score(given in any_levels(Factor::MATRIX.to_vec()), at in 0..8_usize) {
        let method = Method::Matrix(Weights::usual());
        let mut more = given.clone();
        let level = given[&Factor::MATRIX[at]].number();
        more.insert(Factor::MATRIX[at], Level::try_from((level + 1).min(4)).unwrap());
        let score = |levels| method.score(levels, &method.weighting());
        prop_assert!(score(&more) >= score(&given));
        prop_assert!((1.0..=4.0).contains(&score(&given)));
    }
}
