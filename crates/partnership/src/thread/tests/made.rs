//! A year made for tests: evidence, a theme, an issue, a priority, a plan, and both documents adopted.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::approval::deed::Deed;
use crate::approval::document::DocumentId;
use crate::approval::document::DocumentKind;
use crate::approval::document::Version;
use crate::approval::from_draft;
use crate::approval::history::History;
use crate::approval::tests::made as approval;
use crate::approval::text::Text;
use crate::approval::turn::Turn;
use crate::assessment::about::About;
use crate::assessment::answer::Answer;
use crate::assessment::answer::Answers;
use crate::assessment::circulated::Circulated;
use crate::assessment::text::Source;
use crate::assessment::versions;
use crate::consultation::report::Label;
use crate::consultation::themes::frame::tests::counted_lights_and_police;
use crate::consultation::you_said::WeAnswer;
use crate::consultation::you_said::YouSaid;
use crate::content::table::Cell;
use crate::evidence::figure::Figure;
use crate::evidence::figure::Status;
use crate::evidence::finding::Finding;
use crate::evidence::finding::Now;
use crate::evidence::finding::Stood;
use crate::plan::action::Action;
use crate::plan::action::described::Among;
use crate::plan::action::described::Described;
use crate::plan::rolling::Plan;
use crate::plan::rolling::Wording;
use crate::priorities::candidate::CandidateIssue;
use crate::priorities::candidate::Proposed;
use crate::priorities::decided::DecidedPriorities;
use crate::terms::day::Day;
use crate::terms::extract::Extract;
use crate::terms::extract::ExtractId;
use crate::terms::slug::Slug;
use crate::thread::Thread;
use crate::thread::everything::Consulted;
use crate::thread::everything::Everything;
use crate::thread::everything::OfCycle;
use crate::thread::everything::PanelIssue;
use crate::thread::reference::NodeRef;
use crate::timetable::cycle::Cycle;

/// All that a thread is woven of, owned.
pub(super) struct Made {
    pub(super) extracts: Vec<Extract>,
    pub(super) findings: Vec<Finding>,
    pub(super) now: BTreeMap<Slug, Now>,
    pub(super) panel_issues: Vec<PanelIssue>,
    pub(super) year: OfCycle,
}

impl Made {
    pub(super) fn thread(&self) -> Thread {
        Thread::of(&Everything {
            extracts: &self.extracts,
            findings: &self.findings,
            now: &self.now,
            panel_issues: &self.panel_issues,
            commentaries: &[],
            cycles: std::slice::from_ref(&self.year),
        })
    }
}

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn cycle() -> Cycle {
    "2015-16".parse().unwrap()
}

pub(super) fn node(text: &str) -> NodeRef {
    text.parse().unwrap()
}

/// The text of the draft that was circulated: what is quoted, what is exempt, and a number that was typed.
pub(super) const DRAFT: &str = "# Levels\n\n{#1} Violence: {finding:violence-rose}, and people spoke of {theme:lights}.\n\n\
    {#2} Burglary stood at {figure:burglary.count 2014-Q1}.\n\n\
    {#3} {exempt:7 names a patrol} A patrol waits by {panel:issue-1}.\n\n\
    {#4} A partner counted {figure:ambulance.count}.\n\n\
    {#5} Some 40 people were asked.\n";

