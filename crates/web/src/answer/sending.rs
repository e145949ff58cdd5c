//! Sending a reply: what is noticed about it, and where it goes on.

use std::collections::BTreeSet;

use axum::response::Response;
use partnership::consultation::exercise::Arrival;
use partnership::consultation::on_line::signal;
use partnership::consultation::on_line::signal::Signal;
use partnership::consultation::on_line::to_send;
use partnership::consultation::reply::Reply;
use records::Fingerprint;
use records::Sent;
use records::SentReply;
use records::Signed;

use crate::answer::asked::Asked;
use crate::answer::asked::Begun;
use crate::answer::asked::on_to;
use crate::answer::cookies::Cookie;
use crate::answer::lately::SentLately;
use crate::answer::question;
use crate::page::fault::PageError;
use crate::who::Address;
use crate::who::token::Token;

/// The field that is to stay empty. Programs that fill in every form fill it in, too.
pub(super) const LEFT_EMPTY: &str = "website";
/// Who signs for a reply that came on-line: nobody by name.
const SIGNED: &str = "somebody on-line";

/// Sends a reply without fault.
pub(super) async fn sent(
    asked: &Asked,
    begun: &Begun,
    address: &Address,
    fields: &[(String, String)],
) -> Result<Response, PageError> {
    let answers = to_send(asked.questionnaire(), &begun.reply.answers);
    let reply = SentReply {
        cycle: asked.cycle,
        questionnaire: begun.reply.questionnaire.clone(),
        version: begun.reply.version,
        day: asked.today,
        signals: signals(asked, begun, address, fields, answers.len()),
        reply: Reply { answers: answers.clone(), ..question::reply_of(&begun.reply) },
        code: begun.fingerprint(),
        invitation: asked.kept(Cookie::Invited).map(|link| Token::shown(&link).fingerprint()),
    };
    let signed = Signed { who: SIGNED.to_owned(), at: asked.app.settings.clock.now() };
    match asked.book.send_reply(&signed, reply).await? {
        Sent::Kept(reference, questioning) => {
            let arrival = asked.held.consultation.arrival(asked.today, questioning);
            let is_late = arrival == Arrival::Late;
            let which = (reference, begun.reply.version);
            let kept = SentLately::new(which, asked.language, is_late, answers);
            asked.app.lately.keep(begun.fingerprint(), kept);
            Ok(to_the_end(asked, begun.code.plain()))
        }
        Sent::Already => Ok(to_the_end(asked, begun.code.plain())),
    }
}

/// What was sent before is shown once more, to whoever pressed the button twice.
pub(super) fn again(asked: &Asked) -> Result<Response, PageError> {
    let code = asked.kept(Cookie::Reply).and_then(|kept| kept.split('.').next().map(str::to_owned));
    let lately = |code: &String| asked.app.lately.of(&Fingerprint::of(code)).is_some();
    match code.filter(lately) {
        Some(code) => Ok(to_the_end(asked, &code)),
        None => question::gone(asked, &[]),
    }
}

fn to_the_end(asked: &Asked, code: &str) -> Response {
    let cookies = [
        asked.forgets(Cookie::Reply),
        asked.forgets(Cookie::Invited),
        asked.keeps(Cookie::Sent, code),
        asked.keeps(Cookie::SentBefore, "1"),
    ];
    on_to(&asked.path(&format!("/sent?lang={}", asked.language.code())), cookies)
}

/// What is noticed about a reply. It is told to whoever reads the replies, and keeps nobody from answering.
fn signals(
    asked: &Asked,
    begun: &Begun,
    address: &Address,
    fields: &[(String, String)],
    answers: usize,
) -> BTreeSet<Signal> {
    let filled_in = fields.iter().any(|(name, text)| name == LEFT_EMPTY && !text.trim().is_empty());
    let took = begun.since.map(|since| asked.now_in_seconds() - since);
    let too_quick = took.is_some_and(|seconds| signal::is_too_quick(seconds, answers));
    let noticed = [
        (Signal::HiddenField, filled_in),
        (Signal::TooQuick, too_quick),
        (Signal::SameBrowser, asked.kept(Cookie::SentBefore).is_some()),
        (Signal::ManyAtOnce, asked.app.limits.count_reply(&address.0).is_err()),
    ];
    noticed.into_iter().filter(|(_, is_so)| *is_so).map(|(signal, _)| signal).collect()
}
