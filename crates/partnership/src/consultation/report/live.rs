//! The results question by question, for those who watch them come in.
//!
//! In comes what a report is made of; out goes each question with its finding, its charts and tables and the groups that
//! it is set against, beside the document of all. Counts are withheld as the whole report withholds them, so that the
//! two published side by side give nothing away.

use crate::consultation::answer::QuestionId;
use crate::consultation::question::Manner;
use crate::consultation::questionnaire::About;
use crate::consultation::report::channels;
use crate::consultation::report::commission::Commission;
use crate::consultation::report::crossing;
use crate::consultation::report::crossing::Pair;
use crate::consultation::report::method;
use crate::consultation::report::profile;
use crate::consultation::report::questions;
use crate::consultation::report::questions::Said;
use crate::consultation::report::sample;
use crate::consultation::report::teller::Teller;
use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::Counted;
use crate::consultation::results::coding::InBase;
use crate::consultation::results::phrases::FEWEST_FOR_PER_CENT;
use crate::consultation::results::tables::Count;
use crate::consultation::results::tables::Part;
use crate::content::Block;
use crate::content::Document;
use crate::content::table::Cell;
use crate::content::table::Table;
use crate::content::table::with_commas;
use crate::terms::wording::capitalised;

/// The results.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// All of them in one document.
    pub document: Document,
    /// How many replied by each way in words, and at the end all.
    pub totals: Vec<(String, Count)>,
    /// For whom those who replied speak.
    pub speaks: String,
    /// How many replies were flagged, if any was.
    pub flagged: Option<String>,
    /// What to bear in mind of weighted shares under a title, where any stand beside the unweighted ones; or why none do.
    pub weights: Option<(&'static str, String)>,
    /// How many figures of all tables are withheld, and how many there are.
    pub withheld: (usize, usize),
    /// Counts below this one are withheld.
    pub smallest_shown: u64,
    /// Each question, in the order of the questionnaire.
    pub questions: Vec<OfQuestion>,
}

/// What a question came to.
#[derive(Debug, Clone, PartialEq)]
pub struct OfQuestion {
    /// Its short name.
    pub id: QuestionId,
    /// The heading of its section.
    pub section: String,
    /// It with its number.
    pub heading: String,
    /// What is found in a few words, such as "“Yes”: 57% of the 772 who answered", if anything is.
    pub finding: Option<String>,
    /// How many answered; of a grid, from the row that fewest answered to the one that most did.
    pub answered: (Count, Count),
    /// How many did not.
    pub missing: Missing,
    /// Whether it is answered in words.
    pub is_words: bool,
    /// Whether it asks about the person, by which others are set against it.
    pub is_about_person: bool,
    /// Whether so few answered some part of it that no shares are given.
    pub is_few: bool,
    /// How many figures of its tables are withheld.
    pub withheld: usize,
    /// Its charts and tables.
    pub blocks: Vec<Block>,
    /// The groups that the whole report sets against it, those that are left out among them.
    pub groups: Vec<SetAgainst>,
}

/// How many are not in the base of a question: they left it out, were not asked, or their answer was unclear or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// So many.
    Shown(u64),
    /// One of the counts that make it up is withheld.
    Withheld,
    /// Each row of a grid has its own.
    ByRow,
}

/// Groups that are set against a question.
#[derive(Debug, Clone, PartialEq)]
pub struct SetAgainst {
    /// The question about the person that tells the groups apart.
    pub by: QuestionId,
    /// It with its number.
    pub words: String,
    /// Whether it is left out, since it would say little or give something away.
    pub is_left_out: bool,
    /// The chart and the table, or why there is none.
    pub blocks: Vec<Block>,
}

/// Composes the results alone, for those who watch them come in: who replied, and each question.
///
/// `crossed` are two things to set against each other, by their places in the list that [`super::crossable`] gives; without
/// them the pairs of the whole report are, and each question has those that it is in. The counts of that report are
/// withheld as it withholds them, so that the two published side by side give nothing away. A pair that somebody chose
/// is for those only who may read replies: one choice after another could tell what each of them withholds.
pub fn results(commission: &Commission<'_>, crossed: Option<(usize, usize)>) -> Results {
    let chosen = |coded: &Coded| {
        let listed = crossing::crossable(coded);
        let (one, other) = crossed?;
        Some((*listed.get(one)?, *listed.get(other)?)).filter(|(one, other)| one != other)
    };
    let wanted = |coded: &Coded, commission: &Commission<'_>| {
        let mut pairs = crossing::by_default(coded, commission);
        pairs.extend(chosen(coded));
        pairs
    };
    let mut teller = Teller::of(commission, &wanted);
    let mut sections = vec![profile::who_replied(&mut teller)];
    let groups = match chosen(&teller.coded) {
        Some(pair) => crossing::chosen(&mut teller, pair),
        None => None,
    };
    let is_chosen = groups.is_some();
    sections.extend(groups);
    let said = questions::all(&mut teller);
    sections.extend(questions::sections(&said).0);
    let pairs = if is_chosen { Vec::new() } else { crossing::told(&mut teller) };
    sections.extend(crossing::section(&teller, &pairs));
    sections.push(method::section(&teller));
    let document = teller.document(sections);
    let listed = said.iter().flat_map(|section| {
        section.questions.iter().map(move |one| (section.heading.as_str(), one))
    });
    Results {
        totals: totals(&teller),
        speaks: sample::for_whom(&teller),
        flagged: profile::flagged(&teller),
        weights: profile::caution(&teller),
        withheld: withheld(document.tables()),
        smallest_shown: commission.profile.smallest_shown(),
        questions: listed
            .filter_map(|(section, one)| of_question(&teller, section, one, &pairs))
            .collect(),
        document,
    }
}

