//! Rows and groups of `survey` as questions.
//!
//! In come rows in their groups; out go typed questions, each with the rows whose conditions it hangs on. Routes are set
//! at the end, when all questions are known.

mod grid;

use std::collections::BTreeSet;

use crate::consultation::answer::Answer;
use crate::consultation::answer::AnswerId;
use crate::consultation::answer::AnswerRole;
use crate::consultation::answer::QuestionId;
use crate::consultation::answer::Row;
use crate::consultation::condition::Condition;
use crate::consultation::language::Language;
use crate::consultation::language::Words;
use crate::consultation::question::Kind;
use crate::consultation::question::Need;
use crate::consultation::question::TypedQuestion;
use crate::consultation::questionnaire::TypedSection;
use crate::consultation::xlsform::expression::parsed;
use crate::consultation::xlsform::names::OURS;
use crate::consultation::xlsform::names::is_kept;
use crate::consultation::xlsform::names::nearest;
use crate::consultation::xlsform::read::groups::Node;
use crate::consultation::xlsform::read::lists::Lists;
use crate::consultation::xlsform::read::manner;
use crate::consultation::xlsform::read::manner::OrOther;
use crate::consultation::xlsform::read::manner::Type;
use crate::consultation::xlsform::read::routes;
use crate::consultation::xlsform::remark::NotTaken;
use crate::consultation::xlsform::remark::Remark;
use crate::consultation::xlsform::table::Cells;

/// A question that was read, and what its routes will be made of.
pub(super) struct Draft<'t> {
    /// The question.
    pub(super) typed: TypedQuestion,
    /// The place of its section.
    section: usize,
    /// Its row.
    row: Cells<'t>,
    /// The rows of the groups around it that have conditions.
    around: Vec<Cells<'t>>,
    /// The name of its list.
    list: &'t str,
}

