//! Links for people: made, sent by letter or shown once, listed with how they stand, revoked.
//!
//! What is written in a link is shown on the very page that answers, and kept nowhere: a page to which the browser
//! were led on would have to find it in the session, and sessions are stored.

use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use jiff::SignedDuration;
use partnership::membership::person::Person;
use partnership::reminders::invitation::Invited;
use partnership::terms::wording::capitalised;
use partnership::terms::wording::sentence;
use records::AccessLink;
use records::AccessLinkRefused;
use records::ChangeError;
use records::ForWhom;
use records::NewAccessLink;
use records::Once;
use records::Over;
use records::Purpose;
use tower_sessions::Session;

use crate::clock;
use crate::clock::ClockError;
use crate::letters;
use crate::letters::Link;
use crate::letters::LinkNotSent;
use crate::page;
use crate::page::Page;
use crate::page::fault::PageError;
use crate::page::form::Form;
use crate::page::taken::Path;
use crate::page::taken::Sent;
use crate::people;
use crate::who::token::Token;
use crate::who::visitor::Visitor;

/// For so long a link to set a password may be followed: over a week of leave somebody asks for a new one.
const STANDS: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What to do where a letter may go later.
const TRY_AGAIN: &str = "Hand the link over yourself, or send another in a while.";
/// What to do where it never will.
const CHECK: &str = "Check the person’s address, or hand the link over yourself.";

/// What is told once a link is revoked.
pub(crate) const REVOKED: &str = "The link was revoked. It can no longer be followed.";

/// A link in a line of a table.
#[derive(Debug, serde::Serialize)]
pub(crate) struct LinkLine {
    number: i64,
    what: String,
    for_whom: String,
    made: String,
    stands: String,
    /// Where the button posts to that revokes it; none where it cannot be followed any more.
    revoke: Option<String>,
}

/// The page that shows a link, once.
#[derive(Debug, serde::Serialize)]
struct Made {
    address: String,
    name: String,
    what: String,
    expires: String,
    next: String,
    /// Why the letter with it did not go, where it was to.
    not_sent: Option<String>,
}

/// How a link gets to whom it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// By a letter.
    ByLetter,
    /// It is shown, to be handed over.
    ByHand,
}

impl Way {
    /// What a form asks for.
    pub(super) fn asked(form: &Form) -> Way {
        match form.text(SEND) {
            "" => Way::ByHand,
            _ => Way::ByLetter,
        }
    }
}

/// The field by which a form asks for a letter.
pub(super) const SEND: &str = "send";

/// Makes a link by which a person sets a new password, and sends or shows it.
pub(super) async fn make(
    visitor: Visitor,
    Path((_, named)): Path<(String, String)>,
    session: Session,
    Sent(pairs): Sent,
) -> Result<Response, PageError> {
    let person = people::found(&visitor, &named).await?.value;
    let way = Way::asked(&Form::of(pairs));
    make_and_give(&visitor, &session, &person, way, None).await
}

/// Revokes a link of a person.
pub(super) async fn revoke(
    visitor: Visitor,
    Path((_, named, number)): Path<(String, String, i64)>,
    session: Session,
) -> Result<Redirect, PageError> {
    let person = people::found(&visitor, &named).await?.value;
    let links = visitor.book.access_links_of(&person.id).await?;
    if links.iter().all(|link| link.number != number) {
        return Err(PageError::NotFound);
    }
    let revoked = visitor.book.revoke_access_link(&visitor.signed(), number).await;
    let (Once::Now | Once::Already) = revoked.map_err(told)?;
    visitor.tell(&session, REVOKED).await?;
    Ok(Redirect::to(&visitor.path(&format!("/people/{}", person.id))))
}

/// Makes a link by which a person sets a new password. It is sent to them, or else shown; with it is told what was done
/// before.
pub(super) async fn make_and_give(
    visitor: &Visitor,
    session: &Session,
    person: &Person,
    way: Way,
    done: Option<String>,
) -> Result<Response, PageError> {
    let whom = ForWhom::Person(person.id.clone());
    let (token, link) = made(visitor, Purpose::SetPassword, whom, STANDS).await?;
    let not_sent = match way {
        Way::ByHand => None,
        Way::ByLetter => match sent(visitor, person, &token, &link).await? {
            Ok(told) => {
                let told = done.into_iter().chain([told]).collect::<Vec<_>>().join(" ");
                visitor.tell(session, &told).await?;
                let path = visitor.path(&format!("/people/{}", person.id));
                return Ok(Redirect::to(&path).into_response());
            }
            Err(why) => Some(why),
        },
    };
    let path = visitor.path(&format!("/set-password/{}", token.as_str()));
    let it = Made {
        address: visitor.app.settings.origin.page(&path),
        name: person.name.clone(),
        what: link.purpose.in_words().to_owned(),
        expires: clock::in_words(link.expires)?,
        next: visitor.path("/people"),
        not_sent,
    };
    let around = Page::of(visitor, format!("A link for {}", person.name))
        .below("people", visitor.path("/people"))
        .done(done);
    Ok(page::draw(&visitor.app, "people/link_made.html", around, &it)?.into_response())
}

