//! One return: its sides, what the machine read, and beside it what everybody said, who and when.

use std::collections::BTreeMap;

use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::language::Language;
use partnership::consultation::question::Question;
use partnership::consultation::reading::booking::Come;
use partnership::consultation::reading::booking::Counts;
use partnership::consultation::reading::decision::Act;
use partnership::consultation::reading::settled::QuestionState;
use partnership::consultation::reading::settled::Standing;
use partnership::terms::wording::capitalised;
use records::KeptSide;
use records::Paper;
use records::PaperReturn;
use tower_sessions::Session;

use crate::clock::in_words;
use crate::consultations::paper::at;
use crate::consultations::paper::at::Numbered;
use crate::consultations::paper::returns::colour;
use crate::consultations::paper::returns::pages;
use crate::consultations::paper::saying;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ReturnPage {
    path: String,
    seen: i64,
    state: String,
    colour: &'static str,
    facts: Vec<Fact>,
    /// Where to key it, if it is to be keyed by the visitor.
    key: Option<String>,
    /// What it seems to be, if it is to be said whether it counts.
    seems_to_be: Option<String>,
    may_set_aside: bool,
    may_count: bool,
    questions: Vec<Line>,
    sides: Vec<Side>,
}

#[derive(Debug, serde::Serialize)]
struct Fact {
    what: &'static str,
    told: String,
}

/// A question, and what was said of it.
#[derive(Debug, serde::Serialize)]
struct Line {
    question: String,
    machine: String,
    people: Vec<String>,
    stands: String,
}

/// A side, and what the machine read on it.
#[derive(Debug, serde::Serialize)]
struct Side {
    id: String,
    name: String,
    href: Option<String>,
    residual: Option<String>,
    boxes: Vec<BoxLine>,
}

#[derive(Debug, serde::Serialize)]
struct BoxLine {
    question: String,
    answer: String,
    reads: String,
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor, at: Numbered) -> Result<Html<String>, PageError> {
    at::may(&visitor)?;
    let paper = visitor.book.paper_return(&at.batch(), at.number).await?;
    let one = paper.returns.first().ok_or(PageError::NotFound)?;
    let names = names(&visitor).await?;
    let (come, who) = (one.come(), visitor.person.id.to_string());
    let to_key = one.states.iter().any(|state| state.is_keyed() && state.waits_for(&who));
    let it = ReturnPage {
        path: at.path(&visitor, ""),
        seen: one.seen.0,
        state: capitalised(come.in_words()),
        colour: colour(come),
        facts: facts(one),
        key: (to_key && come == Come::BeingKeyed).then(|| at.path(&visitor, "/key")),
        seems_to_be: seems_to_be(one),
        may_set_aside: ![Come::Done, Come::SetAside].contains(&come),
        may_count: [Come::Doubted, Come::SetAside].contains(&come),
        questions: questions(&paper, one, &names, &who),
        sides: sides(&visitor, &at, one).await?,
    };
    let title = at::called(one.batch, one.of.number);
    let around = at::page(&visitor, &at.at, &paper.held, &title);
    let around = around.below("Returns", at.at.path(&visitor, "/paper/returns"));
    page::draw(&visitor.app, "consultations/paper/one_return.html", around, &it)
}

/// Says whether the return counts.
pub(super) async fn judge(
    visitor: Visitor,
    at: Numbered,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    at::may(&visitor)?;
    let form = Form::of(pairs);
    let counts = match form.text("counts") {
        "yes" => Counts::Counts,
        "no" => Counts::SetAside,
        _ => return Ok(Redirect::to(&at.path(&visitor, "")).into_response()),
    };
    let seen = (at.number, form.seen()?);
    visitor.book.judge_return(&visitor.signed(), &at.batch(), seen, counts).await?;
    let told = match counts {
        Counts::SetAside => "The return was set aside and does not count.",
        Counts::Counts | Counts::Doubted => "The return counts.",
    };
    visitor.tell(&session, told).await?;
    Ok(Redirect::to(&at.path(&visitor, "")).into_response())
}

/// What people are called, by their short names. Whoever was taken away is called by that.
async fn names(visitor: &Visitor) -> Result<BTreeMap<String, String>, PageError> {
    let people = visitor.book.people().await?.into_iter().map(|held| held.value);
    Ok(people.map(|person| (person.id.to_string(), person.name)).collect())
}

