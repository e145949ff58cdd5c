//! Wards: counts and rates on a map, and those high on several indicators at once.
//!
//! In comes `{map:wards burglary 12m-2022-03}` or `{table:ward-flags burglary vehicle-crime 12m-2022-03}`; out go rows by
//! ward, each figure knowing the neighbourhoods that it adds up, so that the public edition withholds what is small or
//! would tell a small count of one of them.

use crate::assessment::answer::Answer;
use crate::assessment::answer::Drawn;
use crate::assessment::answer::Picture;
use crate::assessment::answer::Row;
use crate::assessment::answer::Shown;
use crate::assessment::answer::Unanswered;
use crate::assessment::answer::Value;
use crate::assessment::answering::lines;
use crate::assessment::answering::shown::Asked;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::area_map::OUTLINES_LICENCE;
use crate::evidence::by_ward;
use crate::evidence::by_ward::Ward;
use crate::evidence::by_ward::Wards;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Line;
use crate::evidence::place_phrases::POINTS_ARE_NOT_ADDRESSES;
use crate::evidence::quarter::Subject;
use crate::terms::period::Period;

mod flagged;

pub(in crate::assessment) use flagged::flagged_with;
pub(super) use flagged::table;

const RATED: &str = "Count over residents of the neighbourhoods (LSOAs) that fit the ward best.";

/// All wards, on a map of their outlines with its table.
pub(super) fn map(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let asked = Asked::of(reference, material)?;
    let found = found(reference, material, asked.period)?;
    if material.supplied.small_areas.ward_outlines.is_empty() {
        let wanted = "outlines of the district's wards, from `saferplan import boundaries PATH`";
        return Err(Unanswered::told_for(reference, "no outlines are held", wanted));
    }
    let census = census(reference, &found)?;
    let mut rows: Vec<(f64, Row)> =
        found.wards.iter().filter_map(|ward| row(material, &asked, &found, ward)).collect();
    rows.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
    let caption = format!(
        "{} by ward of {}, {}",
        asked.line.name(),
        material.area_name(),
        asked.period.span()
    );
    let residents = format!(
        "Residents are those of the {census} census. Centres of towns and of shopping have more crime for the people who \
         come to them."
    );
    let headings = ["Per 1,000 residents".to_owned(), asked.period.span_in_short()];
    let columns = [Column::words("Ward")].into_iter().chain(headings.map(Column::figures));
    let shown = Shown {
        name: format!("wards-map-{}", asked.name),
        columns: columns.collect(),
        notes: [found.notes(), vec![residents, POINTS_ARE_NOT_ADDRESSES.to_owned()]].concat(),
        picture: Some(picture(&caption, &rows)),
        rows,
    };
    Ok(super::of(caption, shown, Vec::new()))
}

fn picture(caption: &str, rows: &[Row]) -> Picture {
    let most = rows.first().map_or("", |row| row.heading.as_str());
    Picture {
        subtitle: caption.to_owned(),
        alternative: format!(
            "A map of {} wards, north upwards, shaded in fifths from lighter to darker by their rates. The highest was \
             that of {most}. What is withheld is hatched. The table gives each.",
            rows.len()
        ),
        source: format!("{} ONS, census. {OUTLINES_LICENCE}.", super::SOURCE),
        drawn: Drawn::Areas { unit: "Per 1,000 residents".to_owned() },
    }
}

fn subject(material: &Material<'_>, period: Period) -> Subject {
    Subject { area: material.area(), force: material.force(), period }
}

fn found(
    reference: &Reference,
    material: &Material<'_>,
    period: Period,
) -> Result<Wards, Unanswered> {
    let small = &material.supplied.small_areas;
    by_ward::wards(material.held, small, subject(material, period))
        .map_err(|why| Unanswered::told_for(reference, "no wards", why.to_string()))
}

/// The census that counted the residents of every ward.
fn census(reference: &Reference, found: &Wards) -> Result<i16, Unanswered> {
    let all = found.wards.iter().all(|ward| ward.residents.is_some_and(|residents| residents > 0));
    found.census.filter(|_| all).ok_or_else(|| {
        let wanted = "residents of the district's neighbourhoods, from `saferplan import households FILE` (census)";
        Unanswered::told_for(reference, "no residents of every ward", wanted)
    })
}

/// The rate of a line in a ward, as a figure whose neighbourhoods can be followed.
fn rate(
    material: &Material<'_>,
    found: &Wards,
    ward: &Ward,
    line: Line,
    period: Period,
) -> Option<(f64, Figure)> {
    let counted = ward.counted(material.held, subject(material, period), line);
    let count: u64 = counted.iter().map(|one| one.count).sum();
    #[expect(clippy::cast_precision_loss, reason = "counts and residents lie far below 2^53")]
    let value = count as f64 * 1000.0 / ward.residents.filter(|residents| *residents > 0)? as f64;
    let measure = format!("{} per 1,000 residents, {}", line.name(), period.span());
    let cell = Cell::Number { value, decimals: 1 };
    let mut figure = lines::figure(material, &measure, RATED, cell, period);
    figure.sources = lines::sources(material, period).ok()?;
    figure.sources.extend(&found.sources);
    Some((value, Figure { area: ward.code, counted, ..figure }))
}

fn row(material: &Material<'_>, asked: &Asked, found: &Wards, ward: &Ward) -> Option<(f64, Row)> {
    let (value, rate) = rate(material, found, ward, asked.line, asked.period)?;
    let count = rate.counted.iter().map(|one| one.count).sum();
    let count = Figure {
        measure: format!("{}, {}", asked.line.name(), asked.period.span()),
        method: format!("{} Added up over neighbourhoods by best fit.", lines::COUNTED),
        value: Cell::Count(count),
        ..rate.clone()
    };
    let entries: Vec<Value> = vec![rate.into(), count.into()];
    let (place, heading) = (Some(ward.code), ward.name.clone());
    Some((value, Row { place, heading, entries, weight: RowWeight::Ordinary }))
}
