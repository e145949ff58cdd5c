//! The neighbourhoods of the district with most recorded crime of a line, by lower layer super output area (LSOA).
//!
//! In comes `{table:neighbourhoods burglary}` or `{map:neighbourhoods burglary}`; out go the ten highest or all of them on a
//! map, each row marked as a place smaller than a district, so that the public edition withholds its small counts.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Drawn;
use crate::assessment::answer::Picture;
use crate::assessment::answer::Row;
use crate::assessment::answer::Shown;
use crate::assessment::answer::Unanswered;
use crate::assessment::answering::lines;
use crate::assessment::answering::shown::Asked;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::area_map::OUTLINES_LICENCE;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Line;
use crate::evidence::neighbourhood::LISTED;
use crate::evidence::place_phrases::POINTS_ARE_NOT_ADDRESSES;
use crate::terms::area::AreaCode;
use crate::terms::area::AreaKind;
use crate::terms::period::Period;

/// The ten with most, as a table.
pub(super) fn answer(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let asked = Asked::of(reference, material)?;
    let mut rows = asked.rows(material, BTreeSet::new());
    rows.truncate(LISTED);
    let note = "The ten with most. Street-level points are set on a near place, so a count near a \
                boundary may belong next door; some always stand first by chance alone.";
    let shown = asked.shown("neighbourhoods", rows, vec![note.to_owned()], None);
    Ok(super::of(asked.caption(material), shown, Vec::new()))
}

/// All of them, on a map of their outlines with its table.
pub(super) fn map(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    super::outlines(reference, material)?;
    let outlines = &material.supplied.outlines;
    let asked = Asked::of(reference, material)?;
    let rows = asked.rows(material, outlines.iter().map(|outline| outline.area).collect());
    let most = rows.first().map_or_else(String::new, |row| row.heading.clone());
    let picture = Picture {
        subtitle: asked.caption(material),
        alternative: format!(
            "A map of {} neighbourhoods, north upwards, shaded in fifths from lighter to darker by their counts. Most were in \
             {most}. What is withheld is hatched. The table gives each count.",
            outlines.len()
        ),
        source: format!("{} {OUTLINES_LICENCE}.", super::SOURCE),
        drawn: Drawn::Areas { unit: format!("{}, {}", asked.line.name(), asked.period.span()) },
    };
    let note = "A neighbourhood (LSOA) has some 1,500 residents; centres of towns and of shopping have more \
                crime for the people who come to them.";
    let notes = vec![note.to_owned(), POINTS_ARE_NOT_ADDRESSES.to_owned()];
    let shown = asked.shown("neighbourhoods-map", rows, notes, Some(picture));
    Ok(super::of(asked.caption(material), shown, Vec::new()))
}

impl Asked {
    fn caption(&self, material: &Material<'_>) -> String {
        let area = material.area_name();
        format!("{} by neighbourhood of {area}, {}", self.line.name(), self.period.span())
    }

    /// Every neighbourhood with any crime held, and those of `also`, the most first.
    fn rows(&self, material: &Material<'_>, also: BTreeSet<AreaCode>) -> Vec<Row> {
        let (held, force) = (material.held, material.force().name());
        let mut areas: BTreeSet<AreaCode> = also;
        areas.extend(held.counts.areas(|area| area.kind() == AreaKind::Lsoa));
        let count = |area| held.counts.sum(area, force, self.period, self.line);
        let mut counted: Vec<_> = areas.into_iter().map(|area| (count(area), area)).collect();
        counted.sort_by_key(|(count, area)| (Reverse(*count), *area));
        let row_of = |(count, area)| {
            let figure = counted_in(material, self.line, self.period, (area, count));
            row(material, Figure { sources: self.sources.clone(), ..figure })
        };
        counted.into_iter().map(row_of).collect()
    }

    fn shown(
        &self,
        kind: &str,
        rows: Vec<Row>,
        notes: Vec<String>,
        picture: Option<Picture>,
    ) -> Shown {
        Shown {
            name: format!("{kind}-{}", self.name),
            columns: vec![
                Column::words("Neighbourhood (LSOA)"),
                Column::figures(self.period.span_in_short()),
            ],
            rows,
            notes,
            picture,
        }
    }
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
