//! The long list, its scores and its decisions are kept as the core allows, and only a meeting's decision makes priorities.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::membership::person::PersonId;
use partnership::priorities::candidate::CandidateDeed;
use partnership::priorities::candidate::DatedDeed;
use partnership::priorities::candidate::Ground;
use partnership::priorities::candidate::Proposed;
use partnership::priorities::candidate::State;
use partnership::priorities::decided::deciding::Choices;
use partnership::priorities::factor::Factor;
use partnership::priorities::factor::Level;
use partnership::priorities::method::Method;
use partnership::priorities::method::Weights;
use partnership::priorities::round::RoundRefused;
use partnership::priorities::score::Given;
use partnership::timetable::agenda::ItemDeed;
use partnership::timetable::meeting::MeetingId;
use partnership::timetable::step::StepId;
use records::Book;
use records::KeptCandidate;
use records::Kind;
use records::PrioritiesRefused;

use crate::engine::Database;
use crate::engine::on_both_engines;
use crate::maidstone::*;

pub(crate) fn proposed(title: &str) -> Proposed {
    Proposed {
        title: title.to_owned(),
        about: String::new(),
        why: String::new(),
        evidence: BTreeSet::from(["finding:burglary".parse().unwrap()]),
        on: day("2014-11-03"),
        illustrative: false,
    }
}

pub(crate) fn deed(deed: CandidateDeed) -> DatedDeed {
    DatedDeed { on: day("2014-11-20"), deed }
}

pub(crate) fn aside() -> CandidateDeed {
    CandidateDeed::SetAside { ground: Ground::NotOurs, because: "Courts decide it".to_owned() }
}

pub(crate) async fn candidate(book: &Book, at: usize) -> KeptCandidate {
    book.candidate_issues(cycle()).await.unwrap().remove(at)
}

pub(crate) fn scorer(name: &str) -> PersonId {
    PersonId(name.parse().unwrap())
}

pub(crate) fn given(impact: u8, likelihood: u8) -> Given {
    let level = |number: u8| Level::try_from(number).unwrap();
    let levels = [(Factor::Impact, level(impact)), (Factor::Likelihood, level(likelihood))];
    let cites = BTreeSet::from(["finding:burglary".parse().unwrap()]);
    Given { levels: levels.into(), cites, note: String::new(), on: day("2014-11-21") }
}

pub(crate) fn december() -> (MeetingId, StepId) {
    (march_meeting().id, step("assessment-approved"))
}

/// The meeting of March with its item agreed.
pub(crate) async fn with_the_decision(book: &Book) {
    let (meeting, step) = december();
    let which = (&meeting, &step);
    let seen = async || year(book).await.items[&(meeting.clone(), step.clone())];
    let publish =
        ItemDeed::Publish { paper: "Strategic Assessment".to_owned(), on: day("2015-02-25") };
    for deed in [publish, ItemDeed::Decide(agreed())] {
        let seen = seen().await;
        book.change_agenda_item(&signed(104), cycle(), seen, which, deed, today()).await.unwrap();
    }
}

pub(crate) fn choices(all: &[(i64, &str)]) -> Choices {
    let chosen = all.iter().map(|(issue, wording)| (*issue, (*wording).to_owned())).collect();
    Choices { chosen, because: BTreeMap::new() }
}

/// Three issues, of which two were scored by the grid and the third set aside.
pub(crate) async fn with_a_long_list(book: &Book) {
    for title in ["Violence at home", "Speeding", "Court delays"] {
        book.propose_issue(&signed(100), cycle(), proposed(title), today()).await.unwrap();
    }
    let kept = candidate(book, 2).await;
    let seen = (cycle(), kept.number, kept.version);
    book.record_candidate_deed(&signed(101), seen, deed(aside()), today()).await.unwrap();
    let chosen = (cycle(), None);
    let day = ("", day("2014-11-20"));
    book.choose_method(&signed(102), chosen, Method::Grid, day).await.unwrap();
    for (at, impact) in [(0, 4), (1, 2)] {
        let which = (cycle(), candidate(book, at).await.number, None);
        for (name, likelihood) in [("jane", 3), ("john", 2)] {
            let given = given(impact, likelihood);
            book.give_score(&by(name, 103), which, &scorer(name), given).await.unwrap();
        }
    }
}

/// The same with a decision; the meeting is entered where it is not.
pub(crate) async fn with_priorities(book: &Book) {
    with_a_long_list(book).await;
    if !year(book).await.meetings.contains_key(&december().0) {
        book.enter_meeting(&signed(104), cycle(), march_meeting(), today()).await.unwrap();
    }
    with_the_decision(book).await;
    let (meeting, step) = december();
    let chosen = choices(&[(candidate(book, 0).await.number, "Domestic abuse")]);
    let at = (cycle(), None);
    book.decide_priorities(&signed(105), at, (&meeting, &step), &chosen).await.unwrap();
}

