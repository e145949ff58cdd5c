//! Following the link of an invitation: the browser keeps it until a reply is sent, and only then is it used up.

use axum::response::IntoResponse;
use axum::response::Response;

use crate::answer::asked::Asked;
use crate::answer::asked::on_to;
use crate::answer::cookies::Cookie;
use crate::answer::frame::Frame;
use crate::page::fault::PageError;
use crate::page::taken::Path;
use crate::who::token::Token;

/// The page where a link cannot be answered by.
#[derive(Debug, serde::Serialize)]
struct UsedPage {
    start: String,
}

/// Leads on to the first page. A link that was used shows the way to the open address, which everybody may take.
pub(super) async fn follow(
    asked: Asked,
    Path((_, _, token)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let link = Token::shown(&token);
    let (questionnaire, written) = (asked.questionnaire().id(), link.fingerprint());
    let stands = asked.book.invitation_stands(asked.cycle, questionnaire, &written).await?;
    if stands == Some(true) {
        return Ok(on_to(&asked.first_page(), [asked.keeps(Cookie::Invited, link.as_str())]));
    }
    let frame = Frame::of(&asked, asked.words().link_used, "");
    let page = frame.draw(&asked, "answer/used.html", &UsedPage { start: asked.first_page() })?;
    Ok(page.into_response())
}
