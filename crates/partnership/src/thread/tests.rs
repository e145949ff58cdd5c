//! The thread holds: walks are each other's inverse, the public thread names nothing that is withheld, and a sentence leads
//! back to the file, the theme and the minute.

mod made;
mod public;

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::consultation::themes::frame::tests::counted_lights_and_police;
use crate::evidence::finding::Now;
use crate::thread::Thread;
use crate::thread::gap::ThreadGap;
use crate::thread::node::Node;
use crate::thread::node::Openness;
use crate::thread::node::Standing;
use crate::thread::node::Withheld;
use crate::thread::reference::NodeRef;
use crate::thread::relation::Relation;
use crate::thread::tests::made::Made;
use crate::thread::tests::made::day;
use crate::thread::tests::made::extract_id;
use crate::thread::tests::made::made;
use crate::thread::tests::made::node;
use crate::thread::walk::Way;
use crate::thread::weaving::Woven;

/// The references at most so many steps back.
fn within(thread: &Thread, from: &str, steps: usize) -> BTreeSet<String> {
    let from = node(from);
    let levels = thread.levels(&from, Way::Back).into_iter().take(steps);
    levels.flatten().map(|one| one.reference.to_string()).collect()
}

fn rests_on(thread: &Thread, from: &str) -> Vec<String> {
    let each = thread
        .back(&node(from))
        .map(|(relation, one)| format!("{} {}", relation.back(), one.reference));
    each.collect()
}

fn withheld(thread: &Thread, of: &str) -> Openness {
    thread.node(&node(of)).unwrap().openness
}

#[test]
fn a_sentence_of_the_adopted_plan_leads_to_file_theme_and_minute_in_four_steps() {
    let thread = made().thread();
    let ends = within(&thread, "passage:2015-16/plan/2", 4);
    let extract = format!("extract:{}", extract_id().short());
    for end in [extract.as_str(), "theme:2015-16/lights"] {
        assert!(ends.contains(end), "{end} is not among {ends:?}");
    }
    assert!(ends.iter().any(|one| one.starts_with("decision:2015-16/")));
    let node = thread.node(&node(&extract)).unwrap();
    assert_eq!(node.title, "2014-06-kent-street.csv");
    assert_eq!(node.facts[0], ("SHA-256", extract_id().to_string()));
    let minute = thread.node(&made::node("decision:2015-16/smp-december/considered")).unwrap();
    assert_eq!(minute.title, "Smp, 4 December 2014, minute 12");
}

#[test]
fn a_passage_of_the_plan_rests_on_what_has_its_words_and_on_who_agreed_it() {
    let thread = made().thread();
    let council = "was agreed by decision:2015-16/council-2015-04-22/a-step";
    let council_and = |other: &str| vec![council.to_owned(), other.to_owned()];
    let said = "has the words of priority:2015-16/violence";
    // The first one says them with another letter, which is not word for word.
    assert_eq!(rests_on(&thread, "passage:2015-16/plan/1"), [council]);
    assert_eq!(rests_on(&thread, "passage:2015-16/plan/2"), council_and(said));
    let action = "has the words of action:2015-16/4";
    assert_eq!(rests_on(&thread, "passage:2015-16/plan/3"), council_and(action));
    let amended = "was amended by amendment:2015-16/plan/1";
    assert_eq!(rests_on(&thread, "passage:2015-16/plan/4"), council_and(amended));
    let carried = thread.node(&node("amendment:2015-16/plan/1")).unwrap();
    assert!(carried.title.contains("Cllr Smith"), "{}", carried.title);
    assert_eq!(rests_on(&thread, "amendment:2015-16/plan/1"), [council]);
}

