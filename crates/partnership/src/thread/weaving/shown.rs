//! What everybody may read of the thread: nodes in the words in which public documents show them.
//!
//! In come the years and what was woven of them; out go nodes of which every word stands in an adopted text as everybody reads
//! it, in the report on a consultation that has closed, or in what is told of a file that was imported. The public thread adds
//! links between these, and no word; what no adopted text leads back to stays out of it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::approval::adopted::Adopted;
use crate::approval::document::DocumentKind;
use crate::approval::history::History;
use crate::approval::public_words::Public;
use crate::approval::public_words::PublicWords;
use crate::approval::stage::Stage;
use crate::approval::text::Text;
use crate::assessment::answer::Answer;
use crate::assessment::reference::Kind;
use crate::assessment::reference::Reference;
use crate::evidence::finding::Finding;
use crate::terms::extract::ExtractId;
use crate::thread::everything::Everything;
use crate::thread::everything::OfCycle;
use crate::thread::node::Node;
use crate::thread::node::Standing;
use crate::thread::reference::NodeRef;
use crate::thread::relation::Relation;
use crate::thread::weaving::Woven;
use crate::thread::weaving::clipped;
use crate::thread::weaving::documents::has_words;
use crate::thread::weaving::documents::number_of_action;
use crate::thread::weaving::documents::spaced;
use crate::thread::weaving::plan::of_answer;
use crate::thread::weaving::quoted::figures;

/// Nodes as everybody may read them, by their references.
pub(in crate::thread) type Shown = BTreeMap<NodeRef, Node>;

/// Those of all years.
pub(super) fn shown(woven: &Woven, everything: &Everything<'_>) -> Shown {
    let mut showing = Showing { woven, findings: everything.findings, shown: Shown::new() };
    for year in everything.cycles {
        showing.year(year);
    }
    reached(woven, showing.shown)
}

/// Those of the nodes that adopted texts lead back to.
fn reached(woven: &Woven, mut shown: Shown) -> Shown {
    let mut beneath: BTreeMap<&NodeRef, Vec<&NodeRef>> = BTreeMap::new();
    for edge in woven.edges.iter().filter(|edge| edge.relation.is_of_what_was_adopted()) {
        beneath.entry(&edge.from).or_default().push(&edge.to);
    }
    let is_text = |one: &&NodeRef| matches!(one, NodeRef::Adopted(_));
    let mut next: Vec<&NodeRef> = shown.keys().filter(is_text).collect();
    let mut met: BTreeSet<NodeRef> = BTreeSet::new();
    while let Some(reference) = next.pop() {
        if shown.contains_key(reference) && met.insert(reference.clone()) {
            next.extend(beneath.get(reference).into_iter().flatten().copied());
        }
    }
    shown.retain(|reference, _| met.contains(reference));
    shown
}

/// The nodes while they are gathered.
struct Showing<'w> {
    woven: &'w Woven,
    findings: &'w [Finding],
    shown: Shown,
}

