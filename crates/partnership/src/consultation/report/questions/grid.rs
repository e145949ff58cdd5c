//! A grid: one table of all its rows, and one chart with a bar for each.

use crate::consultation::answer::Answer;
use crate::consultation::answer::Row;
use crate::consultation::question::Question;
use crate::consultation::report::bars;
use crate::consultation::report::channels;
use crate::consultation::report::questions::Finding;
use crate::consultation::report::questions::Told;
use crate::consultation::report::questions::numbered;
use crate::consultation::report::questions::rows;
use crate::consultation::report::teller::Teller;
use crate::consultation::results::coding::Category;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::coding::InBase;
use crate::consultation::results::phrases::of_those_who_answered;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::content::Block;
use crate::content::Reference;
use crate::content::chart::ShareRow;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::with_commas;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;

pub(super) fn told(
    teller: &mut Teller<'_>,
    question: &Question,
    rows: &[Row],
    answers: &[Answer],
) -> Told {
    let lines: Vec<(usize, String)> = rows
        .iter()
        .filter_map(|row| {
            let counted = Counted::Row(question.id.clone(), row.id.clone());
            Some((teller.dimension(&counted)?, teller.said(&row.label).to_owned()))
        })
        .collect();
    let Some((first, _)) = lines.first() else {
        return Told { blocks: Vec::new(), finding: None };
    };
    let inside = teller.categories(*first, InBase::Yes);
    let names: Vec<String> = inside.iter().map(|at| named(teller, question, *first, *at)).collect();
    let finding = finding(teller, question, &lines, &inside, answers);
    let bars = bars::Drafted {
        name: format!("question-{}", question.id),
        title: match &finding {
            Some(finding) => finding.words.clone(),
            None => teller.said(&question.ask).to_owned(),
        },
        subtitle: format!("{}; each row by those who answered it", numbered(teller, question)),
        answers: names.clone(),
        rows: bar_rows(teller, &lines, &inside),
    };
    let chart = bars::chart(teller, bars).map(Block::Chart);
    let mut blocks: Vec<Block> = chart.into_iter().collect();
    blocks.push(Block::Table(counts(teller, question, &lines, names)));
    blocks.extend(by_way(teller, question, &lines).map(Block::Table));
    Told { blocks, finding }
}

fn named(teller: &Teller<'_>, question: &Question, dimension: usize, place: usize) -> String {
    rows::label(teller, Some(question), &teller.coded.dimensions()[dimension].categories[place].0)
}

fn bar_rows(teller: &Teller<'_>, lines: &[(usize, String)], inside: &[usize]) -> Vec<ShareRow> {
    let table = teller.tables.next();
    let row = |((dimension, label), row): (&(usize, String), u16)| {
        let base = teller.count(*dimension, Part::Base);
        let count = |place: &usize| teller.count(*dimension, Part::Category(*place));
        ShareRow {
            label: label.clone(),
            per_cent: inside.iter().map(|place| Teller::per_cent(count(place), base)).collect(),
            said: match base {
                Count::Shown(base) => format!("of {}", with_commas(base)),
                Count::Withheld => "[c]".to_owned(),
            },
            reference: Reference { table, row },
        }
    };
    lines.iter().zip(1..).map(row).collect()
}

