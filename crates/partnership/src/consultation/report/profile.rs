//! Who replied: by which way and when, how they were found, and how far they are like the population.

use crate::consultation::question::Question;
use crate::consultation::report::channels;
use crate::consultation::report::deleted;
use crate::consultation::report::questions::label;
use crate::consultation::report::sample;
use crate::consultation::report::teller::ARRIVAL;
use crate::consultation::report::teller::FLAGGED;
use crate::consultation::report::teller::Teller;
use crate::consultation::report::teller::WEIGHTED;
use crate::consultation::report::weights::Weights;
use crate::consultation::results::coding::Category;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::phrases::FEWEST_FOR_PER_CENT;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::consultation::weighting::KnownMargin;
use crate::content::Block;
use crate::content::Section;
use crate::content::table::Cell;
use crate::content::table::Column;
use crate::content::table::RowWeight;
use crate::content::table::Table;
use crate::content::table::decimal;
use crate::content::table::with_commas;
use crate::content::text;
use crate::evidence::tables::Drafted;
use crate::evidence::tables::Entry;
use crate::statistics::raking::Convergence;
use crate::terms::wording::capitalised;

/// The section. Its first table is of the ways, whose last row is of all replies.
pub(super) fn who_replied(teller: &mut Teller<'_>) -> Section {
    let mut blocks: Vec<Block> = deleted::told(teller.commission).into_iter().collect();
    blocks.push(Block::Table(ways(teller)));
    blocks.extend(by_way(teller).map(Block::Table));
    blocks.extend(flagged(teller).map(|words| Block::Paragraph(vec![text(words)])));
    blocks.push(Block::Paragraph(vec![text(sample::for_whom(teller))]));
    blocks.extend(sample::table(teller).map(Block::Table));
    for margin in teller.commission.margins {
        blocks.extend(profile(teller, margin).map(Block::Table));
    }
    blocks.extend(weighted(teller));
    Section { anchor: "who-replied".into(), heading: "Who replied".into(), blocks }
}

/// How replies came: by which way, and whether in time.
fn ways(teller: &mut Teller<'_>) -> Table {
    let arrival = teller.dimension(&Counted::Besides(ARRIVAL.into())).unwrap_or_default();
    let times: Vec<usize> = (0..teller.coded.dimensions()[arrival].categories.len()).collect();
    let mut columns = vec![Column::words("Way"), Column::figures("Replies")];
    for place in &times {
        let heading = label(teller, None, &teller.coded.dimensions()[arrival].categories[*place].0);
        columns.push(Column::figures(heading));
    }
    let line = |heading: String, part, weight| {
        let mut entries = vec![teller.counted(&heading, 0, part)];
        for place in &times {
            let time = (arrival, Part::Category(*place));
            let count = match part {
                Part::All | Part::Base => teller.count(arrival, time.1),
                Part::Category(_) => teller.both((0, part), time),
            };
            entries.push(Teller::entry(teller.cell(count)));
        }
        Drafted { heading, entries, weight }
    };
    let ways = channels::present(teller).into_iter().map(|(place, channel)| {
        let heading = capitalised(channel.in_words());
        line(heading, Part::Category(place), RowWeight::Ordinary)
    });
    let mut drafted: Vec<Drafted> = ways.collect();
    drafted.push(line("All replies".to_owned(), Part::All, RowWeight::Strong));
    let caption = teller.commission.label.on("Replies by the way they came");
    let note = "Replies that came early or late are counted with the others throughout.";
    teller.tables.table("ways", caption, columns, drafted, vec![vec![text(note)]])
}

/// How many answered each question, by the way that their replies came, where its answers are not told by way. Of a grid
/// that stands with its rows.
fn by_way(teller: &mut Teller<'_>) -> Option<Table> {
    let ways = channels::columns(teller);
    let published = teller.published.as_ref().filter(|_| !ways.is_empty())?;
    let asked = teller.commission.questionnaire()?;
    let first_of = |question: &Question| {
        let dimensions = teller.coded.dimensions().iter();
        let mut of = dimensions.enumerate().filter(|(_, one)| match &one.counted {
            Counted::Question(id)
            | Counted::Said(id)
            | Counted::Tick(id, _)
            | Counted::Place(id, _) => *id == question.id,
            Counted::Channel | Counted::Row(..) | Counted::Besides(_) => false,
        });
        of.next().map(|(dimension, _)| dimension)
    };
    let questions = asked.questions().filter_map(|question| Some((question, first_of(question)?)));
    let by_base =
        |dimension: usize| published.is_by_channel(dimension) && !published.is_split(dimension);
    let questions: Vec<_> = questions.filter(|(_, dimension)| by_base(*dimension)).collect();
    if questions.is_empty() {
        return None;
    }
    let drafted = questions.into_iter().map(|(question, dimension)| {
        let what = format!("question {} (`{}`), answered", question.number, question.id);
        let mut entries = vec![teller.counted(&what, dimension, Part::Base)];
        entries.extend(channels::entries_of_base(teller, dimension));
        let heading = format!("{}. {}", question.number, teller.said(&question.ask));
        Drafted { heading, entries, weight: RowWeight::Ordinary }
    });
    let drafted = drafted.collect();
    let mut columns = vec![Column::words("Question"), Column::figures("Answered (base)")];
    columns.extend(ways);
    let caption = teller.commission.label.on("Who answered, by the way they replied");
    let note = "Too few replied in one of these ways for their answers to be told apart.";
    Some(teller.tables.table("answered-by-way", caption, columns, drafted, vec![vec![text(note)]]))
}

