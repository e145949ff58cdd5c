//! Answering a theme: what was done or will be, by whom and when, or why not.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::consultation::themes::counted::CountedTheme;
use partnership::consultation::you_said::WeAnswer;
use partnership::consultation::you_said::YouSaid;
use partnership::consultation::you_said::YouSaidFault;
use partnership::membership::may::Deed;
use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;
use records::Held;
use tower_sessions::Session;

use crate::consultations::at::At;
use crate::consultations::themes::refused;
use crate::consultations::themes::which::Which;
use crate::consultations::you_said;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct EntryPage {
    form: Shown,
    path: String,
    back: String,
    theme: String,
    count: String,
    belongs: String,
    ways: Vec<Choice>,
    known: bool,
}

/// The theme that an answer is bound to, as an address or the answer names it.
async fn theme(visitor: &Visitor, at: &At, which: &Which) -> Result<CountedTheme, PageError> {
    let all = you_said::themes(&you_said::questions(visitor, at).await?);
    let named = |theme: &CountedTheme| {
        Some(theme.question()) == which.question.as_ref()
            && Some(&theme.code().id) == which.code.as_ref()
    };
    all.into_iter().map(|(_, theme)| theme).find(named).ok_or(PageError::NotFound)
}

/// The answer of that number, with its theme.
async fn kept(
    visitor: &Visitor,
    at: &At,
    which: &mut Which,
) -> Result<(i64, Held<YouSaid>), PageError> {
    let all = visitor.book.you_said(at.cycle, &at.questionnaire).await?;
    let found = all.into_iter().find(|(number, _)| Some(*number) == which.number);
    let (number, held) = found.ok_or(PageError::NotFound)?;
    which.question = Some(held.value.question().clone());
    which.code = Some(held.value.code().clone());
    Ok((number, held))
}

/// Asks what is answered to a theme.
pub(super) async fn ask_new(visitor: Visitor, at: At, which: Which) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let theme = theme(&visitor, &at, &which).await?;
    draw(&visitor, &at, (&theme, None), &Form::default()).await
}

/// Enters an answer.
pub(super) async fn enter(
    visitor: Visitor,
    at: At,
    which: Which,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let (theme, mut form) = (theme(&visitor, &at, &which).await?, Form::of(pairs));
    let Some(entry) = read(&mut form, &theme, visitor.today) else {
        return draw(&visitor, &at, (&theme, None), &form).await;
    };
    let of = (at.cycle, &at.questionnaire);
    if let Err(error) = visitor.book.enter_you_said(&visitor.signed(), of, entry).await {
        refused::note_change(&mut form, "said", error)?;
        return draw(&visitor, &at, (&theme, None), &form).await;
    }
    lead_on(&visitor, &at, &session, &format!("“{}” is answered.", theme.code().title)).await
}

/// Shows an answer, to be changed.
pub(super) async fn ask(visitor: Visitor, at: At, mut which: Which) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let (number, held) = kept(&visitor, &at, &mut which).await?;
    let theme = theme(&visitor, &at, &which).await?;
    let mut form = filled(&held.value);
    form.put("version", &held.version.0.to_string());
    draw(&visitor, &at, (&theme, Some(number)), &form).await
}

/// Changes an answer.
pub(super) async fn change(
    visitor: Visitor,
    at: At,
    mut which: Which,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let (number, _) = kept(&visitor, &at, &mut which).await?;
    let (theme, mut form) = (theme(&visitor, &at, &which).await?, Form::of(pairs));
    let seen = (number, form.seen()?);
    let Some(entry) = read(&mut form, &theme, visitor.today) else {
        return draw(&visitor, &at, (&theme, Some(number)), &form).await;
    };
    let of = (at.cycle, &at.questionnaire);
    if let Err(error) = visitor.book.change_you_said(&visitor.signed(), of, seen, entry).await {
        refused::note_change(&mut form, "said", error)?;
        return draw(&visitor, &at, (&theme, Some(number)), &form).await;
    }
    lead_on(&visitor, &at, &session, "The answer was changed.").await
}

