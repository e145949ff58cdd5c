//! What is said of positions and squares against pyproj, esda, scipy, pandas and numpy.

use partnership::statistics::classes::ClassRule;
use partnership::statistics::classes::Classes;
use partnership::statistics::discovery::Discovery;
use partnership::statistics::hotspots::hot_spots;
use partnership::statistics::kernel_density::kernel_density;
use partnership::statistics::national_grid::GridPosition;
use partnership::statistics::national_grid::NationalGrid;
use partnership::statistics::probability::Proportion;
use partnership::statistics::repeat_places::repeat_places;
use partnership::statistics::square_grid::SquareCounts;
use partnership::statistics::square_grid::SquareGrid;
use serde_json::Value;
use serde_json::json;

use crate::asking::Chance;
use crate::asking::near_from;
use crate::asking::reference;

/// A millimetre.
const MILLIMETRE: f64 = 0.001;

#[test]
fn the_national_grid_agrees_with_pyproj_to_a_millimetre() {
    let mut chance = Chance(1936);
    let cases: Vec<(f64, f64)> =
        (0..60).map(|_| (chance.between(-6.0, 1.7), chance.between(50.0, 59.0))).collect();
    let test = "the_national_grid_agrees_with_pyproj_to_a_millimetre";
    let Some(reference) = reference("national_grid", test, json!(cases)) else { return };
    let grid = NationalGrid::new();
    for ((longitude, latitude), wanted) in cases.into_iter().zip(&reference) {
        let found = grid.position(longitude, latitude).unwrap();
        for (found, wanted) in [found.east, found.north].into_iter().zip(wanted.as_array().unwrap())
        {
            assert!((found - wanted.as_f64().unwrap()).abs() <= MILLIMETRE, "{found} {wanted}");
        }
    }
}

#[test]
fn hot_spots_agree_with_esdas_local_g() {
    let mut chance = Chance(1995);
    let made: Vec<(SquareCounts, u32)> = (0..12).map(|_| counted(&mut chance)).collect();
    let asked: Vec<Value> = made
        .iter()
        .map(|(counted, within)| json!([middles(counted.grid()), counts(counted), within, 0.05]))
        .collect();
    let test = "hot_spots_agree_with_esdas_local_g";
    let Some(reference) = reference("hot_spots", test, json!(asked)) else { return };
    for ((counted, within), wanted) in made.iter().zip(&reference) {
        let found = hot_spots(counted, *within, Proportion::ONE_IN_TWENTY).unwrap();
        assert_eq!(wanted["z"].as_array().map(Vec::len), Some(found.squares.len()));
        for (place, square) in found.squares.iter().enumerate() {
            near_from(square.z, &wanted["z"][place], 1.0);
            near_from(square.tried.p_value.value(), &wanted["p"][place], 1e-12);
            near_from(square.tried.adjusted.value(), &wanted["adjusted"][place], 1e-12);
            assert_eq!(square.tried.discovery == Discovery::Stands, wanted["stands"][place]);
        }
    }
}

#[test]
fn kernel_density_agrees_with_every_pair_by_scipy() {
    let mut chance = Chance(1986);
    let made: Vec<(SquareGrid, Vec<GridPosition>, u32)> = (0..20)
        .map(|_| {
            let grid = triangle(&mut chance);
            let crimes = (0..chance.up_to(80) + 1).map(|_| anywhere(&mut chance)).collect();
            (grid, crimes, [200, 350, 1_000][chance.up_to(3)])
        })
        .collect();
    let asked: Vec<Value> = made
        .iter()
        .map(|(grid, crimes, bandwidth)| json!([middles(grid), pairs(crimes), bandwidth]))
        .collect();
    let test = "kernel_density_agrees_with_every_pair_by_scipy";
    let Some(reference) = reference("kernel_density", test, json!(asked)) else { return };
    for ((grid, crimes, bandwidth), wanted) in made.iter().zip(&reference) {
        let found = kernel_density(grid, crimes, *bandwidth).unwrap();
        for (at, wanted) in found.iter().zip(wanted.as_array().unwrap()) {
            near_from(at.per_square_kilometre, wanted, 1e-3);
        }
    }
}

