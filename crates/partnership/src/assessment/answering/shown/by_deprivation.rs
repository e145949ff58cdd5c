//! Crime by the deprivation of neighbourhoods, as a table, a chart and words; and a map of deprivation itself.
//!
//! In comes `{table:by-deprivation burglary 12m-2022-03}`, `{chart:by-deprivation …}`, `{phrase:by-deprivation …}` or
//! `{map:deprivation}`; out go groups of neighbourhoods whose figures know what they add up, so that the public edition
//! withholds a group that would tell of one neighbourhood.

use crate::assessment::answer::Answer;
use crate::assessment::answer::Drawn;
use crate::assessment::answer::Picture;
use crate::assessment::answer::Row;
use crate::assessment::answer::Shown;
use crate::assessment::answer::Unanswered;
use crate::assessment::answer::Value;
use crate::assessment::answering::asked;
use crate::assessment::answering::lines;
use crate::assessment::answering::shown::Asked;
use crate::assessment::material::Material;
use crate::assessment::reference::Kind;
use crate::assessment::reference::Reference;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::evidence::area_map::OUTLINES_LICENCE;
use crate::evidence::by_deprivation;
use crate::evidence::by_deprivation::ByDeprivation;
use crate::evidence::by_deprivation::Ranked;
use crate::evidence::figure::Counted;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Status;
use crate::evidence::quarter::Subject;
use crate::evidence::rows::Deprivation;
use crate::statistics::inequality::Group;
use crate::statistics::inequality::INEQUALITY_CAUTION;
use crate::statistics::probability::Confidence;
use crate::statistics::rate;
use crate::statistics::rate::Denominator;
use crate::statistics::rate::Rate;
use crate::terms::period::Period;

const SOURCE: &str =
    "data.police.uk, street-level crime; MHCLG, English Indices of Deprivation; ONS, census.";
const RATED: &str =
    "Count over the residents of the group’s neighbourhoods, with exact 95% limits of chance.";
const INDEXED: &str = "Weighted least squares of the rate on the place by deprivation (slope index of inequality), its limits \
    by the sandwich estimate.";

/// The groups as a table, or drawn.
pub(super) fn answer(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    let asked = Asked::of(reference, material)?;
    let found = found(reference, material, &asked)?;
    let groups = found.found.groups.iter().zip(&found.members).enumerate();
    let mut rows: Vec<Row> = groups
        .map(|(at, (group, members))| row(material, &asked, &found, at, group, members))
        .collect();
    rows.extend(total(material, &asked, &found));
    let caption = format!(
        "{} by deprivation in {}, {}",
        asked.line.name(),
        material.area_name(),
        asked.period.span()
    );
    let picture = (reference.kind == Kind::Chart).then(|| picture(&asked, &found));
    let columns = ["Per 1,000 residents", "Recorded", "From", "To", "Residents", "Neighbourhoods"];
    let columns = columns.map(Column::figures).into_iter();
    let columns = [Column::words("Neighbourhoods by deprivation")].into_iter().chain(columns);
    let shown = Shown {
        name: format!("by-deprivation-{}", asked.name),
        columns: columns.chain([Column::words("England’s deciles")]).collect(),
        rows,
        notes: found.notes(),
        picture,
    };
    Ok(super::of(caption, shown, vec![INEQUALITY_CAUTION.to_owned()]))
}

/// How the rate goes with deprivation, in words.
pub(in crate::assessment::answering) fn phrase(
    reference: &Reference,
    material: &Material<'_>,
) -> Result<Answer, Unanswered> {
    let asked = Asked::of(reference, material)?;
    let found = found(reference, material, &asked)?;
    let figure = |measure: &str, value: f64| {
        let value = Cell::Number { value, decimals: 1 };
        asked.figure(material, &found, measure, INDEXED, value, Vec::new())
    };
    let slope = found.found.slope;
    let what = format!("{} by deprivation, {}", asked.line.name(), asked.period.span());
    Ok(Answer {
        what,
        says: found.in_words(),
        says_in_public: None,
        figures: vec![
            figure("Slope index of inequality, per 1,000 residents", slope.estimate),
            figure("Its low limit", slope.low),
            figure("Its high limit", slope.high),
        ],
        rests_on: Vec::new(),
        status: Status::Provisional,
        cautions: vec![INEQUALITY_CAUTION.to_owned()],
        shown: None,
    })
}

