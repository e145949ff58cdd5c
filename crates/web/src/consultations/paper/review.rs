//! The review: one picture after the other in the order of consequence, with the question beside it.
//!
//! In comes what somebody says that the paper says; out goes the next picture that waits for them. Everything works
//! without scripts; with them, keys choose.

use std::collections::BTreeMap;

use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::language::Language;
use partnership::consultation::question::Question;
use partnership::consultation::reading::decision::Act;
use partnership::consultation::reading::decision::Decision;
use partnership::consultation::reading::decision::How;
use partnership::consultation::reading::queue::Consequence;
use partnership::consultation::reading::queue::Waiting;
use partnership::consultation::reading::reason::Reason;
use partnership::consultation::reading::settled::QuestionState;
use partnership::terms::wording::capitalised;
use records::KeptSide;
use records::Paper;
use records::PaperRefused;
use records::PaperReturn;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::paper::asking::Asked;
use crate::consultations::paper::asking::Places;
use crate::consultations::paper::at;
use crate::consultations::paper::placing;
use crate::consultations::paper::saying;
use crate::consultations::paper::verdict::verdict;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Query;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct ReviewPage {
    path: String,
    undo: Option<String>,
    item: Option<Item>,
    /// Where to begin anew, if something was put off.
    again: Option<String>,
    above: String,
}

/// What is looked at.
#[derive(Debug, serde::Serialize)]
struct Item {
    key: String,
    progress: String,
    done: usize,
    all: usize,
    of: String,
    href: String,
    pictures: Vec<Picture>,
    reasons: Vec<String>,
    suggestion: Option<String>,
    asked: Asked,
    put_off: String,
}

/// A picture and what it says to those who do not see it.
#[derive(Debug, serde::Serialize)]
pub(super) struct Picture {
    pub(super) src: String,
    pub(super) alt: String,
}

/// Where in the queue somebody is, as `batch.return.question`.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Where {
    /// What was dealt with: the next one after it is shown.
    #[serde(default)]
    after: Option<String>,
    /// What is to be shown, if it waits.
    #[serde(default)]
    at: Option<String>,
}

/// Something that waits for the visitor.
type Found<'a> = (Waiting, &'a PaperReturn, &'a QuestionState);

/// Shows what is next.
pub(super) async fn show(
    visitor: Visitor,
    at: At,
    Query(wanted): Query<Where>,
) -> Result<Html<String>, PageError> {
    at::may(&visitor)?;
    let paper = visitor.book.open_paper(at.cycle, &at.questionnaire).await?;
    let found = found(&paper, &visitor, &wanted);
    draw(&visitor, &at, &paper, found, &Form::default()).await
}

/// Takes what somebody says, and goes on to the next.
pub(super) async fn decide(
    visitor: Visitor,
    at: At,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    at::may(&visitor)?;
    let mut form = Form::of(pairs);
    let key = form.text("item").to_owned();
    let onwards = at.path(&visitor, &format!("/paper/review?after={key}"));
    let paper = visitor.book.open_paper(at.cycle, &at.questionnaire).await?;
    let wanted = Where { at: Some(key.clone()), after: None };
    // Somebody else has settled it meanwhile, or it was sent twice: there is nothing left to say.
    let Some(found) = found(&paper, &visitor, &wanted).filter(|found| key_of(&found.0) == key)
    else {
        return Ok(Redirect::to(&onwards).into_response());
    };
    let (place, one, _) = &found;
    let question = question(&paper, one, place).ok_or(PageError::NotFound)?;
    let area = placing::area(&visitor.app, &form, question).await?;
    let Some(verdict) = verdict(&mut form, question, area) else {
        return Ok(draw(&visitor, &at, &paper, Some(found), &form).await?.into_response());
    };
    let act = Act::Gives([(question.id.clone(), verdict)].into());
    let (batch, number) = (at::batch(&at, place.batch), place.of);
    let decided = visitor.book.decide(&visitor.signed(), &batch, number, How::Snippet, act).await;
    match decided {
        Ok(_) => Ok(Redirect::to(&onwards).into_response()),
        Err(PaperRefused::Decision(refused)) => {
            form.fault(question.id.0.as_str(), &refused.to_string());
            Ok(draw(&visitor, &at, &paper, Some(found), &form).await?.into_response())
        }
        Err(refused) => Err(refused.into()),
    }
}

