//! A ranking: how often each item was put first, second, and so on.

use crate::consultation::answer::Row;
use crate::consultation::question::Question;
use crate::consultation::report::bars;
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
use crate::content::text;
use crate::evidence::tables::Drafted;

pub(super) fn told(
    teller: &mut Teller<'_>,
    question: &Question,
    items: &[Row],
    places: usize,
) -> Told {
    let lines: Vec<(usize, String)> = items
        .iter()
        .filter_map(|item| {
            let counted = Counted::Place(question.id.clone(), item.id.clone());
            Some((teller.dimension(&counted)?, teller.said(&item.label).to_owned()))
        })
        .collect();
    let Some((first, _)) = lines.first().cloned() else {
        return Told { blocks: Vec::new(), finding: None };
    };
    let finding = finding(teller, question, &lines);
    let base = teller.count(first, Part::Base);
    let bars = bars::Drafted {
        name: format!("question-{}", question.id),
        title: match &finding {
            Some(finding) => finding.words.clone(),
            None => teller.said(&question.ask).to_owned(),
        },
        subtitle: format!("{}; {}", numbered(teller, question), rows::base_in_words(base)),
        answers: (1..=places).map(|place| format!("Put {}", ordinal(place))).collect(),
        rows: bar_rows(teller, &lines, places),
    };
    let chart = bars::chart(teller, bars).map(Block::Chart);
    let table = table(teller, question, &lines, first);
    Told { blocks: chart.into_iter().chain([Block::Table(table)]).collect(), finding }
}

fn ordinal(place: usize) -> String {
    crate::terms::wording::ordinal(place)
}

fn bar_rows(teller: &Teller<'_>, lines: &[(usize, String)], places: usize) -> Vec<ShareRow> {
    let table = teller.tables.next();
    let row = |((dimension, label), row): (&(usize, String), u16)| {
        let base = teller.count(*dimension, Part::Base);
        let per_cent = (1..=places).map(|place| {
            let place = teller.place(*dimension, &Category::Place(place))?;
            Teller::per_cent(teller.count(*dimension, Part::Category(place)), base)
        });
        let (per_cent, said) = (per_cent.collect(), String::new());
        ShareRow { label: label.clone(), per_cent, said, reference: Reference { table, row } }
    };
    lines.iter().zip(1..).map(row).collect()
}

fn table(
    teller: &mut Teller<'_>,
    question: &Question,
    lines: &[(usize, String)],
    first: usize,
) -> crate::content::table::Table {
    let inside = teller.categories(first, InBase::Yes);
    let name = |place: &usize| {
        rows::label(teller, None, &teller.coded.dimensions()[first].categories[*place].0)
    };
    let mut columns = vec![Column::words("Item")];
    columns.extend(inside.iter().map(|place| Column::figures(name(place))));
    columns.extend(["Answered (base)", "Left it out", "Unclear"].map(Column::figures));
    let outside = [Category::LeftOut, Category::Unclear];
    let drafted = lines.iter().map(|(dimension, label)| {
        let what = format!("question {} (`{}`), item “{label}”", question.number, question.id);
        let counted = |place: &usize| {
            let what = format!("{what}, {}", name(place));
            teller.counted(&what, *dimension, Part::Category(*place))
        };
        let mut entries: Vec<_> = inside.iter().map(counted).collect();
        entries.push(teller.counted(&format!("{what}, answered"), *dimension, Part::Base));
        entries.extend(outside.iter().filter_map(|category| {
            let place = teller.place(*dimension, category)?;
            let count = teller.count(*dimension, Part::Category(place));
            Some(Teller::entry(teller.cell(count)))
        }));
        Drafted { heading: label.clone(), entries, weight: RowWeight::Ordinary }
    });
    let drafted = drafted.collect();
    let caption = teller.commission.label.on(&numbered(teller, question));
    let note = "“Not placed” are those who put others in order and not this one.";
    let notes = vec![vec![text(note)]];
    teller.tables.table(&format!("question-{}", question.id), caption, columns, drafted, notes)
}

/// The item most often put first.
fn finding(teller: &Teller<'_>, question: &Question, lines: &[(usize, String)]) -> Option<Finding> {
    let first = |((dimension, label), row): (&'_ (usize, String), u16)| {
        let place = teller.place(*dimension, &Category::Place(1))?;
        match teller.count(*dimension, Part::Category(place)) {
            Count::Shown(count) => Some((count, row, *dimension, label.clone())),
            Count::Withheld => None,
        }
    };
    let all = lines.iter().zip(1_u16..).filter_map(first);
    let (most, row, dimension, label) =
        all.max_by_key(|(count, row, _, _)| (*count, u16::MAX - row))?;
    let share = of_those_who_answered(Count::Shown(most), teller.count(dimension, Part::Base))?;
    let reference = Reference { table: teller.tables.next(), row };
    let ask = teller.said(&question.ask);
    Some(Finding {
        words: format!("{ask} Most often put first was “{label}”: {share}"), reference
    })
}