#[test]
fn repeat_places_agree_with_pandas_and_the_binomial_distribution() {
    let mut chance = Chance(1993);
    let cases: Vec<(Vec<Vec<u64>>, f64)> = (0..60)
        .map(|_| {
            let (places, months) = (chance.up_to(90) + 2, chance.up_to(12) + 2);
            let most = chance.between(0.2, 9.0);
            let mut made: Vec<Vec<u64>> =
                (0..places).map(|_| (0..months).map(|_| chance.count(most)).collect()).collect();
            made[0][0] += 1;
            (made, [0.05, 0.1, 0.2][chance.up_to(3)])
        })
        .collect();
    let test = "repeat_places_agree_with_pandas_and_the_binomial_distribution";
    let Some(reference) = reference("repeat_places", test, json!(cases)) else { return };
    for ((places, share), wanted) in cases.iter().zip(&reference) {
        let found = repeat_places(places, Proportion::of(*share).unwrap()).unwrap();
        let repeated = [found.repeated, found.crimes_at_repeated, found.after_the_first];
        assert_eq!(json!(repeated), wanted["repeated"]);
        near_from(found.repeated_by_chance, &wanted["chance"], 1.0);
        assert_eq!(json!([found.most_burdened, found.crimes_at_most_burdened]), wanted["burdened"]);
        let again = found.again.unwrap();
        let again = [again.with_crime, again.again, again.any, again.any_with_crime];
        assert_eq!(json!(again), wanted["again"]);
    }
}

#[test]
fn fifths_agree_with_numpys_quantiles() {
    let mut chance = Chance(1996);
    let cases: Vec<Vec<u64>> = (0..200)
        .map(|_| {
            let (number, most) = (chance.up_to(120) + 1, chance.between(1.0, 500.0));
            (0..number).map(|_| chance.count(most)).collect()
        })
        .collect();
    let Some(reference) = reference("fifths", "fifths_agree_with_numpys_quantiles", json!(cases))
    else {
        return;
    };
    for (case, wanted) in cases.iter().zip(&reference) {
        let values: Vec<f64> = case.iter().map(|&count| count as f64).collect();
        let found = Classes::of(&values, &ClassRule::Fifths).unwrap();
        assert_eq!(json!(found.bounds), wanted["bounds"]);
        let held: Vec<usize> = found.held.iter().map(|held| held.values).collect();
        assert_eq!(json!(held), wanted["held"]);
    }
}

/// Squares of 100 m over a triangle some 4 km wide, and crimes of which some gather.
fn counted(chance: &mut Chance) -> (SquareCounts, u32) {
    let grid = triangle(chance);
    let heart = anywhere(chance);
    let crimes: Vec<GridPosition> = (0..chance.up_to(2_000) + 200)
        .map(|place| match place % 3 {
            0 => GridPosition {
                east: heart.east + chance.between(-400.0, 400.0),
                north: heart.north + chance.between(-400.0, 400.0),
            },
            _ => anywhere(chance),
        })
        .collect();
    (grid.counted(crimes), [100, 150, 300, 500][chance.up_to(4)])
}

fn triangle(chance: &mut Chance) -> SquareGrid {
    let apart = |chance: &mut Chance| chance.between(0.0, 400.0);
    let corners = [(570_000.0, 150_000.0), (574_000.0, 150_500.0), (571_500.0, 154_000.0)];
    let mut ring: Vec<GridPosition> = corners
        .into_iter()
        .map(|(east, north)| GridPosition {
            east: east + apart(chance),
            north: north + apart(chance),
        })
        .collect();
    ring.push(ring[0]);
    SquareGrid::over(&[ring], 100).unwrap()
}

fn anywhere(chance: &mut Chance) -> GridPosition {
    GridPosition {
        east: chance.between(569_500.0, 575_000.0),
        north: chance.between(149_500.0, 155_000.0),
    }
}

fn middles(grid: &SquareGrid) -> Vec<(f64, f64)> {
    pairs(&grid.each().map(|square| grid.middle(square)).collect::<Vec<_>>())
}

fn pairs(positions: &[GridPosition]) -> Vec<(f64, f64)> {
    positions.iter().map(|at| (at.east, at.north)).collect()
}

fn counts(counted: &SquareCounts) -> Vec<u64> {
    counted.each().map(|(_, count)| count).collect()
}
