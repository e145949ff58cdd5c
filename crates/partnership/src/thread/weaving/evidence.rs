//! What is known and was said: findings, themes with their consultations, panels' issues, commentaries, extracts.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::assessment::gathered;
use crate::evidence::figure::Status;
use crate::evidence::finding::Finding;
use crate::evidence::finding::Now;
use crate::task_groups::commentary::Commentary;
use crate::terms::area::AreaKind;
use crate::terms::extract::Extract;
use crate::terms::period::Period;
use crate::terms::wording::capitalised;
use crate::thread::everything::Consulted;
use crate::thread::everything::Everything;
use crate::thread::everything::OfCycle;
use crate::thread::everything::PanelIssue;
use crate::thread::node::Node;
use crate::thread::node::Standing;
use crate::thread::node::Withheld;
use crate::thread::reference::Name;
use crate::thread::reference::NodeRef;
use crate::thread::relation::Relation;
use crate::thread::weaving::Woven;

/// Weaves all of it but the extracts, which come last: only those that something rests on are of the thread.
pub(super) fn weave(woven: &mut Woven, everything: &Everything<'_>) {
    for finding in everything.findings {
        of_finding(woven, finding, everything.now.get(&finding.id));
    }
    for issue in everything.panel_issues {
        of_panel(woven, issue);
    }
    for commentary in everything.commentaries {
        of_commentary(woven, commentary);
    }
    for year in everything.cycles {
        for consulted in &year.consultations {
            of_consultation(woven, year, consulted);
        }
    }
}

fn of_finding(woven: &mut Woven, finding: &Finding, now: Option<&Now>) {
    let reference = NodeRef::finding(&finding.id);
    let node = Node::of(reference.clone(), finding.name.clone()).dated(finding.stood.on);
    let mut node = node.with("It said", finding.stood.says.join(" ")).withheld(why(finding));
    let stale = match now {
        None => None,
        Some(Now::Holds) => Some(Standing::Holds),
        Some(Now::Says(says)) => Some(Standing::Stale(says.join(" "))),
        Some(Now::OtherFigures) => {
            Some(Standing::Stale("The same words, with other figures behind them.".to_owned()))
        }
        Some(Now::NoAnswer(why)) => Some(Standing::Stale(format!("No answer: {why}"))),
    };
    if let Some(standing) = stale {
        node.standing = standing;
        woven.checked.insert(reference.clone());
    }
    woven.put(node);
    for extract in &finding.stood.sources {
        woven.rests(&reference, Relation::ComputedFrom, NodeRef::from(*extract));
    }
}

/// Why a finding may not be public. One of a place smaller than a district may tell a small count.
fn why(finding: &Finding) -> Option<Withheld> {
    let mut figures = finding.stood.rows.iter().flat_map(|row| &row.figures);
    if figures.any(|figure| figure.status == Status::Confidential) {
        return Some(Withheld::Confidential);
    }
    match finding.enquiry.area().kind() {
        AreaKind::Lsoa | AreaKind::Msoa | AreaKind::Ward => Some(Withheld::SmallCount),
        _ => None,
    }
}

fn of_panel(woven: &mut Woven, one: &PanelIssue) {
    let ((_, name), noted) = gathered::panel_issue(one.number, &one.panel, &one.issue);
    let Some(name) = Name::of(&name) else { return };
    let why = (noted.status == Status::Confidential).then_some(Withheld::Confidential);
    let node = Node::of(NodeRef::Panel(name), capitalised(&noted.words)).with("Panel", &one.panel);
    woven.put(node.dated(one.issue.last_raised()).withheld(why));
}

/// A commentary that was accepted; its parts stand for the whole of it.
fn of_commentary(woven: &mut Woven, commentary: &Commentary) {
    let named = gathered::commentary(commentary).into_iter();
    let mut names: Vec<NodeRef> =
        named.filter_map(|((_, name), _)| Name::of(&name).map(NodeRef::Commentary)).collect();
    let Some(whole) = names.pop() else { return };
    let quarter = Period::Quarter(commentary.quarter).in_words();
    let title = format!("What {} said of {quarter}", commentary.group);
    woven.put(Node::of(whole.clone(), title));
    woven.parts.extend(names.into_iter().map(|part| (part, whole.clone())));
}

fn of_consultation(woven: &mut Woven, year: &OfCycle, consulted: &Consulted) {
    let consultation = NodeRef::Consultation(year.cycle, consulted.id.clone());
    let open = consulted.closed.is_none().then_some(Withheld::ConsultationOpen);
    let node = Node::of(consultation.clone(), consulted.title.clone()).withheld(open);
    let node = node.labelled(consulted.label);
    woven.put(consulted.closed.into_iter().fold(node, Node::dated));
    for theme in &consulted.themes {
        let Some(reference) = NodeRef::theme(year.cycle, &theme.code().title) else { continue };
        let node = Node::of(reference.clone(), theme.code().title.clone());
        let node = node.labelled(consulted.label);
        woven.put(node.with("Question", theme.question().to_string()).withheld(open));
        woven.rests(&reference, Relation::HeardIn, consultation.clone());
    }
}

/// The extracts that something rests on.
pub(super) fn extracts(woven: &mut Woven, extracts: &[Extract]) {
    let held: BTreeMap<NodeRef, &Extract> =
        extracts.iter().map(|extract| (NodeRef::from(extract.id), extract)).collect();
    let wanted: BTreeSet<NodeRef> = woven.edges.iter().map(|edge| edge.to.clone()).collect();
    for (reference, extract) in held.into_iter().filter(|(one, _)| wanted.contains(one)) {
        let node = Node::of(reference, extract.file.clone())
            .with("SHA-256", extract.id.to_string())
            .with("Publisher", &extract.publisher)
            .with("Licence", &extract.licence)
            .with("What it is", &extract.layout)
            .with("Taken", &extract.taken);
        woven.put(node);
    }
}
