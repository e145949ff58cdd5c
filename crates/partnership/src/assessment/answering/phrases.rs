//! Words computed from figures: the same functions that the briefing speaks with, by name.
//!
//! In comes a reference such as `{phrase:changed burglary 2014-Q1 2013-Q1}`; out go the words that its rule gives.

use std::collections::BTreeSet;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Unanswered;
use crate::assessment::answering::asked;
use crate::assessment::answering::judged;
use crate::assessment::answering::lines;
use crate::assessment::answering::lines::Compared;
use crate::assessment::answering::shares_and_rates;
use crate::assessment::answering::shares_and_rates::Reckoned;
use crate::assessment::answering::shown::by_deprivation;
use crate::assessment::answering::shown::concentration;
use crate::assessment::answering::shown::repeat_places;
use crate::assessment::answering::unknown;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::content::table::Cell;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Line;
use crate::evidence::figure::Status;
use crate::evidence::phrases;
use crate::evidence::phrases::Direction;
use crate::evidence::quarter;
use crate::evidence::quarter::beside_group::BesideGroup;
use crate::statistics::comparison::Standing;
use crate::terms::period::Period;
use crate::terms::wording::capitalised;

/// The phrases by name.
const PHRASES: [&str; 19] = [
    "changed",
    "driven-by",
    "standing",
    "standings",
    "rank",
    "by-deprivation",
    "usual-range",
    "usual-share",
    "usual-rate",
    "expected",
    "forecast",
    "seasonal",
    "concentration",
    "repeat-places",
    "recording",
    "period",
    "against",
    "area",
    "force",
];

const WANTED: &str = "one of changed, driven-by, standing, standings, rank, by-deprivation, usual-range, usual-share, \
    usual-rate, expected, forecast, seasonal, concentration, repeat-places, recording, period, against, area, force";
const READING: &str = "Exact conditional binomial test; among the classes the false discovery rate is \
    held at 5% (Benjamini and Hochberg, 1995).";
const STANDING: &str = "Spiegelhalter's funnel on the square-root scale, 95% limits widened for \
    over-dispersion by winsorised z-scores.";

pub(super) fn answer(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let words = reference.arguments();
    match reference.name() {
        "changed" => changed(reference, material),
        "driven-by" => driven_by(reference, material),
        "standing" | "rank" => standing(reference, material),
        "standings" => standings(reference, material),
        "by-deprivation" => by_deprivation::phrase(reference, material),
        "usual-range" => judged::usual_range(reference, material),
        "usual-share" => shares_and_rates::phrase(reference, material, Reckoned::Share),
        "usual-rate" => shares_and_rates::phrase(reference, material, Reckoned::Rate),
        "expected" => judged::expected(reference, material),
        "forecast" => judged::ahead(reference, material),
        "seasonal" => judged::seasonal(reference, material),
        "concentration" => concentration::phrase(reference, material),
        "repeat-places" => repeat_places::phrase(reference, material),
        "recording" => judged::recording(reference, material),
        "period" => Ok(plain(asked::period(reference, words, material)?.span(), "the period")),
        "against" => {
            let (_, against) = asked::periods(reference, words, material)?;
            Ok(plain(against.span(), "the period compared with"))
        }
        "area" | "force" if !words.is_empty() => {
            Err(Unanswered::named(reference, "no words after the name"))
        }
        "area" => Ok(plain(material.area_name(), "the district")),
        "force" => Ok(plain(material.force().name().to_owned(), "the force")),
        _ => Err(unknown(reference, WANTED, PHRASES)),
    }
}

fn plain(says: String, what: &str) -> Answer {
    Answer {
        what: capitalised(what),
        says,
        says_in_public: None,
        figures: Vec::new(),
        rests_on: Vec::new(),
        status: Status::Final,
        cautions: Vec::new(),
        shown: None,
    }
}

fn changed(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let (line, rest) = asked::line_and_rest(reference)?;
    let (period, against) = asked::periods(reference, rest, material)?;
    let compared = lines::compared(material, period, against)?;
    let says = phrases::change(compared.of(line)?)
        .ok_or_else(|| Unanswered::named(reference, "two periods that are both held"))?;
    Ok(Answer {
        what: told(line, &compared),
        figures: counts(&compared, material, line, READING),
        cautions: compared.cautions.clone(),
        status: Status::Provisional,
        ..plain(says, "")
    })
}

fn told(line: Line, compared: &Compared) -> String {
    format!("{}, {} against {}", line.name(), compared.period.span(), compared.against.span())
}

