//! The table of replies: a row for each reply, a column for each variable, codes in its cells.

use std::collections::BTreeMap;

use crate::consultation::export::Export;
use crate::consultation::export::Kept;
use crate::consultation::export::Lines;
use crate::consultation::export::made_up;
use crate::consultation::export::variables::Holds;
use crate::consultation::export::variables::Variable;
use crate::consultation::export::variables::code;
use crate::consultation::reply::Given;
use crate::consultation::results::coding::Category;
use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::Counted;

/// What a column takes its codes from: the coded replies of a version, and the place in them.
type Coding<'c> = Option<(&'c Coded, usize)>;

impl Export<'_> {
    /// The table of replies, in codes; [`Self::codebook`] tells what they mean.
    pub fn wide(&self) -> Lines {
        let answering = self.answering();
        let mut coded: BTreeMap<u32, Coded> = BTreeMap::new();
        for variable in self.variables.iter().filter(|one| one.question.is_some()) {
            let Some(version) = self.version(variable.version) else { continue };
            coded
                .entry(variable.version)
                .or_insert_with(|| Coded::of_versions(version.questionnaire(), &answering));
        }
        let coding: Vec<Coding<'_>> = self
            .variables
            .iter()
            .map(|variable| {
                let coded = coded.get(&variable.version)?;
                Some((coded, coded.find(&counted(variable)?)?))
            })
            .collect();
        let headings = self.variables.iter().map(|variable| variable.name.clone()).collect();
        let row = |(place, kept): (usize, &Kept<'_>)| {
            let before = Self::before(kept);
            let cell = |(variable, coding): (&Variable, &Coding<'_>)| match &variable.holds {
                Holds::Before(column) => before.get(*column).cloned().unwrap_or_default(),
                Holds::Noticed(signal) => {
                    let noticed = kept.noticed.is_some_and(|these| these.contains(signal));
                    if noticed { "1" } else { "0" }.to_owned()
                }
                Holds::MadeUp => made_up(self.label),
                Holds::Code(_) | Holds::Number | Holds::Words | Holds::OtherWords => {
                    cell(variable, kept, *coding, place)
                }
            };
            self.variables.iter().zip(&coding).map(cell).collect()
        };
        let rows = self.replies.iter().enumerate().map(row);
        std::iter::once(headings).chain(rows).collect()
    }
}

/// What tells whether something stands in a column.
fn counted(variable: &Variable) -> Option<Counted> {
    let question = || variable.question.as_ref().map(|asked| asked.id.clone());
    match &variable.holds {
        Holds::Code(counted) => Some(counted.clone()),
        Holds::Number | Holds::Words => question().map(Counted::Said),
        Holds::Before(_) | Holds::OtherWords | Holds::Noticed(_) | Holds::MadeUp => None,
    }
}

fn cell(variable: &Variable, kept: &Kept<'_>, coding: Coding<'_>, place: usize) -> String {
    let given = variable.question.as_ref().and_then(|asked| kept.reply.answers.get(&asked.id));
    if variable.holds == Holds::OtherWords {
        return match given {
            Some(Given::Chosen { other, .. }) => other.clone().unwrap_or_default(),
            _ => String::new(),
        };
    }
    let category = coding.and_then(|(coded, dimension)| {
        let code = coded.codes(dimension).get(place)?;
        coded.dimensions()[dimension].categories.get(*code).map(|(category, _)| category)
    });
    match (category, &variable.holds, given) {
        (Some(Category::Said), Holds::Number, Some(Given::Number(number))) => number.to_string(),
        // Words that are too long are words all the same.
        (Some(Category::Said | Category::Unclear), Holds::Words, Some(Given::Text(words))) => {
            words.clone()
        }
        (Some(category), _, _) => code(category).unwrap_or_default(),
        (None, _, _) => String::new(),
    }
}
