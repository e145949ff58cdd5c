//! The rows of `survey` in their groups.
//!
//! In come the rows one after another; out go rows and groups of rows. What stands in a repeat is told of and left out.

use crate::consultation::xlsform::remark::NotTaken;
use crate::consultation::xlsform::remark::Remark;
use crate::consultation::xlsform::table::Cells;
use crate::consultation::xlsform::table::Table;

/// A row, or a group of them.
pub(super) enum Node<'t> {
    /// A row that is no group's.
    Row(Cells<'t>),
    /// The row that begins a group, and what stands in it.
    Group(Cells<'t>, Vec<Node<'t>>),
}

impl<'t> Node<'t> {
    /// The row, or the one that begins the group.
    pub(super) fn row(&self) -> Cells<'t> {
        match self {
            Node::Row(row) | Node::Group(row, _) => *row,
        }
    }
}

/// So deep may groups stand in each other.
const DEEPEST: usize = 12;

/// The rows in their groups.
pub(super) fn nodes<'t>(survey: &'t Table<'t>, remarks: &mut Vec<Remark>) -> Vec<Node<'t>> {
    let mut open: Vec<(Cells<'t>, Vec<Node<'t>>)> = Vec::new();
    let mut whole: Vec<Node<'t>> = Vec::new();
    let mut left_out = 0_usize;
    for row in survey.rows() {
        let written = row.plain("type");
        // Notes and groups have names, too, and nothing is lost with them.
        row.plain("name");
        let kind = written.replace(' ', "_");
        let begins = matches!(kind.as_str(), "begin_group" | "begin_repeat");
        let ends = matches!(kind.as_str(), "end_group" | "end_repeat");
        if left_out > 0 || kind == "begin_repeat" || (begins && open.len() == DEEPEST) {
            left_out = (left_out + usize::from(begins)).saturating_sub(usize::from(ends));
            row.is_told();
            if !ends {
                remarks.push(row.remark("type", written, NotTaken::Repeated));
            }
        } else if begins {
            open.push((row, Vec::new()));
        } else if ends {
            match open.pop() {
                Some((begin, nodes)) => {
                    let group = Node::Group(begin, nodes);
                    open.last_mut().map_or(&mut whole, |(_, nodes)| nodes).push(group);
                }
                None => remarks.push(row.remark("type", written, NotTaken::Unpaired)),
            }
        } else {
            open.last_mut().map_or(&mut whole, |(_, nodes)| nodes).push(Node::Row(row));
        }
    }
    while let Some((begin, nodes)) = open.pop() {
        remarks.push(begin.remark("type", begin.plain("type"), NotTaken::Unpaired));
        let group = Node::Group(begin, nodes);
        open.last_mut().map_or(&mut whole, |(_, nodes)| nodes).push(group);
    }
    whole
}
