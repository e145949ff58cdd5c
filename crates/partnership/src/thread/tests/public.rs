//! The public thread holds back what public documents do: secrets are put wherever something is typed, and none comes out.

use std::collections::BTreeSet;

use crate::approval::amendment::Fate;
use crate::approval::deed::Deed;
use crate::approval::document::DocumentKind;
use crate::approval::from_draft;
use crate::approval::history::History;
use crate::approval::tests::made as approval;
use crate::approval::turn::Turn;
use crate::assessment::circulated::Circulated;
use crate::consultation::report::Label;
use crate::consultation::themes::frame::tests::counted_lights_and_police;
use crate::evidence::figure::Status;
use crate::evidence::finding::Now;
use crate::plan::rolling::Plan;
use crate::priorities::candidate::CandidateDeed;
use crate::priorities::candidate::DatedDeed;
use crate::thread::everything::Consulted;
use crate::thread::public::PublicNode;
use crate::thread::public::PublicThread;
use crate::thread::tests::made::Made;
use crate::thread::tests::made::action;
use crate::thread::tests::made::adopted;
use crate::thread::tests::made::answer;
use crate::thread::tests::made::circulated;
use crate::thread::tests::made::cycle;
use crate::thread::tests::made::day;
use crate::thread::tests::made::extract_id;
use crate::thread::tests::made::issue;
use crate::thread::tests::made::made;
use crate::thread::tests::made::version;

fn exported(thread: &PublicThread) -> String {
    serde_json::to_string(&thread.exported()).unwrap()
}

fn named<'t>(thread: &'t PublicThread, name: &str) -> PublicNode<'t> {
    thread.nodes().find(|one| one.name() == name).unwrap_or_else(|| panic!("no {name}"))
}

/// The nodes within so many steps back.
fn within(from: PublicNode<'_>, steps: usize) -> BTreeSet<String> {
    let mut met = BTreeSet::new();
    let mut at = vec![from];
    for _ in 0..steps {
        at = at.iter().flat_map(|one| one.rests_on()).map(|(_, other)| other).collect();
        met.extend(at.iter().map(|one| one.name().to_owned()));
    }
    met
}

#[test]
fn an_adopted_sentence_leads_in_four_steps_to_file_theme_and_minute() {
    let thread = made().thread().public();
    let met = within(named(&thread, "passage-2015-16-plan-2"), 4);
    let extract = format!("extract-{}", extract_id().short());
    // Council agreed the sentence, and the partnership decided the priority.
    for end in [extract.as_str(), "theme-1", "decision-2", "decision-4"] {
        assert!(met.contains(end), "{end} is not among {met:?}");
    }
    let file = named(&thread, &extract);
    assert!(file.facts().contains(&("SHA-256", extract_id().to_string())));
    let sentence = named(&thread, "passage-2015-16-plan-2");
    assert_eq!(sentence.title(), "Passage 2 of the Rolling Plan 2015–16");
    assert!(sentence.facts().iter().any(|(what, words)| {
        *what == "It says" && words == "Less violence at night is our first priority. By day, too."
    }));
}

#[test]
fn names_are_one_to_each_and_every_neighbour_is_a_node() {
    let thread = made().thread().public();
    let names: Vec<&str> = thread.nodes().map(|one| one.name()).collect();
    let once: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names.len(), once.len());
    for one in thread.nodes() {
        for (_, other) in one.rests_on().into_iter().chain(one.used_by()) {
            assert!(once.contains(other.name()));
        }
        // Each but what was adopted is used by something.
        assert!(
            one.kind_in_words() == "Adopted text" || !one.used_by().is_empty(),
            "{}",
            one.name()
        );
    }
}

/// A draft of which much may not be public.
const DRAFT: &str = "# Levels\n\n{#1} Violence: {finding:violence-rose}.\n\n\
    {#2} Burglary stood at {figure:burglary.count 2014-Q1}.\n\n\
    {#3} {exempt:7 names a patrol} A secret patrol waits by {phrase:changed shoplifting}.\n\n\
    {#4} A partner counted {figure:ambulance.count}.\n\n\
    {#5} Crime {claim:changed all-crime 8.5%}.\n\n\
    {#6} And again {figure:ambulance.count}, or so.\n";

fn draft() -> Circulated {
    let mut draft = circulated(DRAFT);
    let mut put = |reference: &str, status: Status, (what, says): (&str, &str)| {
        let mut answer = answer(reference, status);
        (answer.what, answer.says) = (what.to_owned(), says.to_owned());
        draft.answers.insert(reference.parse().unwrap(), answer);
    };
    let final_one = Status::Final;
    put("{finding:violence-rose}", final_one, ("Finding: secret", "Violence rose by a fifth"));
    // Passage 2 is reworded by the meeting, and its figure goes with its words.
    put("{figure:burglary.count 2014-Q1}", final_one, ("Secret figure", "secret 235"));
    put("{phrase:changed shoplifting}", final_one, ("Secret phrase", "secret rise"));
    put("{figure:ambulance.count}", Status::Confidential, ("Secret calls", "secret 4711"));
    put("{claim:changed all-crime 8.5%}", final_one, ("Secret verdict", "rose by 8.5%"));
    draft
}

