//! Wards that are among the highest fifth on several indicators, flagged by letters.
//!
//! In come lines and a period, or none; out goes a row a ward: its rates, and the letters of those on which it is flagged.

use std::collections::BTreeMap;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Row;
use crate::assessment::answer::Shown;
use crate::assessment::answer::Unanswered;
use crate::assessment::answer::Value;
use crate::assessment::answering::asked;
use crate::assessment::answering::lines;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::by_ward::Ward;
use crate::evidence::by_ward::Wards;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Line;
use crate::evidence::place_phrases;
use crate::statistics::flags;
use crate::statistics::flags::FLAG_RULE;
use crate::statistics::flags::Flagged;
use crate::statistics::flags::Flags;
use crate::statistics::flags::Indicator;
use crate::terms::area::AreaCode;
use crate::terms::period::Period;
use crate::terms::wording::counted;
use crate::terms::wording::sentence;

/// The lines on which wards are flagged where a reference names none.
const USUAL: [&str; 5] = [
    "violence-and-sexual-offences",
    "burglary",
    "vehicle-crime",
    "criminal-damage-and-arson",
    "anti-social-behaviour",
];
/// The most indicators that a page's width has room for, and letters to tell them apart.
const LETTERS: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];
/// Of fewer months chance moves wards across the border of a fifth.
const MONTHS_WANTED: usize = 12;

/// The lines by which wards are flagged where one of them is asked about: none, which is the usual ones, where it is among
/// these or is all crime; the usual ones and it otherwise.
pub(in crate::assessment) fn flagged_with(line: Line) -> Vec<String> {
    let name = line.short_name();
    if line == Line::AllCrime || USUAL.contains(&name.as_str()) {
        return Vec::new();
    }
    USUAL.into_iter().map(str::to_owned).chain([name]).collect()
}

/// An indicator with the figure of each ward.
struct Measured {
    heading: String,
    values: BTreeMap<AreaCode, (f64, Figure)>,
}

/// The wards with their flags, those with most flags first.
pub(in crate::assessment::answering::shown) fn table(
    reference: &Reference,
    material: &Material<'_>,
) -> Result<Answer, Unanswered> {
    let (lines, period) = asked_for(reference, material)?;
    lines::sources(material, period)?;
    let found = super::found(reference, material, period)?;
    let census = super::census(reference, &found)?;
    let measured = measured(material, &found, &lines, period);
    let indicators = measured.iter().map(|one| Indicator {
        name: one.heading.clone(),
        values: one.values.iter().map(|(ward, (value, _))| (*ward, *value)).collect(),
    });
    let flags = flags::flags(&indicators.collect::<Vec<_>>())
        .map_err(|why| Unanswered::told_for(reference, "no flags", why.to_string()))?;
    let heads = measured
        .iter()
        .zip(LETTERS)
        .map(|(one, letter)| Column::figures(format!("{letter}. {}", one.heading)));
    let columns = [Column::words("Ward")].into_iter().chain(heads);
    let caption = format!(
        "Wards of {} that are high on several indicators, {}",
        material.area_name(),
        period.span()
    );
    let shown = Shown {
        name: "ward-flags".to_owned(),
        columns: columns.chain([Column::words("Flagged on")]).collect(),
        rows: flags.places.iter().filter_map(|flagged| row(&found, &measured, flagged)).collect(),
        notes: [vec![finds(&found, &flags)], notes(&found, &flags, census, period)].concat(),
        picture: None,
    };
    Ok(crate::assessment::answering::shown::of(caption, shown, Vec::new()))
}

/// The lines that a reference names, and its period.
fn asked_for(
    reference: &Reference,
    material: &Material<'_>,
) -> Result<(Vec<Line>, Period), Unanswered> {
    let known = asked::lines();
    let named = |word: &String| known.iter().any(|(name, _)| name == word);
    let words = reference.arguments();
    let (lines, rest) = words.split_at(words.iter().take_while(|word| named(word)).count());
    let usual = USUAL.map(str::to_owned);
    let lines = if lines.is_empty() { &usual[..] } else { lines };
    if lines.len() >= LETTERS.len() {
        let wanted = format!("at most {} offence classes", counted(LETTERS.len() - 1));
        return Err(Unanswered::told_in(reference, lines.len().to_string(), wanted));
    }
    let lines = lines.iter().map(|name| asked::line(reference, name)).collect::<Result<_, _>>()?;
    Ok((lines, asked::period(reference, rest, material)?))
}

