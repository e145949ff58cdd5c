//! A question with any of several answers: each answer is counted by itself.

use crate::consultation::answer::Answer;
use crate::consultation::question::Question;
use crate::consultation::report::bars;
use crate::consultation::report::questions::Finding;
use crate::consultation::report::questions::Told;
use crate::consultation::report::questions::numbered;
use crate::consultation::report::questions::rows;
use crate::consultation::report::teller::Teller;
use crate::consultation::results::coding::Category;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::phrases::of_those_who_answered;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::content::Block;
use crate::content::Reference;
use crate::content::table::Column;
use crate::content::text;
use crate::evidence::tables::Drafted;

pub(super) fn told(teller: &mut Teller<'_>, question: &Question, answers: &[Answer]) -> Told {
    let ticked: Vec<(usize, usize, String)> = answers
        .iter()
        .filter_map(|answer| {
            let counted = Counted::Tick(question.id.clone(), answer.id.clone());
            let dimension = teller.dimension(&counted)?;
            let place = teller.place(dimension, &Category::Ticked)?;
            Some((dimension, place, teller.said(&answer.label).to_owned()))
        })
        .collect();
    let Some((first, _, _)) = ticked.first().cloned() else {
        return Told { blocks: Vec::new(), finding: None };
    };
    let finding = finding(teller, question, &ticked);
    let bars = bars_of(teller, question, &ticked, finding.as_ref());
    let chart = bars::chart(teller, bars);
    let what = format!("question {} (`{}`)", question.number, question.id);
    let mut drafted: Vec<Drafted> = ticked
        .into_iter()
        .map(|(dimension, place, label)| rows::in_base(teller, &what, label, (dimension, place)))
        .collect();
    drafted.extend(rows::base_and_missing(teller, &what, question, first));
    let mut columns = vec![Column::words("Answer")];
    columns.extend(rows::columns(teller, first));
    let caption = teller.commission.label.on(&numbered(teller, question));
    let note = "One could tick several answers, so the shares add up to more than 100%.";
    let name = format!("question-{}", question.id);
    let table = teller.tables.table(&name, caption, columns, drafted, vec![vec![text(note)]]);
    let blocks = chart.map(Block::Chart).into_iter().chain([Block::Table(table)]).collect();
    Told { blocks, finding }
}

/// A bar for each answer.
fn bars_of(
    teller: &Teller<'_>,
    question: &Question,
    ticked: &[(usize, usize, String)],
    finding: Option<&Finding>,
) -> bars::Drafted {
    let first = ticked.first().map_or(0, |(dimension, _, _)| *dimension);
    let (base, table) = (teller.count(first, Part::Base), teller.tables.next());
    let bar = |(row, (dimension, place, label)): (u16, &(usize, usize, String))| {
        let count = teller.count(*dimension, Part::Category(*place));
        rows::bar(label.clone(), count, base, Reference { table, row })
    };
    bars::Drafted {
        name: format!("question-{}", question.id),
        title: match finding {
            Some(finding) => finding.words.clone(),
            None => teller.said(&question.ask).to_owned(),
        },
        subtitle: format!(
            "{}; {}; one could tick several",
            numbered(teller, question),
            rows::base_in_words(base)
        ),
        answers: vec!["Those who answered".to_owned()],
        rows: (1..).zip(ticked).map(bar).collect(),
    }
}

/// The answer that most ticked.
fn finding(
    teller: &Teller<'_>,
    question: &Question,
    ticked: &[(usize, usize, String)],
) -> Option<Finding> {
    let count = |(dimension, place, _): &(usize, usize, String)| match teller
        .count(*dimension, Part::Category(*place))
    {
        Count::Shown(count) => Some(count),
        Count::Withheld => None,
    };
    let shown = ticked.iter().zip(1_u16..).filter_map(|(one, row)| Some((count(one)?, row, one)));
    let (most, row, (dimension, _, label)) =
        shown.max_by_key(|(count, row, _)| (*count, u16::MAX - row))?;
    let share = of_those_who_answered(Count::Shown(most), teller.count(*dimension, Part::Base))?;
    let reference = Reference { table: teller.tables.next(), row };
    let ask = teller.said(&question.ask);
    Some(Finding {
        words: format!("{ask} Most often ticked was “{label}”: {share}"), reference
    })
}
