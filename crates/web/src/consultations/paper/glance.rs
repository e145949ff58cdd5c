//! The paper at a glance: how many forms came, how far they have come, the batches, and what waits.

use axum::http::header;
use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::reading::between_people::BetweenPeople;
use partnership::consultation::reading::between_people::between_people;
use partnership::consultation::reading::booking::Come;
use partnership::consultation::reading::booking::PaperCounts;
use partnership::consultation::reading::settled::QuestionState;
use partnership::consultation::retention::Field;
use records::Paper;
use records::SideApart;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::paper::at;
use crate::consultations::paper::batches::Batches;
use crate::consultations::paper::being_read::which;
use crate::page;
use crate::page::fault::PageError;
use crate::page::taken::Query;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct GlancePage {
    /// Whether anything was booked in or read.
    is_empty: bool,
    counts: Vec<Count>,
    not_read: Option<String>,
    deleted: Option<String>,
    waiting: String,
    waits: bool,
    #[serde(flatten)]
    paths: Paths,
    /// How many sides stand apart.
    apart: Option<String>,
    /// Where scans are sent, if the server can read them.
    scans: Option<String>,
    settled: Option<String>,
    batches: Batches,
    agreement: Vec<AgreementLine>,
}

/// Where the page leads.
#[derive(Debug, serde::Serialize)]
struct Paths {
    /// To itself, and to itself loading itself again.
    path: String,
    follow: String,
    review: String,
    booking_in: String,
    /// Where a form is keyed that was never scanned.
    unscanned: String,
    sides: String,
    returns: String,
    /// Where a reading that broke off goes on.
    read_on: String,
    finish: String,
}

impl Paths {
    fn of(visitor: &Visitor, at: &At) -> Paths {
        let below = |page: &str| at.path(visitor, &format!("/paper{page}"));
        Paths {
            path: below(""),
            follow: below("?follow=yes"),
            review: below("/review"),
            booking_in: below("/booking-in"),
            unscanned: below("/unscanned"),
            sides: below("/sides"),
            returns: below("/returns"),
            read_on: below("/read-on"),
            finish: below("/replies"),
        }
    }
}

/// How many forms have come so far, as a bar told in words.
#[derive(Debug, serde::Serialize)]
struct Count {
    what: &'static str,
    id: &'static str,
    count: u64,
    of: u64,
    told: String,
}

#[derive(Debug, serde::Serialize)]
struct AgreementLine {
    question: String,
    by_two: String,
    alike: String,
    alpha: String,
    machine: String,
}

/// After so many seconds a page that somebody follows loads itself again.
const AGAIN_AFTER: u32 = 10;

/// Whether somebody follows a reading.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    follow: String,
}

/// Shows the page. While scans are being read it loads itself again for whoever asked for that, and for nobody else: a page
/// that changes under a reader by itself is lost to a screen reader (WCAG 2.2, 2.2.1 and 2.2.2).
pub(super) async fn show(
    visitor: Visitor,
    at: At,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    at::may(&visitor)?;
    // In this order, so that a reading that ends between the two is not told as broken off.
    let standing = visitor.app.being_read.standing(&which(&visitor, &at));
    let batches = visitor.book.batches(at.cycle, &at.questionnaire).await?;
    let batches = Batches::of(&batches, &standing, &asked.follow);
    let again = batches.are_followed.then(|| [(header::REFRESH, AGAIN_AFTER.to_string())]);
    let page = draw(&visitor, &at, batches).await?;
    Ok(match again {
        Some(again) => (again, page).into_response(),
        None => page.into_response(),
    })
}

