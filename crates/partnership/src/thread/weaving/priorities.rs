//! Candidate issues with what they rest on, and the priorities that a meeting made of them.

use crate::priorities::candidate::CandidateIssue;
use crate::priorities::candidate::State;
use crate::terms::day::Day;
use crate::terms::wording::capitalised;
use crate::thread::everything::OfCycle;
use crate::thread::node::Node;
use crate::thread::reference::NodeRef;
use crate::thread::relation::Relation;
use crate::thread::weaving::Woven;

/// Weaves those of a year.
pub(super) fn weave(woven: &mut Woven, year: &OfCycle) {
    for (number, issue) in &year.issues {
        of_issue(woven, year, *number, issue);
    }
    let Some(decided) = &year.decided else { return };
    let minuted = decided.minuted();
    let decision =
        NodeRef::Decision(minuted.cycle(), minuted.meeting().clone(), minuted.step().clone());
    let body = year.bodies.get(minuted.body());
    let body = body.cloned().unwrap_or_else(|| minuted.body().0.to_string());
    woven.put(decision_node(decision.clone(), &body, (minuted.on(), minuted.minute())));
    for priority in decided.priorities() {
        let reference = NodeRef::Priority(year.cycle, priority.id().clone());
        let node = Node::of(reference.clone(), priority.wording()).dated(minuted.on());
        woven.put(node.labelled(year.label_of_issue(priority.issue())));
        let issue = NodeRef::Issue(year.cycle, priority.issue());
        woven.rests(&reference, Relation::MadeOf, issue);
        woven.rests(&reference, Relation::DecidedBy, decision.clone());
    }
}

fn of_issue(woven: &mut Woven, year: &OfCycle, number: i64, issue: &CandidateIssue) {
    let reference = NodeRef::Issue(year.cycle, number);
    let node = Node::of(reference.clone(), issue.title()).dated(issue.proposed().on);
    let node = node.labelled(year.label_of_issue(number));
    woven.put(node.with("Where it stands", capitalised(&issue.state().in_words())));
    for cited in issue.evidence() {
        if let Some(to) = NodeRef::cited(year.cycle, &cited) {
            woven.rests(&reference, Relation::RestsOn, to);
        }
    }
    if let State::Merged { into } = issue.state() {
        woven.rests(&NodeRef::Issue(year.cycle, into), Relation::TookIn, reference);
    }
}

/// The node of what a body decided on a day, by a minute.
pub(super) fn decision_node(reference: NodeRef, body: &str, (on, minute): (Day, &str)) -> Node {
    let bare = minute.trim().chars().all(|sign| sign.is_ascii_digit());
    let minute = if bare { format!("minute {}", minute.trim()) } else { minute.to_owned() };
    let title = format!("{}, {}, {minute}", capitalised(body), on.in_words());
    Node::of(reference, title).dated(on).with("Minute", minute)
}
