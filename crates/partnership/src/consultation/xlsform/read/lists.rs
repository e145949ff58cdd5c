//! The lists of answers of the sheet `choices`.
//!
//! In come its rows; out go lists by name, each answer with the name that the form gives it.

use std::collections::BTreeMap;

use crate::consultation::answer::Answer;
use crate::consultation::answer::AnswerId;
use crate::consultation::answer::AnswerRole;
use crate::consultation::language::Language;
use crate::consultation::language::Words;
use crate::consultation::question_bank::Scale;
use crate::consultation::xlsform::names::OURS;
use crate::consultation::xlsform::names::list_of;
use crate::consultation::xlsform::names::nearest;
use crate::consultation::xlsform::names::role;
use crate::consultation::xlsform::remark::NotTaken;
use crate::consultation::xlsform::remark::Remark;
use crate::consultation::xlsform::table::Cells;
use crate::consultation::xlsform::table::Table;

/// A list: each answer with its name in the form.
#[derive(Debug, Clone)]
pub(super) struct List {
    /// The answers, in order.
    pub(super) answers: Vec<(String, Answer)>,
    /// The scale of the question bank that it is.
    pub(super) scale: Option<Scale>,
    /// The sheet and its first row.
    place: (&'static str, u32),
}

/// All lists by name.
pub(super) struct Lists(BTreeMap<String, List>);

impl Lists {
    /// The lists of the sheet.
    pub(super) fn of(
        choices: &Table<'_>,
        languages: &[Language],
        remarks: &mut Vec<Remark>,
    ) -> Lists {
        let mut lists: BTreeMap<String, List> = BTreeMap::new();
        for row in choices.rows() {
            if let Some(answer) = answer(&row, remarks) {
                let begun = List { answers: Vec::new(), scale: None, place: row.place() };
                let list = lists.entry(row.plain("list_name").to_owned()).or_insert(begun);
                list.answers.push((row.plain("name").to_owned(), answer));
            }
        }
        for (name, list) in &mut lists {
            let scale = Scale::ALL.into_iter().find(|scale| list_of(*scale) == *name);
            list.scale = scale.filter(|scale| is_scale(list, *scale, languages));
        }
        Lists(lists)
    }

    /// The name of each list, and its first row.
    pub(super) fn all(&self) -> impl Iterator<Item = (&String, (&'static str, u32))> {
        self.0.iter().map(|(name, list)| (name, list.place))
    }

    /// The list of that name.
    pub(super) fn named(&self, name: &str) -> Option<&List> {
        self.0.get(name)
    }
}

fn answer(row: &Cells<'_>, remarks: &mut Vec<Remark>) -> Option<Answer> {
    let name = row.plain("name");
    let Some(slug) = nearest(name, "answer").filter(|_| !name.is_empty()) else {
        row.is_told();
        remarks.push(row.remark("name", name, NotTaken::NoName));
        return None;
    };
    if slug.as_str() != name {
        remarks.push(row.remark("name", name, NotTaken::Renamed(slug.to_string())));
    }
    let ours = row.plain(OURS);
    let found = ROLES.into_iter().find(|one| role(*one) == ours);
    if found.is_none() {
        remarks.push(row.remark(OURS, ours, NotTaken::Ours));
    }
    let label = row.words("label", remarks);
    Some(Answer { id: AnswerId(slug), label, role: found.unwrap_or_default() })
}

const ROLES: [AnswerRole; 6] = [
    AnswerRole::Ordinary,
    AnswerRole::Other,
    AnswerRole::NoneOfThese,
    AnswerRole::DoNotKnow,
    AnswerRole::DoesNotApply,
    AnswerRole::PreferNotToSay,
];

/// Whether a list is a scale of the question bank in these languages.
fn is_scale(list: &List, scale: Scale, languages: &[Language]) -> bool {
    let said = |words: &Words| -> Vec<Option<String>> {
        languages.iter().map(|one| words.only_in(*one).map(str::to_owned)).collect()
    };
    let answers = scale.answers();
    answers.len() == list.answers.len()
        && answers.iter().zip(&list.answers).all(|(ours, (_, theirs))| {
            ours.id == theirs.id
                && ours.role == theirs.role
                && said(&ours.label) == said(&theirs.label)
        })
}