/// A year in which everything hangs together.
pub(super) fn made() -> Made {
    let (finding, extract) = (finding(), extract());
    let mut year = OfCycle::bare(cycle());
    let themes = counted_lights_and_police(3, 1).themes;
    let will = WeAnswer::WeWill {
        what: "Mend them".to_owned(),
        owner: "The county".to_owned(),
        due: day("2015-06-30"),
    };
    let said = YouSaid::of(&themes[0], "The lights are out", will, day("2015-03-01")).unwrap();
    year.said = BTreeMap::from([(2, said)]);
    let (id, title) = ("winter".parse().unwrap(), "Winter consultation".to_owned());
    let closed = Some(day("2015-02-28"));
    year.consultations = vec![Consulted { id, title, label: Label::Real, closed, themes }];
    year.issues = BTreeMap::from([(3, issue("Violence at night"))]);
    year.decided = Some(decided());
    let priority = year.decided.as_ref().unwrap().priorities()[0].clone();
    let wording = Wording {
        until: cycle(),
        strategy: String::new(),
        views: String::new(),
        illustrative: false,
    };
    let plan = Plan::begun(cycle(), wording).unwrap();
    year.plan = Some(plan.with_objective(&priority, "Fewer assaults at night").unwrap());
    year.actions = BTreeMap::from([(4, action("Street pastors on Fridays"))]);
    year.circulated = vec![circulated(DRAFT)];
    year.documents = vec![assessment(&year.circulated[0]), plan_adopted()];
    let panel_issues = vec![panel_issue()];
    let (extracts, findings) = (vec![extract], vec![finding]);
    Made { extracts, findings, now: BTreeMap::new(), panel_issues, year }
}

pub(super) fn extract_id() -> ExtractId {
    ExtractId::of([0xab; 32])
}

fn extract() -> Extract {
    let json = serde_json::json!({
        "id": extract_id(), "kind": "police-street", "layout": "street-level crimes",
        "file": "2014-06-kent-street.csv", "publisher": "Police.uk", "licence": "OGL 3.0",
        "covers": null, "areas": "Kent Police", "taken": "2014-10-01T00:00:00Z", "kept": 1, "refused": 0,
    });
    serde_json::from_value(json).unwrap()
}

fn finding() -> Finding {
    let enquiry = "area=E07000110&offence=burglary&period=2014-Q1&measure=count&against=last-year";
    let stood = Stood {
        on: day("2014-11-01"),
        title: "Violence in Maidstone".to_owned(),
        says: vec!["Violence rose by a fifth.".to_owned()],
        cautions: Vec::new(),
        rows: Vec::new(),
        sources: BTreeSet::from([extract_id()]),
    };
    Finding {
        id: "violence-rose".parse().unwrap(),
        name: "Violence rose".to_owned(),
        note: String::new(),
        enquiry: enquiry.parse().unwrap(),
        stood,
    }
}

/// A candidate issue of this title, with all the evidence.
pub(super) fn issue(title: &str) -> CandidateIssue {
    let evidence = ["finding:violence-rose", "theme:lights", "panel:issue-1"];
    let proposed = Proposed {
        title: title.to_owned(),
        about: String::new(),
        why: String::new(),
        evidence: evidence.map(|one| one.parse().unwrap()).into(),
        on: day("2014-11-03"),
        illustrative: false,
    };
    CandidateIssue::of(proposed, day("2014-11-03")).unwrap()
}

fn decided() -> DecidedPriorities {
    let kept = serde_json::json!({
        "minuted": {
            "cycle": "2015-16", "meeting": "smp-december", "body": "smp", "step": "considered",
            "on": "2014-12-04", "minute": "12",
        },
        "round": null, "ranks": {}, "against": {},
        "priorities": [
            { "id": "violence", "cycle": "2015-16", "issue": 3, "wording": "Less violence at night" },
        ],
    });
    serde_json::from_value(kept).unwrap()
}

/// An action of this title.
pub(super) fn action(title: &str) -> Action {
    let members = BTreeSet::from(["Kent Police".to_owned()]);
    let objectives = BTreeSet::from([1]);
    let described = Described {
        title: title.to_owned(),
        about: String::new(),
        objective: Some(1),
        lead: "Kent Police".to_owned(),
        person: "Chief Inspector".to_owned(),
        partners: BTreeSet::new(),
        resources: String::new(),
        funding: String::new(),
        measure: None,
        due: day("2015-12-31"),
        said: BTreeSet::from([2]),
    };
    let among = Among { members: &members, objectives: &objectives };
    Action::of(described, among, day("2015-04-22")).unwrap()
}

