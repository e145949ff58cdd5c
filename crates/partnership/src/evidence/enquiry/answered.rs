//! The answer to an enquiry: sentences, cautions, charts, tables, and what every figure rests on.
//!
//! In come what is held and an enquiry; out goes its answer, the same for the same holdings, or the reason why there is
//! none and which part of the enquiry to choose otherwise. Nothing is guessed, and no count is taken for none.

use std::collections::BTreeSet;

use crate::content::chart::Chart;
use crate::content::table::Table;
use crate::content::text;
use crate::evidence::coverage::months_in_words;
use crate::evidence::enquiry::Against;
use crate::evidence::enquiry::Enquiry;
use crate::evidence::enquiry::Measure;
use crate::evidence::enquiry::answer_table;
use crate::evidence::enquiry::asked::Asked;
use crate::evidence::enquiry::beside::Beside;
use crate::evidence::enquiry::beyond_chance;
use crate::evidence::enquiry::measured::Measured;
use crate::evidence::enquiry::measured::Value;
use crate::evidence::enquiry::measured::measured;
use crate::evidence::enquiry::measured::weights;
use crate::evidence::enquiry::refused::Refused;
use crate::evidence::enquiry::sentences;
use crate::evidence::enquiry::series::Months;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Line;
use crate::evidence::figure::TracedRow;
use crate::evidence::held::Held;
use crate::evidence::quarter::LineEvidence;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::evidence::tables::Tables;
use crate::statistics::comparison::STANDING_RULE;
use crate::terms::area::AreaKind;
use crate::terms::extract::ExtractId;
use crate::terms::offence::OffenceClass;
use crate::terms::period::Period;
use crate::terms::period::Season;
use crate::terms::span::Span;

/// The answer to an enquiry.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// The enquiry.
    pub enquiry: Enquiry,
    /// What it is about, such as "Burglary in Maidstone, April to June 2014".
    pub title: String,
    /// What may be said, a sentence each; the first is the headline.
    pub says: Vec<String>,
    /// What must be borne in mind.
    pub cautions: Vec<String>,
    /// How it was counted, a sentence each.
    pub notes: Vec<String>,
    /// What is drawn; each names its table.
    pub charts: Vec<Chart>,
    /// The tables; the first is the answer itself.
    pub tables: Vec<Table>,
    /// What each row of the tables rests on.
    pub traced: Vec<TracedRow>,
    /// The extracts that all of it rests on.
    pub sources: BTreeSet<ExtractId>,
}

/// Answers an enquiry from what is held.
///
/// # Errors
/// When something is not held, does not go together, or is withheld; [`Refused::part`] says what to choose otherwise.
pub fn answered(held: &Held, enquiry: Enquiry) -> Result<Answered, Refused> {
    let asked = Asked::of(held, enquiry)?;
    let weights = weights(&asked)?;
    let now = measured(&asked, &weights, asked.now)?;
    let before = match asked.before {
        Some((period, _)) => {
            let was = measured(&asked, &weights, period)?;
            Some((period, was, beyond_chance::changed(&asked, period)?))
        }
        None => None,
    };
    let beside = match enquiry.against {
        Against::Group => Some(Beside::of(&asked)?),
        Against::LastYear | Against::PeriodBefore | Against::Nothing => None,
    };
    let months = Months::of(&asked, &weights);
    let found = Found { now, before, beside, months };
    Ok(told(&asked, &found))
}

/// What was found.
struct Found {
    now: Measured,
    before: Option<(Period, Measured, LineEvidence)>,
    beside: Option<Beside>,
    months: Months,
}

fn told(asked: &Asked<'_>, found: &Found) -> Answered {
    let Held { weights, recorded, .. } = asked.held;
    let mut sources = asked.sources.clone();
    if asked.enquiry.measure == Measure::Severity {
        sources.extend(weights.from.iter().chain(&recorded.from));
    }
    if let Ok(at) = asked.territory.residents(asked.held, asked.now)
        && asked.enquiry.measure == Measure::Rate
    {
        sources.extend(at.from);
    }
    sources.extend(found.beside.iter().flat_map(Beside::sources));
    let cautions = cautions(asked, found);
    let (tables, charts, traced) = shown(asked, found, &sources, &cautions);
    let of_rows = traced.iter().flat_map(|row| &row.figures).flat_map(|figure| &figure.sources);
    sources.extend(of_rows.copied());
    Answered {
        enquiry: asked.enquiry,
        title: title(asked),
        says: says(asked, found),
        cautions,
        notes: notes(asked, found),
        charts,
        tables,
        traced,
        sources,
    }
}

fn title(asked: &Asked<'_>) -> String {
    let (line, area) = (asked.enquiry.line.name(), &asked.territory.name);
    let against = match (asked.before, asked.enquiry.against) {
        (Some((before, _)), _) => format!(" against {}", before.span()),
        (None, Against::Group) => " beside its comparison group".to_owned(),
        (None, Against::LastYear | Against::PeriodBefore | Against::Nothing) => String::new(),
    };
    format!("{line} in {area}, {}{against}", asked.now.span())
}