/// A change of each of these tables past the records.
pub(crate) const TAMPERINGS: [(&str, &str); 4] = [
    ("candidate_issue", "update candidate_issue set issue = replace(issue, 'home', 'work')"),
    (
        "scoring_round",
        "update scoring_round set round = replace(round, '2014-11-20', '2014-11-19')",
    ),
    (
        "issue_score",
        "update issue_score set score = replace(score, '\"impact\":4', '\"impact\":1')",
    ),
    (
        "priority_decision",
        "update priority_decision set decision = replace(decision, 'abuse', 'noise')",
    ),
];

on_both_engines! {
    what_was_set_aside_is_taken_up_again_and_nothing_of_its_history_goes;
    what_is_merged_brings_its_evidence_along_in_one_change;
    each_scores_alone_and_a_change_keeps_what_was_given_before;
    another_method_begins_a_new_round_and_the_old_scores_stay;
    no_priority_is_kept_without_a_meetings_decision;
    a_choice_against_the_rank_keeps_its_reason;
    a_later_decision_stands_beside_the_earlier_and_is_taken_back_first;
}

async fn what_was_set_aside_is_taken_up_again_and_nothing_of_its_history_goes(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_long_list(&book).await;
    let kept = candidate(&book, 2).await;
    assert_eq!(kept.issue.state(), State::SetAside(Ground::NotOurs));
    let up = deed(CandidateDeed::TakeUpAgain { because: "Witnesses are ours".to_owned() });
    let seen = (cycle(), kept.number, kept.version);
    let record =
        async |seen, deed| book.record_candidate_deed(&signed(106), seen, deed, today()).await;
    let version = record(seen, up.clone()).await.unwrap();
    let again = candidate(&book, 2).await;
    assert_eq!((again.issue.state(), again.issue.deeds().len()), (State::OnTheList, 2));
    let late = record(seen, deed(aside())).await;
    assert!(matches!(late, Err(PrioritiesRefused::Conflict(_))), "{late:?}");
    let now = (cycle(), kept.number, version);
    assert!(matches!(record(now, up).await, Err(PrioritiesRefused::Candidate(_))));
    book.take_back_candidate_deed(&signed(107), now).await.unwrap();
    assert_eq!(candidate(&book, 2).await.issue, kept.issue);
    book.verify().await.unwrap();
}

async fn what_is_merged_brings_its_evidence_along_in_one_change(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_long_list(&book).await;
    let (into, other) = (candidate(&book, 0).await, candidate(&book, 1).await);
    let more = deed(CandidateDeed::AddEvidence { what: "panel:issue-4".parse().unwrap() });
    let seen = (cycle(), other.number, other.version);
    let version = book.record_candidate_deed(&signed(106), seen, more, today()).await.unwrap();
    let merge = |into| deed(CandidateDeed::Merge { into, because: "One and the same".to_owned() });
    let seen = (cycle(), other.number, version);
    for nowhere in [other.number, 9_999, candidate(&book, 2).await.number] {
        let refused = book.record_candidate_deed(&signed(107), seen, merge(nowhere), today()).await;
        assert!(refused.is_err(), "{nowhere}");
    }
    book.record_candidate_deed(&signed(107), seen, merge(into.number), today()).await.unwrap();
    let (into, other) = (candidate(&book, 0).await, candidate(&book, 1).await);
    assert_eq!(other.issue.state(), State::Merged { into: into.number });
    assert_eq!(into.issue.evidence(), other.issue.evidence());
    book.verify().await.unwrap();
}

async fn each_scores_alone_and_a_change_keeps_what_was_given_before(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_long_list(&book).await;
    let scores = book.issue_scores(cycle(), 1).await.unwrap();
    assert_eq!(scores.len(), 4);
    let first = &scores[0];
    assert_eq!(first.score.by(), &scorer("jane"));
    let give = async |seen, given| {
        let which = (cycle(), first.issue, seen);
        book.give_score(&by("jane", 106), which, &scorer("jane"), given).await
    };
    let twice = give(None, given(1, 1)).await;
    assert!(matches!(twice, Err(PrioritiesRefused::Conflict(_))), "{twice:?}");
    let version = give(Some(first.version), given(3, 3)).await.unwrap();
    let again = book.issue_scores(cycle(), 1).await.unwrap().remove(0);
    assert_eq!(again.score.before(), [first.score.last().clone()]);
    let entry = book.entries(version.0 - 1, 1).await.unwrap().remove(0);
    assert_eq!((entry.kind, entry.who.as_str()), (Kind::IssueScore, "jane"));
    assert!(entry.before.is_some() && entry.after.is_some());
    let round = book.scoring_rounds(cycle()).await.unwrap().remove(0);
    book.close_scoring(&signed(107), (cycle(), 1, round.version), today()).await.unwrap();
    let late = give(Some(version), given(4, 4)).await;
    assert!(matches!(late, Err(PrioritiesRefused::Score(_))), "{late:?}");
    book.verify().await.unwrap();
}

