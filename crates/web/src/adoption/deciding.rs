//! What a body decided on a document, with the amendments that were moved, each shown beside what the passage says now.
//!
//! In comes a form; out goes a decision that is recorded with its meeting and changes the text, or the form again. Where
//! the meeting has its decision on record already, only what that means for the text is asked.

mod minuted;
mod rows;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::approval::call_in::Window;
use partnership::approval::history::Noted;
use partnership::approval::sitting::Matter;
use partnership::approval::text::Text;
use partnership::approval::turn::Turn;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::sentence;
use partnership::timetable::agenda::ItemLife;
use partnership::timetable::when::When;
use tower_sessions::Session;

use crate::adoption::at;
use crate::adoption::at::At;
use crate::adoption::at::Opened;
use crate::adoption::deciding::rows::Rows;
use crate::adoption::refused;
use crate::app::App;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form;
use crate::page::form::Form;
use crate::page::taken::Sent;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct DecidePage {
    form: form::Shown,
    path: String,
    back: String,
    seen: usize,
    version: i64,
    item: String,
    meeting: String,
    /// The decision on record, where the meeting has it already.
    on_record: Option<String>,
    rows: Rows,
    /// The meetings to which it can be deferred.
    meetings: Vec<(String, String)>,
    may_delegate: bool,
    is_cabinet: bool,
    text: Option<String>,
}

/// Asks for the decision.
pub(super) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let mut form = Form::default();
    let matter = opened.matter(&at)?;
    let day = matter.meeting.when.day().filter(|_| matter.turn == Turn::Cabinet);
    if let Some(Window::Until(day)) = day.map(Window::usual) {
        form.put("window", "until");
        form.put("window_until", &day.in_words());
    }
    show(&app, &visitor, (&opened, &at), (&form, 1))
}

/// Records the decision, or shows the form with its amendments compared, or with room for another.
pub(super) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    at: At,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let opened = Opened::to_change(&visitor, &at).await?;
    let mut form = Form::of(pairs);
    let count = rows::count(&form);
    match form.text("press") {
        "another" => return show(&app, &visitor, (&opened, &at), (&form, count + 1)),
        "compare" => return show(&app, &visitor, (&opened, &at), (&form, count)),
        _ => {}
    }
    if !record(&visitor, &opened, &at, &mut form).await? {
        let opened = Opened::of(&visitor, at.document).await?;
        return show(&app, &visitor, (&opened, &at), (&form, count));
    }
    opened.lead_on(&visitor, &session, "The decision was recorded.").await
}

/// Whether what was typed was recorded; the form says why not.
async fn record(
    visitor: &Visitor,
    opened: &Opened,
    at: &At,
    form: &mut Form,
) -> Result<bool, PageError> {
    let (seen, item_seen) = (at::seen(form)?, form.seen()?);
    let matter = opened.matter(at)?;
    let on_record = is_on_record(&matter);
    let taken = minuted::taken(form, &matter);
    let decided =
        if on_record { None } else { minuted::decision(form, text_of(opened), &taken.moved) };
    let filled = rows::filled(form);
    if !refused::is_faultless(&taken, form, &filled) {
        return Ok(false);
    }
    let noted = match decided {
        None => {
            let noted = Noted::Taken(taken);
            opened.note(visitor, seen, noted).await
        }
        Some(decision) => {
            let (signed, which) = (visitor.signed(), (opened.document(), seen));
            let said = (decision, taken);
            visitor.book.decide_on_document(&signed, which, item_seen, said, visitor.today).await
        }
    };
    match noted {
        Ok(()) => Ok(true),
        Err(why) => {
            let field = if on_record { "amendment-1" } else { "outcome" };
            refused::note(form, field, why)?;
            Ok(false)
        }
    }
}

fn is_on_record(matter: &Matter<'_>) -> bool {
    match matter.item.life {
        ItemLife::Listed | ItemLife::Withdrawn { .. } => false,
        ItemLife::Decided { .. } => true,
    }
}

fn text_of(opened: &Opened) -> Option<&Text> {
    opened.history.stage().shown().map(|shown| shown.now())
}

fn show(
    app: &App,
    visitor: &Visitor,
    (opened, at): (&Opened, &At),
    (form, count): (&Form, usize),
) -> Result<Response, PageError> {
    let matter = opened.matter(at)?;
    let version =
        opened.year.held.items.get(&(matter.meeting.id.clone(), matter.item.step.clone()));
    let kind = opened.document().kind;
    let step = opened.year.so_far.timetable().step(&matter.item.step);
    let it = DecidePage {
        form: form.shown(),
        path: opened
            .path(visitor, &format!("/decision/{}/{}", matter.meeting.id, matter.item.step)),
        back: opened.path(visitor, ""),
        seen: at::seen_next(form, opened),
        version: version.map_or(0, |version| version.0),
        item: step.map_or_else(String::new, |step| step.title.clone()),
        meeting: meeting_in_words(&matter),
        on_record: is_on_record(&matter).then(|| sentence(&matter.item.in_words())),
        rows: Rows::of(form, count, text_of(opened)),
        meetings: others(opened, &matter),
        may_delegate: kind.turn_after(matter.turn).is_some(),
        is_cabinet: matter.turn == Turn::Cabinet,
        text: text_of(opened).map(|_| opened.path(visitor, "/text")),
    };
    let around = opened.page(visitor, "Record a decision").with(form);
    Ok(page::draw(app, "adoption/deciding.html", around, &it)?.into_response())
}

fn meeting_in_words(matter: &Matter<'_>) -> String {
    format!("{} {}", capitalised(matter.body), When::from(matter.meeting.when).in_words())
}

/// The later meetings of the same body.
fn others(opened: &Opened, matter: &Matter<'_>) -> Vec<(String, String)> {
    let later = opened.year.held.year.meetings.iter().filter(|meeting| {
        meeting.body == matter.meeting.body && matter.meeting.when.day() < meeting.when.day()
    });
    let told = later
        .map(|meeting| (meeting.id.to_string(), capitalised(&When::from(meeting.when).in_words())));
    told.collect()
}
