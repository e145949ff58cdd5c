//! How far crime gathers in few neighbourhoods: words, and a Lorenz curve with the table of its points.
//!
//! In comes `{chart:concentration burglary 12m-2022-03}` or `{phrase:concentration …}`; out go how many of the district's
//! neighbourhoods hold how much, those without any counted in.

use std::collections::BTreeSet;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Drawn;
use crate::assessment::answer::Picture;
use crate::assessment::answer::Row;
use crate::assessment::answer::Shown;
use crate::assessment::answer::Unanswered;
use crate::assessment::answer::Value;
use crate::assessment::answering::lines;
use crate::assessment::answering::shown::Asked;
use crate::assessment::answering::shown::points;
use crate::assessment::material::Material;
use crate::assessment::reference::Reference;
use crate::content::chart::Drawing;
use crate::content::table;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::area_map::MapWords;
use crate::evidence::curves;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Status;
use crate::evidence::place_phrases;
use crate::evidence::place_phrases::Counted;
use crate::statistics::concentration::Concentration;
use crate::statistics::concentration::concentration;
use crate::terms::area::AreaCode;
use crate::terms::area::AreaKind;
use crate::terms::wording::sentence;

const METHOD: &str = "Counts by neighbourhood (LSOA), the most first; Gini against the most even spread that so few crimes can \
    have (Bernasco and Steenbeek, 2017).";

/// What was found.
struct Found {
    asked: Asked,
    counts: Vec<u64>,
    concentration: Concentration,
    says: String,
}

impl Found {
    fn of(reference: &Reference, material: &Material<'_>) -> Result<Found, Unanswered> {
        let asked = Asked::of(reference, material)?;
        let (held, force) = (material.held, material.force().name());
        let outlined = material.supplied.outlines.iter().map(|outline| outline.area);
        let mut areas: BTreeSet<AreaCode> = outlined.collect();
        areas.extend(held.counts.areas(|area| area.kind() == AreaKind::Lsoa));
        let count = |area: AreaCode| held.counts.sum(area, force, asked.period, asked.line);
        let counts: Vec<u64> = areas.into_iter().map(count).collect();
        points::enough(reference, counts.iter().sum())?;
        let refused = |why: String| Unanswered::told_for(reference, "no concentration", why);
        let concentration = concentration(&counts).map_err(|why| refused(why.to_string()))?;
        let says = place_phrases::concentration(&concentration, Counted::Lsoas);
        let says = says.ok_or_else(|| refused("there are too few crimes".to_owned()))?;
        Ok(Found { asked, counts, concentration, says })
    }

    fn figure(&self, material: &Material<'_>, measure: &str, value: Cell) -> Figure {
        let measure =
            format!("{}, {}: {measure}", self.asked.line.name(), self.asked.period.span());
        let figure = lines::figure(material, &measure, METHOD, value, self.asked.period);
        Figure { sources: self.asked.sources.clone(), ..figure }
    }
}

/// In words.
pub(in crate::assessment::answering) fn phrase(
    reference: &Reference,
    material: &Material<'_>,
) -> Result<Answer, Unanswered> {
    let found = Found::of(reference, material)?;
    let one = found.concentration;
    let number = |value: f64| Cell::Number { value, decimals: 2 };
    let figures = vec![
        found.figure(material, "crimes", Cell::Count(one.crimes)),
        found.figure(material, "neighbourhoods that hold half", Cell::Count(one.half_at)),
        found.figure(material, "as even as could be", Cell::Count(one.half_at_if_even)),
        found.figure(material, "Gini coefficient", number(one.gini)),
        found.figure(
            material,
            "Gini coefficient, corrected for few crimes",
            number(one.corrected_gini),
        ),
    ];
    let what =
        format!("{} by neighbourhood, {}", found.asked.line.name(), found.asked.period.span());
    Ok(Answer {
        what,
        says: found.says,
        says_in_public: None,
        figures,
        rests_on: Vec::new(),
        status: Status::Provisional,
        cautions: Vec::new(),
        shown: None,
    })
}

/// As a curve and a table.
pub(super) fn chart(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let found = Found::of(reference, material)?;
    let (line, span) = (found.asked.line.name(), found.asked.period.span());
    let caption = format!("{line} in {}, {span}: how far it gathers", material.area_name());
    let words = MapWords {
        name: format!("concentration-{}", found.asked.name),
        title: caption.clone(),
        subtitle: format!(
            "Share of {} in the neighbourhoods with most of it",
            found.asked.line.in_sentence()
        ),
        unit: "Share of the crimes (%)".to_owned(),
        source: super::SOURCE.to_owned(),
        table: 0,
    };
    let refused = |why: String| Unanswered::told_for(reference, "no curve", why);
    let (curve, table) = curves::lorenz_curve(&words, &found.counts, "neighbourhoods")
        .map_err(|why| refused(why.to_string()))?;
    let Drawing::Lorenz(lorenz) = curve.drawing else {
        return Err(refused("a curve is drawn as one".to_owned()));
    };
    let picture = Picture {
        subtitle: words.subtitle,
        alternative: curve.alternative,
        source: words.source,
        drawn: Drawn::Lorenz {
            across: lorenz.across,
            up: lorenz.up,
            curve: lorenz.curve,
            named: lorenz.named,
        },
    };
    let shown = Shown {
        name: words.name,
        columns: columns(),
        rows: table.rows.iter().map(|row| of_row(&found, material, row)).collect(),
        notes: notes(&found),
        picture: Some(picture),
    };
    Ok(super::of(caption, shown, Vec::new()))
}

fn columns() -> Vec<Column> {
    let figures = ["Fewest neighbourhoods that hold it", "Share of them, %"].map(Column::figures);
    [Column::words("Share of the crimes")].into_iter().chain(figures).collect()
}

/// A point of the curve, whose figures can be followed.
fn of_row(found: &Found, material: &Material<'_>, row: &table::Row) -> Row {
    let mut cells = row.cells.iter();
    let heading = cells.next().map(Cell::printed).unwrap_or_default();
    let entries = cells.zip(["neighbourhoods that hold", "share of neighbourhoods that hold"]);
    let entries = entries.map(|(cell, measure)| {
        Value::from(found.figure(material, &format!("{measure} {heading}"), cell.clone()))
    });
    super::row(heading.clone(), entries.collect(), RowWeight::Ordinary)
}

fn notes(found: &Found) -> Vec<String> {
    vec![
        sentence(&found.says),
        "A neighbourhood (LSOA) has some 1,500 residents. Gini is 0 where crimes are spread as evenly as so few can be, and \
         near 1 where one neighbourhood has nearly all; some gathering comes by chance alone."
            .to_owned(),
        place_phrases::POINTS_ARE_NOT_ADDRESSES.to_owned(),
    ]
}
