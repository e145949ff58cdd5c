//! Charts, tables and maps that stand alone, each with the table that holds its figures.
//!
//! In comes a name such as `{chart:months burglary}`; out go rows, each cell knowing what it rests on.

pub(super) mod by_deprivation;
pub(super) mod concentration;
mod density;
mod earlier_years;
mod funnel;
mod hot_spots;
mod months_ahead;
mod neighbourhoods;
mod points;
pub(super) mod repeat_places;
mod season;
pub(super) mod severity;
mod wards;
mod usual_range;
mod usual_shares;

pub(in crate::assessment) use crate::assessment::answering::shown::wards::flagged_with;

use std::collections::BTreeSet;

use crate::assessment::answer::Answer;
use crate::assessment::answer::Drawn;
use crate::assessment::answer::Picture;
use crate::assessment::answer::Row;
use crate::assessment::answer::Shown;
use crate::assessment::answer::Unanswered;
use crate::assessment::answer::Value;
use crate::assessment::answering::asked;
use crate::assessment::answering::lines;
use crate::assessment::answering::lines::Compared;
use crate::assessment::answering::shares_and_rates::Reckoned;
use crate::assessment::answering::unknown;
use crate::assessment::material::Material;
use crate::assessment::reference::Kind;
use crate::assessment::reference::Reference;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Line;
use crate::evidence::figure::Status;
use crate::evidence::phrases;
use crate::evidence::phrases::Direction;
use crate::evidence::quarter::LineEvidence;
use crate::statistics::change::PercentChange;
use crate::statistics::comparison::STANDING_RULE;
use crate::terms::extract::ExtractId;
use crate::terms::period::Period;
use crate::terms::slug;

/// How many months a monthly series goes back.
const SERIES: i32 = 23;
const SOURCE: &str = "data.police.uk, street-level crime.";

pub(super) fn answer(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    match (reference.kind, reference.name()) {
        (Kind::Chart, "months") => months(reference, material),
        (Kind::Chart, "usual-range") => usual_range::chart(reference, material),
        (Kind::Chart, "usual-share") => usual_shares::chart(reference, material, Reckoned::Share),
        (Kind::Chart, "usual-rate") => usual_shares::chart(reference, material, Reckoned::Rate),
        (Kind::Chart, "expected") => earlier_years::chart(reference, material),
        (Kind::Chart, "forecast") => months_ahead::chart(reference, material),
        (Kind::Chart, "seasonal") => season::chart(reference, material),
        (Kind::Chart, "concentration") => concentration::chart(reference, material),
        (Kind::Table, "repeat-places") => repeat_places::table(reference, material),
        (Kind::Table, "severity") => severity::table(reference, material),
        (Kind::Map, "density") => density::map(reference, material),
        (Kind::Table, "classes") => classes(reference, material),
        (Kind::Chart | Kind::Table, "beside-group") => beside_group(reference, material),
        (Kind::Chart | Kind::Table, "by-deprivation") => {
            by_deprivation::answer(reference, material)
        }
        (Kind::Map, "deprivation") => by_deprivation::map(reference, material),
        (Kind::Chart | Kind::Table, "funnel") => funnel::answer(reference, material),
        (Kind::Table, "neighbourhoods") => neighbourhoods::answer(reference, material),
        (Kind::Map, "neighbourhoods") => neighbourhoods::map(reference, material),
        (Kind::Map, "wards") => wards::map(reference, material),
        (Kind::Table, "ward-flags") => wards::table(reference, material),
        (Kind::Map, "hot-spots") => hot_spots::map(reference, material),
        _ => supplied(reference, material),
    }
}

/// What a reference asks: of which line, in which period.
struct Asked {
    line: Line,
    period: Period,
    /// The extracts that hold the period.
    sources: BTreeSet<ExtractId>,
    /// The line as it is typed.
    name: String,
}

impl Asked {
    fn of(reference: &Reference, material: &Material<'_>) -> Result<Asked, Unanswered> {
        let (line, rest) = match reference.arguments().split_first() {
            Some((name, rest)) => (asked::line(reference, name)?, rest),
            None => (Line::AllCrime, reference.arguments()),
        };
        let period = asked::period(reference, rest, material)?;
        let sources = lines::sources(material, period)?;
        let name = reference.arguments().first().map_or("all-crime", String::as_str).to_owned();
        Ok(Asked { line, period, sources, name })
    }
}

fn of(caption: String, shown: Shown, cautions: Vec<String>) -> Answer {
    Answer {
        what: caption.clone(),
        says: caption,
        says_in_public: None,
        figures: Vec::new(),
        rests_on: Vec::new(),
        status: Status::Provisional,
        cautions,
        shown: Some(shown),
    }
}

