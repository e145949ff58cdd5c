//! A request for another format: what was asked, what was done, and what is done next.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::distribution::request::RequestDeed;
use partnership::membership::may::Deed;
use partnership::terms::day::Day;
use partnership::terms::wording::capitalised;
use partnership::timetable::spoken::Spoken;
use records::KeptRequest;
use tower_sessions::Session;

use crate::distribution::at::At;
use crate::distribution::at::below;
use crate::distribution::refused;
use crate::distribution::requests::wanted;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// What stands where something was deleted on its day.
const DELETED: &str = "Deleted on its day";

/// The page.
#[derive(Debug, serde::Serialize)]
struct RequestPage {
    form: Shown,
    path: String,
    version: String,
    rows: Vec<(&'static str, String)>,
    deeds: Vec<String>,
    overdue: bool,
    is_open: bool,
    choices: Vec<Choice>,
    due: String,
    on: String,
}

/// Shows the request.
pub(super) async fn show(visitor: Visitor, at: At) -> Result<Response, PageError> {
    let kept = found(&visitor, &at).await?;
    draw(&visitor, &kept, &Form::default())
}

async fn found(visitor: &Visitor, at: &At) -> Result<KeptRequest, PageError> {
    visitor.may(Deed::Publish)?;
    let all = visitor.book.format_requests().await?;
    all.into_iter().find(|one| one.number == at.number()).ok_or(PageError::NotFound)
}

/// Records what was done about it.
pub(super) async fn record(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let kept = found(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let seen = (kept.number, form.seen()?);
    let Some(dated) = deed(&mut form) else {
        return draw(&visitor, &kept, &form);
    };
    let recorded =
        visitor.book.record_request_deed(&visitor.signed(), seen, dated, visitor.today).await;
    if let Err(why) = recorded {
        refused::note(&mut form, "words", why)?;
        return draw(&visitor, &found(&visitor, &at).await?, &form);
    }
    visitor.tell(&session, "It was recorded.").await?;
    Ok(Redirect::to(&path(&visitor, kept.number)).into_response())
}

/// Sets another day by which it is due.
pub(super) async fn set_due(
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let kept = found(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let seen = (kept.number, form.seen()?);
    let due: Option<Spoken<Day>> = form.value("due", "write the day by which it is due");
    let Some(Spoken(due)) = due else {
        return draw(&visitor, &kept, &form);
    };
    if let Err(why) = visitor.book.set_request_due(&visitor.signed(), seen, due).await {
        refused::note(&mut form, "due", why)?;
        return draw(&visitor, &found(&visitor, &at).await?, &form);
    }
    visitor.tell(&session, &format!("It is due by {}.", due.in_words())).await?;
    Ok(Redirect::to(&path(&visitor, kept.number)).into_response())
}

fn deed(form: &mut Form) -> Option<(Day, RequestDeed)> {
    let on: Option<Spoken<Day>> = form.value("on", "write the day on which it was done");
    let words = form.needed("words", "write what was done");
    let which = form.text("deed").to_owned();
    let of: Option<fn(String) -> RequestDeed> = match which.as_str() {
        "taken-on" => Some(|how| RequestDeed::TakenOn { how }),
        "sent" => Some(|how| RequestDeed::Sent { how }),
        "declined" => Some(|why| RequestDeed::Declined { why }),
        _ => {
            form.fault("deed", "choose what was done");
            None
        }
    };
    let (Spoken(on), words, of) = (on?, words?, of?);
    Some((on, of(words)))
}

fn path(visitor: &Visitor, number: i64) -> String {
    visitor.path(&format!("/distribution/requests/{number}"))
}

fn draw(visitor: &Visitor, kept: &KeptRequest, form: &Form) -> Result<Response, PageError> {
    let (request, asked) = (&kept.request, kept.request.asked());
    let kept_words = |words: &str| {
        if words.is_empty() { DELETED.to_owned() } else { words.to_owned() }
    };
    let until = request.reach_kept_until().in_words();
    let rows = vec![
        ("Wanted", wanted(asked)),
        ("Of what", if asked.of.is_empty() { "Not said".to_owned() } else { asked.of.clone() }),
        ("Where it goes", kept_words(&asked.reach)),
        ("Asked on", asked.on.in_words()),
        ("Due by", request.due().in_words()),
        ("Where it goes is deleted after", until),
    ];
    let deeds = request.deeds().iter().map(|(on, deed)| {
        let (what, words) = (capitalised(deed.in_words()), kept_words(deed.words()));
        format!("{what} on {}: {words}", on.in_words())
    });
    let choice = |word: &str, text: &str| Choice::of(form, "deed", word, text);
    let it = RequestPage {
        form: form.shown(),
        path: path(visitor, kept.number),
        version: refused::seen_next(form, kept.version),
        rows,
        deeds: deeds.collect(),
        overdue: request.is_overdue(visitor.today),
        is_open: request.is_open(),
        choices: vec![
            choice("taken-on", "It was taken up"),
            choice("sent", "It was sent"),
            choice("declined", "It was declined"),
        ],
        due: request.due().in_words(),
        on: visitor.today.in_words(),
    };
    let around = below(visitor, &format!("Request {}: {}", kept.number, wanted(asked)));
    let around = around.below("Requests", visitor.path("/distribution/requests")).with(form);
    Ok(page::draw(&visitor.app, "distribution/request.html", around, &it)?.into_response())
}