/// Reads questions one after another.
pub(super) struct Reader<'t> {
    lists: Lists,
    drafts: Vec<Draft<'t>>,
    /// The lists that questions have.
    used: BTreeSet<String>,
    /// What was not taken so far.
    pub(super) remarks: Vec<Remark>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(lists: Lists, remarks: Vec<Remark>) -> Reader<'t> {
        Reader { lists, drafts: Vec::new(), used: BTreeSet::new(), remarks }
    }

    /// Whether no question was read yet for the section at that place.
    pub(super) fn asks_nothing_in(&self, section: usize) -> bool {
        self.drafts.last().is_none_or(|draft| draft.section != section)
    }

    /// A row or a group in a section, under the conditions of the groups around it.
    pub(super) fn node(&mut self, node: &Node<'t>, section: usize, around: &[Cells<'t>]) {
        match node {
            Node::Row(row) => self.row(*row, section, around),
            Node::Group(begin, inside) if self.is_question(begin, inside) => {
                self.group(*begin, inside, section, around);
            }
            Node::Group(begin, inside) => {
                let found = begin.plain("name");
                self.remarks.push(begin.remark("name", found, NotTaken::Group));
                let mut around = around.to_vec();
                around.extend((!begin.plain("relevant").is_empty()).then_some(*begin));
                for node in inside {
                    self.node(node, section, &around);
                }
            }
        }
    }

    fn row(&mut self, row: Cells<'t>, section: usize, around: &[Cells<'t>]) {
        let written = row.plain("type");
        match manner::of(written, row.plain("appearance")) {
            Type::Refused(why) => {
                row.is_told();
                let (column, found) =
                    if written.is_empty() { ("", row.first()) } else { ("type", written) };
                self.remarks.push(row.remark(column, found, why));
            }
            Type::Asks(kind, list, other) => {
                if kind != Kind::ShortText || !self.is_beside_other(row, section) {
                    self.question(row, (kind, list, other), section, around);
                }
            }
        }
    }

    fn question(
        &mut self,
        row: Cells<'t>,
        (mut kind, list, other): (Kind, Option<&'t str>, OrOther),
        section: usize,
        around: &[Cells<'t>],
    ) {
        let Some(id) = self.id(row) else { return };
        let ours = row.plain(OURS);
        let kept_as = manner::area(ours).filter(|_| kind == Kind::ShortText);
        if kept_as.is_some() {
            kind = Kind::Postcode;
        } else if !ours.is_empty() {
            self.remarks.push(row.remark(OURS, ours, NotTaken::Ours));
        }
        let hint = row.words("hint", &mut self.remarks);
        let help = (hint != Words::default()).then_some(hint);
        let (ask, need) = (row.words("label", &mut self.remarks), self.need(row));
        let mut typed = TypedQuestion { kept_as, help, need, ..TypedQuestion::bare(id, kind, ask) };
        if matches!(kind, Kind::OneOf | Kind::AnyOf | Kind::Scale | Kind::Ranking) {
            self.answers(&mut typed, row, list.unwrap_or_default(), other);
        }
        self.look(&row, &["likert", "multiline"]);
        for left in manner::limit(&mut typed, row.plain("constraint")) {
            self.remarks.push(row.remark("constraint", left, NotTaken::Constraint));
        }
        let (around, list) = (around.to_vec(), list.unwrap_or_default());
        self.drafts.push(Draft { typed, section, row, around, list });
    }

    /// The answers or items of a list.
    fn answers(&mut self, typed: &mut TypedQuestion, row: Cells<'t>, list: &str, other: OrOther) {
        let Some(found) = self.lists.named(list) else {
            self.remarks.push(row.remark("type", list, NotTaken::NoList));
            return;
        };
        self.used.insert(list.to_owned());
        let answers = found.answers.iter().map(|(_, answer)| answer.clone());
        if typed.kind == Kind::Ranking {
            typed.rows =
                answers.map(|one| Row { id: QuestionId(one.id.0), label: one.label }).collect();
        } else if found.scale.is_some() && other == OrOther::No {
            typed.scale = found.scale;
        } else {
            typed.answers = answers.collect();
            typed.answers.extend((other == OrOther::Yes).then(something_else).flatten());
        }
    }

    /// Whether the row is the line beside "other" of the question before it; the answer then has that part.
    ///
    /// It is where the row is asked just when one answer of that question is chosen, and the row is
    /// named after the question, or the question takes several answers, from which no route can
    /// begin.
    fn is_beside_other(&mut self, row: Cells<'t>, section: usize) -> bool {
        let Some(last) = self.drafts.last() else { return false };
        let Ok(asked) = self.condition(row) else { return false };
        let before = self.condition(last.row).map(parts).unwrap_or_default();
        let mut own = parts(asked).into_iter().filter(|part| !before.contains(part));
        let (Some(Condition::Chosen(question, answer)), None) = (own.next(), own.next()) else {
            return false;
        };
        let named = row.plain("name").strip_prefix(last.row.plain("name"));
        let named = named.is_some_and(|rest| rest.starts_with('_'));
        let several = last.typed.kind == Kind::AnyOf;
        if question != last.typed.id || last.section != section {
            return false;
        }
        let Some(last) = self.drafts.last_mut() else { return false };
        let others = |one: &&Answer| one.role == AnswerRole::Other && one.id != answer;
        let another = last.typed.answers.iter().find(others).is_some();
        let answers = last.typed.answers.iter_mut();
        let Some(found) = answers.into_iter().find(|one| one.id == answer) else { return false };
        if another || !(named || several) {
            return false;
        }
        found.role = AnswerRole::Other;
        let label = found.label.clone();
        self.tell_beside_other(row, &label);
        true
    }

    /// Whatever a line beside "other" has of its own.
    fn tell_beside_other(&mut self, row: Cells<'t>, label: &Words) {
        let own = row.words("label", &mut self.remarks);
        if own != *label {
            let found = own.said_in(Language::English).to_owned();
            self.remarks.push(row.remark("label", &found, NotTaken::BesideOther));
        }
        let hint = row.words("hint", &mut self.remarks);
        let hint = hint.said_in(Language::English);
        let rest = ["required", "constraint", OURS].map(|column| (column, row.plain(column)));
        for (column, found) in rest.into_iter().chain([("hint", hint)]) {
            if !found.is_empty() {
                self.remarks.push(row.remark(column, found, NotTaken::BesideOther));
            }
        }
        self.look(&row, &[]);
    }

    /// The short name of a row, and a remark where it differs from the name in the form.
    fn id(&mut self, row: Cells<'t>) -> Option<QuestionId> {
        let name = row.plain("name");
        let Some(slug) = nearest(name, "question").filter(|_| !name.is_empty()) else {
            row.is_told();
            self.remarks.push(row.remark("name", name, NotTaken::NoName));
            return None;
        };
        if !is_kept(name, &slug) {
            self.remarks.push(row.remark("name", name, NotTaken::Renamed(slug.to_string())));
        }
        Some(QuestionId(slug))
    }

    fn need(&mut self, row: Cells<'t>) -> Need {
        let written = row.plain("required");
        match written.to_ascii_lowercase().as_str() {
            "yes" | "true" | "true()" | "1" => Need::Required,
            "" | "no" | "false" | "false()" | "0" => Need::Optional,
            _ => {
                self.remarks.push(row.remark("required", written, NotTaken::YesOrNo));
                Need::Optional
            }
        }
    }

    /// Tells of a look that says nothing to us.
    pub(super) fn look(&mut self, row: &Cells<'t>, known: &[&str]) {
        let looks = row.plain("appearance");
        if looks.split_whitespace().any(|look| !known.contains(&look)) {
            self.remarks.push(row.remark("appearance", looks, NotTaken::Look));
        }
    }

    /// The condition of a row.
    fn condition(&self, row: Cells<'t>) -> Result<Condition, String> {
        parsed(row.plain("relevant"), &|question, answer| self.named(question, answer))
    }

    /// Question and answer by their names in the form.
    fn named(&self, question: &str, answer: &str) -> Option<(QuestionId, AnswerId)> {
        let draft = self.drafts.iter().find(|draft| draft.row.plain("name") == question)?;
        let list = self.lists.named(draft.list)?;
        let known = list.answers.iter().find(|(name, _)| name == answer);
        let known = known.map(|(_, answer)| answer.id.clone());
        let typed = || draft.typed.answers.iter().find(|one| one.id.0.as_str() == answer);
        Some((draft.typed.id.clone(), known.or_else(|| typed().map(|one| one.id.clone()))?))
    }

    /// The sections with their questions, routes set.
    pub(super) fn finished(
        mut self,
        mut sections: Vec<TypedSection>,
    ) -> (Vec<TypedSection>, Vec<Remark>) {
        let mut conditions = Vec::new();
        for place in 0..self.drafts.len() {
            conditions.push(self.conditions(place));
        }
        let mut typed: Vec<&mut TypedQuestion> =
            self.drafts.iter_mut().map(|draft| &mut draft.typed).collect();
        for place in routes::set(&mut typed, conditions) {
            let rows =
                self.drafts.get(place).map(|draft| [&[draft.row], &draft.around[..]].concat());
            for row in rows.unwrap_or_default() {
                let found = row.plain("relevant");
                if !found.is_empty() {
                    let remark = row.remark("relevant", found, NotTaken::NotARoute);
                    self.remarks.extend((!self.remarks.contains(&remark)).then_some(remark));
                }
            }
        }
        for (name, place) in self.lists.all().filter(|(name, _)| !self.used.contains(*name)) {
            self.remarks.push(Remark::new(place, "list_name", name, NotTaken::UnusedList));
        }
        for draft in self.drafts {
            if let Some(section) = sections.get_mut(draft.section) {
                section.questions.push(draft.typed);
            }
        }
        (sections, self.remarks)
    }

    /// When a question is asked: by its own condition, and by those around it.
    fn conditions(&mut self, place: usize) -> (Condition, Condition) {
        let Some(draft) = self.drafts.get(place) else {
            return (Condition::Always, Condition::Always);
        };
        let mut read = Vec::new();
        for row in [&[draft.row], &draft.around[..]].concat() {
            let several = |condition: &Condition| {
                condition.mentions().iter().any(|(question, _)| !self.takes_one(question))
            };
            let condition = self.condition(row);
            let condition = match condition {
                Ok(condition) if several(&condition) => Err(row.plain("relevant").to_owned()),
                other => other,
            };
            read.push(condition.map_err(|from| {
                let why = NotTaken::NotACondition(from.chars().take(60).collect());
                row.remark("relevant", row.plain("relevant"), why)
            }));
        }
        let mut taken = Vec::new();
        for condition in read {
            match condition {
                Ok(condition) => taken.push(condition),
                Err(remark) => {
                    self.remarks.extend((!self.remarks.contains(&remark)).then_some(remark));
                    taken.push(Condition::Always);
                }
            }
        }
        let around = taken.split_off(1);
        (Condition::all(taken), Condition::all(around))
    }

    fn takes_one(&self, question: &QuestionId) -> bool {
        let draft = self.drafts.iter().find(|draft| draft.typed.id == *question);
        draft.is_some_and(|draft| matches!(draft.typed.kind, Kind::OneOf | Kind::Scale))
    }
}

/// The parts that must all hold.
fn parts(condition: Condition) -> Vec<Condition> {
    match condition {
        Condition::All(parts) => parts,
        Condition::Always => Vec::new(),
        other => vec![other],
    }
}

/// The answer that `or_other` adds.
fn something_else() -> Option<Answer> {
    let label = Words::of([(Language::English, "Other"), (Language::Welsh, "Arall")]);
    let id = "other".parse().ok().map(AnswerId)?;
    Some(Answer { id, label, role: AnswerRole::Other })
}
