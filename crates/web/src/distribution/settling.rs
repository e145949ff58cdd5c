//! What is done about a sending: it goes on, those that failed go again, copies were posted, somebody has it.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use jiff::Timestamp;
use partnership::distribution::dispatch::Standing;
use partnership::distribution::dispatch::Way;
use partnership::distribution::sending::Sending;
use partnership::terms::day::Day;
use partnership::timetable::spoken::Spoken;
use records::Once;
use records::Outcome;
use tower_sessions::Session;

use crate::distribution::at::At;
use crate::distribution::at::sending_path;
use crate::distribution::one_sending;
use crate::distribution::sending::start;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// Has it go on, with what is new on its lists.
pub(super) async fn go_on(
    visitor: Visitor,
    at: At,
    session: Session,
) -> Result<Response, PageError> {
    let (number, sending) = at.sending(&visitor).await?;
    let new = one_sending::new_ones(&visitor, number, &sending).await?;
    if !new.is_empty() {
        let added = visitor.book.add_dispatches(&visitor.signed(), number, &new).await;
        added.map_err(|why| PageError::Refused(why.to_string()))?;
    }
    start(&visitor);
    visitor
        .tell(&session, "The sending goes on. Look again in a moment to see how far it is.")
        .await?;
    Ok(back(&visitor, number))
}

/// Has those go again that failed, and those in doubt that were ticked.
pub(super) async fn again(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let (number, _) = at.sending(&visitor).await?;
    let in_doubt: Vec<i64> = ticked(&Form::of(pairs));
    let again = visitor.book.send_again(number, &in_doubt, Timestamp::now()).await?;
    start(&visitor);
    visitor.tell(&session, &format!("Letters that go again: {again}.")).await?;
    Ok(back(&visitor, number))
}

/// Notes that copies were posted on a day: those that were ticked, or all that wait.
pub(super) async fn posted(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let (number, sending) = at.sending(&visitor).await?;
    let mut form = Form::of(pairs);
    let Some(on) = day(&visitor, &sending, &mut form, "on") else {
        return one_sending::draw(&visitor, number, &sending, &form).await;
    };
    let chosen = ticked(&form);
    let mut posted = 0;
    for (dispatch, one) in visitor.book.dispatches(number, Timestamp::now()).await? {
        let waits = one.planned.way == Way::Post && one.standing == Standing::Waiting;
        if !waits || !(chosen.is_empty() || chosen.contains(&dispatch)) {
            continue;
        }
        let settled =
            visitor.book.settle_dispatch((number, dispatch), on, Outcome::Went(None)).await?;
        posted += u64::from(settled == Once::Now);
    }
    visitor.tell(&session, &format!("Noted as posted on {}: {posted}.", on.in_words())).await?;
    Ok(back(&visitor, number))
}

/// Notes on a day that somebody has what went to them, or that what was in doubt went.
pub(super) async fn settle(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let (number, sending) = at.sending(&visitor).await?;
    let mut form = Form::of(pairs);
    let Some(on) = day(&visitor, &sending, &mut form, "received_on") else {
        return one_sending::draw(&visitor, number, &sending, &form).await;
    };
    let mut noted = 0;
    for dispatch in ticked(&form) {
        let which = (number, dispatch);
        // What somebody has went, even if nobody knew whether it did.
        let stands = visitor.book.dispatches(number, Timestamp::now()).await?;
        let doubted =
            stands.iter().any(|(one, held)| *one == dispatch && held.standing == Standing::InDoubt);
        if doubted {
            let (Once::Now | Once::Already) =
                visitor.book.settle_dispatch(which, on, Outcome::Went(None)).await?;
        }
        let received = visitor.book.note_received(which, on).await?;
        noted += u64::from(received == Once::Now);
    }
    visitor.tell(&session, &format!("Noted as received on {}: {noted}.", on.in_words())).await?;
    Ok(back(&visitor, number))
}

/// The day of a form, from when the sending was begun until today.
fn day(visitor: &Visitor, sending: &Sending, form: &mut Form, field: &str) -> Option<Day> {
    let on: Spoken<Day> = form.value(field, "write the day, such as 12 May 2015")?;
    let Spoken(on) = on;
    if on < sending.on() || visitor.today < on {
        let told = format!(
            "{} is not between the day on which the sending was begun and today; write the right day",
            on.in_words()
        );
        form.fault(field, &told);
        return None;
    }
    Some(on)
}

/// The dispatches that were ticked.
fn ticked(form: &Form) -> Vec<i64> {
    form.texts("which").filter_map(|word| word.parse().ok()).collect()
}

fn back(visitor: &Visitor, number: i64) -> Response {
    Redirect::to(&sending_path(visitor, number, "")).into_response()
}
