//! One candidate issue: what it is about and rests on, how it stands, what was scored, and what may happen to it.

use axum::response::IntoResponse;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::priorities::candidate::CandidateDeed;
use partnership::priorities::candidate::CandidateIssue;
use partnership::priorities::candidate::Ground;
use partnership::priorities::candidate::State;
use partnership::terms::wording::capitalised;
use partnership::thread::reference::NodeRef;
use records::KeptCandidate;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::people::choices::Choice;
use crate::priorities::at::At;
use crate::priorities::at::Opened;
use crate::priorities::drawn_from;
use crate::priorities::drawn_from::Kept;
use crate::priorities::scoring;
use crate::priorities::table::Table;
use crate::priorities::table::words;
use crate::thread::Follows;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct IssuePage {
    form: Shown,
    path: String,
    version: String,
    illustrative: bool,
    about: String,
    why: String,
    stands: String,
    because: Option<String>,
    is_on_the_list: bool,
    /// What became of it at the meeting.
    became: Option<String>,
    evidence: Vec<drawn_from::Shown>,
    may_propose: bool,
    may_keep: bool,
    may_score: bool,
    given: bool,
    scores: Option<Table>,
    changes: Option<Table>,
    history: Option<Table>,
    has_deeds: bool,
    ways: Vec<Choice>,
    others: Vec<Choice>,
    /// Where the golden thread has it, for those who may follow it.
    thread: Option<String>,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let opened = Opened::to(&visitor, &at, Deed::ReadDrafts).await?;
    draw(&visitor, &opened, opened.issue(&at)?, &Form::default()).await
}

/// Draws the page with what was typed.
pub(super) async fn draw(
    visitor: &Visitor,
    opened: &Opened,
    kept: &KeptCandidate,
    form: &Form,
) -> Result<Response, PageError> {
    let (issue, sources) = (&kept.issue, Kept::behind(visitor, opened.cycle, &kept.issue).await?);
    let is_on_the_list = issue.state() == State::OnTheList;
    let is_open = opened.round().is_some_and(|round| round.value.closed.is_none());
    let it = IssuePage {
        form: form.shown(),
        path: opened.issue_path(visitor, kept.number, ""),
        version: form.seen_next(kept.version),
        illustrative: issue.proposed().illustrative,
        about: issue.about().to_owned(),
        why: issue.proposed().why.clone(),
        stands: capitalised(&issue.state().in_words()),
        because: issue.because().map(str::to_owned),
        is_on_the_list,
        became: became(opened, kept.number),
        evidence: issue.evidence().iter().map(|cited| sources.shown(cited)).collect(),
        may_propose: visitor.can(Deed::ProposeIssues) && is_on_the_list,
        may_keep: visitor.can(Deed::KeepLongList),
        may_score: visitor.can(Deed::ScoreIssues) && is_on_the_list && is_open,
        given: opened.own(visitor, kept.number).is_some(),
        scores: scoring::table(visitor, opened, kept.number).await?,
        changes: scoring::changes(visitor, opened, kept.number).await?,
        history: history(issue),
        has_deeds: !issue.deeds().is_empty(),
        ways: ways(form, issue.state()),
        others: others(opened, form, kept.number),
        thread: Follows::by(visitor)
            .await
            .path(visitor, &NodeRef::Issue(opened.cycle, kept.number)),
    };
    let around = opened.page(visitor, issue.title()).with(form);
    Ok(page::draw(&visitor.app, "priorities/issue.html", around, &it)?.into_response())
}

/// What became of it at the meeting, in a sentence.
fn became(opened: &Opened, number: i64) -> Option<String> {
    let decided = &opened.in_force()?.value;
    let on = decided.minuted().on().in_words();
    let minute = decided.minuted().minute();
    let against =
        decided.against().get(&number).map(|one| format!(" The meeting’s reason: {}", one.because));
    let against = against.unwrap_or_default();
    if let Some(priority) = decided.of_issue(number) {
        let wording = priority.wording();
        return Some(format!("Priority “{wording}”, decided on {on} ({minute}).{against}"));
    }
    let rank = decided.rank(number)?;
    Some(format!("It ranked {rank} and was not chosen on {on} ({minute}).{against}"))
}

fn ways(form: &Form, state: State) -> Vec<Choice> {
    if state != State::OnTheList {
        let text = "Take it up again";
        return vec![Choice::of(form, "way", "take-up", text)];
    }
    let aside = Ground::ALL.into_iter().map(|ground| {
        let text = format!("Set it aside: {}", ground.in_words());
        Choice::of(form, "way", ground.name(), &text)
    });
    let merge = Choice::of(form, "way", "merge", "Merge it into another issue");
    aside
        .chain([merge
            .with_hint("Choose the other below; it then rests on the evidence of both".to_owned())])
        .collect()
}

fn others(opened: &Opened, form: &Form, number: i64) -> Vec<Choice> {
    let none = Choice::of(form, "into", "", "None");
    let others = opened.on_the_list().filter(|kept| kept.number != number).map(|kept| {
        let text = format!("{}. {}", kept.number, kept.issue.title());
        Choice::of(form, "into", &kept.number.to_string(), &text)
    });
    std::iter::once(none).chain(others).collect()
}

/// What was done about it, from the proposal on.
fn history(issue: &CandidateIssue) -> Option<Table> {
    let proposed = issue.proposed();
    let first = vec![
        words(proposed.on.in_words()),
        words("Proposed"),
        words(dash(&format!("{}. {}", proposed.title, proposed.why))),
    ];
    let deeds = issue.deeds().iter().map(|dated| {
        let (what, why) = told(&dated.deed);
        vec![words(dated.on.in_words()), words(what), words(dash(&why))]
    });
    let rows = std::iter::once(first).chain(deeds).collect();
    Table::of("history", "What happened", &["Day", "What", "Words or why"]).with(rows)
}

fn dash(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() { "–" } else { text }.to_owned()
}

fn told(deed: &CandidateDeed) -> (String, String) {
    match deed {
        CandidateDeed::Reword { title, .. } => ("Worded otherwise".to_owned(), title.clone()),
        CandidateDeed::AddEvidence { what } => (format!("Rests also on {what}"), String::new()),
        CandidateDeed::TakeEvidenceOff { what, because } => {
            (format!("Rests no more on {what}"), because.clone())
        }
        CandidateDeed::SetAside { ground, because } => {
            (format!("Set aside: {}", ground.in_words()), because.clone())
        }
        CandidateDeed::Merge { into, because } => {
            (format!("Merged into issue {into}"), because.clone())
        }
        CandidateDeed::TakeUpAgain { because } => ("Taken up again".to_owned(), because.clone()),
    }
}
