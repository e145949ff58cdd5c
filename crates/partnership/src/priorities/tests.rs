//! The life of candidate issues, scores and rounds, ranks, and what a decision makes of them.

mod deciding;
mod ranks;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::membership::person::PersonId;
use crate::priorities::candidate::CandidateDeed;
use crate::priorities::candidate::CandidateIssue;
use crate::priorities::candidate::DatedDeed;
use crate::priorities::candidate::Ground;
use crate::priorities::candidate::Proposed;
use crate::priorities::candidate::State;
use crate::priorities::candidate::refused::CandidateFault;
use crate::priorities::candidate::refused::CandidateRefused;
use crate::priorities::evidence::Cited;
use crate::priorities::factor::Factor;
use crate::priorities::factor::Level;
use crate::priorities::method::Levels;
use crate::priorities::method::Method;
use crate::priorities::method::Weights;
use crate::priorities::method::WeightsFault;
use crate::priorities::round::Begun;
use crate::priorities::round::Chosen;
use crate::priorities::round::Round;
use crate::priorities::round::RoundRefused;
use crate::priorities::round::choose;
use crate::priorities::score::Given;
use crate::priorities::score::Score;
use crate::priorities::score::ScoreFault;
use crate::terms::day::Day;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn cited(text: &str) -> Cited {
    text.parse().unwrap()
}

fn proposed(title: &str) -> Proposed {
    Proposed {
        title: title.to_owned(),
        about: String::new(),
        why: String::new(),
        evidence: BTreeSet::from([cited("finding:violence-rose")]),
        on: day("2014-11-03"),
        illustrative: false,
    }
}

fn issue(title: &str) -> CandidateIssue {
    CandidateIssue::of(proposed(title), day("2014-11-03")).unwrap()
}

fn dated(on: &str, deed: CandidateDeed) -> DatedDeed {
    DatedDeed { on: day(on), deed }
}

fn aside(because: &str) -> CandidateDeed {
    CandidateDeed::SetAside { ground: Ground::NotOurs, because: because.to_owned() }
}

fn after(issue: CandidateIssue, deed: CandidateDeed) -> Result<CandidateIssue, CandidateRefused> {
    issue.with(dated("2014-11-10", deed), day("2014-12-01"))
}

fn levels(all: &[(Factor, u8)]) -> Levels {
    all.iter().map(|(factor, level)| (*factor, Level::try_from(*level).unwrap())).collect()
}

fn grid(impact: u8, likelihood: u8) -> Levels {
    levels(&[(Factor::Impact, impact), (Factor::Likelihood, likelihood)])
}

fn round(method: Method) -> Round {
    Round { number: 1, method, since: day("2014-11-03"), why: String::new(), closed: None }
}

fn given(levels: Levels) -> Given {
    let note = "By what the ward officers say".to_owned();
    Given { levels, cites: BTreeSet::new(), note, on: day("2014-11-12") }
}

fn jane() -> PersonId {
    PersonId("jane".parse().unwrap())
}

#[test]
fn an_issue_that_rests_on_nothing_says_why_it_is_proposed() {
    let bare = Proposed { evidence: BTreeSet::new(), ..proposed("Scams") };
    let refused = CandidateIssue::of(bare.clone(), day("2014-11-03")).unwrap_err();
    assert_eq!(refused, [CandidateFault::Unfounded]);
    let why = "Trading Standards asked for it".to_owned();
    assert!(CandidateIssue::of(Proposed { why, ..bare }, day("2014-11-03")).is_ok());
}

#[test]
fn all_faults_of_a_proposal_are_told_at_once() {
    let bad = Proposed { title: " ".to_owned(), on: day("2014-12-01"), ..proposed("") };
    let refused = CandidateIssue::of(bad, day("2014-11-03")).unwrap_err();
    assert_eq!(refused, [CandidateFault::NoTitle, CandidateFault::ToCome(day("2014-12-01"))]);
}

#[test]
fn what_was_set_aside_and_taken_up_again_keeps_why_on_both_occasions() {
    let aside = after(issue("Court delays"), aside("Courts decide it")).unwrap();
    assert_eq!(aside.state(), State::SetAside(Ground::NotOurs));
    assert_eq!(aside.because(), Some("Courts decide it"));
    let because = "The courts asked partners for witnesses’ care".to_owned();
    let again = after(aside, CandidateDeed::TakeUpAgain { because }).unwrap();
    assert_eq!(again.state(), State::OnTheList);
    let said: Vec<&CandidateDeed> = again.deeds().iter().map(|dated| &dated.deed).collect();
    assert_eq!(said.len(), 2);
    assert!(
        matches!(said[0], CandidateDeed::SetAside { because, .. } if because == "Courts decide it")
    );
}