fn totals(teller: &Teller<'_>) -> Vec<(String, Count)> {
    let ways = channels::present(teller)
        .into_iter()
        .map(|(place, way)| (capitalised(way.in_words()), teller.count(0, Part::Category(place))));
    ways.chain([("All replies".to_owned(), teller.count(0, Part::All))]).collect()
}

/// How many figures of some tables are withheld, and how many there are.
fn withheld<'t>(tables: impl Iterator<Item = &'t Table>) -> (usize, usize) {
    let cells = tables.flat_map(|table| &table.rows).flat_map(|row| row.cells.iter().skip(1));
    cells.fold((0, 0), |(withheld, all), cell| match cell {
        Cell::Withheld(_) => (withheld + 1, all + 1),
        Cell::Words(_) => (withheld, all),
        _ => (withheld, all + 1),
    })
}

fn of_question(
    teller: &Teller<'_>,
    section: &str,
    said: &Said,
    pairs: &[Pair],
) -> Option<OfQuestion> {
    let questionnaire = teller.commission.questionnaire()?;
    let question = questionnaire.question(&said.question)?;
    let of_person = questionnaire.sections().iter().filter(|one| one.about == About::You);
    let ask = teller.said(&question.ask);
    let dimensions = dimensions_of(&teller.coded, &question.id);
    let here = |pair: &&Pair| question_of(&teller.coded, pair.of.1) == Some(&question.id);
    let answered = answered(teller, &dimensions);
    let tables = said.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    Some(OfQuestion {
        id: question.id.clone(),
        section: section.to_owned(),
        heading: said.heading.clone(),
        finding: said
            .finding
            .as_ref()
            .map(|found| found.words.strip_prefix(ask).unwrap_or(&found.words).trim().to_owned()),
        answered,
        missing: missing(teller, &dimensions),
        is_words: matches!(question.manner, Manner::ShortText(_) | Manner::LongText(_)),
        is_about_person: of_person
            .flat_map(|section| &section.questions)
            .any(|one| one.id == question.id),
        is_few: matches!(answered.0, Count::Shown(fewest) if fewest < FEWEST_FOR_PER_CENT),
        withheld: withheld(tables).0,
        blocks: said.blocks.clone(),
        groups: pairs.iter().filter(here).filter_map(|pair| against(teller, pair)).collect(),
    })
}

fn against(teller: &Teller<'_>, pair: &Pair) -> Option<SetAgainst> {
    Some(SetAgainst {
        by: question_of(&teller.coded, pair.of.0)?.clone(),
        words: crossing::name_of(teller, pair.of.0),
        is_left_out: pair.is_left_out,
        blocks: pair.blocks.clone(),
    })
}

/// The dimensions that a question has, as it was asked.
fn dimensions_of(coded: &Coded, question: &QuestionId) -> Vec<usize> {
    let of = |dimension: &usize| {
        coded.joined(*dimension).is_none() && question_of(coded, *dimension) == Some(question)
    };
    (0..coded.dimensions().len()).filter(of).collect()
}

/// The question that a dimension is of, also where its answers are put together.
fn question_of(coded: &Coded, dimension: usize) -> Option<&QuestionId> {
    let dimension = coded.joined(dimension).map_or(dimension, |joined| joined.of);
    match &coded.dimensions()[dimension].counted {
        Counted::Question(id)
        | Counted::Said(id)
        | Counted::Row(id, _)
        | Counted::Tick(id, _)
        | Counted::Place(id, _) => Some(id),
        Counted::Channel | Counted::Besides(_) => None,
    }
}