impl Showing<'_> {
    fn year(&mut self, year: &OfCycle) {
        let adopted: Vec<&Adopted<Text>> = year.documents.iter().filter_map(adopted).collect();
        if adopted.is_empty() {
            return;
        }
        self.heard(year);
        for text in adopted {
            let words = PublicWords::of(text, &year.circulated);
            self.text(text, &words);
            self.quoted(year, &words);
            if text.version().document.kind == DocumentKind::Plan {
                self.planned(year, &words);
            }
        }
        self.decisions();
    }

    fn put(&mut self, node: Node) {
        self.shown.entry(node.reference.clone()).or_insert(node);
    }

    /// An adopted text with the passages of it that can be read. Its document tells all of its amendments.
    fn text(&mut self, text: &Adopted<Text>, words: &PublicWords<'_>) {
        let (document, on) = (text.version().document, text.on());
        let called = document.in_words();
        let whole = Node::of(NodeRef::Adopted(document), called.clone()).dated(on);
        self.put(whole.with("How it came about", text.in_words()));
        for (passage, public) in words.passages() {
            let Public::Words(says) = public else { continue };
            let reference = NodeRef::Passage(document, passage.id);
            let node = Node::of(reference, format!("Passage {} of the {called}", passage.id));
            self.put(node.dated(on).with("Under", &passage.under).with("It says", says));
        }
        for (place, amended) in (1..).zip(text.amendments()) {
            let reference = NodeRef::Amendment(document, place);
            self.put(Node::of(reference, amended.told()).dated(amended.on));
        }
    }

    /// What its passages quote, with the files that it was computed from.
    fn quoted(&mut self, year: &OfCycle, words: &PublicWords<'_>) {
        for (_, reference, answer) in words.quoted() {
            let own = NodeRef::quoted(year.cycle, reference);
            let whole = self.woven.parts.get(&own).cloned().unwrap_or(own);
            let title = title(reference, answer);
            let node = self.shown.remove(&whole).unwrap_or_else(|| Node::of(whole, title));
            let mut node = node.with("It said", &answer.says);
            // What a claim came to when it was held against the figures is the writers' own affair.
            if reference.kind != Kind::Claim {
                node = answer.cautions.iter().fold(node, |node, one| node.with("Caution", one));
            }
            let of_figures = figures(answer).flat_map(|figure| &figure.sources);
            let of_finding = self.sources_of_finding(&node.reference, answer);
            let sources: BTreeSet<ExtractId> = of_figures.chain(of_finding).copied().collect();
            self.put(node);
            for extract in sources {
                self.as_woven(&NodeRef::from(extract));
            }
        }
    }

    /// What a finding was computed from, as long as it has the words that were quoted.
    fn sources_of_finding(
        &self,
        reference: &NodeRef,
        answer: &Answer,
    ) -> impl Iterator<Item = &ExtractId> + use<'_> {
        let is_it =
            |one: &&Finding| NodeRef::finding(&one.id) == *reference && one.words() == answer.says;
        self.findings.iter().find(is_it).into_iter().flat_map(|found| &found.stood.sources)
    }

    /// Consultations that have closed, with what their reports tell: themes, and what was answered to them.
    fn heard(&mut self, year: &OfCycle) {
        for consulted in &year.consultations {
            let Some(closed) = consulted.closed else { continue };
            let reference = NodeRef::Consultation(year.cycle, consulted.id.clone());
            let node = Node::of(reference, consulted.title.clone()).dated(closed);
            self.put(node.labelled(consulted.label));
            for theme in &consulted.themes {
                let title = theme.code().title.clone();
                if let Some(reference) = NodeRef::theme(year.cycle, &title) {
                    self.put(Node::of(reference, title).labelled(consulted.label));
                }
                let answers = year.said.iter().filter(|(_, entry)| entry.answers(theme));
                for (number, entry) in answers {
                    let node = of_answer(NodeRef::Said(year.cycle, *number), entry);
                    self.put(node.labelled(consulted.label));
                }
            }
        }
    }

    /// Priorities, objectives and actions whose words the adopted plan has; of an action that was reworded, its number.
    fn planned(&mut self, year: &OfCycle, words: &PublicWords<'_>) {
        // A heading under which something can be read can be read itself.
        let says = words.passages().filter_map(|(passage, public)| match public {
            Public::Words(words) => Some([spaced(&words), spaced(&passage.under)]),
            Public::Exempt(..) | Public::Withheld => None,
        });
        let says: Vec<String> = says.flatten().collect();
        let has = |words: &str| says.iter().any(|one| has_words(one, &spaced(words)));
        self.priorities(year, has);
        let label = year.label_of_plan();
        let objectives = year.plan.iter().flat_map(|plan| plan.objectives());
        for objective in objectives.filter(|one| has(one.words())) {
            let reference = NodeRef::Objective(year.cycle, objective.number());
            self.put(Node::of(reference, objective.words()).labelled(label));
        }
        for (number, action) in &year.actions {
            let title = &action.described().title;
            let is_numbered = says.iter().any(|one| number_of_action(one) == Some(*number));
            let title = match (has(title), is_numbered) {
                (true, _) => title.clone(),
                (false, true) => format!("Action {number}"),
                (false, false) => continue,
            };
            self.put(Node::of(NodeRef::Action(year.cycle, *number), title).labelled(label));
        }
    }

    /// The priorities of which a plan has the words, with the issues that they were made of.
    fn priorities(&mut self, year: &OfCycle, has: impl Fn(&str) -> bool) {
        let priorities = year.decided.iter().flat_map(|decided| decided.priorities());
        for priority in priorities.filter(|one| has(one.wording())) {
            let label = year.label_of_issue(priority.issue());
            let reference = NodeRef::Priority(year.cycle, priority.id().clone());
            self.put(Node::of(reference, priority.wording()).labelled(label));
            let issue = year.issues.get(&priority.issue()).map(|issue| issue.title());
            let title = issue.filter(|title| has(title)).map_or_else(
                || format!("The candidate issue behind “{}”", priority.wording()),
                str::to_owned,
            );
            let reference = NodeRef::Issue(year.cycle, priority.issue());
            self.put(Node::of(reference, title).labelled(label));
        }
    }

    /// The decisions by which what is shown was agreed or made.
    fn decisions(&mut self) {
        let by = |relation| matches!(relation, Relation::AgreedBy | Relation::DecidedBy);
        let edges = self.woven.edges.iter().filter(|edge| by(edge.relation));
        let shown = edges.filter(|edge| self.shown.contains_key(&edge.from));
        let decisions: BTreeSet<&NodeRef> = shown.map(|edge| &edge.to).collect();
        for decision in decisions {
            self.as_woven(decision);
        }
    }

    /// A node as it was woven, unless it is not kept any more.
    fn as_woven(&mut self, reference: &NodeRef) {
        let node = self.woven.nodes.get(reference);
        let node = node.filter(|node| node.standing != Standing::Gone);
        if let Some(node) = node.cloned() {
            self.put(Node { standing: Standing::Holds, ..node });
        }
    }
}

/// The text of a document that was adopted.
fn adopted(history: &History) -> Option<&Adopted<Text>> {
    match history.stage() {
        Stage::Adopted(adopted) => Some(adopted),
        Stage::NotPutForward
        | Stage::Before { .. }
        | Stage::CalledIn { .. }
        | Stage::SentBack(_) => None,
    }
}

/// What something that is quoted is called. What somebody called it on our pages stands in no document.
fn title(reference: &Reference, answer: &Answer) -> String {
    match reference.kind {
        Kind::Claim => "A claim that was held against the figures".to_owned(),
        Kind::Finding
        | Kind::Theme
        | Kind::Panel
        | Kind::Commentary
        | Kind::Plan
        | Kind::Answers => clipped(&answer.says),
        Kind::Figure | Kind::Phrase | Kind::Chart | Kind::Table | Kind::Map | Kind::Partner => {
            clipped(&answer.what)
        }
    }
}
