//! Raking, survey estimates and agreement against published figures and independent implementations.
//!
//! `california_schools.csv` holds two probability samples of Californian schools in 2000, as the California Department
//! of Education published their figures: schools of 15 districts drawn of 757, and schools drawn by kind. The figures
//! to be met are those that the documentation of R's `survey` package (Lumley 2004, *Journal of Statistical Software*
//! 9(8)) prints for them under the names apiclus1 and apistrat.

use partnership::statistics::agreement::cohens_kappa;
use partnership::statistics::agreement::krippendorffs_alpha;
use partnership::statistics::raking::Convergence;
use partnership::statistics::raking::Margin;
use partnership::statistics::raking::Trimming;
use partnership::statistics::raking::rake;
use partnership::statistics::survey_estimate::Clusters;
use partnership::statistics::survey_estimate::Drawn;
use partnership::statistics::survey_estimate::Sample;
use partnership::statistics::survey_estimate::SurveyEstimate;
use serde_json::Value;
use serde_json::json;

use crate::asking::Chance;
use crate::asking::near;
use crate::asking::near_from;
use crate::asking::reference;

/// A school: its district, its kind, how many pupils, and its index.
type School = (usize, String, f64, f64);

fn schools(sample: &str) -> Vec<School> {
    let lines = include_str!("california_schools.csv").lines().skip(1);
    lines
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|fields| fields[0] == sample)
        .map(|fields| {
            let number = |at: usize| fields[at].parse().unwrap();
            (fields[1].parse().unwrap_or_default(), fields[2].to_owned(), number(3), number(4))
        })
        .collect()
}

fn answers(schools: &[School], of: impl Fn(&School) -> f64) -> Vec<Option<f64>> {
    schools.iter().map(|school| Some(of(school))).collect()
}

fn printed(found: SurveyEstimate, decimals: [usize; 2]) -> String {
    format!("{:.*} ({:.*})", decimals[0], found.estimate, decimals[1], found.standard_error)
}

#[test]
fn a_clustered_sample_gives_the_figures_that_r_survey_prints() {
    let schools = schools("clustered");
    assert_eq!(schools.len(), 183);
    // 6,194 schools over 183, in the single precision in which the weights were published.
    let drawn = |school: &School| Drawn { weight: 33.846_996_31, stratum: 0, cluster: school.0 };
    let drawn = schools.iter().map(drawn).collect();
    let sample = Sample::of(drawn, Clusters::In(vec![757.0])).unwrap();
    let index = sample.mean(&answers(&schools, |school| school.3)).unwrap();
    assert_eq!(printed(index, [2, 3]), "644.17 (23.542)");
    let elementary = |school: &School| f64::from(u8::from(school.1 == "E"));
    let elementary = sample.mean(&answers(&schools, elementary)).unwrap();
    assert_eq!(printed(elementary, [6, 4]), "0.786885 (0.0463)");
    let pupils = sample.total(&answers(&schools, |school| school.2)).unwrap();
    assert_eq!(printed(pupils, [0, 0]), "3404940 (932235)");
}

#[test]
fn a_stratified_sample_gives_the_figures_that_r_survey_prints() {
    let schools = schools("stratified");
    assert_eq!(schools.len(), 200);
    let kinds = [("E", 44.21, 4421.0), ("H", 15.1, 755.0), ("M", 20.36, 1018.0)];
    let drawn = schools.iter().enumerate().map(|(cluster, school)| {
        let stratum = kinds.iter().position(|(kind, ..)| *kind == school.1).unwrap();
        Drawn { weight: kinds[stratum].1, stratum, cluster }
    });
    let clusters = Clusters::In(kinds.map(|(_, _, number)| number).to_vec());
    let sample = Sample::of(drawn.collect(), clusters).unwrap();
    let index = sample.mean(&answers(&schools, |school| school.3)).unwrap();
    assert_eq!(printed(index, [2, 4]), "662.29 (9.4089)");
    let pupils = sample.total(&answers(&schools, |school| school.2)).unwrap();
    assert_eq!(printed(pupils, [0, 0]), "3687178 (114642)");
}

