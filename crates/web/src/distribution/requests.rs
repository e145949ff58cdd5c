//! Requests for other formats: all of them with what is overdue first, and one that an officer enters.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::distribution::request::AskedFor;
use partnership::distribution::wanted_format::WantedFormat;
use partnership::membership::may::Deed;
use partnership::terms::day::Day;
use partnership::terms::wording::capitalised;
use partnership::timetable::spoken::Spoken;
use records::KeptRequest;
use tower_sessions::Session;

use crate::distribution::at::below;
use crate::distribution::refused;
use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Sent;
use crate::panels::table::Cell;
use crate::panels::table::Table;
use crate::panels::table::link;
use crate::panels::table::words;
use crate::people::choices::Choice;
use crate::who::visitor::Visitor;

/// The page.
#[derive(Debug, serde::Serialize)]
struct RequestsPage {
    open: Option<Table>,
    answered: Option<Table>,
    new: String,
    public: String,
}

/// The form.
#[derive(Debug, serde::Serialize)]
struct NewPage {
    form: Shown,
    path: String,
    back: String,
    formats: Vec<Choice>,
}

/// Shows all requests.
pub(super) async fn show(visitor: Visitor) -> Result<Response, PageError> {
    visitor.may(Deed::Publish)?;
    let mut all = visitor.book.format_requests().await?;
    all.sort_by_key(|one| (one.request.due(), one.number));
    let (open, answered): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.request.is_open());
    let heads = ["Request", "Of what", "Asked on", "Due", "Stands"];
    let table = |id, caption: &str, these: &[KeptRequest]| {
        let rows = these.iter().map(|one| row(&visitor, one)).collect();
        Table::of(id, caption, &heads).with(rows)
    };
    let it = RequestsPage {
        open: table("open", "To be done", &open),
        answered: table("answered", "Answered", &answered),
        new: visitor.path("/distribution/requests/new"),
        public: visitor.app.settings.origin.page(&visitor.path("/published/formats")),
    };
    let around = below(&visitor, "Requests for other formats");
    Ok(page::draw(&visitor.app, "distribution/requests.html", around, &it)?.into_response())
}

fn row(visitor: &Visitor, one: &KeptRequest) -> Vec<Cell> {
    let request = &one.request;
    let asked = request.asked();
    let late = if request.is_overdue(visitor.today) { " (overdue)" } else { "" };
    let of = if asked.of.is_empty() { "Not said" } else { asked.of.as_str() };
    vec![
        link(
            format!("{}: {}", one.number, wanted(asked)),
            visitor.path(&format!("/distribution/requests/{}", one.number)),
        ),
        words(of),
        words(asked.on.in_words()),
        words(format!("{}{late}", request.due().in_words())),
        words(capitalised(request.state().in_words())),
    ]
}

/// In which format something is wanted, with the language where it is another.
pub(super) fn wanted(asked: &AskedFor) -> String {
    let format = capitalised(asked.format.in_words());
    if asked.which.is_empty() { format } else { format!("{format} ({})", asked.which) }
}

/// Asks what somebody wants who wrote or rang.
pub(super) async fn ask_new(visitor: Visitor) -> Result<Response, PageError> {
    visitor.may(Deed::Publish)?;
    let mut form = Form::default();
    form.put("on", &visitor.today.in_words());
    draw(&visitor, &form)
}

/// Enters it.
pub(super) async fn enter(
    visitor: Visitor,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    visitor.may(Deed::Publish)?;
    let mut form = Form::of(pairs);
    let on: Option<Spoken<Day>> = form.value("on", "write the day on which it was asked");
    let asked = asked(&form, on.map_or(visitor.today, |Spoken(day)| day));
    if form.has_faults() {
        return draw(&visitor, &form);
    }
    let entered = visitor.book.enter_format_request(&visitor.signed(), asked, visitor.today).await;
    match entered {
        Ok(number) => {
            visitor.tell(&session, "The request was entered.").await?;
            let to = visitor.path(&format!("/distribution/requests/{number}"));
            Ok(Redirect::to(&to).into_response())
        }
        Err(why) => {
            refused::note(&mut form, "format", why)?;
            draw(&visitor, &form)
        }
    }
}

/// What a form asks for. One without a format asks for none, which the core says.
pub(super) fn asked(form: &Form, on: Day) -> AskedFor {
    AskedFor {
        on,
        format: form.text("format").parse().unwrap_or(WantedFormat::Standard),
        which: form.text("which").to_owned(),
        of: form.text("of").to_owned(),
        reach: form.text("reach").to_owned(),
    }
}

/// The formats to choose from.
pub(super) fn formats(form: &Form) -> Vec<Choice> {
    WantedFormat::alternatives()
        .map(|one| Choice::of(form, "format", one.word(), &capitalised(one.in_words())))
        .collect()
}

fn draw(visitor: &Visitor, form: &Form) -> Result<Response, PageError> {
    let it = NewPage {
        form: form.shown(),
        path: visitor.path("/distribution/requests/new"),
        back: visitor.path("/distribution/requests"),
        formats: formats(form),
    };
    let around = below(visitor, "Enter a request for another format");
    let around = around.below("Requests", it.back.clone()).with(form);
    Ok(page::draw(&visitor.app, "distribution/new_request.html", around, &it)?.into_response())
}
