//! Which long list and issue an address names, with their scores and decisions, and who may see which scores.
//!
//! In comes an address; out goes what it names as it is held, or that there is no such page.

use std::collections::BTreeMap;

use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::may::Deed;
use partnership::priorities::candidate::CandidateIssue;
use partnership::priorities::candidate::State;
use partnership::priorities::decided::DecidedPriorities;
use partnership::priorities::ranking::Ranking;
use partnership::priorities::ranking::of_list;
use partnership::priorities::round::Round;
use partnership::timetable::cycle::Cycle;
use records::Held;
use records::KeptCandidate;
use records::KeptScore;
use records::Year;
use tower_sessions::Session;

use crate::app::App;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::taken::Unreadable;
use crate::who::visitor::Visitor;

/// What an address names.
#[derive(Debug)]
pub(super) struct At {
    /// The cycle.
    pub(super) cycle: Cycle,
    number: Option<i64>,
}

/// The long list of a cycle with all that came of it.
#[derive(Debug)]
pub(super) struct Opened {
    /// The cycle.
    pub(super) cycle: Cycle,
    /// Its timetable and meetings.
    pub(super) year: Year,
    /// Its candidate issues, in the order in which they were proposed.
    pub(super) issues: Vec<KeptCandidate>,
    /// Its rounds of scoring, the first one first.
    pub(super) rounds: Vec<Held<Round>>,
    /// The scores of the last round.
    pub(super) scores: Vec<KeptScore>,
    /// What was decided, the first decision first.
    pub(super) decided: Vec<Held<DecidedPriorities>>,
}

impl FromRequestParts<App> for At {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<At, PageError> {
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Unreadable::Address)?;
        let named =
            |part: &str| params.iter().find(|(name, _)| *name == part).map(|(_, text)| text);
        let cycle = named("cycle").and_then(|text| text.parse().ok());
        let number = named("number").map(|text| text.parse().map_err(|_| PageError::NotFound));
        Ok(At { cycle: cycle.ok_or(PageError::NotFound)?, number: number.transpose()? })
    }
}

impl Opened {
    /// The long list that an address names, for whoever may do `deed`.
    ///
    /// # Errors
    /// When they may not, there is no such cycle, or the records cannot be read.
    pub(super) async fn to(visitor: &Visitor, at: &At, deed: Deed) -> Result<Opened, PageError> {
        visitor.may(deed)?;
        let (book, cycle) = (&visitor.book, at.cycle);
        let year = book.year(cycle).await?.ok_or(PageError::NotFound)?.year;
        let rounds = book.scoring_rounds(cycle).await?;
        let scores = match rounds.last() {
            Some(last) => book.issue_scores(cycle, last.value.number).await?,
            None => Vec::new(),
        };
        let issues = book.candidate_issues(cycle).await?;
        let decided = book.decided_priorities(cycle).await?;
        Ok(Opened { cycle, year, issues, rounds, scores, decided })
    }

