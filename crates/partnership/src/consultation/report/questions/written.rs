//! A question answered in words: how many wrote something, its themes, and what some wrote.

use crate::consultation::question::Question;
use crate::consultation::report::questions::Finding;
use crate::consultation::report::questions::Told;
use crate::consultation::report::questions::numbered;
use crate::consultation::report::questions::rows;
use crate::consultation::report::teller::Teller;
use crate::consultation::report::themes::ThemesOfQuestion;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::phrases::of_those_who_answered;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::content::Block;
use crate::content::Inline;
use crate::content::Reference;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::text;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;

pub(super) fn told(teller: &mut Teller<'_>, question: &Question) -> Told {
    let Some(dimension) = teller.dimension(&Counted::Said(question.id.clone())) else {
        return Told { blocks: Vec::new(), finding: None };
    };
    let what = format!("question {} (`{}`)", question.number, question.id);
    let mut drafted = rows::base_and_missing(teller, &what, question, dimension);
    if let Some(base) = drafted.first_mut() {
        base.heading = "Wrote something (base)".to_owned();
    }
    let mut columns = vec![Column::words("Replies that")];
    columns.extend(rows::columns(teller, dimension));
    // Words have no shares, so the columns between the count and the ways are left out.
    let ways = crate::consultation::report::channels::columns_of(teller, dimension).len();
    let from = columns.len() - ways;
    columns.drain(2..from);
    for row in &mut drafted {
        row.entries.drain(1..from - 1);
    }
    let caption = teller.commission.label.on(&numbered(teller, question));
    let name = format!("question-{}", question.id);
    let table = teller.tables.table(&name, caption, columns, drafted, Vec::new());
    let mut blocks = vec![Block::Table(table)];
    let found = teller.commission.themes.iter().find(|themes| themes.question == question.id);
    let finding = found.and_then(|themes| {
        let (more, finding) = themed(teller, question, dimension, themes);
        blocks.extend(more);
        finding
    });
    Told { blocks, finding }
}

/// The themes with their counts, and the quotations under them.
fn themed(
    teller: &mut Teller<'_>,
    question: &Question,
    dimension: usize,
    themes: &ThemesOfQuestion,
) -> (Vec<Block>, Option<Finding>) {
    // Nothing may tell the base where it is withheld.
    if teller.count(dimension, Part::Base) == Count::Withheld {
        let few = "Too few wrote something for their themes to be counted here.";
        return (vec![Block::Paragraph(vec![text(few)])], None);
    }
    let coded = teller.theme(dimension, None);
    let places = 0..themes.themes.len();
    let counts: Vec<Count> = places.map(|at| teller.theme(dimension, Some(at))).collect();
    let finding = finding(teller, question, themes, coded, &counts);
    let drafted = theme_rows(teller, question, themes, (coded, &counts));
    let columns = vec![
        Column::words("Theme"),
        Column::figures("Answers that speak of it"),
        Column::figures("Per cent of those coded"),
    ];
    let caption = teller.commission.label.on(&format!("{} Themes", numbered(teller, question)));
    let mut note =
        "An answer may speak of several themes, so the shares may add up to more than 100%."
            .to_owned();
    if themes.coded() < themes.of {
        note.push_str(" Not all answers are coded.");
    }
    let name = format!("themes-{}", question.id);
    let table = teller.tables.table(&name, caption, columns, drafted, vec![vec![text(note)]]);
    (std::iter::once(Block::Table(table)).chain(quotations(themes)).collect(), finding)
}

/// A row for each theme, and one for all answers that were coded.
fn theme_rows(
    teller: &Teller<'_>,
    question: &Question,
    themes: &ThemesOfQuestion,
    (coded, counts): (Count, &[Count]),
) -> Vec<Drafted> {
    themes
        .themes
        .iter()
        .zip(counts)
        .map(|(theme, count)| {
            let rests_on = vec![format!(
                "{}: question {} (`{}`): answers that the code frame puts under “{}”.",
                teller.of_which(),
                question.number,
                question.id,
                theme.title
            )];
            let value = teller.cell(*count);
            let share = Teller::entry(teller.share(*count, coded));
            let entries = vec![Entry::Counted { value, rests_on }, share];
            Drafted { heading: theme.title.clone(), entries, weight: RowWeight::Ordinary }
        })
        .chain([Drafted {
            heading: "Coded answers (base)".to_owned(),
            entries: vec![Teller::entry(teller.cell(coded)), Entry::Words(String::new())],
            weight: RowWeight::Strong,
        }])
        .collect()
}

/// What some wrote, with their consent, theme by theme.
fn quotations(themes: &ThemesOfQuestion) -> Option<Block> {
    let quoted = themes.themes.iter().flat_map(|theme| {
        theme.quotations.iter().map(|quotation| {
            let words = format!(": “{}”", quotation.words());
            vec![Inline::Strong(theme.title.clone()), text(words)]
        })
    });
    let quoted: Vec<Vec<Inline>> = quoted.collect();
    (!quoted.is_empty()).then_some(Block::List(quoted))
}

fn finding(
    teller: &Teller<'_>,
    question: &Question,
    themes: &ThemesOfQuestion,
    coded: Count,
    counts: &[Count],
) -> Option<Finding> {
    let shown = counts.iter().zip(0_u16..).filter_map(|(count, at)| match count {
        Count::Shown(count) => Some((*count, u16::MAX - at)),
        Count::Withheld => None,
    });
    let (most, back) = shown.max()?;
    let at = u16::MAX - back;
    let Count::Shown(coded) = coded else { return None };
    let theme = themes.themes.get(usize::from(at))?;
    let share = of_those_who_answered(Count::Shown(most), Count::Shown(coded))?;
    let share = share.replace("who answered", "whose words were coded");
    let (ask, title) = (teller.said(&question.ask), &theme.title);
    let words = format!("{ask} Most often written of was “{title}”: {share}");
    Some(Finding { words, reference: Reference { table: teller.tables.next(), row: at + 1 } })
}