/// Takes the visitor's last decision back, and shows its picture again.
pub(super) async fn undo(
    visitor: Visitor,
    at: At,
    session: Session,
) -> Result<Redirect, PageError> {
    at::may(&visitor)?;
    let paper = visitor.book.open_paper(at.cycle, &at.questionnaire).await?;
    let Some((one, last)) = last_of(&paper, &visitor) else {
        visitor.tell(&session, "There is nothing of yours to take back.").await?;
        return Ok(Redirect::to(&at.path(&visitor, "/paper/review")));
    };
    let question = match &last.act {
        Act::Gives(verdicts) => verdicts.keys().next(),
        Act::Withdraws(_) => None,
    };
    let key = question.map(|id| format!("{}.{}.{id}", one.batch, one.of.number));
    let act = Act::Withdraws(last.number);
    let batch = at::batch(&at, one.batch);
    visitor.book.decide(&visitor.signed(), &batch, one.of.number, How::Snippet, act).await?;
    visitor.tell(&session, "Your last decision was taken back. Here it is again.").await?;
    let key = key.unwrap_or_default();
    Ok(Redirect::to(&at.path(&visitor, &format!("/paper/review?at={key}"))))
}

/// The visitor's last decision at a picture that stands, on a return that is no reply yet.
fn last_of<'a>(paper: &'a Paper, visitor: &Visitor) -> Option<(&'a PaperReturn, &'a Decision)> {
    let who = visitor.person.id.to_string();
    let all = paper.returns.iter().flat_map(|one| {
        let theirs = one.decisions.iter().filter(|decision| decision.by == who);
        let withdrawn =
            |number: i64| one.decisions.iter().any(|other| other.act == Act::Withdraws(number));
        let standing = theirs.filter(move |decision| match decision.act {
            Act::Gives(_) => decision.how == How::Snippet && !withdrawn(decision.number),
            Act::Withdraws(_) => false,
        });
        standing.map(move |decision| (one, decision))
    });
    all.max_by_key(|(_, decision)| decision.place)
}

fn key_of(place: &Waiting) -> String {
    format!("{}.{}.{}", place.batch, place.of, place.question)
}

/// What waits for the visitor at or after a place.
fn found<'a>(paper: &'a Paper, visitor: &Visitor, wanted: &Where) -> Option<Found<'a>> {
    let who = visitor.person.id.to_string();
    let waiting = paper.waiting();
    let after = wanted.after.as_deref().and_then(|key| place_of(paper, key));
    let theirs = |found: &Found<'_>| found.2.waits_for(&who);
    if let Some(key) = &wanted.at {
        let at = waiting.iter().find(|found| key_of(&found.0) == *key && theirs(found));
        if let Some(found) = at {
            return Some(found.clone());
        }
    }
    let mut next = waiting.into_iter().filter(theirs);
    next.find(|found| after.as_ref().is_none_or(|after| found.0 > *after))
}

/// The place in the queue of what may wait no more.
fn place_of(paper: &Paper, key: &str) -> Option<Waiting> {
    let mut parts = key.splitn(3, '.');
    let (batch, of) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let id = parts.next()?;
    let latest = paper.held.versions().rev();
    let mut questions = latest.flat_map(|held| held.value.questionnaire().questions());
    let question = questions.find(|question| question.id.0.as_str() == id)?;
    Some(Waiting {
        consequence: Consequence::of(question),
        question_number: question.number,
        batch,
        of,
        question: question.id.clone(),
    })
}

fn question<'a>(paper: &'a Paper, one: &PaperReturn, place: &Waiting) -> Option<&'a Question> {
    paper.questionnaire(one)?.question(&place.question)
}

async fn draw(
    visitor: &Visitor,
    at: &At,
    paper: &Paper,
    found: Option<Found<'_>>,
    form: &Form,
) -> Result<Html<String>, PageError> {
    let who = visitor.person.id.to_string();
    let left = paper.waiting().iter().filter(|found| found.2.waits_for(&who)).count();
    let item = match found {
        Some(found) => Some(item(visitor, at, paper, &found, left, form).await?),
        None => None,
    };
    let path = at.path(visitor, "/paper/review");
    let it = ReviewPage {
        undo: last_of(paper, visitor).map(|_| format!("{path}/undo")),
        again: (item.is_none() && left > 0).then(|| path.clone()),
        above: at.path(visitor, "/paper"),
        path,
        item,
    };
    let around = at::page(visitor, at, &paper.held, "Review").with(form);
    page::draw(&visitor.app, "consultations/paper/review.html", around, &it)
}

