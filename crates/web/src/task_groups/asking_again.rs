//! Asking somebody else for a commentary that a group was asked for, or the same person anew once their link has ended.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use partnership::membership::person::EmailAddress;
use partnership::task_groups::asking::STANDS_AFTER;
use partnership::task_groups::commentary::Commentary;
use partnership::terms::period::Period;
use records::AskedOf;
use tower_sessions::Session;

use crate::page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::form::Shown;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::task_groups::asking;
use crate::task_groups::which::around;
use crate::who::visitor::Visitor;

/// The form.
#[derive(Debug, serde::Serialize)]
struct AgainPage {
    form: Shown,
    path: String,
    back: String,
    group: String,
    no_mail: bool,
}

/// Asks whom to ask.
pub(super) async fn ask(
    visitor: Visitor,
    Path((_, number)): Path<(String, i64)>,
) -> Result<Response, PageError> {
    let commentary = asking::found(&visitor, number).await?.value;
    let mut form = Form::default();
    let links = visitor.book.commentary_links().await?;
    if let Some(link) = links.into_iter().find(|link| link.commentary == number) {
        form.put("name", &link.asked.name);
        form.put("email", &link.asked.email.to_string());
    }
    draw(&visitor, (number, &commentary), &form)
}

/// Asks them, and sends the letter. The link of whoever was asked before no longer works then.
pub(super) async fn take(
    visitor: Visitor,
    session: Session,
    Path((_, number)): Path<(String, i64)>,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let commentary = asking::found(&visitor, number).await?.value;
    let mut form = Form::of(pairs);
    let name = form.needed("name", "enter who writes it");
    let email: Option<EmailAddress> = form.value("email", "enter their e-mail address");
    let (Some(name), Some(email)) = (name, email) else {
        return draw(&visitor, (number, &commentary), &form);
    };
    let told = match visitor.app.settings.mail {
        Some(_) => format!("{name} is asked. A letter with a link is on its way."),
        None => format!("{name} is asked. Mail is not set up: make a link and hand it over."),
    };
    let until = commentary.due.max(visitor.today).plus_days(STANDS_AFTER);
    visitor.book.ask_by_link(number, &AskedOf { name, email, until }).await?;
    asking::begin(&visitor);
    visitor.tell(&session, &told).await?;
    Ok(Redirect::to(&asking::quarter_path(&visitor, commentary.quarter)).into_response())
}

fn draw(
    visitor: &Visitor,
    (number, commentary): (i64, &Commentary),
    form: &Form,
) -> Result<Response, PageError> {
    let it = AgainPage {
        path: visitor.path(&format!("/task-groups/commentaries/{number}/ask")),
        back: asking::quarter_path(visitor, commentary.quarter),
        group: commentary.group.clone(),
        no_mail: visitor.app.settings.mail.is_none(),
        form: form.shown(),
    };
    let quarter = Period::Quarter(commentary.quarter).in_words();
    let around =
        around(visitor, "Ask somebody to write it").below(&quarter, it.back.clone()).with(form);
    Ok(page::draw(&visitor.app, "task_groups/ask_again.html", around, &it)?.into_response())
}