/// Sends a link: what to tell of it, or why it did not go, with what the mail server said.
async fn sent(
    visitor: &Visitor,
    person: &Person,
    token: &Token,
    link: &AccessLink,
) -> Result<Result<String, String>, PageError> {
    let until = clock::in_words(link.expires)?;
    let invited = Link { to: Invited::SetPassword, token, expires: link.expires };
    match letters::send_link(&visitor.app, &visitor.book, person, &invited).await {
        Ok(()) => {
            let what = link.purpose.in_words();
            Ok(Ok(format!("A link {what} was sent to {}. It works until {until}.", person.email)))
        }
        Err(LinkNotSent::NotSent(why)) => {
            let next = if why.may_pass() { TRY_AGAIN } else { CHECK };
            Ok(Err(format!("{} {next}", sentence(&why.to_string()))))
        }
        Err(why @ LinkNotSent::NoMail) => Ok(Err(sentence(&why.to_string()))),
        Err(LinkNotSent::Records(error)) => Err(error.into()),
        Err(LinkNotSent::Clock(error)) => Err(error.into()),
    }
}

/// Makes a link that stands for so long: what is written in it, and how it is kept.
pub(crate) async fn made(
    visitor: &Visitor,
    purpose: Purpose,
    for_whom: ForWhom,
    stands: SignedDuration,
) -> Result<(Token, AccessLink), PageError> {
    let token = Token::random().map_err(|error| PageError::Broken(error.to_string()))?;
    let signed = visitor.signed();
    let expires = signed.at + stands;
    let new = NewAccessLink { purpose, for_whom, token: token.fingerprint(), expires };
    let link = visitor.book.make_access_link(&signed, new).await.map_err(told)?;
    Ok((token, link))
}

/// Links as lines, each revoked below `path`.
pub(crate) fn lines(
    visitor: &Visitor,
    links: Vec<AccessLink>,
    path: &str,
) -> Result<Vec<LinkLine>, ClockError> {
    let now = visitor.app.settings.clock.now();
    let line = |link: AccessLink| {
        let over = link.over(now);
        Ok(LinkLine {
            number: link.number,
            what: capitalised(link.purpose.in_words()),
            for_whom: link.for_whom.to_string(),
            made: clock::in_words(link.made)?,
            stands: stands(&link, over)?,
            revoke: over.is_none().then(|| format!("{path}/links/{}/revoke", link.number)),
        })
    };
    links.into_iter().map(line).collect()
}

fn stands(link: &AccessLink, over: Option<Over>) -> Result<String, ClockError> {
    Ok(match over {
        None => format!("Can be followed until {}", clock::in_words(link.expires)?),
        Some(Over::Used(at)) => format!("Used on {}", clock::in_words(at)?),
        Some(Over::Revoked(at)) => format!("Revoked on {}", clock::in_words(at)?),
        Some(Over::Expired(at)) => format!("Expired on {}", clock::in_words(at)?),
    })
}

/// What is told where a link is not made or revoked.
pub(crate) fn told(refused: AccessLinkRefused) -> PageError {
    match refused {
        AccessLinkRefused::Unknown => PageError::NotFound,
        AccessLinkRefused::Over(_)
        | AccessLinkRefused::NoSuchPerson(_)
        | AccessLinkRefused::NeedsPerson(_)
        | AccessLinkRefused::NoName
        | AccessLinkRefused::ExpiredBefore(_)
        | AccessLinkRefused::TokenTaken
        | AccessLinkRefused::Change(ChangeError::Conflict(_)) => {
            PageError::Refused(refused.to_string())
        }
        AccessLinkRefused::Account(refused) => refused.into(),
        AccessLinkRefused::Change(ChangeError::Records(error)) => error.into(),
    }
}