/// Goes on only where outlines of the district are held.
fn outlines(reference: &Reference, material: &Material<'_>) -> Result<(), Unanswered> {
    if !material.supplied.outlines.is_empty() {
        return Ok(());
    }
    let wanted = "outlines of the district's LSOAs, from `saferplan import boundaries PATH`";
    Err(Unanswered::told_for(reference, "no outlines are held", wanted))
}

fn row(heading: String, entries: Vec<Value>, weight: RowWeight) -> Row {
    Row { place: None, heading, entries, weight }
}

/// The names of what is shown of the evidence itself.
fn own_names(kind: Kind, material: &Material<'_>) -> &'static [&'static str] {
    match kind {
        Kind::Chart => &[
            "months",
            "beside-group",
            "by-deprivation",
            "funnel",
            "usual-range",
            "usual-share",
            "usual-rate",
            "expected",
            "forecast",
            "seasonal",
            "concentration",
        ],
        Kind::Table => &[
            "classes",
            "beside-group",
            "neighbourhoods",
            "by-deprivation",
            "funnel",
            "ward-flags",
            "repeat-places",
            "severity",
        ],
        Kind::Map if !material.supplied.outlines.is_empty() => {
            &["neighbourhoods", "hot-spots", "density", "deprivation", "wards"]
        }
        _ => &[],
    }
}

fn supplied(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let kept = &material.supplied.shown;
    let key = (reference.kind, reference.name().to_owned());
    let supply = kept.get(&key).ok_or_else(|| {
        let others = kept.keys().filter(|(kind, _)| *kind == reference.kind);
        let own = own_names(reference.kind, material).iter().copied();
        let known = own.chain(others.map(|(_, name)| name.as_str()));
        unknown(reference, &format!("the name of a {}", reference.kind.name()), known)
    })?;
    let picture = supply.drawing.as_ref().map(|(_, alternative)| Picture {
        subtitle: material.area_name(),
        alternative: alternative.clone(),
        source: supply.source.clone(),
        drawn: Drawn::Supplied,
    });
    let shown = Shown {
        name: slug::plain(reference.name(), "kept"),
        columns: supply.columns.clone(),
        rows: supply.rows.clone(),
        notes: supply.notes.clone(),
        picture,
    };
    Ok(of(supply.caption.clone(), shown, Vec::new()))
}

fn months(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let Asked { line, period, .. } = Asked::of(reference, material)?;
    let held = material.held.coverage.months(material.force().name());
    let earliest = period.last().plus_months(-SERIES);
    let first = held.into_iter().find(|month| *month >= earliest).unwrap_or(period.first());
    let rows = first.up_to(period.last()).map(|month| {
        let measure = format!("{} in the month", line.name());
        let weight = if period.covers(month) { RowWeight::Strong } else { RowWeight::Ordinary };
        let missing = Cell::Missing("this month is not held".to_owned());
        let month_of = Period::Month(month);
        let figure = lines::count(material, line, month_of).unwrap_or_else(|_| {
            lines::figure(material, &measure, lines::COUNTED, missing, month_of)
        });
        row(month.in_words(), vec![figure.into()], weight)
    });
    let rows: Vec<Row> = rows.collect();
    let (area, name) = (material.area_name(), line.in_sentence());
    let caption =
        format!("{} in {area}, month by month to {}", line.name(), period.last().in_words());
    let picture = Picture {
        subtitle: format!("Each column is a month; those of {} are dark", period.span()),
        alternative: format!("Columns for each month held of {name}; the table gives each count."),
        source: SOURCE.to_owned(),
        drawn: Drawn::Series { up: "Recorded".to_owned(), emphasised: period.months().count() },
    };
    let shown = Shown {
        name: format!(
            "months-{}",
            reference.arguments().first().map_or("all-crime", String::as_str)
        ),
        columns: vec![Column::words("Month"), Column::figures("Recorded")],
        rows,
        notes: vec!["Months differ in length by up to a tenth.".to_owned()],
        picture: Some(picture),
    };
    Ok(of(caption, shown, Vec::new()))
}

fn classes(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let (period, against) = asked::periods(reference, reference.arguments(), material)?;
    let compared = lines::compared(material, period, against)?;
    let all = [&compared.total].into_iter().chain(compared.classes.iter().flatten());
    let rows = all.chain([&compared.incidents]).map(|line| class_row(material, &compared, line));
    let mut notes = vec![
        "Read by an exact test; among the classes the false discovery rate is held at 5% (Benjamini \
         and Hochberg, 1995). Anti-social behaviour is an incident and in no total of crime."
            .to_owned(),
    ];
    if compared.classes.is_none() {
        notes.push(compared.other_classes("Classes are left out").found);
    }
    let figures = [period.span_in_short(), against.span_in_short()].into_iter();
    let figures = figures.chain(["Change", "Change, %"].map(str::to_owned)).map(Column::figures);
    let columns = [Column::words("Offence class")].into_iter().chain(figures);
    let columns = columns.chain([Column::words("Reading")]).collect();
    let (name, rows) = ("classes".to_owned(), rows.collect());
    let shown = Shown { name, columns, rows, notes, picture: None };
    let caption = format!(
        "Crimes recorded by {} in {}, {} against {}",
        material.force().name(),
        material.area_name(),
        period.span(),
        against.span()
    );
    Ok(of(caption, shown, compared.cautions.clone()))
}

fn bars(area: &str, group: String, unit: String) -> Picture {
    Picture {
        subtitle: unit.clone(),
        alternative: format!("For each class a bar for {area} and a mark for its group’s mean."),
        source: format!("{SOURCE} Office for National Statistics, mid-year estimates."),
        drawn: Drawn::Comparison { area: area.to_owned(), group, unit },
    }
}

fn class_row(material: &Material<'_>, compared: &Compared, line: &LineEvidence) -> Row {
    let of = |measure: &str, value: Cell| -> Value {
        compared.figure(material, line.line, measure, lines::COUNTED, value).into()
    };
    let missing = || Cell::Missing("no change is given".to_owned());
    let change = line.change.as_ref();
    let entries = vec![
        of("Count", Cell::Count(line.now)),
        of("Count before", line.before.map_or_else(missing, Cell::Count)),
        of("Change", change.map_or_else(missing, |one| Cell::Difference(one.difference))),
        of("Change, %", per_cent(line)),
        Value::Words(reading(line).to_owned()),
    ];
    let total = line.line == Line::AllCrime;
    let weight = if total { RowWeight::Strong } else { RowWeight::Ordinary };
    row(line.line.name().to_owned(), entries, weight)
}

fn per_cent(line: &LineEvidence) -> Cell {
    let both = line.now + line.before.unwrap_or(0);
    match line.change.as_ref().map(|change| change.percent) {
        Some(PercentChange::By(percent)) if both >= phrases::FEWEST_FOR_PER_CENT => {
            Cell::Change { share: percent / 100.0 }
        }
        Some(_) | None => Cell::Missing("too few to put in per cent".to_owned()),
    }
}

fn reading(line: &LineEvidence) -> &'static str {
    phrases::direction(line).map_or("—", Direction::in_words)
}