    /// The issue that an address names.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn issue(&self, at: &At) -> Result<&KeptCandidate, PageError> {
        let found = self.issues.iter().find(|kept| Some(kept.number) == at.number);
        found.ok_or(PageError::NotFound)
    }

    /// The issue of a number, if there is one.
    pub(super) fn numbered(&self, number: i64) -> Option<&KeptCandidate> {
        self.issues.iter().find(|kept| kept.number == number)
    }

    /// The issues that are on the list.
    pub(super) fn on_the_list(&self) -> impl Iterator<Item = &KeptCandidate> {
        self.issues.iter().filter(|kept| kept.issue.state() == State::OnTheList)
    }

    /// All issues by number.
    pub(super) fn by_number(&self) -> BTreeMap<i64, CandidateIssue> {
        self.issues.iter().map(|kept| (kept.number, kept.issue.clone())).collect()
    }

    /// The last round.
    pub(super) fn round(&self) -> Option<&Held<Round>> {
        self.rounds.last()
    }

    /// The decision in force.
    pub(super) fn in_force(&self) -> Option<&Held<DecidedPriorities>> {
        self.decided.last()
    }

    /// How the issues on the list rank by the last round; none where nobody scored.
    pub(super) fn ranking(&self, top: usize) -> Option<Ranking> {
        self.ranking_of(&self.round()?.value, &self.scores, top)
    }

    /// How they rank by the scores of a round; none where nobody scored.
    pub(super) fn ranking_of(
        &self,
        round: &Round,
        scores: &[KeptScore],
        top: usize,
    ) -> Option<Ranking> {
        let list = self.issues.iter().map(|kept| (kept.number, &kept.issue));
        let given = scores.iter().map(|kept| (kept.issue, &kept.score.last().levels));
        let ranking = of_list(&round.method, list, given, top);
        (!ranking.rows.is_empty()).then_some(ranking)
    }

    /// A visitor's own score of an issue.
    pub(super) fn own(&self, visitor: &Visitor, issue: i64) -> Option<&KeptScore> {
        let mut own = self.scores.iter().filter(|kept| *kept.score.by() == visitor.person.id);
        own.find(|kept| kept.issue == issue)
    }

    /// Whether a visitor sees what others scored: everybody does once scoring is closed, and before that whoever leads the
    /// meeting.
    pub(super) fn shows_scores(&self, visitor: &Visitor) -> bool {
        let is_closed = self.round().is_some_and(|round| round.value.closed.is_some());
        is_closed || visitor.can(Deed::DecidePriorities)
    }

    /// The next issue on the list that a visitor has not scored.
    pub(super) fn next_to_score(&self, visitor: &Visitor) -> Option<&KeptCandidate> {
        self.on_the_list().find(|kept| self.own(visitor, kept.number).is_none())
    }

    /// What is told where issues were made up.
    pub(super) fn notice(&self) -> Option<&'static str> {
        let made_up = self.issues.iter().filter(|kept| kept.issue.proposed().illustrative).count();
        match made_up {
            0 => None,
            all if all == self.issues.len() => {
                Some("Illustrative: these issues, and what came of them, were made up to show how.")
            }
            _ => Some("Some of these issues are illustrative: they were made up to show how."),
        }
    }

    /// Where a page of it is.
    pub(super) fn path(&self, visitor: &Visitor, below: &str) -> String {
        path(visitor, self.cycle, below)
    }

    /// Where the page of an issue is, or one below it.
    pub(super) fn issue_path(&self, visitor: &Visitor, number: i64, below: &str) -> String {
        self.path(visitor, &format!("/issues/{number}{below}"))
    }

    /// A page below that of the long list.
    pub(super) fn page(&self, visitor: &Visitor, title: &str) -> Page {
        let own = format!("Priorities {}", self.cycle.in_words());
        Page::of(visitor, title)
            .below("Priorities", visitor.path("/priorities"))
            .below(&own, self.path(visitor, ""))
    }

    /// A page below that of an issue.
    pub(super) fn issue_page(&self, visitor: &Visitor, kept: &KeptCandidate, title: &str) -> Page {
        let path = self.issue_path(visitor, kept.number, "");
        self.page(visitor, title).below(kept.issue.title(), path)
    }

    /// Leads on to a page of it, which tells what has been done.
    ///
    /// # Errors
    /// When the session cannot be kept.
    pub(super) async fn lead_on(
        &self,
        visitor: &Visitor,
        session: &Session,
        (below, done): (&str, &str),
    ) -> Result<Response, PageError> {
        visitor.tell(session, done).await?;
        Ok(Redirect::to(&self.path(visitor, below)).into_response())
    }
}

/// Where a page of a cycle's long list is.
pub(super) fn path(visitor: &Visitor, cycle: Cycle, below: &str) -> String {
    visitor.path(&format!("/priorities/{cycle}{below}"))
}
