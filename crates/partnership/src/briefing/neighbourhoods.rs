//! The section on small areas: where recorded crime changed most, small counts withheld.

use crate::briefing::reporter::Reporter;
use crate::content::Block;
use crate::content::Section;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::text;
use crate::evidence::disclosure::Shown;
use crate::evidence::figure::Line;
use crate::evidence::neighbourhood;
use crate::evidence::neighbourhood::SmallArea;
use crate::evidence::neighbourhood::Tally;
use crate::evidence::quarter::Before;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::statistics::change::ChangeError;
use crate::statistics::discovery::Discovery;
use crate::terms::wording;

const COUNTED: &str =
    "Count of rows in `crime` of the LSOA, months and force; 1 to 4 are withheld.";
const READING: &str = "Exact conditional binomial test; the false discovery rate is held at 5% over all \
    LSOAs of the district.";

pub(super) fn section(reporter: &mut Reporter<'_>) -> Result<Option<Section>, ChangeError> {
    let evidence = reporter.evidence;
    let Some(before) = &evidence.before else { return Ok(None) };
    let (cleared, tally) = neighbourhood::most_changed(reporter.held, evidence.subject, before)?;
    if cleared.get().is_empty() {
        return Ok(None);
    }
    let drafted = cleared.get().iter().map(|place| row(reporter, before, place)).collect();
    let columns = vec![
        Column::words("LSOA"),
        Column::figures(before.period.span_in_short()),
        Column::figures(evidence.subject.period.span_in_short()),
        Column::figures("Change"),
        Column::words("Beyond chance?"),
    ];
    let caption = format!(
        "The {} small areas of {} where recorded crime changed most",
        wording::counted(cleared.get().len()),
        reporter.area()
    );
    let note = "LSOAs are statistical areas of some 1,500 residents. Counts from 1 to 4 are withheld. \
        Places on the street-level map are approximate, so a count near an area’s edge may belong to \
        its neighbour.";
    let table =
        reporter.tables.table("small-areas", caption, columns, drafted, vec![vec![text(note)]]);
    let blocks = vec![Block::Paragraph(vec![text(introduction(tally))]), Block::Table(table)];
    Ok(Some(Section {
        anchor: "small-areas".into(),
        heading: "Where it changed most".into(),
        blocks,
    }))
}

fn introduction(tally: Tally) -> String {
    let standing = match tally.standing {
        0 => "none of the changes is".to_owned(),
        1 => "one of the changes is".to_owned(),
        several => format!("{} of the changes are", wording::counted(several)),
    };
    format!(
        "Crime was recorded in {} lower layer super output areas (LSOAs) of the district. A list of \
         those that changed most always shows change; tested together, {standing} more than chance \
         would bring.",
        tally.areas
    )
}

fn row(reporter: &Reporter<'_>, before: &Before, place: &SmallArea) -> Drafted {
    let subject = reporter.evidence.subject;
    let counted = |period, purpose| {
        reporter.held.counted(purpose, place.area, subject.force.name(), period, Line::AllCrime)
    };
    let (then, now) =
        (counted(before.period, "the period before"), counted(subject.period, "this quarter"));
    let of = |measure: &str, method: &str, value: Cell, counted| -> Entry {
        let mut figure = reporter.compared_figure(measure, method, value, counted);
        figure.area = place.area;
        figure.into()
    };
    let difference = match place.difference {
        Ok(difference) => Cell::Difference(difference),
        Err(reason) => Cell::Withheld(reason.in_words().to_owned()),
    };
    let reading = match (place.discovery, place.difference) {
        (_, Err(reason)) => Cell::Withheld(reason.in_words().to_owned()),
        (Discovery::Stands, Ok(_)) => Cell::Words("yes".to_owned()),
        (Discovery::MayBeChance, Ok(_)) => Cell::Words("no".to_owned()),
    };
    let entries = vec![
        of("Count, period before", COUNTED, shown(place.before), vec![then.clone()]),
        of("Count, this quarter", COUNTED, shown(place.now), vec![now.clone()]),
        of(
            "Change",
            "Difference of the two counts, where both are shown.",
            difference,
            vec![then.clone(), now.clone()],
        ),
        of("Beyond chance?", READING, reading, vec![then, now]),
    ];
    Drafted { heading: place.name.clone(), entries, weight: RowWeight::Ordinary }
}

fn shown(shown: Shown) -> Cell {
    match shown {
        Shown::Count(count) => Cell::Count(count),
        Shown::Withheld(reason) => Cell::Withheld(reason.in_words().to_owned()),
    }
}