/// Each line's rates, and deprivation where it is held of every ward.
fn measured(
    material: &Material<'_>,
    found: &Wards,
    lines: &[Line],
    period: Period,
) -> Vec<Measured> {
    let of_line = |line: &Line| {
        let rate =
            |ward: &Ward| Some((ward.code, super::rate(material, found, ward, *line, period)?));
        let heading = format!("{}, per 1,000", line.name());
        Measured { heading, values: found.wards.iter().filter_map(rate).collect() }
    };
    let deprived = found.wards.iter().map(|ward| deprived(material, found, ward, period));
    let deprived: Option<BTreeMap<AreaCode, (f64, Figure)>> = deprived.collect();
    let heading = "Residents in England’s most deprived fifth, %".to_owned();
    let deprived = deprived.map(|values| Measured { heading, values });
    lines.iter().map(of_line).chain(deprived).collect()
}

fn deprived(
    material: &Material<'_>,
    found: &Wards,
    ward: &Ward,
    period: Period,
) -> Option<(AreaCode, (f64, Figure))> {
    let (deprived, residents) = (ward.in_most_deprived_fifth?, ward.residents?);
    #[expect(clippy::cast_precision_loss, reason = "residents lie far below 2^53")]
    let value = deprived as f64 * 100.0 / residents as f64;
    let method = "Residents of the ward's neighbourhoods (LSOAs) in deciles 1 and 2 of the Index of Multiple Deprivation.";
    let measure = "Residents in England’s most deprived fifth of neighbourhoods, per cent";
    let cell = Cell::Number { value, decimals: 1 };
    let figure = lines::figure(material, measure, method, cell, period);
    let sources = found.sources.clone();
    Some((ward.code, (value, Figure { area: ward.code, sources, ..figure })))
}

fn row(found: &Wards, measured: &[Measured], flagged: &Flagged<AreaCode>) -> Option<Row> {
    let ward = found.wards.iter().find(|ward| ward.code == flagged.place)?;
    let figures = measured.iter().filter_map(|one| one.values.get(&ward.code));
    let mut entries: Vec<Value> = figures.map(|(_, figure)| figure.clone().into()).collect();
    let letters = flagged.on.iter().filter_map(|at| LETTERS.get(*at).copied());
    let letters = letters.collect::<Vec<_>>().join(", ");
    entries.push(Value::Words(match flagged.on.len() {
        0 => "none".to_owned(),
        number => format!("{}: {letters}", counted(number)),
    }));
    let place = Some(ward.code);
    Some(Row { place, heading: ward.name.clone(), entries, weight: RowWeight::Ordinary })
}

/// Which wards are flagged on several indicators.
fn finds(found: &Wards, flags: &Flags<AreaCode>) -> String {
    let name = |code: AreaCode| {
        let ward = found.wards.iter().find(|ward| ward.code == code);
        ward.map_or_else(|| code.to_string(), |ward| ward.name.clone())
    };
    sentence(&place_phrases::flagged(flags, name))
}

fn notes(found: &Wards, flags: &Flags<AreaCode>, census: i16, period: Period) -> Vec<String> {
    let each = flags
        .indicators
        .iter()
        .zip(LETTERS)
        .map(|(one, letter)| format!("{letter} {}", counted(one.flagged)));
    let flagged = format!("Wards flagged on each: {}.", each.collect::<Vec<_>>().join(", "));
    let edition = found
        .edition
        .map_or_else(String::new, |edition| format!(", deprivation of the edition of {edition}"));
    let basis = format!("Residents are those of the {census} census{edition}.");
    let short = (period.months().count() < MONTHS_WANTED).then(|| {
        "Of less than a year: chance alone moves wards across the border of the highest fifth."
            .to_owned()
    });
    let chance = "By chance alone a ward has a flag on one indicator in five, and indicators that measure much the same \
                  flag together.";
    [FLAG_RULE.to_owned(), flagged, chance.to_owned()]
        .into_iter()
        .chain(found.notes())
        .chain([basis])
        .chain(short)
        .collect()
}