fn found(
    reference: &Reference,
    material: &Material<'_>,
    asked: &Asked,
) -> Result<ByDeprivation, Unanswered> {
    let (area, force, period) = (material.area(), material.force(), asked.period);
    let subject = Subject { area, force, period };
    let small = &material.supplied.small_areas;
    by_deprivation::by_deprivation(material.held, small, subject, asked.line)
        .map_err(|why| Unanswered::told_for(reference, "no deprivation", why.to_string()))
}

impl Asked {
    fn figure(
        &self,
        material: &Material<'_>,
        found: &ByDeprivation,
        measure: &str,
        method: &str,
        value: Cell,
        counted: Vec<Counted>,
    ) -> Figure {
        let sources = self.sources.iter().chain(&found.sources).copied().collect();
        let figure = lines::figure(material, measure, method, value, self.period);
        Figure { sources, counted, ..figure }
    }
}

fn row(
    material: &Material<'_>,
    asked: &Asked,
    found: &ByDeprivation,
    at: usize,
    group: &Group,
    members: &[Ranked],
) -> Row {
    let force = material.force().name();
    let counted = members.iter().map(|one| {
        let lsoa = one.deprivation.lsoa;
        material.held.counted("the neighbourhood", lsoa, force, asked.period, asked.line)
    });
    let counted: Vec<Counted> = counted.collect();
    let heading = match at + 1 {
        1 => "1, most deprived".to_owned(),
        last if last == found.members.len() => format!("{last}, least deprived"),
        between => between.to_string(),
    };
    let totals = (group.count, group.residents, group.areas);
    let mut entries = entries(material, asked, found, totals, &group.rate, counted);
    entries.push(Value::Words(ByDeprivation::deciles(members)));
    Row { place: None, heading, entries, weight: RowWeight::Ordinary }
}

/// All the groups together.
fn total(material: &Material<'_>, asked: &Asked, found: &ByDeprivation) -> Option<Row> {
    let groups = &found.found.groups;
    let count = groups.iter().map(|group| group.count).sum();
    let residents: u64 = groups.iter().map(|group| group.residents).sum();
    let areas = groups.iter().map(|group| group.areas).sum();
    #[expect(clippy::cast_precision_loss, reason = "residents lie far below 2^53")]
    let denominator = Denominator::of(residents as f64).ok()?;
    let rate = rate::rate(count, denominator, Confidence::NINETY_FIVE).ok()?;
    let totals = (count, residents, areas);
    let mut entries = entries(material, asked, found, totals, &rate, Vec::new());
    let all: Vec<Ranked> = found.members.concat();
    entries.push(Value::Words(ByDeprivation::deciles(&all)));
    Some(super::row("All of these".to_owned(), entries, RowWeight::Strong))
}

fn entries(
    material: &Material<'_>,
    asked: &Asked,
    found: &ByDeprivation,
    (count, residents, areas): (u64, u64, usize),
    rate: &Rate,
    counted: Vec<Counted>,
) -> Vec<Value> {
    let of = |measure: &str, method: &str, value: Cell, counted: Vec<Counted>| {
        Value::from(asked.figure(material, found, measure, method, value, counted))
    };
    let one = |value: f64| Cell::Number { value, decimals: 1 };
    let whole = |number: u64| {
        #[expect(clippy::cast_precision_loss, reason = "residents lie far below 2^53")]
        let value = number as f64;
        Cell::Number { value, decimals: 0 }
    };
    vec![
        of("Per 1,000 residents", RATED, one(rate.estimate.value()), counted.clone()),
        of("Recorded", lines::COUNTED, Cell::Count(count), counted),
        of("Low limit of the rate", RATED, one(rate.low.value()), Vec::new()),
        of("High limit of the rate", RATED, one(rate.high.value()), Vec::new()),
        of("Residents", "Census, added up over neighbourhoods.", whole(residents), Vec::new()),
        of("Neighbourhoods", "Counted.", whole(areas as u64), Vec::new()),
    ]
}