#[test]
fn an_action_leads_to_the_finding_and_the_finding_forward_to_the_action() {
    let thread = made().thread();
    assert!(within(&thread, "action:2015-16/4", 4).contains("finding:violence-rose"));
    let finding = node("finding:violence-rose");
    let uses: Vec<&NodeRef> = thread.forward(&finding).map(|(_, one)| &one.reference).collect();
    let (issue, passage) = (node("issue:2015-16/3"), node("passage:2015-16/assessment/1"));
    assert!(uses.contains(&&issue) && uses.contains(&&passage), "{uses:?}");
    let forward = thread.levels(&finding, Way::Forward);
    assert!(forward.iter().flatten().any(|one| one.reference == node("action:2015-16/4")));
}

#[test]
fn what_public_documents_show_is_public_and_nothing_else() {
    let mut made = made();
    let thread = made.thread();
    for open in [
        "adopted:2015-16/plan",
        "passage:2015-16/plan/2",
        "action:2015-16/4",
        "said:2015-16/2",
        "issue:2015-16/3",
        "finding:violence-rose",
        "theme:2015-16/lights",
        "figure:2015-16/burglary.count 2014-Q1",
        "decision:2015-16/smp-december/considered",
    ] {
        assert_eq!(withheld(&thread, open), Openness::Open, "{open}");
    }
    for (why, of) in [
        (Withheld::Exempt, "passage:2015-16/assessment/3"),
        (Withheld::Confidential, "panel:issue-1"),
        (Withheld::Confidential, "figure:2015-16/ambulance.count"),
        (Withheld::NotShown, "theme:2015-16/police"),
        // The objective is in no passage of the plan.
        (Withheld::NotShown, "objective:2015-16/1"),
    ] {
        assert_eq!(withheld(&thread, of), Openness::Withheld(why), "{of}");
    }
    // While people may still answer, neither the theme nor what was answered to it is public.
    made.year.consultations[0].closed = None;
    let thread = made.thread();
    for of in ["said:2015-16/2", "consultation:2015-16/winter"] {
        let open = Openness::Withheld(Withheld::ConsultationOpen);
        assert_eq!(withheld(&thread, of), open, "{of}");
    }
}

#[test]
fn nothing_of_a_document_that_was_not_adopted_is_public() {
    let mut made = made();
    made.year.documents =
        vec![crate::approval::history::History::new(crate::approval::document::DocumentId {
            kind: crate::approval::document::DocumentKind::Assessment,
            cycle: made::cycle(),
        })];
    let thread = made.thread();
    let not_adopted = Openness::Withheld(Withheld::NotAdopted);
    assert_eq!(withheld(&thread, "passage:2015-16/assessment/1"), not_adopted);
    assert_eq!(thread.public().nodes().count(), 0);
}

#[test]
fn what_rests_on_something_stale_says_so_unless_it_was_asked_itself() {
    let mut made = made();
    let standing = |made: &Made, of: &str| made.thread().node(&node(of)).unwrap().standing.clone();
    assert_eq!(standing(&made, "priority:2015-16/violence"), Standing::Holds);
    let says = vec!["Violence fell.".to_owned()];
    made.now.insert("violence-rose".parse().unwrap(), Now::Says(says));
    let stale = Standing::Stale("Violence fell.".to_owned());
    assert_eq!(standing(&made, "finding:violence-rose"), stale);
    for of in ["issue:2015-16/3", "priority:2015-16/violence", "adopted:2015-16/plan"] {
        assert_eq!(standing(&made, of), Standing::Behind, "{of}");
    }
    // The extract is gone, and yet the finding would say the same.
    made.extracts.clear();
    made.now.insert("violence-rose".parse().unwrap(), Now::Holds);
    let extract = format!("extract:{}", extract_id().short());
    assert_eq!(standing(&made, &extract), Standing::Gone);
    assert_eq!(standing(&made, "finding:violence-rose"), Standing::Holds);
    assert_eq!(standing(&made, "figure:2015-16/burglary.count 2014-Q1"), Standing::Behind);
    made.year.stale = Some(Default::default());
    assert_eq!(standing(&made, "figure:2015-16/burglary.count 2014-Q1"), Standing::Holds);
}