/// Takes an answer away.
pub(super) async fn take_away(
    visitor: Visitor,
    at: At,
    mut which: Which,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::ChangeConsultations)?;
    let (number, _) = kept(&visitor, &at, &mut which).await?;
    let mut form = Form::of(pairs);
    let seen = (number, form.seen()?);
    let of = (at.cycle, &at.questionnaire);
    if let Err(error) = visitor.book.remove_you_said(&visitor.signed(), of, seen).await {
        refused::note_change(&mut form, "said", error)?;
        let theme = theme(&visitor, &at, &which).await?;
        return draw(&visitor, &at, (&theme, Some(number)), &form).await;
    }
    lead_on(&visitor, &at, &session, "The answer was taken away.").await
}

/// What the form answers; what is wrong stands in it.
fn read(form: &mut Form, theme: &CountedTheme, today: Day) -> Option<YouSaid> {
    let (what, owner) = (form.text("what").to_owned(), form.text("owner").to_owned());
    let answer = match form.text("way") {
        "did" => {
            let on: Option<Spoken<Day>> = form.value("day", "Enter the day on which it was done");
            on.map(|on| WeAnswer::WeDid { what, owner, on: on.0 })
        }
        "will" => {
            let due: Option<Spoken<Day>> =
                form.value("day", "Enter the day by which it will be done");
            due.map(|due| WeAnswer::WeWill { what, owner, due: due.0 })
        }
        "not" => Some(WeAnswer::WeDidNot { because: form.text("because").to_owned() }),
        _ => {
            form.fault("way", "Choose what the partnership answers");
            None
        }
    };
    match YouSaid::of(theme, form.text("said"), answer?, today) {
        Ok(entry) => Some(entry),
        Err(faults) => {
            faults.into_iter().for_each(|fault| form.fault(field(fault), &fault.to_string()));
            None
        }
    }
}

fn field(fault: YouSaidFault) -> &'static str {
    match fault {
        YouSaidFault::Said => "said",
        YouSaidFault::What => "what",
        YouSaidFault::Owner => "owner",
        YouSaidFault::Because => "because",
        YouSaidFault::ToCome => "day",
    }
}

fn filled(entry: &YouSaid) -> Form {
    let mut form = Form::default();
    form.put("said", entry.said());
    let mut put = |way: &str, what: &str, owner: &str, day: Day| {
        form.put("way", way);
        form.put("what", what);
        form.put("owner", owner);
        form.put("day", &day.in_words());
    };
    match entry.answer() {
        WeAnswer::WeDid { what, owner, on } => put("did", what, owner, *on),
        WeAnswer::WeWill { what, owner, due } => put("will", what, owner, *due),
        WeAnswer::WeDidNot { because } => {
            form.put("way", "not");
            form.put("because", because);
        }
    }
    form
}

async fn lead_on(
    visitor: &Visitor,
    at: &At,
    session: &Session,
    done: &str,
) -> Result<Response, PageError> {
    visitor.tell(session, done).await?;
    Ok(Redirect::to(&at.path(visitor, "/you-said")).into_response())
}

async fn draw(
    visitor: &Visitor,
    at: &At,
    (theme, number): (&CountedTheme, Option<i64>),
    form: &Form,
) -> Result<Response, PageError> {
    let below = match number {
        Some(number) => format!("/you-said/{number}"),
        None => format!("/you-said/new/{}/{}", theme.question(), theme.code().id),
    };
    let it = EntryPage {
        form: form.shown(),
        path: at.path(visitor, &below),
        back: at.path(visitor, "/you-said"),
        theme: theme.code().title.clone(),
        count: format!("{} of {}", theme.count(), theme.base()),
        belongs: theme.code().belongs.clone(),
        ways: vec![
            Choice::of(form, "way", "did", "We did"),
            Choice::of(form, "way", "will", "We will"),
            Choice::of(form, "way", "not", "We did not, because"),
        ],
        known: number.is_some(),
    };
    let held = at.found(visitor).await?;
    let around = at.page(visitor, &held, "Answer a theme");
    let around = around.below("You said, we did", it.back.clone()).with(form);
    Ok(page::draw(&visitor.app, "consultations/you_said/entry.html", around, &it)?.into_response())
}