fn picture(asked: &Asked, found: &ByDeprivation) -> Picture {
    let groups = found.groups_in_words();
    Picture {
        subtitle: format!("Per 1,000 residents, in {groups} of the district’s neighbourhoods"),
        alternative: format!(
            "Bars for {} {groups} of neighbourhoods, the most deprived first. The rate {}. The table gives each.",
            found.members.len(),
            found.in_words()
        ),
        source: SOURCE.to_owned(),
        drawn: Drawn::Rates {
            bar: "Rate of the group".to_owned(),
            mark: "Rate of them all".to_owned(),
            verdicts: "England’s deciles".to_owned(),
            unit: format!("{} per 1,000 residents, {}", asked.line.name(), asked.period.span()),
        },
    }
}

/// Deprivation itself, on a map of the neighbourhoods' outlines.
pub(super) fn map(reference: &Reference, material: &Material<'_>) -> Result<Answer, Unanswered> {
    super::outlines(reference, material)?;
    let period = asked::period(reference, reference.arguments(), material)?;
    let small = &material.supplied.small_areas;
    let (edition, index) = small.deprivation_near(period.last().year()).ok_or_else(|| {
        let wanted = by_deprivation::NoInequality::NoIndex.to_string();
        Unanswered::told_for(reference, "no deprivation", wanted)
    })?;
    let mut ranked: Vec<Deprivation> = index.into_values().collect();
    ranked.sort_by_key(|one| (one.rank, one.lsoa));
    let most =
        ranked.first().map_or_else(String::new, |one| material.held.geography.name(one.lsoa));
    let caption = format!(
        "Deprivation of the neighbourhoods of {}, edition of {edition}",
        material.area_name()
    );
    let alternative = format!(
        "A map of {} neighbourhoods, north upwards, shaded in fifths from lighter to darker by deprivation. The most \
         deprived is {most}. The table gives each.",
        material.supplied.outlines.len()
    );
    let unit = "More deprived than … per cent of England’s neighbourhoods".to_owned();
    let picture = Picture {
        subtitle: caption.clone(),
        alternative,
        source: format!("MHCLG, English Indices of Deprivation {edition}. {OUTLINES_LICENCE}."),
        drawn: Drawn::Areas { unit },
    };
    let note = "The Index of Multiple Deprivation ranks places, not people: not everybody in a deprived place is \
                deprived, and most deprived people live elsewhere. Rank 1 is England’s most deprived.";
    let headings = ["More deprived than, %", "England’s decile", "Rank in England"];
    let headings = headings.map(Column::figures).into_iter();
    let shown = Shown {
        name: "deprivation-map".to_owned(),
        columns: [Column::words("Neighbourhood (LSOA)")].into_iter().chain(headings).collect(),
        rows: ranked.iter().map(|one| ranked_row(material, *one, period)).collect(),
        notes: vec![note.to_owned()],
        picture: Some(picture),
    };
    Ok(super::of(caption, shown, Vec::new()))
}

fn ranked_row(material: &Material<'_>, one: Deprivation, period: Period) -> Row {
    let of = |measure: &str, value: f64| {
        let value = Cell::Number { value, decimals: 0 };
        let method = "As the index ranks England’s LSOAs; 1 is the most deprived.";
        let sources = material.supplied.small_areas.deprivation.from.clone();
        let figure = lines::figure(material, measure, method, value, period);
        Value::from(Figure { area: one.lsoa, sources, ..figure })
    };
    Row {
        place: Some(one.lsoa),
        heading: material.held.geography.name(one.lsoa),
        entries: vec![
            of("More deprived than, per cent", one.more_deprived_than()),
            of("England’s decile", f64::from(one.decile())),
            of("Rank in England", f64::from(one.rank)),
        ],
        weight: RowWeight::Ordinary,
    }
}