async fn item(
    visitor: &Visitor,
    at: &At,
    paper: &Paper,
    (place, one, state): &Found<'_>,
    left: usize,
    form: &Form,
) -> Result<Item, PageError> {
    let question = question(paper, one, place).ok_or(PageError::NotFound)?;
    let language = paper.language(one).unwrap_or(Language::English);
    let done = said_by(paper, &visitor.person.id.to_string());
    let (key, all) = (key_of(place), done + left);
    let suggestion = state.suggestion().filter(|_| !state.machine.is_clear());
    Ok(Item {
        progress: format!("{} of {all}", done + 1),
        done,
        all,
        of: at::called(one.batch, one.of.number),
        href: at.path(visitor, &format!("/paper/returns/{}/{}", one.batch, one.of.number)),
        pictures: pictures(visitor, at, one, question).await?,
        reasons: reasons(question, language, state),
        suggestion: suggestion.map(|given| saying::given(question, language, given)),
        asked: Asked::of(question, language, form, Places::of(&visitor.app)),
        put_off: at.path(visitor, &format!("/paper/review?after={key}")),
        key,
    })
}

/// How many answers on open returns the visitor has said.
fn said_by(paper: &Paper, who: &str) -> usize {
    let states = paper.returns.iter().flat_map(|one| &one.states);
    states.flat_map(|state| &state.voices).filter(|voice| voice.by == who).count()
}

/// Why it waits, in plain words. In a second look that somebody else has begun, or that the machine found clear, nothing
/// is told of what was said before.
fn reasons(question: &Question, language: Language, state: &QuestionState) -> Vec<String> {
    let hidden = state.is_sampled;
    let told = state.reasons().iter().filter(|reason| !hidden || is_of_people(reason));
    let told = told.map(|reason| match reason.of_box() {
        Some((row, answer)) => {
            let answer = saying::label(question, language, answer);
            let row = saying::row_label(question, language, row);
            let place =
                if question.rows().is_empty() { answer } else { format!("{row}: {answer}") };
            format!("{place}: {}", reason.in_words())
        }
        None => reason.in_words(),
    });
    told.map(|reason| capitalised(&reason)).collect()
}

/// Whether it is about people, or about writing that nobody reads but they.
fn is_of_people(reason: &Reason) -> bool {
    [Reason::SecondPerson, Reason::CannotTell, Reason::Disagreement, Reason::Written]
        .contains(reason)
}

/// The pictures of a question on the sides of a return: its own, and those of its rows; of whole sides where it has none.
pub(super) async fn pictures(
    visitor: &Visitor,
    at: &At,
    one: &PaperReturn,
    question: &Question,
) -> Result<Vec<Picture>, PageError> {
    let names: Vec<String> = std::iter::once(question.id.to_string())
        .chain(question.rows().iter().map(|row| row.id.to_string()))
        .collect();
    let mut found: BTreeMap<(usize, i64), String> = BTreeMap::new();
    let mut whole = Vec::new();
    for number in one.of.sides.values().flatten() {
        let side = visitor.book.side(&at::batch(at, one.batch), *number).await?;
        let Some(side) = side else { continue };
        for (place, name) in names.iter().enumerate() {
            if side.pictures.contains_key(name) {
                found.insert((place, *number), name.clone());
            }
        }
        whole.extend(side.pictures.contains_key(KeptSide::WHOLE).then_some(*number));
    }
    let src = |number: i64, name: &str| {
        at.path(visitor, &format!("/paper/pictures/{}/{number}/{name}", one.batch))
    };
    let of = at::called(one.batch, one.of.number);
    if found.is_empty() {
        let whole = whole.into_iter().map(|number| Picture {
            src: src(number, KeptSide::WHOLE),
            alt: format!("Scanned side {number} of {of}, which asks question {}", question.number),
        });
        return Ok(whole.collect());
    }
    let pictures = found.into_iter().map(|((place, number), name)| Picture {
        src: src(number, &name),
        alt: match place {
            0 => format!("The answer to question {} on {of}", question.number),
            row => format!("Row {row} of question {} on {of}", question.number),
        },
    });
    Ok(pictures.collect())
}