async fn draw(visitor: &Visitor, at: &At, batches: Batches) -> Result<Html<String>, PageError> {
    let paper = visitor.book.paper(at.cycle, &at.questionnaire).await?;
    let booked = visitor.book.bookings_in(at.cycle, &at.questionnaire).await?;
    let apart = visitor.book.sides_apart(at.cycle, &at.questionnaire).await?;
    let received = booked.iter().map(|held| held.value.received).sum();
    let counts = PaperCounts::of(received, paper.returns.iter().map(|one| one.come()));
    let stones = visitor.book.tombstones(at.cycle, &at.questionnaire).await?;
    let deleted = stones.iter().rfind(|stone| stone.field == Field::Paper);
    let who = visitor.person.id.to_string();
    let waiting = paper.waiting();
    let theirs = waiting.iter().filter(|found| found.2.waits_for(&who)).count();
    let is_empty = received == 0 && batches.is_empty();
    let it = GlancePage {
        is_empty,
        counts: lines(&counts),
        not_read: not_read(&counts, deleted.is_some()),
        deleted: deleted.map(|stone| stone.on.in_words()),
        waiting: waits(waiting.len(), theirs),
        waits: theirs > 0,
        paths: Paths::of(visitor, at),
        apart: SideApart::counts(&apart).in_words(),
        scans: visitor.app.scan_reader.map(|_| at.path(visitor, "/paper/scans")),
        settled: (counts.settled > 0).then(|| counted(counts.settled, "return")),
        batches,
        agreement: agreement(&paper),
    };
    let around = at.page(visitor, &paper.held, "Paper");
    page::draw(&visitor.app, "consultations/paper/glance.html", around, &it)
}

/// How many of the forms that came are not read; none where it is not known any more.
fn not_read(counts: &PaperCounts, are_deleted: bool) -> Option<String> {
    let left = counts.not_read().filter(|left| *left > 0 && !are_deleted);
    left.map(|left| left.to_string())
}

/// Makes replies of all returns of which nothing waits.
pub(super) async fn finish(
    visitor: Visitor,
    at: At,
    session: Session,
) -> Result<Redirect, PageError> {
    at::may(&visitor)?;
    let signed = visitor.signed();
    let made = visitor.book.finish_settled(&signed, at.cycle, &at.questionnaire).await?;
    let told = match made {
        0 => "No return was settled, so no reply was made.".to_owned(),
        1 => "1 return became a reply.".to_owned(),
        made => format!("{made} returns became replies."),
    };
    visitor.tell(&session, &told).await?;
    Ok(Redirect::to(&at.path(&visitor, "/paper")))
}

pub(super) fn counted(number: u64, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

fn waits(all: usize, theirs: usize) -> String {
    match (all, theirs) {
        (0, _) => "Nothing waits at its picture.".to_owned(),
        (all, 0) => {
            format!("{all} answers wait at their pictures, all for somebody other than you.")
        }
        (all, theirs) if all == theirs => format!("{all} answers wait at their pictures."),
        (all, theirs) => format!("{all} answers wait at their pictures, {theirs} of them for you."),
    }
}

fn lines(counts: &PaperCounts) -> Vec<Count> {
    let of = counts.received.max(counts.read);
    let line = |what, id, count| Count { what, id, count, of, told: format!("{count} of {of}") };
    let mut lines = vec![
        line("Booked in", "booked-in", counts.received),
        line("Read from scans, or keyed", "read", counts.read),
        line("In review", "in-review", counts.in_review),
        line("Being keyed", "being-keyed", counts.being_keyed),
        line("Settled, not yet replies", "settled", counts.settled),
        line("Replies", "done", counts.done),
    ];
    if counts.doubted > 0 {
        lines.push(line("Perhaps scanned twice", "doubted", counts.doubted));
    }
    lines
}

/// How far people agree, for the questions that two looked at or that were looked at beside the machine.
fn agreement(paper: &Paper) -> Vec<AgreementLine> {
    let states = || {
        let counted = paper.returns.iter().filter(|one| one.come() != Come::SetAside);
        counted.flat_map(|one| &one.states).filter(|state| !state.voices.is_empty())
    };
    let looked: Vec<&QuestionState> = states().collect();
    let questions = paper.held.latest.value.questionnaire().questions();
    let lines = questions.filter_map(|question| {
        let found = between_people(&question.id, looked.iter().copied());
        (found.by_two > 0 || found.beside_machine > 0)
            .then(|| agreement_line(question.number, found))
    });
    lines.collect()
}

fn agreement_line(number: usize, found: BetweenPeople) -> AgreementLine {
    AgreementLine {
        question: format!("Question {number}"),
        by_two: found.by_two.to_string(),
        alike: found.alike.to_string(),
        alpha: found
            .alpha
            .map_or_else(|_| "too few to tell".to_owned(), |alpha| format!("{:.2}", alpha.value())),
        machine: format!("{} of {}", found.as_machine, found.beside_machine),
    }
}