fn says(asked: &Asked<'_>, found: &Found) -> Vec<String> {
    let mut says = vec![sentences::headline(asked, &found.now)];
    if let Some((period, was, changed)) = &found.before {
        says.push(sentences::compared(asked, (&found.now, was), *period, changed));
        says.extend(sentences::recording(asked, (*period, was), (&found.now, changed)));
    }
    says.extend(found.beside.as_ref().map(Beside::sentence));
    says.extend(found.months.signal(asked).map(|words| sentences::month_by_month(&words)));
    says
}

fn cautions(asked: &Asked<'_>, found: &Found) -> Vec<String> {
    let mut cautions = Vec::new();
    if let Some((before, Season::Different)) = asked.before {
        let (now, before) = (asked.now.span(), before.span());
        cautions.push(format!(
            "{now} and {before} are different months of the year, so part of any change may be the season."
        ));
    }
    let first = asked.before.map_or(asked.now, |(before, _)| before).first();
    let compared = Span::spanning(first, asked.now.last());
    let months = found.months.span().map_or(compared, |shown| {
        Span::spanning(shown.first().min(compared.first()), compared.last())
    });
    cautions.extend(asked.breaks(months));
    if let Value::Rate { year, years_old, .. } = &found.now.value
        && *years_old > 0
    {
        cautions.push(format!(
            "Residents are those of mid-{year}, the latest estimate held, so rates of a growing area are a little too high."
        ));
    }
    if asked.territory.is_small() {
        cautions.push(
            "Places on the street-level map are approximate, so a count near the area’s edge may belong to its neighbour. \
             Counts from 1 to 4 are withheld."
                .to_owned(),
        );
    }
    if asked.enquiry.measure == Measure::Severity {
        cautions.push(
            "The mix of offences inside a class is taken from the whole force, and one grave crime weighs as much as \
             thousands of thefts: read it beside the count, over a year or more."
                .to_owned(),
        );
    }
    let missing = found.months.missing();
    if !missing.is_empty() {
        cautions
            .push(format!("Not held, and left open in the chart: {}.", months_in_words(&missing)));
    }
    cautions
}

fn notes(asked: &Asked<'_>, found: &Found) -> Vec<String> {
    let (force, area) = (asked.territory.force.name(), &asked.territory.name);
    let what = match asked.enquiry.line {
        Line::Class(OffenceClass::AntiSocialBehaviour) => "incidents",
        Line::Class(_) | Line::AllCrime => "crimes",
    };
    let counted = match asked.territory.area.kind() {
        AreaKind::ForceArea => format!("Counted are all {what} that {force} recorded."),
        _ => format!(
            "Counted are {what} that {force} recorded at points in {area}, by lower layer super output area (LSOA)."
        ),
    };
    let mut notes = vec![
        format!("{counted} Anti-social behaviour is an incident and in no total of crime."),
        "The figures are provisional: the publisher may issue a month again.".to_owned(),
    ];
    if found.before.is_some() {
        notes.push(format!(
            "Rose, fell, little changed (by less than a tenth) or no clear change: {}",
            beyond_chance::READING
        ));
    }
    if let Some(beside) = &found.beside {
        notes.extend(beside.notes());
        notes.push(STANDING_RULE.to_owned());
    }
    notes
}

/// The tables, what is drawn of them, and what each row rests on.
fn shown(
    asked: &Asked<'_>,
    found: &Found,
    sources: &BTreeSet<ExtractId>,
    cautions: &[String],
) -> (Vec<Table>, Vec<Chart>, Vec<TracedRow>) {
    let mut set = Tables::new(asked.enquiry.to_string());
    let before = found.before.as_ref().map(|(period, was, changed)| (*period, was, changed));
    let rows = answer_table::rows(asked, &found.now, before);
    let rows = rows.into_iter().map(|row| resting(row, sources, cautions)).collect();
    let answer = set.table("answer", title(asked), answer_table::columns(asked), rows, Vec::new());
    let (mut tables, mut charts) = (vec![answer], Vec::new());
    if let Some(beside) = &found.beside {
        let caption =
            format!("{} of the comparison group, highest rate first", asked.enquiry.line.name());
        let note = vec![vec![text(STANDING_RULE)]];
        let table = set.table("comparison-group", caption, Beside::columns(), beside.rows(), note);
        charts.push(beside.chart(asked, &table));
        tables.push(table);
    }
    if found.months.are_several() {
        charts.push(found.months.chart(asked, set.next()));
        let caption =
            format!("{} in {}, by month", asked.enquiry.line.name(), asked.territory.name);
        let rows = found.months.rows(asked);
        tables.push(set.table("months", caption, found.months.columns(), rows, Vec::new()));
    }
    (tables, charts, set.into_traced())
}

/// The row with all that the answer rests on.
fn resting(row: Drafted, sources: &BTreeSet<ExtractId>, cautions: &[String]) -> Drafted {
    let entry = |entry: Entry| match entry {
        Entry::Figure(figure) => {
            let (sources, breaks) = (sources.clone(), cautions.to_vec());
            Entry::from(Figure { sources, breaks, ..*figure })
        }
        Entry::Words(_) | Entry::Recorded { .. } | Entry::Counted { .. } => entry,
    };
    Drafted { entries: row.entries.into_iter().map(entry).collect(), ..row }
}
