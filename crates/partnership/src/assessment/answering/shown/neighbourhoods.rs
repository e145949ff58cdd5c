//! The neighbourhoods of the district with most recorded crime of a line, by lower layer super output area (LSOA).
//!
//! In comes `{table:neighbourhoods burglary}`; out go the ten highest, each row marked as a place smaller than a
//! district, so that the public edition withholds its small counts.

use std::cmp::Reverse;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Row;
use crate::assessment::answer::Shown;
use crate::assessment::answer::Unanswered;
use crate::assessment::answering::asked;
use crate::assessment::answering::lines;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Line;
use crate::evidence::neighbourhood::LISTED;
use crate::terms::area::AreaCode;
use crate::terms::area::AreaKind;
use crate::terms::period::Period;

pub(super) fn answer(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let (line, rest) = match reference.arguments().split_first() {
        Some((name, rest)) => (asked::line(reference, name)?, rest),
        None => (Line::AllCrime, reference.arguments()),
    };
    let period = asked::period(reference, rest, material)?;
    let sources = lines::sources(material, period)?;
    let (held, force) = (material.held, material.force().name());
    let areas = held.counts.areas(|area| area.kind() == AreaKind::Lsoa);
    let mut counted: Vec<_> =
        areas.into_iter().map(|area| (held.counts.sum(area, force, period, line), area)).collect();
    counted.sort_by_key(|(count, area)| (Reverse(*count), *area));
    counted.truncate(LISTED);
    let rows = counted.into_iter().map(|(count, area)| {
        let figure = counted_in(material, line, period, (area, count));
        row(material, Figure { sources: sources.clone(), ..figure })
    });
    let area = material.area_name();
    let name = reference.arguments().first().map_or("all-crime", String::as_str);
    let shown = Shown {
        name: format!("neighbourhoods-{name}"),
        columns: vec![
            Column::words("Neighbourhood (LSOA)"),
            Column::figures(period.span_in_short()),
        ],
        rows: rows.collect(),
        notes: vec![
            "The ten with most. Street-level points are set on a near place, so a count near a \
             boundary may belong next door; some always stand first by chance alone."
                .to_owned(),
        ],
        picture: None,
    };
    let caption = format!("{} by neighbourhood of {area}, {}", line.name(), period.span());
    Ok(super::of(caption, shown, Vec::new()))
}

/// The count of a place, as a figure that can be followed.
fn counted_in(
    material: &Material<'_>,
    line: Line,
    period: Period,
    (area, count): (AreaCode, u64),
) -> Figure {
    let measure = format!("{}, {}", line.name(), period.span());
    let force = material.force().name();
    let counted = vec![material.held.counted("the period", area, force, period, line)];
    let figure = lines::figure(material, &measure, lines::COUNTED, Cell::Count(count), period);
    Figure { area, counted, ..figure }
}

fn row(material: &Material<'_>, figure: Figure) -> Row {
    Row {
        place: Some(figure.area),
        heading: material.held.geography.name(figure.area),
        entries: vec![figure.into()],
        weight: RowWeight::Ordinary,
    }
}
