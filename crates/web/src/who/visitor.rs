//! Who asks for a page: somebody who has signed in for the partnership whose page it is, or was let into it.
//!
//! In come the request's session and address; out goes a visitor with the partnership's book, or the way to sign
//! in. Person and role are read anew for each page, so what changes about them holds at once.

use axum::extract::FromRequestParts;
use axum::extract::OriginalUri;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use jiff::Timestamp;
use partnership::membership::may::Deed;
use partnership::membership::may::May;
use partnership::membership::person::Person;
use partnership::membership::succession::Successors;
use partnership::terms::day::Day;
use partnership::terms::slug::Slug;
use records::Book;
use records::PartnershipId;
use records::RecordsError;
use records::Signed;
use tower_sessions::Session;

use crate::app::App;
use crate::page::fault::PageError;
use crate::page::taken::Unreadable;
use crate::page::told;
use crate::who::let_in;
use crate::who::let_in::Home;
use crate::who::reader;
use crate::who::seat::Seat;

/// Somebody who has signed in, at a page of their partnership.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The server's parts.
    pub app: App,
    /// The partnership's book.
    pub book: Book,
    /// What the partnership is called.
    pub partnership_name: String,
    /// Who they are.
    pub person: Person,
    /// How they came.
    pub way: Way,
    /// Today.
    pub today: Day,
    /// The path of the page that they asked for.
    pub asked: String,
    /// That the partnership is no more, in a sentence.
    pub(crate) ended: Option<String>,
    /// What they did on the page before, to be told on this one.
    pub told: Option<String>,
}

/// How a visitor came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// They signed in.
    SignedIn,
    /// They signed in at another partnership, and were let in from there.
    LetIn(Home),
    /// They follow a link to read the year, up to a moment, and have nothing of their own here.
    Reading(Timestamp),
}

impl Visitor {
    /// The address of a page of the partnership.
    pub fn path(&self, below: &str) -> String {
        format!("/{}{below}", self.book.id())
    }

    /// The signature under what they change now.
    pub fn signed(&self) -> Signed {
        Signed { who: self.person.id.to_string(), at: self.app.settings.clock.now() }
    }

    /// Has the next page tell what has just been done, as a sentence: "The meeting was saved."
    ///
    /// # Errors
    /// When the session cannot be kept.
    pub(crate) async fn tell(&self, session: &Session, done: &str) -> Result<(), PageError> {
        told::keep(session, done).await
    }

    /// Whether they may do something at all, if only to what is their own.
    pub fn can(&self, deed: Deed) -> bool {
        self.reads_at_most(deed) && self.person.role.may(deed) != May::No
    }

    /// Whether a deed is not beyond whoever only reads by a link.
    fn reads_at_most(&self, deed: Deed) -> bool {
        match self.way {
            Way::SignedIn => true,
            // Whatever they were given: their account is at home.
            Way::LetIn(_) => deed != Deed::KeepOwnAccount,
            Way::Reading(_) => deed == Deed::SeeYear,
        }
    }

    /// Goes on only where they may do something to whatever it is.
    ///
    /// # Errors
    /// When they may not.
    pub fn may(&self, deed: Deed) -> Result<(), PageError> {
        match self.person.role.may(deed) {
            May::Yes if self.reads_at_most(deed) => Ok(()),
            May::Yes | May::Own | May::No => Err(self.not_allowed(deed)),
        }
    }

    /// Goes on only where they may do something to what `owner` sees to.
    ///
    /// # Errors
    /// When they may not.
    pub fn may_for(&self, deed: Deed, owner: &str) -> Result<(), PageError> {
        if self.reads_at_most(deed) && self.person.may_for(deed, owner) {
            Ok(())
        } else {
            Err(self.not_allowed(deed))
        }
    }

    fn not_allowed(&self, deed: Deed) -> PageError {
        let role = match self.way {
            Way::SignedIn | Way::LetIn(_) => self.person.role.in_words(),
            Way::Reading(_) => "a reader",
        };
        tracing::warn!(role, deed = deed.in_words(), "somebody may not do what they asked for");
        PageError::NotAllowed(format!("as {role} you may not {}", deed.in_words()))
    }
}

/// The book of the partnership that an address names. That there is none, nobody learns who has not signed in.
pub(crate) async fn book(parts: &mut Parts, app: &App) -> Result<Book, PageError> {
    let params = RawPathParams::from_request_parts(parts, app).await;
    let params = params.map_err(|_| Unreadable::Address)?;
    let named = params.iter().find(|(name, _)| *name == "partnership").map(|(_, value)| value);
    let slug: Slug = named.and_then(|text| text.parse().ok()).ok_or(PageError::NotFound)?;
    app.records.book(&PartnershipId(slug)).await?.ok_or(PageError::NotFound)
}

impl FromRequestParts<App> for Visitor {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Visitor, PageError> {
        let book = book(parts, app).await?;
        // The router takes the partnership off the address, so what was asked for stands beside it.
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |OriginalUri(uri)| uri);
        let asked = uri.path_and_query().map_or("", |path| path.as_str()).to_owned();
        let path = uri.path().to_owned();
        let sign_in = || PageError::SignIn { at: sign_in_path(&book, &asked) };
        let (person, way) = whoever(parts, app, &book).await?.ok_or_else(sign_in)?;
        let today = app.settings.clock.today()?;
        Ok(Visitor {
            partnership_name: book.partnership().await?.value.name().to_owned(),
            ended: ended(&book, today).await?.map(|ending| ending.in_words()),
            today,
            told: told::take(parts).await?,
            asked: path,
            app: app.clone(),
            way,
            person,
            book,
        })
    }
}

/// That a partnership is no more on a day, and which follow it; none while it goes on.
///
/// # Errors
/// When the records cannot be read.
pub(crate) async fn ended(book: &Book, on: Day) -> Result<Option<Successors>, RecordsError> {
    Ok(book.successors().await?.filter(|ending| ending.on <= on))
}

/// Whoever has signed in, here or where they were let in from, or else reads by a link.
async fn whoever(
    parts: &Parts,
    app: &App,
    book: &Book,
) -> Result<Option<(Person, Way)>, PageError> {
    if let Some(seat) = Seat::of(parts, app, book).await? {
        let person = seat.person(book).await?;
        return Ok(person.map(|person| (person, Way::SignedIn)));
    }
    if let Some((person, home)) = let_in::of(parts, app, book).await? {
        return Ok(Some((person, Way::LetIn(home))));
    }
    let reader = reader::of(parts, book, app.settings.clock.now()).await?;
    Ok(reader.map(|(person, link)| (person, Way::Reading(link.expires))))
}

/// Where to sign in, to be led on to the page that was asked for.
fn sign_in_path(book: &Book, asked: &str) -> String {
    let next = form_urlencoded(asked);
    format!("/{}/sign-in?next={next}", book.id())
}

/// A text as a part of an address.
pub(crate) fn form_urlencoded(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(byte);
    text.as_bytes()
        .iter()
        .map(
            |byte| if plain(byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") },
        )
        .collect()
}