/// The assessment: passage 2 is reworded twice, passage 4 once around what is confidential.
fn assessment(draft: &Circulated) -> History {
    let text = from_draft::text_of(draft).unwrap();
    // Somebody typed other words for where it comes from.
    let version = version(DocumentKind::Assessment, "the secret draft".to_owned(), text);
    let carried = [
        ("2", "Burglary, the secret interim words."),
        ("2", "Burglary is steady."),
        ("4", "A partner, the ambulance service, counted secret 4711."),
    ];
    let carried = carried
        .map(|(passage, words)| approval::moved(approval::reword(passage, words), Fate::Carried));
    let amends = approval::amends(Turn::Partnership, "2015-03-05", carried.into());
    adopted(vec![Deed::PutForward(version), amends], DocumentKind::Assessment)
}

/// The plan: an action was amended, and has other words in the records since.
fn plan() -> History {
    let words =
        ["Priority 1: Less violence at night.", "Action 4: The secret superseded words.", "Done."];
    let version = version(DocumentKind::Plan, "typed".to_owned(), approval::text(&words));
    let reworded = approval::reword("2", "Action 4: Street pastors on Fridays.");
    let deeds = vec![
        Deed::PutForward(version),
        approval::agrees(Turn::Partnership, "2015-03-05"),
        approval::agrees(Turn::Cabinet, "2015-04-14"),
        approval::amends(
            Turn::Council,
            "2015-04-22",
            vec![approval::moved(reworded, Fate::Carried)],
        ),
    ];
    adopted(deeds, DocumentKind::Plan)
}

/// The year with a secret wherever something is typed that no public document shows; each has "secret" in it.
fn with_secrets() -> Made {
    let mut made = made();
    made.findings[0].name = "Secret name".to_owned();
    made.findings[0].note = "Secret note".to_owned();
    made.findings[0].stood.says = vec!["Violence rose by a fifth".to_owned()];
    made.now.insert(made.findings[0].id.clone(), Now::Says(vec!["Secret now".to_owned()]));
    let merge = CandidateDeed::Merge { into: 3, because: "Secretly the same".to_owned() };
    let merge = DatedDeed { on: day("2014-11-10"), deed: merge };
    let merged = issue("Secret merged issue").with(merge, day("2014-11-10")).unwrap();
    let year = &mut made.year;
    year.issues = [(3, issue("Secret long-list title")), (5, merged)].into();
    let priority = year.decided.as_ref().unwrap().priorities()[0].clone();
    let wording = year.plan.take().unwrap().wording().clone();
    let bare = Plan::begun(cycle(), wording).unwrap();
    year.plan = Some(bare.with_objective(&priority, "A secret objective").unwrap());
    year.actions = [(4, action("Secret new words")), (9, action("Secret new action"))].into();
    let still_open = Consulted {
        id: "secret-consultation".parse().unwrap(),
        title: "Secret consultation".to_owned(),
        label: Label::Real,
        closed: None,
        themes: counted_lights_and_police(2, 2).themes,
    };
    year.consultations.push(still_open);
    year.circulated = vec![circulated("# Secret\n\n{#1} An earlier secret.\n"), draft()];
    year.documents = vec![assessment(&year.circulated[1]), plan()];
    made
}

#[test]
fn no_secret_comes_out_of_the_public_thread() {
    let made = with_secrets();
    let whole = serde_json::to_string(&made.thread().exported()).unwrap().to_lowercase();
    assert!(whole.matches("secret").count() > 20, "the whole thread should have secrets: {whole}");
    let thread = made.thread().public();
    let public = exported(&thread);
    for secret in ["secret", "4711", "violence-rose", "smp-december", "plains avenue", "not-shown"]
    {
        assert!(!public.to_lowercase().contains(secret), "{secret}: {public}");
    }
    // What is left is not nothing.
    let met = within(named(&thread, "passage-2015-16-plan-1"), 4);
    for end in ["priority-1", "issue-1", "finding-1", "theme-1", "decision-4"] {
        assert!(met.contains(end), "{end}: {met:?}");
    }
    let of_action = named(&thread, "action-2015-16-4");
    assert_eq!(of_action.title(), "Action 4");
    assert!(public.contains("Burglary is steady."));
    for gone in ["passage-2015-16-assessment-3", "passage-2015-16-assessment-4"] {
        assert!(!public.contains(gone), "{gone}");
    }
    // Passage 6 stands, and says of what is confidential that it is withheld.
    assert!(public.contains("And again [withheld], or so."), "{public}");
}

#[test]
fn only_what_a_document_adopted_by_the_day_shows_is_public() {
    let mut made = with_secrets();
    made.year.documents.pop();
    let public = exported(&made.thread().public());
    assert!(!public.contains("Less violence at night") && !public.contains("Action 4"), "{public}");
    assert!(public.contains("Burglary is steady."));
}
