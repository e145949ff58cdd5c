//! Letters of the partnerships: reminders and digests, and links for those who have no password.
//!
//! In come people and what the core says of their year; out go letters by the post, each once.

pub mod round;
pub(crate) mod rounds;
pub(crate) mod sent;

use jiff::Timestamp;
use partnership::membership::person::Person;
use partnership::reminders::ending::Ending;
use partnership::reminders::invitation::Invitation;
use partnership::reminders::invitation::Invited;
use partnership::reminders::letter::Letter;
use post::SendError;
use records::Book;
use records::RecordsError;

use crate::app::App;
use crate::clock;
use crate::clock::ClockError;
use crate::page::fault;
use crate::who::token::Token;

/// What administrators are told, and whoever reads the log, where no letter can go.
pub(crate) const NO_MAIL: &str = "Mail is not set up, so nobody is reminded of anything. Set the mail server in \
    saferplan.toml and start Saferplan again.";

/// A link that somebody is sent.
#[derive(Debug, Clone, Copy)]
pub struct Link<'a> {
    /// What it lets them do.
    pub to: Invited,
    /// What is written in it.
    pub token: &'a Token,
    /// When it expires.
    pub expires: Timestamp,
}

/// Why a link was not sent. It can still be handed over.
#[derive(Debug, thiserror::Error)]
pub enum LinkNotSent {
    /// No letter can go.
    #[error("mail is not set up; hand the link over yourself")]
    NoMail,
    /// The letter did not go.
    #[error(transparent)]
    NotSent(#[from] SendError),
    /// The records could not be read.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The clock cannot be read.
    #[error(transparent)]
    Clock(#[from] ClockError),
}

impl LinkNotSent {
    /// What went wrong, for a log: without whom it was about.
    pub(crate) fn for_log(&self) -> &'static str {
        match self {
            LinkNotSent::NoMail => "mail is not set up",
            LinkNotSent::NotSent(error) => error.for_log(),
            LinkNotSent::Records(error) => fault::kind(error),
            LinkNotSent::Clock(_) => "the clock cannot be read",
        }
    }
}

/// Sends a link to the person whom it is for.
///
/// # Errors
/// When mail is not set up, or the mail server did not take the letter.
pub async fn send_link(
    app: &App,
    book: &Book,
    person: &Person,
    link: &Link<'_>,
) -> Result<(), LinkNotSent> {
    let post = app.settings.mail.as_ref().ok_or(LinkNotSent::NoMail)?;
    let page = match link.to {
        Invited::SetPassword => "set-password",
        Invited::SignInOnce => "sign-in-once",
    };
    let path = format!("/{}/{page}/{}", book.id(), link.token.as_str());
    let partnership = book.partnership().await?.value.name().to_owned();
    let invitation = Invitation {
        to: link.to,
        partnership: &partnership,
        address: &app.settings.origin.page(&path),
        until: &clock::in_words(link.expires)?,
    };
    let key = format!("link/{}", link.token.fingerprint());
    let letter = ended(app, book, &partnership, invitation.letter(person, &key));
    Ok(post.send(&letter).await?)
}

/// A letter with its end.
fn ended(app: &App, book: &Book, partnership: &str, letter: Letter) -> Letter {
    let list = app.settings.origin.page(&format!("/{}/me", book.id()));
    let contact = app.settings.contact.as_deref();
    letter.ended(&Ending { partnership, list: &list, contact })
}