#[test]
fn nothing_is_set_aside_without_a_reason() {
    assert_eq!(after(issue("Parking"), aside(" ")), Err(CandidateRefused::NoReason));
}

#[test]
fn what_is_not_on_the_list_changes_in_no_other_way_than_being_taken_up_again() {
    let merge = CandidateDeed::Merge { into: 3, because: "The same streets".to_owned() };
    let merged = after(issue("Drunken fights"), merge).unwrap();
    let stands = State::Merged { into: 3 };
    assert_eq!(merged.state(), stands);
    let more = CandidateDeed::AddEvidence { what: cited("panel:issue-4") };
    assert_eq!(after(merged.clone(), more), Err(CandidateRefused::NotOnTheList(stands)));
    let twice = after(merged, aside("No"));
    assert_eq!(twice, Err(CandidateRefused::NotOnTheList(stands)));
    let up = CandidateDeed::TakeUpAgain { because: "Why".to_owned() };
    assert_eq!(after(issue("Litter"), up), Err(CandidateRefused::OnTheList));
}

#[test]
fn evidence_is_added_and_taken_off_and_both_can_be_read() {
    let more = CandidateDeed::AddEvidence { what: cited("panel:issue-4") };
    let issue = after(issue("Speeding"), more.clone()).unwrap();
    assert_eq!(issue.evidence().len(), 2);
    let twice = after(issue.clone(), more);
    assert_eq!(twice, Err(CandidateRefused::ThereAlready(cited("panel:issue-4"))));
    let because = "It is about parking".to_owned();
    let off = CandidateDeed::TakeEvidenceOff { what: cited("panel:issue-4"), because };
    let issue = after(issue, off.clone()).unwrap();
    assert_eq!(issue.evidence(), BTreeSet::from([cited("finding:violence-rose")]));
    assert_eq!(after(issue, off), Err(CandidateRefused::NotThere(cited("panel:issue-4"))));
}

#[test]
fn what_is_merged_brings_its_evidence_along() {
    let (mut other, on) = (proposed("Fights in Week Street"), day("2014-11-10"));
    other.evidence.insert(cited("panel:issue-4"));
    let other = CandidateIssue::of(other, on).unwrap();
    let into = issue("Violence at night").taking_in(&other, (on, on)).unwrap();
    assert_eq!(into.evidence(), other.evidence());
    assert_eq!(into.deeds().len(), 1, "what both rest on is not added twice");
    let gone = after(issue("Noise"), aside("In hand")).unwrap();
    assert!(gone.taking_in(&other, (on, on)).is_err());
}

#[test]
fn undoing_the_last_deed_gives_what_was_before() {
    let before = issue("Burglary");
    let aside = after(before.clone(), aside("Too few")).unwrap();
    assert_eq!(aside.without_last(), Ok(before.clone()));
    assert_eq!(before.without_last(), Err(CandidateRefused::NothingToTakeBack));
}

#[test]
fn deeds_stand_in_the_order_of_their_days() {
    let early = issue("Burglary").with(dated("2014-11-02", aside("No")), day("2014-12-01"));
    assert!(matches!(early, Err(CandidateRefused::Early { .. })), "{early:?}");
    let late = issue("Burglary").with(dated("2014-12-02", aside("No")), day("2014-12-01"));
    assert_eq!(late, Err(CandidateRefused::ToCome(day("2014-12-02"))));
}

#[test]
fn a_candidate_issue_that_is_kept_reads_the_same_and_is_checked_again() {
    let kept = after(issue("Burglary"), aside("Too few")).unwrap();
    let json = serde_json::to_string(&kept).unwrap();
    assert_eq!(serde_json::from_str::<CandidateIssue>(&json).unwrap(), kept);
    let wrong = json.replace("Too few", "");
    assert!(serde_json::from_str::<CandidateIssue>(&wrong).is_err());
}

#[test]
fn every_level_of_every_factor_has_an_anchor_of_its_own() {
    for factor in Factor::GRID.into_iter().chain(Factor::MATRIX) {
        let anchors: BTreeSet<&str> = Level::ALL.map(|level| factor.anchor(level)).into();
        assert_eq!(anchors.len(), 4, "{factor:?}");
        assert!(!anchors.contains(""), "{factor:?}");
        assert_eq!(serde_json::to_value(factor).unwrap(), factor.name());
    }
}