async fn another_method_begins_a_new_round_and_the_old_scores_stay(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_long_list(&book).await;
    let before = book.issue_scores(cycle(), 1).await.unwrap();
    let seen = book.scoring_rounds(cycle()).await.unwrap()[0].version;
    let matrix = || Method::Matrix(Weights::usual());
    let choose = async |seen, why| {
        book.choose_method(&signed(108), (cycle(), seen), matrix(), (why, today())).await
    };
    let frozen = choose(Some(seen), "").await;
    assert!(matches!(frozen, Err(PrioritiesRefused::Round(RoundRefused::NoReason))), "{frozen:?}");
    let unseen = choose(None, "Harm matters more").await;
    assert!(matches!(unseen, Err(PrioritiesRefused::Conflict(_))), "{unseen:?}");
    assert_eq!(choose(Some(seen), "Harm matters more").await.unwrap(), 2);
    assert_eq!(book.issue_scores(cycle(), 1).await.unwrap(), before);
    assert!(book.issue_scores(cycle(), 2).await.unwrap().is_empty());
    // From a page that was opened before, the round that ended is not closed in the place of the new one.
    let stale = book.close_scoring(&signed(109), (cycle(), 1, seen), today()).await;
    assert!(matches!(stale, Err(PrioritiesRefused::Conflict(_))), "{stale:?}");
    let rounds = book.scoring_rounds(cycle()).await.unwrap();
    assert_eq!(
        (rounds[0].value.method.clone(), rounds[1].value.method.clone()),
        (Method::Grid, matrix())
    );
    book.verify().await.unwrap();
}

async fn no_priority_is_kept_without_a_meetings_decision(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_long_list(&book).await;
    let (meeting, step) = december();
    let chosen = choices(&[(candidate(&book, 0).await.number, "Domestic abuse")]);
    let decide = async || {
        let at = (cycle(), None);
        book.decide_priorities(&signed(109), at, (&meeting, &step), &chosen).await
    };
    assert!(matches!(decide().await, Err(PrioritiesRefused::NoMeeting(_))));
    book.enter_meeting(&signed(109), cycle(), march_meeting(), today()).await.unwrap();
    assert!(matches!(decide().await, Err(PrioritiesRefused::NoDecision(_))));
    assert!(book.decided_priorities(cycle()).await.unwrap().is_empty());
    with_the_decision(&book).await;
    let decided = decide().await.unwrap();
    assert_eq!(decided.minuted().minute(), "12");
    assert_eq!(book.decided_priorities(cycle()).await.unwrap()[0].value, decided);
    assert!(matches!(decide().await, Err(PrioritiesRefused::Conflict(_))));
    book.verify().await.unwrap();
}

async fn a_choice_against_the_rank_keeps_its_reason(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_a_long_list(&book).await;
    book.enter_meeting(&signed(109), cycle(), march_meeting(), today()).await.unwrap();
    with_the_decision(&book).await;
    let (first, second) = (candidate(&book, 0).await.number, candidate(&book, 1).await.number);
    let (meeting, step) = december();
    let mut chosen = choices(&[(second, "Safer roads")]);
    let which = (&meeting, &step);
    let bare = book.decide_priorities(&signed(110), (cycle(), None), which, &chosen).await;
    assert!(matches!(bare, Err(PrioritiesRefused::Choices(_))), "{bare:?}");
    chosen.because.insert(first, "The county leads on it".to_owned());
    book.decide_priorities(&signed(110), (cycle(), None), which, &chosen).await.unwrap();
    let decided = book.decided_priorities(cycle()).await.unwrap().remove(0).value;
    assert_eq!(decided.against()[&first].because, "The county leads on it");
    assert_eq!((decided.rank(first), decided.rank(second)), (Some(1), Some(2)));
}

async fn a_later_decision_stands_beside_the_earlier_and_is_taken_back_first(database: &Database) {
    let book = with_its_year(&database.records().await, "maidstone").await;
    with_priorities(&book).await;
    let first = book.decided_priorities(cycle()).await.unwrap().remove(0);
    let issue = candidate(&book, 0).await.number;
    let other = candidate(&book, 1).await.number;
    let both = choices(&[(issue, "Abuse at home"), (other, "Safer roads")]);
    let (meeting, step) = december();
    let seen = (cycle(), Some(first.version));
    book.decide_priorities(&signed(111), seen, (&meeting, &step), &both).await.unwrap();
    let decided = book.decided_priorities(cycle()).await.unwrap();
    assert_eq!(decided[0], first);
    let ids: Vec<String> =
        decided[1].value.priorities().iter().map(|one| one.id().to_string()).collect();
    assert_eq!(ids, ["domestic-abuse", "safer-roads"], "an issue keeps its priority’s name");
    assert_eq!(book.priorities(cycle()).await.unwrap(), decided[1].value.priorities());
    let early = book.take_back_priorities(&signed(112), (cycle(), first.version)).await;
    assert!(matches!(early, Err(PrioritiesRefused::Conflict(_))), "{early:?}");
    book.take_back_priorities(&signed(112), (cycle(), decided[1].version)).await.unwrap();
    assert_eq!(book.decided_priorities(cycle()).await.unwrap(), [first]);
    book.verify().await.unwrap();
}