fn facts(one: &PaperReturn) -> Vec<Fact> {
    let copy = one.of.copy.map_or_else(|| "not numbered".to_owned(), |copy| copy.to_string());
    let mut facts = vec![
        Fact { what: "Form", told: one.of.form.to_string() },
        Fact { what: "Copy", told: copy },
        Fact { what: "Pages", told: pages(one) },
    ];
    facts.extend(one.reply.map(|reply| Fact { what: "Reply", told: reply.to_string() }));
    facts
}

fn seems_to_be(one: &PaperReturn) -> Option<String> {
    let of = one.seems_to_be.filter(|_| one.come() == Come::Doubted)?;
    let other = at::called(of.batch, of.number);
    Some(match one.of.copy {
        Some(copy) => format!("Copy {copy} came before, as {other}."),
        None => format!("The ink in its boxes is that of {other}."),
    })
}

fn questions(
    paper: &Paper,
    one: &PaperReturn,
    names: &BTreeMap<String, String>,
    who: &str,
) -> Vec<Line> {
    let language = paper.language(one).unwrap_or(Language::English);
    let questions = paper.questionnaire(one).into_iter().flat_map(|asked| asked.questions());
    let lines = questions.zip(&one.states).map(|(question, state)| {
        // Whoever is to look without knowing is not told here either.
        let is_hidden = state.is_sampled && state.waits_for(who);
        Line {
            question: format!("{}. {}", question.number, question.ask.said_in(language)),
            machine: if is_hidden {
                "Shown after you have looked".to_owned()
            } else {
                saying::machine(question, language, &state.machine)
            },
            people: if state.waits_for(who) && !state.voices.is_empty() {
                vec!["Shown after you have looked".to_owned()]
            } else {
                said(one, question, language, names)
            },
            stands: stands(question, language, state),
        }
    });
    lines.collect()
}

/// What people said of a question, who and when, what they took back included.
fn said(
    one: &PaperReturn,
    question: &Question,
    language: Language,
    names: &BTreeMap<String, String>,
) -> Vec<String> {
    let said = one.decisions.iter().filter_map(|decision| {
        let Act::Gives(verdicts) = &decision.act else { return None };
        let verdict = saying::verdict(question, language, verdicts.get(&question.id)?);
        let who = names.get(&decision.by).unwrap_or(&decision.by);
        let when = in_words(decision.at).unwrap_or_default();
        let back = one
            .decisions
            .iter()
            .any(|other| other.act == Act::Withdraws(decision.number) && other.by == decision.by);
        let back = if back { " (taken back)" } else { "" };
        Some(format!("{verdict}: {who}, {when}{back}"))
    });
    said.collect()
}

fn stands(question: &Question, language: Language, state: &QuestionState) -> String {
    match &state.standing {
        Standing::Settled(verdict) => saying::verdict(question, language, verdict),
        Standing::Waits(_) => "Waits".to_owned(),
    }
}

async fn sides(
    visitor: &Visitor,
    at: &Numbered,
    one: &PaperReturn,
) -> Result<Vec<Side>, PageError> {
    let mut sides = Vec::new();
    for number in one.of.sides.values().flatten() {
        if let Some(side) = visitor.book.side(&at.batch(), *number).await? {
            sides.push(shown(visitor, at, &side));
        }
    }
    Ok(sides)
}

fn shown(visitor: &Visitor, at: &Numbered, side: &KeptSide) -> Side {
    let below = format!("/paper/pictures/{}/{}/{}", at.batch, side.number, KeptSide::WHOLE);
    let whole = side.pictures.contains_key(KeptSide::WHOLE);
    let page = side.reading.page();
    let boxes = page.into_iter().flat_map(|page| &page.boxes).map(|tick| BoxLine {
        question: tick.question.to_string(),
        answer: tick.answer.to_string(),
        reads: capitalised(&tick.mark.in_words()),
    });
    let spaces = page.into_iter().flat_map(|page| &page.spaces).map(|space| BoxLine {
        question: space.question.to_string(),
        answer: space.answer.as_ref().map_or_else(|| "to write in".to_owned(), ToString::to_string),
        reads: capitalised(space.writing.in_words()),
    });
    Side {
        id: format!("side-{}", side.number),
        name: format!("Side {}: {}", side.number, side.reading.in_words()),
        href: whole.then(|| at.at.path(visitor, &below)),
        residual: page.map(|page| {
            format!(
                "Its marks lie {:.2} mm from where they were printed; it is turned by {:.1} degrees.",
                page.residual_mm, page.turned
            )
        }),
        boxes: boxes.chain(spaces).collect(),
    }
}
