//! A question with one answer, a step of a scale, or the area of a postcode.

use crate::consultation::question::Manner;
use crate::consultation::question::Question;
use crate::consultation::report::bars;
use crate::consultation::report::questions::Finding;
use crate::consultation::report::questions::Told;
use crate::consultation::report::questions::numbered;
use crate::consultation::report::questions::rows;
use crate::consultation::report::teller::Teller;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::coding::InBase;
use crate::consultation::results::phrases::of_those_who_answered;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::content::Block;
use crate::content::Reference;
use crate::content::chart::Chart;
use crate::content::chart::ShareRow;
use crate::content::table::Column;
use crate::evidence::tables::Drafted;

/// With more areas a chart grows taller than a page, and the smallest of them tell least.
const MOST_AREAS_DRAWN: usize = 15;

pub(super) fn told(teller: &mut Teller<'_>, question: &Question) -> Told {
    let Some(dimension) = teller.dimension(&Counted::Question(question.id.clone())) else {
        return Told { blocks: Vec::new(), finding: None };
    };
    let places = teller.categories(dimension, InBase::Yes);
    let labels: Vec<String> = places
        .iter()
        .map(|place| {
            let category = &teller.coded.dimensions()[dimension].categories[*place].0;
            rows::label(teller, Some(question), category)
        })
        .collect();
    let finding = finding(teller, question, dimension, &places, &labels);
    let chart = chart(teller, question, (dimension, &places, &labels), finding.as_ref());
    let what = format!("question {} (`{}`)", question.number, question.id);
    let mut drafted: Vec<Drafted> = places
        .iter()
        .zip(labels)
        .map(|(place, label)| rows::in_base(teller, &what, label, (dimension, *place)))
        .collect();
    drafted.extend(rows::base_and_missing(teller, &what, question, dimension));
    let first = if matches!(question.manner, Manner::Postcode(_)) { "Area" } else { "Answer" };
    let mut columns = vec![Column::words(first)];
    columns.extend(rows::columns(teller, dimension));
    let caption = teller.commission.label.on(&numbered(teller, question));
    let name = format!("question-{}", question.id);
    let table = teller.tables.table(&name, caption, columns, drafted, Vec::new());
    let blocks = chart.map(Block::Chart).into_iter().chain([Block::Table(table)]).collect();
    Told { blocks, finding }
}

/// A bar for each answer, or for each of the areas that are drawn.
fn chart(
    teller: &Teller<'_>,
    question: &Question,
    (dimension, places, labels): (usize, &[usize], &[String]),
    finding: Option<&Finding>,
) -> Option<Chart> {
    let base = teller.count(dimension, Part::Base);
    let title = match finding {
        Some(finding) => finding.words.clone(),
        None => teller.said(&question.ask).to_owned(),
    };
    let drawn = drawn(teller, question, dimension, places);
    let mut subtitle = format!("{}; {}", numbered(teller, question), rows::base_in_words(base));
    if drawn.len() < places.len() {
        subtitle.push_str(&format!(
            "; the {} areas with most replies of {}, the others in the table",
            drawn.len(),
            places.len()
        ));
    }
    let bars = bars::Drafted {
        name: format!("question-{}", question.id),
        title,
        subtitle,
        answers: vec!["Those who answered".to_owned()],
        rows: bar_rows(teller, dimension, (places, &drawn), labels),
    };
    bars::chart(teller, bars)
}

/// Which of the places are drawn, by where they stand among them: all, but of many areas those with most replies. None
/// of these is withheld, so that their order tells nothing of counts that are.
fn drawn(
    teller: &Teller<'_>,
    question: &Question,
    dimension: usize,
    places: &[usize],
) -> Vec<usize> {
    let is_area = matches!(question.manner, Manner::Postcode(_));
    if !is_area || places.len() <= MOST_AREAS_DRAWN {
        return (0..places.len()).collect();
    }
    let shown = places.iter().enumerate().filter_map(|(at, place)| {
        match teller.count(dimension, Part::Category(*place)) {
            Count::Shown(count) => Some((std::cmp::Reverse(count), at)),
            Count::Withheld => None,
        }
    });
    let mut shown: Vec<_> = shown.collect();
    shown.sort_unstable();
    shown.into_iter().take(MOST_AREAS_DRAWN).map(|(_, at)| at).collect()
}

fn bar_rows(
    teller: &Teller<'_>,
    dimension: usize,
    (places, drawn): (&[usize], &[usize]),
    labels: &[String],
) -> Vec<ShareRow> {
    let base = teller.count(dimension, Part::Base);
    let table = teller.tables.next();
    let bar = |at: &usize| {
        let count = teller.count(dimension, Part::Category(*places.get(*at)?));
        let row = u16::try_from(at + 1).unwrap_or(u16::MAX);
        Some(rows::bar(labels.get(*at)?.clone(), count, base, Reference { table, row }))
    };
    drawn.iter().filter_map(bar).collect()
}

/// What most said: of a scale its first two or its last two steps together, else the commonest answer.
fn finding(
    teller: &Teller<'_>,
    question: &Question,
    dimension: usize,
    places: &[usize],
    labels: &[String],
) -> Option<Finding> {
    let base = teller.count(dimension, Part::Base);
    let count = |at: usize| match teller.count(dimension, Part::Category(*places.get(at)?)) {
        Count::Shown(count) => Some(count),
        Count::Withheld => None,
    };
    let last = places.len().checked_sub(1)?;
    let (count, named, row) = match &question.manner {
        Manner::Scale(_) if last >= 3 => {
            let pair = |one: usize, two: usize| Some((count(one)? + count(two)?, one, two));
            let (sum, one, two) = pair(0, 1).max(pair(last - 1, last))?;
            (sum, format!("“{}” or “{}”", labels[one], labels[two]), one)
        }
        Manner::Postcode(_) => return None,
        _ => {
            let all = (0..=last).filter_map(|at| Some((count(at)?, last - at)));
            let (most, back) = all.max()?;
            (most, format!("“{}”", labels[last - back]), last - back)
        }
    };
    let share = of_those_who_answered(Count::Shown(count), base)?;
    let ask = teller.said(&question.ask);
    let reference =
        Reference { table: teller.tables.next(), row: u16::try_from(row + 1).unwrap_or(u16::MAX) };
    Some(Finding { words: format!("{ask} {named}: {share}"), reference })
}
