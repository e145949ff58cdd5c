//! Stopping, and going on later by a code.

use axum::extract::State;
use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Response;
use partnership::consultation::on_line::code::ReplyCode;
use partnership::consultation::on_line::said;
use records::Fingerprint;

use crate::answer::KEPT_FOR;
use crate::answer::asked::Asked;
use crate::answer::asked::Begun;
use crate::answer::asked::on_to;
use crate::answer::cookies::Cookie;
use crate::answer::frame::Frame;
use crate::answer::question;
use crate::answer::words::filled;
use crate::app::App;
use crate::page::PageLink;
use crate::page::fault::PageError;
use crate::page::form::Message;
use crate::page::taken::Sent;
use crate::who::Address;

/// The field of the code.
const CODE: &str = "reply_code";

/// The page of one's own code.
#[derive(Debug, serde::Serialize)]
struct CodePage {
    code: String,
    kept: String,
    address: String,
    go_on: String,
}

/// The page that asks for a code.
#[derive(Debug, serde::Serialize)]
struct ReturnPage {
    name: &'static str,
    value: String,
    fault: Option<Message>,
}

/// Shows the code of the reply under way.
pub(super) async fn show(asked: Asked) -> Result<Response, PageError> {
    let Some(begun) = &asked.begun else { return question::gone(&asked, &[]) };
    // What is promised here is kept from now on, however long ago the last answer was.
    asked.book.answer_reply(&begun.fingerprint(), asked.until(), |_| ()).await?;
    let until = said::day(asked.until(), asked.language);
    let go_on = question::onwards_of(&asked)(begun);
    let it = CodePage {
        code: begun.code.to_string(),
        kept: filled(asked.words().code_text, &[("until", &until)]),
        address: asked.app.settings.origin.page(&asked.path("/return")),
        go_on: go_on.clone(),
    };
    let frame = Frame::of(&asked, asked.words().code, "/code").back(go_on);
    Ok(frame.draw(&asked, "answer/code.html", &it)?.into_response())
}

/// Has this browser forget the reply, which stays under its code.
pub(super) async fn stop(asked: Asked) -> Result<Response, PageError> {
    let asked = Asked { begun: None, ..asked };
    Ok(on_to(&asked.first_page(), [asked.forgets(Cookie::Reply), asked.forgets(Cookie::Invited)]))
}

/// Asks for a code.
pub(super) async fn ask(asked: Asked) -> Result<Html<String>, PageError> {
    return_page(&asked, "", None)
}

/// Goes on with the reply of a code.
pub(super) async fn take(
    State(app): State<App>,
    asked: Asked,
    address: Address,
    Sent(fields): Sent,
) -> Result<Response, PageError> {
    let typed = fields.iter().find(|(name, _)| name == CODE).map_or("", |(_, text)| text.trim());
    let words = asked.words();
    let wrong =
        |text: &str| return_page(&asked, typed, Some(text)).map(IntoResponse::into_response);
    if app.limits.count_address(&address.0).is_err() {
        return wrong(words.too_many);
    }
    if typed.is_empty() {
        return wrong(words.code_missing);
    }
    let Ok(code) = typed.parse::<ReplyCode>() else { return wrong(words.code_wrong) };
    let found = asked.book.reply_under_way(&Fingerprint::of(code.plain())).await?;
    let id = asked.questionnaire().id();
    let Some(reply) = found.filter(|reply| reply.questionnaire == *id) else {
        return wrong(&filled(words.code_unknown, &[("days", &KEPT_FOR.to_string())]));
    };
    let cookie = asked.keeps(Cookie::Reply, code.plain());
    let to = match reply.cycle == asked.cycle && asked.held.version(reply.version).is_some() {
        // The version that was begun may be another than the one that is asked now.
        true => {
            let asked = Asked { begun: Some(Begun { code, since: None, reply }), ..asked };
            asked.begun.as_ref().map_or_else(|| asked.path(""), question::onwards_of(&asked))
        }
        false => asked.path(""),
    };
    Ok(on_to(&to, [cookie]))
}

fn return_page(asked: &Asked, typed: &str, wrong: Option<&str>) -> Result<Html<String>, PageError> {
    let fault = wrong.map(|text| Message { text: text.to_owned() });
    let faults = wrong.map(|text| PageLink::to(format!("#{CODE}"), text));
    let it = ReturnPage { name: CODE, value: typed.to_owned(), fault };
    let frame = Frame::of(asked, asked.words().return_title, "/return").back(asked.first_page());
    frame.with_faults(faults.into_iter().collect()).draw(asked, "answer/return.html", &it)
}
