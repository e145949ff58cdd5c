//! The paper at a glance: how many forms came, how far they have come, the batches, and what waits.

use axum::response::Html;
use axum::response::Redirect;
use partnership::consultation::reading::between_people::BetweenPeople;
use partnership::consultation::reading::between_people::between_people;
use partnership::consultation::reading::booking::Come;
use partnership::consultation::reading::booking::PaperCounts;
use partnership::consultation::reading::settled::QuestionState;
use partnership::consultation::retention::Field;
use records::BatchStage;
use records::FileEnd;
use records::HeldBatch;
use records::Paper;
use records::SideApart;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::paper::at;
use crate::page;
use crate::page::fault::PageError;
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
    review: String,
    booking_in: String,
    /// Where a form is keyed that was never scanned.
    unscanned: String,
    /// How many sides stand apart, and where they are listed.
    apart: Option<String>,
    sides: String,
    /// Where to see how far the reading has come, while scans are being read.
    reading: Option<String>,
    /// Where scans are sent, if the server can read them.
    scans: Option<String>,
    returns: String,
    settled: Option<String>,
    finish: String,
    batches: Vec<BatchLine>,
    agreement: Vec<AgreementLine>,
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
struct BatchLine {
    name: String,
    day: String,
    files: String,
    sides: String,
    state: String,
}

#[derive(Debug, serde::Serialize)]
struct AgreementLine {
    question: String,
    by_two: String,
    alike: String,
    alpha: String,
    machine: String,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Html<String>, PageError> {
    at::may(&visitor)?;
    let paper = visitor.book.paper(at.cycle, &at.questionnaire).await?;
    let booked = visitor.book.bookings_in(at.cycle, &at.questionnaire).await?;
    let batches = visitor.book.batches(at.cycle, &at.questionnaire).await?;
    let apart = visitor.book.sides_apart(at.cycle, &at.questionnaire).await?;
    let received = booked.iter().map(|held| held.value.received).sum();
    let counts = PaperCounts::of(received, paper.returns.iter().map(|one| one.come()));
    let stones = visitor.book.tombstones(at.cycle, &at.questionnaire).await?;
    let deleted = stones.iter().rfind(|stone| stone.field == Field::Paper);
    let who = visitor.person.id.to_string();
    let waiting = paper.waiting();
    let theirs = waiting.iter().filter(|found| found.2.waits_for(&who)).count();
    let it = GlancePage {
        is_empty: received == 0 && batches.is_empty(),
        counts: lines(&counts),
        not_read: not_read(&counts, deleted.is_some()),
        deleted: deleted.map(|stone| stone.on.in_words()),
        waiting: waits(waiting.len(), theirs),
        waits: theirs > 0,
        review: at.path(&visitor, "/paper/review"),
        booking_in: at.path(&visitor, "/paper/booking-in"),
        unscanned: at.path(&visitor, "/paper/unscanned"),
        apart: SideApart::counts(&apart).in_words(),
        sides: at.path(&visitor, "/paper/sides"),
        scans: visitor.app.take_scans.map(|_| at.path(&visitor, "/paper/scans")),
        returns: at.path(&visitor, "/paper/returns"),
        reading: batches.iter().any(is_read_now).then(|| at.path(&visitor, "/paper")),
        settled: (counts.settled > 0).then(|| counted(counts.settled, "return")),
        finish: at.path(&visitor, "/paper/replies"),
        batches: batches.iter().map(batch_line).collect(),
        agreement: agreement(&paper),
    };
    let around = at.page(&visitor, &paper.held, "Paper");
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

fn counted(number: u64, what: &str) -> String {
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

/// Whether scans of a batch are being read.
fn is_read_now(batch: &HeldBatch) -> bool {
    batch.held.value.stage == BatchStage::Reading && !batch.files.is_empty()
}

fn batch_line(batch: &HeldBatch) -> BatchLine {
    let cut_off = batch.files.iter().filter(|file| match &file.held.value.ended {
        Some(FileEnd::CutOff(_)) => true,
        Some(FileEnd::Read) | None => false,
    });
    let state = match (batch.held.value.stage, cut_off.count()) {
        (BatchStage::Reading, _) => {
            let sides = counted(batch.sides().unsigned_abs(), "side");
            format!("being read: {sides} so far")
        }
        (BatchStage::Read, _) if batch.files.is_empty() => "keyed from the paper".to_owned(),
        (BatchStage::Read, 0) => "read".to_owned(),
        (BatchStage::Read, some) => {
            format!("read, but {} not to the end", counted(some as u64, "file"))
        }
    };
    BatchLine {
        name: format!("Batch {}", batch.number),
        day: batch.held.value.day.in_words(),
        files: batch.files.len().to_string(),
        sides: batch.sides().to_string(),
        state,
    }
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
