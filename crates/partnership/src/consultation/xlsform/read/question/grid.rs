//! Groups that are one question: a grid, or a ranking of fewer items than there are.
//!
//! In comes a group; out goes its question, and a remark for each row that does not fit.

use crate::consultation::answer::Row;
use crate::consultation::language::Language;
use crate::consultation::language::Words;
use crate::consultation::question::Kind;
use crate::consultation::question::Need;
use crate::consultation::question::TypedQuestion;
use crate::consultation::xlsform::names::OURS;
use crate::consultation::xlsform::names::place_words;
use crate::consultation::xlsform::read::groups::Node;
use crate::consultation::xlsform::read::manner::OrOther;
use crate::consultation::xlsform::read::question::Draft;
use crate::consultation::xlsform::read::question::Reader;
use crate::consultation::xlsform::remark::NotTaken;
use crate::consultation::xlsform::table::Cells;

impl<'t> Reader<'t> {
    /// Whether a group is one question: shown as a table, or with a question for each place.
    pub(in crate::consultation::xlsform::read) fn is_question(
        &self,
        begin: &Cells<'t>,
        inside: &[Node<'t>],
    ) -> bool {
        begin.plain("appearance").split(' ').any(|look| look == "table-list")
            || are_places(begin, inside)
    }

    /// Such a group as a question.
    pub(super) fn group(
        &mut self,
        begin: Cells<'t>,
        inside: &[Node<'t>],
        section: usize,
        around: &[Cells<'t>],
    ) {
        let Some(id) = self.id(begin) else { return };
        let ranking = are_places(&begin, inside);
        let kind = if ranking { Kind::Ranking } else { Kind::Grid };
        let mut typed = TypedQuestion::bare(id, kind, begin.words("label", &mut self.remarks));
        self.look(&begin, &["table-list", "field-list"]);
        if !begin.plain(OURS).is_empty() {
            self.remarks.push(begin.remark(OURS, begin.plain(OURS), NotTaken::Ours));
        }
        let mut inside = inside;
        if let [Node::Row(note), rest @ ..] = inside
            && note.plain("type") == "note"
        {
            typed.help = Some(note.words("label", &mut self.remarks));
            inside = rest;
        }
        let list = inside.first().and_then(|node| list(node.row())).unwrap_or_default();
        self.answers(&mut typed, begin, list, OrOther::No);
        if ranking {
            self.places(&mut typed, begin, inside);
        } else {
            self.rows(&mut typed, inside, list);
        }
        let around = around.to_vec();
        self.drafts.push(Draft { typed, section, row: begin, around, list });
    }

    fn rows(&mut self, typed: &mut TypedQuestion, inside: &[Node<'t>], of: &str) {
        let mut required = 0;
        for node in inside {
            let row = node.row();
            let own = ["relevant", "constraint", OURS].map(|column| row.plain(column)).concat();
            let hint = row.words("hint", &mut self.remarks);
            let fits = list(row) == Some(of) && matches!(node, Node::Row(_));
            if !fits || !own.is_empty() || hint != Words::default() {
                self.remarks.push(row.remark("type", row.plain("type"), NotTaken::NotARow));
            }
            if let Some(id) = self.id(row).filter(|_| fits) {
                let label = row.words("label", &mut self.remarks);
                typed.rows.push(Row { id, label });
                required += usize::from(self.need(row) == Need::Required);
                self.look(&row, &[]);
            }
        }
        if required == typed.rows.len() && required > 0 {
            typed.need = Need::Required;
        } else if required > 0
            && let Some(first) = inside.first()
        {
            self.remarks.push(first.row().remark("required", "yes", NotTaken::UnevenNeed));
        }
    }

    /// The places of a ranking: each takes an item that no place before it has.
    fn places(&mut self, typed: &mut TypedQuestion, begin: Cells<'t>, inside: &[Node<'t>]) {
        let group = begin.plain("name");
        typed.at_most = Some(inside.len());
        for (place, node) in (1..).zip(inside) {
            let row = node.row();
            let words = row.words("label", &mut self.remarks);
            if !said_alike(&words, &place_words(place)) {
                let found = words.said_in(Language::English).to_owned();
                self.remarks.push(row.remark("label", &found, NotTaken::NoUse));
            }
            let others = (1..place).map(|other| format!(". != ${{{group}_{other}}}"));
            let wanted = others.collect::<Vec<_>>().join(" and ");
            if row.plain("constraint") != wanted {
                let found = row.plain("constraint");
                self.remarks.push(row.remark("constraint", found, NotTaken::Constraint));
            }
            let own = ["relevant", OURS].map(|column| row.plain(column)).concat();
            if !own.is_empty() || row.words("hint", &mut self.remarks) != Words::default() {
                self.remarks.push(row.remark("type", row.plain("type"), NotTaken::NotARow));
            }
            let need = self.need(row);
            match (place, need) {
                (1, need) => typed.need = need,
                (_, Need::Optional) => {}
                (_, Need::Required) => {
                    self.remarks.push(row.remark("required", "yes", NotTaken::UnevenNeed));
                }
            }
        }
    }
}

/// Whether the first words are among the second, in each language in which they stand.
fn said_alike(words: &Words, all: &Words) -> bool {
    let alike = |one| words.only_in(one).is_none_or(|text| all.only_in(one) == Some(text));
    Language::ALL.into_iter().all(alike)
}

/// The list of a row that takes one answer.
fn list(row: Cells<'_>) -> Option<&str> {
    row.plain("type").strip_prefix("select_one ").map(str::trim)
}

/// Whether a group has questions `name_1`, `name_2` and so on, all with one list.
fn are_places(begin: &Cells<'_>, inside: &[Node<'_>]) -> bool {
    let inside = match inside {
        [Node::Row(note), rest @ ..] if note.plain("type") == "note" => rest,
        all => all,
    };
    let first = inside.first().and_then(|node| list(node.row()));
    let group = begin.plain("name");
    first.is_some()
        && (1..).zip(inside).all(|(place, node)| {
            let row = node.row();
            matches!(node, Node::Row(_))
                && list(row) == first
                && row.plain("name") == format!("{group}_{place}")
        })
}
