//! Groups set against each other: what those of one age said beside those of another.
//!
//! By default each question about views with one answer is set against each question about the person with a few, and
//! against the area where so many replied that areas can be told apart. Answers that can be put together to fewer are, as
//! long as replies are few; a pair that still says little is named and left out.

use crate::consultation::question::Manner;
use crate::consultation::question::Question;
use crate::consultation::questionnaire::About;
use crate::consultation::report::bars;
use crate::consultation::report::commission::Commission;
use crate::consultation::report::questions::label;
use crate::consultation::report::teller::Teller;
use crate::consultation::report::teller::language;
use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::coding::InBase;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::content::Block;
use crate::content::Reference;
use crate::content::Section;
use crate::content::chart::ShareRow;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::content::table::with_commas;
use crate::content::text;
use crate::evidence::tables::Drafted;

/// With more answers a question about the person makes too many small groups.
const MOST_GROUPS: usize = 10;
/// So many replies an area has on average if areas are set against each other.
const REPLIES_AN_AREA: usize = 100;

/// The pairs that a report sets against each other.
pub(super) fn by_default(coded: &Coded, commission: &Commission<'_>) -> Vec<(usize, usize)> {
    let Some(questionnaire) = commission.questionnaire() else { return Vec::new() };
    let of = |about: About, fits: &dyn Fn(&Question, usize) -> bool| {
        let sections = questionnaire.sections().iter().filter(|section| section.about == about);
        let questions = sections.flat_map(|section| &section.questions).filter_map(|question| {
            let dimension = coded.find(&Counted::Question(question.id.clone()))?;
            let fits = !coded.is_alone(dimension) && fits(question, dimension);
            fits.then(|| coded.shortest(dimension))
        });
        questions.collect::<Vec<usize>>()
    };
    let views = of(About::Views, &|question, _| !matches!(question.manner, Manner::Postcode(_)));
    let groups = of(About::You, &|question, dimension| {
        let categories = &coded.dimensions()[dimension].categories;
        let groups = categories.iter().filter(|(_, in_base)| *in_base == InBase::Yes).count();
        match question.manner {
            Manner::Postcode(_) => groups > 1 && coded.replies() >= groups * REPLIES_AN_AREA,
            _ => groups <= MOST_GROUPS,
        }
    });
    let against = |view: &usize| groups.iter().map(|group| (*group, *view)).collect::<Vec<_>>();
    views.iter().flat_map(against).collect()
}

/// A pair as it is told: its chart and table, or why it is left out.
pub(super) struct Pair {
    /// The groups and what they said, by their places among the dimensions.
    pub(super) of: (usize, usize),
    /// Whether it is left out.
    pub(super) is_left_out: bool,
    /// What is told.
    pub(super) blocks: Vec<Block>,
}

/// The pairs that the report sets against each other, in their order; none where there are too few replies for any count.
pub(super) fn told(teller: &mut Teller<'_>) -> Vec<Pair> {
    if teller.published.is_none() {
        return Vec::new();
    }
    let pairs = teller.pairs.clone();
    let tell = |pair: &(usize, usize)| Pair {
        of: *pair,
        is_left_out: is_left_out(teller, *pair),
        blocks: pair_blocks(teller, *pair),
    };
    pairs.iter().map(tell).collect()
}

/// The section of all pairs; none where there are none.
pub(super) fn section(teller: &Teller<'_>, pairs: &[Pair]) -> Option<Section> {
    let (left_out, told): (Vec<&Pair>, Vec<&Pair>) =
        pairs.iter().partition(|pair| pair.is_left_out);
    let mut blocks: Vec<Block> = told.iter().flat_map(|pair| pair.blocks.iter().cloned()).collect();
    if !left_out.is_empty() {
        let why = "Left out, since most of their counts would be withheld or fewer than two groups told, or since \
                   counts of all replies would have been withheld for their sake:";
        blocks.push(Block::Paragraph(vec![text(why)]));
        let name = |pair: &&Pair| vec![text(caption(teller, pair.of))];
        blocks.push(Block::List(left_out.iter().map(name).collect()));
    }
    let heading = "Groups set against each other".to_owned();
    (!blocks.is_empty()).then(|| Section { anchor: "groups".into(), heading, blocks })
}