#[test]
fn a_matrix_has_at_least_two_factors_and_no_weight_over_ten() {
    let of = |all: &[(Factor, u8)]| Weights::of(all.iter().copied().collect());
    assert_eq!(of(&[(Factor::Trend, 3), (Factor::Concern, 0)]), Err(WeightsFault::TooFew));
    let heavy = WeightsFault::Heavy { of: Factor::Trend, found: 11 };
    assert_eq!(of(&[(Factor::Trend, 11), (Factor::Concern, 1)]), Err(heavy));
    assert_eq!(of(&[(Factor::Impact, 1)]), Err(WeightsFault::OfTheGrid(Factor::Impact)));
    let two = of(&[(Factor::Trend, 3), (Factor::Concern, 1), (Factor::Capacity, 0)]).unwrap();
    assert_eq!(Method::Matrix(two).factors(), [Factor::Trend, Factor::Concern]);
}

#[test]
fn a_matrix_weighs_levels_as_its_formula_says() {
    let weights = BTreeMap::from([(Factor::Physical, 3), (Factor::Concern, 1)]);
    let method = Method::Matrix(Weights::of(weights).unwrap());
    let score =
        method.score(&levels(&[(Factor::Physical, 4), (Factor::Concern, 2)]), &method.weighting());
    assert!((score - 3.5).abs() < 1e-12, "(3 × 4 + 1 × 2) / 4, not {score}");
}

#[test]
fn the_method_is_frozen_once_somebody_scored() {
    let today = day("2014-11-20");
    let first = round(Method::Grid);
    let matrix = || Method::Matrix(Weights::usual());
    let in_place = choose(Some((&first, Begun::No)), matrix(), "", today).unwrap();
    assert!(matches!(in_place, Chosen::InPlace(Round { number: 1, .. })), "{in_place:?}");
    let frozen = choose(Some((&first, Begun::Yes)), matrix(), " ", today);
    assert_eq!(frozen, Err(RoundRefused::NoReason));
    let anew = choose(Some((&first, Begun::Yes)), matrix(), "Harm matters more", today).unwrap();
    assert!(matches!(anew, Chosen::Anew(Round { number: 2, .. })), "{anew:?}");
    let same = choose(Some((&first, Begun::Yes)), Method::Grid, "Again", today);
    assert_eq!(same, Err(RoundRefused::Same));
}

#[test]
fn a_score_answers_what_the_method_asks_and_says_on_what_it_is_based() {
    let (round, issue) = (round(Method::Grid), issue("Burglary"));
    let bad = Given {
        note: String::new(),
        cites: BTreeSet::from([cited("panel:issue-9")]),
        ..given(levels(&[(Factor::Impact, 2), (Factor::Trend, 2)]))
    };
    let faults = Score::first(jane(), bad, (&round, &issue)).unwrap_err();
    let wanted = [
        ScoreFault::Missing(Factor::Likelihood),
        ScoreFault::NotAsked(Factor::Trend),
        ScoreFault::NotItsEvidence(cited("panel:issue-9")),
    ];
    assert_eq!(faults, wanted);
    let mute = Given { note: " ".to_owned(), ..given(grid(2, 2)) };
    let faults = Score::first(jane(), mute, (&round, &issue)).unwrap_err();
    assert_eq!(faults, [ScoreFault::Unfounded]);
}

#[test]
fn a_score_that_is_changed_keeps_what_was_given_before() {
    let (round, issue) = (round(Method::Grid), issue("Burglary"));
    let first = Score::first(jane(), given(grid(2, 2)), (&round, &issue)).unwrap();
    let same = first.clone().again(given(grid(2, 2)), (&round, &issue)).unwrap();
    assert_eq!(same, first, "giving the same again is no change");
    let again = first.clone().again(given(grid(3, 2)), (&round, &issue)).unwrap();
    assert_eq!(again.before(), [first.last().clone()]);
    assert_eq!(again.last().levels, grid(3, 2));
    let json = serde_json::to_string(&again).unwrap();
    assert_eq!(serde_json::from_str::<Score>(&json).unwrap(), again);
}

#[test]
fn nobody_scores_in_a_closed_round_or_what_was_set_aside() {
    let open = round(Method::Grid);
    let on = day("2014-11-28");
    assert_eq!(open.clone().closed(Begun::No, on), Err(RoundRefused::NotBegun));
    let closed = open.clone().closed(Begun::Yes, on).unwrap();
    let faults = Score::first(jane(), given(grid(1, 1)), (&closed, &issue("Burglary")));
    assert_eq!(faults, Err(vec![ScoreFault::Round(RoundRefused::Closed(on))]));
    assert_eq!(closed.opened(), Ok(open.clone()));
    let gone = after(issue("Burglary"), aside("Too few")).unwrap();
    let faults = Score::first(jane(), given(grid(1, 1)), (&open, &gone)).unwrap_err();
    assert_eq!(faults, [ScoreFault::NotOnTheList(State::SetAside(Ground::NotOurs))]);
}