fn beside_group(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let period = asked::period(reference, reference.arguments(), material)?;
    let beside = lines::beside(material, period)?;
    let mut sources = lines::sources(material, period)?;
    sources.extend(&beside.sources);
    let all = asked::lines().into_iter().map(|(_, line)| line);
    let rows =
        all.filter_map(|line| beside.comparison(line).zip(beside.range(line)).zip(Some(line)));
    let cell = |measure: &str, value: f64| -> Value {
        let value = Cell::Number { value, decimals: 1 };
        let figure = lines::figure(material, measure, STANDING_RULE, value, period);
        Figure { sources: sources.clone(), ..figure }.into()
    };
    let rows = rows.map(|((one, (low, high)), line)| {
        let entries = vec![
            cell("Rate", one.rate.value()),
            cell("Mean of the group", one.group_mean.value()),
            cell("Lowest of the group", low),
            cell("Highest of the group", high),
            Value::Words(phrases::standing(one.standing).to_owned()),
        ];
        row(line.name().to_owned(), entries, RowWeight::Ordinary)
    });
    let area = material.area_name();
    let group = format!("Mean of {}", beside.group.name);
    let drawn = || bars(&area, group, format!("Crimes per 1,000 residents, {}", period.span()));
    let picture = (reference.kind == Kind::Chart).then(drawn);
    let headings = ["Mean of the group", "Lowest", "Highest"].map(Column::figures);
    let columns = [Column::words("Offence class"), Column::figures("Rate")].into_iter();
    let shown = Shown {
        name: "beside-group".to_owned(),
        columns: columns.chain(headings).chain([Column::words("Standing")]).collect(),
        rows: rows.collect(),
        notes: vec![STANDING_RULE.to_owned()],
        picture,
    };
    let caption = format!("{area} beside {}, {}", beside.group.name, period.span());
    Ok(of(caption, shown, Vec::new()))
}