/// The section of the one pair that somebody chose.
pub(super) fn chosen(teller: &mut Teller<'_>, pair: (usize, usize)) -> Option<Section> {
    let heading = "One thing by another".to_owned();
    teller.published.as_ref()?;
    Some(Section { anchor: "chosen".into(), heading, blocks: pair_blocks(teller, pair) })
}

fn is_left_out(teller: &Teller<'_>, (groups, said): (usize, usize)) -> bool {
    teller.published.as_ref().is_some_and(|all| {
        all.left_out().contains(&(groups, said)) || all.left_out().contains(&(said, groups))
    })
}

/// What was said, by which groups.
fn caption(teller: &Teller<'_>, (groups, said): (usize, usize)) -> String {
    format!("{} By: {}", name_of(teller, said), name_of(teller, groups))
}

/// A dimension in words; of answers put together, the question that they answer.
pub(super) fn name_of(teller: &Teller<'_>, dimension: usize) -> String {
    let of = teller.coded.joined(dimension).map_or(dimension, |joined| joined.of);
    title(teller.commission, &teller.coded.dimensions()[of].counted)
}

/// The things that can be set against each other, by their places among the dimensions.
pub(super) fn crossable(coded: &Coded) -> Vec<usize> {
    let all = coded.dimensions().iter().enumerate();
    let plain = all.filter(|(_, one)| !matches!(one.counted, Counted::Besides(_)));
    plain.map(|(at, _)| at).collect()
}

/// Those things in words.
pub(super) fn named(commission: &Commission<'_>) -> Vec<String> {
    let Some(asked) = commission.questionnaire() else { return Vec::new() };
    let coded = Coded::of_versions(asked, &[]);
    let name = |at: &usize| title(commission, &coded.dimensions()[*at].counted);
    crossable(&coded).iter().map(name).collect()
}

/// What a dimension is, with the number of its question.
fn title(commission: &Commission<'_>, counted: &Counted) -> String {
    let language = language(commission);
    let question = |id| commission.questionnaire().and_then(|all| all.question(id));
    let asked = |id| {
        question(id).map_or(String::new(), |question: &Question| {
            format!("{}. {}", question.number, question.ask.said_in(language))
        })
    };
    match counted {
        Counted::Channel => "By which way the reply came".to_owned(),
        Counted::Question(id) | Counted::Said(id) => asked(id),
        Counted::Row(id, row) | Counted::Place(id, row) => {
            let rows = question(id).map(Question::rows).unwrap_or_default();
            let row = rows.iter().find(|one| one.id == *row);
            format!("{} {}", asked(id), row.map_or("", |row| row.label.said_in(language)))
        }
        Counted::Tick(id, answer) => {
            let answer = question(id).and_then(|question| question.answer(answer));
            format!("{} {}", asked(id), answer.map_or("", |one| one.label.said_in(language)))
        }
        Counted::Besides(words) => crate::terms::wording::capitalised(words),
    }
}

/// A chart and a table of one pair: the groups in rows, what they said in columns.
fn pair_blocks(teller: &mut Teller<'_>, (groups, said): (usize, usize)) -> Vec<Block> {
    let caption = caption(teller, (groups, said));
    if is_left_out(teller, (groups, said)) {
        let why = "most of its counts would be withheld or fewer than two groups told, or counts of all replies would \
                   have been withheld for its sake.";
        return vec![Block::Paragraph(vec![text(format!("{caption}: left out, since {why}"))])];
    }
    let bars = bars::Drafted {
        name: format!("groups-{}", teller.tables.next()),
        title: caption.clone(),
        subtitle: "Each group by those in it who answered".to_owned(),
        answers: names(teller, said, InBase::Yes),
        rows: bar_rows(teller, (groups, said)),
    };
    let chart = bars::chart(teller, bars).map(Block::Chart);
    let table = pair_table(teller, (groups, said), &caption);
    chart.into_iter().chain([Block::Table(table)]).collect()
}