/// How many replies were flagged, if any was.
pub(super) fn flagged(teller: &Teller<'_>) -> Option<String> {
    let dimension = teller.dimension(&Counted::Besides(FLAGGED.into()))?;
    let number = match teller.count(dimension, Part::Category(0)) {
        Count::Shown(count) => with_commas(count),
        Count::Withheld => "A few".to_owned(),
    };
    Some(format!(
        "{number} of the replies were flagged, such as for having the words of an earlier one or for coming in very quick \
         succession. None was taken out: they are counted with the others throughout."
    ))
}

/// How far those who replied are like the population in one respect.
fn profile(teller: &mut Teller<'_>, margin: &KnownMargin) -> Option<Table> {
    let questionnaire = teller.commission.questionnaire()?;
    let question = questionnaire.question(&margin.question)?;
    let dimension = teller.dimension(&Counted::Question(margin.question.clone()))?;
    let people = margin.people() as f64;
    let counts: Vec<(String, Count, f64)> = question
        .answers()
        .iter()
        .filter_map(|answer| {
            let number = *margin.population.get(&answer.id)? as f64;
            let place = teller.place(dimension, &Category::Answer(answer.id.clone()))?;
            let count = teller.count(dimension, Part::Category(place));
            Some((teller.said(&answer.label).to_owned(), count, 100.0 * number / people))
        })
        .collect();
    let sum = counts.iter().try_fold(0_u64, |sum, (_, count, _)| match count {
        Count::Shown(count) => Some(sum + count),
        Count::Withheld => None,
    });
    let what = format!("question {} (`{}`)", question.number, question.id);
    let rests_on = format!("{}: {what}; {}.", teller.of_which(), margin.source);
    let drafted = counts.into_iter().map(|(heading, count, population)| {
        let share = sum.and_then(|sum| Teller::per_cent(count, Count::Shown(sum)));
        beside(heading, share, population, &rests_on)
    });
    let drafted = drafted.collect();
    let columns = vec![
        Column::words("Group"),
        Column::figures("Of those who replied, per cent"),
        Column::figures("Of the population, per cent"),
        Column::figures("Gap, percentage points"),
    ];
    let ask = teller.said(&question.ask);
    let caption = format!("Those who replied beside the population: {ask}");
    let caption = teller.commission.label.on(&caption);
    let note = format!("Population: {}. Who did not say is in neither share.", margin.source);
    let name = format!("profile-{}", margin.question);
    Some(teller.tables.table(&name, caption, columns, drafted, vec![vec![text(note)]]))
}

/// A row of a group: its share of those who replied, that of the population, and the gap.
fn beside(heading: String, share: Option<f64>, population: f64, rests_on: &str) -> Drafted {
    let none = || Cell::Missing(format!("withheld, or base under {FEWEST_FOR_PER_CENT}"));
    let number = |value| Cell::Number { value, decimals: 1 };
    let rests_on = vec![format!("{heading}: {rests_on}")];
    let entries = vec![
        Entry::Counted { value: share.map_or_else(none, number), rests_on },
        Teller::entry(number(population)),
        Teller::entry(share.map_or_else(none, |share| number(share - population))),
    ];
    Drafted { heading, entries, weight: RowWeight::Ordinary }
}

/// What must be said of weights.
fn weighted(teller: &Teller<'_>) -> Option<Block> {
    let (title, words) = caution(teller)?;
    Some(Block::Caution { title: title.to_owned(), text: vec![text(words)] })
}

/// What must be said of weights, under its title; nothing where none are asked for.
pub(super) fn caution(teller: &Teller<'_>) -> Option<(&'static str, String)> {
    let told = match teller.weights.as_ref()? {
        Err(why) => {
            ("No weights", format!("Shares could not be weighted to these margins: {why}."))
        }
        Ok(weights) => ("Weighted shares", of_weights(teller, weights)),
    };
    Some(told)
}

/// What weighted shares count, what the weights cost and what they do not mend.
fn of_weights(teller: &Teller<'_>, weights: &Weights) -> String {
    let dimension = teller.dimension(&Counted::Besides(WEIGHTED.into()));
    let number = match dimension.map(|at| teller.count(at, Part::Category(0))) {
        Some(Count::Shown(count)) => format!("the {} replies", with_commas(count)),
        Some(Count::Withheld) | None => "the replies".to_owned(),
    };
    let published = teller.published.as_ref();
    let may_tell =
        published.is_some_and(|all| weights.weighted.may_tell_groups(&teller.coded, all));
    let (convergence, furthest) = weights.convergence;
    // Each of these figures can be undone into how many of a group replied.
    let cost = if may_tell {
        format!(
            "They tell as much as {} replies of equal weight would; the largest weight is {} times the mean.",
            decimal(weights.effective, 0),
            decimal(weights.largest, 1)
        )
    } else {
        "What the weights cost and how far they are apart is not told, since it would tell how few of a group replied."
            .to_owned()
    };
    let met = match convergence {
        Convergence::Met => String::new(),
        Convergence::NotMet if may_tell => format!(
            " The margins are not met: one is {}% of the population away.",
            decimal(100.0 * furthest, 1)
        ),
        Convergence::NotMet => " The margins are not met.".to_owned(),
    };
    format!(
        "Weighted shares count {number} that tell where they belong as if each group had replied in proportion to its \
         size. {cost}{met} Weights mend who replied only as far as these groups tell, and do not make those who chose to \
         reply speak for others. No weighted share is given of a question where few of a group gave an answer."
    )
}