fn panel_issue() -> PanelIssue {
    let raised = serde_json::json!({
        "place": "12 Plains Avenue", "kind": "speeding", "words": "Cars race by", "on": "2014-06-03",
    });
    let raised = serde_json::from_value(raised).unwrap();
    let issue = crate::panels::issue::Issue::of(raised, day("2014-12-01")).unwrap();
    PanelIssue { number: 1, panel: "North".to_owned(), issue }
}

/// A draft of this text, circulated, with what its references were answered with.
pub(super) fn circulated(text: &str) -> Circulated {
    let sources = vec![Source { file: "1.md".to_owned(), text: text.to_owned() }];
    let on = day("2015-02-24");
    let version = versions::Version { number: 3, by: "jane".to_owned(), on, sources };
    let about = About {
        area: "E07000110".parse().unwrap(),
        period: "2014".parse().unwrap(),
        against: "2013".parse().unwrap(),
    };
    let mut answers = Answers::new();
    for (reference, status) in [
        ("{finding:violence-rose}", Status::Final),
        ("{theme:lights}", Status::Final),
        ("{figure:burglary.count 2014-Q1}", Status::Final),
        ("{figure:ambulance.count}", Status::Confidential),
    ] {
        answers.insert(reference.parse().unwrap(), answer(reference, status));
    }
    Circulated { version, on, about, answers }
}

pub(super) fn answer(reference: &str, status: Status) -> Answer {
    let figure = Figure {
        measure: "burglaries".to_owned(),
        method: "Counted.".to_owned(),
        value: Cell::Count(235),
        area: "E07000110".parse().unwrap(),
        period: "2014-Q1".parse().unwrap(),
        against: None,
        sources: BTreeSet::from([extract_id()]),
        counted: Vec::new(),
        status,
        breaks: Vec::new(),
    };
    Answer {
        what: format!("What {} is", reference.trim_matches(['{', '}'])),
        says: "235".to_owned(),
        says_in_public: None,
        figures: vec![figure],
        rests_on: Vec::new(),
        status,
        cautions: Vec::new(),
        shown: None,
    }
}

pub(super) fn version(kind: DocumentKind, drawn_from: String, text: Text) -> Version {
    let document = DocumentId { kind, cycle: cycle() };
    Version { document, number: 1, on: day("2015-02-24"), drawn_from, text }
}

pub(super) fn adopted(deeds: Vec<Deed>, kind: DocumentKind) -> History {
    let history = History::new(DocumentId { kind, cycle: cycle() });
    deeds.into_iter().fold(history, |history, deed| history.after(deed).unwrap())
}

fn assessment(draft: &Circulated) -> History {
    let text = from_draft::text_of(draft).unwrap();
    let version = version(DocumentKind::Assessment, from_draft::drawn_from(draft), text);
    let agrees = approval::agrees(Turn::Partnership, "2015-03-05");
    adopted(vec![Deed::PutForward(version), agrees], DocumentKind::Assessment)
}

fn plan_adopted() -> History {
    let words = [
        "We want less violence at night.",
        "Less violence at night is our first priority. By day, too.",
        "Street pastors on Fridays",
        "Nothing else.",
    ];
    let version = version(DocumentKind::Plan, "typed".to_owned(), approval::text(&words));
    let moved = approval::moved(
        approval::reword("4", "Nothing more."),
        crate::approval::amendment::Fate::Carried,
    );
    let deeds = vec![
        Deed::PutForward(version),
        approval::agrees(Turn::Partnership, "2015-03-05"),
        approval::agrees(Turn::Cabinet, "2015-04-14"),
        approval::amends(Turn::Council, "2015-04-22", vec![moved]),
    ];
    adopted(deeds, DocumentKind::Plan)
}