#[test]
fn gaps_are_a_theme_without_answer_a_number_that_was_typed_and_those_of_the_plan() {
    let mut made = made();
    let told = |made: &Made| -> Vec<(&'static str, String)> {
        let thread = made.thread();
        let gap = |gap: &ThreadGap| (gap.kind_in_words(), gap.node().to_string());
        thread.gaps().iter().map(gap).collect()
    };
    let gap = |kind, of: &str| (kind, of.to_owned());
    let still = [
        gap("Theme without an answer", "theme:2015-16/police"),
        gap("Claim without a figure", "passage:2015-16/assessment/5"),
        gap("Action without a measure", "action:2015-16/4"),
    ];
    assert_eq!(told(&made), still);
    made.year.issues.clear();
    made.year.consultations[0].themes = counted_lights_and_police(3, 0).themes;
    assert_eq!(told(&made)[0], gap("Priority without evidence", "priority:2015-16/violence"));
    assert_eq!(told(&made)[1], still[1]);
}

/// A graph of actions of which the first is adopted in effect, with edges by chance.
fn by_chance() -> impl Strategy<Value = Thread> {
    let size = 12_usize;
    let edges = proptest::collection::vec((0..size, 0..size), 0..40);
    (edges, any::<bool>()).prop_map(move |(edges, adopted)| {
        let of = |number: usize| match number {
            0 if adopted => node("adopted:2015-16/plan"),
            number => node(&format!("action:2015-16/{number}")),
        };
        let mut woven = Woven::default();
        for number in 1..size {
            woven.put(Node::of(of(number), format!("Thing {number}")));
        }
        woven.put(Node::of(of(0), "The text").dated(day("2015-04-22")));
        for (from, to) in edges {
            woven.rests(&of(from), Relation::RestsOn, of(to));
        }
        let woven = woven.finished();
        Thread::tied(woven.nodes, woven.edges, Vec::new())
    })
}

proptest! {
    #[test]
    fn forward_is_the_inverse_of_back(thread in by_chance()) {
        for one in thread.nodes() {
            for (relation, other) in thread.back(&one.reference) {
                let mut forward = thread.forward(&other.reference);
                prop_assert!(forward.any(|(by, from)| by == relation && from.reference == one.reference));
            }
            for (relation, other) in thread.forward(&one.reference) {
                let mut back = thread.back(&other.reference);
                prop_assert!(back.any(|(by, to)| by == relation && to.reference == one.reference));
            }
        }
    }

    #[test]
    fn a_whole_walk_meets_each_node_once_and_never_its_beginning(thread in by_chance()) {
        for one in thread.nodes() {
            for way in [Way::Back, Way::Forward] {
                let met: Vec<_> = thread.levels(&one.reference, way).into_iter().flatten().collect();
                let once: BTreeSet<_> = met.iter().map(|node| &node.reference).collect();
                prop_assert_eq!(met.len(), once.len());
                prop_assert!(!once.contains(&one.reference));
            }
        }
    }

    #[test]
    fn a_reference_that_is_read_prints_the_same(
        kind in proptest::sample::select(NodeRef::kinds().collect::<Vec<_>>()),
        rest in "(2015-16/)?[a-z0-9./ -]{0,16}|2015-16/(plan|assessment)(/[0-9]{1,3}[a-c]?)?|[0-9a-f]{12}",
    ) {
        let text = format!("{kind}:{rest}");
        match text.parse::<NodeRef>() {
            Ok(read) => prop_assert_eq!(read.to_string(), text),
            Err(refused) => {
                let wanted = refused.to_string();
                let example = wanted.rsplit_once(" as ").unwrap().1;
                prop_assert!(example.parse::<NodeRef>().is_ok(), "{}", wanted);
            }
        }
    }
}

#[test]
fn every_reference_of_the_thread_is_read_as_it_is_printed() {
    for node in made().thread().nodes() {
        assert_eq!(node.reference.to_string().parse(), Ok(node.reference.clone()));
    }
    let refused = "acton:2015-16/4".parse::<NodeRef>().unwrap_err().to_string();
    assert!(refused.contains("such as action:2015-16/4"), "{refused}");
}