/// The categories of a dimension in words.
fn names(teller: &Teller<'_>, dimension: usize, wanted: InBase) -> Vec<String> {
    let places = teller.categories(dimension, wanted).into_iter();
    places.map(|place| named_category(teller, dimension, place)).collect()
}

fn named_category(teller: &Teller<'_>, dimension: usize, place: usize) -> String {
    let dimension = &teller.coded.dimensions()[dimension];
    let asked = teller.commission.questionnaire();
    let question = match &dimension.counted {
        Counted::Question(id) | Counted::Row(id, _) => asked.and_then(|all| all.question(id)),
        Counted::Channel
        | Counted::Tick(..)
        | Counted::Place(..)
        | Counted::Said(_)
        | Counted::Besides(_) => None,
    };
    label(teller, question, &dimension.categories[place].0)
}

fn bar_rows(teller: &Teller<'_>, (groups, said): (usize, usize)) -> Vec<ShareRow> {
    let table = teller.tables.next();
    let answers = teller.categories(said, InBase::Yes);
    let row = |(group, row): (&usize, u16)| {
        let group = (groups, Part::Category(*group));
        let base = teller.both(group, (said, Part::Base));
        let count = |place: &usize| teller.both(group, (said, Part::Category(*place)));
        let Part::Category(place) = group.1 else { return None };
        Some(ShareRow {
            label: named_category(teller, groups, place),
            per_cent: answers.iter().map(|at| Teller::per_cent(count(at), base)).collect(),
            said: match base {
                Count::Shown(base) => format!("of {}", with_commas(base)),
                Count::Withheld => "[c]".to_owned(),
            },
            reference: Reference { table, row },
        })
    };
    teller.categories(groups, InBase::Yes).iter().zip(1..).filter_map(row).collect()
}

fn pair_table(teller: &mut Teller<'_>, (groups, said): (usize, usize), caption: &str) -> Table {
    let answers = teller.categories(said, InBase::Yes);
    let mut columns = vec![Column::words("Group")];
    columns.extend(names(teller, said, InBase::Yes).into_iter().map(Column::figures));
    columns.push(Column::figures("Answered (base)"));
    let in_row = |heading: String, group: Part, weight| {
        let both = |part| teller.both((groups, group), (said, part));
        let cells = answers.iter().map(|place| Part::Category(*place)).chain([Part::Base]);
        let entries = cells.map(|part| Teller::entry(teller.cell(both(part)))).collect();
        Drafted { heading, entries, weight }
    };
    let row = |place: usize| {
        let heading = named_category(teller, groups, place);
        in_row(heading, Part::Category(place), RowWeight::Ordinary)
    };
    let mut drafted: Vec<Drafted> =
        teller.categories(groups, InBase::Yes).into_iter().map(row).collect();
    drafted.push(in_row("All of these groups".to_owned(), Part::Base, RowWeight::Strong));
    for row in &mut drafted {
        let rests_on = format!("{}: {caption} “{}”.", teller.of_which(), row.heading);
        if let Some(crate::evidence::tables::Entry::Counted { rests_on: known, .. }) =
            row.entries.first_mut()
        {
            known.push(rests_on);
        }
    }
    let name = format!("groups-{}", teller.tables.next());
    let note = "Counts, not shares. Who did not answer both is in none of them.";
    let caption = teller.commission.label.on(caption);
    teller.tables.table(&name, caption, columns, drafted, vec![vec![text(note)]])
}
