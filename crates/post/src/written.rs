//! A letter as a message: its headers, and the two forms of what it says.

use data_encoding::HEXLOWER;
use lettre::Message;
use lettre::message::Mailbox as Line;
use lettre::message::MultiPart;
use lettre::message::header::HeaderName;
use lettre::message::header::HeaderValue;
use partnership::reminders::letter::Letter;
use sha2::Digest;
use sha2::Sha256;

use crate::error::SendError;
use crate::html::html;
use crate::settings::Mailbox;
use crate::settings::Settings;
use crate::text::text;

/// Tells the programs that answer by themselves, "I am on leave", to leave this letter alone (RFC 3834).
const NO_ANSWER: (HeaderName, &str) =
    (HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated");

/// Tells the language of a letter (RFC 3282), so that it is read aloud as it is written.
const LANGUAGE: HeaderName = HeaderName::new_from_ascii_str("Content-Language");

/// The message of a letter.
pub(crate) fn message(settings: &Settings, letter: &Letter) -> Result<Message, SendError> {
    let not_written = |why: String| SendError::NotWritten { to: letter.to.id.clone(), why };
    let line = |name: Option<&str>, address: &str| {
        let address = address.parse().map_err(|error| not_written(format!("{error}")))?;
        Ok(Line::new(name.map(one_line), address))
    };
    let of = |mailbox: &Mailbox| line(mailbox.name(), mailbox.address().as_str());
    let mut message = Message::builder()
        .from(of(&settings.from)?)
        .to(line(Some(&letter.to.name), letter.to.email.as_str())?)
        .subject(one_line(&letter.subject))
        .message_id(Some(name(settings, letter)))
        .raw_header(HeaderValue::new(NO_ANSWER.0, NO_ANSWER.1.to_owned()))
        .raw_header(HeaderValue::new(LANGUAGE, letter.language.to_owned()))
        .date_now();
    if let Some(reply_to) = &settings.reply_to {
        message = message.reply_to(of(reply_to)?);
    }
    let both = MultiPart::alternative_plain_html(text(letter), html(letter));
    message.multipart(both).map_err(|error| not_written(error.to_string()))
}

/// The message's name: the same letter, sent again after a break, has the same one, and mail programs show it once.
fn name(settings: &Settings, letter: &Letter) -> String {
    let mut hash = Sha256::new();
    for part in letter.keys.iter().map(String::as_str).chain([letter.to.email.as_str()]) {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let hash = HEXLOWER.encode(&hash.finalize()[..16]);
    format!("<{hash}@{}>", settings.from.domain())
}

/// A text in one line: nothing that somebody typed begins a header of its own.
fn one_line(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|sign: char| sign.is_whitespace() || sign.is_control()).collect();
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