/// How many gave each answer to each row, the base of each, and what is missing from it.
fn counts(
    teller: &mut Teller<'_>,
    question: &Question,
    lines: &[(usize, String)],
    names: Vec<String>,
) -> crate::content::table::Table {
    let first = lines.first().map_or(0, |(dimension, _)| *dimension);
    let outside: Vec<usize> = teller
        .categories(first, InBase::No)
        .into_iter()
        .filter(|place| {
            let category = &teller.coded.dimensions()[first].categories[*place].0;
            let none = |(dimension, _): &(usize, String)| {
                teller.count(*dimension, Part::Category(*place)) == Count::Shown(0)
            };
            let often_none = matches!(category, Category::Unclear | Category::NotAsked);
            !(often_none && lines.iter().all(none))
        })
        .collect();
    let mut columns = vec![Column::words("Of each")];
    columns.extend(names.into_iter().map(Column::figures));
    columns.push(Column::figures("Answered (base)"));
    columns.extend(outside.iter().map(|at| Column::figures(named(teller, question, first, *at))));
    let inside = teller.categories(first, InBase::Yes);
    let drafted = lines
        .iter()
        .map(|(dimension, label)| {
            let what = format!("question {} (`{}`), row “{label}”", question.number, question.id);
            let mut entries: Vec<Entry> = Vec::new();
            for place in &inside {
                let answer = named(teller, question, *dimension, *place);
                let what = format!("{what}, {answer}");
                entries.push(teller.counted(&what, *dimension, Part::Category(*place)));
            }
            let base = format!("{what}, answered");
            entries.push(teller.counted(&base, *dimension, Part::Base));
            let missing = outside.iter().map(|at| teller.count(*dimension, Part::Category(*at)));
            entries.extend(missing.map(|count| Teller::entry(teller.cell(count))));
            Drafted { heading: label.clone(), entries, weight: RowWeight::Ordinary }
        })
        .collect();
    let caption = teller.commission.label.on(&numbered(teller, question));
    teller.tables.table(&format!("question-{}", question.id), caption, columns, drafted, Vec::new())
}

/// How many answered each row, by the way that their replies came.
fn by_way(
    teller: &mut Teller<'_>,
    question: &Question,
    lines: &[(usize, String)],
) -> Option<crate::content::table::Table> {
    let ways = channels::columns(teller);
    if ways.is_empty() {
        return None;
    }
    let mut columns = vec![Column::words("Of each"), Column::figures("Answered (base)")];
    columns.extend(ways);
    let by_way = |dimension: usize| {
        teller.published.as_ref().is_some_and(|all| all.is_by_channel(dimension))
    };
    if !lines.iter().any(|(dimension, _)| by_way(*dimension)) {
        return None;
    }
    let drafted = lines.iter().map(|(dimension, label)| {
        let what =
            format!("question {} (`{}`), row “{label}”, answered", question.number, question.id);
        let mut entries = vec![teller.counted(&what, *dimension, Part::Base)];
        entries.extend(channels::entries_of_base(teller, *dimension));
        Drafted { heading: label.clone(), entries, weight: RowWeight::Ordinary }
    });
    let drafted = drafted.collect();
    let caption = format!("{} Who answered, by the way they replied", numbered(teller, question));
    let caption = teller.commission.label.on(&caption);
    let name = format!("question-{}-by-way", question.id);
    Some(teller.tables.table(&name, caption, columns, drafted, Vec::new()))
}

/// The row for which most gave the first answer or the first two.
fn finding(
    teller: &Teller<'_>,
    question: &Question,
    lines: &[(usize, String)],
    inside: &[usize],
    answers: &[Answer],
) -> Option<Finding> {
    let together = if inside.len() > 3 { 2 } else { 1 };
    let first = inside.get(..together)?;
    let count = |dimension: usize, part| match teller.count(dimension, part) {
        Count::Shown(count) => Some(count),
        Count::Withheld => None,
    };
    let share = |((dimension, label), row): (&'_ (usize, String), u16)| {
        let parts = first.iter().map(|place| count(*dimension, Part::Category(*place)));
        let sum = parts.sum::<Option<u64>>()?;
        let base = count(*dimension, Part::Base).filter(|base| *base > 0)?;
        Some((sum as f64 / base as f64, row, sum, base, label.clone()))
    };
    let shares = lines.iter().zip(1_u16..).filter_map(share);
    let (_, row, sum, base, label) =
        shares.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))?;
    let said = of_those_who_answered(Count::Shown(sum), Count::Shown(base))?;
    let names = answers.iter().take(together).map(|one| format!("“{}”", teller.said(&one.label)));
    let names: Vec<String> = names.collect();
    let reference = Reference { table: teller.tables.next(), row };
    let ask = teller.said(&question.ask);
    let words = format!("{ask} Most of all “{label}”, {}: {said}", names.join(" or "));
    Some(Finding { words, reference })
}