/// Both counts of a line.
fn counts(compared: &Compared, material: &Material<'_>, line: Line, method: &str) -> Vec<Figure> {
    let (area, force) = (material.area(), material.force().name());
    let method = format!("{} {method}", lines::COUNTED);
    let one = |period: Period| {
        let count = material.held.counts.sum(area, force, period, line);
        let measure = format!("{}, {}", line.name(), period.span());
        let figure = compared.figure(material, line, &measure, &method, Cell::Count(count));
        Figure { period, ..figure }
    };
    vec![one(compared.period), one(compared.against)]
}

fn driven_by(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let (period, against) = asked::periods(reference, reference.arguments(), material)?;
    let compared = lines::compared(material, period, against)?;
    let moved = match phrases::direction(&compared.total) {
        Some(Direction::Rose) => "rise",
        Some(Direction::Fell) => "fall",
        Some(Direction::Unclear) => {
            let says =
                "Recorded crime showed no clear change, so no class is said to have driven it.";
            return Ok(driven(says.to_owned(), &compared, material));
        }
        Some(Direction::LittleChanged) | None => {
            let says = "Recorded crime changed little, so nothing drove it.";
            return Ok(driven(says.to_owned(), &compared, material));
        }
    };
    let Some(classes) = &compared.classes else {
        return Err(compared.other_classes("the classes that drove it"));
    };
    let Some(contributions) = quarter::contributions(classes) else {
        return Err(Unanswered::named(reference, "two periods that are both held"));
    };
    let names: Vec<String> = classes.iter().map(|line| line.line.in_sentence()).collect();
    Ok(driven(phrases::driven_by(&contributions.mainly, &names, moved), &compared, material))
}

fn driven(says: String, compared: &Compared, material: &Material<'_>) -> Answer {
    let what = format!("What drove it: {}", told(Line::AllCrime, compared));
    let classes = compared.classes.iter().flatten().map(|line| line.line);
    let lines = [Line::AllCrime].into_iter().chain(classes);
    Answer {
        what,
        figures: lines.flat_map(|line| counts(compared, material, line, READING)).collect(),
        cautions: compared.cautions.clone(),
        status: Status::Provisional,
        ..plain(says, "")
    }
}

fn standing(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let (line, rest) = asked::line_and_rest(reference)?;
    let period = asked::period(reference, rest, material)?;
    let beside = lines::beside(material, period)?;
    let comparison = beside.comparison(line).ok_or_else(|| {
        Unanswered::named(reference, "a class of crime that the group is compared in")
    })?;
    let says = if reference.name() == "rank" {
        phrases::rank(comparison.rank)
    } else {
        phrases::standing(comparison.standing).to_owned()
    };
    let figures = rates(material, &beside, line, period)?;
    let what = format!("{} beside {}, {}", line.name(), beside.group.name, period.span());
    Ok(Answer { what, figures, status: Status::Provisional, ..plain(says, "") })
}

/// The district's rate and its group's mean.
fn rates(
    material: &Material<'_>,
    beside: &BesideGroup,
    line: Line,
    period: Period,
) -> Result<Vec<Figure>, Unanswered> {
    let mut sources: BTreeSet<_> = lines::sources(material, period)?;
    sources.extend(&beside.sources);
    let counted = lines::count(material, line, period)?.counted;
    let figures = beside.comparison(line).map(|one| {
        let of = |measure: &str, value: f64, counted: Vec<_>| {
            let value = Cell::Number { value, decimals: 1 };
            let figure = lines::figure(material, measure, STANDING, value, period);
            Figure { sources: sources.clone(), counted, ..figure }
        };
        let name = format!("{} per 1,000 residents, {}", line.name(), period.span());
        vec![
            of(&name, one.rate.value(), counted),
            of(&format!("{name}: mean of the group"), one.group_mean.value(), Vec::new()),
        ]
    });
    Ok(figures.unwrap_or_default())
}

fn standings(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let period = asked::period(reference, reference.arguments(), material)?;
    let beside = lines::beside(material, period)?;
    let all =
        asked::lines().into_iter().map(|(_, line)| line).filter(|line| *line != Line::AllCrime);
    let all: Vec<Line> = all.filter(|line| beside.comparison(*line).is_some()).collect();
    let named = |wanted: Standing| -> Vec<String> {
        let stands =
            |line: &&Line| beside.comparison(**line).is_some_and(|one| one.standing == wanted);
        all.iter().filter(stands).map(|line| line.in_sentence()).collect()
    };
    let (higher, lower) = (named(Standing::Higher), named(Standing::Lower));
    let says = phrases::standings(&material.area_name(), beside.standings, &higher, &lower);
    let mut figures = Vec::new();
    for line in &all {
        figures.extend(rates(material, &beside, *line, period)?);
    }
    let what = format!("All classes beside {}, {}", beside.group.name, period.span());
    Ok(Answer { what, figures, status: Status::Provisional, ..plain(says, "") })
}