/// The least and the greatest base of some dimensions; withheld where one is.
fn answered(teller: &Teller<'_>, dimensions: &[usize]) -> (Count, Count) {
    let bases = dimensions.iter().map(|dimension| match teller.count(*dimension, Part::Base) {
        Count::Shown(base) => Some(base),
        Count::Withheld => None,
    });
    let bases: Option<Vec<u64>> = bases.collect();
    let ends = bases.and_then(|all| Some((*all.iter().min()?, *all.iter().max()?)));
    match ends {
        Some((least, most)) => (Count::Shown(least), Count::Shown(most)),
        None => (Count::Withheld, Count::Withheld),
    }
}

/// The sum of what is outside the base, where each of its counts is shown.
fn missing(teller: &Teller<'_>, dimensions: &[usize]) -> Missing {
    let outside = |dimension: usize| {
        let mut places = teller.categories(dimension, InBase::No).into_iter();
        places.try_fold(0, |sum, place| match teller.count(dimension, Part::Category(place)) {
            Count::Shown(count) => Some(sum + count),
            Count::Withheld => None,
        })
    };
    let Some(all) = dimensions.iter().map(|one| outside(*one)).collect::<Option<Vec<u64>>>() else {
        return Missing::Withheld;
    };
    match all.split_first() {
        Some((first, rest)) if rest.iter().all(|one| one == first) => Missing::Shown(*first),
        Some(_) => Missing::ByRow,
        None => Missing::Withheld,
    }
}

impl OfQuestion {
    /// How many answered and how many are missing, such as "772 answered, 12 missing" or "690 to 741 answered, by row".
    pub fn answered_in_words(&self) -> String {
        let answered = match self.answered {
            (Count::Shown(least), Count::Shown(most)) if least == most => {
                format!("{} answered", with_commas(least))
            }
            (Count::Shown(least), Count::Shown(most)) => {
                format!("{} to {} answered, by row", with_commas(least), with_commas(most))
            }
            _ => "the number who answered is withheld".to_owned(),
        };
        match (self.missing, self.answered.0) {
            (Missing::Shown(missing), _) => format!("{answered}, {} missing", with_commas(missing)),
            (Missing::Withheld, Count::Shown(_)) => {
                format!("{answered}; how many are missing is withheld")
            }
            (Missing::Withheld | Missing::ByRow, _) => answered,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::questionnaire::tests::id;
    use crate::consultation::report::tests::with;
    use crate::content::table::Row;

    #[test]
    fn the_results_have_each_question_with_what_the_report_says_of_it() {
        let mut all = None;
        let whole = with(|commission| all = Some(results(commission, None)));
        let all = all.unwrap();
        let sections: Vec<&str> =
            all.document.sections.iter().map(|one| one.anchor.as_str()).collect();
        assert_eq!(sections, ["who-replied", "section-1", "section-2", "groups", "method"]);
        assert_eq!(all.totals.last(), Some(&("All replies".to_owned(), Count::Shown(130))));
        // What the results show of a table, the report shows too, so nothing can be worked out from the two together.
        let tables = |document: &Document| -> Vec<(String, Vec<Row>)> {
            document.tables().map(|table| (table.caption.clone(), table.rows.clone())).collect()
        };
        let (here, there) = (tables(&all.document), tables(&whole.document));
        assert!(here.iter().all(|one| there.contains(one)), "{here:?} {there:?}");
        let of_questions = all.questions.iter().flat_map(|one| {
            let groups = one.groups.iter().flat_map(|groups| &groups.blocks);
            one.blocks.iter().chain(groups)
        });
        let of_questions: Vec<&Table> = of_questions
            .filter_map(|block| match block {
                Block::Table(table) => Some(table),
                _ => None,
            })
            .collect();
        assert!(of_questions.len() > 4);
        for table in of_questions {
            assert!(here.contains(&(table.caption.clone(), table.rows.clone())), "{table:?}");
        }
    }

    #[test]
    fn a_question_tells_how_many_answered_and_how_many_are_missing() {
        let mut all = None;
        with(|commission| all = Some(results(commission, None)));
        let all = all.unwrap();
        let of = |name: &str| all.questions.iter().find(|one| one.id == id(name)).unwrap();
        let victim = of("victim");
        assert!(victim.heading.ends_with("A victim?"), "{victim:?}");
        assert_eq!(victim.finding.as_deref(), Some("“Yes”: 57% of the 70 who answered"));
        assert_eq!(victim.answered_in_words(), "70 answered, 60 missing");
        assert!(!victim.is_few && !victim.is_words && !victim.is_about_person);
        assert!(of("better").is_words && of("carer").is_about_person);
        let by: Vec<&QuestionId> = victim.groups.iter().map(|one| &one.by).collect();
        assert!(by.contains(&&id("carer")), "{by:?}");
        assert!(of("carer").groups.is_empty());
    }
}