#[test]
fn survey_estimates_agree_with_numpys_quadratic_form() {
    let mut chance = Chance(644);
    let cases: Vec<Value> = (0..200).map(|_| design(&mut chance)).collect();
    let test = "survey_estimates_agree_with_numpys_quadratic_form";
    let Some(reference) = reference("survey_estimate", test, json!(cases)) else { return };
    for (case, wanted) in cases.iter().zip(&reference) {
        let at = |key: &str, place: usize| usize::try_from(case[key][place].as_u64().unwrap());
        let answers: Vec<Option<f64>> =
            case["y"].as_array().unwrap().iter().map(Value::as_f64).collect();
        let drawn = (0..answers.len()).map(|place| Drawn {
            weight: case["w"][place].as_f64().unwrap(),
            stratum: at("h", place).unwrap(),
            cluster: at("i", place).unwrap(),
        });
        let clusters = case["N"].as_array().unwrap().iter().map(|one| one.as_f64().unwrap());
        let sample = Sample::of(drawn.collect(), Clusters::In(clusters.collect())).unwrap();
        for (found, name) in [(sample.mean(&answers), "mean"), (sample.total(&answers), "total")] {
            let found = found.unwrap();
            near(found.estimate, &wanted[name][0]);
            near(found.standard_error, &wanted[name][1]);
        }
    }
}

#[test]
fn raking_agrees_with_newtons_method_on_the_dual() {
    let mut chance = Chance(1940);
    let cases: Vec<Vec<Margin>> = (0..200).map(|_| margins(&mut chance)).collect();
    let test = "raking_agrees_with_newtons_method_on_the_dual";
    let Some(reference) = reference("raking", test, json!(cases)) else { return };
    for (case, wanted) in cases.iter().zip(&reference) {
        let found = rake(case, Trimming::None).unwrap();
        assert_eq!(found.convergence, Convergence::Met);
        let mean = found.weights.iter().sum::<f64>() / found.weights.len() as f64;
        for (place, weight) in found.weights.iter().enumerate() {
            near_from(*weight, &wanted["weights"][place], mean);
        }
        near(found.design_effect, &wanted["effect"]);
    }
}

#[test]
fn agreement_agrees_with_krippendorff_and_statsmodels() {
    let mut chance = Chance(2019);
    let cases: Vec<Vec<Vec<Option<u32>>>> = (0..300).map(|_| coded(&mut chance)).collect();
    let test = "agreement_agrees_with_krippendorff_and_statsmodels";
    let Some(reference) = reference("agreement", test, json!(cases)) else { return };
    for (case, wanted) in cases.iter().zip(&reference) {
        near_from(krippendorffs_alpha(case).unwrap().value(), &wanted["alpha"], 1.0);
        let both = case.iter().filter_map(|codes| Some((codes[0]?, codes[1]?)));
        let (first, second): (Vec<u32>, Vec<u32>) = both.unzip();
        near_from(cohens_kappa(&first, &second).unwrap().value(), &wanted["kappa"], 1.0);
    }
}

/// A sample of one to four strata with two to nine clusters each of a few persons.
fn design(chance: &mut Chance) -> Value {
    let (mut w, mut h, mut i, mut y, mut n) = (vec![], vec![], vec![], vec![], vec![]);
    for stratum in 0..1 + chance.up_to(4) {
        let clusters = 2 + chance.up_to(8);
        n.push(clusters as f64 + chance.between(1.0, 200.0).floor());
        for cluster in 0..clusters {
            let level = chance.between(0.0, 50.0);
            for _ in 0..1 + chance.up_to(6) {
                w.push(chance.between(0.5, 90.0));
                h.push(stratum);
                i.push(cluster);
                y.push(level + chance.between(0.0, 9.0));
            }
        }
    }
    json!({ "w": w, "h": h, "i": i, "y": y, "N": n })
}

/// Two or three margins that some weights of the same persons meet.
fn margins(chance: &mut Chance) -> Vec<Margin> {
    let persons = 60 + chance.up_to(200);
    let truth: Vec<f64> = (0..persons).map(|_| chance.between(1.0, 6.0)).collect();
    (0..2 + chance.up_to(2))
        .map(|_| {
            let size = 2 + chance.up_to(3);
            let category_of: Vec<usize> =
                (0..persons).map(|one| if one < size { one } else { chance.up_to(size) }).collect();
            let mut population = vec![0.0; size];
            for (category, weight) in category_of.iter().zip(&truth) {
                population[*category] += weight;
            }
            Margin { category_of, population }
        })
        .collect()
}

/// Comments that two coders coded, mostly alike, each leaving some out.
fn coded(chance: &mut Chance) -> Vec<Vec<Option<u32>>> {
    let mut code = |codes: usize| u32::try_from(chance.up_to(codes)).unwrap();
    let codes = 2 + usize::try_from(code(5)).unwrap();
    (0..20 + code(80))
        .map(|place| {
            let (theme, other) = (code(codes), code(codes));
            let second = if code(10) < 7 { theme } else { other };
            let coder = |code: u32, left_out: bool| (place < 6 || !left_out).then_some(code);
            let codes =
                [if place < 2 { place } else { theme }, if place < 2 { place } else { second }];
            vec![coder(codes[0], code(9) == 0), coder(codes[1], code(9) == 0)]
        })
        .collect()
}
